"""Places known to a unit only: a hollow square at the unit with their number, and a cell for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from geo.draw.scene.looks import BADGE_UNIT_PX, place_fill
from geo.draw.scene.marks import ParkMark, Position, UnitMark
from geo.draw.scene.standing import badge_units
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import PIXEL, Ground
from geo.model.schema import LEVELS

TYPE = 15.0
"""Size of the number, in units of the design."""

_CELL, _IN_ROW, _HIGH, _DIGIT, _PAD = 7.5, 7, 22.0, 9.0, 6.0
"""Side of a cell with its gap, cells in a row; height of the square, width of a digit, room beside; in units of the
design."""

_GAP = 1.6
_LEAST_UNIT = BADGE_UNIT_PX * PIXEL

_PLACES = ((0, 0.8), (0, -0.8), (0.8, 0), (-0.8, 0), (0.8, 0.8), (-0.8, 0.8), (0.8, -0.8), (-0.8, -0.8), (0, 1.6))
"""How far from the unit's middle it may stand, in its widths and heights: the first that hides nothing is taken."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A square with its number, and the cells below it.

    Attributes
    ----------
    unit : UnitMark
        Where it stands.
    parks : tuple of ParkMark
        What it counts, by industry, those that are built first.
    square : SheetBox
        The square.
    cells : tuple of SheetBox
        A cell for each place.
    """

    unit: UnitMark
    parks: tuple[ParkMark, ...]
    square: SheetBox
    cells: tuple[SheetBox, ...]

    @property
    def text(self) -> str:
        """Its number."""
        return f"+{len(self.parks)}"

    @property
    def box(self) -> SheetBox:
        """All that it covers."""
        return SheetBox(*self.square[:3], max(cell.bottom for cell in self.cells))


def is_built(park: ParkMark) -> bool:
    """Return whether a place is there, or is being built: its cell is full, else hollow."""
    return place_fill(park.status) in ("full", "half")


def badges_of(view: View, ground: Ground, taken: Sequence[SheetBox]) -> tuple[Badge, ...]:
    """Return the badges of the lit places that are known to a unit only; none in the diagram or beside numbers.

    Parameters
    ----------
    view, ground : View, Ground
        What is drawn, and where.
    taken : sequence of SheetBox
        Symbols and other boxes that badges had better not hide.
    """
    region = view.scene.plan.region_adcode
    units = {unit.id: unit for unit in view.scene.units if unit.shape and unit.id != region}
    lit = [] if view.is_diagram or not view.shows_places else list(filter(view.is_park_lit, view.scene.parks))
    hidden, found = list(taken), []
    for adcode, parks in badge_units(lit, units, _finest(units.values(), ground)).items():
        unit = units[adcode]
        if unit.stand and ground.frame.inset(_HIGH * ground.unit).holds(at := ground.position(unit.stand)):
            made = _placed(unit, sorted(parks, key=_order), (at, ground.unit), hidden)
            hidden.append(made.box)
            found.append(made)
    return tuple(found)


def _order(park: ParkMark) -> tuple[str, bool, str]:
    return park.tone, not is_built(park), park.id


def _finest(units: Iterable[UnitMark], ground: Ground) -> str:
    """Return the finest level whose units are wide enough to bear badges of their own."""
    by_level: dict[str, list[float]] = {}
    for unit in units:
        if unit.shape and (area := ground.area(unit.shape)).is_seen:
            by_level.setdefault(unit.level, []).append(area.box.width)
    levels = [level for level in LEVELS if level in by_level]
    wide = [level for level in levels if median(by_level[level]) >= _LEAST_UNIT * ground.unit]
    return [*levels[:1], *wide][-1] if levels else ""


def _placed(
    unit: UnitMark, parks: Sequence[ParkMark], place: tuple[Position, float], hidden: Sequence[SheetBox]
) -> Badge:
    (x, y), scale = place
    wide = scale * max(_DIGIT * len(f"+{len(parks)}") + 2 * _PAD, min(len(parks), _IN_ROW) * _CELL)
    high = (_HIGH + _CELL * (1 + (len(parks) - 1) // _IN_ROW)) * scale
    ways = [_badge(unit, tuple(parks), (x + right * wide, y + down * high), (wide, scale)) for right, down in _PLACES]
    return min(ways, key=lambda badge: sum(map(badge.box.meets, hidden)))


def _badge(unit: UnitMark, parks: tuple[ParkMark, ...], at: Position, size: tuple[float, float]) -> Badge:
    (x, y), (wide, scale) = at, size
    square = SheetBox.centred((x, y), wide / 2, _HIGH * scale / 2)
    step, side = _CELL * scale, (_CELL - _GAP) * scale
    cells = (
        SheetBox.sized(square.left + column * step, square.bottom + _GAP * scale + row * step, side, side)
        for row, column in (divmod(number, _IN_ROW) for number in range(len(parks)))
    )
    return Badge(unit, parks, square, tuple(cells))
