"""The command ``buju``: parse, call one function, print. Everything heavier than click is imported inside commands."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo import __version__

if TYPE_CHECKING:
    from geo.model.errors import Problem
    from geo.model.plan import Plan

_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_ROOT = click.option("--root", type=click.Path(), metavar="DIR", help="Workspace with layers/ and data/.")
_QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and errors.")
_EXPORT_TO = "FILE.gpkg|qgs|gdb|zip|kml|kmz|xlsx|geojson|fgb|parquet|csv, or postgresql://..."
_SIZES = "16:9, 4:3 (pixels), A4, A3 (mm), or WxH: pixels, or millimetres as 400x300mm."
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class _Order(click.Group):
    """A group that lists its commands in the order in which they are written here."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(self.commands)


@click.group(cls=_Order, context_settings=_HELP, epilog="Example: buju map heilongjiang --open")
@_ROOT
@_QUIET
@_JSON
@click.version_option(__version__, prog_name="buju")
@click.pass_context
def cli(ctx: click.Context, root: str | None, quiet: bool, as_json: bool) -> None:
    """Chinese spatial industry layouts (布局) as cited data, maps and layers."""
    ctx.obj = {"root": root, "quiet": quiet, "as_json": as_json}


def shared(json: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command ``--root`` and ``-q``, and ``--json`` where it prints data; before or after its name.

    The command gets them as keyword arguments `root`, `quiet` and, where asked for, `as_json`.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        def merged(*args: Any, **given: Any) -> None:
            before = click.get_current_context().obj
            both = {name: given.pop(name) or before[name] for name in ("root", "quiet")}
            if json:
                both["as_json"] = given.pop("as_json") or before["as_json"]
            command(*args, **both, **given)

        merged.__name__, merged.__doc__ = command.__name__, command.__doc__
        merged.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
        options = _ROOT(_QUIET(merged))
        return _JSON(options) if json else options

    return decorate


@cli.command(epilog="Example: buju plans")
@shared(json=True)
def plans(root: str | None, quiet: bool, as_json: bool) -> None:
    """List the plans of the workspace."""
    from geo.analysis.show import plan_rows
    from geo.model.text import table

    rows = plan_rows(root)
    if as_json:
        return _print_json(rows)
    header = ("plan", "slogan", "zones", "units", "parks", "targets", "title")
    click.echo(table(header, [[str(row[name]) for name in header] for row in rows], right=header[2:6]))


@cli.command(epilog="Example: buju show heilongjiang")
@click.argument("plan")
@shared(json=True)
def show(plan: str, root: str | None, quiet: bool, as_json: bool) -> None:
    """Show one plan: its slogan as a tree, and what it counts."""
    from geo.analysis.show import plan_facts, plan_text
    from geo.model.plan import read_plan

    found = read_plan(plan, root)
    if as_json:
        return _print_json(plan_facts(found))
    click.echo(plan_text(found))


@cli.command("map", epilog="Example: buju map heilongjiang -o heilongjiang.html --open")
@click.argument("plan")
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Where to write; ./PLAN.html by default.")
@click.option(
    "--base", default="", metavar="URL", help="Online tiles beneath: tianditu, or an address with {z} {x} {y}."
)
@click.option("--open", "opened", is_flag=True, help="Show it in the browser.")
@click.option("--embed-code", "embedded", is_flag=True, help="Print the iframe that shows the page in another.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of that iframe.")
@click.option("--step", type=int, metavar="N", help="A step of the story, from 1, at which that iframe opens.")
@click.option("--force", is_flag=True, help="Replace also what is no HTML file.")
@shared()
def map_(
    plan: str, output: str | None, base: str, opened: bool, force: bool, root: str | None, quiet: bool, **options: Any
) -> None:
    """Render a plan as one HTML page that needs no network."""
    from geo.draw.page import page_html
    from geo.draw.tiles import BaseError
    from geo.model.errors import counted
    from geo.model.files import write_whole
    from geo.model.plan import read_plan

    found = read_plan(plan, root)
    path = Path(output or f"{plan}.html")
    if not (force or path.exists() or path.suffix.lower() in (".html", ".htm")):
        hint = f"Write {path.with_suffix('.html')}, or keep the name with --force."
        raise click.BadParameter(f"{path} is no name of an HTML page. {hint}", param_hint="-o")
    code = _embed_code(found, path.name, **options)
    try:
        data = page_html(found, base=base).encode()
    except BaseError as error:
        raise click.BadParameter(str(error), param_hint="--base") from None
    write_whole(path, data, suffixes=(".html", ".htm"), force=force)
    if code:
        click.echo(code)
    _say(_fault_line(found.faults), quiet or not found.faults)
    located = sum(park.lon is not None for park in found.park_rows)
    zones, units = counted(len(found.zone_rows), "zone"), counted(len(found.unit_rows), "unit")
    counts = f"{zones}, {units}, {located} of {counted(len(found.park_rows), 'place')}"
    _say(f"{path}: {counts} drawn, {len(data) / 1000:,.0f} kB.", quiet)
    if opened:
        click.launch(path.absolute().as_uri())


def _embed_code(plan: Plan, name: str, embedded: bool, lang: str, step: int | None) -> str:
    """Return the iframe that ``--embed-code`` asks for, before anything is written; else an empty text."""
    if not embedded:
        if lang != "zh" or step is not None:
            raise click.UsageError("--lang and --step say how an embedded page opens. Add --embed-code.")
        return ""
    from geo.draw.embed import embed_code

    return embed_code(plan, name, lang=lang, step=step)


@cli.command(epilog="Example: buju join heilongjiang > places.csv")
@click.argument("plan")
@shared(json=True)
def join(plan: str, root: str | None, quiet: bool, as_json: bool) -> None:
    """Print places x zones x targets as CSV, by text and by place."""
    from geo.analysis.join import join_plan
    from geo.model.plan import read_plan

    found = read_plan(plan, root)
    joined = join_plan(found)
    if as_json:
        _print_json(joined.as_dicts())
    else:
        click.echo(joined.as_csv(), nl=False)
    _say(_fault_line(found.faults), quiet or not found.faults)
    _say(_first(joined.unmatched_lines(), 9, "rows whose agreement is none list them all"), quiet)


@cli.command(epilog="Example: buju compare heilongjiang changsha")
@click.argument("plans", nargs=-1, required=True)
@shared(json=True)
def compare(plans: tuple[str, ...], root: str | None, quiet: bool, as_json: bool) -> None:
    """Lay plans side by side. Layout, places by kind and by industry, numbers."""
    from geo.analysis.compare import compare_plans
    from geo.model.plan import read_plan

    compared = compare_plans([read_plan(plan, root) for plan in plans])
    if as_json:
        return _print_json(compared.as_dict())
    click.echo(compared.as_text())


@cli.command(epilog="Example: buju atlas maps")
@click.argument("folder", type=click.Path(), metavar="DIR")
@shared()
def atlas(folder: str, root: str | None, quiet: bool) -> None:
    """Render all pages, a comparison and an index. Start at index.html; nothing needs a network."""
    from geo.draw.atlas import atlas_files
    from geo.model.files import make_folder, write_whole
    from geo.model.plan import list_plans, read_plan

    made = atlas_files([read_plan(name, root) for name in list_plans(root)])
    make_folder(Path(folder))
    for name, text in made.items():
        write_whole(Path(folder) / name, text.encode())
    _say(f"{folder}: {', '.join(made)} written. Open {Path(folder) / 'index.html'}.", quiet)


@cli.command(epilog="Example: buju figure heilongjiang -o heilongjiang.png --size 16:9")
@click.argument("plan")
@click.option("-o", "--output", required=True, metavar="FILE", help="FILE.png, FILE.svg or FILE.pdf.")
@click.option("--size", default="16:9", show_default=True, metavar="SIZE", help=_SIZES)
@click.option("--dpi", type=float, metavar="N", help="Pixels an inch; 96 for sizes in pixels, 300 for those in mm.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of all texts.")
@click.option("--drawing", type=click.Choice(["admin", "schematic"]), default="admin", show_default=True)
@click.option("--step", type=int, metavar="N", help="A step of the story, from 1: its view, what it lights.")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True, help="Colours.")
@click.option("--force", is_flag=True, help="Replace also what is no picture of this kind.")
@shared()
def figure(plan: str, output: str, force: bool, root: str | None, quiet: bool, **options: Any) -> None:
    """Draw a plan as a picture for walls and papers."""
    from geo.draw.figure import figure_bytes
    from geo.model.files import write_whole
    from geo.model.plan import read_plan

    found, path = read_plan(plan, root), Path(output)
    data = figure_bytes(found, path.suffix.lower().lstrip("."), **options)
    write_whole(path, data, suffixes=(path.suffix.lower(),), force=force)
    _say(_fault_line(found.faults), quiet or not found.faults)
    _say(f"{path}: {options['size']}, {len(data) / 1000:,.0f} kB.", quiet)


@cli.command(epilog="Example: buju handout heilongjiang -o heilongjiang.pdf")
@click.argument("plan")
@click.option("-o", "--output", required=True, metavar="FILE", help="FILE.pdf.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of all texts.")
@click.option("--drawing", type=click.Choice(["admin", "schematic"]), default="admin", show_default=True)
@click.option("--force", is_flag=True, help="Replace also what is no PDF.")
@shared()
def handout(plan: str, output: str, force: bool, root: str | None, quiet: bool, **options: Any) -> None:
    """Print a plan's story, an A4 page a step. With map, text, numbers, and places with their clauses."""
    from geo.draw.handout import handout_bytes
    from geo.model.files import write_whole
    from geo.model.plan import read_plan

    found, path = read_plan(plan, root), Path(output)
    if path.suffix.lower() != ".pdf":
        raise click.UsageError(f"{output}: a handout is a PDF. Give -o a name that ends in .pdf.")
    data = handout_bytes(found, **options)
    write_whole(path, data, suffixes=(".pdf",), force=force)
    _say(_fault_line(found.faults), quiet or not found.faults)
    _say(f"{path}: {len(data) / 1000:,.0f} kB.", quiet)


@cli.command(epilog="Example: buju slides heilongjiang -o heilongjiang.pptx --lang en")
@click.argument("plan")
@click.option("-o", "--output", required=True, metavar="FILE", help="FILE.pptx.")
@click.option("--size", type=click.Choice(["16:9", "4:3"]), help="Of a slide; 16:9, or that of the template.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of all texts.")
@click.option("--drawing", type=click.Choice(["admin", "schematic"]), default="admin", show_default=True)
@click.option("--template", type=click.Path(), metavar="FILE", help="A PPTX of which masters, layouts, size are kept.")
@click.option("--page", default="", metavar="FILE", help="The HTML page that maps lead to; PLAN.html by default.")
@click.option("--force", is_flag=True, help="Replace also what is no PPTX.")
@shared()
def slides(plan: str, output: str, force: bool, root: str | None, quiet: bool, **options: Any) -> None:
    """Make slides whose maps can be edited. Native shapes, charts and tables, and notes with the clauses."""
    from geo.draw.slides import Options, make_slides
    from geo.model.errors import counted
    from geo.model.files import write_whole
    from geo.model.plan import read_plan

    if Path(output).suffix.lower() != ".pptx":
        raise click.UsageError(f"{output}: slides are a PPTX. Give -o a name that ends in .pptx.")
    template = Path(options.pop("template")) if options["template"] else options.pop("template")
    found = read_plan(plan, root)
    options["size"] = options["size"] or ""
    deck = make_slides(found, Options(template=template, **options))
    write_whole(Path(output), deck.data, suffixes=(".pptx",), force=force)
    for remark in deck.remarks:
        _say(remark, quiet)
    _say(_fault_line(found.faults), quiet or not found.faults)
    _say(f"{output}: {counted(deck.slides, 'slide')}, {len(deck.data) / 1000:,.0f} kB.", quiet)


@cli.command(epilog="Example: buju schematic heilongjiang --redraw harbin-pole")
@click.argument("plan")
@click.option(
    "--redraw", multiple=True, metavar="ID", help="A zone to draw anew though a hand adjusted it; repeatable."
)
@shared()
def schematic(plan: str, redraw: tuple[str, ...], root: str | None, quiet: bool) -> None:
    """Derive the planning diagram (空间布局图). It stands in layers/PLAN/schematic.geojson."""
    from geo.model.errors import counted
    from geo.model.files import write_whole
    from geo.model.geojson import format_layer
    from geo.model.plan import file_of, read_plan
    from geo.model.schema import Schematic
    from geo.space.schematic import make_schematic

    found = read_plan(plan, root)
    diagram = make_schematic(found, redraw)
    shown = file_of(plan, "schematic.geojson")
    write_whole(found.root / shown, format_layer(diagram.rows, Schematic).encode())
    kept = f", {len(diagram.kept)} kept as adjusted: {', '.join(diagram.kept)}" if diagram.kept else ""
    _say(f"{shown}: {len(diagram.rows)} of {counted(len(found.zone_rows), 'zone')} drawn{kept}.", quiet)
    if diagram.unplaced:
        _say(f"Unplaced, with neither an outline nor a located place: {', '.join(diagram.unplaced)}.", quiet)


@cli.command(epilog="Example: buju export heilongjiang -o heilongjiang.gpkg --crs 4490")
@click.argument("plan")
@click.option("-o", "--output", required=True, metavar="FILE", help=_EXPORT_TO)
@click.option("--crs", default="4490", show_default=True, metavar="CRS", help="EPSG code, auto, albers or lambert.")
@click.option("--layer", "layers", multiple=True, metavar="LAYER", help="Only this layer; repeatable.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Of aliases and titles.")
@click.option("--metadata", is_flag=True, help="Write ISO 19139, datapackage.json and a data dictionary beside it.")
@click.option("--force", is_flag=True, help="Replace also what is no file of this kind.")
@shared()
def export(plan: str, output: str, root: str | None, quiet: bool, **options: Any) -> None:
    """Write a plan as GIS layers. The driver by the suffix, or PostGIS by a postgresql:// address."""
    from geo.export.export import UsageError, export_plan
    from geo.model.plan import read_plan
    from geo.space.crs import CrsError

    found = read_plan(plan, root)
    try:
        done = export_plan(found, output, watch=_bar(quiet), **options)
    except (UsageError, CrsError) as error:
        raise click.UsageError(str(error)) from None
    click.echo("\n".join(done.paths))
    for line in done.warnings:
        _say(line, quiet)
    _say(_fault_line(found.faults), quiet or not found.faults)
    _say(f"{', '.join(f'{count} {name}' for name, count in done.counts.items())}; {done.crs}.", quiet)


@cli.command("import", epilog="Example: buju import edited.gpkg --plan heilongjiang --layer zones --apply")
@click.argument("file", type=click.Path(exists=True))
@click.option("--plan", required=True, metavar="PLAN", help="The plan it belongs to.")
@click.option("--layer", type=click.Choice(["zones", "units", "parks"]), required=True, help="Which layer it is.")
@click.option("--datum", type=click.Choice(["gcj02", "bd09"]), help="Shifted datum of a Chinese web map.")
@click.option(
    "--apply", "applied", is_flag=True, help="Write the plan's file; without it only the difference is shown."
)
@shared(json=True)
def import_(file: str, plan: str, layer: str, datum: str | None, applied: bool, **given: Any) -> None:
    """Take back what a GIS team edited. Shows the difference by id, and writes it with --apply."""
    from geo.export.incoming import apply_incoming, read_incoming
    from geo.model.plan import read_plan

    found = read_plan(plan, given["root"])
    incoming = read_incoming(found, file, layer, datum or "")
    if given["as_json"]:
        _print_json({"file": incoming.file, "changes": [_fields(change) for change in incoming.changes]})
    elif incoming.changes:
        click.echo("\n".join(map(str, incoming.changes)))
    for line in incoming.warnings:
        _say(line, given["quiet"])
    if applied and incoming.changes:
        apply_incoming(found, incoming)
    done = f"written to {incoming.file}; run buju check {plan}" if applied else "nothing is written without --apply"
    _say(f"{incoming.counts}; {done if incoming.changes else 'nothing to write'}.", given["quiet"])


@cli.command(epilog="Example: buju check heilongjiang --notes")
@click.argument("plans", nargs=-1)
@click.option("--notes", is_flag=True, help="Print notes too: what is no fault and should be known.")
@shared(json=True)
def check(plans: tuple[str, ...], notes: bool, root: str | None, quiet: bool, as_json: bool) -> None:
    """Check plans against every rule. All plans where none is named."""
    from geo.analysis.check import check_plan

    names = _named(plans, root)
    found = [problem for name in names for problem in check_plan(name, root)]
    shown = [problem for problem in dict.fromkeys(found) if notes or problem.severity != "note"]
    if as_json:
        _print_json([_problem_facts(problem) for problem in shown])
    elif shown:
        click.echo("\n".join(str(problem) for problem in shown))
    _say(_summary(found, names), quiet)
    if any(problem.severity != "note" for problem in found):
        raise SystemExit(1)


@cli.command(epilog="Example: buju fmt --check")
@click.argument("plans", nargs=-1)
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; print the difference, exit 1 if there is one."
)
@shared()
def fmt(plans: tuple[str, ...], only_check: bool, root: str | None, quiet: bool) -> None:
    """Bring files into their canonical form. All plans where none is named."""
    from geo.analysis.canonical import format_plan
    from geo.model.errors import counted
    from geo.model.files import write_whole
    from geo.model.plan import find_root

    names = _named(plans, root)
    base = find_root(root)
    changes = {
        shown: texts for name in names for shown, texts in format_plan(name, root).items() if texts[0] != texts[1]
    }
    for shown, (old, new) in changes.items():
        if only_check:
            click.echo(_difference(shown, old, new), nl=False)
        else:
            write_whole(base / shown, new.encode())
            click.echo(shown)
    verb = "not in" if only_check else "brought into"
    many = f"{counted(len(changes), 'file')} {verb}" if changes else "All files are in"
    _say(f"{many} canonical form.", quiet)
    if only_check and changes:
        raise SystemExit(1)


@cli.command(epilog="Example: buju audit heilongjiang --text heilongjiang.txt")
@click.argument("plan")
@click.option("--text", "texts", multiple=True, required=True, metavar="[SOURCE=]FILE", help="A text; repeatable.")
@click.option("--worklist", is_flag=True, help="Print names and numbers of the text that no row cites, too.")
@shared(json=True)
def audit(plan: str, texts: tuple[str, ...], worklist: bool, root: str | None, quiet: bool, as_json: bool) -> None:
    """Hold every anchor and number of a plan against its own text."""
    from geo.analysis.audit import audit_plan, texts_by_source
    from geo.model.plan import read_plan

    found = read_plan(plan, root)
    held = texts_by_source(found, [_text(given, quiet) for given in texts])
    result = audit_plan(found, held)
    if as_json:
        _print_json(
            {
                "audited": result.audited,
                "not_audited": result.not_audited,
                "problems": [_problem_facts(problem) for problem in result.problems],
                "worklist": [_fields(item) for item in result.worklist],
            }
        )
    else:
        for line in (*result.problems, *(result.worklist if worklist else ())):
            click.echo(str(line))
    counts = (
        f"{result.audited} facts audited, {len(result.problems)} doubtful, {result.not_audited} without a text here"
    )
    _say(f"{plan}: {counts}; {len(result.worklist)} names and numbers of the text in no row.", quiet)
    if result.problems:
        raise SystemExit(1)


@cli.command(epilog="Example: buju schema")
@shared(json=True)
def schema(root: str | None, quiet: bool, as_json: bool) -> None:
    """Print every file's columns: type, choices, meaning."""
    from geo.analysis.show import schema_facts, schema_text

    if as_json:
        return _print_json(schema_facts())
    click.echo(schema_text())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; every error is one line that says what to do, never a traceback.

    Exit status is 0 when all is good, 1 for findings or a fault in the data, 2 for a wrong call.
    """
    # A command makes hundreds of thousands of small lists and ends: looking for cycles costs a sixth of it, and
    # looking once more for those that the modules hold, when the process ends, another seventh.
    gc.disable()
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(arguments, prog_name="buju", standalone_mode=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
    except Exception as error:
        raise SystemExit(_told(error)) from None


def _told(error: Exception) -> int:
    """Print an error as its own line or lines and return the exit status."""
    from geo.draw.asked import AskedError
    from geo.model.errors import GeoError, one_line

    if isinstance(error, GeoError):
        click.echo(str(error), err=True)
        return 2 if isinstance(error, AskedError) else 1
    if os.environ.get("BUJU_TRACEBACK"):
        raise error
    if isinstance(error, OSError) and error.strerror:
        where = error.filename or "the output"
        click.echo(f"{where}: {error.strerror.lower()}. Check its permissions and the room on the disk.", err=True)
        return 1
    what = one_line(f"{type(error).__name__}: {error}")
    click.echo(f"buju: internal error: {what}. Please report it; BUJU_TRACEBACK=1 shows where.", err=True)
    return 1


def _named(plans: tuple[str, ...], root: str | None) -> tuple[str, ...]:
    from geo.model.plan import list_plans, require_plan

    for name in plans:
        require_plan(name, root)
    return plans or list_plans(root)


def _text(given: str, quiet: bool) -> tuple[str, str, str]:
    """Return source id (or empty), name and text of a ``--text`` option; long texts are announced on a terminal."""
    from geo.model.files import read_text

    source, equals, name = given.rpartition("=")
    if equals and not source.replace("-", "").isalnum():
        source, name = "", given
    text = read_text(Path(name), name)
    _say(f"Reading {name} ...", quiet or len(text) < 50_000 or not sys.stderr.isatty())
    return source, name, text


def _fields(item: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(item)


def _print_json(value: Any) -> None:
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _bar(quiet: bool) -> Callable[[Iterable[str]], Iterable[str]]:
    """Return what shows a bar on a terminal while it hands on one name after the other."""

    def watch(names: Iterable[str]) -> Iterable[str]:
        silent = quiet or not sys.stderr.isatty()
        with click.progressbar(list(names), file=sys.stderr, hidden=silent, item_show_func=str) as shown:
            yield from shown

    return watch


def _say(line: str, silent: bool) -> None:
    if not silent:
        click.echo(line, err=True)


def _fault_line(faults: Iterable[Problem]) -> str:
    count = len(tuple(faults))
    return f"{count} cells could not be taken as they stand; buju check lists them."


def _first(lines: Sequence[str], most: int, where: str) -> str:
    rest = len(lines) - most
    return "\n".join([*lines[:most], f"... and {rest} more: {where}."] if rest > 0 else lines)


def _problem_facts(problem: Problem) -> dict[str, Any]:
    return _fields(problem)


def _summary(problems: Sequence[Problem], plans: Sequence[str]) -> str:
    counts = {kind: sum(problem.severity == kind for problem in problems) for kind in ("error", "warning", "note")}
    words = ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts.items())
    return f"{', '.join(plans)}: {words}."


def _difference(shown: str, old: str, new: str) -> str:
    import difflib

    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), shown, f"{shown} (canonical)"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
