"""Targets as native bar charts: only numbers that can be compared stand in one chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.util import Pt

from geo.draw.scene.looks import BOUND_ENDS
from geo.draw.scene.marks import Fact, TargetMark
from geo.draw.scene.numbers_on_map import subject_name
from geo.draw.scene.theme import Theme
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.slides.bars import Bars, add_bars, fill_bar
from geo.draw.slides.shapes import Slide, clean, colour_of
from geo.draw.slides.type import LOOKED_UP, text_width
from geo.model.schema import SCOPES, TARGET_KINDS

_NO_BARS = frozenset({"rank"})
_MOST_BARS = 12


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its ends, its label, and whether it is a bound or a number reached."""

    name: str
    low: float
    high: float | None
    label: str
    bound: bool
    actual: bool
    facts: tuple[Fact, ...]

    @property
    def end(self) -> float:
        """Its outermost end."""
        return self.low if self.high is None else max(self.low, self.high)


@dataclass(frozen=True)
class Family:
    """Numbers that can be compared: one indicator, measure and mode, or a whole with its parts."""

    title: str
    bars: tuple[Bar, ...]
    ids: frozenset[str]


def families(view: View) -> tuple[Family, ...]:
    """Return the numbers that stand in charts, chart by chart, in the order in which their first number is told.

    Numbers are comparable where they count the same in the same measure (one indicator of several zones, industries
    or places; a baseline and its target), or where they are parts of one number. All others stand in a table.
    """
    plottable = [target for target in view.scene.targets if _is_plottable(target)]
    wholes = _wholes(plottable)
    taken = {target.id for members in wholes for target in members}
    alike: dict[tuple[str, ...], list[TargetMark]] = {}
    for target in plottable:
        if target.id not in taken:
            key = (target.scope, target.indicator.zh, target.measure, target.mode)
            alike.setdefault(key, []).append(target)
    found = [_whole_family(view, members) for members in wholes]
    found += [_alike_family(view, members) for members in alike.values() if len(members) > 1]
    reached = view.scene.progress_by_target
    single = [members for members in alike.values() if len(members) == 1 and members[0].id in reached]
    found += [_alike_family(view, members) for members in single]
    told = {target.id: place for place, target in enumerate(view.scene.targets)}
    return tuple(sorted(found, key=lambda family: min(told[ident] for ident in family.ids)))


def add_chart(slide: Slide, view: View, rect: SheetBox, family: Family) -> None:
    """Put a chart on a slide: solid bars for numbers, hatched ones for bounds, pale ends for ranges."""
    bars = family.bars
    ends, values = [bar.end for bar in bars], [bar.low for bar in bars]
    shown = Bars(
        name=family.title,
        rows=[bar.name for bar in bars],
        series=[(view.say("series_end"), ends), (view.say("series"), values)],
        told=[bar.label for bar in bars],
    )
    chart = add_bars(slide, view, rect, XL_CHART_TYPE.BAR_CLUSTERED, shown)
    _set_axes(chart, bars, rect)
    plot = chart.plots[0]
    plot.gap_width = 45 if len(bars) > 3 else 90
    for place, bar in enumerate(bars):
        _set_bar(plot, view.theme, place, bar)


def has_bounds(family: Family) -> bool:
    """Return whether a chart has hatched bars to explain."""
    return any(bar.bound for bar in family.bars)


def _is_plottable(target: TargetMark) -> bool:
    return target.low is not None and target.low >= 0 and bool(target.measure) and target.operator not in _NO_BARS


def _wholes(targets: Sequence[TargetMark]) -> list[list[TargetMark]]:
    """Return numbers with those of their parts that share measure, mode and kind."""
    found = []
    for whole in targets:
        same = (whole.measure, whole.mode, whole.kind, whole.year)
        parts = [
            part
            for part in targets
            if part.part_of == whole.id and (part.measure, part.mode, part.kind, part.year) == same
        ]
        if len(parts) > 1:
            found.append([whole, *parts])
    return found


def _whole_family(view: View, members: Sequence[TargetMark]) -> Family:
    first = members[0]
    name = view.say("parts_of", name=view.tell(first.indicator))
    year = _common_year(members)
    bars = {target.id: _bars(view, target, view.tell(target.indicator), year) for target in members}
    return _family(_titled(view, name, first, year), bars)


def _alike_family(view: View, members: Sequence[TargetMark]) -> Family:
    first = members[0]
    ordered = sorted(members, key=lambda target: (-(target.high or target.low or 0), target.id))
    one_thing = len({target.of for target in members}) == 1
    year = _common_year(members)
    bars = {}
    for target in ordered:
        name = view.choice(TARGET_KINDS, target.kind) if one_thing else subject_name(view, target)
        bars[target.id] = _bars(view, target, name, year)
    name = view.say("pair", one=view.tell(first.indicator), two=view.choice(SCOPES, first.scope))
    return _family(_titled(view, name, first, year), bars)


def _family(title: str, bars: Mapping[str, Iterator[Bar]]) -> Family:
    """Return a chart of as many numbers, given by id, as it has room for; the others stand in a table."""
    shown: list[Bar] = []
    ids = set()
    for ident, own in bars.items():
        found = list(own)
        if len(shown) + len(found) > _MOST_BARS:
            break
        shown += found
        ids.add(ident)
    return Family(title, tuple(shown), frozenset(ids))


def _common_year(members: Sequence[TargetMark]) -> int | None:
    """Return the year of all numbers of a chart, which its title then says; None where they differ."""
    years = {target.year for target in members}
    return next(iter(years)) if len(years) == 1 else None


def _titled(view: View, name: str, target: TargetMark, year: int | None) -> str:
    measure = target.measure if view.lang == "zh" else ""
    about = view.listed([measure, view.say("year_end", year=year) if year else ""])
    return view.say("in_measure", name=name, measure=about) if about else name


def _bars(view: View, target: TargetMark, name: str, year: int | None) -> Iterator[Bar]:
    """Yield the bars of a number, with its year where the title does not say it."""
    shown = view.tell(target.shown)
    said = target.year and target.year != year
    label = view.say("shown_in_year", shown=shown, year=target.year) if said else shown
    bound = target.operator in BOUND_ENDS
    yield Bar(name, target.low or 0.0, target.high, label, bound, False, target.facts)
    if reached := view.scene.progress_by_target.get(target.id):
        told = view.say("shown_as_of", shown=view.tell(reached.shown), date=reached.as_of)
        yield Bar(view.say("actual_of", name=name), reached.value, None, told, False, True, ())


def _set_axes(chart: Any, bars: Sequence[Bar], rect: SheetBox) -> None:
    """Leave room behind the longest bar for its label."""
    most = max(bar.end for bar in bars)
    longest = max(text_width(bar.label, LOOKED_UP, True) for bar in bars)
    chart.value_axis.maximum_scale = (most or 1) / max(0.25, 1 - (longest + 14) / (rect.width * 0.62))
    chart.category_axis.format.line.width = Pt(0.75)
    chart.category_axis.tick_labels.font.size = Pt(LOOKED_UP)


def _set_bar(plot: Any, theme: Theme, place: int, bar: Bar) -> None:
    """Paint the pale bar that reaches to the upper end of a range, and over it the bar itself."""
    ends, values = plot.series[0].points[place], plot.series[1].points[place]
    fill_bar(ends.format.fill, theme.accent_pale)
    colour = theme.quiet if bar.actual else theme.accent
    fill_bar(values.format.fill, colour, theme.paper if bar.bound else "")
    if bar.bound:
        values.format.line.color.rgb = colour_of(colour)
        values.format.line.width = Pt(1)
    _set_label(ends.data_label, bar.label)


def _set_label(label: Any, text: str) -> None:
    label.position = XL_LABEL_POSITION.OUTSIDE_END
    label.text_frame.text = clean(text)
    label.text_frame.word_wrap = False
    font = label.text_frame.paragraphs[0].runs[0].font
    font.size, font.bold = Pt(LOOKED_UP), True
