"""Units of a plan by what its author calls them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from geo.model.errors import UnitError, one_line
from geo.model.naming import Named, find_named, the_named
from geo.model.plan import Plan
from geo.space.boundaries import known_units

_SPLIT = re.compile(r"[、，,;；\s]+")


def unit_of(plan: Plan, text: str) -> Named:
    """Return the unit of a plan that a text means.

    Raises
    ------
    UnitError
        None does, or several do; of a unit elsewhere the message says where it is.
    """
    units = plan.named_units
    if not find_named(text, units) and (elsewhere := _elsewhere(text)):
        listed = ", ".join(map(str, elsewhere[:3]))
        hint = f"A zone's members are units of {plan.header.region}."
        raise UnitError(f'"{one_line(text, 40)}" lies outside {plan.header.region}: {listed}. {hint}')
    return the_named(text, units, plan.header.region or plan.id)


def split_names(texts: Sequence[str]) -> list[str]:
    """Return the names in some texts, each of which may list several: 武昌区、洪山区."""
    return [word for text in texts for word in _SPLIT.split(text) if word]


def _elsewhere(text: str) -> Sequence[Named]:
    """Return the units of the whole country that a text may mean; none where the boundaries are not installed."""
    try:
        return find_named(text, _country())
    except UnitError:
        return ()


@cache
def _country() -> tuple[Named, ...]:
    """Return the units of the whole country, which take half a second to read, for all names of a sheet."""
    return known_units()
