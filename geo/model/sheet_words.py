"""What a sheet of a workbook calls the columns, choices and tables of a plan, put into findings about its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

_NO_ENGLISH = frozenset({"adcode", "anchor", "basis", "lat", "locator", "lon", "members", "unlocated"})
"""Columns, besides those with an underscore, that no sentence means otherwise."""

_COMMAND = re.compile(r"(buju [ -~]*)")
_ALONE = r"(?<![\w./:=-]){}(?![\w/=-]|[.:][\w/])"
_CHINESE = "[\u4e00-\u9fff“”（）]"
_GAP = re.compile(rf"(?<={_CHINESE}) (?={_CHINESE})")


@dataclass(frozen=True)
class SheetWords:
    """The words of one sheet.

    Attributes
    ----------
    columns : mapping of str to str
        Column of the schema -> its heading.
    choices : mapping of str to mapping of str to str
        Column with a closed list -> choice -> what its cells show.
    tables : mapping of str to str
        File of the plan, for example ``sources.csv`` -> name of the sheet that holds it.

    Examples
    --------
    >>> words = SheetWords({"basis": "依据", "name": "名称"}, {"basis": {"none": "未划定"}}, {"sources.csv": "文献"})
    >>> words.sentences('basis "none" has no name', "See sources.csv.")
    ('依据 "未划定" has no name', 'See the sheet 文献.')
    >>> words.sentences("basis 为 none，无 name", "运行 buju zone --set basis=none", is_english=False)
    ('依据为“未划定”，无名称', '运行 buju zone --set basis=none')
    """

    columns: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]
    tables: Mapping[str, str]

    def sentences(self, message: str, hint: str, is_english: bool = True) -> tuple[str, str]:
        """Return what is said of a cell, with the words of the sheet; commands stay.

        Parameters
        ----------
        message, hint : str
            What is wrong, and what to do: columns of which the one speaks are those of the other.
        is_english : bool
            Whether they are English, in which a column's name may be a common word: it is the column at the beginning
            of a text, and after what announces it. In another language all that is left of English is the plan's.
        """
        said = {name for text in (message, hint) for name in self._columns_in(text, is_english)}
        return self._told(message, said, is_english), self._told(hint, said, is_english)

    def _columns_in(self, text: str, is_english: bool) -> Iterator[str]:
        for part in _COMMAND.split(text)[::2]:
            yield from (name for name in self.columns if re.search(_of_column(name, is_english), part, re.ASCII))

    def _told(self, text: str, said: Set[str], is_english: bool) -> str:
        parts = _COMMAND.split(text)
        parts[::2] = [self._replaced(part, said, is_english) for part in parts[::2]]
        told = "".join(parts)
        return told if is_english else _GAP.sub("", told)

    def _replaced(self, text: str, said: Set[str], is_english: bool) -> str:
        sheet = "the sheet {}" if is_english else "“{}”表"
        patterns = [(_alone(name), sheet.format(title)) for name, title in self.tables.items()]
        for column in sorted(said, key=lambda name: (-len(name), name)):
            for each, word in self.choices.get(column, {}).items():
                patterns += _of_choice(each, word, is_english)
        patterns += [(_of_column(name, is_english), self.columns[name]) for name in sorted(said)]
        found = re.compile("|".join(f"(?P<_{at}>{pattern})" for at, (pattern, _) in enumerate(patterns)), re.ASCII)
        return found.sub(lambda match: patterns[int(str(match.lastgroup)[1:])][1], text) if patterns else text


def _alone(word: str) -> str:
    return _ALONE.format(re.escape(word))


def _of_column(name: str, is_english: bool) -> str:
    """Return the pattern of a column's name in a text."""
    if not is_english or "_" in name or name in _NO_ENGLISH:
        return _alone(name)
    return rf'(?:^|(?<=column )|(?<=" in )|(?<=" of )|(?<=Empty )){_alone(name)}'


def _of_choice(name: str, word: str, is_english: bool) -> Iterator[tuple[str, str]]:
    """Yield the patterns of a choice, each with what is shown for it: in quotes where it would run into its sentence.

    In English it is one in quotes, after a column's name, or in a list; in other languages any.
    """
    is_parted = bool(re.search("[，,]", word))
    alone = _alone(name)
    if is_english:
        before = "" if "-" in name else '(?:(?<=")|(?<=basis )|(?<=: )|(?<=, ))'
        after = "" if "-" in name else '(?=["),.]|$)'
        yield rf'(?<="){alone}', word
        yield f"{before}{alone}{after}", f'"{word}"' if is_parted else word
    else:
        yield f"(?<=[“、：]){alone}" if not is_parted else f"(?<=“){alone}", word
        yield alone, f"“{word}”"
