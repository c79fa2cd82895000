"""A figure of where industries gather: small maps side by side, and the matrix that counts them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial

from geo.draw.figure.canvas import Canvas, Layer, own_settings
from geo.draw.figure.furniture import Credits, Head, block, credits_of, draw_bearings, draw_credits, draw_head
from geo.draw.figure.matrix import LEAST_ROW, Matrix, draw_matrix, lay_matrix, matrix_width
from geo.draw.figure.paper import Sheet
from geo.draw.figure.paths import box_path, circle_path
from geo.draw.figure.plate import Plate
from geo.draw.figure.small import HEAD, Small, draw_small
from geo.draw.figure.style import PathStyle, TextStyle
from geo.draw.figure.type import Face, chinese_face, plain
from geo.draw.scene.industries import Industries, industries_of
from geo.draw.scene.marks import Position
from geo.draw.scene.phrases import PHRASES, phrase
from geo.draw.scene.reduced import without_nature, without_places
from geo.draw.scene.view import View
from geo.draw.scene.words import Words
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.multiples import Land, Spacing, grid_of

_NOTE, _LEADING = 17.0, 23.0
_SWATCH, _RAMP = (54.0, 20.0), 86.0
"""Size of a tint of the legend, and height of all of them with what stands above and below."""

_SHRUNK = 0.4
"""All distances on a small map, as a share of those on a map that fills the sheet."""

_SPACING = Spacing(gap=26.0, head=HEAD, side=56.0)
_BEARINGS = (236.0, 72.0)
_LARGE = (42.0, 38.0, 34.0, 30.0)
_PART_GAP, _TABLE_SHARE, _TITLE_SHARE = 26.0, 0.34, 0.3
_LEAST_MAPS = 0.45
"""Share of the height of a small sheet that all maps together have at least, across and down."""

_LEAST_FRAME = (120.0, 84.0)
"""Least width and height of a map on a small sheet."""

_DROPPED = ("matrix", "notes", "issued")
"""Parts in the order in which they are left out where there is no room."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand on the sheet."""

    head: SheetBox
    maps: SheetBox
    matrix: SheetBox
    notes: SheetBox
    foot: SheetBox


@dataclass(frozen=True, eq=False)
class Parts:
    """What stands on the sheet, before it has its place.

    Attributes
    ----------
    view, shown, face : View, Industries, Face
        What is told, and in which type.
    sheet : Sheet
        Its size.
    gone : frozenset of str
        Parts that have no room: ``matrix``, ``notes``, ``issued``.
    fewer : int
        Number of maps that have none.
    """

    view: View
    shown: Industries
    face: Face
    sheet: Sheet
    gone: frozenset[str] = frozenset()
    fewer: int = 0

    @property
    def wide(self) -> float:
        """Width of the column beside the maps; in a portrait sheet of all of it."""
        inner = self.sheet.inner.width
        if self.sheet.is_portrait:
            return inner
        if "matrix" in self.gone:
            return max(_TITLE_SHARE * inner, self.ramp)
        legend = self.ramp + _BEARINGS[0] + 10.0
        return min(max(matrix_width(self.view, self.face, self.shown), legend, 0.26 * inner), 0.5 * inner)

    @cached_property
    def head(self) -> Head:
        """The title block."""
        view, theme, lines = self.view, self.view.theme, partial(block, self.face, width=self.wide)
        name = TextStyle(self._large, theme.accent, weight=1.3)
        count = TextStyle(self._size(21.0), theme.ink, weight=0.5)
        issued = [] if "issued" in self.gone else lines(view.byline, TextStyle(17.0, theme.quiet), before=6.0)
        return Head(
            (
                *lines(view.tell(view.scene.plan.title), TextStyle(self._size(25.0), theme.ink, weight=0.8)),
                *lines(view.say("industries"), name, before=self._gap / 2),
                *lines(view.say("industries_count"), count, before=6.0),
                *issued,
            )
        )

    def _size(self, size: float) -> float:
        return self.sheet.body(self.sheet.large * size)

    @property
    def _gap(self) -> float:
        return _PART_GAP * self.sheet.large

    @property
    def _large(self) -> float:
        """Size at which the heading stands in one line, the least where it does at none."""
        told = self.view.say("industries")
        sizes = [self._size(size) for size in _LARGE]
        return next((size for size in sizes if self.face.width(told, size) <= self.wide), sizes[-1])

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """Lines of the remarks below the ramp of tints."""
        view, shown = self.view, self.shown
        if "notes" in self.gone:
            return ()
        told = [view.say("industries_dot"), view.say("industries_scale")]
        told += [view.say("industries_several", n=shown.several)] if shown.several else []
        if shown.without:
            told.append(view.say("industries_none", names=view.listed(map(view.tell, shown.without))))
        return tuple(line for text in told for line in self.face.balanced(plain(text), _NOTE, self.wide))

    @cached_property
    def credits(self) -> Credits:
        """The credits."""
        beside = 0.0 if self.sheet.is_portrait else self.wide + self.sheet.gap
        return credits_of(self.view, self.sheet, self.face, self.sheet.inner.width - beside, self.left_out)

    @property
    def left_out(self) -> tuple[Words, ...]:
        """What has no room."""
        maps = [phrase("left_maps", n=self.fewer)] if self.fewer else []
        maps += [] if self.sheet.has_places else [PHRASES["left_places"]]
        return (*(PHRASES[f"left_{part}"] for part in _DROPPED if part in self.gone), *maps)

    def matrix(self, box: SheetBox) -> Matrix:
        """Return the table laid into a box."""
        return lay_matrix(self.view, self.face, self.shown, box)

    def fits(self) -> bool:
        """Return whether the parts have room beside and below one another, the maps among them."""
        found, least = self.places(), _LEAST_MAPS * self.sheet.height
        matrix = None if "matrix" in self.gone else self.matrix(found.matrix)
        in_column = matrix is None or (matrix.bottom <= found.matrix.bottom + 1.0 and matrix.row >= LEAST_ROW)
        has_notes = found.notes.top + self._notes_height <= self.sheet.inner.bottom + 1.0
        return in_column and has_notes and min(found.maps.height, found.maps.width) >= least

    def places(self) -> Places:
        """Return where all of it stands."""
        inner = self.sheet.inner
        foot = inner._replace(top=inner.bottom - self.credits.height)
        return (self._below if self.sheet.is_portrait else self._beside)(inner, foot)

    def _beside(self, inner: SheetBox, foot: SheetBox) -> Places:
        """Return the places of a landscape sheet: title, table and remarks in a column beside the maps."""
        column = inner._replace(left=inner.right - self.wide)
        top, high = column.top + self.head.height + self._gap, self._notes_height + 1.5 * self._gap
        matrix = column._replace(top=top, bottom=column.bottom - high)
        notes = column._replace(top=top if "matrix" in self.gone else self.matrix(matrix).bottom + 1.5 * self._gap)
        maps = SheetBox(inner.left, inner.top, column.left - self.sheet.gap, foot.top - 12.0)
        return Places(column, maps, matrix, notes, foot)

    def _below(self, inner: SheetBox, foot: SheetBox) -> Places:
        """Return the places of a portrait sheet: title, maps, remarks and table one below the other."""
        room = inner._replace(top=0.0, bottom=_TABLE_SHARE * self.sheet.height)
        high = 0.0 if "matrix" in self.gone else self.matrix(room).bottom
        matrix = inner._replace(top=foot.top - 16.0 - high, bottom=foot.top - 16.0)
        notes = inner._replace(top=matrix.top - self._gap - self._notes_height, bottom=matrix.top - self._gap)
        top = inner.top + self.head.height + self._gap
        return Places(inner, SheetBox(inner.left, top, inner.right, notes.top - self._gap), matrix, notes, foot)

    @property
    def _notes_height(self) -> float:
        return self.signs_height + len(self.notes) * _LEADING

    @property
    def ramp(self) -> float:
        """Width of the ramp of tints."""
        return _SWATCH[0] * (len(self.shown.classes) + 1)

    @property
    def has_bearings(self) -> bool:
        """Whether the scale bar has room: not on a sheet that has none for remarks."""
        return bool(self.shown.maps) and "notes" not in self.gone

    @property
    def signs_height(self) -> float:
        """Height of the ramp, and of the scale bar where that stands below it."""
        return _RAMP + (_BEARINGS[1] if self.has_bearings and not self.is_beside else 0.0)

    @property
    def is_beside(self) -> bool:
        """Whether the scale bar stands beside the ramp."""
        return self.ramp + _BEARINGS[0] <= self.wide


def industries_sheet(view: View, sheet: Sheet, form: str) -> Plate:
    """Return the figure before it is written; it takes what :func:`geo.draw.figure.plate.plate` does."""
    view, face = without_nature(view if sheet.has_places else without_places(view)), chinese_face()
    shown = industries_of(view.scene)
    title = view.say("pair", one=view.tell(view.scene.plan.title), two=view.say("industries"))
    with own_settings():
        canvas, parts = Canvas(sheet, face, form, view.theme.sheet), _parts(view, shown, face, sheet)
        places = parts.places()
        small = _small(view, parts.shown, places.maps, sheet)
        matrix = None if "matrix" in parts.gone else parts.matrix(places.matrix)
        placed = tuple(name for place in range(len(parts.shown.maps)) for name in draw_small(canvas, small, place))
        draw_head(canvas.layer("title"), parts.head, places.head[:2])
        if matrix:
            draw_matrix(canvas.layer("matrix"), view, shown, matrix)
        _draw_notes(canvas.layer("legend"), small, parts, places.notes)
        draw_credits(canvas.layer("credits"), view, parts.credits, places.foot[:2])
        return Plate(canvas=canvas, title=title, placed=placed, left_out=parts.left_out, matrix=matrix)


def _parts(view: View, shown: Industries, face: Face, sheet: Sheet) -> Parts:
    """Return what stands on the sheet, without the parts that have no room on a small one."""
    every = [Parts(view, shown, face, sheet, frozenset(_DROPPED[:count])) for count in range(len(_DROPPED) + 1)]
    if not sheet.is_small:
        return every[0]
    return _with_larger_maps(next((parts for parts in every if parts.fits()), every[-1]))


def _with_larger_maps(parts: Parts) -> Parts:
    """Return the parts with as many maps, of the industries with most places, as are not too small to be read."""
    maps, box = parts.shown.maps, parts.places().maps
    for count in range(len(maps), 0, -1):
        most = sorted(maps, key=lambda each: -each.total)[:count]
        fewer = replace(parts.shown, maps=tuple(each for each in maps if each in most))
        frame = _small(parts.view, fewer, box, parts.sheet).grid.frame(0)
        if count == 1 or (frame.width >= _LEAST_FRAME[0] and frame.height >= _LEAST_FRAME[1]):
            break
    return replace(parts, shown=fewer, fewer=len(maps) - count) if maps else parts


def _small(view: View, shown: Industries, box: SheetBox, sheet: Sheet) -> Small:
    outlines = [unit.shape for unit in shown.units if unit.shape]
    land = Land(view.scene, outlines, replace(sheet.resolution, unit=_SHRUNK))
    spacing = replace(_SPACING, gap=sheet.large * _SPACING.gap, side=sheet.large**2 * _SPACING.side)
    return Small(view, shown, grid_of(max(len(shown.maps), 1), box, land, spacing))


def _draw_notes(layer: Layer, small: Small, parts: Parts, box: SheetBox) -> None:
    """Draw the ramp of tints, the sign of a located place, the scale bar, and below them the remarks."""
    view, theme = small.view, small.view.theme
    layer.text((box.left, box.top + _NOTE), view.say("industries_tint"), TextStyle(_NOTE, theme.ink, weight=0.4))
    _draw_ramp(layer, small, (box.left, box.top + _LEADING + 8.0))
    if parts.has_bearings:
        at = (box.right - _BEARINGS[0], box.top + 6.0) if parts.is_beside else (box.left - 8.0, box.top + _RAMP)
        draw_bearings(layer, view, small.ground(0)[0], SheetBox.sized(*at, *_BEARINGS))
    colour = next((view.colour(each.tone) for each in small.shown.maps if each.parks), theme.quiet)
    if not parts.notes:
        return
    top = box.top + parts.signs_height
    layer.shape(circle_path(box.left + 7.0, top + 0.5 * _LEADING, 6.0), PathStyle(fill=colour))
    for number, line in enumerate(parts.notes):
        left, level = box.left + (0.0 if number else 22.0), top + (number + 0.8) * _LEADING
        layer.text((left, level), line, TextStyle(_NOTE, theme.quiet))


def _draw_ramp(layer: Layer, small: Small, at: Position) -> None:
    """Draw the tints with the counts that they stand for."""
    view, (x, y), (wide, high) = small.view, at, _SWATCH
    for number, (tone, words) in enumerate(small.shown.ranges()):
        box = SheetBox.sized(x + number * wide, y, wide, high)
        layer.shape(box_path(box), PathStyle(fill=view.colour(tone), line=view.theme.rule, width=0.8))
        layer.text(
            (box.middle[0], y + high + 20.0), view.tell(words), TextStyle(_NOTE, view.theme.ink, anchor="middle")
        )
