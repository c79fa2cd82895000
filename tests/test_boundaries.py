"""The boundaries of the source: whole provinces without a gap, and what is shipped is what the source draws."""

from __future__ import annotations

from functools import cache

import pytest
import shapely

import geo
from geo.model.counties import counties_beside, is_adcode_in_use
from geo.model.errors import UnitError
from geo.space.boundaries import county_shapes, known_units, unit_table
from geo.space.geometry import slits, to_shape

Counties = dict[str, tuple[str, shapely.Geometry]]


@cache
def counties(above: str) -> Counties:
    return dict(county_shapes(above))


@cache
def names(level: str) -> dict[str, str]:
    word = {"province": "province", "prefecture": "city", "county": "district"}[level]
    rows = unit_table(level)[[f"{word}_adcode", f"{word}_name"]].itertuples(index=False, name=None)
    return {str(code): name for code, name in rows}


@pytest.mark.parametrize(("plan", "above"), [("heilongjiang", "230000"), ("changsha", "430100")])
def test_shipped_counties_are_those_of_the_source(plan: str, above: str) -> None:
    shipped = {unit.unit: unit for unit in geo.read_plan(plan).unit_rows if unit.level == "county"}
    assert set(shipped) == set(counties(above))
    for adcode, (name, shape) in counties(above).items():
        assert shipped[adcode].name == name
        outline = to_shape(shipped[adcode].geometry)
        assert outline is not None
        assert shapely.equals(outline, shape), name


def test_counties_cover_their_province_without_a_slit() -> None:
    assert slits(shapely.union_all([shape for _, shape in counties("230000").values()])) == []


def test_units_are_known_by_adcode() -> None:
    assert names("prefecture")["430100"] == "长沙市"
    assert names("county")["230102"] == "道里区"
    assert len(names("province")) == 34
    assert names("province")["230000"] == "黑龙江省"
    assert names("province").items() <= {unit.adcode: unit.name for unit in known_units()}.items()


def test_counties_that_a_province_governs_itself_are_there_and_a_unit_that_is_none_is_told() -> None:
    assert set(county_shapes("429000")) == {"429004", "429005", "429006", "429021"}
    with pytest.raises(UnitError, match='no county in "999900"'):
        county_shapes("999900")


def test_the_codes_in_use_are_those_of_the_source() -> None:
    codes = [code for code in names("county") if code[:2] not in ("71", "81", "82")]
    assert all(map(is_adcode_in_use, [*codes, *names("prefecture"), *names("province")]))
    assert {code for stem in {code[:4] for code in codes} for code in counties_beside(f"{stem}00")} == set(codes)
