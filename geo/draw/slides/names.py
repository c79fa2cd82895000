"""The names that a slide's map asks for, by rank, and the text boxes of those that found a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from geo.draw.scene.marks import Position, UnitMark
from geo.draw.scene.view import View
from geo.draw.sheet.areas import Area
from geo.draw.sheet.breaks import Rank, Setting, settings_of, shared_part, short_province
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.ground import Ground
from geo.draw.sheet.labels import Label, Placed
from geo.draw.slides.picture import Picture
from geo.draw.slides.shapes import Line, Look, Run, Shape, Sheet
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


@dataclass(frozen=True, slots=True)
class Ink:
    """How a name is written: size of the type where it has room, colour, whether bold, colour of a line under it."""

    size: float
    colour: str
    bold: bool = False
    underline: str = ""


def zone_labels(picture: Picture, ground: Ground) -> Iterator[Label]:
    """Yield the names of zones that the frame shows, small ones first; they had better not stand on other lit ones."""
    view = picture.view
    wanted = [zone for zone in view.scene.zones if zone.id in picture.named]
    drawn = [(zone, outline) for zone in wanted if (outline := view.shape(zone)) and ground.area(outline).is_seen]
    shared = shared_part([view.tell(zone.name) for zone in view.scene.zones])
    areas = {ident: ground.area(outline) for ident, outline in picture.lit_shapes.items()}
    for zone, outline in sorted(drawn, key=lambda row: (picture.plane.shape(row[1]).area, row[0].id)):
        at = ground.position(view.label(zone) or (0.0, 0.0))
        others = [area for ident, area in areas.items() if ident != zone.id and not _holds(area, at)]
        size = SIZES["zone"] * (_ENGLISH if view.lang == "en" else 1.0)
        ink = Ink(size, view.zone_colour(zone).text, bold=True)
        settings = _settings(view.tell(zone.name), "zone", ink, shared)
        area = ground.area(outline)
        yield Label(id=zone.id, rank="zone", settings=settings, at=at, area=area, others=others, look=ink)


def unit_labels(picture: Picture, ground: Ground, units: Iterable[UnitMark]) -> Iterator[Label]:
    """Yield the names of units that the frame shows; those of lit zones are darker and larger."""
    view = picture.view
    for unit in units:
        area = ground.area(unit.shape) if unit.shape else None
        if unit.label and area and area.is_seen:
            rank = "unit" if unit in view.scene.ground_units else "county"
            ink = _unit_ink(picture, unit, rank)
            name = view.tell(unit.name)
            shown = short_province(name) if unit.level == "province" and view.scene.lines else name
            at = ground.position(unit.label)
            yield Label(id=unit.id, rank=rank, settings=_settings(shown, rank, ink), at=at, area=area, look=ink)


def far_labels(picture: Picture, ground: Ground, barred: Sequence[Area]) -> Iterator[Label]:
    """Yield the names of what lies around: provinces, and countries, which stand on no land that is drawn."""
    view = picture.view
    ink, around = Ink(SIZES["far"], view.theme.faint), []
    for mark in view.scene.context:
        area = ground.area(mark.shape)
        around.append(area)
        if mark.label and area.is_seen:
            settings, at = _settings(view.tell(mark.name), "far", ink), ground.position(mark.label)
            yield Label(id=mark.id, rank="far", settings=settings, at=at, area=area, barred=barred, look=ink)
    for number, country in enumerate(view.scene.abroad):
        settings, at = _settings(view.tell(country.name), "far", ink), ground.position(country.label)
        bars = (*barred, *around)
        yield Label(id=f"abroad-{number}", rank="far", settings=settings, at=at, barred=bars, look=ink)


def place_labels(view: View, spots: Iterable[Gathering]) -> Iterator[Label]:
    """Yield the names of places that stand alone."""
    ink = Ink(SIZES["place"] * (0.92 if view.lang == "en" else 1.0), view.theme.ink)
    for spot in spots:
        if len(spot.parks) == 1:
            (park,) = spot.parks
            settings = _settings(view.tell(park.name), "place", ink)
            yield Label(id=park.id, rank="place", settings=settings, at=spot.at, beside=spot.radius, look=ink)


def name_shapes(sheet: Sheet, view: View, placed: Sequence[Placed]) -> Iterator[Shape]:
    """Yield lines that lead from names to their areas, then the names."""
    for name in placed:
        if name.leader:
            look = Look(line=name.label.look.colour, width=0.75, tail="oval")
            yield sheet.line(view.say("leader"), " ".join(name.setting.lines), *name.leader, look)
    for name in placed:
        yield _text(sheet, name, "" if name.label.rank == "far" else view.theme.halo)


def _text(sheet: Sheet, name: Placed, glow: str) -> Shape:
    ink, setting = name.label.look, name.setting
    size, leading = ink.size * setting.scale, setting.height / len(setting.lines)
    align = {"start": "l", "middle": "ctr", "end": "r"}[name.anchor]
    runs = (Run(line, size, ink.colour, ink.bold, glow, ink.underline) for line in setting.lines)
    lines = [Line((run,), align, leading) for run in runs]
    return sheet.text(" ".join(setting.lines), name.box, lines, anchor="ctr", wrap=False)


def _settings(name: str, rank: str, ink: Ink, shared: str = "") -> tuple[Setting, ...]:
    look = Rank(size=ink.size, leading=_LEADING * ink.size, widest=_WIDEST[rank], sizes=_SHRUNK.get(rank, (1.0,)))
    return settings_of(name, look, lambda line, size: text_width(line, size, ink.bold) + 2.0, shared)


def _unit_ink(picture: Picture, unit: UnitMark, rank: str) -> Ink:
    """Return how a unit's name is written; of one that is a lit zone's focus, with that zone's line under it."""
    view, theme = picture.view, picture.view.theme
    focus = view.focus_zone(unit) if not view.is_diagram else None
    under = view.zone_colour(focus).line if focus else ""
    if rank == "county":
        return Ink(SIZES[rank], theme.quiet, underline=under)
    in_light = not picture.lit or any(zone.id in unit.zones for zone in picture.lit)
    size = SIZES[rank] - (0.0 if picture.counties else _WHOLE) - (0.0 if in_light else _UNLIT)
    return Ink(size, theme.ink if in_light else theme.quiet, underline=under)


def _holds(area: Area, at: Position) -> bool:
    import numpy

    return bool(area.holds(numpy.array([at]))[0])
