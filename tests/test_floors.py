"""The house keeps its shape: who may import whom, each library in one room, no circle, and cheap imports stay cheap."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping, Set
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "geo"
FLOORS = ("model", "space", "analysis", "draw", "export", "cli")
"""A module imports from its own floor and those before it."""

ROOMS = {
    "analysis/rules": frozenset[str](),
    "analysis/spreadsheet": frozenset[str](),
    "analysis/register": frozenset[str](),
    "analysis/author": frozenset({"analysis/rules", "analysis/spreadsheet"}),
    "analysis/draft": frozenset({"analysis/author"}),
    "analysis/take": frozenset({"analysis/author", "analysis/draft", "analysis/rules", "analysis/spreadsheet"}),
    "analysis/points": frozenset({"analysis/register", "analysis/spreadsheet", "analysis/take"}),
    "analysis/reality": frozenset(
        {f"analysis/{room}" for room in ("author", "draft", "points", "register", "spreadsheet", "take")}
    ),
    "draw/scene": frozenset[str](),
    "draw/sheet": frozenset({"draw/scene"}),
    "draw/page": frozenset({"draw/scene", "draw/sheet"}),
    "draw/figure": frozenset({"draw/scene", "draw/sheet"}),
    "draw/slides": frozenset({"draw/scene", "draw/sheet"}),
    "draw/atlas": frozenset({"draw/scene", "draw/sheet", "draw/page"}),
    "export/qgis": frozenset[str](),
    "export/incoming": frozenset[str](),
}
"""Room -> the other rooms of its floor that it may import; files on the floor beside the rooms are open to all."""

DOORS = {
    "geopandas": {"model/plan.py"},
    "pandas": {"model/plan.py"},
    "shapely": {"space/", "model/plan.py"},
    "pyproj": {"space/"},
    "frykit": {"space/"},
    "h3": {"space/"},
    "folium": {"draw/page/"},
    "branca": {"draw/page/"},
    "xstatic": {"draw/page/"},
    "rjsmin": {"draw/page/"},
    "rcssmin": {"draw/page/"},
    "pypinyin": {"analysis/author/readings.py", "draw/page/"},
    "matplotlib": {"draw/figure/"},
    "mplfonts": {"draw/figure/"},
    "fontTools": {"draw/sheet/"},
    "segno": {"draw/scene/qr.py"},
    "pptx": {"draw/slides/"},
    "pypdf": {"analysis/papers.py"},
    "click": {"cli/"},
    "tomlkit": {"model/headers.py"},
    "pyogrio": {"export/"},
    "pyarrow": {"export/", "analysis/register/", "analysis/points/"},
    "distributed": {"analysis/register/cluster.py"},
    "esda": {"analysis/reality/hot.py"},
    "libpysal": {"analysis/reality/hot.py"},
    "sklearn": {"analysis/reality/dense.py"},
    "scipy": {"analysis/reality/quotients.py"},
    "openpyxl": {"analysis/spreadsheet/"},
    "pygeometa": {"export/metadata.py"},
    "sqlalchemy": {"export/"},
    "geoalchemy2": {"export/"},
    "psycopg": {"export/"},
}
"""Library -> the room, or the files, in which it may be imported or looked into."""


def modules_of(package: Path) -> dict[str, Path]:
    """Return the modules of a package by their dotted names."""
    files = sorted(path for path in package.rglob("*.py") if "shipped" not in path.parts)
    return {".".join([package.name, *path.relative_to(package).with_suffix("").parts]): path for path in files}


@cache
def tree_of(path: Path) -> ast.Module:
    """Return what a file says, as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path, *, top_only: bool = False) -> Iterator[str]:
    """Yield the dotted names that a file imports, names from a module as members of it; also those for types only."""
    tree = tree_of(path)
    for node in tree.body if top_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def opened_by(path: Path) -> Iterator[str]:
    """Yield the libraries that a file imports, or finds by name: with find_spec, import_module or files."""
    yield from (name.split(".")[0] for name in imports_of(path))
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("find_spec", "import_module", "__import__", "files"):
                yield str(node.args[0].value).split(".")[0]


def arrows_of(package: Path) -> dict[str, set[str]]:
    """Return which modules of a package each of them imports."""
    modules = modules_of(package)
    arrows: dict[str, set[str]] = {}
    for name, path in modules.items():
        found = {wanted if wanted in modules else wanted.rpartition(".")[0] for wanted in imports_of(path)}
        found = {f"{wanted}.__init__" if f"{wanted}.__init__" in modules else wanted for wanted in found}
        arrows[name] = (found & set(modules)) - {name}
    return arrows


def room_of(module: str) -> tuple[int | None, str]:
    """Return the number of a module's floor, and its room, empty where it stands on the floor itself."""
    parts = module.split(".")[1:]
    floor = FLOORS.index(parts[0]) if parts[0] in FLOORS else None
    room = "/".join(parts[:2])
    return floor, room if room in ROOMS else ""


def wrong_ways(arrows: Mapping[str, Set[str]]) -> list[str]:
    """Return the imports that go up, or sideways into another room."""
    found = []
    for name, wanted in arrows.items():
        floor, room = room_of(name)
        for other in sorted(wanted):
            other_floor, other_room = room_of(other)
            if floor is None or other_floor is None or other_floor < floor:
                continue
            sideways = bool(room and other_room and room != other_room and other_room not in ROOMS[room])
            if other_floor > floor or sideways:
                found.append(f"{name} -> {other}")
    return found


def circles(arrows: Mapping[str, Set[str]]) -> list[list[str]]:
    """Return the groups of modules that import one another (Tarjan 1972)."""
    found: list[list[str]] = []
    number: dict[str, int] = {}
    least: dict[str, int] = {}
    stack: list[str] = []

    def visit(name: str) -> None:
        number[name] = least[name] = len(number)
        stack.append(name)
        for other in sorted(arrows[name]):
            if other not in number:
                visit(other)
                least[name] = min(least[name], least[other])
            elif other in stack:
                least[name] = min(least[name], number[other])
        if least[name] == number[name]:
            at = stack.index(name)
            group, stack[at:] = stack[at:], []
            if len(group) > 1:
                found.append(sorted(group))

    for name in sorted(arrows):
        if name not in number:
            visit(name)
    return found


@pytest.fixture(scope="module")
def arrows() -> dict[str, set[str]]:
    """Return which modules of the package each of them imports."""
    return arrows_of(PACKAGE)


def test_no_import_goes_up_or_sideways(arrows: dict[str, set[str]]) -> None:
    assert wrong_ways(arrows) == []


def test_no_modules_import_one_another(arrows: dict[str, set[str]]) -> None:
    assert circles(arrows) == []


def test_every_module_that_is_imported_is_there(arrows: dict[str, set[str]]) -> None:
    known = {*arrows, *(name.removesuffix(".__init__") for name in arrows)}
    for name, path in modules_of(PACKAGE).items():
        ours = [wanted for wanted in imports_of(path) if wanted.startswith("geo.")]
        assert [wanted for wanted in ours if not {wanted, wanted.rpartition(".")[0]} & known] == [], name


def test_no_module_is_left_that_nothing_imports(arrows: dict[str, set[str]]) -> None:
    used = set().union(*arrows.values())
    by_name = {
        "geo.__main__",
        "geo.export.geojson",
        "geo.export.qgis.styles",
    }
    assert {name for name in arrows if not name.endswith(".__init__")} - used == by_name


def test_every_room_is_there() -> None:
    assert [room for room in ROOMS if not (PACKAGE / room / "__init__.py").is_file()] == []


def test_each_library_has_one_room() -> None:
    elsewhere = []
    for path in modules_of(PACKAGE).values():
        here = str(path.relative_to(PACKAGE))
        for library in opened_by(path):
            if not any(here.startswith(door) for door in DOORS.get(library, {here})):
                elsewhere.append(f"{here} opens {library}; its door is {DOORS[library]}")
    assert elsewhere == []


@pytest.mark.parametrize(("library", "doors"), DOORS.items())
def test_every_door_is_one_that_is_used(library: str, doors: set[str]) -> None:
    for door in doors:
        files = [path for path in modules_of(PACKAGE).values() if str(path.relative_to(PACKAGE)).startswith(door)]
        assert any(library in opened_by(path) for path in files), f"nothing in {door} opens {library}"


@pytest.mark.parametrize(
    ("files", "wrong", "rings"),
    [
        ({"model/a.py": "import geo.cli.b", "cli/b.py": ""}, ["geo.model.a -> geo.cli.b"], []),
        ({"draw/figure/a.py": "from geo.draw.slides import b", "draw/slides/b.py": ""}, ["figure.a -> slides.b"], []),
        ({"draw/scene/a.py": "from geo.draw.sheet.b import c", "draw/sheet/b.py": ""}, ["scene.a -> sheet.b"], []),
        ({"draw/atlas/a.py": "import geo.draw.page.b", "draw/page/b.py": ""}, [], []),
        ({"space/a.py": "import geo.space.b", "space/b.py": "def f():\n    import geo.space.a"}, [], [["a", "b"]]),
        (
            {"space/a.py": "if TYPE_CHECKING:\n    import geo.space.b", "space/b.py": "import geo.space.a"},
            [],
            [["a", "b"]],
        ),
    ],
)
def test_the_house_is_seen_to_be_wrong(
    tmp_path: Path, files: dict[str, str], wrong: list[str], rings: list[list[str]]
) -> None:
    for name, text in files.items():
        path = tmp_path / "geo" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = arrows_of(tmp_path / "geo")
    assert [way.replace("geo.draw.", "") for way in wrong_ways(found)] == wrong
    assert [[name.rpartition(".")[2] for name in ring] for ring in circles(found)] == rings


def test_the_door_of_pandas_is_inside_functions() -> None:
    top = set(imports_of(PACKAGE / "model" / "plan.py", top_only=True))
    assert not {name.split(".")[0] for name in top} & {"pandas", "geopandas", "shapely"}


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import geo", "click pandas folium shapely geo.model.schema"),
        ("import geo.cli", "pandas folium shapely geo.model.schema"),
        ("import geo; geo.read_plan('heilongjiang')", "pandas folium shapely"),
        (
            "import geo; from geo.draw.page.page import page_html; page_html(geo.read_plan('heilongjiang'))",
            "geopandas frykit",
        ),
    ],
)
def test_imports_stay_cheap(code: str, heavy: str) -> None:
    ask = f"{code}\nimport sys\nprint(sorted(set('{heavy}'.split()) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
