"""Layers as tables of a database: columns, keys, comments, links, and rows ready to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    literal_column,
)
from sqlalchemy.dialects import postgresql

from geo.export.fields import Field
from geo.export.layers import Layer, values_in

_PLAIN_IDS = ("units.unit",)
"""Adcodes stay without a foreign key: a place may lie in a unit that the plan's layer does not hold."""

_TYPES: Mapping[str, Callable[[], Any]] = MappingProxyType(
    {"number": Double, "integer": Integer, "flag": Boolean, "date": Date, "list": lambda: postgresql.ARRAY(Text)}
)


_KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Part:
    """One table with its rows: a layer, or the links from a layer's lists to the layer that they name."""

    table: Table
    rows: Sequence[Mapping[str, Any]]


def part_of(layer: Layer, metadata: MetaData, srid: int) -> Part:
    """Return the table of a layer; one whose rows have no id is keyed by their number."""
    columns = [_column(field, layer) for field in layer.fields]
    if not layer.key:
        columns.insert(0, Column("row", Integer, primary_key=True, autoincrement=False, comment="序号 / row"))
    if layer.geometry:
        columns.append(
            Column(
                "geom", Geometry(layer.geometry.upper(), srid=srid, spatial_index=False), comment=layer.frame.crs.name
            )
        )
    table = Table(layer.name, metadata, *columns, *_closed_lists(layer), comment=f"{layer.title}：{layer.meaning}")
    if layer.geometry:
        Index(f"{layer.name}_geom_idx", table.c.geom, postgresql_using="gist")
    for field in layer.fields:
        if field.refers and field.type != "list" and field.refers not in _PLAIN_IDS:
            _refer(table, field.name, field.refers)
    return Part(table, _rows(layer, srid))


def _column(field: Field, layer: Layer) -> Column[Any]:
    kind = _TYPES.get(field.type, Text)()
    demanded = field.required and bool(layer.frame[field.name].notna().all())
    is_key = field.name == layer.key
    return Column(field.name, kind, primary_key=is_key, nullable=not demanded, comment=_comment(field))


def _comment(field: Field) -> str:
    words = "；".join(f"{value} {word}" for value, word in field.choices.items())
    told = field.meaning if field.meaning.startswith(field.alias) else f"{field.alias}：{field.meaning}"
    return f"{told}{words}"


def _closed_lists(layer: Layer) -> Iterator[CheckConstraint]:
    """Yield the closed lists of a layer, each with whether all rows keep to it: one with faults is written too."""
    for field in layer.fields:
        if field.choices and field.type == "text":
            listed: ColumnElement[bool] = literal_column(f'"{field.name}"').in_(list(field.choices))
            kept = set(layer.frame[field.name].dropna()) <= set(field.choices)
            yield CheckConstraint(listed, name=f"{layer.name}_{field.name}_check", info={_KEPT: kept})


def checks(table: Table) -> list[CheckConstraint]:
    """Return the closed lists of a table by name."""
    found = [each for each in table.constraints if isinstance(each, CheckConstraint)]
    return sorted(found, key=lambda each: str(each.name))


def is_kept(check: CheckConstraint) -> bool:
    """Return whether all rows keep to a closed list."""
    return bool(check.info[_KEPT])


def _refer(table: Table, column: str, refers: str) -> None:
    other, _, key = refers.partition(".")
    name = f"{table.name}_{column}_fkey"
    target = f"{table.schema}.{other}.{key}"
    table.append_constraint(ForeignKeyConstraint([column], [target], name=name, link_to_name=True))


def link_parts(layer: Layer, layers: Mapping[str, Layer], metadata: MetaData) -> Iterator[Part]:
    """Yield a table of links for each list that names rows of a layer that is written too."""
    for field in layer.fields:
        listed, _, key = field.refers.partition(".")
        if field.type != "list" or listed not in layers or not layer.key:
            continue
        other = key if key != layer.key else f"other_{key}"
        names = (layer.key, other)
        comment = f"{layer.title} · {field.alias}"
        aliases = (layer.title, layers[listed].title)
        made = (Column(name, Text, primary_key=True, comment=alias) for name, alias in zip(names, aliases, strict=True))
        table = Table(f"{layer.name}_{field.name}", metadata, *made, comment=comment)
        _refer(table, layer.key, f"{layer.name}.{layer.key}")
        _refer(table, other, field.refers)
        pairs = zip(layer.frame[layer.key], layer.frame[field.name], strict=True)
        rows = [dict(zip(names, (one, each), strict=True)) for one, many in pairs for each in many or ()]
        yield Part(table, rows)


def _rows(layer: Layer, srid: int) -> list[dict[str, Any]]:
    """Return the rows of a layer with None for all that is missing, the first of each id."""
    frame = layer.frame
    values = {field.name: _values(frame[field.name], field.type) for field in layer.fields}
    if layer.geometry:
        values["geom"] = [None if shape is None else WKBElement(shape.wkb, srid=srid) for shape in frame.geometry]
    if not layer.key:
        values["row"] = list(range(1, len(frame) + 1))
    rows = [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]
    key = layer.key or "row"
    return list({row[key]: row for row in reversed(rows)}.values())[::-1]


def _values(series: Any, kind: str) -> list[Any]:
    found = values_in(series, kind)
    return [value and date.fromisoformat(value) for value in found] if kind == "date" else found


def resolved(parts: Sequence[Part], why: str) -> tuple[list[Part], tuple[str, ...]]:
    """Return the tables with the references emptied that lead to no row, and a line with why for each that had some."""
    ids = {part.table.name: {row[key] for row in part.rows for key in _keys(part.table)} for part in parts}
    kept = [_emptied(part, ids) for part in parts]
    lost = [sum(old != new for old, new in zip(a.rows, b.rows, strict=True)) for a, b in zip(parts, kept, strict=True)]
    lines = [
        f"{part.table.name}: {count} rows name what is not there, which was left empty. {why}"
        for part, count in zip(parts, lost, strict=True)
        if count
    ]
    whole = [replace(part, rows=[row for row in part.rows if None not in _key_of(part, row)]) for part in kept]
    return whole, tuple(lines)


def foreign_keys(table: Table) -> list[ForeignKeyConstraint]:
    """Return the foreign keys of a table by name."""
    return sorted(table.foreign_key_constraints, key=lambda each: str(each.name))


def referred_by(constraint: ForeignKeyConstraint) -> str:
    """Return the name of the table that a foreign key leads to."""
    return str(constraint.elements[0].target_fullname.split(".")[1])


def add_referred(parts: Sequence[Part], metadata: MetaData) -> None:
    """Add what foreign keys lead to and is not written now, as far as these need it: it may stand in the database."""
    for part in parts:
        for constraint in foreign_keys(part.table):
            _, other, key = constraint.elements[0].target_fullname.split(".")
            if f"{metadata.schema}.{other}" not in metadata.tables:
                Table(other, metadata, Column(key, Text, primary_key=True))


def _emptied(part: Part, ids: Mapping[str, set[Any]]) -> Part:
    referred = {each.column_keys[0]: referred_by(each) for each in foreign_keys(part.table)}
    allowed = {column: ids[name] for column, name in referred.items() if name in ids}

    def value(name: str, found: Any) -> Any:
        return None if name in allowed and found not in allowed[name] else found

    return replace(part, rows=[{name: value(name, found) for name, found in row.items()} for row in part.rows])


def _keys(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


def _key_of(part: Part, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[key] for key in _keys(part.table))
