"""The sheets of a handout: one a step or unit, with map, text and what fits of its tables; a pair of maps; the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from geo.draw.figure.canvas import Canvas, Layer, own_settings, pages_written
from geo.draw.figure.furniture import Country, corners, needs_inset
from geo.draw.figure.handout_matter import Letters, Matter, letter_table
from geo.draw.figure.handout_sheet import GAP, Laid, SheetOf
from geo.draw.figure.laid import Map, map_of
from geo.draw.figure.legend import Legend, Room, draw_legend, lay_legend, legend_parts
from geo.draw.figure.map import draw_map
from geo.draw.figure.paper import Sheet
from geo.draw.figure.plate import draw_corners
from geo.draw.figure.spot import draw_spot, spot_map
from geo.draw.figure.style import TextStyle
from geo.draw.figure.table import LEADING, NOTE, SIZE, Table
from geo.draw.figure.times import has_sides, times_sheet
from geo.draw.figure.type import Face, chinese_face, plain
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox

_MAP_HEIGHT = 560.0
"""Of the map whose tables go on in the appendix."""

_HEIGHTS = tuple(float(height) for height in range(440, 1121, 20))
"""Heights that the map of a sheet may have which holds all its tables."""

_MOST_BLANK = 0.4
"""The last sheet of one step or unit has no more of its height left over, where the map's can help."""

_ANY_SHEET = 88
"""Stands for the number of a sheet that is not known yet."""

_LEGEND_HEIGHT = 380.0
_TITLE, _TEXT, _NUMBER = 36.0, 19.0, 34.0
_NOTE_LEADING = 18.0
_COLUMNS = 3


class Handout(NamedTuple):
    """A handout before it is written: its title, and its sheets."""

    title: str
    sheets: tuple[Canvas, ...]

    def written(self) -> bytes:
        """Return the sheets as one PDF."""
        with own_settings():
            return pages_written(self.sheets, self.title)


def handout_sheets(parts: Sequence[tuple[View, Matter]], letters: Letters, sheet: Sheet, country: Country) -> Handout:
    """Return the sheets of what they show and say.

    Parameters
    ----------
    parts : sequence of (View, Matter)
        A sheet each: a step of the story, or a unit.
    letters : dict
        Sources by the letters with which all of them cite.
    sheet : Sheet
        Size of all sheets.
    country : Country
        For the inset of the first sheet.
    """
    face = chinese_face()
    first = parts[0][0]
    titles = [matter.title for _, matter in parts] if len(parts) > 1 else []
    whole = replace(first, number=0, lit=frozenset(), code=None)
    pair = [whole] if titles and has_sides(whole) and not (whole.is_diagram and whole.is_tinted) else []
    titles += [first.say("view_times") for _ in pair]
    with own_settings():
        made = [
            _Opening(SheetOf(view, sheet, face), matter, () if at else titles, country, is_alone=not titles)
            for at, (view, matter) in enumerate(parts)
        ]
        appendix = _Appendix(SheetOf(whole, sheet, face), made, letters, len(made) + len(pair) + 1)
        sides = [times_sheet(view, sheet, "pdf").canvas for view in pair]
        rest = appendix.pages()
        pages = [*(each.drawn(appendix) for each in made), *sides, *rest]
        _draw_contents(pages[0], first, [*titles, *([first.say("appendix")] if rest else [])])
        for number, page in enumerate(pages, start=1):
            told = first.say("sheet_number", n=number, all=len(pages))
            at = sheet.width / 2, sheet.height - 0.4 * sheet.margin
            page.layer("sheet").text(at, told, TextStyle(NOTE, first.theme.quiet, anchor="middle"))
        return Handout(first.tell(first.scene.plan.title), tuple(pages))


def _draw_contents(page: Canvas, view: View, titles: Sequence[str]) -> None:
    """Write on which sheet each title stands, at the head of the first sheet, which has kept the room."""
    lines = _contents(page.face, view, page.sheet, titles, range(1, len(titles) + 1))
    at = page.sheet.margin, page.sheet.margin + SIZE + GAP + 0.75 * LEADING
    page.layer("contents").lines(at, lines, LEADING, TextStyle(SIZE, view.theme.body))


def _contents(
    face: Face, view: View, sheet: Sheet, titles: Sequence[str], starts: Sequence[int] | None = None
) -> tuple[str, ...]:
    """Return the lines of the contents; of sheets that are not known yet, as wide as they may be."""
    if not titles:
        return ()
    known = starts or [_ANY_SHEET] * len(titles)
    rows = (view.say("indexed", name=plain(title), clause=start) for title, start in zip(titles, known, strict=True))
    return face.wrapped(view.say("pair", one=view.say("contents"), two=" · ".join(rows)), SIZE, sheet.inner.width)


class _Opening:
    """The sheet of a step or unit: its head, its map as high as suits its tables, and what fits of these."""

    def __init__(self, on: SheetOf, matter: Matter, titles: Sequence[str], country: Country, *, is_alone: bool) -> None:
        self._on, self.matter, self._country = on, matter, country
        self._view, self._sheet, self._face = on.view, on.sheet, on.face
        listed = [*titles, on.view.say("appendix")] if titles else []
        self._contents = len(_contents(on.face, on.view, on.sheet, listed)) * LEADING + (GAP / 2 if listed else 0.0)
        self._notes = on.face.wrapped(plain(matter.notes), NOTE, on.width)
        self._map_top = self._head(None)
        self._made = self._best_map(is_alone)
        self._laid = self._tables(self._made.ground.frame.bottom, self._legend(self._made))

    @property
    def rest(self) -> tuple[Table, ...]:
        """What of the tables the sheet does not hold."""
        return self._laid.rest

    def drawn(self, appendix: _Appendix) -> Canvas:
        """Return the sheet, which says where the rest of its tables stands."""
        page = self._on.begun(self.matter.mark)
        self._head(page.layer("title"))
        self._draw_map(page)
        self._on.draw(page, self._laid)
        told = [*self._rest_told(appendix), *self._notes]
        top = self._on.bottom - len(told) * _NOTE_LEADING
        at = self._sheet.margin, top + 0.7 * _NOTE_LEADING
        page.layer("notes").lines(at, told, _NOTE_LEADING, TextStyle(NOTE, self._view.theme.quiet))
        return page

    def _rest_told(self, appendix: _Appendix) -> list[str]:
        if not self.rest:
            return []
        count = sum(len(table.rows) for table in self.rest)
        return [self._view.say("rows_on", n=count, sheet=appendix.sheet_of(self))]

    def _tables(self, map_bottom: float, legend: Legend) -> Laid:
        """Return what stands below map and legend: all tables, or what fits above a line that tells of the rest."""
        top = map_bottom + GAP + legend.height + GAP / 2
        bottom = self._on.bottom - len(self._notes) * _NOTE_LEADING - 6.0 * bool(self._notes)
        whole = self._on.laid(self.matter.tables, top, bottom)
        return self._on.laid(self.matter.tables, top, bottom - _NOTE_LEADING) if whole.rest else whole

    def _head(self, layer: Layer | None) -> float:
        """Return where what follows title and texts begins; with a layer, draw them."""
        y, theme = self._on.top + self._contents, self._view.theme
        for text, size, colour, weight in (
            (self.matter.title, _TITLE, theme.accent, 1.0),
            *((text, _TEXT, theme.ink, 0.0) for text in self.matter.texts),
        ):
            for line in self._face.wrapped(plain(text), size, self._on.width):
                if layer:
                    layer.text((self._sheet.margin, y + size), line, TextStyle(size, colour, weight=weight))
                y += 1.34 * size
        number, told = self.matter.headline
        if number:
            y += 1.34 * _NUMBER
            if layer:
                right = self._sheet.margin + self._face.width(number, _NUMBER) + GAP
                layer.text((self._sheet.margin, y - 0.3 * _NUMBER), number, TextStyle(_NUMBER, theme.ink, weight=1.0))
                layer.text((right, y - 0.3 * _NUMBER), plain(told), TextStyle(_TEXT, theme.body))
        return y + GAP / 2

    def _best_map(self, is_alone: bool) -> Map:
        """Return the highest map below which all tables stand; where they never do, the usual one.

        One that stands alone is as high as leaves the least of its appendix blank.
        """
        usual = self._map_of(_MAP_HEIGHT)
        legend = self._legend(usual)
        for height in reversed(_HEIGHTS):
            bottom = self._map_top + height
            if bottom + legend.height < self._on.bottom and not self._tables(bottom, legend).rest:
                made = self._map_of(height)
                if not self._tables(bottom, self._legend(made)).rest:
                    return made
        if not is_alone:
            return usual
        return self._map_of(min(_HEIGHTS, key=lambda height: self._fault(height, legend)))

    def _fault(self, height: float, legend: Legend) -> tuple[float, ...]:
        """Return what is wrong with a map's height, the worst first: a blank last sheet, their number."""
        laid = self._tables(self._map_top + height, legend)
        sheets = list(self._on.filled(laid.rest))
        blank = [(self._on.bottom - each.end) / self._sheet.height for each in (laid, *sheets)]
        return max(blank[-1] - _MOST_BLANK, 0.0), len(sheets), round(max(blank[:-1]), 1), abs(height - _MAP_HEIGHT)

    def _map_of(self, height: float) -> Map:
        frame = SheetBox(self._sheet.margin, self._map_top, self._sheet.inner.right, self._map_top + height)
        return map_of(self._view, frame, self._sheet.resolution)

    def _legend(self, made: Map) -> Legend:
        box = SheetBox(self._sheet.margin, 0.0, self._sheet.inner.right, _LEGEND_HEIGHT)
        return lay_legend(legend_parts(made, _COLUMNS), self._face, Room.on(self._sheet, box, _COLUMNS, 1.0))

    def _draw_map(self, page: Canvas) -> None:
        view, made = self._view, self._made
        boxes = corners(made, view.number <= 1 and needs_inset(view))
        spot = spot_map(made, taken=list(boxes.values()))
        draw_map(page, made, [*boxes.values(), *([spot.ground.frame] if spot else [])])
        if spot:
            draw_spot(page, made, spot)
        draw_corners(page, made, boxes, self._country)
        at = self._sheet.margin, made.ground.frame.bottom + GAP
        draw_legend(page.layer("legend"), view.theme, self._legend(made), at)


class _Appendix:
    """What of the tables the sheets of steps do not hold, one after the other, and what their letters stand for.

    `first` is the number of its first sheet.
    """

    def __init__(self, on: SheetOf, openings: Sequence[_Opening], letters: Letters, first: int) -> None:
        self._on, self._openings, self._first = on, openings, first
        tables = [self._named(opening, table) for opening in openings for table in opening.rest]
        if tables and letters:
            tables.append(letter_table(on.view, letters))
        self._laid = list(on.filled(tables))

    def pages(self) -> list[Canvas]:
        """Return the sheets, drawn."""
        found = [self._on.begun(self._on.view.say("appendix")) for _ in self._laid]
        for page, laid in zip(found, self._laid, strict=True):
            self._on.draw(page, laid)
        return found

    def sheet_of(self, opening: _Opening) -> int:
        """Return the number of the sheet on which the rest of a step's tables begins."""
        before = sum(len(each.rest) for each in self._openings[: self._openings.index(opening)])
        begun = 0
        for at, laid in enumerate(self._laid):
            begun += len(laid.placed) - bool(at and self._laid[at - 1].cut)
            if begun > before:
                return self._first + at
        raise AssertionError(before)

    def _named(self, opening: _Opening, table: Table) -> Table:
        if len(self._openings) == 1:
            return table
        title = self._on.view.say("within", one=opening.matter.title, two=table.title)
        return replace(table, title=title)
