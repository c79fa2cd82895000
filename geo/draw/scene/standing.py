"""Where places stand on a map: on their site, at the unit to which they are known, or in the tray beside the map."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from geo.draw.scene.marks import ParkMark, UnitMark
from geo.draw.scene.phrases import PHRASES
from geo.draw.scene.words import Words
from geo.model.schema import LEVELS

Stand = Literal["site", "unit", "region", "nowhere"]
"""On a site; known to a unit only; to the region only; or the text does not say where."""

STANDS: tuple[Stand, ...] = ("site", "unit", "region", "nowhere")


def stand_of(is_located: bool, unit: str, region: str, units: Collection[str]) -> Stand:
    """Return where a place stands.

    Parameters
    ----------
    is_located : bool
        Whether it has a position.
    unit, region : str
        Adcode of the unit to which it is known, empty for none, and that of the region.
    units : collection of str
        Adcodes of units that have an outline.

    Examples
    --------
    >>> stand_of(False, "230100", "230000", {"230100"}), stand_of(False, "", "230000", {"230100"})
    ('unit', 'nowhere')
    """
    if is_located:
        return "site"
    if unit and unit == region:
        return "region"
    return "unit" if unit in units else "nowhere"


def badge_units(parks: Iterable[ParkMark], units: Mapping[str, UnitMark], least: str) -> dict[str, list[ParkMark]]:
    """Return the places that are known to a unit only, by the unit at which they stand.

    Parameters
    ----------
    parks : iterable of ParkMark
        Places, of which those on a site are left out.
    units : mapping of str to UnitMark
        Units by adcode, without the region itself.
    least : str
        The finest level whose units are told apart: places known to a finer one stand at the unit above it.

    Returns
    -------
    dict of str to list of ParkMark
        By adcode, in order.
    """
    found: dict[str, list[ParkMark]] = {}
    for park in parks:
        if park.stand == "unit" and park.unit in units:
            found.setdefault(_above(park.unit, units, least), []).append(park)
    return dict(sorted(found.items()))


def whole_words(level: str) -> Words:
    """Return how the whole of a region is called by its level, empty for a country."""
    return PHRASES[f"whole_{level or 'country'}"]


def _above(adcode: str, units: Mapping[str, UnitMark], least: str) -> str:
    order = list(LEVELS)
    is_finer = order.index(units[adcode].level) > order.index(least)
    return units[adcode].parent if is_finer and units[adcode].parent in units else adcode
