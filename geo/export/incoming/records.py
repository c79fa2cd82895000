"""Rows that somebody edited -> records of a plan: values, places and outlines, with all that cannot be taken."""

from __future__ import annotations

import csv
import dataclasses
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.export.fields import Field
from geo.export.shapefile import SHAPEFILE_BYTES
from geo.model.aliases import choice_of
from geo.model.errors import PlanError, Problem, counted
from geo.model.folding import folded
from geo.model.outlines import area_fault, positions
from geo.model.schema import (
    DECIMALS,
    Actual,
    Citation,
    Park,
    Record,
    Schematic,
    Status,
    Unit,
    Zone,
    columns,
    key,
    own_columns,
    plain_name,
    value_of,
)
from geo.model.tables import Where, parse_record
from geo.space.geometry import Shape, shift_m, to_mapping, to_shape
from geo.space.settling import SNAP_M, Corners

_HALF = 4
"""A character that has no room at the end takes so many bytes at most."""

_FRAME = re.compile(r"""^\(\d+:|[\[\]{}"'\s]|\\""")
"""What frames items of a list, however a program writes it, and white space."""

_ITEM = "'[^']*'|\"[^\"]*\""
_OF_PYTHON = re.compile(rf"\[\s*(?:{_ITEM})(?:[,\s]+(?:{_ITEM}))*\s*\]")
"""A list, or an array of numpy, whose items no comma parts, as Python prints it where somebody saved it as a text."""

_BETWEEN = re.compile("(?<=['\"])[,\\s]+(?=['\"])")

_LOGICALS = {"t": True, "y": True, "1": True, "f": False, "n": False, "0": False}
"""What dBASE has for a flag; programs write it as a text into other formats."""

_MEND = "Mend it in your GIS, for example with Fix geometries."


_KNOWN_BY: Mapping[type[Record], tuple[str, ...]] = {
    Actual: ("target_id", "as_of", "source"),
    Status: ("park_id", "as_of"),
    Citation: tuple(column.name for column in columns(Citation)),
}
"""What tells rows without an id apart, as a check does."""


def known_by(row: type[Record]) -> tuple[str, ...]:
    """Return the columns by which rows of a kind are known.

    Examples
    --------
    >>> known_by(Park), known_by(Status)
    (('park_id',), ('park_id', 'as_of'))
    """
    return _KNOWN_BY.get(row) or (key(row),)


def ident_of(record: Record) -> str:
    """Return what a row is known by."""
    return " ".join(str(getattr(record, name)) for name in known_by(type(record)))


@dataclass
class Records:
    """Turns rows of a frame into records of a plan and collects what cannot be taken.

    Attributes
    ----------
    layer, row : str, type
        The layer of the plan, and its record.
    old : mapping
        The plan's own records by id.
    named : mapping of str to Field
        Columns of the frame with what they hold.
    shown : str
        What messages call the file.
    cut : bool
        Whether a Shapefile may have cut its texts.
    corners : Corners or None
        The corners of the plan's outlines; None for rows without geometry, whose places and outlines stay.
    problems : list of Problem
        What cannot be taken.
    mended : list of str
        What was taken out of outlines, one line each.
    """

    layer: str
    row: type[Record]
    old: Mapping[str, Any]
    named: Mapping[str, Field]
    shown: str
    cut: bool
    corners: Corners | None
    problems: list[Problem] = dataclasses.field(default_factory=list)
    mended: list[str] = dataclasses.field(default_factory=list)

    def of(self, frame: Any, drawn: Sequence[Shape | None]) -> dict[str, Any]:
        """Return records by id.

        Parameters
        ----------
        frame : GeoDataFrame
            The rows, in degrees.
        drawn : sequence of geometry or None
            The shapes of the rows as they were drawn, in whatever system.

        Raises
        ------
        PlanError
            Values or shapes cannot be taken.
        """
        found: dict[str, Any] = {}
        values = {column: list(frame[column]) for column in self.named}
        shapes = drawn if self.corners is None else frame.geometry
        for at, pair in enumerate(zip(shapes, drawn, strict=True)):
            record = self._record({column: _json_value(values[column][at]) for column in self.named}, pair, at + 1)
            ident = ident_of(record)
            if ident in found:
                self._fault(at + 1, ident, *_twice(found[ident], record), "duplicate-id")
            found[ident] = record
        if self.problems:
            raise PlanError(self.problems)
        return found

    def _record(self, cells: Mapping[str, Any], shapes: tuple[Any, Any], number: int) -> Any:
        given = {field.name: _of_type(self.layer, cells[column], field) for column, field in self.named.items()}
        ident = " ".join(str(given.get(name) or "") for name in known_by(self.row))
        known = self.old.get(ident)
        held = values_of(known, self.row)
        computed = {field.name for field in self.named.values() if field.computed}
        merged = held | {
            name: self._kept(held.get(name), value) for name, value in given.items() if name not in computed
        }
        where = f"{plain_name(self.row)} {ident.strip() or '?'}"
        shape = shapes[0]
        if self.row is Park and self.corners is not None:
            merged |= self._lonlat(known, shape, number, where)
            self._refuse_unread(known, shape, given, number, where)
        record = parse_record(merged, self.row, Where(self.shown, number, where), self.problems)
        if not isinstance(record, Unit | Zone | Schematic):
            return record
        if self.corners is not None:
            outline = self._outline(known, shapes, number, where, self.corners)
        else:
            outline = None if known is None else known.geometry
        record = dataclasses.replace(record, geometry=outline)
        return _adjusted(record, known) if isinstance(record, Schematic) else record

    def _kept(self, own: Any, value: Any) -> Any:
        """Return the plan's own value where the file holds only what a Shapefile or other signs leave of it."""
        if isinstance(own, list) and isinstance(value, list) and _with_commas(own) == _with_commas(value):
            return own
        there = ";".join(value) if isinstance(value, list) else value
        if not self.cut or not isinstance(there, str) or not isinstance(own, list | str):
            return value
        whole = (";".join(own), ";".join(sorted(own))) if isinstance(own, list) else (own,)
        return own if any(_is_cut(text, there) for text in whole) else value

    def _lonlat(self, known: Any, shape: Any, number: int, where: str) -> dict[str, float | None]:
        point = _point(shape)
        if shape is not None and point is None:
            self._fault(number, where, "is no single point", "Keep one point for each place.", "bad-geometry")
        if point is None:
            return {"lon": None, "lat": None}
        lon, lat = (round(value, DECIMALS) for value in point)
        same = known is not None and _near(lon, known.lon) and _near(lat, known.lat)
        return {"lon": known.lon, "lat": known.lat} if same else {"lon": lon, "lat": lat}

    def _refuse_unread(self, known: Any, shape: Any, given: Mapping[str, Any], number: int, where: str) -> None:
        """Tell of a place whose coordinates stand in its columns, and whose point a program could not make of them."""
        written = [given.get(name) for name in ("lon", "lat")]
        texts = [text for text in written if isinstance(text, str) and text.strip()]
        if shape is None and is_placed(known) and texts:
            message = f"has no point, and coordinates as text: {', '.join(texts)}"
            hint = "Make numbers of them, with a decimal point, and points of these; or empty them."
            self._fault(number, where, message, hint, "bad-geometry")
        if shape is not None and _point(shape) == (0.0, 0.0):
            self._fault(number, where, "lies at 0, 0, which is no place", "Remove its point.", "bad-geometry")

    def _outline(self, known: Any, shapes: tuple[Any, Any], number: int, where: str, corners: Corners) -> Any:
        shape, drawn = shapes
        if shape is None:
            return None
        mapping = to_mapping(shape)
        fault = area_fault(mapping)
        if fault:
            self._fault(number, where, *fault, "bad-geometry")
            return None
        if known is not None and _is_alike(mapping, known.geometry):
            return known.geometry
        before = None if known is None else to_shape(known.geometry)
        if before is not None and (shift_m(before, shape) <= SNAP_M or corners.is_same(drawn, before)):
            return known.geometry
        made = corners.settled(shape, drawn, before)
        if made.fault:
            message = f"has an outline that encloses no clear area: {made.fault}"
            self._fault(number, where, message, _MEND, "bad-geometry")
        if made.slivers:
            size = f"{counted(made.slivers, 'sliver')}, {made.slivers_km2 * 100:,.4f} ha in all"
            self.mended.append(f"{self.shown}: {where}: {size}, that its coordinates make in degrees were taken out.")
        mapping = to_mapping(made.shape)
        return known.geometry if known is not None and _is_alike(mapping, known.geometry) else mapping

    def _fault(self, number: int, where: str, message: str, hint: str, code: str) -> None:
        self.problems.append(Problem(self.shown, number, where, message, hint, code))


def _adjusted(drawing: Schematic, known: Schematic | None) -> Schematic:
    """Return a drawing of the diagram, marked as adjusted by hand where it is another than the plan's."""
    if known is not None and drawing.geometry == known.geometry:
        return drawing
    return dataclasses.replace(drawing, adjusted=True)


def _point(shape: Any) -> tuple[float, float] | None:
    if shape is None or shape.geom_type not in ("Point", "MultiPoint"):
        return None
    parts = [shape] if shape.geom_type == "Point" else list(shape.geoms)
    return (float(parts[0].x), float(parts[0].y)) if len(parts) == 1 else None


def _is_alike(outline: dict[str, Any], known: dict[str, Any] | None) -> bool:
    """Return whether all corners are those known, as far as the files resolve: found much faster than a distance."""
    if known is None:
        return False
    here, there = list(positions(outline["coordinates"])), list(positions(known["coordinates"]))
    pairs = zip(here, there, strict=False)
    return len(here) == len(there) and all(_near(a[0], b[0]) and _near(a[1], b[1]) for a, b in pairs)


def _near(value: float, known: float | None) -> bool:
    return known is not None and abs(value - known) <= 1.1 * 10**-DECIMALS


def _json_value(value: Any) -> Any:
    """Return a cell as JSON would hold it; what readers put for nothing becomes None."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, str):
        return folded(value).strip()
    if value is None or isinstance(value, list | str | bool | int):
        return value
    return None if value != value or not isinstance(value, float) else value


def _of_type(layer: str, value: Any, field: Field) -> Any:
    """Return a value as the plan holds it: tools turn codes into numbers, and ids into words."""
    if field.type in ("text", "id") and isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if value == int(value) else str(value)
    if field.type == "list" and isinstance(value, str):
        # QGIS saves lists with commas, which ids have not and other items may have.
        return [item for part in list_of(value) for item in (re.split(r"\s*,\s*", part) if field.refers else [part])]
    if field.type == "flag" and isinstance(value, str):
        return _LOGICALS.get(value.lower(), value)
    return choice_of(layer, field.name, value) if field.choices and isinstance(value, str) else value


def _with_commas(items: Sequence[str]) -> str:
    return re.sub(r"\s*,\s*", ",", ",".join(items))


def list_of(text: str) -> list[str]:
    """Return the items of a list as programs write it: JSON, (2:a,b) of GDAL, {a,b} of PostgreSQL, a;b or a；b.

    So is ['a' 'b'], as Python prints a list or an array. A text that only looks like one of these is one item.

    Examples
    --------
    >>> list_of('["a", "b"]'), list_of("(2:a,b)"), list_of('{a,"b c"}'), list_of("a；b"), list_of("[旧]西园")
    (['a', 'b'], ['a', 'b'], ['a', 'b c'], ['a', 'b'], ['[旧]西园'])
    """
    plain = text.strip()
    counted = re.fullmatch(r"\((\d+):(.*)\)", plain, re.DOTALL)
    if counted and len(items := counted[2].split(",")) == int(counted[1]):
        return items
    if re.fullmatch(r"\{.*\}", plain, re.DOTALL):
        return next(csv.reader([plain[1:-1]]), [])
    try:
        found = json.loads(plain)
    except ValueError:
        found = None
    if isinstance(found, list) and all(isinstance(item, str | int) for item in found):
        return [str(item) for item in found]
    if _OF_PYTHON.fullmatch(plain):
        return [item[1:-1] for item in re.findall(_ITEM, plain)]
    return [item for item in re.split("[;；，]", plain) if item.strip()]


def is_placed(record: Any) -> bool:
    """Return whether a record of a layer has a place or an outline."""
    if record is None:
        return False
    return record.lon is not None if isinstance(record, Park) else getattr(record, "geometry", None) is not None


def _twice(first: Any, second: Any) -> tuple[str, str]:
    """Return what is wrong with two rows of one id, and what to do."""
    if first == second and is_placed(first) and not isinstance(first, Park):
        return "stands twice, with another outline", "Unite its parts into one row, in QGIS with Dissolve."
    return "stands twice", "Keep one of the rows."


def _is_cut(text: str, there: str) -> bool:
    """Return whether a text is what a Shapefile leaves of ours: all that has room, in whatever form of list."""
    if len(there.encode("gb18030")) < SHAPEFILE_BYTES - _HALF and len(there.encode()) < SHAPEFILE_BYTES - _HALF:
        return False
    own, kept = (_FRAME.sub("", _BETWEEN.sub(";", each)).replace(",", ";") for each in (text, there))
    return len(kept) < len(own) and own.startswith(kept)


def values_of(record: Any, row: type[Record]) -> dict[str, Any]:
    """Return a record's values by column, lists as JSON would hold them; nothing of no record."""
    if record is None:
        return {}
    found = {column.name: value_of(record, column) for column in (*columns(row), *own_columns([record]))}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}
