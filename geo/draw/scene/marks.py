"""What a scene is made of: frozen values that know no medium.

Names of fields are the keys under which a page finds the same values. Texts are pairs of Chinese and English.
Outlines are GeoJSON geometries in degrees, positions are (lon, lat), boxes are (west, south, east, north).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from geo.analysis.tally import Tally
from geo.draw.scene.looks import Stroke
from geo.draw.scene.theme import LIGHT
from geo.draw.scene.words import NO_WORDS, Words
from geo.model.compounds import known_words
from geo.model.plan import line_of
from geo.model.schema import LEVELS
from geo.space.boxes import DegreeBox

Geometry: TypeAlias = dict[str, Any]
Position: TypeAlias = tuple[float, float]

_CROWD = 3
"""In more groups than this a unit is crowded."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One clause that says something of a thing."""

    about: str
    source: str
    locator: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMark:
    """The plan as a whole; `bbox` holds all that it draws, `view` its zones and the places among its units.

    `framed` is the unit that maps show instead, if any.
    """

    id: str
    title: Words
    slogan: str
    region: Words
    region_adcode: str
    issuer: Words
    number: str
    issued: str
    period: tuple[str, ...]
    bbox: DegreeBox
    view: DegreeBox
    partition: bool
    whole: Words
    framed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMark:
    """One counted kind of part in the slogan."""

    id: str
    name: Words
    form: str
    order: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneMark:
    """One zone with its look; without an outline it is listed only.

    `diagram` is the same zone as the planning diagram draws it, with a place of its own for the name.
    """

    id: str
    group: str
    name: Words
    positioning: Words
    members: tuple[str, ...]
    focus: bool
    lead: tuple[str, ...]
    basis: str
    basis_name: Words
    precision_km: float | None
    definition: Words
    note: Words
    tone: str
    hatch: str
    facts: tuple[Fact, ...]
    shape: Geometry | None
    label: Position | None
    diagram: Geometry | None
    diagram_label: Position | None
    area_km2: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMark:
    """One administrative unit; `zones` are those that it is in, wholly or in part, `seat` is where its town lies."""

    id: str
    name: Words
    level: str
    parent: str
    positioning: Words
    industries: tuple[str, ...]
    zones: tuple[str, ...]
    facts: tuple[Fact, ...]
    shape: Geometry | None
    label: Position | None
    seat: Position | None

    @property
    def stand(self) -> Position | None:
        """Where what is known to the unit only stands: at its seat, else in its middle."""
        return self.seat or self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What a place has come to since the text: its state at a date, and the source that says so."""

    as_of: str
    status: str
    source: str
    note: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkMark:
    """One named place; without a position it is listed only.

    `zones` are those that the text gives it to, `homes` those that it is in, `tops` its top industries; `stand` says
    where on the map it stands, `unlocated` why it has no position (an id of :data:`geo.model.schema.UNLOCATED`), and
    `later` what it has come to since the text.
    """

    id: str
    name: Words
    aliases: tuple[str, ...]
    kind: str
    zones: tuple[str, ...]
    unit: str
    at: Position | None
    basis: str
    precision_km: float | None
    located_by: Words
    unlocated: str
    outside: Words
    part_of: str
    homes: tuple[str, ...]
    industries: tuple[str, ...]
    tops: tuple[str, ...]
    tone: str
    status: str
    stand: str
    later: tuple[Later, ...]
    facts: tuple[Fact, ...]
    note: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetMark:
    """One number of the plan.

    `shown` is it as people read it, `short` as a map writes it if that differs, `size` the class of its amount of money
    from 0, `at` the zone, unit or place at which a map shows it, `is_headline` whether it is a total or a scale,
    `is_share` whether it is a share of a whole, and `parts_sum` what its parts add up to if that differs.
    """

    id: str
    scope: str
    of: str
    indicator: Words
    kind: str
    operator: str
    mode: str
    hedge: Words
    low: float | None
    high: float | None
    measure: str
    is_headline: bool
    is_share: bool
    year: int | None
    part_of: str
    facts: tuple[Fact, ...]
    note: Words
    shown: Words
    parts_sum: Words
    short: Words
    size: int
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressMark:
    """What was reached of a number, in the measure of its target.

    `state` is how it stands; `value`, `shown` and `as_of` are the latest number, `line` says it with its date; `stands`
    is how far that is, `told` that and what is left to do, `filled` which part of a target is reached, from 0 to 1,
    None where that says nothing. `former` are the numbers before it. `sources` say all of them, that of the latest
    first. `trend` are the points of a small chart, the oldest first, and `aim` the one to which they should lead, if
    any.
    """

    target: str
    state: str
    as_of: str
    value: float
    shown: Words
    line: Words
    stands: Words
    told: Words
    filled: float | None
    former: Words
    sources: tuple[str, ...]
    note: Words
    trend: tuple[tuple[int, int], ...]
    aim: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndustryMark:
    """One industry; only those at the top have a colour of their own."""

    id: str
    parent: str
    name: Words
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMark:
    """One document or body of evidence that some fact or place rests on."""

    id: str
    title: Words
    issuer: str
    number: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextMark:
    """One province around the planned region."""

    id: str
    name: Words
    shape: Geometry
    label: Position | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AbroadMark:
    """The name of a neighbouring country, where it may stand."""

    name: Words
    label: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMark:
    """Boundary lines of one kind that no outline of the scene gives."""

    id: str
    name: Words
    stroke: Stroke
    paths: Geometry


@dataclass(frozen=True, slots=True, kw_only=True)
class RiverMark:
    """One river beneath the zones, or several that have no name; `rank` is 1 for the greatest, 3 for the least."""

    id: str
    name: Words
    rank: int
    paths: Geometry


@dataclass(frozen=True, slots=True, kw_only=True)
class LakeMark:
    """One lake beneath the zones, or several that have no name; `rank` is 1 for the greatest, 3 for the least."""

    id: str
    name: Words
    rank: int
    shape: Geometry
    label: Position | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TownMark:
    """One town beneath the zones: `rank` is one of the schema's, `unit` the county in which it lies."""

    id: str
    name: Words
    rank: str
    seat_of: tuple[str, ...]
    unit: str
    at: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class LandformMark:
    """The name of a mountain range, plain or the like, along a path; where the landform ends nobody says."""

    id: str
    name: Words
    kind: str
    rank: int
    path: Geometry


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """One step of the story: the box to show, if any, and the ids shown lit."""

    id: str
    view: DegreeBox | None
    title: Words
    text: Words
    lit: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendEntry:
    """One line of the legend: what sort of thing it explains, and which; its colour, and what is said beside it."""

    sort: str
    id: str
    name: Words
    tone: str = ""
    note: Words = NO_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendPart:
    """Lines of the legend under a heading, if they have one."""

    id: str
    title: Words
    entries: tuple[LegendEntry, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Another page that stands beside a page: where it is, what it is called, and the unit that it plans, if any."""

    href: str
    name: Words
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """All that is drawn of a plan, in the order in which it is listed, before any medium.

    `credits` stand on every map, `short_credits` where type is large; `further_credits` say what located its
    places, and whose waters and towns these are.
    `tally` counts the places by unit and industry.
    """

    plan: PlanMark
    groups: tuple[GroupMark, ...]
    zones: tuple[ZoneMark, ...]
    units: tuple[UnitMark, ...]
    parks: tuple[ParkMark, ...]
    tally: Tally
    targets: tuple[TargetMark, ...]
    progress: tuple[ProgressMark, ...]
    industries: tuple[IndustryMark, ...]
    sources: tuple[SourceMark, ...]
    context: tuple[ContextMark, ...]
    abroad: tuple[AbroadMark, ...]
    lines: tuple[LineMark, ...]
    rivers: tuple[RiverMark, ...]
    lakes: tuple[LakeMark, ...]
    sea: Geometry | None
    towns: tuple[TownMark, ...]
    physical: tuple[LandformMark, ...]
    steps: tuple[StepMark, ...]
    legend: tuple[LegendPart, ...]
    credits: tuple[Words, ...]
    short_credits: tuple[Words, ...]
    further_credits: tuple[Words, ...]
    evidence: tuple[Words, ...]

    @cached_property
    def zone_by_id(self) -> Mapping[str, ZoneMark]:
        """Zones by id, in the order of the slogan."""
        return {zone.id: zone for zone in self.zones}

    @cached_property
    def unit_by_id(self) -> Mapping[str, UnitMark]:
        """Units by adcode."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def words(self) -> frozenset[str]:
        """Chinese words of names beside the common ones: units and industries."""
        return known_words((unit.name.zh for unit in self.units), (each.name.zh for each in self.industries))

    @cached_property
    def group_by_id(self) -> Mapping[str, GroupMark]:
        """Groups by id, in the order of the slogan."""
        return {group.id: group for group in self.groups}

    @cached_property
    def progress_by_target(self) -> Mapping[str, ProgressMark]:
        """Number of the plan -> what was reached of it."""
        return {mark.target: mark for mark in self.progress}

    @cached_property
    def forms(self) -> Mapping[str, str]:
        """Group -> form of its zones."""
        return {group.id: group.form for group in self.groups}

    def zones_of(self, group: str) -> tuple[ZoneMark, ...]:
        """Return the zones of a group, in order."""
        return tuple(zone for zone in self.zones if zone.group == group)

    def parks_of(self, zones: Iterable[ZoneMark]) -> tuple[ParkMark, ...]:
        """Return the places of some zones, each once."""
        idents = {zone.id for zone in zones}
        return tuple(park for park in self.parks if idents.intersection(park.homes))

    def targets_of(self, *things: tuple[str, str]) -> tuple[TargetMark, ...]:
        """Return the numbers that speak of some things, each given as its scope and id."""
        return tuple(target for target in self.targets if (target.scope, target.of) in things)

    def subject_of(self, target: TargetMark) -> Words:
        """Return the name of what a number speaks of."""
        if target.scope == "plan":
            return self.plan.region
        tables: Mapping[str, tuple[GroupMark | ZoneMark | UnitMark | ParkMark | IndustryMark, ...]] = {
            "group": self.groups,
            "zone": self.zones,
            "unit": self.units,
            "park": self.parks,
            "industry": self.industries,
        }
        return next((mark.name for mark in tables[target.scope] if mark.id == target.of), Words(target.of))

    def is_member(self, unit: UnitMark, zone: ZoneMark) -> bool:
        """Return whether all of a unit is of a zone: itself or a unit above it is a member."""
        return not set(zone.members).isdisjoint(self._lines[unit.id])

    @cached_property
    def _lines(self) -> Mapping[str, tuple[str, ...]]:
        above = {unit.id: unit.parent for unit in self.units}
        return {unit: line_of(unit, above) for unit in above}

    @cached_property
    def ground_units(self) -> tuple[UnitMark, ...]:
        """The coarsest units below the region: together they are its land."""
        units = [unit for unit in self.units if unit.shape and unit.id != self.plan.region_adcode]
        level = next((level for level in LEVELS if any(unit.level == level for unit in units)), "")
        return tuple(unit for unit in units if unit.level == level)

    @cached_property
    def land_units(self) -> tuple[UnitMark, ...]:
        """The region itself where it has an outline, else the units of which it is made."""
        region = self.unit_by_id.get(self.plan.region_adcode)
        return (region,) if region and region.shape else self.ground_units

    @cached_property
    def is_crowded(self) -> bool:
        """Whether groups lie over one another so much that only one can be shown at a time."""
        tallies = Counter(member for zone in self.zones for member in zone.members)
        return not self.plan.partition and max(tallies.values(), default=0) > _CROWD

    @cached_property
    def tallies(self) -> Mapping[str, int]:
        """Unit -> number of groups of which a zone names it, or a part of it."""
        groups = {zone.id: zone.group for zone in self.zones}
        return {unit.id: len({groups[ident] for ident in unit.zones}) for unit in self.units}

    @cached_property
    def tints(self) -> Mapping[str, int]:
        """Unit -> place of its tint: the more groups name it, the stronger."""
        most = max(self.tallies.values(), default=0)
        steps = len(LIGHT.tints) - 1
        return {ident: math.ceil(tally / most * steps) if most else 0 for ident, tally in self.tallies.items()}
