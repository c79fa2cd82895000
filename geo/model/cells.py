"""One value of a table or layer: from what a file holds to a typed value, and back to a canonical cell."""

from __future__ import annotations

import csv
import datetime
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from geo.model.aliases import FLAGS
from geo.model.folding import folded
from geo.model.schema import DECIMALS, Column


class WrongCellError(ValueError):
    """What a value is not, to follow it in a sentence, and what to write in its place."""

    def __init__(self, what: str, way: str) -> None:
        super().__init__(what)
        self.way = way


_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)
_WITH_MEASURE = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)([^0-9.eE+-][^0-9]*)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")


def typed(value: Any, column: Column) -> Any:
    """Return a value of CSV, TOML or JSON in the column's type.

    Raises
    ------
    ValueError
        With what the value is not, to follow the value in a sentence.
    """
    if column.type in ("text", "id"):
        return _text(value)
    if column.type == "list":
        return _list(value)
    if column.type == "flag":
        return _flag(value)
    if column.type == "date":
        return _date(value)
    number = _number(value, column)
    if column.type == "integer":
        if number != int(number):
            raise ValueError("is no whole number")
        return int(number)
    return number


def way_out(fault: ValueError, column: Column) -> str:
    """Return what to do about a value that its column does not take: what to write, else what the column means."""
    return fault.way if isinstance(fault, WrongCellError) else column.meaning


def is_empty(value: Any) -> bool:
    """Return whether a value stands for nothing: null, blanks, an empty list."""
    return not value.strip() if isinstance(value, str) else value is None or value == []


def canonical_cell(value: Any, column: Column) -> str:
    """Return a value as its column's canonical CSV cell: degrees rounded, lists sorted unless their order matters."""
    if column.unit == "degree" and isinstance(value, float):
        return write_number(round(value, DECIMALS))
    return ";".join(value) if column.ordered and value else write_cell(value)


FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet may take for a formula."""


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> harmless("=1+1"), harmless("3-1")
    ("'=1+1", '3-1')
    """
    return f"'{text}" if text.startswith(FORMULA) else text


def write_cell(value: Any) -> str:
    """Return a value as a CSV cell: lists sorted, each item once, joined by ``;``; numbers without a needless ``.0``.

    Examples
    --------
    >>> write_cell(("b", "a", "b")), write_cell(126.50), write_cell(None), write_cell(True)
    ('a;b', '126.5', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return write_number(value)
    if isinstance(value, tuple):
        return ";".join(sorted(set(value)))
    return str(value)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    r"""Return rows as CSV under a header; no text in it is taken for a formula.

    Examples
    --------
    >>> csv_text(["a", "b"], [["=1", None], ["x;y", 2.0]])
    "a,b\n'=1,\nx;y,2\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(
        [harmless(value) if isinstance(value, str) else write_cell(value) for value in row] for row in rows
    )
    return out.getvalue()


def write_number(value: float) -> str:
    """Return a number in its shortest exact form without an exponent.

    Examples
    --------
    >>> write_number(800.0), write_number(0.1), write_number(1e-7), write_number(1e21)
    ('800', '0.1', '0.0000001', '1000000000000000000000')
    """
    if value == int(value):
        return str(int(value))
    return f"{Decimal(repr(value)):f}"


def is_finite(value: float) -> bool:
    """Return whether a number, a whole one of any length included, fits into a finite float."""
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("is no text")
    return _plain(folded(value).strip())


def _plain(text: str) -> str:
    """Return the text, or raise ValueError for what no file can hold: control, private and half characters."""
    odd = _CONTROL.search(text)
    if odd:
        raise ValueError(f"holds the control character U+{ord(odd[0]):04X}")
    private = _PRIVATE.search(text)
    if private:
        raise ValueError(f"holds U+{ord(private[0]):04X}, of a private area: no other font has it")
    return text


def _list(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) and "；" in value:
        meant = ";".join(part.strip() for part in re.split("[;；]", value) if part.strip())
        raise WrongCellError("is separated by the full-width ；", f"Write {meant}.")
    parts = value.split(";") if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(type(part) in (str, int) for part in parts):
        raise ValueError("is no list of texts")
    return tuple(text for part in parts if (text := _plain(folded(str(part)).strip())))


def _flag(value: Any) -> bool:
    if value in (True, False):
        return bool(value)
    word = value.strip().lower() if isinstance(value, str) else ""
    for cell, words in FLAGS.items():
        if word in (cell, *words):
            return cell == "true"
    raise ValueError("is neither true nor false")


def _date(value: Any) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise WrongCellError("is no date", "Write it as YYYY-MM-DD: 2022-03-22.")


def _number(value: Any, column: Column) -> float:
    if isinstance(value, str):
        text = value.strip()
        if not _NUMBER.fullmatch(text):
            raise _no_number(text, column)
        value = float(text)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("is no number")
    if not is_finite(value):
        raise ValueError("is no finite number")
    return float(value)


def _no_number(text: str, column: Column) -> ValueError:
    """Return the fault of a text that is no number: it may have other digits, a sign of thousands, its measure."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    if _NUMBER.fullmatch(plain):
        return WrongCellError("is no number", f"Write {plain} with plain digits.")
    found = _WITH_MEASURE.fullmatch(plain)
    if not found:
        return ValueError("is no number")
    if column.type == "integer" or column.unit not in ("", "measure"):
        return WrongCellError("is no number", f"Write {found[1]}.")
    return WrongCellError("is no number", f"Write {found[1]}, and {found[2]} as its measure.")
