"""Symbols of QGIS: looks of zones, units and places -> the layers of lines, fills and marks that QGIS draws."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from geo.draw.scene.looks import (
    BAND,
    BAND_OPACITY,
    FILL_OPACITY,
    HATCH_OPACITY,
    PALE_OPACITY,
    STATUS_FILLS,
    Fill,
    Stroke,
    place_symbol,
)
from geo.draw.scene.symbols import HATCHES
from geo.draw.scene.theme import LIGHT, mix
from geo.export.elements import node
from geo.export.qgis.looks import UnitLook, ZoneLook

_MM = 25.4 / 96
"""Millimetres in a CSS pixel, so that a print has the sizes of the page."""
FONTS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei")
"""The page's Chinese sans faces; QGIS takes the first that the machine has."""

_BOX = 20.0
_SCALE = 0.84
"""As the page draws symbols where the whole plan is in view; the box leaves room for the halo."""


def zone_layers(look: ZoneLook) -> list[Element]:
    """Return the parts of a zone's fill, from below: tint, hatch, band along the border, border."""
    fill = {"color": rgba(look.colour.fill, FILL_OPACITY), "style": "solid", "outline_style": "no"}
    band = _line(look.colour.line, BAND, inside=True, opacity=BAND_OPACITY)
    # A solid border stands inside its own zone, so that neighbours lie side by side; dashes would merge there.
    width = look.stroke.width if look.stroke.dash else 2 * look.stroke.width
    edge = _line(look.colour.line, Stroke(width, look.stroke.dash), inside=not look.stroke.dash)
    hatch = [_hatch(look)] if look.hatch else []
    return [_layer("SimpleFill", fill), *hatch, band, edge]


def symbol(kind: str, layers: Iterable[Element], name: str = "0") -> Element:
    """Return a symbol (``fill``, ``line`` or ``marker``) of layers, the lowest first."""
    return node("symbol", *layers, type=kind, name=name, alpha="1", clip_to_extent="1", force_rhr="0")


def _layer(kind: str, values: Mapping[str, str], defined: Mapping[str, str] | None = None) -> Element:
    options = (_option(name, value) for name, value in values.items())
    settings = {"class": kind, "enabled": "1", "locked": "0", "pass": "0"}
    layer = node("layer", node("Option", *options, type="Map"), **settings)
    if defined:
        decide(layer, "data_defined_properties", defined)
    return layer


def decide(parent: Element, tag: str, defined: Mapping[str, str]) -> None:
    """Let expressions decide some properties of a symbol or a label."""

    def decided(name: str, expression: str) -> Element:
        parts = _option("active", "true", "bool"), _option("expression", expression), _option("type", "3", "int")
        return node("Option", *parts, name=name, type="Map")

    properties = node("Option", *map(decided, defined, defined.values()), name="properties", type="Map")
    parts = _option("name", ""), properties, _option("type", "collection")
    parent.append(node(tag, node("Option", *parts, type="Map")))


def _option(name: str, value: str, kind: str = "QString") -> Element:
    return node("Option", name=name, value=value, type=kind)


def _line(colour: str, stroke: Stroke, *, inside: bool = False, opacity: float = 1.0) -> Element:
    values = {
        "line_color": rgba(colour, opacity),
        "line_width": millimetres(stroke.width),
        "line_width_unit": "MM",
        "line_style": "solid",
        "joinstyle": "round",
        "capstyle": "flat",
        "draw_inside_polygon": str(int(inside)),
        "use_custom_dash": str(int(bool(stroke.dash))),
        "customdash": ";".join(millimetres(part) for part in stroke.dash) or "5;2",
        "customdash_unit": "MM",
    }
    return _layer("SimpleLine", values)


def unit_layers(look: UnitLook) -> list[Element]:
    """Return a hairline that shows through the tint of a zone above it; the coarsest level is the land itself.

    Of the coarsest level it is darker: the tint leaves a third of it, and it must be told from the finer ones.
    """
    line = _line(LIGHT.faint if look.is_coarsest else LIGHT.rule, look.stroke)
    # Passes are drawn one after the other: no land covers half of a neighbour's line.
    line.set("pass", "1")
    return [*(land_layers(LIGHT.land) if look.is_coarsest else []), line]


def land_layers(colour: str, line: str = "") -> list[Element]:
    """Return a plain ground, on request with a hairline around it."""
    ground = _layer("SimpleFill", {"color": rgba(colour), "style": "solid", "outline_style": "no"})
    return [ground, *([_line(line, Stroke(1.0))] if line else [])]


def line_layers(stroke: Stroke) -> list[Element]:
    """Return a boundary line."""
    return [_line(LIGHT.quiet, stroke, opacity=0.8)]


def gathered_layers() -> list[Element]:
    """Return a disc with the count of the places that would hide one another."""
    radius = "(11 + min(6, sqrt(@cluster_size)))"
    disc = {
        "name": "circle",
        "color": rgba(LIGHT.paper),
        "outline_color": rgba(LIGHT.quiet),
        "outline_width": millimetres(2.2),
        "outline_width_unit": "MM",
        "size": millimetres(26.0),
        "size_unit": "MM",
    }
    count = {
        "font": FONTS[0],
        "font_style": "Bold",
        "chr": "0",
        "color": rgba(LIGHT.ink),
        "outline_width": "0",
        "size": millimetres(12.0),
        "size_unit": "MM",
    }
    return [
        _layer("SimpleMarker", disc, {"size": f"2 * {radius} * {_MM:.4f}"}),
        _layer("FontMarker", count, {"char": "@cluster_size"}),
    ]


def _ring(colour: str, scale: int) -> Element:
    """Return the circle within which a place lies, on the ground; drawn where it is large enough to read."""
    values = {
        "name": "circle",
        "color": rgba(colour, 0),
        "outline_color": rgba(colour, 0.5),
        "outline_style": "dot",
        "outline_width": millimetres(1.0),
        "outline_width_unit": "MM",
        "size": "0",
        "size_unit": "RenderMetersInMapUnits",
    }
    radius = '"precision_km" * 1000000 / @map_scale'
    read = f"coalesce({radius} > {millimetres(14.0)} AND {radius} < {millimetres(56.0)}, false)"
    near = f" AND coalesce(@map_scale, 0) < {scale}" if scale else ""
    return _layer("SimpleMarker", values, {"size": 'coalesce("precision_km", 0) * 2000', "enabled": read + near})


def _hatch(look: ZoneLook) -> Element:
    tile = HATCHES[look.hatch]
    path = f'<path d="{tile.d}" fill="none" stroke="{look.colour.line}" stroke-opacity="{HATCH_OPACITY}"/>'
    values = {
        "svgFile": _svg(f"0 0 {tile.size} {tile.size}", path),
        "width": millimetres(tile.size),
        "pattern_width_unit": "MM",
    }
    layer = _layer("SVGFill", values)
    # Without a line of its own QGIS draws one in black around the pattern.
    layer.append(symbol("line", [_layer("SimpleLine", {"line_style": "no"})], "@0@1"))
    return layer


def place_layers(kind: str, colour: str, rings_from: int = 0) -> list[Element]:
    """Return ring, halo and symbol; how much of it is filled tells the status."""
    d, paper, status = place_symbol(kind), LIGHT.halo, "coalesce(\"status\", '')"
    path = f'<path d="{d}" fill-rule="evenodd" stroke-linejoin="round"'
    halo = f'{path} fill="{paper}" stroke="{paper}" stroke-width="3.4"/>'
    half = f'{_half(colour)}{path} fill="url(#h)" stroke="{colour}" stroke-width="1.6"/>'
    whole = f'{path} fill="param(fill)" stroke="param(outline)" stroke-opacity="param(outline-opacity)" '
    # An SVG takes no alpha in its fill: a pale one is mixed with the ground of symbols.
    fills: dict[Fill, str] = {"hollow": rgba(paper), "pale": rgba(mix(paper, colour, PALE_OPACITY))}
    cases = " ".join(f"WHEN {status} IN ({_statuses(each)}) THEN '{fill}'" for each, fill in fills.items())
    decided = {
        "fillColor": f"CASE {cases} END",
        "outlineColor": f"CASE WHEN {status} IN ({_statuses(*fills)}) THEN '{rgba(colour)}' END",
        "enabled": f"{status} NOT IN ({_statuses('half')})",
    }
    return [
        _ring(colour, rings_from),
        _marker(halo, {}, {}),
        _marker(whole + 'stroke-width="1.6"/>', {"color": rgba(colour), "outline_color": rgba(colour, 0)}, decided),
        _marker(half, {}, {"enabled": f"{status} IN ({_statuses('half')})"}),
    ]


def _half(colour: str) -> str:
    """Return a gradient without a transition: paper above the middle, the colour below."""
    stops = "".join(f'<stop offset="0.5" stop-color="{each}"/>' for each in (LIGHT.halo, colour))
    span = 'gradientUnits="userSpaceOnUse" x1="0" y1="-7" x2="0" y2="7"'
    return f'<defs><linearGradient id="h" {span}>{stops}</linearGradient></defs>'


def _statuses(*fills: Fill) -> str:
    """Return the statuses that some fills stand for, as constants of a QGIS expression."""
    return ", ".join(quoted(status) for status, fill in STATUS_FILLS.items() if fill in fills)


def _marker(shape: str, values: Mapping[str, str], defined: Mapping[str, str]) -> Element:
    half = _BOX / 2
    box = f"{-half:g} {-half:g} {_BOX:g} {_BOX:g}"
    size = {
        "name": _svg(box, shape),
        "size": millimetres(_BOX * _SCALE),
        "size_unit": "MM",
        "outline_width": "0",
    }
    return _layer("SvgMarker", {**size, **values}, defined)


def _svg(box: str, content: str) -> str:
    width, height = box.split()[2:]
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{width}" height="{height}">{content}</svg>'
    return "base64:" + base64.b64encode(text.encode()).decode()


def rgba(colour: str, opacity: float = 1.0) -> str:
    """Return a colour as QGIS writes it.

    Examples
    --------
    >>> rgba("#f5aba8", 0.5)
    '245,171,168,128'
    """
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"


def shorter(value: float, decimals: int = 4) -> str:
    """Return a number with at most so many decimals.

    Examples
    --------
    >>> shorter(4 / 3), shorter(2.0)
    ('1.3333', '2')
    """
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".")


def millimetres(pixels: float) -> str:
    """Return a length of CSS pixels in millimetres.

    Examples
    --------
    >>> millimetres(96.0)
    '25.4'
    """
    return shorter(pixels * _MM)


def quoted(text: str) -> str:
    """Return a text as a constant of a QGIS expression."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def shown_from(scale: int) -> dict[str, str]:
    """Return the range of scales of a rule: QGIS counts denominators, 0 for no bound."""
    return {"scalemaxdenom": str(scale), "scalemindenom": "1"} if scale else {}
