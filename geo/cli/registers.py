"""Commands that bring registers onto a plan: points, assign, reality."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.cli.group import FORCE, LANG, cli, print_json, progress, say, say_faults, shared
from geo.cli.language import LANGUAGE
from geo.cli.outputs import OUTPUT
from geo.cli.register_options import AMOUNT, DATUM, LAT, LON, asked_reading, reading_options, say_register

if TYPE_CHECKING:
    from geo.analysis.register.assign import Progress


_INDUSTRY = click.option(
    "--industry-column", "industry", default="", metavar="COLUMN", help="Count by the values of this column."
)


@cli.command(epilog="Example: buju assign enterprises.csv --plan heilongjiang -o assigned.parquet")
@click.argument("points", nargs=-1, required=True)
@click.option("--plan", required=True, metavar="PLAN", help="The plan whose units and zones are asked.")
@click.option("-o", "--output", required=True, type=OUTPUT, metavar="FILE", help="The .parquet or .csv file to write.")
@click.option(
    "--summary",
    default="",
    type=OUTPUT,
    metavar="FILE",
    help="Also count rows by unit, zone and industry: a .csv file.",
)
@_INDUSTRY
@LON
@LAT
@DATUM
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", help="Here, or on a Dask cluster.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Of that cluster, tcp://host:8786.")
@FORCE
@shared(json=True)
def assign(points: tuple[str, ...], plan: str, output: str, root: str | None, quiet: bool, **given: Any) -> None:
    """Assign enterprises to units and zones. POINTS are CSV or Parquet files, folders or patterns, of any size."""
    from geo.analysis.register.assign import Asked, assign_points
    from geo.model.errors import UsageError
    from geo.model.plan import read_plan

    as_json, engine, datum = given.pop("as_json"), given.pop("engine"), given.pop("datum") or ""
    if (engine == "dask") != bool(given["scheduler"]):
        raise UsageError("--engine dask and --scheduler tcp://host:8786 go together. Give both, or neither.")
    found = read_plan(plan, root)
    with _bar(quiet) as watch:
        done = assign_points(found, points, output, Asked(**given, datum=datum, tell=LANGUAGE.detail), watch)
    if as_json:
        print_json(done.as_dict())
    else:
        click.echo("\n".join(done.paths))
    for line in done.notes:
        say(line, quiet)
    say_faults(found.faults, quiet)
    say(done.line(), quiet)


@cli.command(epilog="Example: buju points 企业名单.xlsx --plan heilongjiang -o placed.xlsx --rejects rejects.csv")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--plan", required=True, metavar="PLAN", help="The plan whose units and zones are asked.")
@click.option(
    "-o", "--output", default="", type=OUTPUT, metavar="FILE", help="Write placed rows: .csv .xlsx .gpkg .geojson."
)
@click.option(
    "--rejects", default="", type=OUTPUT, metavar="FILE", help="Write the other rows, each with its reason: .csv .xlsx."
)
@click.option(
    "--summary",
    default="",
    type=OUTPUT,
    metavar="FILE",
    help="Write counts by zone and unit: .csv .xlsx .gpkg .geojson.",
)
@_INDUSTRY
@AMOUNT
@click.option(
    "--withhold", type=click.IntRange(1), default=3, show_default=True, help="Tell no count below in the summary."
)
@reading_options
@FORCE
@shared(json=True)
def points(files: tuple[str, ...], plan: str, root: str | None, quiet: bool, **given: Any) -> None:
    """Place a register of enterprises on a plan, and count it by zone and city.

    FILE is a workbook, CSV, GeoPackage, Shapefile, GeoJSON or Parquet as it comes, a folder or a pattern. A row with
    coordinates is a point; one with an address is known to its county or city, and never drawn as a site.
    """
    from geo.analysis.register.needed import check_placing

    check_placing()
    from geo.analysis.points.amounts import amounts_asked
    from geo.analysis.points.points import counts_lines
    from geo.analysis.points.tally import counts_of, tally_of
    from geo.export.incoming.points import read_points
    from geo.export.points import Outputs, Spoken, write_points
    from geo.model.plan import read_plan

    as_json, force = given.pop("as_json"), given.pop("force")
    outputs = Outputs(rows=given.pop("output"), rejects=given.pop("rejects"), summary=given.pop("summary"))
    outputs.check()
    column, least, amount = given.pop("industry"), given.pop("withhold"), given.pop("amount")
    found = read_plan(plan, root)
    done = read_points(found, files, asked_reading(given))
    amounts = amounts_asked(done.rows, amount)
    spoken = Spoken(LANGUAGE.name, LANGUAGE.detail)
    written = write_points(done, outputs, tally_of(done, column, least, amounts), spoken, force=force)
    counts = counts_of(done, amounts)
    if as_json:
        print_json({"files": list(written), **done.as_dict(counts, amounts)})
    else:
        scale = amounts.scale(done.placed) if amounts else None
        click.echo("\n".join(counts_lines(counts, LANGUAGE.name, scale)))
    say_register(done, amounts, quiet)
    say_faults(found.faults, quiet)
    for path in written:
        say(f"{path}: written.", quiet)
    say(done.line(), quiet)


@cli.command(epilog="Example: buju reality heilongjiang --points enterprises.csv --industry-column 行业 -o reality.csv")
@click.argument("plan")
@click.option("--points", multiple=True, required=True, metavar="FILE", help="The register, as buju points takes it.")
@click.option("--industry-column", "industry", default="", metavar="COLUMN", help="Where its name does not tell.")
@click.option("--weight-column", "weight", default="", metavar="COLUMN", help="Revenue or staff, to weigh by besides.")
@click.option(
    "--map", "table", type=click.Path(), metavar="FILE", help="A .csv or .xlsx of value and industry, which decides."
)
@click.option(
    "--base",
    type=click.Choice(["register", "area"]),
    default="register",
    show_default=True,
    help="To gather is to be more than the register's enterprises are, or than land would bring.",
)
@click.option("--withhold", type=click.IntRange(1), default=3, show_default=True, help="Tell no count from 1 to below.")
@reading_options
@click.option(
    "-o", "--output", type=OUTPUT, metavar="FILE", help="Write it as .csv, or as .json for map and slides --reality."
)
@FORCE
@LANG
@shared(json=True)
def reality(plan: str, root: str | None, quiet: bool, as_json: bool, **given: Any) -> None:
    """Set a plan against a register: what lies where the plan wants it, and where industries gather."""
    from geo.analysis.register.needed import check_comparing

    check_comparing()
    from geo.analysis.reality.matching import Matching, read_map
    from geo.analysis.reality.placed import placed_of
    from geo.analysis.reality.reality import Asked, plan_reality
    from geo.analysis.reality.result import check_name, write_reality
    from geo.export.incoming.points import read_points
    from geo.model.files import refuse_read
    from geo.model.plan import read_plan

    output = given["output"]
    if output:
        check_name(output)
    found = read_plan(plan, root)
    own = read_map(given["table"], found) if given["table"] else {}
    points = read_points(found, given["points"], asked_reading(given))
    refuse_read([Path(output)] if output else [], points.rows.files)
    rows = placed_of(points, given["industry"], given["weight"])
    asked = Asked(own=own, base=given["base"], withhold=given["withhold"], weight=given["weight"])
    made = plan_reality(found, rows, asked, progress(quiet))
    if output:
        write_reality(made, output, force=given["force"])
    if as_json:
        print_json(made.as_dict())
    else:
        click.echo(made.as_text(given["lang"], LANGUAGE.name))
    written = [f"{output} written."] if output else []
    for line in (*points.notes, points.line(), Matching(made.matches).line(), made.line(), *written):
        say(line, quiet)
    say_faults(found.faults, quiet)


@contextmanager
def _bar(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Give what shows how far the work is, how fast it goes, and how long it will take; on a terminal only."""
    silent = quiet or not sys.stderr.isatty()
    began = time.monotonic()
    with click.progressbar(
        length=1000, file=sys.stderr, hidden=silent, show_percent=True, item_show_func=lambda rate: rate
    ) as shown:

        def watch(done: Progress) -> None:
            rate = done.rows / max(time.monotonic() - began, 1e-3)
            told = LANGUAGE.line(f"{rate:,.0f} rows/s") if done.rows else None
            shown.update(round(1000 * done.share) - shown.pos, told)

        yield watch
