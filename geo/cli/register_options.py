"""Options by which a register is drawn over a plan, whatever the medium."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from geo.cli.group import say, with_options

if TYPE_CHECKING:
    from geo.analysis.points.amounts import Amounts
    from geo.analysis.points.points import Points
    from geo.analysis.points.rows import Asked
    from geo.draw.scene.register_marks import RegisterMark
    from geo.model.plan import Plan

LON, LAT, DATUM = (
    click.option("--lon", default="", metavar="COLUMN", help="The longitude, where its name does not tell."),
    click.option("--lat", default="", metavar="COLUMN", help="The latitude, where its name does not tell."),
    click.option(
        "--datum", type=click.Choice(["wgs84", "gcj02", "bd09"]), default=None, help="Of the degrees; CGCS2000 if none."
    ),
)
_READING = (
    click.option(
        "--sheet", default="", metavar="NAME", help="Of a workbook, or a layer; the best known one by default."
    ),
    LON,
    LAT,
    click.option("--address", default="", metavar="COLUMN", help="The address, where its name does not tell."),
    DATUM,
)
"""How a register is read, whatever is made of it."""

_READ_BY = ("sheet", "lon", "lat", "address", "datum")

AMOUNT = click.option(
    "--amount-column", "amount", metavar="COLUMN", help='Sum this column of money; by default revenue; "" for none.'
)
_DRAWN = (
    click.option("--points", multiple=True, metavar="FILE", help="A register over the plan: as buju points takes it."),
    click.option("--industry-column", default="", metavar="COLUMN", help="Count it also by this column."),
    AMOUNT,
    click.option("--rows", is_flag=True, help="Put its rows in, not only counts of them."),
    click.option(
        "--withhold",
        type=click.IntRange(1),
        default=3,
        show_default=True,
        help="Tell no count below this; without --rows.",
    ),
)
_DRAWN_BY = ("points", "industry_column", "amount", "rows", "withhold")

reading_options = with_options(*_READING)
"""Gives a command the options of how a register is read."""

register_options = with_options(*_DRAWN, *_READING)
"""Gives a command the options of a register that is drawn."""


def asked_reading(options: dict[str, Any]) -> Asked:
    """Take the options of how a register is read from those of a command."""
    from geo.analysis.points.rows import Asked

    return Asked(**{name: options.pop(name) or "" for name in _READ_BY})


def asked_register(plan: Plan, options: dict[str, Any], quiet: bool) -> RegisterMark | None:
    """Take the options of a register from those of a command; return what is drawn of it, None where none is given.

    Raises
    ------
    GeoError
        It cannot be read or placed.
    """
    read_by = {name: options.pop(name) for name in _READ_BY}
    files, column, amount, rows, least = (options.pop(name) for name in _DRAWN_BY)
    if not files:
        return None
    from geo.analysis.register.needed import check_placing

    check_placing()
    from geo.analysis.points.amounts import amounts_asked
    from geo.analysis.points.tally import tally_of
    from geo.draw.scene.register import register_mark
    from geo.export.incoming.points import read_points
    from geo.model.errors import counted

    points = read_points(plan, files, asked_reading(read_by))
    known = industries_of(plan, points.texts(column)) if column else {}
    amounts = amounts_asked(points.rows, amount)
    say_register(points, amounts, quiet)
    if column:
        say(f"{column}: {counted(len(known), 'value')} in the colours of the plan's industries.", quiet)
    elif industry := points.rows.fields.get("industry"):
        say(f"--industry-column {industry} counts it by industry too.", quiet)
    say(points.line(), quiet)
    if points.rejects:
        say("buju points with --rejects FILE lists each row that is not placed, with its reason.", quiet)
    tally = tally_of(points, column, 1 if rows else least, amounts)
    return register_mark(points, tally, known, shows_rows=rows)


def say_register(points: Points, amounts: Amounts | None, quiet: bool) -> None:
    """Say what of a register was taken for what, what is in doubt, and what its amounts come to."""
    for line in (*points.notes, *(amounts.notes if amounts else ())):
        say(line, quiet)
    if amounts:
        say(amounts.line(points.placed), quiet)


def industries_of(plan: Plan, values: Sequence[str]) -> Mapping[str, str]:
    """Return which values of a column are industries of a plan: value -> id of one at the top of the taxonomy."""
    from geo.analysis.reality.matching import match_values

    return match_values(plan, Counter(values), {}).industry_of
