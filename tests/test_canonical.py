"""The formatter forgives what tools do, changes nothing that has a meaning, and refuses to lose anything."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.analysis.canonical import format_plan
from geo.cli import cli
from geo.model import tables
from geo.model.errors import PlanError, RootError
from geo.model.plan import read_plan

Tables = Callable[[list[list[str]], random.Random], list[list[str]]]


def texts(root: Path) -> dict[str, str]:
    """Return every file of the workspace as it is."""
    return {shown: old for shown, (old, _) in format_plan("tiny", root).items()}


def formatted(root: Path) -> dict[str, str]:
    """Return every file of the workspace as it should be."""
    return {shown: new for shown, (_, new) in format_plan("tiny", root).items()}


def write(root: Path, files: dict[str, str]) -> None:
    for shown, text in files.items():
        (root / shown).write_bytes(text.encode("utf-8"))


def disordered_table(text: str, chance: random.Random) -> str:
    """Return a table with its rows and columns in another order and every cell quoted."""
    table = list(csv.reader(io.StringIO(text)))
    order = list(range(len(table[0])))
    body = table[1:]
    chance.shuffle(order)
    chance.shuffle(body)
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([[row[at] for at in order] for row in (table[0], *body)])
    return out.getvalue()


def disordered_layer(text: str, chance: random.Random) -> str:
    """Return a layer as a GIS may write it: another order, ids as a property, more decimals, indented."""
    document = json.loads(text)
    chance.shuffle(document["features"])
    for feature in document["features"]:
        feature["properties"] = dict(chance.sample(sorted(feature["properties"].items()), len(feature["properties"])))
        feature["properties"]["id"] = feature.pop("id")
        for ring in (feature["geometry"] or {}).get("coordinates", []):
            ring[:] = [[lon + 1e-9, lat - 1e-9] for lon, lat in ring]
    return json.dumps({"name": "layer", **document}, indent=chance.choice([None, 2]))


def test_a_canonical_plan_is_left_alone(tiny_root: Path) -> None:
    assert texts(tiny_root) == formatted(tiny_root)
    assert len(texts(tiny_root)) == 11


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False), mark=st.booleans(), newline=st.sampled_from(["\n", "\r\n"]))
def test_what_tools_do_is_undone(tiny_root: Path, chance: random.Random, mark: bool, newline: str) -> None:
    canonical = formatted(tiny_root)
    kinds = {".csv": disordered_table, ".geojson": disordered_layer}
    made = {
        shown: kinds[Path(shown).suffix](text, chance) if Path(shown).suffix in kinds else text
        for shown, text in canonical.items()
    }
    plain = {shown: text.replace("\r\n", "\n").replace("\n", newline) for shown, text in made.items()}
    write(tiny_root, {shown: ("\ufeff" if mark else "") + text for shown, text in plain.items()})
    assert formatted(tiny_root) == canonical
    write(tiny_root, formatted(tiny_root))
    assert texts(tiny_root) == formatted(tiny_root) == canonical


def test_a_mark_and_foreign_newlines_alone_are_a_difference(tiny_root: Path) -> None:
    canonical = texts(tiny_root)
    write(tiny_root, {shown: "\ufeff" + text.replace("\n", "\r\n") for shown, text in canonical.items()})
    assert all(old != new for old, new in format_plan("tiny", tiny_root).values())


def test_lines_that_all_end_as_on_windows_are_no_difference_but_mixed_ones_are(tiny_root: Path) -> None:
    canonical = texts(tiny_root)
    write(tiny_root, {shown: text.replace("\n", "\r\n") for shown, text in canonical.items()})
    assert all(old == new for old, new in format_plan("tiny", tiny_root).values())
    longer = {shown: text for shown, text in canonical.items() if text.count("\n") > 1}
    write(tiny_root, {shown: text.replace("\n", "\r\n", 1) for shown, text in longer.items()})
    assert {shown for shown, (old, new) in format_plan("tiny", tiny_root).items() if old != new} == set(longer)


def test_formatting_keeps_every_value(tiny_root: Path) -> None:
    before = read_plan("tiny", tiny_root)
    write(tiny_root, {shown: disordered(shown, text) for shown, text in texts(tiny_root).items()})
    write(tiny_root, formatted(tiny_root))
    after = read_plan("tiny", tiny_root)
    assert after == before
    assert [zone.geometry for zone in after.zone_rows] == [zone.geometry for zone in before.zone_rows]


def disordered(shown: str, text: str) -> str:
    chance = random.Random(7)
    return disordered_table(text, chance) if shown.endswith(".csv") else text


def test_missing_columns_are_added_empty(tiny_root: Path) -> None:
    path = tiny_root / "data/tiny/parks.csv"
    canonical = path.read_text(encoding="utf-8")
    rows = [row[:-2] for row in csv.reader(io.StringIO(canonical))]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    write(tiny_root, {"data/tiny/parks.csv": out.getvalue()})
    assert formatted(tiny_root)["data/tiny/parks.csv"] == canonical


def test_comments_and_order_of_the_header_are_the_authors(tiny_root: Path) -> None:
    shown = "data/tiny/plan.toml"
    canonical = texts(tiny_root)[shown]
    assert "# the two zones fill the square" in canonical
    write(tiny_root, {shown: "\n\n" + canonical.replace("\n", "  \r\n") + "\r\n\r\n"})
    assert formatted(tiny_root)[shown] == canonical


def test_blanks_inside_a_text_of_the_header_are_kept(tiny_root: Path) -> None:
    shown = "data/tiny/plan.toml"
    text = texts(tiny_root)[shown].replace('"方省人民政府"', '"""方省  \n人民政府"""')
    write(tiny_root, {shown: text})
    assert formatted(tiny_root)[shown] == text


def test_meaning_is_never_repaired(tiny_root: Path) -> None:
    shown = "data/tiny/parks.csv"
    text = texts(tiny_root)[shown].replace(",park,west-pole,", ",prak,nowhere,").replace("110.5,31.5", "31.5,110.5")
    write(tiny_root, {shown: text})
    assert formatted(tiny_root)[shown] == text


@pytest.mark.parametrize(
    ("shown", "old", "new", "code"),
    [
        ("data/tiny/parks.csv", "superseded_by\n", "superseded_by,web\n", "bad-csv"),
        ("data/tiny/sources.csv", "title_en", "title_english", "unknown-column"),
        ("data/tiny/targets.csv", ",300,", ",三百,", "bad-value"),
        ("data/tiny/plan.toml", "order = 1", "order = one", "bad-toml"),
        ("layers/tiny/zones.geojson", '"note"', '"notes"', "unknown-column"),
        ("layers/tiny/zones.geojson", '"id": "east-belt",', '"id": "east-belt", "stroke": "red",', "unknown-column"),
        ("layers/tiny/zones.geojson", '"focus": true', '"focus": "maybe"', "bad-value"),
        ("layers/tiny/zones.geojson", '"precision_km": 1.0', '"precision_km": [1]', "bad-value"),
        ("layers/tiny/units.geojson", "[110.0, 31.0],", "[110.0, 31.0, 99.0],", "bad-geometry"),
        ("layers/tiny/units.geojson", '"properties": {', '"properties": {"unit": "1",', "bad-id"),
    ],
)
def test_what_would_be_lost_is_refused(tiny_root: Path, shown: str, old: str, new: str, code: str) -> None:
    text = texts(tiny_root)[shown]
    assert old in text
    write(tiny_root, {shown: text.replace(old, new, 1)})
    with pytest.raises(PlanError) as raised:
        format_plan("tiny", tiny_root)
    assert {problem.code for problem in raised.value.problems} == {code}


def test_everything_that_stops_it_is_told_at_once(tiny_root: Path) -> None:
    (tiny_root / "data/tiny/sources.csv").write_bytes("source,标题\n".encode("gbk"))
    (tiny_root / "data/tiny/parks.csv").unlink()
    with pytest.raises(PlanError) as raised:
        format_plan("tiny", tiny_root)
    assert [problem.code for problem in raised.value.problems] == ["missing-file", "encoding"]


def test_optional_files_may_be_absent_and_plans_must_exist(tiny_root: Path) -> None:
    (tiny_root / "data/tiny/actuals.csv").unlink()
    assert "data/tiny/actuals.csv" not in format_plan("tiny", tiny_root)
    with pytest.raises(RootError):
        format_plan("large", tiny_root)


def test_what_would_be_lost_is_told_of_all_files_at_once(tiny_root: Path) -> None:
    held = texts(tiny_root)
    targets, zones, units = "data/tiny/targets.csv", "layers/tiny/zones.geojson", "layers/tiny/units.geojson"
    lossy = {
        targets: held[targets].replace(",300,", ",三百,"),
        zones: held[zones].replace('"note"', '"notes"'),
        units: held[units].replace("[110.0, 31.0],", "[110.0, 31.0, 99.0],", 1),
    }
    write(tiny_root, lossy)
    with pytest.raises(PlanError) as raised:
        format_plan("tiny", tiny_root)
    assert {problem.file for problem in raised.value.problems} == set(lossy)


def test_all_files_are_brought_into_their_form_or_none(tiny_root: Path, tmp_path: Path) -> None:
    zones, targets = tiny_root / "layers/tiny/zones.geojson", tiny_root / "data/tiny/targets.csv"
    targets.rename(tmp_path / "targets.csv")
    targets.symlink_to(tmp_path / "targets.csv")
    for path in (zones, targets):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    before = zones.read_bytes(), targets.read_bytes()
    done = CliRunner().invoke(cli, ["--root", str(tiny_root), "fmt"])
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert "targets.csv: is a link to another file." in done.output
    assert (zones.read_bytes(), targets.read_bytes()) == before


def test_each_table_is_parsed_once(tiny_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    cells = tables._cells

    def counted(text: str, shown: str) -> list[tuple[int, list[str]]]:
        parsed.append(shown)
        return cells(text, shown)

    monkeypatch.setattr(tables, "_cells", counted)
    formatted(tiny_root)
    assert "data/tiny/targets.csv" in parsed
    assert len(parsed) == len(set(parsed))


def test_a_lone_feature_becomes_a_layer(tiny_root: Path) -> None:
    shown = "layers/tiny/zones.geojson"
    document: dict[str, Any] = json.loads(texts(tiny_root)[shown])
    lone = document["features"][0]
    write(tiny_root, {shown: json.dumps(lone)})
    assert json.loads(formatted(tiny_root)[shown])["features"] == [lone]
