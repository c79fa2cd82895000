"""Our own scripts and styles as they stand in a page: joined, and without what only people need."""

from __future__ import annotations

from functools import cache
from importlib import resources

import rcssmin
import rjsmin


@cache
def inlined(room: str, ending: str, *, large: bool = False, linked: bool = False) -> str:
    """Return the assets of a room, joined in the order of their names and minified.

    Parameters
    ----------
    room : str
        Package that has a folder ``assets``.
    ending : str
        Of the names of the files: ``.js``, ``.css``, or a whole name.
    large : bool
        Whether those for large plans come along, whose names end in ``-large`` before the suffix.
    linked : bool
        Whether those for an address come along, whose names end in ``-linked``.

    Examples
    --------
    >>> inlined("geo.draw.atlas", "atlas.css").startswith("html.atlas{")
    True
    """
    files = resources.files(room).joinpath("assets").iterdir()
    without = [kind for kind, asked in (("-large.", large), ("-linked.", linked)) if not asked]
    named = {file.name: file for file in files if file.name.endswith(ending)}
    wanted = {name: file for name, file in named.items() if not any(kind in name for kind in without)}
    code = "\n".join(wanted[name].read_text(encoding="utf-8") for name in sorted(wanted))
    return minified_style(code) if ending.endswith(".css") else str(rjsmin.jsmin(code))


def minified_style(code: str) -> str:
    """Return a style sheet without comments and needless white space."""
    return str(rcssmin.cssmin(code))
