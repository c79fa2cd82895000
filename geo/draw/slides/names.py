"""The names that a slide's map asks for, by rank, and the text boxes of those that found a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np

from geo.draw.scene.marks import UnitMark, ZoneMark
from geo.draw.scene.view import View
from geo.draw.sheet.breaks import Rank, Setting, settings_of
from geo.draw.sheet.labels import Placed
from geo.draw.sheet.names import Lettering
from geo.draw.sheet.spots import Spots
from geo.draw.slides.picture import Picture
from geo.draw.slides.shapes import CENTRED, Line, Look, Run, Shape, Slide
from geo.draw.slides.type import NAMED, text_width

_ZONE = 26.0
"""Type of the name of a zone, in points: it is read from the back of a room; all others are set in NAMED."""

_SHRUNK = (1.0, 0.9, 0.8)
"""Shares of it in which the names of zones are set where there is little room, never below NAMED."""

_WIDEST = MappingProxyType({"zone": 190.0, "unit": 110.0, "place": 150.0, "far": 180.0, "county": 90.0, "water": 150.0})
_LEAST_ON, _INTO, _TRIED = 0.5, 0.3, 240
"""Share of a zone's name that lies on its zone, below which a line leads there; how far that reaches from the zone's
border to its middle, and from how many corners of the border that is tried."""

_NOWHERE = (-1.0, -1.0, -1.0, -1.0)
_LEADING = 1.22
_ENGLISH = 0.88
"""Words of Latin letters are longer, and read at a smaller size."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a name is written: size of the type where it has room, colour, whether bold, colour of a line under it."""

    size: float
    colour: str
    bold: bool = False
    underline: str = ""


def lettering(picture: Picture) -> Lettering:
    """Return how names are written on a map."""
    known = picture.view.scene.words

    def written(rank: str, mark: Any, name: str, shared: str) -> tuple[tuple[Setting, ...], Ink]:
        ink = _ink(picture, rank, mark)
        least = NAMED / ink.size
        shares = tuple(dict.fromkeys(max(share, least) for share in _SHRUNK)) if rank == "zone" else (1.0,)
        type_ = Rank(size=ink.size, leading=_LEADING * ink.size, widest=_WIDEST[rank], sizes=shares)
        ways = settings_of(name, type_, lambda line, size: text_width(line, size, ink.bold) + 2.0, shared, known=known)
        return ways, ink

    return written


def led(names: Sequence[Placed]) -> tuple[Placed, ...]:
    """Return names with a line to its zone for every name of one that mostly stands off it."""
    return tuple(_led(name, names) if _is_off(name) else name for name in names)


def name_shapes(slide: Slide, view: View, placed: Sequence[Placed]) -> Iterator[Shape]:
    """Yield lines that lead from names to their areas, then the names."""
    for name in placed:
        if name.leader:
            look = Look(line=name.label.look.colour, width=1.0, tail="oval")
            yield slide.line(view.say("leader"), " ".join(name.setting.lines), *name.leader, look)
    for name in placed:
        yield _text(slide, name, "" if name.label.rank == "far" else view.theme.halo)


def _is_off(name: Placed) -> bool:
    label = name.label
    if label.rank != "zone" or label.area is None or name.leader:
        return False
    return float(label.area.share(np.array([name.box]))[0]) < _LEAST_ON


def _led(name: Placed, others: Sequence[Placed]) -> Placed:
    """Return a name with the line that crosses fewest other names, of equal ones the shortest."""
    area, box = name.label.area, name.box
    if area is None or not area.rings:
        return name
    corners = np.concatenate(area.rings)[:: max(1, len(np.concatenate(area.rings)) // _TRIED)]
    inner = np.array(name.label.at if area.has(name.label.at) else area.middle or name.label.at)
    ends = corners + _INTO * (inner - corners)
    ends = ends[area.holds(ends)]
    if not len(ends):
        return name
    starts = np.clip(ends, (box.left, box.top), (box.right, box.bottom))
    lines = Spots.of(np.tile(_NOWHERE, (len(ends), 1)), np.hstack([starts, ends]))
    crossed = lines.crossed([other.box for other in others if other is not name])
    length = np.hypot(*(ends - starts).T)
    best = int(np.lexsort((length, crossed))[0])
    (x, y), (x_end, y_end) = starts[best].tolist(), ends[best].tolist()
    return replace(name, leader=((x, y), (x_end, y_end)))


def _text(slide: Slide, name: Placed, glow: str) -> Shape:
    ink, setting = name.label.look, name.setting
    size, leading = ink.size * setting.scale, setting.height / len(setting.lines)
    align = {"start": "l", "middle": "ctr", "end": "r"}[name.anchor]
    runs = (Run(line, size, ink.colour, ink.bold, glow, ink.underline) for line in setting.lines)
    lines = [Line((run,), align, leading) for run in runs]
    return slide.text(" ".join(setting.lines), name.box, lines, CENTRED)


def _ink(picture: Picture, rank: str, mark: Any) -> Ink:
    view = picture.view
    if isinstance(mark, UnitMark):
        return _unit_ink(picture, mark, rank)
    if isinstance(mark, ZoneMark):
        size = _ZONE * (_ENGLISH if view.lang == "en" else 1.0)
        return Ink(size, view.zone_colour(mark).text, bold=True)
    return Ink(NAMED, {"far": view.theme.faint, "water": view.theme.water_text}.get(rank, view.theme.ink))


def _unit_ink(picture: Picture, unit: UnitMark, rank: str) -> Ink:
    """Return how a unit's name is written; of one that is a lit zone's focus, with that zone's line under it."""
    view, theme = picture.view, picture.view.theme
    focus = view.focus_zone(unit) if not view.is_diagram else None
    under = view.zone_colour(focus).line if focus else ""
    if rank == "county":
        return Ink(NAMED, theme.quiet, underline=under)
    in_light = not picture.lit or any(zone.id in unit.zones for zone in picture.lit)
    return Ink(NAMED, theme.ink if in_light else theme.quiet, underline=under)
