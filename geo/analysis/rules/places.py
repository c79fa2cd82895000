"""Places of the plan: their coordinates, the evidence for them, and whether they lie where the text puts them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from geo.analysis.rules.lookup import Finding, Lookup
from geo.model.adcodes import level_known, level_of
from geo.model.errors import counted, guess
from geo.model.schema import KNOWLEDGE, KNOWLEDGE_KM, LOCATED_BASES, PARK_BASES, UNLOCATED, Park, Zone
from geo.space.boxes import GLOBE, DegreeBox
from geo.space.geometry import box, distance_km

_MOST_KM = 1000.0
"""A radius beyond it says nothing of where in China something lies."""


def swapped_lonlat(look: Lookup) -> Iterator[Finding]:
    """Find coordinates that make sense only the other way round."""
    for park, lon, lat in look.pairs:
        if look.is_swapped(lon, lat):
            message = f"lon {lon:g}, lat {lat:g} make sense only the other way round"
            yield Finding(park, message, f"Write lon {lat:g}, lat {lon:g}.")
    for row, outline in (*look.outlined, *look.drawn):
        if _is_turned(box(outline)):
            message = f"the outline runs to latitude {box(outline)[3]:g}: its positions are lat before lon"
            yield Finding(row, message, "Export it again with lon before lat.")


def bad_coordinates(look: Lookup) -> Iterator[Finding]:
    """Find coordinates off the globe or at its origin, and a longitude or latitude without the other."""
    for park in look.plan.park_rows:
        if (park.lon is None) != (park.lat is None):
            lone, empty = ("lon", "lat") if park.lat is None else ("lat", "lon")
            yield Finding(park, f"{lone} is given and {empty} is not", "Give both, or neither.")
    for park, lon, lat in look.pairs:
        if not GLOBE.holds((lon, lat)) and not look.is_swapped(lon, lat):
            message = f"lon {lon:g}, lat {lat:g} are not on the globe"
            yield Finding(park, message, "Degrees are meant, lon from -180 to 180 and lat from -90 to 90.")
        elif (lon, lat) == (0, 0):
            yield Finding(park, "lon 0, lat 0 is no place: programs write it where there is none", "Empty both.")
    for row, outline in (*look.outlined, *look.drawn):
        if not GLOBE.contains(box(outline)) and not _is_turned(box(outline)):
            west, south, east, north = box(outline)
            message = f"the outline runs from {west:g}, {south:g} to {east:g}, {north:g}: that is not on the globe"
            yield Finding(row, message, "Export it in degrees (EPSG:4490 or EPSG:4326).")


def basis_coordinates(look: Lookup) -> Iterator[Finding]:
    """Find places with coordinates that their basis does not allow, or without what it needs."""
    for park in look.plan.park_rows:
        located = park.lon is not None or park.lat is not None
        if park.basis in LOCATED_BASES and not located:
            hint = f"Give lon and lat, or choose a basis without: {_unlocated_bases()}."
            yield Finding(park, f'basis "{park.basis}" needs coordinates, and there are none', hint)
        elif park.basis in PARK_BASES and park.basis not in LOCATED_BASES and located:
            hint = f"Remove them, or choose a basis that has them: {', '.join(LOCATED_BASES)}."
            yield Finding(park, f'basis "{park.basis}" goes without coordinates, and there are some', hint)
        fault = _adcode_fault(park, _level(park.adcode, look))
        if fault:
            yield Finding(park, *fault)


def missing_precisions(look: Lookup) -> Iterator[Finding]:
    """Find coordinates and outlines that do not say how precise they are."""
    for park, _, _ in look.pairs:
        if not _is_precision(park.precision_km):
            yield _imprecise(park, park.precision_km, "coordinates")
    for zone in look.plan.zone_rows:
        if zone.geometry is not None and not _is_precision(zone.precision_km):
            yield _imprecise(zone, zone.precision_km, "an outline")


def evidence(look: Lookup) -> Iterator[Finding]:
    """Find located places without evidence, or with evidence that does not carry their precision."""
    known = look.ids["source"]
    for park in look.plan.park_rows:
        key, _, _ = park.located_by.partition(":")
        if not key and park.lon is not None and park.lat is not None:
            hint = f"Name a source in located_by, or write {KNOWLEDGE} with precision_km of {KNOWLEDGE_KM:g} or more."
            yield Finding(park, "is located without evidence", hint)
        elif key == KNOWLEDGE and park.precision_km is not None and park.precision_km < KNOWLEDGE_KM:
            best = f"is good for {KNOWLEDGE_KM:g} km at best, not for {park.precision_km:g} km"
            hint = f"Write precision_km {KNOWLEDGE_KM:g} or more, or name a source in located_by."
            yield Finding(park, f'located_by "{KNOWLEDGE}" {best}', hint)
        elif key and key != KNOWLEDGE and key not in known:
            hint = guess(key, [*known, KNOWLEDGE]) or f"Add it to sources.csv, or write {KNOWLEDGE}."
            yield Finding(park, f'located_by "{key}" is no source of this plan', hint)


def reasons(look: Lookup) -> Iterator[Finding]:
    """Find places without coordinates that do not say why, and places with them that say why they have none."""
    for park in look.plan.park_rows:
        located = park.lon is not None or park.lat is not None
        if not located and not park.unlocated:
            hint = f"Write in unlocated one of: {', '.join(UNLOCATED)}. buju schema says what each means."
            yield Finding(park, "has no coordinates and does not say why", hint)
        elif located and park.unlocated:
            message = f'has coordinates, and unlocated "{park.unlocated}" says why it has none'
            yield Finding(park, message, "Empty unlocated, or remove the coordinates.")


def outside_adcode(look: Lookup) -> Iterator[Finding]:
    """Find places that lie outside their unit, or the region, by more than their precision, and do not say why."""
    for park, lon, lat in look.points:
        unit = look.units.get(park.adcode or look.plan.header.region_adcode)
        if unit is None or unit.unit not in look.sound or park.outside:
            continue
        away = distance_km(lon, lat, look.sound[unit.unit])
        if away > (park.precision_km or 0):
            message = f"lies {away:.1f} km outside {unit.name} ({unit.unit}), {_allowed(park.precision_km or 0)}"
            yield Finding(park, message, "Mend the coordinates or the adcode, or say why in the column outside.")


def outside_zones(look: Lookup) -> Iterator[Finding]:
    """Find places that lie outside every zone they claim by more than the precisions, and do not say why."""
    for park, lon, lat in look.points:
        claimed = [look.zones[zone] for zone in park.zones if zone in look.zones]
        if park.outside or not claimed or any(zone.zone not in look.sound for zone in claimed):
            continue
        found = [(distance_km(lon, lat, look.sound[zone.zone]), zone.precision_km or 0, zone) for zone in claimed]
        away, slack, zone = min(found, key=lambda one: one[0] - one[1])
        allowed = (park.precision_km or 0) + slack
        if away > allowed:
            every = "" if len(claimed) == 1 else ", the nearest of its zones"
            message = f"lies {away:.1f} km outside {zone.name} ({zone.zone}){every}, {_allowed(allowed)}"
            yield Finding(park, message, "Mend the coordinates or the zones, or say why in the column outside.")


def same_names(look: Lookup) -> Iterator[Finding]:
    """Find two parks of one name that are not sites of one place."""
    first: dict[str, Park] = {}
    for park in filter(lambda park: park.name, look.plan.park_rows):
        before = first.setdefault(unicodedata.normalize("NFKC", park.name), park)
        if before is not park and not _families(park, look) & _families(before, look):
            message = f'has the name "{park.name}" of {before.park_id} (line {before.line})'
            yield Finding(park, message, "Merge them, or name in part_of the place of which they are sites.")


def unlocated(look: Lookup) -> Iterator[Finding]:
    """Count the places without coordinates by their basis."""
    parks = look.plan.park_rows
    counts = Counter(park.basis for park in parks if park.basis in PARK_BASES and park.basis not in LOCATED_BASES)
    if counts:
        listed = ", ".join(f"{basis} {counts[basis]}" for basis in PARK_BASES if basis in counts)
        message = f"{counts.total()} of {counted(len(parks), 'place')} have no coordinates ({listed})"
        yield Finding("parks.csv", message, "They are listed at their unit and never drawn.")


def unchecked_adcodes(look: Lookup) -> Iterator[Finding]:
    """Count the located places in units whose outline the plan does not hold."""
    names = [park.park_id for park, _, _ in look.points if park.adcode and park.adcode not in look.sound]
    if names:
        listed = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
        message = f"whether they lie in their unit was not checked for {counted(len(names), 'place')} ({listed})"
        yield Finding("parks.csv", message, "Add the outlines of their units to units.geojson to have it checked.")


def _is_turned(found: DegreeBox) -> bool:
    west, south, east, north = found
    return max(abs(south), abs(north)) > 90 and GLOBE.contains(DegreeBox(south, west, north, east))


def _unlocated_bases() -> str:
    return ", ".join(basis for basis in PARK_BASES if basis not in LOCATED_BASES)


def _level(adcode: str, look: Lookup) -> str:
    """Return the level of a unit; of one that the plan does not hold, by the form of its adcode."""
    if adcode in look.units:
        return look.units[adcode].level
    return level_of(adcode)


def _adcode_fault(park: Park, level: str) -> tuple[str, str] | None:
    """Return what does not fit between a place's basis and its unit, with what to do."""
    known = ("county", "prefecture")
    if park.basis not in (*known, "none"):
        return None
    if not park.adcode:
        hint = f"Give the adcode of the {park.basis}, or choose basis none."
        return None if park.basis == "none" else (f'basis "{park.basis}" needs an adcode, and there is none', hint)
    level = level_known(park.adcode, level)
    if level == park.basis or (park.basis == "none" and level not in known):
        return None
    fitting = f"basis {level} fits it" if level in known else "it is wider than the basis says"
    return f'basis "{park.basis}" does not fit the adcode {park.adcode}', f"That is a {level}: {fitting}."


def _is_precision(km: float | None) -> bool:
    return km is not None and 0 < km <= _MOST_KM


def _imprecise(row: Park | Zone, given: float | None, what: str) -> Finding:
    message = f"has {what} and no precision_km" if given is None else f"precision_km {given:g} is no radius"
    return Finding(row, message, "Give the radius in km within which the truth lies.")


def _allowed(km: float) -> str:
    return f"and the precision allows {km:g} km"


def _families(park: Park, look: Lookup) -> set[str]:
    """Return the ids of a place and of everything that it is part of or replaced by."""
    found: set[str] = set()
    waiting = [park.park_id]
    while waiting:
        name = waiting.pop()
        if name and name not in found:
            found.add(name)
            row = look.parks.get(name)
            waiting.extend([row.part_of, row.superseded_by] if row else [])
    return found
