"""Joins lose no row and invent none, and say by what each thing is where it is."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.analysis.join import Join, JoinRow, join_plan
from geo.model.plan import Plan, read_plan
from geo.model.schema import PARK_BASES, Park


@pytest.fixture
def tiny(tiny_root: Path) -> Plan:
    return read_plan("tiny", tiny_root)


def placed(joined: Join, kind: str) -> list[tuple[str, str, bool | None, str, str]]:
    """Return id, zone, and how they go together, of every row of a kind."""
    return [(row.id, row.zone, row.by_text, row.by_place, row.agreement) for row in joined.rows if row.type == kind]


def with_park(plan: Plan, ident: str, **values: object) -> Plan:
    """Return the plan with other values in one park."""
    parks = [dataclasses.replace(park, **values) if park.park_id == ident else park for park in plan.park_rows]  # type: ignore[arg-type]
    return dataclasses.replace(plan, park_rows=tuple(parks))


def with_zone(plan: Plan, ident: str, **values: object) -> Plan:
    """Return the plan with other values in one zone."""
    zones = [dataclasses.replace(zone, **values) if zone.zone == ident else zone for zone in plan.zone_rows]  # type: ignore[arg-type]
    return dataclasses.replace(plan, zone_rows=tuple(zones))


def test_parks_stand_in_their_zones_by_text_and_by_place(tiny: Plan) -> None:
    assert placed(join_plan(tiny), "park") == [
        ("data-platform", "", None, "", "none"),
        ("east-base", "east-belt", True, "unit", "both"),
        ("east-farm", "east-belt", False, "unit", "place"),
        ("far-lab", "", None, "", "none"),
        ("west-cluster", "west-pole", True, "unit", "both"),
        ("west-park", "west-pole", True, "unit", "both"),
    ]


def test_numbers_stand_in_the_zones_of_what_they_speak_of(tiny: Plan) -> None:
    found = [(row.id, row.zone, row.scope, row.low) for row in join_plan(tiny).rows if row.type == "target"]
    assert found == [
        ("labs", "east-belt", "unit", 1.0),
        ("output", "", "plan", 300.0),
        ("output-east", "east-belt", "group", 100.0),
        ("output-west", "west-pole", "zone", 200.0),
        ("park-size", "west-pole", "park", 100.0),
        ("seed-rank", "", "industry", 1.0),
    ]


def test_counts_stand_beside_the_park_its_unit_and_its_zone(tiny: Plan) -> None:
    rows = {row.id: row for row in join_plan(tiny).rows}
    counted = {name: (rows[name].park_targets, rows[name].unit_targets, rows[name].zone_targets) for name in rows}
    assert counted["west-park"] == (1, 0, 1)
    assert counted["east-farm"] == (0, 1, 0)
    assert counted["data-platform"] == (0, None, None)


def test_what_did_not_match_is_listed_with_its_reason(tiny: Plan) -> None:
    lines = join_plan(tiny).unmatched_lines()
    assert lines == [
        "6 places and 6 numbers in 12 rows; 2 did not match.",
        "park data-platform (生物数据平台): in no zone: the text names none, and its place is not known",
        "park far-lab (远方实验室): in no zone: the text names none, and its unit is 880100",
    ]


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        ({"zones": ("west-pole",)}, [("east-belt", False, "unit", "place"), ("west-pole", True, "no", "conflict")]),
        ({"adcode": ""}, [("east-belt", True, "point", "both")]),
        ({"adcode": "", "lon": None, "lat": None}, [("east-belt", True, "", "text")]),
        ({"adcode": "", "lon": 113.0, "zones": ()}, [("", None, "", "none")]),
        ({"adcode": "", "lon": 113.0}, [("east-belt", True, "no", "conflict")]),
        ({"adcode": "", "lon": 112.01}, [("east-belt", True, "", "text")]),
        ({"adcode": "990000", "lon": None, "lat": None}, [("east-belt", True, "", "text")]),
        ({"zones": ("nowhere",)}, [("east-belt", False, "unit", "place")]),
        ({"zones": ("nowhere",), "adcode": "", "lon": None, "lat": None}, [("", None, "", "none")]),
    ],
)
def test_what_puts_a_park_into_a_zone(tiny: Plan, values: dict[str, object], rows: list[object]) -> None:
    joined = join_plan(with_park(tiny, "east-base", **values))
    assert [row[1:] for row in placed(joined, "park") if row[0] == "east-base"] == rows
    if "nowhere" in values.get("zones", ()):  # type: ignore[operator]
        assert 'its zone "nowhere" does not exist' in "\n".join(joined.unmatched_lines())


def test_a_zone_that_is_a_part_of_its_units_is_decided_by_coordinates_first(tiny: Plan) -> None:
    part = with_zone(tiny, "east-belt", basis="admin-part", members=("990200",))
    outline = {"type": "Polygon", "coordinates": [[[111, 31], [112, 31], [112, 32], [111, 32], [111, 31]]]}
    for zone in part.zone_rows:
        object.__setattr__(zone, "geometry", outline if zone.zone == "east-belt" else zone.geometry)
    found = {row[0]: row[1:] for row in placed(join_plan(part), "park")}
    assert found["east-base"] == ("east-belt", True, "no", "conflict")
    assert found["east-farm"] == ("east-belt", False, "part", "place")


def test_a_prefecture_is_in_part_in_the_zone_of_its_county(tiny: Plan) -> None:
    joined = join_plan(with_zone(tiny, "west-pole", members=("990101",)))
    found = {row[0]: row[1:] for row in placed(joined, "park")}
    assert found["west-cluster"] == ("west-pole", True, "part", "both")


def test_a_zone_without_a_park_and_numbers_of_nothing_are_listed(tiny: Plan) -> None:
    bare = dataclasses.replace(tiny, park_rows=())
    lines = join_plan(bare).unmatched_lines()[1:]
    assert lines == [
        'target park-size (规模): its park "west-park" is in no zone',
        "zone east-belt (东部产业带): no park is in it",
        "zone west-pole (西市引领极): no park is in it",
    ]


PARKS = st.builds(
    Park,
    park_id=st.integers(0, 999).map("p{}".format),
    name=st.text(max_size=3),
    zones=st.lists(st.sampled_from(["east-belt", "west-pole", "nowhere"]), unique=True).map(tuple),
    adcode=st.sampled_from(["", "990000", "990100", "990202", "880100"]),
    lon=st.none() | st.floats(109, 113),
    lat=st.none() | st.floats(29, 33),
    basis=st.sampled_from(list(PARK_BASES)),
    precision_km=st.none() | st.floats(0, 50),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parks=st.lists(PARKS, max_size=8, unique_by=lambda park: park.park_id))
def test_joins_lose_and_invent_no_row(tiny: Plan, parks: list[Park]) -> None:
    plan = dataclasses.replace(tiny, park_rows=tuple(parks))
    joined = join_plan(plan)
    order = [park.park_id for park in parks] + [target.target_id for target in plan.target_rows]
    assert list(dict.fromkeys(row.id for row in joined.rows)) == order
    assert len({(row.id, row.zone) for row in joined.rows}) == len(joined.rows)
    zones = {park.park_id: set(park.zones) & {"east-belt", "west-pole"} for park in parks}
    for ident, wanted in zones.items():
        assert wanted <= {row.zone for row in joined.rows if row.id == ident}
    for row in joined.rows:
        assert (row.zone == "") == (row.zone_name == "")
        assert row.agreement in ("", "both", "text", "place", "conflict", "none")


def test_the_table_is_csv_and_json_of_the_same_rows(tiny: Plan) -> None:
    joined = join_plan(tiny)
    rows = list(csv.DictReader(io.StringIO(joined.as_csv())))
    assert tuple(rows[0]) == joined.header == tuple(field.name for field in dataclasses.fields(JoinRow))
    assert [row["id"] for row in rows] == [row.id for row in joined.rows]
    assert rows[5]["by_text"] == "true"
    assert rows[5]["precision_km"] == "1"
    assert json.loads(json.dumps(joined.as_dicts()))[5]["precision_km"] == 1.0
    assert join_plan(tiny).as_csv() == joined.as_csv()


def test_columns_say_what_they_mean() -> None:
    assert all(field.metadata["meaning"].endswith(".") for field in dataclasses.fields(JoinRow))


def test_a_text_like_a_formula_stays_text_in_csv(tiny: Plan) -> None:
    parks = tuple(dataclasses.replace(park, name="=1+1") for park in tiny.park_rows)
    rows = list(csv.DictReader(io.StringIO(join_plan(dataclasses.replace(tiny, park_rows=parks)).as_csv())))
    assert {row["name"] for row in rows if row["type"] == "park"} == {"'=1+1"}
