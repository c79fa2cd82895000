"""The sheets of a handout: map, text and tables of each step, tables going on over the page where they are long."""

from __future__ import annotations

from collections.abc import Sequence

from geo.draw.figure.canvas import Canvas, Layer, own_settings, pages_written
from geo.draw.figure.furniture import (
    corners,
    credit_lines,
    credits_height,
    date_text,
    draw_bearings,
    draw_credits,
    draw_inset,
    needs_inset,
)
from geo.draw.figure.handout_rows import Clauses, page_tables
from geo.draw.figure.laid import map_of
from geo.draw.figure.legend import draw_legend, lay_legend, legend_parts
from geo.draw.figure.map import draw_map, draw_south
from geo.draw.figure.paper import MARGIN, Sheet
from geo.draw.figure.table import HEAD_SIZE, SIZE, draw_table, fitting
from geo.draw.figure.type import Face, chinese_face, plain
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.model.schema import BoundaryLine, Province

_MAP_HEIGHT = 590.0
_TITLE, _TEXT = 36.0, 19.0
_GAP = 18.0
_COLUMNS = 3


def handout_pdf(
    views: Sequence[View], sheet: Sheet, provinces: Sequence[Province], lines: Sequence[BoundaryLine]
) -> bytes:
    """Return the steps of a story as one PDF.

    Parameters
    ----------
    views : sequence of View
        One a step.
    sheet : Sheet
        Size of all pages.
    provinces, lines : sequence
        The country for the inset of the first page.
    """
    face = chinese_face()
    with own_settings():
        pages = [page for view in views for page in _Step(view, sheet, face).pages(provinces, lines)]
        return pages_written(pages, views[0].tell(views[0].scene.plan.title))


class _Step:
    """The pages of one step."""

    def __init__(self, view: View, sheet: Sheet, face: Face) -> None:
        self._view, self._sheet, self._face = view, sheet, face
        self._clauses = Clauses(view)
        self._tables = list(page_tables(view, self._clauses))
        self._credits = credit_lines(view, face, self._width)

    def pages(self, provinces: Sequence[Province], lines: Sequence[BoundaryLine]) -> list[Canvas]:
        first = self._page()
        y = self._head(first.layer("title"))
        y = self._map(first, y, provinces, lines)
        found = [first]
        self._fill(first, y)
        while self._tables:
            found.append(self._page())
            self._fill(found[-1], self._running_head(found[-1].layer("title")))
        return found

    @property
    def _width(self) -> float:
        return self._sheet.width - 2 * MARGIN

    @property
    def _bottom(self) -> float:
        return self._sheet.height - MARGIN - credits_height(self._credits) - 8.0

    def _page(self) -> Canvas:
        page = Canvas(self._sheet, self._face, "pdf", self._view.theme.sheet)
        at = (MARGIN, self._sheet.height - MARGIN - credits_height(self._credits))
        draw_credits(page.layer("credits"), self._view, self._credits, at)
        return page

    def _running_head(self, layer: Layer) -> float:
        """Draw plan, issuer and number of the step, and return where the rest begins."""
        view, theme = self._view, self._view.theme
        plan, level = view.scene.plan, MARGIN + SIZE
        number = f"{view.number} / {len(view.scene.steps)}"
        issued = view.say("issued_by", issuer=view.tell(plan.issuer), date=date_text(view))
        title = self._face.cut(plain(f"{view.tell(plan.title)}   {issued}"), SIZE, self._width - 90.0)
        layer.text(MARGIN, level, title, SIZE, theme.quiet)
        layer.text(self._sheet.width - MARGIN, level, number, SIZE, theme.quiet, anchor="end")
        return level + _GAP

    def _head(self, layer: Layer) -> float:
        y, theme, step = self._running_head(layer), self._view.theme, self._view.step
        if step is None:
            return y
        for text, size, colour, weight in (
            (step.title, _TITLE, theme.accent, 1.0),
            (step.text, _TEXT, theme.ink, 0.0),
        ):
            for line in self._face.wrapped(plain(self._view.tell(text)), size, self._width):
                layer.text(MARGIN, y + size, line, size, colour, weight=weight)
                y += 1.34 * size
        return y + _GAP / 2

    def _map(self, page: Canvas, y: float, provinces: Sequence[Province], lines: Sequence[BoundaryLine]) -> float:
        view, right = self._view, self._sheet.width - MARGIN
        made = map_of(view, SheetBox(MARGIN, y, right, y + _MAP_HEIGHT), self._sheet.resolution)
        boxes = corners(made, view.number == 1 and needs_inset(view))
        draw_map(page, made, list(boxes.values()))
        draw_bearings(page.layer("bearings"), view, made.ground, boxes["bearings"])
        if "south" in boxes:
            draw_south(page, made)
        if "inset" in boxes:
            draw_inset(page, made, boxes["inset"], provinces, lines)
        y += _MAP_HEIGHT + _GAP
        room = SheetBox(MARGIN, y, right, y + 260.0)
        legend = lay_legend(legend_parts(made, _COLUMNS), self._face, room, _COLUMNS, 0.84)
        draw_legend(page.layer("legend"), view, self._face, legend, (MARGIN, y))
        return y + legend.height + _GAP / 2

    def _fill(self, page: Canvas, y: float) -> None:
        """Draw as many rows as the page holds, and keep the rest."""
        layer, theme, right = page.layer("tables"), self._view.theme, self._sheet.width - MARGIN
        bottom = self._bottom - self._notes(layer)
        while self._tables:
            table = self._tables[0]
            count = fitting(table, self._face, self._width, bottom - y)
            if count == 0 and y > MARGIN + 4 * HEAD_SIZE:
                return
            count = max(count, 1)
            box = SheetBox(MARGIN, y, right, bottom)
            y = draw_table(layer, theme, self._face, table, box, count) + _GAP
            self._tables[0] = table.after(count)
            if self._tables[0].rows:
                return
            self._tables.pop(0)

    def _notes(self, layer: Layer) -> float:
        """Draw what the letters of the clauses stand for, above the credits, and return the height."""
        lines = self._face.wrapped(plain(self._clauses.notes()), SIZE - 2.5, self._width)
        height = len(lines) * 18.0
        for number, line in enumerate(lines):
            layer.text(MARGIN, self._bottom - height + (number + 0.7) * 18.0, line, SIZE - 2.5, self._view.theme.quiet)
        return height + 6.0 if lines else 0.0
