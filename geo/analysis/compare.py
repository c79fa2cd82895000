"""Plans side by side: layout, places by kind and industry, numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from geo.model.measure import number_text
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
    """Lines that belong together."""

    name: Words
    lines: tuple[Line, ...]


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
        Layout, zones by form, places by kind, places by industry, numbers of the whole plan.
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
    sections = (_layout(plans), _zones(plans), _kinds(plans), _industries(plans), _numbers(plans))
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
    return Section(("地点（按类型）", "Places by kind"), _counted(KINDS, counts))


def _industries(plans: Sequence[Plan]) -> Section:
    ranked = [row for plan in plans for row in plan.top_industries()]
    names = {row.industry: (row.name, row.name_en) for row in ranked}
    counts = [Counter(top for park in plan.park_rows for top in plan.tops_of(park)) for plan in plans]
    return Section(("地点（按产业）", "Places by industry"), _counted(names, counts))


def _numbers(plans: Sequence[Plan]) -> Section:
    """Return the targets of the whole plans: equal indicators share a line; those that most plans have stand first."""
    rows: dict[tuple[str, str], dict[int, list[Target]]] = {}
    for at, plan in enumerate(plans):
        for target in plan.target_rows:
            if target.scope == "plan" and target.kind == "target":
                rows.setdefault((target.measure, target.indicator_en), {}).setdefault(at, []).append(target)
    lines = []
    for (_, english), found in sorted(rows.items(), key=lambda row: -len(row[1])):
        chinese = " / ".join(dict.fromkeys(target.indicator for targets in found.values() for target in targets))
        lines.append(Line((chinese, english), tuple(_values(found.get(at, [])) for at in range(len(plans)))))
    return Section(("全域目标", "Targets of the whole plan"), tuple(lines))


def _values(targets: Sequence[Target]) -> Words:
    """Return a plan's values of one indicator, those of several years one after the other."""
    found = [_value(target) for target in targets]
    return "；".join(chinese for chinese, _ in found), "; ".join(english for _, english in found)


def _value(target: Target) -> Words:
    chinese, english = number_text(target)
    year = f", {target.year}" if target.year else ""
    return (f"{chinese}（{target.year}）" if target.year else chinese), f"{english}{year}"


def _in_zones(plan: Plan) -> str:
    return str(sum(map(bool, homes_of(plan).values())))


def _counted(names: dict[str, Words], counts: Sequence[Counter[str]]) -> tuple[Line, ...]:
    used = [name for name in names if any(count[name] for count in counts)]
    return tuple(
        Line(names[name], tuple((str(count[name]), str(count[name])) for count in counts), numeric=True)
        for name in used
    )


def _line(name: Words, plans: Sequence[Plan], value: Callable[[Plan], str]) -> Line:
    return Line(name, tuple((value(plan), value(plan)) for plan in plans))
