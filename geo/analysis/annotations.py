"""Findings as annotations: lines that a runner of GitHub shows at their place in a change."""

from __future__ import annotations

from geo.model.errors import Problem, one_line

_KINDS = {"error": "error", "warning": "warning", "note": "notice"}
_IN_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_VALUE = {**_IN_TEXT, ":": "%3A", ",": "%2C"}


def annotation(problem: Problem, file: str) -> str:
    """Return a finding as a workflow command, as GitHub's documentation of them writes it.

    Parameters
    ----------
    problem : Problem
        The finding.
    file : str
        Its file, seen from the root of what is checked.

    Examples
    --------
    >>> annotation(Problem("a.csv", 3, "park x", "lies 5 % off", "Mend it.", "off"), "data/a,b.csv")
    '::error file=data/a%2Cb.csv,line=3,title=off::park x: lies 5 %25 off. Mend it.'
    """
    line = f",line={problem.line}" if problem.line else ""
    where = f"{problem.where}: " if problem.where else ""
    text = one_line(" ".join(filter(None, (f"{where}{problem.message}.", problem.hint))))
    place = f"file={_escaped(file, _IN_VALUE)}{line},title={_escaped(problem.code, _IN_VALUE)}"
    return f"::{_KINDS[problem.severity]} {place}::{_escaped(text, _IN_TEXT)}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(char, char) for char in text)
