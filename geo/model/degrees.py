"""Degrees as people write them: decimal, in minutes and seconds, with a letter for the hemisphere, two in one cell."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = r"\d+(?:\.\d+)?"
_DEGREES = re.compile(
    rf"(?P<before>[NSEW]|[东西][经]|[南北][纬])?\s*(?P<sign>[+-])?(?P<deg>{_NUMBER})\s*(?:[°º度d]\s*"
    rf"(?:(?P<min>{_NUMBER})\s*['′’分m]\s*)?(?:(?P<sec>{_NUMBER})\s*(?:[\"″”]|''|′′|秒|s)\s*)?)?"
    r"(?P<after>[NSEW])?",
    re.IGNORECASE,
)
_NEGATIVE = ("s", "w", "南", "西")
_LATITUDE = ("n", "s", "南", "北")
_LABELS = re.compile(r"(经度|纬度|longitude|latitude|lng|lon|lat|坐标|point)\s*[:：=]?\s*", re.IGNORECASE)


def degrees(text: str) -> tuple[float, str]:
    """Return an angle in decimal degrees, and what it says of itself: ``lat``, ``lon``, or nothing.

    Raises
    ------
    ValueError
        With what the text is not, to follow it in a sentence.

    Examples
    --------
    >>> degrees("126.5"), degrees("126°30′00″E"), degrees("北纬45度45分")
    ((126.5, ''), (126.5, 'lon'), (45.75, 'lat'))
    """
    found = _DEGREES.fullmatch(_plain(text))
    if not found:
        raise ValueError("is no angle: write decimal degrees, or 126°32′05″")
    minutes, seconds = float(found["min"] or 0), float(found["sec"] or 0)
    if minutes >= 60 or seconds >= 60:
        raise ValueError("has 60 minutes or seconds or more")
    mark = (found["before"] or found["after"] or "").lower()
    value = float(found["deg"]) + minutes / 60 + seconds / 3600
    negative = found["sign"] == "-" or mark.startswith(_NEGATIVE)
    return (-value if negative else value), ("lat" if mark.startswith(_LATITUDE) else "lon") if mark else ""


def position(text: str) -> tuple[float, float]:
    """Return longitude and latitude that stand in one text, in either order where letters or sizes tell it.

    Raises
    ------
    ValueError
        With what the text is not, to follow it in a sentence.

    Examples
    --------
    >>> position("126.53，45.80"), position("45°48′N 126°32′E"), position("(30.5, 114.4)")
    ((126.53, 45.8), (126.53333333333333, 45.8), (114.4, 30.5))
    """
    plain = _LABELS.sub(" ", _plain(text)).strip(" ()[]")
    parts = [part for part in re.split(r"\s*[,;/、]\s*", plain) if part]
    if len(parts) == 1:
        parts = _halves(parts[0])
    if len(parts) != 2:
        raise ValueError("is no pair of longitude and latitude: write 126.53,45.80")
    (first, one), (second, other) = map(degrees, parts)
    if one and one == other:
        raise ValueError(f"gives {'latitude' if one == 'lat' else 'longitude'} twice")
    turned = "lat" in one or "lon" in other or (not one and not other and abs(second) > 90 >= abs(first))
    return (second, first) if turned else (first, second)


def _halves(text: str) -> list[str]:
    """Return the two angles of a text that parts them by a blank only, or by nothing but their letters."""
    for gap in re.finditer(r"\s+|(?<=[NSEWnsew])(?=\d)|(?=[东西]经|[南北]纬)", text):
        halves = [text[: gap.start()].strip(), text[gap.end() :].strip()]
        if all(_DEGREES.fullmatch(half) for half in halves):
            return halves
    return [text]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("，", ",").strip()
