"""How zones, units and places are painted by native shapes."""

from __future__ import annotations

from types import MappingProxyType

from geo.draw.scene.looks import FILL_OPACITY, LEVEL_STROKES, PALE_OPACITY, Fill
from geo.draw.scene.marks import UnitMark, ZoneMark
from geo.draw.scene.theme import Theme, mix
from geo.draw.scene.view import View
from geo.draw.slides.shapes import Hatched, Look

_PATTERNS = MappingProxyType(
    {
        "slash": "wdUpDiag",
        "dots": "dotDmnd",
        "backslash": "wdDnDiag",
        "horizontal": "horz",
        "cross": "diagCross",
        "vertical": "vert",
        "grid": "lgGrid",
        "waves": "wave",
    }
)
"""Patterns of DrawingML by the names of hatches."""

_HATCH_OPACITY = 0.42
"""Of the strokes of a hatch: projectors wash out what a screen still tells apart."""

_MOST_HAIR, _HAIR = 0.7, 0.4
"""Widths of borders between units, in points: at most so wide, and of units finer than the ground's."""


def zone_look(view: View, zone: ZoneMark) -> Look:
    """Return how a zone is painted; one that is not drawn has no fill."""
    tones, stroke, hatch = view.zone_colour(zone), view.zone_stroke(zone), view.zone_hatch(zone)
    if view.shape(zone) is None:
        return Look("", tones.line, stroke.width, dash=stroke.dash)
    strokes = mix(tones.fill, tones.line, _HATCH_OPACITY)
    fill = Hatched(tones.fill, strokes, _PATTERNS[hatch]) if hatch else tones.fill
    return Look(fill, tones.line, stroke.width, FILL_OPACITY, stroke.dash)


def unit_look(view: View, unit: UnitMark) -> Look:
    """Return how a unit is painted; those below the ground's level have borders only."""
    theme, width = view.theme, LEVEL_STROKES[unit.level].width
    if unit.id == view.scene.plan.region_adcode:
        return Look(theme.land, theme.quiet, 1.5)
    if unit not in view.scene.ground_units:
        return Look("", theme.faint, _HAIR)
    return Look(view.tint(unit) if view.is_tinted else theme.land, theme.faint, min(width, _MOST_HAIR))


def park_look(theme: Theme, fill: Fill, colour: str) -> Look:
    """Return how a place's symbol is painted: full, its lower half, hollow or pale."""
    if fill == "full":
        return Look(colour, theme.halo, 0.75)
    ground = mix(theme.halo, colour, PALE_OPACITY) if fill == "pale" else theme.halo
    return Look(ground, colour, 1.0, lower=colour if fill == "half" else "")
