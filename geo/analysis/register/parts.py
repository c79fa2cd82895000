"""A register as it lies on disk: files of one form, cut into parts that can be read each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.analysis.register.headers import listed
from geo.model.errors import ReadError, first_of, one_line

if TYPE_CHECKING:
    import numpy
    import pyarrow

_MOST_COLUMNS = 4_096
"""A file of more columns is none that anybody keeps by hand or by a program: its delimiter or its form is mistaken."""

PART_ROWS = 1_000_000
"""How many rows a part has, about: what is done again where the work is broken off."""

PART_BYTES = 16_000_000
"""How many bytes of text a part has, about."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a file.

    Attributes
    ----------
    file : str
        Where the file is, from the root of the disk.
    name : str
        What messages call it: as the user has named it.
    begin, end : int
        Bytes of a text, or row groups of a Parquet file; the last not included.
    weight : int
        Bytes of it on disk, to tell how far the work is.
    first : int or None
        How many rows of the file stand before it; None where nobody has counted them.
    """

    file: str
    name: str
    begin: int
    end: int
    weight: int
    first: int | None = None


@dataclass(frozen=True)
class Batch:
    """Rows of a part that are in memory together.

    Attributes
    ----------
    rows : pyarrow.Table
        As the sheet's schema says.
    places : array of int, shape (rows,)
        Which row of the part each of them is, from 0.
    broken : tuple of (int, str)
        Rows that are none: their place in the part, and what is wrong.
    """

    rows: pyarrow.Table
    places: numpy.ndarray[Any, Any]
    broken: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """Files of one form.

    Attributes
    ----------
    kind : {"csv", "parquet"}
        How they are read.
    schema : pyarrow.Schema
        Their columns; of a text, all are texts.
    parts : tuple of Part
        In the order of the files.
    name : str
        What messages call it: the first file, and how many more there are.
    delimiter : str
        Between the cells of a text.
    batch : int
        How many rows are read together.
    """

    kind: str
    schema: pyarrow.Schema
    parts: tuple[Part, ...]
    name: str
    delimiter: str = ""
    batch: int = 0

    @property
    def columns(self) -> list[str]:
        """Names of its columns."""
        return list(self.schema.names)


def named(files: Sequence[Path]) -> str:
    """Return what messages call several files."""
    return first_of(list(map(str, files)), 1)


def check_width(name: str, count: int) -> None:
    """Raise ReadError where a table has more columns than anybody means."""
    if count > _MOST_COLUMNS:
        many = f"has {count:,} columns, and at most {_MOST_COLUMNS:,} are taken"
        raise ReadError(f"{name}: {many}. Check its delimiter, or take the columns that you need.")


def check_names(file: Path, columns: Sequence[str]) -> None:
    """Raise ReadError where columns cannot be told apart, or are too many to be meant."""
    check_width(str(file), len(columns))
    twice = next((name for at, name in enumerate(columns) if name in columns[:at]), None)
    if twice is not None:
        raise ReadError(f'{file}: two columns are named "{one_line(twice, 40)}". Give each a name of its own.')


def check_same(file: str | Path, columns: Sequence[str], first: str | Path, wanted: Sequence[str]) -> None:
    """Raise ReadError where a file has other columns than the first."""
    lacks = [name for name in wanted if name not in columns]
    more = [name for name in columns if name not in wanted]
    if lacks or more:
        told = [f"lacks {listed(lacks)}"] * bool(lacks) + [f"has {listed(more)} besides"] * bool(more)
        hint = "Give files of one form together, others by themselves."
        raise ReadError(f"{file}: has other columns than {first}: it {' and '.join(told)}. {hint}")
