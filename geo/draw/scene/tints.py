"""The tints of a plan whose groups lie over one another: the more of them name a unit, the darker it is."""

from __future__ import annotations

import math
from collections import Counter

from geo.draw.scene.marks import Scene
from geo.draw.scene.words import Words

TINTS = ("#faf8f3", "#f6e6cd", "#efd1a8", "#e3b583", "#d39762", "#bb7648")
"""From units that no group names to those that most name."""

MEANING = Words("颜色越浓，列入该地的条款组越多", "The stronger the colour, the more groups name it")
NONE, MOST = Words("未列入", "none"), Words("{n} 组", "{n} groups")
GROUPS = Words("{n} 组条款各成布局，彼此重叠", "{n} groups of clauses that overlap")
_CROWD = 3


def is_crowded(scene: Scene) -> bool:
    """Return whether groups lie over one another so much that only one can be shown at a time."""
    tallies = Counter(member for zone in scene.zones for member in zone.members)
    return not scene.plan.partition and max(tallies.values(), default=0) > _CROWD


def tallies_of(scene: Scene) -> dict[str, int]:
    """Return the number of groups of which a zone names a unit, or a part of it."""
    groups = {zone.id: zone.group for zone in scene.zones}
    return {unit.id: len({groups[ident] for ident in unit.zones}) for unit in scene.units}


def zones_in(scene: Scene, group: str) -> Words:
    """Return of how many zones a group is made."""
    count = sum(zone.group == group for zone in scene.zones)
    return Words(f"{count} 个分区", f"{count} zone{'' if count == 1 else 's'}")


def tint_of(tally: int, most: int) -> int:
    """Return the place of a unit's tint among TINTS.

    Examples
    --------
    >>> tint_of(0, 9), tint_of(1, 9), tint_of(9, 9)
    (0, 1, 5)
    """
    return math.ceil(tally / most * (len(TINTS) - 1)) if most else 0
