"""The slogan is a checksum: its parts have groups, and groups the zones that it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.analysis.rules.lookup import Finding, Lookup
from geo.model.errors import counted
from geo.model.plan import Plan
from geo.model.schema import Group
from geo.model.slogan import Part, parse_slogan, plain, unread, written


def slogan_count(look: Lookup) -> Iterator[Finding]:
    """Find parts of the slogan whose zones do not add up, and groups that it does not count."""
    header = look.plan.header
    rest = unread(header.slogan)
    if rest:
        hint = "Write the counted parts alone (一极、两区、一带; 1+4+N), or leave it empty."
        yield Finding(header, f'the slogan "{header.slogan}" is no list of counted parts: "{rest}" is none', hint)
        return
    pairs = parts_with_groups(look.plan)
    for part, groups in pairs:
        zones = _zones_in(groups, look)
        if not groups:
            message = f'the slogan "{header.slogan}" counts {part}, and no group has that word'
            yield Finding(header, message, f'Add a [[group]] with name = "{part}", or mend the slogan.')
        elif part.count and part.count != len(zones):
            message = f"the slogan counts {part.count} ({part}), and {_listed(zones)}"
            yield Finding(groups[0], message, _way_out(part.count - len(zones), groups[0], look.plan))
    if pairs:
        yield from _names_unlike(pairs, look)


def slogan_words(look: Lookup) -> Iterator[Finding]:
    """Find groups of a slogan of mere counts (1+4+N) whose names do not say what the text calls its parts."""
    for part, groups in parts_with_groups(look.plan):
        for group in groups if not part.word else ():
            named = _counts(group)
            if named is None:
                message = f'its name "{group.name}" counts without a word, as the slogan does'
                yield Finding(group, message, f'Write what the text calls them, for example "{_example(part)}".')
            elif named.count != part.count:
                message = f'its name "{group.name}" is {part} in the slogan'
                yield Finding(group, message, "Mend the name, its order or the slogan.")


def slogan_open(look: Lookup) -> Iterator[Finding]:
    """Find parts of the slogan that leave their count open and have no zone."""
    for part, groups in parts_with_groups(look.plan):
        if groups and not part.count and not _zones_in(groups, look):
            message = f'the slogan leaves the count of "{part}" open, and no zone is in that group'
            hint = "Add those that the text names; where it names none, that is how it stands."
            yield Finding(groups[0], message, hint)


def parts_with_groups(plan: Plan) -> tuple[tuple[Part, tuple[Group, ...]], ...]:
    """Return the parts of the slogan, each with the groups that it counts.

    These are the groups named so, else those of the same word; of a part without a word the one at its place.
    """
    ordered = plan.groups_in_order()
    return tuple(
        (part, _groups_of(part, ordered) if part.word else ordered[at : at + 1])
        for at, part in enumerate(parse_slogan(plan.header.slogan))
    )


def _groups_of(part: Part, groups: Sequence[Group]) -> tuple[Group, ...]:
    named = tuple(group for group in groups if plain(group.name) in _names(part))
    return named or tuple(group for group in groups if _word(group) == part.word)


def _names_unlike(pairs: Sequence[tuple[Part, Sequence[Group]]], look: Lookup) -> Iterator[Finding]:
    """Find groups that no part of the slogan counts, or that are named otherwise than the part is."""
    for group in look.plan.groups:
        parts = [part for part, groups in pairs if group in groups]
        if not parts:
            message = f'its name "{group.name}" is not in the slogan "{look.plan.header.slogan}"'
            yield Finding(group, message, "Write it as the slogan does, or mend the slogan.")
        elif all(part.word and plain(group.name) not in _names(part) for part in parts):
            yield Finding(group, f'its name "{group.name}" is {parts[0]} in the slogan', f'Write "{parts[0]}".')


def _names(part: Part) -> tuple[str, str]:
    """Return how a group may be named after a part: with what the part does, or without."""
    return str(part), f"{part}{part.does}"


def _counts(group: Group) -> Part | None:
    """Return what a group's name counts, with its word; None where it counts nothing."""
    parts = parse_slogan(group.name)
    return parts[0] if len(parts) == 1 else None


def _word(group: Group) -> str:
    """Return the word that a group's name counts; the whole name where it counts nothing."""
    part = _counts(group)
    return part.word if part else group.name


def _example(part: Part) -> str:
    return f"{written(part.count)}{'区' if part.count != 1 else '核'}"


def _zones_in(groups: Sequence[Group], look: Lookup) -> list[str]:
    ids = {group.group for group in groups}
    return [zone.zone for zone in look.plan.zone_rows if zone.group in ids]


def _way_out(missing: int, group: Group, plan: Plan) -> str:
    """Return what to do about zones that are missing in a group, or too many where the number is negative."""
    if missing < 0:
        return "Mend the group of a zone, or the slogan."
    how = f"buju zone {plan.id} ID --group {group.group} --members NAME..."
    return f"Add {counted(missing, 'zone')} with {how}, or mend the slogan."


def _listed(zones: list[str]) -> str:
    if not zones:
        return "no zone is in that group"
    return f"{len(zones)} {'zone is' if len(zones) == 1 else 'zones are'} in that group: {', '.join(zones)}"
