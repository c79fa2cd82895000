"""The units of a region with their outlines: the region, what lies between, its counties or townships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geo.model.adcodes import codes_above, is_within, level_of
from geo.model.errors import UnitError, counted, first_of
from geo.model.extras import install_hint
from geo.model.naming import Named
from geo.model.schema import DECIMALS, Unit
from geo.space.boundaries import county_shapes, known_units, units_if_installed, without_slits
from geo.space.geometry import (
    SLIT_KM2,
    Shape,
    area_km2,
    holes,
    rounded,
    shared,
    to_mapping,
    to_shape,
    total_km2,
    union,
    without,
)

_LEFT_OUT = 0.01
"""So much of a unit may lie in none of those in it: borders of two levels are drawn apart."""

_NEAR_DEGREES = 0.5
"""A layer of a region lies no farther from where the region is."""


@dataclass(frozen=True)
class UnitLayer:
    """A layer of boundaries as somebody brings it.

    Attributes
    ----------
    shown : str
        What messages call it.
    units : mapping of str to (str, geometry)
        Adcode -> name and outline in degrees.
    """

    shown: str
    units: Mapping[str, tuple[str, Shape]]

    def named(self) -> tuple[Named, ...]:
        """Return its units and those above them, the higher before the lower.

        Of units above, which a layer of townships lacks, names are those of the boundaries that buju knows, where
        they are installed.
        """
        names = _known_names() | {code: name for code, (name, _) in self.units.items()}
        codes = {code for unit in self.units for code in (*codes_above(unit), unit) if code in names}
        above = {code: tuple(names[each] for each in reversed(codes_above(code)) if each in names) for code in codes}
        ordered = sorted(codes, key=lambda code: (len(above[code]), code))
        return tuple(Named(code, names[code], above[code]) for code in ordered)


def region_units(region: Named) -> tuple[Unit, ...]:
    """Return a region and all units in it down to counties, without English names, as the installed boundaries know it.

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
    counties = {
        code: county for code, county in county_shapes(_above(region)).items() if is_within(code, region.adcode)
    }
    if not counties:
        raise UnitError(f"The boundaries have no outline of {region}. Take the unit above it.")
    return tuple(_units(region, counties, _known_names()))


def layer_units(region: Named, layer: UnitLayer) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """Return a region and all units in it that a layer has, and what its author should know of their outlines.

    The finest units of the layer give all others: outlines that it has above them are not taken, so that borders are
    the same on every level.

    Parameters
    ----------
    region : Named
        A unit of the layer, or one in which some of its units lie.
    layer : UnitLayer
        The layer.

    Returns
    -------
    units : tuple of Unit
        The region first, without English names.
    remarks : tuple of str
        Overlaps and holes between the finest units, one line each kind.

    Raises
    ------
    UnitError
        Nothing of the layer lies in the region, or units above its own have no name.
    """
    inside = {code: unit for code, unit in layer.units.items() if is_within(code, region.adcode)}
    if not inside:
        raise UnitError(f"{layer.shown}: holds no unit of {region}. Check its column of codes (--code-field).")
    upper = {code for unit in inside for code in codes_above(unit)}
    finest = {code: (name, _rounded(shape)) for code, (name, shape) in inside.items() if code not in upper}
    closed = without_slits({code: shape for code, (_, shape) in finest.items()})
    names = {named.adcode: named.name for named in layer.named()} | {region.adcode: region.name}
    nameless = sorted({code for unit in finest for code in _between(unit, region.adcode)} - set(names))
    if nameless:
        hint = f"Add them as rows, or install the boundaries that know them. {install_hint('boundaries')}"
        raise UnitError(f"{layer.shown}: has no name of {first_of(nameless)}, in which its units lie. {hint}")
    units = tuple(_units(region, {code: (finest[code][0], closed[code]) for code in finest}, names))
    remarks = (*_remarks(layer.shown, closed, names), *_uncovered(layer, units, upper))
    return units, remarks


def refuse_misplaced(region: Named, units: Sequence[Unit], shown: str) -> None:
    """Refuse outlines of a region that lie elsewhere than where the installed boundaries have it.

    Raises
    ------
    UnitError
        They do: as a rule their coordinate reference system is that of another meridian.
    """
    if region.adcode not in _known_names():
        return
    there, here = (_outline(units) for units in (region_units(region), units))
    away = shapely.distance(there, here)
    if away > _NEAR_DEGREES:
        hint = "Is its coordinate reference system that of another meridian?"
        raise UnitError(f"{shown}: lies some {away * 111:,.0f} km from {region}. {hint}")


def _outline(units: Sequence[Unit]) -> Shape:
    return to_shape(units[0].geometry) or shapely.Polygon()


def _known_names() -> dict[str, str]:
    """Return the name of every unit of the installed boundaries by adcode; none where there are none."""
    return {unit.adcode: unit.name for unit in units_if_installed()}


def _units(region: Named, finest: Mapping[str, tuple[str, Shape]], names: Mapping[str, str]) -> Iterator[Unit]:
    """Yield a region, the units between, and the finest, each but the latter the union of the finest in it."""

    def known_above(code: str) -> tuple[str, ...]:
        return tuple(each for each in _between(code, region.adcode) if each in names)

    def parent(code: str) -> str:
        return next(iter(known_above(code)), region.adcode)

    chains = {code: known_above(code) for code in finest}
    yield _unit(region.adcode, region.name, "", [shape for _, shape in finest.values()])
    for code in sorted({each for chain in chains.values() for each in chain} - {region.adcode}):
        inside = [shape for own, (_, shape) in finest.items() if code in chains[own]]
        yield _unit(code, names[code], parent(code), inside)
    for code, (name, shape) in finest.items():
        if code != region.adcode:
            yield _unit(code, name, parent(code), [shape])


def _unit(adcode: str, name: str, parent: str, shapes: Sequence[BaseGeometry]) -> Unit:
    outline = to_mapping(_rounded(union(shapes)))
    return Unit(unit=adcode, name=name, level=level_of(adcode), parent=parent, geometry=outline)


def _between(code: str, region: str) -> tuple[str, ...]:
    """Return the codes above one that lie within a region, itself left out, the nearest first."""
    return tuple(each for each in codes_above(code) if is_within(each, region) and each != region)


def _above(region: Named) -> str:
    """Return what the source files a region's counties under: itself, its prefecture or its province."""
    if level_of(region.adcode) != "county":
        return region.adcode
    known = {known_unit.adcode for known_unit in known_units()}
    codes = (f"{region.adcode[:4]}00", region.adcode, f"{region.adcode[:2]}0000")
    return next(code for code in codes if code in known)


def _rounded(shape: Shape) -> Shape:
    """Return a shape with as many decimals as files have, sound where rounding alone would fold it."""
    plain = rounded(shape)
    return plain if plain.is_valid else shapely.set_precision(shape, 10**-DECIMALS)


def _remarks(shown: str, shapes: Mapping[str, Shape], names: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong between the finest units of a layer: land that two claim, and land that none does."""
    overlaps = sorted(_overlaps(shapes), reverse=True)
    if overlaps:
        told = first_of([f"{names[one]} and {names[other]} {area:,.2f} km2" for area, one, other in overlaps])
        yield f"{shown}: {counted(len(overlaps), 'overlap')} between units: {told}. Mend them there if it matters."
    sizes = ((area_km2(hole), hole) for hole in holes(shapely.union_all(list(shapes.values()))))
    gaps = sorted((row for row in sizes if row[0] >= SLIT_KM2), key=lambda row: -row[0])
    if gaps:
        where = (shapely.point_on_surface(hole) for _, hole in gaps)
        spots = [f"{area:,.2f} km2 at {at.x:.3f},{at.y:.3f}" for (area, _), at in zip(gaps, where, strict=True)]
        yield f"{shown}: {counted(len(gaps), 'hole')} between units: {first_of(spots)}. Is a unit missing?"


def _uncovered(layer: UnitLayer, units: Sequence[Unit], upper: Iterable[str]) -> Iterator[str]:
    """Yield which units of a layer are larger than those in them, of which one may be missing then."""
    made = {unit.unit: _outline([unit]) for unit in units}
    for code in sorted({*upper} & {*layer.units} & {*made}):
        name, given = layer.units[code]
        missing = total_km2(without(given, made[code]))
        if missing > _LEFT_OUT * area_km2(given):
            yield f"{layer.shown}: of {name} ({code}) {missing:,.1f} km2 lie in none of its units. Is one missing?"


def _overlaps(shapes: Mapping[str, Shape]) -> Iterator[tuple[float, str, str]]:
    """Yield area and adcodes of each two units that share more land than a slit."""
    codes, outlines = list(shapes), list(shapes.values())
    for one, other in shapely.STRtree(outlines).query(outlines, predicate="intersects").T.tolist():
        if one < other:
            area = total_km2(shared(outlines[one], outlines[other]))
            if area >= SLIT_KM2:
                yield area, codes[one], codes[other]
