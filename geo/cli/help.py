"""Help in Chinese: what click lays out in English, put into Chinese and wrapped where Chinese may be."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator

import click

from geo.cli.language import LANGUAGE
from geo.model.text import pad, width

_EXTRA = re.compile(r"(.*?)(?:  \[([^\]]*)\])?", re.DOTALL)
_NAME = re.compile(r"[A-Z]{2,}(?: RANGE)?")
_PIECE = re.compile(r" ?（[^（）]{1,12}）|[!-~]+ ?|.")
_NEVER_FIRST = "，。、；：？！）”》…"
_NEVER_LAST = "（“《"
_WIDEST_FIRST = 30


class ChineseHelp(click.HelpFormatter):
    """A formatter that is given English help and writes Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        self.write(f"{LANGUAGE.line('Usage:')}{prog} {_names(args)}\n")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        self.write(f"{'':>{self.current_indent}}{LANGUAGE.line(heading)}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        paragraphs = LANGUAGE.line(text).split("\n\n")
        room = max(self.width - self.current_indent, 11)
        for at, paragraph in enumerate(paragraphs):
            lines = (f"{'':>{self.current_indent}}{line}\n" for line in wrapped(paragraph, room))
            self.write("".join(("\n" * bool(at), *lines)))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _WIDEST_FIRST, col_spacing: int = 2) -> None:
        """Write names with what they mean beside them."""
        told = [(_names(first), _meaning(second)) for first, second in rows]
        column = min(max((width(first) for first, _ in told), default=0), col_max) + col_spacing
        blank = " " * (self.current_indent + column)
        for first, second in told:
            is_long = width(first) + col_spacing > column
            head = f"{first}\n{blank}" if is_long else pad(first, column)
            lines = wrapped(second, max(self.width - len(blank), 20)) or [""]
            self.write(f"{'':>{self.current_indent}}{head}")
            self.write(f"\n{blank}".join(lines) + "\n")


def wrapped(text: str, room: int) -> list[str]:
    """Return a text as lines of at most `room` columns of a terminal.

    A line ends before any Chinese character, but for marks that may not begin one, and before words of Latin letters.

    Examples
    --------
    >>> wrapped("列出每个文件的列：类型、选项、含义。", 18)
    ['列出每个文件的列：', '类型、选项、含义。']
    """
    lines = [""]
    for piece in _pieces(" ".join(text.split())):
        if width(lines[-1]) + width(piece.rstrip()) > room and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines if line]


def _pieces(text: str) -> Iterator[str]:
    """Yield what may not be parted."""
    held = ""
    for piece in _PIECE.findall(text):
        if held and piece[0] not in _NEVER_FIRST and held[-1] not in _NEVER_LAST:
            yield held
            held = ""
        held += piece
    yield held


def first_sentence(text: str) -> str:
    """Return the first sentence of a command's help, without its stop."""
    return LANGUAGE.line(inspect.cleandoc(text)).partition("。")[0]


def _meaning(text: str) -> str:
    """Return what an option means, with what follows it in brackets."""
    match = _EXTRA.fullmatch(text)
    meaning, extra = (match[1], match[2]) if match else (text, None)
    more = f" （{'；'.join(map(LANGUAGE.line, extra.split('; ')))}）" if extra else ""
    return f"{LANGUAGE.line(meaning)}{more}"


def _names(text: str) -> str:
    """Return names of values, which English writes in capitals, in Chinese."""
    return _NAME.sub(lambda match: LANGUAGE.word(match[0]), text)
