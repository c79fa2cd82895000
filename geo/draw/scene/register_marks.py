"""What is drawn of a register over a plan: its counts, and its rows or their density where these may be shown."""

from __future__ import annotations

from dataclasses import dataclass

from geo.draw.scene.phrases import say
from geo.model.measure import Scale
from geo.space.hexagons import Hexagon


@dataclass(frozen=True, slots=True)
class ValueMark:
    """One value of the column that is counted.

    Attributes
    ----------
    name : str or None
        As the register has it: an empty text for rows that say nothing, None for all other values together.
    industry : str
        Id of the industry at the top of the plan's taxonomy that it is; empty where it is none.
    """

    name: str | None
    industry: str


@dataclass(frozen=True, slots=True)
class CountMark:
    """The rows in one zone or unit.

    Attributes
    ----------
    kind : {"whole", "zone", "unit"}
        What it is.
    of : str
        Its id.
    counts : tuple of int or None
        All rows, then those of each value; None where a count is withheld.
    sums : tuple of float or None
        Their amounts of money, in yuan; None where a sum is withheld, empty where none are summed.
    """

    kind: str
    of: str
    counts: tuple[int | None, ...]
    sums: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class AmountMark:
    """A column of money that is summed.

    Attributes
    ----------
    name : str
        As people call it.
    scale : Scale
        The unit of all its sums.
    most_percent : int
        A sum of which one enterprise has more is withheld.
    """

    name: str
    scale: Scale
    most_percent: int


@dataclass(frozen=True, slots=True)
class RowMarks:
    """Rows one by one, in the order of the register.

    Attributes
    ----------
    at : tuple of ((float, float) or None)
        Longitude and latitude; None of what is known to a unit only.
    units : tuple of str
        Adcodes.
    values : tuple of int
        Number of each row's value; empty where no column is counted.
    columns : tuple of str
        Names of the columns that are told.
    name : int
        Which of these calls a row by its name.
    cells : tuple of tuple of str
        What stands in each row.
    choices : tuple of int
        Which of these columns rows may be chosen by: those of few values.
    left_out : tuple of str
        Columns for which there is no room.
    """

    at: tuple[tuple[float, float] | None, ...]
    units: tuple[str, ...]
    values: tuple[int, ...]
    columns: tuple[str, ...]
    name: int
    cells: tuple[tuple[str, ...], ...]
    choices: tuple[int, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridMark:
    """The density of rows that have a position: how far across its hexagons are in km, and these."""

    across_km: float
    cells: tuple[Hexagon, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterMark:
    """A register over a plan, of which it is no part.

    Attributes
    ----------
    name : str
        Of its file.
    column : str
        The column that is counted besides; empty for none.
    by : tuple of int
        Rows placed by point, and known to a township, a county, a city.
    why : tuple of (str, int)
        Reasons for which rows are not placed, and how many of them each, those of most first.
    least : int
        The smallest count that is told; 1 where none is withheld.
    values : tuple of ValueMark
        Of that column, those of most rows first.
    counts : tuple of CountMark
        The whole first, then zones in the order of the slogan, then units.
    rows : RowMarks or None
        Where rows may be shown, and are not too many.
    grid : GridMark or None
        Where rows may be shown, and are too many.
    amount : AmountMark or None
        The column of money that is summed; None for none.
    """

    name: str
    column: str
    by: tuple[int, ...]
    why: tuple[tuple[str, int], ...]
    least: int
    values: tuple[ValueMark, ...]
    counts: tuple[CountMark, ...]
    rows: RowMarks | None = None
    grid: GridMark | None = None
    amount: AmountMark | None = None

    @property
    def rejected(self) -> int:
        """Rows that are not placed."""
        return sum(count for _, count in self.why)

    def sum_told(self, lang: str) -> str:
        """Return in words what all rows come to; empty where none are summed, or it is withheld."""
        money = self.money(self.counts[0], lang)
        return say("register_sum_all", lang, name=self.amount.name, sum=money) if self.amount and money else ""

    def money(self, mark: CountMark, lang: str) -> str:
        """Return what all rows of a place come to, with its unit; empty where none are summed, or it is withheld."""
        yuan = mark.sums[0] if mark.sums else None
        return self.amount.scale.text(yuan, lang) if self.amount and yuan is not None else ""
