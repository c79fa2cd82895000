"""GDAL of another build reads what was written: GeoPackage, File Geodatabase, FlatGeobuf, Shapefile, KML, CSV."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

import geo
from geo.export.export import export_plan
from geo.export.layers import Layer, export_layers

pytestmark = pytest.mark.peer
LAYERS = ("zones", "units", "parks")


def ogr(*arguments: str) -> str:
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout


def rows(path: str, layer: str, folder: Path) -> list[dict[str, Any]]:
    """Return the features of a layer as another GDAL writes them to GeoJSON."""
    out = folder / f"{layer}.json"
    out.unlink(missing_ok=True)
    ogr("ogr2ogr", "-f", "GeoJSON", "-t_srs", "EPSG:4490", str(out), path, layer)
    return list(json.loads(out.read_text(encoding="utf-8"))["features"])


@pytest.mark.parametrize("plan", geo.list_plans())
@pytest.mark.parametrize("suffix", [".gpkg", ".gdb", ".zip"])
def test_another_gdal_reads_every_layer(plan: str, suffix: str, tmp_path: Path) -> None:
    read = geo.read_plan(plan)
    export_plan(read, tmp_path / f"x{suffix}", crs=4547)
    layers = export_layers(read)
    for name in LAYERS:
        source = f"/vsizip/{tmp_path}/x.zip/{name}.shp" if suffix == ".zip" else str(tmp_path / f"x{suffix}")
        compare(rows(source, name, tmp_path), layers[name])


def compare(found: list[dict[str, Any]], layer: Layer) -> None:
    assert [feature["properties"][layer.key] for feature in found] == list(layer.frame[layer.key])
    assert [feature["properties"]["name"] for feature in found] == list(layer.frame["name"])
    missing = [feature["geometry"] is None for feature in found]
    assert missing == list(layer.frame.geometry.isna())
    for feature, box in zip(found, layer.frame.geometry.bounds.to_numpy().tolist(), strict=True):
        if feature["geometry"] is not None:
            assert extent(feature["geometry"]["coordinates"]) == pytest.approx(box, abs=1e-5)


def extent(coordinates: Any) -> list[float]:
    if isinstance(coordinates[0], float | int):
        return [*coordinates[:2], *coordinates[:2]]
    boxes = [extent(part) for part in coordinates]
    west, south, east, north = zip(*boxes, strict=True)
    return [min(west), min(south), max(east), max(north)]


def test_another_gdal_shows_aliases_and_system(tmp_path: Path) -> None:
    plan = geo.read_plan("heilongjiang")
    for suffix in (".gpkg", ".gdb"):
        export_plan(plan, tmp_path / f"x{suffix}", layers=["parks"], crs="albers")
        shown = ogr("ogrinfo", "-so", str(tmp_path / f"x{suffix}"), "parks")
        assert "CGCS2000 / Heilongjiang Albers" in shown or "CGCS2000_Heilongjiang_Albers" in shown
    assert 'alternative name="精度（公里）"' in ogr("ogrinfo", "-so", str(tmp_path / "x.gdb"), "parks")


@pytest.mark.parametrize("name", LAYERS)
def test_another_gdal_reads_flatgeobuf(name: str, tmp_path: Path) -> None:
    # Its index orders the features along a curve.
    plan = geo.read_plan("heilongjiang")
    export_plan(plan, tmp_path / "x.fgb", layers=[name])
    layer = export_layers(plan)[name]
    order = list(layer.frame[layer.key])
    found = rows(str(tmp_path / "x.fgb"), name, tmp_path)
    compare(sorted(found, key=lambda feature: order.index(feature["properties"][layer.key])), layer)


def test_another_gdal_reads_kml(tmp_path: Path) -> None:
    plan = geo.read_plan("heilongjiang")
    export_plan(plan, tmp_path / "x.kml")
    shown = ogr("ogrinfo", "-ro", "-so", "-al", str(tmp_path / "x.kml"))
    assert "Layer name: 分区" in shown
    assert "Layer name: 地点" in shown


def test_another_gdal_reads_csv(tmp_path: Path) -> None:
    plan = geo.read_plan("changsha")
    export_plan(plan, tmp_path / "x.csv", layers=["zones"])
    shown = ogr("ogrinfo", "-ro", "-al", "-oo", "GEOM_POSSIBLE_NAMES=geometry", str(tmp_path / "x.csv"))
    assert f"Feature Count: {len(plan.zone_rows)}" in shown
    assert plan.zone_rows[0].name in shown
