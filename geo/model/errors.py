"""What can go wrong, and how it is told: faults in data are values, faults in calls are exceptions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from geo.model.sheet_words import SheetWords

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding about a plan's data.

    Attributes
    ----------
    file : str
        Path as the reader would type it, relative to the workspace's root.
    line : int
        Line in that file, counted from 1; 0 where the whole file is meant.
    where : str
        The thing that is wrong, for example ``park harbin-vet``; empty for a whole file.
    message : str
        What is wrong, with the value; no full stop.
    hint : str
        What to do; a sentence, or empty.
    code : str
        Name of the rule, ``[a-z-]+``.
    severity : {"error", "warning", "note"}
        Errors and warnings fail a check, notes explain.
    words : SheetWords, optional
        What the sheet calls things whose cell the finding names.
    """

    file: str
    line: int
    where: str
    message: str
    hint: str
    code: str
    severity: Severity = "error"
    words: SheetWords | None = field(default=None, compare=False, repr=False)

    @property
    def place(self) -> str:
        """File and line, as editors read them."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        """Return the finding as one line: ``file:line: where: message. hint  [code]``."""
        thing = f" {one_line(self.where, 100)}:" if self.where else ""
        label = "" if self.severity == "error" else f" {self.severity}:"
        said, way = self.words.sentences(self.message, self.hint) if self.words else (self.message, self.hint)
        hint = f" {one_line(way, 200)}" if way else ""
        return f"{one_line(self.place, 200)}:{label}{thing} {one_line(said, 200)}.{hint}  [{self.code}]"


class GeoError(Exception):
    """Base of all errors that buju raises on purpose; its text is one line that says what to do."""


class PlanError(GeoError):
    """A plan cannot be read, or has a shape that cannot be drawn.

    Parameters
    ----------
    problems : iterable of Problem
        Everything found that stops the work, at least one.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class RootError(GeoError):
    """No workspace, or no plan of that name in it."""


class ZoneError(GeoError):
    """A plan has no zone of that name."""


class UnitError(GeoError):
    """A name is that of no administrative unit, or of several; or there are no boundaries to take units from."""


class NewPlanError(GeoError):
    """A plan cannot be begun so: its id is taken or is none, its slogan counts nothing."""


class UsageError(GeoError):
    """A call asks for what there is not, or for what does not go together: a format, size, step, layer or template.

    The command ends with status 2, as for every wrong call; all other errors end it with 1.
    """


class DrawingError(GeoError):
    """A page, figure or slides cannot be made: the plan has no diagram, a template or a library is missing."""


class ReadError(GeoError):
    """A file that somebody sends cannot be read."""


class ClusterError(GeoError):
    """Work cannot be done on a cluster: it is not there, or its workers lack what they need."""


class OutputError(GeoError):
    """A file cannot be written where it was asked for."""


def guess(value: str, allowed: Iterable[str]) -> str:
    """Return ``Did you mean "x"?`` for the nearest allowed value, or an empty text.

    Examples
    --------
    >>> guess("valley-sed", ["valley-seed", "wing-east"])
    'Did you mean "valley-seed"?'
    >>> guess("qqq", ["valley-seed"])
    ''
    """
    near = get_close_matches(value, list(allowed), n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else ""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural but for one.

    Examples
    --------
    >>> counted(1, "file"), counted(0, "place"), counted(1200, "row")
    ('1 file', '0 places', '1200 rows')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def first_of(words: Sequence[str], most: int = 4) -> str:
    """Return the first of some words as a list, and how many more there are.

    Examples
    --------
    >>> first_of(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    rest = len(words) - most
    return ", ".join(words[:most]) + (f" and {rest} more" if rest > 0 else "")


def one_line(text: str, limit: int = 400) -> str:
    r"""Return the text as one printable line of at most `limit` characters.

    Every space is shown as one. Control characters and the marks that turn the direction of writing are shown by
    number, so that a hostile cell cannot change how a terminal shows a message.

    Examples
    --------
    >>> one_line("two\nlines")
    'two\\nlines'
    """
    shown = "".join(_visible(char) for char in text)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def lowered(text: str) -> str:
    """Return what another program says as the middle of a sentence of ours: without its capital.

    Examples
    --------
    >>> lowered("Expecting value")
    'expecting value'
    """
    return f"{text[:1].lower()}{text[1:]}"


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    if unicodedata.category(char) == "Zs":
        return " "
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(char, f"\\u{ord(char):04x}")
