"""One registry of formats: each is read back by another reader, and all that is said of formats is made from it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import readers
from click.testing import CliRunner
from readers import READERS, Found, Reader, missing
from reading import layers_of, plan_of
from shapely.affinity import translate

from geo.analysis.concern import extract
from geo.cli import cli
from geo.export import formats
from geo.export.export import export_plan
from geo.export.formats import FORMATS, Format
from geo.export.job import Job
from geo.export.layers import Layer, export_layers
from geo.model.plan import Plan

ROOT = Path(__file__).parent.parent
TABLES = ("parks", "targets", "joins")


def faults(plan: Plan, path: Path, *, crs: str | int = 4490, names: Sequence[str] = ()) -> list[str]:
    """Return what another reader misses in an export of a plan, or cannot read."""
    made = formats.format_of(path)
    export_plan(plan, path, layers=names, crs=crs)
    layers = export_layers(plan, crs=crs, names=names)
    alone = made.together or len(layers) == 1
    paths = {name: path if alone else path.with_name(f"{path.stem}-{name}{path.suffix}") for name in layers}
    return [fault for name, layer in layers.items() for fault in missing(layer, paths[name], path.suffix)]


def test_every_format_has_a_reader() -> None:
    assert list(READERS) == list(FORMATS)


SYSTEMS = [("tiny", 4490, ()), ("tiny", 4547, ()), ("tiny", "albers", ("parks",)), ("changsha", 4490, ())]
EXPORTS = [(suffix, *each) for each in SYSTEMS for suffix in FORMATS if each[1] == 4490 or not FORMATS[suffix].degrees]


@pytest.mark.parametrize(("suffix", "plan", "crs", "names"), EXPORTS)
def test_another_reader_finds_every_row_value_place_and_system(
    suffix: str, plan: str, crs: str | int, names: Sequence[str], tmp_path: Path
) -> None:
    assert faults(plan_of(plan), tmp_path / f"x{suffix}", crs=crs, names=names) == []


@pytest.mark.parametrize("suffix", [".gpkg", ".csv"])
def test_another_reader_finds_what_concerns_a_unit(suffix: str, tmp_path: Path) -> None:
    """A format knows no extract: it is written as any plan, layers together or one a file."""
    assert faults(extract(plan_of("heilongjiang"), "230100"), tmp_path / f"x{suffix}") == []


LARGE = {suffix: ("heilongjiang", "national")[at % 2] for at, suffix in enumerate(FORMATS)}
"""One of the large plans for each format."""


@pytest.mark.parametrize(("suffix", "plan"), LARGE.items())
def test_another_reader_finds_the_tables_of_a_large_plan(plan: str, suffix: str, tmp_path: Path) -> None:
    """Every layer is written; outlines of half a million corners are not compared again in eleven formats."""
    read = plan_of(plan)
    done = export_plan(read, tmp_path / f"x{suffix}")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    layers = layers_of(plan)
    assert done.counts == {name: len(layer.frame) for name, layer in layers.items()}
    for name in TABLES:
        path = tmp_path / (f"x{suffix}" if FORMATS[suffix].together else f"x-{name}{suffix}")
        assert missing(layers[name], path, suffix) == []


def test_no_writer_needs_the_registry() -> None:
    """The registry names its writers by text, so that no test of imports sees a circle through it."""
    named = re.findall(r'_by\("([a-z.]+):', Path(formats.__file__).read_text(encoding="utf-8"))
    assert len(named) == len(FORMATS)
    for name in named:
        text = Path(formats.__file__).parent.joinpath(*name.split(".")).with_suffix(".py").read_text(encoding="utf-8")
        assert "geo.export.formats" not in text
        assert "geo.export.export" not in text


def lines(path: Path, layer: Layer) -> Found:
    """Return the features of newline-delimited GeoJSON."""
    features = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    shapes = [each["geometry"] and readers.shapely.geometry.shape(each["geometry"]) for each in features]
    return Found([each["properties"] for each in features], shapes)


def registered(monkeypatch: pytest.MonkeyPatch, made: Format) -> None:
    monkeypatch.setattr(formats, "FORMATS", MappingProxyType({**FORMATS, made.suffix: made}))


def is_seen(plan: Plan, path: Path) -> bool:
    """Return whether a reader finds something wrong with one layer, or cannot read it at all."""
    try:
        return bool(faults(plan, path, names=["parks"]))
    except Exception:
        return True


def test_an_entry_with_the_writer_of_another_format_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = Format(".geojsonl", "newline-delimited GeoJSON", _write_lines, ("", ""), together=False, degrees=True)
    monkeypatch.setattr(readers, "READERS", {**READERS, ".geojsonl": Reader(lines, exact=1.1e-5, system=False)})
    registered(monkeypatch, right)
    assert not is_seen(plan_of("tiny"), tmp_path / "right.geojsonl")
    registered(monkeypatch, replace(right, write=FORMATS[".fgb"].write))
    assert is_seen(plan_of("tiny"), tmp_path / "wrong.geojsonl")


def _write_lines(job: Job, path: Path) -> None:
    FORMATS[".geojson"].write(job, path)
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    path.write_text("".join(json.dumps(each) + "\n" for each in features), encoding="utf-8")


@pytest.mark.parametrize(("suffix", "other"), [*pairwise(FORMATS), (".csv", ".geojson")])
def test_a_wrong_writer_is_seen_in_every_format(
    suffix: str, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(monkeypatch, replace(FORMATS[suffix], write=FORMATS[other].write))
    assert is_seen(plan_of("tiny"), tmp_path / f"x{suffix}")


SPOILT: dict[str, Callable[[Any], Any]] = {
    "a row is lost": lambda frame: frame.iloc[1:].reset_index(drop=True),
    "a text is another": lambda frame: frame.assign(name=[f"{name}。" for name in frame["name"]]),
    "a number is another": lambda frame: frame.assign(precision_km=frame["precision_km"] + 0.5),
    "a place lies elsewhere": lambda frame: frame.assign(
        geometry=[place and translate(place, 0.0001) for place in frame.geometry]
    ),
    "it is in another system": lambda frame: frame.set_crs(4610, allow_override=True),
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_writer_that_spoils_something_is_seen(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    for fault, spoil in SPOILT.items():

        def write(job: Job, path: Path, spoil: Callable[[Any], Any] = spoil) -> tuple[str, ...] | None:
            spoilt = replace(job.layer, frame=spoil(job.layer.frame))
            return FORMATS[suffix].write(replace(job, layers={spoilt.name: spoilt}), path)

        registered(monkeypatch, replace(FORMATS[suffix], write=write))
        if faults(plan_of("tiny"), tmp_path / f"x{suffix}", names=["parks"]):
            seen.append(fault)
    assert seen == list(SPOILT) if READERS[suffix].system else list(SPOILT)[:-1]


HEADS = {
    "zh": ("全部图层和表", "每个文件一个图层（`--layer`）"),
    "en": ("all layers and tables", "one layer a file (`--layer`)"),
}
DEGREES = {"zh": "；WGS 84", "en": "; WGS 84"}


def row_of(made: Format, lang: str) -> str:
    """Return the row of README's table that tells of a format."""
    whole, one = HEADS[lang]
    notes = made.notes[lang == "en"] + (DEGREES[lang] if made.degrees else "")
    return f"| `{made.suffix}` | {made.name} | {whole if made.together else one} | {notes} |"


@pytest.mark.parametrize(("lang", "file"), [("en", "README.md"), ("zh", "README.zh-CN.md")])
def test_the_table_of_readme_is_the_registry(lang: str, file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert re.findall(r"^\| `\.[a-z]+` \|.*$", text, re.MULTILINE) == [row_of(made, lang) for made in FORMATS.values()]


def test_help_names_every_format() -> None:
    told = " ".join(CliRunner().invoke(cli, ["export", "-h"]).stdout.split())
    assert [made for made in FORMATS.values() if f"{made.suffix} {made.name}" not in told] == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_metadata_name_the_media_type(suffix: str, tmp_path: Path) -> None:
    export_plan(plan_of("tiny"), tmp_path / f"x{suffix}", layers=["parks"], metadata=True)
    (held,) = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    file = FORMATS[FORMATS[suffix].beside or suffix]
    assert (held["path"], held.get("mediatype", "")) == (f"x{file.suffix}", file.media)


def test_no_two_formats_share_a_suffix_or_a_hint() -> None:
    entries = [*FORMATS, *(suffix for made in FORMATS.values() for suffix in made.tried)]
    assert len(entries) == len(set(entries))
    assert all(suffix == made.suffix for suffix, made in FORMATS.items())
