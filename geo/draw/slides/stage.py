"""What all slides of a deck share: the scene, the ground it lies on, the language, and what the scene's parts are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from geo.draw.scene.marks import Fact, Geometry, GroupMark, ParkMark, Scene, TargetMark, UnitMark, ZoneMark
from geo.draw.scene.style import PAPER
from geo.draw.scene.tints import is_crowded, tallies_of
from geo.draw.scene.words import Words
from geo.draw.sheet.ground import Plane
from geo.draw.slides.words import say
from geo.model.schema import ABOUTS, KINDS, LEVELS, ZONE_BASES


@dataclass(frozen=True)
class Stage:
    """A scene ready for slides.

    Attributes
    ----------
    scene : Scene
        What is drawn.
    plane : Plane
        On which it is laid out flat.
    lang : str
        ``zh`` or ``en``.
    diagram : bool
        Whether zones are drawn as the planning diagram has them.
    """

    scene: Scene
    plane: Plane
    lang: str
    diagram: bool = False

    def shape(self, zone: ZoneMark) -> Geometry | None:
        """Return how a zone is drawn."""
        return zone.diagram if self.diagram else zone.shape

    def say(self, key: str, **values: object) -> str:
        """Return a fixed text in the language of the deck."""
        return say(key, self.lang, **values)

    def tell(self, words: Words | tuple[str, str]) -> str:
        """Return a text in the language of the deck, the Chinese one where there is no other."""
        return words[1] if self.lang == "en" and words[1] else words[0]

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts with commas between them, each once."""
        return self.say("comma").join(dict.fromkeys(text for text in texts if text))

    def choice(self, table: Mapping[str, tuple[str, str]], key: str) -> str:
        """Return the word for a value of a closed list of the schema."""
        return self.tell(table.get(key, (key, "")))

    @cached_property
    def groups(self) -> Mapping[str, GroupMark]:
        """Groups by id, in the order of the slogan."""
        return {group.id: group for group in self.scene.groups}

    @cached_property
    def zones(self) -> Mapping[str, ZoneMark]:
        """Zones by id, in the order of the slogan."""
        return {zone.id: zone for zone in self.scene.zones}

    @cached_property
    def units(self) -> Mapping[str, UnitMark]:
        """Units by adcode."""
        return {unit.id: unit for unit in self.scene.units}

    @cached_property
    def base(self) -> str:
        """The coarsest level of unit below the region, which every map draws; empty where there is none."""
        region = self.scene.plan.region_adcode
        levels = {unit.level for unit in self.scene.units if unit.shape and unit.id != region}
        return next((level for level in LEVELS if level in levels), "")

    @cached_property
    def crowded(self) -> bool:
        """Whether groups lie over one another so much that only one can be shown at a time."""
        return is_crowded(self.scene)

    @cached_property
    def tallies(self) -> Mapping[str, int]:
        """Unit -> number of groups of which a zone names it, or a part of it."""
        return tallies_of(self.scene)

    def targets_of(self, *things: tuple[str, str]) -> tuple[TargetMark, ...]:
        """Return the numbers that speak of some things, each given as its scope and id."""
        return tuple(target for target in self.scene.targets if (target.scope, target.of) in things)

    def zones_of(self, group: str) -> tuple[ZoneMark, ...]:
        """Return the zones of a group, in order."""
        return tuple(zone for zone in self.scene.zones if zone.group == group)

    def homes(self, park: ParkMark) -> tuple[str, ...]:
        """Return the zones of a place: those that the text gives it to, else those of its unit."""
        unit = self.units.get(park.unit)
        return park.zones or (unit.zones if unit else ())

    def parks_in(self, zones: Iterable[str]) -> tuple[ParkMark, ...]:
        """Return the places of some zones, located or not."""
        wanted = set(zones)
        return tuple(park for park in self.scene.parks if wanted & set(self.homes(park)))

    def located(self, parks: Iterable[ParkMark]) -> tuple[ParkMark, ...]:
        """Return the places that have a position."""
        return tuple(park for park in parks if park.at)

    def park_colour(self, park: ParkMark) -> str:
        """Return the colour of a place: of its first industry, else of its first zone."""
        above = {row.id: row.parent or row.id for row in self.scene.industries}
        colours = {row.id: row.colour for row in self.scene.industries}
        found = [colours.get(above.get(ident, ""), "") for ident in park.industries]
        found += [self.zones[ident].colour.line for ident in self.homes(park) if ident in self.zones]
        return next(filter(None, found), PAPER["ink"])

    def zone_alt(self, zone: ZoneMark) -> str:
        """Return a zone in words: name, group, what the plan makes of it, on what its outline rests, area."""
        group = self.groups.get(zone.group)
        area = self.say("km2", n=f"{zone.area_km2:,}") if zone.area_km2 else ""
        basis = self.choice(ZONE_BASES, zone.basis)
        head = (
            self.say("within", one=self.tell(zone.name), two=self.tell(group.name)) if group else self.tell(zone.name)
        )
        return self.say("stop").join(filter(None, (head, self.tell(zone.positioning), self.listed((basis, area)))))

    def unit_alt(self, unit: UnitMark) -> str:
        """Return a unit in words: name, level, and the zones it is in."""
        head = self.say("pair", one=self.tell(unit.name), two=self.choice(LEVELS, unit.level))
        inside = self.listed(self.tell(self.zones[ident].name) for ident in unit.zones if ident in self.zones)
        return self.say("within", one=head, two=inside) if inside else head

    def park_alt(self, park: ParkMark) -> str:
        """Return a place in words: name, kind, unit."""
        head = self.say("pair", one=self.tell(park.name), two=self.choice(KINDS, park.kind))
        unit = self.units.get(park.unit)
        return self.say("within", one=head, two=self.tell(unit.name)) if unit else head

    def clause(self, fact: Fact) -> str:
        """Return a clause as a speaker's note cites it: what it supports, document, clause, anchor."""
        titles = {source.id: self.tell(source.title) for source in self.scene.sources}
        about = self.choice(ABOUTS, fact.about)
        source = titles.get(fact.source, fact.source)
        return self.say("clause", about=about, source=source, locator=fact.locator, anchor=fact.anchor)
