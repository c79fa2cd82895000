"""A plan begun from its text: title, slogan, region, number, issuer and day, as far as nobody has said them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from geo.analysis.author.begin import Asked
from geo.analysis.clauses import read_document
from geo.analysis.draft.layout import slogan_of
from geo.analysis.draft.passages import read_passages
from geo.analysis.draft.title import paper_of, refuse_two
from geo.analysis.papers import paper_text
from geo.model.naming import Named
from geo.space.boundaries import known_units


def read_paper(path: Path) -> str:
    """Return the text of a plan's document.

    Raises
    ------
    ReadError
        It cannot be read, or holds two plans.
    """
    text = paper_text(path)
    refuse_two(read_passages(read_document(text)), str(path))
    return text


def asked_with(asked: Asked, text: str, name: str) -> Asked:
    """Return what an author says of a plan, with what its text says where the author does not.

    Parameters
    ----------
    asked : Asked
        What the author says.
    text : str
        The text.
    name : str
        Name of its file.
    """
    reading = read_passages(read_document(text))
    paper = paper_of(reading)
    title = asked.title or paper.title
    return replace(
        asked,
        title=title,
        slogan=asked.slogan or slogan_of(reading),
        region=asked.region or _region(title, asked.boundaries.layer.named() if asked.boundaries else known_units()),
        number=asked.number or paper.number,
        issuer=asked.issuer or paper.issuer,
        issued=asked.issued or paper.issued,
        text=name,
    )


def _region(title: str, units: Iterable[Named]) -> str:
    """Return the adcode of the unit with whose full name a title begins; empty where none does, or several do."""
    begun = [unit for unit in units if title.startswith((unit.name, unit.path))]
    longest = max((_length(title, unit) for unit in begun), default=0)
    found = [unit for unit in begun if _length(title, unit) == longest]
    return found[0].adcode if len(found) == 1 else ""


def _length(title: str, unit: Named) -> int:
    return len(unit.path) if title.startswith(unit.path) else len(unit.name)
