"""Columns of a workspace's own (`x_…`): kept, carried through every file that a plan goes through, and shown."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from readers import READERS, missing

import geo
from geo.analysis.check import check_plan
from geo.analysis.schemas import schemas
from geo.cli import cli
from geo.draw.scene.build import make_scene
from geo.export.export import export_plan
from geo.export.incoming.incoming import read_incoming
from geo.export.layers import export_layers

OWN = {"x_owner": "张三", "x_seen": ""}


@pytest.fixture
def root(tiny_root: Path) -> Path:
    """Return a workspace whose places, numbers and zones have two columns of its own, one of them empty."""
    for table, ident in (("parks", "west-park"), ("targets", "output")):
        path = tiny_root / f"data/tiny/{table}.csv"
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        own = [f"{line},张三," if line.startswith(f"{ident},") else f"{line},," for line in lines]
        path.write_text("\n".join([f"{head},{','.join(OWN)}", *own]) + "\n", encoding="utf-8")
    zones = tiny_root / "layers/tiny/zones.geojson"
    document = json.loads(zones.read_text(encoding="utf-8"))
    for feature in document["features"]:
        feature["properties"] |= {"x_seen": None, "x_owner": "张三" if feature["id"] == "west-pole" else None}
    zones.write_text(json.dumps(document), encoding="utf-8")
    assert run(tiny_root, "fmt").exit_code == 0
    return tiny_root


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), *words], prog_name="buju")


def own(plan: geo.Plan) -> dict[str, dict[str, str]]:
    rows = {"west-pole": plan.zone_rows, "west-park": plan.park_rows, "output": plan.target_rows}
    return {ident: dict(next(row.own for row in each if ident in repr(row))) for ident, each in rows.items()}


def test_they_are_kept_and_no_finding(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert own(geo.read_plan("tiny", root)) == dict.fromkeys(("west-pole", "west-park", "output"), OWN)
    assert [str(problem) for problem in check_plan("tiny", root) if problem.severity == "error"] == []
    assert (root / "data/tiny/parks.csv").read_text(encoding="utf-8").split("\n")[0].endswith("by,x_owner,x_seen")
    assert run(root, "fmt").stdout == ""
    assert {path: path.read_bytes() for path in before} == before


def test_other_files_and_other_names_have_no_place_for_them(root: Path) -> None:
    path = root / "data/tiny/sources.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{lines[0]},x_owner", *(f"{line}," for line in lines[1:])]), encoding="utf-8")
    told = run(root, "check", "tiny").stdout
    assert '"x_owner" is no column of this table. buju schema lists the columns.' in told


@pytest.mark.parametrize("suffix", sorted({*READERS} - {".qgs"}))
def test_every_format_has_them(suffix: str, root: Path, tmp_path: Path) -> None:
    path = tmp_path / f"parks{suffix}"
    plan = geo.read_plan("tiny", root)
    export_plan(plan, path, layers=["parks"])
    layer = export_layers(plan)["parks"]
    assert [field.short for field in layer.fields if field.name in OWN] == ["x_owner", "x_seen"]
    assert "张三" in list(layer.frame["x_owner"])
    assert missing(layer, path, suffix) == []


@pytest.mark.parametrize("suffix", [".gpkg", ".zip", ".geojson"])
def test_an_export_comes_back_with_them(suffix: str, root: Path, tmp_path: Path) -> None:
    plan = geo.read_plan("tiny", root)
    for layer in ("parks", "zones"):
        export_plan(plan, tmp_path / f"x{suffix}", layers=[layer])
        found = read_incoming(plan, tmp_path / f"x{suffix}", layer)
        assert (found.changes, found.warnings) == ((), ())


def test_a_name_that_a_shapefile_has_no_room_for_comes_back(root: Path, tmp_path: Path) -> None:
    path = root / "data/tiny/parks.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("x_owner", "x_负责人", 1), encoding="utf-8")
    plan = geo.read_plan("tiny", root)
    export_plan(plan, tmp_path / "x.zip", layers=["parks"])
    found = read_incoming(plan, tmp_path / "x.zip", "parks")
    assert (found.changes, found.warnings) == ((), ())
    assert "x_own_2" in pyogrio.read_info(f"/vsizip/{tmp_path}/x.zip/parks.shp")["fields"]


def edited(root: Path, tmp_path: Path, edit: Any) -> Path:
    export_plan(geo.read_plan("tiny", root), tmp_path / "x.gpkg", layers=["parks"])
    frame = edit(pyogrio.read_dataframe(tmp_path / "x.gpkg", layer="parks"))
    pyogrio.write_dataframe(frame, tmp_path / "y.gpkg", layer="parks")
    return tmp_path / "y.gpkg"


def test_what_a_gis_writes_into_them_or_adds_is_taken(root: Path, tmp_path: Path) -> None:
    path = edited(root, tmp_path, lambda frame: frame.assign(x_owner="李四", X_FLOORS=3, Shape_Leng=1.0))
    words = ("import", str(path), "--plan", "tiny", "--layer", "parks")
    shown = run(root, *words)
    assert '~ west-park: x_floors "" -> "3"; x_owner "张三" -> "李四"' in shown.stdout
    assert "Columns that the plan has no place for: Shape_Leng." in shown.stderr
    assert run(root, *words, "--apply").exit_code == 0
    park = next(row for row in geo.read_plan("tiny", root).park_rows if row.park_id == "west-park")
    assert dict(park.own) == {"x_floors": "3", "x_owner": "李四", "x_seen": ""}
    assert run(root, "fmt", "--check").exit_code == 0


def test_a_workbook_has_them_and_takes_new_ones(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert run(root, "workbook", "tiny", "-o", str(path)).exit_code == 0
    book = load_workbook(path)
    sheet = next(each for each in book.worksheets if each["A2"].value and each["A2"].value == "data-platform")
    heads = [cell.value for cell in sheet[1]]
    assert heads[-2:] == ["x_owner", "x_seen"]
    line = next(row[0].row for row in sheet.iter_rows() if row[0].value == "west-park")
    sheet.cell(line, len(heads) - 1).value = "王五"
    sheet.cell(1, len(heads) + 1).value = "x_floors"
    sheet.cell(line, len(heads) + 1).value = 3
    book.save(path)
    told = run(root, "workbook", "--read", str(path)).stdout
    assert told == 'parks ~ west-park: x_floors "" -> "3"; x_owner "张三" -> "王五"\n'
    assert run(root, "workbook", "--apply", str(path)).exit_code == 0
    park = next(row for row in geo.read_plan("tiny", root).park_rows if row.park_id == "west-park")
    assert dict(park.own) == {"x_floors": "3", "x_owner": "王五", "x_seen": ""}


def test_a_colleagues_sheet_leaves_them_alone(root: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "地点.csv"
    sheet.write_text("名称,备注\n西北生物园,新\n", encoding="utf-8")
    done = run(root, "take", str(sheet), "--plan", "tiny", "--as", "parks", "--apply")
    assert done.exit_code == 0, done.output
    assert own(geo.read_plan("tiny", root))["west-park"] == OWN


def test_the_page_shows_them_on_cards(root: Path, tmp_path: Path) -> None:
    scene = make_scene(geo.read_plan("tiny", root))
    notes = {mark.id: mark.note for mark in (*scene.zones, *scene.parks, *scene.targets)}
    assert all(notes[ident].zh.endswith("owner：张三") for ident in ("west-pole", "west-park", "output"))
    assert notes["west-park"].text("en").endswith("owner: 张三")
    assert run(root, "map", "tiny", "-o", str(tmp_path / "x.html")).exit_code == 0
    assert "owner：张三" in (tmp_path / "x.html").read_text(encoding="utf-8")


def test_schemas_have_a_place_for_them() -> None:
    pattern = schemas()["zones.geojson"]["properties"]["features"]["items"]["properties"]["properties"]
    assert [re.match(each, "x_owner") is not None for each in pattern["patternProperties"]] == [True]
    assert "patternProperties" not in json.dumps(schemas()["units.geojson"])
