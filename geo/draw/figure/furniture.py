"""What stands around the map of a figure: title and slogan, scale, north, the inset of the country, credits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from geo.draw.figure.canvas import Canvas, Layer
from geo.draw.figure.laid import LINE_ROOM, Map
from geo.draw.figure.paper import Sheet
from geo.draw.figure.paths import box_path, circle_path, closed_path, line_path, open_path
from geo.draw.figure.register import standing_of
from geo.draw.figure.style import PathStyle, TextStyle
from geo.draw.figure.type import Face, plain
from geo.draw.scene.callouts import headline_of
from geo.draw.scene.marks import Geometry, Position
from geo.draw.scene.qr import Code
from geo.draw.scene.theme import mix
from geo.draw.scene.view import View
from geo.draw.scene.words import Words
from geo.draw.sheet.areas import bounds
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import Ground, Plane, Resolution
from geo.draw.sheet.names import land_area, line_boxes
from geo.draw.sheet.south import COUNTRY, EDGE, SEA_LINE, fills_country, south_box
from geo.model.measure import digits
from geo.model.schema import BoundaryLine, Province

_CREDIT_SIZE, _CREDIT_LEADING = 13.5, 1.37
_CODE, _CODE_GAP, _DARK, _LIGHT = 116.0, 20.0, "#000000", "#ffffff"
"""Side of a QR code, and what stays free beside it: it is 19 millimetres wide or more, whatever the sheet."""

_SLOGAN_SIZES = (46.0, 40.0, 34.0, 30.0)
_HEAD_DROPPED = ("text", "standing", "issued", "headline", "title")
"""Parts of the title block in the order in which they are left out where there is no room."""
INSET = (236.0, 216.0)
"""Size of the country around a region."""

_INSET_LEAST = 560.0
"""Side of the smallest map in which it stands."""

_BEARINGS = (236.0, 64.0)


class Country(NamedTuple):
    """The country around a region, for the inset."""

    provinces: Sequence[Province]
    lines: Sequence[BoundaryLine]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the title block: text, look, distance from the line above."""

    text: str
    style: TextStyle
    leading: float


@dataclass(frozen=True, slots=True)
class Head:
    """The title block: its lines, and what has no room in it."""

    lines: tuple[Line, ...]
    left_out: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        """Of all lines."""
        return sum(line.leading for line in self.lines)


def head_of(view: View, face: Face, room: tuple[float, float], large: float) -> Head:
    """Return the title block: title, slogan, who issued it, and the step that is shown, as far as there is room.

    Parameters
    ----------
    view, face : View, Face
        What is told, and in which type.
    room : tuple of float
        Width and height.
    large : float
        Share of their size in which large lines are set.
    """
    parts = _head_parts(view, face, room[0], large)
    for dropped in range(len(_HEAD_DROPPED) + 1):
        gone = _HEAD_DROPPED[:dropped]
        head = Head(
            tuple(line for name, lines in parts.items() if name not in gone for line in lines),
            tuple(name for name in gone if parts.get(name)),
        )
        if head.height <= room[1]:
            break
    return head


def _head_parts(view: View, face: Face, width: float, large: float) -> dict[str, list[Line]]:
    """Return the lines of each part of the title block."""
    theme, title, lines = view.theme, view.tell(view.scene.plan.title), partial(block, face, width=width)
    size = large * (29.0 if len(face.wrapped(plain(title), large * 29.0, width)) < 4 else 24.0)
    quiet, strong = TextStyle(15.5, theme.quiet), TextStyle(25.0, theme.ink, weight=0.8)
    found = {
        "title": lines(title, TextStyle(size, theme.ink, weight=0.8)),
        "slogan": _slogan(view, face, width, large),
        "issued": lines(view.byline, quiet, before=10.0),
    }
    if not (view.step or view.unit or view.shows_numbers):
        found["headline"] = _headline(view, face, width, large)
    if view.shows_numbers:
        found["view"] = lines(view.say("view_numbers"), strong, before=18.0)
    elif view.register:
        found["standing"] = lines(standing_of(view), TextStyle(15.5, theme.accent), before=2.0)
    elif view.scene.parks and not (view.step or view.unit):
        found["standing"] = lines(view.standing, quiet, before=2.0)
    if view.step:
        step = f"{view.number} / {len(view.scene.steps)}"
        found["step"] = lines(step, quiet, before=18.0) + lines(view.tell(view.step.title), strong, before=2.0)
        found["undrawn"] = _undrawn(view, face, width)
        found["text"] = lines(view.tell(view.step.text), TextStyle(17.5, theme.ink), before=6.0)
    if view.unit:
        found["unit"] = lines(view.tell(view.unit.name), strong, before=18.0)
    return found


def _headline(view: View, face: Face, width: float, large: float) -> list[Line]:
    """Return the number that is told first, and what it counts."""
    (number, told), theme = headline_of(view), view.theme
    lines = block(face, number, TextStyle(large * 36.0, theme.ink, weight=1.2), width, before=12.0)
    return [*lines, *block(face, told, TextStyle(17.0, theme.body), width)] if number else []


def _undrawn(view: View, face: Face, width: float) -> list[Line]:
    """Return what is said of a step that draws nothing of what it lights."""
    if not view.is_undrawn:
        return []
    return block(face, view.say("step_undrawn"), TextStyle(17.5, view.theme.accent, weight=0.5), width, before=6.0)


def _slogan(view: View, face: Face, width: float, large: float) -> list[Line]:
    """Return the lines of the slogan; without one, the groups shown that no step tells, or that they overlap."""
    plan, size = view.scene.plan, large * 34.0
    lines = [""]
    if plan.slogan and view.lang == "zh":
        sizes = [large * each for each in _SLOGAN_SIZES]
        size = next((each for each in sizes if face.width(plan.slogan, each) <= width), sizes[0])
        lines = [plan.slogan]
    elif not plan.slogan:
        told = view.tell(view.step.title) if view.step else ""
        names = [name for group, _ in view.groups if (name := view.tell(group.name)) != told]
        lines = [view.say("groups_overlap", n=len(view.scene.groups)) if view.is_tinted else " · ".join(names)]
    else:
        for group in view.scene.groups:
            name = plain(view.tell(group.name))
            joined = f"{lines[-1]} · {name}" if lines[-1] else name
            lines[-1:] = [joined] if face.width(joined, size) <= width else [*lines[-1:], name]
    style = TextStyle(size, view.theme.accent, weight=1.3)
    blocks = (block(face, line, style, width, 0.0 if at else large * 16.0) for at, line in enumerate(lines))
    return [line for found in blocks for line in found]


def draw_head(layer: Layer, head: Head, at: Position) -> None:
    """Draw a title block with its upper left corner at a point."""
    x, y = at
    for line in head.lines:
        y += line.leading
        layer.text((x, y - 0.3 * line.style.size), line.text, line.style)


@dataclass(frozen=True, slots=True)
class Credits:
    """Credits in lines, the size of their type, and at their right end the code of an address, if there is one."""

    lines: tuple[str, ...]
    size: float
    width: float
    code: Code | None = None

    @property
    def height(self) -> float:
        """Of all of it."""
        return max(len(self.lines) * self.leading, _CODE if self.code else 0.0)

    @property
    def leading(self) -> float:
        """From line to line."""
        return _CREDIT_LEADING * self.size


def credits_of(view: View, sheet: Sheet, face: Face, width: float, left_out: Sequence[Words] = ()) -> Credits:
    """Return the credits in lines that take at most a width, with what the sheet has no room for."""
    size, code = sheet.body(_CREDIT_SIZE), view.code
    further = view.say("stop").join(plain(view.tell(credit)) for credit in view.scene.further_credits)
    said = [*(plain(view.tell(credit)) for credit in view.scene.credits), *([further] if further else [])]
    said += [view.say("left_out", what=view.listed(map(view.tell, left_out)))] if left_out else []
    said += [plain(view.say("link_code", address=code.shown))] if code else []
    said = [view.say("stop").join(said)] if sheet.is_small else said
    room = width - (_CODE + _CODE_GAP if code else 0.0)
    return Credits(tuple(line for text in said for line in face.wrapped(text, size, room)), size, width, code)


def draw_credits(layer: Layer, view: View, credits: Credits, at: Position) -> None:
    """Draw the credits with their upper left corner at a point."""
    left, top = at
    style = TextStyle(credits.size, view.theme.quiet)
    layer.lines((left, top + 0.75 * credits.leading), credits.lines, credits.leading, style)
    if credits.code:
        _draw_code(layer, credits.code, SheetBox.sized(left + credits.width - _CODE, top, _CODE, _CODE))


def _draw_code(layer: Layer, code: Code, box: SheetBox) -> None:
    """Draw a QR code, dark on white in every theme."""
    by = box.width / code.side
    dark = [SheetBox.sized(box.left + by * x, box.top + by * y, by * long, by).ring for x, y, long in code.runs]
    layer.shape(box_path(box), PathStyle(fill=_LIGHT))
    layer.shape(closed_path(dark), PathStyle(fill=_DARK), name="code")


def needs_inset(view: View) -> bool:
    """Return whether a region is small enough for the country around it to be shown."""
    return not fills_country(view.scene.plan.bbox)


def has_room_for_inset(frame: SheetBox) -> bool:
    """Return whether the country around a region may stand in a corner of a map."""
    return min(frame.width, frame.height) >= _INSET_LEAST


def corners(made: Map, inset: bool) -> dict[str, SheetBox]:
    """Return where inset and bearings stand: in the corners of the frame that hide least.

    Returns
    -------
    dict of str to SheetBox
        ``bearings``, and where there is one ``inset``, and ``south`` for the islands.
    """
    frame, boxes = made.ground.frame, dict[str, SheetBox]()
    if made.has_south:
        boxes["south"] = south_box(made.ground)
    wanted = [("inset", INSET)] if inset else []
    for name, size in [*wanted, ("bearings", _BEARINGS)]:
        places = [box for box in frame.inset(EDGE).corners(*size) if not any(map(box.meets, boxes.values()))]
        boxes[name] = min(places, key=lambda box: _hidden(made, box))
    return boxes


def draw_bearings(layer: Layer, view: View, ground: Ground, box: SheetBox) -> None:
    """Draw a scale bar of round length and an arrow to the north, true at the middle of the map."""
    left, bottom = box.left, box.bottom
    _draw_north(layer, view, (left + 18.0, bottom - 34.0), ground.north(view.box.middle))
    draw_scale(layer, view, ground, (left + 50.0, bottom - 12.0))


def draw_scale(layer: Layer, view: View, ground: Ground, at: Position, most: float = 165.0) -> None:
    """Draw a scale bar of round length, at most so wide, with its lower left corner at a point."""
    km, (start, level), theme = ground.round_km(most), at, view.theme
    wide = km * ground.per_km
    middle = start + wide / 2
    layer.shape(
        line_path((start, level - 8), (start, level), (start + wide, level), (start + wide, level - 8)),
        PathStyle(line=theme.ink, width=2.0),
    )
    layer.shape(line_path((middle, level - 5), (middle, level)), PathStyle(line=theme.ink, width=2.0))
    layer.text(
        (start, level - 16.0), _length_text(view, km), TextStyle(16.0, theme.ink, halo=theme.halo, halo_width=3.0)
    )


def draw_inset(canvas: Canvas, made: Map, box: SheetBox, country: Country) -> None:
    """Draw where the region lies in the country."""
    theme, layer = made.view.theme, canvas.layer("inset", box)
    plane = Plane(COUNTRY)
    ground = plane.ground(plane.box(COUNTRY), box, Resolution(grain=0.75, beyond=9.0), margin=9.0)
    layer.shape(box_path(box), PathStyle(fill=theme.sheet))
    style = PathStyle(fill=mix(theme.context, theme.quiet, 0.2), line=theme.sheet, width=0.9)
    for province in country.provinces:
        layer.shape(closed_path(ground.rings(province.geometry)), style)
    for line in country.lines:
        found = ground.lines(line.geometry)
        if found and line.boundary == SEA_LINE:
            layer.shape(open_path(found), PathStyle(line=theme.quiet, width=1.4))
    own = [ring for outline in _region(made.view) for ring in ground.rings(outline)]
    if own:
        layer.shape(closed_path(own), PathStyle(fill=theme.accent, line=theme.accent, width=0.8))
        seat = bounds(own)
        if max(seat.width, seat.height) < 24.0:
            layer.shape(circle_path(*seat.middle, 13.0), PathStyle(line=theme.accent, width=2.0))
    canvas.layer("inset.frame").shape(box_path(box), PathStyle(line=theme.quiet, width=1.4))


def block(face: Face, text: str, style: TextStyle, width: float, before: float = 0.0) -> list[Line]:
    """Return a text of the title block in lines of at most a width, of about equal length."""
    lines = face.balanced(plain(text), style.size, width)
    leading = 1.26 * style.size
    return [Line(line, style, leading + (0.0 if number else before)) for number, line in enumerate(lines)]


def _hidden(made: Map, box: SheetBox) -> float:
    """Return how much of the map a box would hide: places and boundary lines most, then zones, then land."""
    view, ground = made.view, made.ground
    zones = sum(ground.area(outline).share_of(box) for outline in view.lit_shapes)
    land = land_area(view, ground).share_of(box)
    places = sum(box.meets(each.box) for each in made.places)
    strokes = sum(map(box.meets, line_boxes(view, ground, LINE_ROOM)))
    return 30.0 * places + 30.0 * strokes + 240.0 * zones + 80.0 * land


def _draw_north(layer: Layer, view: View, at: Position, turn: float) -> None:
    theme, angle = view.theme, math.radians(turn)
    spin = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    dark = np.array([[0.0, -30.0], [9.0, 10.0], [0.0, 3.5], [0.0, -30.0]])
    for half, fill in ((dark, theme.ink), (dark * (-1.0, 1.0), theme.sheet)):
        layer.shape(closed_path([half @ spin + at]), PathStyle(fill=fill, line=theme.ink, width=1.2))
    layer.text(
        (at[0], at[1] + 30.0),
        view.say("north"),
        TextStyle(16.0, theme.ink, anchor="middle", halo=theme.halo, halo_width=3.0),
    )


def _length_text(view: View, km: float) -> str:
    number, unit = (km, "km") if km >= 1 else (km * 1000, "m")
    return f"{digits(number)} {view.say(unit)}"


def _region(view: View) -> list[Geometry]:
    """Return the outlines of the region: its own, else those of its zones."""
    scene = view.scene
    own = [unit.shape for unit in scene.units if unit.id == scene.plan.region_adcode and unit.shape]
    return own or [zone.shape for zone in scene.zones if zone.shape]
