"""Counts as native bars: one bar a row, its parts side by side where it has several."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.util import Pt

from geo.draw.scene.looks import PALE_OPACITY, Fill
from geo.draw.scene.theme import Theme, mix
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.slides.shapes import Slide, clean, colour_of, places_of
from geo.draw.slides.type import LOOKED_UP

_NUMBERS = '[<{least}]"";#,##0'
"""Format of labels: none where the number would be wider than its bar."""

_LEAST_SHARE = 0.03
"""Of the longest bar, below which a part bears no number."""


class Part(NamedTuple):
    """What is counted in each row: its name, how much of its bar is filled, the counts."""

    name: str
    fill: Fill
    counts: Sequence[int]


@dataclass(frozen=True, kw_only=True)
class Counts:
    """A chart of counts: its name, that of each row, and the parts of all rows."""

    name: str
    rows: Sequence[str]
    parts: Sequence[Part]


def add_counts(slide: Slide, view: View, rect: SheetBox, counts: Counts) -> None:
    """Put a chart of counts on a slide: full bars, hatched, hollow and pale ones, as symbols of places are."""
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]  # python-pptx leaves it untyped
    data.categories = [clean(row) for row in counts.rows]
    for part in counts.parts:
        data.add_series(clean(part.name), list(part.counts))
    frame = slide.native.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *places_of(rect), data)
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("id", str(slide.ident()))
    properties.set("name", clean(counts.name))
    told = (
        view.say("pair", one=row, two=view.listed(f"{part.name} {part.counts[at]}" for part in counts.parts))
        for at, row in enumerate(counts.rows)
    )
    properties.set("descr", clean(view.say("chart_alt", name=counts.name, rows=view.say("stop").join(told))))
    _set_chart(frame.chart, view.theme, counts)


def _set_chart(chart: Any, theme: Theme, counts: Counts) -> None:
    chart.has_title, chart.has_legend = False, len(counts.parts) > 1
    chart.font.size = Pt(LOOKED_UP)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    plot, values, names = chart.plots[0], chart.value_axis, chart.category_axis
    plot.gap_width, plot.overlap = 45, 100
    values.visible = values.has_major_gridlines = False
    values.minimum_scale = 0
    values.maximum_scale = max(1, *map(sum, zip(*(part.counts for part in counts.parts), strict=True)))
    names.reverse_order = True
    names.major_tick_mark = names.minor_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
    for series, part in zip(plot.series, counts.parts, strict=True):
        _set_part(series, theme, part, math.ceil(_LEAST_SHARE * values.maximum_scale))


def _set_part(series: Any, theme: Theme, part: Part, least: int) -> None:
    fill, colour = series.format.fill, colour_of(theme.accent)
    series.format.line.color.rgb, series.format.line.width = colour, Pt(1)
    if part.fill == "half":
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = colour, colour_of(theme.paper)
    else:
        fill.solid()
        hollow = theme.paper if part.fill == "hollow" else mix(theme.paper, theme.accent, PALE_OPACITY)
        fill.fore_color.rgb = colour if part.fill == "full" else colour_of(hollow)
    labels = series.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = _NUMBERS.format(least=max(least, 1))
    labels.position = XL_LABEL_POSITION.CENTER
    labels.font.size, labels.font.bold = Pt(LOOKED_UP), True
    labels.font.color.rgb = colour_of(theme.paper if part.fill == "full" else theme.ink)
