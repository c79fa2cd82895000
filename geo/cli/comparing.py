"""The command that holds a plan against a register: reality."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from geo.cli.group import LANG, cli, print_json, progress, say, say_faults, shared
from geo.cli.language import LANGUAGE
from geo.cli.outputs import OUTPUT
from geo.cli.register_options import asked_reading, reading_options


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
@click.option("--force", is_flag=True, help="Replace also what is no file of this kind.")
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
