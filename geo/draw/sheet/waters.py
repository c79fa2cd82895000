"""Rivers and lakes on a sheet, as many as its scale bears."""

from __future__ import annotations

from collections.abc import Iterator

from geo.draw.scene.looks import WATER_DRAWN, WATER_NAMED
from geo.draw.scene.marks import LakeMark, Position, RiverMark
from geo.draw.scene.view import View
from geo.draw.sheet.ground import PIXEL, Ground, Rings


def rivers_on(view: View, ground: Ground) -> Iterator[tuple[RiverMark, Rings]]:
    """Yield the rivers that a frame shows at its scale, with their lines; none in the diagram."""
    for mark in () if view.is_diagram else view.scene.rivers:
        if _px_per_km(ground) >= WATER_DRAWN[mark.rank - 1] and (lines := ground.lines(mark.paths)):
            yield mark, lines


def lakes_on(view: View, ground: Ground) -> Iterator[tuple[LakeMark, Rings]]:
    """Yield the lakes that a frame shows at its scale, with their rings; none in the diagram."""
    for mark in () if view.is_diagram else view.scene.lakes:
        if _px_per_km(ground) >= WATER_DRAWN[mark.rank - 1] and (rings := ground.rings(mark.shape)):
            yield mark, rings


def named_waters(view: View, ground: Ground) -> Iterator[tuple[RiverMark | LakeMark, Position]]:
    """Yield the waters that bear a name at this scale, each with where it would best stand."""
    for river, lines in rivers_on(view, ground):
        if river.name.zh and _is_named(river.rank, ground):
            longest = max(lines, key=len)
            x, y = longest[len(longest) // 2]
            yield river, (float(x), float(y))
    for lake, _ in lakes_on(view, ground):
        if lake.name.zh and lake.label and _is_named(lake.rank, ground):
            yield lake, ground.position(lake.label)


def _is_named(rank: int, ground: Ground) -> bool:
    return _px_per_km(ground) >= WATER_NAMED[rank - 1]


def _px_per_km(ground: Ground) -> float:
    return ground.per_km / (PIXEL * ground.unit)
