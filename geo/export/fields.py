"""Fields of the layers of an export: what each is called, how it is typed, how much room it has, what it means."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, get_type_hints

from geo.analysis.join import JoinRow
from geo.export.computed import COMPUTED
from geo.model.aliases import choice_words, column_alias
from geo.model.meanings import column_meaning
from geo.model.schema import (
    BASE_LAYERS,
    LAYERS,
    LONGEST_ANCHOR,
    TABLES,
    Actual,
    BoundaryLine,
    Citation,
    Column,
    ColumnType,
    Group,
    Industry,
    Park,
    Province,
    Schematic,
    Source,
    Status,
    Step,
    Target,
    Unit,
    Zone,
    columns,
)

RECORDS: Mapping[str, type[Any]] = MappingProxyType(
    {
        "zones": Zone,
        "units": Unit,
        "parks": Park,
        "schematic": Schematic,
        "provinces": Province,
        "lines": BoundaryLine,
        "groups": Group,
        "targets": Target,
        "joins": JoinRow,
        "citations": Citation,
        "sources": Source,
        "industries": Industry,
        "actuals": Actual,
        "status": Status,
        "story": Step,
    }
)
"""Layer -> its record, in the order of an export."""

FILES: Mapping[str, str] = MappingProxyType(
    {"groups": "plan.toml", **{file.partition(".")[0]: file for file in (*LAYERS, *BASE_LAYERS, *TABLES)}}
)
"""Layer -> the file of a plan, or of layers/base, that holds its rows; those of joins stand in none."""

_KEYS = {
    "group": "groups.group",
    "zone": "zones.zone",
    "unit": "units.unit",
    "park": "parks.park_id",
    "target": "targets.target_id",
    "source": "sources.source",
    "industry": "industries.industry",
}
_JOINED = {"zone": "zone", "group": "group", "source": "source"}
_HINTS: Mapping[Any, ColumnType] = MappingProxyType(
    {str: "text", float | None: "number", int | None: "integer", bool | None: "flag"}
)

_LENGTHS = (20, 50, 100, 254, 500, 1000, 2000, 5000, 10_000)
_ID, _CLOSED, _TEXT, _LIST = 50, 20, 254, 500
_OWN_LENGTHS: Mapping[str, int] = MappingProxyType(
    {
        "anchor": LONGEST_ANCHOR,
        "starts": LONGEST_ANCHOR,
        "locator": 50,
        "adcode": 12,
        "parent": 12,
        "province": 12,
        "hedge": 20,
        "measure": 20,
        "date": 10,
        "as_of": 10,
        "name": 100,
        "unit": 100,
        "positioning_en": 500,
        "definition": 1000,
        "outside": 500,
        "note": 1000,
    }
)
"""Room of texts by column: the same in every plan, so that their layers can be put together."""

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
    "known_places": "n_known",
    "value_text_en": "value_te_e",
}
"""Names of Shapefile fields: the longer ones, made by hand so that they can still be read."""


_SHORTEST = 10
"""Bytes that the name of a Shapefile's field has room for."""


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
        Room of a text in characters; 0 for numbers. The same for all plans whose texts fit.
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


def columns_of(layer: str) -> tuple[Column, ...]:
    """Return the columns that a layer has from its record, before those that are computed."""
    return tuple(_joined()) if layer == "joins" else columns(RECORDS[layer])


def fields_of(
    layer: str, lang: str = "zh", values: Mapping[str, Sequence[Any]] | None = None, own: Sequence[Column] = ()
) -> tuple[Field, ...]:
    """Return the fields of a layer, then those of a workspace's own, the computed ones last.

    Parameters
    ----------
    layer : str
        Name of the layer.
    lang : {"zh", "en"}
        Language of aliases, words and meanings.
    values : mapping of str to sequence, optional
        Column -> its values, for texts that need more room than their column has in every plan.
    own : sequence of Column
        Those of a workspace's own.

    Examples
    --------
    >>> [(field.name, field.alias, field.length) for field in fields_of("groups")][:2]
    [('group', '布局编号', 50), ('name', '名称', 100)]
    """
    given = values or {}
    known, made = columns_of(layer), [item.column for item in COMPUTED.get(layer, ())]
    computed = {column.name for column in (made if layer != "joins" else [*known, *made])}
    every = (*known, *own, *made)
    fields = (_field(column, column.name in computed, layer, lang, given.get(column.name, ())) for column in every)
    short = {column.name: _own_short(column.name, number) for number, column in enumerate(own, 1)}
    return tuple(dataclasses.replace(field, short=short.get(field.name, field.short)) for field in fields)


def _own_short(name: str, number: int) -> str:
    """Return the Shapefile name of a column of a workspace's own: its own where that fits."""
    return name if name.isascii() and len(name) <= _SHORTEST else f"x_own_{number}"


def _joined() -> Iterator[Column]:
    hints = get_type_hints(JoinRow)
    for item in dataclasses.fields(JoinRow):
        yield Column(item.name, _HINTS[hints[item.name]], item.metadata["meaning"], refers=_JOINED.get(item.name, ""))


def _field(column: Column, made: bool, layer: str, lang: str, values: Sequence[Any]) -> Field:
    choices = choice_words(layer, column.name, lang) or {choice: choice for choice in column.choices}
    return Field(
        name=column.name,
        alias=column_alias(layer, column.name, lang),
        type=column.type,
        length=_length(column, bool(choices), values),
        unit=column.unit,
        choices=choices,
        refers=_KEYS.get(column.refers, ""),
        required=column.required,
        meaning=column_meaning(layer, column.name, column.meaning, lang),
        short=_SHORT.get(column.name, column.name),
        computed=made,
    )


def _length(column: Column, closed: bool, values: Sequence[Any]) -> int:
    """Return the room of a text: what its column has in every plan, more only where a text needs it."""
    if column.type in ("number", "integer", "flag"):
        return 0
    kind = _LIST if column.type == "list" else _ID if column.type == "id" or column.refers else _TEXT
    least = _CLOSED if closed else _OWN_LENGTHS.get(column.name, kind)
    texts = [";".join(value) if isinstance(value, list) else value for value in values]
    longest = max((len(text) for text in texts if isinstance(text, str)), default=0)
    return least if longest <= least else next((length for length in _LENGTHS if length >= longest), longest)
