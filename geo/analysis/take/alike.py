"""Places of a plan that a name may mean which is none of theirs: the whole name of a firm, a name within a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from geo.model.schema import Park

_LEGAL = re.compile(r"(?:[(]集团[)]|集团|股份|有限|责任|公司)+$")
_SHORTEST = 3
"""Letters of a name that is looked for within others: a shorter one is in too many."""


def without_legal_form(name: str) -> str:
    """Return the name of a firm without its legal form, any other as it is.

    Examples
    --------
    >>> without_legal_form("仲景宛西制药股份有限公司"), without_legal_form("甲药业（集团）有限责任公司")
    ('仲景宛西制药', '甲药业')
    >>> without_legal_form("医药园"), without_legal_form("集团公司")
    ('医药园', '集团公司')
    """
    plain = unicodedata.normalize("NFKC", name).replace(" ", "")
    return _LEGAL.sub("", plain) or plain


def alike(name: str, parks: Iterable[Park]) -> Sequence[Park]:
    """Return the places that a name may mean: one of theirs holds it, or is held in it, legal forms apart."""
    core = without_legal_form(name)
    return [
        park for park in parks if any(_is_within(core, without_legal_form(own)) for own in (park.name, *park.aliases))
    ]


def _is_within(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _SHORTEST and short in long)
