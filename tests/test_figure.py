"""Figures read back by other readers: Pillow, an XML parser, pypdf; and the names on them never collide."""

from __future__ import annotations

import io
import itertools
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from covering import pairs
from papers import SVG, laid, svg
from PIL import Image
from pypdf import PdfReader
from reading import plan_of, scene_of

from geo.cli import cli
from geo.draw.figure import type as figure_type
from geo.draw.figure.canvas import Canvas, own_settings
from geo.draw.figure.figure import FigureOptions, make_figure
from geo.draw.figure.furniture import needs_inset
from geo.draw.figure.laid import map_of
from geo.draw.figure.names import RANKS
from geo.draw.figure.paper import areas_of, sheet_of
from geo.draw.figure.places import gatherings
from geo.draw.figure.spot import spot_map
from geo.draw.figure.symbols import hatch_path, symbol_rings
from geo.draw.figure.type import chinese_face
from geo.draw.scene.symbols import HATCHES, SYMBOLS
from geo.draw.scene.view import View, view_of
from geo.draw.sheet.areas import Area
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import Ground, Plane, Resolution, Rings
from geo.draw.sheet.labels import Placed
from geo.draw.sheet.south import WINDOW, south_box
from geo.model.errors import DrawingError, GeoError
from geo.model.extras import install_hint
from geo.model.plan import Plan, read_plan
from geo.model.schema import Step
from geo.space.boxes import DegreeBox
from geo.space.geometry import area_km2, to_shape


@pytest.fixture(scope="module")
def tiny() -> Plan:
    return read_plan("tiny", Path(__file__).parent / "plans" / "tiny")


def names_on(plan: str, size: str = "16:9", **options: object) -> tuple[tuple[Placed, ...], View]:
    return laid(plan, size, **options).placed, view_of(scene_of(plan), **options)  # type: ignore[arg-type]


def overlap(one: Placed, other: Placed) -> bool:
    a, b = one.box, other.box
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def crosses(line: Placed, name: Placed) -> bool:
    """Return whether the line that leads from a name runs through another name."""
    if line.leader is None:
        return False
    along = np.linspace(0.0, 1.0, 60)[:, None]
    x, y = (np.array(line.leader[0]) * (1 - along) + np.array(line.leader[1]) * along).T
    left, top, right, bottom = name.box
    return bool(((x > left + 1) & (x < right - 1) & (y > top + 1) & (y < bottom - 1)).any())


FINE = Resolution(grain=0.3)


def ground_of(view: DegreeBox, frame: SheetBox, resolution: Resolution = FINE) -> Ground:
    plane = Plane(view)
    return plane.ground(plane.box(view), frame, resolution)


def texts_of(data: bytes) -> tuple[set[str], set[str]]:
    """Return the texts that people see, and the ids of all groups."""
    root = ElementTree.fromstring(data)
    hidden = {
        id(text) for group in root.iter(f"{SVG}g") if group.get("aria-hidden") for text in group.iter(f"{SVG}text")
    }
    texts = {"".join(text.itertext()) for text in root.iter(f"{SVG}text") if id(text) not in hidden}
    return texts, {group.get("id", "") for group in root.iter(f"{SVG}g")}


@pytest.mark.parametrize(("size", "dpi", "pixels"), [("16:9", None, (1920, 1080)), ("70x60mm", 110, (303, 259))])
def test_a_png_has_the_size_asked_for(tiny: Plan, size: str, dpi: float | None, pixels: tuple[int, int]) -> None:
    image = Image.open(io.BytesIO(make_figure(tiny, "png", FigureOptions(size=size, dpi=dpi)).data))
    assert image.size == pixels
    colours = image.convert("RGB").getcolors(1 << 24)
    assert colours is not None
    assert len(colours) > 100


@pytest.mark.parametrize(
    "asked", [{}, {"step": 1}, {"unit": "230600"}, {"size": "A2", "shown": "sheet"}, {"shown": "times"}], ids=str
)
def test_ids_stand_once_in_an_svg(asked: dict[str, Any]) -> None:
    steps = (Step(step="cities", order=1, title="二市", lit=("230600", "230200")),)
    plan = replace(plan_of("heilongjiang"), steps=steps)
    idents = Counter(re.findall(rb' id="([^"]+)"', make_figure(plan, "svg", FigureOptions(**asked)).data))
    assert [ident for ident, count in idents.items() if count > 1] == []


def test_an_svg_keeps_names_as_text_and_ids_on_groups() -> None:
    made = svg("heilongjiang")
    texts, ids = texts_of(made)
    assert {"黑龙江省“十四五”", "一极、两区、一带", "大庆市", "松嫩平原", "本图未送审，仅供内部使用"} <= texts
    assert {"harbin-pole", "songnen-core", "230100", "map.zones", "name.harbin-pole", "legend"} <= ids
    assert any("审图号" in text and "其自身地图" in text for text in texts)
    assert b"'Noto Sans CJK SC'" in made
    assert b"'Microsoft YaHei', sans-serif;" in made
    assert b'id="halo' not in made
    assert len(re.findall(b'aria-hidden="true"', made)) == len(re.findall(b"stroke-linejoin: round; font", made)) > 50


def test_an_english_svg_has_no_chinese_but_the_review_number() -> None:
    texts, _ = texts_of(svg("heilongjiang", lang="en"))
    assert {text for text in texts if re.search("[\u4e00-\u9fff]", text) and "GS(2024)" not in text} == set()
    assert "One pole · Two areas · One belt" in texts or "One pole · Two areas" in texts


def test_a_pdf_is_one_page_with_its_fonts_and_text(tiny: Plan) -> None:
    made = make_figure(tiny, "pdf", FigureOptions(size="A4", theme="dark")).data
    pages = PdfReader(io.BytesIO(made)).pages
    assert len(pages) == 1
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [842, 595]
    assert tiny.header.issuer in pages[0].extract_text()
    fonts = [font.get_object() for font in pages[0]["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert {font["/Subtype"] for font in fonts} == {"/Type3"}
    assert all(font["/CharProcs"] for font in fonts)


def test_pngs_differ_by_theme(tiny: Plan) -> None:
    light, dark = (
        make_figure(tiny, "png", FigureOptions(size="480x360", dpi=96.0, theme=theme)).data
        for theme in ("light", "dark")
    )
    assert light != dark


def test_diagrams_of_many_layouts_are_not_drawn_over_one_another() -> None:
    told = "national has a diagram for each of its layouts. Choose one by its step: --step 2"
    with pytest.raises(DrawingError, match=told):
        make_figure(plan_of("national"), "svg", FigureOptions(drawing="schematic"))
    assert b"<svg" in svg("national", drawing="schematic", step=2)


@pytest.mark.parametrize(
    ("plan", "size", "lang", "drawing"),
    pairs(("changsha", "heilongjiang", "national"), ("16:9", "4:3", "A4"), ("zh", "en"), ("admin", "schematic")),
)
def test_names_do_not_collide_and_stay_in_the_frame(plan: str, size: str, lang: str, drawing: str) -> None:
    placed, view = names_on(plan, size, lang=lang, drawing=drawing)
    assert not [pair for pair in itertools.combinations(placed, 2) if overlap(*pair)]
    assert not [pair for pair in itertools.permutations(placed, 2) if crosses(*pair)]
    named = {name.label.id for name in placed if name.label.rank == "zone"}
    assert named == {zone.id for zone in view.zones if view.shape(zone) and view.is_lit(zone)}
    sheet = sheet_of(size)
    assert all(name.box[0] > 0 and name.box[2] < sheet.width for name in placed)
    units = {name.label.id for name in placed if name.label.rank == "unit"}
    nameless = {unit.id for unit in view.scene.ground_units if unit.id not in units}
    assert len(nameless) <= (plan == "changsha")


@pytest.mark.parametrize(
    ("plan", "size", "options"),
    [
        ("heilongjiang", "A4-portrait", {"lang": "en"}),
        ("heilongjiang", "4:3", {"step": 3}),
        ("national", "16:9", {"step": 2}),
        ("national", "A4-portrait", {"step": 10, "lang": "en"}),
    ],
    ids=str,
)
def test_names_of_a_step_do_not_collide(plan: str, size: str, options: dict[str, object]) -> None:
    placed, view = names_on(plan, size, **options)
    assert not [pair for pair in itertools.combinations(placed, 2) if overlap(*pair)]
    named = {name.label.id for name in placed if name.label.rank == "zone"}
    assert named == {zone.id for zone in view.zones if view.shape(zone) and view.is_lit(zone)}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_province_is_named_on_a_map_of_the_country(lang: str) -> None:
    placed, _ = names_on("national", lang=lang)
    names = {"".join(name.setting.lines) for name in placed if name.label.rank == "unit"}
    small = {"zh": {"台湾", "海南", "北京", "上海", "香港", "澳门", "天津", "宁夏"}}
    small["en"] = {"Taiwan", "Hainan", "Beijing", "Shanghai", "Hong Kong", "Macao", "Tianjin", "Ningxia"}
    assert small[lang] < names
    assert len(names) == 34


def test_the_islands_in_the_south_stand_in_a_box_with_every_stroke_of_the_line() -> None:
    texts, ids = texts_of(svg("national"))
    assert "南海诸岛" in texts
    assert {"south.zones", "south.line.dash-line", "south.460000", "460000"} <= ids
    line = next(line for line in view_of(scene_of("national")).scene.lines if line.id == "dash-line")
    west, south, east, north = WINDOW
    points = [at for path in line.paths["coordinates"] for at in path]
    assert all(west < lon < east and south < lat < north for lon, lat in points)
    assert map_of(view_of(scene_of("national")), SheetBox(0, 0, 1400, 950), FINE).has_south
    assert not map_of(view_of(scene_of("national")), SheetBox(0, 0, 700, 1400), FINE).has_south
    assert "南海诸岛" not in texts_of(svg("national", step=2))[0]


@pytest.mark.parametrize("height", range(500, 1400, 100))
def test_the_box_of_the_islands_hides_no_land(height: int) -> None:
    made = map_of(view_of(scene_of("national")), SheetBox(0, 0, 1200, height), FINE)
    if made.has_south:
        left, top, right, bottom = south_box(made.ground)
        for x, y in (point for rings in made.land for ring in rings for point in ring):
            assert not (left < x < right and top < y < bottom)


def test_ranks_fall_from_zone_to_place() -> None:
    sizes = [RANKS[rank].size for rank in ("zone", "unit", "county")]
    assert sizes == sorted(sizes, reverse=True)
    assert RANKS["place"].size <= RANKS["county"].size
    assert RANKS["zone"].size * min(RANKS["zone"].sizes) > 1.2 * RANKS["unit"].size


def test_a_plan_whose_groups_overlap_is_tinted_and_shows_those_of_a_step() -> None:
    plan = plan_of("national")
    whole = view_of(scene_of("national"))
    assert whole.is_tinted
    assert not whole.zones
    assert not whole.parks
    assert not needs_inset(whole)
    assert len({whole.tint(unit) for unit in whole.scene.units}) == 6
    texts, _ = texts_of(svg("national"))
    assert all(any(text.startswith(group.name[:8]) for text in texts) for group in plan.groups)
    assert [text for text in texts if "彼此重叠" in text] == [whole.say("groups_overlap", n=19)], "in place of a slogan"
    view = view_of(scene_of("national"), step=3)
    assert view.step is not None
    assert not view.is_tinted
    assert {zone.id for zone in view.zones} == set(view.step.lit)


def test_a_step_dims_what_it_does_not_light() -> None:
    view = view_of(scene_of("heilongjiang"), step=2)
    assert [zone.id for zone in view.zones if view.is_lit(zone)] == ["harbin-pole"]
    assert len(view.zones) == 4
    dim = next(zone for zone in view.zones if not view.is_lit(zone))
    assert view.zone_colour(dim) != view.theme.zone(dim.tone)
    assert not view.zone_hatch(dim)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"size": "5x5"}, "5 x 5 pixels: each side must be 320 to 20000 pixels."),
        ({"size": "big"}, '"big" is no size. One of 16:9, 4:3'),
        ({"size": "4000x800"}, "4000 x 800 pixels: one side must be at most 2.6 times the other."),
        ({"size": "2000x1500mm"}, "million pixels are too many"),
        ({"size": "60x60mm", "shown": "numbers", "lang": "en"}, "The sheet has no room for a map beside all that must"),
        ({"dpi": 1.0}, "1 dpi: must be 36 to 1200."),
        ({"step": 0}, "There is no step 0: the story of tiny has steps 1 to"),
        ({"drawing": "schematic"}, "tiny has no planning diagram yet. Make it first: buju schematic tiny"),
        ({"theme": "drak"}, '"drak" is no theme. Did you mean "dark"?'),
        ({"form": "gif"}, '"gif" is no format of a figure. Did you mean'),
        ({"form": ""}, '"" is no format of a figure. One of: png, svg, pdf.'),
    ],
)
def test_what_cannot_be_drawn_is_told_in_one_line(tiny: Plan, options: dict[str, object], told: str) -> None:
    with pytest.raises(GeoError) as caught:
        make_figure(tiny, str(options.pop("form", "png")), FigureOptions(**options))  # type: ignore[arg-type]
    assert told.removesuffix("Did you mean") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_letter_that_the_font_lacks_is_named() -> None:
    with pytest.raises(DrawingError, match=r'has no glyph for "\U0001F9EC" \(U\+1F9EC\), needed in "园\U0001F9EC"'):
        chinese_face().width("园\U0001f9ec", 10.0)


def test_without_matplotlib_one_line_says_what_to_install(tiny: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(DrawingError, match=re.escape(install_hint("figures"))):
        make_figure(tiny)


def test_without_a_chinese_font_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure_type, "READERS", ())
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(DrawingError, match=re.escape(f"No Chinese font is installed. {install_hint('figures')}")):
        chinese_face.__wrapped__()


def test_the_font_comes_with_the_extra_and_is_the_free_one() -> None:
    assert chinese_face().path.endswith("mplfonts/fonts/NotoSansCJKsc-Regular.otf")
    assert chinese_face().name == "Noto Sans CJK SC"


def test_hostile_names_are_text(tiny_root: Path) -> None:
    layer = tiny_root / "layers" / "tiny" / "zones.geojson"
    text = layer.read_text(encoding="utf-8")
    name = re.search(r'"name": "([^"]+)"', text)
    assert name is not None
    hostile = "<b>$x^2$"
    layer.write_text(text.replace(name[1], hostile), encoding="utf-8")
    texts, _ = texts_of(make_figure(read_plan("tiny", tiny_root), "svg").data)
    assert "<b>$x^2$" in texts


def test_lines_are_broken_where_they_read_best() -> None:
    assert chinese_face().wrapped("黑龙江省“十四五”生物经济", 10.0, 65.0)[0] == "黑龙江省"
    assert chinese_face().balanced("未说明产业者一律中性灰", 10.0, 101.0) == ("未说明产业者", "一律中性灰")


def test_places_that_hide_one_another_gather_and_none_is_lost() -> None:
    view = view_of(scene_of("heilongjiang"))
    ground = ground_of(view.box, areas_of(sheet_of("16:9"), 0, 0, 60).frame)
    found = gatherings(view.parks, ground)
    assert sum(len(each.parks) for each in found) == len(view.parks)
    assert max(len(each.parks) for each in found) > 10


def test_the_densest_spot_is_enlarged_and_the_places_of_small_gatherings_are_named() -> None:
    texts, ids = texts_of(svg("heilongjiang"))
    assert {"spot.places", "spot.names", "spot.window"} <= ids
    placed, view = names_on("heilongjiang")
    made = map_of(view, SheetBox(0, 0, 1350, 920), FINE)
    inset = spot_map(made)
    assert inset is not None
    assert inset.ground.per_km > 2.5 * made.ground.per_km
    assert not any(each.box.meets(inset.ground.frame) for each in made.places)
    assert {park.name.zh for each in inset.places if len(each.parks) == 2 for park in each.parks} & texts
    assert {"总部注册基地", "国际生物领域科研平台"} <= texts
    assert spot_map(map_of(view, SheetBox(0, 0, 600, 500), FINE)) is None
    assert not [pair for pair in itertools.combinations(placed, 2) if overlap(*pair)]


def test_a_map_keeps_areas_and_true_lengths() -> None:
    ground = ground_of(DegreeBox(120.0, 43.0, 136.0, 54.0), SheetBox(0, 0, 1000, 1000))
    south, north = ground.positions([[128.0, 45.0], [128.0, 46.0]])
    assert float(np.hypot(*(north - south))) / ground.per_km == pytest.approx(111.1, rel=0.005)
    x, y = ground.positions([[128.0, 48.0], [129.0, 48.0], [129.0, 49.0], [128.0, 49.0]]).T
    area = abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2 / ground.per_km**2
    assert area == pytest.approx(8205, rel=0.005)


@pytest.mark.parametrize("name", ["heilongjiang", "changsha"])
def test_zones_are_drawn_in_proportion(name: str) -> None:
    _, view = names_on(name)
    ground = ground_of(view.box, SheetBox(0, 0, 1400, 950))
    shapes = [zone.shape for zone in view.zones if zone.shape]
    ratios = [ring_area(ground.rings(shape)) / ground.per_km**2 / area_km2(to_shape(shape)) for shape in shapes]
    assert len(ratios) > 3
    assert ratios == pytest.approx([1.0] * len(ratios), abs=0.01)


def ring_area(rings: Rings) -> float:
    turns = (ring.T for ring in rings)
    return abs(sum(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) for x, y in turns)) / 2


@pytest.mark.parametrize("kind", SYMBOLS)
def test_symbols_keep_their_holes(kind: str) -> None:
    rings = list(symbol_rings(kind))
    assert all(np.abs(ring).max() <= 8 for ring in rings)
    middle = Area(rings, SheetBox(-9, -9, 9, 9), 0.1).holds(np.array([[0.02, 0.02]]))[0]
    assert bool(middle) == (kind not in ("centre", "cluster"))


@pytest.mark.parametrize("name", HATCHES)
def test_hatches_cover_a_box(name: str) -> None:
    points = hatch_path(name, SheetBox(100, 200, 180, 260), 1.5).vertices
    assert points.min(axis=0)[0] <= 112
    assert points.max(axis=0)[1] >= 248


def test_the_command_writes_a_figure_whole(runner: CliRunner, tiny_root: Path, tmp_path: Path) -> None:
    target = tmp_path / "tiny.svg"
    done = runner.invoke(cli, ["--root", str(tiny_root), "figure", "tiny", "-o", str(target), "--size", "600x400"])
    assert done.exit_code == 0, done.output
    assert target.read_bytes().startswith(b"<?xml")
    assert "600x400" in done.stderr


def test_outlines_end_before_the_sheet_does() -> None:
    frame = SheetBox(0.0, 0.0, 100.0, 100.0)
    ground = ground_of(DegreeBox(110.0, 30.0, 111.0, 31.0), frame, sheet_of("16:9").resolution)
    ring = [[90.0, 30.5], [110.5, 50.0], [110.5, 30.5], [110.3, 30.2], [90.0, 30.5]]
    far = [[[at[0] + 30.0, at[1]] for at in ring]]
    (cut,) = ground.rings({"type": "Polygon", "coordinates": [ring]})
    assert cut.min() >= -31
    assert cut.max() <= 131
    assert np.array_equal(cut[0], cut[-1])
    held = ground.area_in([cut]).holds(ground.positions([[110.2, 30.5], [110.4, 30.6], [110.8, 30.5]]))
    assert held.tolist() == [True, True, False]
    assert ground.rings({"type": "Polygon", "coordinates": far}) == ()


def test_a_canvas_writes_nothing_that_depends_on_the_day(tiny: Plan) -> None:
    sheet = sheet_of("480x360")
    with own_settings():
        made = Canvas(sheet, chinese_face(), "pdf", "#ffffff").written("题")
    assert b"CreationDate" not in made
    assert b"ModDate" not in made
