"""The schema for other tools: JSON Schema of layers and plan.toml, Table Schema of tables, made from the columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo.model.adcodes import ADCODE
from geo.model.schema import (
    LAYERS,
    LONGEST_ANCHOR,
    OWN_MEANING,
    OWN_ROWS,
    TABLES,
    Boundaries,
    Column,
    Group,
    Header,
    Map,
    Record,
    columns,
    key,
    plain_name,
)

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_ID = "[a-z0-9-]+"
_ITEM = "[^;]+"
_JSON_TYPES = {"number": "number", "integer": "integer", "flag": "boolean"}
_TABLE_TYPES = {"number": "number", "integer": "integer", "flag": "boolean", "date": "date"}
_POSITION = {"type": "array", "items": {"type": "number"}, "minItems": 2}
_RING = {"type": "array", "items": _POSITION, "minItems": 4}
_RINGS = {"type": "array", "items": _RING, "minItems": 1}
_AREAS = {"Polygon": _RINGS, "MultiPolygon": {"type": "array", "items": _RINGS, "minItems": 1}}


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of every file of a plan, by the file's name.

    Layers and plan.toml have a JSON Schema (draft 2020-12; dates of TOML as texts), tables a Table Schema, in which
    lists are texts ``a;b``.

    Examples
    --------
    >>> schemas()["targets.csv"]["primaryKey"], schemas()["zones.geojson"]["title"]
    ('target_id', 'zones.geojson')
    """
    layers = {name: layer_schema(name, row) for name, row in LAYERS.items()}
    return {"plan.toml": plan_schema(), **layers, **{name: table_schema(row) for name, row in TABLES.items()}}


def layer_schema(name: str, row: type[Record]) -> dict[str, Any]:
    """Return the JSON Schema of a layer of outlines."""
    ident, *others = (column for column in sorted(columns(row), key=lambda column: column.name != key(row)))
    feature = {
        "type": "object",
        "properties": {
            "type": {"const": "Feature"},
            "id": _value(ident),
            "properties": {**_object(tuple(others)), **_own(row)},
            "geometry": {"anyOf": [{"type": "null"}, *(_geometry(*pair) for pair in _AREAS.items())]},
        },
        "required": ["type", "id", "properties", "geometry"],
        "additionalProperties": False,
    }
    members = {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": feature}}
    return {**_head(name, row), **_closed(members), "required": ["type", "features"]}


def _own(row: type[Record]) -> dict[str, Any]:
    """Return what a JSON Schema says of columns of a workspace's own."""
    texts = {"type": ["string", "number", "null"], "description": OWN_MEANING}
    return {"patternProperties": {"^x_": texts}} if row in OWN_ROWS else {}


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema of plan.toml."""
    tables = {
        "group": {"type": "array", "items": _object(columns(Group))},
        "boundaries": _object(columns(Boundaries)),
        "map": _object(columns(Map)),
    }
    own = _object(columns(Header))
    return {**_head("plan.toml", Header), **own, "properties": {**own["properties"], **tables}}


def table_schema(row: type[Record]) -> dict[str, Any]:
    """Return the Table Schema of a table, with keys to the tables that it refers to."""
    own = key(row)
    links = [_link(column, row) for column in columns(row) if column.refers in _tables() and column.type != "list"]
    return {
        "$schema": _PROFILE,
        "fields": [_field(column) for column in columns(row)],
        "missingValues": [""],
        **({"primaryKey": own} if own else {}),
        **({"foreignKeys": links} if links else {}),
    }


def _tables() -> Mapping[str, tuple[str, str]]:
    """Return what columns refer to -> the table that has it, and its key."""
    return {plain_name(row): (name.removesuffix(".csv"), key(row)) for name, row in TABLES.items() if key(row)}


def _link(column: Column, row: type[Record]) -> dict[str, Any]:
    resource, field = _tables()[column.refers]
    own = plain_name(row) == column.refers
    return {"fields": column.name, "reference": {"resource": "" if own else resource, "fields": field}}


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True} if column.required else {}
    if column.type == "list":
        limits["pattern"] = f"{_item(column)}(;{_item(column)})*"
    elif column.choices:
        limits["enum"] = list(column.choices)
    elif pattern := _pattern(column):
        limits["pattern"] = pattern
    if column.name == "anchor":
        limits["maxLength"] = LONGEST_ANCHOR
    return {
        "name": column.name,
        "type": _TABLE_TYPES.get(column.type, "string"),
        "description": column.meaning,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": limits} if limits else {}),
    }


def _object(known: tuple[Column, ...]) -> dict[str, Any]:
    made = _closed({column.name: _described(column) for column in known})
    must = [column.name for column in known if column.required]
    return {**made, **({"required": must} if must else {})}


def _closed(members: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(members), "additionalProperties": False}


def _described(column: Column) -> dict[str, Any]:
    unit = {"unit": column.unit} if column.unit else {}
    value = _value(column)
    either = value if column.required else {"anyOf": [value, {"enum": [None, ""]}]}
    return {"description": column.meaning, **unit, **either}


def _value(column: Column) -> dict[str, Any]:
    """Return the schema of a value that is there."""
    if column.type in _JSON_TYPES:
        return {"type": _JSON_TYPES[column.type]}
    if column.type == "list":
        # Years stand in TOML as numbers.
        items = (
            {"type": ["string", "integer"]} if column.ordered else {"type": "string", "pattern": f"^{_item(column)}$"}
        )
        return {"type": "array", "items": items, **({"minItems": 1} if column.required else {})}
    if column.type == "date":
        return {"type": "string", "format": "date"}
    if column.choices:
        return {"enum": list(column.choices)}
    pattern = {"pattern": f"^{found}$"} if (found := _pattern(column)) else {}
    longest = {"maxLength": LONGEST_ANCHOR} if column.name == "anchor" else {}
    return {"type": "string", "minLength": 1, **longest, **pattern}


def _item(column: Column) -> str:
    return _pattern(column) or _ITEM


def _pattern(column: Column) -> str:
    """Return what a text looks like: an adcode, an id; empty where it may be anything."""
    if column.refers == "unit" or column.name.endswith("adcode") or (column.type, column.name) == ("id", "unit"):
        return f"({ADCODE.pattern})"
    return _ID if column.type == "id" or column.refers else ""


def _geometry(kind: str, coordinates: dict[str, Any]) -> dict[str, Any]:
    members = {"type": {"const": kind}, "coordinates": coordinates}
    return {**_closed(members), "required": ["type", "coordinates"]}


def _head(name: str, row: type[Record]) -> dict[str, Any]:
    meaning = (row.__doc__ or "").splitlines()[0]
    return {"$schema": _DRAFT, "title": name, "description": meaning}
