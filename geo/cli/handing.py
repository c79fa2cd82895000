"""Commands that hand a plan over to a GIS and take it back: export, import."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.cli.group import (
    FORCE,
    LANG,
    PURGE,
    REMOVE,
    SHIFTED,
    cli,
    print_json,
    progress,
    say,
    say_faults,
    shared,
    tell,
    unit_option,
)
from geo.cli.language import LANGUAGE
from geo.cli.outputs import OUTPUT
from geo.export.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from geo.model.plan import Plan

_KINDS = ", ".join(f"{suffix} {made.name}" for suffix, made in FORMATS.items())
_LAYERS = [
    *("zones", "units", "parks", "schematic"),
    *("groups", "targets", "citations", "sources", "industries", "actuals", "status", "story"),
]
_WHICH = f"Which layer or table it is: {', '.join(_LAYERS)}; what buju edit saved has all."
_LONG_BYTES = 500_000
_TO = f"By its suffix: {_KINDS}; or postgresql://..., which is PostGIS."


@cli.command(epilog="Example: buju export heilongjiang -o heilongjiang.gpkg --crs 4490")
@click.argument("plan")
@click.option("-o", "--output", required=True, type=OUTPUT, metavar="FILE", help=_TO)
@click.option("--crs", default="4490", show_default=True, metavar="CRS", help="EPSG code, auto, albers or lambert.")
@click.option("--layer", "layers", multiple=True, metavar="LAYER", help="Only this layer; repeatable.")
@unit_option("Only what concerns a city or county")
@LANG
@click.option("--metadata", is_flag=True, help="Write ISO 19139, datapackage.json and a data dictionary beside it.")
@FORCE
@shared()
def export(plan: str, output: str, unit: str | None, root: str | None, quiet: bool, **options: Any) -> None:
    """Write a plan as GIS layers. The driver by the suffix, or PostGIS by a postgresql:// address."""
    from geo.analysis.concern import extract
    from geo.export.export import export_plan
    from geo.model.plan import read_plan

    found = read_plan(plan, root)
    held = found if unit is None else extract(found, found.unit_named(unit).unit)
    done = export_plan(held, output, watch=progress(quiet), **options)
    click.echo("\n".join(done.paths))
    for line in done.warnings:
        say(line, quiet)
    say_faults(found.faults, quiet)
    say(f"{', '.join(f'{count} {name}' for name, count in done.counts.items())}; {done.crs}.", quiet)


@cli.command("import", epilog="Example: buju import edited.gpkg --plan heilongjiang --layer zones --apply")
@click.argument("file", type=click.Path(exists=True))
@click.option("--plan", required=True, metavar="PLAN", help="The plan it belongs to.")
@click.option("--layer", type=click.Choice(_LAYERS), metavar="LAYER", help=_WHICH)
@SHIFTED
@REMOVE
@PURGE
@click.option(
    "--apply", "applied", is_flag=True, help="Write the plan's file; without it only the difference is shown."
)
@click.option("--picture", type=OUTPUT, metavar="FILE", help="Draw before and after: FILE.png, .svg or .pdf.")
@shared(json=True, writes=True)
def import_(file: str, plan: str, layer: str | None, applied: bool, **given: Any) -> None:
    """Take back what a GIS team or the page of buju edit changed. Shows the difference, and writes it with --apply."""
    from geo.analysis.lacking import lacking_of
    from geo.analysis.repeats import told
    from geo.export.incoming.incoming import apply_incoming, read_incoming
    from geo.model.plan import file_of, read_plan

    found = read_plan(plan, given["root"])
    named = _layer_of(file, layer)
    if not named:
        _import_edits(found, file, applied, **given)
        return
    lacking = lacking_of(given["remove"], given["purge"])
    say(f"Comparing {file} ...", given["quiet"] or not _is_long(file) or not sys.stderr.isatty())
    incoming = read_incoming(found, file, named, given["datum"] or "", lacking)
    if given["as_json"]:
        names = ("file", "changes", "follows", "kept")
        print_json({name: getattr(incoming, name) for name in names})
    elif incoming.changes:
        tell(incoming.changes)
        tell(f"{change}; it follows" for change in incoming.follows)
    for line in (*incoming.warnings, *told(() if applied else incoming.findings, LANGUAGE.problem)):
        say(line, given["quiet"])
    _draw(found, incoming.tables, {change.id for change in incoming.changes}, **given)
    if applied and incoming.changes:
        apply_incoming(found, incoming)
    files = ", ".join(_as_seen(found.root, file_of(plan, name)) for name in incoming.tables)
    done = f"written to {files}; run buju check {plan}" if applied else "nothing is written without --apply"
    say(f"{incoming.summary}; {done if incoming.changes else 'nothing to write'}.", given["quiet"])


def _as_seen(root: Path, file: str) -> str:
    """Return a file of a workspace as it is found: in full where the workspace is not the one that a user stands in."""
    here = Path.cwd()
    return file if root.resolve() in (here, *here.parents) else str(root / file)


def _is_long(file: str) -> bool:
    """Whether a file has so many corners that to compare it takes more than a second."""
    return os.path.isfile(file) and os.path.getsize(file) > _LONG_BYTES


def _draw(plan: Plan, tables: Mapping[str, Sequence[Any]], edited: AbstractSet[str], **given: Any) -> None:
    """Draw a plan before and after an edit, where that is asked for and outlines or places differ."""
    from geo.analysis.canonical import with_tables
    from geo.draw.figure.figure import FORMATS, require_matplotlib
    from geo.model.errors import UsageError
    from geo.model.files import write_whole

    if not given["picture"]:
        return
    path = Path(given["picture"])
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise UsageError(f"{path}: a picture is a .png, .svg or .pdf. Give it such a suffix.")
    require_matplotlib()
    from geo.draw.figure.changed import changed_figure

    data = changed_figure(plan, with_tables(plan, tables), edited, form, LANGUAGE.name)
    if data is None:
        say("No outline and no place differs: no picture is drawn.", given["quiet"])
        return
    write_whole(path, data, suffixes=(path.suffix.lower(),))
    say(f"{path}: the plan as it is and as it would be.", given["quiet"])


def _layer_of(file: str, layer: str | None) -> str:
    """Return which layer a file holds; an empty text of what the page of ``buju edit`` saved, which has all of them."""
    from geo.export.incoming.edits import is_edits
    from geo.model.errors import UsageError

    saved = is_edits(Path(file))
    if saved and layer:
        raise UsageError(f"{file}: is what the page of buju edit saved, with all layers. Leave --layer out.")
    if not saved and not layer:
        raise UsageError(f"{file}: is not what the page of buju edit saves. Say which layer it is: --layer zones.")
    return layer or ""


def _import_edits(plan: Plan, file: str, applied: bool, **given: Any) -> None:
    """Take back what the page of ``buju edit`` saved: all its layers in one file."""
    from geo.analysis.repeats import told
    from geo.export.incoming.edits import read_edits
    from geo.export.incoming.incoming import apply_incoming
    from geo.model.errors import UsageError, counted

    if given["datum"] or given["remove"] or given["purge"]:
        raise UsageError(
            "--datum, --remove and --purge go with --layer: what buju edit saved is in degrees of CGCS2000."
        )
    edits = read_edits(plan, Path(file))
    if given["as_json"]:
        findings = [str(problem) for problem in edits.findings]
        print_json({"changes": edits.changes, "findings": findings})
    elif edits.changes:
        tell(edits.changes)
    for line in (*edits.warnings, *told(edits.findings, LANGUAGE.problem)):
        say(line, given["quiet"])
    _draw(plan, edits.tables, {change.id for change in edits.changes}, **given)
    paths = apply_incoming(plan, edits) if applied else ()
    written = f"written to {', '.join(path.name for path in paths)}; run buju check {plan.id}"
    done = written if applied else "nothing is written without --apply"
    counts = [counted(len(edits.changes), "change")]
    counts += [f"{counted(len(edits.findings), 'finding')} with them"] if edits.findings else []
    say(f"{', '.join(counts)}; {done if edits.changes else 'nothing to write'}.", given["quiet"])
