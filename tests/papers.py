"""Figures and handouts, each made once a process, and the lines of type that stand on their sheets.

What a handout says is read from its sheets before they are written: to read a PDF takes longer than to draw it. That it
has the same lines is proved of `tiny`, in test_handout.py.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from matplotlib.patheffects import Normal
from matplotlib.text import Text
from reading import plan_of, scene_of

from geo.draw.figure.canvas import Canvas, Layer
from geo.draw.figure.figure import Figure, FigureOptions, scene_figure
from geo.draw.figure.furniture import Country
from geo.draw.figure.handout import make_handout
from geo.draw.figure.paper import sheet_of
from geo.draw.figure.plate import Plate, plate
from geo.draw.scene.framing import framed
from geo.draw.scene.view import view_of
from geo.draw.sheet.box import SheetBox

SVG = "{http://www.w3.org/2000/svg}"


@cache
def figure_of(plan: str, options: FigureOptions) -> Figure:
    scene = scene_of(plan)
    shown = framed(scene, plan_of(plan).unit_named(options.unit).unit) if options.unit else scene
    return scene_figure(shown, plan_of(plan).base, "svg", options)


def figure(plan: str, **options: Any) -> Figure:
    """Return a figure of a plan as an SVG, with what is said of it."""
    return figure_of(plan, FigureOptions(**options))


def svg(plan: str, **options: Any) -> bytes:
    return figure(plan, **options).data


@cache
def _root(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)


def drawing(plan: str, **options: Any) -> ElementTree.Element:
    """Return the root of a figure."""
    return _root(svg(plan, **options))


@cache
def laid(plan: str, size: str, **options: Any) -> Plate:
    """Return a figure that is laid out and not written, which takes longer."""
    view = view_of(scene_of(plan), **options)
    return plate(view, sheet_of(size), "png", Country(*plan_of(plan).base))


@cache
def sheets(plan: str, **options: Any) -> tuple[Canvas, ...]:
    """Return the sheets of a handout."""
    return make_handout(plan_of(plan), **options).sheets


class Line(NamedTuple):
    """A line of type: its layer, its baseline in points above the foot of the sheet, and its size in points."""

    layer: str
    text: str
    level: float
    size: float


def lines(sheet: Canvas) -> Iterator[Line]:
    """Yield the lines of a sheet, without the copies in thick strokes that lie below some."""
    for layer, line in _lines(sheet):
        if all(isinstance(effect, Normal) for effect in line.get_path_effects()[-1:]):
            level = (sheet.sheet.height - line.get_position()[1]) * sheet.sheet.points
            yield Line(layer, line.get_text(), level, line.get_fontsize())


def told(sheet: Canvas) -> str:
    """Return all lines of a sheet, one below the other."""
    return "\n".join(line.text for line in lines(sheet))


def texts(sheet: Canvas) -> Iterator[tuple[str, Text, SheetBox]]:
    """Yield every line of a sheet with its layer and its box in pixels, y growing upwards."""
    for layer, line in _lines(sheet):
        yield layer, line, SheetBox(*line.get_window_extent().extents)


def _lines(sheet: Canvas) -> Iterator[tuple[str, Text]]:
    for layer in (artist for artist in sheet.figure.artists if isinstance(artist, Layer)):
        for line in (artist for artist in layer._held if isinstance(artist, Text)):
            yield layer._name, line
