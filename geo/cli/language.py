"""In which language the command speaks: what a caller, the environment or the locale says; and saying it."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.cli.catalogue import Catalogue
    from geo.model.errors import Problem

LANGUAGES = ("zh", "en")
VARIABLE = "BUJU_LANG"
_OPTION = "--lang"
_VALUE = re.compile(r'"[^"]*"|-?\d+\.\d{5}')
"""What differs from row to row: texts in quotes, and coordinates."""
_MARKED = re.compile(r'["“](~\d+)["”](?=([\u4e00-\u9fff])?)')


class Language:
    """The language of one run of the command: English until somebody says otherwise."""

    def __init__(self) -> None:
        self.name = "en"
        self._details: dict[str, str] = {}

    def choose(self, arguments: Sequence[str], makers: Sequence[str], environ: Mapping[str, str]) -> None:
        """Take the language of a call.

        ``--lang`` before the command's name is above ``BUJU_LANG``, which is above a Chinese locale. After the name of
        a command that makes something, ``--lang`` is first of all the language of that, and of messages only where
        nothing else is said; after other names it is as good as before.

        Parameters
        ----------
        arguments : sequence of str
            The call, without the program's name.
        makers : sequence of str
            Commands with a ``--lang`` of their own.
        environ : mapping of str to str
            The environment.
        """
        at = _command_at(arguments)
        before, after = _given(arguments[:at]), _given(arguments[at + 1 :])
        if arguments[at : at + 1] and arguments[at] not in makers:
            before, after = before or after, ""
        told = (before, environ.get(VARIABLE, ""), _locale_language(environ), after)
        self.name = next((name for name in told if name in LANGUAGES), "en")

    @property
    def is_other(self) -> bool:
        """Whether messages, which are English where they are written, have to be put into another language."""
        return self.name != "en"

    def line(self, text: str) -> str:
        """Return a line, or several, in the language."""
        return _catalogue(self.name).line(text) if self.is_other else text

    def word(self, text: str) -> str:
        """Return a word in the language."""
        return _catalogue(self.name).word(text) if self.is_other else text

    def sentences(self, *texts: str) -> str:
        """Return sentences one after the other, in the language."""
        return ("" if self.is_other else " ").join(map(self.line, texts))

    def detail(self, text: str) -> str:
        """Return what a file tells of one of many rows: texts that differ in values only are put into words once."""
        if not self.is_other:
            return text
        values = _VALUE.findall(text)
        marks = {f"~{at}": value for at, value in enumerate(values)}
        names = iter(marks)
        form = _VALUE.sub(lambda _: f'"{next(names)}"', text)
        if form not in self._details:
            self._details[form] = _catalogue(self.name).told_value(form)
        return _MARKED.sub(lambda match: _in_chinese(marks[match[1]], match[2]), self._details[form])

    def problem(self, problem: Problem) -> str:
        """Return a finding as a line in the language."""
        return _catalogue(self.name).problem(problem) if self.is_other else str(problem)


LANGUAGE = Language()
"""Of the present call."""


def _in_chinese(value: str, then: str | None) -> str:
    """Return a text in Chinese quotes, or a number with a space before the character that follows it."""
    return f"“{value[1:-1]}”" if value.startswith('"') else f"{value}{' ' * bool(then)}"


@cache
def _catalogue(name: str) -> Catalogue:
    from geo.cli.catalogue import catalogue

    return catalogue(name)


def _command_at(arguments: Sequence[str]) -> int:
    """Return where the name of the command stands: the first argument that is no option, nor the value of one."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("-"):
        at += 2 if arguments[at] in (_OPTION, "--root") else 1
    return at


def _given(arguments: Sequence[str]) -> str:
    """Return the last language that an option gives, an empty text where none does."""
    found = [then for option, then in pairwise([*arguments, ""]) if option == _OPTION]
    found += [text.partition("=")[2] for text in arguments if text.startswith(f"{_OPTION}=")]
    return found[-1] if found else ""


def _locale_language(environ: Mapping[str, str]) -> str:
    """Return ``zh`` where the locale is a Chinese one; Windows has no variables for it."""
    names = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, names), "") or (_windows_locale() if sys.platform == "win32" else "")
    return "zh" if name.lower().startswith(("zh", "chinese")) else ""


def _windows_locale() -> str:
    """Return the language of Windows' own texts, ``zh_CN``; where it is not told, the locale as the system names it.

    Such a name is ``Chinese (Simplified)_China.936`` or ``zh-CN``, of which ``locale.getlocale`` knows not every form.
    """
    import ctypes
    import locale

    try:
        told = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")  # type: ignore[attr-defined,unused-ignore]
    except (AttributeError, OSError):
        told = ""
    return told or locale.setlocale(locale.LC_CTYPE)
