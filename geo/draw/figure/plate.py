"""A figure as one plate: map, title, legend and credits laid on a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.draw.figure.canvas import Canvas, own_settings
from geo.draw.figure.furniture import (
    Country,
    Credits,
    Head,
    corners,
    credits_of,
    draw_bearings,
    draw_credits,
    draw_head,
    draw_inset,
    has_room_for_inset,
    head_of,
    needs_inset,
)
from geo.draw.figure.laid import Map, map_of
from geo.draw.figure.legend import Legend, Room, draw_legend, lay_legend, legend_parts
from geo.draw.figure.map import draw_map, draw_south
from geo.draw.figure.matrix import Matrix
from geo.draw.figure.paper import BODY_POINTS, Areas, Sheet, areas_of
from geo.draw.figure.plates import Strip
from geo.draw.figure.spot import draw_spot, spot_map
from geo.draw.figure.type import Face, chinese_face
from geo.draw.scene.phrases import PHRASES, phrase
from geo.draw.scene.reduced import without_nature, without_places, without_waters
from geo.draw.scene.view import View
from geo.draw.scene.words import Words, listed_words
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.labels import Placed
from geo.model.errors import UsageError

_COLUMN_UNITS, _MOST_COLUMNS = 380.0, 3
"""Least width of a column of the legend below a map, and most columns."""

_LEGEND_SHARE, _HEAD_SHARES = 0.36, (0.24, 0.6)
"""Most of the height that legend and title take of a sheet where they stand below and above the map, and that the title
takes of the column beside it."""

_HEAD_OF_NUMBERS = 0.14
"""The same of the title on a narrow sheet that shows numbers, which need the room."""

_NO_MAP = 24.0
"""No map is so low that its scale bar has no room in it."""

_LEAST_MAP = 0.42
"""Share of the height of a small sheet that its map has at least, where the legend stands below."""


@dataclass(frozen=True, kw_only=True)
class Plate:
    """A figure before it is written.

    Attributes
    ----------
    canvas : Canvas
        The sheet.
    title : str
        Of the file.
    placed : tuple of Placed
        Names that found a place on its maps.
    left_out : tuple of Words
        What the sheet has no room for.
    points : float
        No type is smaller.
    matrix : Matrix or None
        The table of units and industries as it is laid, of a figure that is about them.
    """

    canvas: Canvas
    title: str
    placed: tuple[Placed, ...]
    left_out: tuple[Words, ...]
    points: float = BODY_POINTS
    matrix: Matrix | None = None

    def written(self) -> bytes:
        """Return the figure as a file of the format of its canvas."""
        with own_settings():
            return self.canvas.written(self.title)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What its user should know: which parts have no room."""
        parts = ", ".join(words.en for words in self.left_out)
        return (f"Left out, since type is never less than {self.points:.0f} pt: {parts}.",) if parts else ()


def plate(view: View, sheet: Sheet, form: str, country: Country) -> Plate:
    """Return a figure before it is written.

    Parameters
    ----------
    view : View
        What it shows.
    sheet : Sheet
        Its size.
    form : {"png", "svg", "pdf"}
        Its format.
    country : Country
        For the inset.
    """
    with own_settings():
        laid = _laid(view, sheet, chinese_face(), has_country=bool(country.provinces))
        canvas, made, areas = Canvas(sheet, chinese_face(), form, view.theme.sheet), laid.made, laid.areas
        boxes = corners(made, laid.has_inset)
        spot = spot_map(made, taken=list(boxes.values())) if view.shows_places else None
        placed = draw_map(canvas, made, [*boxes.values(), *([spot.ground.frame] if spot else [])])
        if laid.strip:
            laid.strip.draw(canvas.layer("strip"), areas.frame[:2], placed)
        draw_corners(canvas, made, boxes, country)
        if spot:
            placed = (*placed, *draw_spot(canvas, made, spot))
        draw_head(canvas.layer("title"), laid.head, areas.head[:2])
        draw_legend(canvas.layer("legend"), view.theme, laid.legend, areas.legend[:2])
        draw_credits(canvas.layer("credits"), view, laid.credits, areas.foot[:2])
        title = view.tell(view.scene.plan.title)
        return Plate(canvas=canvas, title=title, placed=placed, left_out=laid.left_out)


def draw_corners(canvas: Canvas, made: Map, boxes: Mapping[str, SheetBox], country: Country) -> None:
    """Draw what stands in the corners of a map, in the boxes of :func:`geo.draw.figure.furniture.corners`."""
    draw_bearings(canvas.layer("bearings"), made.view, made.ground, boxes["bearings"])
    if "south" in boxes:
        draw_south(canvas, made)
    if "inset" in boxes:
        draw_inset(canvas, made, boxes["inset"], country)


@dataclass(frozen=True)
class _Laid:
    """Parts of a plate at their places."""

    areas: Areas
    head: Head
    legend: Legend
    credits: Credits
    strip: Strip | None
    made: Map
    has_inset: bool
    left_out: tuple[Words, ...]


def _laid(view: View, sheet: Sheet, face: Face, *, has_country: bool) -> _Laid:
    """Return where the parts stand: first as far as is known, then with the credits that say what has no room."""
    view = _bearable(view, sheet)
    head = _head(view, sheet, face)
    credits = credits_of(view, sheet, face, sheet.foot)
    areas = areas_of(sheet, head.height, 0.0, credits.height)
    strip = Strip(view, face, areas.frame.width, 2 if sheet.has_places else 1) if view.shows_numbers else None
    made = _map(view, sheet, areas, strip)
    legend = _legend(made, sheet, face, areas.legend)
    wants_inset = has_country and needs_inset(view)
    has_inset = wants_inset and has_room_for_inset(areas.frame)
    parts = [*_bare_parts(view, sheet), *(["inset"] if wants_inset and not has_inset else [])]
    left_out = _left_out(head, legend, parts)
    if left_out:
        credits = credits_of(view, sheet, face, sheet.foot, left_out)
    found = areas_of(sheet, head.height, legend.height, credits.height)
    if _below(found.frame, strip).height < _NO_MAP:
        raise UsageError("The sheet has no room for a map beside all that must stand on it. Give it a larger --size.")
    if found.frame != areas.frame:
        made = _map(view, sheet, found, strip)
    return _Laid(found, head, legend, credits, strip, made, has_inset, left_out)


def _map(view: View, sheet: Sheet, areas: Areas, strip: Strip | None) -> Map:
    return map_of(view, _below(areas.frame, strip), sheet.resolution, has_badges=sheet.has_badges)


def _head(view: View, sheet: Sheet, face: Face) -> Head:
    share = _HEAD_SHARES[0 if sheet.is_portrait else 1]
    share = _HEAD_OF_NUMBERS if view.shows_numbers and not sheet.has_places else share
    return head_of(view, face, (sheet.column, share * sheet.height), sheet.large)


def _legend(made: Map, sheet: Sheet, face: Face, beside: SheetBox) -> Legend:
    """Return the legend: beside the map in one column, or below it in several."""
    if not sheet.is_portrait:
        return lay_legend(legend_parts(made), face, Room.on(sheet, beside))
    room = legend_room(sheet, made.ground.frame.height - _LEAST_MAP * sheet.height)
    return lay_legend(legend_parts(made, room.count), face, room)


def legend_room(sheet: Sheet, most: float) -> Room:
    """Return the room for a legend below a map, at most so high."""
    inner, high = sheet.inner, min(_LEGEND_SHARE * sheet.height, most)
    columns = max(1, min(_MOST_COLUMNS, int(inner.width / _COLUMN_UNITS)))
    return Room.on(sheet, SheetBox(inner.left, 0.0, inner.right, max(high, 0.0)), columns, 1.0)


def _bearable(view: View, sheet: Sheet) -> View:
    """Return of a view what a sheet has room for; without names of units it draws no towns.

    Numbers stand for themselves, whatever the sheet: of places they need the names.
    """
    if sheet.has_places:
        return view
    if not view.shows_places:
        return without_waters(view)
    bare = without_waters(without_places(view))
    return bare if view.is_tinted else without_nature(bare)


def _bare_parts(view: View, sheet: Sheet) -> list[str]:
    """Return what of a map a sheet has no room for."""
    if not view.shows_places:
        return [] if sheet.has_places else ["units", "waters"]
    if sheet.has_places:
        return [] if sheet.has_badges else ["badges"]
    return ["places", *([] if view.is_tinted else ["units"]), "waters"]


def _left_out(head: Head, legend: Legend, parts: Sequence[str]) -> tuple[Words, ...]:
    """Return what has no room."""
    return (*(PHRASES[f"left_{name}"] for name in (*head.left_out, *parts)), *left_of_legend(legend))


def left_of_legend(legend: Legend) -> tuple[Words, ...]:
    """Return which parts of a legend have no room."""
    parts = dict.fromkeys(_part_words(ident) for ident in legend.left_out)
    return (phrase("left_legend", parts=listed_words(parts)),) if parts else ()


def _part_words(ident: str) -> Words:
    """Return what a part of the legend is called."""
    keys = {
        "statuses": "status",
        "kinds": "kind",
        "industries": "industry",
        "signs": "left_signs",
        "numbers": "numbers",
    }
    return PHRASES[keys.get(ident, "zones" if ident.startswith("group") else "left_outlines")]


def _below(frame: SheetBox, strip: Strip | None) -> SheetBox:
    """Return what a strip of numbers above the map leaves of its frame."""
    return frame._replace(top=frame.top + strip.height) if strip else frame
