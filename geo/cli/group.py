"""The group that all commands of ``buju`` belong to: its options, its errors of one line, and what commands share."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from geo import __version__
from geo.cli.language import LANGUAGE, LANGUAGES
from geo.cli.outputs import refuse_inputs

if TYPE_CHECKING:
    from geo.model.errors import Problem

_CLICK_QUOTES = re.compile("(?:(?<!/) )?'([^']*)'(?: (?=[\u4e00-\u9fff]))?")
"""What click puts in quotes, with the spaces that Chinese has not around them."""
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_ROOT = click.option("--root", type=click.Path(), metavar="DIR", help="Workspace with layers/ and data/.")
_QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and errors.")
_ORDER = (
    *("plans", "show", "map", "join", "points", "assign", "reality", "progress", "compare"),
    *("atlas", "figure", "handout", "slides", "story", "schematic", "export", "import"),
    *("new", "draft", "zone", "edit", "workbook", "take", "check", "fmt", "undo", "audit", "schema"),
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")

_SPOKEN = click.option(
    "--lang", type=click.Choice(LANGUAGES), expose_value=False, help="Of messages; by default the locale's."
)

LANG = click.option(
    "--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Of all texts and titles."
)
EXCEL = click.option("--excel", is_flag=True, help="CSV for Excel or WPS: words instead of codes.")
REMOVE = click.option(
    "--remove", is_flag=True, help="Mark places that the file lacks as superseded; without it they are kept."
)
PURGE = click.option("--purge", is_flag=True, help="Delete the rows that the file lacks.")
FORCE = click.option("--force", is_flag=True, help="Replace also what is no file of this kind.")
SHIFTED = click.option("--datum", type=click.Choice(["gcj02", "bd09"]), help="Shifted datum of a Chinese web map.")
DRAWING = click.option(
    "--drawing",
    type=click.Choice(["admin", "schematic"]),
    default="admin",
    show_default=True,
    help="Zones as on the ground, or as the planning diagram.",
)


def with_options(*options: Callable[..., Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what gives a command some options, in their order."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def unit_option(meaning: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option ``--unit``, whose help says what it does with a city or county."""
    return click.option("--unit", metavar="UNIT", help=f"{meaning}, by adcode or name.")


class _Told(click.ClickException):
    """An error whose text, in the language of the command already, is all that is printed."""

    def show(self, file: Any = None) -> None:
        """Print it."""
        click.echo(self.message, file=file, err=True)


class _WrongCall(_Told):
    """A call that cannot be meant so."""

    exit_code = 2


class _Context(click.Context):
    """A context whose help is in the language of the command."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return what lays out help."""
        if not LANGUAGE.is_other:
            return super().make_formatter()
        from geo.cli.help import ChineseHelp

        return ChineseHelp(width=self.terminal_width, max_width=self.max_content_width)


class _Command(click.Command):
    """A command whose help is in the language of the command."""

    context_class = _Context


class Commands(click.Group):
    """A group that lists its commands in a fixed order, and whose every error is one line that says what to do."""

    context_class = _Context
    command_class = _Command

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command; one without a ``--lang`` of its own gets that of messages."""
        if not any("--lang" in option.opts for option in cmd.params):
            _SPOKEN(cmd)
        super().add_command(cmd, name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in their order; one that has no place in it comes last."""
        return sorted(self.commands, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with the first sentence of each."""
        if not LANGUAGE.is_other:
            return super().format_commands(ctx, formatter)
        from geo.cli.help import first_sentence

        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, first_sentence(self.commands[name].help or "")) for name in self.list_commands(ctx)]
            )

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> click.Context:
        """Parse what stands before the command's name; first of all in which language it is answered."""
        LANGUAGE.choose(args, self._makers(), os.environ)
        try:
            return super().make_context(info_name, args, *rest, **extra)
        except click.UsageError as error:
            raise _wrong_call(error, info_name or "buju") from None

    def _makers(self) -> list[str]:
        """Return the commands whose ``--lang`` is that of what they make."""
        return [
            name
            for name, command in self.commands.items()
            if any(option.name == "lang" and option.expose_value for option in command.params)
        ]

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise _wrong_call(error, ctx.command_path) from None
        except KeyboardInterrupt:
            raise _Told(f"\n{LANGUAGE.line('Stopped by Ctrl+C.')}") from None
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            raise _told(error) from error


@click.group(cls=Commands, context_settings=_HELP, epilog="Example: buju map heilongjiang --open")
@_ROOT
@_QUIET
@_JSON
@_SPOKEN
@click.version_option(__version__, prog_name="buju", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, root: str | None, quiet: bool, as_json: bool) -> None:
    """Chinese spatial industry layouts (布局) as cited data, maps and layers."""
    ctx.obj = {"root": root, "quiet": quiet, "as_json": as_json}


def shared(
    json: bool = False, *, writes: bool = False, begins: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command ``--root`` and ``-q``, and ``--json`` where it prints data; before or after its name.

    The command gets them as keyword arguments `root`, `quiet` and, where asked for, `as_json`. What one that `writes`
    to the plans takes away, ``buju undo`` brings back; one that `begins` a plan may do so where there is none yet.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        def merged(*args: Any, **given: Any) -> None:
            before = click.get_current_context().obj
            both = {name: given.pop(name) or before[name] for name in ("root", "quiet")}
            if json:
                both["as_json"] = given.pop("as_json") or before["as_json"]
            refuse_inputs(click.get_current_context(), both["root"])
            with _remembering(both["root"], begins) if writes else nullcontext():
                command(*args, **both, **given)

        merged.__name__, merged.__doc__ = command.__name__, command.__doc__
        merged.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
        options = _ROOT(_QUIET(merged))
        return _JSON(options) if json else options

    return decorate


def set_pair(text: str) -> tuple[str, str]:
    """Return column and text of an option ``--set``.

    Raises
    ------
    UsageError
        It has no sign of equality.
    """
    from geo.model.errors import UsageError

    name, sign, value = text.partition("=")
    if not sign:
        raise UsageError(f"--set {text[:40]}: write COLUMN=TEXT, for example --set name=武汉核心区.")
    return name.strip(), value


def _remembering(root: str | None, begins: bool) -> AbstractContextManager[None]:
    """Return the keeping of what the present command takes away from the plans of its workspace."""
    from geo.model.plan import find_root, root_for_new
    from geo.model.undo import remembered

    called = click.get_current_context()
    words = ["buju", called.info_name or "", *([str(called.params["plan"])] if called.params.get("plan") else [])]
    return remembered((root_for_new if begins else find_root)(root), " ".join(words))


def say(line: str, silent: bool) -> None:
    """Print a line beside the results, unless nothing is to be said."""
    if not silent:
        click.echo(LANGUAGE.line(line), err=True)


def tell(lines: Iterable[object]) -> None:
    """Print results for people, a line each: findings, differences, things to do."""
    from geo.model.errors import Problem

    for line in lines:
        click.echo(LANGUAGE.problem(line) if isinstance(line, Problem) else LANGUAGE.line(str(line)))


def say_faults(faults: Iterable[Problem], silent: bool) -> None:
    """Say how many cells of a plan are empty that must not be, and how many could not be taken as they stand."""
    blank = [problem.code in ("missing-value", "no-source") for problem in faults]
    counts = {"still to be filled in": sum(blank), "not taken as they stand": len(blank) - sum(blank)}
    told = ", ".join(f"{count} {words}" for words, count in counts.items() if count)
    say(f"Cells: {told}; buju check lists them.", silent or not told)


def split_source(given: str) -> tuple[str, str]:
    """Return the id of a source, empty where none is given, and the name of its file: ``[SOURCE=]FILE``."""
    source, equals, name = given.rpartition("=")
    return (source, name) if equals and source.replace("-", "").isalnum() else ("", given)


def print_json(value: Any) -> None:
    """Print a value as JSON; records in it as their fields."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=asdict))


def named_plans(plans: tuple[str, ...], root: str | None) -> tuple[str, ...]:
    """Return the plans that a user names, all where none is named.

    Raises
    ------
    RootError
        There is no plan of a name.
    """
    from geo.model.plan import list_plans, require_plan

    for name in plans:
        require_plan(name, root)
    return plans or list_plans(root)


def _wrong_call(error: click.UsageError, path: str) -> click.ClickException:
    """Return a wrong call as one line; a call of nothing is answered by the help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error
    path = error.ctx.command_path if error.ctx else path
    message = " ".join(error.format_message().split())
    told = LANGUAGE.sentences(message, f"See {path} -h.")
    if LANGUAGE.is_other:
        told = _CLICK_QUOTES.sub(r"“\1”", told)
        return _WrongCall(f"{path}：{told}")
    return _WrongCall(f"{path}: {told}")


def _told(error: Exception) -> _Told:
    """Return an error as its own line or lines with the exit status."""
    from geo.model.errors import GeoError, PlanError, UsageError, one_line

    if isinstance(error, PlanError):
        from geo.analysis.repeats import told

        return _Told(LANGUAGE.line("\n".join(told(error.problems, LANGUAGE.problem))))
    if isinstance(error, GeoError):
        return (_WrongCall if isinstance(error, UsageError) else _Told)(LANGUAGE.line(str(error)))
    if os.environ.get("BUJU_TRACEBACK"):
        raise error
    if isinstance(error, OSError) and error.strerror:
        where = error.filename or "the output"
        return _Told(
            LANGUAGE.line(f"{where}: {error.strerror.lower()}. Check its permissions and the room on the disk.")
        )
    what = one_line(f"{type(error).__name__}: {error}")
    return _Told(LANGUAGE.line(f"buju: internal error: {what}. Please report it; BUJU_TRACEBACK=1 shows where."))


def one_told(error: Exception) -> str:
    """Return an error as one line."""
    from geo.model.errors import one_line

    return one_line(_told(error).message)


def progress(quiet: bool) -> Callable[[Iterable[str]], Iterable[str]]:
    """Return what shows a bar on a terminal while it hands on one name after the other."""

    def watch(names: Iterable[str]) -> Iterable[str]:
        silent = quiet or not sys.stderr.isatty()
        with click.progressbar(list(names), file=sys.stderr, hidden=silent, item_show_func=str) as shown:
            yield from shown

    return watch
