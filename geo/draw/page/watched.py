"""A page that is rendered again while its plan is edited: it shows what the check finds, and loads itself anew."""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Sequence
from urllib.parse import quote

from geo.draw.page.inline import inlined
from geo.draw.page.policy import images_of, with_policy
from geo.draw.scene.phrases import PHRASES, phrase
from geo.draw.scene.words import Words

_ROOM = "geo.draw.page"
_ASIDE = frozenset({"watched"})
_MOST = 9973
"""Widths of a mark, which browsers take for pixels."""


def watched_html(
    page: str, findings: Sequence[str], mark: str, *, count: int | None = None, stopped: bool = False
) -> tuple[str, bytes]:
    """Return a page with a strip of findings that loads itself anew when it has been written, and its mark.

    A page from the disk may neither read a file nor ask a server. What it may see of a file beside it is how large a
    picture is: the mark is an empty picture, the width of which tells one state of the page from the next.

    Parameters
    ----------
    page : str
        The last page that could be made.
    findings : sequence of str
        Lines; one that begins with a blank goes on with the one before.
    mark : str
        File name of the mark, which lies beside the page.
    count : int, optional
        How many things are found, where a line tells several.
    stopped : bool
        Whether the plan as it stands cannot be drawn, and the page shows how it was before.

    Returns
    -------
    page : str
        With its policy, which allows pictures from beside it.
    mark : bytes
        An SVG picture.
    """
    width = 1 + zlib.crc32("\n".join((page, *findings, str(stopped))).encode()) % _MOST
    title = phrase("watched_findings", n=count or len(findings)) if findings else PHRASES["watched_clean"]
    titles = [title, PHRASES["watched_stopped"]] if stopped else [title]
    texts = re.split(r"\n(?! )", "\n".join(findings)) if findings else []
    items = "".join(f"<li>{html.escape(text)}</li>" for text in texts)
    strip = (
        f'<aside id="watched" data-mark="{html.escape(quote(mark))}" data-width="{width}">'
        f"<details{' open' if findings else ''}><summary>{' · '.join(map(_both, titles))}"
        f"<span hidden> · {_both(PHRASES['watched_ended'])}</span></summary><ol>{items}</ol></details></aside>"
    )
    code, style = (inlined(_ROOM, f"96-watched.{suffix}", _ASIDE) for suffix in ("js", "css"))
    head, _, tail = page.rpartition("</body>")
    more = f"<style>\n{style}\n</style>\n<script>\n(function () {{\n{code}\n}})();\n</script>"
    whole = f"{head}{strip}\n{more}\n</body>{tail}"
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="1"/>'
    return with_policy(whole, images=(*images_of(page), "'self'", "file:")), picture.encode()


def _both(words: Words) -> str:
    """Return a phrase in both languages, of which the page shows its own."""
    return f'<span lang="zh">{html.escape(words.zh)}</span><span lang="en">{html.escape(words.en)}</span>'
