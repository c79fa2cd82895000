"""A native chart of lying bars: what charts of numbers and of counts have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.util import Pt

from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.slides.shapes import Slide, clean, colour_of, places_of
from geo.draw.slides.type import LOOKED_UP


class Bars(NamedTuple):
    """What a chart shows: its name, that of each row, its series by name, and what each row says in words."""

    name: str
    rows: Sequence[str]
    series: Sequence[tuple[str, Sequence[float]]]
    told: Sequence[str]


def add_bars(slide: Slide, view: View, rect: SheetBox, kind: XL_CHART_TYPE, bars: Bars) -> Any:
    """Put a chart on a slide, its first row on top; return it, to be painted."""
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]  # python-pptx leaves it untyped
    data.categories = [clean(row) for row in bars.rows]
    for name, values in bars.series:
        data.add_series(clean(name), list(values))
    frame = slide.native.shapes.add_chart(kind, *places_of(rect), data)
    told = (view.say("pair", one=row, two=text) for row, text in zip(bars.rows, bars.told, strict=True))
    slide.name_frame(frame, bars.name, view.say("chart_alt", name=bars.name, rows=view.say("stop").join(told)))
    _set_up(frame.chart)
    return frame.chart


def _set_up(chart: Any) -> None:
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(LOOKED_UP)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    chart.plots[0].overlap = 100
    values, names = chart.value_axis, chart.category_axis
    values.visible = values.has_major_gridlines = False
    values.minimum_scale = 0
    names.reverse_order = True
    names.major_tick_mark = names.minor_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_1


def fill_bar(fill: Any, colour: str, ground: str = "") -> None:
    """Fill a bar with a colour, or with strokes of it over a ground."""
    if ground:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.back_color.rgb = colour_of(ground)
    else:
        fill.solid()
    fill.fore_color.rgb = colour_of(colour)
