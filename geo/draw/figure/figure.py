"""A scene as a picture for walls and papers: PNG, SVG or PDF, without a browser.

Drawing itself is in the other modules of this folder, which need matplotlib and are imported when used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from geo.draw.figure.paper import Sheet, sheet_of
from geo.draw.scene.framing import shown_scene
from geo.draw.scene.marks import Scene
from geo.draw.scene.qr import code_of
from geo.draw.scene.register_marks import RegisterMark
from geo.draw.scene.view import View, refuse_layered_diagram, refuse_unknown, view_of
from geo.model.errors import DrawingError, UsageError
from geo.model.extras import install_hint
from geo.model.plan import Plan
from geo.model.schema import BoundaryLine, Province

if TYPE_CHECKING:
    from geo.draw.figure.plate import Plate

FORMATS = ("png", "svg", "pdf")
VIEWS = ("layout", "industries", "numbers", "times", "sheet")

Base: TypeAlias = tuple[Sequence[Province], Sequence[BoundaryLine]]
"""Provinces and boundary lines of the country, as a plan's `base` has them."""


@dataclass(frozen=True, kw_only=True)
class FigureOptions:
    """What a figure is to be like.

    Attributes
    ----------
    size : str
        ``16:9``, ``4:3``, ``A4`` to ``A0``, or width x height in pixels or, with ``mm``, in millimetres.
    dpi : float, optional
        Pixels an inch; 96 for sizes in pixels, 300 for sizes in millimetres, 200 for A0.
    lang : {"zh", "en"}
        Language of all texts.
    drawing : {"admin", "schematic"}
        Administrative outlines, or the planning diagram.
    step : int, optional
        Number of a step of the story, from 1: what it views, with what it lights.
    theme : {"light", "dark"}
        Colours.
    shown : {"layout", "industries", "numbers", "times", "sheet"}
        The layout; where industries gather: small maps and a matrix, of the whole plan and its units; or the numbers of
        the plan at their zones, units and places; or what is there beside what is to come; or all of it on a sheet to
        hang up, of A3 or larger.
    unit : str, optional
        Adcode or name of a unit that fills the frame.
    link : str
        Address whose QR code stands beside the credits; empty for none.
    register : RegisterMark, optional
        A register that stands on the map in place of places.
    """

    size: str = "16:9"
    dpi: float | None = None
    lang: str = "zh"
    drawing: str = "admin"
    step: int | None = None
    theme: str = "light"
    shown: str = "layout"
    unit: str | None = None
    link: str = ""
    register: RegisterMark | None = None


@dataclass(frozen=True)
class Figure:
    """A finished picture.

    Attributes
    ----------
    data : bytes
        The file.
    remarks : tuple of str
        What its user should know, one line each: what its size has no room for.
    """

    data: bytes
    remarks: tuple[str, ...] = ()


def make_figure(plan: Plan, form: str = "png", options: FigureOptions | None = None) -> Figure:
    """Return a plan's layout as a picture, whose type can be read at the size at which it will be seen.

    Parameters
    ----------
    plan : Plan
        As read.
    form : {"png", "svg", "pdf"}
        Format of the file.
    options : FigureOptions, optional
        By default in Chinese, 1920 x 1080 pixels, of the whole layout.

    Returns
    -------
    Figure
        The same for the same plan and options, in every run.

    Raises
    ------
    UsageError
        A format, size, step, view or address that there is not, or a view that has no steps and no diagram.
    DrawingError
        No planning diagram to draw, nothing to set side by side, a letter that the font lacks, or no matplotlib.
    """
    asked = options or FigureOptions()
    return scene_figure(shown_scene(plan, asked.unit), plan.base, form, asked)


def scene_figure(scene: Scene, base: Base, form: str, asked: FigureOptions) -> Figure:
    """Return as a picture what :func:`geo.draw.scene.framing.shown_scene` has made of a plan.

    Parameters
    ----------
    scene : Scene
        What is drawn, with the unit in its frame that is asked for, if any.
    base : (provinces, lines)
        The country around it, for the inset.
    form, asked : str, FigureOptions
        As :func:`make_figure` takes them, which tells what is returned and raised.
    """
    refuse_unknown("format of a figure", form, FORMATS)
    refuse_unknown("view", asked.shown, VIEWS)
    _refuse_parts(asked)
    sheet = sheet_of(asked.size, asked.dpi)
    if asked.shown == "sheet" and not (sheet.is_large and not sheet.is_portrait):
        raise UsageError("--view sheet hangs on a wall: give it --size A2, A1, A0 or another as large, and wide.")
    view = view_of(scene, lang=asked.lang, drawing=asked.drawing, step=asked.step, theme=asked.theme)
    code = code_of(asked.link) if asked.link else None
    view = replace(view, shows_numbers=asked.shown == "numbers", code=code, register=asked.register)
    refuse_layered_diagram(view)
    require_matplotlib()
    made = _laid(view, sheet, form, asked.shown, base)
    return Figure(made.written(), made.remarks)


def _laid(view: View, sheet: Sheet, form: str, shown: str, base: Base) -> Plate:
    """Return a figure before it is written."""
    if shown == "industries":
        from geo.draw.figure.industries import industries_sheet

        return industries_sheet(view, sheet, form)
    if shown == "times":
        from geo.draw.figure.times import times_sheet

        return times_sheet(view, sheet, form)
    from geo.draw.figure.furniture import Country

    if shown == "sheet":
        from geo.draw.figure.wall import wall_sheet

        return wall_sheet(view, sheet, form, Country(*base))
    from geo.draw.figure.plate import plate

    return plate(view, sheet, form, Country(*base))


def _refuse_parts(asked: FigureOptions) -> None:
    """Raise UsageError where a part is asked for of what shows the whole, or two parts at once."""
    parts = (
        (f"--step {asked.step}", asked.step is not None),
        ("--drawing schematic", asked.drawing == "schematic"),
        (f"--unit {asked.unit}", asked.unit is not None),
    )
    if asked.register and (asked.shown != "layout" or asked.drawing == "schematic"):
        raise UsageError("A register stands on the layout as it is on the ground. Leave --view and --drawing out.")
    if asked.shown in ("industries", "sheet", "times"):
        for told, is_asked in parts:
            if is_asked and (asked.shown != "times" or told != "--drawing schematic"):
                raise UsageError(f"--view {asked.shown} shows the whole plan. Leave {told} out.")
    elif asked.shown == "numbers" and asked.step is not None:
        raise UsageError(f"--view numbers shows the numbers of the whole plan. Leave --step {asked.step} out.")
    elif asked.unit is not None and asked.step is not None:
        raise UsageError("--unit has a frame of its own. Leave --step out.")


def require_matplotlib() -> None:
    """Raise DrawingError, which says what to install, where matplotlib is missing."""
    try:
        import matplotlib  # noqa: F401
    except ModuleNotFoundError:
        raise DrawingError(f"Figures need matplotlib, which is not installed. {install_hint('figures')}") from None
