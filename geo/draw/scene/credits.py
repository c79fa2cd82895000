"""Credits: whose boundaries a map shows, what it says of its own review, and what located its places."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from types import MappingProxyType

from geo.draw.scene.phrases import phrase
from geo.draw.scene.words import Words, joined_words
from geo.model.plan import BASE_BOUNDARIES, Plan
from geo.model.schema import KNOWLEDGE, Boundaries

_SURVEYORS = MappingProxyType(
    {"天地图": ("Tianditu", "Tianditu, National Platform for Common Geospatial Information Services")}
)
"""By their Chinese short names: what they are called in English, in short and in full."""

_LICENCES = MappingProxyType(
    {
        "GeoNames": "CC BY 4.0",
        "GEM": "CC BY 4.0",
        "Global Bioenergy Power Tracker": "CC BY 4.0",
        "Global Coal Plant Tracker": "CC BY 4.0",
        "MetroMapOpenMiniProgram": "MIT",
    }
)
"""Of works that ask to be named, by what stands in their titles."""


def credit_words(plan: Plan) -> tuple[Words, ...]:
    """Return whose boundaries these are, and what the map says of its own review."""
    return boundary_words(plan), review_credit(plan.review_number, plan.boundaries.review_number)


def short_credits(plan: Plan) -> tuple[Words, ...]:
    """Return the same in so few words that they stand below a map in large type."""
    own = _with_around(plan, _short_credit(plan.boundaries))
    return own, review_credit(plan.review_number, plan.boundaries.review_number)


def further_credits(plan: Plan, waters: bool, towns: bool) -> tuple[Words, ...]:
    """Return what located the places of a plan, and from what the waters and towns beneath it were taken."""
    titles = evidence_titles(plan)
    return (*((evidence_credit(titles),) if titles else ()), *nature_credits(waters, towns))


def evidence_titles(plan: Plan) -> tuple[Words, ...]:
    """Return the titles of the works that located the places of a plan."""
    used = {park.located_by.partition(":")[0] for park in plan.park_rows if park.lon is not None} - {"", KNOWLEDGE}
    return tuple(Words(row.title, row.title_en) for row in plan.sources if row.source in used)


def boundary_words(plan: Plan) -> Words:
    """Return whose boundaries these are, those of provinces and lines around them too where they are another's."""
    return _with_around(plan, boundary_credit(plan.boundaries))


def boundary_credit(bounds: Boundaries) -> Words:
    """Return whose boundaries a map shows, with their edition and the review number of the source's own map.

    Examples
    --------
    >>> boundary_credit(Boundaries(source="甲", edition="2024")).zh
    '边界来源：甲，2024 版'
    """
    source, number = bounds.source, bounds.review_number
    en = next((full for word, (_, full) in _SURVEYORS.items() if word in source), source)
    parts = [phrase("credit_boundaries", source=Words(source, en))]
    parts += [phrase("credit_edition", edition=bounds.edition)] if bounds.edition else []
    parts += [phrase("credit_source_review", number=_number(number))] if number else []
    return joined_words(parts, "", "")


def _short_credit(bounds: Boundaries) -> Words:
    """Return the same in few words.

    Examples
    --------
    >>> _short_credit(Boundaries(source="国家平台（天地图）数据", edition="2024", review_number="GS（2024）0650号")).zh
    '边界：天地图 2024（原图审图号 GS（2024）0650号）'
    """
    said = {"source": _short(bounds), "edition": bounds.edition}
    if bounds.review_number:
        return phrase("credit_short_review", number=_number(bounds.review_number), **said)
    short = phrase("credit_short", **said)
    return Words(short.zh.strip(), short.en.strip())


def _with_around(plan: Plan, own: Words) -> Words:
    """Return a credit of boundaries, and whose the provinces and lines around them are."""
    around = BASE_BOUNDARIES
    if around.source in plan.boundaries.source or not any(plan.base):
        return own
    number = _number(around.review_number)
    return phrase("credit_around", own=own, source=_short(around), edition=around.edition, number=number)


def review_credit(number: str, others: str) -> Words:
    """Return what a map says of its own review.

    Parameters
    ----------
    number : str
        This map's own review number, empty where none was granted.
    others : str
        Review number of the map from which the boundaries come. It belongs to that map: where a plan gives it as
        its own, the map still counts as not submitted.

    Examples
    --------
    >>> review_credit("", "GS（2024）0650号").en
    'Not submitted for review: internal use only'
    >>> review_credit("GS（2024）0650号", "GS(2024)0650号").zh
    '本图未送审，仅供内部使用'
    """
    if number and plain_number(number) != plain_number(others):
        return phrase("credit_review", number=_number(number))
    return phrase("credit_unreviewed")


def evidence_credit(titles: Iterable[Words]) -> Words:
    """Return the works by which places were located, with the licence of those that ask to be named.

    Examples
    --------
    >>> evidence_credit([Words("GeoNames", "GeoNames")]).en
    'Places located by: GeoNames (CC BY 4.0)'
    """
    named = (Words(_licensed(title.zh, "（{}）"), _licensed(title.text("en"), " ({})")) for title in titles)
    return phrase("credit_places", titles=joined_words(named, "、", "; "))


def nature_credits(waters: bool, towns: bool) -> tuple[Words, ...]:
    """Return from what rivers and lakes, and towns, were taken, of those that are drawn.

    Examples
    --------
    >>> [words.en for words in nature_credits(waters=False, towns=True)]
    ['Towns: GeoNames (CC BY 4.0)']
    """
    given = ((waters, "credit_waters"), (towns, "credit_towns"))
    return tuple(phrase(name) for drawn, name in given if drawn)


def plain_number(number: str) -> str:
    """Return a review number without what differs between two spellings of it.

    Examples
    --------
    >>> plain_number("GS（2024）0650号") == plain_number("gs (2024) 0650")
    True
    """
    plain = _half_width(number).casefold()
    return "".join(char for char in plain if char.isascii() and char.isalnum())


def _short(bounds: Boundaries) -> Words:
    found = (Words(word, short) for word, (short, _) in _SURVEYORS.items() if word in bounds.source)
    return next(found, Words(bounds.source))


def _number(number: str) -> Words:
    return Words(number, _half_width(number))


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _licensed(title: str, form: str) -> str:
    licence = next((text for name, text in _LICENCES.items() if name in title), "")
    return title + form.format(licence) if licence and licence not in title else title
