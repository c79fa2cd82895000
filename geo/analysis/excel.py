"""Tables as CSV for spreadsheets: words instead of codes, and the mark by which Excel knows the encoding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geo.model.aliases import FLAGS, choice_words, column_alias
from geo.model.cells import csv_text, write_cell

MARK = "\ufeff"


def excel_csv(
    table: str, header: Sequence[str], rows: Iterable[Sequence[Any]], heads: Mapping[str, str], lang: str
) -> str:
    r"""Return rows as CSV headed by what people call the columns, with words for the ids of closed lists.

    Parameters
    ----------
    table : str
        By whose name columns and choices are known.
    header : sequence of str
        Names of the columns.
    rows : iterable of sequence
        Their values.
    heads : mapping of str to str
        Columns that are called otherwise -> what.
    lang : {"zh", "en"}
        Language of the words.

    Examples
    --------
    >>> excel_csv("parks", ["name", "status"], [["甲", "planned"]], {}, "zh")[1:]
    '名称,状态\n甲,规划\n'
    """
    words = [choice_words(table, name, lang) for name in header]
    told = ([_word(value, known, lang) for value, known in zip(row, words, strict=True)] for row in rows)
    return MARK + csv_text([heads.get(name) or column_alias(table, name, lang) for name in header], told)


def _word(value: Any, known: Mapping[str, str], lang: str) -> Any:
    if isinstance(value, bool):
        return FLAGS[write_cell(value)][lang == "en"]
    return known.get(value, value) if isinstance(value, str) else value
