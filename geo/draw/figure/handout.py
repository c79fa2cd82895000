"""A scene as a handout: an A4 page a step, with map, text, numbers and places with their clauses."""

from __future__ import annotations

from dataclasses import replace

from geo.draw.figure.figure import require_matplotlib
from geo.draw.figure.paper import sheet_of
from geo.draw.scene.build import make_scene
from geo.draw.scene.view import view_of
from geo.model.plan import Plan


def handout_bytes(plan: Plan, *, lang: str = "zh", drawing: str = "admin") -> bytes:
    """Return a plan's story as a PDF to print.

    Every step begins a page; where its table is longer than the page, it goes on on the next.

    What it takes, returns and raises is as of :func:`geo.draw.figure.figure.figure_bytes`.
    """
    scene = make_scene(plan)
    whole = view_of(scene, lang=lang, drawing=drawing)
    require_matplotlib()
    from geo.draw.figure.handout_pages import handout_pdf

    white = replace(whole.theme, sheet="#ffffff")
    steps = range(1, len(scene.steps) + 1)
    views = [replace(whole, theme=white, number=step, lit=frozenset(scene.steps[step - 1].lit)) for step in steps]
    return handout_pdf(views, sheet_of("A4-portrait"), *plan.base)
