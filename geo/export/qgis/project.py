"""A QGIS project beside an exported GeoPackage: layers in the order of the page, styled, related, on its paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring

from geo.draw.scene.theme import LIGHT
from geo.export.about import about_layer, about_project, document, plan_title
from geo.export.fields import Field
from geo.export.job import Job
from geo.export.layers import Layer

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
    root = Element("qgis", {"projectname": title, "version": "3.22.0-buju"})
    SubElement(root, "title").text = title
    if drawn:
        SubElement(root, "projectCrs").append(_system(drawn[0].frame.crs))
    root.extend(_canvas(drawn))
    root.append(_tree(drawn, tables, source, job.lang))
    relations = SubElement(root, "relations")
    relations.extend(_relation(layer, field, layers) for layer, field in _references(layers))
    held = SubElement(root, "projectlayers")
    held.extend([_map_layer(job, layer, qml[layer.name], source) for layer in (*drawn, *tables)])
    root.append(_paper())
    root.append(about_project(job.plan, job.lang))
    return document(root)


def _tree(drawn: Sequence[Layer], tables: Sequence[Layer], source: str, lang: str) -> Element:
    """Return the tree of layers: the two drawings of the zones in a group that shows one of them, the tables below."""
    root = Element("layer-tree-group")
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
    group = Element("layer-tree-group", {"name": name, "checked": "Qt::Checked", "expanded": "1"} | dict(more))
    group.extend([_layer_node(layer, source) for layer in layers])
    return group


def _layer_node(layer: Layer, source: str) -> Element:
    shown = layer.name != "schematic"
    values = {"id": _ident(layer), "name": layer.title, "providerKey": "ogr", "source": _source(layer, source)}
    return Element("layer-tree-layer", values | {"checked": "Qt::Checked" if shown else "Qt::Unchecked"})


def _ident(layer: Layer) -> str:
    """Return a layer's id in the project: QGIS passes over one of ten characters or fewer."""
    return f"buju-layer-{layer.name}"


def _source(layer: Layer, source: str) -> str:
    return f"./{source}|layername={layer.name}"


def _map_layer(job: Job, layer: Layer, qml: str, source: str) -> Element:
    """Return a layer with its style: a project does not look for the one in the GeoPackage."""
    style = fromstring(qml)
    held = Element("maplayer", {"type": "vector", "geometry": _KINDS[layer.geometry]} | dict(style.attrib))
    del held.attrib["version"]
    SubElement(held, "id").text = _ident(layer)
    SubElement(held, "datasource").text = _source(layer, source)
    SubElement(held, "layername").text = layer.title
    SubElement(held, "provider", {"encoding": "UTF-8"}).text = "ogr"
    if layer.geometry:
        SubElement(held, "srs").append(_system(layer.frame.crs))
    held.append(about_layer(job.plan, layer, job.lang))
    held.extend(style)
    return held


def _system(crs: Any) -> Element:
    """Return a coordinate reference system by its authority's code, or by its definition where it has none."""
    system, authority = Element("spatialrefsys"), crs.to_authority()
    SubElement(system, "wkt").text = crs.to_wkt()
    SubElement(system, "authid").text = ":".join(authority) if authority else ""
    return system


def _canvas(drawn: Sequence[Layer]) -> list[Element]:
    """Return what is in view when the project opens: all zones, else all that is drawn first; nothing where none is."""
    placed = [layer for layer in drawn if layer.frame.geometry.notna().any()]
    if not placed:
        return []
    shown = next((layer for layer in placed if layer.name == "zones"), placed[0])
    west, south, east, north = (float(edge) for edge in shown.frame.total_bounds)
    by = _MARGIN * max(east - west, north - south)
    edges = {"xmin": west - by, "ymin": south - by, "xmax": east + by, "ymax": north + by}
    canvas = Element("mapcanvas", {"name": "theMapCanvas", "annotationsVisible": "1"})
    extent = SubElement(canvas, "extent")
    settings = Element("ProjectViewSettings")
    default = SubElement(settings, "DefaultViewExtent", {name: f"{value:.6f}" for name, value in edges.items()})
    default.append(_system(shown.frame.crs))
    for name, value in edges.items():
        SubElement(extent, name).text = f"{value:.6f}"
    SubElement(canvas, "destinationsrs").append(_system(shown.frame.crs))
    return [canvas, settings]


def _references(layers: Mapping[str, Layer]) -> Iterator[tuple[Layer, Field]]:
    """Yield the fields that hold one id each of a layer that is there."""
    for layer in layers.values():
        for field in layer.fields:
            known = field.refers in _RELATED and field.refers.partition(".")[0] in layers
            if known and field.type != "list":
                yield layer, field


def _relation(layer: Layer, field: Field, layers: Mapping[str, Layer]) -> Element:
    home, _, column = field.refers.partition(".")
    relation = Element("relation", {"id": f"{layer.name}-{field.name}", "strength": "Association"})
    relation.set("name", f"{layer.title} · {field.alias}")
    relation.set("referencingLayer", _ident(layer))
    relation.set("referencedLayer", _ident(layers[home]))
    SubElement(relation, "fieldRef", {"referencingField": field.name, "referencedField": column})
    return relation


def _paper() -> Element:
    properties = Element("properties")
    gui = SubElement(properties, "Gui")
    for place, part in enumerate(("Red", "Green", "Blue")):
        value = str(int(LIGHT.paper[1 + 2 * place : 3 + 2 * place], 16))
        SubElement(gui, f"CanvasColor{part}Part", {"type": "int"}).text = value
    # Without this QGIS passes over the project's own coordinate reference system.
    system = SubElement(properties, "SpatialRefSys")
    SubElement(system, "ProjectionsEnabled", {"type": "int"}).text = "1"
    paths = SubElement(properties, "Paths")
    SubElement(paths, "Absolute", {"type": "bool"}).text = "false"
    return properties
