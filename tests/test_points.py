"""A register of points onto a plan: each row placed or rejected, none lost, and what is known to a unit is no site."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import openpyxl
import pyarrow
import pyogrio
import pytest
from addresses.addressed import addresses_read, figures
from click.testing import CliRunner, Result
from openpyxl.utils import get_column_letter
from placed import many
from pyarrow import parquet
from reading import TINY, plan_of

from geo.analysis.points.points import Points, counts_lines
from geo.analysis.points.rows import Asked
from geo.analysis.points.tally import counts_of, tally_of
from geo.cli import cli
from geo.export.incoming.points import read_points
from geo.export.points import Outputs, write_points
from geo.model.errors import ReadError, UsageError
from geo.space.crs import to_datum

ROWS = """某省企业名单（合成）,,,,,
序号,企业名称,经度,纬度,地址,营业收入（万元）
1,甲,110.5,31.5,,1200
2,乙,31.5,110.5,,
3,丙,,,东市东南县某路1号,
4,丁,0,0,,
5,戊,NaN,31,,
6,己,139.7,35.7,,
7,庚,,,,
8,辛,110°30′E,31°30′N,,
9,壬,不详,,吉林省长春市朝阳区,
10,癸,,,东南县路1号,
11,子,4454321.5,5066000.1,,
12,丑,0,0,西市,
合计,,,,,1200
注：合成数据，不是真实企业。,,,,,
"""
WHY = {
    "乙": "swapped",
    "丁": "zero",
    "戊": "not-finite",
    "己": "outside",
    "庚": "no-place",
    "壬": "outside",
    "癸": "address",
    "子": "off-globe",
}


def placed(path: Path | str, **asked: str) -> Points:
    """Return a file's rows on the plan `tiny`."""
    return read_points(plan_of("tiny"), [str(path)], Asked(**asked))


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(TINY), "points", *words, "--plan", "tiny"], prog_name="buju")


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def units(points: Points) -> list[str]:
    """Return the unit of each row, empty where it is rejected."""
    return ["" if which < 0 else points.places[which].unit for which in points.which.tolist()]


def test_each_row_is_placed_or_rejected_with_its_reason(tmp_path: Path) -> None:
    done = placed(written(tmp_path / "名单.csv", ROWS, "gbk"))
    names = done.column("企业名称")
    by = {names[row]: (done.placed_table()["placed_by"][at].as_py()) for at, row in enumerate(done.placed)}
    assert by == {"甲": "point", "丙": "county", "辛": "point", "丑": "prefecture"}
    assert {names[row]: reject.code for row, reject in done.rejects.items()} == WHY
    assert done.line() == (
        "12 rows: 4 placed (2 by point, 1 by county, 1 by city); 8 rejected (1 address, 1 no-place, 1 not-finite, "
        "1 off-globe, 2 outside, 1 swapped, 1 zero)."
    )
    assert any("营业收入（万元） is read as revenue in 万元" in note for note in done.notes)
    assert [note for note in done.notes if "passed over" in note] == [
        f'{tmp_path}/名单.csv: row 15 "合计" is a row of sums: passed over.',
        f'{tmp_path}/名单.csv: row 16 "注：合成数据，不是真实企业。" is a remark: passed over.',
    ]


def test_what_is_known_to_a_unit_counts_in_its_zones_and_has_no_place(tmp_path: Path) -> None:
    done = placed(written(tmp_path / "a.csv", ROWS))
    known = done.by[done.placed] > 0
    assert all(lon != lon for lon in done.lon[done.placed][known])
    counts = {(count.kind, count.name): (count.rows, count.points) for count in counts_of(done)}
    assert counts["prefecture", "西市"] == (3, 2)
    assert counts["unit", "东南县"] == (1, 0)
    lines = list(counts_lines(counts_of(done)))
    assert [line for line in lines if "东南县" in line] == ["county  东南县      1  (1 known to a unit only)"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".gpkg", ".geojson"])
def test_rows_are_written_with_all_their_columns_and_read_again(tmp_path: Path, suffix: str) -> None:
    done = placed(written(tmp_path / "a.csv", ROWS))
    out, aside = tmp_path / f"out{suffix}", tmp_path / "r.csv"
    write_points(done, Outputs(rows=str(out), rejects=str(aside)), tally_of(done))
    again = read_points(
        plan_of("tiny"), [str(out)], Asked(lon="lon", lat="lat") if suffix in (".csv", ".xlsx") else None
    )
    assert set(done.rows.table.column_names) <= set(again.rows.table.column_names)
    assert Counter(units(again)) == Counter(unit for unit in units(done) if unit)
    rejects = list(csv.DictReader(aside.read_text(encoding="utf-8-sig").splitlines()))
    assert {row["企业名称"]: row["reject_reason"] for row in rejects} == WHY
    assert [row["reject_row"] for row in rejects if row["企业名称"] == "乙"] == ["4"]


def test_a_layer_that_is_written_has_points_only_where_rows_have_them(tmp_path: Path) -> None:
    done = placed(written(tmp_path / "a.csv", ROWS))
    write_points(done, Outputs(rows=str(tmp_path / "out.gpkg")), tally_of(done))
    frame = pyogrio.read_dataframe(tmp_path / "out.gpkg")
    assert frame.crs.to_epsg() == 4490
    assert dict(zip(frame["企业名称"], frame.geometry.notna(), strict=True)) == {
        "甲": True,
        "丙": False,
        "辛": True,
        "丑": False,
    }


def test_counts_are_a_layer_with_outlines_and_without_those_that_are_withheld(tmp_path: Path) -> None:
    done = many(u990101_药=5, u990102_农=2, u990201_药=6, u990202_药=4)
    write_points(done, Outputs(summary=str(tmp_path / "counts.gpkg")), tally_of(done, "行业", 3))
    frame = pyogrio.read_dataframe(tmp_path / "counts.gpkg").set_index("id")
    assert pyogrio.list_layers(tmp_path / "counts.gpkg")[0][0] == "counts"
    assert frame.loc["990101":"990202", "rows"].isna().tolist() == [True, True, False, False, False]
    assert (frame.loc["990201", "rows"], frame.loc["990201", "药"], frame.loc["990201", "农"]) == (6, 6, 0)
    assert frame.loc["990201"].geometry.contains(frame.loc["990201"].geometry.representative_point())


def test_a_file_that_is_read_is_not_written_over(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.csv", ROWS)
    result = run(str(sheet), "-o", str(sheet))
    assert result.exit_code == 2
    assert "is one of the files that are read. Choose another name." in result.stderr
    folder = tmp_path / "2025[1]"
    folder.mkdir()
    book = openpyxl.Workbook()
    book.active.append(["企业名称", "经度", "纬度"])
    book.active.append(["甲", 110.5, 31.5])
    book.save(folder / "a.xlsx")
    result = run(str(folder), "-o", str(folder / "a.xlsx"))
    assert (result.exit_code, "is one of the files that are read" in result.stderr) == (2, True)


def test_merged_heads_and_sheets_of_one_form_are_read_together(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, at in (("西市", 110.5), ("东市", 111.5)):
        sheet = book.create_sheet(name)
        for row in (["企业", "位置", None], [None, "经度", "纬度"], [f"{name}药厂", at, 31.5]):
            sheet.append(row)
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("A1:A2")
    del book["Sheet"]
    book.create_sheet("园区").append(["园区名称", "地址"])
    book.save(tmp_path / "a.xlsx")
    done = placed(tmp_path / "a.xlsx")
    assert units(done) == ["990101", "990201"]
    assert any("not read: tables of other columns in 园区, 0 rows in all." in note for note in done.notes)
    assert units(placed(tmp_path / "a.xlsx", sheet="东市")) == ["990201"]


def test_folders_layers_and_tables_are_read(tmp_path: Path) -> None:
    table = pyarrow.table(
        {"企业": ["甲", "乙"], "lng": [110.5, 111.5], "lat": [31.5, None], "地址": ["", "西市西北县"]}
    )
    parquet.write_table(table, tmp_path / "a.parquet")
    parquet.write_table(table.slice(0, 1), tmp_path / "b.parquet")
    assert units(placed(tmp_path)) == ["990101", "990101", "990101"]
    features = [
        {"type": "Feature", "properties": {"企业": "甲", "县区": "东南县"}, "geometry": shape}
        for shape in ({"type": "Point", "coordinates": [110.5, 31.5]}, None)
    ]
    layer = tmp_path / "c.geojson"
    layer.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    assert units(placed(layer)) == ["990101", "990202"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("企业,坐标\n甲,\"110.5,31.5\"\n乙,\"31.5，110.5\"\n丙,北纬31度30分 东经110度30分", ["990101"] * 3),
        ("企业;市;县区\n甲;西市;西北县\n乙;西市;西北\n丙;东市;\n丁;;东南", ["990101", "990101", "990200", "990202"]),
        ("企业\t所在市\t注册地址\n甲\t西市\t西北县某街道\n乙\t西市\t东市东南县", ["990101", ""]),
        ("企业,区划代码\n甲,990202\n乙,990202000000", ["990202"] * 2),
    ],
)  # fmt: skip
def test_places_are_told_by_columns_of_any_kind(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert units(placed(written(tmp_path / "a.csv", text))) == expected


def test_points_that_agree_with_their_county_only_when_shifted_raise_a_doubt(tmp_path: Path) -> None:
    """A hundred points stand up to 300 m west and east of a border, and each row names its county."""
    at = [(111 + side * step * 3e-5, 31.2 + step * 0.003) for step in range(1, 100) for side in (-1, 1)]
    names = ["西市西北县" if lon < 111 else "东市东北县" for lon, _ in at]
    import numpy

    for datum in ("gcj02", "wgs84"):
        xy = to_datum("gcj02")(numpy.array(at)) if datum == "gcj02" else numpy.array(at)
        rows = "\n".join(f"{lon},{lat},{name}" for (lon, lat), name in zip(xy.tolist(), names, strict=True))
        path = written(tmp_path / f"{datum}.csv", f"经度,纬度,地址\n{rows}")
        doubts = [note for note in placed(path).notes if "try --datum gcj02" in note]
        assert len(doubts) == (datum == "gcj02")
    assert not [note for note in placed(tmp_path / "gcj02.csv", datum="gcj02").notes if "try --datum" in note]


def test_where_nothing_can_show_a_shift_it_is_said(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "经度,纬度\n110.5,31.5")
    assert any("cannot be known here: no row names its county" in note for note in placed(path).notes)
    assert not any("cannot be known" in note for note in placed(path, datum="wgs84").notes)


def test_addresses_are_read_as_readme_says() -> None:
    reads = list(addresses_read())
    assert len(reads) == 200
    became = Counter(read.became for read in reads)
    assert became["wrong"] == 0
    assert became["right"] >= 190
    assert figures(reads) in (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def _protected(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))


def _cut_short(path: Path) -> None:
    parquet.write_table(pyarrow.table({"lon": [110.5], "lat": [31.5]}), path)
    path.write_bytes(path.read_bytes()[:-9])


def _other_heads(path: Path) -> None:
    written(path, "经度,纬度,甲\n110.5,31.5,1")
    written(path.with_name("b.csv"), "经度,纬度,乙\n110.5,31.5,1")


@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("a.xlsx", _protected, "a.xlsx: is protected by a password. Save it without one."),
        ("a.csv", lambda path: written(path, "a," * 9999 + "a\n1,2"), "has 10,000 columns, and at most 4,096 are"),
        ("a.parquet", _cut_short, "is no whole Parquet file"),
        ("a.csv", _other_heads, "b.csv: has other columns than"),
        ("a.csv", lambda path: written(path, "企业,电话\n甲,1"), "has no table with a head for lon or lat"),
        ("a.csv", lambda path: written(path, "经度,纬度\n"), "holds no rows. Is it the right file?"),
        ("a.docx", lambda path: written(path, "x"), "no file of points is there. Taken are XLSX, CSV,"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_is_told_in_one_line(tmp_path: Path, name: str, make: object, told: str) -> None:
    make(tmp_path / name)  # type: ignore[operator]
    with pytest.raises(ReadError) as caught:
        placed(tmp_path)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_numbers_and_texts_in_one_column_lose_no_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["经度", "纬度", "编码"], [110.5, 31.5, 12], ["110.5 ", "31.5", "A1"], ["x", 31.5, None]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    done = placed(tmp_path / "a.xlsx")
    assert units(done) == ["990101", "990101", ""]
    assert done.column("编码") == ["12", "A1", None]


def test_a_sheet_that_is_formatted_to_its_last_column_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["经度", "纬度"])
    book.active.append([110.5, 31.5])
    book.active[f"{get_column_letter(16384)}1"].font = openpyxl.styles.Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    assert units(placed(tmp_path / "a.xlsx")) == ["990101"]


def test_the_command_prints_counts_and_says_what_became_of_the_rows(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.csv", ROWS)
    result = run(str(sheet), "-o", str(tmp_path / "out.csv"), "--rejects", str(tmp_path / "r.csv"))
    assert result.exit_code == 0, result.output
    assert "12 rows: 4 placed" in result.stderr
    told = json.loads(run(str(sheet), "--json").stdout)
    assert told["rows"] == sum(told["placed"].values()) + sum(told["rejected"].values()) == 12
    assert {
        "kind": "unit",
        "ident": "990101",
        "name": "西北县",
        "rows": 2,
        "points": 2,
        "amount_wan_yuan": 1200.0,
    } in told["counts"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-o", "x.shp"), "x.shp: rows are written to .csv, .xlsx, .gpkg, .geojson."),
        (("-o", "x.csv", "--rejects", "x.csv"), "is named for two files. Give each a name of its own."),
        (("--lon", "经"), 'has no column "经".'),
    ],
)
def test_a_wrong_call_is_told(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    result = run(str(written(tmp_path / "a.csv", ROWS)), *words)
    assert result.exit_code == 2
    assert told in result.stderr


def test_workbooks_have_chinese_heads_in_chinese_and_tables_those_that_programs_know(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.csv", ROWS.replace("序号", "说明", 1))
    names = {"-o": "o", "--rejects": "r", "--summary": "s"}
    for suffix, lang in ((".xlsx", "zh"), (".xlsx", "en"), (".csv", "zh")):
        words = [each for option, name in names.items() for each in (option, str(tmp_path / f"{name}{suffix}"))]
        assert run(str(sheet), *words, "--industry-column", "说明", "--lang", lang).exit_code == 0
        heads = {name: _head(tmp_path / f"{name}{suffix}") for name in names.values()}
        if (suffix, lang) == (".xlsx", "zh"):
            assert heads["o"][6:] == [
                *("落位依据", "经度（CGCS2000）", "纬度（CGCS2000）", "行政区代码", "所在行政区"),
                *("地市代码", "所在地市", "分区编号", "所在分区", "存疑"),
            ]
            # A column of the register's own keeps its name, and ours stands apart from it.
            assert heads["r"][:5] == ["文件", "行号", "未落位原因", "说明（buju）", "说明"]
            assert heads["s"][:6] == ["类别", "代码", "名称", "级别", "企业数", "金额合计（万元）"]
            book = openpyxl.load_workbook(tmp_path / "o.xlsx").active
            assert {row[6].value for row in book.iter_rows(min_row=2)} == {"坐标", "县区", "地市"}
            reasons = openpyxl.load_workbook(tmp_path / "r.xlsx").active
            assert "经纬度颠倒" in {row[2].value for row in reasons.iter_rows(min_row=2)}
        else:
            assert heads["o"][6:9] == ["placed_by", "lon", "lat"]
            assert heads["r"][:4] == ["reject_file", "reject_row", "reject_reason", "reject_detail"]
            assert heads["s"][:6] == ["kind", "id", "name", "level", "rows", "amount_wan_yuan"]


def _head(path: Path) -> list[str]:
    if path.suffix == ".xlsx":
        return [cell.value for cell in openpyxl.load_workbook(path).active[1]]
    return next(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_each_reason_is_told_with_its_rows(tmp_path: Path) -> None:
    told = [note for note in placed(written(tmp_path / "a.csv", ROWS)).notes if "not placed" in note]
    assert "1 row not placed (row 4), for example: longitude and latitude are swapped." in told
    assert any(note.startswith("2 rows not placed (rows 8, 11), for example: 139.70000, 35.70000 is") for note in told)


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_sheet_of_a_file_without_sheets_is_told(tmp_path: Path, name: str) -> None:
    written(tmp_path / "a.csv", ROWS)
    parquet.write_table(pyarrow.table({"lon": [110.5], "lat": [31.5]}), tmp_path / "a.parquet")
    result = run(str(tmp_path / name), "--sheet", "x")
    assert result.exit_code == 1
    assert result.stderr == f"{tmp_path / name}: a CSV or Parquet file has no sheets. Leave --sheet out.\n"


def test_whatever_draws_a_register_reads_it_as_the_command_does(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["说明"])
    book.create_sheet("企业").append(["谁", "东", "北", "厂"])
    book["企业"].append(["甲", 110.5, 31.5, ""])
    book["企业"].append(["乙", None, None, "东市东南县1号"])
    book.save(tmp_path / "a.xlsx")
    words = ("--sheet", "企业", "--lon", "东", "--lat", "北", "--address", "厂", "--datum", "wgs84")
    told = "2 rows: 2 placed (1 by point, 1 by county); 0 rejected.\n"
    assert run(str(tmp_path / "a.xlsx"), *words).stderr.endswith(told)
    for command, output in (("map", "x.html"), ("figure", "x.svg"), ("slides", "x.pptx")):
        called = ("--root", str(TINY), command, "tiny", "-o", str(tmp_path / output), "--points")
        result = CliRunner().invoke(cli, [*called, str(tmp_path / "a.xlsx"), *words], prog_name="buju")
        assert result.exit_code == 0, result.stderr
        assert told in result.stderr


def test_no_command_has_an_option_twice() -> None:
    for name, command in cli.commands.items():
        options = [opt for option in command.params for opt in option.opts if opt.startswith("-")]
        assert len(options) == len({*options}), name
    assert {option for name in ("map", "figure", "slides") for option in _reading(name)} == {*_reading("points")}


def _reading(name: str) -> list[str]:
    """Return the options of a command by which a register is read."""
    known = ("sheet", "lon", "lat", "address", "datum")
    return [option.name for option in cli.commands[name].params if option.name in known]


def test_a_column_that_is_none_is_told(tmp_path: Path) -> None:
    done = placed(written(tmp_path / "a.csv", ROWS))
    with pytest.raises(UsageError, match="企业名"):
        done.column("企业名")


def test_columns_that_may_each_be_the_longitude_are_told(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.csv", "企业,经度,lon,纬度\n甲,110.5,99,31.5\n")
    assert any("经度, lon may each be the longitude: 经度 is taken." in note for note in placed(sheet).notes)
    assert not any("may each be" in note for note in placed(sheet, lon="lon", lat="纬度").notes)


def test_columns_in_the_wrong_order_are_told_with_the_call_that_turns_them(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.csv", "企业,经度,纬度\n" + "甲,31.5,110.5\n" * 3)
    assert any("swapped throughout: --lon 纬度 --lat 经度 would turn them." in note for note in placed(sheet).notes)
    assert units(placed(sheet, lon="纬度", lat="经度")) == ["990101"] * 3


def test_a_parquet_cut_short_is_told_in_one_sentence_in_chinese_too(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table({"lon": [110.5], "lat": [31.5]}), path)
    path.write_bytes(path.read_bytes()[:-6])
    result = run(str(path), "--lang", "zh")
    assert result.exit_code == 1
    told = "不是完整的 Parquet 文件（文件结尾不是 Parquet 的结尾）。请重新复制或重新写出。"
    assert result.stderr == f"{path}：{told}\n"
