"""What is drawn, in words: the alternative texts of native shapes."""

from __future__ import annotations

from geo.draw.scene.marks import ParkMark, UnitMark, ZoneMark
from geo.draw.scene.view import View
from geo.model.schema import KINDS, LEVELS, ZONE_BASES


def zone_alt(view: View, zone: ZoneMark) -> str:
    """Return a zone in words: name, group, what the plan makes of it, on what its outline rests, area."""
    group = view.scene.group_by_id.get(zone.group)
    area = view.say("n_km2", n=f"{zone.area_km2:,}") if zone.area_km2 else ""
    head = view.noted(view.tell(zone.name), view.tell(group.name) if group else "")
    about = view.listed((view.choice(ZONE_BASES, zone.basis), area))
    return view.say("stop").join(filter(None, (head, view.tell(zone.positioning), about)))


def unit_alt(view: View, unit: UnitMark) -> str:
    """Return a unit in words: name, level, and the zones it is in."""
    head = view.say("pair", one=view.tell(unit.name), two=view.choice(LEVELS, unit.level))
    return view.noted(head, view.named(view.scene.zone_by_id, unit.zones))


def park_alt(view: View, park: ParkMark) -> str:
    """Return a place in words: name, kind, unit."""
    head = view.say("pair", one=view.tell(park.name), two=view.choice(KINDS, park.kind))
    return view.noted(head, view.unit_of(park))
