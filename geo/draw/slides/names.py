"""The names that a slide's map asks for, by rank, and the text boxes of those that found a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from geo.draw.scene.marks import UnitMark, ZoneMark
from geo.draw.scene.view import View
from geo.draw.sheet.breaks import Rank, Setting, settings_of
from geo.draw.sheet.labels import Placed
from geo.draw.sheet.names import Lettering
from geo.draw.slides.picture import Picture
from geo.draw.slides.shapes import Line, Look, Run, Shape, Slide
from geo.draw.slides.type import text_width

SIZES = MappingProxyType({"zone": 20.0, "unit": 13.0, "place": 10.5, "far": 10.0, "county": 9.5, "water": 8.5})
"""Type of each rank, in points: a zone's name is read from the back of a room."""

_SHRUNK = MappingProxyType({"zone": (1.0, 0.9, 0.8), "unit": (1.0, 0.88)})
"""Shares of these in which a name is set where there is little room."""

_WIDEST = MappingProxyType({"zone": 150.0, "unit": 90.0, "place": 128.0, "far": 150.0, "county": 70.0, "water": 120.0})
_LEADING = 1.22
_ENGLISH = MappingProxyType({"zone": 0.88, "place": 0.92})
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


def lettering(picture: Picture) -> Lettering:
    """Return how names are written on a map."""

    def written(rank: str, mark: Any, name: str, shared: str) -> tuple[tuple[Setting, ...], Ink]:
        ink = _ink(picture, rank, mark)
        type_ = Rank(size=ink.size, leading=_LEADING * ink.size, widest=_WIDEST[rank], sizes=_SHRUNK.get(rank, (1.0,)))
        return settings_of(name, type_, lambda line, size: text_width(line, size, ink.bold) + 2.0, shared), ink

    return written


def name_shapes(slide: Slide, view: View, placed: Sequence[Placed]) -> Iterator[Shape]:
    """Yield lines that lead from names to their areas, then the names."""
    for name in placed:
        if name.leader:
            look = Look(line=name.label.look.colour, width=0.75, tail="oval")
            yield slide.line(view.say("leader"), " ".join(name.setting.lines), *name.leader, look)
    for name in placed:
        yield _text(slide, name, "" if name.label.rank == "far" else view.theme.halo)


def _text(slide: Slide, name: Placed, glow: str) -> Shape:
    ink, setting = name.label.look, name.setting
    size, leading = ink.size * setting.scale, setting.height / len(setting.lines)
    align = {"start": "l", "middle": "ctr", "end": "r"}[name.anchor]
    runs = (Run(line, size, ink.colour, ink.bold, glow, ink.underline) for line in setting.lines)
    lines = [Line((run,), align, leading) for run in runs]
    return slide.text(" ".join(setting.lines), name.box, lines, anchor="ctr", wrap=False)


def _ink(picture: Picture, rank: str, mark: Any) -> Ink:
    view = picture.view
    if isinstance(mark, UnitMark):
        return _unit_ink(picture, mark, rank)
    size = SIZES[rank] * (_ENGLISH.get(rank, 1.0) if view.lang == "en" else 1.0)
    if isinstance(mark, ZoneMark):
        return Ink(size, view.zone_colour(mark).text, bold=True)
    return Ink(size, {"far": view.theme.faint, "water": view.theme.water_text}.get(rank, view.theme.ink))


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
