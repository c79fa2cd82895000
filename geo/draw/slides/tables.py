"""Native tables: numbers, places and sources, split over slides where they are long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from pptx.oxml import parse_xml
from pptx.util import Pt

from geo.draw.scene.marks import Fact, ParkMark, SourceMark, TargetMark
from geo.draw.scene.numbers_on_map import full_name, subject_name
from geo.draw.scene.unit import Mention
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.breaks import words_of
from geo.draw.slides.notes import cited
from geo.draw.slides.shapes import NAMESPACES, Line, Look, Run, Slide, outline, places_of
from geo.draw.slides.type import LOOKED_UP, spare, text_width, wrapped
from geo.model.schema import KINDS, PARK_BASES, STATUSES, TARGET_KINDS

_SIZE, _LEADING = LOOKED_UP, 18.0
_PAD_X, _PAD_Y = 5.0, 3.0
_UPRIGHT = 130.0
"""Longest line of a heading that is turned."""

_FACES, _FACES_IN_CELLS = 1.25, 1.2
"""By how much another face may run wider, where a word must not break."""

_SLACK = 0.05
"""By how much a word may seem wider than the column that is as wide as it is, in points."""

_EDGES = ("lnL", "lnR", "lnT", "lnB")


class Column(NamedTuple):
    """A column: its heading, its share of the width, how it is aligned, and whether its heading is turned."""

    head: str
    share: float
    align: str = "l"
    upright: bool = False


class Row(NamedTuple):
    """A row: its cells, the clauses that state it, and whether it holds totals."""

    cells: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    is_total: bool = False


class Cell(NamedTuple):
    """A cell: its text, its column, how wide its lines may be, and what its row is."""

    text: str
    column: Column
    room: float
    is_head: bool = False
    is_total: bool = False

    @property
    def is_turned(self) -> bool:
        """Whether it is a heading that stands upright."""
        return self.is_head and self.column.upright

    @property
    def lines(self) -> tuple[str, ...]:
        """Its text, broken by us, so that its row is as high as was reckoned."""
        return wrapped(self.text, _SIZE, _UPRIGHT, True) if self.is_turned else _lines(self.text, self.room)


@dataclass(frozen=True)
class Table:
    """A table that may need several slides."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def pages(self, rect: SheetBox) -> list[tuple[Row, ...]]:
        """Return the rows slide by slide: as many as fit, and about as many on each."""
        head, *heights = self.heights(rect.width)
        room = rect.height - head
        least = len(_split(heights, room))
        tries = (room * step / 40 for step in range(10, 41))
        even = next((tried for tried in tries if len(_split(heights, tried)) <= least), room)
        return [self.rows[start:stop] for start, stop in pairwise([0, *_split(heights, even)])]

    def widths(self, width: float) -> list[float]:
        """Return how wide columns are: by their shares, but none narrower than its longest word, if that can be."""
        least = _capped([self._spare(width) * word + 2 * _PAD_X for word in self._words], width)
        found, free = dict[int, float](), set(range(len(least)))
        while free:
            share = (width - sum(found.values())) / sum(self.columns[at].share for at in free)
            tight = {at: least[at] for at in free if self.columns[at].share * share < least[at]}
            if not tight:
                return [found.get(at, column.share * share) for at, column in enumerate(self.columns)]
            found |= tight
            free -= set(tight)
        return least

    def rooms(self, width: float) -> list[float]:
        """Return how wide the text of each column may be by our measure, so that it holds in other faces."""
        return [(each - 2 * _PAD_X) / self._spare(width) for each in self.widths(width)]

    def heights(self, width: float) -> list[float]:
        """Return how high its rows are, its headings first."""
        rooms = self.rooms(width)
        return [_head_height(self.columns, rooms), *(_row_height(row.cells, rooms) for row in self.rows)]

    def _spare(self, width: float) -> float:
        """Return by what widths are divided for faces that run wider: where words are long, by less."""
        room = width - 2 * _PAD_X * len(self.columns)
        return min(spare(_FACES_IN_CELLS), max(1.0, room / max(1.0, sum(self._words))))

    @cached_property
    def _words(self) -> list[float]:
        """The width of each column's longest word."""
        heads = [_longest("" if column.upright else column.head, True) for column in self.columns]
        columns = zip(*(row.cells for row in self.rows), strict=True) if self.rows else ((),) * len(heads)
        return [max([head, *map(_longest, cells)]) for head, cells in zip(heads, columns, strict=True)]


def mention_table(view: View, title: str, mentions: Iterable[Mention]) -> Table:
    """Return what other plans say of a unit."""
    columns = _columns(view, ("plan", 0.3), ("sort", 0.08), ("item", 0.34), ("clause", 0.28))
    return Table(title, columns, tuple(Row(tuple(map(view.tell, each))) for each in mentions))


def _columns(view: View, *asked: tuple[Any, ...]) -> tuple[Column, ...]:
    """Return columns: the phrase of each heading, its share of the width, and how it is aligned."""
    return tuple(Column(view.say(key), *more) for key, *more in asked)


def table_part(table: Table, rect: SheetBox) -> tuple[Row, ...]:
    """Return as many rows of a table, from the first, as fit into a box."""
    fitting = sum(end <= rect.height for end in accumulate(table.heights(rect.width)))
    return table.rows[: max(0, fitting - 1)]


def progress_table(view: View, *, short: bool = False) -> Table:
    """Return what was reached of numbers, targets before baselines; in short without sources, which notes then say."""
    scene = view.scene
    told = ("indicator", 0.28), ("number", 0.19, "r"), ("actual", 0.21, "r"), ("how_far", 0.32)
    columns = _columns(view, *told, ("sources", 0.3))
    rows = (_progress_row(view, target) for target in scene.targets if target.id in scene.progress_by_target)
    all_ = sum(target.kind == "target" for target in scene.targets)
    reached = sum(mark.state != "since" for mark in scene.progress)
    title = view.say("pair", one=view.say("progress"), two=view.say("reached_of", n=reached, all=all_))
    if not short:
        return Table(title, columns, tuple(rows))
    return Table(title, columns[:-1], tuple(row._replace(cells=row.cells[:-1]) for row in rows))


def _progress_row(view: View, target: TargetMark) -> Row:
    mark = view.scene.progress_by_target[target.id]
    cells = (
        full_name(view, target),
        view.noted(view.tell(target.shown), str(target.year or "")),
        view.say("within", one=view.tell(mark.shown), two=mark.as_of),
        view.tell(mark.told),
        view.source_title(mark.sources[0]),
    )
    return Row(cells, target.facts)


def number_table(view: View, title: str, targets: Iterable[TargetMark]) -> Table:
    """Return numbers as a table, in the order in which the scene tells them."""
    what = ("indicator", 0.34), ("of", 0.22), ("number", 0.18, "r")
    columns = _columns(view, *what, ("by_year", 0.08, "ctr"), ("sort", 0.09), ("clause", 0.1))
    return Table(title, columns, tuple(_number_row(view, target) for target in targets))


def place_table(view: View, parks: Iterable[ParkMark]) -> Table:
    """Return places as a table, in the order of their zones."""
    order = {ident: place for place, ident in enumerate(view.scene.zone_by_id)}
    last = len(order)
    ordered = sorted(
        parks,
        key=lambda park: (min((order.get(ident, last) for ident in park.homes), default=last), park.id),
    )
    what = ("place", 0.26), ("kind", 0.11), ("zone", 0.2), ("in_unit", 0.13)
    columns = _columns(view, *what, ("status", 0.13), ("located", 0.1), ("clause", 0.08))
    return Table(view.say("places"), columns, tuple(_place_row(view, park) for park in ordered))


def source_table(view: View, sources: Iterable[SourceMark]) -> Table:
    """Return the documents and the evidence that something on the slides rests on, the most cited first."""
    columns = _columns(view, ("document", 0.4), ("issuer", 0.24), ("mark", 0.22), ("date", 0.14))
    counts = cited(view.scene)
    ordered = sorted(sources, key=lambda source: -counts[source.id])
    rows = (Row((view.tell(source.title), source.issuer, source.number, source.date)) for source in ordered)
    return Table(view.say("sources"), columns, tuple(rows))


def add_table(slide: Slide, view: View, rect: SheetBox, table: Table, rows: Sequence[Row]) -> None:
    """Put a part of a table on a slide: no boxes, a rule under each row."""
    frame = slide.native.shapes.add_table(len(rows) + 1, len(table.columns), *places_of(rect))
    slide.name_frame(frame, table.title, view.say("table_alt", title=table.title, n=len(rows)))
    native = frame.table
    style = native._tbl.tblPr.find("{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId")
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    native.horz_banding = False
    for column, width in zip(native.columns, table.widths(rect.width), strict=True):
        column.width = Pt(width)
    rooms = table.rooms(rect.width)
    heads = tuple(column.head for column in table.columns)
    heights = [_head_height(table.columns, rooms), *(_row_height(row.cells, rooms) for row in rows)]
    for at, row in enumerate([Row(heads), *rows]):
        native.rows[at].height = Pt(heights[at])
        for place, each in enumerate(zip(row.cells, table.columns, rooms, strict=True)):
            _fill(slide, view, native.cell(at, place), Cell(*each, is_head=at == 0, is_total=row.is_total))


def _number_row(view: View, target: TargetMark) -> Row:
    cells = (
        view.tell(target.indicator),
        subject_name(view, target),
        view.tell(target.shown),
        str(target.year or ""),
        view.choice(TARGET_KINDS, target.kind),
        target.facts[0].locator,
    )
    return Row(cells, target.facts)


def _place_row(view: View, park: ParkMark) -> Row:
    cells = (
        view.tell(park.name),
        view.choice(KINDS, park.kind),
        view.named(view.scene.zone_by_id, park.homes),
        view.unit_of(park),
        view.choice(STATUSES, park.status),
        view.choice(PARK_BASES, park.basis),
        park.facts[0].locator,
    )
    return Row(cells, park.facts)


def _row_height(cells: Sequence[str], rooms: Sequence[float]) -> float:
    lines = (len(_lines(text, room)) for text, room in zip(cells, rooms, strict=True))
    return max(lines) * _LEADING + 2 * _PAD_Y


def _head_height(columns: Sequence[Column], rooms: Sequence[float]) -> float:
    """Return the height of the headings, of which some may be turned."""
    lying = ["" if column.upright else column.head for column in columns]
    turned = (line for column in columns if column.upright for line in wrapped(column.head, _SIZE, _UPRIGHT, True))
    longest = max((text_width(line, _SIZE, True) for line in turned), default=0.0)
    return max(_row_height(lying, rooms), spare(_FACES) * longest + 2 * _PAD_Y)


def _lines(text: str, room: float) -> tuple[str, ...]:
    return tuple(part for line in wrapped(text, _SIZE, room) for part in _cut(line, room))


def _capped(least: list[float], width: float) -> list[float]:
    """Return the least widths of columns, of which the widest give way where all of them have no room."""
    for rank, cap in enumerate(sorted(least), start=1):
        share = (width - sum(sorted(least)[: rank - 1])) / (len(least) - rank + 1)
        if share < cap:
            return [min(each, share) for each in least]
    return least


def _cut(line: str, room: float) -> Iterator[str]:
    """Yield a line that is one word too long for its cell in parts."""
    while len(line) > 2 and text_width(line, _SIZE) > room + _SLACK:
        stop = next((at for at in range(len(line) - 2, 1, -1) if text_width(f"{line[:at]}-", _SIZE) <= room), 1)
        yield f"{line[:stop]}-" if line[stop - 1 : stop + 1].isalpha() else line[:stop]
        line = line[stop:]
    yield line


def _longest(text: str, bold: bool = False) -> float:
    return max((text_width(word.rstrip(), _SIZE, bold) for word in words_of(text)), default=0.0)


def _split(heights: Sequence[float], room: float) -> list[int]:
    """Return after which rows a new slide begins, the last row among them."""
    stops, used = [], 0.0
    for place, height in enumerate(heights):
        if used and used + height > room:
            stops.append(place)
            used = 0.0
        used += height
    return [*stops, len(heights)]


def _fill(slide: Slide, view: View, native: Any, cell: Cell) -> None:
    """Write a cell."""
    align, colour, strong = cell.column.align, "tx2" if cell.is_head else "tx1", cell.is_head or cell.is_total
    runs = (Run(line, _SIZE, colour, strong) for line in cell.lines)
    lines = (Line((run,), "l" if cell.is_turned else align, _LEADING) for run in runs)
    body = "".join(slide.paragraph(line) for line in lines)
    element = native._tc
    for old in list(element):
        element.remove(old)
    element.append(parse_xml(f"<a:txBody {NAMESPACES}><a:bodyPr/><a:lstStyle/>{body}</a:txBody>"))
    pad = f'marL="{_emu(_PAD_X)}" marR="{_emu(_PAD_X)}" marT="{_emu(_PAD_Y)}" marB="{_emu(_PAD_Y)}"'
    turn = 'vert="vert270" anchor="ctr"' if cell.is_turned else 'anchor="t"'
    rule = Look(line="tx1", width=1.0) if cell.is_head else Look(line="tx2", width=0.5)
    edges = "".join(outline(rule if edge == "lnB" else Look(), f"a:{edge}") for edge in _EDGES)
    element.append(parse_xml(f"<a:tcPr {NAMESPACES} {pad} {turn}>{edges}<a:noFill/></a:tcPr>"))


def _emu(points: float) -> int:
    return int(Pt(points))
