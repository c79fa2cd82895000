"""Where the numbers of a plan stand on its map, and which of them have no place there and stand in a strip above it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from geo.draw.scene.marks import ParkMark, TargetMark, UnitMark, ZoneMark
from geo.draw.scene.view import View


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a plan as one view shows them, in the order in which they are told.

    Attributes
    ----------
    standing : mapping of str to tuple of TargetMark
        Those at a zone, a unit or a place, by its id.
    strip : tuple of TargetMark
        The region's own, and those of industries, groups and of what is known to no place.
    """

    standing: Mapping[str, tuple[TargetMark, ...]]
    strip: tuple[TargetMark, ...]


def standing_numbers(
    targets: Iterable[TargetMark], parks: Iterable[ParkMark], zones: Iterable[ZoneMark], units: Iterable[UnitMark]
) -> tuple[TargetMark, ...]:
    """Return numbers, each with the zone, unit or place at which a map shows it, if there is one.

    The number of a place that is known to a unit only stands at that unit; of one that is known to a zone only, at
    that zone.
    """
    placed = {park.id: park for park in parks}
    outlined = {zone.id for zone in zones if zone.shape or zone.diagram}
    seats = {unit.id for unit in units if unit.shape and unit.stand}

    def at(target: TargetMark) -> str:
        if target.scope == "park" and target.of in placed:
            return _place_of(placed[target.of], outlined)
        known: Mapping[str, Collection[str]] = {"zone": outlined, "unit": seats}
        return target.of if target.of in known.get(target.scope, ()) else ""

    return tuple(replace(target, at=at(target)) for target in targets)


def _place_of(park: ParkMark, outlined: Collection[str]) -> str:
    if park.stand in ("site", "unit"):
        return park.id if park.stand == "site" else park.unit
    return next((zone for zone in park.homes if zone in outlined), "")


def numbers_of(view: View) -> Numbers:
    """Return the numbers of a view: at what it draws, and those for the strip."""
    drawn = {zone.id for zone in view.zones if view.shape(zone)}
    known = {zone.id for zone in view.scene.zones}
    standing: dict[str, list[TargetMark]] = {}
    strip: list[TargetMark] = []
    for target in view.scene.targets:
        is_drawn = target.at and (target.at in drawn or target.at not in known)
        (standing.setdefault(target.at, []) if is_drawn else strip).append(target)
    return Numbers({ident: tuple(rows) for ident, rows in standing.items()}, tuple(strip))


def subject_name(view: View, target: TargetMark) -> str:
    """Return what a number speaks of."""
    return view.tell(view.scene.subject_of(target))


def full_name(view: View, target: TargetMark) -> str:
    """Return what a number counts, with what it speaks of where that is not the plan."""
    name = view.tell(target.indicator)
    return name if target.scope == "plan" else view.say("pair", one=subject_name(view, target), two=name)


def number_text(view: View, target: TargetMark) -> str:
    """Return a number as a map writes it."""
    return view.tell(target.short) or view.tell(target.shown)


def counted_text(view: View, target: TargetMark) -> str:
    """Return what a number counts, and by when."""
    told = view.tell(target.indicator)
    return view.say("shown_in_year", shown=told, year=target.year) if target.year else told


def reached_text(view: View, target: TargetMark) -> str:
    """Return what was reached of a number, and by when; empty where nobody has said."""
    mark = view.scene.progress_by_target.get(target.id)
    return view.tell(mark.line) if mark else ""


def number_tone(view: View, target: TargetMark) -> str:
    """Return the colour of what a number speaks of, of a baseline a neutral one."""
    scene = view.scene
    if target.kind == "baseline":
        return view.theme.quiet
    if target.of in scene.zone_by_id:
        return view.zone_colour(scene.zone_by_id[target.of]).line
    tones = {
        **{park.id: park.tone for park in scene.parks},
        **{row.id: row.tone for row in scene.industries if row.tone},
    }
    return view.colour(tones[target.of]) if target.of in tones else view.theme.ink


def caption(view: View, target: TargetMark) -> tuple[str, ...]:
    """Return what stands with a number on the map: the name where the map has it not, and what is counted."""
    name, counted = subject_name(view, target), view.tell(target.indicator)
    is_named = target.scope == "plan" or bool(target.at and target.scope != "park")
    return (counted,) if is_named else (name, counted)
