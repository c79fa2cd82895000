"""What a GIS team edited comes back: nothing where nothing changed, by id where something did, whole or not at all."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyogrio
import pytest
from click.testing import CliRunner, Result
from conftest import TINY
from pandas import concat
from reading import plan_of
from shapely import GeometryCollection, LineString, MultiPoint, Point, Polygon
from shapely.affinity import translate

import geo
from geo.analysis.canonical import text_of
from geo.analysis.check import check_plan
from geo.analysis.lacking import Lacking
from geo.cli import cli
from geo.export.export import export_plan
from geo.export.fields import fields_of
from geo.export.incoming.incoming import LAYERS_IN, TABLES_IN, Incoming, read_incoming
from geo.model.errors import PlanError, ReadError, UsageError
from geo.model.plan import file_of
from geo.model.schema import DATUMS, key
from geo.space.crs import to_datum

LAYERS = ("zones", "units", "parks")
DRIVERS = {".gpkg": "GPKG", ".shp": "ESRI Shapefile", ".geojson": "GeoJSON"}


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
    plan = geo.read_plan("tiny", tiny_root)
    export_plan(plan, tmp_path / f"x{suffix}", crs=crs, layers=list(LAYERS))
    for layer in LAYERS:
        same_file(read_incoming(plan, tmp_path / f"x{suffix}", layer), plan)


def same(found: Incoming, plan: geo.Plan) -> None:
    assert [str(item) for item in found.changes] == []
    assert set(found.rows) == set(getattr(plan, LAYERS_IN[found.file.rpartition("/")[2].partition(".")[0]][1]))


def same_file(found: Incoming, plan: geo.Plan) -> None:
    same(found, plan)
    assert text_of(plan, Path(found.file).name, found.rows) == (plan.root / found.file).read_text(encoding="utf-8")


@cache
def exported(plan: str) -> Mapping[str, Any]:
    """Return a plan's layers as a GIS team opens them from a GeoPackage."""
    read = plan_of(plan)
    with TemporaryDirectory() as folder:
        export_plan(read, Path(folder, "x.gpkg"), layers=list(LAYERS))
        return {layer: pyogrio.read_dataframe(Path(folder, "x.gpkg"), layer=layer) for layer in LAYERS}


def saved_again(plan: str, folder: Path, system: str, suffix: str, layer: str) -> Path:
    """Return a layer as a GIS team sends it back: saved by GDAL in another system or datum."""
    frame = exported(plan)[layer]
    if system in DATUMS:
        frame = frame.assign(geometry=frame.geometry.transform(lambda xy: to_datum(system)(xy) if len(xy) else xy))
    elif system != "4490":
        frame = frame.to_crs(int(system))
    path = folder / f"{layer}{suffix}"
    multi = {"promote_to_multi": True} if layer != "parks" else {}
    # GeoJSON in another system than degrees is no RFC 7946, and is what GIS programs write.
    pyogrio.write_dataframe(frame, path, layer=layer, driver=DRIVERS[suffix], **multi)
    return path


@pytest.mark.filterwarnings("ignore:.*(laundered|truncated|truncation|Normalized)")
@pytest.mark.parametrize(
    ("plan", "system", "suffix"),
    [
        # Every system in every format on the smallest plan; every system and every format on real borders.
        *(("tiny", system, suffix) for system in ("4490", "4326", "4547", "gcj02") for suffix in DRIVERS),
        ("changsha", "4490", ".geojson"),
        ("changsha", "4547", ".shp"),
        ("heilongjiang", "4326", ".gpkg"),
        ("heilongjiang", "4547", ".gpkg"),
        ("national", "gcj02", ".gpkg"),
    ],
)
def test_what_gdal_saved_again_comes_back(plan: str, system: str, suffix: str, tmp_path: Path) -> None:
    read = plan_of(plan)
    for layer in LAYERS:
        path = saved_again(plan, tmp_path, system, suffix, layer)
        same(read_incoming(read, path, layer, system if system in DATUMS else ""), read)


@pytest.mark.parametrize("layer", LAYERS)
def test_degrees_of_baidu_come_back(layer: str, tmp_path: Path) -> None:
    path = saved_again("tiny", tmp_path, "bd09", ".gpkg", layer)
    assert read_incoming(plan_of("tiny"), path, layer, "bd09").changes == ()


def test_a_shifted_datum_that_is_not_named_is_seen(tmp_path: Path) -> None:
    path = saved_again("tiny", tmp_path, "gcj02", ".gpkg", "parks")
    wrong = read_incoming(plan_of("tiny"), path, "parks").changes
    assert wrong
    assert all((item.moved_m or 0) > 100 for item in wrong)


@pytest.mark.parametrize(
    ("plan", "suffix", "crs"),
    [("changsha", ".zip", 4547), ("heilongjiang", ".gpkg", 4326), ("national", ".gpkg", 4547)],
)
def test_our_own_files_come_back(plan: str, suffix: str, crs: int, tmp_path: Path) -> None:
    read = plan_of(plan)
    export_plan(read, tmp_path / f"x{suffix}", crs=crs, layers=list(LAYERS))
    for layer in LAYERS:
        same_file(read_incoming(read, tmp_path / f"x{suffix}", layer), read)


@pytest.mark.parametrize(
    ("plan", "layer"),
    [*(("tiny", layer) for layer in LAYERS), ("heilongjiang", "zones"), ("changsha", "units"), ("national", "parks")],
)
def test_our_geojson_comes_back(plan: str, layer: str, tmp_path: Path) -> None:
    read = plan_of(plan)
    export_plan(read, tmp_path / "x.geojson", layers=[layer])
    same(read_incoming(read, tmp_path / "x.geojson", layer), read)


# Tables, and the drawing of the diagram.


def tables_of(suffix: str, folder: Path, plan: geo.Plan, tables: Sequence[str]) -> Mapping[str, Path]:
    """Return the file of each table as they are handed over: all in one file, or one each."""
    paths = export_plan(plan, folder / f"x{suffix}", layers=tables).paths
    return dict(zip(tables, map(Path, paths if len(paths) > 1 else paths * len(tables)), strict=True))


@pytest.mark.parametrize(
    ("plan", "suffix"),
    [
        *(("tiny", suffix) for suffix in (".gpkg", ".xlsx", ".csv")),
        ("heilongjiang", ".gpkg"),
        ("national", ".xlsx"),
        ("changsha", ".csv"),
    ],
)
def test_our_tables_come_back(plan: str, suffix: str, tmp_path: Path) -> None:
    read = plan_of(plan)
    held = [table for table in TABLES_IN if getattr(read, TABLES_IN[table][1])]
    for table, path in tables_of(suffix, tmp_path, read, held).items():
        found = read_incoming(read, path, table)
        assert ([str(change) for change in found.changes], found.warnings) == ([], ()), table


def test_the_command_knows_every_layer_and_table() -> None:
    options = {option.name: option for option in cli.commands["import"].params}
    assert list(options["layer"].type.choices) == [*LAYERS_IN, *TABLES_IN]  # type: ignore[attr-defined]


def test_a_number_that_somebody_changed_comes_back(tiny_root: Path, tmp_path: Path) -> None:
    plan = geo.read_plan("tiny", tiny_root)
    path = tables_of(".csv", tmp_path, plan, ["targets"])["targets"]
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace(",200,", ",210,", 1), encoding="utf-8")
    words = (str(path), "--plan", "tiny", "--layer", "targets")
    assert run(tiny_root, *words).stdout == '~ output-west: low "200" -> "210"\n'
    assert run(tiny_root, *words, "--apply").exit_code == 0
    (row,) = [row for row in geo.read_plan("tiny", tiny_root).target_rows if row.target_id == "output-west"]
    assert row.low == 210
    path.write_text(text.replace("west-pole", "west-pool", 1), encoding="utf-8")
    assert 'Did you mean "west-pole"?' in one_error(run(tiny_root, *words, "--apply"))


def test_a_state_is_known_by_its_place_and_date(tiny_root: Path, tmp_path: Path) -> None:
    plan = geo.read_plan("tiny", tiny_root)
    path = tables_of(".csv", tmp_path, plan, ["status"])["status"]
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([*lines, lines[1].replace("2023-06", "2024-06", 1)]), encoding="utf-8")
    done = run(tiny_root, str(path), "--plan", "tiny", "--layer", "status", "--apply")
    assert done.stdout == "+ west-cluster 2024-06\n"
    assert [row.as_of for row in geo.read_plan("tiny", tiny_root).status_rows] == ["2023-06", "2024-06"]


def test_a_drawing_that_somebody_moved_is_one_adjusted_by_hand(tiny_root: Path, tmp_path: Path) -> None:
    CliRunner().invoke(cli, ["--root", str(tiny_root), "-q", "schematic", "tiny"])
    plan = geo.read_plan("tiny", tiny_root)
    export_plan(plan, tmp_path / "x.gpkg", layers=["schematic"])
    assert read_incoming(plan, tmp_path / "x.gpkg", "schematic").changes == ()
    frame = pyogrio.read_dataframe(tmp_path / "x.gpkg", layer="schematic")
    moved = frame.geometry.where(frame["zone"] != "west-pole", frame.geometry.translate(0.1))
    pyogrio.write_dataframe(frame.assign(geometry=moved), tmp_path / "y.gpkg", layer="schematic")
    done = run(tiny_root, str(tmp_path / "y.gpkg"), "--plan", "tiny", "--layer", "schematic", "--apply")
    assert (done.exit_code, done.stdout.startswith('~ west-pole: adjusted "false" -> "true"; moved ')) == (0, True)
    assert [problem for problem in check_plan("tiny", tiny_root) if problem.severity == "error"] == []


def test_exported_imported_and_checked_nothing_is_wrong(tiny_root: Path, edited: Path) -> None:
    before = check_plan("tiny", tiny_root)
    for layer in LAYERS:
        assert run(tiny_root, str(edited), "--plan", "tiny", "--layer", layer, "--apply").exit_code == 0
    assert check_plan("tiny", tiny_root) == before


OWN_ID = {"zones": "zone", "units": "unit", "parks": "park_id"}


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_file_that_takes_long_is_announced_on_a_terminal(
    is_terminal: bool, tiny_root: Path, edited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.cli.handing._LONG_BYTES", 0)
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: is_terminal, raising=False)
    said = run(tiny_root, str(edited), "--plan", "tiny", "--layer", "zones").stderr
    assert ("Comparing" in said) == is_terminal


def with_one_more(edited: Path, layer: str) -> Path:
    """Return a GeoJSON as an editor saves a selection: the plan's first row with another name, and one that is new.

    Zones are counted by the slogan, so that none can be added.
    """
    frame = pyogrio.read_dataframe(edited, layer=layer).iloc[:1]
    new = frame.assign(**{OWN_ID[layer]: "999999" if layer == "units" else "new-one", "name": "新增"})
    path = edited.with_name("selected.geojson")
    rows = [frame.assign(name="改名"), *([] if layer == "zones" else [new])]
    pyogrio.write_dataframe(concat(rows), path, driver="GeoJSON")
    return path


def rows_of(root: Path, layer: str) -> dict[str, Any]:
    """Return the rows of a layer of the plan by id, in the order of its file."""
    record, attribute, _ = LAYERS_IN[layer]
    return {getattr(row, key(record)): row for row in getattr(geo.read_plan("tiny", root), attribute)}


@pytest.mark.parametrize("layer", LAYERS)
def test_rows_that_a_file_lacks_are_kept(layer: str, tiny_root: Path, edited: Path) -> None:
    before = rows_of(tiny_root, layer)
    path = with_one_more(edited, layer)
    result = run(tiny_root, str(path), "--plan", "tiny", "--layer", layer, "--apply")
    lacked = len(before) - 1
    stay = "1 row that the file lacks is kept" if lacked == 1 else f"{lacked} rows that the file lacks are kept"
    added = 0 if layer == "zones" else 1
    ways = "--remove marks places superseded, --purge deletes rows"
    counts = f"{added} added, 0 removed, 1 changed, 0 moved; {stay} ({ways})"
    assert (
        result.stderr
        == f"{counts}; written to {tiny_root / file_of('tiny', LAYERS_IN[layer][2])}; run buju check tiny.\n"
    )
    after = rows_of(tiny_root, layer)
    changed = next(iter(before))
    assert [after[new].name for new in set(after) - set(before)] == ["新增"] * added
    assert after[changed].name == "改名"
    assert {ident: after[ident] for ident in before if ident != changed} == {
        ident: row for ident, row in before.items() if ident != changed
    }
    assert list(after) == sorted(after)
    assert CliRunner().invoke(cli, ["--root", str(tiny_root), "fmt", "--check", "-q", "tiny"]).exit_code == 0


def lacking(edited: Path, *places: str) -> str:
    """Return a file of the plan's places without some of them."""
    frame = pyogrio.read_dataframe(edited, layer="parks")
    path = edited.with_name("fewer.gpkg")
    pyogrio.write_dataframe(frame[~frame["park_id"].isin(places)], path, layer="parks")
    return str(path)


def test_places_that_a_file_lacks_are_superseded_where_that_is_asked_for(tiny_root: Path, edited: Path) -> None:
    words = (lacking(edited, "far-lab"), "--plan", "tiny", "--layer", "parks", "--remove")
    assert run(tiny_root, *words).stdout == '~ far-lab: superseded_by "" -> "far-lab"\n'
    assert run(tiny_root, *words, "--apply").exit_code == 0
    assert rows_of(tiny_root, "parks")["far-lab"].superseded_by == "far-lab"
    assert [problem for problem in check_plan("tiny", tiny_root) if problem.severity == "error"] == []
    assert "nothing to write" in run(tiny_root, *words, "--apply").stderr


def test_rows_that_a_file_lacks_are_deleted_where_that_is_asked_for(tiny_root: Path, edited: Path) -> None:
    before = rows_of(tiny_root, "parks")
    words = (lacking(edited, "far-lab"), "--plan", "tiny", "--layer", "parks", "--purge", "--apply")
    written = f"0 added, 1 removed, 0 changed, 0 moved; written to {tiny_root}/data/tiny/parks.csv"
    assert written in run(tiny_root, *words).stderr
    assert set(before) - set(rows_of(tiny_root, "parks")) == {"far-lab"}


def test_what_other_rows_point_at_is_not_deleted(tiny_root: Path, edited: Path) -> None:
    path = edited.with_name("one.gpkg")
    pyogrio.write_dataframe(pyogrio.read_dataframe(edited, layer="zones").iloc[:1], path, layer="zones")
    words = (str(path), "--plan", "tiny", "--layer", "zones")
    told = one_error(run(tiny_root, *words, "--purge", "--apply"))
    assert "[unknown-zone]" in told
    assert "is no zone of this plan. --purge deletes it: leave that out, or first take away what names it." in told
    assert len(rows_of(tiny_root, "zones")) == 2
    refused = run(tiny_root, *words, "--remove")
    assert (refused.exit_code, "Rows of zones cannot be superseded" in refused.stderr) == (2, True)


def test_a_selection_without_an_edit_changes_nothing(tiny_root: Path, edited: Path) -> None:
    change(edited, "parks", lambda frame: frame.iloc[:1])
    before = (tiny_root / "data/tiny/parks.csv").read_bytes()
    result = run(tiny_root, str(edited), "--plan", "tiny", "--layer", "parks", "--apply")
    assert result.stderr == (
        "0 added, 0 removed, 0 changed, 0 moved; 5 rows that the file lacks are kept "
        "(--remove marks places superseded, --purge deletes rows); nothing to write.\n"
    )
    assert (tiny_root / "data/tiny/parks.csv").read_bytes() == before


def test_a_row_that_stands_twice_in_the_plan_stays_twice(tiny_root: Path, edited: Path) -> None:
    table = tiny_root / "data/tiny/parks.csv"
    last = table.read_text(encoding="utf-8").splitlines()[-1]
    table.write_text(table.read_text(encoding="utf-8") + last.replace("西北生物园", "重复", 1) + "\n", encoding="utf-8")
    change(edited, "parks", lambda frame: frame[frame["park_id"] == "east-base"].assign(name="新名"))
    assert run(tiny_root, str(edited), "--plan", "tiny", "--layer", "parks", "--apply").exit_code == 0
    names = {park.name for park in geo.read_plan("tiny", tiny_root).park_rows}
    assert {"新名", "重复", "西北生物园"} <= names


@pytest.mark.parametrize(("layer", "datum", "told"), [("joins", "", "is no layer"), ("parks", "wgs", "is no datum")])
def test_a_layer_or_datum_that_there_is_not_is_a_wrong_call(layer: str, datum: str, told: str, edited: Path) -> None:
    with pytest.raises(UsageError, match=told):
        read_incoming(plan_of("tiny"), edited, layer, datum)


def test_a_file_with_what_would_be_lost_is_not_written_again(tiny_root: Path, edited: Path) -> None:
    table = tiny_root / "data/tiny/parks.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("110.5,31.5,", "110.5,north,", 1), encoding="utf-8")
    before = table.read_bytes()
    change(edited, "parks", lambda frame: frame[frame["park_id"] == "east-base"].assign(name="新名"))
    result = run(tiny_root, str(edited), "--plan", "tiny", "--layer", "parks", "--apply")
    assert 'lat "north" is no number' in one_error(result)
    assert table.read_bytes() == before


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
    result = run(tiny_root, str(edited), "--plan", "tiny", "--layer", "parks", "--purge")
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
    arguments = (str(edited), "--plan", "tiny", "--layer", "parks", "--json")
    kept, removed = (json.loads(run(tiny_root, *arguments, *more).stdout) for more in ((), ("--purge",)))
    assert (kept["changes"], kept["kept"]) == ([], ["far-lab"])
    assert [(item["kind"], item["id"]) for item in removed["changes"]] == [("removed", "far-lab")]
    assert removed["kept"] == []


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


@pytest.mark.parametrize(("there", "asked"), [("zones", "parks"), ("parks", "targets"), ("units", "parks")])
def test_another_layer_than_the_one_that_is_asked_for_is_told(
    there: str, asked: str, tiny_root: Path, edited: Path
) -> None:
    path = edited.with_name("one.gpkg")
    pyogrio.write_dataframe(pyogrio.read_dataframe(edited, layer=there), path, layer=there)
    with pytest.raises(ReadError, match=f"has no column .* It seems to be another layer: --layer {there}\\."):
        read_incoming(geo.read_plan("tiny", tiny_root), path, asked)


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


def one_error(result: Result) -> str:
    """Return what the command prints for an error that it raised on purpose; its exit status is then 1."""
    assert result.exit_code == 1
    assert "internal error" not in result.stderr
    return result.stderr.removesuffix("\n")


def parks_saved(edited: Path, edit: Any, **options: Any) -> Path:
    """Return the layer of places as somebody saved it after an edit."""
    path = edited.with_name("sent.gpkg")
    pyogrio.write_dataframe(edit(pyogrio.read_dataframe(edited, layer="parks")), path, layer="parks", **options)
    return path


def each_point(change_of: Any) -> Any:
    return lambda frame: frame.assign(geometry=[one and change_of(one) for one in frame.geometry])


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (each_point(lambda at: Point(at.y, at.x)), "longitude and latitude are swapped"),
        (lambda frame: frame.to_crs(4547).set_crs(4490, allow_override=True), "are no degrees"),
        (lambda frame: frame.iloc[:0], "holds no rows"),
        (lambda frame: frame.drop(columns="park_id"), "has no column park_id"),
        (each_point(lambda at: at.buffer(0.1)), "is no single point"),
        (lambda frame: frame.assign(park_id=[None, *frame["park_id"][1:]]), "park_id is empty"),
        (lambda frame: frame.assign(lat=float("inf"), precision_km=float("inf")), "is no finite number"),
    ],
)
def test_what_cannot_be_meant_so_is_refused(edit: Any, told: str, tiny_root: Path, edited: Path) -> None:
    path = parks_saved(edited, edit, geometry_type="Unknown")
    result = run(tiny_root, str(path), "--plan", "tiny", "--layer", "parks", "--apply")
    assert told in one_error(result)
    assert all(str(path) in line for line in one_error(result).splitlines())
    assert geo.read_plan("tiny", tiny_root).park_rows == geo.read_plan("tiny", TINY).park_rows


@pytest.mark.parametrize(
    "shape",
    [
        Polygon([(110, 30), (111, 31), (111, 30), (110, 31)]),
        LineString([(110, 30), (111, 31)]),
        Point(110, 30),
        GeometryCollection([Point(110, 30), Polygon([(110, 30), (111, 31), (111, 30)])]),
    ],
)
def test_zones_that_are_no_clear_areas_are_refused(shape: Any, tiny_root: Path, edited: Path, tmp_path: Path) -> None:
    frame = pyogrio.read_dataframe(edited, layer="zones")
    frame = frame.assign(geometry=[shape] * len(frame)).set_crs(4490, allow_override=True)
    pyogrio.write_dataframe(frame, tmp_path / "sent.gpkg", layer="zones", geometry_type="Unknown")
    with pytest.raises(PlanError, match="bad-geometry") as stopped:
        read_incoming(geo.read_plan("tiny", tiny_root), tmp_path / "sent.gpkg", "zones")
    assert {problem.where for problem in stopped.value.problems} == {"zone east-belt", "zone west-pole"}


def test_heights_and_single_multipoints_are_no_difference(tiny_root: Path, edited: Path) -> None:
    plan = geo.read_plan("tiny", tiny_root)
    for edit in (each_point(lambda at: Point(at.x, at.y, 99.0)), each_point(lambda at: MultiPoint([at]))):
        path = parks_saved(edited, edit, geometry_type="Unknown")
        same(read_incoming(plan, path, "parks"), plan)
        path.unlink()


def test_places_without_any_geometry_are_erased(tiny_root: Path, edited: Path) -> None:
    path = parks_saved(
        edited, lambda frame: frame.assign(geometry=None).set_crs(4490, allow_override=True), geometry_type="Point"
    )
    found = read_incoming(geo.read_plan("tiny", tiny_root), path, "parks")
    assert [(item.id, item.drawn) for item in found.changes] == [
        (ident, "erased") for ident in ("east-base", "far-lab", "west-park")
    ]


WAYS: tuple[Lacking, ...] = ("keep", "purge")


def test_unknown_ids_are_new_rows(tiny_root: Path, edited: Path) -> None:
    path = parks_saved(edited, lambda frame: frame.replace({"park_id": {"far-lab": "near-lab"}}))
    plan = geo.read_plan("tiny", tiny_root)
    kept, removed = (read_incoming(plan, path, "parks", lacking=each) for each in WAYS)
    assert [(item.kind, item.id) for item in kept.changes] == [("added", "near-lab")]
    assert kept.kept == ("far-lab",)
    assert [(item.kind, item.id) for item in removed.changes] == [("removed", "far-lab"), ("added", "near-lab")]


@pytest.mark.parametrize(("code", "datum"), [(4610, "Xian 1980"), (4214, "Beijing 1954")])
def test_an_old_datum_is_warned_of(code: int, datum: str, tiny_root: Path, edited: Path) -> None:
    path = parks_saved(edited, lambda frame: frame.set_crs(code, allow_override=True))
    found = read_incoming(geo.read_plan("tiny", tiny_root), path, "parks")
    assert found.warnings[0].startswith(f"{datum} has no public transformation to CGCS2000")


def gbk_shapefile(edited: Path, folder: Path) -> Path:
    """Return a Shapefile as Chinese offices send it: GBK, no .cpg, no mark of its code page."""
    folder.mkdir()
    frame = pyogrio.read_dataframe(edited, layer="parks")
    pyogrio.write_dataframe(frame, folder / "地点.shp", driver="ESRI Shapefile", encoding="GBK")
    (folder / "地点.cpg").unlink()
    return folder / "地点.shp"


@pytest.mark.filterwarnings("ignore:.*(laundered|truncated|Normalized)")
@pytest.mark.parametrize("zipped", [False, True])
def test_gbk_without_a_word_of_it_is_read(zipped: bool, tiny_root: Path, edited: Path, tmp_path: Path) -> None:
    path = gbk_shapefile(edited, tmp_path / "送来")
    if zipped:
        with zipfile.ZipFile(tmp_path / "x.zip", "w") as files:
            for item in sorted(path.parent.iterdir()):
                files.write(item, f"一个文件夹/{item.name}")
        path = tmp_path / "x.zip"
    plan = geo.read_plan("tiny", tiny_root)
    found = read_incoming(plan, path, "parks")
    same(found, plan)
    assert found.warnings == (f"{path}: names no encoding of its texts (.cpg); they were read as GB18030.",)


@pytest.mark.filterwarnings("ignore:.*(laundered|truncated|Normalized)")
@pytest.mark.parametrize("mark", ["UTF-8", "65001", "OEM", "system", "ISO-8859-1"])
def test_a_wrong_cpg_is_told_and_the_bytes_decide(mark: str, tiny_root: Path, edited: Path, tmp_path: Path) -> None:
    path = gbk_shapefile(edited, tmp_path / "x")
    path.with_suffix(".cpg").write_text(mark)
    plan = geo.read_plan("tiny", tiny_root)
    found = read_incoming(plan, path, "parks")
    same(found, plan)
    assert found.warnings == (f'{path}: its texts are marked as "{mark}" (.cpg); they were read as GB18030.',)


@pytest.mark.filterwarnings("ignore:.*(laundered|truncated|Normalized)")
@pytest.mark.parametrize("mark", ["ANSI 936", "x936", "GBK", "gb2312"])
def test_any_name_of_gbk_is_right(mark: str, tiny_root: Path, edited: Path, tmp_path: Path) -> None:
    path = gbk_shapefile(edited, tmp_path / "x")
    path.with_suffix(".cpg").write_text(mark)
    plan = geo.read_plan("tiny", tiny_root)
    found = read_incoming(plan, path, "parks")
    same(found, plan)
    assert found.warnings == ()


def test_a_zipped_geopackage_comes_back(tiny_root: Path, edited: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as files:
        files.write(edited, "back/x.gpkg")
    plan = geo.read_plan("tiny", tiny_root)
    same(read_incoming(plan, tmp_path / "x.zip", "parks"), plan)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_and_words_for_people_are_understood(lang: str, tiny_root: Path, edited: Path) -> None:
    fields = fields_of("parks", lang)
    words = {field.name: dict(field.choices) for field in fields if field.choices}
    path = parks_saved(
        edited,
        lambda frame: frame.replace(words).rename(columns={field.name: field.alias for field in fields}),
    )
    plan = geo.read_plan("tiny", tiny_root)
    found = read_incoming(plan, path, "parks")
    same(found, plan)
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("x.gpkg", b"SQLite format 3\x00" + b"x" * 5000, "file is not a database"),
        ("x.gpkg", b"", "is no file of layers"),
        ("x.zip", b"PK\x03\x04junk", "is no zip file"),
        ("x.geojson", b'{"type": "FeatureCollection", "features": [', "At line 1"),
        ("x.geojson", b'{"type": "FeatureCollection", "features": []}', "holds no rows"),
        ("x.txt", b"x", "is no file of layers"),
        ("a;b.gpkg", b"x", "no path with ; or !"),
    ],
)
def test_broken_files_are_one_line(name: str, data: bytes, told: str, tiny_root: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    result = run(tiny_root, str(tmp_path / name), "--plan", "tiny", "--layer", "parks", "--apply")
    assert told in one_error(result)
    assert "\n" not in one_error(result)


def test_a_zip_of_nothing_is_told(tiny_root: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as files:
        files.writestr("readme.txt", "x")
    with pytest.raises(ReadError, match="holds no layer"):
        read_incoming(geo.read_plan("tiny", tiny_root), tmp_path / "x.zip", "parks")


def test_a_folder_is_no_layer(tiny_root: Path, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is no file of layers"):
        read_incoming(geo.read_plan("tiny", tiny_root), tmp_path, "parks")


def test_of_two_columns_that_mean_the_same_the_one_with_its_own_name_is_taken(tiny_root: Path, edited: Path) -> None:
    path = parks_saved(edited, lambda frame: frame.assign(名称="别名", 英文名称="Alias"))
    found = read_incoming(geo.read_plan("tiny", tiny_root), path, "parks")
    assert found.changes == ()
