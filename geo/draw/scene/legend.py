"""What a legend explains, for every medium: its parts, their order and their words. A medium draws the samples."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geo.draw.scene.looks import BASIS_PHRASES, BOUND_ENDS, UNSAID
from geo.draw.scene.marks import GroupMark, IndustryMark, LegendEntry, LegendPart, ParkMark, Scene, TargetMark, ZoneMark
from geo.draw.scene.phrases import PHRASES, phrase
from geo.draw.scene.words import NO_WORDS, Words, headed, joined_words
from geo.model.schema import KINDS, STATUSES, ZONE_BASES


def legend_parts(
    groups: Sequence[GroupMark],
    zones: Sequence[ZoneMark],
    parks: Sequence[ParkMark],
    industries: Sequence[IndustryMark],
    targets: Sequence[TargetMark] = (),
) -> tuple[LegendPart, ...]:
    """Return all that the legend of a plan may have to explain, in its order; a map keeps what it shows.

    The sorts of entries are ``zone``, ``focus``, ``part`` and ``sketch`` (how zones are outlined), ``schematic``
    (a remark on the diagram), ``kind``, ``industry``, ``no-industry``, ``status``, ``number``, ``bound``, ``filled``
    (a page's line at the foot of a number), ``gathered``, ``known``, ``ring``, and ``context``.
    """
    located, known = [park for park in parks if park.at], [park for park in parks if park.stand == "unit"]
    tops = {park.tone for park in located}
    found = (
        *(_zones(group, [zone for zone in zones if zone.group == group.id]) for group in groups),
        LegendPart(id="outlines", title=NO_WORDS, entries=tuple(_outlines(zones))),
        _part("kinds", "kind", KINDS, {park.kind for park in located}),
        _industries([row for row in industries if row.tone in tops], UNSAID in tops),
        _part("statuses", "status", STATUSES, {park.status for park in located}),
        LegendPart(id="numbers", title=PHRASES["legend_numbers"], entries=tuple(_numbers(targets))),
        LegendPart(id="signs", title=NO_WORDS, entries=tuple(_signs(located, known))),
    )
    return tuple(part for part in found if part.entries)


def tint_part(scene: Scene) -> LegendPart:
    """Return what the tints of units mean, where the zones of a scene would lie over one another."""
    most = phrase("legend_tint_most", n=max(scene.tallies.values(), default=0))
    ends = joined_words([PHRASES["legend_tint_none"], most], " – ", " – ")
    entry = LegendEntry(sort="tints", id="tints", name=PHRASES["legend_tints"], note=ends)
    return LegendPart(id="tints", title=NO_WORDS, entries=(entry,))


def shown_parts(parts: Iterable[LegendPart], is_shown: Callable[[LegendEntry], bool]) -> tuple[LegendPart, ...]:
    """Return the parts of a legend with the entries that a map shows; parts that are left empty go."""
    kept = (replace(part, entries=tuple(filter(is_shown, part.entries))) for part in parts)
    return tuple(part for part in kept if part.entries)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What one map shows, as far as a legend asks; called with an entry it tells whether the map shows it.

    Attributes
    ----------
    zones : sequence of ZoneMark
        Those drawn in the light.
    listed : frozenset of str
        Ids of zones that the legend lists, drawn or not.
    parks : sequence of ParkMark
        Those drawn, alone or gathered.
    targets : sequence of TargetMark
        Numbers drawn; none where the map shows the layout.
    is_diagram, has_gathered, has_known, has_rings, has_context : bool
        Whether zones are drawn as the diagram has them, and whether there are such signs.
    """

    zones: Sequence[ZoneMark]
    listed: frozenset[str]
    parks: Sequence[ParkMark]
    targets: Sequence[TargetMark] = ()
    is_diagram: bool = False
    has_gathered: bool = False
    has_known: bool = False
    has_rings: bool = False
    has_context: bool = False

    def __call__(self, entry: LegendEntry) -> bool:
        """Return whether the map shows what an entry explains."""
        tones = {park.tone for park in self.parks}
        asked: Mapping[str, Callable[[], Any]] = {
            "zone": lambda: entry.id in self.listed,
            "focus": lambda: not self.is_diagram and any(zone.focus for zone in self.zones),
            "part": lambda: not self.is_diagram and any(zone.basis == "admin-part" for zone in self.zones),
            "sketch": lambda: not self.is_diagram and any(zone.basis == "sketch" for zone in self.zones),
            "schematic": lambda: self.is_diagram,
            "kind": lambda: any(park.kind == entry.id for park in self.parks),
            "industry": lambda: entry.tone in tones,
            "no-industry": lambda: entry.tone in tones,
            "status": lambda: any(park.status == entry.id for park in self.parks),
            "number": lambda: any(str(target.size) == entry.id for target in self.targets),
            "bound": lambda: any(target.operator in BOUND_ENDS for target in self.targets),
            "filled": lambda: False,
            "gathered": lambda: self.has_gathered,
            "known": lambda: self.has_known,
            "ring": lambda: self.has_rings,
            "context": lambda: self.has_context,
        }
        return bool(asked[entry.sort]())


def _zones(group: GroupMark, zones: Iterable[ZoneMark]) -> LegendPart:
    entries = tuple(
        LegendEntry(sort="zone", id=zone.id, name=zone.name, tone=zone.tone, note=_note(zone)) for zone in zones
    )
    return LegendPart(id=f"group-{group.id}", title=group.name, entries=entries)


def _note(zone: ZoneMark) -> Words:
    """Return what a legend says of a zone's outline, nothing where it is that of whole units."""
    if zone.basis in BASIS_PHRASES:
        return PHRASES[BASIS_PHRASES[zone.basis]]
    return Words(*ZONE_BASES["none"]) if zone.basis == "none" else NO_WORDS


def _outlines(zones: Sequence[ZoneMark]) -> Iterator[LegendEntry]:
    """Yield what the outlines of zones mean; of focus, the first zone that has one lends its colour."""
    focus = next((zone for zone in zones if zone.focus), None)
    if focus:
        yield LegendEntry(sort="focus", id="focus", name=PHRASES["legend_focus"], tone=f"{focus.tone}-line")
    for basis, sort in (("admin-part", "part"), ("sketch", "sketch")):
        if any(zone.basis == basis for zone in zones):
            yield LegendEntry(sort=sort, id=basis, name=PHRASES[f"legend_{sort}"])
    if any(zone.diagram for zone in zones):
        yield LegendEntry(sort="schematic", id="schematic", name=PHRASES["schematic_note"])


def _industries(rows: Iterable[IndustryMark], has_unsaid: bool) -> LegendPart:
    entries = [LegendEntry(sort="industry", id=row.id, name=row.name, tone=row.tone) for row in rows]
    if has_unsaid:
        entries.append(LegendEntry(sort="no-industry", id="no-industry", name=PHRASES["no_industry"], tone=UNSAID))
    return LegendPart(id="industries", title=PHRASES["legend_industry"], entries=tuple(entries))


def _numbers(targets: Sequence[TargetMark]) -> Iterator[LegendEntry]:
    """Yield what sizes of numbers on the map mean, the largest first, and their hatched and their filled edge."""
    for size in sorted({target.size for target in targets}, reverse=True):
        yield LegendEntry(sort="number", id=str(size), name=PHRASES[f"number_{size}"])
    if any(target.operator in BOUND_ENDS for target in targets):
        yield LegendEntry(sort="bound", id="bound", name=PHRASES["legend_bound"])
    if targets:
        yield LegendEntry(sort="filled", id="filled", name=PHRASES["legend_filled"])


def _signs(located: Sequence[ParkMark], known: Sequence[ParkMark]) -> Iterator[LegendEntry]:
    if located:
        yield LegendEntry(sort="gathered", id="gathered", name=PHRASES["legend_gathered"])
    if known:
        yield LegendEntry(sort="known", id="known", name=PHRASES["legend_known"])
    if any(park.precision_km for park in located):
        yield LegendEntry(sort="ring", id="ring", name=PHRASES["legend_ring"])
    yield LegendEntry(sort="context", id="context", name=PHRASES["legend_context"])


def _part(ident: str, sort: str, table: Mapping[str, tuple[str, str]], used: Collection[str]) -> LegendPart:
    """Return the values of a closed list of the schema that are used, in its order."""
    names = {key: headed(Words(*words)) for key, words in table.items() if key in used}
    entries = tuple(LegendEntry(sort=sort, id=key, name=name) for key, name in names.items())
    return LegendPart(id=ident, title=PHRASES[sort], entries=entries)
