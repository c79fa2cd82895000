"""What a command took away from a plan comes back, and nothing that was changed since is lost by it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT

from geo.analysis.canonical import edition_of
from geo.cli import cli
from geo.export.incoming.edits import MARK
from geo.model.plan import read_plan
from geo.model.undo import FOLDER

Run: TypeAlias = Callable[..., Result]

PARKS = "data/tiny/parks.csv"


@pytest.fixture
def run(tiny_root: Path, runner: CliRunner) -> Run:
    def call(*arguments: str) -> Result:
        return runner.invoke(cli, ["--root", str(tiny_root), *arguments])

    return call


def texts(root: Path) -> dict[str, bytes]:
    found = (path for part in ("data", "layers") for path in sorted((root / part).rglob("*")) if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def edited(root: Path, tmp_path: Path) -> Path:
    """Return parks as a table in which one has another name, and one is left out."""
    lines = (root / PARKS).read_text(encoding="utf-8").splitlines()
    file = tmp_path / "parks.csv"
    file.write_text("\n".join([lines[0], lines[1].replace("园", "园区", 1), *lines[3:]]) + "\n", encoding="utf-8")
    return file


def test_what_an_import_took_away_comes_back_and_undo_is_undone(tiny_root: Path, tmp_path: Path, run: Run) -> None:
    before = texts(tiny_root)
    call = ["import", str(edited(tiny_root, tmp_path)), "--plan", "tiny", "--layer", "parks", "--purge", "--apply"]
    assert run(*call).exit_code == 0
    after = texts(tiny_root)
    assert {name for name in before if before[name] != after[name]} == {PARKS}
    done = run("undo")
    assert (done.exit_code, done.stdout) == (0, f"{PARKS}\n")
    assert done.stderr == "As before buju import tiny. buju undo once more takes this back.\n"
    assert texts(tiny_root) == before
    assert run("undo").exit_code == 0
    assert texts(tiny_root) == after


def test_all_files_that_a_command_wrote_come_back_and_new_ones_go(tiny_root: Path, run: Run) -> None:
    table = tiny_root / PARKS
    (tiny_root / "layers/tiny/schematic.geojson").unlink(missing_ok=True)
    table.write_text(table.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    before = texts(tiny_root)
    assert run("schematic", "tiny").exit_code == 0
    assert "layers/tiny/schematic.geojson" in texts(tiny_root)
    assert run("undo").exit_code == 0
    assert texts(tiny_root) == before


def test_only_the_last_command_is_undone(tiny_root: Path, run: Run) -> None:
    for name in ("甲", "乙"):
        assert run("zone", "tiny", "west-pole", "--set", f"name={name}").exit_code == 0
    assert run("undo").exit_code == 0
    assert '"甲"' in (tiny_root / "layers/tiny/zones.geojson").read_text(encoding="utf-8")


def test_what_was_changed_since_is_not_taken_away_without_force(tiny_root: Path, run: Run) -> None:
    assert run("zone", "tiny", "west-pole", "--set", "name=甲").exit_code == 0
    zones = tiny_root / "layers/tiny/zones.geojson"
    zones.write_text(zones.read_text(encoding="utf-8").replace("甲", "丙"), encoding="utf-8")
    done = run("undo")
    assert done.exit_code == 1
    assert done.stderr == (
        "layers/tiny/zones.geojson: changed since buju zone tiny, and undo would take that away. "
        "Bring back what was before with --force.\n"
    )
    assert "丙" in zones.read_text(encoding="utf-8")
    assert run("undo", "--force").exit_code == 0
    assert "丙" not in zones.read_text(encoding="utf-8")
    assert run("undo").exit_code == 0
    assert "丙" in zones.read_text(encoding="utf-8")


def test_what_writes_nothing_leaves_nothing(tiny_root: Path, tmp_path: Path, run: Run) -> None:
    file = edited(tiny_root, tmp_path)
    assert run("import", str(file), "--plan", "tiny", "--layer", "parks").exit_code == 0
    assert run("fmt", "--check").exit_code == 0
    assert not (tiny_root / FOLDER).exists()
    done = run("undo")
    assert done.exit_code == 2
    assert done.stderr == "There is nothing to undo: no command has written to the plans of this workspace.\n"


def test_what_is_kept_is_no_plan_and_git_leaves_it_alone(tiny_root: Path, run: Run) -> None:
    assert run("zone", "tiny", "west-pole", "--set", "name=甲").exit_code == 0
    assert (tiny_root / FOLDER / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert sorted(path.name for path in (tiny_root / FOLDER).iterdir()) == [".gitignore", "last"]
    assert run("plans").stdout.count("tiny") == 1


def sheet(root: Path, folder: Path) -> list[str]:
    """Write a colleague's sheet; return how it is taken."""
    (folder / "园区.csv").write_text("名称,类型\n新园区,园区\n", encoding="utf-8-sig")
    return ["take", str(folder / "园区.csv"), "--plan", "tiny", "--as", "parks", "--set", "source=plan", "--apply"]


def filled(root: Path, folder: Path) -> list[str]:
    """Fill in a workbook; return how it is taken back."""
    from openpyxl import load_workbook

    CliRunner().invoke(cli, ["--root", str(root), "workbook", "tiny", "-o", str(folder / "x.xlsx")])
    book = load_workbook(folder / "x.xlsx")
    book["地点"]["B2"] = "改名"
    book["讲解"].delete_rows(2)
    book.save(folder / "x.xlsx")
    return ["workbook", "--apply", str(folder / "x.xlsx"), "--purge"]


def saved(root: Path, folder: Path) -> list[str]:
    """Save what the page with a pencil saves; return how it is imported."""
    edition = edition_of(read_plan("tiny", root))
    moved = {"type": "Point", "coordinates": [110.4, 31.4]}
    values = {"layer": "parks", "basis": "site", "precision_km": 1, "located_by": "atlas"}
    feature = {"type": "Feature", "id": "west-park", "properties": values, "geometry": moved}
    page = {"type": "FeatureCollection", MARK: {"plan": "tiny", "edition": edition}, "features": [feature]}
    (folder / "edits.geojson").write_text(json.dumps(page), encoding="utf-8")
    return ["import", str(folder / "edits.geojson"), "--plan", "tiny", "--apply"]


def untidy(root: Path, folder: Path) -> list[str]:
    path = root / PARKS
    path.write_bytes(path.read_bytes().replace(b"\n", b"\n\n"))
    return ["fmt", "tiny"]


WRITERS: dict[str, Callable[[Path, Path], list[str]]] = {
    "import": lambda root, folder: [
        *("import", str(edited(root, folder)), "--plan", "tiny", "--layer", "parks", "--remove", "--apply")
    ],
    "import of the page's": saved,
    "workbook": filled,
    "take": sheet,
    "zone": lambda root, folder: ["zone", "tiny", "west-pole", "--around", "110.5,31", "--km", "20"],
    "group": lambda root, folder: ["zone", "tiny", "belt", "--set", "name_en=A belt"],
    "fmt": untidy,
    "story": lambda root, folder: ["story", "tiny", "-o", str(root / "data/tiny/story.csv"), "--force"],
    "schematic": lambda root, folder: ["schematic", "tiny"],
    "new": lambda root, folder: ["new", "harbin", "--title", "规划", "--slogan", "一核", "--region", "哈尔滨市"],
}


@pytest.mark.parametrize("writer", WRITERS)
def test_every_command_that_writes_is_undone_byte_by_byte_and_done_again(
    writer: str, tiny_root: Path, tmp_path: Path, run: Run
) -> None:
    (folder := tmp_path / "sheets").mkdir()
    call = WRITERS[writer](tiny_root, folder)
    before, folders = texts(tiny_root), {path for path in tiny_root.rglob("*") if path.is_dir()}
    done = run(*call)
    assert done.exit_code == 0, done.output
    after = texts(tiny_root)
    assert after != before
    assert run("undo").exit_code == 0
    assert texts(tiny_root) == before
    assert {path for path in tiny_root.rglob("*") if path.is_dir() and FOLDER not in path.parts} == folders
    assert run("undo").exit_code == 0
    assert texts(tiny_root) == after


def test_the_first_plan_of_a_folder_is_undone(tmp_path: Path) -> None:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["--root", str(tmp_path / "own"), *arguments])

    done = run("new", "harbin", "--title", "规划", "--slogan", "一核", "--region", "哈尔滨市")
    assert done.exit_code == 0, done.output
    assert run("undo").exit_code == 0
    assert [path.name for path in (tmp_path / "own").iterdir()] == [FOLDER]


def test_each_command_that_writes_is_tried_here() -> None:
    names = {call.split()[0] for call in WRITERS}
    texts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "geo/cli").glob("*.py"))
    assert {name.strip("_") for name in re.findall(r"writes=True.*\)\ndef (\w+)", texts)} == names - {"group"}


def test_undone_again_and_again_it_is_still_the_same_command(tiny_root: Path) -> None:
    def run(*words: str) -> str:
        return CliRunner().invoke(cli, ["--root", str(tiny_root), *words]).stderr

    run("zone", "tiny", "west-pole", "--set", "name_en=Another")
    told = [run("undo") for _ in range(4)]
    names = [line.removeprefix("As before ").partition(". ")[0] for line in told]
    assert names == ["buju zone tiny", "buju undo of buju zone tiny"] * 2
