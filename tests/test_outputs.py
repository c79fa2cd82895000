"""What commands write takes the place of nothing that plans are read from, nor of what the command itself reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from conftest import TINY

import geo
from geo.cli import cli
from geo.cli.outputs import OUTPUT
from geo.model.errors import OutputError

POINTS = "lon,lat,name,行业\n100.2,40.2,甲,生物制造\n100.7,40.1,乙,生物制造\n"

OWN = {
    ("export", "output"): "export tiny --layer parks -o data/tiny/parks.csv",
    ("figure", "output"): "figure tiny -o data/tiny/plan.toml",
    ("slides", "output"): "slides tiny -o layers/tiny/zones.geojson",
    ("handout", "output"): "handout tiny -o data/tiny/sources.csv",
    ("story", "output"): "story tiny --force -o data/tiny/parks.csv",
    ("map", "output"): "map tiny --force -o layers/tiny/units.geojson",
    ("edit", "output"): "edit tiny --force -o data/tiny/plan.toml",
    ("draft", "output"): "draft tiny --text text.txt -o data/tiny/targets.csv",
    ("workbook", "output"): "workbook tiny -o data/tiny/citations.csv",
    ("progress", "template"): "progress tiny --template data/tiny/actuals.csv",
    ("points", "output"): "points points.csv --plan tiny -o data/tiny/targets.csv",
    ("points", "rejects"): "points points.csv --plan tiny --rejects data/tiny/status.csv",
    ("points", "summary"): "points points.csv --plan tiny --summary layers/tiny/schematic.geojson",
    ("assign", "output"): "assign points.csv --plan tiny -o data/industries.csv",
    ("assign", "summary"): "assign points.csv --plan tiny -o out.csv --summary data/tiny/parks.csv",
    ("reality", "output"): "reality tiny --points points.csv -o data/tiny/parks.csv",
    ("import", "picture"): "import zones.geojson --plan tiny --layer zones --picture layers/tiny/zones.geojson",
}
"""Command and option -> a call that would write onto a file that the plan is read from."""


@pytest.fixture
def here(tiny_root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace that one stands in, with a register, a text and a layer beside the plan."""
    monkeypatch.chdir(tiny_root)
    Path("points.csv").write_text(POINTS, encoding="utf-8")
    Path("text.txt").write_text("方省生物经济规划\n二、空间布局\n构建一极、一带。\n", encoding="utf-8")
    shutil.copy(tiny_root / "layers/tiny/zones.geojson", "zones.geojson")
    return tiny_root


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


def state(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def refused(call: str, root: Path) -> str:
    """Return the one line that answers a call, after which every file is as before."""
    before = state(root)
    done = run(*call.split())
    assert done.exit_code in (1, 2), done.output
    assert done.stderr.count("\n") == 1, done.output
    assert state(root) == before
    return done.stderr


def test_every_option_that_names_a_file_to_write_is_tried() -> None:
    found = {(name, each.name) for name, made in cli.commands.items() for each in made.params if each.type is OUTPUT}
    assert found == set(OWN)


@pytest.mark.parametrize("call", OWN.values())
def test_no_file_of_a_plan_is_written_over(call: str, here: Path) -> None:
    refused(call, here)


@pytest.mark.parametrize("name", ["data/tiny/parks.csv", "data/tiny/actuals.csv", "layers/base/towns.csv"])
def test_the_line_says_what_it_is_and_what_to_do(name: str, here: Path) -> None:
    told = f"{name}: is a file that plans are read from. Choose another name.\n"
    assert refused(f"export tiny --layer targets --force -o {name}", here) == told


def test_files_of_another_workspace_and_in_other_letters_are_spared_too(here: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(TINY, tmp_path / "other"))
    for name in (other / "data/tiny/parks.csv", other / "data/tiny/PARKS.csv", "layers/../data/tiny/parks.csv"):
        assert "plans are read from" in refused(f"export tiny --layer parks -o {name}", here)


@pytest.mark.parametrize(
    "name", ["parks.csv", "data/tiny/mine.csv", "data/tiny/more/parks.csv", "out/data/x/parks.csv"]
)
def test_what_no_plan_is_read_from_may_be_written(name: str, here: Path) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    for _ in range(2):
        assert run("export", "tiny", "--layer", "parks", "-o", name).exit_code == 0


@pytest.mark.parametrize("call", OWN.values())
def test_no_file_is_named_like_a_device_of_windows(call: str, here: Path) -> None:
    named = str(here / f"NUL{Path(call).suffix}")
    told = f"{named}: is the name of a device on Windows. Choose another name.\n"
    assert refused(f"{call.rpartition(' ')[0]} {named}", here) == told


def test_no_folder_is_named_like_a_device_of_windows_either(here: Path) -> None:
    assert "is the name of a device on Windows" in refused("-q atlas aux", here)


@pytest.mark.parametrize("name", ["con.gpkg", "aux.geojson", "COM1.csv"])
def test_an_export_from_python_is_named_like_no_device_either(name: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is the name of a device on Windows"):
        geo.export_plan(geo.read_plan("tiny", TINY), tmp_path / name, layers=["parks"])
    assert not any(tmp_path.iterdir())


def test_a_plan_gets_its_own_story(here: Path) -> None:
    assert run("story", "tiny", "--force", "-o", "data/tiny/story.csv").exit_code == 0


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("reality tiny --points points.csv -o points.csv", "points.csv"),
        ("reality tiny --points poi*.csv -o points.csv", "points.csv"),
        ("reality tiny --points points.csv --map own.csv -o own.csv", "own.csv"),
        ("points points.csv --plan tiny --rejects points.csv", "points.csv"),
        ("points poi*.csv --plan tiny --summary points.csv", "points.csv"),
        ("assign points.csv --plan tiny -o points.csv", "points.csv"),
        ("assign poi*.csv --plan tiny -o out.csv --summary points.csv", "points.csv"),
        ("assign points.rejects.csv --plan tiny -o points.csv", "points.rejects.csv"),
        ("slides tiny --template old.pptx -o ./old.pptx", "old.pptx"),
        ("draft tiny --text plan=text.txt -o text.txt", "text.txt"),
        ("import zones.geojson --plan tiny --layer zones --picture zones.geojson", "zones.geojson"),
        ("export tiny -o towns.gpkg --force", "towns.gpkg"),
    ],
)
def test_what_a_command_reads_is_never_written_over(call: str, name: str, here: Path) -> None:
    toml = here / "data/tiny/plan.toml"
    said = toml.read_text(encoding="utf-8").replace("[boundaries]\n", '[boundaries]\nfile = "towns.gpkg"\n')
    toml.write_text(said, encoding="utf-8")
    for made, text in (("own.csv", "value,industry\n生物制造,med\n"), ("points.rejects.csv", POINTS), ("old.pptx", "")):
        Path(made).write_text(text, encoding="utf-8")
    Path("towns.gpkg").write_bytes(b"")
    assert refused(call, here) == f"{name}: is one of the files that are read. Choose another name.\n"


def test_two_things_do_not_go_into_one_file(here: Path) -> None:
    call = "points points.csv --plan tiny -o out.csv --rejects ./out.csv"
    assert refused(call, here) == "out.csv: is named for two files. Give each a name of its own.\n"


def filled(path: str, sheet: str, cell: str, value: str) -> bytes:
    """Write into a cell of a workbook, and return its bytes."""
    book = openpyxl.load_workbook(path)
    book[sheet][cell].value = value
    book.save(path)
    return Path(path).read_bytes()


@pytest.mark.parametrize(
    ("call", "sheet", "cell", "value"),
    [
        ("workbook tiny -o a.xlsx", "地点", "B2", "改了名"),
        ("workbook tiny -o a.xlsx", "地点", "L2", "很近"),
        ("draft tiny --text text.txt -o a.xlsx", "文献", "B2", "另一标题"),
        ("progress tiny --template a.xlsx", "文献", "B2", "另一标题"),
    ],
)
def test_a_workbook_that_somebody_has_filled_in_stays(call: str, sheet: str, cell: str, value: str, here: Path) -> None:
    for _ in range(2):
        assert run(*call.split()).exit_code == 0
    filled("a.xlsx", sheet, cell, value)
    told = "a.xlsx: has been filled in, and the plan has not what it says. Take it with buju workbook --apply a.xlsx"
    assert refused(call, here).startswith(told)


def test_once_the_plan_has_what_a_workbook_says_it_is_written_anew(here: Path) -> None:
    assert run("workbook", "tiny", "-o", "a.xlsx").exit_code == 0
    filled("a.xlsx", "文献", "B2", "另一标题")
    assert run("workbook", "--apply", "a.xlsx").exit_code == 0
    assert run("workbook", "tiny", "-o", "a.xlsx").exit_code == 0
