"""Our own scripts and styles as they stand in a page: joined, and without what only people need."""

from __future__ import annotations

from functools import cache
from importlib import resources

import rcssmin
import rjsmin

_ON_REQUEST = ("large", "linked", "edit")
"""Ends of names, before the suffix, of what only some pages need: large plans, an address, a pencil."""


@cache
def inlined(room: str, ending: str, asked: frozenset[str] = frozenset()) -> str:
    """Return the assets of a room, joined in the order of their names and minified.

    Parameters
    ----------
    room : str
        Package that has a folder ``assets``.
    ending : str
        Of the names of the files: ``.js``, ``.css``, or a whole name.
    asked : frozenset of str
        Which of those come along whose names end in ``-large``, ``-linked`` or ``-edit`` before the suffix: what only
        large plans, pages with an address and pages with a pencil need.

    Examples
    --------
    >>> inlined("geo.draw.atlas", "atlas.css").startswith("html.atlas{")
    True
    """
    files = resources.files(room).joinpath("assets").iterdir()
    without = [f"-{kind}." for kind in _ON_REQUEST if kind not in asked]
    named = {file.name: file for file in files if file.name.endswith(ending)}
    wanted = {name: file for name, file in named.items() if not any(kind in name for kind in without)}
    code = "\n".join(wanted[name].read_text(encoding="utf-8") for name in sorted(wanted))
    return minified_style(code) if ending.endswith(".css") else str(rjsmin.jsmin(code))


def minified_style(code: str) -> str:
    """Return a style sheet without comments and needless white space."""
    return str(rcssmin.cssmin(code))
