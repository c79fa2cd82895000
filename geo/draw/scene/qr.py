"""An address and its QR code, for every medium that shows where the map is to be had."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from urllib.parse import urlsplit

from geo.model.errors import UsageError, one_line

QUIET = 2
"""Modules that stay light around a code."""

_MOST_LETTERS = 300
"""A code of more could no longer be read from a seat."""


@dataclass(frozen=True)
class Code:
    """An address that can be read off a picture.

    Attributes
    ----------
    address : str
        Of the web.
    """

    address: str

    @property
    def shown(self) -> str:
        """The address as people write it."""
        return self.address.partition("://")[2].rstrip("/")

    @property
    def side(self) -> int:
        """Number of modules of a side, with those around that stay light."""
        return len(self._modules) + 2 * QUIET

    @property
    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Dark modules beside one another: column of the first, row, and how many they are."""
        for row, modules in enumerate(self._modules):
            for is_dark, run in groupby(enumerate(modules), key=lambda each: bool(each[1])):
                columns = [column for column, _ in run]
                if is_dark:
                    yield columns[0] + QUIET, row + QUIET, len(columns)

    @cached_property
    def _modules(self) -> tuple[bytes, ...]:
        import segno

        return tuple(bytes(row) for row in segno.make(self.address, error="m", micro=False).matrix)


def code_of(address: str) -> Code:
    """Return the code of an address.

    Parameters
    ----------
    address : str
        Of the web, such as ``https://example.org/plan``.

    Raises
    ------
    UsageError
        It is no such address, or too long for a code that is read from afar.

    Examples
    --------
    >>> code = code_of("https://example.org/plan/")
    >>> code.shown, code.side, next(code.runs)
    ('example.org/plan', 29, (2, 2, 7))
    """
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or not address.isprintable() or " " in address:
        raise UsageError(f'"{one_line(address, 60)}" is no address of the web. Give --link https://… in full.')
    if len(address) > _MOST_LETTERS:
        raise UsageError(f"An address of {len(address)} letters makes no code that can be read. Give a short one.")
    return Code(address)
