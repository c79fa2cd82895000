"""Counts as native bars: one bar a row, its parts side by side where it has several."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.util import Pt

from geo.draw.scene.looks import PALE_OPACITY, Fill
from geo.draw.scene.theme import Theme, mix
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.slides.bars import Bars, add_bars, fill_bar
from geo.draw.slides.shapes import Slide, colour_of
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
    rows = range(len(counts.rows))
    told = [view.listed(f"{part.name} {part.counts[at]}" for part in counts.parts) for at in rows]
    shown = Bars(counts.name, counts.rows, [(part.name, part.counts) for part in counts.parts], told)
    _set_chart(add_bars(slide, view, rect, XL_CHART_TYPE.BAR_STACKED, shown), view.theme, counts)


def _set_chart(chart: Any, theme: Theme, counts: Counts) -> None:
    chart.has_legend = len(counts.parts) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    plot, values = chart.plots[0], chart.value_axis
    plot.gap_width = 45
    values.maximum_scale = max(1, *map(sum, zip(*(part.counts for part in counts.parts), strict=True)))
    for series, part in zip(plot.series, counts.parts, strict=True):
        _set_part(series, theme, part, math.ceil(_LEAST_SHARE * values.maximum_scale))


def _set_part(series: Any, theme: Theme, part: Part, least: int) -> None:
    series.format.line.color.rgb, series.format.line.width = colour_of(theme.accent), Pt(1)
    paints = {"hollow": theme.paper, "pale": mix(theme.paper, theme.accent, PALE_OPACITY)}
    fill_bar(series.format.fill, paints.get(part.fill, theme.accent), theme.paper if part.fill == "half" else "")
    labels = series.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = _NUMBERS.format(least=max(least, 1))
    labels.position = XL_LABEL_POSITION.CENTER
    labels.font.size, labels.font.bold = Pt(LOOKED_UP), True
    labels.font.color.rgb = colour_of(theme.paper if part.fill == "full" else theme.ink)
