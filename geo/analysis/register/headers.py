"""Which columns of a register hold longitude and latitude, by what people call them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from geo.model.errors import ReadError, UsageError, first_of, guess, one_line

NAMES = {
    "lon": (("经度", "longitude", "lon", "lng", "long"), ("东经", "jd"), ("x",)),
    "lat": (("纬度", "latitude", "lat"), ("北纬", "wd"), ("y",)),
}
"""Axis -> its names, the surest first; within a rank none is surer than another."""

_SHIFTED = {"gcj02": ("gcj", "火星", "高德", "腾讯"), "bd09": ("bd09", "bd-09", "百度", "baidu")}
CALLED = {"lon": "longitude", "lat": "latitude"}
_SHOWN = 12
_MOST_INDUSTRIES = 5_000


def find_axis(columns: Sequence[str], axis: str, asked: str, where: str) -> str:
    """Return the column that holds an axis; an empty text where no name tells.

    Parameters
    ----------
    columns : sequence of str
        All that the register has.
    axis : {"lon", "lat"}
        The axis.
    asked : str
        The column that the user names; empty to recognise it.
    where : str
        What messages call the register.

    Raises
    ------
    UsageError
        There is no such column.
    ReadError
        Several may be meant.

    Examples
    --------
    >>> find_axis(["名称", "经度(WGS84)", "lat_84"], "lon", "", "a.csv")
    '经度(WGS84)'
    >>> find_axis(["名称", "经度(WGS84)", "lat_84"], "lat", "", "a.csv")
    'lat_84'
    """
    if asked:
        return find_column(columns, asked, where)
    for names in NAMES[axis]:
        like = [column for column in columns if not _words(column).isdisjoint(names)]
        found = [column for column in like if _plain(column) in names] or like
        if len(found) == 1:
            return found[0]
        if found:
            raise ReadError(f"{where}: {listed(found)} may each be the {CALLED[axis]}. Name one with --{axis}.")
    return ""


def find_column(columns: Sequence[str], asked: str, where: str) -> str:
    """Return a column that the user names.

    Raises
    ------
    UsageError
        There is none of that name.
    """
    if asked not in columns:
        hint = guess(asked, columns) or f"It has: {listed(columns)}."
        raise UsageError(f'{where}: has no column "{one_line(asked, 80)}". {hint}')
    return asked


def check_industries(count: int, column: str, where: str) -> None:
    """Raise ReadError where a column has more values than there are industries to name."""
    if count > _MOST_INDUSTRIES:
        many = f'column "{one_line(column, 40)}" has more than {_MOST_INDUSTRIES:,} values'
        raise ReadError(f"{where}: {many}: is it one of industries? Name another with --industry-column.")


def shifted_datum(column: str) -> str:
    """Return the shifted datum that a column's name speaks of, or an empty text.

    Examples
    --------
    >>> shifted_datum("lng_gcj02"), shifted_datum("经度")
    ('gcj02', '')
    """
    name = _folded(column)
    return next((datum for datum, words in _SHIFTED.items() if any(word in name for word in words)), "")


def listed(columns: Sequence[str]) -> str:
    """Return names of columns as a message shows them: the first of many."""
    return first_of([one_line(column, 40) for column in columns], _SHOWN)


def _folded(column: str) -> str:
    """Return a name in one width and small letters."""
    return unicodedata.normalize("NFKC", column).lower()


def _bare(column: str) -> str:
    """Return such a name without what stands in brackets."""
    return re.sub(r"\(.*?\)|\[.*?\]", "", _folded(column))


def _plain(column: str) -> str:
    """Return the same without signs and blanks."""
    return re.sub(r"[\s°_.-]", "", _bare(column))


def _words(column: str) -> set[str]:
    """Return a name's words, letters and signs apart, and the Chinese words of axes in it."""
    name = _bare(column)
    chinese = {word for ranks in NAMES.values() for rank in ranks for word in rank if not word.isascii()}
    return {*re.findall(r"[a-z]+", name), *(word for word in chinese if word in name)}
