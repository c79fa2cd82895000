"""A plan as the layers and tables that GIS teams take over: frames in one coordinate system, every field described."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from geo.analysis.concern import concern_of
from geo.analysis.join import join_plan
from geo.draw.scene.context import line_marks, near_provinces
from geo.export.computed import COMPUTED
from geo.export.fields import FILES, RECORDS, Field, columns_of, fields_of
from geo.export.part import part_name, part_note
from geo.model.aliases import table_title
from geo.model.errors import UsageError, guess
from geo.model.meanings import table_meaning
from geo.model.plan import ROWS, Plan, frame_of
from geo.model.schema import OWN_ROWS, own_columns, value_of
from geo.space.boxes import DegreeBox
from geo.space.crs import CGCS2000, Chosen, chosen, is_degrees
from geo.space.geometry import as_multi, to_shape

_GEOMETRIES: Mapping[str, str] = MappingProxyType(
    {
        "zones": "MultiPolygon",
        "units": "MultiPolygon",
        "parks": "Point",
        "schematic": "MultiPolygon",
        "provinces": "MultiPolygon",
        "lines": "MultiLineString",
    }
)
_OPTIONAL = ("schematic", "provinces", "lines", "actuals", "status", "story")


@dataclass(frozen=True)
class Layer:
    """One layer, or a table where `geometry` is empty.

    Attributes
    ----------
    name, title : str
        Name in files, and what people call it.
    key : str
        Name of the id column, empty where rows have none.
    geometry : {"MultiPolygon", "Point", "MultiLineString", ""}
        Type of its geometry.
    fields : tuple of Field
        In the order of the frame.
    frame : GeoDataFrame or DataFrame
        Rows numbered from 0; lists are Python lists, missing texts and lists None.
    meaning : str
        What it holds, in one sentence.
    """

    name: str
    title: str
    key: str
    geometry: str
    fields: tuple[Field, ...]
    frame: Any
    meaning: str = ""


def export_layers(
    plan: Plan, lang: str = "zh", crs: str | int = CGCS2000, names: Sequence[str] = ()
) -> Mapping[str, Layer]:
    """Return a plan's layers and tables.

    Parameters
    ----------
    plan : Plan
        The plan, or what of it concerns a unit (:func:`geo.analysis.concern.extract`).
    lang : {"zh", "en"}
        Language of titles, aliases and words for choices; the data are the same in both.
    crs : str or int
        As :func:`geo.space.crs.chosen` takes it.
    names : sequence of str
        Only these layers; all where empty.

    Returns
    -------
    mapping of str to Layer
        zones, units, parks, schematic (where there is one), provinces and lines (around it, where the workspace
        has them), groups, targets, joins, citations, sources, industries, and actuals, status and story where there
        are any.

    Raises
    ------
    UsageError
        There is no such coordinate reference system, or the plan has no such layer.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> layers = export_layers(read_plan("heilongjiang"), lang="en")
    >>> layers["zones"].title, layers["parks"].frame.crs.to_epsg()
    ('Zones', 4490)
    """
    system = plan_crs(plan, crs)
    around = _around(plan)
    known = _present(plan, around)
    for name in names:
        if name not in known:
            hint = guess(name, known) or f"One of: {', '.join(known)}."
            raise UsageError(f'"{name}" is no layer of {plan.tag}. {hint}')
    wanted = [name for name in known if not names or name in names]
    layers = {name: _layer(plan, name, _records(plan, name, around), lang) for name in wanted}
    return {name: _projected(layer, system) for name, layer in layers.items()}


def plan_crs(plan: Plan, crs: str | int) -> Chosen:
    """Return the coordinate reference system that a user names for a plan."""
    return chosen(crs, _home_box(plan), part_name(plan, "en") or plan.header.region_en or plan.id)


def plan_box(plan: Plan) -> DegreeBox:
    """Return the box around all that a plan places."""
    return _box_of(plan.zones, plan.units, plan.parks)


def _home_box(plan: Plan) -> DegreeBox:
    """Return the box for which systems and neighbours are chosen: of a part its unit, however far its zones reach."""
    return _box_of(plan.units, plan.parks) if plan.only else plan_box(plan)


def _box_of(*frames: Any) -> DegreeBox:
    boxes = [frame.total_bounds.tolist() for frame in frames if frame.geometry.notna().any()]
    return DegreeBox.around(boxes) or DegreeBox(73.5, 18.0, 135.0, 53.6)


def flat(layer: Layer) -> Any:
    """Return a layer's frame with lists as ``a;b``, for formats without arrays."""
    lists = [field.name for field in layer.fields if field.type == "list"]
    texts = {name: [None if item is None else ";".join(item) for item in layer.frame[name]] for name in lists}
    return layer.frame.assign(**{name: frame_of({name: text}, {name: "text"})[name] for name, text in texts.items()})


def rows_of(layer: Layer) -> Iterator[dict[str, Any]]:
    """Yield the rows of a layer as values of Python, None for what is missing, without the geometry."""
    columns = {item.name: values_in(layer.frame[item.name], item.type) for item in layer.fields}
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def values_in(column: Any, kind: str) -> list[Any]:
    """Return a column of a frame, of a type as of Field, as values of Python, None for what is missing."""
    pairs = zip(column.tolist(), column.isna().tolist(), strict=True)
    return [None if missing else int(value) if kind == "integer" else value for value, missing in pairs]


def shapes_of(layer: Layer) -> list[Any]:
    """Return the geometry of each row, None where it has none; a table has none at all."""
    return list(layer.frame.geometry) if layer.geometry else [None] * len(layer.frame)


def _around(plan: Plan) -> Mapping[str, Sequence[Any]]:
    """Return the provinces and boundary lines that the page draws around a plan, the provinces whole.

    The plan's own units, which are layers of their own, are left out.
    """
    (provinces, lines), box = plan.base, _home_box(plan)
    near = near_provinces(provinces, box, (unit.unit for unit in plan.unit_rows))
    paths = {mark.id: mark.paths for mark in line_marks(lines, box)}
    drawn = [dataclasses.replace(row, geometry=paths[row.boundary]) for row in lines if row.boundary in paths]
    return {"provinces": [row for row, _ in near], "lines": drawn}


def _present(plan: Plan, around: Mapping[str, Sequence[Any]]) -> tuple[str, ...]:
    """Return the names of the layers that a plan has; an optional one, and each of a part, only where it has a row."""
    return tuple(name for name in RECORDS if not (plan.only or name in _OPTIONAL) or _records(plan, name, around))


def _records(plan: Plan, name: str, around: Mapping[str, Sequence[Any]]) -> Sequence[Any]:
    if name == "joins":
        joined = join_plan(plan.origin)
        return (joined.within(concern_of(plan.origin, plan.only)) if plan.only else joined).rows
    found: Sequence[Any] = around[name] if name in around else getattr(plan, ROWS[FILES[name]])
    return found


def _layer(plan: Plan, name: str, records: Sequence[Any], lang: str) -> Layer:
    geometry = _GEOMETRIES.get(name, "")
    shapes = _shapes(plan, name, records) if geometry else None
    own = own_columns(records) if RECORDS[name] in OWN_ROWS else ()
    values = {column.name: [_held(getattr(record, column.name)) for record in records] for column in columns_of(name)}
    values |= {column.name: [value_of(record, column) for record in records] for column in own}
    origin = plan.origin
    values |= {item.column.name: [*item.values(origin, records, shapes or ())] for item in COMPUTED.get(name, ())}
    fields = fields_of(name, lang, values, own)
    frame = frame_of(values, {field.name: field.type for field in fields}, shapes)
    ident = next((field.name for field in fields if field.type == "id"), "")
    meaning = f"{table_meaning(name, lang)}{part_note(plan, lang)}"
    return Layer(name, table_title(name, lang), ident, geometry, fields, frame, meaning)


def _held(value: Any) -> Any:
    """Return a record's value as a frame holds it."""
    if isinstance(value, tuple):
        return list(value) or None
    return value.isoformat() if isinstance(value, datetime.date) else value


def _shapes(plan: Plan, name: str, records: Sequence[Any]) -> list[Any]:
    kept = name in ("zones", "units", "parks")
    shapes = getattr(plan, name).geometry if kept else [to_shape(row.geometry) for row in records]
    return [as_multi(shape) for shape in shapes]


def _projected(layer: Layer, system: Chosen) -> Layer:
    if not layer.geometry or system.crs == CGCS2000:
        return layer
    frame = layer.frame
    moved = frame.set_crs(system.crs, allow_override=True) if is_degrees(system.crs) else frame.to_crs(system.crs)
    return dataclasses.replace(layer, frame=moved)
