from __future__ import annotations

import contextlib
import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.model.errors import PlanError
from geo.model.folding import folded
from geo.model.geojson import format_layer, layer_losses, parse_layer
from geo.model.schema import BoundaryLine, Zone

SQUARE = [[110.0, 30.0], [111.0, 30.0], [111.0, 31.0], [110.0, 31.0], [110.0, 30.0]]
PROPERTIES = {
    "group": "pole",
    "name": "西市引领极",
    "name_en": "Pole",
    "basis": "sketch",
    "precision_km": 2.5,
    "members": ["990100"],
    "source": "plan",
    "locator": "序",
    "anchor": "极",
}


def feature(ident: object = "west-pole", geometry: Any = None, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": ident, "properties": {**PROPERTIES, **properties}, "geometry": geometry}


def area(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def layer(*features: dict[str, Any], **members: Any) -> str:
    return json.dumps({"type": "FeatureCollection", **members, "features": list(features)})


def zones(text: str) -> tuple[tuple[Zone, ...], list[str]]:
    """Return the zones of a layer, and the codes of what was found in it."""
    rows, problems = parse_layer(text, Zone, "z.geojson")
    return rows, [problem.code for problem in problems]


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(PlanError) as raised:
        parse_layer(text, Zone, "z.geojson")
    return raised.value.problems[0].code, raised.value.problems[0].message


POSITIONS = st.tuples(st.integers(-18_000_000, 18_000_000), st.integers(-9_000_000, 9_000_000)).map(
    lambda pair: [pair[0] / 1e5, pair[1] / 1e5]
)
RINGS = st.lists(POSITIONS, min_size=3, max_size=9).map(lambda ring: [*ring, ring[0]])
POLYGONS = st.lists(RINGS, min_size=1, max_size=2)
OUTLINES = st.none() | st.one_of(
    POLYGONS.map(lambda rings: {"type": "Polygon", "coordinates": rings}),
    st.lists(POLYGONS, min_size=1, max_size=2).map(lambda many: {"type": "MultiPolygon", "coordinates": many}),
)
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co"]), max_size=9).map(folded)
FEATURES = st.builds(
    feature, st.from_regex(r"[a-z-]{1,9}", fullmatch=True), OUTLINES, note=TEXTS, lead=st.lists(TEXTS, max_size=3)
)


@settings(max_examples=60)
@given(st.lists(FEATURES, max_size=4), st.randoms(use_true_random=False))
def test_the_canonical_form_is_one_and_keeps_every_value(features: list[dict[str, Any]], chance: random.Random) -> None:
    rows, problems = zones(layer(*features))
    canonical = format_layer(rows, Zone)
    again, _ = zones(canonical)
    assert problems == []
    assert format_layer(again, Zone) == canonical
    assert sorted(map(shape_of, again), key=str) == sorted(map(shape_of, rows), key=str)
    chance.shuffle(features)
    assert format_layer(zones(layer(*features))[0], Zone) == canonical


def shape_of(row: Zone) -> tuple[Zone, Any]:
    """Return a zone with its outline, which comparing zones leaves out, its lists in one order, each item once."""
    values = {name: getattr(row, name) for name in ("zone", "note", "group", "precision_km")}
    return Zone(**values, lead=tuple(sorted(set(row.lead)))), row.geometry


@settings(max_examples=80)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=3),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["type", "id", "properties", "coordinates", "geometry"]), inner)
        ),
        max_leaves=9,
    )
)
def test_no_geometry_breaks_the_parser(geometry: Any) -> None:
    for wrapped in (geometry, area(geometry), {"type": "MultiPolygon", "coordinates": geometry}):
        with contextlib.suppress(PlanError):
            format_layer(zones(layer(feature(geometry=wrapped)))[0], Zone)


@given(st.text(max_size=60))
def test_no_text_breaks_the_parser(text: str) -> None:
    with pytest.raises(PlanError):
        zones(text)


def test_the_canonical_form_is_as_the_design_says() -> None:
    rows, _ = zones(layer(feature(geometry=area(SQUARE))))
    lines = format_layer(rows, Zone).splitlines()
    assert lines[:7] == [
        "{",
        '"type": "FeatureCollection",',
        '"features": [',
        '{ "type": "Feature",',
        '  "id": "west-pole",',
        '  "properties": {',
        '  "group": "pole",',
    ]
    assert lines[-5:] == ["[110.0, 30.0]", "]", "] }", "}", "]", "}"][-5:]
    assert '  "geometry": { "type": "Polygon", "coordinates": [' in lines
    assert "[111.0, 30.0]," in lines
    assert '  "positioning": null,' in lines


def test_a_short_geometry_stays_on_one_line_and_a_longer_one_does_not() -> None:
    for count, line in (
        (2, '  "geometry": { "type": "LineString", "coordinates": [[1.0, 2.0], [3.0, 4.0]] }'),
        (9, "[1.0, 2.0],"),
    ):
        path = {"type": "LineString", "coordinates": [[1, 2], [3, 4]] + [[5, 6]] * (count - 2)}
        given = {"type": "Feature", "id": "a", "properties": {"name": "线", "name_en": "Line"}, "geometry": path}
        rows, _ = parse_layer(layer(given), BoundaryLine, "l.geojson")
        lines = format_layer(rows, BoundaryLine).splitlines()
        assert line in lines
        assert max(map(len, lines)) <= 100


@pytest.mark.parametrize(
    ("value", "written"),
    [(126.123456789012, "126.12346"), (126, "126.0"), (-0.000001, "0.0"), (0.00001, "0.00001"), (-1.5, "-1.5")],
)
def test_positions_have_five_decimals_and_no_exponent(value: float, written: str) -> None:
    ring = [[value, 1], [2, 1], [2, 2], [value, 1]]
    assert f"\n[{written}, 1.0],\n" in format_layer(zones(layer(feature(geometry=area(ring))))[0], Zone)


def test_an_empty_layer_reads_back() -> None:
    assert zones(format_layer([], Zone)) == ((), [])


def test_a_finding_points_at_the_line_of_its_feature() -> None:
    text = format_layer(zones(layer(feature("a"), feature("b", basis="skech")))[0], Zone)
    (problem,) = parse_layer(text, Zone, "z.geojson")[1]
    assert text.splitlines()[problem.line - 1] == '  "id": "b",'
    assert str(problem).startswith(
        f'z.geojson:{problem.line}: zone b: basis "skech" is no choice. Did you mean "sketch"?'
    )


def test_what_tools_do_is_forgiven() -> None:
    lone = json.dumps(feature(geometry=area(SQUARE)), indent=4)
    inner = feature(geometry=area(SQUARE), id="west-pole")
    del inner["id"]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    texts = [lone, layer(inner), layer(feature(geometry=area(SQUARE)), crs=crs, name="zones", bbox=[1, 2, 3, 4])]
    assert len({format_layer(zones(text)[0], Zone) for text in texts}) == 1
    assert [layer_losses(text, Zone, "z.geojson") for text in texts] == [(), (), ()]


def test_numbers_as_ids_are_texts() -> None:
    rows, codes = zones(layer(feature(230100, members=[230101])))
    assert (rows[0].zone, rows[0].members, codes) == ("230100", ("230101",), [])


def test_an_id_of_null_leaves_that_of_the_properties() -> None:
    rows, codes = zones(layer({**feature(None), "properties": {**PROPERTIES, "id": "west-pole"}}))
    assert ([row.zone for row in rows], codes) == (["west-pole"], [])


def test_empty_items_of_a_list_are_nothing_as_in_a_table() -> None:
    assert zones(layer(feature(members=["", " 990100 "])))[0][0].members == ("990100",)


@pytest.mark.parametrize("name", ["id", "zone"])
def test_two_ids_that_differ_are_told(name: str) -> None:
    rows, codes = zones(layer(feature("west-pole", **{name: "east-belt"})))
    assert (rows[0].zone, codes) == ("west-pole", ["bad-id"])


def test_what_the_canonical_form_has_no_place_for_is_a_loss() -> None:
    high = [[*position, 12.5] for position in SQUARE]
    flat = [[*position, 0] for position in SQUARE]
    odd = {**feature(geometry={**area(high), "style": "red"}), "stroke": "red"}
    losses = layer_losses(layer(odd, feature("b", geometry=area(flat)), author="me"), Zone, "z.geojson")
    assert [problem.code for problem in losses] == ["unknown-column"] * 3 + ["bad-geometry"]


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::4326", "EPSG:4490", "urn:ogc:def:crs:OGC:1.3:CRS84"])
def test_degrees_are_taken(name: str) -> None:
    assert zones(layer(feature(), crs={"type": "name", "properties": {"name": name}}))[1] == []


NO_SYSTEM = {"type": "name", "properties": {"name": "EPSG:24490"}}
"""A number that only ends as that of CGCS2000 does."""


@pytest.mark.parametrize(
    "crs",
    [
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}},
        {"type": "link"},
        "EPSG:3857",
        {},
        NO_SYSTEM,
    ],
)
def test_other_coordinate_systems_are_refused(crs: object) -> None:
    assert refusal(layer(feature(), crs=crs))[0] == "bad-crs"


@pytest.mark.parametrize(
    ("geometry", "part"),
    [
        ({"type": "Point", "coordinates": [1, 2]}, "no Polygon"),
        ({"type": ["Polygon"], "coordinates": []}, "no Polygon"),
        ([], "no Polygon"),
        (area(), "no ring"),
        ({"type": "Polygon"}, "wrong depth"),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE], []]}, "no ring"),
        ({"type": "MultiPolygon", "coordinates": [SQUARE]}, "no pair of numbers"),
        (area(SQUARE[:4]), "not closed"),
        (area([SQUARE[0], SQUARE[1], SQUARE[0]]), "3 positions"),
        (area([[1], *SQUARE[1:]]), "no pair of numbers"),
        (area([["1", "2"], *SQUARE[1:]]), "no pair of numbers"),
        (area([[True, 2], *SQUARE[1:]]), "no pair of numbers"),
        (area([[float("nan"), 2], *SQUARE[1:]]), "NaN"),
        (area([[10**400, 2], *SQUARE[1:]]), "NaN or Infinity"),
    ],
)
def test_shapes_that_cannot_be_drawn_are_refused(geometry: Any, part: str) -> None:
    code, message = refusal(layer(feature(geometry=geometry)))
    assert code == "bad-geometry"
    assert part in message


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "null",
        '"x"',
        '{"type": "Polygon", "coordinates": []}',
        '{"type": "FeatureCollection"}',
        '{"type": "FeatureCollection", "features": [1]}',
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": []}, {}]}',
        '{"type": "FeatureCollection", "features": [], "features": []}',
        "[" * 100_000,
        '{"a": ' + "9" * 5000 + "}",
    ],
)
def test_what_is_no_layer_is_refused(text: str) -> None:
    assert refusal(text)[0] == "bad-json"


def test_broken_json_names_line_and_column() -> None:
    with pytest.raises(PlanError) as raised:
        zones('{\n"type": "FeatureCollection",\n"features": [}\n')
    assert str(raised.value).startswith("z.geojson:3: is not valid JSON: expecting value at column 14. There or just")


@pytest.mark.parametrize("text", ["\ud800", "a\u0000b", "\u009b"])
def test_characters_that_no_file_can_hold_are_told(text: str) -> None:
    rows, codes = zones(layer(feature(note=text)))
    assert (rows[0].note, codes) == ("", ["bad-value"])


def test_lines_are_read_as_lines() -> None:
    line = {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}
    given = {"type": "Feature", "id": "a", "properties": {"name": "线", "name_en": "Line"}, "geometry": line}
    rows, problems = parse_layer(layer(given), BoundaryLine, "l.geojson")
    assert (rows[0].geometry, problems) == (line, ())
    for bad in ({**line, "coordinates": [[1, 2]]}, {"type": "MultiLineString"}, None, area(SQUARE)):
        with pytest.raises(PlanError):
            parse_layer(layer({**given, "geometry": bad}), BoundaryLine, "l.geojson")
