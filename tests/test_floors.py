"""The house keeps its shape: who may import whom, each library through one door, and cheap imports stay cheap."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "geo"
FLOORS = ("model", "space", "analysis", "draw", "export", "cli")
DOORS = {
    "geopandas": {"model/plan.py"},
    "pandas": {"model/plan.py"},
    "shapely": {
        "space/geometry.py",
        "space/boundaries.py",
        "space/schematic.py",
        "space/soft.py",
        "space/spines.py",
        "model/plan.py",
    },
    "pyproj": {"space/crs.py"},
    "frykit": {"space/boundaries.py"},
    "folium": {"draw/page.py"},
    "branca": {"draw/page.py"},
    "xstatic": {"draw/page.py"},
    "matplotlib": {
        "draw/figure.py",
        "draw/figure_canvas.py",
        "draw/figure_glyphs.py",
        "draw/figure_ground.py",
        "draw/figure_places.py",
        "draw/figure_type.py",
    },
    "pptx": {
        "draw/slide_charts.py",
        "draw/slide_house.py",
        "draw/slide_shapes.py",
        "draw/slide_tables.py",
        "draw/slides.py",
    },
    "pypinyin": {"draw/pinyin.py"},
    "click": {"cli.py"},
    "pyogrio": {"export/formats.py"},
    "pyarrow": {"export/arrow.py"},
    "openpyxl": {"export/tabular.py"},
    "pygeometa": {"export/metadata.py"},
    "sqlalchemy": {"export/postgis.py", "export/postgis_tables.py"},
    "geoalchemy2": {"export/postgis_tables.py"},
    "psycopg": {"export/postgis.py"},
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "shipped" not in path.parts)


def imports_of(path: Path, *, top_only: bool = False) -> Iterator[str]:
    """Yield the modules that a file imports, those for type checkers left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    for node in tree.body if top_only else ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def floor_of(module: str) -> int | None:
    parts = module.split(".")
    return FLOORS.index(parts[1]) if parts[0] == "geo" and len(parts) > 1 and parts[1] in FLOORS else None


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_own_floor_and_those_below(path: Path) -> None:
    own = floor_of(".".join(["geo", *path.relative_to(PACKAGE).with_suffix("").parts]))
    for name in imports_of(path):
        other = floor_of(name)
        if own is not None and other is not None:
            assert other <= own, f"{path.name} imports {name} from a floor above"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_has_one_door(path: Path) -> None:
    here = str(path.relative_to(PACKAGE))
    for name in imports_of(path):
        allowed = DOORS.get(name.split(".")[0])
        assert allowed is None or here in allowed, f"{here} imports {name}; its door is {allowed}"


def test_the_door_of_pandas_is_inside_functions() -> None:
    top = set(imports_of(PACKAGE / "model" / "plan.py", top_only=True))
    assert not {name.split(".")[0] for name in top} & {"pandas", "geopandas", "shapely"}


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import geo", "click pandas folium shapely geo.model.schema"),
        ("import geo.cli", "pandas folium shapely geo.model.schema"),
        ("import geo; geo.read_plan('heilongjiang')", "pandas folium shapely"),
        ("import geo.draw.page, geo; geo.draw.page.page_html(geo.read_plan('heilongjiang'))", "geopandas frykit"),
    ],
)
def test_imports_stay_cheap(code: str, heavy: str) -> None:
    ask = f"{code}\nimport sys\nprint(sorted(set('{heavy}'.split()) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
