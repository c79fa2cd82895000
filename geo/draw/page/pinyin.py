"""Readings of Chinese characters, for search by pinyin."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from geo.model.errors import DrawingError


def readings(texts: Iterable[str]) -> dict[str, str]:
    """Return all readings of each Chinese character in some texts.

    Parameters
    ----------
    texts : iterable of str
        Names and aliases.

    Returns
    -------
    dict of str to str
        Character -> its readings without tones, sorted, separated by spaces; ü is written v. A character without
        a known reading is left out.

    Raises
    ------
    DrawingError
        The package pypinyin is missing.

    Examples
    --------
    >>> readings(["长春 A区"])
    {'区': 'ou qu', '春': 'chun', '长': 'chang zhang'}
    """
    table = _table()
    found = {char: table.get(str(ord(char)), "") for char in sorted(set("".join(texts))) if ord(char) > 0x2E7F}
    return {char: plain for char, marked in found.items() if (plain := _plain(marked))}


def _table() -> dict[str, str]:
    """Return pypinyin's table of characters, read as a file.

    Importing pypinyin would load its table of phrases too, which takes longer than drawing a page, and can only be
    kept from it by an environment variable that every other user of pypinyin in the process would feel.
    """
    spec = find_spec("pypinyin")
    if not spec or not spec.submodule_search_locations:
        raise DrawingError("Search by pinyin needs the package pypinyin. Run: pip install pypinyin")
    file = Path(spec.submodule_search_locations[0], "pinyin_dict.json")
    table: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return table


def _plain(marked: str) -> str:
    return " ".join(sorted({_toneless(reading) for reading in marked.split(",") if reading}))


def _toneless(reading: str) -> str:
    """Return a reading without its tone.

    Examples
    --------
    >>> _toneless("lǜ"), _toneless("zhǎng")
    ('lv', 'zhang')
    """
    parts = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(char for char in parts if not unicodedata.combining(char))
