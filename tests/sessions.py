"""Sessions that a document tells, done again: its files written, its commands run, its tables filled in and clicked.

What is to be done stands in the document as a reader sees it. A block under ``<!-- file NAME -->`` is that file; the
table under ``<!-- fill NAME -->`` says which cells of a workbook to fill in, that under ``<!-- click NAME -->`` what to
click on a page with a pencil; a ``console`` block has commands after ``$``, each with its output. In output, ``…`` is
what is left out, alone on a line any number of lines.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from browser import opened
from click.testing import CliRunner
from openpyxl.worksheet.worksheet import Worksheet
from pencil import locate, saved, sketch
from playwright.sync_api import Browser

import geo
from geo.cli import cli

_STEP = re.compile(
    r"<!-- (?P<kind>file|fill|click) (?P<name>\S+) -->\n+(?:```\w*\n(?P<text>.*?)```|(?P<table>(?:\|[^\n]*\n)+))"
    r"|```console\n(?P<console>.*?)```",
    re.DOTALL,
)
_TICK = "采纳"
ALL = "全部"
"""In place of a row's name: every row that is proposed."""


@dataclass(frozen=True)
class Step:
    """One thing to do.

    Attributes
    ----------
    kind : {"file", "fill", "click", "run"}
        What it is.
    name : str
        The file, or the command.
    told : str
        Text of the file, table, or output.
    """

    kind: str
    name: str
    told: str

    @property
    def rows(self) -> list[list[str]]:
        """The cells of its table, without the head."""
        lines = self.told.strip().splitlines()[2:]
        return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def steps_of(text: str) -> Iterator[Step]:
    """Yield what a document tells to do, in its order."""
    for match in _STEP.finditer(text):
        if match["console"] is None:
            yield Step(match["kind"], match["name"], match["text"] or match["table"])
            continue
        for session in match["console"].removeprefix("$ ").split("\n$ "):
            command, _, output = session.partition("\n")
            yield Step("run", command, output)


def do(step: Step, folder: Path, browser: Browser, lang: str = "en") -> None:
    """Do one step in a folder; what a command prints, in a language, must be what the document shows."""
    if step.kind == "file":
        (folder / step.name).write_text(step.told, encoding="utf-8")
    elif step.kind == "fill":
        fill(folder / step.name, step.rows)
    elif step.kind == "click":
        click(folder / step.name, step.rows, browser)
    else:
        _, *words = shlex.split(step.name)
        told = CliRunner(env={"BUJU_LANG": lang}).invoke(cli, words, prog_name="buju").output
        assert matches(told, step.told), f"$ {step.name}\n{told}\n--- is shown as\n{step.told}"


def matches(told: str, shown: str) -> bool:
    """Return whether output is what a document shows of it."""
    lines = (r"(?:.*\n)*" if line == "…" else f"{re.escape(line).replace('…', '.*')} *\n" for line in _lines(shown))
    return re.fullmatch("".join(lines), "".join(f"{line}\n" for line in _lines(told))) is not None


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def fill(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Fill in a workbook: sheet, what the row is called, heading of the column, value."""
    book = openpyxl.load_workbook(path)
    for title, name, heading, value in rows:
        sheet = book[title]
        heads = [str(cell.value) for cell in sheet[1]]
        for row in _rows(sheet, heads, name):
            sheet.cell(row, heads.index(heading) + 1).value = value
    book.save(path)


def _rows(sheet: Worksheet, heads: Sequence[str], name: str) -> list[int]:
    """Return the rows that are called so; where none is, a new one under that id."""
    own = [row for row in range(2, sheet.max_row + 1) if heads[0] != _TICK or sheet.cell(row, len(heads)).value]
    if name == ALL:
        return own
    found = [row for row in own if name in [cell.value for cell in sheet[row]]]
    if not found:
        free = next(row for row in range(2, sheet.max_row + 2) if not sheet.cell(row, 1).value)
        sheet.cell(free, 1).value = name
        found = [free]
    return found


def click(path: Path, rows: Sequence[Sequence[str]], browser: Browser) -> None:
    """Click on a page with a pencil: the thing, where, how precisely; then save beside it what was done."""
    (header,) = path.parent.glob("data/*/plan.toml")
    plan = geo.read_plan(header.parent.name, path.parent)
    ids = {park.name: park.park_id for park in plan.park_rows} | {zone.name: zone.zone for zone in plan.zone_rows}
    with opened(browser, path, reduced_motion="reduce") as view:
        for name, where, km in rows:
            at = [(float(lon), float(lat)) for lon, lat in re.findall(r"([\d.]+),\s*([\d.]+)", where)]
            if len(at) == 1:
                locate(view, ids[name], *at[0], km)
            else:
                sketch(view, ids[name], at, km)
        saved(view, path.parent)
