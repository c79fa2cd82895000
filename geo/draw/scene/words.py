"""Texts in two languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from geo.model.schema import Park, Target, Zone


class Words(NamedTuple):
    """A text in Chinese and in English; an empty English text means the Chinese one."""

    zh: str
    en: str = ""

    def text(self, lang: str) -> str:
        """Return the text in a language, the Chinese one where there is no other.

        Examples
        --------
        >>> Words("一极", "One pole").text("en"), Words("一极").text("en")
        ('One pole', '一极')
        """
        return self.en if lang == "en" and self.en else self.zh


NO_WORDS = Words("")
"""Of what has nothing to say."""


def pairs(table: Mapping[str, tuple[str, str]]) -> tuple[tuple[str, Words], ...]:
    """Return a table of the schema (id -> Chinese, English) as ids with words, in its order.

    Examples
    --------
    >>> pairs({"pole": ("极", "pole")})
    (('pole', Words(zh='极', en='pole')),)
    """
    return tuple((ident, Words(*texts)) for ident, texts in table.items())


def joined_words(words: Iterable[Words], zh: str = "；", en: str = "; ") -> Words:
    """Return words one after the other, in both languages, with signs between them; no words where there are none.

    Examples
    --------
    >>> joined_words([Words("已达到", "reached"), Words("共 3 处", "3 places")]), joined_words([])
    (Words(zh='已达到；共 3 处', en='reached; 3 places'), Words(zh='', en=''))
    """
    every = list(words)
    return Words(zh.join(each.zh for each in every), en.join(each.text("en") for each in every))


def listed_words(words: Iterable[Words]) -> Words:
    """Return words with commas between them, in both languages.

    Examples
    --------
    >>> listed_words([Words("类型", "Kind"), Words("状态", "Status")])
    Words(zh='类型、状态', en='Kind, Status')
    """
    return joined_words(words, "、", ", ")


def headed(words: Words) -> Words:
    """Return words as they stand at the head of a line.

    Examples
    --------
    >>> headed(Words("园区", "park"))
    Words(zh='园区', en='Park')
    """
    return Words(words.zh, words.en[:1].upper() + words.en[1:])


def both(text: str) -> Words:
    """Return a remark that tables write in both languages as ``中文 / English``.

    Examples
    --------
    >>> both("点为市区 / the point is the city")
    Words(zh='点为市区', en='the point is the city')
    >>> both("五重复 / repeated in chapter 五").en
    'repeated in chapter 五'
    >>> both("医院 / 诊所")
    Words(zh='医院 / 诊所', en='')
    """
    zh, _, en = text.partition(" / ")
    return Words(zh, en) if _is_latin(en) and not _is_latin(zh) else Words(text)


def remark(record: Zone | Park | Target) -> Words:
    """Return the note of a row, and after it what stands in columns of the workspace's own.

    Examples
    --------
    >>> from geo.model.schema import Park
    >>> remark(Park(note="甲 / a remark", own=(("x_owner", "张三"), ("x_seen", ""))))
    Words(zh='甲；owner：张三', en='a remark; owner: 张三')
    """
    note = both(record.note)
    own = [(name.removeprefix("x_").replace("_", " "), text) for name, text in record.own if text]
    if not own:
        return note
    zh = [note.zh, *(f"{name}：{text}" for name, text in own)]
    en = [note.en or note.zh, *(f"{name}: {text}" for name, text in own)]
    return Words("；".join(filter(None, zh)), "; ".join(filter(None, en)))


def _is_latin(text: str) -> bool:
    latin = sum(char.isascii() and char.isalpha() for char in text)
    return latin > 2 * sum("\u4e00" <= char <= "\u9fff" for char in text)
