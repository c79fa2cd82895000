"""What a GIS team edited comes back: nothing where nothing changed, by id where something did, whole or not at all."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from click.testing import CliRunner, Result
from shapely.affinity import translate

import geo
from geo.analysis.check import check_plan
from geo.cli import cli
from geo.export.export import export_plan
from geo.export.formats import ReadError
from geo.export.incoming import LAYERS_IN, read_incoming
from geo.model.errors import PlanError
from geo.space.crs import to_datum

PLANS = geo.list_plans()


@pytest.fixture
def edited(tiny_root: Path, tmp_path: Path) -> Path:
    """Return a GeoPackage of the plan's layers."""
    export_plan(geo.read_plan("tiny", tiny_root), tmp_path / "x.gpkg")
    return tmp_path / "x.gpkg"


def change(path: Path, layer: str, edit: Any) -> None:
    """Write a layer again as an editor would."""
    frame = edit(pyogrio.read_dataframe(path, layer=layer))
    path.unlink()
    pyogrio.write_dataframe(frame, path, layer=layer, driver="GPKG")


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), "import", *arguments], prog_name="buju")


@pytest.mark.parametrize("suffix", [".gpkg", ".zip", ".gdb"])
@pytest.mark.parametrize("crs", ["4490", "4326", "4547", "albers"])
def test_an_export_comes_back_without_a_difference(crs: str, suffix: str, tiny_root: Path, tmp_path: Path) -> None:
    comes_back(geo.read_plan("tiny", tiny_root), crs, suffix, tmp_path)


@pytest.mark.parametrize(("crs", "suffix"), [("4490", ".gpkg"), ("4326", ".zip"), ("4547", ".gpkg"), ("4547", ".zip")])
@pytest.mark.parametrize("plan", PLANS)
def test_shipped_plans_come_back_without_a_difference(plan: str, crs: str, suffix: str, tmp_path: Path) -> None:
    comes_back(geo.read_plan(plan), crs, suffix, tmp_path)


def comes_back(read: geo.Plan, crs: str, suffix: str, tmp_path: Path) -> None:
    export_plan(read, tmp_path / f"x{suffix}", crs=crs, layers=list(LAYERS_IN))
    for layer in LAYERS_IN:
        found = read_incoming(read, tmp_path / f"x{suffix}", layer)
        assert [str(item) for item in found.changes] == []
        assert found.text == (read.root / found.file).read_text(encoding="utf-8")


@pytest.mark.parametrize("layer", LAYERS_IN)
@pytest.mark.parametrize("plan", PLANS)
def test_geojson_comes_back_without_a_difference(plan: str, layer: str, tmp_path: Path) -> None:
    read = geo.read_plan(plan)
    export_plan(read, tmp_path / "x.geojson", layers=[layer])
    found = read_incoming(read, tmp_path / "x.geojson", layer)
    assert [str(item) for item in found.changes] == []


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
@pytest.mark.parametrize("layer", LAYERS_IN)
@pytest.mark.parametrize("suffix", [".gpkg", ".zip"])
def test_shifted_datums_come_back_without_a_difference(
    tiny_root: Path, tmp_path: Path, datum: str, layer: str, suffix: str
) -> None:
    plan = geo.read_plan("tiny", tiny_root)
    path = tmp_path / f"x{suffix}"
    export_plan(plan, path, layers=[layer])
    frame = pyogrio.read_dataframe(f"/vsizip/{path}" if suffix == ".zip" else path, layer=layer)
    moved = frame.assign(geometry=frame.geometry.transform(lambda xy: to_datum(datum)(xy) if len(xy) else xy))
    pyogrio.write_dataframe(moved, tmp_path / "y.gpkg", layer=layer, driver="GPKG", promote_to_multi=layer != "parks")
    assert read_incoming(plan, tmp_path / "y.gpkg", layer, datum).changes == ()
    wrong = read_incoming(plan, tmp_path / "y.gpkg", layer).changes
    assert all((item.moved_m or 0) > 100 for item in wrong)
    assert wrong


def test_exported_imported_and_checked_nothing_is_wrong(tiny_root: Path, edited: Path) -> None:
    before = check_plan("tiny", tiny_root)
    for layer in LAYERS_IN:
        assert run(tiny_root, str(edited), "--plan", "tiny", "--layer", layer, "--apply").exit_code == 0
    assert check_plan("tiny", tiny_root) == before


def test_a_diff_names_what_changed_and_writes_nothing(tiny_root: Path, edited: Path) -> None:
    file = tiny_root / "data/tiny/parks.csv"
    before = file.read_bytes()

    def edit(frame: Any) -> Any:
        frame.loc[frame["park_id"] == "east-base", "name"] = "新名"
        frame.loc[frame["park_id"] == "west-park", "geometry"] = frame.geometry.map(
            lambda one: one and translate(one, 0.01)
        )
        return frame[frame["park_id"] != "far-lab"]

    change(edited, "parks", edit)
    result = run(tiny_root, str(edited), "--plan", "tiny", "--layer", "parks")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == '~ east-base: name "东南种业基地" -> "新名"'
    assert lines[1] == "- far-lab"
    assert lines[2].startswith("~ west-park: moved 949 m")
    assert "nothing is written without --apply" in result.stderr
    assert file.read_bytes() == before


def test_apply_writes_the_canonical_file(tiny_root: Path, edited: Path) -> None:
    change(edited, "parks", lambda frame: frame.assign(name=frame["name"] + "新"))
    assert run(tiny_root, str(edited), "--plan", "tiny", "--layer", "parks", "--apply").exit_code == 0
    assert {park.name[-1] for park in geo.read_plan("tiny", tiny_root).park_rows} == {"新"}
    assert CliRunner().invoke(cli, ["--root", str(tiny_root), "fmt", "--check", "-q", "tiny"]).exit_code == 0


def test_an_edited_outline_tells_how_far_it_moved(tiny_root: Path, edited: Path) -> None:
    change(
        edited, "zones", lambda frame: frame.assign(geometry=frame.geometry.map(lambda one: translate(one, 0, 0.001)))
    )
    found = read_incoming(geo.read_plan("tiny", tiny_root), edited, "zones")
    assert [round(item.moved_m or 0) for item in found.changes] == [111, 111]


def test_json_holds_the_changes(tiny_root: Path, edited: Path) -> None:
    change(edited, "parks", lambda frame: frame[frame["park_id"] != "far-lab"])
    printed = json.loads(run(tiny_root, str(edited), "--plan", "tiny", "--layer", "parks", "--json").stdout)
    assert [(item["kind"], item["id"]) for item in printed["changes"]] == [("removed", "far-lab")]


def test_missing_columns_keep_their_values(tiny_root: Path, edited: Path) -> None:
    change(edited, "parks", lambda frame: frame[["park_id", "name", "geometry"]])
    assert read_incoming(geo.read_plan("tiny", tiny_root), edited, "parks").changes == ()


def test_columns_of_the_editor_are_named(tiny_root: Path, edited: Path) -> None:
    change(edited, "parks", lambda frame: frame.assign(Shape_Leng=1.0))
    assert read_incoming(geo.read_plan("tiny", tiny_root), edited, "parks").warnings == (
        "Columns that the plan has no place for: Shape_Leng.",
    )


def test_a_text_that_a_shapefile_cut_is_not_lost(tiny_root: Path, tmp_path: Path) -> None:
    table = tiny_root / "data/tiny/parks.csv"
    long = "园" * 100
    table.write_text(
        table.read_text(encoding="utf-8").replace("西北生物园,,", f"西北生物园,{long},", 1), encoding="utf-8"
    )
    plan = geo.read_plan("tiny", tiny_root)
    export_plan(plan, tmp_path / "x.zip")
    assert read_incoming(plan, tmp_path / "x.zip", "parks").changes == ()


def test_an_unpacked_shapefile_comes_back(tiny_root: Path, tmp_path: Path) -> None:
    plan = geo.read_plan("tiny", tiny_root)
    export_plan(plan, tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as files:
        files.extractall(tmp_path / "open")
    assert read_incoming(plan, tmp_path / "open" / "units.shp", "units").changes == ()
    (tmp_path / "open" / "units.prj").unlink()
    with pytest.raises(ReadError, match="names no coordinate reference system"):
        read_incoming(plan, tmp_path / "open" / "units.shp", "units")


def test_a_bad_value_stops_everything(tiny_root: Path, edited: Path) -> None:
    change(edited, "parks", lambda frame: frame.assign(status="soon", precision_km="near"))
    plan = geo.read_plan("tiny", tiny_root)
    with pytest.raises(PlanError, match="unknown-choice") as stopped:
        read_incoming(plan, edited, "parks")
    assert len(stopped.value.problems) == 12
    assert run(tiny_root, str(edited), "--plan", "tiny", "--layer", "parks", "--apply").exit_code == 1


def test_an_id_that_stands_twice_stops_everything(tiny_root: Path, edited: Path) -> None:
    change(edited, "parks", lambda frame: frame.assign(park_id="west-park"))
    with pytest.raises(PlanError, match="stands twice"):
        read_incoming(geo.read_plan("tiny", tiny_root), edited, "parks")


def test_a_layer_without_ids_is_told(tiny_root: Path, edited: Path) -> None:
    change(edited, "parks", lambda frame: frame.drop(columns="park_id"))
    with pytest.raises(ReadError, match="has no column park_id"):
        read_incoming(geo.read_plan("tiny", tiny_root), edited, "parks")


def test_adcodes_that_became_numbers_come_back(tiny_root: Path, edited: Path) -> None:
    change(
        edited,
        "units",
        lambda frame: frame.assign(unit=frame["unit"].astype(int), parent=frame["parent"].astype(float)),
    )
    assert read_incoming(geo.read_plan("tiny", tiny_root), edited, "units").changes == ()


def test_a_geometry_that_goes_or_comes_is_told(tiny_root: Path, edited: Path) -> None:
    change(edited, "zones", lambda frame: frame.assign(geometry=None).set_crs(4490, allow_override=True))
    found = read_incoming(geo.read_plan("tiny", tiny_root), edited, "zones")
    assert [item.drawn for item in found.changes] == ["erased", "erased"]


def test_a_read_only_workspace_keeps_its_file(tiny_root: Path, edited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(edited, "parks", lambda frame: frame.assign(name="新"))
    file = tiny_root / "data/tiny/parks.csv"
    before = file.read_bytes()
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    result = run(tiny_root, str(edited), "--plan", "tiny", "--layer", "parks", "--apply")
    assert result.exit_code == 1
    assert file.read_bytes() == before
    assert not list(file.parent.glob(".*"))


def test_a_workspace_of_ones_own_is_never_the_shipped_one(tiny_root: Path, edited: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(tiny_root, tmp_path / "other"))
    change(edited, "parks", lambda frame: frame.assign(name="新"))
    assert run(other, str(edited), "--plan", "tiny", "--layer", "parks", "--apply").exit_code == 0
    assert {park.name for park in geo.read_plan("tiny", tiny_root).park_rows} != {"新"}
