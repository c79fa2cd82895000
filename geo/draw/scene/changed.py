"""What an edit does to a plan, to be drawn before and after: outlines and places that differ, and what each gained."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from geo.draw.scene.marks import Geometry, Position
from geo.draw.scene.phrases import phrase
from geo.draw.scene.words import Words
from geo.model.plan import Plan
from geo.model.schema import Park, Unit, Zone
from geo.space.boxes import DegreeBox
from geo.space.geometry import (
    Shape,
    area_km2,
    box,
    centre_km,
    crossing,
    equals,
    label_points,
    pieces,
    point,
    shift_m,
    to_mapping,
    to_shape,
    without,
)

_Row: TypeAlias = Unit | Zone | Park

_LEAST_DEGREES = 0.03
"""Room around what differs: some kilometres."""


@dataclass(frozen=True)
class ChangedMark:
    """One outline or place that differs.

    Attributes
    ----------
    id : str
        Its id.
    name, told : Words
        What it is called, and what has become of it.
    before, after : mapping or None
        Its GeoJSON geometry; None where it has none.
    gained, lost : tuple of mapping
        Polygons that an outline has after and not before, and the reverse.
    at : (float, float)
        Where most of the difference lies, in degrees.
    follows : bool
        Whether nobody changed it, and it follows others.
    """

    id: str
    name: Words
    told: Words
    before: Geometry | None
    after: Geometry | None
    gained: tuple[Geometry, ...]
    lost: tuple[Geometry, ...]
    at: Position
    follows: bool

    @property
    def box(self) -> DegreeBox:
        """Around what differs of it."""
        parts: list[Geometry | None] = [*self.gained, *self.lost]
        parts = parts or [self.before, self.after]
        shapes = [shape for part in parts if (shape := to_shape(part)) is not None]
        found = DegreeBox.around(map(box, shapes))
        assert found is not None
        return found


def changed_marks(before: Plan, after: Plan, edited: Collection[str]) -> tuple[ChangedMark, ...]:
    """Return the units, zones and places whose geometry differs, those that somebody edited first.

    Parameters
    ----------
    before, after : Plan
        The plan as it is, and as it would become.
    edited : collection of str
        Ids of what somebody changed; the others follow.
    """
    pairs: tuple[tuple[Sequence[_Row], Sequence[_Row]], ...] = (
        (before.unit_rows, after.unit_rows),
        (before.zone_rows, after.zone_rows),
        (before.park_rows, after.park_rows),
    )
    found = [mark for old, new in pairs for mark in _marks(old, new, edited)]
    return tuple(sorted(found, key=lambda mark: mark.follows))


def changed_box(marks: Sequence[ChangedMark]) -> DegreeBox:
    """Return what must be seen of some marks, with room around it; there must be one."""
    found = DegreeBox.around(mark.box for mark in marks if not mark.follows) or DegreeBox.around(
        mark.box for mark in marks
    )
    assert found is not None
    return found.grown(max(_LEAST_DEGREES, 0.3 * found.width), max(_LEAST_DEGREES, 0.3 * found.height))


def _marks(old: Sequence[_Row], new: Sequence[_Row], edited: Collection[str]) -> Iterator[ChangedMark]:
    first, last = _by_id(old), _by_id(new)
    for ident in sorted({*first, *last}):
        shapes = _shape(first.get(ident)), _shape(last.get(ident))
        if _differ(*shapes):
            yield _mark(ident, last.get(ident) or first[ident], shapes, follows=ident not in edited)


def _differ(before: Shape | None, after: Shape | None) -> bool:
    return not equals(before, after) if before is not None and after is not None else before is not after


def _mark(ident: str, row: _Row, shapes: tuple[Shape | None, Shape | None], *, follows: bool) -> ChangedMark:
    before, after = shapes
    gained, lost = _parts(after, before), _parts(before, after)
    most = max((*gained, *lost), key=area_km2, default=after or before)
    assert most is not None
    lon, lat = label_points([most])[0] if pieces(most) else box(most)[:2]
    return ChangedMark(
        id=ident,
        name=Words(row.name or ident, row.name_en),
        told=phrase("change_superseded") if _is_superseded(row) else _told(before, after, gained, lost),
        before=None if before is None else to_mapping(before),
        after=None if after is None else to_mapping(after),
        gained=tuple(map(to_mapping, gained)),
        lost=tuple(map(to_mapping, lost)),
        at=(lon, lat),
        follows=follows,
    )


def _is_superseded(row: _Row) -> bool:
    return isinstance(row, Park) and bool(row.superseded_by)


def _told(before: Shape | None, after: Shape | None, gained: Sequence[Shape], lost: Sequence[Shape]) -> Words:
    if before is None or after is None:
        return phrase("change_drawn" if before is None else "change_erased")
    if not pieces(after):
        return phrase("change_moved", km=f"{centre_km(before, after):,.2f}")
    areas = {"gained": f"{sum(map(area_km2, gained)):,.2f}", "lost": f"{sum(map(area_km2, lost)):,.2f}"}
    return phrase("change_reshaped", m=f"{shift_m(before, after):,.0f}", **areas)


def _parts(shape: Shape | None, other: Shape | None) -> tuple[Shape, ...]:
    """Return the polygons that one outline has and another has not; none of what encloses no clear area."""
    if shape is None or not pieces(shape) or crossing(shape):
        return ()
    if other is None:
        return tuple(pieces(shape))
    return () if crossing(other) else tuple(without(shape, other))


def _by_id(rows: Sequence[_Row]) -> Mapping[str, _Row]:
    return {
        str(getattr(row, "unit", "") or getattr(row, "zone", "") or getattr(row, "park_id", "")): row for row in rows
    }


def _shape(row: _Row | None) -> Shape | None:
    if isinstance(row, Park):
        return None if row.lon is None or row.lat is None or _is_superseded(row) else point(row.lon, row.lat)
    return None if row is None else to_shape(row.geometry)
