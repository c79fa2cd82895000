"""A sheet of a handout without its map: credits at the foot, a running head, and as many rows of tables as it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from geo.draw.figure.canvas import Canvas, Layer
from geo.draw.figure.furniture import credits_of, draw_credits
from geo.draw.figure.paper import Sheet
from geo.draw.figure.style import TextStyle
from geo.draw.figure.table import HEAD_SIZE, SIZE, Table, draw_table, fitting, table_height
from geo.draw.figure.type import Face, plain
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox

GAP = 18.0

_LEAST_ROWS = 2
"""Fewer rows of a table that goes on do not stand at the foot of a sheet."""


class Laid(NamedTuple):
    """What a sheet holds of tables: each with the number of its rows and its top; what is left of them.

    `cut` says whether the last goes on, `end` where they end.
    """

    placed: tuple[tuple[Table, int, float], ...]
    rest: tuple[Table, ...]
    cut: bool
    end: float


class SheetOf:
    """A kind of sheet: the view that it is of, its size and its letters."""

    def __init__(self, view: View, sheet: Sheet, face: Face) -> None:
        self.view, self.sheet, self.face = view, sheet, face
        self._credits = credits_of(view, sheet, face, self.width)

    @property
    def width(self) -> float:
        """Of what stands between the margins."""
        return self.sheet.inner.width

    @property
    def top(self) -> float:
        """Where the matter of a sheet with a running head begins."""
        return self.sheet.margin + SIZE + GAP

    @property
    def bottom(self) -> float:
        """Where the matter ends, above the credits."""
        return self.sheet.inner.bottom - self._credits.height - 8.0

    def begun(self, mark: str) -> Canvas:
        """Return a sheet with its credits, and with plan, issuer and a mark at its head."""
        page = Canvas(self.sheet, self.face, "pdf", self.view.theme.sheet)
        at = (self.sheet.margin, self.sheet.inner.bottom - self._credits.height)
        draw_credits(page.layer("credits"), self.view, self._credits, at)
        self._head(page.layer("head"), self.face.cut(plain(mark), SIZE, self.width / 3))
        return page

    def _head(self, layer: Layer, mark: str) -> None:
        view, level = self.view, self.sheet.margin + SIZE
        room = self.width - max(90.0, self.face.width(mark, SIZE) + 20.0)
        title = self.face.cut(plain(f"{view.tell(view.scene.plan.title)}   {view.byline}"), SIZE, room)
        layer.text((self.sheet.margin, level), title, TextStyle(SIZE, view.theme.quiet))
        layer.text((self.sheet.inner.right, level), mark, TextStyle(SIZE, view.theme.quiet, anchor="end"))

    def laid(self, tables: Sequence[Table], top: float, bottom: float) -> Laid:
        """Return as many rows as stand between two heights; one at least on a sheet that holds nothing else."""
        placed, rest, y = [], list(tables), top
        while rest:
            table = rest[0]
            count = fitting(table, self.face, self.width, bottom - y)
            if count < min(_LEAST_ROWS, len(table.rows)) and y > self.sheet.margin + 4 * HEAD_SIZE:
                break
            count = max(count, 1)
            placed.append((table, count, y))
            y += table_height(table, self.face, self.width, count) + GAP
            rest[0] = replace(table, rows=table.rows[count:])
            if rest[0].rows:
                return Laid(tuple(placed), tuple(rest), True, y)
            rest.pop(0)
        return Laid(tuple(placed), tuple(rest), False, y)

    def filled(self, tables: Sequence[Table]) -> Iterator[Laid]:
        """Yield what each of the sheets holds that nothing but tables stand on."""
        while tables:
            laid = self.laid(tables, self.top, self.bottom)
            yield laid
            tables = laid.rest

    def draw(self, page: Canvas, laid: Laid) -> None:
        """Draw the rows that a sheet holds."""
        for table, count, top in laid.placed:
            box = SheetBox(self.sheet.margin, top, self.sheet.inner.right, self.bottom)
            draw_table(page.layer("tables"), self.view.theme, table, box, count)
