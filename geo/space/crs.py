"""Coordinate reference systems of China: CGCS2000 and its Gauss-Kruger zones, conics, GCJ-02 and BD-09."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.crs import ProjectedCRS
from pyproj.crs.coordinate_operation import AlbersEqualAreaConversion, LambertConformalConic2SPConversion
from pyproj.exceptions import CRSError

from geo.model.errors import UsageError
from geo.model.schema import DATUMS
from geo.space.boxes import DegreeBox
from geo.space.ellipsoid import DEGREE_M

Positions: TypeAlias = NDArray[numpy.float64]
"""Of shape (n, 2): longitudes and latitudes in degrees."""

CGCS2000 = "EPSG:4490"
"""Stored everywhere: longitude and latitude in degrees, taken as equal to WGS 84 at these scales."""

CONICS = {"albers": AlbersEqualAreaConversion, "lambert": LambertConformalConic2SPConversion}
"""Named conics for what no single zone holds: the first keeps areas, the second angles."""

_ZONES = (*range(4513, 4555), *range(4491, 4513))
"""Gauss-Kruger zones of CGCS2000 by EPSG code: of 3 degrees with their number and without, then of 6 degrees."""

_MOST_DEGREES = 3.0
"""Farther from its central meridian a Gauss-Kruger zone stretches lengths by more than 1 : 1,000."""

_SAME_FRAMES = ("China 2000", "World Geodetic System 1984", "International Terrestrial Reference Frame")
_SEMI_MAJOR, _FLATTENING_SQUARED = 6378245.0, 0.00669342162296594323
_CHINA = DegreeBox(72.004, 0.8293, 137.8347, 55.8271)
_STILL_DEGREES = 1e-10
_BD_ANGLE = math.pi * 3000.0 / 180.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """A coordinate reference system, and what its user should know.

    Attributes
    ----------
    crs : str
        ``EPSG:4547``, or the WKT of a conic.
    name : str
        For people, for example ``CGCS2000 / 3-degree Gauss-Kruger CM 114E (EPSG:4547)``.
    warning : str
        One line, or empty.
    """

    crs: str
    name: str
    warning: str = ""


def gauss_kruger(lon: float) -> int:
    """Return the EPSG code of the 3-degree Gauss-Kruger zone of CGCS2000 that holds a longitude in degrees.

    Raises
    ------
    UsageError
        China has no zone there: EPSG lists central meridians from 75 to 135 degrees.

    Examples
    --------
    >>> gauss_kruger(113.1), gauss_kruger(126.5)
    (4547, 4551)
    """
    meridian = 3 * math.floor((lon + 1.5) / 3)
    if not 75 <= meridian <= 135:
        raise UsageError(f"longitude {lon:g} is in no Gauss-Kruger zone of CGCS2000 (73.5 to 136.5). Use --crs 4490.")
    return 4534 + (meridian - 75) // 3


def chosen(text: str | int, box: DegreeBox, region: str) -> Chosen:
    """Return the coordinate reference system that a user names.

    Parameters
    ----------
    text : str or int
        ``4547``, ``EPSG:4547``; ``auto`` for the 3-degree zone of the middle of the data; ``albers`` or
        ``lambert`` for a conic fitted to the data.
    box : DegreeBox
        Around the data.
    region : str
        What the data show, in the name of a conic.

    Raises
    ------
    UsageError
        There is no such system, or it has other axes than two.

    Examples
    --------
    >>> chosen("auto", DegreeBox(111.9, 27.8, 114.3, 28.7), "Changsha").crs
    'EPSG:4547'
    """
    name = str(text).strip()
    if name.lower() in CONICS:
        return _conic(name.lower(), box, region)
    code = gauss_kruger((box[0] + box[2]) / 2) if name.lower() == "auto" else name
    given = f"EPSG:{code}" if re.fullmatch(r"[0-9]+", str(code)) else str(code)
    found = _known(given)
    registered = re.fullmatch(r"(?i)[a-z]+:[0-9]+", given)
    known, shown = (given.upper(), f"{found.name} ({given.upper()})") if registered else (found.to_wkt(), found.name)
    return Chosen(known, shown, _warning(found, box))


def is_on_earth(crs: Any) -> bool:
    """Return whether a system says where on the ground it is; those of drawings (CAD) do not."""
    found = CRS.from_user_input(crs)
    return bool(found.geodetic_crs is not None and not found.is_engineering)


def fitting(place: tuple[float, float], box: DegreeBox) -> str:
    """Return the zone of CGCS2000 in which a place in metres lies in a box, or an empty text.

    Parameters
    ----------
    place : tuple of float
        Easting and northing, with or without the number of the zone before the easting (带号).
    box : DegreeBox
        Where it should lie.

    Examples
    --------
    >>> fitting((38413000.0, 3121000.0), DegreeBox(111.9, 27.8, 114.3, 28.7))
    'EPSG:4526'
    """
    for code in _ZONES:
        transformer = Transformer.from_crs(code, CGCS2000, always_xy=True)
        lon, lat = transformer.transform(*place)
        if box.holds((lon, lat)):
            return f"EPSG:{code}"
    return ""


def is_degrees(crs: str) -> bool:
    """Return whether a system is longitude and latitude in CGCS2000 or WGS 84, which these files take as one."""
    found = CRS.from_user_input(crs)
    return found.is_geographic and found.to_epsg() in (4490, 4326)


def from_degrees(crs: Any) -> tuple[Callable[[Positions], Positions], float]:
    """Return what takes positions in degrees of CGCS2000 to a system, and the metres that a unit of that is long.

    Examples
    --------
    >>> import numpy
    >>> there, unit_m = from_degrees("EPSG:4547")
    >>> there(numpy.array([[114.0, 30.0]])).round().tolist(), unit_m
    ([[500000.0, 3320113.0]], 1.0)
    """
    found = CRS.from_user_input(crs)
    transformer = Transformer.from_crs(CGCS2000, found, always_xy=True)
    unit_m = DEGREE_M if found.is_geographic else float(found.axis_info[0].unit_conversion_factor)
    return lambda xy: numpy.column_stack(transformer.transform(xy[:, 0], xy[:, 1])), unit_m


def frame_warning(crs: Any) -> str:
    """Return why coordinates of a system cannot be taken over to CGCS2000 without loss, or an empty text."""
    found = CRS.from_user_input(crs)
    datum = found.geodetic_crs.datum.name if found.geodetic_crs and found.geodetic_crs.datum else "an unknown datum"
    if datum.startswith(_SAME_FRAMES):
        return ""
    return f"{datum} has no public transformation to CGCS2000: places may be off by 100 m. Transform it officially."


def from_datum(datum: str) -> Callable[[Positions], Positions]:
    """Return the function that takes positions of a shifted datum back to CGCS2000, by iteration to under 1 cm.

    The shifts themselves are those of :func:`to_datum`.
    """
    forward = to_datum(datum)

    def back(xy: Positions) -> Positions:
        found = xy.copy()
        for _ in range(12):
            step = xy - forward(found)
            found = found + step
            if (abs(step) < _STILL_DEGREES).all():
                break
        return found

    return back


def place_from_datum(lon: float, lat: float, datum: str) -> tuple[float, float]:
    """Return one position of a shifted datum in CGCS2000, as of :func:`from_datum`."""
    (found,) = from_datum(datum)(numpy.array([[lon, lat]])).tolist()
    return found[0], found[1]


def to_datum(datum: str) -> Callable[[Positions], Positions]:
    """Return the function that shifts CGCS2000 positions, shape (n, 2) in degrees, to ``gcj02`` or ``bd09``.

    The official algorithms are not published. These are the formulas that were reverse-engineered in public and are
    used everywhere (described in the "Restrictions on geographic data in China" article of Wikipedia): GCJ-02 is a
    sum of sines over the Krasovsky ellipsoid, BD-09 a further shift on top of it.

    Raises
    ------
    UsageError
        The datum is none of these.
    """
    if datum not in DATUMS:
        raise UsageError(f'"{datum}" is no datum. One of: {", ".join(DATUMS)}.')
    return _gcj02 if datum == "gcj02" else lambda xy: _bd09(_gcj02(xy))


def _known(text: str) -> CRS:
    try:
        found = CRS.from_user_input(text)
    except CRSError:
        hint = "Use 4490, 4326, a CGCS2000 zone such as 4547, auto, albers or lambert."
        raise UsageError(f'"{text}" is no coordinate reference system. {hint}') from None
    if not (found.is_geographic or found.is_projected) or len(found.axis_info) != 2:
        raise UsageError(f'"{text}" ({found.name}) is no system of two axes on the ground. Use 4490 or a zone.')
    return found


def _warning(crs: CRS, box: DegreeBox) -> str:
    """Return one line where the datum is another, or data reach too far from a zone's central meridian."""
    foreign = frame_warning(crs)
    if foreign or not crs.is_projected or "Gauss-Kruger" not in crs.name:
        return foreign
    meridian = float(crs.to_cf()["longitude_of_central_meridian"])
    reach = max(abs(box.west - meridian), abs(box.east - meridian))
    if reach <= _MOST_DEGREES:
        return ""
    west, east = gauss_kruger(max(box.west, 73.5)), gauss_kruger(min(box.east, 136.4))
    spanned = f"lie in the 3-degree zone {west}" if west == east else f"span the 3-degree zones {west} to {east}"
    return (
        f"The data {spanned} and reach {reach:.1f} degrees from the meridian {meridian:g}: "
        f"lengths err by up to {_stretch(reach, box):.1%}. --crs albers fits the whole region."
    )


def _stretch(reach: float, box: DegreeBox) -> float:
    return (math.radians(reach) * math.cos(math.radians(min(abs(box.south), abs(box.north))))) ** 2 / 2


def _conic(kind: str, box: DegreeBox, region: str) -> Chosen:
    """Return a conic on CGCS2000 whose standard parallels are a sixth of the height from south and north."""
    west, south, east, north = box
    sixth = (north - south) / 6
    middle, meridian = round((south + north) / 2), round((west + east) / 2)
    parallels = round(south + sixth, 1), round(north - sixth, 1)
    title = f"CGCS2000 / {region} {'Albers' if kind == 'albers' else 'Lambert Conformal'}"
    conversion = CONICS[kind](
        latitude_first_parallel=parallels[0],
        latitude_second_parallel=parallels[1],
        latitude_false_origin=middle,
        longitude_false_origin=meridian,
    )
    built = ProjectedCRS(conversion, name=title, geodetic_crs=CRS(CGCS2000))
    where = f"parallels {parallels[0]:g} and {parallels[1]:g}, origin {meridian} E {middle} N"
    return Chosen(built.to_wkt(), f"{title} ({where})")


def _gcj02(xy: Positions) -> Positions:
    west, south, east, north = _CHINA
    lon, lat = xy[:, 0], xy[:, 1]
    inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    x, y = lon - 105.0, lat - 35.0
    root = numpy.sqrt(numpy.abs(x))
    both = _waves(6.0 * x, 2.0 * x, (20.0, 20.0))
    north_m = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north_m += both + _waves(y, y / 3.0, (20.0, 40.0)) + _waves(y / 12.0, y / 30.0, (160.0, 320.0))
    east_m = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east_m += both + _waves(x, x / 3.0, (20.0, 40.0)) + _waves(x / 12.0, x / 30.0, (150.0, 300.0))
    phi = numpy.radians(lat)
    bend = 1.0 - _FLATTENING_SQUARED * numpy.sin(phi) ** 2
    meridian = _SEMI_MAJOR * (1.0 - _FLATTENING_SQUARED) / bend**1.5
    parallel = _SEMI_MAJOR / numpy.sqrt(bend) * numpy.cos(phi)
    shift = numpy.column_stack([numpy.degrees(east_m / parallel), numpy.degrees(north_m / meridian)])
    return numpy.where(inside[:, None], xy + shift, xy)


def _waves(first: Positions, second: Positions, sizes: tuple[float, float]) -> Positions:
    sines: Positions = sizes[0] * numpy.sin(first * math.pi) + sizes[1] * numpy.sin(second * math.pi)
    return sines * 2.0 / 3.0


def _bd09(xy: Positions) -> Positions:
    x, y = xy[:, 0], xy[:, 1]
    radius = numpy.hypot(x, y) + 0.00002 * numpy.sin(y * _BD_ANGLE)
    angle = numpy.arctan2(y, x) + 0.000003 * numpy.cos(x * _BD_ANGLE)
    return numpy.column_stack([radius * numpy.cos(angle) + 0.0065, radius * numpy.sin(angle) + 0.006])
