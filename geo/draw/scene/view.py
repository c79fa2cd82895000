"""One view of a scene: its language, its drawing, its colours, what of it is shown and what of that is lit."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from geo.draw.scene.looks import BASIS_PHRASES, UNLIT, Fill, Stroke, place_fill
from geo.draw.scene.looks import zone_stroke as stroke_of
from geo.draw.scene.marks import Geometry, GroupMark, ParkMark, Position, Scene, StepMark, UnitMark, ZoneMark
from geo.draw.scene.phrases import PHRASES, counted
from geo.draw.scene.qr import Code
from geo.draw.scene.register_marks import RegisterMark
from geo.draw.scene.standing import STANDS
from geo.draw.scene.theme import LIGHT, THEMES, Theme, ZoneColour, mix
from geo.draw.scene.words import Words
from geo.model.errors import DrawingError, UsageError, guess
from geo.model.schema import ZONE_BASES
from geo.space.boxes import DegreeBox

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
LANGUAGES = ("zh", "en")
DRAWINGS = ("admin", "schematic")


@dataclass(frozen=True, kw_only=True)
class View:
    """What a medium shows of a scene. Media decide nothing of its meaning.

    Attributes
    ----------
    scene : Scene
        All that there is.
    lang : {"zh", "en"}
        Language of every text.
    drawing : {"admin", "schematic"}
        Administrative outlines, or the planning diagram.
    theme : Theme
        Colours.
    number : int
        Number of the step of the story that is shown, from 1; 0 for none.
    lit : frozenset of str
        Ids of what is in the light: zones, units, places; empty where all is.
    shows_numbers : bool
        Whether numbers stand on the map, in place of places.
    register : RegisterMark or None
        A register that stands on the map, in place of places.
    has_all_parks : bool
        Whether places are shown whatever zones are.
    code : Code or None
        Code of the address at which the map is to be had.
    """

    scene: Scene
    lang: str = "zh"
    drawing: str = "admin"
    theme: Theme = LIGHT
    number: int = 0
    lit: frozenset[str] = frozenset()
    shows_numbers: bool = False
    register: RegisterMark | None = None
    has_all_parks: bool = False
    code: Code | None = None

    # -- words ---------------------------------------------------------------------------------------------------------

    def tell(self, words: Words | tuple[str, str]) -> str:
        """Return a text in the language of the view."""
        return Words(*words).text(self.lang)

    def say(self, key: str, **values: object) -> str:
        """Return a phrase in the language of the view, with values filled in."""
        return self.tell(PHRASES[key]).format(**values)

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts with commas between them, each once."""
        return self.say("comma").join(dict.fromkeys(text for text in texts if text))

    def noted(self, text: str, note: str) -> str:
        """Return a text with a note in brackets, where there is one."""
        return self.say("within", one=text, two=note) if note else text

    def choice(self, table: Mapping[str, tuple[str, str]], key: str) -> str:
        """Return the word for a value of a closed list of the schema."""
        return self.tell(table.get(key, (key, "")))

    @property
    def standing(self) -> str:
        """How many places stand on a map of the whole plan, and to what the others are known."""
        scene, counts = self.scene, Counter(park.stand for park in self.scene.parks)
        others = [stand for stand in STANDS[1:] if counts[stand]]
        whole = self.tell(scene.plan.whole)
        parts = [self.say("stand_of", n=counts["site"], all=len(scene.parks))]
        return " · ".join([*parts, *(self.say(f"stand_{stand}", n=counts[stand], whole=whole) for stand in others)])

    @property
    def byline(self) -> str:
        """Who issued the plan and on which day, as far as either is known."""
        issuer, day = self.tell(self.scene.plan.issuer), _day_text(self.scene.plan.issued, self.lang)
        return self.say("issued_by", issuer=issuer, date=day) if issuer and day else issuer or day

    def source_title(self, ident: str) -> str:
        """Return the title of a source; of one that is not listed its id."""
        return next((self.tell(source.title) for source in self.scene.sources if source.id == ident), ident)

    def named(self, marks: Mapping[str, ZoneMark] | Mapping[str, UnitMark], idents: Iterable[str]) -> str:
        """Return the names of zones or units, given by their ids, as far as the plan has them."""
        return self.listed(self.tell(marks[ident].name) for ident in idents if ident in marks)

    def unit_of(self, park: ParkMark) -> str:
        """Return the name of the unit in which a place is; nothing where that is none of the plan's."""
        return self.named(self.scene.unit_by_id, (park.unit,))

    def zones_count(self, group: str) -> str:
        """Return of how many zones a group is made."""
        return self.tell(counted("zones", len(self.scene.zones_of(group))))

    # -- what is shown -------------------------------------------------------------------------------------------------

    @property
    def is_diagram(self) -> bool:
        """Whether zones are drawn as the planning diagram has them."""
        return self.drawing == "schematic"

    @property
    def shows_places(self) -> bool:
        """Whether places stand on the map, and nothing in place of them."""
        return not self.shows_numbers and self.register is None

    @property
    def step(self) -> StepMark | None:
        """The step of the story that is shown."""
        return self.scene.steps[self.number - 1] if self.number else None

    @property
    def is_undrawn(self) -> bool:
        """Whether a step is shown that lights something, of which nothing is drawn: no zone, unit or place."""
        scene, step = self.scene, self.step
        if step is None or not step.lit:
            return False
        shapes = any(self.shape(zone) for zone in self.zones if zone.id in self.lit)
        units = any(unit.shape for unit in scene.units if unit.id in self.lit)
        return not (shapes or units or any(self.is_park_lit(park) for park in self.parks))

    @property
    def box(self) -> DegreeBox:
        """What a map must show, in degrees."""
        return (self.step and self.step.view) or self.scene.plan.view

    @property
    def unit(self) -> UnitMark | None:
        """The unit that fills the frame."""
        return self.scene.unit_by_id.get(self.scene.plan.framed)

    @property
    def outlined(self) -> tuple[UnitMark, ...]:
        """The units that stand out by their outlines: that which fills the frame, or those that a step names."""
        named = (self.scene.plan.framed, *(self.step.lit if self.step else ()))
        return tuple(self.scene.unit_by_id[ident] for ident in named if ident in self.scene.unit_by_id)

    @cached_property
    def zones(self) -> tuple[ZoneMark, ...]:
        """The zones shown; where layouts lie over one another those that are lit, and none where all would be."""
        if self.scene.plan.slogan or not self.scene.is_crowded:
            return self.scene.zones
        return tuple(zone for zone in self.scene.zones if zone.id in self.lit)

    @cached_property
    def parks(self) -> tuple[ParkMark, ...]:
        """The places shown, those that have a position; none where something else stands in their place."""
        if not self.shows_places:
            return ()
        located, shown = tuple(park for park in self.scene.parks if park.at), {zone.id for zone in self.zones}
        if self.has_all_parks or len(shown) == len(self.scene.zones):
            return located
        return tuple(park for park in located if not park.homes or shown.intersection(park.homes)) if shown else ()

    @cached_property
    def groups(self) -> tuple[tuple[GroupMark, tuple[ZoneMark, ...]], ...]:
        """The groups that have a zone shown, with these."""
        found = ((group, tuple(zone for zone in self.zones if zone.group == group.id)) for group in self.scene.groups)
        return tuple((group, zones) for group, zones in found if zones)

    def lighting(self, idents: Iterable[str]) -> View:
        """Return the view with these in the light."""
        return replace(self, lit=frozenset(idents))

    def telling(self, number: int) -> View:
        """Return the view of a step of the story, by its number from 1; with a unit the units in it are lit."""
        named = frozenset(self.scene.steps[number - 1].lit)
        lit, found = named, named
        while found:
            found = frozenset(unit.id for unit in self.scene.units if unit.parent in found) - lit
            lit |= found
        return replace(self, number=number, lit=lit)

    def is_lit(self, zone: ZoneMark) -> bool:
        """Return whether a zone is in the light."""
        return not self.lit or zone.id in self.lit

    def is_park_lit(self, park: ParkMark) -> bool:
        """Return whether a place is in the light, by itself, its zones or its unit."""
        return not self.lit or bool(self.lit & {park.id, park.unit, *park.homes})

    def is_unit_lit(self, unit: UnitMark) -> bool:
        """Return whether a unit is in the light, by itself or its zones."""
        return not self.lit or bool(self.lit & {unit.id, *unit.zones})

    @property
    def is_dimmed(self) -> bool:
        """Whether only some of the zones shown are in the light."""
        return any(not self.is_lit(zone) for zone in self.zones)

    @property
    def is_tinted(self) -> bool:
        """Whether units are tinted by the number of groups that name them, in place of zones that would overlap."""
        return bool(self.scene.zones) and not self.zones

    # -- how it is drawn -----------------------------------------------------------------------------------------------

    def shape(self, zone: ZoneMark) -> Geometry | None:
        """Return how a zone is drawn."""
        return zone.diagram if self.is_diagram else zone.shape

    @cached_property
    def lit_shapes(self) -> tuple[Geometry, ...]:
        """The outlines of the zones in the light, as they are drawn."""
        return tuple(outline for zone in self.zones if self.is_lit(zone) and (outline := self.shape(zone)))

    def label(self, zone: ZoneMark) -> Position | None:
        """Return where a zone's name would best stand."""
        return zone.diagram_label if self.is_diagram else zone.label

    def basis_word(self, zone: ZoneMark) -> str:
        """Return what stands with a zone's name: sketched, or part of its units; nothing in the diagram."""
        key = "" if self.is_diagram else BASIS_PHRASES.get(zone.basis, "")
        return self.say(key) if key else ""

    def zone_note(self, zone: ZoneMark) -> str:
        """Return what a legend says with a zone's name: sketched, part of its units, or not drawn."""
        return self.basis_word(zone) if self.shape(zone) else self.choice(ZONE_BASES, "none")

    def colour(self, tone: str) -> str:
        """Return the colour of a tone."""
        return self.theme.colour(tone)

    def zone_colour(self, zone: ZoneMark) -> ZoneColour:
        """Return the tones of a zone; one that is not lit sinks into the land."""
        tones = self.theme.zone(zone.tone)
        if self.is_lit(zone):
            return tones
        return ZoneColour(*(mix(getattr(tones, part), self.theme.land, share) for part, share in UNLIT.items()))

    def zone_stroke(self, zone: ZoneMark) -> Stroke:
        """Return the outline of a zone; a diagram's is solid, since it is no border of anything."""
        found = stroke_of(self.scene.forms.get(zone.group, ""), zone.basis)
        return Stroke(found.width) if self.is_diagram else found

    def zone_hatch(self, zone: ZoneMark) -> str:
        """Return the name of a zone's hatch; none out of the light."""
        return zone.hatch if self.is_lit(zone) else ""

    def tint(self, unit: UnitMark) -> str:
        """Return the colour of a unit by the number of groups that name it."""
        return self.colour(f"tint-{self.scene.tints.get(unit.id, 0)}")

    def park_colour(self, park: ParkMark) -> str:
        """Return the colour of a place."""
        return self.colour(park.tone)

    def park_fill(self, park: ParkMark) -> Fill:
        """Return how much of a place's symbol is filled."""
        return place_fill(park.status)

    def focus_zone(self, unit: UnitMark) -> ZoneMark | None:
        """Return the lit zone that names a unit as its focus, not as its whole."""
        named = (zone for zone in self.zones if zone.focus and unit.id in zone.members)
        return next((zone for zone in named if self.is_lit(zone)), None)


def view_of(
    scene: Scene, *, lang: str = "zh", drawing: str = "admin", step: int | None = None, theme: str = "light"
) -> View:
    """Return the view that a user asks for.

    Parameters
    ----------
    scene : Scene
        All that is drawn of a plan.
    lang : {"zh", "en"}
        Language of all texts.
    drawing : {"admin", "schematic"}
        Administrative outlines, or the planning diagram.
    step : int, optional
        Number of a step of the story, from 1: what it views, with what it lights.
    theme : {"light", "dark"}
        Colours.

    Raises
    ------
    UsageError
        There is no such language, drawing, theme or step.
    DrawingError
        There is no planning diagram.
    """
    for name, value, known in (("language", lang, LANGUAGES), ("drawing", drawing, DRAWINGS), ("theme", theme, THEMES)):
        refuse_unknown(name, value, known)
    if step is not None:
        refuse_unknown_step(scene, step)
    if drawing == "schematic" and not any(zone.diagram for zone in scene.zones):
        plan = scene.plan.id
        raise DrawingError(f"{plan} has no planning diagram yet. Make it first: buju schematic {plan}")
    view = View(scene=scene, lang=lang, drawing=drawing, theme=THEMES[theme])
    return view.telling(step) if step else view


def refuse_unknown(what: str, value: str, known: Collection[str]) -> None:
    """Raise UsageError where a value is none of those known, by what it is one of."""
    if value not in known:
        hint = guess(value, known) or f"One of: {', '.join(known)}."
        raise UsageError(f'"{value[:40]}" is no {what}. {hint}')


def refuse_layered_diagram(view: View) -> None:
    """Raise DrawingError where the planning diagrams of several layouts would lie over one another."""
    if view.is_diagram and view.is_tinted:
        plan = view.scene.plan.id
        if view.unit:
            raise DrawingError(f"{plan} has a diagram for each of its layouts, none of a unit. Leave --drawing out.")
        first = next((place for place, step in enumerate(view.scene.steps, 1) if step.lit), 1)
        raise DrawingError(f"{plan} has a diagram for each of its layouts. Choose one by its step: --step {first}")


def refuse_unknown_step(scene: Scene, step: int) -> None:
    """Raise UsageError where a story has no such step."""
    if not 1 <= step <= len(scene.steps):
        raise UsageError(f"There is no step {step}: the story of {scene.plan.id} has steps 1 to {len(scene.steps)}.")


def _day_text(text: str, lang: str) -> str:
    """Return a day as people write it; as it stands where it is no day."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
