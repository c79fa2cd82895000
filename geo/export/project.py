"""A QGIS project beside an exported GeoPackage: layers in the order of the page, styled, related, on its paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring, indent, tostring

from geo.draw.style import PAPER
from geo.export.layers import Field, Layer

_ORDER = ("parks", "zones", "units", "schematic")
"""From above. Zones stand over units: hairlines shine through their tint, and borders and dashes stay whole."""

_RELATED = ("zones.zone", "groups.group", "units.unit", "parks.park_id", "targets.target_id")
"""Ids by which rows are found from each other's forms; sources and industries would list half of the plan."""

_KINDS = MappingProxyType({"MultiPolygon": "Polygon", "Unknown": "Polygon", "Point": "Point", "": "No geometry"})
_MARGIN = 0.04


def project_document(layers: Mapping[str, Layer], qml: Mapping[str, str], source: str, title: str, tables: str) -> str:
    """Return the text of a QGIS project (.qgs).

    Parameters
    ----------
    layers : mapping of str to Layer
        What the GeoPackage holds.
    qml : mapping of str to str
        Style of each layer.
    source : str
        File name of the GeoPackage, in the folder of the project.
    title : str
        Title of the project.
    tables : str
        Heading over what has no geometry.
    """
    drawn = [layers[name] for name in _ORDER if name in layers]
    plain = [layer for name, layer in layers.items() if name not in _ORDER]
    root = Element("qgis", {"projectname": title, "version": "3.22.0-buju"})
    SubElement(root, "title").text = title
    if drawn:
        SubElement(root, "projectCrs").append(_system(drawn[0].frame.crs))
        root.append(_canvas(drawn))
    root.append(_tree(drawn, plain, source, tables))
    relations = SubElement(root, "relations")
    relations.extend(_relation(layer, field, layers) for layer, field in _references(layers))
    held = SubElement(root, "projectlayers")
    held.extend(_map_layer(layer, qml[layer.name], source) for layer in (*drawn, *plain))
    root.append(_paper())
    indent(root, " ")
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + tostring(root, encoding="unicode") + "\n"


def _tree(drawn: Sequence[Layer], plain: Sequence[Layer], source: str, tables: str) -> Element:
    root = Element("layer-tree-group")
    root.extend(_leaf(layer, source, shown=layer.name != "schematic") for layer in drawn)
    if plain:
        group = SubElement(root, "layer-tree-group", {"name": tables, "expanded": "0", "checked": "Qt::Checked"})
        group.extend(_leaf(layer, source, shown=True) for layer in plain)
    return root


def _leaf(layer: Layer, source: str, *, shown: bool) -> Element:
    values = {"id": _ident(layer), "name": layer.title, "providerKey": "ogr", "source": _source(layer, source)}
    return Element("layer-tree-layer", values | {"checked": "Qt::Checked" if shown else "Qt::Unchecked"})


def _ident(layer: Layer) -> str:
    """Return a layer's id in the project: QGIS passes over one of ten characters or fewer."""
    return f"buju-layer-{layer.name}"


def _source(layer: Layer, source: str) -> str:
    return f"./{source}|layername={layer.name}"


def _map_layer(layer: Layer, qml: str, source: str) -> Element:
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
    held.extend(style)
    return held


def _system(crs: Any) -> Element:
    """Return a coordinate reference system by its authority's code, or by its definition where it has none."""
    system, authority = Element("spatialrefsys"), crs.to_authority()
    SubElement(system, "wkt").text = crs.to_wkt()
    SubElement(system, "authid").text = ":".join(authority) if authority else ""
    return system


def _canvas(drawn: Sequence[Layer]) -> Element:
    """Return what is in view when the project opens: all zones, else all that is drawn first."""
    shown = next((layer for layer in drawn if layer.name == "zones"), drawn[0])
    canvas = Element("mapcanvas", {"name": "theMapCanvas", "annotationsVisible": "1"})
    extent = SubElement(canvas, "extent")
    west, south, east, north = (float(edge) for edge in shown.frame.total_bounds)
    by = _MARGIN * max(east - west, north - south)
    edges = {"xmin": west - by, "ymin": south - by, "xmax": east + by, "ymax": north + by}
    for name, value in edges.items():
        SubElement(extent, name).text = f"{value:.6f}"
    SubElement(canvas, "destinationsrs").append(_system(shown.frame.crs))
    return canvas


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
        value = str(int(PAPER["paper"][1 + 2 * place : 3 + 2 * place], 16))
        SubElement(gui, f"CanvasColor{part}Part", {"type": "int"}).text = value
    # Without this QGIS passes over the project's own coordinate reference system.
    system = SubElement(properties, "SpatialRefSys")
    SubElement(system, "ProjectionsEnabled", {"type": "int"}).text = "1"
    paths = SubElement(properties, "Paths")
    SubElement(paths, "Absolute", {"type": "bool"}).text = "false"
    return properties
