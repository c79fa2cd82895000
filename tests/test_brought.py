"""What people really bring: files as other programs, web maps and old machines leave them, told or taken."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import pandas
import pyogrio
import pytest
import shapely
from click.testing import CliRunner, Result
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from shapely import Point

import geo
from geo.analysis.check import check_plan
from geo.cli import cli
from geo.export.export import export_plan
from geo.export.fields import fields_of
from geo.export.incoming.incoming import read_incoming
from geo.model.plan import read_plan


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), *words], prog_name="buju")


def rewritten(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# Characters that look like others.

ODD = {
    "ideographic space": "西\u3000谷",
    "no-break space": "西\u00a0谷",
    "line separator": "西\u2028谷",
    "no width": "西\u200b 谷",
    "soft hyphen": "西\u00ad 谷",
    "radical": "\u2ec4 \u2f95",
}


@pytest.mark.parametrize("odd", ODD)
def test_odd_characters_are_drawn_plain_told_and_mended(odd: str, tiny_root: Path) -> None:
    zones = tiny_root / "layers/tiny/zones.geojson"
    name = read_plan("tiny", tiny_root).zone_rows[0].name
    rewritten(zones, f'"name": "{name}"', f'"name": "{ODD[odd]}"')
    assert read_plan("tiny", tiny_root).zone_rows[0].name == "西 谷"
    assert "not-canonical" in {problem.code for problem in check_plan("tiny", tiny_root)}
    assert run(tiny_root, "fmt").exit_code == 0
    assert '"name": "西 谷"' in zones.read_text(encoding="utf-8")
    assert [problem for problem in check_plan("tiny", tiny_root) if problem.severity != "note"] == []


def test_a_title_with_an_ideographic_space_is_one_with_a_space_everywhere(tiny_root: Path) -> None:
    toml = tiny_root / "data/tiny/plan.toml"
    title = read_plan("tiny", tiny_root).header.title
    rewritten(toml, title, f"{title}\u3000全文")
    done = run(tiny_root, "map", "tiny", "-o", str(tiny_root / "a.html"), "--embed-code")
    assert f'title="{title} 全文"' in done.stdout
    assert run(tiny_root, "fmt").stdout == "data/tiny/plan.toml\n"
    assert f"{title} 全文" in toml.read_text(encoding="utf-8")


def test_a_private_character_is_told_by_number(tiny_root: Path) -> None:
    rewritten(tiny_root / "data/tiny/parks.csv", ",knowledge,", ",knowledge\ue000,")
    told = run(tiny_root, "check", "tiny").stdout
    assert "U+E000, of a private area" in told


def test_an_anchor_of_radicals_is_found_in_a_text_of_letters(tiny_root: Path, tmp_path: Path) -> None:
    plan = read_plan("tiny", tiny_root)
    plain = "\n".join(row.anchor for row in (*plan.zone_rows, *plan.park_rows, *plan.target_rows))
    radicals = {"西": "\u2ec4", "长": "\u2ed3", "生": "\u2f63"}
    odd = "".join(radicals.get(char, f"{char}\u200b") for char in plain)
    assert odd.count("\u2ec4")
    said = []
    for text in (plain, odd):
        path = tmp_path / "tiny.txt"
        path.write_text(text, encoding="utf-8")
        said.append(run(tiny_root, "audit", "tiny", "--text", f"{plan.zone_rows[0].source}={path}").stdout)
    assert said[0] == said[1]


# Tables as spreadsheets leave them.

TABLES: dict[str, tuple[Callable[[str], str], str]] = {
    "title": (lambda text: f"地点表,,\n{text}", "has a title above its header"),
    "semicolons": (lambda text: text.replace(",", ";"), "is separated by semicolons"),
    "tabs": (lambda text: text.replace(",", "\t"), "is separated by tabs"),
    "sep": (lambda text: f"sep=,\n{text}", 'begins with "sep='),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_of_a_spreadsheet_is_told_by_its_cause(kind: str, tiny_root: Path) -> None:
    change, told = TABLES[kind]
    path = tiny_root / "data/tiny/sources.csv"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    (problem,) = check_plan("tiny", tiny_root)
    assert (problem.file, told in problem.message) == ("data/tiny/sources.csv", True)
    assert problem.hint


@pytest.mark.parametrize("word", ["True", "TRUE", " true "])
def test_a_flag_is_one_in_any_letters(word: str, tiny_root: Path) -> None:
    rewritten(tiny_root / "layers/tiny/zones.geojson", '"focus": false', f'"focus": "{word}"')
    plan = read_plan("tiny", tiny_root)
    assert plan.faults == ()
    assert plan.zone_rows[1].focus


def test_nought_nought_is_no_place(tiny_root: Path) -> None:
    park = next(park for park in read_plan("tiny", tiny_root).park_rows if park.lon is not None)
    rewritten(tiny_root / "data/tiny/parks.csv", f"{park.lon:g},{park.lat:g}", "0,0")
    assert "is no place" in run(tiny_root, "check", "tiny").stdout


# Layers as GIS programs leave them.


@pytest.fixture
def layers(tiny_root: Path, tmp_path: Path) -> Path:
    """Return a GeoPackage of the layers of `tiny`."""
    export_plan(geo.read_plan("tiny", tiny_root), tmp_path / "x.gpkg")
    return tmp_path / "x.gpkg"


def saved(frame: Any, path: Path, **options: Any) -> Path:
    """Write a layer as a GIS would, whose warnings are its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.write_dataframe(frame, path, **options)
    return path


def layer_of(path: Path, layer: str) -> Any:
    return pyogrio.read_dataframe(path, layer=layer)


def told(root: Path, path: Path, layer: str, *words: str) -> Result:
    done = run(root, "import", str(path), "--plan", "tiny", "--layer", layer, *words)
    assert "internal error" not in done.stderr
    return done


def refused(root: Path, path: Path, layer: str) -> str:
    """Return the lines by which an import is refused, of which each says what to do."""
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    done = told(root, path, layer, "--apply")
    assert done.exit_code == 1, done.output
    assert {file: file.read_bytes() for file in before} == before
    return done.stderr


def test_rows_that_a_layer_lacks_as_drawn_are_told_before_they_go(tiny_root: Path, layers: Path) -> None:
    drawn = layer_of(layers, "parks").dropna(subset=["geometry"])
    path = saved(drawn, layers.with_name("drawn.gpkg"), layer="parks")
    done = told(tiny_root, path, "parks", "--remove")
    assert "3 of 6 rows are missing, all without geometry." in done.stderr
    assert "missing" not in told(tiny_root, path, "parks").stderr
    # Whoever took one of them away by hand has the others.
    fewer = layer_of(layers, "parks").drop(index=0)
    path = saved(fewer, layers.with_name("fewer.gpkg"), layer="parks")
    assert "missing" not in told(tiny_root, path, "parks", "--remove").stderr


@pytest.mark.parametrize("second", ["备份/zones.shp", "zones.gpkg", "old/zones.geojson"])
def test_one_layer_twice_in_a_zip_is_refused_by_both_paths(second: str, tiny_root: Path, layers: Path) -> None:
    folder = layers.parent / "send"
    frame = layer_of(layers, "zones")
    for name in ("zones.shp", second):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        saved(frame, folder / name, layer="zones", promote_to_multi=True)
    path = layers.with_name("x.zip")
    with zipfile.ZipFile(path, "w") as files:
        for item in sorted(folder.rglob("*.*")):
            files.write(item, item.relative_to(folder).as_posix())
    done = refused(tiny_root, path, "zones")
    assert "holds the layer zones twice" in done
    assert "zones.shp" in done
    assert second in done


@pytest.mark.parametrize(("suffix", "inside"), [(".zip", "zones.shp"), (".kmz", "doc.kml"), (".qgz", "plan.qgs")])
def test_a_zip_with_a_password_is_told(suffix: str, inside: str, tiny_root: Path, tmp_path: Path) -> None:
    path = tmp_path / f"x{suffix}"
    with zipfile.ZipFile(path, "w") as files:
        files.writestr(inside, b"secret")
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    path.write_bytes(data)
    assert f"{path}: is protected by a password. Save it without one." in refused(tiny_root, path, "zones")


class GbkName(zipfile.ZipInfo):
    """A name as Windows packs it: bytes of GBK, and no word of it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  # the name is zipfile's
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def gbk_zip(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path, "w") as files:
        for item in sorted(folder.iterdir()):
            files.writestr(GbkName(item.name), item.read_bytes())
    return path


def test_names_in_a_zip_of_windows_are_read(tiny_root: Path, layers: Path) -> None:
    folder = layers.parent / "gbk"
    folder.mkdir()
    saved(layer_of(layers, "zones"), folder / "图层一.shp", encoding="GBK", promote_to_multi=True)
    saved(layer_of(layers, "units"), folder / "图层二.shp", encoding="GBK", promote_to_multi=True)
    done = refused(tiny_root, gbk_zip(layers.with_name("x.zip"), folder), "zones")
    assert "has the layers 图层二, 图层一, and no zones" in done
    one = layers.parent / "one"
    one.mkdir()
    saved(layer_of(layers, "zones"), one / "分区.shp", encoding="GBK", promote_to_multi=True)
    same = told(tiny_root, gbk_zip(layers.with_name("y.zip"), one), "zones")
    assert (same.exit_code, same.stdout) == (0, "")
    # Of several it is the one that people call so.
    saved(layer_of(layers, "units"), one / "行政区.shp", encoding="GBK", promote_to_multi=True)
    both = told(tiny_root, gbk_zip(layers.with_name("z.zip"), one), "zones")
    assert (both.exit_code, both.stdout) == (0, "")


@pytest.mark.parametrize("mark", ["ISO-8859-1", "936", "OEM", ""])
def test_utf8_under_a_wrong_mark_is_read(mark: str, tiny_root: Path, layers: Path) -> None:
    path = saved(layer_of(layers, "zones"), layers.with_name("zones.shp"), encoding="UTF-8", promote_to_multi=True)
    path.with_suffix(".cpg").write_text(mark)
    done = told(tiny_root, path, "zones")
    assert (done.exit_code, done.stdout) == (0, "")


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK"])
def test_a_text_cut_inside_a_character_is_no_edit(encoding: str, tiny_root: Path, layers: Path) -> None:
    zones = tiny_root / "layers/tiny/zones.geojson"
    long = "生" * 90 + "a" + "物" * 90
    rewritten(zones, '"note": null', f'"note": "{long}"')
    frame = layer_of(layers, "zones")
    frame["note"] = (
        [long, None] if frame["zone"].iloc[0] == read_plan("tiny", tiny_root).zone_rows[0].zone else [None, long]
    )
    path = saved(frame, layers.with_name("zones.shp"), encoding=encoding, promote_to_multi=True)
    path.with_suffix(".cpg").unlink()
    done = told(tiny_root, path, "zones")
    assert (done.exit_code, done.stdout) == (0, "")


@pytest.mark.parametrize("crs", [4549, 4526])
def test_places_in_the_zone_of_another_meridian_are_refused(crs: int, tiny_root: Path, layers: Path) -> None:
    moved = layer_of(layers, "parks").to_crs(4547).set_crs(crs, allow_override=True)
    path = saved(moved, layers.with_name("parks.gpkg"), layer="parks")
    done = refused(tiny_root, path, "parks")
    assert "another meridian" in done or "are no degrees" in done


@pytest.mark.parametrize("number", ["", "37"])
def test_metres_without_a_system_say_which_one_fits(number: str, tiny_root: Path, layers: Path) -> None:
    metres = layer_of(layers, "parks").to_crs({"": 4546, "37": 4525}[number])
    for system in (None, 4490):
        path = saved(metres.set_crs(system, allow_override=True), layers.with_name(f"{system}.gpkg"), layer="parks")
        done = refused(tiny_root, path, "parks")
        assert f"its numbers fit EPSG:{ {'': 4546, '37': 4525}[number] }." in done


def test_a_point_beyond_all_bounds_names_its_row(tiny_root: Path, layers: Path) -> None:
    frame = layer_of(layers, "parks")
    at = [place for place, shape in enumerate(frame.geometry) if shape is not None][1]
    frame.loc[at, "geometry"] = Point(1e9, 5e9)
    done = refused(tiny_root, saved(frame, layers.with_name("a.gpkg"), layer="parks"), "parks")
    assert f"row {at + 1}: 1000000000, 5000000000 are no degrees" in done


def test_a_point_at_nought_nought_is_refused(tiny_root: Path, layers: Path) -> None:
    frame = layer_of(layers, "parks")
    frame.loc[0, "geometry"] = Point(0, 0)
    done = refused(tiny_root, saved(frame, layers.with_name("a.gpkg"), layer="parks"), "parks")
    assert "lies at 0, 0, which is no place" in done


def test_coordinates_as_text_erase_nothing(tiny_root: Path, layers: Path) -> None:
    frame = layer_of(layers, "parks")
    frame["lon"] = [None if value != value else f"{value:.2f}".replace(".", ",") for value in frame["lon"]]
    frame["geometry"] = None
    done = refused(tiny_root, saved(frame, layers.with_name("a.gpkg"), layer="parks", geometry_type="Point"), "parks")
    assert done.count("has no point, and coordinates as text") == 1
    assert "    and 2 more like it in" in done


def test_a_zone_in_several_rows_is_to_be_united(tiny_root: Path, layers: Path) -> None:
    frame = layer_of(layers, "zones").explode(index_parts=False)
    half = frame.iloc[[0]].assign(geometry=frame.geometry.iloc[[0]].translate(0.1))
    twice = geopandas.GeoDataFrame(pandas.concat([frame, half]), crs=frame.crs)
    done = refused(tiny_root, saved(twice, layers.with_name("a.gpkg"), layer="zones"), "zones")
    assert "stands twice, with another outline. Unite its parts into one row, in QGIS with Dissolve." in done


def given_aliases(parks: Path, aliases: str) -> None:
    """Give the first place of a table other names."""
    first = read_plan("tiny", parks.parents[2]).park_rows[0]
    head = f"{first.park_id},{first.name},{first.name_en},"
    rewritten(parks, f"{head},", f"{head}{aliases},")


LISTS = {
    "json": '["{0}", "{1}"]',
    "gdal": "(2:{0},{1})",
    "postgres": '{{{0},"{1}"}}',
    "python": "['{0}', \"{1}\"]",
    "numpy": "['{0}'\n '{1}']",
    "wide": "{0}；{1}",
    "comma": "{0}，{1}",
    "qgis": "{0},{1}",
}


@pytest.mark.parametrize("form", LISTS)
def test_lists_of_every_program_are_read(form: str, tiny_root: Path, layers: Path) -> None:
    parks = tiny_root / "data/tiny/parks.csv"
    first = read_plan("tiny", tiny_root).park_rows[0]
    rewritten(
        parks,
        f"{first.park_id},{first.name},{first.name_en},,",
        f"{first.park_id},{first.name},{first.name_en},[旧]西园;甲,",
    )
    frame = layer_of(layers, "parks")
    frame = frame[frame["park_id"] == first.park_id].assign(aliases=LISTS[form].format("[旧]西园", "甲"))
    done = told(tiny_root, saved(frame, layers.with_name("a.gpkg"), layer="parks"), "parks")
    assert (done.exit_code, done.stdout) == (0, "")


def test_ids_that_commas_part_are_ids(tiny_root: Path, layers: Path) -> None:
    frame = layer_of(layers, "zones").assign(members=["990101,990102", "990201, 990202"])
    done = told(tiny_root, saved(frame, layers.with_name("a.gpkg"), layer="zones"), "zones")
    assert (
        done.stdout == '~ east-belt: members "990201;990202" -> "990101;990102"\n'
        '~ west-pole: members "990100" -> "990201;990202"\n'
    )


@pytest.mark.parametrize("signs", ["TF", "tf", "YN", "10"])
def test_flags_of_dbase_are_read(signs: str, tiny_root: Path, layers: Path) -> None:
    frame = layer_of(layers, "zones")
    said = [signs[0] if focus else signs[1] for focus in frame["focus"]]
    done = told(tiny_root, saved(frame.assign(focus=said), layers.with_name("a.gpkg"), layer="zones"), "zones")
    assert (done.exit_code, done.stdout) == (0, "")


@pytest.mark.parametrize("form", ["{}", '["{}"]', "(9:{})"])
def test_a_list_that_a_shapefile_cuts_is_no_edit(form: str, tiny_root: Path, layers: Path) -> None:
    parks = tiny_root / "data/tiny/parks.csv"
    first = read_plan("tiny", tiny_root).park_rows[0]
    many = [f"别名{number}" + "长" * 20 for number in range(9)]
    rewritten(
        parks,
        f"{first.park_id},{first.name},{first.name_en},,",
        f"{first.park_id},{first.name},{first.name_en},{';'.join(many)},",
    )
    join = {"{}": ";", '["{}"]': '", "', "(9:{})": ","}[form]
    frame = layer_of(layers, "parks")[["park_id", "aliases", "geometry"]]
    frame = frame[frame["park_id"] == first.park_id].assign(aliases=form.format(join.join(many)))
    done = told(tiny_root, saved(frame, layers.with_name("parks.shp"), encoding="UTF-8"), "parks")
    assert (done.exit_code, done.stdout) == (0, "")


def test_a_drawings_own_system_is_one_line(tiny_root: Path, layers: Path) -> None:
    local = 'LOCAL_CS["CAD",LOCAL_DATUM["none",0],UNIT["metre",1],AXIS["X",EAST],AXIS["Y",NORTH]]'
    frame = layer_of(layers, "parks").to_crs(4546).set_crs(None, allow_override=True)
    path = saved(frame, layers.with_name("parks.shp"), encoding="UTF-8")
    path.with_suffix(".prj").write_text(local)
    done = refused(tiny_root, path, "parks")
    assert done.count("\n") == 1
    assert "coordinate reference system" in done


@pytest.mark.parametrize("layer", ["zones", "units", "parks"])
@pytest.mark.parametrize("suffix", [".csv", ".geojson", ".parquet", ".fgb"])
def test_our_own_exports_come_back(suffix: str, layer: str, tiny_root: Path, tmp_path: Path) -> None:
    export_plan(geo.read_plan("tiny", tiny_root), tmp_path / f"a{suffix}", layers=[layer])
    done = told(tiny_root, tmp_path / f"a{suffix}", layer)
    assert (done.exit_code, done.stdout) == (0, ""), done.output


@pytest.mark.parametrize(
    ("layer", "file"),
    [("zones", "layers/tiny/zones.geojson"), ("units", "layers/tiny/units.geojson"), ("parks", "data/tiny/parks.csv")],
)
def test_the_plans_own_files_come_back_without_a_difference(layer: str, file: str, tiny_root: Path) -> None:
    done = told(tiny_root, tiny_root / file, layer)
    assert (done.exit_code, done.stdout) == (0, "")


def test_a_table_with_decimal_commas_is_told_row_by_row(tiny_root: Path, tmp_path: Path) -> None:
    text = (tiny_root / "data/tiny/parks.csv").read_text(encoding="utf-8")
    place = next(park for park in read_plan("tiny", tiny_root).park_rows if park.lon is not None)
    path = tmp_path / "parks.csv"
    path.write_text(text.replace(f",{place.lon:g},", f',"{place.lon:g},0",'.replace(".", ",")), encoding="utf-8")
    assert "is no number" in refused(tiny_root, path, "parks")


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK"])
def test_chinese_names_of_columns_that_a_shapefile_cuts_are_understood(
    encoding: str, tiny_root: Path, layers: Path
) -> None:
    called = {field.name: field.alias for field in fields_of("zones", "zh") if not field.computed}
    frame = layer_of(layers, "zones")
    kept = frame[[name for name in frame.columns if name in called or name == "geometry"]].rename(columns=called)
    path = saved(kept, layers.with_name("zones.shp"), encoding=encoding, promote_to_multi=True)
    done = told(tiny_root, path, "zones")
    assert done.exit_code == 0 or "cuts names to ten bytes" in done.stderr, done.output
    assert done.stdout == ""


def test_a_geopackage_that_waits_for_its_last_edits_is_told(tiny_root: Path, layers: Path) -> None:
    data = bytearray(layers.read_bytes())
    data[18:20] = b"\x02\x02"
    layers.write_bytes(bytes(data))
    done = told(tiny_root, layers, "zones")
    assert (done.exit_code, "x.gpkg-wal" in done.stderr) == (0, True)


def test_an_outline_of_many_corners_is_measured_in_no_time(tiny_root: Path, layers: Path) -> None:
    frame = layer_of(layers, "zones")
    dense = frame.assign(geometry=shapely.segmentize(frame.geometry.translate(0.001).to_numpy(), 2.4e-5))
    assert shapely.get_num_coordinates(dense.geometry.iloc[0]) > 50_000
    found = read_incoming(
        geo.read_plan("tiny", tiny_root), saved(dense, layers.with_name("a.gpkg"), layer="zones"), "zones"
    )
    assert all(change.moved_m == pytest.approx(96, abs=2) for change in found.changes)


# Web maps and templates.


@pytest.mark.parametrize(
    "host",
    [
        "webrd01.is.autonavi.com",
        "rt1.map.gtimg.com",
        "mt1.google.cn",
        "online1.map.bdimg.com",
        "WPRD02.IS.autonavi.com",
    ],
)
def test_tiles_that_are_shifted_are_refused_as_a_base(host: str, tiny_root: Path, tmp_path: Path) -> None:
    base = f"https://{host}/a?x={{x}}&y={{y}}&z={{z}}"
    done = run(tiny_root, "map", "tiny", "-o", str(tmp_path / "a.html"), "--base", base)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "are shifted" in done.stderr
    assert "Use tianditu" in done.stderr


def template(path: Path, *, macros: bool = False) -> Path:
    """Return a presentation, the first layout of which has a button that leads to its own slide."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for page in (deck.slide_layouts[0], deck.slide_master):
        shape = page.placeholders[0]
        ident = page.part.relate_to(slide.part, RELATIONSHIP_TYPE.SLIDE)
        link = shape._element.nvSpPr.cNvPr.makeelement(
            "{http://schemas.openxmlformats.org/drawingml/2006/main}hlinkClick",
            {"{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id": ident},
        )
        link.set("action", "ppaction://hlinksldjump")
        shape._element.nvSpPr.cNvPr.append(link)
    if macros:
        name = PackURI("/ppt/vbaProject.bin")
        part = Part(name, "application/vnd.ms-office.vbaProject", deck.part.package, b"macro")
        deck.part.relate_to(part, "http://schemas.microsoft.com/office/2006/relationships/vbaProject")
        deck.part._content_type = CONTENT_TYPE.PML_PRES_MACRO_MAIN
    deck.save(str(path))
    return path


@pytest.mark.parametrize("macros", [False, True])
def test_a_template_with_buttons_and_macros_gives_a_plain_deck(macros: bool, tiny_root: Path, tmp_path: Path) -> None:
    given = template(tmp_path / ("house.pptm" if macros else "house.pptx"), macros=macros)
    done = run(tiny_root, "slides", "tiny", "-o", str(tmp_path / "a.pptx"), "--template", str(given), "-q")
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(tmp_path / "a.pptx") as files:
        names = files.namelist()
        types = files.read("[Content_Types].xml").decode()
        texts = [files.read(name).decode() for name in names if "/slideLayouts/" in name or "/slideMasters/" in name]
    assert len(names) == len(set(names))
    assert "macroEnabled" not in types
    assert not [name for name in names if "vba" in name]
    assert not any("hlinksldjump" in text or "/slide1.xml" in text for text in texts)
    assert len(Presentation(str(tmp_path / "a.pptx")).slides) == sum("/slides/slide" in name for name in names)
