"""What an author brings by mistake: one line that says where and what to do, exit status 1, and no file has changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfWriter
from spreadsheets import at

from geo.cli import cli

PLAN = "{}规划\n某编写组\n2026年3月1日\n一、目标\n到2030年，产业规模达到10亿元。\n二、布局\n构建“一核、两带”布局。\n"
NAMED = {"renamed.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "empty.txt": b" \n"}


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words, prog_name="buju")


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with two plans just begun, and beside it what their author brings."""
    root = tmp_path_factory.mktemp("bad")
    for plan, region in (("wuhan", "湖北省武汉市"), ("zunyi", "贵州省遵义市")):
        words = ("--title", f"{region}规划", "--slogan", "一核、两带", "--region", region)
        assert run("--root", str(root), "new", plan, *words).exit_code == 0
    for name, content in NAMED.items():
        (root / name).write_bytes(content)
    scan = PdfWriter()
    scan.add_blank_page(200, 200)
    scan.write(root / "scan.pdf")
    (root / "both.txt").write_text(PLAN.format("湖北省武汉市") + PLAN.format("贵州省遵义市"), encoding="utf-8")
    assert run("--root", str(root), "workbook", "zunyi", "-o", str(root / "other.xlsx")).exit_code == 0
    _write_old(root)
    return root


def _write_old(root: Path) -> None:
    """Write a workbook in which a name was changed, and that was written before the plan had that name."""
    old = root / "old.xlsx"
    assert run("--root", str(root), "workbook", "wuhan", "-o", str(old)).exit_code == 0
    _name(old, "先前的核")
    words = ("--set", "name=现在的核", "--set", "name_en=Core", "--set", "locator=二", "--set", "anchor=现在的核")
    assert run("--root", str(root), "zone", "wuhan", "core-1", *words).exit_code == 0


def _name(path: Path, name: str) -> None:
    book = openpyxl.load_workbook(path)
    at(book["分区"], "core-1", "名称").value = name
    book.save(path)


@pytest.fixture
def folder(begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "work"
    shutil.copytree(begun, made)
    monkeypatch.chdir(made)
    return made


TOLD = {
    "renamed.docx": "renamed.docx: is an old Word file (.doc), whatever its name says. Open it and save it as .docx.",
    "scan.pdf": "scan.pdf: holds 1 page of pictures and no text. It is a scan: recognise its text first (OCR), or",
    "empty.txt": "empty.txt: is empty. Give the document itself.",
    "both.txt": "both.txt:8: holds two plans, 湖北省武汉市规划 and 贵州省遵义市规划. Cut them apart, or",
    "missing.docx": "missing.docx: is missing. Check its name.",
}


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("command", ["draft wuhan --text", "new another --from"])
def test_a_text_that_is_none(command: str, name: str, folder: Path) -> None:
    refused(folder, f"{command} {name}", TOLD[name])


ELSEWHERE = {
    "workbook wuhan --apply other.xlsx": "other.xlsx: is a workbook of the plan zunyi, not of wuhan.",
    "workbook --apply old.xlsx": 'old.xlsx[分区]:2: D2: 名称 was changed to "先前的核" here, and is "现在的核"',
    "zone wuhan core-1 --members 武昌区 播州区": '"播州区" lies outside 武汉市: 贵州省遵义市播州区 (520304).',
    "zone wuhan core-1 --members 鼓楼区": '"鼓楼区" lies outside 武汉市: 江苏省南京市鼓楼区 (320106), ',
    "new gulou --title 规划 --slogan 一核 --region 鼓楼区": '"鼓楼区" is the name of 4 units',
    "new wuhan --title 规划 --slogan 一核 --region 武汉市": 'The id "wuhan" is taken: ',
}


@pytest.mark.parametrize("command", ELSEWHERE)
def test_what_belongs_elsewhere(command: str, folder: Path) -> None:
    refused(folder, command, ELSEWHERE[command])


def refused(folder: Path, command: str, told: str) -> None:
    before = tree(folder)
    done = run(*command.split())
    assert (done.exit_code, done.output.count("\n")) == (1, 1), done.output
    assert done.output.startswith(told), done.output
    assert tree(folder) == before


def test_a_workbook_that_is_applied_twice_changes_nothing_the_second_time(folder: Path) -> None:
    assert run("workbook", "wuhan", "-o", "w.xlsx").exit_code == 0
    _name(Path("w.xlsx"), "新的核")
    assert run("workbook", "--apply", "w.xlsx").exit_code == 0
    before = tree(folder)
    again = run("workbook", "--apply", "w.xlsx")
    assert (again.exit_code, "nothing to write" in again.output) == (0, True)
    assert tree(folder) == before
