"""Rows of a layer before and after: what was added, removed, changed, and how far it moved."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.analysis.lacking import WAYS
from geo.model.cells import write_cell
from geo.model.errors import counted, one_line
from geo.model.schema import Park, columns, own_columns, value_of
from geo.space.geometry import Shape, crossing, most_of_it, shift_m, to_shape, total_km2, without

_PLACED = ("lon", "lat")


@dataclass(frozen=True)
class Change:
    """One row that differs.

    Attributes
    ----------
    kind : {"added", "removed", "changed"}
        What happened to it.
    id : str
        Its id.
    fields : mapping of str to (str, str)
        Field -> its old and new value, as text.
    moved_m : float or None
        How far its outline or place moved at most; None where it did not, or has appeared or gone.
    reshaped : str
        Area that a moved outline has gained and lost, and where most of it lies; else empty.
    drawn : str
        ``drawn`` or ``erased`` where the geometry has appeared or gone, else empty.
    """

    kind: str
    id: str
    fields: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)
    moved_m: float | None = None
    reshaped: str = ""
    drawn: str = ""

    def __str__(self) -> str:
        """Return it as one line."""
        parts = [f"{name} {self._pair(*pair)}" for name, pair in self.fields.items()]
        moved = [] if self.moved_m is None else [f"moved {self.moved_m:,.0f} m{self.reshaped and f': {self.reshaped}'}"]
        told = "; ".join([*parts, *moved, *([f"geometry {self.drawn}"] if self.drawn else [])])
        sign = {"added": "+", "removed": "-", "changed": "~"}[self.kind]
        return f"{sign} {one_line(self.id, 80)}{f': {told}' if told else ''}"

    def _pair(self, old: str, new: str) -> str:
        return f'"{one_line(new, 60)}"' if self.kind == "added" else f'"{one_line(old, 60)}" -> "{one_line(new, 60)}"'


def tally(found: Sequence[Change], kept: Sequence[str]) -> str:
    """Return how many rows are added, removed, changed, how many of these moved, and how many the file lacks.

    Parameters
    ----------
    found : sequence of Change
        What differs.
    kept : sequence of str
        Ids of the rows that the file lacks and that stay.
    """
    kinds = Counter(change.kind for change in found)
    moved = sum(change.moved_m is not None for change in found)
    told = f"{kinds['added']} added, {kinds['removed']} removed, {kinds['changed']} changed, {moved} moved"
    stay = "is" if len(kept) == 1 else "are"
    lacked = f"{counted(len(kept), 'row')} that the file lacks {stay} kept ({WAYS})"
    return f"{told}; {lacked}" if kept else told


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """Yield what differs between records by id, in the order of ids."""
    for ident in sorted({*old, *new}):
        if ident not in old:
            yield Change("added", ident)
        elif ident not in new:
            yield Change("removed", ident)
        else:
            change = _change(ident, old[ident], new[ident])
            if change.fields or change.moved_m is not None or change.drawn:
                yield change


def _change(ident: str, old: Any, new: Any) -> Change:
    before, after = _shape(old), _shape(new)
    # How far a place has moved tells more than its coordinates, which are told where there is no such distance.
    untold = _PLACED if before is not None and after is not None else ()
    known = [column for column in (*columns(type(old)), *own_columns([old, new])) if column.name not in untold]
    pairs = {each.name: (write_cell(value_of(old, each)), write_cell(value_of(new, each))) for each in known}
    fields = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if (before is None) != (after is None):
        return Change("changed", ident, fields, drawn="drawn" if before is None else "erased")
    if before is None or after is None or _same(old, new):
        return Change("changed", ident, fields)
    return Change("changed", ident, fields, moved_m=shift_m(before, after), reshaped=_reshaped(before, after))


def _reshaped(before: Shape, after: Shape) -> str:
    """Return what an outline has gained and lost; nothing of places, and of what encloses no clear area."""
    if not all(shape.geom_type.endswith("Polygon") and not crossing(shape) for shape in (before, after)):
        return ""
    gained, lost = without(after, before), without(before, after)
    if not (gained or lost):
        return ""
    areas = f"{total_km2(gained):,.2f} km2 gained and {total_km2(lost):,.2f} km2 lost"
    return f"{areas}, {most_of_it([*gained, *lost])}"


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, Park):
        return bool((old.lon, old.lat) == (new.lon, new.lat))
    return bool(getattr(old, "geometry", None) == getattr(new, "geometry", None))


def _shape(record: Any) -> Any:
    if not isinstance(record, Park):
        return to_shape(getattr(record, "geometry", None))
    point = {"type": "Point", "coordinates": [record.lon, record.lat]}
    return None if record.lon is None or record.lat is None else to_shape(point)
