"""Whatever is handed over comes back: every layer and table, in every format, edited by another library than ours."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from conftest import TINY
from pyarrow import parquet

import geo
from geo.analysis.canonical import write_rows
from geo.cli import cli
from geo.export.export import export_plan
from geo.export.formats import FORMATS, format_of
from geo.export.incoming.incoming import LAYERS_IN, TABLES_IN, Incoming, read_incoming
from geo.export.layers import export_layers
from geo.model.plan import file_of


@dataclass(frozen=True)
class Edit:
    """What a cell of one row says, and another text of as many bytes."""

    column: str
    old: str
    new: str


EDITS = {
    "zones": Edit("name_en", "Eastern Belt", "Eastern Bell"),
    "units": Edit("name_en", "Xibei County", "Xibai County"),
    "parks": Edit("name_en", "Biodata Platform", "Biodata Platfarm"),
    "schematic": Edit("note", "redrawn", "redrown"),
    "groups": Edit("name_en", "One belt", "One bell"),
    "targets": Edit("indicator_en", "Laboratories", "Laboritories"),
    "citations": Edit("locator", "五(一)", "五(二)"),
    "sources": Edit("title_en", "Atlas of Fang", "Atlas of Fong"),
    "industries": Edit("name_en", "Bio-agriculture", "Bio-agricultore"),
    "actuals": Edit("note", "printed", "prented"),
    "status": Edit("note", "一期建成 / first phase built", "二期建成 / first phase built"),
    "story": Edit("title_en", "Everything", "Everythang"),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of `tiny` with its diagram, and a note wherever one is edited."""
    made = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("over") / "tiny"))
    assert CliRunner().invoke(cli, ["--root", str(made), "-q", "schematic", "tiny"]).exit_code == 0
    plan = geo.read_plan("tiny", made)
    first, *others = plan.schematic_rows
    noted = replace(first, note="redrawn")
    object.__setattr__(noted, "geometry", first.geometry)
    write_rows(plan, "schematic.geojson", [noted, *others])
    write_rows(plan, "actuals.csv", [replace(row, note="printed") for row in plan.actuals])
    return made


def in_bytes(data: bytes, edit: Edit) -> bytes:
    """Return bytes in which a text that stands there, as it is or as a record of a database has it, is another."""
    found = data.replace(edit.old.encode(), edit.new.encode())
    assert found != data, edit
    return found


def by_sqlite(path: Path, layer: str, edit: Edit) -> None:
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA synchronous = OFF")
        for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            base.execute(f'DROP TRIGGER "{name}"')  # they need functions of geometry, which plain SQLite has not
        query = f'UPDATE "{layer}" SET "{edit.column}" = replace("{edit.column}", ?, ?)'  # ours
        base.execute(query, (edit.old, edit.new))
    base.close()


def by_csv(path: Path, layer: str, edit: Edit) -> None:
    head, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    at = head.index(edit.column)
    rows = [[cell.replace(edit.old, edit.new) if each == at else cell for each, cell in enumerate(row)] for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


def by_openpyxl(path: Path, layer: str, edit: Edit) -> None:
    book = openpyxl.load_workbook(path)
    (cell,) = [cell for row in book[layer].iter_rows() for cell in row if cell.value == edit.old]
    cell.value = edit.new
    book.save(path)


def by_json(path: Path, layer: str, edit: Edit) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    for feature in document["features"]:
        values = feature["properties"]
        values[edit.column] = (values[edit.column] or "").replace(edit.old, edit.new)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def by_pyarrow(path: Path, layer: str, edit: Edit) -> None:
    table = parquet.read_table(path)
    at = table.column_names.index(edit.column)
    texts = [text and text.replace(edit.old, edit.new) for text in table.column(at).to_pylist()]
    field = table.schema.field(at)
    parquet.write_table(table.set_column(at, field, [texts]), path)


def by_bytes(path: Path, layer: str, edit: Edit) -> None:
    path.write_bytes(in_bytes(path.read_bytes(), edit))


def in_gdb(path: Path, layer: str, edit: Edit) -> None:
    held = {file: file.read_bytes() for file in path.glob("*.gdbtable")}
    for file in [file for file, data in held.items() if edit.old.encode() in data]:
        by_bytes(file, layer, edit)  # layers repeat each other, as joins do


def in_zip(path: Path, layer: str, edit: Edit) -> None:
    with zipfile.ZipFile(path) as files:
        held = {name: files.read(name) for name in files.namelist()}
    named = [name for name in held if name in (f"{layer}.dbf", "doc.kml")]
    with zipfile.ZipFile(path, "w") as files:
        for name, data in held.items():
            files.writestr(name, in_bytes(data, edit) if name in named else data)


EDITORS: Mapping[str, Callable[[Path, str, Edit], None]] = {
    ".gpkg": by_sqlite,
    ".csv": by_csv,
    ".xlsx": by_openpyxl,
    ".geojson": by_json,
    ".parquet": by_pyarrow,
    ".fgb": by_bytes,
    ".gdb": in_gdb,
    ".zip": in_zip,
    ".kml": by_bytes,
    ".kmz": in_zip,
}


def difference(layer: str, found: Incoming) -> list[str]:
    """Return what an import says, without ids of rows; a clause is known by all that it says."""
    if layer == "citations":
        (old,), (new,) = found.kept, found.changes
        pairs = zip(old.split(), str(new).removeprefix("+ ").split(), strict=True)
        return [f'locator "{here}" -> "{there}"' for here, there in pairs if here != there]
    return [str(change).partition(": ")[2] for change in found.changes]


def test_every_format_and_all_that_is_no_sum_of_others_can_be_edited(root: Path) -> None:
    whole = {*LAYERS_IN, *TABLES_IN}
    assert whole == set(EDITS) == set(export_layers(geo.read_plan("tiny", root))) - {"joins"}
    assert set(EDITORS) == {suffix for suffix, made in FORMATS.items() if not made.beside}


@pytest.mark.parametrize("suffix", EDITORS)
def test_one_edit_by_another_library_is_the_difference(suffix: str, root: Path, tmp_path: Path) -> None:
    plan = geo.read_plan("tiny", root)
    together = format_of(Path(f"x{suffix}")).together
    if together:
        export_plan(plan, tmp_path / f"whole{suffix}")
    for layer, edit in EDITS.items():
        path = tmp_path / f"{layer}{suffix}"
        if together:
            (shutil.copytree if suffix == ".gdb" else shutil.copy)(tmp_path / f"whole{suffix}", path)
        else:
            export_plan(plan, path, layers=[layer])
        assert read_incoming(plan, path, layer).changes == ()
        EDITORS[suffix](path, layer, edit)
        found = read_incoming(plan, path, layer)
        assert difference(layer, found) == [f'{edit.column} "{edit.old}" -> "{edit.new}"'], layer


@pytest.mark.parametrize("layer", ["groups", "citations", "industries", "story"])
def test_what_is_applied_is_that_difference_alone(layer: str, root: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(root, tmp_path / "own"))
    export_plan(geo.read_plan("tiny", own), tmp_path / "x.gpkg")
    by_sqlite(tmp_path / "x.gpkg", layer, EDITS[layer])
    file = own / file_of("tiny", {**LAYERS_IN, **TABLES_IN}[layer][2])
    before = file.read_text(encoding="utf-8")
    call = ["--root", str(own), "import", str(tmp_path / "x.gpkg"), "--plan", "tiny", "--layer", layer, "--apply"]
    assert CliRunner().invoke(cli, [*call, "--purge"] if layer == "citations" else call).exit_code == 0
    assert file.read_text(encoding="utf-8") == before.replace(EDITS[layer].old, EDITS[layer].new)


@pytest.mark.parametrize(("lang", "label"), [("zh", "西北生物园"), ("en", "Xibei Biopark")])
def test_a_place_that_a_viewer_shows_under_another_name_has_it(
    lang: str, label: str, root: Path, tmp_path: Path
) -> None:
    plan = geo.read_plan("tiny", root)
    path = tmp_path / "x.kml"
    export_plan(plan, path, lang=lang)
    by_bytes(path, "parks", Edit("name", f"<name>{label}</name>", "<name>西北新园</name>"))
    assert [str(change) for change in read_incoming(plan, path, "parks").changes] == [
        '~ west-park: name "西北生物园" -> "西北新园"'
    ]


def test_layouts_that_lie_over_one_another_come_back_from_their_folders(tmp_path: Path) -> None:
    plan = geo.read_plan("national")
    export_plan(plan, tmp_path / "x.kml", layers=["zones", "parks"])
    for layer in ("zones", "parks"):
        found = read_incoming(plan, tmp_path / "x.kml", layer)
        assert (found.changes, found.warnings, found.kept) == ((), (), ())
