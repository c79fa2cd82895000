"""A plan as the layers and tables that GIS teams take over: frames in one coordinate system, every field described."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, get_type_hints

from geo.analysis.join import JoinRow, join_plan
from geo.export.computed import COMPUTED
from geo.export.names import choice_names, column_name, table_name
from geo.model.plan import Plan, frame_of
from geo.model.schema import (
    Actual,
    Citation,
    Column,
    ColumnType,
    Group,
    Industry,
    Park,
    Record,
    Schematic,
    Source,
    Target,
    Unit,
    Zone,
    columns,
    key,
)
from geo.space.crs import CGCS2000, Box, Chosen, chosen, is_degrees
from geo.space.geometry import as_multi, to_shape

_ROWS: Mapping[str, tuple[type[Record], str, str]] = MappingProxyType(
    {
        "zones": (Zone, "zone_rows", "MultiPolygon"),
        "units": (Unit, "unit_rows", "MultiPolygon"),
        "parks": (Park, "park_rows", "Point"),
        "schematic": (Schematic, "schematic_rows", "MultiPolygon"),
        "groups": (Group, "groups", ""),
        "targets": (Target, "target_rows", ""),
        "joins": (Record, "", ""),
        "citations": (Citation, "citations", ""),
        "sources": (Source, "sources", ""),
        "industries": (Industry, "industries", ""),
        "actuals": (Actual, "actuals", ""),
    }
)
"""Layer -> (record, attribute of the plan, type of geometry), in the order of an export."""

_HOMES = {
    "group": "groups.group",
    "zone": "zones.zone",
    "unit": "units.unit",
    "park": "parks.park_id",
    "target": "targets.target_id",
    "source": "sources.source",
    "industry": "industries.industry",
}
_OPTIONAL = ("schematic", "actuals")
_LENGTHS = (20, 50, 100, 254, 500, 1000, 2000, 5000)

_SHORT = {
    "positioning": "position",
    "positioning_en": "position_e",
    "precision_km": "precis_km",
    "superseded_by": "superseded",
    "indicator_en": "indicat_en",
    "subject_type": "subj_type",
    "park_targets": "n_park",
    "unit_targets": "n_unit",
    "zone_targets": "n_zone",
    "top_industry": "top_indust",
}
"""Names of Shapefile fields: the longer ones, made by hand so that they can still be read."""

_HINTS: Mapping[Any, ColumnType] = MappingProxyType(
    {str: "text", float | None: "number", int | None: "integer", bool | None: "flag"}
)


@dataclass(frozen=True)
class Field:
    """One field of an exported layer.

    Attributes
    ----------
    name, alias : str
        Column of the frame, and what people call it.
    type : {"text", "id", "list", "number", "integer", "flag", "date"}
        As in :mod:`geo.model.schema`.
    length : int
        Characters that a text needs at most, rounded up; 0 for numbers.
    unit, meaning : str
        Unit of a number; one sentence.
    choices : mapping of str to str
        Closed list of values -> the word for each.
    refers : str
        ``zones.zone`` where it holds ids of that column, else empty.
    required : bool
        Whether every row has a value.
    short : str
        Shapefile name: ASCII, at most 10 bytes.
    computed : bool
        True where no file of the plan holds it; an import passes it over.
    """

    name: str
    alias: str
    type: ColumnType
    length: int
    unit: str
    choices: Mapping[str, str]
    refers: str
    required: bool
    meaning: str
    short: str
    computed: bool


@dataclass(frozen=True)
class Layer:
    """One layer, or a table where `geometry` is empty.

    Attributes
    ----------
    name, title : str
        Name in files, and what people call it.
    key : str
        Name of the id column, empty where rows have none.
    geometry : {"MultiPolygon", "Point", ""}
        Type of its geometry.
    fields : tuple of Field
        In the order of the frame.
    frame : GeoDataFrame or DataFrame
        Rows numbered from 0; lists are Python lists, missing texts and lists None.
    """

    name: str
    title: str
    key: str
    geometry: str
    fields: tuple[Field, ...]
    frame: Any


def export_layers(
    plan: Plan, lang: str = "zh", crs: str | int = CGCS2000, names: Sequence[str] = ()
) -> Mapping[str, Layer]:
    """Return a plan's layers and tables.

    Parameters
    ----------
    plan : Plan
        The plan.
    lang : {"zh", "en"}
        Language of titles, aliases and words for choices; the data are the same in both.
    crs : str or int
        As :func:`geo.space.crs.chosen` takes it.
    names : sequence of str
        Only these layers; all where empty.

    Returns
    -------
    mapping of str to Layer
        zones, units, parks, schematic (where there is one), groups, targets, joins, citations, sources,
        industries, actuals (where there are any).

    Raises
    ------
    CrsError
        There is no such coordinate reference system.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> layers = export_layers(read_plan("heilongjiang"), lang="en")
    >>> layers["zones"].title, layers["parks"].frame.crs.to_epsg()
    ('Zones', 4490)
    """
    system = plan_crs(plan, crs)
    layers = {name: _layer(plan, name, lang) for name in layer_names(plan) if not names or name in names}
    return {name: _projected(layer, system) for name, layer in layers.items()}


def layer_names(plan: Plan) -> tuple[str, ...]:
    """Return the names of the layers and tables that an export of a plan holds."""
    return tuple(name for name in _ROWS if name not in _OPTIONAL or getattr(plan, _ROWS[name][1]))


def plan_crs(plan: Plan, crs: str | int) -> Chosen:
    """Return the coordinate reference system that a user names for a plan."""
    return chosen(crs, plan_box(plan), plan.header.region_en or plan.id)


def plan_box(plan: Plan) -> Box:
    """Return west, south, east and north of all that a plan places, in degrees."""
    frames = (plan.zones, plan.units, plan.parks)
    boxes = [frame.total_bounds for frame in frames if frame.geometry.notna().any()]
    if not boxes:
        return (73.5, 18.0, 135.0, 53.6)
    west, south, east, north = zip(*boxes, strict=True)
    return float(min(west)), float(min(south)), float(max(east)), float(max(north))


def flat(layer: Layer) -> Any:
    """Return a layer's frame with lists as ``a;b``, for formats without arrays."""
    lists = [field.name for field in layer.fields if field.type == "list"]
    texts = {name: [None if item is None else ";".join(item) for item in layer.frame[name]] for name in lists}
    return layer.frame.assign(**{name: frame_of({name: text}, {name: "text"})[name] for name, text in texts.items()})


def moment(plan: Plan) -> str:
    """Return the moment that formats write where they demand one: the plan's day of issue, never the clock."""
    day = plan.header.issued or datetime.date(1970, 1, 1)
    return f"{day.isoformat()}T00:00:00.000Z"


def _layer(plan: Plan, name: str, lang: str) -> Layer:
    row, attribute, geometry = _ROWS[name]
    records = join_plan(plan).rows if name == "joins" else getattr(plan, attribute)
    shapes = _shapes(plan, name, records) if geometry else None
    own, made = _columns(name, row), COMPUTED.get(name, ())
    values = {column.name: [_plain(getattr(record, column.name)) for record in records] for column in own}
    values |= {item.column.name: [*item.values(plan, records, shapes or ())] for item in made}
    described = [*own, *(item.column for item in made)]
    frame = frame_of(values, {column.name: column.type for column in described}, shapes)
    fields = tuple(_field(column, column not in own, name, lang, values[column.name]) for column in described)
    return Layer(name, table_name(name, lang), "" if name == "joins" else key(row), geometry, fields, frame)


def _columns(name: str, row: type[Record]) -> tuple[Column, ...]:
    if name != "joins":
        return columns(row)
    hints = get_type_hints(JoinRow)
    refers = {"zone": "zone", "group": "group", "source": "source"}
    found = [(item.name, item.metadata["meaning"]) for item in dataclasses.fields(JoinRow)]
    return tuple(Column(name, _HINTS[hints[name]], meaning, refers=refers.get(name, "")) for name, meaning in found)


def _field(column: Column, made: bool, layer: str, lang: str, values: Sequence[Any]) -> Field:
    texts = [";".join(value) if isinstance(value, list) else value for value in values]
    longest = max((len(text) for text in texts if isinstance(text, str)), default=0)
    length = 0 if column.type in ("number", "integer", "flag") else next(n for n in _LENGTHS if n >= longest)
    home = _HOMES.get(column.refers, "")
    return Field(
        name=column.name,
        alias=column_name(layer, column.name, lang),
        type=column.type,
        length=10 if column.type == "date" else length,
        unit=column.unit,
        choices=choice_names(layer, column.name, lang) or {choice: choice for choice in column.choices},
        refers=home,
        required=column.required,
        meaning=column.meaning,
        short=_SHORT.get(column.name, column.name),
        computed=made or layer == "joins",
    )


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value) or None
    return value.isoformat() if isinstance(value, datetime.date) else value


def _shapes(plan: Plan, name: str, records: Sequence[Any]) -> list[Any]:
    shapes = [to_shape(row.geometry) for row in records] if name == "schematic" else getattr(plan, name).geometry
    return [as_multi(shape) for shape in shapes]


def _projected(layer: Layer, system: Chosen) -> Layer:
    if not layer.geometry or system.crs == CGCS2000:
        return layer
    frame = layer.frame
    moved = frame.set_crs(system.crs, allow_override=True) if is_degrees(system.crs) else frame.to_crs(system.crs)
    return dataclasses.replace(layer, frame=moved)
