"""A scene as a picture for walls and papers: PNG, SVG or PDF, without a browser.

Drawing itself is in the other modules of this folder, which need matplotlib and are imported when used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.draw.figure.paper import sheet_of
from geo.draw.scene.framing import shown_scene
from geo.draw.scene.view import refuse_layered_diagram, view_of
from geo.model.errors import DrawingError, UsageError, guess
from geo.model.plan import Plan

FORMATS = ("png", "svg", "pdf")
VIEWS = ("layout", "industries", "numbers")
_EXTRA = 'pip install "buju[figures]"'


def figure_bytes(
    plan: Plan,
    form: str = "png",
    *,
    size: str = "16:9",
    dpi: float | None = None,
    lang: str = "zh",
    drawing: str = "admin",
    step: int | None = None,
    theme: str = "light",
    shown: str = "layout",
    unit: str | None = None,
) -> bytes:
    """Return a plan's layout as a picture.

    Parameters
    ----------
    plan : Plan
        As read.
    form : {"png", "svg", "pdf"}
        Format of the file.
    size : str
        ``16:9``, ``4:3``, ``A4``, ``A3``, or width x height in pixels or, with ``mm``, in millimetres.
    dpi : float, optional
        Pixels an inch; 96 for sizes in pixels, 300 for sizes in millimetres.
    lang : {"zh", "en"}
        Language of all texts.
    drawing : {"admin", "schematic"}
        Administrative outlines, or the planning diagram.
    step : int, optional
        Number of a step of the story, from 1: what it views, with what it lights.
    theme : {"light", "dark"}
        Colours.
    shown : {"layout", "industries", "numbers"}
        The layout; where industries gather: small maps and a matrix, of the whole plan and its units; or the numbers of
        the plan at their zones, units and places.
    unit : str, optional
        Adcode or name of a unit that fills the frame.

    Returns
    -------
    bytes
        The same for the same plan and options, in every run.

    Raises
    ------
    UsageError
        A format, size, step or view that there is not, or a view that has no steps and no diagram.
    DrawingError
        No planning diagram to draw, a letter that the font lacks, or no matplotlib.
    """
    _refuse_unknown("format of a figure", form, FORMATS)
    _refuse_unknown("view", shown, VIEWS)
    if shown == "industries":
        _refuse_parts(step, drawing, unit)
    elif shown == "numbers" and step is not None:
        raise UsageError(f"--view numbers shows the numbers of the whole plan. Leave --step {step} out.")
    elif unit is not None and step is not None:
        raise UsageError("--unit has a frame of its own. Leave --step out.")
    sheet = sheet_of(size, dpi)
    view = view_of(shown_scene(plan, unit), lang=lang, drawing=drawing, step=step, theme=theme)
    view = replace(view, shows_numbers=shown == "numbers")
    refuse_layered_diagram(view)
    require_matplotlib()
    if shown == "industries":
        from geo.draw.figure.industries import industries_bytes

        return industries_bytes(view, sheet, form)
    from geo.draw.figure.plate import plate_bytes

    return plate_bytes(view, sheet, form, *plan.base)


def _refuse_unknown(what: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        hint = guess(value, known) or f"One of: {', '.join(known)}."
        raise UsageError(f'"{value[:40]}" is no {what}. {hint}')


def _refuse_parts(step: int | None, drawing: str, unit: str | None) -> None:
    """Raise UsageError where a part is asked for of what shows the whole."""
    told = f"--step {step}" if step is not None else "--drawing schematic" if drawing == "schematic" else ""
    told = told or (f"--unit {unit}" if unit is not None else "")
    if told:
        raise UsageError(f"--view industries shows the units of the whole plan. Leave {told} out.")


def require_matplotlib() -> None:
    """Raise DrawingError, which says what to install, where matplotlib is missing."""
    try:
        import matplotlib  # noqa: F401
    except ModuleNotFoundError:
        raise DrawingError(f"Figures need matplotlib, which is not installed. Run: {_EXTRA}") from None
