"""QGIS opens an exported GeoPackage drawn as the page is: styles, labels, aliases and value lists in `layer_styles`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias
from xml.etree.ElementTree import Element

from geo.draw.scene.theme import LIGHT
from geo.export.about import about_layer, document
from geo.export.fields import Field
from geo.export.gpkg import opened, write_gpkg, write_metadata
from geo.export.job import Job
from geo.export.layers import Layer, rows_of, shapes_of
from geo.export.qgis import forms, labels, qml, sld
from geo.export.qgis.looks import line_looks, nearest_m, park_looks, rings_from, unit_looks, zone_looks
from geo.export.qgis.project import project_document
from geo.model.aliases import name_of

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


def style_tables(job: Job) -> Mapping[str, Style]:
    """Return the styles of an export, by layer.

    Examples
    --------
    >>> from geo.export.layers import export_layers
    >>> from geo.model.plan import read_plan
    >>> plan = read_plan("heilongjiang")
    >>> styles = style_tables(Job(plan, export_layers(plan)))
    >>> "哈尔滨生物产业引领极" in styles["zones"].qml, styles["targets"].sld
    (True, '')
    """
    return {name: _style(job, layer) for name, layer in job.layers.items()}


def write_geopackage(job: Job, path: Path) -> None:
    """Write a GeoPackage whose styles and metadata QGIS and map servers use unasked."""
    _write_styled(job, style_tables(job), path)


def _write_styled(job: Job, styles: Mapping[str, Style], path: Path) -> None:
    write_gpkg(job, path)
    when = job.moment
    about = {name: document(about_layer(job.plan, layer, job.lang, root="qgis")) for name, layer in job.layers.items()}
    with opened(path) as database:
        geometries = dict(database.execute("SELECT table_name, column_name FROM gpkg_geometry_columns"))
        database.execute(_TABLE)
        database.execute(_CONTENTS, (when,))
        for ident, (name, style) in enumerate(styles.items(), start=1):
            title = job.layers[name].title
            row = (ident, name, geometries.get(name, ""), name[:30], style.qml, style.sld, title, when)
            database.execute(_ROW, row)
        write_metadata(database, about, when)


def write_project(job: Job, path: Path) -> None:
    """Write a QGIS project that shows a GeoPackage beside it as the page does, its layers related."""
    gpkg, styles = path.with_suffix(".gpkg"), style_tables(job)
    _write_styled(job, styles, gpkg)
    text = project_document(job, {name: style.qml for name, style in styles.items()}, gpkg.name)
    path.write_text(text, encoding="utf-8", newline="\n")


def _style(job: Job, layer: Layer) -> Style:
    draw = _DRAWN.get(layer.name)
    parts, passes = draw(job, layer) if draw else ([], [])
    columns = [field.name for field in layer.fields]
    display = next((name for name in (job.name_column, "title", "indicator", layer.key) if name in columns), columns[0])
    held = forms.form_parts(layer.fields, _words(job, layer.fields), display)
    text = qml.qml_document([*parts, *held], labelled=len(parts) > 1)
    return Style(text, sld.sld_document(layer.name, layer.title, passes) if passes else "")


def _zones(job: Job, layer: Layer) -> Drawing:
    own = layer.name == "zones"
    column = job.name_column if own else ""
    looks = zone_looks(job.view if own else replace(job.view, drawing="schematic"))
    renderer = qml.zone_renderer(looks, _names(job)["groups.group"], "group" if own else "")
    return [renderer, labels.zone_labels(looks, column, job.lang)], sld.zone_passes(looks, column)


def _units(job: Job, _: Layer) -> Drawing:
    looks, column = unit_looks(job.view), job.name_column
    return [qml.unit_renderer(looks), labels.unit_labels(looks, column)], sld.unit_passes(looks, column)


def _parks(job: Job, layer: Layer) -> Drawing:
    located = [row for row, shape in zip(rows_of(layer), shapes_of(layer), strict=True) if shape is not None]
    looks = park_looks(job.view, located)
    nearest = nearest_m({row["park_id"]: (row["lon"], row["lat"]) for row in located})
    renderer = qml.park_renderer(looks, job.lang, rings_from(job.view))
    return [renderer, labels.park_labels(job.name_column, nearest)], sld.park_passes(looks, job.name_column)


def _provinces(job: Job, _: Layer) -> Drawing:
    ground = qml.land_renderer(LIGHT.context, LIGHT.context_line)
    return [ground, labels.land_labels(job.name_column)], sld.land_passes()


def _lines(job: Job, layer: Layer) -> Drawing:
    looks = line_looks(job.view, rows_of(layer))
    return [qml.line_renderer(looks)], sld.line_passes(looks)


_DRAWN: Mapping[str, Callable[[Job, Layer], Drawing]] = MappingProxyType(
    {
        "zones": _zones,
        "schematic": _zones,
        "units": _units,
        "parks": _parks,
        "provinces": _provinces,
        "lines": _lines,
    }
)


def _words(job: Job, fields: Sequence[Field]) -> dict[str, Mapping[str, str]]:
    """Return the words for the values of fields: closed lists, and names of what other layers list."""
    names = _names(job)
    found = {field.name: field.choices or names.get(field.refers, {}) for field in fields}
    return {name: words for name, words in found.items() if 0 < len(words) <= _MOST_NAMES}


def _names(job: Job) -> dict[str, dict[str, str]]:
    plan, lang = job.plan, job.lang
    return {
        "groups.group": {row.group: name_of(row, lang) for row in plan.groups},
        "zones.zone": {row.zone: name_of(row, lang) for row in plan.zones_in_order()},
        "units.unit": {row.unit: name_of(row, lang) for row in plan.unit_rows},
        "parks.park_id": {row.park_id: name_of(row, lang) for row in plan.park_rows},
        "sources.source": {row.source: name_of(row, lang, "title") for row in plan.sources},
        "industries.industry": {row.industry: name_of(row, lang) for row in plan.industries},
    }
