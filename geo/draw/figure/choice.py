"""What of a scene one figure shows: zones and places of a step, lit or dimmed, in one language and one drawing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from geo.draw.figure.looks import Theme
from geo.draw.scene.marks import Geometry, GroupMark, ParkMark, Position, Scene, StepMark, UnitMark, ZoneMark
from geo.draw.scene.tints import is_crowded, tallies_of, tint_of
from geo.draw.scene.ui import UI
from geo.draw.scene.words import Words
from geo.model.errors import DrawingError, UsageError
from geo.space.boxes import DegreeBox

LEVELS = ("province", "prefecture", "county")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One view of a scene.

    Attributes
    ----------
    scene : Scene
        All that there is.
    lang : {"zh", "en"}
        Language of every text.
    theme : Theme
        Colours.
    diagram : bool
        Whether zones are drawn as the planning diagram has them.
    step : StepMark or None
        The step of the story, if one was asked for.
    number : int
        Its number, from 1.
    zones : tuple of ZoneMark
        The zones shown, in order.
    parks : tuple of ParkMark
        The places shown, those that have a position.
    """

    scene: Scene
    lang: str
    theme: Theme
    diagram: bool
    step: StepMark | None
    number: int
    zones: tuple[ZoneMark, ...]
    parks: tuple[ParkMark, ...]

    @property
    def view(self) -> DegreeBox:
        """What the map must show."""
        return (self.step and self.step.view) or self.scene.plan.view

    def words(self, pair: Words) -> str:
        """Return a text in the language of the figure."""
        return (pair.en or pair.zh) if self.lang == "en" else pair.zh

    def ui(self, key: str, **values: str) -> str:
        """Return one of the fixed words."""
        return self.words(Words(*UI[key])).format(**values)

    def is_lit(self, zone: ZoneMark) -> bool:
        """Return whether a zone is in the light of the step."""
        return not self._lit or zone.id in self._lit

    def is_park_lit(self, park: ParkMark) -> bool:
        """Return whether a place is, by itself, its zones or its unit."""
        return not self._lit or bool(self._lit & {park.id, park.unit, *zones_of(self.scene, park)})

    def shape(self, zone: ZoneMark) -> Geometry | None:
        """Return how a zone is drawn."""
        return zone.diagram if self.diagram else zone.shape

    def label(self, zone: ZoneMark) -> Position | None:
        """Return where a zone's name would best stand."""
        return zone.diagram_label if self.diagram else zone.label

    def groups(self) -> tuple[tuple[GroupMark, tuple[ZoneMark, ...]], ...]:
        """Return the groups that have a zone shown, with these."""
        found = ((group, tuple(z for z in self.zones if z.group == group.id)) for group in self.scene.groups)
        return tuple((group, zones) for group, zones in found if zones)

    @property
    def is_tinted(self) -> bool:
        """Whether units are tinted by the number of groups that name them, in place of zones that would overlap."""
        return bool(self.scene.zones) and not self.zones

    @cached_property
    def tints(self) -> dict[str, str]:
        """The tints of units by adcode."""
        tallies = tallies_of(self.scene)
        most = max(tallies.values(), default=0)
        return {ident: self.theme.tints[tint_of(tally, most)] for ident, tally in tallies.items()}

    @property
    def is_dimmed(self) -> bool:
        """Whether only some of the zones shown are in the light."""
        return any(not self.is_lit(zone) for zone in self.zones)

    @property
    def _lit(self) -> frozenset[str]:
        return frozenset(self.step.lit) if self.step else frozenset()


def choose(scene: Scene, lang: str, theme: Theme, *, drawing: str = "admin", step: int | None = None) -> Choice:
    """Return what a figure shows.

    Parameters
    ----------
    scene : Scene
        All that is drawn of a plan.
    lang : {"zh", "en"}
        Language.
    theme : Theme
        Colours.
    drawing : {"admin", "schematic"}
        Administrative outlines, or the planning diagram.
    step : int, optional
        Number of a step of the story, from 1.

    Raises
    ------
    UsageError
        There is no such step.
    DrawingError
        There is no planning diagram.
    """
    name, steps = scene.plan.id, scene.steps
    if step is not None and not 1 <= step <= len(steps):
        raise UsageError(f"There is no step {step}: the story of {name} has steps 1 to {len(steps)}.")
    if drawing == "schematic" and not any(zone.diagram for zone in scene.zones):
        raise DrawingError(f"{name} has no planning diagram yet. Make it first: buju schematic {name}")
    chosen = None if step is None else steps[step - 1]
    zones = _zones(scene, chosen)
    return Choice(
        scene=scene,
        lang=lang,
        theme=theme,
        diagram=drawing == "schematic",
        step=chosen,
        number=step or 0,
        zones=zones,
        parks=_parks(scene, zones),
    )


def zones_of(scene: Scene, park: ParkMark) -> tuple[str, ...]:
    """Return the zones of a place: those that the text gives it, else those of its unit."""
    return park.zones or next((unit.zones for unit in scene.units if unit.id == park.unit), ())


def park_colour(scene: Scene, park: ParkMark, quiet: str) -> str:
    """Return the colour of a place: of its first industry's top one, else of its first zone, else a quiet one."""
    rows = {row.id: row for row in scene.industries}
    industry = rows.get(park.industries[0]) if park.industries else None
    top = rows.get(industry.parent) if industry and industry.parent else industry
    if top and top.colour:
        return top.colour
    first = next(iter(zones_of(scene, park)), "")
    return next((zone.colour.line for zone in scene.zones if zone.id == first), quiet)


def ground_units(scene: Scene) -> tuple[UnitMark, ...]:
    """Return the coarsest units below the region: together they are its land."""
    units = [unit for unit in scene.units if unit.shape and unit.id != scene.plan.region_adcode]
    level = next((level for level in LEVELS if any(unit.level == level for unit in units)), "")
    return tuple(unit for unit in units if unit.level == level)


def _zones(scene: Scene, step: StepMark | None) -> tuple[ZoneMark, ...]:
    """Return the zones shown; of a plan whose groups lie over one another those of the step only, or none."""
    if scene.plan.slogan or not is_crowded(scene):
        return scene.zones
    return tuple(zone for zone in scene.zones if step and zone.id in step.lit)


def _parks(scene: Scene, zones: tuple[ZoneMark, ...]) -> tuple[ParkMark, ...]:
    shown, located = {zone.id for zone in zones}, [park for park in scene.parks if park.at]
    if len(shown) == len(scene.zones) or not shown:
        return tuple(located) if shown or not scene.zones else ()
    return tuple(park for park in located if not (own := zones_of(scene, park)) or shown.intersection(own))
