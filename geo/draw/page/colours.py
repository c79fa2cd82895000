"""The colours of pages: a theme's tones, and how thickly fills lie, as properties that styles and scripts name."""

from __future__ import annotations

from geo.draw.scene.looks import (
    BAND,
    BAND_OPACITY,
    DISC_OPACITY,
    FILL_OPACITY,
    HATCH_OPACITY,
    PALE_OPACITY,
    RING_OPACITY,
)
from geo.draw.scene.theme import DARK, LIGHT, Theme

_LAYERS = {
    "fill-opacity": FILL_OPACITY,
    "hatch-opacity": HATCH_OPACITY,
    "band-opacity": BAND_OPACITY,
    "band-width": BAND.width,
    "pale-opacity": PALE_OPACITY,
    "ring-opacity": RING_OPACITY,
    "disc-opacity": DISC_OPACITY,
}


def colour_style() -> str:
    """Return a style sheet that gives every tone a property of its name, and others where a page is dark.

    Examples
    --------
    >>> "--zone-0-line:#a64245;" in colour_style()
    True
    """
    layers = "".join(f"--{name}:{value:g};" for name, value in _LAYERS.items())
    return f'html.buju{{{layers}{_properties(LIGHT)}}}html.buju[data-theme="dark"]{{{_properties(DARK)}}}'


def _properties(theme: Theme) -> str:
    tones = "".join(f"--{tone}:{colour};" for tone, colour in theme.colours.items())
    return f"{tones}color-scheme:{theme.name}"
