"""A figure as one plate: map, title, legend and credits laid on a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from geo.draw.figure.canvas import Canvas, own_settings
from geo.draw.figure.furniture import (
    corners,
    credit_lines,
    credits_height,
    draw_bearings,
    draw_credits,
    draw_head,
    draw_inset,
    head_height,
    head_lines,
    needs_inset,
)
from geo.draw.figure.laid import map_of
from geo.draw.figure.legend import draw_legend, lay_legend, legend_parts
from geo.draw.figure.map import draw_map, draw_south
from geo.draw.figure.paper import MARGIN, Sheet, areas_of, column_width
from geo.draw.figure.plates import Strip
from geo.draw.figure.type import chinese_face
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.labels import Placed
from geo.model.schema import BoundaryLine, Province

_PORTRAIT_COLUMNS = 3


def plate_bytes(
    view: View, sheet: Sheet, form: str, provinces: Sequence[Province], lines: Sequence[BoundaryLine]
) -> bytes:
    """Return a figure as a file.

    Parameters
    ----------
    view : View
        What it shows.
    sheet : Sheet
        Its size.
    form : {"png", "svg", "pdf"}
        Its format.
    provinces, lines : sequence
        The country for the inset.
    """
    with own_settings():
        canvas, _ = plate(view, sheet, form, provinces, lines)
        return canvas.written(view.tell(view.scene.plan.title))


def plate(
    view: View, sheet: Sheet, form: str, provinces: Sequence[Province], lines: Sequence[BoundaryLine]
) -> tuple[Canvas, tuple[Placed, ...]]:
    """Return a figure before it is written, and the names that found a place on its map."""
    face = chinese_face()
    canvas = Canvas(sheet, face, form, view.theme.sheet)
    wide = sheet.width - 2 * MARGIN if sheet.is_portrait else column_width(sheet)
    head = head_lines(view, face, wide)
    credits = credit_lines(view, face, _credit_width(sheet))
    areas = areas_of(sheet, head_height(head), 0.0, credits_height(credits))
    strip = Strip(view, face, areas.frame.width) if view.shows_numbers else None
    made = map_of(view, _below(areas.frame, strip), sheet.resolution)
    if sheet.is_portrait:
        room = SheetBox(MARGIN, 0.0, sheet.width - MARGIN, 0.36 * sheet.height)
        legend = lay_legend(legend_parts(made, _PORTRAIT_COLUMNS), face, room, _PORTRAIT_COLUMNS, 1.0)
        areas = areas_of(sheet, head_height(head), legend.height, credits_height(credits))
        made = map_of(view, _below(areas.frame, strip), sheet.resolution)
    else:
        legend = lay_legend(legend_parts(made), face, areas.legend, 1)
    boxes = corners(made, bool(provinces) and needs_inset(view))
    placed = draw_map(canvas, made, list(boxes.values()))
    if strip:
        strip.draw(canvas.layer("strip"), areas.frame[:2], placed)
    draw_bearings(canvas.layer("bearings"), view, made.ground, boxes["bearings"])
    if "south" in boxes:
        draw_south(canvas, made)
    if "inset" in boxes:
        draw_inset(canvas, made, boxes["inset"], provinces, lines)
    draw_head(canvas.layer("title"), head, areas.head[:2])
    draw_legend(canvas.layer("legend"), view, face, legend, areas.legend[:2])
    draw_credits(canvas.layer("credits"), view, credits, areas.foot[:2])
    return canvas, placed


def _below(frame: SheetBox, strip: Strip | None) -> SheetBox:
    """Return what a strip of numbers above the map leaves of its frame."""
    return frame._replace(top=frame.top + strip.height) if strip else frame


def _credit_width(sheet: Sheet) -> float:
    return areas_of(sheet, 0.0, 0.0, 0.0).frame.width
