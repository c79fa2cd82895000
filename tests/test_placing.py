"""Names, symbols and lines find their places by themselves, whatever the medium: boxes in, places out."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import scene_of

from geo.draw.scene.marks import ParkMark
from geo.draw.sheet.areas import Area, Positions, bounds
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.breaks import Rank, balanced, settings_of, shared_part, short_province, unbreakable, wrapped
from geo.draw.sheet.gathering import gathered
from geo.draw.sheet.labels import Field, Label, Placed
from geo.draw.sheet.placing import place_labels
from geo.space.geometry import convex_ring

FRAME = SheetBox(0.0, 0.0, 900.0, 600.0)
RANK = Rank(size=20.0, leading=24.0, widest=160.0)


def width(text: str, size: float) -> float:
    return sum(size if ord(letter) >= 0x2E80 else 0.55 * size for letter in text)


def box_ring(left: float, top: float, right: float, bottom: float) -> Positions:
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], float)


def area(*box: float) -> Area:
    return Area([box_ring(*box)], FRAME, 2.0)


def label(name: str, rank: str, box: tuple[float, float, float, float], **more: object) -> Label:
    left, top, right, bottom = box
    ways = settings_of(name, RANK, width)
    middle = (left + right) / 2, (top + bottom) / 2
    return Label(id=name, rank=rank, settings=ways, at=middle, area=area(*box), **more)  # type: ignore[arg-type]


def points_of(name: Placed, count: int = 50) -> list[tuple[float, float]]:
    assert name.leader is not None
    (x, y), (x_end, y_end) = name.leader
    shares = [step / count for step in range(count + 1)]
    return [(x + (x_end - x) * share, y + (y_end - y) * share) for share in shares]


def check_apart(placed: tuple[Placed, ...]) -> None:
    for one, two in combinations(placed, 2):
        assert not one.box.meets(two.box), (one.label.id, two.label.id)
    for name in placed:
        assert name.box[0] >= FRAME[0]
        assert name.box[1] >= FRAME[1]
        assert name.box[2] <= FRAME[2]
        assert name.box[3] <= FRAME[3]


def test_a_name_stands_in_the_middle_of_its_area() -> None:
    (placed,) = place_labels([label("大庆市", "unit", (100, 100, 400, 300))], Field(frame=FRAME))
    assert placed.leader is None
    assert placed.anchor == "middle"
    assert placed.box == pytest.approx((220, 188, 280, 212))


def test_a_name_leaves_symbols_and_what_is_taken_free() -> None:
    field = Field(frame=FRAME, symbols=[SheetBox(240, 190, 260, 210)], taken=[SheetBox(100, 100, 400, 170)])
    (placed,) = place_labels([label("大庆市", "unit", (100, 100, 400, 300))], field)
    assert not any(placed.box.meets(box) for box in (*field.symbols, *field.taken))


def test_a_zones_name_covers_a_symbol_rather_than_none_but_goes_where_it_need_not() -> None:
    wide = label("生物产业核心区", "zone", (100, 100, 600, 300))
    (placed,) = place_labels([wide], Field(frame=FRAME, symbols=[SheetBox(340, 190, 360, 210)]))
    assert not placed.box.meets(SheetBox(340, 190, 360, 210))
    every = [SheetBox(x, y, x + 30.0, y + 30.0) for x in range(0, 900, 32) for y in range(0, 600, 32)]
    assert len(place_labels([wide], Field(frame=FRAME, symbols=every))) == 1
    assert not place_labels([replace(wide, rank="unit")], Field(frame=FRAME, symbols=every))


def test_a_small_area_bears_its_name_beside_it_and_a_speck_by_a_line() -> None:
    (small,) = place_labels([label("台湾", "unit", (400, 300, 420, 350))], Field(frame=FRAME))
    assert small.leader is None
    assert not small.box.meets(SheetBox(400, 300, 420, 350))
    (speck,) = place_labels([label("澳门", "unit", (400, 300, 401, 301))], Field(frame=FRAME))
    assert speck.leader is not None
    assert speck.leader[1] == pytest.approx((400.5, 300.5))
    start, box = speck.leader[0], speck.box
    assert box[0] <= start[0] <= box[2]
    assert box[1] <= start[1] <= box[3]


def test_names_of_lesser_ranks_have_no_lines_and_are_left_out() -> None:
    assert not place_labels([label("澳门", "county", (400, 300, 401, 301))], Field(frame=FRAME))


def test_a_sliver_at_the_edge_of_the_frame_bears_no_name() -> None:
    assert not place_labels([label("黑河市", "unit", (-200, 300, 12, 320))], Field(frame=FRAME))


def test_units_beside_their_areas_stand_off_the_land() -> None:
    land = area(0, 0, 900, 400)
    crowd = [label("北京", "unit", (440, 380, 470, 398))]
    (placed,) = place_labels(crowd, Field(frame=FRAME, land=land, symbols=[SheetBox(430, 370, 480, 399)]))
    assert placed.box[1] > 390 or placed.leader is not None


def test_names_of_countries_stand_on_no_land_that_is_drawn() -> None:
    land = area(0, 0, 900, 300)
    names = Label(id="俄罗斯", rank="far", settings=settings_of("俄罗斯", RANK, width), at=(450, 296), barred=(land,))
    (placed,) = place_labels([names], Field(frame=FRAME))
    assert placed.box[1] >= 298
    assert not place_labels([replace(names, at=(450, 150))], Field(frame=FRAME))


def test_a_country_bears_its_name_again_only_far_off() -> None:
    ways = settings_of("俄罗斯", RANK, width)
    labels = [Label(id=str(x), rank="far", settings=ways, at=(x, 100.0)) for x in (100.0, 200.0, 700.0)]
    assert [name.label.id for name in place_labels(labels, Field(frame=FRAME))] == ["100.0", "700.0"]


def test_a_zones_name_makes_room_for_that_of_a_unit() -> None:
    zone = label("核心区", "zone", (100, 100, 500, 160))
    unit = label("大庆市", "unit", (270, 110, 330, 150))
    placed = place_labels([zone, unit], Field(frame=FRAME))
    assert {name.label.id for name in placed} == {"核心区", "大庆市"}
    check_apart(placed)


def test_the_line_of_a_name_crosses_no_other_name() -> None:
    specks = [label(f"第{at}", "unit", (400 + 9 * at, 300, 401 + 9 * at, 301)) for at in range(6)]
    placed = place_labels(specks, Field(frame=FRAME))
    assert len(placed) == 6
    check_apart(placed)
    for one in placed:
        inner = [(x, y) for other in placed if other is not one for x, y in points_of(one) if inside(x, y, other.box)]
        assert not inner


def inside(x: float, y: float, box: SheetBox) -> bool:
    return box[0] + 1 < x < box[2] - 1 and box[1] + 1 < y < box[3] - 1


def test_a_place_is_named_beside_its_symbol() -> None:
    name = Label(id="p", rank="place", settings=settings_of("敷尔佳", RANK, width), at=(450, 300), beside=12.0)
    (right,) = place_labels([name], Field(frame=FRAME))
    assert right.anchor == "start"
    assert right.x == pytest.approx(466)
    (left,) = place_labels([replace(name, at=(890, 300))], Field(frame=FRAME))
    assert left.anchor == "end"
    assert left.x == pytest.approx(874)


def test_all_lengths_go_by_the_unit_of_the_field() -> None:
    half = Field(frame=SheetBox(0, 0, 450, 300), unit=0.5)
    ways = settings_of("澳门", replace(RANK, size=10.0, leading=12.0, widest=80.0), width)
    speck = Area([box_ring(200, 150, 200.5, 150.5)], SheetBox(0, 0, 450, 300), 1.0)
    (small,) = place_labels([Label(id="a", rank="unit", settings=ways, at=(200.25, 150.25), area=speck)], half)
    (large,) = place_labels([label("澳门", "unit", (400, 300, 401, 301))], Field(frame=FRAME))
    assert [2 * edge for edge in small.box] == pytest.approx(large.box, abs=0.1)


spot = st.tuples(st.integers(0, 880), st.integers(0, 580), st.integers(4, 300), st.integers(4, 200))


@settings(max_examples=25)
@given(st.lists(spot, max_size=12), st.lists(spot, max_size=6))
def test_names_never_cover_each_other_nor_what_is_taken(
    boxes: list[tuple[int, int, int, int]], taken: list[tuple[int, int, int, int]]
) -> None:
    ranks = ("zone", "unit", "county")
    labels = [label(f"第{at}个", ranks[at % 3], (x, y, x + w, y + h)) for at, (x, y, w, h) in enumerate(boxes)]
    bars = [SheetBox(x, y, x + w, y + h) for x, y, w, h in taken]
    placed = place_labels(labels, Field(frame=FRAME, taken=bars))
    check_apart(placed)
    assert not [name for name in placed if any(name.box.meets(bar) for bar in bars)]
    assert placed == place_labels(labels, Field(frame=FRAME, taken=bars))


def test_an_area_counts_holes_and_what_the_frame_cuts_off() -> None:
    held = Area([box_ring(-100, 0, 100, 100), box_ring(0, 0, 50, 50)], SheetBox(0, 0, 200, 200), 1.0)
    assert held.share(np.array([(0.0, 0, 100, 100), (50, 50, 60, 60), (0, 0, 50, 50)])).tolist() == [0.75, 1.0, 0.0]
    assert held.holds(np.array([(25.0, 25.0), (75.0, 75.0), (150.0, 150.0), (-5.0, 50.0)])).tolist() == [
        False,
        True,
        False,
        False,
    ]
    assert held.is_cut
    assert not Area([], FRAME, 1.0).is_seen


def test_an_area_of_parts_knows_that_of_a_point() -> None:
    parts = Area([box_ring(10, 10, 60, 60), box_ring(200, 10, 220, 30)], FRAME, 1.0)
    assert parts.part((210.0, 20.0)).box == (200, 10, 220, 30)
    assert parts.part((400.0, 400.0)) is parts
    assert parts.middle is not None
    assert parts.holds(np.array([parts.middle]))[0]


@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)), min_size=3, max_size=30))
def test_a_hull_holds_all_its_points(points: list[tuple[float, float]]) -> None:
    around = convex_ring(np.array(points))
    assert bounds([around]) == pytest.approx(bounds([np.array(points)]))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("大庆市", ("大庆市",)),
        ("松嫩平原生物产业核心区", ("松嫩平原", "生物产业核心区")),
        ("益海嘉里（富裕）农业产业园", ("益海嘉里（富裕）", "农业产业园")),
        ("民族地区（7个左右）", ("民族地区", "（7个左右）")),
        ("Songnen Plain Bio-industry Core Area", ("Songnen Plain", "Bio-industry", "Core Area")),
        ("Beijing–Tianjin–Hebei", ("Beijing–", "Tianjin–Hebei")),
    ],
)
def test_names_are_broken_where_they_read_best(name: str, lines: tuple[str, ...]) -> None:
    assert settings_of(name, RANK, width, "生物产业")[0].lines == lines


def test_smaller_type_is_tried_after_larger_and_costs_more() -> None:
    ways = settings_of("松嫩平原生物产业核心区", replace(RANK, sizes=(1.0, 0.8)), width, "生物产业")
    assert [way.scale for way in ways] == sorted((way.scale for way in ways), reverse=True)
    first = {way.scale: way.cost for way in reversed(ways)}
    assert first[0.8] > first[1.0]
    assert min(way.height for way in ways) < 48


def test_what_stands_below_a_name_takes_room() -> None:
    bare, noted = (settings_of("大庆市", RANK, width, below=below)[0] for below in ((0.0, 0.0), (90.0, 17.0)))
    assert noted.width == 90
    assert noted.height == bare.height + 17


@given(st.text("生物产业核心区，。（）“”abc -–4,", max_size=40), st.integers(1, 30))
def test_breaking_a_text_loses_nothing_but_spaces(text: str, room: int) -> None:
    for way in (wrapped, balanced):
        lines = way(text.strip(), room, len)
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(line == line.strip() for line in lines)
    assert "".join(unbreakable(text)) == text
    assert not any(after[0] in "，。）" for _, after in pairwise(unbreakable(text)))


@pytest.mark.parametrize(
    "kept",
    ["111 处", "111处", "4,200亿元", "≥ 800 亿元", "12平方公里", "85%", "1850号", "8 zones", "≥ CNY 420 billion"],
)
def test_a_number_stays_with_what_it_counts_where_a_line_holds_both(kept: str) -> None:
    text = f"五大集群分布{kept}，其余待定"
    for room in range(len(kept) + 1, len(text) + 1):
        assert any(kept in line for line in wrapped(text, room, len)), room


def test_words_may_break_after_a_hyphen_but_dates_may_not() -> None:
    assert list(unbreakable("a research-institute, 2023-07-01")) == ["a ", "research-", "institute, ", "2023-07-01"]


def test_shared_parts_and_short_names() -> None:
    assert shared_part(["哈尔滨生物产业引领极"]) == ""
    assert shared_part([]) == ""
    assert short_province("新疆维吾尔自治区") == "新疆"
    assert short_province("澳门特别行政区") == "澳门"
    assert short_province("Inner Mongolia") == "Inner Mongolia"


@pytest.fixture(scope="module")
def parks() -> tuple[ParkMark, ...]:
    return scene_of("heilongjiang").parks


def test_places_that_would_hide_one_another_are_gathered_and_none_is_lost(parks: tuple[ParkMark, ...]) -> None:
    at = [(10.0, 10.0), (18.0, 10.0), (60.0, 60.0), (61.0, 61.0), (120.0, 20.0), (500.0, 10.0)]
    found = gathered(list(zip(parks[:6], at, strict=True)), SheetBox(0, 0, 200, 200), 8.0, 0.5)
    assert [len(each.parks) for each in found] == [2, 2, 1]
    assert [park for each in found for park in each.parks] == list(parks[:5])
    assert found[0].at == (14.0, 10.0)
    assert not [pair for pair in combinations(found, 2) if pair[0].box.meets(pair[1].box)]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(1, 899), st.floats(1, 599)), max_size=60))
def test_symbols_stand_apart_and_stand_for_every_place(
    parks: tuple[ParkMark, ...], points: list[tuple[float, float]]
) -> None:
    found = gathered(list(zip(parks, points, strict=False)), FRAME, 11.0)
    assert sum(len(each.parks) for each in found) == min(len(points), len(parks))
    for one, two in combinations(found, 2):
        away = np.hypot(*np.subtract(one.at, two.at))
        assert away >= 0.9 * (one.radius + two.radius) - 1e-6


def test_many_places_are_gathered_in_a_moment(parks: tuple[ParkMark, ...]) -> None:
    spread = np.random.default_rng(7).random((6000, 2)) * (899, 599)
    found = gathered([(parks[0], (float(x), float(y))) for x, y in spread], FRAME, 11.0)
    assert sum(len(each.parks) for each in found) == 6000
    assert len(found) < 1000


def test_names_of_zones_are_of_one_size() -> None:
    rank = replace(RANK, sizes=(1.0, 0.8))
    boxes = {"生物产业核心区": (100, 100, 240, 130), "生物产业示范区": (500, 100, 800, 300)}
    labels = [
        Label(
            id=name,
            rank="zone",
            settings=settings_of(name, rank, width, below=(0.0, 10.0)),
            at=((left + right) / 2, (top + bottom) / 2),
            area=area(left, top, right, bottom),
        )
        for name, (left, top, right, bottom) in boxes.items()
    ]
    alone = place_labels(labels[1:], Field(frame=FRAME))
    assert [name.setting.scale for name in alone] == [1.0]
    taken = [
        SheetBox(0.0, 0.0, 900.0, 100.0),
        SheetBox(0.0, 130.0, 490.0, 600.0),
        SheetBox(0.0, 100.0, 100.0, 130.0),
        SheetBox(240.0, 100.0, 490.0, 130.0),
    ]
    both = place_labels(labels, Field(frame=FRAME, taken=taken))
    assert {name.setting.scale for name in both} == {0.8}
    wide = {name.label.id: name.box[2] - name.box[0] for name in both}
    assert wide["生物产业示范区"] == pytest.approx(0.8 * (alone[0].box[2] - alone[0].box[0]))
    assert {name.setting.below for name in both} == {10.0}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("中心城区中医药创新核心", ("中心城区", "中医药", "创新核心")),
        ("东部桐柏方城生物育种与康养区", ("东部桐柏", "方城生物育种", "与康养区")),
        ("唐白河生物制造产业带", ("唐白河", "生物制造", "产业带")),
        ("伏牛山道地药材产业带", ("伏牛山", "道地药材", "产业带")),
    ],
)
def test_no_word_of_a_name_is_broken(name: str, lines: tuple[str, ...]) -> None:
    known = frozenset({"桐柏", "方城"})
    ways = settings_of(name, replace(RANK, widest=100.0), width, known=known)
    assert lines in [way.lines for way in ways]
    words = ("桐柏", "方城", "生物", "育种", "康养", "中医药", "城区", "创新", "核心", "制造", "产业带", "道地", "药材")
    for way in ways:
        assert all(any(word in line for line in way.lines) for word in words if word in name), way.lines
