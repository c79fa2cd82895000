"""Our own scripts and styles as they stand in a page: joined, and without what only people need."""

from __future__ import annotations

from functools import cache
from importlib import resources

import rcssmin
import rjsmin

_ASIDE = ("edit", "icons", "large", "linked", "points", "reality", "saved", "tiled", "townships", "watched")


@cache
def inlined(room: str, ending: str, wanted: frozenset[str] = frozenset()) -> str:
    """Return the assets of a room, joined in the order of their names and minified.

    Parameters
    ----------
    room : str
        Package that has a folder ``assets``.
    ending : str
        Of the names of the files: ``.js``, ``.css``, or a whole name.
    wanted : frozenset of str
        What the page has of what few pages have (``icons``, ``large``, ``linked``, …): files whose names end so, before
        the suffix, come along then only.

    Examples
    --------
    >>> inlined("geo.draw.atlas", "atlas.css").startswith("html.atlas{")
    True
    """
    files = resources.files(room).joinpath("assets").iterdir()
    without = tuple(f"-{kind}." for kind in _ASIDE if kind not in wanted)
    kept = [file for file in files if file.name.endswith(ending) and not any(kind in file.name for kind in without)]
    code = "\n".join(file.read_text(encoding="utf-8") for file in sorted(kept, key=lambda file: file.name))
    return minified_style(code) if ending.endswith(".css") else str(rjsmin.jsmin(code))


def minified_style(code: str) -> str:
    """Return a style sheet without comments and needless white space."""
    return str(rcssmin.cssmin(code))
