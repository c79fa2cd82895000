"""Plan against reality: counts, quotients, hot units and clusters are those of PySAL and of a hand; what is planted is
found, and nothing else; small counts stay with the register's owner."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy
import openpyxl
import pytest
from assigning import write_rows
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from reading import ROOT, TINY, plan_of
from registers import Plant, planted
from shapely import box

from geo.analysis.reality import bases, dense, gathering, hot, quotients
from geo.analysis.reality.bases import FlatGround, GroundBase, RegisterBase
from geo.analysis.reality.dense import ALPHA, Ellipse, dense_clusters
from geo.analysis.reality.hot import Neighbours
from geo.analysis.reality.matching import match_values, read_map
from geo.analysis.reality.reality import LEAST_ROWS
from geo.analysis.reality.result import Reality, read_reality
from geo.analysis.withheld import withheld
from geo.cli import cli
from geo.model.errors import ReadError

PLANTS = (
    Plant("生物制造", 125.95, 46.05),
    Plant("医疗器械", 128.05, 47.6),
    Plant("生物能源", 130.35, 46.8),
)
"""Around 肇东 (planned), in 伊春 (not planned there), at 佳木斯 (planned)."""


def buju(*words: str, root: Path = ROOT) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), "reality", *words], prog_name="buju")


def told(*words: str, root: Path = TINY) -> dict[str, Any]:
    done = buju(*words, "--json", root=root)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def register(path: Path, counts: Mapping[tuple[float, float, str], int], weight: float = 1.0) -> str:
    """Write a register with so many enterprises of an industry at a place."""
    rows = [[str(lon), str(lat), kind, str(weight)] for (lon, lat, kind), many in counts.items() for _ in range(many)]
    write_rows(path, [["lon", "lat", "行业", "营业收入"], *rows])
    return str(path)


WEST, EAST = (110.5, 31.5), (111.5, 30.5)
"""In 西北县, of the pole that wants medicine; in 东南县, of the belt that wants agriculture."""


@pytest.fixture
def small(tmp_path: Path) -> str:
    """Return a register of 100: west 30 of 40 in medicine, east 20 of 60, and 10 there of what is no industry."""
    counts = {(*WEST, "医药制造"): 30, (*WEST, "生物农业"): 10, (*EAST, "医药制造"): 20, (*EAST, "生物农业"): 30}
    return register(tmp_path / "small.csv", {**counts, (*EAST, "其他"): 10})


def rows_of(found: Mapping[str, Any], about: str) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["id"], row["industry"]): row for row in found[about]}


def test_shares_and_quotients_are_those_of_a_hand(small: str) -> None:
    found = told("tiny", "--points", small, "--industry-column", "行业", "--weight-column", "营业收入")
    zones = rows_of(found, "zones")
    west = zones["west-pole", "med"]
    # 30 of the zone's 40, and 50 of all 100, are in medicine: 20 are expected.
    assert (west["rows"], west["share"], west["expected"], west["quotient"]) == (30, 0.6, 20.0, 1.5)
    # Byar's limits of a Poisson count of 30.
    low = 30 * (1 - 1 / 270 - 1.959964 / (3 * math.sqrt(30))) ** 3 / 20
    high = 31 * (1 - 1 / 279 + 1.959964 / (3 * math.sqrt(31))) ** 3 / 20
    assert (west["low"], west["high"]) == pytest.approx((low, high), abs=1e-4)
    assert (west["wanted"], west["places"]) == (True, 2)
    assert zones["east-belt", "med"]["wanted"] is False
    sectors = {row["industry"]: row for row in found["sectors"]}
    assert (sectors["med"]["rows"], sectors["med"]["wanted_rows"], sectors["med"]["wanted_weight"]) == (50, 30, 0.6)
    units = rows_of(found, "units")
    assert units["990101", "med"]["quotient"] == units["990100", "med"]["quotient"] == 1.5


def test_no_quotient_is_told_where_fewer_than_five_are_expected(tmp_path: Path) -> None:
    points = register(tmp_path / "a.csv", {(*WEST, "医药"): 4, (*WEST, "其他"): 5, (*EAST, "医药"): 21})
    zones = rows_of(told("tiny", "--points", points, "--industry-column", "行业"), "zones")
    assert zones["west-pole", "med"]["quotient"] == pytest.approx(4 / 7.5, abs=1e-4)
    points = register(tmp_path / "b.csv", {(*WEST, "医药"): 4, (*WEST, "其他"): 1, (*EAST, "医药"): 21})
    words = ("--industry-column", "行业", "--withhold", "1")
    few = rows_of(told("tiny", "--points", points, *words), "zones")["west-pole", "med"]
    assert (few["rows"], few["quotient"], few["expected"]) == (4, None, None)


def test_a_zone_with_significantly_more_than_its_share_agrees_without_a_cluster(tmp_path: Path) -> None:
    """80 of medicine's 110 are in the pole, where 55 are expected: chance brings so many once in a thousand times."""
    counts = {(*WEST, "医药"): 80, (*WEST, "生物农业"): 20, (*EAST, "医药"): 30, (*EAST, "生物农业"): 70}
    points = register(tmp_path / "a.csv", counts)
    zones = rows_of(told("tiny", "--points", points, "--industry-column", "行业"), "zones")
    assert zones["west-pole", "med"]["agreement"] == "met"
    assert zones["east-belt", "med"]["agreement"] == "none"
    land = rows_of(told("tiny", "--points", points, "--industry-column", "行业", "--base", "area"), "zones")
    assert land["west-pole", "med"]["low"] > 1


def test_counts_below_the_threshold_and_those_that_would_tell_them_are_withheld(tmp_path: Path) -> None:
    counts = {(*WEST, "医药"): 2, (*WEST, "生物农业"): 30, (*EAST, "医药"): 25, (*EAST, "生物农业"): 8}
    points = register(tmp_path / "a.csv", counts)
    done = buju("tiny", "--points", points, "--industry-column", "行业", "--json", root=TINY)
    found = json.loads(done.stdout)
    zones = rows_of(found, "zones")
    hidden = zones["west-pole", "med"]
    assert [hidden[name] for name in ("rows", "share", "quotient", "expected")] == [None] * 4
    # 27 in medicine less 25 in the east would tell the 2.
    assert zones["east-belt", "med"]["rows"] is None
    assert {row["rows"] for row in found["units"] if row["industry"] == "med"} <= {None, 0}
    written = tmp_path / "a.out.csv"
    assert buju("tiny", "--points", points, "--industry-column", "行业", "-o", str(written), root=TINY).exit_code == 0
    cells = list(csv.DictReader(io.StringIO(written.read_text(encoding="utf-8-sig"))))
    assert next(row["rows"] for row in cells if (row["id"], row["industry"]) == ("west-pole", "med")) == "<3"
    everything = told("tiny", "--points", points, "--industry-column", "行业", "--withhold", "1")
    assert rows_of(everything, "zones")["west-pole", "med"]["rows"] == 2


@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=5))
def test_no_known_sum_tells_a_withheld_count(table: list[list[int]]) -> None:
    counts = {(row, column): count for row, cells in enumerate(table) for column, count in enumerate(cells)}
    lines = [[(row, column) for column in range(3)] for row in range(len(table))]
    lines += [[(row, column) for row in range(len(table))] for column in range(3)]
    hidden = withheld(counts, lines, 3)
    assert {cell for cell, count in counts.items() if 0 < count < 3} <= hidden
    assert all(sum(cell in hidden for cell in line) != 1 for line in lines)


# Hot units


def grid(side: int) -> list[Any]:
    """Return squares row by row, as lat2W numbers them."""
    return [box(column, row, column + 1, row + 1) for row in range(side) for column in range(side)]


def test_gi_star_is_that_of_pysal_and_of_the_formula() -> None:
    from esda.getisord import G_Local  # both import much that no other test does
    from libpysal.weights import lat2W

    chance = numpy.random.default_rng(1)
    counts, base = chance.poisson(20, 36).astype(float), numpy.full(36, 100.0)
    counts[[7, 8, 13, 14]] += 60
    found = Neighbours(grid(6)).hot_spots(counts, base, seed=5)
    # With one base everywhere the shrunk rate is a straight line of the count, and z is the same for both.
    other = G_Local(counts, lat2W(6, 6, rook=False), transform="B", star=True, permutations=0)
    assert found.z == pytest.approx(other.Zs, abs=1e-9)
    mean, deviation = counts.mean(), counts.std()
    for square in (0, 7, 35):
        row, column = divmod(square, 6)
        near = [6 * r + c for r in range(row - 1, row + 2) for c in range(column - 1, column + 2)]
        near = [each for each in near if abs(each % 6 - column) <= 1 and 0 <= each < 36 and 0 <= each // 6 < 6]
        many = len(near)
        spread = deviation * math.sqrt((36 * many - many**2) / 35)
        assert found.z[square] == pytest.approx((counts[near].sum() - many * mean) / spread)
    assert {8, 14} <= set(numpy.flatnonzero(found.hot)) <= set(range(24))


def test_the_bound_keeps_the_false_discovery_rate_by_benjamini_and_hochberg() -> None:
    counts, base = numpy.full(64, 10.0), numpy.full(64, 100.0)
    counts[[27, 28, 35, 36]] = 60
    found = Neighbours(grid(8)).hot_spots(counts + numpy.random.default_rng(2).poisson(3, 64), base, seed=5)
    p = numpy.sort(numpy.where(found.z > 0, found.p, 1.0))
    passed = [rank for rank in range(1, 65) if p[rank - 1] < rank * 0.05 / 64]
    assert found.cutoff == pytest.approx(max(passed) * 0.05 / 64)
    assert int(found.hot.sum()) == max(passed)


def test_a_rate_of_few_makes_no_unit_hot() -> None:
    chance = numpy.random.default_rng(3)
    base = numpy.full(64, 400.0)
    base[27] = 1.0
    counts = chance.binomial(400, 0.1, 64).astype(float)
    counts[27] = 1.0
    assert not Neighbours(grid(8)).hot_spots(counts, base, seed=5).hot.any()


@pytest.mark.parametrize(("counts", "base"), [([0] * 9, [5] * 9), ([5] * 9, [5] * 9), ([3] * 9, [0] * 9)])
def test_what_cannot_be_tested_is_not(counts: Sequence[float], base: Sequence[float]) -> None:
    found = Neighbours(grid(3)).hot_spots(numpy.array(counts, float), numpy.array(base, float), seed=5)
    assert (numpy.isnan(found.z).all(), found.hot.any(), found.cutoff) == (True, False, 0.0)


# Clusters


def towns(seed: int) -> numpy.ndarray[Any, Any]:
    chance = numpy.random.default_rng(seed)
    places = chance.uniform(0, 500, (30, 2))
    return places[chance.integers(0, 30, 1500)] + chance.normal(0, 8, (1500, 2))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_cluster_stands_out_from_the_towns_in_which_all_stand(seed: int) -> None:
    chance, every = numpy.random.default_rng(seed), towns(seed)
    some = every[chance.choice(1500, 200, replace=False)]
    assert dense_clusters(some, RegisterBase(every), seed) == ()
    more = chance.normal(250, 4, (40, 2))
    (found,) = dense_clusters(numpy.vstack([some, more]), RegisterBase(numpy.vstack([every, more])), seed)
    assert numpy.hypot(*(found.ellipse.middle - 250)) < 4
    assert found.p <= ALPHA
    assert 20 < found.ellipse.holds(more).sum() <= 40


def test_a_cluster_is_scored_by_its_likelihood_ratio() -> None:
    ellipse = Ellipse(numpy.zeros(2), numpy.diag([3.0, 2.0]))
    assert ellipse.km2 == pytest.approx(6 * math.pi)
    assert ellipse.holds(numpy.array([[2.9, 0], [0, 2.1], [0, -1.9]])).tolist() == [True, False, True]
    chance = numpy.random.default_rng(1)
    points = numpy.vstack([chance.uniform(0, 300, (60, 2)), chance.normal(150, 1, (30, 2))])
    base = RegisterBase(chance.uniform(0, 300, (3000, 2)))
    (found,) = dense_clusters(points, base, 1)
    inside, share = int(found.ellipse.holds(points).sum()), base.share(found.ellipse)
    rest = 90 - inside
    score = inside * math.log(inside / (90 * share)) + rest * math.log(rest / (90 - 90 * share))
    assert found.score == pytest.approx(score)


def test_what_a_sample_finds_is_true_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.analysis.reality.dense.MOST_POINTS", 60)
    # With a sample so small, and no simulation to beat, clusters of chance are proposed.
    monkeypatch.setattr("geo.analysis.reality.dense.SIMULATIONS", 0)
    monkeypatch.setattr("geo.analysis.reality.dense.ALPHA", 1.0)
    chance = numpy.random.default_rng(4)
    points, base = chance.uniform(0, 300, (1500, 2)), RegisterBase(chance.uniform(0, 300, (5000, 2)))
    for seed in range(20):
        for found in dense_clusters(points, base, seed):
            assert found.ellipse.holds(points).mean() >= 2 * base.share(found.ellipse)


def test_enterprises_at_one_address_are_a_cluster_of_the_least_size() -> None:
    chance = numpy.random.default_rng(1)
    points = numpy.vstack([chance.uniform(0, 300, (50, 2)), numpy.full((30, 2), 120.0)])
    (found,) = dense_clusters(points, RegisterBase(chance.uniform(0, 300, (2000, 2))), 1)
    assert found.ellipse.km2 == pytest.approx(math.pi * 0.5**2, rel=0.01)


def test_land_is_a_base_that_is_even() -> None:
    ground = FlatGround([box(126, 45, 127, 46), box(127, 45, 128, 47)])
    base = ground.base("area", numpy.zeros((0, 2)), numpy.random.default_rng(1))
    assert isinstance(base, GroundBase)
    drawn = base.draw(4000, numpy.random.default_rng(1))
    middle = ground.flat([[127.5, 46.5]])[0]
    ellipse = Ellipse(middle, numpy.diag([30.0, 20.0]))
    assert ellipse.holds(drawn).mean() == pytest.approx(base.share(ellipse), rel=0.12)
    lon, lat = ground.middle(ellipse, (127.4, 46.4))
    assert (lon, lat) == pytest.approx((127.5, 46.5), abs=2e-3)
    rim = ground.degrees(ellipse, (lon, lat))
    assert rim[0] == rim[-1]
    assert max(x for x, _ in rim) - 127.5 == pytest.approx(30 / (111.32 * math.cos(math.radians(46.5))), rel=0.02)


# What values of the register are


def test_values_are_matched_by_name_by_word_and_by_the_users_table(tmp_path: Path) -> None:
    plan = plan_of("heilongjiang")
    values = ("生物医药", "Bioenergy", "医药制造业", "中药饮片加工", "软件", "农业与医药", "")
    found = {
        match.value: (match.industry, match.by) for match in match_values(plan, dict.fromkeys(values, 1), {}).matches
    }
    assert found == {
        "生物医药": ("biomed", "name"),
        "Bioenergy": ("bioenergy", "name"),
        "医药制造业": ("biomed", "word"),
        "中药饮片加工": ("biomed", "word"),
        "软件": ("", ""),
        "农业与医药": ("", "several"),
        "": ("", ""),
    }
    table = tmp_path / "map.csv"
    table.write_bytes("值,产业\n软件,生物信息\n生物医药,\n农业与医药,biomed-tcm\n".encode("gbk"))
    own = match_values(plan, dict.fromkeys(values, 1), read_map(table, plan)).industry_of
    assert (own["软件"], own["农业与医药"], "生物医药" in own) == ("bioinfo", "biomed", False)


def test_an_empty_cell_is_no_industry_though_one_lacks_its_english_name() -> None:
    plan = plan_of("heilongjiang")
    bare = replace(plan, industries=tuple(replace(row, name_en="") for row in plan.industries))
    (found,) = match_values(bare, {"": 3}, {}).matches
    assert (found.industry, found.by) == ("", "")


def test_the_users_table_may_be_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("map", 0).append(["取值", "说明", "行业"])
    book["map"].append(["软件", "", "生物信息"])
    book.save(tmp_path / "map.xlsx")
    assert read_map(tmp_path / "map.xlsx", plan_of("heilongjiang")) == {"软件": "bioinfo"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("value,industry\n软件,生物信自\n", '2: "生物信自" is no industry of the taxonomy. Did you mean "生物信息"?'),
        ("value,industry\na,\na,\n", '3: "a" stands there twice'),
        ("value,industry\n\na,\n\na,\n", '5: "a" stands there twice'),
        ("name,kind\na,b\n", "needs the columns value and industry. It has: name, kind."),
        ("", "is empty. Send it again."),
    ],
)
def test_a_table_that_is_wrong_is_told_by_its_line(tmp_path: Path, text: str, message: str) -> None:
    table = tmp_path / "map.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as raised:
        read_map(table, plan_of("heilongjiang"))
    assert message in str(raised.value)


# The whole


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a synthetic register in which three industries gather, to be held against Heilongjiang."""
    folder = tmp_path_factory.mktemp("reality")
    parquet.write_table(planted(1500, PLANTS, seed=11), folder / "points.parquet")
    return folder


def against_heilongjiang(held: Path, name: str) -> Path:
    """Hold the register against the plan, and return what was written."""
    words = ("--points", str(held / "points.parquet"), "--industry-column", "行业", "--weight-column", "营业收入")
    done = buju("heilongjiang", *words, "-o", str(held / name))
    assert done.exit_code == 0, done.output
    assert "Not matched: 其他" in done.stderr
    assert all(words in done.stdout for words in ("规划且集聚", "区位商", "More: docs/methods.md"))
    return held / name


@pytest.fixture(scope="module")
def written(held: Path) -> Path:
    return against_heilongjiang(held, "out.json")


@pytest.fixture(scope="module")
def found(written: Path) -> Reality:
    """Return what was found."""
    return read_reality(written, "heilongjiang")


def test_what_is_planted_is_found_and_nothing_else(found: Reality) -> None:
    at = {"biomanu": PLANTS[0], "biomedeng": PLANTS[1], "bioenergy": PLANTS[2]}
    assert sorted(each.industry for each in found.clusters) == sorted(at)
    for cluster in found.clusters:
        plant = at[cluster.industry]
        assert (cluster.lon, cluster.lat) == pytest.approx((plant.lon, plant.lat), abs=0.05)
        assert cluster.rows > 3 * cluster.expected
    agreed = {each.industry: each.agreement for each in found.clusters}
    assert agreed == {"biomanu": "met", "biomedeng": "unplanned", "bioenergy": "met"}


def test_zones_agree_as_their_clusters_and_hot_units_do(found: Reality) -> None:
    zones = {(row.id, row.industry): row.agreement for row in found.zones}
    for cluster in found.clusters:
        assert {zones[zone, cluster.industry] for zone in cluster.zones} == {cluster.agreement}
    assert zones["harbin-pole", "biomed"] == "absent"
    assert zones["forest-belt", "bioenv"] == "none"
    assert zones["harbin-pole", "bioinfo"] == "untested"
    shares = [row.share for row in found.zones if row.industry == "biomed" and row.share is not None]
    assert sum(shares) == pytest.approx(1.0, abs=2e-4)


def test_the_same_register_gives_the_same_result(held: Path, written: Path) -> None:
    assert against_heilongjiang(held, "again.json").read_bytes() == written.read_bytes()


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["--industry-column", "行亚"], 2, 'has no column "行亚". It has: lon, lat, 行业, 营业收入.'),
        (["--industry-column", "lon"], 2, "No value of the column is an industry of tiny."),
        (["--industry-column", "行业", "-o", "a.xlsx"], 2, "is written as .csv, or as .json"),
        (["--industry-column", "行业", "--weight-column", "收入"], 2, 'has no column "收入"'),
        (["--industry-column", "行业", "--lon", "lat", "--lat", "lon"], 2, "No row lies in the units of tiny."),
    ],
)
def test_what_is_asked_wrongly_is_one_line(small: str, words: Sequence[str], code: int, message: str) -> None:
    done = buju("tiny", "--points", small, *words, root=TINY)
    assert (done.exit_code, done.stderr.count("\n")) == (code, 1)
    assert message in done.stderr


def test_a_result_of_another_plan_or_none_at_all_is_refused(small: str, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert buju("tiny", "--points", small, "--industry-column", "行业", "-o", str(out), root=TINY).exit_code == 0
    for text, message in (
        (out.read_text(encoding="utf-8"), 'is of the plan "tiny", not of heilongjiang.'),
        ("{}", "is no result of buju reality as JSON."),
        ('{"form": "buju-reality-1", "plan": "heilongjiang"}', "was changed, and cannot be read."),
        ("{", "is no result of buju reality as JSON."),
    ):
        out.write_text(text, encoding="utf-8")
        with pytest.raises(ReadError, match=message):
            read_reality(out, "heilongjiang")


def test_what_is_missing_says_what_brings_it(small: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.analysis.register.needed.find_spec", lambda name: name != "esda" or None)
    done = buju("tiny", "--points", small, "--industry-column", "行业", root=TINY)
    assert done.exit_code == 1
    assert "esda" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_sheet_as_it_comes_is_taken_with_addresses_and_mixed_money(tmp_path: Path) -> None:
    rows = [["企业名称", "行业类别", "经度", "纬度", "地址", "营业收入（万元）"]]
    rows += [[f"合成{at}", "医药", "110.5", "31.5", "", "3000"] for at in range(10)]
    rows += [[f"合成{at}", "医药", "", "", "方省东市东南县", "0.6亿元"] for at in range(10, 15)]
    rows += [["合成15", "医药", "111.5", "30.5", "", "未报"]]
    write_rows(tmp_path / "a.csv", rows)
    found = told("tiny", "--points", str(tmp_path / "a.csv"), "--weight-column", "营业收入（万元）")
    zones = rows_of(found, "zones")
    # Ten of 30 million each in the west; in the east five of 60, known to their county only, and one of none.
    assert (zones["west-pole", "med"]["rows"], zones["east-belt", "med"]["rows"]) == (10, 6)
    assert zones["west-pole", "med"]["weight_share"] == zones["east-belt", "med"]["weight_share"] == 0.5
    assert (found["rows"], found["clusters"]) == (16, [])


def test_the_page_of_methods_states_the_thresholds_of_the_code() -> None:
    english, chinese = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("methods.md", "methods.zh.md"))
    stated = {
        f"E is at least {quotients.LEAST_EXPECTED:.0f}": f"E 不小于{quotients.LEAST_EXPECTED:.0f}",
        f"{hot.PERMUTATIONS:,} conditional permutations": f"{hot.PERMUTATIONS}次条件置换",
        f"false discovery rate of {hot.ALPHA:.0%}".replace("%", " %"): f"错误发现率{hot.ALPHA:.0%}",
        f"of fewer than {hot.LEAST_UNITS} units": f"不足{hot.LEAST_UNITS}个行政区",
        f"fewer than {LEAST_ROWS} enterprises": f"不足{LEAST_ROWS}家的产业",
        f"to {gathering._COVERED:.0%} of its area".replace("%", " %"): f"面积 {gathering._COVERED:.0%} 以上",
        f"at least {dense.LEAST_MEMBERS} members, of at least {2 * dense.LEAST_MEMBERS} enterprises": (
            f"至少{dense.LEAST_MEMBERS}家，且该产业有坐标的企业至少{2 * dense.LEAST_MEMBERS}家"
        ),
        f"Of more than {dense.MOST_POINTS:,} enterprises": f"超过{dense.MOST_POINTS}家的",
        f"strength {dense.CORE} or more": f"隶属度不低于{dense.CORE}",
        f"where fewer than {dense.LEAST_MEMBERS // 2} do": f"不足{dense.LEAST_MEMBERS // 2}家时取全部成员",
        f"unless c is at least {dense.LEAST_TIMES:.0f} E": f"c 不足 {dense.LEAST_TIMES:.0f}E",
        f"at least {1000 * dense._LEAST_KM:.0f} m": f"标准差至少{1000 * dense._LEAST_KM:.0f} m",
        f"{dense.SIMULATIONS} simulations": f"模拟{dense.SIMULATIONS}次",
        f"of more than {bases._MOST_POINTS:,} a sample": f"超过{bases._MOST_POINTS}家的抽样",
    }
    assert [text for text in stated if text not in " ".join(english.split())] == []
    assert [text for text in stated.values() if text not in chinese.replace("\n", "")] == []
