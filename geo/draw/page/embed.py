"""The HTML by which a page stands in another: in a slide of reveal.js, on a web site."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from geo.draw.scene.build import make_scene
from geo.model.errors import UsageError, one_line
from geo.model.plan import Plan

_STYLE = "width: 100%; height: 540px; border: 0"


def embed_code(plan: Plan, name: str, *, lang: str = "zh", step: int | None = None) -> str:
    """Return the iframe that shows a plan's page, which lies in the same folder as what embeds it.

    Parameters
    ----------
    plan : Plan
        As read.
    name : str
        File name of its page.
    lang : {"zh", "en"}
        Language in which the page opens.
    step : int, optional
        Number of a step of the story, from 1, at which it opens.

    Raises
    ------
    UsageError
        There is no such step.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> print(embed_code(read_plan("heilongjiang"), "a b.html", lang="en").split(" title=")[0])
    <iframe src="a%20b.html?embed=1#lang=en"
    """
    if step is not None:
        _refuse_unknown(plan, step)
    title = (plan.header.title_en if lang == "en" else "") or plan.header.title
    state = [*(("lang=en",) if lang == "en" else ()), *((f"step={step}",) if step else ())]
    address = f"{quote(name)}?embed=1" + (f"#{'&'.join(state)}" if state else "")
    return (
        f'<iframe src="{escape(address)}" title="{escape(one_line(title))}" loading="lazy" allowfullscreen '
        f'style="{_STYLE}"></iframe>'
    )


def _refuse_unknown(plan: Plan, step: int) -> None:
    count = len(make_scene(plan).steps)
    if not 1 <= step <= count:
        raise UsageError(f"There is no step {step}: the story of {plan.header.id} has steps 1 to {count}.")
