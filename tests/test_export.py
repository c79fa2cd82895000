"""An export: what each format adds to rows and places (test_formats.py), whole or not at all, and wrong calls."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import fastkml
import geoparquet_validator
import pyogrio
import pytest
import python_calamine
import shapefile
from click.testing import CliRunner, Result
from pyogrio.errors import DataSourceError
from reading import layers_of, plan_of

import geo
from geo.analysis.author.worksheets import SENTENCE, TICK, WORKSHEETS
from geo.analysis.points.points import ADDED
from geo.analysis.points.tally import COUNTED_HEAD, SUM
from geo.analysis.register.job import REJECT_HEAD
from geo.cli import cli
from geo.export.export import export_plan
from geo.export.fields import RECORDS, columns_of, fields_of
from geo.export.formats import FORMATS
from geo.export.kml import abgr
from geo.export.layers import Layer, export_layers, flat
from geo.export.tabular import ENCODING, csv_bytes
from geo.model import aliases, meanings
from geo.model.errors import OutputError, PlanError, UsageError
from geo.model.plan import Plan, read_plan
from geo.model.schema import Boundaries, Header, Map, Step
from geo.model.schema import columns as schema_columns

PLACES = ("zones", "units", "parks")
TABLES = ("groups", "targets", "joins", "citations", "sources", "industries", "actuals", "status", "story")


@pytest.fixture
def tiny(tiny_root: Path) -> Plan:
    return geo.read_plan("tiny", tiny_root)


def layer_of(plan: Plan, name: str, **options: Any) -> Layer:
    return export_layers(plan, **options)[name]


def written(plan: Plan, folder: Path, name: str, **options: Any) -> Path:
    path = folder / name
    export_plan(plan, path, **options)
    return path


def ids(layer: Layer) -> list[str]:
    return list(layer.frame[layer.key])


def test_geopackage_types_and_names_its_columns(tiny: Plan, tmp_path: Path) -> None:
    path = written(tiny, tmp_path, "x.gpkg")
    with sqlite3.connect(path) as database:
        kinds = dict(database.execute("SELECT table_name, data_type FROM gpkg_contents"))
        assert {name for name, kind in kinds.items() if kind == "features"} == set(PLACES)
        assert set(TABLES) <= {name for name, kind in kinds.items() if kind == "attributes"}
        for name in PLACES:
            assert database.execute(
                "SELECT srs_id, geometry_type_name FROM gpkg_geometry_columns WHERE table_name = ?", [name]
            ).fetchone() == (4490, layer_of(tiny, name).geometry.upper())
        types = dict(database.execute("SELECT name, type FROM pragma_table_info('targets')"))
        assert (types["low"], types["year"], types["indicator"]) == ("REAL", "INTEGER", "TEXT")
        alias = "SELECT title FROM gpkg_data_columns WHERE table_name = 'parks' AND column_name = 'precision_km'"
        assert database.execute(alias).fetchone() == ("精度（公里）",)


def test_aliases_speak_the_language_asked_for(tiny: Plan, tmp_path: Path) -> None:
    path = written(tiny, tmp_path, "x.gpkg", lang="en")
    with sqlite3.connect(path) as database:
        named = dict(database.execute("SELECT column_name, title FROM gpkg_data_columns WHERE table_name = 'parks'"))
    assert named["precision_km"] == "Precision (km)"


def test_geopackage_lists_the_values_of_closed_fields(tiny: Plan, tmp_path: Path) -> None:
    path = written(tiny, tmp_path, "x.gpkg")
    ask = "SELECT value, description FROM gpkg_data_column_constraints WHERE constraint_name = 'parks_status'"
    with sqlite3.connect(path) as database:
        assert dict(database.execute(ask))["planned"] == "规划"


def test_geodatabase_has_aliases_and_no_name_that_sql_forbids(tiny: Plan, tmp_path: Path) -> None:
    path = written(tiny, tmp_path, "x.gdb")
    assert {name for name, _ in pyogrio.list_layers(path)} == {*PLACES, *TABLES}
    schema, table = pyogrio.read_arrow(path, layer="zones")
    assert schema["crs"] == "EPSG:4490"
    named = {
        field.name: (field.metadata or {}).get(b"GDAL:OGR:alternative_name", b"").decode() for field in table.schema
    }
    assert (named["group_"], named["precision_km"]) == ("所属布局", "精度（公里）")


@pytest.mark.parametrize("name", PLACES)
def test_shapefile_has_short_names_of_fields_and_names_its_encoding(tiny: Plan, tmp_path: Path, name: str) -> None:
    path = written(tiny, tmp_path, "x.zip", crs=4547)
    layer = layer_of(tiny, name, crs=4547)
    with shapefile.Reader(f"{path}/{name}.shp", encoding="utf-8") as found:
        names = [field[0] for field in found.fields if field[0] != "DeletionFlag"]
        assert names == [item.short for item in layer.fields]
        assert all(len(short.encode()) <= 10 and short.isascii() for short in names)
    with zipfile.ZipFile(path) as files:
        assert files.read(f"{name}.cpg") == b"UTF-8"
        assert b"CGCS2000" in files.read(f"{name}.prj")


def test_shapefile_carries_a_dictionary_of_its_fields(tiny: Plan, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tiny, tmp_path, "x.zip")) as files:
        rows = list(csv.DictReader(io.StringIO(files.read("fields.csv").decode(ENCODING))))
    known = {(row["layer"], row["field"]): (row["name"], row["alias"]) for row in rows}
    assert known["parks", "precis_km"] == ("precision_km", "精度（公里）")


def test_a_shapefile_has_room_for_what_its_columns_may_hold(tiny: Plan, tmp_path: Path) -> None:
    path = written(tiny, tmp_path, "x.zip")
    for layer in PLACES:
        with shapefile.Reader(f"{path}/{layer}.dbf", encoding="utf-8") as found:
            room = {name: width for name, kind, width, _ in found.fields[1:] if kind == "C"}
        wanted = {field.short: min(3 * field.length, 254) for field in fields_of(layer) if field.short in room}
        assert {name for name, width in wanted.items() if room[name] < width} == set()
        assert room["name"] == 254 if "name" in room else layer == "schematic"


def test_texts_that_a_shapefile_cuts_are_reported(tiny_root: Path, tmp_path: Path) -> None:
    table = tiny_root / "data/tiny/parks.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("西北生物园,,", "西北生物园," + "园" * 100 + ",", 1), encoding="utf-8"
    )
    done = export_plan(geo.read_plan("tiny", tiny_root), tmp_path / "x.zip")
    assert "parks.note: 1 text cut to 254 bytes" in done.warnings[0]
    with shapefile.Reader(f"{tmp_path / 'x.zip'}/parks.dbf", encoding="utf-8") as found:
        notes = {record["park_id"]: record["note"] for record in found.records()}
    assert notes["west-park"] == "园" * 84


@pytest.mark.parametrize("name", [*PLACES, "targets"])
def test_geojson_is_rfc_7946(tiny: Plan, tmp_path: Path, name: str) -> None:
    import geojson_validator

    geojson_validator.configure_logging(enabled=False)
    layer = layer_of(tiny, name)
    document = json.loads(written(tiny, tmp_path, "x.geojson", layers=[name]).read_text(encoding="utf-8"))
    assert geojson_validator.validate_structure(document) == {}
    assert "crs" not in document
    assert [feature["id"] for feature in document["features"]] == ids(layer)
    if layer.geometry:
        report = geojson_validator.validate_geometries(document)
        assert report["invalid"] == {}


def test_geojson_keeps_lists_numbers_and_flags(tiny: Plan, tmp_path: Path) -> None:
    document = json.loads(written(tiny, tmp_path, "x.geojson", layers=["zones"]).read_text(encoding="utf-8"))
    belt = next(feature["properties"] for feature in document["features"] if feature["id"] == "east-belt")
    assert (belt["members"], belt["focus"], belt["order"], belt["precision_km"]) == (["990201", "990202"], True, 1, 1.0)


@pytest.mark.parametrize("name", PLACES)
def test_geoparquet_meets_its_specification(tiny: Plan, tmp_path: Path, name: str) -> None:
    path = written(tiny, tmp_path, "x.parquet", layers=[name], crs=4547)
    report = geoparquet_validator.check(str(path))
    assert geoparquet_validator.conformant(report), geoparquet_validator.failed(report)


def test_workbook_read_by_calamine(tiny: Plan, tmp_path: Path) -> None:
    book = python_calamine.CalamineWorkbook.from_path(str(written(tiny, tmp_path, "x.xlsx")))
    assert set(book.sheet_names) == {*PLACES, *TABLES, "字段说明"}
    head, *rows = book.get_sheet_by_name("parks").to_python()
    layer = layer_of(tiny, "parks")
    assert head[: len(layer.fields)] == [item.alias for item in layer.fields]
    at = head.index("经度")
    lons = [None if row[at] == "" else row[at] for row in rows]
    assert lons == [None if lon != lon else lon for lon in layer.frame["lon"]]
    assert [row[head.index("名称")] for row in rows] == list(layer.frame["name"])
    assert all(isinstance(row[head.index("行政区划代码")], str) for row in rows)
    described = book.get_sheet_by_name("字段说明").to_python()
    assert described[1][:5] == ["zones", 1, "zone", "分区编号", "Char"]


def test_kml_has_styles_labels_and_every_row(tiny: Plan, tmp_path: Path) -> None:
    document = fastkml.KML.parse(written(tiny, tmp_path, "x.kml"), strict=True).features[0]
    folders = {folder.name: folder for folder in document.features}
    layers = export_layers(tiny)
    zones = [feature for feature in folders["分区"].features if isinstance(feature, fastkml.Placemark)]
    assert [zone.name for zone in zones] == list(layers["zones"].frame["name"])
    assert len(list(rows_in(folders["地点"]))) == len(layers["parks"].frame)
    styles = {style.id: style for style in document.styles}
    assert {zone.style_url.url for zone in zones} == {"#zone-west-pole", "#zone-east-belt"}
    fill = next(part for part in styles["zone-west-pole"].styles if isinstance(part, fastkml.PolyStyle))
    assert fill.color == abgr("#f5aba8", 0.62) == "9ea8abf5"


def rows_in(folder: Any) -> Any:
    for feature in folder.features:
        if isinstance(feature, fastkml.Folder):
            yield from rows_in(feature)
        else:
            yield feature


def folders_in(path: Path) -> dict[str, ElementTree.Element]:
    space = "{http://www.opengis.net/kml/2.2}"
    found = ElementTree.parse(path).getroot().iter(f"{space}Folder")
    return {item.findtext(f"{space}name", ""): item for item in reversed(list(found))}


def test_kml_shows_one_of_the_layouts_that_lie_over_one_another(tmp_path: Path) -> None:
    plan = plan_of("national")
    space = "{http://www.opengis.net/kml/2.2}"
    folders = folders_in(written(plan, tmp_path, "x.kml", layers=["zones"]))
    drawn = [group.name for group in plan.groups if group.name in folders]
    assert len(drawn) > 10
    assert [folders[name].findtext(f"{space}visibility") for name in drawn] == ["1", *["0"] * (len(drawn) - 1)]


@pytest.mark.parametrize(("lang", "label"), [("zh", "种业硅谷（示意）"), ("en", "Seed Silicon Valley (sketch)")])
def test_kml_speaks_the_language_asked_for_and_says_what_is_a_sketch(tmp_path: Path, lang: str, label: str) -> None:
    text = written(plan_of("changsha"), tmp_path, "x.kml", lang=lang).read_text(encoding="utf-8")
    assert f"<name>{label}</name>" in text


def test_kml_lists_places_that_are_not_located(tiny: Plan, tmp_path: Path) -> None:
    space = "{http://www.opengis.net/kml/2.2}"
    root = ElementTree.parse(written(tiny, tmp_path, "x.kml")).getroot()
    folder = next(item for item in root.iter(f"{space}Folder") if item.findtext(f"{space}name") == "未定位")
    marks = folder.findall(f"{space}Placemark")
    assert {mark.findtext(f"{space}name") for mark in marks} == {"生物数据平台", "东北农场", "西市医药集群"}
    assert all(mark.find(f"{space}Point") is None for mark in marks)


def test_kmz_carries_its_symbol(tiny: Plan, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tiny, tmp_path, "x.kmz")) as files:
        assert files.namelist() == ["doc.kml", "files/dot.png"]
        assert b"<href>files/dot.png</href>" in files.read("doc.kml")
        assert files.read("files/dot.png").startswith(b"\x89PNG")


HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "<b>&\"'", "=cmd|' /C calc'!A0")


@pytest.fixture
def hostile(tiny_root: Path) -> Plan:
    """Return a plan whose places bear names that spreadsheets and markup would run."""
    plan = geo.read_plan("tiny", tiny_root)
    parks = list(plan.park_rows)
    for park, name in zip(parks, HOSTILE, strict=False):
        object.__setattr__(park, "name", name)
    return plan


@pytest.mark.parametrize("cell", ["=1+1", ["=1+1", "b"]])
def test_a_cell_of_csv_is_no_formula_nor_is_a_list(cell: str | list[str]) -> None:
    assert csv_bytes([["=a"], [cell]]).decode("utf-8-sig").splitlines()[0] == "'=a"
    assert csv_bytes([["=a"], [cell]]).decode("utf-8-sig").splitlines()[1].startswith("'=1+1")


def test_csv_cells_are_no_formulas(hostile: Plan, tmp_path: Path) -> None:
    text = written(hostile, tmp_path, "x.csv", layers=["parks"]).read_text(encoding=ENCODING)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["name"] for row in rows][:5] == [f"'{name}" for name in HOSTILE[:5]]
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())


def test_workbook_cells_are_no_formulas(hostile: Plan, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(hostile, tmp_path, "x.xlsx")) as files:
        sheets = [files.read(name) for name in files.namelist() if name.startswith("xl/worksheets/")]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_kml_escapes_markup(hostile: Plan, tmp_path: Path) -> None:
    text = written(hostile, tmp_path, "x.kml").read_text(encoding="utf-8")
    assert "<b>&" not in text
    assert "&lt;b&gt;&amp;&quot;" in text


@pytest.mark.parametrize(("crs", "code"), [("4490", 4490), ("EPSG:4326", 4326), ("auto", 4546), (4547, 4547)])
def test_systems(tiny: Plan, tmp_path: Path, crs: Any, code: int) -> None:
    path = written(tiny, tmp_path, "x.gpkg", crs=crs)
    assert pyogrio.read_info(path, layer="zones")["crs"] == f"EPSG:{code}"


def test_a_conic_keeps_its_name(tiny: Plan, tmp_path: Path) -> None:
    found = pyogrio.read_dataframe(written(tiny, tmp_path, "x.gpkg", crs="albers"), layer="zones")
    assert found.crs.name == "CGCS2000 / Fang Albers"
    assert found.geometry.area.sum() / 1e6 == pytest.approx(layer_of(tiny, "zones").frame["area_km2"].sum(), rel=1e-3)


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), *arguments], prog_name="buju")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "x.geojson", "--crs", "4547"], "is in degrees"),
        (["-o", "x.kml", "--crs", "auto"], "is in degrees"),
        (["-o", "x.kmz", "--crs", "albers"], "is in degrees"),
        (["-o", "x.foo"], "names no format"),
        (["-o", "x.gpkg", "--layer", "zons"], 'Did you mean "zones"?'),
        (["-o", "x.gpkg", "--lang", "fr"], "is not one of"),
        ([], "Missing option"),
    ],
)
def test_wrong_calls_exit_with_2(tiny_root: Path, arguments: list[str], told: str) -> None:
    result = run(tiny_root, "export", "tiny", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_names_of_files_are_printed(tiny_root: Path, tmp_path: Path) -> None:
    result = run(tiny_root, "export", "tiny", "-o", str(tmp_path / "x.fgb"), "--layer", "zones", "--layer", "parks")
    assert result.exit_code == 0
    assert result.stdout.split() == [str(tmp_path / "x-zones.fgb"), str(tmp_path / "x-parks.fgb")]
    one = run(tiny_root, "export", "tiny", "-o", str(tmp_path / "y.fgb"), "--layer", "zones")
    assert one.stdout.split() == [str(tmp_path / "y.fgb")]


def test_a_region_of_many_zones_gets_one_line(tmp_path: Path) -> None:
    warnings = export_plan(plan_of("heilongjiang"), tmp_path / "x.gpkg", crs="auto", layers=["zones"]).warnings
    assert len(warnings) == 1
    assert "4549 to 4554" in warnings[0]
    assert "--crs albers" in warnings[0]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_missing_folder_is_told(tiny: Plan, tmp_path: Path, suffix: str) -> None:
    with pytest.raises(OutputError, match="cannot be written: no such file or directory"):
        export_plan(tiny, tmp_path / "none" / f"x{suffix}")


def test_a_geopackage_open_elsewhere_is_not_replaced(tiny: Plan, tmp_path: Path) -> None:
    path = written(tiny, tmp_path, "x.gpkg")
    before = path.read_bytes()
    (tmp_path / "x.gpkg-wal").write_bytes(b"open")
    with pytest.raises(OutputError, match="has it open"):
        export_plan(tiny, path)
    assert path.read_bytes() == before
    export_plan(tiny, path, lang="en", force=True)
    assert not (tmp_path / "x.gpkg-wal").exists(), "it would be taken for the new file's, and spoil it"


def test_a_folder_that_is_no_geodatabase_is_not_replaced(tiny: Plan, tmp_path: Path) -> None:
    (tmp_path / "x.gdb").mkdir()
    (tmp_path / "x.gdb" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="not a regular file"):
        export_plan(tiny, tmp_path / "x.gdb", force=True)
    assert (tmp_path / "x.gdb" / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_old_export_is_replaced_and_a_writer_that_fails_leaves_it_as_it_was(
    tiny: Plan, tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        done = export_plan(tiny, tmp_path / f"x{suffix}")
    assert sorted(str(path) for path in tmp_path.iterdir() if path.name != "tiny") == sorted(done.paths)
    before = {path: contents(Path(path)) for path in done.paths}

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="no space left on device"):
        export_plan(tiny, tmp_path / f"x{suffix}")
    assert {path: contents(Path(path)) for path in done.paths} == before
    assert not list(tmp_path.glob(".*"))


def contents(path: Path) -> Any:
    return {item.name: item.read_bytes() for item in path.iterdir()} if path.is_dir() else path.read_bytes()


LIMITED = """
import json, resource, signal, sys
from contextlib import redirect_stderr
from io import StringIO
import geo.export.qgis.styles
from geo.cli import main

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
told = []
for room, *arguments in json.loads(sys.argv[1]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    with redirect_stderr(StringIO()) as said:
        try:
            main(arguments)
        except SystemExit as ended:
            told.append([ended.code, said.getvalue()])
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(json.dumps(told))
"""
"""Runs commands one after the other, each while no file may outgrow so many bytes, as on a disk that is full."""


def on_a_full_disk(commands: list[list[Any]]) -> list[tuple[int, str]]:
    """Return the exit status of each command, given after its room in bytes, and what it said."""
    plain = {**os.environ, "OPENPYXL_LXML": "False"}
    command = [sys.executable, "-c", LIMITED, json.dumps(commands)]
    done = subprocess.run(command, capture_output=True, text=True, env=plain, check=True)
    return [(code, said) for code, said in json.loads(done.stdout)]


@pytest.mark.skipif(os.name != "posix", reason="limits of files are POSIX")
def test_a_disk_that_is_full_or_fills_late_is_one_line_and_keeps_the_old_file(
    tiny: Plan, tiny_root: Path, tmp_path: Path
) -> None:
    targets = {suffix: tmp_path / suffix[1:] / f"x{suffix}" for suffix in FORMATS}
    before = {}
    for suffix, target in targets.items():
        target.parent.mkdir()
        before[suffix] = {path: contents(Path(path)) for path in export_plan(tiny, target).paths}
    whole = targets[".gpkg"].stat().st_size
    rooms = [(suffix, 200) for suffix in FORMATS]
    rooms += [(".gpkg", int(whole * share)) for share in (0.3, 0.6, 0.8, 0.9, 0.97)]
    calls = [[room, "--root", str(tiny_root), "export", "tiny", "-o", str(targets[suffix])] for suffix, room in rooms]
    for (suffix, room), (code, said) in zip(rooms, on_a_full_disk(calls), strict=True):
        assert (code, said.count("\n")) == (1, 1), (suffix, room, said)
        assert ("x.gpkg: cannot be written" if room > 200 else "cannot be written") in said, (suffix, room)
        assert {path: contents(Path(path)) for path in before[suffix]} == before[suffix]
        assert not list(targets[suffix].parent.glob(".*"))


KILLED = """
import json, os, signal, subprocess, sys
import geopandas, geo, geo.export.export, geo.model.files as files

plan = geo.read_plan("tiny", sys.argv[1])
# The watching shells then hold our pipe, and what is read from it ends when the last of them does.
subprocess.DEVNULL = None
for target, stop in json.loads(sys.argv[2]).items():
    if not (child := os.fork()):
        exec(stop)
        geo.export_plan(plan, target)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
"""Exports in processes that are told when to kill themselves, and prints how each ended."""
WRITTEN = "files._sync = lambda folder: os.kill(os.getpid(), signal.SIGKILL)"
BETWEEN_NAMES = "rename = os.rename; os.rename = lambda *names: (rename(*names), os.kill(os.getpid(), signal.SIGKILL))"


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL elsewhere")
def test_a_killed_export_leaves_nothing_behind_and_the_old_files_as_they_were(
    tiny: Plan, tiny_root: Path, tmp_path: Path
) -> None:
    cases = [(".gpkg", WRITTEN), (".gdb", WRITTEN), (".csv", WRITTEN), (".gdb", BETWEEN_NAMES)]
    stops, before = {}, {}
    for at, (suffix, stop) in enumerate(cases):
        target = tmp_path / str(at) / f"x{suffix}"
        target.parent.mkdir()
        before[at] = {path: contents(Path(path)) for path in export_plan(tiny, target).paths}
        stops[str(target)] = stop
    command = [sys.executable, "-c", KILLED, str(tiny_root), json.dumps(stops)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert list(map(int, done.stdout.split())) == [-signal.SIGKILL] * len(cases)
    for at, held in before.items():
        assert not list((tmp_path / str(at)).glob(".*")), cases[at]
        assert {path: contents(Path(path)) for path in held} == held, cases[at]


def test_an_unknown_language_is_refused(tiny: Plan, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no language"):
        export_plan(tiny, tmp_path / "x.gpkg", lang="fr")


def test_flat_lists_are_texts(tiny: Plan) -> None:
    assert flat(layer_of(tiny, "zones"))["members"].tolist()[0] == "990201;990202"


def test_every_field_has_a_name_for_people_and_a_short_one(tiny: Plan) -> None:
    for lang in ("zh", "en"):
        for layer in export_layers(tiny, lang).values():
            assert len({item.alias for item in layer.fields}) == len(layer.fields), layer.name
            assert len({item.short for item in layer.fields}) == len(layer.fields), layer.name
            assert all(len(item.short) <= 10 and item.short.isascii() for item in layer.fields), layer.name
            assert lang == "en" or all(item.alias != item.name for item in layer.fields), layer.name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tables_and_fields_say_what_they_mean(tiny: Plan, lang: str) -> None:
    for layer in (layers_of("national") if lang == "zh" else export_layers(tiny, lang)).values():
        for told in (layer.meaning, *(item.meaning for item in layer.fields)):
            assert told, layer.name
            assert any(letter >= "\u4e00" for letter in told) or lang == "en", (layer.name, told)


def test_fields_have_the_same_room_in_every_plan() -> None:
    rooms: dict[tuple[str, str], set[int]] = {}
    for name in geo.list_plans():
        for layer in layers_of(name).values():
            for item in layer.fields:
                rooms.setdefault((layer.name, item.name), set()).add(item.length)
    assert {key for key, found in rooms.items() if len(found) > 1} == set()


def test_a_text_longer_than_all_known_still_has_room(tiny: Plan) -> None:
    object.__setattr__(tiny.park_rows[0], "note", "园" * 12_345)
    room = {item.name: item.length for item in layer_of(tiny, "parks").fields}
    assert room["note"] == 12_345


@pytest.mark.parametrize(
    ("plan", "provinces", "lines"),
    [("heilongjiang", {"150000", "210000", "220000"}, set()), ("national", set(), {"dash-line", "undefined-line"})],
)
def test_what_lies_around_comes_with_it(plan: str, provinces: set[str], lines: set[str]) -> None:
    layers = layers_of(plan)
    assert {ident for name in ("provinces",) if name in layers for ident in ids(layers[name])} == provinces
    assert {ident for name in ("lines",) if name in layers for ident in ids(layers[name])} == lines


def test_numbers_come_as_people_read_them(tiny: Plan) -> None:
    frame = layer_of(tiny, "targets").frame.set_index("target_id")
    assert dict(zip(frame.index, frame["value_text"], strict=True))[frame.index[0]]
    assert frame["value_text_en"].notna().all()


AWKWARD = "长沙 布局 a'b\"c & <d> $HOME `x` (1) 100%.y z.{}"


@pytest.mark.parametrize("suffix", [suffix[1:] for suffix in FORMATS])
@pytest.mark.parametrize("name", [AWKWARD, "-x.{}"])
def test_awkward_names_of_files(tiny: Plan, tmp_path: Path, name: str, suffix: str) -> None:
    done = export_plan(tiny, tmp_path / name.format(suffix), layers=["zones", "groups"], metadata=suffix == "gpkg")
    assert all(Path(path).exists() for path in done.paths)
    assert {path.name for path in tmp_path.iterdir() if path.name != "tiny"} == {Path(path).name for path in done.paths}
    if suffix == "qgs":
        text = (tmp_path / name.format(suffix)).read_text(encoding="utf-8")
        held = {item.text for item in ElementTree.fromstring(text).iter("datasource")}
        assert held == {f"./{name.format('gpkg')}|layername={layer}" for layer in ("zones", "groups")}


@pytest.mark.parametrize("name", ["a;b.gpkg", "a!b.fgb", "a;b.zip", "a!b.gdb"])
def test_names_that_gdal_cannot_take_are_told(tiny: Plan, tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="no path with ; or !"):
        export_plan(tiny, tmp_path / name, layers=["zones"])
    assert [path.name for path in tmp_path.iterdir()] == ["tiny"]


@pytest.mark.parametrize(
    ("crs", "told"),
    [
        ("nonsense", "is no coordinate reference system"),
        ("99999", "is no coordinate reference system"),
        ("", "is no coordinate reference system"),
        ("EPSG:5773", "no system of two axes"),
    ],
)
def test_nonsense_for_a_system_is_a_wrong_call(tiny_root: Path, tmp_path: Path, crs: str, told: str) -> None:
    result = run(tiny_root, "export", "tiny", "-o", str(tmp_path / "x.gpkg"), "--crs", crs)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not (tmp_path / "x.gpkg").exists()


@pytest.mark.parametrize(
    ("name", "told"), [("x.shp", ".zip (Shapefile)"), ("x.json", ".geojson"), ("x", "One of: .gpkg")]
)
def test_a_suffix_that_people_try_is_answered(tiny_root: Path, tmp_path: Path, name: str, told: str) -> None:
    result = run(tiny_root, "export", "tiny", "-o", str(tmp_path / name))
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_foreign_system_is_warned_of(tiny: Plan, tmp_path: Path) -> None:
    warnings = export_plan(tiny, tmp_path / "x.gpkg", crs=2379).warnings
    assert "Xian 1980 has no public transformation" in warnings[0]


def test_a_system_by_its_definition(tiny: Plan, tmp_path: Path) -> None:
    done = export_plan(tiny, tmp_path / "x.gpkg", crs="+proj=aea +lat_1=25 +lat_2=47 +lon_0=105 +ellps=GRS80 +units=m")
    assert Path(done.paths[0]).exists()


def test_metadata_of_other_files_are_not_replaced(tiny: Plan, tmp_path: Path) -> None:
    export_plan(tiny, tmp_path / "one.gpkg", metadata=True)
    export_plan(tiny, tmp_path / "one.gpkg", metadata=True)
    with pytest.raises(OutputError, match=r"describes one\.gpkg"):
        export_plan(tiny, tmp_path / "two.gpkg", metadata=True)
    assert not (tmp_path / "two.gpkg").exists()
    export_plan(tiny, tmp_path / "two.gpkg", metadata=True, force=True)
    (tmp_path / "datapackage.json").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="describes something else"):
        export_plan(tiny, tmp_path / "two.gpkg", metadata=True)


def test_metadata_need_a_folder(tiny: Plan) -> None:
    with pytest.raises(UsageError, match="beside files"):
        export_plan(tiny, "postgresql://localhost/x", metadata=True)


def test_a_full_disk_is_called_so(tiny: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise DataSourceError("Failed to commit transaction")

    monkeypatch.setattr(pyogrio, "write_dataframe", fails)
    with pytest.raises(OutputError, match="Failed to commit"):
        export_plan(tiny, tmp_path / "x.gpkg")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=100))
    with pytest.raises(OutputError, match="no space left on device"):
        export_plan(tiny, tmp_path / "x.gpkg")


def test_a_folder_that_may_not_be_written_is_told(tiny: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: Any, **__: Any) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkdtemp", denied)
    with pytest.raises(OutputError, match=r"permission denied\. Choose another folder"):
        export_plan(tiny, tmp_path / "x.gpkg")


def test_no_name_or_meaning_is_left_over() -> None:
    columns = {(layer, field.name) for layer in RECORDS for field in fields_of(layer)}
    columns |= {(sheet.table, heading.name) for sheet in WORKSHEETS for heading in sheet.headings}
    columns |= {("parks", name) for name in (TICK, SENTENCE)}
    columns |= {("points", name) for name in (*ADDED, *REJECT_HEAD, *COUNTED_HEAD, SUM)}
    files = {"plan": Header, "boundaries": Boundaries, "map": Map, "story": Step}
    columns |= {(name, column.name) for name, row in files.items() for column in schema_columns(row)}
    assert set(aliases.TABLE_TITLES) == {*RECORDS, "plan", "story"}
    assert set(meanings._TABLES) == {*RECORDS, *files}
    assert set(aliases._ALIASES) <= {column for _, column in columns}
    assert set(meanings._COLUMNS) <= {column for _, column in columns}
    assert {*aliases._OWN_ALIASES, *aliases.CHOICES, *meanings._OWN} <= columns


def test_every_value_of_a_closed_list_has_a_word() -> None:
    for layer in RECORDS:
        for column in columns_of(layer):
            if column.choices:
                assert list(aliases.choice_words(layer, column.name)) == list(column.choices), (layer, column.name)
    for plan in geo.list_plans():
        for name, made in layers_of(plan).items():
            for field in made.fields:
                if field.choices and field.type == "text":
                    assert set(made.frame[field.name].dropna()) <= set(field.choices), (plan, name, field.name)


def test_coordinates_off_the_globe_are_told_and_not_written(tiny_root: Path, tmp_path: Path) -> None:
    layer = tiny_root / "layers" / "tiny" / "zones.geojson"
    layer.write_text(layer.read_text(encoding="utf-8").replace("112.0", "1e20"), encoding="utf-8")
    with pytest.raises(PlanError, match="not on the globe"):
        export_plan(read_plan("tiny", tiny_root), tmp_path / "out.gpkg")
    assert not list(tmp_path.glob("out*"))
