"""GDAL of another build reads what was written: GeoPackage, File Geodatabase, FlatGeobuf, Shapefile, KML, CSV."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import shapely

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
    for feature, shape in zip(found, layer.frame.geometry, strict=True):
        if feature["geometry"] is not None:
            read = shapely.from_geojson(json.dumps(feature["geometry"]))
            assert shapely.hausdorff_distance(read, shape) < 1e-5


KINDS = {"number": "Real", "integer": "Integer", "flag": "Integer(Boolean)", "date": "String"}


@pytest.mark.parametrize("suffix", [".gpkg", ".gdb", ".zip", ".fgb"])
def test_another_gdal_sees_typed_fields(suffix: str, tmp_path: Path) -> None:
    plan = geo.read_plan("changsha")
    name = "targets" if suffix != ".fgb" else "zones"
    export_plan(plan, tmp_path / f"x{suffix}", layers=[name])
    source = f"/vsizip/{tmp_path}/x.zip/{name}.dbf" if suffix == ".zip" else str(tmp_path / f"x{suffix}")
    shown = ogr("ogrinfo", "-so", source, name)
    found = dict(re.findall(r"^(\w+): (\w+(?:\(Boolean\))?)", shown, flags=re.MULTILINE))
    for field in export_layers(plan)[name].fields:
        held = found.get(field.short if suffix == ".zip" else field.name) or found[f"{field.name}_"]
        kind = KINDS.get(field.type, "String")
        # A File Geodatabase and dBASE have no flags of their own that this GDAL tells.
        wanted = {kind, "Integer64" if kind == "Integer" else kind, *(["Integer"] if field.type == "flag" else [])}
        assert held in wanted, (field.name, held)


def test_another_gdal_knows_ids_domains_and_descriptions(tmp_path: Path) -> None:
    plan = geo.read_plan("changsha")
    export_plan(plan, tmp_path / "x.gpkg")
    shown = ogr("ogrinfo", "-so", str(tmp_path / "x.gpkg"), "parks")
    assert "DESCRIPTION=规划点名的每个地点" in shown
    assert "IDENTIFIER=地点" in shown
    assert "park_id: String (0.0) UNIQUE" in shown
    assert "status: String (0.0), domain name=parks_status" in shown
    domain = ogr("ogrinfo", str(tmp_path / "x.gpkg"), "-fielddomain", "parks_status")
    assert "planned: 规划" in domain


def test_another_gdal_reads_boundary_lines(tmp_path: Path) -> None:
    plan = geo.read_plan("national")
    export_plan(plan, tmp_path / "x.gpkg", layers=["lines"])
    shown = ogr("ogrinfo", "-so", str(tmp_path / "x.gpkg"), "lines")
    assert "Geometry: Multi Line String" in shown
    assert "Feature Count: 2" in shown


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
