"""A slide of where industries gather: small maps of native shapes, and the matrix as a native table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from geo.draw.scene.industries import Industries, IndustryMap
from geo.draw.scene.marks import ParkMark, Position
from geo.draw.scene.phrases import counted
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import Ground, Rings
from geo.draw.sheet.multiples import Grid, Land, Spacing, grids_of
from geo.draw.sheet.south import south_ground
from geo.draw.slides.alts import park_alt
from geo.draw.slides.layers import line_shapes
from geo.draw.slides.shapes import Line, Look, Run, Shape, Slide, lines_of
from geo.draw.slides.tables import Column, Row, Table
from geo.draw.slides.type import LOOKED_UP, SAID, spare, text_width, wrapped_in_any_face
from geo.draw.slides.views import RESOLUTION

_SHRUNK = 0.27
"""All distances on a small map, as a share of those on a map that fills the slide."""

_GAP, _LEADING = 12.0, 17.0
_NAMES = (SAID, 17.0, 16.0, 15.0, LOOKED_UP)
_NAME_LEADING = 1.25
_GRAIN, _LEAVE = 0.3, 0.6
"""By how much positions are rounded, and outlines leave the true ones, in points: there are many on a slide."""

_DOT, _LINE = 6.0, 0.5
_INDENT = 17.0
_FEWEST, _COUNT_WEIGHT = 3, 1.5
"""At least so many small maps stand on a slide; of more, by which power their number weighs beside their area."""

_ONE_LINE = 1.15
"""By how much maps may be smaller for names of industries that stand in a line."""

_SWATCH = (46.0, 14.0)
_COLUMN, _UPRIGHT_COLUMN = 72.0, 46.0
"""Widths of the matrix's columns of counts, under headings that lie and that stand, before they share what is left."""

_NARROW = 700.0
"""Width of a slide's body below which remarks stand below the ramp of tints."""


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
        grid = self._grid(self.maps)
        if grid is None:
            return
        slide.add(*(self._map(slide, grid, place) for place in range(len(self.maps))))
        slide.add(slide.group(self.view.say("legend"), self.view.say("legend"), self._legend(slide)))

    @cached_property
    def maps(self) -> tuple[IndustryMap, ...]:
        """Those that have something to show; where fewer are seen much better, those with most places."""
        every = tuple(each for each in self.shown.maps if each.counts)
        ranked = sorted(every, key=lambda each: -each.total)
        counts = range(len(every), min(_FEWEST, len(every)) - 1, -1)
        found = [tuple(each for each in every if each in ranked[:count]) for count in counts]
        return max(found, key=self._legibility)

    def _legibility(self, maps: Sequence[IndustryMap]) -> float:
        """Return how well maps are seen together: the more and the larger, the better."""
        grid = self._grid(maps) if maps else None
        return len(maps) ** _COUNT_WEIGHT * grid.scale**2 if grid else 0.0

    def _grid(self, maps: Sequence[IndustryMap]) -> Grid | None:
        """Return how maps stand: the heads of all as high as the longest needs, which has one line at best."""
        outlines = [unit.shape for unit in self.shown.units if unit.shape]
        land = Land(
            self.view.scene, outlines, replace(RESOLUTION, grain=_GRAIN, unit=RESOLUTION.unit * _SHRUNK, leave=_LEAVE)
        )
        box = self.rect._replace(bottom=self.rect.bottom - self._foot_height(maps) - 6)
        found = [
            (grid.scale * share, grid)
            for lines, share in ((1, _ONE_LINE), (2, 1.0))
            for grid in grids_of(len(maps), box, land, Spacing(gap=_GAP, head=self._head(lines)))
            if grid.scale > 0 and self._fits(maps, grid.panel(0).width - _INDENT, lines)
        ]
        return max(found, key=lambda row: row[0])[1] if found else None

    def _fits(self, maps: Sequence[IndustryMap], width: float, most: int) -> bool:
        """Return whether every name stands in at most so many lines, none of them wider than its panel."""
        size = self._size(width)
        named = [self._name_lines(each, width) for each in maps]
        return all(len(lines) <= most and all(_width(line, size) <= width for line in lines) for lines in named)

    def _name_lines(self, each: IndustryMap, width: float) -> tuple[str, ...]:
        return wrapped_in_any_face(self.view.tell(each.name), self._size(width), width, True)

    def _total(self, each: IndustryMap) -> str:
        return self.view.tell(counted("places", each.total))

    def _head(self, lines: int) -> float:
        """Return the height of what stands above a map whose name has so many lines."""
        size = _NAMES[0] if lines == 1 else _NAMES[-1]
        return lines * size * _NAME_LEADING + 2 * _LEADING + 4

    @property
    def _is_narrow(self) -> bool:
        """Whether the remarks stand below the ramp, and not beside it."""
        return self.rect.width < _NARROW

    def _foot_height(self, maps: Sequence[IndustryMap]) -> float:
        lines = len(self._told_of(maps))
        return (lines + 2 if self._is_narrow else max(2, lines)) * _LEADING + 4

    @cached_property
    def _foot(self) -> SheetBox:
        """Where the legend stands: as high as its remarks, and no lower than the ramp with its numbers."""
        return self.rect._replace(top=self.rect.bottom - self._foot_height(self.maps))

    @cached_property
    def _ramp(self) -> SheetBox:
        """Where the tints stand in it, behind their heading."""
        head, tints = _width(self.view.say("industries_count"), LOOKED_UP), len(self.shown.classes) + 1
        return SheetBox.sized(self.rect.left + head + 8, 0.0, tints * _SWATCH[0], _SWATCH[1])

    @cached_property
    def _beside(self) -> SheetBox:
        """Where the remarks stand, behind the sign of a located place."""
        if self._is_narrow:
            return self._foot._replace(left=self.rect.left + 14, top=self._foot.top + 2 * _LEADING + 2)
        return self._foot._replace(left=self._ramp.right + 30)

    @cached_property
    def _remarks(self) -> list[str]:
        return self._told_of(self.maps)

    def _told_of(self, maps: Sequence[IndustryMap]) -> list[str]:
        """Return what is said of maps, in lines: also which there are not."""
        view, shown = self.view, self.shown
        width = self.rect.width - 14 if self._is_narrow else self.rect.right - self._ramp.right - 30
        told = view.say("stop").join((view.say("industries_dot"), view.say("industries_scale")))
        several = [view.say("industries_several", n=shown.several)] if shown.several else []
        absent = [self._told(each) for each in self.shown.maps if not each.counts]
        others = [view.say("industries_off", names=view.listed(absent))] if absent else []
        left = [self._told(each) for each in shown.maps if each.counts and each not in maps]
        others += [view.say("industries_left", names=view.listed(left))] if left else []
        return [line for text in (told, *several, *others) for line in wrapped_in_any_face(text, LOOKED_UP, width)]

    def _told(self, each: IndustryMap) -> str:
        return self.view.say("within", one=self.view.tell(each.name), two=self._total(each))

    def _map(self, slide: Slide, grid: Grid, place: int) -> Shape:
        """Return one map with its title, as a group that says in words what it shows."""
        view, each, (ground, has_south) = self.view, self.maps[place], grid.land.ground(grid.frame(place))
        name = view.tell(each.name)
        parts = [*self._title(slide, each, grid.panel(place)), *self._areas(slide, each, ground)]
        parts += line_shapes(slide, view, ground, _LINE)
        parts += self._south(slide, each, south_ground(ground)) if has_south else ()
        parts += [_dot(slide, view, (park, each.tone), ground.position(park.at)) for park in each.parks if park.at]
        alt = view.say("industries_map_alt", name=name, n=each.total, shown=each.shown)
        return slide.group(name, alt, parts)

    def _title(self, slide: Slide, each: IndustryMap, panel: SheetBox) -> Iterator[Shape]:
        view = self.view
        name, total = view.tell(each.name), self._total(each)
        rect = SheetBox(panel.left + _INDENT, panel.top, panel.right, panel.top + self._head(1))
        swatch = SheetBox.sized(panel.left + 1, panel.top + 5, 11, 11)
        yield slide.rectangle(name, name, swatch, Look(view.colour(each.tone)), form="ellipse")
        size, told = self._size(rect.width), view.say("industries_at_units", n=each.shown)
        head = self._name_lines(each, rect.width)
        counts: tuple[Run, ...] = (Run(f"{total}  ", LOOKED_UP, "tx1", bold=True), Run(told, LOOKED_UP, "tx2"))
        if _width(f"{total}  {told}", LOOKED_UP) > rect.width:
            counts = counts[:1]
        lines = (
            *lines_of(head, size, size * _NAME_LEADING, colour="tx1", bold=True),
            Line(counts, "l", _LEADING),
            *lines_of([self._leading(each, rect.width)], LOOKED_UP, _LEADING, colour="tx1"),
        )
        room = rect._replace(bottom=panel.top + len(head) * size * _NAME_LEADING + 2 * _LEADING)
        yield slide.text(name, room, lines)

    def _size(self, width: float) -> float:
        """Return the size at which the names of all industries fit, the least where none does."""
        names = [self.view.tell(each.name) for each in self.shown.maps if each.counts]
        fitting = (size for size in _NAMES if all(_width(name, size) <= width for name in names))
        return next(fitting, _NAMES[-1])

    def _leading(self, each: IndustryMap, width: float) -> str:
        """Return the units where an industry gathers most, with their counts: as many as stand in a line."""
        view, units = self.view, self.view.scene.unit_by_id
        names = [f"{view.tell(units[unit].name)} {each.counts[unit]}" for unit in each.leading]
        lines = (view.listed(names[:most]) for most in range(len(names), 0, -1))
        return next((line for line in lines if _width(line, LOOKED_UP) <= width), "")

    def _areas(self, slide: Slide, each: IndustryMap, ground: Ground) -> Iterator[Shape]:
        """Yield the units that a frame shows, each on the tint of its count."""
        view = self.view
        for unit in self.shown.units:
            if rings := _distinct(ground.rings(unit.shape)):
                name, count = view.tell(unit.name), each.counts.get(unit.id, 0)
                look = Look(view.colour(self.shown.tone(count)), view.theme.faint, 0.4)
                yield slide.freeform(name, view.say("industries_unit_alt", unit=name, n=count), rings, look)

    def _south(self, slide: Slide, each: IndustryMap, ground: Ground) -> Sequence[Shape]:
        """Return the box of the islands in the south."""
        view, name = self.view, self.view.say("south_islands")
        parts = [slide.rectangle(name, name, ground.frame, Look(view.theme.paper)), *self._areas(slide, each, ground)]
        parts += line_shapes(slide, view, ground, _LINE)
        parts.append(slide.rectangle(name, name, ground.frame, Look(line=view.theme.quiet, width=0.5)))
        if text_width(name, LOOKED_UP) < ground.frame.width:
            foot = ground.frame._replace(top=ground.frame.bottom - _LEADING)
            parts.append(slide.text(name, foot, (Line((Run(name, LOOKED_UP),), "ctr", _LEADING),)))
        return [slide.group(name, name, parts)]

    def _legend(self, slide: Slide) -> Iterator[Shape]:
        """Yield the ramp of tints, the sign of a located place, and the remarks, at the foot."""
        view, theme, ramp, top = self.view, self.view.theme, self._ramp, self._foot.top
        head = view.say("industries_count")
        yield _words(slide, head, SheetBox.sized(self.rect.left, top, ramp.left - self.rect.left, _LEADING), bold=True)
        for number, (tone, words) in enumerate(self.shown.ranges()):
            box, told = SheetBox.sized(ramp.left + number * _SWATCH[0], top + 1, *_SWATCH), view.tell(words)
            yield slide.rectangle(told, told, box, Look(view.colour(tone), theme.rule, 0.5))
            yield _words(slide, told, box._replace(top=box.bottom + 1, bottom=box.bottom + 1 + _LEADING), align="ctr")
        room = self._beside
        dot = SheetBox.sized(room.left - 12, room.top + 6, _DOT, _DOT)
        sample = next((view.colour(each.tone) for each in self.maps if each.parks), theme.quiet)
        yield slide.rectangle(self._remarks[0], self._remarks[0], dot, Look(sample), form="ellipse")
        for number, text in enumerate(self._remarks):
            level = room.top + _LEADING * number
            yield _words(slide, text, room._replace(top=level, bottom=level + _LEADING))


def matrix_table(view: View, shown: Industries) -> Table:
    """Return the matrix as a table, its totals in the last row and column."""
    names = [view.tell(column.name) for column in shown.columns] + [view.say("total")]
    first = max((text_width(view.tell(row.name), LOOKED_UP) for row in shown.rows), default=60.0)
    upright = view.lang == "en"
    count = _UPRIGHT_COLUMN if upright else _COLUMN
    columns = [Column(view.say("unit"), spare() * first + 16), *(Column(name, count, "ctr", upright) for name in names)]
    every = ((view.tell(row.name), *map(_count, (*row.counts, row.total))) for row in (*shown.rows, shown.last))
    rows = (Row(cells, is_total=at == len(shown.rows)) for at, cells in enumerate(every))
    return Table(view.say("industries_matrix"), tuple(columns), tuple(rows))


def _width(text: str, size: float) -> float:
    """Return the width of a line that nothing must follow closely, with room for a wider face."""
    return spare() * text_width(text, size, bold=True)


def _count(count: int) -> str:
    return str(count) if count else "·"


def _distinct(rings: Rings) -> Rings:
    """Return rings each once: of islets so close that they are drawn alike, one would erase another."""
    return tuple({ring.tobytes(): ring for ring in rings}.values())


def _dot(slide: Slide, view: View, placed: tuple[ParkMark, str], at: Position) -> Shape:
    """Return a located place, in the tone of the industry whose map it is on."""
    park, tone = placed
    look = Look(view.colour(tone), view.theme.halo, 0.6)
    box = SheetBox.centred(at, _DOT / 2, _DOT / 2)
    return slide.rectangle(view.tell(park.name), park_alt(view, park), box, look, form="ellipse")


def _words(slide: Slide, text: str, rect: SheetBox, *, align: str = "l", bold: bool = False) -> Shape:
    lines = lines_of([text], LOOKED_UP, _LEADING, colour="tx1" if bold else "tx2", bold=bold, align=align)
    return slide.text(text, rect, lines)
