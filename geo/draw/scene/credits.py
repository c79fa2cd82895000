"""Credits: whose boundaries a map shows, what it says of its own review, and what located its places."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from types import MappingProxyType

from geo.draw.scene.phrases import phrase
from geo.draw.scene.words import Words

_SURVEYORS = MappingProxyType({"天地图": "Tianditu, National Platform for Common Geospatial Information Services"})
_SHORT_EN = MappingProxyType({"天地图": "Tianditu"})
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


def boundary_credit(source: str, edition: str, number: str) -> Words:
    """Return whose boundaries a map shows, with their edition and the review number of the source's own map.

    Examples
    --------
    >>> boundary_credit("甲", "2024", "").zh
    '边界来源：甲，2024 版'
    """
    parts = [phrase("credit_boundaries", source=Words(source, _surveyor(source)))]
    parts += [phrase("credit_edition", edition=edition)] if edition else []
    parts += [phrase("credit_source_review", number=_number(number))] if number else []
    return Words("".join(part.zh for part in parts), "".join(part.en for part in parts))


def short_credit(source: str, edition: str, number: str) -> Words:
    """Return whose boundaries a map shows in so few words that they stand below it in large type.

    Examples
    --------
    >>> short_credit("国家平台（天地图）数据", "2024", "GS（2024）0650号").zh
    '边界：天地图 2024（原图审图号 GS（2024）0650号）'
    """
    said = {"source": _short(source), "edition": edition}
    if number:
        return phrase("credit_short_review", number=_number(number), **said)
    short = phrase("credit_short", **said)
    return Words(short.zh.strip(), short.en.strip())


def around_credit(own: Words, source: str, edition: str, number: str) -> Words:
    """Return a credit of boundaries, and whose the provinces and lines around them are.

    Examples
    --------
    >>> around_credit(Words("边界：甲", "Boundaries: A"), "国家平台（天地图）数据", "2024", "GS（2024）0650号").zh
    '边界：甲；周边：天地图 2024（GS（2024）0650号）'
    """
    return phrase("credit_around", own=own, source=_short(source), edition=edition, number=_number(number))


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
    known = tuple(titles)
    zh = "、".join(_licensed(title.zh, "（{}）") for title in known)
    en = "; ".join(_licensed(title.text("en"), " ({})") for title in known)
    return phrase("credit_places", titles=Words(zh, en))


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


def _short(source: str) -> Words:
    return next((Words(word, en) for word, en in _SHORT_EN.items() if word in source), Words(source))


def _number(number: str) -> Words:
    return Words(number, _half_width(number))


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _surveyor(source: str) -> str:
    return next((name for word, name in _SURVEYORS.items() if word in source), source)


def _licensed(title: str, form: str) -> str:
    licence = next((text for name, text in _LICENCES.items() if name in title), "")
    return title + form.format(licence) if licence and licence not in title else title
