"""Registers onto a plan: every form in which they come, every fault, every way in which the work may stop."""

from __future__ import annotations

import codecs
import datetime
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
import pytest
from assigning import assigned, cells, write_rows
from click.testing import CliRunner, Result
from pyarrow import parquet
from reading import ROOT, TINY, plan_of
from registers import blocks, faulty_rows, write_register

from geo.analysis.register import csv_sheet, parquet_sheet
from geo.analysis.register.assign import Asked, Progress, assign_points
from geo.analysis.register.finding import open_sheet
from geo.cli import cli


def buju(*words: str, root: Path = TINY) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), *words], prog_name="buju")


def csv_of(text: str | bytes) -> Any:
    return lambda path: path.with_suffix(".csv").write_bytes(text if isinstance(text, bytes) else text.encode())


def parquet_of(**columns: Any) -> Any:
    return lambda path: parquet.write_table(pyarrow.table(columns), path.with_suffix(".parquet"))


def truncated(path: Path) -> None:
    write_register(path.with_suffix(".parquet"), 1000)
    data = path.with_suffix(".parquet").read_bytes()
    path.with_suffix(".parquet").write_bytes(data[: len(data) // 2])


def two_headers(path: Path) -> None:
    path.mkdir()
    write_rows(path / "a.csv", [["id", "lon", "lat"], ["1", "110.5", "31.5"]])
    write_rows(path / "b.csv", [["id", "lon", "lat", "区"], ["1", "110.5", "31.5", "x"]])


def two_types(path: Path) -> None:
    path.mkdir()
    parquet.write_table(pyarrow.table({"code": [1], "lon": [110.5], "lat": [31.5]}), path / "a.parquet")
    parquet.write_table(pyarrow.table({"code": ["x"], "lon": [110.5], "lat": [31.5]}), path / "b.parquet")


BAD = {
    "no position": (
        csv_of("a,b\n1,2\n"),
        "has no column that is known as its longitude. Name one with --lon. It has: a, b.",
    ),
    "no latitude": (csv_of("lon,b\n1,2\n"), "known as its latitude. Name one with --lat."),
    "two longitudes": (csv_of("lon,lng,lat\n1,2,3\n"), "lon, lng may each be the longitude. Name one with --lon."),
    "two of a name": (csv_of("lon,lat,a,a\n1,2,3,4\n"), 'two columns are named "a".'),
    "a million columns": (
        csv_of(",".join(["lon,lat", *map(str, range(1_000_000))])),
        "first row is longer than a megabyte",
    ),
    "many columns": (csv_of(",".join(["lon,lat", *map(str, range(9_000))])), "has 9,002 columns, and at most 4,096"),
    "empty": (csv_of(""), "is empty."),
    "no rows": (parquet_of(lon=pyarrow.array([], "double"), lat=pyarrow.array([], "double")), "holds no rows."),
    "utf-16": (csv_of("lon,lat\n1,2\n".encode("utf-16")), "is UTF-16. Save it as UTF-8"),
    "no encoding": (csv_of(b"lon,lat,n\n1,2,\xff\xff\n"), "byte 14 is neither UTF-8 nor GBK."),
    "a workbook": (csv_of(b"PK\x03\x04rest"), "is no CSV and no Parquet."),
    "truncated": (truncated, "is no whole Parquet file"),
    "no Parquet": (lambda path: path.with_suffix(".parquet").write_bytes(b"lon,lat\n1,2\n"), "does not begin as one"),
    "dates for degrees": (parquet_of(lon=[datetime.date(2020, 1, 1)], lat=[1.0]), "no degrees."),
    "two headers": (two_headers, "b.csv: has other columns than"),
    "two types": (two_types, 'b.parquet: column "code" holds string, and in'),
    "nothing there": (lambda path: None, "no file of points is there."),
    "a quote never closed": (csv_of('lon,lat,n\n1,2,"x\n'), ""),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_that_says_what_to_do(name: str, tmp_path: Path) -> None:
    make, message = BAD[name]
    make(tmp_path / "p")
    given = next(tmp_path.iterdir(), tmp_path / "p")
    result = buju("assign", str(given), "--plan", "tiny", "-o", str(tmp_path / "out.parquet"))
    if not message:
        assert result.exit_code == 0
        assert "1 row: 0 placed; 1 rejected" in result.stderr
        return
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("out")]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--lon", "lng"], 'has no column "lng". Did you mean "lon"?'),
        (["--lon", "lat"], '"lat" cannot be both longitude and latitude.'),
        (["--industry-column", "行业"], 'has no column "行业". It has: lon, lat.'),
        (["-o", "out.xlsx"], "rows are written to .parquet or .csv."),
        (["-o", "{points}"], "is one of the files that are read."),
        (["--engine", "dask"], "--engine dask and --scheduler tcp://host:8786 go together."),
        (["--scheduler", "tcp://127.0.0.1:1"], "go together."),
    ],
)
def test_wrong_calls_say_what_is_wrong(words: list[str], message: str, tmp_path: Path) -> None:
    path = write_rows(tmp_path / "p.csv", [["lon", "lat"], ["110.5", "31.5"]])
    given = [word.format(points=path) for word in words]
    result = buju("assign", str(path), "--plan", "tiny", "-o", str(tmp_path / "out.csv"), *given)
    assert result.exit_code == 2
    assert message in result.stderr
    assert sorted(tmp_path.iterdir()) == [path]


def test_the_command_says_what_became_of_the_rows(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "p.csv", [["lat", "lon"], *[["110.5", "31.5"]] * 3, ["31.5", "110.5"]])
    words = ("assign", str(path), "--plan", "tiny", "-o", str(tmp_path / "out.csv"))
    result = buju(*words)
    assert result.stdout.splitlines() == [str(tmp_path / "out.csv"), str(tmp_path / "out.rejects.csv")]
    assert result.stderr.splitlines() == [
        "Longitude and latitude seem to be swapped throughout: --lon lat --lat lon would turn them.",
        "4 rows: 1 placed; 3 rejected (3 swapped).",
    ]
    turned = json.loads(buju(*words, "--lon", "lat", "--lat", "lon", "--json", "-q").stdout)
    assert (turned["rows"], turned["placed"], turned["rejected"]) == (4, 3, {"swapped": 1})


def test_texts_and_numbers_give_the_same_rows(tmp_path: Path) -> None:
    write_register(tmp_path / "p.csv", 20_000)
    write_register(tmp_path / "p.parquet", 20_000)
    for kind in ("csv", "parquet"):
        assigned(tmp_path / f"p.{kind}", tmp_path / f"from-{kind}.csv", "heilongjiang")
    one, other = (cells(tmp_path / f"from-{kind}.csv") for kind in ("csv", "parquet"))
    assert [(row["企业名称"], row["unit"], row["zones"]) for row in one] == [
        (row["企业名称"], row["unit"], row["zones"]) for row in other
    ]


def test_what_was_begun_in_one_language_is_begun_anew_in_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_sheet, "PART_BYTES", 100)
    path = write_rows(tmp_path / "p.csv", [["lon", "lat"], *[["0", "0"]] * 200])

    def stop(progress: Progress) -> None:
        if progress.rows:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        assign_points(plan_of("tiny"), path, tmp_path / "out.csv", Asked(tell=str.lower), stop)
    assigned(path, tmp_path / "out.csv", tell=str.upper)
    told = {row["reject_detail"] for row in cells(tmp_path / "out.rejects.csv")}
    assert told == {"0, 0 STANDS WHERE NO POSITION IS KNOWN"}


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_parts_make_the_same_whole(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quoted cells with line feeds and quotes are never cut, whatever the size of the parts."""
    rows, _ = faulty_rows(3000)
    texts = [[f'{row[0]}"引,\n"{at}' if at % 3 else row[0], *row[1:]] for at, row in enumerate(rows[1:])]
    path = write_rows(tmp_path / "p.csv", [rows[0], *texts, ["broken"], *texts[:50]])
    assigned(path, tmp_path / f"one{suffix}", "heilongjiang", industry="行业", summary=str(tmp_path / "one-s.csv"))
    monkeypatch.setattr(csv_sheet, "PART_BYTES", 5000)
    shares: list[float] = []
    asked = Asked(industry="行业", summary=str(tmp_path / "many-s.csv"))
    assign_points(
        plan_of("heilongjiang"), path, tmp_path / f"many{suffix}", asked, lambda done: shares.append(done.share)
    )
    assert len(shares) > 20
    assert shares == sorted(shares)
    assert shares[-1] == 1
    for name in ("", ".rejects"):
        one, many = tmp_path / f"one{name}{suffix}", tmp_path / f"many{name}{suffix}"
        if suffix == ".csv":
            assert one.read_bytes() == many.read_bytes()
            assert one.read_bytes().startswith(codecs.BOM_UTF8), "or Excel shows no Chinese"
        else:
            assert parquet.read_table(one).equals(parquet.read_table(many))
            (count,) = duckdb.sql(f"select count(*) from '{many}'").fetchall()[0:1]
            assert count[0] == parquet.read_metadata(one).num_rows
    assert (tmp_path / "one-s.csv").read_bytes() == (tmp_path / "many-s.csv").read_bytes()


def test_row_groups_are_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_sheet, "PART_ROWS", 900)
    table = next(blocks(5000))
    parquet.write_table(table, tmp_path / "p.parquet", row_group_size=500)
    assigned(tmp_path / "p.parquet", tmp_path / "out.parquet", "heilongjiang")
    rejected = parquet.read_table(tmp_path / "out.rejects.parquet").to_pylist()
    names = table["企业名称"].to_pylist()
    assert [names[row["reject_row"] - 1] for row in rejected] == [row["企业名称"] for row in rejected]
    assert len(rejected) + parquet.read_metadata(tmp_path / "out.parquet").num_rows == 5000


def test_columns_of_few_words_are_never_spelt_out_and_come_out_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other words in every row group, none in one, blanks, rows put aside."""
    words = [["医药", "农业", None], ["制造"], [" 农业 ", ""], [None]]
    rows = [(words[at // 250][at % len(words[at // 250])], f"{at}", 0 if at % 9 == 4 else 110.5) for at in range(1000)]
    kinds, names, lons = zip(*rows, strict=True)
    table = pyarrow.table(
        {"行业": pyarrow.array(kinds, pyarrow.string()), "名": names, "lon": lons, "lat": [31.5] * 1000}
    )
    parquet.write_table(table, tmp_path / "p.parquet", row_group_size=250)
    monkeypatch.setattr(parquet_sheet, "PART_ROWS", 500)
    for name, least in (("spelt", 1000), ("coded", 100)):
        monkeypatch.setattr(parquet_sheet, "_CODE_ROWS", least)
        coded = [
            pyarrow.types.is_dictionary(kind) for kind in open_sheet([str(tmp_path / "p.parquet")], []).schema.types
        ]
        assert coded == [name == "coded", False, False, False]
        asked = {"industry": "行业", "summary": str(tmp_path / f"{name}.csv")}
        assert assigned(tmp_path / "p.parquet", tmp_path / f"{name}.parquet", **asked).counts.placed == 889
    for kind in (".parquet", ".rejects.parquet"):
        spelt, terse = (parquet.read_table(tmp_path / f"{name}{kind}") for name in ("spelt", "coded"))
        assert spelt.equals(terse)
        assert spelt.schema.equals(terse.schema, check_metadata=True)
        assert spelt.schema.field("行业").type == pyarrow.string()
    assert (tmp_path / "spelt.csv").read_bytes() == (tmp_path / "coded.csv").read_bytes()


def test_another_program_reads_what_many_parts_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_sheet, "PART_ROWS", 500)
    source, out = tmp_path / "p.parquet", tmp_path / "out.parquet"
    parquet.write_table(next(blocks(4000)), source, row_group_size=500)
    assert buju("assign", str(source), "--plan", "heilongjiang", "-o", str(out), root=ROOT).exit_code == 0
    asked = "select count(*), count(distinct unit), sum(len(zones)) from '{}'"
    counted = duckdb.sql(asked.format(out)).fetchall()
    table = parquet.read_table(out)
    zones = sum(len(row) for row in table["zones"].to_pylist())
    assert counted == [(len(table), len(set(table["unit"].to_pylist())), zones)]
    assert len(table) + len(parquet.read_table(tmp_path / "out.rejects.parquet")) == 4000


KILLED = """
import sys, geo
from geo.analysis.register import csv_sheet
from geo.analysis.register.assign import assign_points
csv_sheet.PART_BYTES = 50_000
plan = geo.read_plan("heilongjiang", sys.argv[1])
assign_points(plan, sys.argv[2], sys.argv[3], watch=lambda done: print(done.share, flush=True))
"""


def test_killed_and_begun_again_it_ends_with_the_same_bytes(tmp_path: Path) -> None:
    path = write_register(tmp_path / "p.csv", 16_000)
    command = [sys.executable, "-c", KILLED, str(ROOT), str(path)]
    subprocess.run([*command, str(tmp_path / "whole.parquet")], check=True, capture_output=True)
    out = tmp_path / "out.parquet"
    starts = []
    for kept in (2, 4):
        with subprocess.Popen([*command, str(out)], stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            told = [float(running.stdout.readline()) for _ in range(kept)]
            running.send_signal(signal.SIGKILL)
        starts.append(told[0])
        assert not out.exists()
    assert starts[0] == 0 < starts[1], "each run goes on from where the last one stood"
    subprocess.run([*command, str(out)], check=True, capture_output=True)
    for name in ("", ".rejects"):
        assert (tmp_path / f"out{name}.parquet").read_bytes() == (tmp_path / f"whole{name}.parquet").read_bytes()
    assert not (tmp_path / "out.parquet.parts").exists()


def test_another_work_takes_nothing_over(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "p.csv", [["lon", "lat"], ["110.5", "31.5"]])
    folder = tmp_path / "out.csv.parts"
    folder.mkdir()
    (folder / "mine.txt").write_text("keep me")
    result = buju("assign", str(path), "--plan", "tiny", "-o", str(tmp_path / "out.csv"))
    assert result.exit_code == 1
    assert "it holds something else. Move it away." in result.stderr
    assert (folder / "mine.txt").read_text() == "keep me"


def test_a_damaged_part_keeps_what_is_done_and_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_sheet, "PART_ROWS", 900)
    parquet.write_table(next(blocks(4000)), tmp_path / "p.parquet", row_group_size=1000, compression="zstd")
    data = bytearray((tmp_path / "p.parquet").read_bytes())
    last = parquet.read_metadata(tmp_path / "p.parquet").row_group(3).column(0)
    start = last.dictionary_page_offset or last.data_page_offset
    data[start : start + 400] = bytes(400)
    (tmp_path / "p.parquet").write_bytes(data)
    result = buju(
        "assign", str(tmp_path / "p.parquet"), "--plan", "heilongjiang", "-o", str(tmp_path / "o.csv"), root=ROOT
    )
    assert result.exit_code == 1
    assert "p.parquet: cannot be read from row 3,001 on" in result.stderr
    assert "the same command goes on." in result.stderr
    assert not (tmp_path / "o.csv").exists()


@pytest.mark.parametrize("words", [("-o", "none/out.csv"), ("-o", "out.csv", "--summary", "none/s.csv")])
def test_what_cannot_be_written_leaves_nothing_half_done(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_rows(tmp_path / "p.csv", [["lon", "lat"], ["110.5", "31.5"]])
    result = buju("assign", "p.csv", "--plan", "tiny", *words)
    assert result.exit_code == 1
    assert "cannot be written: no such file or directory. Choose another folder with -o." in result.stderr
    assert not [path for path in tmp_path.iterdir() if path.name not in ("p.csv", "out.csv.parts")]
