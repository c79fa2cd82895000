"""Chinese names as they are read in pinyin: for names of places in English, and for ids of new rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Set
from itertools import chain, count
from types import MappingProxyType

from geo.model.compounds import JOINING, words_of_name

_LONGEST = 48
"""Letters of an id that is made from a name: a longer one nobody reads."""


def reading(name: str, otherwise: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return a name of a place as it is read.

    Parameters
    ----------
    name : str
        The name.
    otherwise : mapping of str to str
        Characters that names of its kind read otherwise than words do, with their syllables.

    Examples
    --------
    >>> reading("武昌"), reading("昂昂溪"), reading("吕梁"), reading("长白", {"长": "chang"})
    ('Wuchang', "Ang'angxi", 'Lüliang', 'Changbai')
    """
    told = (otherwise.get(char, syllable) for char, syllable in _read(name))
    joined = (f"'{syllable}" if at and syllable[0] in "aoe" else syllable for at, syllable in enumerate(told))
    return "".join(joined).replace("v", "ü").capitalize()


def worded_reading(name: str, known: Set[str] = frozenset()) -> str:
    """Return what is no name of a unit as it is read, word by word.

    Parameters
    ----------
    name : str
        Name of a zone, a place or an indicator.
    known : set of str
        Words beside the common ones.

    Examples
    --------
    >>> worded_reading("东部方城生物育种与康养区", {"方城"}), worded_reading("CAR-T细胞平台（二期）")
    ('Dongbu Fangcheng Shengwuyuzhong yu Kangyangqu', 'CAR-T Xibao Pingtai（Erqi）')
    """
    parts = re.split("([\u4e00-\u9fff]+)", name)
    told = (" ".join(_worded(part, known)) if at % 2 else part for at, part in enumerate(parts))
    return re.sub("(?<=[^\\W_])\0(?=[^\\W_])", " ", "\0".join(told)).replace("\0", "")


def _worded(text: str, known: Set[str]) -> Iterator[str]:
    return (reading(word).lower() if word in JOINING else reading(word) for word in words_of_name(text, known))


def slug(name: str) -> str:
    """Return a name as an id, syllable by syllable; empty where nothing of it can be read.

    Examples
    --------
    >>> slug("方省药谷"), slug("CAR-T细胞平台（二期）"), slug("——")
    ('fang-sheng-yao-gu', 'car-t-xi-bao-ping-tai-er-qi', '')
    """
    words = re.findall("[a-z0-9]+", "".join(_spaced(name)))
    while len("-".join(words)) > _LONGEST and len(words) > 1:
        words.pop()
    return "-".join(words)[:_LONGEST]


def free_id(ident: str, taken: set[str]) -> str:
    """Return an id, with a number after it where it is taken, and take it."""
    tries = chain([ident], (f"{ident}-{number}" for number in count(2)))
    free = next(each for each in tries if each not in taken)
    taken.add(free)
    return free


def new_id(name: str, year: str, taken: set[str]) -> str:
    """Return a free id for a new row, read from its name, with its year where it has one; and take it.

    Examples
    --------
    >>> new_id("方省药谷", "", set()), new_id("产值", "2025", {"chan-zhi-2025"}), new_id("——", "", set())
    ('fang-sheng-yao-gu', 'chan-zhi-2025-2', 'row')
    """
    return free_id("-".join(filter(None, (slug(name), year))) or "row", taken)


def _spaced(name: str) -> Iterator[str]:
    for char, syllable in _read(unicodedata.normalize("NFKC", name)):
        yield char.lower() if char.isascii() else f" {syllable} "


def _read(name: str) -> Iterator[tuple[str, str]]:
    """Yield each character with its syllable; what is no Chinese character stands for itself."""
    from pypinyin import lazy_pinyin

    # Its types speak of a text; a list is taken too, an item for each character.
    syllables = lazy_pinyin(name, errors=list)  # type: ignore[arg-type]
    for char, syllable in zip(name, syllables, strict=True):
        # Names of places read 都 as the city that it once meant.
        yield char, "du" if char == "都" else syllable
