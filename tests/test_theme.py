"""What colours and symbols must tell apart, in every medium: for every eye, in grey, and on paper."""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path

import pytest

from geo.draw.page.colours import colour_style
from geo.draw.scene.looks import (
    BASIS_DASHES,
    FILL_OPACITY,
    FORM_STROKES,
    HATCH_OPACITY,
    LEVEL_STROKES,
    STATUS_FILLS,
    zone_hatch,
    zone_tone,
)
from geo.draw.scene.symbols import HATCHES, SYMBOLS
from geo.draw.scene.theme import DARK, LIGHT, THEMES, Theme
from geo.model.schema import FORMS, KINDS, LEVELS, MOST_TOP_INDUSTRIES, STATUSES, ZONE_BASES

Three = tuple[float, float, float]

ASSETS = Path(__file__).parent.parent / "geo" / "draw" / "page" / "assets"
EACH_THEME = pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear sRGB.
EYES: dict[str, tuple[Three, Three, Three]] = {
    "full colour": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def linear(colour: str) -> Three:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue))  # type: ignore[return-value]


def seen(colour: str, eye: str) -> Three:
    """Return CIE Lab (D65) of a colour as an eye sees it."""
    plain = linear(colour)
    red, green, blue = (min(max(sum(a * b for a, b in zip(row, plain, strict=True)), 0.0), 1.0) for row in EYES[eye])
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.072175 * blue
    z = (0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one: str, other: str, eye: str) -> float:
    """Return the CIE 1976 difference of two colours for an eye."""
    return math.dist(seen(one, eye), seen(other, eye))


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def laid(colour: str, ground: str, opacity: float) -> str:
    """Return the colour that a thin layer makes over a ground, mixed as browsers do."""
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(opacity * over + (1 - opacity) * under):02x}" for over, under in pairs)


def drawn_fills(theme: Theme) -> list[str]:
    return [laid(zone.fill, theme.land, FILL_OPACITY) for zone in theme.zones]


def lightness(colour: str) -> float:
    return seen(colour, "full colour")[0]


def test_the_measure_agrees_with_published_values() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert seen("#ff0000", "full colour") == pytest.approx((53.24, 80.09, 67.2), abs=0.1)


@pytest.mark.parametrize("eye", EYES)
def test_any_two_of_the_first_six_zones_stay_apart_by_colour_alone(eye: str) -> None:
    for one, other in itertools.combinations(LIGHT.zones[:6], 2):
        assert difference(one.fill, other.fill, eye) >= 12, (one, other)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("count", range(3, 18))
def test_any_two_zones_of_a_plan_differ_in_colour_or_hatch(eye: str, count: int) -> None:
    for one, other in itertools.combinations(range(count), 2):
        apart = difference(LIGHT.zone(zone_tone(one)).fill, LIGHT.zone(zone_tone(other)).fill, eye) >= 12
        assert apart or zone_hatch(one) != zone_hatch(other), (one, other)


def test_in_grey_any_two_zones_differ_in_hatch() -> None:
    assert len({zone_hatch(order) for order in range(len(LIGHT.zones))}) == len(LIGHT.zones)
    assert {zone_hatch(order) for order in range(40)} <= {"", *HATCHES}


@EACH_THEME
@pytest.mark.parametrize("eye", EYES)
def test_any_two_industries_stay_apart(eye: str, theme: Theme) -> None:
    for one, other in itertools.combinations(theme.industries, 2):
        assert difference(one, other, eye) >= 12, (one, other)


@EACH_THEME
def test_industries_keep_a_scale_of_greys_and_stand_out_from_paper(theme: Theme) -> None:
    greys = sorted(lightness(colour) for colour in theme.industries)
    assert min(b - a for a, b in itertools.pairwise(greys)) >= 4
    assert len(theme.industries) == MOST_TOP_INDUSTRIES
    assert all(contrast(colour, theme.paper) >= (4.5 if theme is DARK else 3) for colour in theme.industries)


@EACH_THEME
@pytest.mark.parametrize("eye", EYES)
def test_a_place_without_an_industry_is_taken_for_none(eye: str, theme: Theme) -> None:
    assert all(difference(theme.unsaid, colour, eye) >= 10 for colour in theme.industries)
    _, red, yellow = seen(theme.unsaid, "full colour")
    assert math.hypot(red, yellow) < 6, "a grey"
    assert contrast(theme.unsaid, theme.paper) >= (4.5 if theme is DARK else 3)


@EACH_THEME
def test_text_can_be_read(theme: Theme) -> None:
    for ground in (theme.paper, theme.land, theme.halo, theme.sheet):
        assert contrast(theme.ink, ground) >= (10 if theme is DARK else 7)
        assert contrast(theme.body, ground) >= 7
        assert contrast(theme.quiet, ground) >= 4.5
        assert contrast(theme.accent, ground) >= 4.5
    assert contrast(theme.faint, theme.paper) >= 3


@EACH_THEME
def test_names_and_outlines_of_zones_can_be_read_on_their_ground(theme: Theme) -> None:
    for zone in theme.zones:
        for ground in (theme.paper, theme.halo):
            assert contrast(zone.text, ground) >= 4.5
            assert contrast(zone.line, ground) >= 3


@EACH_THEME
def test_tints_grow_stronger_step_by_step_for_every_eye(theme: Theme) -> None:
    for eye in EYES:
        shades = [seen(tint, eye)[0] for tint in theme.tints]
        steps = [abs(b - a) for a, b in itertools.pairwise(shades)]
        assert shades in (sorted(shades), sorted(shades, reverse=True)), eye
        assert min(steps) >= 2, (eye, steps)


def test_both_themes_know_the_same_tones() -> None:
    assert set(LIGHT.colours) == set(DARK.colours)
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for theme in THEMES.values() for colour in theme.colours.values())


def test_every_choice_of_the_schema_has_its_look() -> None:
    assert set(SYMBOLS) == set(KINDS)
    assert set(FORM_STROKES) == set(FORMS)
    assert set(BASIS_DASHES) == set(ZONE_BASES)
    assert set(LEVEL_STROKES) == set(LEVELS)
    assert set(STATUS_FILLS) == set(STATUSES)
    assert len(set(STATUS_FILLS.values())) == len(STATUSES)
    assert not BASIS_DASHES["admin-union"]
    assert BASIS_DASHES["sketch"]


def test_a_sketch_is_dashed_unlike_any_other_basis() -> None:
    assert len(set(BASIS_DASHES.values())) == len(BASIS_DASHES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_symbol_stays_in_its_box(kind: str) -> None:
    path = SYMBOLS[kind]
    assert re.fullmatch(r"[MLHVZAQCaz0-9 .-]+", path)
    absolute = [
        float(n) for command, rest in re.findall(r"([MLHV])([^A-Za-z]*)", path) for n in re.findall(r"-?[\d.]+", rest)
    ]
    assert absolute
    assert max(map(abs, absolute)) <= 8


def test_no_two_symbols_are_alike() -> None:
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)


# -- as drawn: thin fills over land, in the light and in the dark ------------------------------------------------------


@EACH_THEME
@pytest.mark.parametrize("eye", EYES)
def test_fills_as_drawn_stay_apart(eye: str, theme: Theme) -> None:
    """Two neighbours are told apart from a difference of 2.3 on; a zone's own border and hatch come on top."""
    fills = drawn_fills(theme)
    for one, other in itertools.combinations(fills[:6], 2):
        assert difference(one, other, eye) >= 7.5, (one, other)
    for one, other in itertools.combinations(fills, 2):
        assert difference(one, other, eye) >= 6, (one, other)


@EACH_THEME
@pytest.mark.parametrize("eye", EYES)
def test_a_zone_is_not_taken_for_land_around_the_plan(eye: str, theme: Theme) -> None:
    for zone, fill in zip(theme.zones, drawn_fills(theme), strict=True):
        assert difference(fill, theme.context, eye) >= 4.5, zone
        assert contrast(zone.line, theme.context) >= 3, zone


@EACH_THEME
def test_in_grey_hatches_as_drawn_can_be_seen(theme: Theme) -> None:
    for order, (zone, fill) in enumerate(zip(theme.zones, drawn_fills(theme), strict=True)):
        stroke = laid(zone.line, fill, HATCH_OPACITY)
        assert not zone_hatch(order) or abs(lightness(stroke) - lightness(fill)) >= 4, (zone, stroke)


@EACH_THEME
def test_names_and_outlines_can_be_read_on_fills_as_drawn(theme: Theme) -> None:
    for zone, fill in zip(theme.zones, drawn_fills(theme), strict=True):
        for ground in (fill, theme.paper, theme.land, theme.halo):
            assert contrast(zone.text, ground) >= 4.5, zone
            assert contrast(zone.line, ground) >= 3, zone


def test_the_page_lays_fills_and_hatches_as_thinly_as_is_tested() -> None:
    css = (ASSETS / "10-page.css").read_text(encoding="utf-8")
    rules = {
        ".bj path.zone": "fill-opacity: var(--fill-opacity);",
        "\npattern path": "opacity: var(--hatch-opacity);",
    }
    every = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("*.css")))
    laid_on_zones = re.findall(r"path\.zone[^{}]*\{[^}]*fill-opacity: ([^;]+);", every)
    assert set(laid_on_zones) == {"var(--fill-opacity)"}, "as thick where counties can be picked"
    for selector, rule in rules.items():
        assert re.search(re.escape(selector) + r" \{[^}]*" + re.escape(rule), css), selector
    for layer, opacity in (("fill", FILL_OPACITY), ("hatch", HATCH_OPACITY)):
        assert f"--{layer}-opacity:{opacity};" in colour_style()


def test_the_page_s_properties_are_the_tones_of_both_themes_and_all_that_it_names_are_there() -> None:
    light, dark = re.findall(r"\{([^}]*)\}", colour_style())
    for theme, properties in ((LIGHT, light), (DARK, dark)):
        written = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6});", properties))
        assert written == dict(theme.colours)
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ASSETS.iterdir()))
    named = set(re.findall(r"var\(--([\w-]+)", code)) | set(re.findall(r"colourOf\(\"([\w-]+)\"\)", code))
    given = set(re.findall(r"--([\w-]+): ", code)) | set(re.findall(r"setProperty\(\"--([\w-]+)\"", code))
    assert len(named) > 20
    assert named <= given | set(re.findall(r"--([\w-]+):", light))
