"""The units of a region with their outlines: the region, what lies between, its counties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shapely.geometry.base import BaseGeometry

from geo.model.errors import UnitError
from geo.model.naming import Named
from geo.model.schema import Unit
from geo.space.boundaries import county_shapes, known_units, names
from geo.space.geometry import to_mapping, union


def region_units(region: Named) -> tuple[Unit, ...]:
    """Return a region and all units in it down to counties, without English names.

    Every unit above counties is the union of these, so that borders are the same on every level.

    Parameters
    ----------
    region : Named
        Province, prefecture or county of the source.

    Raises
    ------
    UnitError
        The boundaries are not installed, or have no outline of it.
    """
    level = _level(region.adcode)
    above = region.adcode if level != "county" else _city_of(region)
    counties = {
        code: county for code, county in county_shapes(above).items() if level != "county" or code == region.adcode
    }
    if not counties:
        raise UnitError(f"The boundaries have no outline of {region}. Take the unit above it.")
    return tuple(_units(region, level, counties))


def _units(region: Named, level: str, counties: Mapping[str, tuple[str, BaseGeometry]]) -> Iterator[Unit]:
    yield _unit(region.adcode, region.name, level, "", [shape for _, shape in counties.values()])
    parents = {code: _parent(code, region.adcode) for code in counties if code != region.adcode}
    cities = names("prefecture")
    for city in sorted(set(parents.values()) - {region.adcode}):
        inside = [counties[code][1] for code, parent in parents.items() if parent == city]
        yield _unit(city, cities[city], "prefecture", region.adcode, inside)
    for code, parent in parents.items():
        name, shape = counties[code]
        yield _unit(code, name, _level(code), parent, [shape])


def _unit(adcode: str, name: str, level: str, parent: str, shapes: Sequence[BaseGeometry]) -> Unit:
    return Unit(unit=adcode, name=name, level=level, parent=parent, geometry=to_mapping(union(shapes)))


def _level(adcode: str) -> str:
    return "province" if adcode.endswith("0000") else "prefecture" if adcode.endswith("00") else "county"


def _parent(adcode: str, region: str) -> str:
    """Return the unit above a county within a region: its prefecture, where that is one of the source."""
    city = f"{adcode[:4]}00"
    return city if adcode != city and region.endswith("0000") and city in names("prefecture") else region


def _city_of(county: Named) -> str:
    """Return what the source files a county under: itself, its prefecture or its province."""
    known = {known_unit.adcode for known_unit in known_units()}
    codes = (f"{county.adcode[:4]}00", county.adcode, f"{county.adcode[:2]}0000")
    return next(code for code in codes if code in known)
