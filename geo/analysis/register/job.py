"""What is to be done to a register, and what became of its rows: values that go from machine to machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import pyarrow

from geo.analysis.register.ground import Ground
from geo.analysis.register.parquet_sheet import CODED
from geo.analysis.register.parts import Sheet
from geo.analysis.register.positions import Where
from geo.model.errors import ReadError, one_line

_Key = TypeVar("_Key")

_MADE: tuple[tuple[str, Any], ...] = (
    ("unit", CODED),
    ("unit_name", CODED),
    ("prefecture", CODED),
    ("prefecture_name", CODED),
    ("zones", pyarrow.list_(CODED)),
    ("nearest_zone", CODED),
    ("zone_km", pyarrow.float64()),
)
_MOVED = (("cgcs2000_lon", pyarrow.float64()), ("cgcs2000_lat", pyarrow.float64()))
REJECT_HEAD = {
    "reject_file": pyarrow.string(),
    "reject_row": pyarrow.int64(),
    "reject_reason": pyarrow.string(),
    "reject_detail": pyarrow.string(),
}
"""Columns that stand before a rejected row's own -> their types."""


@dataclass(frozen=True)
class Counts:
    """What became of the rows of a part, or of all.

    Attributes
    ----------
    rows, placed : int
        How many there were, and how many are assigned.
    rejected : mapping of str to int
        Code of each reason -> rows rejected for it.
    tally : mapping of (unit, zones, industry) to int
        How many rows are in each unit, in exactly these zones (joined by ``;``), of each industry.
    elsewhere : mapping of str to int
        Province, or an empty text abroad and at sea -> rows that lie there, outside the plan.
    """

    rows: int
    placed: int
    rejected: Mapping[str, int]
    tally: Mapping[tuple[str, str, str], int]
    elsewhere: Mapping[str, int]

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Counts:
        """Return counts that :meth:`as_dict` gave."""
        return cls(**{**told, "tally": {tuple(key): rows for *key, rows in told["tally"]}})

    def as_dict(self) -> dict[str, Any]:
        """Return the counts as plain values, ready for JSON."""
        return {**vars(self), "tally": [[*key, rows] for key, rows in sorted(self.tally.items())]}

    def __add__(self, other: Counts) -> Counts:
        """Return both together."""
        return Counts(
            self.rows + other.rows,
            self.placed + other.placed,
            _sum(self.rejected, other.rejected),
            _sum(self.tally, other.tally),
            _sum(self.elsewhere, other.elsewhere),
        )


def _sum(one: Mapping[_Key, int], other: Mapping[_Key, int]) -> dict[_Key, int]:
    return dict(Counter(one) + Counter(other))


NOTHING = Counts(0, 0, {}, {}, {})


@dataclass(frozen=True)
class Job:
    """What is done to each part of a register.

    Attributes
    ----------
    sheet : Sheet
        The register.
    where : Where
        Its columns of position.
    ground : Ground
        What its rows are assigned to.
    industry : str
        The column by which rows are counted besides, or empty.
    lists : bool
        Whether several zones are a list; joined by ``;`` otherwise.
    tell : callable
        Puts the detail of a rejected row into the language of who reads it.
    """

    sheet: Sheet
    where: Where
    ground: Ground
    industry: str = ""
    lists: bool = True
    tell: Callable[[str], str] = str

    @property
    def made(self) -> list[pyarrow.Field]:
        """The columns that are added. One whose name the register has already is named after the plan, too.

        Raises
        ------
        ReadError
            The register has that name as well.
        """
        moved = _MOVED if self.where.datum else ()
        return [
            pyarrow.field(self._free(name), CODED if name == "zones" and not self.lists else kind)
            for name, kind in (*_MADE, *moved)
        ]

    @property
    def schema(self) -> pyarrow.Schema:
        """All columns of the result."""
        return pyarrow.schema([*self.sheet.schema, *self.made], self.sheet.schema.metadata)

    @property
    def reject_schema(self) -> pyarrow.Schema:
        """All columns of the rejects."""
        return pyarrow.schema(
            [*map(pyarrow.field, REJECT_HEAD, REJECT_HEAD.values()), *self.sheet.schema], self.sheet.schema.metadata
        )

    def _free(self, name: str) -> str:
        taken = self.sheet.columns
        own = f"{name}_{self.ground.plan}"
        if name in taken and own in taken:
            raise ReadError(f'{self.sheet.name}: has the columns "{name}" and "{own}" already. Rename one of them.')
        return own if name in taken else name


def check_cells(job: Job) -> None:
    """Raise ReadError where a column's values are none that a cell of CSV can hold, and rows become one."""
    if job.lists:
        return
    for field in job.sheet.schema:
        if pyarrow.types.is_nested(field.type) or pyarrow.types.is_binary(field.type):
            told = (
                f'column "{one_line(field.name, 40)}" holds {one_line(str(field.type), 60)}, which CSV has no cell for'
            )
            raise ReadError(f"{job.sheet.name}: {told}. Write a .parquet file.")
