"""The command: what a user types, what is printed, and how it fails."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reading import ROOT, TINY

import geo.cli
from geo.cli import cli, main

COMMANDS = sorted(cli.commands)


def run(*arguments: str, root: Path | None = ROOT) -> Result:
    """Run the command as a user does."""
    return CliRunner().invoke(cli, [*(["--root", str(root)] if root else []), *arguments], prog_name="buju")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_one_literal_example(name: str) -> None:
    result = run(name, "-h")
    assert result.exit_code == 0
    assert f"Example: buju {name}" in result.stdout


def test_help_lists_every_command() -> None:
    shown = run("--help").stdout
    assert all(f"\n  {name} " in shown for name in COMMANDS)


def test_plans_as_table_and_as_json() -> None:
    assert "一极、两区、一带" in run("plans").stdout
    rows = json.loads(run("plans", "--json").stdout)
    assert rows[[row["plan"] for row in rows].index("heilongjiang")]["zones"] == 4


def test_shared_options_stand_before_or_after_the_command() -> None:
    assert run("--json", "plans", root=TINY).stdout == run("plans", "--json", root=TINY).stdout
    after = CliRunner().invoke(cli, ["plans", "--root", str(TINY)])
    assert "tiny" in after.stdout
    assert after.stdout == run("plans", root=TINY).stdout


def test_findings_are_lines_or_a_list_or_annotations(tiny_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parks = tiny_root / "data/tiny/parks.csv"
    parks.write_text(parks.read_text(encoding="utf-8").replace(",site,", ",100% here,", 1), encoding="utf-8")
    monkeypatch.chdir(tiny_root.parent)
    text, listed, noted = (run("check", "--format", form, root=tiny_root) for form in ("text", "json", "github"))
    assert text.stdout == run("check", root=tiny_root).stdout
    assert listed.stdout == run("check", "--json", root=tiny_root).stdout
    found = json.loads(listed.stdout)
    assert (text.exit_code, listed.exit_code, noted.exit_code) == (1, 1, 1)
    shown = [
        re.fullmatch(r"::(\w+) file=([^,]+),line=(\d+),title=([a-z-]+)::(.+)", line)
        for line in noted.stdout.splitlines()
    ]
    assert [(match[1], match[2], int(match[3]), match[4]) for match in shown if match] == [
        ("error", f"tiny/{row['file']}", row["line"], row["code"]) for row in found
    ]
    assert "100%25 here" in noted.stdout
    both = run("check", "--json", "--format", "github", root=tiny_root)
    assert (both.exit_code, "do not go together" in both.stderr) == (2, True)


def test_show_tells_slogan_tree_and_numbers() -> None:
    shown = run("show", "heilongjiang").stdout
    for wanted in ("一极、两区、一带", "松嫩平原生物产业核心区", "≥ 4,200 亿元", "二(三)"):
        assert wanted in shown


def test_show_json_holds_the_members_of_each_zone() -> None:
    facts = json.loads(run("show", "heilongjiang", "--json").stdout)
    zones = {zone["zone"]: zone["members"] for group in facts["groups"] for zone in group["zones"]}
    assert zones["harbin-pole"] == ["哈尔滨市"]


def test_map_writes_the_page_and_says_where(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    result = run("map", "tiny", "-o", str(out), root=TINY)
    assert result.exit_code == 0
    assert str(out) in result.stderr
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_quiet_map_says_nothing(tmp_path: Path) -> None:
    result = run("-q", "map", "tiny", "-o", str(tmp_path / "page.html"), root=TINY)
    assert result.stdout + result.stderr == ""


def test_join_prints_a_table_that_reads_back() -> None:
    result = run("join", "heilongjiang")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["id"] for row in rows} >= {park.park_id for park in geo.read_plan("heilongjiang").park_rows}


def test_schema_names_every_column() -> None:
    facts = json.loads(run("schema", "--json").stdout)
    shown = run("schema").stdout
    for columns in facts.values():
        assert all(column["name"] in shown and column["meaning"] for column in columns)


def one_line_error(result: Result, status: int = 1) -> str:
    assert result.exit_code == status
    text = (result.stderr or "").strip() or result.stdout.strip()
    assert "\n" not in text
    assert "Traceback" not in text
    return text


def test_an_unknown_plan_gets_a_guess() -> None:
    assert 'Did you mean "heilongjiang"?' in one_line_error(run("show", "heilongjian"))


def test_a_folder_that_is_no_workspace_is_named(tmp_path: Path) -> None:
    assert "is no workspace" in one_line_error(run("plans", root=tmp_path))


@pytest.mark.parametrize("option", ["--wrong", "-z"])
def test_a_wrong_call_exits_with_2(option: str) -> None:
    assert one_line_error(run("plans", option), status=2).endswith("See buju plans -h.")


def test_map_into_a_missing_folder_says_so(tmp_path: Path) -> None:
    text = one_line_error(run("map", "tiny", "-o", str(tmp_path / "none" / "page.html"), root=TINY))
    assert "cannot be written" in text


def test_map_does_not_overwrite_a_file_of_another_kind(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine")
    assert "--force" in one_line_error(run("map", "tiny", "-o", str(notes), root=TINY))
    assert notes.read_text() == "mine"
    assert run("map", "tiny", "-o", str(notes), "--force", root=TINY).exit_code == 0


def test_map_refuses_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    assert "is not a regular file" in one_line_error(run("map", "tiny", "-o", str(tmp_path), root=TINY))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_output_is_no_traceback() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "geo", "plans"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("encoding", "lang", "shown"),
    [("ascii", "en", "tiny "), ("gbk", "zh", "标题\n"), ("gbk", "zh", "方省\\U00020bb7")],
)
def test_a_terminal_that_lacks_letters_gets_its_table_and_no_traceback(
    encoding: str, lang: str, shown: str, tiny_root: Path
) -> None:
    header = tiny_root / "data/tiny/plan.toml"
    header.write_text(header.read_text(encoding="utf-8").replace('title = "方省', 'title = "方省𠮷'), encoding="utf-8")
    call = [sys.executable, "-m", "geo", "--root", str(tiny_root), "plans"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C", "BUJU_LANG": lang}
    done = subprocess.run(call, cwd=ROOT, capture_output=True, env=environment)
    assert done.returncode == 0
    assert shown.encode(encoding) in done.stdout
    assert done.stderr == b""


def test_an_unforeseen_error_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("planted\nfault")

    monkeypatch.setattr(cli.commands["plans"], "invoke", broken)
    monkeypatch.setattr(geo.cli.gc, "disable", lambda: None)
    with pytest.raises(SystemExit) as stopped:
        main(["plans"])
    assert stopped.value.code == 1
    assert capsys.readouterr().err.strip().startswith("buju: internal error: ZeroDivisionError: planted\\nfault.")


@pytest.mark.parametrize(("lang", "told"), [("en", "Stopped by Ctrl+C."), ("zh", "已按 Ctrl+C 停止。")])
def test_an_interrupted_command_says_so_in_a_line(
    lang: str, told: str, runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.commands["plans"], "invoke", broken_off)
    done = runner.invoke(cli, ["plans"], env={"BUJU_LANG": lang})
    assert (done.exit_code, done.stderr.strip()) == (1, told)


def test_a_page_s_name_is_one_of_a_page(runner: CliRunner, tiny_root: Path) -> None:
    done = runner.invoke(cli, ["--root", str(tiny_root), "map", "tiny", "-o", str(tiny_root / "x.docx")])
    assert done.exit_code == 2
    assert "Write " in done.output
    assert not (tiny_root / "x.docx").exists()


def test_a_folder_that_cannot_be_made_is_told(tiny_root: Path) -> None:
    (tiny_root / "taken").write_text("", encoding="utf-8")
    done = run("atlas", str(tiny_root / "taken" / "maps"), root=tiny_root)
    assert done.exit_code == 1
    assert "taken/maps: cannot be made: not a directory. Choose another folder." in done.stderr
