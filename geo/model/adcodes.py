"""Administrative codes: six digits, nine of a township; what they say of the level and of what is above."""

from __future__ import annotations

import re

COUNTRY = "100000"
"""Code of the whole country."""

ADCODE = re.compile(r"[0-9]{6}([0-9]{3})?")
"""What every unit's id is like."""

_COUNTRY_MARK = "156"
"""Before six digits in layers of the national geographic base (gb 156110000)."""

MUNICIPALITIES = ("11", "12", "31", "50")
"""First digits of the provinces that are one city each: Beijing, Tianjin, Shanghai, Chongqing."""

_NO_PREFECTURES = (*MUNICIPALITIES, "71", "81", "82")
_LENGTHS = {2: "province", 4: "prefecture", 6: "county", 9: "township"}


def plain_adcode(text: str) -> str:
    """Return a code as ids of units are written, however a layer writes it; the text itself where it is none.

    Statistics write twelve digits, of which the last three are those of a village; layers drop zeros, or put the
    country's number before.

    Examples
    --------
    >>> [plain_adcode(code) for code in ("430102001000", "430102000000", "4301", "156430102", "430102001")]
    ['430102001', '430102', '430100', '430102', '430102001']
    """
    code = text.strip()
    if not re.fullmatch(r"([0-9]{2}){1,3}|[0-9]{9}|[0-9]{12}", code):
        return code
    if len(code) == 9 and code.startswith(_COUNTRY_MARK):
        code = code[len(_COUNTRY_MARK) :]
    code = code.ljust(6, "0")
    while len(code) > 6 and code.endswith("000"):
        code = code[:-3]
    return code


def level_of(adcode: str) -> str:
    """Return the level of a unit by the form of its code; empty for the whole country.

    Examples
    --------
    >>> [level_of(code) for code in ("430000", "430100", "430102", "430102001", "100000")]
    ['province', 'prefecture', 'county', 'township', '']
    """
    return _LENGTHS.get(len(digits_of(adcode)), "")


def is_within(adcode: str, above: str) -> bool:
    """Return whether a code is that of a unit, or of one that lies in it.

    Examples
    --------
    >>> is_within("430102001", "430100"), is_within("430102", "100000"), is_within("430102", "430103")
    (True, True, False)
    """
    return adcode.startswith(digits_of(above))


def level_known(adcode: str, level: str) -> str:
    """Return the level to which a place is known whose unit is one of a level; the level of the unit where it is wider.

    A province that is one city is a city, and a place known to a township is known to its county.

    Examples
    --------
    >>> level_known("500000", "province"), level_known("430102001", "township"), level_known("430000", "province")
    ('prefecture', 'county', 'province')
    """
    if adcode.endswith("0000") and adcode[:2] in (*MUNICIPALITIES, "81", "82"):
        return "prefecture"
    return "county" if level == "township" else level


def codes_above(adcode: str) -> tuple[str, ...]:
    """Return the codes of the units above one, the nearest first, as its own digits give them.

    Municipalities have no prefectures, and counties that a province governs itself (90) lie in none.

    Examples
    --------
    >>> codes_above("430102001"), codes_above("110101"), codes_above("429004"), codes_above("441900003")
    (('430102', '430100', '430000'), ('110000',), ('420000',), ('441900', '440000'))
    """
    stem = digits_of(adcode)
    stems = [stem[:length] for length in (6, 4, 2) if length < len(stem)]
    lone = stem.startswith(_NO_PREFECTURES) or stem[2:4] == "90"
    codes = (each.ljust(6, "0") for each in stems if not (lone and len(each) == 4))
    return tuple(dict.fromkeys(code for code in codes if code != adcode))


def digits_of(adcode: str) -> str:
    """Return the digits of a code that all codes within it begin with.

    Examples
    --------
    >>> digits_of("430100"), digits_of("430110"), digits_of("100000")
    ('4301', '430110', '')
    """
    if adcode == COUNTRY:
        return ""
    return adcode if len(adcode) > 6 else re.sub(r"(00){0,2}$", "", adcode)
