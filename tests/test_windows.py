"""What holds on Windows, as far as a test here can show it: names, open files, line ends, what POSIX alone has."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import ROOT

from geo.analysis.check import check_plan
from geo.cli import cli
from geo.model.files import write_whole

POSIX_ONLY = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
"""Modules that Windows lacks."""

OS_ONLY = {
    *("fork", "forkpty", "mkfifo", "mknod", "chown", "chroot", "getuid", "geteuid", "getgid", "getpgid", "setsid"),
    *("killpg", "nice", "sync", "uname", "wait", "waitid", "O_DIRECTORY", "O_NOFOLLOW", "sched_getaffinity"),
}
"""Parts of `os` that Windows lacks."""


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls of a module with the last part of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id, node


def strange(path: Path) -> Iterator[str]:
    """Yield what of a module Windows does not have, or would do otherwise."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        yield from (f"import {name}" for name in names if name.partition(".")[0] in POSIX_ONLY)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
            yield from (f"os.{name}" for name in {node.attr} & OS_ONLY)
    for name, call in calls(tree):
        given = {each.arg for each in call.keywords}
        if name == "write_text" and call.args and not given >= {"encoding", "newline"}:
            yield f"line {call.lineno}: write_text without encoding and newline"
        if name == "read_text" and not call.args and "encoding" not in given:
            yield f"line {call.lineno}: read_text without encoding"


def test_no_module_needs_what_windows_lacks() -> None:
    modules = [path for path in (ROOT / "geo").rglob("*.py") if path.name != "help.py"]  # its writer of help is no file
    assert len(modules) > 200
    assert [f"{path.name}: {each}" for path in modules for each in strange(path)] == []


def is_open(path: Any) -> bool:
    """Return whether this process holds a file open, or one in a folder."""
    held = Path(path).absolute()
    for number in Path("/proc/self/fd").iterdir():
        try:
            other = Path(os.readlink(number))
        except OSError:
            continue
        if other == held or held in other.parents:
            return True
    return False


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be renamed and removed as Windows does: none that is open, and none onto another by a mere rename."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("the system does not tell which files are open")

    def careful(own: Callable[..., Any], onto: bool) -> Callable[..., Any]:
        def act(path: Any, *others: Any, **given: Any) -> Any:
            names = [path, *others[:1]]
            if "dir_fd" not in given and any(map(is_open, names)):
                raise PermissionError(13, "Access is denied", str(path))
            if others and not onto and os.path.lexists(others[0]):
                raise FileExistsError(17, "File exists", str(others[0]))
            return own(path, *others, **given)

        return act

    def no_link(*_: Any, **__: Any) -> None:
        raise OSError(1, "no hard links here")

    for name, onto in (("replace", True), ("rename", False), ("unlink", True), ("remove", True)):
        monkeypatch.setattr(os, name, careful(getattr(os, name), onto))
    monkeypatch.setattr(os, "link", no_link)
    monkeypatch.setattr("geo.model.files._watched", lambda *_: None)


@pytest.mark.usefixtures("windows")
def test_commands_write_and_undo_where_open_files_stay(tiny_root: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> None:
        done = CliRunner().invoke(cli, ["--root", str(tiny_root), *arguments])
        assert done.exit_code == 0, done.output

    for _ in range(2):
        for name in ("x.gpkg", "x.zip", "x.gdb", "y.qgs"):
            run("export", "tiny", "-o", str(tmp_path / name), *(["--metadata"] if name == "x.gpkg" else []))
        run("map", "tiny", "-o", str(tmp_path / "x.html"))
        run("workbook", "tiny", "-o", str(tmp_path / "author.xlsx"))
    before = {path: path.read_bytes() for path in tiny_root.rglob("*") if path.is_file()}
    run("zone", "tiny", "west-pole", "--set", "name=甲")
    run("workbook", "--apply", str(tmp_path / "author.xlsx"))
    run("undo")
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("layer", ["zones", "parks", "targets"])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".geojson", ".gpkg", ".kml", ".zip", ".fgb"])
def test_what_is_exported_comes_back_where_the_machine_s_encoding_is_gbk(
    layer: str, suffix: str, tiny_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getpreferredencoding", lambda *_: "cp936")
    path = str(tmp_path / f"x{suffix}")
    for words in (
        ("export", "tiny", "-o", path, "--layer", layer),
        ("import", path, "--plan", "tiny", "--layer", layer),
    ):
        done = CliRunner().invoke(cli, ["--root", str(tiny_root), *words, "--layer", layer])
        assert done.exit_code == 0, done.output
    assert done.stderr.endswith("nothing to write.\n")


@pytest.mark.usefixtures("windows")
def test_a_file_that_a_program_holds_open_stays_and_is_told(tiny_root: Path) -> None:
    target = tiny_root / "data/tiny/parks.csv"
    before = target.read_bytes()
    with target.open("rb"), pytest.raises(Exception, match="Close it where it is open; the old file is untouched"):
        write_whole(target, b"")
    assert target.read_bytes() == before
    assert list(target.parent.glob(".*")) == []


def test_a_checkout_of_git_on_windows_has_the_line_ends_of_the_repository(tmp_path: Path) -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("is no checkout of git")
    names = ["data/changsha/parks.csv", "layers/changsha/zones.geojson", "data/changsha/plan.toml", "README.md"]
    for words in (["init", "-q", "."], ["config", "core.autocrlf", "true"], ["config", "core.eol", "crlf"]):
        subprocess.run([git, *words], cwd=tmp_path, check=True)
    for name in (".gitattributes", *names, "tests/bundle/install.bat"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    subprocess.run([git, "add", "-A"], cwd=tmp_path, check=True, capture_output=True)
    for name in names:
        (tmp_path / name).unlink()
    subprocess.run([git, "checkout", "-q", "--", *names], cwd=tmp_path, check=True)
    assert [name for name in names if b"\r\n" in (tmp_path / name).read_bytes()] == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_readme_has_the_lines_for_windows(readme: str) -> None:
    block = (ROOT / readme).read_text(encoding="utf-8").partition("```bat\n")[2].partition("```")[0]
    assert [line.split()[0] for line in block.splitlines()] == ["py", ".venv\\Scripts\\python", ".venv\\Scripts\\buju"]


@pytest.mark.parametrize("name", ["con", "nul", "aux", "com1", "lpt9", "base"])
def test_no_plan_is_begun_under_a_name_that_no_folder_can_have(name: str, tmp_path: Path) -> None:
    call = ["--root", str(tmp_path / "own"), "new", name, "--title", "规划", "--slogan", "一核", "--region", "哈尔滨市"]
    done = CliRunner().invoke(cli, call)
    assert (done.exit_code, done.output.count("\n")) == (1, 1), done.output
    assert f'"{name}" is no id of a plan' in done.output
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("name", ["Data-platform", "data-platform.", "a/b", "a\\b", "a:b", "a b"])
def test_ids_that_differ_by_case_or_break_paths_are_told(name: str, tiny_root: Path) -> None:
    parks = tiny_root / "data/tiny/parks.csv"
    parks.write_text(parks.read_text(encoding="utf-8").replace("data-platform", name, 1), encoding="utf-8")
    assert "bad-id" in {problem.code for problem in check_plan("tiny", tiny_root)}


def test_a_plan_in_folders_that_windows_cannot_have_is_told(tiny_root: Path) -> None:
    for folder in ("data", "layers"):
        shutil.move(tiny_root / folder / "tiny", tiny_root / folder / "aux")
    toml = tiny_root / "data/aux/plan.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('id = "tiny"', 'id = "aux"', 1), encoding="utf-8")
    told = [str(problem) for problem in check_plan("aux", tiny_root) if problem.code == "bad-id"]
    assert len(told) == 1
    assert "Rename its folders" in told[0]
