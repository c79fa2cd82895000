"""Outlines as shared arcs: nothing is lost, and a border between neighbours is stored once."""

from __future__ import annotations

import itertools
from typing import Any

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import numbers_in

from geo.draw.page.arcs import Topology, cut_arcs, encode_arcs
from geo.draw.page.letters import letters

Cell = tuple[int, int]


def decoded(text: str) -> list[list[tuple[int, int]]]:
    """Return the arcs of a stream."""
    numbers = numbers_in(text)
    lon = lat = 0
    arcs = []
    for _ in range(next(numbers)):
        arc = []
        for _ in range(next(numbers)):
            lon, lat = lon + next(numbers), lat + next(numbers)
            arc.append((lon, lat))
        arcs.append(arc)
    assert list(numbers) == [], "the stream ends with its last arc"
    return arcs


def walked(arcs: list[list[tuple[int, int]]], run: list[int]) -> list[tuple[int, int]]:
    """Return the positions of arcs joined end to start, the joints once."""
    line: list[tuple[int, int]] = []
    for number in run:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        assert not line or line[-1] == arc[0], "arcs join end to start"
        line.extend(arc if not line else arc[1:])
    return line


def edges(line: list[tuple[int, int]]) -> set[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the edges of a closed line without their direction."""
    return {(min(a, b), max(a, b)) for a, b in itertools.pairwise(line)}


def square(col: int, row: int) -> dict[str, Any]:
    """Return a cell of a grid of degrees, with a vertex in the middle of each side."""
    x, y = float(col), float(row)
    ring = [[x, y], [x + 0.5, y], [x + 1, y], [x + 1, y + 0.5], [x + 1, y + 1], [x + 0.5, y + 1], [x, y + 1]]
    return {"type": "Polygon", "coordinates": [[*ring, [x, y + 0.5], [x, y]]]}


def ring_of(shape: dict[str, Any], steps: int = 100_000) -> list[tuple[int, int]]:
    return [(round(x * steps), round(y * steps)) for x, y in shape["coordinates"][0]]


def lines_of(made: Topology) -> list[list[tuple[int, int]]]:
    """Return the outer ring of each outline's first polygon after a round trip through the stream."""
    arcs = decoded(encode_arcs(made.arcs))
    return [walked(arcs, shape[0][0]) for shape in made.shapes if shape]


@given(st.lists(st.tuples(st.integers(-4, 4), st.integers(-4, 4)), min_size=1, max_size=12, unique=True))
def test_outlines_come_back_position_for_position(cells: list[Cell]) -> None:
    shapes = [square(*cell) for cell in cells]
    for shape, line in zip(shapes, lines_of(cut_arcs(shapes)), strict=True):
        assert line[0] == line[-1]
        assert edges(line) == edges(ring_of(shape))
        assert len(line) == len(ring_of(shape))


@given(st.lists(st.tuples(st.integers(-4, 4), st.integers(-4, 4)), min_size=1, max_size=12, unique=True))
def test_every_edge_is_stored_once(cells: list[Cell]) -> None:
    shapes = [square(*cell) for cell in cells]
    made = cut_arcs(shapes)
    stored = [edge for arc in decoded(encode_arcs(made.arcs)) for edge in itertools.pairwise(arc)]
    plain = [(min(edge), max(edge)) for edge in stored]
    assert len(plain) == len(set(plain))
    assert set(plain) == set().union(*(edges(ring_of(shape)) for shape in shapes))


positions = st.tuples(st.floats(70, 140, allow_nan=False), st.floats(3, 55, allow_nan=False)).map(list)


@given(st.lists(st.lists(st.lists(positions, min_size=3, max_size=9), min_size=1, max_size=3), max_size=6))
def test_any_rings_come_back_even_where_they_cross_touch_and_repeat(outlines: list[list[list[list[float]]]]) -> None:
    # Coarse steps make positions coincide: spikes, repeated rings, rings through one point.
    closed = [[[*ring, ring[0]] for ring in polygon] for polygon in outlines]
    made = cut_arcs([{"type": "Polygon", "coordinates": polygon} for polygon in closed], steps_per_degree=1)
    arcs = decoded(encode_arcs(made.arcs))
    for polygon, shape in zip(closed, made.shapes, strict=True):
        expected = [kept for ring in polygon if len(kept := whole(ring)) > 2]
        if len(whole(polygon[0])) > 2:
            assert shape is not None
            assert [rotations(walked(arcs, run)[:-1]) for run in shape[0]] == [rotations(ring) for ring in expected]
        else:
            assert shape == []


def whole(ring: list[list[float]]) -> list[tuple[int, int]]:
    """Return a ring on whole degrees, equal neighbours once, open."""
    steps = [(int(numpy.rint(x)), int(numpy.rint(y))) for x, y in ring]
    kept = [at for place, at in enumerate(steps) if place == 0 or at != steps[place - 1]]
    return kept[:-1] if kept[0] == kept[-1] else kept


def rotations(ring: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return a ring as it reads from wherever it is least, in the direction in which it runs."""
    return min(tuple(ring[place:] + ring[:place]) for place in range(len(ring)))


def test_a_border_between_neighbours_is_one_arc_walked_both_ways() -> None:
    west, east = cut_arcs([square(0, 0), square(1, 0)]).shapes
    assert west is not None
    assert east is not None
    assert {abs(number) for number in west[0][0]} != {abs(number) for number in east[0][0]}
    assert [~number for number in east[0][0] if number < 0] == [n for n in west[0][0] if ~n in east[0][0]]
    assert sum(number < 0 for number in east[0][0]) == 1


def test_an_enclave_shares_its_whole_ring_with_the_hole_around_it() -> None:
    hole = [[1.0, 1.0], [1.0, 2.0], [2.0, 2.0], [2.0, 1.0], [1.0, 1.0]]
    around = {"type": "Polygon", "coordinates": [[[0.0, 0.0], [3.0, 0.0], [3.0, 3.0], [0.0, 3.0], [0.0, 0.0]], hole]}
    made = cut_arcs([around, {"type": "Polygon", "coordinates": [hole[::-1]]}])
    assert made.shapes == ([[[0], [1]]], [[[-2]]])


def test_a_union_of_two_units_adds_no_arc() -> None:
    both = [[0.0, 0.0], [0.5, 0.0], [1.0, 0.0], [1.5, 0.0], [2.0, 0.0], [2.0, 0.5], [2.0, 1.0], [1.5, 1.0], [1.0, 1.0]]
    union = {"type": "Polygon", "coordinates": [[*both, [0.5, 1.0], [0.0, 1.0], [0.0, 0.5], [0.0, 0.0]]]}
    units = [square(0, 0), square(1, 0)]
    assert len(cut_arcs([*units, union]).arcs) == len(cut_arcs(units).arcs)


def test_lines_are_cut_where_outlines_meet_them_and_share_their_arcs() -> None:
    line = {"type": "LineString", "coordinates": [[1.0, -1.0], [1.0, 0.0], [1.0, 0.5], [1.0, 1.0], [1.0, 3.0]]}
    made = cut_arcs([square(0, 0), square(1, 0)], [line])
    arcs = decoded(encode_arcs(made.arcs))
    assert walked(arcs, made.lines[0][0]) == [(round(x * 1e5), round(y * 1e5)) for x, y in line["coordinates"]]
    border = {number if number >= 0 else ~number for number in made.shapes[0][0][0]}  # type: ignore[index]
    assert any((number if number >= 0 else ~number) in border for number in made.lines[0][0])


def test_a_second_set_of_outlines_can_stand_behind_the_first_in_one_stream() -> None:
    one = cut_arcs([square(0, 0), square(1, 0)])
    other = cut_arcs([square(1, 0), square(2, 0)], first=len(one.arcs))
    arcs = decoded(encode_arcs([*one.arcs, *other.arcs]))
    for made, cells in ((one, (0, 1)), (other, (1, 2))):
        for found, cell in zip(made.shapes, cells, strict=True):
            assert found is not None
            assert edges(walked(arcs, found[0][0])) == edges(ring_of(square(cell, 0)))


def test_what_has_no_outline_stays_none_and_what_has_no_area_stays_empty() -> None:
    speck = {"type": "Polygon", "coordinates": [[[1.0, 1.0], [1.000001, 1.0], [1.0, 1.000001], [1.0, 1.0]]]}
    assert cut_arcs([None, speck]).shapes == (None, [])
    assert decoded(encode_arcs(cut_arcs([None]).arcs)) == []


def test_heights_are_ignored() -> None:
    flat = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]
    some = [[0.0, 0.0, 5.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0, 5.0]]
    made = [cut_arcs([{"type": "Polygon", "coordinates": [ring]}]) for ring in (flat, some)]
    assert encode_arcs(made[0].arcs) == encode_arcs(made[1].arcs)


@pytest.mark.parametrize("far", [(-180.0, -90.0), (180.0, 90.0), (0.0, 0.0)])
def test_the_whole_world_fits(far: tuple[float, float]) -> None:
    lon, lat = far
    shape = {"type": "Polygon", "coordinates": [[[lon, lat], [1.0, 1.0], [2.0, 1.0], [lon, lat]]]}
    assert edges(lines_of(cut_arcs([shape]))[0]) == edges(ring_of(shape))


@given(st.lists(st.integers(-(2**31), 2**31)))
def test_numbers_come_back_from_their_letters(values: list[int]) -> None:
    text = letters(values)
    assert list(numbers_in(text)) == values
    assert not set(text) & set('"<\\ ')
