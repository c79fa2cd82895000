"""A slide of where industries gather: small maps of native shapes, and the matrix as a native table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from geo.draw.scene.industries import Industries, IndustryMap, MatrixRow
from geo.draw.scene.marks import ParkMark, Position, UnitMark
from geo.draw.scene.phrases import PHRASES
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import Ground, Rings
from geo.draw.sheet.multiples import Grid, Land, Spacing, grid_of
from geo.draw.sheet.south import south_ground
from geo.draw.slides.alts import park_alt
from geo.draw.slides.shapes import Line, Look, Run, Shape, Slide
from geo.draw.slides.tables import Column, Row, Table
from geo.draw.slides.type import text_width, wrapped
from geo.draw.slides.views import RESOLUTION

_SHRUNK = 0.4
"""All distances on a small map, as a share of those on a map that fills the slide."""

_SPACING = Spacing(gap=12.0, head=48.0)
_NAMES, _TOLD, _NOTE, _LEADING = (13.0, 12.0, 11.0, 10.0, 9.0), 10.5, 10.5, 14.0
_GRAIN, _LEAVE = 0.3, 0.6
"""By how much positions are rounded, and outlines leave the true ones, in points: there are many on a slide."""

_DOT = 5.0
_FACES = 1.12
"""By how much another face may run wider, where a line has a neighbour."""

_ISLANDS = 8.0
_SWATCH = (34.0, 12.0)


@dataclass(frozen=True, eq=False)
class SmallMaps:
    """The small maps of one slide: of industries that have a place at a unit; the others are named below.

    Attributes
    ----------
    view : View
        Language and colours.
    shown : Industries
        What is counted.
    rect : SheetBox
        Where on the slide, in points, the legend among them.
    """

    view: View
    shown: Industries
    rect: SheetBox

    def add(self, slide: Slide) -> None:
        """Put the maps and what explains them on a slide."""
        grid = self._grid()
        slide.add(*(self._map(slide, grid, place) for place in range(len(self.maps))))
        slide.add(slide.group(self.view.say("legend"), self.view.say("legend"), self._legend(slide)))

    @property
    def maps(self) -> tuple[IndustryMap, ...]:
        """Those that have something to show."""
        return tuple(each for each in self.shown.maps if each.counts)

    def _grid(self) -> Grid:
        outlines = [unit.shape for unit in self.shown.units if unit.shape]
        land = Land(
            self.view.scene, outlines, replace(RESOLUTION, grain=_GRAIN, unit=RESOLUTION.unit * _SHRUNK, leave=_LEAVE)
        )
        box = self.rect._replace(bottom=self._foot.top - 6)
        return grid_of(max(len(self.maps), 1), box, land, _SPACING)

    @cached_property
    def _foot(self) -> SheetBox:
        """Where the legend stands: as high as its remarks, and no lower than the ramp with its numbers."""
        lines = max(2, len(self._remarks))
        return self.rect._replace(top=self.rect.bottom - lines * _LEADING - 4)

    @cached_property
    def _ramp(self) -> SheetBox:
        """Where the tints stand in it, behind their heading."""
        head, tints = _width(self.view.say("industries_count"), _NOTE), len(self.shown.classes) + 1
        return SheetBox.sized(self.rect.left + head + 8, 0.0, tints * _SWATCH[0], _SWATCH[1])

    @cached_property
    def _remarks(self) -> list[str]:
        """What is said beside the ramp, in lines."""
        view, shown, width = self.view, self.shown, self.rect.right - self._ramp.right - 30
        told = view.say("stop").join((view.say("industries_dot"), view.say("industries_scale")))
        several = [view.say("industries_several", n=shown.several)] if shown.several else []
        absent = [self._told(each) for each in self.shown.maps if not each.counts]
        others = [view.say("industries_off", names=view.listed(absent))] if absent else []
        return [line for text in (told, *several, *others) for line in wrapped(text, _NOTE, width)]

    def _told(self, each: IndustryMap) -> str:
        total = self.view.say("places_one" if each.total == 1 else "places_many", n=each.total)
        return self.view.say("within", one=self.view.tell(each.name), two=total)

    def _map(self, slide: Slide, grid: Grid, place: int) -> Shape:
        """Return one map with its title, as a group that says in words what it shows."""
        view, each, (ground, has_south) = self.view, self.maps[place], grid.land.ground(grid.frame(place))
        name = view.tell(each.name)
        parts = [*self._title(slide, each, grid.panel(place)), *self._areas(slide, each, ground)]
        parts += _lines(slide, view, ground)
        parts += self._south(slide, each, south_ground(ground)) if has_south else ()
        parts += [_dot(slide, view, (park, each.tone), ground.position(park.at)) for park in each.parks if park.at]
        alt = view.say("industries_map_alt", name=name, n=each.total, shown=each.shown)
        return slide.group(name, alt, parts)

    def _title(self, slide: Slide, each: IndustryMap, panel: SheetBox) -> Iterator[Shape]:
        view, ink, quiet = self.view, self.view.theme.ink, self.view.theme.quiet
        name, total = view.tell(each.name), view.say("places_one" if each.total == 1 else "places_many", n=each.total)
        rect = SheetBox(panel.left + 15, panel.top, panel.right, panel.top + _SPACING.head - 2)
        swatch = SheetBox.sized(panel.left + 1, panel.top + 4, 9, 9)
        yield slide.rectangle(name, name, swatch, Look(view.colour(each.tone)), form="ellipse")
        told = Run(view.say("industries_at_units", n=each.shown), _TOLD, quiet)
        lines = (
            Line((Run(name, self._size(rect.width), ink, bold=True),), "l", 17),
            Line((Run(f"{total}  ", _TOLD, ink, bold=True), told), "l", _LEADING),
            Line((Run(self._leading(each, rect.width), _TOLD, ink),), "l", _LEADING),
        )
        yield slide.text(name, rect, lines, wrap=False)

    def _size(self, width: float) -> float:
        """Return the size at which the names of all industries fit, the least where none does."""
        names = [self.view.tell(each.name) for each in self.maps]
        fitting = (size for size in _NAMES if all(_width(name, size) <= width for name in names))
        return next(fitting, _NAMES[-1])

    def _leading(self, each: IndustryMap, width: float) -> str:
        """Return the units where an industry gathers most, with their counts: as many as stand in a line."""
        view, units = self.view, self.view.scene.unit_by_id
        names = [f"{view.tell(units[unit].name)} {each.counts[unit]}" for unit in each.leading]
        lines = (view.listed(names[:most]) for most in range(len(names), 0, -1))
        return next((line for line in lines if _width(line, _TOLD) <= width), "")

    def _areas(self, slide: Slide, each: IndustryMap, ground: Ground) -> Iterator[Shape]:
        """Yield the units that a frame shows, each on the tint of its count."""
        view = self.view
        for unit in self.shown.units:
            if rings := _distinct(ground.rings(unit.shape)):
                look = Look(self.fill(each, unit), view.theme.faint, 0.4)
                name, count = view.tell(unit.name), each.counts.get(unit.id, 0)
                yield slide.freeform(name, view.say("industries_unit_alt", unit=name, n=count), rings, look)

    def fill(self, each: IndustryMap, unit: UnitMark) -> str:
        """Return the colour of a unit on a map."""
        return self.view.colour(self.shown.tone(each.counts.get(unit.id, 0)))

    def _south(self, slide: Slide, each: IndustryMap, ground: Ground) -> Sequence[Shape]:
        """Return the box of the islands in the south."""
        view, name = self.view, self.view.say("south_islands")
        parts = [slide.rectangle(name, name, ground.frame, Look(view.theme.paper)), *self._areas(slide, each, ground)]
        parts += _lines(slide, view, ground)
        parts.append(slide.rectangle(name, name, ground.frame, Look(line=view.theme.quiet, width=0.5)))
        if text_width(name, _ISLANDS) < ground.frame.width:
            foot = ground.frame._replace(top=ground.frame.bottom - 11)
            parts.append(slide.text(name, foot, (Line((Run(name, _ISLANDS),), "ctr", 10),), wrap=False))
        return [slide.group(name, name, parts)]

    def _legend(self, slide: Slide) -> Iterator[Shape]:
        """Yield the ramp of tints, the sign of a located place, and the remarks, at the foot."""
        view, theme, ramp, top = self.view, self.view.theme, self._ramp, self._foot.top
        head = view.say("industries_count")
        yield _words(slide, head, SheetBox.sized(self.rect.left, top, ramp.left - self.rect.left, 14), bold=True)
        for number, (tone, words) in enumerate(self.shown.ranges()):
            box, told = SheetBox.sized(ramp.left + number * _SWATCH[0], top + 1, *_SWATCH), view.tell(words)
            yield slide.rectangle(told, told, box, Look(view.colour(tone), theme.rule, 0.5))
            yield _words(slide, told, box._replace(top=box.bottom + 1, bottom=box.bottom + 15), align="ctr")
        dot = SheetBox.sized(ramp.right + 18, top + 5, _DOT, _DOT)
        sample = next((view.colour(each.tone) for each in self.maps if each.parks), theme.quiet)
        yield slide.rectangle(self._remarks[0], self._remarks[0], dot, Look(sample), form="ellipse")
        for number, text in enumerate(self._remarks):
            level = top + _LEADING * number
            yield _words(slide, text, SheetBox(ramp.right + 30, level, self.rect.right, level + _LEADING))


def matrix_table(view: View, shown: Industries) -> Table:
    """Return the matrix as a table, its totals in the last row and column."""
    names = [view.tell(column.name) for column in shown.columns] + [view.say("total")]
    first = max((text_width(view.tell(row.name), _TOLD) for row in shown.rows), default=60.0)
    upright = view.lang == "en"
    columns = [Column(view.say("unit"), first + 16), *(Column(name, 62.0, "ctr", upright) for name in names)]
    totals = tuple(column.total for column in shown.columns)
    last = MatrixRow(id="total", name=PHRASES["total"], counts=totals, total=shown.total, is_unit=False)
    every = ((row, (view.tell(row.name), *map(_count, (*row.counts, row.total)))) for row in (*shown.rows, last))
    rows = (Row(cells, is_total=row is last) for row, cells in every)
    return Table(view.say("industries_matrix"), tuple(columns), tuple(rows))


def _width(text: str, size: float) -> float:
    """Return the width of a line that nothing must follow closely, with room for a wider face."""
    return _FACES * text_width(text, size, bold=True)


def _count(count: int) -> str:
    return str(count) if count else "·"


def _distinct(rings: Rings) -> Rings:
    """Return rings each once: of islets so close that they are drawn alike, one would erase another."""
    return tuple({ring.tobytes(): ring for ring in rings}.values())


def _lines(slide: Slide, view: View, ground: Ground) -> Iterator[Shape]:
    for line in view.scene.lines:
        if paths := ground.lines(line.paths):
            look = Look(line=view.theme.quiet, width=line.stroke.width * 0.5, dash=line.stroke.dash)
            yield slide.freeform(view.tell(line.name), view.tell(line.name), paths, look, closed=False)


def _dot(slide: Slide, view: View, placed: tuple[ParkMark, str], at: Position) -> Shape:
    """Return a located place, in the tone of the industry whose map it is on."""
    park, tone = placed
    look = Look(view.colour(tone), view.theme.halo, 0.6)
    box = SheetBox.centred(at, _DOT / 2, _DOT / 2)
    return slide.rectangle(view.tell(park.name), park_alt(view, park), box, look, form="ellipse")


def _words(slide: Slide, text: str, rect: SheetBox, *, align: str = "l", bold: bool = False) -> Shape:
    return slide.text(text, rect, (Line((Run(text, _NOTE, "tx1" if bold else "tx2", bold),), align, 14),), wrap=False)
