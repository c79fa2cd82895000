"""A plan -> what is drawn of it. Knows no medium."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geo.analysis.tally import tally_plan
from geo.draw.scene.context import abroad_marks, context_marks, line_marks
from geo.draw.scene.credits import credit_words, evidence_titles, further_credits, short_credits
from geo.draw.scene.facts import evidence, further_facts, later_of, source_marks, target_marks
from geo.draw.scene.legend import legend_parts
from geo.draw.scene.looks import industry_tone, palette_places, place_tone, zone_hatch, zone_tone
from geo.draw.scene.marks import (
    Fact,
    Geometry,
    GroupMark,
    IndustryMark,
    ParkMark,
    PlanMark,
    Position,
    Scene,
    TownMark,
    UnitMark,
    ZoneMark,
)
from geo.draw.scene.nature import lake_marks, landform_marks, river_marks, sea_shape, town_marks
from geo.draw.scene.numbers_on_map import standing_numbers
from geo.draw.scene.progress import progress_marks
from geo.draw.scene.standing import stand_of, whole_words
from geo.draw.scene.story import story_steps
from geo.draw.scene.words import Words, both, remark
from geo.model.plan import Plan
from geo.model.schema import ZONE_BASES, Park, Unit, Zone
from geo.space.boxes import GLOBE, DegreeBox
from geo.space.geometry import area_km2, contains, label_points, to_shape, without_holes
from geo.space.homes import homes_of

_CHINA = DegreeBox(73.0, 3.0, 136.0, 54.0)
"""Shown where a plan draws nothing."""
_SPREAD = 0.5
"""Where zones and places lie over more of the whole than this part, each way, all of it is shown."""
_LEAST_FRAME = 0.25
"""Part of the whole that a step of the story shows at least, each way."""


def make_scene(plan: Plan) -> Scene:
    """Return all that is drawn of a plan.

    Parameters
    ----------
    plan : Plan
        As read; rows that are superseded are left out.

    Returns
    -------
    Scene
        Zones in the order of the slogan, all else in the order of the files.

    Raises
    ------
    PlanError
        Coordinates are off the globe, or a layer of context in the workspace cannot be read.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> [group.name.zh for group in make_scene(read_plan("heilongjiang")).groups]
    ['一极', '两区', '一带']
    """
    ground = _Ground(plan)
    groups, zones, industries = _groups(plan), _zones(plan, ground), _industries(plan)
    parks = _parks(plan, ground, industries)
    provinces, lines = plan.base
    waters, towns = plan.nature, town_marks(plan.root, ground.box)
    units = _units(plan, ground, towns)
    rivers, lakes = river_marks(waters.rivers, ground.box), lake_marks(waters.lakes, ground.box)
    sea = sea_shape(waters.sea, ground.box)
    targets = standing_numbers(target_marks(plan), parks, zones, units)
    return Scene(
        plan=_plan(plan, ground),
        groups=groups,
        zones=zones,
        units=units,
        parks=parks,
        tally=tally_plan(plan, "unit", "industry"),
        targets=targets,
        progress=progress_marks(plan),
        industries=industries,
        sources=source_marks(plan),
        context=context_marks(provinces, ground.box, ground.codes, ground.region),
        abroad=abroad_marks(ground.box),
        lines=line_marks(lines, ground.box),
        rivers=rivers,
        lakes=lakes,
        sea=sea,
        towns=towns,
        physical=landform_marks(waters.landforms, ground.box),
        steps=story_steps(plan, zones, ground.home, ground.frame),
        legend=legend_parts(groups, zones, parks, industries, targets),
        credits=credit_words(plan),
        short_credits=short_credits(plan),
        further_credits=further_credits(plan, bool(rivers or lakes or sea), bool(towns)),
        evidence=evidence_titles(plan),
    )


class _Ground:
    """Outlines of a plan's zones and units with what is measured on them, each once."""

    def __init__(self, plan: Plan) -> None:
        outlines: dict[str, Geometry | None] = {unit.unit: unit.geometry for unit in plan.unit_rows}
        self.codes = frozenset(outlines)
        outlines |= {zone.zone: zone.geometry for zone in plan.zone_rows}
        self.shapes: dict[str, Any] = {ident: to_shape(outline) for ident, outline in outlines.items() if outline}
        extents = (self.view(self.shapes), _box_of_places(plan.park_rows))
        if not all(GLOBE.contains(extent) for extent in extents if extent):
            # The rules take longer to load than most maps to draw.
            from geo.analysis.check import refuse_off_globe

            refuse_off_globe(plan)
        self.parks = plan.park_rows
        self.region = self.shapes.get(plan.header.region_adcode)
        self.level = next((unit.level for unit in plan.unit_rows if unit.unit == plan.header.region_adcode), "")
        points = label_points(list(self.shapes.values())) if self.shapes else []
        self.labels: dict[str, Position] = dict(zip(self.shapes, points, strict=True))
        self.diagrams = {row.zone: row.geometry for row in plan.schematic_rows if row.geometry}
        self.diagram_labels = _diagram_labels(self.diagrams)
        self.box = self.view(self.shapes) or _box_of_places(plan.park_rows) or _CHINA
        zones = self.view(zone.zone for zone in plan.zone_rows)
        inside = (park for park in plan.park_rows if (at := _position(park)) and self.box.holds(at))
        drawn = _around(box for box in (zones, _box_of_places(inside)) if zones and box)
        self.home = drawn if drawn and not _is_spread(drawn, self.box) else self.box

    def area(self, ident: str) -> int | None:
        """Return an area in whole square kilometres, None without an outline."""
        return round(area_km2(self.shapes[ident])) if ident in self.shapes else None

    def within(self, ident: str, at: Position | None) -> Position | None:
        """Return a position that lies within an outline, None where it lies beyond: the seat of 大兴安岭 does."""
        shape = self.shapes.get(ident)
        return at if at and shape is not None and contains(shape, at) else None

    def view(self, idents: Iterable[str]) -> DegreeBox | None:
        """Return the box around some things that have an outline, None where none of them is drawn."""
        return _around(self.shapes[ident].bounds for ident in idents if ident in self.shapes)

    def frame(self, idents: Iterable[str]) -> DegreeBox | None:
        """Return the box in which some things are shown: a place, or a small unit, with what lies around it."""
        wanted = frozenset(idents)
        boxes = (self.view(wanted), _box_of_places(park for park in self.parks if park.park_id in wanted))
        found = _around(box for box in boxes if box)
        if not found:
            return None
        sides = ((self.home.width, found.width), (self.home.height, found.height))
        across, up = (max(0.0, (_LEAST_FRAME * whole - side) / 2) for whole, side in sides)
        return _around([found.grown(across, up)])


def _is_spread(drawn: DegreeBox, whole: DegreeBox) -> bool:
    """Whether what is drawn lies over so much of the whole, either way, that the rest costs it little of its size.

    Examples
    --------
    >>> _is_spread(DegreeBox(97.4, 32.6, 108.7, 39.9), DegreeBox(92.3, 32.6, 108.7, 42.8))
    True
    >>> _is_spread(DegreeBox(112.6, 27.9, 113.4, 28.4), DegreeBox(111.9, 27.9, 114.3, 28.7))
    False
    """
    return drawn.width > _SPREAD * whole.width and drawn.height > _SPREAD * whole.height


def _diagram_labels(diagrams: Mapping[str, Geometry]) -> dict[str, Position]:
    """Return where the name of each drawing stands: in its widest part, that of a ring in its middle."""
    shapes = [without_holes(shape) for outline in diagrams.values() if (shape := to_shape(outline)) is not None]
    return dict(zip(diagrams, label_points(shapes), strict=True)) if shapes else {}


def _box_of_places(parks: Iterable[Park]) -> DegreeBox | None:
    return _around(at * 2 for park in parks if (at := _position(park)))


def _position(park: Park) -> Position | None:
    return None if park.lon is None or park.lat is None else (park.lon, park.lat)


def _around(boxes: Iterable[Sequence[float]]) -> DegreeBox | None:
    found = DegreeBox.around(boxes)
    return DegreeBox(*(round(edge, 5) for edge in found)) if found else None


def _plan(plan: Plan, ground: _Ground) -> PlanMark:
    header = plan.header
    return PlanMark(
        id=header.id,
        title=Words(header.title, header.title_en),
        slogan=header.slogan,
        region=Words(header.region, header.region_en),
        region_adcode=header.region_adcode,
        issuer=Words(header.issuer, header.issuer_en),
        number=header.number,
        issued=str(header.issued or ""),
        period=header.period,
        bbox=ground.box,
        view=ground.home,
        partition=header.partition,
        whole=whole_words(ground.level),
    )


def _groups(plan: Plan) -> tuple[GroupMark, ...]:
    return tuple(
        GroupMark(id=group.group, name=Words(group.name, group.name_en), form=group.form, order=group.order or 0)
        for group in plan.groups_in_order()
    )


def _zones(plan: Plan, ground: _Ground) -> tuple[ZoneMark, ...]:
    facts, zones = further_facts(plan, "zone"), plan.zones_in_order()
    places = palette_places([(zone.zone, zone.group, zone.name) for zone in zones])
    return tuple(_zone(zone, places[zone.zone], ground, facts) for zone in zones)


def _zone(zone: Zone, place: int, ground: _Ground, facts: Mapping[str, tuple[Fact, ...]]) -> ZoneMark:
    return ZoneMark(
        id=zone.zone,
        group=zone.group,
        name=Words(zone.name or zone.zone, zone.name_en),
        positioning=Words(zone.positioning, zone.positioning_en),
        members=zone.members,
        focus=zone.focus,
        lead=zone.lead,
        basis=zone.basis,
        basis_name=Words(*ZONE_BASES.get(zone.basis, (zone.basis, ""))),
        precision_km=zone.precision_km,
        definition=both(zone.definition),
        note=remark(zone),
        tone=zone_tone(place),
        hatch=zone_hatch(place),
        facts=(Fact("name", zone.source, zone.locator, zone.anchor), *facts.get(zone.zone, ())),
        shape=zone.geometry,
        label=ground.labels.get(zone.zone),
        diagram=ground.diagrams.get(zone.zone),
        diagram_label=ground.diagram_labels.get(zone.zone),
        area_km2=ground.area(zone.zone),
    )


def _units(plan: Plan, ground: _Ground, towns: Iterable[TownMark]) -> tuple[UnitMark, ...]:
    facts, zones = further_facts(plan, "unit"), plan.zones_of()
    seats = {adcode: town.at for town in towns for adcode in town.seat_of}

    def mark(unit: Unit) -> UnitMark:
        own = (Fact("positioning", unit.source, unit.locator, unit.anchor),) if unit.source else ()
        return UnitMark(
            id=unit.unit,
            name=Words(unit.name, unit.name_en),
            level=unit.level,
            parent=unit.parent,
            positioning=Words(unit.positioning, unit.positioning_en),
            industries=unit.industries,
            zones=zones.get(unit.unit, ()),
            facts=(*own, *facts.get(unit.unit, ())),
            shape=unit.geometry,
            label=ground.labels.get(unit.unit),
            seat=ground.within(unit.unit, seats.get(unit.unit)),
        )

    return tuple(map(mark, plan.unit_rows))


def _parks(plan: Plan, ground: _Ground, industries: Iterable[IndustryMark]) -> tuple[ParkMark, ...]:
    facts, homes = further_facts(plan, "park"), homes_of(plan)
    titles = {source.source: Words(source.title, source.title_en) for source in plan.sources}
    tones = {row.id: row.tone for row in industries if row.tone}

    def mark(park: Park) -> ParkMark:
        at, tops = _position(park), plan.tops_of(park)
        return ParkMark(
            id=park.park_id,
            name=Words(park.name, park.name_en),
            aliases=park.aliases,
            kind=park.kind,
            zones=park.zones,
            unit=park.adcode,
            at=at,
            basis=park.basis,
            precision_km=park.precision_km,
            located_by=evidence(park.located_by, titles),
            unlocated=park.unlocated,
            outside=both(park.outside),
            part_of=park.part_of,
            homes=homes[park.park_id],
            industries=park.industries,
            tops=tops,
            tone=place_tone("".join(tops[:1]), tones),
            status=park.status,
            stand=stand_of(at is not None, park.adcode, plan.header.region_adcode, ground.shapes),
            later=later_of(plan, park),
            facts=(Fact("name", park.source, park.locator, park.anchor), *facts.get(park.park_id, ())),
            note=remark(park),
        )

    return tuple(mark(park) for park in plan.park_rows if not park.superseded_by)


def _industries(plan: Plan) -> tuple[IndustryMark, ...]:
    """Return the industries that the plan speaks of and those above them, the top ones with their colours.

    A colour goes by the place in the whole taxonomy, so that an industry looks the same in every plan.
    """
    rows = {row.industry: row for row in plan.industries}
    places = {row.industry: place for place, row in enumerate(plan.top_industries())}
    used = {ident for park in plan.park_rows for ident in park.industries}
    used |= {ident for unit in plan.unit_rows for ident in unit.industries}
    used |= {target.scope_id for target in plan.target_rows if target.scope == "industry"}
    used |= {rows[ident].parent for ident in used if ident in rows}
    found = sorted(
        (rows[ident] for ident in used if ident in rows),
        key=lambda row: (places.get(row.parent or row.industry, 0), bool(row.parent), row.order or 0, row.industry),
    )
    return tuple(
        IndustryMark(
            id=row.industry,
            parent=row.parent if plan.top_of(row.parent) else "",
            name=Words(row.name, row.name_en),
            tone=industry_tone(places[row.industry]) if row.industry in places else "",
        )
        for row in found
    )
