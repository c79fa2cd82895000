"""What Poppler reads in a PDF, in the one form in which a text can be looked for whatever way its lines were broken."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

_BREAKS = re.compile("[\\s\u00ad\u200b\u2010-\u2015\u2212-]+")
"""Blanks, soft hyphens and dashes of all kinds: at the end of a line Poppler drops them, and typesetters add them."""


def told(*command: str | Path) -> str:
    """Return what a program of Poppler prints."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True, timeout=120)
    return done.stdout


def solid(text: str) -> str:
    """Return a text without all that may come or go where a line is broken, ligatures and wide forms taken apart.

    Examples
    --------
    >>> solid("a Five-Year\\nﬁgure") == solid("a FiveYear fig\u00adure")
    True
    """
    return _BREAKS.sub("", unicodedata.normalize("NFKC", text))


def words(pdf: Path, page: int | None = None) -> str:
    """Return the text of a PDF, or of one page, solid."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    return solid(told("pdftotext", *pages, pdf, "-"))
