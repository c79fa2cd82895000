"""What the page with a pencil saves comes back in one file: told change by change, exact, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import geo
from geo.analysis.canonical import edition_of
from geo.analysis.check import check_plan
from geo.cli import cli
from geo.space.geometry import equals, to_shape, union
from geo.space.schematic import make_schematic

SQUARE = [[[111.4, 30.4], [111.6, 30.4], [111.6, 30.6], [111.4, 30.6], [111.4, 30.4]]]
FARM = {"layer": "parks", "basis": "site", "precision_km": 2, "located_by": "atlas:7", "outside": ""}
UNION = {"layer": "zones", "basis": "admin-union", "members": ["990100", "990202"]}
SKETCH = {"layer": "zones", "basis": "sketch", "precision_km": 5}


def feature(ident: str, properties: dict[str, Any], kind: str = "", coordinates: Any = None) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates} if kind else None
    return {"type": "Feature", "id": ident, "properties": properties, "geometry": geometry}


def point(lon: float, lat: float, **changed: Any) -> dict[str, Any]:
    return feature("east-farm", {**FARM, **changed}, "Point", [lon, lat])


@pytest.fixture
def root(tiny_root: Path) -> Path:
    """Return a workspace whose plan has a diagram too, and whose zones need not fill the region."""
    toml = tiny_root / "data/tiny/plan.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("partition = true", "partition = false"), encoding="utf-8")
    CliRunner().invoke(cli, ["--root", str(tiny_root), "-q", "schematic", "tiny"])
    return tiny_root


def saved(root: Path, *features: Any, **mark: str) -> Path:
    """Return a file as the page saves it."""
    of = {"plan": "tiny", "edition": edition_of(geo.read_plan("tiny", root)), **mark}
    path = root / "tiny-edits.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "buju": of, "features": features}), encoding="utf-8")
    return path


def run(root: Path, path: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), "import", str(path), "--plan", "tiny", *options])


def files(root: Path) -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted(root.glob("*/tiny/*")))


def test_each_change_is_told_in_a_line_and_written_where_asked_for(root: Path) -> None:
    before = list(files(root))
    drawing = next(row for row in geo.read_plan("tiny", root).schematic_rows if row.zone == "west-pole")
    assert drawing.geometry is not None
    moved = [[[lon, lat + 0.2] for lon, lat in ring] for ring in drawing.geometry["coordinates"]]
    path = saved(
        root,
        point(111.5, 31.5),
        feature("west-pole", UNION),
        feature("east-belt", SKETCH, "MultiPolygon", [SQUARE]),
        feature("west-pole", {"layer": "schematic"}, "Polygon", moved),
    )
    told = run(root, path)
    assert told.exit_code == 0
    assert told.stdout.splitlines() == [
        "~ parks east-farm 东北农场: located at 111.50000, 31.50000 (site, to 2 km, by atlas:7); "
        "it was not (basis county, not-found)",
        "~ zones west-pole 西市引领极: union of 西市, 东南县: 31,818.3 km2, 10,642.4 km2 gained, 0.0 km2 lost",
        "~ zones east-belt 东部产业带: sketch, to 5 km: 425.7 km2, 0.0 km2 gained, 20,750.2 km2 lost; "
        "it was admin-union",
        "~ schematic west-pole 西市引领极: drawing moved by 22.2 km, adjusted by hand",
    ]
    assert "nothing is written without --apply" in told.stderr
    assert list(files(root)) == before

    done = run(root, path, "--apply")
    assert done.exit_code == 0, done.stderr
    plan = geo.read_plan("tiny", root)
    zones = {zone.zone: zone for zone in plan.zone_rows}
    units = {unit.unit: to_shape(unit.geometry) for unit in plan.unit_rows}
    assert equals(to_shape(zones["west-pole"].geometry), union([units["990100"], units["990202"]]))
    assert zones["west-pole"].members == ("990100", "990202")
    assert (zones["east-belt"].basis, zones["east-belt"].precision_km) == ("sketch", 5)
    farm = next(park for park in plan.park_rows if park.park_id == "east-farm")
    assert (farm.lon, farm.lat, farm.basis, farm.unlocated) == (111.5, 31.5, "site", "")
    drawings = {row.zone: row for row in plan.schematic_rows}
    assert drawings["west-pole"].adjusted
    assert not drawings["east-belt"].adjusted
    assert "stale-schematic" not in {problem.code for problem in check_plan(plan)}
    assert "not-canonical" not in {problem.code for problem in check_plan(plan)}
    again = run(root, path, "--apply")
    assert (again.stdout, again.stderr) == ("", "0 changes; nothing to write.\n")


def test_drawings_that_a_hand_has_adjusted_stay_where_they_are(root: Path) -> None:
    drawing = next(row for row in geo.read_plan("tiny", root).schematic_rows if row.zone == "east-belt")
    assert drawing.geometry is not None
    moved = [[[lon - 0.1, lat] for lon, lat in ring] for ring in drawing.geometry["coordinates"]]
    run(root, saved(root, feature("east-belt", {"layer": "schematic"}, "Polygon", moved)), "--apply")
    run(root, saved(root, feature("east-belt", SKETCH, "MultiPolygon", [SQUARE])), "--apply")
    plan = geo.read_plan("tiny", root)
    after = next(row for row in plan.schematic_rows if row.zone == "east-belt")
    assert to_shape(after.geometry).centroid.x == pytest.approx(to_shape(drawing.geometry).centroid.x - 0.1, abs=1e-4)
    assert make_schematic(plan).kept == ("east-belt",)


def test_a_place_that_has_one_is_moved_or_known_better(root: Path) -> None:
    park = {**FARM, "located_by": "atlas:12", "precision_km": 1}
    moved = feature("west-park", park, "Point", [110.5, 31.51])
    assert run(root, saved(root, moved)).stdout == (
        "~ parks west-park 西北生物园: moved by 1.11 km from 110.50000, 31.50000 "
        "to 110.50000, 31.51000 (site, to 1 km, by atlas:12)\n"
    )
    better = feature("west-park", {**park, "precision_km": 0.5}, "Point", [110.5, 31.5])
    assert "stays at 110.50000, 31.50000 (site, to 0.5 km, by atlas:12)" in run(root, saved(root, better)).stdout


def test_what_check_would_find_is_told_before_it_is_written(root: Path) -> None:
    told = run(root, saved(root, point(110.2, 31.5)))
    assert "[outside-adcode]" in told.stderr
    assert "1 change, 1 finding with them" in told.stderr
    assert told.exit_code == 0
    before = list(files(root))
    refused = run(root, saved(root, point(110.2, 31.5)), "--apply")
    assert (refused.exit_code, "[outside-adcode]" in refused.stderr) == (1, True)
    assert list(files(root)) == before


def test_a_plan_that_has_changed_since_is_told(root: Path) -> None:
    told = run(root, saved(root, point(111.5, 31.5), edition="0000000000000000"))
    assert "tiny has changed since the page was made: look the changes over." in told.stderr


@pytest.mark.parametrize(
    ("features", "told"),
    [
        ([point(111.5, 31.5, basis="sight")], 'parks east-farm: basis "sight" is no choice. Did you mean "site"?'),
        ([point(111.5, 31.5, precision_km="far")], 'parks east-farm: precision_km "far" is no number.'),
        ([point(111.5, 31.5, precision_km=None)], "parks east-farm: does not say how precise it is."),
        ([feature("east-farm", FARM)], "parks east-farm: has no single position."),
        ([point(111.5, 31.5)] * 2, "parks east-farm: stands twice. Keep one of them."),
        ([feature("gone", FARM, "Point", [1, 2])], "parks gone: is no place of the plan."),
        ([feature("gone", SKETCH, "Polygon", SQUARE)], "zones gone: is no zone of the plan."),
        ([feature("west-pole", {**UNION, "members": []})], "zones west-pole: names no members."),
        ([feature("west-pole", {**UNION, "members": ["880000"]})], "zone west-pole:"),
        (
            [feature("west-pole", {**UNION, "members": ["990100", "990101"]})],
            "西北县 lies in 西市, which is named too.",
        ),
        ([feature("west-pole", SKETCH)], "zones west-pole: has no outline."),
        ([feature("west-pole", {**SKETCH, "precision_km": 0}, "Polygon", SQUARE)], "does not say how precise it is."),
        ([feature("west-pole", SKETCH, "Polygon", [SQUARE[0][:-1]])], "has a ring that is not closed."),
        ([feature("west-pole", SKETCH, "Polygon", [[[0, 0], [1, 0], [1, 1], [0, 0]]])], "lies outside 方省."),
        (
            [
                feature(
                    "west-pole", SKETCH, "Polygon", [[[111, 31], [111.2, 31.2], [111.2, 31], [111, 31.1], [111, 31]]]
                )
            ],
            "crosses itself.",
        ),
        ([feature("none", {"layer": "schematic"}, "Polygon", SQUARE)], "schematic none: is not drawn in the diagram"),
        ([feature("x", {"layer": "units"})], 'units x: is of the layer "units". One of: parks, zones, schematic.'),
        ([5], "feature 1: is of the layer"),
    ],
)
def test_what_cannot_be_taken_is_one_line_and_nothing_is_written(root: Path, features: list[Any], told: str) -> None:
    path = saved(root, *features, point(111.6, 31.6) if features[0] != point(111.5, 31.5) else features[0])
    before = list(files(root))
    done = run(root, path, "--apply")
    assert done.exit_code == 1
    assert told in done.output
    assert str(path) in done.output
    assert list(files(root)) == before


@pytest.mark.parametrize(
    ("text", "options", "status", "told"),
    [
        ('{"buju": {"plan": "other"}, "features": []}', (), 1, "holds changes of the plan other, not of tiny."),
        ('{"type": "FeatureCollection", "features": []}', (), 2, "Say which layer it is: --layer zones."),
        ("{", (), 2, "Say which layer it is"),
        (
            '{"buju": {"plan": "tiny"}, "features": []}',
            ("--remove",),
            2,
            "--datum, --remove and --purge go with --layer",
        ),
        ('{"buju": {"plan": "tiny"}, "features": []}', ("--layer", "zones"), 2, "Leave --layer out"),
    ],
)
def test_another_file_is_told_apart(root: Path, text: str, options: tuple[str, ...], status: int, told: str) -> None:
    path = root / "other.geojson"
    path.write_text(text, encoding="utf-8")
    done = run(root, path, *options)
    assert done.exit_code == status
    assert told in done.output
