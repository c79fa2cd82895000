"""An edit as a picture: the same ground before and after it, what outlines gained and lost, and where places went."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from geo.draw.figure.canvas import Canvas, Layer, own_settings
from geo.draw.figure.furniture import credits_of, draw_bearings, draw_credits, draw_scale
from geo.draw.figure.paper import Sheet, sheet_of
from geo.draw.figure.paths import box_path, circle_path, closed_path, line_path
from geo.draw.figure.style import PathStyle, TextStyle
from geo.draw.figure.type import chinese_face, plain
from geo.draw.scene.build import make_scene
from geo.draw.scene.changed import ChangedMark, changed_box, changed_marks
from geo.draw.scene.marks import Geometry, Position
from geo.draw.scene.view import View, view_of
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import Ground, Plane
from geo.model.plan import Plan
from geo.model.schema import LEVELS

_TITLE, _HEAD, _TEXT, _NAME = 34.0, 24.0, 20.0, 18.0
_LEADING, _DISC, _DOT, _SAMPLE = 30.0, 15.0, 8.0, 34.0
_MOST, _MOST_NAMES = 6, 8
_BEARINGS, _LEAST_BEARINGS, _SCALE = (240.0, 80.0), 700.0, 120.0
_DASH, _TINT = (9.0, 6.0), 0.6
_MOST_IN_TWO, _GAP, _LEAST_SEEN = 4, 8.0, 16.0
_OFF = 34.0
"""How far a number stands to the left of what it numbers, and above it: small differences stay seen."""


@dataclass(frozen=True, eq=False)
class _Picture:
    """What both maps share: language and colours, the plan's marks, and what differs, numbered from 1."""

    view: View
    sheet: Sheet
    marks: tuple[ChangedMark, ...]
    plane: Plane

    @property
    def edited(self) -> tuple[ChangedMark, ...]:
        """What somebody changed."""
        return tuple(mark for mark in self.marks if not mark.follows)

    @property
    def numbered(self) -> Mapping[int, ChangedMark]:
        """What has a number, from 1 on."""
        return dict(enumerate(self.edited[:_MOST], 1))

    def ground(self, frame: SheetBox, marks: Iterable[ChangedMark]) -> Ground:
        """Return the ground of a map: some of what was changed, at its largest."""
        return self.plane.ground(self.plane.box(changed_box(tuple(marks))), frame, self.sheet.resolution)

    def pairs(self, area: SheetBox) -> Sequence[_Pair]:
        """Return the maps: a pair of all that was changed, or one of each where some would be too small to be seen."""
        marks, ground = self.numbered, self.ground(_halves(area)[0], self.marks)
        if len(marks) < 2 or all(_is_seen(ground, mark) for mark in marks.values()):
            return [_Pair(area, marks)]
        across = 2 if len(marks) <= _MOST_IN_TWO else 3
        wide, high = area.width / across, area.height / -(-len(marks) // across)
        found = []
        for place, (number, mark) in enumerate(marks.items()):
            left, top = area.left + place % across * wide, area.top + place // across * high
            found.append(_Pair(SheetBox.sized(left, top, wide, high).inset(_GAP), {number: mark}))
        return found


class _Pair(NamedTuple):
    """Two maps of the same ground, before and after: where they stand, and what they show, by number."""

    box: SheetBox
    marks: Mapping[int, ChangedMark]


def _halves(box: SheetBox) -> tuple[SheetBox, SheetBox]:
    middle = box.middle[0]
    left, right = (middle - _GAP, middle + _GAP)
    return SheetBox(box.left, box.top, left, box.bottom), SheetBox(right, box.top, box.right, box.bottom)


def _is_seen(ground: Ground, mark: ChangedMark) -> bool:
    """Return whether what differs of a mark can be seen on a map; a place that is new or gone always can."""
    if any(map(_point, (mark.before, mark.after))) and None in (mark.before, mark.after):
        return True
    box = ground.box(ground.plane.box(mark.box))
    return max(box.width, box.height) >= _LEAST_SEEN


def changed_figure(before: Plan, after: Plan, edited: Collection[str], form: str, lang: str) -> bytes | None:
    """Return a plan before and after an edit as a picture of 1920 x 1080 pixels; None where no shape differs.

    Parameters
    ----------
    before, after : Plan
        As its files have it, and as it would become.
    edited : collection of str
        Ids of what somebody changed; other outlines that differ follow.
    form : {"png", "svg", "pdf"}
        Format of the file.
    lang : {"zh", "en"}
        Language of all texts.
    """
    marks = changed_marks(before, after, edited)
    if not marks:
        return None
    view = view_of(make_scene(before), lang=lang)
    sheet, face = sheet_of("16:9"), chinese_face()
    picture = _Picture(view, sheet, marks, Plane(changed_box(marks)))
    with own_settings():
        canvas = Canvas(sheet, face, form, view.theme.sheet)
        title = view.say("change_title", title=view.tell(view.scene.plan.title))
        _draw(canvas, picture, title)
        return canvas.written(title)


def _draw(canvas: Canvas, picture: _Picture, title: str) -> None:
    inner, view = picture.sheet.inner, picture.view
    head = canvas.layer("title")
    shown, size = canvas.face.fitted(plain(title), _TITLE, inner.width, 0.6)
    head.text((inner.left, inner.top + _TITLE), shown, TextStyle(size, view.theme.ink, weight=0.6))
    credits = credits_of(view, picture.sheet, canvas.face, inner.width)
    told = _lines(picture)
    foot = inner.bottom - credits.height - 12.0
    top, bottom = inner.top + 1.6 * _TITLE, foot - (len(told) + 1) * _LEADING - 16.0
    for pair in picture.pairs(SheetBox(inner.left, top, inner.right, bottom)):
        for frame, key in zip(_halves(pair.box), ("before", "after"), strict=True):
            _draw_map(canvas, picture, pair, frame, key)
    _draw_foot(canvas.layer("list"), picture, told, bottom + 16.0)
    draw_credits(canvas.layer("credits"), view, credits, (inner.left, foot + 12.0))


def _draw_map(canvas: Canvas, picture: _Picture, pair: _Pair, frame: SheetBox, key: str) -> None:
    view, theme, is_after = picture.view, picture.view.theme, key == "after"
    ground = picture.ground(frame, pair.marks.values())
    layer = canvas.layer(f"map.{min(pair.marks)}.{key}", frame)
    layer.shape(box_path(frame), PathStyle(fill=theme.paper))
    for unit in view.scene.units:
        if rings := ground.rings(unit.shape):
            layer.shape(closed_path(rings), PathStyle(line=theme.rule, width=1.2))
    for mark in picture.marks:
        _draw_mark(layer, picture, ground, mark, is_after=is_after)
    spots = {number: _spot(mark, is_after=is_after) for number, mark in pair.marks.items()}
    _draw_names(layer, picture, ground, [ground.position(at) for at in spots.values()])
    for number, at in spots.items():
        _draw_number(layer, picture, number, ground.position(at))
    layer.text(
        (frame.left + 14.0, frame.top + 32.0), view.say(f"change_{key}"), TextStyle(_HEAD, theme.ink, halo=theme.halo)
    )
    layer.shape(box_path(frame), PathStyle(line=theme.frame, width=1.5))
    if is_after and frame.width > _LEAST_BEARINGS:
        _, right, *_ = frame.corners(*_BEARINGS)
        draw_bearings(layer, view, ground, right.inset(12.0))
    elif is_after:
        draw_scale(layer, view, ground, (frame.right - _SCALE - 14.0, frame.bottom - 14.0), _SCALE)


def _draw_mark(layer: Layer, picture: _Picture, ground: Ground, mark: ChangedMark, *, is_after: bool) -> None:
    theme, now = picture.view.theme, mark.after if is_after else mark.before
    if mark.follows:
        return
    if now and not _point(now):
        layer.shape(closed_path(ground.rings(now)), PathStyle(fill=theme.picked, alpha=0.55))
    if is_after:
        for parts, colour in ((mark.gained, theme.done), (mark.lost, theme.accent)):
            for part in parts:
                layer.shape(closed_path(ground.rings(part)), PathStyle(fill=colour, alpha=_TINT))
        _draw_shape(layer, ground, mark.before, theme.quiet, was=True)
        if (start := _point(mark.before)) and (end := _point(mark.after)):
            layer.shape(
                line_path(ground.position(start), ground.position(end)),
                PathStyle(line=theme.quiet, width=2.0, dash=_DASH),
            )
    _draw_shape(layer, ground, now, theme.ink, was=False)


def _draw_shape(layer: Layer, ground: Ground, geometry: Geometry | None, colour: str, *, was: bool) -> None:
    """Draw an outline as a line, or a place as a dot: broken, or hollow, where it was before."""
    if geometry is None:
        return
    if at := _point(geometry):
        layer.shape(
            circle_path(*ground.position(at), _DOT), PathStyle(fill=None if was else colour, line=colour, width=2.5)
        )
    elif rings := ground.rings(geometry):
        layer.shape(closed_path(rings), PathStyle(line=colour, width=2.0 if was else 3.0, dash=_DASH if was else ()))


def _spot(mark: ChangedMark, *, is_after: bool) -> Position:
    """Return where a number points: at a place as the map has it, and where most of an outline's difference lies."""
    here, there = (mark.after, mark.before) if is_after else (mark.before, mark.after)
    return _point(here) or _point(there) or mark.at


def _draw_names(layer: Layer, picture: _Picture, ground: Ground, spots: Iterable[Position]) -> None:
    """Write the names of the units that have room for them, the finest at each place, off numbers, head and scale."""
    view, frame = picture.view, ground.frame
    corner, right, *_ = frame.corners(*_BEARINGS)
    taken = [*map(_around, spots), right, SheetBox.sized(frame.left, frame.top, corner.width, 50.0)]
    units = sorted(view.scene.units, key=lambda unit: -list(LEVELS).index(unit.level))
    for unit in units:
        if unit.label is None or len(taken) >= _MOST_NAMES + _MOST:
            continue
        name, at = plain(view.tell(unit.name)), ground.position(unit.label)
        wide = layer.face.width(name, _NAME)
        place = SheetBox.centred(at, wide / 2 + 6.0, _NAME)
        if ground.frame.contains(place) and not any(place.meets(other) for other in taken):
            taken.append(place)
            layer.text(
                (at[0], at[1] + 0.35 * _NAME),
                name,
                TextStyle(_NAME, view.theme.quiet, anchor="middle", halo=view.theme.halo),
            )


def _around(at: Position) -> SheetBox:
    return SheetBox(at[0] - _OFF - _DISC, at[1] - _OFF - _DISC, at[0] + _DISC, at[1] + _DISC)


def _draw_number(layer: Layer, picture: _Picture, number: int, at: Position) -> None:
    theme, (x, y) = picture.view.theme, (at[0] - _OFF, at[1] - _OFF)
    layer.shape(line_path(at, (x, y)), PathStyle(line=theme.ink, width=1.5))
    layer.shape(circle_path(x, y, _DISC), PathStyle(fill=theme.halo, line=theme.ink, width=2.0))
    layer.centred((x, y), str(number), TextStyle(_TEXT, theme.ink, weight=0.4))


def _lines(picture: _Picture) -> Sequence[str]:
    """Return what was changed, a line each, and what follows."""
    view, edited = picture.view, picture.edited
    lines = [
        view.say("pair", one=view.say("within", one=view.tell(mark.name), two=mark.id), two=view.tell(mark.told))
        for mark in edited[:_MOST]
    ]
    if len(edited) > _MOST:
        lines.append(view.say("change_more", n=len(edited) - _MOST))
    if follow := [view.tell(mark.name) for mark in picture.marks if mark.follows]:
        names = view.listed(follow[:_MOST_NAMES]) + ("…" if len(follow) > _MOST_NAMES else "")
        lines.append(view.say("change_follow", n=len(follow), names=names))
    return lines


def _draw_foot(layer: Layer, picture: _Picture, told: Sequence[str], top: float) -> None:
    """Draw the legend, and below it the list."""
    theme, left = picture.view.theme, picture.sheet.inner.left
    level = top + _TEXT
    tints = (("change_gained", theme.done), ("change_lost", theme.accent))
    has_areas = any(mark.gained or mark.lost for mark in picture.edited)
    for key, colour in tints if has_areas else ():
        layer.shape(
            box_path(SheetBox(left, level - _TEXT + 4.0, left + _SAMPLE, level)), PathStyle(fill=colour, alpha=_TINT)
        )
        left = _entry(layer, picture, key, (left, level))
    sample = line_path((left, level - 7.0), (left + _SAMPLE, level - 7.0))
    layer.shape(sample, PathStyle(line=theme.quiet, width=2.0, dash=_DASH))
    _entry(layer, picture, "change_line", (left, level))
    for number, line in enumerate(told, 1):
        at = picture.sheet.inner.left
        down = level + number * _LEADING
        if number in picture.numbered:
            layer.text((at, down), f"{number}", TextStyle(_TEXT, theme.ink, weight=0.4))
        shown = layer.face.cut(plain(line), _TEXT, picture.sheet.inner.width - _SAMPLE)
        layer.text((at + _SAMPLE, down), shown, TextStyle(_TEXT, theme.body))


def _entry(layer: Layer, picture: _Picture, key: str, at: Position) -> float:
    """Write the words of a sample; return where the next one begins."""
    text = picture.view.say(key)
    layer.text((at[0] + _SAMPLE + 10.0, at[1]), text, TextStyle(_TEXT, picture.view.theme.body))
    return at[0] + _SAMPLE + 10.0 + layer.face.width(text, _TEXT) + 40.0


def _point(geometry: Geometry | None) -> Position | None:
    """Return the position of a place; None of an outline."""
    if geometry is None or geometry["type"] != "Point":
        return None
    lon, lat = geometry["coordinates"]
    return lon, lat
