"""Path data in the steps that media draw: held against a browser's rules, written out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from geo.draw.scene.symbols import HATCHES, SYMBOLS
from geo.draw.sheet.areas import bounds
from geo.draw.sheet.paths import Step, polylines, steps


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M1 2 3 4 5 2Z", "m1 2 2 2 2-2z"),
        ("M1 1H4V5H1V1Z", "m1 1h3v4h-3v-4z"),
        ("M0 0C0 1 1 2 2 2S4 1 4 0", "m0 0c0 1 1 2 2 2s2-1 2-2"),
        ("M0 4Q3 1 6 4T12 4", "m0 4q3-3 6 0t6 0"),
        ("M0 0A2 2 0 1 0 4 0", "m0 0a2 2 0 104 0"),
        ("M.5.5L1e1-2", "M0.5 0.5L10 -2"),
    ],
)
def test_both_cases_and_short_spellings_draw_the_same(one: str, other: str) -> None:
    assert [step.kind for step in steps(one)] == [step.kind for step in steps(other)]
    for mine, theirs in zip(polylines(one), polylines(other), strict=True):
        assert mine == pytest.approx(theirs)


def test_a_closed_line_comes_back_once_and_another_begins_there() -> None:
    assert steps("M1 2h3Zl4 4") == (
        Step("move", ((1.0, 2.0),)),
        Step("line", ((4.0, 2.0),)),
        Step("close"),
        Step("move", ((1.0, 2.0),)),
        Step("line", ((5.0, 6.0),)),
    )


def test_a_quadratic_curve_and_its_mirror_run_through_their_middles() -> None:
    (wave,) = polylines("M0 4Q3 1 6 4T12 4")
    assert wave[4] == pytest.approx((3.0, 2.5))
    assert wave[12] == pytest.approx((9.0, 5.5))


@pytest.mark.parametrize(("large", "sweep", "middle"), [(0, 1, (0, -2)), (1, 0, (0, 2))])
def test_an_arc_keeps_its_radius_and_its_side(large: int, sweep: int, middle: tuple[float, float]) -> None:
    (arc,) = polylines(f"M-2 0A2 2 0 {large} {sweep} 2 0")
    assert np.hypot(*arc.T) == pytest.approx(2.0, abs=0.002)
    assert np.hypot(*(arc - middle).T).min() == pytest.approx(0.0, abs=0.002)


def test_an_arc_of_two_radii_is_an_ellipse() -> None:
    (arc,) = polylines("M-4 0A4 2 0 0 1 4 0")
    assert bounds([arc]) == pytest.approx((-4, -2, 4, 0), abs=0.002)


@pytest.mark.parametrize("d", [*SYMBOLS.values(), *(hatch.d for hatch in HATCHES.values())])
def test_all_of_style_can_be_read(d: str) -> None:
    assert polylines(d)
    assert steps(d)[0].kind == "move"
