"""The names that a slide's map asks for, by rank, and the text boxes of those that found a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from geo.draw.marks import Position, UnitMark, ZoneMark
from geo.draw.slide_labels import Label, Wish
from geo.draw.slide_places import Spot
from geo.draw.slide_shapes import Line, Look, Run, Shape, Sheet
from geo.draw.slide_space import Frame, Rect
from geo.draw.slide_stage import Stage
from geo.draw.slide_type import name_settings, shared_part
from geo.draw.style import PAPER

SIZES: Mapping[str, float] = {"zone": 19.0, "unit": 12.5, "county": 9.5, "place": 10.5, "far": 10.0}
"""Type of each rank, in points: a zone's name is read from the back of a room."""

_INKS = {"unit": PAPER["ink"], "county": PAPER["quiet"], "place": PAPER["ink"], "far": "#8d8576"}
_FEW = 6
_EMS = 7.5
"""A zone's name is broken when it is wider than so many characters."""
_PLACE_WIDEST, _UNIT_WIDEST = 128.0, 90.0
_LEAST_PT, _EDGE = 14.0, 10.0
"""A unit that the map shows smaller than this bears no name."""


def zone_wishes(stage: Stage, frame: Frame, zones: Iterable[ZoneMark]) -> Iterator[Wish]:
    """Yield the names of zones that the frame shows."""
    drawn = [zone for zone in zones if zone.id in stage.ground.zones]
    shared = shared_part([stage.tell(zone.name) for zone in stage.scene.zones])
    size = (SIZES["zone"] if len(drawn) < _FEW else 15.0) - (3.0 if stage.lang == "en" else 0.0)
    for zone in drawn:
        seen = stage.ground.rough(stage.ground.zones[zone.id], frame)
        if seen is not None:
            settings = name_settings(stage.tell(zone.name), size, _EMS * size, shared)
            at = frame.at(_seat(stage, zone))
            yield Wish(id=zone.id, sort="zone", settings=settings, size=size, at=at, shape=seen, bold=True, must=True)


def unit_wishes(stage: Stage, frame: Frame, units: Iterable[UnitMark], lit: Set[str], *, close: bool) -> Iterator[Wish]:
    """Yield the names of units that the frame shows, the coarsest level first; those of lit zones larger."""
    for unit in sorted(units, key=lambda unit: (unit.level != stage.base, unit.id)):
        seen = stage.ground.rough(stage.ground.units[unit.id], frame)
        if seen is None or unit.label is None or _least_extent(seen, frame) < _LEAST_PT:
            continue
        sort = "unit" if unit.level == stage.base else "county"
        at = _within(frame, stage.ground.at(unit.label), seen)
        size = SIZES[sort] - (0.0 if close or sort == "county" else 2.0) - (0.0 if lit & set(unit.zones) else 1.5)
        settings = name_settings(stage.tell(unit.name), size, _UNIT_WIDEST, bold=False)
        yield Wish(id=unit.id, sort=sort, settings=settings, size=size, at=at, shape=seen)


def far_wishes(stage: Stage, frame: Frame) -> Iterator[Wish]:
    """Yield the names of what lies around: provinces, and countries, each of these once."""
    region = stage.ground.units.get(stage.scene.plan.region_adcode)
    for mark in stage.scene.context:
        seen = stage.ground.rough(stage.ground.context[mark.id], frame)
        # A province that holds the planned region is named beside it, not on it.
        seen = seen.difference(region) if seen is not None and region is not None else seen
        if mark.label and seen is not None and not seen.is_empty:
            at = _within(frame, stage.ground.at(mark.label), seen)
            yield _far(mark.id, stage.tell(mark.name), at, seen)
    named: set[str] = set()
    for country in stage.scene.abroad:
        at = frame.at(stage.ground.at(country.label))
        if country.name.zh not in named and frame.rect.inset(SIZES["far"]).holds(Rect(*at, 0.0, 0.0)):
            named.add(country.name.zh)
            yield _far(country.name.zh, stage.tell(country.name), at, None)


def place_wishes(stage: Stage, spots: Iterable[Spot]) -> Iterator[Wish]:
    """Yield the names of places that stand alone."""
    for spot in spots:
        if len(spot.parks) == 1:
            (park,) = spot.parks
            size = SIZES["place"] - (1.0 if stage.lang == "en" else 0.0)
            settings = name_settings(stage.tell(park.name), size, _PLACE_WIDEST, bold=False)
            by = spot.rect.width / 2
            yield Wish(id=park.id, sort="place", settings=settings, size=size, at=spot.at, beside=by)


def name_shapes(sheet: Sheet, stage: Stage, labels: Sequence[Label]) -> Iterator[Shape]:
    """Yield lines that lead from names to their areas, then the names."""
    for label in labels:
        if label.leader:
            look = Look(line=_ink(stage, label), width=0.75)
            start = _nearest(label.box, label.leader)
            yield sheet.line(stage.say("leader"), " ".join(label.lines), start, label.leader, look)
    for label in labels:
        yield _text(sheet, label, _ink(stage, label))


def _text(sheet: Sheet, label: Label, colour: str) -> Shape:
    size, sort = label.wish.size, label.wish.sort
    leading = label.box.height / len(label.lines)
    glow = "" if sort == "far" else PAPER["halo"]
    lines = [Line((Run(line, size, colour, label.wish.bold, glow),), label.align, leading) for line in label.lines]
    return sheet.text("".join(label.lines), label.box, lines, anchor="ctr", wrap=False)


def _ink(stage: Stage, label: Label) -> str:
    return stage.zones[label.wish.id].colour.text if label.wish.sort == "zone" else _INKS[label.wish.sort]


def _far(ident: str, name: str, at: Position, seen: Any) -> Wish:
    return Wish(id=ident, sort="far", settings=((name,),), size=SIZES["far"], at=at, shape=seen)


def _seat(stage: Stage, zone: ZoneMark) -> Position:
    label = zone.diagram_label if stage.ground.schematic else zone.label
    if label:
        return stage.ground.at(label)
    point = stage.ground.zones[zone.id].representative_point()
    return float(point.x), float(point.y)


def _within(frame: Frame, place: Position, seen: Any) -> Position:
    """Return where a name stands: at its own place, or where the frame shows of the area only another part, in that."""
    at = frame.at(place)
    if frame.rect.inset(_EDGE).holds(Rect(*at, 0.0, 0.0)):
        return at
    point = seen.representative_point()
    return frame.at((float(point.x), float(point.y)))


def _least_extent(seen: Any, frame: Frame) -> float:
    west, south, east, north = seen.bounds
    return float(min(east - west, north - south)) * frame.scale


def _nearest(box: Rect, to: Position) -> Position:
    return min(max(to[0], box.left), box.right), min(max(to[1], box.top), box.bottom)
