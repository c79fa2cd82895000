"""Plans side by side: layout, places by kind, industry and city, numbers of the whole and by industry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from geo.analysis.pace import Progress
from geo.analysis.progress import plan_progress
from geo.model.adcodes import MUNICIPALITIES
from geo.model.measure import actual_text, number_text
from geo.model.plan import Plan
from geo.model.schema import FORMS, KINDS, LOCATED_BASES, Target
from geo.model.text import table
from geo.space.homes import homes_of

Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing compared: its name, and one value a plan (Chinese, English), in the order of the plans."""

    name: Words
    values: tuple[Words, ...]
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together; where they count places, with the number of all places of each plan."""

    name: Words
    lines: tuple[Line, ...]
    wholes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Plans side by side.

    Attributes
    ----------
    plans : tuple of str
        Ids, in the order asked for.
    titles : tuple of (str, str)
        Region of each plan, Chinese and English.
    sections : tuple of Section
        Layout, zones by form, places by kind, by industry and by city, targets of the whole plan and by industry.
    """

    plans: tuple[str, ...]
    titles: tuple[Words, ...]
    sections: tuple[Section, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, ready for JSON."""
        return asdict(self)

    def as_text(self) -> str:
        """Return one table a section for the terminal."""
        parts = []
        for section in self.sections:
            header = (section.name[0], *self.plans)
            rows = [[line.name[0], *(value[0] for value in line.values)] for line in section.lines]
            right = self.plans if all(line.numeric for line in section.lines) else ()
            parts.append(table(header, rows, right=right, most=44))
        return "\n\n".join(parts)


def compare_plans(plans: Sequence[Plan]) -> Comparison:
    """Lay plans side by side.

    Parameters
    ----------
    plans : sequence of Plan
        Two or more, though one works too.

    Returns
    -------
    Comparison
        Every section has one value a plan; what a plan does not have is an empty text.
    """
    places = (_kinds(plans), _industries(plans), _cities(plans))
    sections = (_layout(plans), _zones(plans), *places, _whole_targets(plans), _industry_targets(plans))
    titles = tuple((plan.header.region, plan.header.region_en) for plan in plans)
    return Comparison(tuple(plan.id for plan in plans), titles, tuple(part for part in sections if part.lines))


def slogan_text(plan: Plan) -> Words:
    """Return a plan's slogan, in English from its groups; a plan of separate clauses has none, and says how many."""
    if not plan.header.slogan:
        return f"{len(plan.groups)} 种布局", f"{len(plan.groups)} layouts"
    return plan.header.slogan, plan.slogan_en()


def _layout(plans: Sequence[Plan]) -> Section:
    def years(plan: Plan) -> str:
        return "–".join(plan.header.period)

    def located(plan: Plan) -> str:
        return str(sum(park.basis in LOCATED_BASES for park in plan.park_rows))

    lines = (
        Line(("口号", "Slogan"), tuple(slogan_text(plan) for plan in plans)),
        _line(("期限", "Period"), plans, years),
        _line(("分区", "Zones"), plans, lambda plan: str(len(plan.zone_rows))),
        _line(("地点", "Places"), plans, lambda plan: str(len(plan.park_rows))),
        _line(("其中已定位", "of them located"), plans, located),
        _line(("其中属某分区", "of them in a zone"), plans, _in_zones),
        _line(("数字", "Numbers"), plans, lambda plan: str(len(plan.target_rows))),
    )
    return Section(("布局", "Layout"), lines)


def _zones(plans: Sequence[Plan]) -> Section:
    def of_form(form: str) -> Callable[[Plan], Words]:
        def names(plan: Plan) -> Words:
            groups = {group.group for group in plan.groups if group.form == form}
            zones = [zone for zone in plan.zones_in_order() if zone.group in groups]
            names = dict.fromkeys((zone.name, zone.name_en) for zone in zones)
            return "、".join(name for name, _ in names), ", ".join(name for _, name in names)

        return names

    used = [form for form in FORMS if any(group.form == form for plan in plans for group in plan.groups)]
    lines = tuple(Line(FORMS[form], tuple(of_form(form)(plan) for plan in plans)) for form in used)
    return Section(("分区（按形态）", "Zones by form"), lines)


def _kinds(plans: Sequence[Plan]) -> Section:
    counts = [Counter(park.kind for park in plan.park_rows) for plan in plans]
    return _places(("地点（按类型）", "Places by kind"), _counted(KINDS, counts), plans)


def _industries(plans: Sequence[Plan]) -> Section:
    ranked = [row for plan in plans for row in plan.top_industries()]
    names = {row.industry: (row.name, row.name_en) for row in ranked}
    counts = [Counter(top for park in plan.park_rows for top in plan.tops_of(park)) for plan in plans]
    return _places(
        ("地点（按产业，可属几个）", "Places by industry, of which some have several"), _counted(names, counts), plans
    )


def _cities(plans: Sequence[Plan]) -> Section:
    """Return how many places are in each city; those of which no city is known stand last."""
    units = {unit.unit: (unit.name, unit.name_en) for plan in plans for unit in plan.unit_rows}
    counts = [Counter(city_of(park.adcode) for park in plan.park_rows) for plan in plans]
    total: Counter[str] = sum(counts, Counter())
    found = sorted(total, key=lambda code: (not code, -total[code], code))
    names = {code: units.get(code, (code, code)) if code else ("未说明城市", "City not stated") for code in found}
    return _places(("地点（按城市）", "Places by city"), _counted(names, counts), plans)


def city_of(adcode: str) -> str:
    """Return the prefecture, or city under the central government, in which a unit lies; nothing for a province.

    Examples
    --------
    >>> city_of("230111"), city_of("110108"), city_of("230000"), city_of("")
    ('230100', '110000', '', '')
    """
    if adcode[:2] in MUNICIPALITIES:
        return f"{adcode[:2]}0000"
    return "" if adcode[2:] in ("", "0000") else f"{adcode[:4]}00"


def _places(name: Words, lines: tuple[Line, ...], plans: Sequence[Plan]) -> Section:
    return Section(name, lines, tuple(len(plan.park_rows) for plan in plans))


def _whole_targets(plans: Sequence[Plan]) -> Section:
    lines = _targets(plans, "plan", lambda target: (target.measure, target.indicator_en))
    return Section(("全域目标", "Targets of the whole plan"), lines)


def _industry_targets(plans: Sequence[Plan]) -> Section:
    """Return the targets of industries, whether or not an indicator repeats the industry's name."""
    names = {row.industry: (row.name, row.name_en) for plan in plans for row in plan.industries}

    def key(target: Target) -> tuple[str, ...]:
        name = names.get(target.scope_id, ("", ""))[0]
        bare = target.indicator.removeprefix(name).removeprefix("产业").removeprefix("业")
        return target.scope_id, target.measure, bare

    lines = _targets(plans, "industry", key, names)
    return Section(("目标（按产业）", "Targets by industry"), lines)


def _targets(
    plans: Sequence[Plan],
    scope: str,
    key: Callable[[Target], tuple[str, ...]],
    names: Mapping[str, Words] = MappingProxyType({}),
) -> tuple[Line, ...]:
    """Return the targets of a scope: those of one key share a line, and those that most plans have stand first."""
    rows: dict[tuple[str, ...], dict[int, list[Target]]] = {}
    reached = [{row.target.target_id: row for row in plan_progress(plan).known} for plan in plans]
    for at, plan in enumerate(plans):
        for target in plan.target_rows:
            if target.scope == scope and target.kind == "target":
                rows.setdefault(key(target), {}).setdefault(at, []).append(target)
    lines = []
    for found in sorted(rows.values(), key=lambda row: -len(row)):
        targets = [target for each in found.values() for target in each]
        subject, subject_en = names.get(targets[0].scope_id, ("", ""))
        chinese = " / ".join(dict.fromkeys(target.indicator for target in targets))
        english = " / ".join(dict.fromkeys(target.indicator_en for target in targets))
        name = (f"{subject}：{chinese}", f"{subject_en}: {english}") if subject else (chinese, english)
        lines.append(Line(name, tuple(_values(found.get(at, []), reached[at]) for at in range(len(plans)))))
    return tuple(lines)


def _values(targets: Sequence[Target], reached: Mapping[str, Progress]) -> Words:
    """Return a plan's values of one indicator, those of several years one after the other, with what was reached."""
    found = [_with_reached(_value(target), reached.get(target.target_id)) for target in targets]
    return "；".join(chinese for chinese, _ in found), "; ".join(english for _, english in found)


def _value(target: Target) -> Words:
    chinese, english = number_text(target)
    year = f", {target.year}" if target.year else ""
    return (f"{chinese}（{target.year}）" if target.year else chinese), f"{english}{year}"


def _with_reached(value: Words, row: Progress | None) -> Words:
    if row is None or row.latest is None:
        return value
    (chinese, english), date = actual_text(row.target, row.latest), row.latest.as_of
    return f"{value[0]}，实际 {chinese}（截至 {date}）", f"{value[1]}, actual {english} (as of {date})"


def _in_zones(plan: Plan) -> str:
    return str(sum(map(bool, homes_of(plan).values())))


def _counted(names: Mapping[str, Words], counts: Sequence[Counter[str]]) -> tuple[Line, ...]:
    used = [name for name in names if any(count[name] for count in counts)]
    return tuple(
        Line(names[name], tuple((str(count[name]), str(count[name])) for count in counts), numeric=True)
        for name in used
    )


def _line(name: Words, plans: Sequence[Plan], value: Callable[[Plan], str]) -> Line:
    return Line(name, tuple((value(plan), value(plan)) for plan in plans))
