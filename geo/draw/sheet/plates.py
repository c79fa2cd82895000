"""Numbers on a map: those of one zone, unit or place in one plate, each in the type of its class, for every medium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.draw.scene.looks import NUMBER_PX
from geo.draw.scene.marks import Position, TargetMark
from geo.draw.scene.numbers_on_map import Numbers, caption, number_text, reached_text
from geo.draw.scene.view import View
from geo.draw.sheet.areas import Area
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.breaks import Setting, Width, balanced
from geo.draw.sheet.ground import PIXEL, Ground
from geo.draw.sheet.labels import Label, Placed

CAPTION, LEADING = 15.0, 18.0
"""Size and leading of what stands with a number, in units of the design."""

EDGE = 7.0
"""Width of the hatched edge of a bound."""

DOT = 4.5
"""Radius of the point at which a plate stands."""

_WIDEST, _PAD, _AROUND, _MOST_ROWS, _FEWER = 220.0, 9.0, 8.0, 3, 1.5
"""Widest caption; room beside and above a number; most numbers of one plate, and what it costs to show one fewer."""


@dataclass(frozen=True, slots=True)
class Row:
    """A number as it is set: its text, what stands below, its size, and the room that it takes.

    A row without a number counts those that have no room.
    """

    target: TargetMark | None
    text: str
    captions: tuple[str, ...]
    size: float
    width: float

    @property
    def height(self) -> float:
        """From the edge above to that below."""
        return self.size * 1.25 + len(self.captions) * LEADING + _AROUND


def number_row(view: View, target: TargetMark, width: Width) -> Row:
    """Return a number as it is set on a map."""
    told = (*caption(view, target), *_reached(view, target))
    texts = [balanced(text, _WIDEST, lambda line: width(line, CAPTION)) for text in told]
    return _row(view, target, width, tuple(line for text in texts for line in text))


def brief_row(view: View, target: TargetMark, width: Width) -> Row:
    """Return a number as it is set in a line of numbers: below it one line, which may be cut, and what was reached."""
    text, more = " ".join(caption(view, target)), ""
    while width(text + more, CAPTION) > _WIDEST:
        text, more = text[:-1].rstrip(), "…"
    return _row(view, target, width, (text + more, *_reached(view, target)))


def _reached(view: View, target: TargetMark) -> tuple[str, ...]:
    """Return what was reached of a number as a line, none where nobody has said."""
    text = reached_text(view, target)
    return (text,) if text else ()


def _row(view: View, target: TargetMark, width: Width, lines: tuple[str, ...]) -> Row:
    size, text = NUMBER_PX[target.size] * PIXEL, number_text(view, target)
    wide = max(width(text, size), *(width(line, CAPTION) for line in lines)) + 2 * (_PAD + EDGE)
    return Row(target, text, lines, size, wide)


def plate_labels(view: View, ground: Ground, numbers: Numbers, width: Width) -> Iterator[Label]:
    """Yield the plates that want a place, the first told first; their look is the rows of each setting."""
    for ident, targets in numbers.standing.items():
        at, area = _seat(view, ground, ident)
        if area.is_seen:
            rows = [number_row(view, target, width) for target in targets]
            most = min(len(rows), _MOST_ROWS)
            ways = [(count, _shown(rows, count)) for count in range(most, 0, -1)]
            settings = {_setting(shown, _FEWER * (most - count)): shown for count, shown in ways}
            others = [area for area in _rivals(view, ground, ident) if not area.has(at)]
            look = {setting.lines: shown for setting, shown in settings.items()}
            yield Label(id=ident, rank="plate", settings=tuple(settings), at=at, area=area, others=others, look=look)


def plate_rows(plate: Placed) -> Iterator[tuple[Row, SheetBox]]:
    """Yield the rows of a plate that has its place, with the box of each."""
    top = plate.box.top
    for row in plate.label.look[plate.setting.lines]:
        yield row, SheetBox(plate.box.left, top, plate.box.right, top + row.height)
        top += row.height


def _seat(view: View, ground: Ground, ident: str) -> tuple[Position, Area]:
    """Return where a plate stands, and what it may cover there: its zone, or what is close by its point."""
    zone, unit = view.scene.zone_by_id.get(ident), view.scene.unit_by_id.get(ident)
    if zone:
        label, outline = view.label(zone), view.shape(zone)
        assert label, "numbers stand at zones that are drawn"
        assert outline
        return ground.position(label), ground.area(outline)
    point = unit.stand if unit else next(park.at for park in view.scene.parks if park.id == ident)
    assert point, "numbers stand at units and places that have a position"
    at = ground.position(point)
    return at, ground.area_in([SheetBox.centred(at, DOT * ground.unit, DOT * ground.unit).ring])


def _rivals(view: View, ground: Ground, ident: str) -> list[Area]:
    """Return the areas of other zones, which the number of a zone had better not hide."""
    outlines = [view.shape(zone) for zone in view.zones if zone.id != ident and ident in view.scene.zone_by_id]
    return [ground.area(outline) for outline in outlines if outline]


def _setting(rows: Sequence[Row], cost: float) -> Setting:
    texts = tuple(row.text for row in rows)
    return Setting(texts, max(row.width for row in rows), sum(row.height for row in rows), cost=cost)


def _shown(rows: Sequence[Row], count: int) -> tuple[Row, ...]:
    """Return the first rows, and one that counts the others."""
    rest = len(rows) - count
    return (*rows[:count], *((Row(None, f"+{rest}", (), CAPTION, 0.0),) if rest else ()))
