"""Every colour of every medium, in the light and in the dark.

The colours of data were chosen by search, not by eye: fills of zones, and colours of industries, stay apart under the
three kinds of colour blindness (simulated after Machado, Oliveira and Fernandes 2009), and industries also in grey.
Where the colours of two zones come close, their hatches differ. The dark set, for a dark room and a projector, was
found in the same way, each colour near the hue of its light one. tests/test_theme.py holds what was sought.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class ZoneColour:
    """The three tones of one hue.

    Attributes
    ----------
    fill : str
        Soft tone of the area.
    line : str
        Crisp tone of its outline, at least 3:1 on the fill.
    text : str
        Dark tone of its name, at least 4.5:1 on the fill and on paper.
    """

    fill: str
    line: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The colours of a drawing.

    Attributes
    ----------
    paper, sheet, land, context : str
        Of the map where nothing is drawn, around the map, of the planned region, and of provinces around it.
    context_line, rule, seam : str
        Borders of those provinces, of units in no zone and in tables, and of units within a zone.
    ink, body, quiet, faint : str
        Text by falling importance; the last is for names of what lies around.
    halo : str
        What keeps names from lines, and the ground of symbols.
    accent, accent_pale : str
        Of the slogan and of bars; of what a bar leaves open.
    hair, field, hover, picked, frame, done : str
        Of a page's panels: hairlines, fields, what is under the pointer and what is chosen, the map's frame, what is
        reached.
    unsaid : str
        Of places of which no industry is stated: a grey that no eye takes for an industry.
    water, water_text, sea : str
        Of rivers and lakes beneath the zones, of their names, and of the sea around the land.
    tints : tuple of str
        From units that no group names to those that most name, on maps of layouts that lie over one another.
    industries : tuple of str
        Of top industries by their place in the taxonomy.
    zones : tuple of ZoneColour
        Of zones by their place in the plan.
    """

    name: str
    paper: str
    sheet: str
    land: str
    context: str
    context_line: str
    rule: str
    seam: str
    ink: str
    body: str
    quiet: str
    faint: str
    halo: str
    accent: str
    accent_pale: str
    hair: str
    field: str
    hover: str
    picked: str
    frame: str
    done: str
    unsaid: str
    water: str
    water_text: str
    sea: str
    tints: tuple[str, ...]
    industries: tuple[str, ...]
    zones: tuple[ZoneColour, ...]

    def colour(self, tone: str) -> str:
        """Return the colour of a tone, which is what scenes carry in its place.

        Parameters
        ----------
        tone : str
            ``industry-3``, ``zone-0-line``, or the name of any other colour, such as ``quiet``.

        Examples
        --------
        >>> LIGHT.colour("industry-0"), LIGHT.colour("zone-0-line"), LIGHT.colour("context-line")
        ('#870d3b', '#a64245', '#f7f4ee')
        """
        return self.colours[tone]

    def zone(self, tone: str) -> ZoneColour:
        """Return the tones of a zone's hue.

        Examples
        --------
        >>> LIGHT.zone("zone-0").fill
        '#f5aba8'
        """
        return ZoneColour(*(self.colours[f"{tone}-{part}"] for part in ("fill", "line", "text")))

    @cached_property
    def colours(self) -> MappingProxyType[str, str]:
        """Colour by tone; a page's style sheets know them by the same names."""
        single = {field.name.replace("_", "-"): getattr(self, field.name) for field in fields(self)}
        tints = {f"tint-{place}": colour for place, colour in enumerate(self.tints)}
        industries = {f"industry-{place}": colour for place, colour in enumerate(self.industries)}
        zones = {
            f"zone-{place}-{part}": getattr(colour, part)
            for place, colour in enumerate(self.zones)
            for part in ("fill", "line", "text")
        }
        plain = {tone: colour for tone, colour in single.items() if tone != "name" and isinstance(colour, str)}
        return MappingProxyType(plain | tints | industries | zones)


LIGHT = Theme(
    name="light",
    paper="#f4f1ea",
    sheet="#fcfaf6",
    land="#faf8f3",
    context="#e4e2dc",
    context_line="#f7f4ee",
    rule="#d3ccbe",
    seam="#ffffff",
    ink="#2b2823",
    body="#4b463d",
    quiet="#6a6459",
    faint="#857d6f",
    halo="#fbf9f4",
    accent="#a3341f",
    accent_pale="#e0b8a8",
    hair="#ece6da",
    field="#ffffff",
    hover="#efeae0",
    picked="#f3e7dc",
    frame="#57503f",
    done="#5d6f52",
    unsaid="#7d7872",
    water="#94b7c8",
    water_text="#4f7183",
    sea="#e9eeec",
    tints=("#faf8f3", "#f6e6cd", "#efd1a8", "#e3b583", "#d39762", "#bb7648"),
    industries=("#870d3b", "#617942", "#258ee0", "#8f5a01", "#016560", "#6d3a7d", "#5d2c04", "#c35891"),
    zones=(
        ZoneColour("#f5aba8", "#a64245", "#793334"),
        ZoneColour("#ffe2ac", "#7b5f0e", "#5b4610"),
        ZoneColour("#c2eee7", "#047066", "#06524b"),
        ZoneColour("#88c5f3", "#0c6a96", "#064e70"),
        ZoneColour("#c8b8d6", "#77539d", "#573e71"),
        ZoneColour("#d8ebce", "#3b6f29", "#2e5220"),
        ZoneColour("#e1b78a", "#895916", "#644214"),
        ZoneColour("#acebfe", "#056d81", "#035060"),
        ZoneColour("#d7b6c1", "#a43f6b", "#77314e"),
    ),
)
"""A warm-grey atlas plate."""

DARK = Theme(
    name="dark",
    paper="#121416",
    sheet="#1b1e22",
    land="#23272b",
    context="#1b1e21",
    context_line="#3a3e44",
    rule="#41464d",
    seam="#101215",
    ink="#f2efe8",
    body="#d8d3c9",
    quiet="#b8b1a5",
    faint="#8d877c",
    halo="#121416",
    accent="#f2a08c",
    accent_pale="#765750",
    hair="#2c3036",
    field="#24282d",
    hover="#2d3238",
    picked="#40312b",
    frame="#b8b1a5",
    done="#93b281",
    unsaid="#a5a8ab",
    water="#34566a",
    water_text="#8fb3c6",
    sea="#0d171d",
    tints=("#23272b", "#3d332c", "#573f2d", "#714a2d", "#8b562e", "#a5622f"),
    industries=("#ec6e92", "#d8e294", "#5da6f4", "#e9ce1c", "#aaf9d2", "#a379b6", "#e39e76", "#f3add8"),
    zones=(
        ZoneColour("#914a4d", "#f1908e", "#ffc3c0"),
        ZoneColour("#483d11", "#c7a762", "#e7cfa1"),
        ZoneColour("#628379", "#3acabb", "#99e5da"),
        ZoneColour("#20424f", "#51b4f1", "#a7d7fe"),
        ZoneColour("#6e51b4", "#c09de2", "#e1c8f7"),
        ZoneColour("#1c8f3d", "#8ab875", "#c1dfb2"),
        ZoneColour("#9f7504", "#ddab71", "#f5cfa7"),
        ZoneColour("#37687b", "#01bbdc", "#8fddf3"),
        ZoneColour("#b35e9d", "#f09ab9", "#ffc7da"),
    ),
)
"""For a dark room and a projector."""

THEMES = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK)})


def mix(colour: str, other: str, share: float) -> str:
    """Return a colour with a share of another mixed in.

    Examples
    --------
    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)
