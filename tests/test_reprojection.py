"""What reprojection alone has changed is no edit; what an edit moves its neighbours follow; the plan stays sound."""

from __future__ import annotations

import json
import math
import random
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy
import pyogrio
import pytest
import shapely
from click.testing import CliRunner
from reading import ROOT, TINY, plan_of

import geo
from geo.analysis.check import check_plan
from geo.cli import cli
from geo.draw.scene.theme import LIGHT
from geo.export.export import export_plan
from geo.export.incoming.incoming import Incoming, apply_incoming, read_incoming
from geo.model.errors import PlanError
from geo.model.schema import key
from geo.space.crs import from_degrees
from geo.space.geometry import area_km2, to_shape

MOVED_M = 500.0
SVG = "{http://www.w3.org/2000/svg}"
WRITERS = {".gpkg": "GPKG", ".shp": "ESRI Shapefile", ".geojson": "GeoJSON", ".kml": "LIBKML"}
ZONES = (4545, 4546, 4547)
"""Gauss-Kruger zones of three degrees in which somebody may draw the plan `tiny`."""

CASES = [
    *(("tiny", suffix, crs) for suffix in (".gpkg", ".shp", ".geojson") for crs in (4490, *ZONES)),
    ("tiny", ".kml", 4490),
    # Of real borders the zones at either end, in which they are bent most, and one in the middle.
    ("heilongjiang", ".geojson", 4490),
    ("heilongjiang", ".gpkg", 4549),
    ("heilongjiang", ".shp", 4552),
    ("heilongjiang", ".gpkg", 4554),
]


def workspace(name: str, folder: Path) -> Path:
    """Return a copy of the workspace of one plan."""
    base = TINY if name == "tiny" else ROOT
    for part in (f"data/{name}", f"layers/{name}", "layers/base"):
        if (base / part).exists():
            shutil.copytree(base / part, folder / part)
    shutil.copy(base / "data/industries.csv", folder / "data")
    return folder


@cache
def exported(name: str, crs: int, folder: Path, layer: str = "units") -> Any:
    path = folder / f"{name}-{crs}.gpkg"
    export_plan(plan_of(name), path, crs=crs, layers=[layer])
    return pyogrio.read_dataframe(path, layer=layer)


def saved(frame: Any, path: Path, layer: str = "units") -> Path:
    """Write a layer as a GIS does, over what was there."""
    path.unlink(missing_ok=True)
    options = {} if path.suffix == ".kml" else {"promote_to_multi": True}
    pyogrio.write_dataframe(frame, path, layer=layer, driver=WRITERS[path.suffix], **options)
    return path


def with_shape(frame: Any, at: int, shape: Any) -> Any:
    return frame.assign(geometry=[shape if place == at else each for place, each in enumerate(frame.geometry)])


def moved_corner(shape: Any, chance: random.Random, by: float) -> Any:
    """Return a shape of which one corner lies elsewhere, wherever it stands in its rings."""
    corner = chance.choice(shapely.get_coordinates(shape).tolist())
    angle = chance.uniform(0, 2 * math.pi)
    there = corner[0] + by * math.cos(angle), corner[1] + by * math.sin(angle)
    return shapely.transform(shape, lambda xy: [there if row == corner else row for row in xy.tolist()])


def moves(frame: Any, chance: random.Random) -> Iterator[tuple[int, Any]]:
    """Yield rows with an outline of which one corner was moved by 500 m, as a GIS lets one do it."""
    by = MOVED_M if frame.crs.is_projected else MOVED_M / 111_320
    while True:
        at = chance.randrange(len(frame))
        shape = frame.geometry.iloc[at]
        made = None if shape is None else moved_corner(shape, chance, by)
        if made is not None and made.is_valid:
            yield at, made


def errors(plan: geo.Plan) -> list[str]:
    return [str(problem) for problem in check_plan(plan) if problem.severity == "error"]


def ids(found: Incoming) -> list[str]:
    return [change.id for change in found.changes]


@pytest.mark.filterwarnings("ignore:.*(laundered|truncated|truncation|Normalized)")
@pytest.mark.parametrize(("name", "suffix", "crs"), CASES)
def test_of_a_corner_that_was_moved_exactly_that_differs_and_all_borders_follow(
    name: str, suffix: str, crs: int, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    frame = exported(name, crs, tmp_path_factory.getbasetemp())
    plan = geo.read_plan(name, workspace(name, tmp_path))
    same = read_incoming(plan, saved(frame, tmp_path / f"units{suffix}"), "units")
    assert (ids(same), same.warnings) == ([], ())
    for at, shape in moves(frame, random.Random(f"{name} {suffix} {crs}")):
        found = read_incoming(plan, saved(with_shape(frame, at, shape), tmp_path / f"units{suffix}"), "units")
        assert ids(found) == [frame["unit"].iloc[at]]
        assert 0 < (found.changes[0].moved_m or 0) < MOVED_M * 1.01
        if not found.findings:
            break
        # The corner may have jumped over a border of its neighbours, or over a place.
        assert {problem.code for problem in found.findings} <= {"crossing-outline", "outside-adcode"}
    apply_incoming(plan, found)
    after = geo.read_plan(name, plan.root)
    assert len(gone(plan, after)) == 1
    if name == "tiny":
        assert frame["unit"].iloc[at] not in ids(read_incoming(after, tmp_path / f"units{suffix}", "units"))
        assert errors(after) == []


def gone(before: geo.Plan, after: geo.Plan) -> set[tuple[float, float]]:
    """Return the corners of units and zones that are nowhere any more."""
    old, new = (
        {
            tuple(corner)
            for row in (*plan.unit_rows, *plan.zone_rows)
            if row.geometry
            for corner in shapely.get_coordinates(to_shape(row.geometry)).tolist()
        }
        for plan in (before, after)
    )
    return old - new


# What a GIS makes of an outline without meaning it.


def tiny_units(tmp_path: Path, crs: int) -> tuple[geo.Plan, Any]:
    return geo.read_plan("tiny", workspace("tiny", tmp_path)), exported("tiny", crs, tmp_path)


def sent(plan: geo.Plan, frame: Any, unit: str, shape: Any, layer: str = "units") -> Incoming:
    """Return what an import finds of a layer in which one outline is another."""
    at = list(frame[layer.removesuffix("s")]).index(unit)
    path = saved(with_shape(frame, at, shape), plan.root / "sent.gpkg", layer)
    return read_incoming(plan, path, layer)


def outline(plan: geo.Plan, ident: str) -> Any:
    rows = {getattr(row, key(type(row))): row for row in (*plan.unit_rows, *plan.zone_rows)}
    return to_shape(rows[ident].geometry)


def outline_of(found: Incoming, unit: str) -> Any:
    """Return the outline that a unit would have."""
    return to_shape({row.unit: row for row in found.rows}[unit].geometry)


def in_metres(crs: int, *corners: tuple[float, float]) -> Any:
    there, _ = from_degrees(crs)
    return shapely.Polygon(there(numpy.array(corners)))


@pytest.mark.parametrize("crs", [4490, 4546])
def test_corners_that_a_program_puts_on_straight_edges_are_no_edit(crs: int, tmp_path: Path) -> None:
    plan, frame = tiny_units(tmp_path, crs)
    step = 5000 if crs != 4490 else 0.05
    dense = frame.assign(geometry=shapely.segmentize(frame.geometry.to_numpy(), step))
    path = saved(dense, tmp_path / "dense.gpkg")
    assert read_incoming(plan, path, "units").changes == ()
    # Of an outline that was edited too, only the edit is taken.
    shape = dense.geometry.iloc[list(frame["unit"]).index("990101")]
    middle = shapely.Point(*(shapely.bounds(shape)[[0, 2]].mean(), shapely.bounds(shape)[3]))
    corner = min(shapely.get_coordinates(shape).tolist(), key=lambda at: middle.distance(shapely.Point(at)))
    moved = shapely.transform(shape, lambda xy: [[x, y + step] if [x, y] == corner else [x, y] for x, y in xy.tolist()])
    found = sent(plan, dense, "990101", moved)
    # The corner, one on the old edge on either side of it, and the four of old.
    assert len(shapely.get_coordinates(outline_of(found, "990101"))) == 8


def test_a_corner_a_metre_beside_that_of_the_neighbour_is_that_corner(tmp_path: Path) -> None:
    plan, frame = tiny_units(tmp_path, 4490)
    off = 1.2 / 111_320
    bent = shapely.Polygon([(110, 31), (111 + off, 31), (111, 32 - off), (110.5, 31.9), (110, 32)])
    found = sent(plan, frame, "990101", bent)
    corners = [[110, 31], [111, 31], [111, 32], [110.5, 31.9], [110, 32], [110, 31]]
    assert shapely.get_coordinates(outline_of(found, "990101")).tolist() == corners


NOTCH = (110.0, 30.0), (110.4999, 30.0), (110.5, 31.0002), (110.5001, 30.0), (111.0, 30.0), (111.0, 31.0), (110.0, 31.0)
"""A cut that stays below the northern border where that is straight in metres, and crosses it where in degrees."""


def test_a_crossing_that_only_degrees_have_is_mended_and_told(tmp_path: Path) -> None:
    plan, frame = tiny_units(tmp_path, 4546)
    drawn = in_metres(4546, *NOTCH)
    assert drawn.is_valid
    assert not shapely.Polygon(NOTCH).is_valid
    found = sent(plan, frame, "990102", drawn)
    (told,) = [line for line in found.warnings if "sliver" in line]
    assert "unit 990102: 1 sliver, 0." in told
    new = outline_of(found, "990102")
    assert new.is_valid
    assert abs(area_km2(new) - area_km2(shapely.Polygon(NOTCH).buffer(0))) < 0.01


def test_a_crossing_as_wide_as_somebody_drew_it_is_refused_with_its_place(tmp_path: Path) -> None:
    plan, frame = tiny_units(tmp_path, 4490)
    with pytest.raises(PlanError, match=r"self-intersection at 110\.5\d*, 31\b"):
        sent(plan, frame, "990102", shapely.Polygon([NOTCH[0], (110.49, 30), (110.5, 31.2), *NOTCH[3:]]))


def test_slivers_thinner_than_the_files_resolve_are_mended_in_degrees_too(tmp_path: Path) -> None:
    plan, frame = tiny_units(tmp_path, 4490)
    body = shapely.box(110, 30, 111, 31)
    thread = shapely.Polygon([(111.2, 30.2), (111.3, 30.2), (111.3, 30.200001)])
    found = sent(plan, frame, "990102", shapely.MultiPolygon([body, thread]))
    assert found.changes == ()
    double = shapely.Polygon([(110, 30), (111, 30), (111, 31), (110.5, 31), (110.7, 31.000004), (110.2, 31), (110, 31)])
    made = sent(plan, frame, "990102", double)
    assert all(problem.code != "crossing-outline" for problem in made.findings)


# What an edit means for the others.


def test_a_border_drawn_anew_with_more_corners_is_followed(tmp_path: Path) -> None:
    plan, frame = tiny_units(tmp_path, 4490)
    bent = shapely.Polygon([(110, 31), (111, 31), (111.02, 31.5), (111.01, 31.7), (111, 32), (110, 32)])
    found = sent(plan, frame, "990101", bent)
    assert ids(found) == ["990101"]
    assert [change.id for change in found.follows] == ["990100", "990200", "990201", "east-belt", "west-pole"]
    assert found.findings == ()
    apply_incoming(plan, found)
    after = geo.read_plan("tiny", plan.root)
    assert errors(after) == []
    assert {(111.02, 31.5), (111.01, 31.7)} <= set(map(tuple, shapely.get_coordinates(outline(after, "990201"))))


def test_unions_are_made_again_where_no_corner_of_their_units_stays(tmp_path: Path) -> None:
    plan, frame = tiny_units(tmp_path, 4490)
    path = saved(frame.assign(geometry=frame.geometry.translate(0.001, 0.001)), tmp_path / "sent.gpkg")
    found = read_incoming(plan, path, "units")
    assert ([change.id for change in found.follows], found.findings) == (["east-belt", "west-pole"], ())


def test_a_corner_where_three_meet_that_goes_is_told(tmp_path: Path) -> None:
    plan, frame = tiny_units(tmp_path, 4490)
    cut = shapely.Polygon([(110, 31), (110.9, 31), (110.95, 31.05), (111, 31.2), (111, 32), (110, 32)])
    found = sent(plan, frame, "990101", cut)
    assert any("was drawn anew where a third one meets it. Draw theirs too." in line for line in found.warnings)


def test_a_union_is_edited_by_its_units(tmp_path: Path) -> None:
    plan = geo.read_plan("tiny", workspace("tiny", tmp_path))
    frame = exported("tiny", 4490, tmp_path, "zones")
    half = shapely.Polygon([(110, 30), (111, 30), (111.05, 31), (111, 32), (110, 32)])
    found = sent(plan, frame, "west-pole", half, "zones")
    assert {problem.code for problem in found.findings} == {"stale-union", "partition-overlap"}
    (told,) = [problem.hint for problem in found.findings if problem.code == "stale-union"]
    assert told == "Run buju zone tiny west-pole --members 西市, or choose another basis."
    with pytest.raises(PlanError):
        apply_incoming(plan, found)


def test_zones_that_part_the_region_follow_each_other(tmp_path: Path) -> None:
    root = workspace("tiny", tmp_path)
    zones = root / "layers/tiny/zones.geojson"
    zones.write_text(zones.read_text(encoding="utf-8").replace('"admin-union"', '"admin-part"'), encoding="utf-8")
    plan = geo.read_plan("tiny", root)
    frame = exported("tiny", 4490, tmp_path, "zones").assign(basis="admin-part")
    half = shapely.Polygon([(110, 30), (111, 30), (111.05, 31), (111, 32), (110, 32)])
    found = sent(plan, frame, "west-pole", half, "zones")
    assert (ids(found), [change.id for change in found.follows], found.findings) == (["west-pole"], ["east-belt"], ())
    apply_incoming(plan, found)
    assert errors(geo.read_plan("tiny", root)) == []


def test_a_moved_outline_of_several_parts_says_how_far(tmp_path: Path) -> None:
    plan, frame = tiny_units(tmp_path, 4490)
    parts = shapely.MultiPolygon([shapely.box(110, 31, 111, 32), shapely.box(112.5, 31, 112.6, 31.1)])
    assert round(sent(plan, frame, "990101", parts).changes[0].moved_m or 0) > 100_000


def test_what_follows_is_shown_and_told_in_json(tmp_path: Path) -> None:
    plan, frame = tiny_units(tmp_path, 4490)
    bent = shapely.Polygon([(110, 31), (111, 31), (111.02, 31.5), (111, 32), (110, 32)])
    path = saved(with_shape(frame, list(frame["unit"]).index("990101"), bent), tmp_path / "sent.gpkg")
    words = ("--root", str(plan.root), "import", str(path), "--plan", "tiny", "--layer", "units")
    shown = CliRunner().invoke(cli, words)
    assert shown.stdout.count("; it follows\n") == 5
    found = json.loads(CliRunner().invoke(cli, [*words, "--json"]).stdout)
    assert [change["id"] for change in found["follows"]][-1] == "west-pole"
    done = CliRunner().invoke(cli, [*words, "--apply"])
    files = (f"{plan.root}/layers/tiny/{layer}.geojson" for layer in ("zones", "units"))
    assert f"written to {', '.join(files)}" in done.stderr


# The picture of an edit.


def pictured(tmp_path: Path, layer: str, edit: Any, *words: str) -> tuple[Any, Any]:
    """Return what the command says of an edited layer, and the picture that it drew, as elements of SVG."""
    root = workspace("tiny", tmp_path)
    path = saved(edit(exported("tiny", 4490, tmp_path, layer)), tmp_path / "sent.gpkg", layer)
    picture = tmp_path / "picture.svg"
    call = ["--root", str(root), "import", str(path), "--plan", "tiny", "--layer", layer, "--picture", str(picture)]
    done = CliRunner().invoke(cli, [*call, *words], env={"BUJU_LANG": "zh"})
    assert done.exit_code == 0, done.output
    return done, ElementTree.parse(picture).getroot() if picture.exists() else None


def fills(svg: Any, name: str) -> list[str]:
    """Return the fills of the shapes on one of the two maps."""
    styles = (each.get("style", "") for each in svg.find(f".//*[@id='map.1.{name}']").iter(f"{SVG}path"))
    return [found[1] for style in styles if (found := re.search(r"fill: (#\w+)", style))]


def test_a_picture_shows_what_an_outline_gained_and_lost_and_who_follows(tmp_path: Path) -> None:
    bent = shapely.Polygon([(110, 31), (111, 31), (111.02, 31.5), (110.98, 31.7), (111, 32), (110, 32)])
    _, svg = pictured(tmp_path, "units", lambda frame: with_shape(frame, list(frame["unit"]).index("990101"), bent))
    before, after = fills(svg, "before"), fills(svg, "after")
    assert [(each in before, after.count(each)) for each in (LIGHT.done, LIGHT.accent)] == [(False, 1), (False, 1)]
    texts = ["".join(each.itertext()) for each in svg.iter(f"{SVG}text")]
    assert any(text.startswith("西北县（990101）：边界移动至多 ") for text in texts)
    assert any(text.startswith("5 处随之移动：") for text in texts)


def test_edits_far_apart_have_a_pair_of_maps_each(tmp_path: Path) -> None:
    def edit(frame: Any) -> Any:
        for unit, west, south in (("990101", 110, 31), ("990202", 111, 30)):
            corners = [(0, 0), (1, 0), (1, 1), (0.503, 1), (0.5, 1.004), (0.497, 1), (0, 1)]
            shape = shapely.Polygon([(west + x, south + y) for x, y in corners])
            frame = with_shape(frame, list(frame["unit"]).index(unit), shape)
        return frame

    _, svg = pictured(tmp_path, "units", edit)
    maps = [each.get("id") for each in svg.iter() if (each.get("id") or "").startswith("map.")]
    assert maps == ["map.1.before", "map.1.after", "map.2.before", "map.2.after"]


def test_a_picture_shows_where_a_place_went(tmp_path: Path) -> None:
    def edit(frame: Any) -> Any:
        moved = frame.geometry.where(frame["park_id"] != "west-park", shapely.Point(110.4, 31.5))
        return frame.assign(geometry=moved)

    _, svg = pictured(tmp_path, "parks", edit)
    texts = ["".join(each.itertext()) for each in svg.iter(f"{SVG}text")]
    assert any(text.startswith("西北生物园（west-park）：移动 9.5") for text in texts)


def test_where_no_shape_differs_no_picture_is_drawn(tmp_path: Path) -> None:
    done, svg = pictured(tmp_path, "parks", lambda frame: frame.assign(name=frame["name"] + "新"))
    assert svg is None
    assert "不画图" in done.stderr


def test_a_picture_has_a_suffix_of_one(tmp_path: Path) -> None:
    root = workspace("tiny", tmp_path)
    path = saved(exported("tiny", 4490, tmp_path, "parks"), tmp_path / "sent.gpkg", "parks")
    words = ("--root", str(root), "import", str(path), "--plan", "tiny", "--layer", "parks", "--picture", "x.jpg")
    done = CliRunner().invoke(cli, words)
    assert (done.exit_code, "x.jpg: a picture is a .png, .svg or .pdf." in done.stderr) == (2, True)
