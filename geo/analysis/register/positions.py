"""Where the rows of a register say they lie, and why some say it in vain."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
from pyarrow import compute

from geo.analysis.register.headers import find_axis, listed, shifted_datum
from geo.analysis.register.parts import Sheet
from geo.model.errors import ReadError, UsageError
from geo.model.schema import DATUMS
from geo.space.boxes import GLOBE, DegreeBox
from geo.space.geometry import NEAR_DEGREES, points_of

if TYPE_CHECKING:
    from geo.space.covering import Floats

GOOD = 0
REASONS = {
    1: ("no-position", "longitude or latitude is empty"),
    2: ("not-a-number", "longitude or latitude is no number"),
    3: ("not-finite", "longitude or latitude is not a finite number"),
    4: ("zero", "0, 0 stands where no position is known"),
    5: ("swapped", "longitude and latitude are swapped"),
    6: ("off-globe", "no degrees: beyond 180 or 90, perhaps metres"),
    7: ("outside", ""),
    8: ("cells", ""),
}
"""Why a row is rejected: number -> (code, detail). The details of the last two tell of the row."""

EMPTY, TEXT, ENDLESS, ZERO, SWAPPED, OFF, OUTSIDE, CELLS = REASONS

_NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"
_NO_NUMBER = r"(?i)^[+-]?(nan|inf|infinity)$"


@dataclass(frozen=True)
class Where:
    """Columns that hold the position.

    Attributes
    ----------
    lon, lat : str
        Columns of degrees; both the same where it is a column of geometry.
    datum : {"", "gcj02", "bd09"}
        The shifted datum of the degrees.
    """

    lon: str
    lat: str
    datum: str = ""

    @property
    def columns(self) -> list[str]:
        """The columns, each once."""
        return list(dict.fromkeys((self.lon, self.lat)))


@dataclass(frozen=True)
class Positions:
    """Longitudes and latitudes in CGCS2000 degrees, and a number of `REASONS` for each row; 0 where it is good."""

    lon: Floats
    lat: Floats
    faults: numpy.ndarray[Any, numpy.dtype[numpy.int8]]


def find_position(sheet: Sheet, lon: str, lat: str, datum: str) -> Where:
    """Return where a register has its positions: by the columns that the user names, or that are named so.

    Raises
    ------
    UsageError
        There is no such column or datum.
    ReadError
        No column tells, several may, or a column holds nothing that could be a position.
    """
    if datum not in ("", "wgs84", *DATUMS):
        raise UsageError(f'"{datum}" is no datum. One of: wgs84, {", ".join(DATUMS)}.')
    shift = "" if datum == "wgs84" else datum
    found = find_axis(sheet.columns, "lon", lon, sheet.name), find_axis(sheet.columns, "lat", lat, sheet.name)
    if all(found) and found[0] == found[1]:
        raise UsageError(f'{sheet.name}: "{found[0]}" cannot be both longitude and latitude. Name two columns.')
    if all(found):
        _check_types(sheet, found)
        return Where(*found, shift)
    geometry = geometry_of(sheet)
    if geometry and not lon and not lat:
        return Where(geometry, geometry, shift)
    axis = "lat" if found[0] else "lon"
    told = f"has no column that is known as its {'latitude' if found[0] else 'longitude'}"
    raise ReadError(f"{sheet.name}: {told}. Name one with --{axis}. It has: {listed(sheet.columns)}.")


def of_another_datum(columns: Iterable[str], datum: str) -> Iterator[str]:
    """Yield that a column of degrees speaks of another datum than they are taken for."""
    for column in columns:
        if said := shifted_datum(column):
            if said != datum:
                yield f'The column "{column}" speaks of {said}: should it be --datum {said}? Shifts are up to 700 m.'
            return


def turned_throughout(swapped: int, rows: int, lon: str, lat: str) -> Iterator[str]:
    """Yield what to do where most rows have longitude and latitude in each other's place.

    Parameters
    ----------
    swapped, rows : int
        Rows that have, and all.
    lon, lat : str
        The columns; one of them empty, or both the same, where there are not two.
    """
    if swapped <= rows / 2:
        return
    if lon and lat and lon != lat:
        yield f"Longitude and latitude seem to be swapped throughout: --lon {lat} --lat {lon} would turn them."
    else:
        yield "Longitude and latitude seem to be swapped throughout: turn them in the file."


def is_numeric(kind: pyarrow.DataType) -> bool:
    """Return whether the values of a type are numbers."""
    types = pyarrow.types
    return any(fits(kind) for fits in (types.is_integer, types.is_floating, types.is_decimal))


def positions(rows: pyarrow.Table, where: Where, region: DegreeBox) -> Positions:
    """Return where rows lie.

    Parameters
    ----------
    rows : pyarrow.Table
        Rows of a register.
    where : Where
        Their columns of position.
    region : DegreeBox
        Around what they are assigned to, to know coordinates in the wrong order.
    """
    if where.lon == where.lat:
        return judged(*points_of(rows[where.lon].to_numpy()), None, where.datum, region)
    (lon, one), (lat, other) = numbers(rows[where.lon]), numbers(rows[where.lat])
    return judged(lon, lat, both(one, other), where.datum, region)


def both(one: Any, other: Any) -> Any:
    """Return the faults of positions by those of their longitudes and latitudes."""
    return numpy.where((one == EMPTY) | (other == EMPTY), EMPTY, numpy.maximum(one, other))


def judged(lon: Floats, lat: Floats, faults: Any, datum: str, region: DegreeBox) -> Positions:
    """Return positions in CGCS2000 degrees, with the faults of those that are no place near a region.

    Parameters
    ----------
    lon, lat : array of float
        Degrees of a datum.
    faults : array of int or None
        What is known of each; None where only those without a number have one.
    datum : {"", "gcj02", "bd09"}
        The shifted datum.
    region : DegreeBox
        Around what they are assigned to.
    """
    if faults is None:
        faults = numpy.where(numpy.isnan(lon) | numpy.isnan(lat), EMPTY, GOOD)
    around = region.grown(NEAR_DEGREES)
    near = _on(around, lon, lat)
    if not near.all() or faults.any():
        faults = _placeless(lon, lat, faults, near, _on(around, lat, lon))
    good = faults == GOOD
    if datum and good.any():
        from geo.space.crs import from_datum

        moved = from_datum(datum)(numpy.column_stack([lon[good], lat[good]]))
        lon, lat = lon.copy(), lat.copy()
        lon[good], lat[good] = moved.T
    return Positions(lon, lat, faults.astype(numpy.int8))


def _placeless(lon: Floats, lat: Floats, faults: Any, near: Any, turned: Any) -> Any:
    """Return faults, with those of numbers that are no place; `near` and `turned` tell what is near the region so."""
    faults = numpy.where((faults == GOOD) & (lon == 0) & (lat == 0), ZERO, faults)
    faults = numpy.where((faults == GOOD) & ~_on(GLOBE, lon, lat), OFF, faults)
    return numpy.where(((faults == GOOD) | (faults == OFF)) & ~near & turned, SWAPPED, faults)


def _on(box: DegreeBox, lon: Floats, lat: Floats) -> Any:
    return (lon >= box.west) & (lon <= box.east) & (lat >= box.south) & (lat <= box.north)


def numbers(column: pyarrow.ChunkedArray) -> tuple[Floats, numpy.ndarray[Any, Any]]:
    """Return a column as floats, with a number of `REASONS` for each."""
    if pyarrow.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    text = pyarrow.types.is_string(column.type) or pyarrow.types.is_large_string(column.type)
    values, faults = _parsed(column) if text else (column.cast(pyarrow.float64(), safe=False), None)
    found = values.to_numpy(zero_copy_only=False)
    told = numpy.where(numpy.isfinite(found), GOOD, ENDLESS).astype(numpy.int8)
    if values.null_count:
        told[values.is_null().to_numpy()] = EMPTY
    return found, told if faults is None else numpy.where(faults == GOOD, told, faults)


def _parsed(column: pyarrow.ChunkedArray) -> tuple[pyarrow.ChunkedArray, numpy.ndarray[Any, Any] | None]:
    """Return texts as numbers, null where they are none, and which these are."""
    try:
        return compute.utf8_trim_whitespace(column).cast(pyarrow.float64()), None
    except pyarrow.ArrowInvalid:
        pass
    plain = compute.utf8_trim_whitespace(compute.utf8_normalize(column, "NFKC"))
    plain = compute.if_else(compute.equal(plain, ""), pyarrow.scalar(None, plain.type), plain)
    number = compute.match_substring_regex(plain, _NUMBER)
    digits = compute.utf8_ltrim(compute.if_else(number, plain, pyarrow.scalar(None, plain.type)), "+")
    endless = compute.fill_null(compute.match_substring_regex(plain, _NO_NUMBER), False)
    there = compute.and_not(compute.is_valid(plain), compute.fill_null(number, False))
    faults = numpy.where(there.to_numpy(), numpy.where(endless.to_numpy(), ENDLESS, TEXT), GOOD)
    return digits.cast(pyarrow.float64()), faults


def _check_types(sheet: Sheet, names: Sequence[str]) -> None:
    for name in names:
        kind = sheet.schema.field(name).type
        inner = kind.value_type if pyarrow.types.is_dictionary(kind) else kind
        types = pyarrow.types
        is_text = types.is_string(inner) or types.is_large_string(inner)
        if not (is_numeric(inner) or is_text or types.is_null(inner)):
            raise ReadError(
                f'{sheet.name}: column "{name}" holds {kind}, no degrees. Name others with --lon and --lat.'
            )


def geometry_of(sheet: Sheet) -> str:
    """Return the column of points that a GeoParquet file names, or an empty text."""
    told = (sheet.schema.metadata or {}).get(b"geo")
    if told is None:
        return ""
    try:
        geo = json.loads(told)
        name = str(geo["primary_column"])
        crs, encoding = geo["columns"][name].get("crs", "OGC:CRS84"), geo["columns"][name]["encoding"]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ReadError(f"{sheet.name}: its GeoParquet metadata cannot be read. Write it again.") from None
    if encoding != "WKB" or name not in sheet.columns:
        raise ReadError(f'{sheet.name}: its geometry is "{encoding}", and WKB is taken. Write it again so.')
    from geo.space.crs import is_degrees

    if crs is not None and not is_degrees(crs if isinstance(crs, str) else json.dumps(crs)):
        raise ReadError(f"{sheet.name}: its points are not in degrees of CGCS2000 or WGS 84. Transform them in a GIS.")
    return name
