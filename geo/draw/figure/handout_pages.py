"""The sheets of a handout: map, text and tables, tables going on over the page where they are long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from geo.draw.figure.canvas import Canvas, Layer, own_settings, pages_written
from geo.draw.figure.furniture import (
    corners,
    credits_of,
    draw_bearings,
    draw_credits,
    draw_inset,
    needs_inset,
)
from geo.draw.figure.handout_matter import Matter
from geo.draw.figure.laid import Map, map_of
from geo.draw.figure.legend import Legend, Room, draw_legend, lay_legend, legend_parts
from geo.draw.figure.map import draw_map, draw_south
from geo.draw.figure.paper import Sheet
from geo.draw.figure.spot import draw_spot, spot_map
from geo.draw.figure.table import HEAD_SIZE, LEADING, NOTE, SIZE, Table, draw_table, fitting, table_height
from geo.draw.figure.type import Face, chinese_face, plain
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.model.schema import BoundaryLine, Province

_MAP_HEIGHT = 590.0
_HEIGHTS = tuple(float(height) for height in range(440, 1121, 20))
"""Heights that the map of a page may have."""

_MOST_BLANK = 0.4
"""A last page has no more of its height left over, where the map's can help."""

_LEAST_ROWS = 2
"""Fewer rows of a table that goes on do not stand at the foot of a page."""

_ANY_SHEET = 88
"""Stands for the number of a sheet that is not known yet."""

_LEGEND_HEIGHT = 380.0
_TITLE, _TEXT = 36.0, 19.0
_GAP = 18.0
_COLUMNS = 3


class _Laid(NamedTuple):
    """What a page holds of tables: each with the number of its rows and its top; what is left; where they end."""

    placed: tuple[tuple[Table, int, float], ...]
    rest: tuple[Table, ...]
    end: float


def handout_pdf(
    parts: Sequence[tuple[View, Matter]], sheet: Sheet, provinces: Sequence[Province], lines: Sequence[BoundaryLine]
) -> bytes:
    """Return what pages show and say as one PDF.

    Parameters
    ----------
    parts : sequence of (View, Matter)
        Of pages that belong together: a step of the story, or a unit.
    sheet : Sheet
        Size of all pages.
    provinces, lines : sequence
        The country for the inset of the first page.
    """
    face = chinese_face()
    first = parts[0][0]
    titles = [matter.title for _, matter in parts] if len(parts) > 1 else []
    with own_settings():
        made = [
            _Pages(view, matter, sheet, face, () if at else titles).pages(provinces, lines)
            for at, (view, matter) in enumerate(parts)
        ]
        pages = [page for each in made for page in each]
        _draw_contents(pages[0], first, titles, [len(each) for each in made])
        for number, page in enumerate(pages, start=1):
            told = first.say("sheet_number", n=number, all=len(pages))
            at = sheet.width / 2, sheet.height - 0.4 * sheet.margin
            page.layer("sheet").text(*at, told, NOTE, first.theme.quiet, anchor="middle")
        return pages_written(pages, first.tell(first.scene.plan.title))


def _draw_contents(page: Canvas, view: View, titles: Sequence[str], counts: Sequence[int]) -> None:
    """Write on which sheet each title stands, at the head of the first page, which has kept the room."""
    starts = [1 + sum(counts[:place]) for place in range(len(counts))]
    lines = _contents(page.face, view, page.sheet, titles, starts)
    for number, line in enumerate(lines):
        level = page.sheet.margin + SIZE + _GAP + (number + 0.75) * LEADING
        page.layer("contents").text(page.sheet.margin, level, line, SIZE, view.theme.body)


def _contents(
    face: Face, view: View, sheet: Sheet, titles: Sequence[str], starts: Sequence[int] | None = None
) -> tuple[str, ...]:
    """Return the lines of the contents; of sheets that are not known yet, as wide as they may be."""
    if not titles:
        return ()
    known = starts or [_ANY_SHEET] * len(titles)
    rows = (view.say("indexed", name=plain(title), clause=start) for title, start in zip(titles, known, strict=True))
    return face.wrapped(view.say("pair", one=view.say("contents"), two=" · ".join(rows)), SIZE, sheet.inner.width)


class _Pages:
    """Pages that belong together: one with a map, and those on which its tables go on."""

    def __init__(self, view: View, matter: Matter, sheet: Sheet, face: Face, titles: Sequence[str] = ()) -> None:
        self._view, self._matter, self._sheet, self._face = view, matter, sheet, face
        self._contents = len(_contents(face, view, sheet, titles)) * LEADING + (_GAP / 2 if titles else 0.0)
        self._credits = credits_of(view, sheet, face, self._width)
        self._notes = face.wrapped(plain(matter.notes), NOTE, self._width)

    def pages(self, provinces: Sequence[Province], lines: Sequence[BoundaryLine]) -> list[Canvas]:
        first = self._page()
        y = self._head(first.layer("title"))
        y = self._map(first, y, provinces, lines)
        found, rest = [first], self._fill(first, self._matter.tables, y)
        while rest:
            found.append(self._page())
            rest = self._fill(found[-1], rest, self._running_head(found[-1].layer("title")))
        return found

    @property
    def _width(self) -> float:
        return self._sheet.inner.width

    @property
    def _bottom(self) -> float:
        return self._sheet.inner.bottom - self._credits.height - 8.0

    @property
    def _tables_bottom(self) -> float:
        return self._bottom - (len(self._notes) * 18.0 + 6.0 if self._notes else 0.0)

    def _page(self) -> Canvas:
        page = Canvas(self._sheet, self._face, "pdf", self._view.theme.sheet)
        at = (self._sheet.margin, self._sheet.inner.bottom - self._credits.height)
        draw_credits(page.layer("credits"), self._view, self._credits, at)
        return page

    def _running_head(self, layer: Layer) -> float:
        """Draw plan, issuer and what the pages are of, and return where the rest begins."""
        view, theme = self._view, self._view.theme
        plan, level = view.scene.plan, self._sheet.margin + SIZE
        mark = self._face.cut(plain(self._matter.mark), SIZE, self._width / 3)
        issued = view.byline
        room = self._width - max(90.0, self._face.width(mark, SIZE) + 20.0)
        title = self._face.cut(plain(f"{view.tell(plan.title)}   {issued}"), SIZE, room)
        layer.text(self._sheet.margin, level, title, SIZE, theme.quiet)
        layer.text(self._sheet.inner.right, level, mark, SIZE, theme.quiet, anchor="end")
        return level + _GAP

    def _head(self, layer: Layer) -> float:
        y, theme = self._running_head(layer) + self._contents, self._view.theme
        for text, size, colour, weight in (
            (self._matter.title, _TITLE, theme.accent, 1.0),
            *((text, _TEXT, theme.ink, 0.0) for text in self._matter.texts),
        ):
            for line in self._face.wrapped(plain(text), size, self._width):
                layer.text(self._sheet.margin, y + size, line, size, colour, weight=weight)
                y += 1.34 * size
        return y + _GAP / 2

    def _map(self, page: Canvas, y: float, provinces: Sequence[Province], lines: Sequence[BoundaryLine]) -> float:
        view, made = self._view, self._made(y)
        boxes = corners(made, view.number <= 1 and needs_inset(view))
        spot = spot_map(made, taken=list(boxes.values()))
        draw_map(page, made, [*boxes.values(), *([spot.ground.frame] if spot else [])])
        if spot:
            draw_spot(page, made, spot)
        draw_bearings(page.layer("bearings"), view, made.ground, boxes["bearings"])
        if "south" in boxes:
            draw_south(page, made)
        if "inset" in boxes:
            draw_inset(page, made, boxes["inset"], provinces, lines)
        y = made.ground.frame.bottom + _GAP
        legend = self._legend(made)
        draw_legend(page.layer("legend"), view, self._face, legend, (self._sheet.margin, y))
        return y + legend.height + _GAP / 2

    def _made(self, y: float) -> Map:
        """Return the map below the head, as high as suits what stands below it."""
        usual = self._map_of(y, _MAP_HEIGHT)
        below = _GAP + self._legend(usual).height + _GAP / 2
        return self._map_of(y, self._best_height(y, below))

    def _map_of(self, y: float, height: float) -> Map:
        frame = SheetBox(self._sheet.margin, y, self._sheet.inner.right, y + height)
        return map_of(self._view, frame, self._sheet.resolution)

    def _legend(self, made: Map) -> Legend:
        box = SheetBox(self._sheet.margin, 0.0, self._sheet.inner.right, _LEGEND_HEIGHT)
        return lay_legend(legend_parts(made, _COLUMNS), self._face, Room.on(self._sheet, box, _COLUMNS, 1.0))

    def _best_height(self, y: float, below: float) -> float:
        """Return the height of the map with which all stands on the fewest pages, and the last is well filled."""
        laid = {height: self._all_laid(y + height + below) for height in _HEIGHTS}
        single = [height for height, pages in laid.items() if len(pages) == 1]
        return max(single) if single else min(_HEIGHTS, key=lambda height: self._fault(laid[height], height))

    def _fault(self, pages: Sequence[_Laid], height: float) -> tuple[float, ...]:
        """Return what is wrong with pages, the worst first: a blank last one, their number, others not filled."""
        *blank, last = ((self._tables_bottom - page.end) / self._sheet.height for page in pages)
        return max(last - _MOST_BLANK, 0.0), len(pages), round(max(blank), 1), abs(height - _MAP_HEIGHT)

    def _all_laid(self, y: float) -> list[_Laid]:
        """Return what each page holds of the tables, the first from a height on."""
        pages = [self._laid(self._matter.tables, y)]
        while pages[-1].rest:
            pages.append(self._laid(pages[-1].rest, self._sheet.margin + SIZE + _GAP))
        return pages

    def _laid(self, tables: Sequence[Table], y: float) -> _Laid:
        """Return as many rows as a page holds from a height on."""
        placed, rest = [], list(tables)
        while rest:
            table = rest[0]
            count = fitting(table, self._face, self._width, self._tables_bottom - y)
            if count < min(_LEAST_ROWS, len(table.rows)) and y > self._sheet.margin + 4 * HEAD_SIZE:
                break
            placed.append((table, max(count, 1), y))
            y += table_height(table, self._face, self._width, max(count, 1)) + _GAP
            rest[0] = table.after(max(count, 1))
            if rest[0].rows:
                break
            rest.pop(0)
        return _Laid(tuple(placed), tuple(rest), y)

    def _fill(self, page: Canvas, tables: Sequence[Table], y: float) -> tuple[Table, ...]:
        """Draw as many rows as the page holds, and return the rest."""
        layer, right = page.layer("tables"), self._sheet.inner.right
        laid = self._laid(tables, y)
        for table, count, top in laid.placed:
            box = SheetBox(self._sheet.margin, top, right, self._tables_bottom)
            draw_table(layer, self._view.theme, self._face, table, box, count)
        for number, line in enumerate(self._notes):
            level = self._tables_bottom + 6.0 + (number + 0.7) * 18.0
            layer.text(self._sheet.margin, level, line, NOTE, self._view.theme.quiet)
        return laid.rest
