"""Two hundred layers as people might send them back, by a seeded generator: taken right, or refused with a way out.

Each is an export of the small plan, changed in up to four ways. Where none of the ways has a meaning the import must
find nothing to change, or say why it takes nothing; where one has, what it would change is told. Nothing crashes, and
what is refused changes no file.
"""

from __future__ import annotations

import random
import re
import warnings
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import geopandas
import pandas
import pyogrio
import pytest
import shapely
from click.testing import CliRunner, Result

import geo
from geo.cli import cli
from geo.export.export import export_plan
from geo.export.fields import fields_of
from geo.space.crs import to_datum

SEEDS = range(200)
LAYERS = ("zones", "units", "parks")
Change = Callable[[Any, str, random.Random], Any]


def root_of(name: str) -> Path:
    return Path(__file__).parents[1] / "plans" / name


@cache
def exported(layer: str, folder: Path) -> Any:
    export_plan(geo.read_plan("tiny", root_of("tiny")), folder / f"{layer}.gpkg", layers=[layer])
    return pyogrio.read_dataframe(folder / f"{layer}.gpkg", layer=layer)


def some(frame: Any, chance: random.Random) -> int:
    return int(chance.randrange(len(frame)))


def text_columns(frame: Any) -> list[str]:
    return [name for name in frame.columns if name != "geometry" and any(isinstance(cell, str) for cell in frame[name])]


def each_text(frame: Any, change: Callable[[str], str], columns: list[str]) -> Any:
    cells = {name: [change(cell) if isinstance(cell, str) else cell for cell in frame[name]] for name in columns}
    return frame.assign(**cells)


def lists_as(frame: Any, layer: str, chance: random.Random) -> Any:
    form, join = chance.choice([('["{}"]', '", "'), ("{{{}}}", ","), ("{}", "；"), ("{}", ";")])
    lists = [field.name for field in fields_of(layer) if field.type == "list" and field.name in frame.columns]
    return each_text(frame, lambda cell: form.format(join.join(cell.split(";"))) if cell else cell, lists)


def aliased(frame: Any, layer: str, chance: random.Random) -> Any:
    lang = chance.choice(["zh", "en"])
    return frame.rename(columns={field.name: field.alias for field in fields_of(layer, lang)})


def spaced(frame: Any, layer: str, chance: random.Random) -> Any:
    odd = chance.choice(["\u3000", "\u00a0", "\u200b", "  "])
    return each_text(frame, lambda cell: f"{odd}{cell}{odd}" if cell else cell, text_columns(frame))


def in_system(frame: Any, layer: str, chance: random.Random) -> Any:
    return frame.to_crs(chance.choice([4326, 4546, 4547, 4525, 3857]))


def densified(frame: Any, layer: str, chance: random.Random) -> Any:
    step = 5000.0 if frame.crs is not None and frame.crs.is_projected else 0.05
    return frame.assign(geometry=shapely.segmentize(frame.geometry.to_numpy(), step))


def capitals(frame: Any, layer: str, chance: random.Random) -> Any:
    return frame.rename(columns={name: name.upper() for name in frame.columns if name != "geometry"})


NEUTRAL: Mapping[str, Change] = {
    "as it is": lambda frame, layer, chance: frame,
    "shuffled": lambda frame, layer, chance: frame.sample(frac=1, random_state=chance.randrange(99)),
    "another system": in_system,
    "lists": lists_as,
    "aliases": aliased,
    "odd spaces": spaced,
    "capitals": lambda frame, layer, chance: frame.rename(
        columns=lambda name: name if name == "geometry" else name.upper()
    ),
    "more columns": lambda frame, layer, chance: frame.assign(Shape_Leng=1.5, 备注二="甲"),
    "heights": lambda frame, layer, chance: frame.assign(geometry=shapely.force_3d(frame.geometry.to_numpy(), 3.0)),
    "corners": densified,
    "a selection": lambda frame, layer, chance: frame.iloc[[some(frame, chance)]],
    "turned": lambda frame, layer, chance: frame.assign(geometry=shapely.reverse(frame.geometry.to_numpy())),
}
"""What has no meaning: such a layer says what the plan says."""


def cell_changed(frame: Any, layer: str, chance: random.Random) -> Any:
    name, at = chance.choice(text_columns(frame)), some(frame, chance)
    odd = chance.choice(["[旧]西园", "(2:a,b)", "甲\ue000", "甲\u2028乙", "=1+1", "长" * 300, "NaN", "1,5", "\u2ed3"])
    return frame.assign(**{name: [odd if place == at else cell for place, cell in enumerate(frame[name])]})


def shape_changed(frame: Any, layer: str, chance: random.Random) -> Any:
    odd: Any = chance.choice(
        [None, shapely.Point(0, 0), shapely.Point(float("inf"), 1), shapely.Point(38500000, 3100000)]
    )
    at = some(frame, chance)
    if layer != "parks" and odd is not None:
        odd = chance.choice(
            [shapely.box(0, 0, 1e7, 1e7), shapely.Polygon([(110, 30), (111, 31), (111, 30), (110, 31)])]
        )
    return frame.assign(geometry=[odd if place == at else shape for place, shape in enumerate(frame.geometry)])


def doubled(frame: Any, layer: str, chance: random.Random) -> Any:
    row = frame.iloc[[some(frame, chance)]]
    if chance.random() < 0.5:
        row = row.assign(geometry=row.geometry.translate(0.2))
    return geopandas.GeoDataFrame(pandas.concat([frame, row]), crs=frame.crs)


def misplaced(frame: Any, layer: str, chance: random.Random) -> Any:
    metres = frame.to_crs(4546)
    return metres.set_crs(chance.choice([4490, 4549, 4525, 2437]), allow_override=True)


MEANT: Mapping[str, Change] = {
    "a cell": cell_changed,
    "a shape": shape_changed,
    "a row twice": doubled,
    "another system's name": misplaced,
    "a shifted datum": lambda frame, layer, chance: frame.assign(
        geometry=frame.geometry.transform(lambda xy: to_datum("gcj02")(xy) if len(xy) else xy)
    ),
    "swapped": lambda frame, layer, chance: frame.assign(geometry=frame.geometry.transform(lambda xy: xy[:, ::-1])),
    "only drawn": lambda frame, layer, chance: frame.dropna(subset=["geometry"]),
    "no key": lambda frame, layer, chance: frame.drop(columns=frame.columns[0]),
    "coordinates as text": lambda frame, layer, chance: frame.assign(geometry=None, lon="111,5", lat="30,5"),
    "nothing": lambda frame, layer, chance: frame.iloc[:0],
}
"""What changes what a layer says, or makes it unreadable."""


def sent(frame: Any, folder: Path, layer: str, chance: random.Random) -> tuple[Path, str]:
    """Return a file as somebody sends it, and how."""
    kind = chance.choice(["gpkg", "geojson", "shp", "zip", "csv"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if kind == "csv":
            table = frame.to_crs(4490) if frame.crs else frame
            pandas.DataFrame(table.assign(geometry=table.geometry.to_wkt())).to_csv(folder / "sent.csv", index=False)
            return folder / "sent.csv", kind
        suffix = "shp" if kind == "zip" else kind
        encoding = chance.choice(["UTF-8", "GBK"]) if suffix == "shp" else None
        options = {} if layer == "parks" else {"promote_to_multi": True}
        pyogrio.write_dataframe(frame, folder / f"{layer}.{suffix}", layer=layer, encoding=encoding, **options)
    if suffix == "shp":
        marked(folder / f"{layer}.cpg", chance)
    if kind != "zip":
        return folder / f"{layer}.{suffix}", f"{kind} {encoding}"
    with zipfile.ZipFile(folder / "sent.zip", "w") as files:
        for item in folder.glob(f"{layer}.*"):
            files.write(
                item, f"{chance.choice(['', '成果/', '__MACOSX/'])}{item.name}" if chance.random() < 0.1 else item.name
            )
    return folder / "sent.zip", f"{kind} {encoding}"


def marked(path: Path, chance: random.Random) -> None:
    mark = chance.choice(["UTF-8", "GBK", "936", "OEM", "", None])
    path.unlink(missing_ok=True)
    if mark is not None:
        path.write_text(mark)


def changed(frame: Any, layer: str, chance: random.Random) -> tuple[Any, list[str]]:
    ways = chance.sample(sorted(NEUTRAL), chance.randint(1, 3)) + chance.sample(sorted(MEANT), chance.randint(0, 1))
    chance.shuffle(ways)
    for way in ways:
        try:
            frame = {**NEUTRAL, **MEANT}[way](frame, layer, chance)
        except (KeyError, ValueError, IndexError):  # one way took away what the next needs
            continue
    return frame, ways


def taken(root: Path, path: Path, layer: str, *words: str) -> Result:
    return CliRunner().invoke(
        cli, ["--root", str(root), "import", str(path), "--plan", "tiny", "--layer", layer, *words]
    )


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", SEEDS)
def test_what_somebody_sends_back_is_taken_right_or_refused(
    seed: int, tiny_root: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)
    layer = chance.choice(LAYERS)
    frame, ways = changed(exported(layer, tmp_path_factory.getbasetemp()), layer, chance)
    try:
        path, how = sent(frame, tmp_path, layer, chance)
    except Exception as error:
        pytest.skip(f"GDAL writes no such file: {error}")
    before = {file: file.read_bytes() for file in tiny_root.rglob("*") if file.is_file()}
    shown = taken(tiny_root, path, layer)
    told = f"{layer} {how} {ways}\n{shown.output}"
    assert shown.exit_code in (0, 1), told
    assert "internal error" not in shown.stderr, told
    assert "Traceback" not in shown.stderr, told
    assert {file: file.read_bytes() for file in before} == before
    if shown.exit_code:
        assert all(line.rstrip().endswith((".", "?", "]")) for line in shown.stderr.splitlines()), told
        return
    if not set(ways) & set(MEANT):
        assert shown.stdout == "", told
    done = taken(tiny_root, path, layer, "--apply")
    if done.exit_code:
        # What a check would find that was not there is refused, with its mend, and nothing is written.
        assert re.search(r"\.  \[[a-z-]+\]$", done.stderr.rstrip()), done.stderr
        assert {file: file.read_bytes() for file in before} == before
        return
    assert (shown.stdout == "") == ({file: file.read_bytes() for file in before} == before), told
    assert "internal error" not in CliRunner().invoke(cli, ["--root", str(tiny_root), "check"]).stderr
