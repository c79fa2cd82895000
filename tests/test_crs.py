"""Systems of China against numbers from outside: EPSG's codes, published test points, round trips below 1 cm."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS, Transformer

from geo.model.schema import DATUMS
from geo.space.boxes import DegreeBox
from geo.space.crs import (
    CGCS2000,
    UsageError,
    chosen,
    frame_warning,
    from_datum,
    gauss_kruger,
    is_degrees,
    to_datum,
)
from geo.space.ellipsoid import ellipsoid

HEILONGJIANG = DegreeBox(121.18, 43.42, 135.09, 53.56)
BEIJING = numpy.array([[116.404, 39.915]])


@pytest.mark.parametrize("lon", [73.5, 75.0, 91.1, 104.06, 113.0, 126.53, 134.9, 136.49])
def test_each_zone_is_the_one_of_epsg(lon: float) -> None:
    crs = CRS(gauss_kruger(lon))
    meridian = crs.to_cf()["longitude_of_central_meridian"]
    assert abs(lon - meridian) <= 1.5
    assert crs.name.startswith("CGCS2000 / 3-degree Gauss-Kruger CM ")


@pytest.mark.parametrize(("lon", "code"), [(113.0, 4547), (126.53, 4551), (121.2, 4549), (135.0, 4554)])
def test_cities_of_the_plans(lon: float, code: int) -> None:
    assert gauss_kruger(lon) == code


@pytest.mark.parametrize("lon", [-60.0, 70.0, 140.0])
def test_outside_china_there_is_no_zone(lon: float) -> None:
    with pytest.raises(UsageError, match="no Gauss-Kruger zone"):
        gauss_kruger(lon)


def test_auto_takes_the_zone_of_the_middle() -> None:
    assert chosen("auto", DegreeBox(111.9, 27.8, 114.3, 28.7), "Changsha").crs == "EPSG:4547"
    assert chosen("auto", DegreeBox(111.9, 27.8, 114.3, 28.7), "Changsha").warning == ""


def test_a_wide_region_is_warned_of_in_one_line() -> None:
    warning = chosen("auto", HEILONGJIANG, "Heilongjiang").warning
    assert "4549 to 4554" in warning
    assert "--crs albers" in warning
    assert "\n" not in warning


def test_a_zone_of_an_older_datum_is_warned_of_before_its_reach() -> None:
    assert "Xian 1980" in chosen("2383", DegreeBox(113.0, 28.0, 114.0, 29.0), "H").warning


def test_data_within_one_zone_span_none() -> None:
    warning = chosen("4547", DegreeBox(126.0, 45.0, 127.0, 46.0), "H").warning
    assert warning.startswith("The data lie in the 3-degree zone 4551 and reach 13.0 degrees")


@pytest.mark.parametrize("text", ["+proj=aea +lat_1=25 +lat_2=47 +lon_0=105 +ellps=GRS80", CRS(4547).to_wkt()])
def test_a_system_written_out_reads_back(text: str) -> None:
    assert CRS.from_user_input(chosen(text, DegreeBox(113.0, 28.0, 114.0, 29.0), "H").crs) == CRS.from_user_input(text)


@pytest.mark.parametrize("kind", ["albers", "lambert"])
def test_conics_stand_on_cgcs2000_and_bear_a_name(kind: str) -> None:
    found = CRS.from_user_input(chosen(kind, HEILONGJIANG, "Heilongjiang").crs)
    assert found.name.startswith("CGCS2000 / Heilongjiang")
    assert found.geodetic_crs is not None
    assert found.geodetic_crs.to_epsg() == 4490


@pytest.mark.parametrize("kind", ["albers", "lambert"])
def test_conics_err_less_than_the_zone_does(kind: str) -> None:
    def worst(crs: str) -> float:
        to = Transformer.from_crs(CGCS2000, crs, always_xy=True)
        west, south, east, north = HEILONGJIANG
        errors = []
        for lon, lat in [(west, south), (west, north), (east, south), (east, north)]:
            x, y, _ = ellipsoid().fwd(lon, lat, 90, 1000)
            (x0, y0), (x1, y1) = to.transform(lon, lat), to.transform(x, y)
            errors.append(abs(numpy.hypot(x1 - x0, y1 - y0) / 1000 - 1))
        return max(errors)

    assert worst(chosen(kind, HEILONGJIANG, "H").crs) < worst(chosen("auto", HEILONGJIANG, "H").crs)


@pytest.mark.parametrize("text", ["abc", "999999", "EPSG:5773", "EPSG:4979", ""])
def test_what_is_no_system_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="is no"):
        chosen(text, HEILONGJIANG, "H")


def test_degrees_are_those_of_cgcs2000_and_wgs84() -> None:
    assert [is_degrees(crs) for crs in ("EPSG:4490", "EPSG:4326", "EPSG:4547", "EPSG:4610")] == [
        True,
        True,
        False,
        False,
    ]


def test_older_datums_are_warned_of() -> None:
    assert "Xian 1980" in frame_warning("EPSG:4610")
    assert "Beijing 1954" in frame_warning("EPSG:4214")
    assert frame_warning("EPSG:4547") == frame_warning("EPSG:3857") == ""


def test_published_points_of_the_shifted_datums() -> None:
    assert to_datum("gcj02")(BEIJING) == pytest.approx(numpy.array([[116.41024449916938, 39.91640428150164]]), abs=1e-9)
    shifted = from_datum("gcj02")(BEIJING)
    assert to_datum("bd09")(shifted) == pytest.approx(numpy.array([[116.41036949371029, 39.92133699351021]]), abs=1e-9)


def test_an_unknown_datum_is_told() -> None:
    with pytest.raises(UsageError, match="gcj02, bd09"):
        to_datum("wgs72")


@pytest.mark.parametrize("datum", DATUMS)
@given(lon=st.floats(74.0, 135.0), lat=st.floats(4.0, 54.0))
def test_shifts_come_back_below_a_centimetre(datum: str, lon: float, lat: float) -> None:
    xy = numpy.array([[lon, lat]])
    back = from_datum(datum)(to_datum(datum)(xy))
    _, _, metres = ellipsoid().inv(lon, lat, *back[0])
    assert metres < 0.01


@pytest.mark.parametrize("datum", DATUMS)
@given(lon=st.floats(74.0, 135.0), lat=st.floats(18.0, 54.0))
def test_shifts_are_hundreds_of_metres(datum: str, lon: float, lat: float) -> None:
    shifted = to_datum(datum)(numpy.array([[lon, lat]]))
    _, _, metres = ellipsoid().inv(lon, lat, *shifted[0])
    assert 20 < metres < 2500


def test_outside_china_nothing_is_shifted() -> None:
    paris = numpy.array([[2.35, 48.86]])
    assert to_datum("gcj02")(paris).tolist() == paris.tolist()
