"""Commands that hold a plan against rules and texts: check, fmt, audit."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo.cli.group import cli, named_plans, print_json, say, shared, split_source, tell
from geo.cli.language import LANGUAGE

if TYPE_CHECKING:
    from geo.model.errors import Problem


@cli.command(epilog="Example: buju check heilongjiang --notes")
@click.argument("plans", nargs=-1)
@click.option("--notes", is_flag=True, help="Print notes too: what is no fault and should be known.")
@click.option("--all", "each", is_flag=True, help="Print each of many findings that say the same.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    help="Lines for people, a list of findings, or annotations of GitHub's checks.",
)
@shared(json=True)
def check(
    plans: tuple[str, ...],
    notes: bool,
    each: bool,
    form: str | None,
    root: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Check plans against every rule. All plans where none is named."""
    from geo.analysis.check import check_plan
    from geo.model.errors import UsageError

    if as_json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form} do not go together. Give one of them.")
    names = named_plans(plans, root)
    found = {name: check_plan(name, root) for name in names}
    every = [problem for problems in found.values() for problem in problems]
    if as_json or form == "json":
        print_json(_shown(every, notes))
    elif form == "github":
        _print_annotations(_shown(every, notes), root)
    else:
        _print_findings({name: _shown(problems, notes) for name, problems in found.items()}, each, root)
    say(_summary(every, names), quiet)
    if any(problem.severity != "note" for problem in every):
        raise SystemExit(1)


def _print_annotations(problems: Sequence[Problem], root: str | None) -> None:
    """Print findings as GitHub's runners take them from a log, with paths from where the check runs."""
    from geo.analysis.annotations import annotation
    from geo.model.plan import find_root, seen_from

    base = find_root(root)
    for problem in problems:
        click.echo(annotation(problem, seen_from(Path.cwd(), str(base / problem.file))))


def _shown(found: Sequence[Problem], notes: bool) -> list[Problem]:
    return [problem for problem in dict.fromkeys(found) if notes or problem.severity != "note"]


def _print_findings(found: Mapping[str, Sequence[Problem]], each: bool, root: str | None) -> None:
    """Print faults, many of one kind in two lines unless `each` is asked for; then what is left to do."""
    from geo.analysis.author.todo import parted
    from geo.analysis.repeats import told

    parts = {name: parted(name, root, problems) for name, problems in found.items()}
    faults = list(dict.fromkeys(problem for problems, _ in parts.values() for problem in problems))
    tell(faults if each else told(faults, LANGUAGE.problem))
    for name, (_, left) in parts.items():
        if left:
            lines = (
                f"{number:3}. {LANGUAGE.sentences(f'{task.what}.', task.how)}" for number, task in enumerate(left, 1)
            )
            tell([f"{name}: what is left to do, in this order:", *lines])


@cli.command(epilog="Example: buju fmt --check")
@click.argument("plans", nargs=-1)
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; print the difference, exit 1 if there is one."
)
@shared(writes=True)
def fmt(plans: tuple[str, ...], only_check: bool, root: str | None, quiet: bool) -> None:
    """Bring files into their canonical form. All plans where none is named."""
    from geo.analysis.canonical import format_plan
    from geo.model.errors import counted
    from geo.model.files import write_together
    from geo.model.plan import find_root

    names = named_plans(plans, root)
    base = find_root(root)
    changes = {
        shown: texts for name in names for shown, texts in format_plan(name, root).items() if texts[0] != texts[1]
    }
    if not only_check:
        write_together({base / shown: new.encode() for shown, (_, new) in changes.items()})
    for shown, (old, new) in changes.items():
        click.echo(_difference(shown, old, new) if only_check else f"{shown}\n", nl=False)
    many = counted(len(changes), "file")
    told = f"{many} not in canonical form." if only_check else f"{many} brought into canonical form."
    say(told if changes else "All files are in canonical form.", quiet)
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
        print_json(
            {
                "audited": result.audited,
                "not_audited": result.not_audited,
                "problems": result.problems,
                "worklist": result.worklist,
            }
        )
    else:
        tell([*result.problems, *(result.worklist if worklist else ())])
    counts = (
        f"{result.audited} facts audited, {len(result.problems)} doubtful, {result.not_audited} without a text here"
    )
    say(f"{plan}: {counts}; {len(result.worklist)} names and numbers of the text in no row.", quiet)
    if result.worklist and not worklist:
        say("buju audit … --worklist lists them, each with its line.", quiet)
    if result.problems:
        raise SystemExit(1)


def _text(given: str, quiet: bool) -> tuple[str, str, str]:
    """Return source id (or empty), name and text of a ``--text`` option; long texts are announced on a terminal."""
    from geo.analysis.papers import paper_text

    source, name = split_source(given)
    text = paper_text(Path(name))
    say(f"Reading {name} ...", quiet or len(text) < 50_000 or not sys.stderr.isatty())
    return source, name, text


def _summary(problems: Sequence[Problem], plans: Sequence[str]) -> str:
    from geo.model.errors import counted

    counts = {kind: sum(problem.severity == kind for problem in problems) for kind in ("error", "warning", "note")}
    return f"{', '.join(plans)}: {', '.join(counted(count, kind) for kind, count in counts.items())}."


def _difference(shown: str, old: str, new: str) -> str:
    import difflib

    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), shown, f"{shown} (canonical)"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
