"""What README says is true: its commands run, its Python runs, it names every command, and its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from reading import ROOT, TINY, plan_of

from geo.cli import cli
from geo.model.schema import TABLES
from geo.model.tables import parse_table

README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
TABLE_OF_FIGURES = re.compile(r"<!-- bench -->.*?<!-- /bench -->", re.DOTALL)
GALLERY = re.compile(r"## Gallery\n.*?(?=\n## )", re.DOTALL)
"""Its commands are run by gallery.py, which makes its pictures."""
COMMANDS = sorted(set(re.findall(r"`(buju [^`]+)`", GALLERY.sub("", TABLE_OF_FIGURES.sub("", README)))))
NEEDS_FILE = ("buju assign", "buju audit", "buju draft", "buju import", "buju points", "buju reality", "buju take")
MAKES_PLAN = ("buju new", "buju zone")
"""Written short; test_author.py runs README's own session of them."""
NEEDS_SCREEN = ("--open",)
UNIT = "西市"
"""Stands in the small plan where README names a city."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of small plans that bear the names of README's; the real ones have tests of their own."""
    root = tmp_path_factory.mktemp("workspace")
    shutil.copytree(TINY, root, dirs_exist_ok=True)
    for name in ("heilongjiang", "changsha"):
        for folder in ("data", "layers"):
            shutil.copytree(TINY / folder / "tiny", root / folder / name)
        toml = root / "data" / name / "plan.toml"
        toml.write_text(toml.read_text(encoding="utf-8").replace("tiny", name), encoding="utf-8")
    units = root / "layers" / "heilongjiang" / "units.geojson"
    units.write_text(units.read_text(encoding="utf-8").replace(UNIT, "大庆市", 1), encoding="utf-8")
    assert CliRunner().invoke(cli, ["--root", str(root), "fmt", "heilongjiang", "changsha"]).exit_code == 0
    return root


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_readme_runs(
    command: str, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if command.startswith(NEEDS_FILE):
        pytest.skip("needs a file that the repository does not hold")
    if command.startswith(MAKES_PLAN):
        pytest.skip("is run by test_author.py")
    words = [word for word in shlex.split(command)[1:] if word not in NEEDS_SCREEN]
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["--root", str(workspace), *words], prog_name="buju")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_readme_names_every_command(name: str) -> None:
    assert f"`buju {name}" in README
    assert f"`buju {name}" in CHINESE


def test_the_python_of_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "README.md", "exec"), {})
    assert (tmp_path / "mine.html").exists()


@pytest.mark.parametrize("text", [README, CHINESE], ids=["en", "zh"])
def test_links_lead_to_files(text: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)]+)\)", text)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_make_targets_of_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"make ([a-z-]+)", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize(("text", "names"), [(README, ["actuals.csv", "story.csv"]), (CHINESE, ["actuals.csv"])])
def test_the_tables_that_readme_shows_are_read(text: str, names: list[str]) -> None:
    rows = {"target_id,as_of,": "actuals.csv", "step,order,": "story.csv"}
    blocks = re.findall(r"```csv\n(.*?)```", text, re.DOTALL)
    shown = {name: block for head, name in rows.items() for block in blocks if block.startswith(head)}
    assert sorted(shown) == names
    for name, block in shown.items():
        found, problems = parse_table(block, TABLES[name], name)
        assert len(found) > 1
        assert problems == ()


def test_the_industries_shipped_fit_any_plan() -> None:
    regions = {plan.header.region.rstrip("省市") for plan in map(plan_of, ("heilongjiang", "changsha"))}
    names = [row.name for row in plan_of("changsha").industries]
    assert [name for name in names for word in (*regions, "龙江", "寒地", "湘") if word in name] == []
