"""A QGIS project beside an exported GeoPackage: layers in the order of the page, styled, related, on its paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from geo.draw.scene.theme import LIGHT
from geo.export.about import about_layer, about_project, document, plan_title
from geo.export.elements import node, nodes
from geo.export.fields import Field
from geo.export.job import Job
from geo.export.layers import Layer
from geo.export.qgis.qml import VERSION

_ORDER = ("parks", "lines", "zones", "schematic", "units", "provinces")
"""From above. Zones stand over units: hairlines shine through their tint, and borders and dashes stay whole."""

_RELATED = ("zones.zone", "groups.group", "units.unit", "parks.park_id", "targets.target_id")
"""Ids by which rows are found from each other's forms; sources and industries would list half of the plan."""

_KINDS = MappingProxyType({"MultiPolygon": "Polygon", "MultiLineString": "Line", "Point": "Point", "": "No geometry"})
_MARGIN = 0.04


_HEADS = MappingProxyType({"zh": ("布局（两种画法）", "表"), "en": ("Layout (two drawings)", "Tables")})
_DRAWINGS = ("zones", "schematic")
"""Two drawings of the same zones: one of them is shown, as by the switch of the page."""


def project_document(job: Job, qml: Mapping[str, str], source: str) -> str:
    """Return the text of a QGIS project (.qgs).

    Parameters
    ----------
    job : Job
        What the GeoPackage holds.
    qml : mapping of str to str
        Style of each layer.
    source : str
        File name of the GeoPackage, in the folder of the project.
    """
    title, layers = plan_title(job.plan, job.lang), job.layers
    drawn = [layers[name] for name in _ORDER if name in layers]
    tables = [layer for name, layer in layers.items() if name not in _ORDER]
    parts = [
        node("title", title),
        *([node("projectCrs", _system(drawn[0].frame.crs))] if drawn else []),
        *_canvas(drawn),
        _tree(drawn, tables, source, job.lang),
        node("relations", *(_relation(layer, field, layers) for layer, field in _references(layers))),
        node("projectlayers", *(_map_layer(job, layer, qml[layer.name], source) for layer in (*drawn, *tables))),
        _properties(),
        about_project(job.plan, job.lang),
    ]
    return document(node("qgis", *parts, projectname=title, version=VERSION))


def _tree(drawn: Sequence[Layer], tables: Sequence[Layer], source: str, lang: str) -> Element:
    """Return the tree of layers: the two drawings of the zones in a group that shows one of them, the tables below."""
    root = node("layer-tree-group")
    both, rest = _HEADS[lang]
    pair = [layer for layer in drawn if layer.name in _DRAWINGS]
    for layer in drawn:
        if layer not in pair:
            root.append(_layer_node(layer, source))
        elif layer is pair[0]:
            # Without an order of its own QGIS shows the first of a group that shows one.
            root.append(_group_node(both, pair, source, {"mutually-exclusive": "1", "mutually-exclusive-child": "0"}))
    if tables:
        root.append(_group_node(rest, tables, source, {"expanded": "0"}))
    return root


def _group_node(name: str, layers: Sequence[Layer], source: str, more: Mapping[str, str]) -> Element:
    values = {"name": name, "checked": "Qt::Checked", "expanded": "1"} | dict(more)
    return node("layer-tree-group", *(_layer_node(layer, source) for layer in layers), **values)


def _layer_node(layer: Layer, source: str) -> Element:
    values = {"id": _ident(layer), "name": layer.title, "providerKey": "ogr", "source": _source(layer, source)}
    return node("layer-tree-layer", **values, checked="Qt::Unchecked" if layer.name == "schematic" else "Qt::Checked")


def _ident(layer: Layer) -> str:
    """Return a layer's id in the project: QGIS passes over one of ten characters or fewer."""
    return f"buju-layer-{layer.name}"


def _source(layer: Layer, source: str) -> str:
    return f"./{source}|layername={layer.name}"


def _map_layer(job: Job, layer: Layer, qml: str, source: str) -> Element:
    """Return a layer with its style: a project does not look for the one in the GeoPackage."""
    style = fromstring(qml)
    del style.attrib["version"]
    named = {"id": _ident(layer), "datasource": _source(layer, source), "layername": layer.title}
    parts = [
        *nodes(named),
        node("provider", "ogr", encoding="UTF-8"),
        *([node("srs", _system(layer.frame.crs))] if layer.geometry else []),
        about_layer(job.plan, layer, job.lang),
        *style,
    ]
    return node("maplayer", *parts, type="vector", geometry=_KINDS[layer.geometry], **style.attrib)


def _system(crs: Any) -> Element:
    """Return a coordinate reference system by its authority's code, or by its definition where it has none."""
    return node("spatialrefsys", *nodes({"wkt": crs.to_wkt(), "authid": ":".join(crs.to_authority() or ())}))


def _canvas(drawn: Sequence[Layer]) -> list[Element]:
    """Return what is in view when the project opens: all zones, else all that is drawn first; nothing where none is."""
    placed = [layer for layer in drawn if layer.frame.geometry.notna().any()]
    if not placed:
        return []
    shown = next((layer for layer in placed if layer.name == "zones"), placed[0])
    west, south, east, north = (float(edge) for edge in shown.frame.total_bounds)
    by = _MARGIN * max(east - west, north - south)
    exact = {"xmin": west - by, "ymin": south - by, "xmax": east + by, "ymax": north + by}
    edges, system = {name: f"{value:.6f}" for name, value in exact.items()}, _system(shown.frame.crs)
    seen = node("extent", *nodes(edges)), node("destinationsrs", system)
    return [
        node("mapcanvas", *seen, name="theMapCanvas", annotationsVisible="1"),
        node("ProjectViewSettings", node("DefaultViewExtent", system, **edges)),
    ]


def _references(layers: Mapping[str, Layer]) -> Iterator[tuple[Layer, Field]]:
    """Yield the fields that hold one id each of a layer that is there."""
    for layer in layers.values():
        for field in layer.fields:
            known = field.refers in _RELATED and field.refers.partition(".")[0] in layers
            if known and field.type != "list":
                yield layer, field


def _relation(layer: Layer, field: Field, layers: Mapping[str, Layer]) -> Element:
    home, _, column = field.refers.partition(".")
    values = {
        "id": f"{layer.name}-{field.name}",
        "strength": "Association",
        "name": f"{layer.title} · {field.alias}",
        "referencingLayer": _ident(layer),
        "referencedLayer": _ident(layers[home]),
    }
    return node("relation", node("fieldRef", referencingField=field.name, referencedField=column), **values)


def _properties() -> Element:
    """Return the colour of the paper, and what QGIS must be told of systems and paths."""
    shades = zip(("Red", "Green", "Blue"), bytes.fromhex(LIGHT.paper[1:]), strict=True)
    paper = (node(f"CanvasColor{part}Part", str(shade), type="int") for part, shade in shades)
    return node(
        "properties",
        node("Gui", *paper),
        # Without this QGIS passes over the project's own coordinate reference system.
        node("SpatialRefSys", node("ProjectionsEnabled", "1", type="int")),
        node("Paths", node("Absolute", "false", type="bool")),
    )
