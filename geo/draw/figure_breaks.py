"""The type of names by rank, and how a long name is broken into lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

Measure: TypeAlias = Callable[[str, float], float]
"""Returns the width of a line of type of a size."""


@dataclass(frozen=True, slots=True)
class Rank:
    """The type of a rank: size, thickening of strokes, distance of lines, width beyond which a name is broken."""

    size: float
    weight: float
    leading: float
    widest: float
    grid: int
    most: float


RANKS = MappingProxyType(
    {
        "zone": Rank(29.0, 1.0, 36.0, 270.0, 13, 90.0),
        "prefecture": Rank(18.5, 0.35, 24.0, 170.0, 11, 10.0),
        "far": Rank(17.0, 0.0, 24.0, 240.0, 15, 3.0),
        "county": Rank(14.5, 0.0, 19.0, 110.0, 5, 6.0),
        "park": Rank(14.5, 0.0, 18.0, 210.0, 0, 9.0),
    }
)
"""By falling importance; `most` is the cost above which a name is rather left out."""

SUB_SIZE, FOCUS_ROOM = 13.5, 5.0


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to set a name in lines, with the room that it takes."""

    lines: tuple[str, ...]
    width: float
    height: float


def settings_of(
    text: str, rank: str, measure: Measure, shared: str = "", sub: str = "", focus: bool = False
) -> tuple[Setting, ...]:
    """Return the ways to set a name: in one line where it is short, else in two, in English also in three.

    Parameters
    ----------
    text : str
        The name.
    rank : str
        A key of RANKS.
    measure : callable
        Width of a line.
    shared : str
        What all names of the rank have in common; it is rather not broken.
    sub : str
        A word that stands below.
    focus : bool
        Whether a line is drawn below.
    """
    look = RANKS[rank]
    ways = [(text,)] if measure(text, look.size) <= look.widest else _ways(text, look, measure, shared)
    extra = (SUB_SIZE + 4.0 if sub else 0.0) + (FOCUS_ROOM if focus else 0.0)
    return tuple(
        Setting(
            lines,
            max(max(measure(line, look.size) for line in lines), measure(sub, SUB_SIZE) if sub else 0.0),
            len(lines) * look.leading + extra,
        )
        for lines in ways
    )


def shared_part(names: Sequence[str]) -> str:
    """Return the longest run of at least three letters that is in every name.

    Examples
    --------
    >>> shared_part(["哈尔滨生物产业引领极", "林区寒地生物产业带"])
    '生物产业'
    """
    first = min(names, key=len, default="")
    runs = (first[a:b] for a in range(len(first)) for b in range(a + 3, len(first) + 1))
    common = [run.strip() for run in runs if len(names) > 1 and all(run in name for name in names)]
    return max(common, key=len, default="")


def _ways(text: str, look: Rank, measure: Measure, shared: str) -> list[tuple[str, ...]]:
    """Return how a long name is broken: first so that what all names share stays whole, then the narrowest way."""
    latin = not any("\u4e00" <= letter <= "\u9fff" for letter in text)
    ends = " " if " " in text else "–-"
    stops = [at + 1 for at, letter in enumerate(text) if letter in ends and at + 1 < len(text)]
    if not stops and not latin:
        stops = list(range(2, len(text) - 1))
    pairs = [(stop,) for stop in stops]
    threes = [(one, two) for at, one in enumerate(stops) for two in stops[at + 1 :]] if latin else []
    every: list[tuple[int, ...]] = [*pairs, *threes]
    if not every:
        return [(text,)]
    start = text.find(shared) if shared else -1
    within = range(start + 1, start + len(shared)) if start >= 0 else range(0)
    whole = [way for way in every if not any(stop in within for stop in way)]

    def cost(way: tuple[int, ...]) -> float:
        widths = [measure(line, look.size) for line in _lines(text, way)]
        return max(widths) + 26.0 * len(way) - 0.05 * min(widths)

    best = [min(ways, key=cost) for ways in (whole, every, threes) if ways]
    return [_lines(text, way) for way in dict.fromkeys(best)]


def _lines(text: str, way: Sequence[int]) -> tuple[str, ...]:
    return tuple(text[start:stop].strip() for start, stop in zip((0, *way), (*way, None), strict=True))
