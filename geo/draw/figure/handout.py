"""A scene as a handout: an A4 sheet a step, or one of a unit, with map, text, numbers and places with clauses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.draw.figure.figure import require_matplotlib
from geo.draw.figure.paper import sheet_of
from geo.draw.scene.framing import shown_scene
from geo.draw.scene.qr import code_of
from geo.draw.scene.unit import unit_facts
from geo.draw.scene.view import refuse_layered_diagram, view_of
from geo.model.plan import Plan

if TYPE_CHECKING:
    from geo.draw.figure.handout_pages import Handout


def make_handout(
    plan: Plan, *, lang: str = "zh", drawing: str = "admin", unit: str | None = None, link: str = ""
) -> Handout:
    """Return the sheets of a plan's story, or of what it says of one unit, to be written as a PDF.

    Every step is one sheet, and one more shows what is there beside what is to come, where the text tells both; rows
    that find no room follow in an appendix, and the sheet says where. That of a unit shows it in the frame, and says
    what the plan makes of it, its zones, numbers and places, and what other plans of the workspace say of it. The first
    sheet bears the QR code of an address, if one is given.

    What it takes and raises is as of :func:`geo.draw.figure.figure.make_figure`.
    """
    scene = shown_scene(plan, unit)
    view = view_of(scene, lang=lang, drawing=drawing)
    view = replace(view, theme=replace(view.theme, sheet="#ffffff"))
    require_matplotlib()
    from geo.draw.figure.furniture import Country
    from geo.draw.figure.handout_matter import step_matter, unit_matter
    from geo.draw.figure.handout_pages import handout_sheets

    letters: dict[str, str] = {}
    if view.unit:
        refuse_layered_diagram(view)
        parts = [(view, unit_matter(view, unit_facts(plan, scene), letters))]
    else:
        views = map(view.telling, range(1, len(scene.steps) + 1))
        parts = [(each, step_matter(each, letters)) for each in views]
    if link:
        (first, matter), *rest = parts
        parts = [(replace(first, code=code_of(link)), matter), *rest]
    return handout_sheets(parts, letters, sheet_of("A4-portrait"), Country(*plan.base))
