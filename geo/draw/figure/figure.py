"""A scene as a picture for walls and papers: PNG, SVG or PDF, without a browser.

Drawing itself is in the other modules of this folder, which need matplotlib and are imported when used.
"""

from __future__ import annotations

from geo.draw.figure.paper import sheet_of
from geo.draw.scene.build import make_scene
from geo.draw.scene.view import refuse_layered_diagram, view_of
from geo.model.errors import DrawingError, UsageError, guess
from geo.model.plan import Plan

FORMATS = ("png", "svg", "pdf")
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

    Returns
    -------
    bytes
        The same for the same plan and options, in every run.

    Raises
    ------
    UsageError
        A format, size or step that there is not.
    DrawingError
        No planning diagram to draw, a letter that the font lacks, or no matplotlib.
    """
    if form not in FORMATS:
        hint = guess(form, FORMATS) or f"One of: {', '.join(FORMATS)}."
        raise UsageError(f'"{form[:40]}" is no format of a figure. {hint}')
    sheet = sheet_of(size, dpi)
    view = view_of(make_scene(plan), lang=lang, drawing=drawing, step=step, theme=theme)
    refuse_layered_diagram(view)
    require_matplotlib()
    from geo.draw.figure.plate import plate_bytes

    provinces, lines = plan.base
    return plate_bytes(view, sheet, form, provinces, lines)


def require_matplotlib() -> None:
    """Raise DrawingError, which says what to install, where matplotlib is missing."""
    try:
        import matplotlib  # noqa: F401
    except ModuleNotFoundError:
        raise DrawingError(f"Figures need matplotlib, which is not installed. Run: {_EXTRA}") from None
