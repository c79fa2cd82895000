"""The field tables as a page to read: a chapter a file, a heading a column, Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geo.analysis.show import files_of_a_plan, table_of
from geo.model.aliases import choice_words, column_alias, table_title
from geo.model.meanings import TYPE_WORDS, column_meaning, table_meaning
from geo.model.schema import OPTIONAL, Column, Record, columns, plain_name

_HEADS: Mapping[str, str] = {
    "zh": """# 各文件的字段

本页由 `buju schema --format md` 写成，一章一个文件，一节一列。列表在 CSV 中写作 `a;b`，在 GeoJSON 和 TOML 中写作
`["a", "b"]`；是否写 `true` 或 `false`；日期写 YYYY-MM-DD；编号用 a–z、0–9 和连字符，在一份规划里不重复；
行政区划代码六位，乡镇九位。空格子表示不知道。parks.csv、targets.csv 和 zones.geojson 可以有自己的列，列名以 `x_` 开头
（`x_负责人`）：按文字原样保留，随格式化、工作簿、导出和导入一起走，显示在网页卡片的说明里。""",
    "en": """# The fields of every file

`buju schema --format md --lang en` writes this page, a chapter a file, a heading a column. A list is `a;b` in CSV and
`["a", "b"]` in GeoJSON and TOML; a flag is `true` or `false`; a date is YYYY-MM-DD; an id has a–z, 0–9 and hyphens and
stands once in a plan; adcodes have six digits, those of townships nine. An empty cell means unknown. parks.csv,
targets.csv and zones.geojson may have columns of your own, whose names begin with `x_` (`x_owner`): they stay as texts,
go through the formatter, workbooks, exports and imports, and stand in the note on the page's cards.""",
}
_WORDS: Mapping[str, tuple[str, str]] = {
    "optional": ("可以没有这个文件。", "The file may be missing."),
    "type": ("类型：", "Type: "),
    "unit": ("，单位 ", ", in "),
    "of": ("，取自", ", of "),
    "required": ("；必填。", "; required."),
    "end": ("。", "."),
    "choices": ("可选：", "One of: "),
    "between": ("，", ", "),
}
_REFERRED = {plain_name(row): table_of(name) for name, row in files_of_a_plan().items()}
"""What a column refers to -> the table that has it."""


def fields_page(lang: str) -> str:
    """Return the columns of every file of a plan as Markdown.

    Parameters
    ----------
    lang : {"zh", "en"}
        Its language.

    Examples
    --------
    >>> "### `precision_km` 精度（公里）" in fields_page("zh")
    True
    """
    chapters = (_chapter(name, row, lang) for name, row in files_of_a_plan().items())
    return "\n\n".join([_HEADS[lang], *("\n\n".join(lines) for lines in chapters)]) + "\n"


def _chapter(name: str, row: type[Record], lang: str) -> Iterator[str]:
    table = table_of(name)
    title = table_title(table, lang)
    yield f"## {name}" if title == table else f"## {name} {title}"
    meaning = table_meaning(table, lang)
    optional = _word("optional", lang) if name in OPTIONAL else ""
    if meaning or optional:
        yield (" " if lang == "en" else "").join(filter(None, (meaning, optional)))
    for column in columns(row):
        alias = column_alias(table, column.name, lang)
        yield f"### `{column.name}`" if alias == column.name else f"### `{column.name}` {alias}"
        yield "\n".join(_about(table, column, lang))


def _about(table: str, column: Column, lang: str) -> Iterator[str]:
    yield column_meaning(table, column.name, column.meaning, lang)
    unit = f"{_word('unit', lang)}{column.unit}" if column.unit else ""
    of = f"{_word('of', lang)}{table_title(_REFERRED[column.refers], lang)}" if column.refers else ""
    end = _word("required" if column.required else "end", lang)
    yield f"{_word('type', lang)}{TYPE_WORDS[column.type][lang == 'en']}{unit}{of}{end}"
    if column.choices:
        words = choice_words(table, column.name, lang)
        listed = (f"`{ident}` {words.get(ident, '')}".rstrip() for ident in column.choices)
        yield f"{_word('choices', lang)}{_word('between', lang).join(listed)}{_word('end', lang)}"


def _word(name: str, lang: str) -> str:
    return _WORDS[name][lang == "en"]
