"""Where texts and names break into lines, for every medium: only the widths of lines differ from one to the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import accumulate, combinations
from typing import TypeAlias

from geo.model.compounds import within_words

Width: TypeAlias = Callable[[str, float], float]
"""Returns how wide a line of type of a size is set."""

_NO_START = frozenset("，。、；：！？）》」』”’〕…%—·,.;:!?)")
_NO_END = frozenset("（《〈「『“‘〔(")
_KEPT = re.compile(
    "“[^”]{1,8}”|（[^（）]{1,5}）|(?:[≥≤＞＜><] ?)?(?:CNY )?[0-9][0-9,.]*"
    "(?: (?:[a-z]{1,9}\\b|km²)|[ %]?[十百千万亿]*(?:平方公里|平方米|立方米|公里|公顷|"
    "[个处项家种组类条座批所件套台次名人户头只株片级期号份倍年月日天元吨亩斤克米升])?)"
)
"""What stays on one line: a short quotation or remark such as “十四五”, a number with what it counts."""

_HYPHEN = re.compile("(?<=[A-Za-z]{5})[-–](?=[A-Za-z]{3})")
"""A dash after which a word may be broken."""

_FIRST_WIDE = 0x2E80
_SHARED = 3
_MOST_WORDS, _MOST_CHARACTERS, _LONG = 4, 2, 9
"""Lines of a name of words, and of one of characters; from so many characters on it may have one line more."""

_STYLES = re.compile("(壮族|回族|维吾尔)?(自治区|特别行政区)$|[省市]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """The type of the names of one rank.

    Attributes
    ----------
    size, leading : float
        Of the type, and from line to line.
    widest : float
        A longer name is broken.
    weight : float
        By how much strokes are thickened, where a medium has no bold face.
    sizes : tuple of float
        Shares of the size in which a name may be set, the best first.
    """

    size: float
    leading: float
    widest: float
    weight: float = 0.0
    sizes: tuple[float, ...] = (1.0,)

    def scaled(self, by: float) -> Rank:
        """Return the type so many times as large."""
        return replace(self, size=by * self.size, leading=by * self.leading, widest=by * self.widest)

    def raised(self, least: float) -> Rank:
        """Return the type with no size below a least one, all of it in proportion."""
        found = self.scaled(max(1.0, least / self.size))
        return replace(found, sizes=tuple(share for share in self.sizes if found.size * share >= least - 1e-9))


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to set a name in lines, with the room that it takes.

    Attributes
    ----------
    lines : tuple of str
        From above.
    width, height : float
        Of all of them.
    scale : float
        Share of the size of its rank.
    cost : float
        How much worse than the best way it looks; 1 is a flaw that one sees.
    below : float
        Height of what stands below the lines.
    """

    lines: tuple[str, ...]
    width: float
    height: float
    scale: float = 1.0
    cost: float = 0.0
    below: float = 0.0

    def scaled(self, scale: float) -> Setting:
        """Return the same lines at another share of the size; what stands below them keeps its own."""
        ratio = scale / self.scale
        high = (self.height - self.below) * ratio + self.below
        return Setting(self.lines, self.width * ratio, high, scale, self.cost, self.below)


def settings_of(
    name: str,
    rank: Rank,
    width: Width,
    shared: str = "",
    below: tuple[float, float] = (0.0, 0.0),
    known: Set[str] = frozenset(),
) -> tuple[Setting, ...]:
    """Return the ways to set a name: in one line where it is short, else in two, in words also in three or four.

    No word is broken.

    Parameters
    ----------
    name : str
        The name.
    rank : Rank
        Its type.
    width : callable
        Measures a line.
    shared : str
        What all names of the rank have in common; it is rather not broken.
    below : tuple of float
        Least width, and height, of what stands below the name.
    known : set of str
        Chinese words of the plan, see :func:`geo.model.compounds.known_words`.
    """
    found, stops = [], name_stops(name, known)
    for step, scale in enumerate(rank.sizes):
        size = rank.size * scale
        for way, lines in enumerate(_ways(name, stops, size, rank.widest, width, shared)):
            wide = max(below[0], *(width(line, size) for line in lines))
            high = len(lines) * rank.leading * scale + below[1]
            found.append(Setting(lines, wide, high, scale, 0.4 * way + 0.7 * step, below[1]))
    return tuple(found)


def listed_settings(names: Sequence[tuple[Setting, ...]]) -> tuple[Setting, ...]:
    """Return the ways to set several names one below the other, given those of each; one name keeps all of its own."""
    if len(names) == 1:
        return names[0]
    first = [settings[0] for settings in names]
    lines = tuple(line for setting in first for line in setting.lines)
    wide, high = max(setting.width for setting in first), sum(setting.height for setting in first)
    return (Setting(lines, wide, high, cost=0.2 * (len(first) - 1)),)


def shared_part(names: Sequence[str]) -> str:
    """Return the longest run of at least three letters that is in every name, or an empty text.

    Examples
    --------
    >>> shared_part(["哈尔滨生物产业引领极", "林区寒地生物产业带"])
    '生物产业'
    """
    first = min(names, key=len, default="")
    runs = (first[a:b].strip() for a in range(len(first)) for b in range(a + _SHARED, len(first) + 1))
    common = (run for run in runs if len(names) > 1 and len(run) >= _SHARED and all(run in name for name in names))
    return max(common, key=len, default="")


def short_province(name: str) -> str:
    """Return the name of a province as maps of the whole country bear it.

    Examples
    --------
    >>> short_province("宁夏回族自治区"), short_province("内蒙古自治区"), short_province("台湾省")
    ('宁夏', '内蒙古', '台湾')
    """
    return _STYLES.sub("", name)


def wrapped(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """Return a text in lines of at most a width, broken between words and between Chinese characters.

    Parameters
    ----------
    text : str
        In one line.
    width : float
        No line is wider, except where one word alone is.
    measure : callable
        Returns the width of a line.

    Examples
    --------
    >>> wrapped("一极、两区", 2, len)
    ('一', '极、', '两区')
    >>> wrapped("one pole, two areas", 10, len)
    ('one pole,', 'two areas')
    """
    lines, line = [], ""
    for part in _parts(text, width, measure):
        if line and measure((line + part).rstrip()) > width:
            lines.append(line.rstrip())
            line = part.lstrip()
        else:
            line += part
    return (*lines, line.rstrip()) if line else tuple(lines)


def _parts(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Yield the pieces of a text; of what is kept together but wider than a line, the smaller ones."""
    for piece in unbreakable(text):
        yield from (piece,) if measure(piece.rstrip()) <= width else words_of(piece)


def balanced(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """Return a text in as few lines as :func:`wrapped`, of about equal length."""
    lines = wrapped(text, width, measure)
    narrower = (wrapped(text, width * share / 20, measure) for share in range(8, 20) if len(lines) > 1)
    fitting = (found for found in narrower if max(map(measure, found)) <= width)
    return next((found for found in fitting if len(found) == len(lines)), lines)


def unbreakable(text: str) -> Iterator[str]:
    """Yield the pieces of a text between which a line may end: words with the space after them, characters.

    Examples
    --------
    >>> list(unbreakable("共111 处"))
    ['共', '111 处']
    """
    return _pieces(text, {at for found in _KEPT.finditer(text) for at in range(found.start() + 1, found.end())})


def words_of(text: str) -> Iterator[str]:
    """Yield the least pieces of a text, which break only where a line holds none of them: words, characters."""
    return _pieces(text, frozenset())


def _pieces(text: str, kept: Set[int]) -> Iterator[str]:
    """Yield the pieces of a text, of which none begins at what is kept with the letter before."""
    hyphens = {found.end() for found in _HYPHEN.finditer(text)}
    piece = ""
    for at, letter in enumerate(text):
        if piece and (at in hyphens or not (at in kept or _is_joined(piece[-1], letter))):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _is_joined(last: str, letter: str) -> bool:
    return letter == " " or letter in _NO_START or last in _NO_END or (_is_word(letter) and _is_word(last))


def _is_word(letter: str) -> bool:
    return letter != " " and ord(letter) < _FIRST_WIDE


def _ways(
    name: str, stops: Sequence[int], size: float, widest: float, width: Width, shared: str
) -> list[tuple[str, ...]]:
    """Return how a name is broken into lines, the best way first."""
    if width(name, size) <= widest:
        return [(name,)]
    most = _MOST_WORDS if " " in name else _MOST_CHARACTERS + (len(name) >= _LONG)

    def widest_of(lines: Sequence[str]) -> float:
        return max(width(line, size) for line in lines)

    ways: list[tuple[str, ...]] = []
    for count in range(1, most):
        found = _narrowest(name, stops, count, shared, lambda line: width(line, size))
        ways += [lines for lines in found if not ways or widest_of(lines) < 0.97 * widest_of(ways[-1])]
    fit = [lines for lines in ways if widest_of(lines) <= widest]
    return list(dict.fromkeys((*fit[:1], *ways))) or [(name,)]


def name_stops(name: str, known: Set[str] = frozenset()) -> list[int]:
    """Return where a name may be broken: between words, else after a dash, but not at its ends.

    Examples
    --------
    >>> name_stops("唐白河生物制造产业带"), name_stops("Beijing–Tianjin–Hebei")
    ([3, 7], [8, 16])
    """
    spaces = [at for at, letter in enumerate(name) if at and name[at - 1] == " " and letter != " "]
    dashes = [at for at in range(1, len(name)) if name[at - 1] in ("–" if spaces else "–-")]
    if spaces or not any(ord(letter) >= _FIRST_WIDE for letter in name):
        return sorted({*spaces, *dashes})
    return [at for at in _starts(name, within_words(name, known)) if 2 <= at <= len(name) - 2]


def _starts(name: str, within: Set[int]) -> list[int]:
    """Return where the pieces of a name begin that are no part of a word."""
    starts = accumulate((len(piece) for piece in unbreakable(name)), initial=0)
    return [at for at in starts if at not in within]


def _narrowest(
    name: str, stops: Sequence[int], count: int, shared: str, measure: Callable[[str], float]
) -> Iterator[tuple[str, ...]]:
    """Yield the narrowest way to break a name so many times: without a break in what is shared, where that can be."""
    start = name.find(shared) if shared else -1
    within = range(start + 1, start + len(shared)) if start >= 0 else range(0)
    ways = (combinations(allowed, count) for allowed in ([stop for stop in stops if stop not in within], stops))
    found = next(filter(None, ([_lines(name, way) for way in each] for each in ways)), [])
    if found:
        yield min(found, key=lambda lines: _cost(lines, shared, measure))


def _cost(lines: Sequence[str], shared: str, measure: Callable[[str], float]) -> float:
    widths = [measure(line) for line in lines]
    is_apart = shared and any(line.startswith(shared) for line in lines)
    return max(widths) - 0.05 * min(widths) - (0.2 * min(widths) if is_apart else 0.0)


def _lines(name: str, way: Sequence[int]) -> tuple[str, ...]:
    return tuple(name[start:stop].strip() for start, stop in zip((0, *way), (*way, None), strict=True))
