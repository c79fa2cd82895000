"""A page of an atlas beside its maps: text in two languages, of which one is shown, and no request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from geo.draw.page.colours import colour_style
from geo.draw.page.inline import inlined
from geo.draw.page.policy import with_policy
from geo.draw.scene.credits import evidence_credit
from geo.draw.scene.marks import Scene
from geo.draw.scene.phrases import PHRASES
from geo.draw.scene.words import Words

_ROOM = "geo.draw.atlas"
_QUOTED = re.compile("“[^”]{1,8}”")


def document_html(title: Words, body: str, scenes: Sequence[Scene], before: str = "") -> str:
    """Return a whole document.

    Parameters
    ----------
    title : Words
        Its heading and its name.
    body : str
        HTML below the heading.
    scenes : sequence of Scene
        What it shows; their credits stand at its foot, each once.
    before : str
        HTML above the heading.
    """
    style = f"<style>\n{colour_style()}\n{inlined(_ROOM, '.css')}\n</style>"
    script = f"<script>\n(function () {{\n{inlined(_ROOM, '.js')}\n}})();\n</script>"
    switch = f'<button id="lang" type="button">{PHRASES["other_language"].zh}</button>'
    credits = "\n".join(f"<p>{both(credit)}</p>" for credit in _credits(scenes))
    return with_policy(
        '<!DOCTYPE html>\n<html class="buju atlas" lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title.zh)}</title>\n{style}\n</head>\n<body>\n<main>\n{before}\n"
        f'<header><h1 id="title">{both(title)}</h1>{switch}</header>\n{body}\n'
        f'<footer class="quiet">{credits}</footer>\n</main>\n{script}\n</body>\n</html>\n'
    )


def both(text: Words) -> str:
    """Return a text in both languages as HTML; one that is the same in both stands there once.

    No line ends within a short quotation, such as “十四五”.

    Examples
    --------
    >>> both(Words("北京", "Beijing"))
    '<span lang="zh-CN">北京</span><span lang="en">Beijing</span>'
    >>> both(Words("5 < 6", "5 < 6"))
    '5 &lt; 6'
    """
    chinese, english = _QUOTED.sub(r'<span class="whole">\g<0></span>', escape(text.zh)), escape(text.en)
    if text.en in ("", text.zh):
        return chinese
    return f'<span lang="zh-CN">{chinese}</span><span lang="en">{english}</span>'


def _credits(scenes: Sequence[Scene]) -> list[Words]:
    """Return the credits of all scenes, each once, with the works that located places in one line."""
    titles = dict.fromkeys(title for scene in scenes for title in scene.evidence)
    others = dict.fromkeys(credit for scene in scenes for credit in scene.credits)
    return [*others, *([evidence_credit(titles)] if titles else [])]
