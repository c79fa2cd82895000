"""QGIS opens an exported GeoPackage drawn as the page is: styles, labels, aliases and value lists in `layer_styles`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias
from xml.etree.ElementTree import Element

from geo.draw.scene.style import PAPER
from geo.export.about import about_layer, about_project, document
from geo.export.fields import Field
from geo.export.gpkg import opened, write_metadata
from geo.export.layers import Layer, moment
from geo.export.names import worded
from geo.export.qgis import forms, labels, qml, sld
from geo.export.qgis.looks import line_looks, nearest_m, park_looks, rings_from, unit_looks, zone_looks
from geo.export.qgis.project import project_document
from geo.model.plan import Plan

Drawing: TypeAlias = tuple[list[Element], list[list[Element]]]
"""Parts of a QML, and passes of an SLD."""

_MOST_NAMES = 500
"""A longer list of ids and names would make a form slow; the bare id is shown then."""

_TABLE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30),
  ui TEXT(30), update_time DATETIME)
"""
_CONTENTS = (
    "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) "
    "VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?, 0)"
)
_ROW = "INSERT INTO layer_styles VALUES (?, '', '', ?, ?, ?, ?, ?, 1, ?, '', NULL, ?)"
"""The schema is an empty text: with NULL there QGIS passes the style over without a word."""


@dataclass(frozen=True, slots=True)
class Style:
    """How one layer looks: for QGIS, and for map servers (empty for a table, which draws nothing)."""

    qml: str
    sld: str


def style_tables(plan: Plan, layers: Mapping[str, Layer], lang: str = "zh") -> Mapping[str, Style]:
    """Return the styles of an export.

    Parameters
    ----------
    plan : Plan
        The plan.
    layers : mapping of str to Layer
        What is exported of it, as :func:`geo.export.layers.export_layers` returns it; perhaps only some layers.
    lang : {"zh", "en"}
        Language of names on the map and in the legend.

    Returns
    -------
    mapping of str to Style
        Name of the layer -> its style, in the order of `layers`.

    Examples
    --------
    >>> from geo.export.layers import export_layers
    >>> from geo.model.plan import read_plan
    >>> plan = read_plan("heilongjiang")
    >>> styles = style_tables(plan, export_layers(plan))
    >>> "哈尔滨生物产业引领极" in styles["zones"].qml, styles["targets"].sld
    (True, '')
    """
    return {name: _style(plan, layer, lang) for name, layer in layers.items()}


def add_styles(path: Path, plan: Plan, layers: Mapping[str, Layer], lang: str = "zh") -> None:
    """Register styles and metadata in a finished GeoPackage, so that QGIS and map servers use them unasked.

    Parameters
    ----------
    path : Path
        The GeoPackage, before it takes its final name.
    plan : Plan
        The plan; its day of issue is written as the moment of the styles.
    layers : mapping of str to Layer
        The layers that are in the file.
    lang : {"zh", "en"}
        Language of names on the map and in the legend.
    """
    styles, when = style_tables(plan, layers, lang), moment(plan)
    about = {name: document(about_layer(plan, layer, lang, root="qgis")) for name, layer in layers.items()}
    with opened(path) as database:
        geometries = dict(database.execute("SELECT table_name, column_name FROM gpkg_geometry_columns"))
        database.execute(_TABLE)
        database.execute(_CONTENTS, (when,))
        for ident, (name, style) in enumerate(styles.items(), start=1):
            row = (ident, name, geometries.get(name, ""), name[:30], style.qml, style.sld, layers[name].title, when)
            database.execute(_ROW, row)
        write_metadata(database, about, when)


def qgis_project(plan: Plan, layers: Mapping[str, Layer], gpkg: str, lang: str = "zh") -> str:
    """Return a QGIS project that shows an exported GeoPackage as the page does, with relations between its layers.

    Parameters
    ----------
    plan : Plan
        The plan.
    layers : mapping of str to Layer
        The layers that are in the file.
    gpkg : str
        Name of the GeoPackage; the project belongs in its folder.
    lang : {"zh", "en"}
        Language of names.

    Returns
    -------
    str
        Text of a .qgs file.
    """
    texts = {name: style.qml for name, style in style_tables(plan, layers, lang).items()}
    about = {name: about_layer(plan, layer, lang) for name, layer in layers.items()} | {"": about_project(plan, lang)}
    return project_document(layers, texts, gpkg, about, worded(plan.header, lang, "title"), lang)


def _style(plan: Plan, layer: Layer, lang: str) -> Style:
    parts, passes = _drawing(plan, layer, lang)
    columns = [field.name for field in layer.fields]
    display = next((name for name in (_name(lang), "title", "indicator", layer.key) if name in columns), columns[0])
    held = forms.form_parts(layer.fields, _words(plan, layer.fields, lang), display)
    text = qml.qml_document([*parts, *held], labelled=len(parts) > 1)
    return Style(text, sld.sld_document(layer.name, layer.title, passes) if passes else "")


def _drawing(plan: Plan, layer: Layer, lang: str) -> tuple[list[Element], list[list[Element]]]:
    """Return how a layer is drawn: parts of a QML, and passes of an SLD; none of either for a table."""
    draw = _DRAWN.get(layer.name)
    return draw(plan, layer, lang) if draw else ([], [])


def _zones(plan: Plan, layer: Layer, lang: str) -> Drawing:
    own = layer.name == "zones"
    column = _name(lang) if own else ""
    looks = zone_looks(plan, lang, dashed=own)
    renderer = qml.zone_renderer(looks, _names(plan, lang)["groups.group"], "group" if own else "")
    return [renderer, labels.zone_labels(looks, column, lang)], sld.zone_passes(looks, column)


def _units(plan: Plan, _: Layer, lang: str) -> Drawing:
    looks = unit_looks(plan, lang)
    return [qml.unit_renderer(looks), labels.unit_labels(looks, _name(lang))], sld.unit_passes(looks, _name(lang))


def _parks(plan: Plan, layer: Layer, lang: str) -> Drawing:
    located = layer.frame[layer.frame.geometry.notna()].to_dict("records")
    looks = park_looks(plan, located, lang)
    nearest = nearest_m({row["park_id"]: (row["lon"], row["lat"]) for row in located})
    renderer = qml.park_renderer(looks, lang, rings_from(plan))
    return [renderer, labels.park_labels(_name(lang), nearest)], sld.park_passes(looks, _name(lang))


def _provinces(_: Plan, __: Layer, lang: str) -> Drawing:
    return [qml.land_renderer(PAPER["context"], PAPER["paper"]), labels.land_labels(_name(lang))], sld.land_passes()


def _lines(_: Plan, layer: Layer, lang: str) -> Drawing:
    looks = line_looks(layer.frame.to_dict("records"), lang)
    return [qml.line_renderer(looks)], sld.line_passes(looks)


_DRAWN: Mapping[str, Callable[[Plan, Layer, str], Drawing]] = MappingProxyType(
    {
        "zones": _zones,
        "schematic": _zones,
        "units": _units,
        "parks": _parks,
        "provinces": _provinces,
        "lines": _lines,
    }
)


def _name(lang: str) -> str:
    return "name_en" if lang == "en" else "name"


def _words(plan: Plan, fields: Sequence[Field], lang: str) -> dict[str, Mapping[str, str]]:
    """Return the words for the values of fields: closed lists, and names of what other layers list."""
    names = _names(plan, lang)
    found = {field.name: field.choices or names.get(field.refers, {}) for field in fields}
    return {name: words for name, words in found.items() if 0 < len(words) <= _MOST_NAMES}


def _names(plan: Plan, lang: str) -> dict[str, dict[str, str]]:
    return {
        "groups.group": {row.group: worded(row, lang) for row in plan.groups},
        "zones.zone": {row.zone: worded(row, lang) for row in plan.zones_in_order()},
        "units.unit": {row.unit: worded(row, lang) for row in plan.unit_rows},
        "parks.park_id": {row.park_id: worded(row, lang) for row in plan.park_rows},
        "sources.source": {row.source: worded(row, lang, "title") for row in plan.sources},
        "industries.industry": {row.industry: worded(row, lang) for row in plan.industries},
    }
