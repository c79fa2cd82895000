"""Commands that bring sheets of points onto a plan: assign."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from geo.cli.group import cli, print_json, say, say_faults, shared
from geo.cli.language import LANGUAGE

if TYPE_CHECKING:
    from geo.analysis.register.assign import Progress


@cli.command(epilog="Example: buju assign enterprises.csv --plan heilongjiang -o assigned.parquet")
@click.argument("points", nargs=-1, required=True)
@click.option("--plan", required=True, metavar="PLAN", help="The plan whose units and zones are asked.")
@click.option("-o", "--output", required=True, metavar="FILE", help="The .parquet or .csv file to write.")
@click.option("--summary", default="", metavar="FILE", help="Also count rows by unit, zone and industry: a .csv file.")
@click.option("--industry-column", "industry", default="", metavar="COLUMN", help="Count by the values of this column.")
@click.option("--lon", default="", metavar="COLUMN", help="The longitude, where its name does not tell.")
@click.option("--lat", default="", metavar="COLUMN", help="The latitude, where its name does not tell.")
@click.option("--datum", type=click.Choice(["wgs84", "gcj02", "bd09"]), default="wgs84", help="Of the degrees.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", help="Here, or on a Dask cluster.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Of that cluster, tcp://host:8786.")
@click.option("--force", is_flag=True, help="Replace also what is no file of this kind.")
@shared(json=True)
def assign(points: tuple[str, ...], plan: str, output: str, root: str | None, quiet: bool, **given: Any) -> None:
    """Assign enterprises to units and zones. POINTS are CSV or Parquet files, folders or patterns, of any size."""
    from geo.analysis.register.assign import Asked, assign_points
    from geo.model.errors import UsageError
    from geo.model.plan import read_plan

    as_json, engine = given.pop("as_json"), given.pop("engine")
    if (engine == "dask") != bool(given["scheduler"]):
        raise UsageError("--engine dask and --scheduler tcp://host:8786 go together. Give both, or neither.")
    found = read_plan(plan, root)
    with _bar(quiet) as watch:
        done = assign_points(found, points, output, Asked(**given), watch)
    if as_json:
        print_json(done.as_dict())
    else:
        click.echo("\n".join(done.paths))
    for line in done.notes:
        say(line, quiet)
    say_faults(found.faults, quiet)
    say(done.line(), quiet)


@contextmanager
def _bar(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Give what shows how far the work is, how fast it goes, and how long it will take; on a terminal only."""
    silent = quiet or not sys.stderr.isatty()
    began = time.monotonic()
    with click.progressbar(
        length=1000, file=sys.stderr, hidden=silent, show_percent=True, item_show_func=lambda rate: rate
    ) as shown:

        def watch(progress: Progress) -> None:
            rate = progress.rows / max(time.monotonic() - began, 1e-3)
            shown.update(
                round(1000 * progress.share) - shown.pos,
                LANGUAGE.line(f"{rate:,.0f} rows/s") if progress.rows else None,
            )

        yield watch
