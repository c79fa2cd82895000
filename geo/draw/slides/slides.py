"""A scene -> a PPTX of native shapes, charts and tables, which anybody can edit.

The slides are made by the other modules of this folder, which need python-pptx and are imported when used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from geo.analysis.reality.result import Reality
from geo.draw.scene.framing import shown_scene
from geo.draw.scene.marks import Scene
from geo.draw.scene.register_marks import RegisterMark
from geo.draw.scene.unit import UnitFacts, unit_facts
from geo.draw.scene.view import refuse_layered_diagram, view_of
from geo.model.errors import DrawingError, UsageError
from geo.model.extras import install_hint
from geo.model.plan import Plan

if TYPE_CHECKING:
    from geo.draw.slides.deck import DeckMaker

_SIZES = ("", "16:9", "4:3")


@dataclass(frozen=True, kw_only=True)
class Options:
    """What a deck is to be like.

    Attributes
    ----------
    size : str
        ``16:9`` or ``4:3``; empty for that of the template, or 16:9 where there is none.
    lang : str
        ``zh`` or ``en``.
    drawing : str
        ``admin`` or ``schematic``.
    template : Path or None
        A PPTX of which masters, layouts and size are kept.
    page : str
        File name of the HTML page to which map slides lead; by default that of the plan.
    unit : str
        Adcode or name of a unit of which the deck tells instead of the plan; empty for the plan.
    full : bool
        Whether an appendix follows: a slide a zone, and tables of all numbers, places and sources.
    reality : Reality or None
        A register set against the plan, of which slides of its own tell.
    register : RegisterMark or None
        A register over the plan, of whose counts slides of its own tell.
    """

    size: Literal["", "16:9", "4:3"] = ""
    lang: Literal["zh", "en"] = "zh"
    drawing: Literal["admin", "schematic"] = "admin"
    template: Path | None = None
    page: str = ""
    unit: str = ""
    full: bool = False
    reality: Reality | None = None
    register: RegisterMark | None = None


@dataclass(frozen=True)
class Deck:
    """A finished file.

    Attributes
    ----------
    data : bytes
        The PPTX.
    slides : int
        Number of its slides.
    remarks : tuple of str
        What its user should know, one line each.
    """

    data: bytes
    slides: int
    remarks: tuple[str, ...]


def make_slides(plan: Plan, options: Options | None = None) -> Deck:
    """Return a plan as at most ten slides that argue, with an appendix if asked for; or a unit of it.

    They are the title, the layout in one picture, the headline numbers, a slide a group, where industries gather, what
    is there and what is planned, what is missing, and the sources. Their titles state what the data say.

    The slides of a unit are its map, its places and numbers, what other plans of the workspace say of it, and the
    sources of all this.

    Parameters
    ----------
    plan : Plan
        As read.
    options : Options, optional
        By default in Chinese, 16:9, with the administrative drawing.

    Returns
    -------
    Deck
        The same bytes for the same plan and options.

    Raises
    ------
    UsageError
        The template does not exist, or comes with a size; there is no such size, language, drawing or unit.
    DrawingError
        The planning diagram is asked for and no zone has one, the template is no PPTX, or there is no python-pptx.
    """
    asked = options or Options()
    scene = shown_scene(plan, asked.unit or None)
    return scene_slides(scene, asked, unit_facts(plan, scene) if asked.unit else None)


def scene_slides(scene: Scene, options: Options, facts: UnitFacts | None = None) -> Deck:
    """Return the slides of a scene, as :func:`make_slides` does of a plan; of the unit that facts are given of."""
    require_pptx()
    _check(options)
    view = view_of(scene, lang=options.lang, drawing=options.drawing)
    if facts:
        refuse_layered_diagram(view)
    from geo.draw.slides.deck import DeckMaker
    from geo.draw.slides.template import own_template, read_template, saved
    from geo.draw.slides.type import set_in
    from geo.draw.slides.unit import add_unit

    size = options.size or "16:9"
    template = read_template(options.template) if options.template else own_template(size, view.theme, view.lang)
    maker = DeckMaker(view, template, options.page or f"{scene.plan.id}.html")
    with set_in(template.families):
        if facts:
            add_unit(maker, facts)
        else:
            maker.run(full=options.full, beside=_beside(options))
    data = saved(template, view.tell(scene.plan.title), view.tell(scene.plan.issuer), scene.plan.issued)
    return Deck(data, len(template.deck.slides), tuple(maker.remarks))


def _beside(options: Options) -> list[Callable[[DeckMaker], None]]:
    """Return what adds the slides of what stands beside the plan."""
    from geo.draw.slides.reality import add_reality
    from geo.draw.slides.register import add_register

    found: list[Callable[[DeckMaker], None]] = []
    if options.register:
        found.append(partial(add_register, register=options.register))
    if options.reality:
        found.append(partial(add_reality, found=options.reality))
    return found


def require_pptx() -> None:
    """Raise DrawingError, which says what to install, where python-pptx is missing."""
    try:
        import pptx  # noqa: F401

        import geo.draw.sheet.paths  # noqa: F401  # needs fontTools, which comes with the same extra
    except ImportError:
        raise DrawingError(f"Slides need python-pptx, which is not installed. {install_hint('slides')}") from None


def _check(options: Options) -> None:
    if options.template and not options.template.is_file():
        what = "is a folder" if options.template.is_dir() else "does not exist"
        raise UsageError(f"{options.template}: {what}. Give --template a PPTX.")
    if options.template and options.size:
        raise UsageError(f"--size {options.size}: a template brings its own size. Leave --size or --template out.")
    if options.size not in _SIZES:
        raise UsageError(f'"{options.size[:40]}" is no size of slides. One of: {", ".join(filter(None, _SIZES))}.')
