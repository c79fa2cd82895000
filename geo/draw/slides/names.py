"""The names that a slide's map asks for, by rank, and the text boxes of those that found a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType

from geo.draw.scene.marks import Position, UnitMark, ZoneMark
from geo.draw.scene.style import PAPER
from geo.draw.sheet.areas import Area
from geo.draw.sheet.breaks import Rank, Setting, settings_of, shared_part, short_province
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.ground import Ground
from geo.draw.sheet.labels import Label, Placed
from geo.draw.slides.shapes import Line, Look, Run, Shape, Sheet
from geo.draw.slides.stage import Stage
from geo.draw.slides.type import text_width

SIZES = MappingProxyType({"zone": 20.0, "unit": 13.0, "place": 10.5, "far": 10.0, "county": 9.5})
"""Type of each rank, in points: a zone's name is read from the back of a room."""

_SHRUNK = MappingProxyType({"zone": (1.0, 0.9, 0.8), "unit": (1.0, 0.88)})
"""Shares of these in which a name is set where there is little room."""

_WIDEST = MappingProxyType({"zone": 150.0, "unit": 90.0, "place": 128.0, "far": 150.0, "county": 70.0})
_LEADING = 1.22
_ENGLISH = 0.88
"""Words of Latin letters are longer, and read at a smaller size."""
_UNLIT, _WHOLE = 1.5, 1.0
"""Points by which names of units are smaller where no lit zone holds them, and on a map of the whole plan."""
_FAR_INK = "#8d8576"


@dataclass(frozen=True, slots=True)
class Ink:
    """How a name is written: size of the type where it has room, colour, and whether it is bold."""

    size: float
    colour: str
    bold: bool = False


def zone_labels(stage: Stage, ground: Ground, zones: Iterable[ZoneMark], lit: Iterable[str]) -> Iterator[Label]:
    """Yield the names of zones that the frame shows, small ones first; they had better not stand on other lit ones."""
    shapes = {zone.id: outline for zone in stage.scene.zones if (outline := stage.shape(zone))}
    drawn = [zone for zone in zones if zone.id in shapes and ground.area(shapes[zone.id]).is_seen]
    shared = shared_part([stage.tell(zone.name) for zone in stage.scene.zones])
    areas = {ident: ground.area(shapes[ident]) for ident in lit if ident in shapes}
    for zone in sorted(drawn, key=lambda zone: (stage.plane.shape(shapes[zone.id]).area, zone.id)):
        at = ground.position(_seat(stage, zone))
        others = [area for ident, area in areas.items() if ident != zone.id and not _holds(area, at)]
        ink = Ink(SIZES["zone"] * (_ENGLISH if stage.lang == "en" else 1.0), zone.colour.text, bold=True)
        settings = _settings(stage.tell(zone.name), "zone", ink, shared)
        area = ground.area(shapes[zone.id])
        yield Label(id=zone.id, rank="zone", settings=settings, at=at, area=area, others=others, look=ink)


def unit_labels(
    stage: Stage, ground: Ground, units: Iterable[UnitMark], lit: Set[str], *, close: bool
) -> Iterator[Label]:
    """Yield the names of units that the frame shows; those of lit zones are darker and larger."""
    for unit in units:
        area = ground.area(unit.shape) if unit.shape else None
        if unit.label and area and area.is_seen:
            rank = "unit" if unit.level == stage.base else "county"
            ink = _unit_ink(rank, not lit or bool(lit & set(unit.zones)), close)
            name = stage.tell(unit.name)
            shown = short_province(name) if unit.level == "province" and stage.scene.lines else name
            at = ground.position(unit.label)
            yield Label(id=unit.id, rank=rank, settings=_settings(shown, rank, ink), at=at, area=area, look=ink)


def far_labels(stage: Stage, ground: Ground, barred: Sequence[Area]) -> Iterator[Label]:
    """Yield the names of what lies around: provinces, and countries, which stand on no land that is drawn."""
    ink, around = Ink(SIZES["far"], _FAR_INK), []
    for mark in stage.scene.context:
        area = ground.area(mark.shape)
        around.append(area)
        if mark.label and area.is_seen:
            settings, at = _settings(stage.tell(mark.name), "far", ink), ground.position(mark.label)
            yield Label(id=mark.id, rank="far", settings=settings, at=at, area=area, barred=barred, look=ink)
    for number, country in enumerate(stage.scene.abroad):
        settings, at = _settings(stage.tell(country.name), "far", ink), ground.position(country.label)
        bars = (*barred, *around)
        yield Label(id=f"abroad-{number}", rank="far", settings=settings, at=at, barred=bars, look=ink)


def place_labels(stage: Stage, spots: Iterable[Gathering]) -> Iterator[Label]:
    """Yield the names of places that stand alone."""
    ink = Ink(SIZES["place"] * (0.92 if stage.lang == "en" else 1.0), PAPER["ink"])
    for spot in spots:
        if len(spot.parks) == 1:
            (park,) = spot.parks
            settings = _settings(stage.tell(park.name), "place", ink)
            yield Label(id=park.id, rank="place", settings=settings, at=spot.at, beside=spot.radius, look=ink)


def name_shapes(sheet: Sheet, stage: Stage, placed: Sequence[Placed]) -> Iterator[Shape]:
    """Yield lines that lead from names to their areas, then the names."""
    for name in placed:
        if name.leader:
            look = Look(line=name.label.look.colour, width=0.75, tail="oval")
            yield sheet.line(stage.say("leader"), " ".join(name.setting.lines), *name.leader, look)
    for name in placed:
        yield _text(sheet, name)


def _text(sheet: Sheet, name: Placed) -> Shape:
    ink, setting = name.label.look, name.setting
    size, leading = ink.size * setting.scale, setting.height / len(setting.lines)
    glow = "" if name.label.rank == "far" else PAPER["halo"]
    align = {"start": "l", "middle": "ctr", "end": "r"}[name.anchor]
    lines = [Line((Run(line, size, ink.colour, ink.bold, glow),), align, leading) for line in setting.lines]
    return sheet.text(" ".join(setting.lines), name.box, lines, anchor="ctr", wrap=False)


def _settings(name: str, rank: str, ink: Ink, shared: str = "") -> tuple[Setting, ...]:
    look = Rank(size=ink.size, leading=_LEADING * ink.size, widest=_WIDEST[rank], sizes=_SHRUNK.get(rank, (1.0,)))
    return settings_of(name, look, lambda line, size: text_width(line, size, ink.bold) + 2.0, shared)


def _unit_ink(rank: str, in_light: bool, close: bool) -> Ink:
    if rank == "county":
        return Ink(SIZES[rank], PAPER["quiet"])
    size = SIZES[rank] - (0.0 if close else _WHOLE) - (0.0 if in_light else _UNLIT)
    return Ink(size, PAPER["ink"] if in_light else PAPER["quiet"])


def _holds(area: Area, at: Position) -> bool:
    import numpy

    return bool(area.holds(numpy.array([at]))[0])


def _seat(stage: Stage, zone: ZoneMark) -> Position:
    return (zone.diagram_label if stage.diagram else zone.label) or (0.0, 0.0)
