"""The planning diagram: each form has its shape, stands where its zone is, and what a hand adjusted stays."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy
import pytest
import reading
import shapely
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo.analysis.canonical import format_plan
from geo.analysis.check import check_plan
from geo.cli import cli
from geo.draw.page.block import data_block
from geo.draw.scene.build import make_scene
from geo.model.errors import ZoneError
from geo.model.geojson import format_layer
from geo.model.plan import Plan, list_plans, read_plan
from geo.model.schema import FORMS, Group, Park, Schematic, Zone
from geo.space.grounds import SPOTS
from geo.space.schematic import RIBBONS, derived_drawings, make_schematic
from geo.space.soft import arrow, circle, drop, hull, ribbon, ring
from geo.space.spines import Frame, curve, parted, ribbon_spine, slices, wing_spine, within

ROOT = Path(__file__).parent.parent
DRAWN = [plan for plan in list_plans(ROOT) if (ROOT / "layers" / plan / "schematic.geojson").exists()]


def shape_of(row: Schematic) -> Any:
    return shapely.from_geojson(json.dumps(row.geometry))


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def plan_of(root: Path, *zones: tuple[str, str, dict[str, Any] | None], parks: tuple[Park, ...] = ()) -> Plan:
    """Return `tiny` with other zones, each given as id, form and outline."""
    forms = sorted({form for _, form, _ in zones})
    groups = tuple(Group(group=form, name=form, name_en=form, form=form, order=1) for form in forms)
    rows = []
    for name, form, outline in zones:
        zone = Zone(zone=name, group=form, name=name, basis="sketch" if outline else "none")
        object.__setattr__(zone, "geometry", outline)
        rows.append(zone)
    return replace(read_plan("tiny", root), groups=groups, zone_rows=tuple(rows), park_rows=parks)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_a_shape_within_reach_of_its_zone(form: str, tiny_root: Path) -> None:
    outline = box(110.6, 30.7, 111.4, 31.1)
    (row,) = make_schematic(plan_of(tiny_root, ("one", form, outline))).rows
    drawn = shape_of(row)
    assert (row.form, row.basis, row.adjusted) == (form, "outline", False)
    assert drawn.is_valid
    assert drawn.area > 0
    assert drawn.distance(shapely.box(110.6, 30.7, 111.4, 31.1).centroid) < 0.25
    assert shapely.box(110, 30, 112, 32).covers(drawn)
    assert 20 <= len(shapely.get_coordinates(drawn)) <= 120


@pytest.mark.parametrize("plan", DRAWN)
def test_the_shipped_drawings_are_what_the_command_makes(plan: str) -> None:
    diagram = make_schematic(reading.plan_of(plan))
    built = (ROOT / "layers" / plan / "schematic.geojson").read_text(encoding="utf-8")
    assert format_layer(diagram.rows, Schematic) == built


@pytest.mark.parametrize("plan", ["heilongjiang", "changsha"])
def test_shipped_drawings_keep_to_their_region_and_apart(plan: str) -> None:
    read = reading.plan_of(plan)
    region = next(unit for unit in read.unit_rows if unit.unit == read.header.region_adcode)
    land = shapely.from_geojson(json.dumps(region.geometry))
    rows = {row.zone: row for row in read.schematic_rows}
    assert set(rows) == {zone.zone for zone in read.zone_rows}
    for row in rows.values():
        drawn = shape_of(row)
        assert drawn.is_valid
        assert shapely.difference(drawn, land).area < 0.015 * drawn.area, row.zone
        assert len(shapely.get_coordinates(drawn)) <= 120
    round_ones = [shape_of(row) for row in rows.values() if row.form in SPOTS]
    for at, one in enumerate(round_ones):
        assert all(not shapely.intersects(one, other) for other in round_ones[:at])


HARBIN, BEIJING, SHANGHAI = (126.65, 45.75), (116.3972, 39.9075), (121.4581, 31.2222)
"""Seats of the cities, from GeoNames."""


@pytest.mark.parametrize(
    ("plan", "zone", "city", "most_km"),
    [
        ("heilongjiang", "harbin-pole", HARBIN, 10),
        ("national", "pole-beijing", BEIJING, 15),
        ("national", "pole-shanghai", SHANGHAI, 45),
    ],
)
def test_a_pole_stands_at_its_city(plan: str, zone: str, city: tuple[float, float], most_km: float) -> None:
    row = next(row for row in reading.plan_of(plan).schematic_rows if row.zone == zone)
    centre = shape_of(row).centroid
    _, _, metres = Geod(ellps="GRS80").inv(centre.x, centre.y, *city)
    assert metres / 1000 < most_km


def test_a_pole_stands_at_the_median_of_its_places_and_areas_give_way(tiny_root: Path) -> None:
    west, east = box(110.0, 30.0, 111.0, 32.0), box(111.0, 30.0, 112.0, 32.0)
    at = [(111.2, 31.0), (111.2, 31.02), (111.22, 31.0), (111.9, 30.1)]
    parks = tuple(
        Park(park_id=f"p{n}", name="p", lon=lon, lat=lat, zones=("east",), precision_km=1.0)
        for n, (lon, lat) in enumerate(at)
    )
    read = plan_of(tiny_root, ("west", "area", west), ("east", "pole", east), parks=parks)
    filled = replace(read, header=replace(read.header, partition=True))
    zones = tuple(replace(zone, basis="admin-union") for zone in read.zone_rows)
    for made, zone in zip(zones, read.zone_rows, strict=True):
        object.__setattr__(made, "geometry", zone.geometry)
    drawn = {row.zone: shape_of(row) for row in make_schematic(replace(filled, zone_rows=zones)).rows}
    assert drawn["east"].centroid.distance(shapely.Point(111.21, 31.0)) < 0.03
    assert drawn["east"].distance(drawn["west"]) > 0


def test_a_partition_is_drawn_with_gaps_between_its_zones() -> None:
    drawn = [shape_of(row) for row in reading.plan_of("heilongjiang").schematic_rows]
    for at, one in enumerate(drawn):
        assert all(not shapely.intersects(one, other) for other in drawn[:at])


def test_a_zone_without_an_outline_stands_on_its_places(tiny_root: Path) -> None:
    park = Park(park_id="p", name="p", lon=111.5, lat=31.5, zones=("one",), precision_km=5.0)
    outside = Park(park_id="q", name="q", lon=110.1, lat=30.1, zones=("one",), outside="合作单位")
    read = plan_of(tiny_root, ("one", "pole", None), ("two", "area", None), parks=(park, outside))
    diagram = make_schematic(read)
    (row,) = diagram.rows
    assert (row.zone, row.basis) == ("one", "places")
    assert shape_of(row).centroid.distance(shapely.Point(111.5, 31.5)) < 0.02
    assert diagram.unplaced == ("two",)


def test_a_zone_off_the_globe_is_not_placed(tiny_root: Path) -> None:
    metres = {"type": "Polygon", "coordinates": [[[1e300, 0.0], [2e300, 0.0], [2e300, 1e300], [1e300, 0.0]]]}
    diagram = make_schematic(plan_of(tiny_root, ("one", "pole", metres), ("two", "area", box(110, 30, 112, 32))))
    assert ([row.zone for row in diagram.rows], diagram.unplaced) == (["two"], ("one",))


def test_a_plan_without_any_place_has_an_empty_diagram(tiny_root: Path) -> None:
    diagram = make_schematic(plan_of(tiny_root, ("one", "belt", None)))
    assert (diagram.rows, diagram.unplaced) == ((), ("one",))


def test_a_wing_flies_away_from_the_core_to_the_zone_that_it_meets(tiny_root: Path) -> None:
    core = ("core", "centre", box(110.4, 30.9, 110.6, 31.1))
    parts = [box(110.8, 30.9, 110.9, 31.0), box(111.4, 31.1, 111.5, 31.2)]
    wing = ("wing", "wing", {"type": "MultiPolygon", "coordinates": [part["coordinates"] for part in parts]})
    area = ("area", "area", box(111.4, 31.08, 111.55, 31.22))
    rows = {row.zone: shape_of(row) for row in make_schematic(plan_of(tiny_root, core, wing, area)).rows}
    west, _, east, _ = rows["wing"].bounds
    assert 110.75 < west < 110.9
    assert 111.3 < east < 111.42
    assert not shapely.intersects(rows["wing"], rows["core"])
    alone = {row.zone: shape_of(row) for row in make_schematic(plan_of(tiny_root, core, wing)).rows}
    assert alone["wing"].bounds[2] > east


@pytest.mark.parametrize("form", FORMS)
def test_a_zone_outside_the_region_is_drawn_where_it_is(form: str, tiny_root: Path) -> None:
    (row,) = make_schematic(plan_of(tiny_root, ("far", form, box(119.6, 30.7, 120.4, 31.1)))).rows
    assert shape_of(row).intersects(shapely.box(119.6, 30.7, 120.4, 31.1))


def test_a_zone_that_only_touches_the_region_is_drawn_where_it_is(tiny_root: Path) -> None:
    speck = ("speck", "pole", box(110.0, 30.0, 110.0, 30.0))
    diagram = make_schematic(plan_of(tiny_root, speck, ("area", "area", box(111.994, 30.0, 113.494, 30.001))))
    drawn = {row.zone: shape_of(row) for row in diagram.rows}
    assert drawn["area"].intersects(shapely.Point(113.0, 30.0005))


def test_a_ribbon_through_small_places_far_apart_can_be_seen(tiny_root: Path) -> None:
    far = [box(110.0 + at, 30.0, 110.002 + at, 30.002)["coordinates"] for at in range(3)]
    belt = ("belt", "belt", {"type": "MultiPolygon", "coordinates": far})
    read = replace(plan_of(tiny_root, belt, ("area", "area", box(110, 30, 112, 32))), unit_rows=())
    drawn = {row.zone: shape_of(row) for row in make_schematic(read).rows}["belt"]
    assert drawn.area / drawn.length > 0.002


def test_zones_in_a_row_are_drawn(tiny_root: Path) -> None:
    row = [(f"z{at}", "wing", box(110 + at, 30.0, 110.8 + at, 30.01)) for at in range(9)]
    parts = [box(110.0 + at, 30.0, 110.2 + at, 30.01)["coordinates"] for at in range(9)]
    long = ("long", "wing", {"type": "MultiPolygon", "coordinates": parts})
    diagram = make_schematic(replace(plan_of(tiny_root, *row, long), unit_rows=()))
    assert len(diagram.rows) == 10
    assert all(shape_of(drawn).is_valid and shape_of(drawn).area > 0 for drawn in diagram.rows)


POINT = st.tuples(st.integers(0, 2000), st.integers(0, 2000))
SIZE = st.sampled_from([0, 1, 20, 300, 1500])
PARTS = st.lists(st.tuples(POINT, SIZE, SIZE), min_size=1, max_size=4)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(zones=st.lists(st.tuples(st.sampled_from(list(FORMS)), PARTS), min_size=1, max_size=4))
def test_whatever_the_zones_their_drawings_are_sound(zones: list[tuple[str, Any]], tiny_root: Path) -> None:
    """Specks, slivers, overlaps and points: each zone has a drawing that encloses a clear area."""
    made = []
    for at, (form, parts) in enumerate(zones):
        outlines = [
            box(110 + x / 1e3, 30 + y / 1e3, 110 + (x + wide) / 1e3, 30 + (y + high) / 1e3)["coordinates"]
            for (x, y), wide, high in parts
        ]
        made.append((f"z{at}", form, {"type": "MultiPolygon", "coordinates": outlines}))
    drawn = make_schematic(plan_of(tiny_root, *made)).rows
    assert [row.zone for row in drawn] == [name for name, _, _ in made]
    assert all(shape_of(row).is_valid and shape_of(row).area > 0 for row in drawn)


def test_spots_on_one_place_are_parted(tiny_root: Path) -> None:
    same = box(110.9, 30.9, 111.1, 31.1)
    read = plan_of(tiny_root, ("a", "pole", same), ("b", "pole", same), ("c", "area", box(110.0, 30.0, 112.0, 32.0)))
    rows = {row.zone: shape_of(row) for row in make_schematic(read).rows}
    assert rows["a"].distance(rows["b"]) > 0


def test_crossing_and_tiny_outlines_are_drawn(tiny_root: Path) -> None:
    bow = {"type": "Polygon", "coordinates": [[[110, 30], [111, 31], [111, 30], [110, 31], [110, 30]]]}
    speck = box(111.5, 31.5, 111.501, 31.501)
    for form in FORMS:
        diagram = make_schematic(plan_of(tiny_root, ("bow", form, bow), ("speck", form, speck)))
        assert all(shape_of(row).is_valid for row in diagram.rows)
        assert len(diagram.rows) == 2


def run(root: Path, *arguments: str) -> Any:
    return CliRunner().invoke(cli, ["schematic", "tiny", "--root", str(root), *arguments])


def adjust(root: Path) -> str:
    """Move the drawing of a zone by hand, mark it as adjusted and return the layer's text."""
    path = root / "layers/tiny/schematic.geojson"
    rows = []
    for row in read_plan("tiny", root).schematic_rows:
        changed = replace(row, adjusted=row.zone == "west-pole")
        object.__setattr__(changed, "geometry", box(110.1, 30.1, 110.4, 30.4) if changed.adjusted else row.geometry)
        rows.append(changed)
    text = format_layer(rows, Schematic)
    path.write_text(text, encoding="utf-8")
    return text


def findings(root: Path) -> list[str]:
    return [problem.code for problem in check_plan("tiny", root) if problem.severity != "note"]


def test_the_command_writes_a_clean_layer_twice_the_same(tiny_root: Path) -> None:
    first = run(tiny_root)
    path = tiny_root / "layers/tiny/schematic.geojson"
    text = path.read_text(encoding="utf-8")
    assert (first.exit_code, first.stderr) == (0, "layers/tiny/schematic.geojson: 2 of 2 zones drawn.\n")
    assert run(tiny_root, "-q").output == ""
    assert path.read_text(encoding="utf-8") == text
    assert findings(tiny_root) == []
    assert all(old == new for old, new in format_plan("tiny", tiny_root).values())


def test_what_another_program_wrote_into_the_layer_is_not_lost(tiny_root: Path) -> None:
    run(tiny_root)
    path = tiny_root / "layers/tiny/schematic.geojson"
    text = path.read_text(encoding="utf-8").replace('"note"', '"colour": "red",\n  "note"', 1)
    path.write_text(text, encoding="utf-8")
    done = run(tiny_root)
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert '"colour" is no column of this table' in done.output
    assert path.read_text(encoding="utf-8") == text


def test_what_a_hand_adjusted_is_kept_until_it_is_named(tiny_root: Path) -> None:
    run(tiny_root)
    path = tiny_root / "layers/tiny/schematic.geojson"
    derived = path.read_text(encoding="utf-8")
    by_hand = adjust(tiny_root)
    assert "1 kept as adjusted: west-pole." in run(tiny_root).stderr
    assert path.read_text(encoding="utf-8") == by_hand
    assert findings(tiny_root) == []
    assert run(tiny_root, "--redraw", "west-pole").exit_code == 0
    assert path.read_text(encoding="utf-8") == derived


def test_a_drawing_by_hand_outlives_its_zone_and_is_told(tiny_root: Path) -> None:
    run(tiny_root)
    adjust(tiny_root)
    path = tiny_root / "layers/tiny/schematic.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace("west-pole", "west-port"), encoding="utf-8")
    assert run(tiny_root).exit_code == 0
    assert {row.zone for row in read_plan("tiny", tiny_root).schematic_rows} == {"east-belt", "west-pole", "west-port"}
    (problem,) = [problem for problem in check_plan("tiny", tiny_root) if problem.severity != "note"]
    assert (problem.code, problem.where) == ("unknown-zone", "schematic west-port")
    assert "west-pole" in problem.hint


def test_a_zone_to_redraw_that_is_not_there_gets_a_guess(tiny_root: Path) -> None:
    with pytest.raises(ZoneError, match='Did you mean "west-pole"'):
        make_schematic(read_plan("tiny", tiny_root), ["west-pol"])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"adjusted": false', '"adjusted": "maybe"', "bad-value"),
        ('"form": "pole"', '"form": "pool"', "unknown-choice"),
        ('"id": "west-pole"', '"id": "east-belt"', "duplicate-id"),
    ],
)
def test_faults_of_the_layer_are_told(tiny_root: Path, old: str, new: str, code: str) -> None:
    run(tiny_root)
    path = tiny_root / "layers/tiny/schematic.geojson"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert code in findings(tiny_root)


def test_a_moved_zone_makes_its_drawing_stale(tiny_root: Path) -> None:
    run(tiny_root)
    zones = tiny_root / "layers/tiny/zones.geojson"
    text = zones.read_text(encoding="utf-8").replace("admin-union", "sketch").replace("[112.0, ", "[111.6, ")
    zones.write_text(text, encoding="utf-8")
    assert "stale-schematic" in findings(tiny_root)


def test_the_page_gets_the_drawing_in_the_same_arcs(tiny_root: Path) -> None:
    before = data_block(make_scene(read_plan("tiny", tiny_root)))
    assert '"diagram"' not in before
    run(tiny_root)
    scene = make_scene(read_plan("tiny", tiny_root))
    block = json.loads(data_block(scene))
    columns = block["zones"]["columns"]
    assert {"shape", "diagram", "diagram_label"} <= set(columns)
    for mark, row in zip(scene.zones, block["zones"]["rows"], strict=True):
        values = dict(zip(columns, row, strict=False))
        assert mark.diagram is not None
        assert len(values["diagram"]) == 1
        assert shapely.Point(mark.diagram_label).within(shapely.from_geojson(json.dumps(mark.diagram)))
    assert len(data_block(scene)) - len(before) < 1500


def test_the_name_of_a_ring_stands_in_its_middle() -> None:
    zones = {zone.id: zone for zone in reading.scene_of("changsha").zones}
    south = zones["centre-south"]
    drawn = shapely.from_geojson(json.dumps(south.diagram))
    assert len(drawn.interiors) == 1
    assert shapely.Polygon(drawn.interiors[0]).contains(shapely.Point(south.diagram_label))


# -- shapes and lines --------------------------------------------------------------------------------------------------

LINE = numpy.array([[0.0, 0.0], [40.0, 10.0], [100.0, 0.0]])


def test_a_frame_keeps_distances_and_gives_degrees_back() -> None:
    frame = Frame(126.0, 45.0)
    east, north = frame.flat(shapely.Point(127, 45)), frame.flat(shapely.Point(126, 46))
    assert east.x == pytest.approx(78.8, abs=0.2)  # a degree of longitude at 45 degrees north
    assert north.y == pytest.approx(111.1, abs=0.2)
    assert frame.degrees(east).distance(shapely.Point(127, 45)) < 1e-9


def test_round_shapes_fit_into_their_circle() -> None:
    centre = numpy.array([3.0, 4.0])
    whole = shapely.Point(3, 4).buffer(2.02, quad_segs=64)
    for draw in (circle, ring, drop):
        assert whole.covers(draw(centre, 2.0))
        assert draw(centre, 2.0).area > 0.5 * math.pi


def test_a_curve_passes_through_its_knots_at_equal_steps() -> None:
    line = curve(LINE, 41)
    steps = numpy.hypot(*numpy.diff(line, axis=0).T)
    assert steps.max() / steps.min() < 1.02
    assert shapely.LineString(line).distance(shapely.Point(40, 10)) < 0.1
    assert line[0] == pytest.approx(LINE[0])
    assert line[-1] == pytest.approx(LINE[-1])


def test_a_ribbon_is_round_full_in_the_middle_and_in_its_room() -> None:
    room = shapely.box(-20, -20, 120, 30)
    band = ribbon(curve(LINE), 10.0, room)
    assert room.covers(band)
    middle, end = (band.intersection(shapely.LineString([(x, -50), (x, 50)])).length for x in (50, 3))
    assert middle > end > 0


def test_an_arrow_points_forward() -> None:
    drawn = arrow(curve(LINE), 12.0)
    tail, head = (drawn.intersection(shapely.box(x, -50, x + 8, 50)).area for x in (2, 82))
    assert drawn.is_valid
    assert head > 3 * tail


def test_a_hull_is_soft_and_keeps_a_gap() -> None:
    ground = shapely.box(0, 0, 100, 60).union(shapely.box(0, 0, 8, 140))
    soft = hull(ground, 3.0, None)
    assert shapely.difference(soft, ground.convex_hull).area == 0
    assert soft.area > 0.6 * ground.area
    assert shapely.hausdorff_distance(soft, hull(ground, 3.0, ground)) < 40


def test_far_parts_of_a_hull_stay_apart() -> None:
    parts = shapely.union(shapely.box(0, 0, 10, 10), shapely.box(200, 0, 210, 10))
    assert len(shapely.get_parts(hull(parts, 0.5, None))) == 2


def test_a_spine_runs_through_the_members_in_their_order() -> None:
    parts = [shapely.box(x, y, x + 10, y + 10) for x, y in ((60, 20), (0, 0), (30, 5))]
    spine = ribbon_spine(parts)
    assert (numpy.diff(spine[:, 0]) > 0).all()
    for part in parts:
        assert shapely.LineString(spine).intersects(part)


def test_a_lone_shape_is_sliced_along_its_length() -> None:
    for long in (shapely.box(0, 0, 90, 10), shapely.box(0, 0, 10, 90)):
        assert [round(part.area) for part in slices(long)] == [300, 300, 300]
        assert shapely.union_all(slices(long)).symmetric_difference(long).area < 1e-6
        assert shapely.LineString(ribbon_spine([long])).length > 60


def test_a_spot_on_a_narrow_island_is_not_carried_to_the_mainland() -> None:
    island, land = shapely.box(0, 0, 10, 10), shapely.box(40, 0, 140, 100)
    point = numpy.array([5.0, 5.0])
    both = shapely.union(island, land)
    assert within(point, both, 20.0, 24.0) == pytest.approx(point)
    assert within(point, both, 20.0)[0] > 40
    assert within(numpy.array([9.0, 5.0]), both, 4.0, 24.0) == pytest.approx([6.0, 5.0])


def test_a_wing_spine_turns_away_from_the_core() -> None:
    spine = wing_spine([shapely.box(20, -5, 30, 5)], numpy.array([0.0, 0.0]), 30.0)
    far = numpy.hypot(*spine.T)
    assert far[-1] > far[0]
    assert shapely.LineString(spine).length == pytest.approx(30, rel=0.1)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(3, 9)), min_size=1, max_size=8))
def test_parting_moves_no_circle_beyond_its_limit_and_makes_no_overlap_worse(
    found: list[tuple[int, int, int]],
) -> None:
    centres = numpy.array([[x, y] for x, y, _ in found], dtype=float)
    radii = [float(r) for _, _, r in found]
    moved = parted(centres, radii, radii, numpy.zeros((0, 2)), [])
    assert (numpy.hypot(*(moved - centres).T) <= numpy.array(radii) + 1e-6).all()
    assert overlap(moved, radii) <= overlap(centres, radii) + 1e-6


def overlap(centres: Any, radii: list[float]) -> float:
    pairs = [(a, b) for a in range(len(radii)) for b in range(a)]
    return sum(max(radii[a] + radii[b] - math.dist(centres[a], centres[b]), 0.0) for a, b in pairs)


def test_the_forms_that_are_spots_and_ribbons_are_forms() -> None:
    assert set(SPOTS) | set(RIBBONS) <= set(FORMS)
    assert derived_drawings(replace(reading.plan_of("changsha"), zone_rows=())) == {}
