"""What is shipped is formatted, clean, complete, and rebuilt: one test per plan and promise."""

from __future__ import annotations

import re
import unicodedata

import pytest
from reading import PLANS, ROOT, atlas, plan_of

import geo
from geo.analysis.canonical import format_plan
from geo.model.plan import read_base
from geo.space.geometry import area_km2, to_shape, union

pytestmark = pytest.mark.parametrize("plan", PLANS)


def test_files_are_canonical(plan: str) -> None:
    assert [shown for shown, (old, new) in format_plan(plan, ROOT).items() if old != new] == []


def test_no_error_and_no_warning(plan: str) -> None:
    assert [str(problem) for problem in geo.check_plan(plan_of(plan)) if problem.severity != "note"] == []


def test_the_committed_page_is_up_to_date(plan: str) -> None:
    assert atlas()[f"{plan}.html"] == (ROOT / "maps" / f"{plan}.html").read_text(encoding="utf-8"), "stale: make maps"


def test_every_coordinate_says_how_it_was_found(plan: str) -> None:
    for park in plan_of(plan).park_rows:
        if park.lon is not None:
            assert park.located_by, park.park_id
            assert park.precision_km, park.park_id
            assert park.basis in ("site", "township", "seat"), park.park_id


def test_every_fact_has_source_clause_and_short_anchor(plan: str) -> None:
    read = plan_of(plan)
    facts = [*read.zone_rows, *read.park_rows, *read.target_rows, *read.citations]
    for fact in facts:
        assert fact.source, fact
        assert fact.locator == unicodedata.normalize("NFKC", fact.locator), fact
        assert 0 < len(fact.anchor) <= 20, fact


def test_frames_hold_every_row(plan: str) -> None:
    read = plan_of(plan)
    assert len(read.zones) == len(read.zone_rows)
    assert read.units.crs.to_epsg() == 4490
    assert read.parks.geometry.notna().sum() == sum(park.lon is not None for park in read.park_rows)
    assert list(read.targets["low"].dropna()) == [row.low for row in read.target_rows if row.low is not None]


def test_zones_of_a_partition_fill_the_region(plan: str) -> None:
    read = plan_of(plan)
    if not read.header.partition:
        pytest.skip("the plan claims no partition")
    shapes = [to_shape(zone.geometry) for zone in read.zone_rows]
    region = to_shape(next(unit for unit in read.unit_rows if unit.unit == read.header.region_adcode).geometry)
    assert union(shapes).symmetric_difference(region).area < 1e-9
    assert sum(area_km2(shape) for shape in shapes) == pytest.approx(area_km2(region), rel=1e-9)


def test_anchors_are_phrases_and_no_sentences(plan: str) -> None:
    read = plan_of(plan)
    for fact in (*read.park_rows, *read.target_rows, *read.citations):
        assert not re.search(r"[。！？]", fact.anchor.rstrip("。")), fact


def test_context_layers_can_be_read(plan: str) -> None:
    provinces, lines = read_base(ROOT)
    assert len(provinces) == 34
    assert len(lines) == 4
