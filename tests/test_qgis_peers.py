"""Real QGIS, without a screen: it opens an exported GeoPackage drawn, named and related as the page is."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import shapely
from conftest import TESTS

from geo.draw import style
from geo.draw.marks import Scene
from geo.draw.scene import make_scene
from geo.export import looks
from geo.export.export import export_plan
from geo.export.layers import export_layers
from geo.export.names import choice_names
from geo.export.qgis import qgis_project, style_tables
from geo.export.symbols import rgba
from geo.model.plan import read_plan

pytestmark = pytest.mark.peer

PYTHON = "/usr/bin/python3"
BOXES = {"heilongjiang": (119.0, 43.0, 137.0, 54.0), "changsha": (111.8, 27.8, 114.3, 28.8)}
LAYERS = ("parks", "zones", "units", "targets", "groups", "joins")


def qgis(folder: Path, **request: Any) -> dict[str, Any]:
    """Return what QGIS's own Python makes of a request to tests/qgis_probe.py."""
    surroundings = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    folder.chmod(0o700)
    command = [PYTHON, str(TESTS / "qgis_probe.py"), json.dumps(request)]
    done = subprocess.run(command, capture_output=True, text=True, env=kept | surroundings, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.fixture(scope="module", params=BOXES)
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what QGIS loaded and drew of a shipped plan's GeoPackage, without a style being touched."""
    folder = tmp_path_factory.mktemp(request.param)
    plan = read_plan(request.param)
    export_plan(plan, folder / "plan.gpkg")
    scene = make_scene(plan)
    answer = qgis(
        folder,
        path=str(folder / "plan.gpkg"),
        layers=LAYERS,
        picture=str(folder / "plan.png"),
        box=BOXES[request.param],
        at=places_of(scene),
    )
    layers = {layer["name"]: layer for layer in answer["layers"]}
    return {"plan": plan, "scene": scene, "layers": layers, "pixels": answer["pixels"], "folder": folder}


def places_of(scene: Scene) -> dict[str, tuple[float, float]]:
    """Return places spread over each zone, away from its border and from other zones."""
    shapes = {zone.id: shapely.from_geojson(json.dumps(zone.shape)) for zone in scene.zones if zone.shape}
    found = {}
    for ident, shape in shapes.items():
        others = shapely.union_all([other for name, other in shapes.items() if name != ident])
        west, south, east, north = shape.bounds
        core = shape.buffer(-0.06 * min(east - west, north - south)).difference(others)
        steps = [each / 24 for each in range(25)]
        grid = [(west + x * (east - west), south + y * (north - south)) for x in steps for y in steps]
        kept = [at for at in grid if core.contains(shapely.Point(at))]
        found |= {f"{ident} {number}": at for number, at in enumerate(kept)}
    return found


def on_white(colour: str, opacity: float) -> tuple[int, ...]:
    return tuple(round(int(colour[at : at + 2], 16) * opacity + 255 * (1 - opacity)) for at in (1, 3, 5))


def test_every_layer_opens_with_its_rows(opened: dict[str, Any]) -> None:
    frames = export_layers(opened["plan"])
    for name in LAYERS:
        layer = opened["layers"][name]
        assert layer["valid"], name
        assert layer["count"] == len(frames[name].frame), name
    assert {opened["layers"][name]["crs"] for name in ("parks", "zones", "units")} == {"EPSG:4490"}


def test_zones_have_the_categories_and_colours_of_the_page(opened: dict[str, Any]) -> None:
    layer = opened["layers"]["zones"]
    assert layer["renderer"] == "categorizedSymbol"
    found = {each["value"]: each for each in layer["categories"]}
    assert list(found) == [zone.id for zone in opened["scene"].zones]
    for zone in opened["scene"].zones:
        parts = found[zone.id]["parts"]
        assert found[zone.id]["label"] == zone.name.zh
        assert parts[0]["properties"]["color"] == rgba(zone.colour.fill, looks.FILL_OPACITY)
        assert parts[-1]["properties"]["line_color"] == rgba(zone.colour.line)
        dash = style.BASIS_DASHES[zone.basis]
        assert parts[-1]["properties"]["use_custom_dash"] == str(int(bool(dash)))
        assert ("SVGFill" in [part["type"] for part in parts]) == bool(zone.hatch)


def test_the_picture_has_the_colours_of_the_page(opened: dict[str, Any]) -> None:
    seen: dict[str, Counter[str]] = {}
    for key, colour in opened["pixels"].items():
        seen.setdefault(key.split(" ")[0], Counter())[colour] += 1
    colours = {zone.id: zone.colour.fill for zone in opened["scene"].zones}
    assert len(seen) >= 4
    for ident, found in seen.items():
        expected = on_white(colours[ident], looks.FILL_OPACITY)
        own = sum(count for colour, count in found.items() if distance(colour, expected) <= 3)
        assert own >= 5, (ident, expected, found.most_common(3))


def distance(colour: str, other: tuple[int, ...]) -> int:
    return max(abs(int(colour[at : at + 2], 16) - part) for at, part in zip((1, 3, 5), other, strict=True))


def test_places_have_categories_of_kind_and_industry(opened: dict[str, Any]) -> None:
    layer = opened["layers"]["parks"]
    looked = looks.park_looks(opened["plan"], located(opened["plan"]))
    found = [(each["value"], each["label"], each["parts"][1]["properties"]["color"]) for each in layer["categories"]]
    assert found[:-1] == [(look.value, look.label, rgba(look.colour)) for look in looked]
    assert found[-1][0] == ""


def located(plan: Any) -> list[dict[Any, Any]]:
    frame = export_layers(plan)["parks"].frame
    rows: list[dict[Any, Any]] = frame[frame.geometry.notna()].to_dict("records")
    return rows


def test_names_stand_in_the_letters_of_the_page(opened: dict[str, Any]) -> None:
    for name, sizes in {"zones": [11.25], "parks": [8.25]}.items():
        labels = opened["layers"][name]["labels"]
        assert [label["size"] for label in labels] == sizes
        assert all(label["halo"] and label["font"].startswith("Noto Sans CJK") for label in labels)
        assert all('"name"' in label["field"] or label["field"] == "name" for label in labels)
    assert opened["layers"]["units"]["labels"]


def test_forms_speak_chinese(opened: dict[str, Any]) -> None:
    frames = export_layers(opened["plan"])
    for name in LAYERS:
        layer = opened["layers"][name]
        assert layer["aliases"] == {"fid": ""} | {field.name: field.alias for field in frames[name].fields}
    assert opened["layers"]["parks"]["values"]["kind"] == choice_names("parks", "kind")
    assert opened["layers"]["parks"]["values"]["zone"] == {z.zone: z.name for z in opened["plan"].zone_rows}
    assert opened["layers"]["targets"]["values"]["operator"] == choice_names("targets", "operator")
    assert set(opened["layers"]["parks"]["fixed"]) == {"top_industry", "zone"}
    assert opened["layers"]["zones"]["display"] == '"name"'


def test_slds_are_read_too(opened: dict[str, Any]) -> None:
    plan, folder = opened["plan"], opened["folder"]
    paths = {}
    for name, made in style_tables(plan, export_layers(plan)).items():
        if name in ("zones", "parks", "units"):
            paths[name] = str(folder / f"{name}.sld")
            Path(paths[name]).write_text(made.sld, encoding="utf-8")
    answer = qgis(folder, path=str(folder / "plan.gpkg"), layers=list(paths), sld=paths)["sld"]
    assert all(each["done"] for each in answer.values()), answer
    assert answer["zones"]["filters"] == [f"zone = '{zone.id}'" for zone in opened["scene"].zones]
    assert answer["zones"]["colours"] == [zone.colour.fill for zone in opened["scene"].zones]


def test_a_project_opens_with_relations_on_the_paper_of_the_page(opened: dict[str, Any]) -> None:
    plan, folder = opened["plan"], opened["folder"]
    path = folder / "plan.qgs"
    path.write_text(qgis_project(plan, export_layers(plan), "plan.gpkg"), encoding="utf-8")
    answer = qgis(folder, project=str(path), picture=str(folder / "project.png"), box=BOXES[plan.id])
    assert answer["title"] == plan.header.title
    assert answer["ground"] == style.PAPER["paper"]
    assert answer["crs"] == "EPSG:4490"
    assert all(layer["valid"] for layer in answer["layers"])
    assert [layer["name"] for layer in answer["layers"]][:3] == ["地点", "分区", "行政区"]
    relations = {relation[0]: relation for relation in answer["relations"]}
    assert relations["parks-zone"][1:] == ["地点", "分区", "zone=zone", True]
    assert relations["targets-zone"][1:] == ["数字", "分区", "zone=zone", True]
    assert all(relation[-1] for relation in relations.values())


def test_a_projected_export_opens_in_its_own_system(tmp_path: Path) -> None:
    plan = read_plan("changsha")
    export_plan(plan, tmp_path / "plan.gpkg", crs="EPSG:4547", lang="en")
    path = tmp_path / "plan.qgs"
    path.write_text(qgis_project(plan, export_layers(plan, "en", "EPSG:4547"), "plan.gpkg", "en"), encoding="utf-8")
    answer = qgis(tmp_path, project=str(path))
    assert answer["crs"] == "EPSG:4547"
    assert {layer["crs"] for layer in answer["layers"] if layer["renderer"]} == {"EPSG:4547"}
    assert answer["layers"][1]["categories"][0]["label"] == plan.zones_in_order()[0].name_en
