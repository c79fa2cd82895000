"""The colours of a figure: light as the page, or dark for a dimmed room."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from geo.draw.scene.style import PAPER, ZoneColour
from geo.draw.scene.tints import TINTS

_DARK_TINT = "#a5622f"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours that stand for no datum, and how those of the zones are turned.

    Attributes
    ----------
    sheet, paper, land, context : str
        Around the map; where nothing is drawn on it; in the planned region; in provinces around it.
    context_line, ground_line, hairline : str
        Borders of those provinces, of units in no zone, and of units in a zone.
    ink, quiet, far, halo, accent : str
        Text, lesser text, names of what lies around, what keeps names from lines, and the slogan.
    symbol : str
        Ground of the symbols of places.
    fill : float
        Opacity of a zone's area.
    is_dark : bool
        Whether the tones of the zones are turned round.
    """

    sheet: str
    paper: str
    land: str
    context: str
    context_line: str
    ground_line: str
    hairline: str
    ink: str
    quiet: str
    far: str
    halo: str
    accent: str
    symbol: str
    fill: float
    is_dark: bool = False

    @property
    def tints(self) -> tuple[str, ...]:
        """From units that no group names to those that most name."""
        if not self.is_dark:
            return TINTS
        return tuple(mix(self.land, _DARK_TINT, step / (len(TINTS) - 1)) for step in range(len(TINTS)))

    def zone(self, colour: ZoneColour, lit: bool = True) -> ZoneColour:
        """Return the tones in which a zone is drawn; one that is not lit sinks into the land."""
        tones = ZoneColour(mix(colour.line, self.land, 0.45), colour.fill, colour.fill) if self.is_dark else colour
        if lit:
            return tones
        return ZoneColour(
            mix(tones.fill, self.land, 0.74), mix(tones.line, self.land, 0.62), mix(tones.text, self.land, 0.5)
        )


LIGHT = Theme(
    sheet="#fcfaf6",
    paper=PAPER["paper"],
    land=PAPER["land"],
    context=PAPER["context"],
    context_line="#f7f4ee",
    ground_line="#d3ccbe",
    hairline="#ffffff",
    ink=PAPER["ink"],
    quiet=PAPER["quiet"],
    far="#857d6f",
    halo=PAPER["halo"],
    accent=PAPER["accent"],
    symbol=PAPER["halo"],
    fill=0.66,
)

DARK = Theme(
    sheet="#1b1a18",
    paper="#201f1d",
    land="#33312d",
    context="#2a2825",
    context_line="#45413b",
    ground_line="#4c4842",
    hairline="#191816",
    ink="#f3eee4",
    quiet="#b9b1a3",
    far="#8f8779",
    halo="#1b1a18",
    accent="#f0a08c",
    symbol="#f8f5ee",
    fill=1.0,
    is_dark=True,
)

THEMES = MappingProxyType({"light": LIGHT, "dark": DARK})


def mix(colour: str, other: str, share: float) -> str:
    """Return a colour with a share of another mixed in.

    Examples
    --------
    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
