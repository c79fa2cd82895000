"""Real QGIS, without a screen: it opens an exported GeoPackage drawn, named and related as the page is."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import shapely
from qgis_saved import run_qgis

from geo.draw.scene.build import make_scene
from geo.draw.scene.looks import BASIS_DASHES, FILL_OPACITY
from geo.draw.scene.marks import Scene
from geo.draw.scene.theme import LIGHT
from geo.draw.scene.view import View
from geo.export.about import lineage, rights
from geo.export.export import export_plan
from geo.export.job import Job
from geo.export.layers import export_layers, rows_of, shapes_of
from geo.export.qgis import looks
from geo.export.qgis.styles import style_tables
from geo.export.qgis.symbols import rgba
from geo.model.aliases import choice_words
from geo.model.plan import read_plan

pytestmark = pytest.mark.peer

BOXES = {
    "heilongjiang": (119.0, 43.0, 137.0, 54.0),
    "changsha": (112.55, 27.9, 113.5, 28.45),
    "national": (108.0, 20.0, 124.0, 43.0),
}
LAYERS = ("parks", "zones", "units", "targets", "groups", "joins")


def qgis(folder: Path, **request: Any) -> dict[str, Any]:
    """Return what QGIS's own Python makes of a request to tests/qgis_probe.py."""
    answer: dict[str, Any] = json.loads(run_qgis("qgis_probe.py", folder, json.dumps(request)).splitlines()[-1])
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
    seen = {name: answer[name] for name in ("pixels", "names")}
    return {"plan": plan, "scene": scene, "layers": layers, "folder": folder, **seen}


def shown_zones(scene: Scene) -> list[Any]:
    """Return the zones that are drawn first: of layouts that lie over one another, those of the first group."""
    first = None if scene.plan.slogan else scene.groups[0].id
    return [zone for zone in scene.zones if first in (None, zone.group)]


def places_of(scene: Scene) -> dict[str, tuple[float, float]]:
    """Return places spread over each zone, away from its border and from other zones."""
    shapes = {zone.id: shapely.from_geojson(json.dumps(zone.shape)) for zone in shown_zones(scene) if zone.shape}
    found = {}
    for ident, shape in shapes.items():
        others = shapely.union_all([other for name, other in shapes.items() if name != ident])
        west, south, east, north = shape.bounds
        core = shape.buffer(-0.06 * min(east - west, north - south)).difference(others)
        shapely.prepare(core)
        steps = [each / 48 for each in range(49)]
        grid = [(west + x * (east - west), south + y * (north - south)) for x in steps for y in steps]
        kept = [at for at in grid if core.contains(shapely.Point(at))]
        few = kept[:: max(1, len(kept) // 150)]
        found |= {f"{ident} {number}": at for number, at in enumerate(few)}
    return found


def on_land(colour: str, opacity: float) -> tuple[int, ...]:
    """Return a tint over the land, which the coarsest units paint below the zones."""
    pairs = [(int(colour[at : at + 2], 16), int(LIGHT.land[at : at + 2], 16)) for at in (1, 3, 5)]
    return tuple(round(tint * opacity + land * (1 - opacity)) for tint, land in pairs)


def test_every_layer_opens_with_its_rows(opened: dict[str, Any]) -> None:
    frames = export_layers(opened["plan"])
    for name in LAYERS:
        layer = opened["layers"][name]
        assert layer["valid"], name
        assert layer["count"] == len(frames[name].frame), name
    assert {opened["layers"][name]["crs"] for name in ("parks", "zones", "units")} == {"EPSG:4490"}


def test_zones_have_the_categories_and_colours_of_the_page(opened: dict[str, Any]) -> None:
    layer = opened["layers"]["zones"]
    scene = opened["scene"]
    if scene.plan.slogan:
        assert layer["renderer"] == "categorizedSymbol"
        found = [(each["label"], each["parts"]) for each in layer["categories"]]
        assert [each["value"] for each in layer["categories"]] == [zone.id for zone in scene.zones]
    else:
        assert layer["renderer"] == "RuleRenderer"
        assert [rule["label"] for rule in layer["rules"]] == [group.name.zh for group in scene.groups]
        assert [rule["active"] for rule in layer["rules"]] == [True, *[False] * (len(scene.groups) - 1)]
        found = [(each["label"], each["parts"]) for rule in layer["rules"] for each in rule["rules"]]
    for zone, (label, parts) in zip(scene.zones, found, strict=True):
        assert label == zone.name.zh
        assert parts[0]["properties"]["color"] == rgba(LIGHT.zone(zone.tone).fill, FILL_OPACITY)
        assert parts[-1]["properties"]["line_color"] == rgba(LIGHT.zone(zone.tone).line)
        dash = BASIS_DASHES[zone.basis]
        assert parts[-1]["properties"]["use_custom_dash"] == str(int(bool(dash)))
        assert ("SVGFill" in [part["type"] for part in parts]) == bool(zone.hatch)


def test_the_picture_has_the_colours_of_the_page(opened: dict[str, Any]) -> None:
    seen: dict[str, Counter[str]] = {}
    for key, colour in opened["pixels"].items():
        seen.setdefault(key.split(" ")[0], Counter())[colour] += 1
    colours = {zone.id: LIGHT.zone(zone.tone).fill for zone in opened["scene"].zones}
    assert len(seen) >= 3
    for ident, found in seen.items():
        expected = on_land(colours[ident], FILL_OPACITY)
        own = sum(count for colour, count in found.items() if distance(colour, expected) <= 3)
        assert own >= 5, (ident, expected, found.most_common(3))


def test_the_picture_bears_the_names_of_its_zones_and_of_places_that_stand_alone(opened: dict[str, Any]) -> None:
    drawn = [name.replace("\n", "").partition("（")[0] for name in opened["names"]]
    shown = {zone.name.zh for zone in shown_zones(opened["scene"]) if zone.shape}
    hidden = {zone.name.zh for zone in opened["scene"].zones} - {zone.name.zh for zone in shown_zones(opened["scene"])}
    assert len(shown & set(drawn)) >= len(shown) - 1, "in a small picture one may find no room"
    assert not hidden & set(drawn)
    places = {park.name.zh for park in opened["scene"].parks if park.at} & set(drawn)
    assert 1 <= len(places) <= 20


def distance(colour: str, other: tuple[int, ...]) -> int:
    return max(abs(int(colour[at : at + 2], 16) - part) for at, part in zip((1, 3, 5), other, strict=True))


def test_places_have_categories_of_kind_and_industry(opened: dict[str, Any]) -> None:
    layer = opened["layers"]["parks"]
    assert layer["renderer"] == "pointCluster"
    looked = looks.park_looks(View(scene=opened["scene"]), located(opened["plan"]))
    found = [(each["value"], each["label"], each["parts"][2]["properties"]["color"]) for each in layer["categories"]]
    assert found[:-1] == [(look.value, look.label, rgba(look.colour)) for look in looked]
    assert found[-1][0] == ""


def located(plan: Any) -> list[dict[str, Any]]:
    layer = export_layers(plan)["parks"]
    return [row for row, shape in zip(rows_of(layer), shapes_of(layer), strict=True) if shape is not None]


def test_names_stand_in_the_letters_of_the_page(opened: dict[str, Any]) -> None:
    for name, sizes in {"zones": [11.25], "parks": [8.25]}.items():
        labels = opened["layers"][name]["labels"]
        assert [label["size"] for label in labels if label["drawn"]] == sizes
        assert all(label["halo"] and label["font"].startswith("Noto Sans CJK") for label in labels)
        assert all('"name"' in label["field"] or label["field"] == "name" for label in labels)
    assert opened["layers"]["units"]["labels"]


def test_forms_speak_chinese(opened: dict[str, Any]) -> None:
    frames = export_layers(opened["plan"])
    for name in LAYERS:
        layer = opened["layers"][name]
        assert layer["aliases"] == {"fid": ""} | {field.name: field.alias for field in frames[name].fields}
    assert opened["layers"]["parks"]["values"]["kind"] == choice_words("parks", "kind")
    assert opened["layers"]["parks"]["values"]["zone"] == {z.zone: z.name for z in opened["plan"].zone_rows}
    assert opened["layers"]["targets"]["values"]["operator"] == choice_words("targets", "operator")
    assert set(opened["layers"]["parks"]["fixed"]) == {"stand", "top_industry", "zone"}
    assert opened["layers"]["zones"]["display"] == '"name"'


def test_fields_are_typed_and_demanded(opened: dict[str, Any]) -> None:
    kinds = {"number": "Real", "integer": "Integer64", "flag": "Boolean"}
    frames = export_layers(opened["plan"])
    for name in LAYERS:
        layer = opened["layers"][name]
        found = {field.name: kinds.get(field.type, "String") for field in frames[name].fields}
        assert {field: kind for field, kind in layer["types"].items() if field != "fid"} == found
        for field in frames[name].fields:
            assert layer["demanded"][field.name] == 3 * (field.type == "id") or int(field.required), field.name


def test_layers_tell_of_themselves(opened: dict[str, Any]) -> None:
    for name in LAYERS:
        about = opened["layers"][name]["about"]
        assert opened["plan"].header.title in about["title"]
        assert about["rights"] == [rights(opened["plan"])]
        assert about["history"] == [lineage(opened["plan"])]


def test_slds_are_read_too(opened: dict[str, Any]) -> None:
    plan, folder = opened["plan"], opened["folder"]
    paths = {}
    for name, made in style_tables(Job(plan, export_layers(plan))).items():
        if made.sld:
            paths[name] = str(folder / f"{name}.sld")
            Path(paths[name]).write_text(made.sld, encoding="utf-8")
    answer = qgis(folder, path=str(folder / "plan.gpkg"), layers=list(paths), sld=paths)["sld"]
    assert all(each["done"] for each in answer.values()), answer
    assert answer["zones"]["filters"] == [f"zone = '{zone.id}'" for zone in opened["scene"].zones]
    assert answer["zones"]["colours"] == [LIGHT.zone(zone.tone).fill for zone in opened["scene"].zones]


def test_a_project_opens_with_relations_on_the_paper_of_the_page(opened: dict[str, Any]) -> None:
    plan, folder = opened["plan"], opened["folder"]
    path = folder / "project.qgs"
    export_plan(plan, path)
    answer = qgis(folder, project=str(path), picture=str(folder / "project.png"), box=BOXES[plan.id])
    assert answer["title"] == plan.header.title
    assert answer["ground"] == LIGHT.paper
    assert answer["crs"] == "EPSG:4490"
    assert all(layer["valid"] for layer in answer["layers"])
    visible = [layer["name"] for layer in answer["layers"] if layer["renderer"]]
    beside = {"national": ["界线"]}.get(plan.id, [])
    around = ["周边省级行政区"] if plan.id != "national" else []
    assert visible == ["地点", *beside, "分区", "行政区", *around]
    relations = {relation[0]: relation for relation in answer["relations"]}
    assert relations["parks-zone"][1:] == ["地点", "分区", "zone=zone", True]
    assert relations["targets-zone"][1:] == ["规划指标", "分区", "zone=zone", True]
    assert all(relation[-1] for relation in relations.values())


def test_a_projected_export_opens_in_its_own_system(tmp_path: Path) -> None:
    plan = read_plan("changsha")
    path = tmp_path / "plan.qgs"
    export_plan(plan, path, crs="EPSG:4547", lang="en")
    answer = qgis(tmp_path, project=str(path))
    assert answer["crs"] == "EPSG:4547"
    assert {layer["crs"] for layer in answer["layers"] if layer["renderer"]} == {"EPSG:4547"}
    zones = next(layer for layer in answer["layers"] if layer["name"] == "Zones")
    assert zones["categories"][0]["label"] == plan.zones_in_order()[0].name_en


@pytest.mark.parametrize(
    ("suffix", "source", "crs"),
    [
        (".gdb", "{folder}/x.gdb|layername=parks", "EPSG:4490"),
        (".zip", "/vsizip/{folder}/x.zip/parks.shp", "EPSG:4490"),
        (".kml", "{folder}/x.kml|layername=地点", "EPSG:4326"),
        (".kmz", "{folder}/x.kmz|layername=地点", "EPSG:4326"),
        (".fgb", "{folder}/x.fgb", "EPSG:4490"),
        (".geojson", "{folder}/x.geojson", "EPSG:4326"),
    ],
)
def test_qgis_opens_the_other_formats(suffix: str, source: str, crs: str, tmp_path: Path) -> None:
    plan = read_plan("changsha")
    alone = ["parks"] if suffix in (".fgb", ".geojson") else []
    export_plan(plan, tmp_path / f"x{suffix}", layers=alone)
    (layer,) = qgis(tmp_path, sources={"parks": source.format(folder=tmp_path)})["layers"]
    assert layer["valid"]
    located = [park for park in plan.park_rows if park.lon is not None]
    # KML keeps places without a position in a folder of their own.
    assert layer["count"] == (len(located) if suffix in (".kml", ".kmz") else len(plan.park_rows))
    assert layer["crs"] == crs
    assert {park.name for park in located} <= set(layer["named"])
