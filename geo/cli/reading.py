"""Commands that print what a plan says: plans, show, join, progress, compare, schema."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from geo.cli.group import EXCEL, LANG, cli, print_json, say, say_faults, shared, tell, unit_option
from geo.cli.language import LANGUAGE
from geo.cli.outputs import OUTPUT

if TYPE_CHECKING:
    from geo.analysis.join import Join, Joins
    from geo.analysis.progress import PlanProgress
    from geo.analysis.tally import Tally
    from geo.model.plan import Plan

Form = Literal["text", "json", "excel"]
"""How rows are printed: as each command does, as JSON, as CSV with words."""


@cli.command(epilog="Example: buju plans")
@shared(json=True)
def plans(root: str | None, quiet: bool, as_json: bool) -> None:
    """List the plans of the workspace."""
    from geo.analysis.show import plan_rows, plans_text

    rows = plan_rows(root)
    if as_json:
        return print_json(rows)
    click.echo(plans_text(rows, LANGUAGE.name))


@cli.command(epilog="Example: buju show heilongjiang")
@click.argument("plan")
@shared(json=True)
def show(plan: str, root: str | None, quiet: bool, as_json: bool) -> None:
    """Show one plan: its slogan as a tree, and what it counts."""
    from geo.analysis.show import plan_facts, plan_text
    from geo.model.plan import read_plan

    found = read_plan(plan, root)
    if as_json:
        return print_json(plan_facts(found))
    tell([plan_text(found, LANGUAGE.name)])


@cli.command(epilog="Example: buju join heilongjiang --by unit,industry > industries.csv")
@click.argument("plan", required=False)
@click.option("--by", metavar="A[,B]", help="Count named places by one or two of unit, zone, industry, with totals.")
@unit_option("Only the places and numbers that concern a city or county (without PLAN: of all plans)")
@EXCEL
@shared(json=True)
def join(plan: str | None, by: str | None, unit: str | None, root: str | None, quiet: bool, **given: bool) -> None:
    """Print places x zones x targets as CSV, by text and by place."""
    from geo.analysis.concern import concern_of
    from geo.analysis.join import join_plan, join_unit
    from geo.model.errors import UsageError
    from geo.model.plan import list_plans, read_plan

    form = _form(**given)
    if by is not None and unit is not None:
        raise UsageError("--by counts by all units. Leave --unit out.")
    if plan is None:
        if unit is None:
            raise UsageError("Name a PLAN, or a city or county with --unit: then all plans are asked.")
        everywhere = join_unit([read_plan(name, root) for name in list_plans(root)], unit)
        return _print_join(everywhere, everywhere.lines(), quiet, form)
    found = read_plan(plan, root)
    if by is not None:
        return _print_tally(found, by.split(","), quiet, form)
    joined = join_plan(found)
    if unit is not None:
        joined = joined.within(concern_of(found, found.unit_named(unit).unit))
    told = _first(joined.unmatched_lines(), 9, "rows whose agreement is none list them all")
    _print_join(joined, told, quiet, form)
    say_faults(found.faults, quiet)


@cli.command(epilog="Example: buju progress heilongjiang")
@click.argument("plan")
@click.option("--by", metavar="A", help="Count targets by how they stand, along zone, industry or unit, as CSV.")
@unit_option("Only the targets that concern a city or county")
@click.option("--csv", "as_csv", is_flag=True, help="Print every target as CSV, those without an actual too.")
@EXCEL
@click.option("--template", type=OUTPUT, metavar="FILE", help="Write the .xlsx sheet to fill in, and no table.")
@LANG
@shared(json=True)
def progress(plan: str, root: str | None, quiet: bool, as_json: bool, **given: Any) -> None:
    """Set targets against actuals: what was reached, when, its share, the years left and the pace they need."""
    from geo.analysis.concern import concern_of
    from geo.analysis.progress import plan_progress
    from geo.model.errors import UsageError
    from geo.model.plan import read_plan

    found = read_plan(plan, root)
    if given["template"]:
        return _write_template(found, given["template"], given["lang"], quiet)
    if given["by"] and given["as_csv"]:
        raise UsageError("--by prints CSV of its own. Leave --csv out.")
    form = _form(as_json, given["excel"])
    rows = plan_progress(found)
    if given["unit"] is not None:
        rows = rows.within(concern_of(found, found.unit_named(given["unit"]).unit))
    if given["by"]:
        _print_counts(rows.tally(given["by"]), form, given["lang"])
    elif form == "text" and not given["as_csv"]:
        click.echo(rows.as_text(given["lang"], LANGUAGE.name))
    else:
        _print_rows(rows, form, given["lang"])
    say(rows.line(), quiet)
    say_faults(found.faults, quiet)


def _write_template(plan: Plan, file: str, lang: str, quiet: bool) -> None:
    from geo.analysis.author.actuals import write_template
    from geo.analysis.author.returned import refuse_filled

    refuse_filled(plan, Path(file))
    count = write_template(plan, Path(file), lang)
    click.echo(file)
    say(f"{count} targets to fill in. Tick the rows that are, then: buju workbook --apply {file}", quiet)


@cli.command(epilog="Example: buju compare heilongjiang changsha")
@click.argument("plans", nargs=-1, required=True)
@shared(json=True)
def compare(plans: tuple[str, ...], root: str | None, quiet: bool, as_json: bool) -> None:
    """Lay plans side by side. Layout, places by kind and by industry, numbers."""
    from geo.analysis.compare import compare_plans
    from geo.model.plan import read_plan

    compared = compare_plans([read_plan(plan, root) for plan in plans])
    if as_json:
        return print_json(compared.as_dict())
    click.echo(compared.as_text())


@cli.command(epilog="Example: buju schema")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "md"]),
    default="text",
    show_default=True,
    help="json: JSON Schema of layers and plan.toml, Table Schema of tables, by file; md: a page in Markdown.",
)
@LANG
@shared(json=True)
def schema(form: str, lang: str, root: str | None, quiet: bool, as_json: bool) -> None:
    """Print every file's columns: type, choices, meaning."""
    from geo.analysis.field_pages import fields_page
    from geo.analysis.schemas import schemas
    from geo.analysis.show import schema_facts, schema_text

    if form == "json":
        return print_json(schemas())
    if form == "md":
        return click.echo(fields_page(lang), nl=False)
    if as_json:
        return print_json(schema_facts())
    click.echo(schema_text(LANGUAGE.name))


def _form(as_json: bool, excel: bool) -> Form:
    """Return how rows are printed.

    Raises
    ------
    UsageError
        Two ways are asked for.
    """
    from geo.model.errors import UsageError

    if as_json and excel:
        raise UsageError("--json and --excel do not go together. Give one of them.")
    return "json" if as_json else "excel" if excel else "text"


def _print_rows(rows: Join | Joins | PlanProgress, form: Form, lang: str) -> None:
    if form == "json":
        print_json(rows.as_dicts())
    else:
        _print_csv(rows.as_excel(lang) if form == "excel" else rows.as_csv(), form)


def _print_join(joined: Join | Joins, told: Sequence[str], quiet: bool, form: Form) -> None:
    _print_rows(joined, form, LANGUAGE.name)
    say("\n".join(told), quiet)


def _print_tally(plan: Plan, by: Sequence[str], quiet: bool, form: Form) -> None:
    from geo.analysis.tally import tally_plan

    tally = tally_plan(plan, *by)
    _print_counts(tally, form, LANGUAGE.name)
    say_faults(plan.faults, quiet)
    say(tally.line(), quiet)


def _print_counts(tally: Tally, form: Form, lang: str) -> None:
    if form == "json":
        print_json(tally.as_dict())
    else:
        _print_csv(tally.as_excel(lang) if form == "excel" else tally.as_csv(), form)


def _print_csv(text: str, form: Form) -> None:
    """Print CSV; that for spreadsheets is UTF-8 whatever the terminal's encoding."""
    click.echo(text.encode() if form == "excel" else text, nl=False)


def _first(lines: Sequence[str], most: int, where: str) -> Sequence[str]:
    rest = len(lines) - most
    return [*lines[:most], f"... and {rest} more: {where}."] if rest > 0 else lines
