"""Areas, distances and unions, against numbers from outside this code."""

from __future__ import annotations

import math

import pytest
import shapely

import geo
from geo.space.geometry import (
    any_shared,
    area_km2,
    areas_km2,
    box,
    close_slits,
    crossing,
    distance_km,
    pieces,
    positions,
    shared,
    to_mapping,
    to_shape,
    total_km2,
    union,
    without,
)

WEST, EAST = shapely.box(110, 30, 111, 31), shapely.box(111, 30, 112, 31)


@pytest.mark.parametrize("south", [0, 30, 45, 89])
def test_areas_are_ellipsoidal(south: int) -> None:
    """Compare with the closed form of a strip between two parallels, so narrow that its edges are parallels."""
    a, f, width = 6378137.0, 1 / 298.257222101, 0.01
    e = math.sqrt(f * (2 - f))

    def reach(degrees: float) -> float:
        sine = e * math.sin(math.radians(degrees))
        return sine / (1 - sine**2) + math.atanh(sine)

    strip = math.radians(width) * a**2 * (1 - e**2) / (2 * e) * (reach(south + 1) - reach(south))
    assert area_km2(shapely.box(0, south, width, south + 1)) == pytest.approx(strip / 1e6, rel=1e-6)


def test_rings_may_turn_either_way_and_lines_have_no_area() -> None:
    turned = shapely.MultiPolygon([WEST.reverse(), shapely.box(113, 30, 114, 31)])
    mixed = shapely.GeometryCollection([WEST, shapely.LineString([(0, 0), (9, 0), (9, 9)]), shapely.Point(1, 1)])
    ring = shapely.Polygon(WEST.exterior, [shapely.box(110.4, 30.4, 110.6, 30.6).exterior])
    assert area_km2(turned) == pytest.approx(2 * area_km2(WEST))
    assert area_km2(mixed) == pytest.approx(area_km2(WEST))
    assert area_km2(ring) == pytest.approx(area_km2(WEST) - area_km2(shapely.box(110.4, 30.4, 110.6, 30.6)))
    assert len(pieces(mixed)) == 1
    assert area_km2(shapely.Polygon()) == 0


@pytest.mark.parametrize(
    ("lon", "lat", "km"),
    [(110.5, 30.5, 0), (110, 30, 0), (110.5, 31.1, 11.09), (111.1, 30.5, 9.60), (110.5, 90, 6571)],
)
def test_distances_are_in_kilometres_and_nothing_inside(lon: float, lat: float, km: float) -> None:
    assert distance_km(lon, lat, WEST) == pytest.approx(km, rel=2e-3)


def test_what_shapes_share_and_leave() -> None:
    both = shapely.box(110.5, 30, 111.5, 31)
    assert sum(map(area_km2, shared(both, WEST))) == pytest.approx(area_km2(WEST) / 2, rel=5e-4)
    assert sum(map(area_km2, without(both, WEST))) == pytest.approx(area_km2(WEST) / 2, rel=5e-4)
    assert shared(WEST, EAST) == []
    assert without(WEST, WEST) == []


def test_a_union_keeps_the_corners_of_its_members_and_closes_slits() -> None:
    whole = union([WEST, EAST])
    assert positions(whole) == positions(WEST) | positions(EAST)
    slit = shapely.Polygon(WEST.exterior, [shapely.box(110.5, 30.5, 110.5005, 30.5005).exterior])
    assert close_slits(slit).equals(WEST)
    with pytest.raises(ValueError, match="no shapes"):
        union([])


def test_mappings_are_rounded_and_turn_as_the_standard_says() -> None:
    mapping = to_mapping(shapely.transform(WEST.reverse(), lambda xy: xy + 1e-9))
    shape = to_shape(mapping)
    assert shape is not None
    assert shape.exterior.is_ccw
    assert positions(shape) == positions(WEST)
    assert to_shape(None) is None


def test_crossing_outlines_say_where_and_boxes_are_west_south_east_north() -> None:
    bowtie = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2), (0, 0)])
    assert crossing(bowtie) == "Self-intersection[1 1]"
    assert crossing(WEST) == ""
    assert box(EAST) == (111, 30, 112, 31)


def test_areas_agree_with_geodesic_polygons() -> None:
    from geo.space.ellipsoid import ellipsoid

    plan = geo.read_plan("heilongjiang")
    for unit in plan.unit_rows[:40]:
        shape = to_shape(unit.geometry)
        assert shape is not None
        geodesic, _ = ellipsoid().geometry_area_perimeter(shape)
        assert area_km2(shape) == pytest.approx(abs(geodesic) / 1e6, rel=5e-4)


def test_many_areas_are_measured_as_each_by_itself() -> None:
    whole, hole, other = (shapely.box(110, 30, 110 + side, 30 + side) for side in (1.0, 0.5, 0.25))
    ring = shapely.difference(whole, shapely.affinity.translate(hole, 0.2, 0.2))
    shapes = [whole, ring, other]
    assert areas_km2(shapes).tolist() == pytest.approx([area_km2(shape) for shape in shapes])
    assert area_km2(ring) < area_km2(whole) - 2000
    assert total_km2(shapes) == pytest.approx(sum(map(area_km2, shapes)))
    assert total_km2([]) == 0


def test_what_holds_a_part_of_some_shapes_has_more_than_an_edge_with_them() -> None:
    parts = [shapely.box(0, 0, 1, 1), shapely.box(5, 5, 6, 6)]
    others = [shapely.box(1, 0, 2, 1), shapely.box(5.5, 5.5, 9, 9), shapely.box(8, 0, 9, 1)]
    assert any_shared(parts, others) == [False, True, False]
