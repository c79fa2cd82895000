"""QGIS's style language (QML): looks of an export -> renderers, labels and forms of a layer."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from geo.draw.style import GLYPHS, HATCHES, PAPER, Stroke
from geo.export.looks import (
    BAND,
    BAND_OPACITY,
    FILL_OPACITY,
    HATCH_OPACITY,
    OTHER,
    SKETCH_WORD,
    SKETCHED,
    ParkLook,
    UnitLook,
    ZoneLook,
)

Choices = Mapping[str, str]

FONTS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei")
"""The page's Chinese sans faces; QGIS takes the first that the machine has."""

_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_VERSION = "3.22.0-buju"
_MM = 25.4 / 96
_POINT = 0.75
"""Millimetres and points in a CSS pixel, so that a print has the sizes of the page."""
_GLYPH_BOX = 20.0
_GLYPH_SCALE = 0.84
"""As the page draws glyphs where the whole plan is in view; the box leaves room for the halo."""
_LEGIBLE = 62.0


def qml_document(parts: Iterable[Element], *, labelled: bool = False) -> str:
    """Return a whole QML text.

    Parameters
    ----------
    parts : iterable of Element
        Renderer, labels, forms.
    labelled : bool
        Whether names are shown.
    """
    root = Element("qgis", {"version": _VERSION, "styleCategories": "AllStyleCategories"})
    root.set("labelsEnabled", str(int(labelled)))
    root.extend(parts)
    indent(root, " ")
    return _DOCTYPE + tostring(root, encoding="unicode") + "\n"


def zone_renderer(looks: Sequence[ZoneLook], column: str = "zone") -> Element:
    """Return a category for each zone."""
    symbols = [(look.value, look.label, _symbol("fill", zone_layers(look))) for look in looks]
    return _categories(column, symbols)


def zone_layers(look: ZoneLook) -> list[Element]:
    """Return the parts of a zone's fill, from below: tint, hatch, band along the border, border."""
    fill = {"color": rgba(look.colour.fill, FILL_OPACITY), "style": "solid", "outline_style": "no"}
    band = _line(look.colour.line, BAND, inside=True, opacity=BAND_OPACITY)
    # A solid border stands inside its own zone, so that neighbours lie side by side; dashes would merge there.
    width = look.stroke.width if look.stroke.dash else 2 * look.stroke.width
    edge = _line(look.colour.line, Stroke(width, look.stroke.dash), inside=not look.stroke.dash)
    hatch = [_hatch(look)] if look.hatch else []
    return [_layer("SimpleFill", fill), *hatch, band, edge]


def park_renderer(looks: Sequence[ParkLook], lang: str) -> Element:
    """Return a category for each kind and colour of places; the last one takes what is added later."""
    symbols = [(look.value, look.label, _symbol("marker", _glyph(look.kind, look.colour))) for look in looks]
    other = ("", OTHER[1] if lang == "en" else OTHER[0], _symbol("marker", _glyph("centre", PAPER["quiet"])))
    return _categories(PARK_VALUE, [*symbols, other])


PARK_VALUE = "\"kind\" || '/' || coalesce(\"top_industry\", \"zone\", '')"
"""QGIS expression that gives a place the value of its category."""


def unit_renderer(looks: Sequence[UnitLook]) -> Element:
    """Return a rule for each level of units, each shown from the scale on at which it can be told apart."""
    renderer = Element("renderer-v2", {"type": "RuleRenderer", "symbollevels": "0", "forceraster": "0"})
    rules = SubElement(renderer, "rules", {"key": "units"})
    symbols = SubElement(renderer, "symbols")
    for place, look in enumerate(looks):
        rule = {"key": look.level, "filter": f"\"level\" = '{look.level}'", "symbol": str(place), "label": look.label}
        SubElement(rules, "rule", rule | _shown_from(look.outlined_from))
        symbols.append(_symbol("fill", _unit_layers(look), str(place)))
    return renderer


def zone_labels(looks: Sequence[ZoneLook], column: str, lang: str) -> Element:
    """Return the names of zones, each in its own dark tone, a sketch with the word for it.

    Without a column the names themselves are written into the style, for drawings that hold none.
    """
    colours = ", ".join(f"{_quoted(look.value)}, '{rgba(look.colour.text)}'" for look in looks)
    word = SKETCH_WORD[1] if lang == "en" else SKETCH_WORD[0]
    sketched = ", ".join(f"'{basis}'" for basis in SKETCHED)
    bracketed = f" ({word})" if lang == "en" else f"（{word}）"
    named = ", ".join(f"{_quoted(look.value)}, {_quoted(look.label)}" for look in looks)
    name = f'"{column}"' if column else f'map_get(map({named}), "zone")'
    text = f"{name} || CASE WHEN \"basis\" IN ({sketched}) THEN '\\n{bracketed}' ELSE '' END"
    settings = _settings(text, size=15.0, weight=75, colour=PAPER["ink"], placed=_AT_POLE, priority=10)
    _data_defined(settings, "dd_properties", {"Color": f"map_get(map({colours}), \"zone\")"})
    return _labeling([("zones", "", 0, settings)])


def unit_labels(looks: Sequence[UnitLook], column: str) -> Element:
    """Return the names of units by level, the larger level in larger letters; the region bears none."""
    sizes = {"prefecture": (13.0, "#38332b", 6), "county": (11.0, "#5e574c", 2)}
    rules = [
        (
            look.level,
            f"\"level\" = '{look.level}' AND \"parent\" <> ''",
            look.named_from,
            _settings(column, size=size, colour=colour, placed=_IN_AREA, priority=priority),
        )
        for look in looks
        if look.level in sizes
        for size, colour, priority in [sizes[look.level]]
    ]
    return _labeling(rules)


def park_labels(column: str) -> Element:
    """Return the names of places beside their glyphs."""
    return _labeling([("parks", "", 0, _settings(column, size=11.0, colour="#2f2b25", placed=_BESIDE, priority=4))])


def form_parts(fields: Sequence[Any], names: Mapping[str, Choices], display: str) -> list[Element]:
    """Return aliases and input widgets of a layer's fields.

    Parameters
    ----------
    fields : sequence of geo.export.layers.Field
        Every field of the layer.
    names : mapping
        Field -> value -> word, for closed lists and for ids of other layers.
    display : str
        Field by which a row is called.
    """
    configuration, aliases = Element("fieldConfiguration"), Element("aliases")
    editable, preview = Element("editable"), Element("previewExpression")
    preview.text = f'"{display}"'
    widgets = [("fid", "Hidden", {})]
    for index, field in enumerate(fields, start=1):
        SubElement(aliases, "alias", {"field": field.name, "index": str(index), "name": field.alias})
        SubElement(editable, "field", {"name": field.name, "editable": str(int(not field.computed))})
        widgets.append((field.name, *_widget(field, names.get(field.name, {}))))
    for name, kind, config in widgets:
        held = SubElement(configuration, "field", {"name": name, "configurationFlags": "None"})
        SubElement(SubElement(held, "editWidget", {"type": kind}), "config").append(_config(config))
    return [configuration, aliases, editable, preview]


def rgba(colour: str, opacity: float = 1.0) -> str:
    """Return a colour as QGIS writes it.

    Examples
    --------
    >>> rgba("#f5aba8", 0.5)
    '245,171,168,128'
    """
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"


def shorter(value: float) -> str:
    """Return a number with at most four decimals.

    Examples
    --------
    >>> shorter(4 / 3), shorter(2.0)
    ('1.3333', '2')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _quoted(text: str) -> str:
    """Return a text as a constant of a QGIS expression."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def _mm(pixels: float) -> str:
    return shorter(pixels * _MM)


def _categories(attribute: str, found: Sequence[tuple[str, str, Element]]) -> Element:
    renderer = Element("renderer-v2", {"type": "categorizedSymbol", "attr": attribute, "symbollevels": "0"})
    renderer.set("forceraster", "0")
    categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
    for place, (value, label, symbol) in enumerate(found):
        shown = {"render": "true", "symbol": str(place), "value": value, "type": "string", "label": label}
        SubElement(categories, "category", shown)
        symbol.set("name", str(place))
        symbols.append(symbol)
    return renderer


def _symbol(kind: str, layers: Iterable[Element], name: str = "0") -> Element:
    symbol = Element("symbol", {"type": kind, "name": name, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"})
    symbol.extend(layers)
    return symbol


def _layer(kind: str, values: Mapping[str, str], defined: Mapping[str, str] | None = None) -> Element:
    layer = Element("layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    options = SubElement(layer, "Option", {"type": "Map"})
    for name, value in values.items():
        SubElement(options, "Option", {"name": name, "value": value, "type": "QString"})
    if defined:
        _data_defined(layer, "data_defined_properties", defined)
    return layer


def _data_defined(parent: Element, tag: str, defined: Mapping[str, str]) -> None:
    """Let expressions decide some properties of a symbol or a label."""
    held = SubElement(SubElement(parent, tag), "Option", {"type": "Map"})
    SubElement(held, "Option", {"name": "name", "value": "", "type": "QString"})
    properties = SubElement(held, "Option", {"name": "properties", "type": "Map"})
    for name, expression in defined.items():
        item = SubElement(properties, "Option", {"name": name, "type": "Map"})
        SubElement(item, "Option", {"name": "active", "value": "true", "type": "bool"})
        SubElement(item, "Option", {"name": "expression", "value": expression, "type": "QString"})
        SubElement(item, "Option", {"name": "type", "value": "3", "type": "int"})
    SubElement(held, "Option", {"name": "type", "value": "collection", "type": "QString"})


def _line(colour: str, stroke: Stroke, *, inside: bool = False, opacity: float = 1.0) -> Element:
    values = {
        "line_color": rgba(colour, opacity),
        "line_width": _mm(stroke.width),
        "line_width_unit": "MM",
        "line_style": "solid",
        "joinstyle": "round",
        "capstyle": "flat",
        "draw_inside_polygon": str(int(inside)),
        "use_custom_dash": str(int(bool(stroke.dash))),
        "customdash": ";".join(_mm(part) for part in stroke.dash) or "5;2",
        "customdash_unit": "MM",
    }
    return _layer("SimpleLine", values)


def _unit_layers(look: UnitLook) -> list[Element]:
    """Return a white hairline with a faint casing: seen on the colours of zones and on white paper."""
    casing = _line(PAPER["context_line"], Stroke(look.stroke.width + 0.9))
    return [casing, _line("#ffffff", look.stroke)]


def _hatch(look: ZoneLook) -> Element:
    tile = HATCHES[look.hatch]
    path = f'<path d="{tile.d}" fill="none" stroke="{look.colour.line}" stroke-opacity="{HATCH_OPACITY}"/>'
    values = {
        "svgFile": _svg(f"0 0 {tile.size} {tile.size}", path),
        "width": _mm(tile.size),
        "pattern_width_unit": "MM",
    }
    layer = _layer("SVGFill", values)
    # Without a line of its own QGIS draws one in black around the pattern.
    layer.append(_symbol("line", [_layer("SimpleLine", {"line_style": "no"})], "@0@1"))
    return layer


def _glyph(kind: str, colour: str) -> list[Element]:
    """Return halo and glyph; the fill tells the status: existing full, planned hollow, else half or a tint."""
    d, paper = GLYPHS[kind], PAPER["halo"]
    status = "coalesce(\"status\", '')"
    outlined = f"{status} IN ('planned', 'unstated')"
    fills = f"CASE WHEN {status} = 'planned' THEN '{rgba(paper)}' WHEN {status} = 'unstated' THEN '{_tint(colour)}' END"
    halo = f'<path d="{d}" fill="{paper}" stroke="{paper}" stroke-width="3.4" stroke-linejoin="round"/>'
    half = (
        f'<defs><linearGradient id="h" gradientUnits="userSpaceOnUse" x1="0" y1="-7" x2="0" y2="7">'
        f'<stop offset="0.5" stop-color="{paper}"/><stop offset="0.5" stop-color="{colour}"/></linearGradient></defs>'
        f'<path d="{d}" fill="url(#h)" fill-rule="evenodd" stroke="{colour}" stroke-width="1.6"/>'
    )
    body = (
        f'<path d="{d}" fill="param(fill)" fill-rule="evenodd" stroke="param(outline)" '
        f'stroke-opacity="param(outline-opacity)" stroke-width="1.6" stroke-linejoin="round"/>'
    )
    lines = f"CASE WHEN {outlined} THEN '{rgba(colour)}' END"
    main = {"color": rgba(colour), "outline_color": rgba(colour, 0)}
    shown = {"fillColor": fills, "outlineColor": lines, "enabled": f"{status} <> 'under-construction'"}
    return [
        _marker(halo, {}, {}),
        _marker(body, main, shown),
        _marker(half, {}, {"enabled": f"{status} = 'under-construction'"}),
    ]


def _tint(colour: str) -> str:
    """Return a colour at about a third of its strength on the halo, opaque: an SVG takes no alpha in its fill."""
    mixed = (round(int(colour[at : at + 2], 16) * 0.35 + int(PAPER["halo"][at : at + 2], 16) * 0.65) for at in (1, 3, 5))
    return ",".join(str(part) for part in mixed) + ",255"


def _marker(shape: str, values: Mapping[str, str], defined: Mapping[str, str]) -> Element:
    half = _GLYPH_BOX / 2
    box = f"{-half:g} {-half:g} {_GLYPH_BOX:g} {_GLYPH_BOX:g}"
    size = {"name": _svg(box, shape), "size": _mm(_GLYPH_BOX * _GLYPH_SCALE), "size_unit": "MM", "outline_width": "0"}
    return _layer("SvgMarker", size | values, defined)


def _svg(box: str, content: str) -> str:
    width, height = box.split()[2:]
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{width}" height="{height}">{content}</svg>'
    return "base64:" + base64.b64encode(text.encode()).decode()


def _shown_from(scale: int) -> dict[str, str]:
    """Return the range of scales of a rule: QGIS counts denominators, 0 for no bound."""
    return {"scalemaxdenom": str(scale), "scalemindenom": "1"} if scale else {}


def _labeling(rules: Sequence[tuple[str, str, int, Element]]) -> Element:
    """Return labels by rules of key, filter, largest scale denominator and settings."""
    labeling = Element("labeling", {"type": "rule-based"})
    held = SubElement(labeling, "rules", {"key": "names"})
    for key, condition, scale, settings in rules:
        rule = SubElement(held, "rule", {"key": key, "description": key} | _shown_from(scale))
        if condition:
            rule.set("filter", condition)
        rule.append(settings)
    return labeling


def _settings(
    text: str, *, size: float, colour: str, placed: Mapping[str, str], priority: int, weight: int = 50
) -> Element:
    """Return one way of naming: the text (a column, or an expression), letters, halo and where it may stand."""
    settings = Element("settings", {"calloutType": "simple"})
    style = {
        "fieldName": text,
        "isExpression": str(int('"' in text)),
        "fontFamily": FONTS[0],
        "fontSize": shorter(size * _POINT),
        "fontSizeUnit": "Point",
        "fontWeight": str(weight),
        "namedStyle": "Bold" if weight > 50 else "Regular",
        "textColor": rgba(colour),
        "textOpacity": "1",
        "multilineHeight": "0.87",
    }
    letters = SubElement(settings, "text-style", style)
    families = SubElement(letters, "families")
    for font in FONTS:
        SubElement(families, "family", {"name": font})
    SubElement(letters, "text-buffer", dict(_HALO))
    SubElement(settings, "text-format", {"multilineAlign": "1", "autoWrapLength": "18"})
    SubElement(settings, "placement", dict(placed) | {"priority": str(priority)})
    obstacle = str(int(placed is _BESIDE))
    SubElement(settings, "rendering", {"drawLabels": "1", "labelPerPart": "0", "obstacle": obstacle})
    return settings


_HALO = MappingProxyType(
    {
        "bufferDraw": "1",
        "bufferSize": _mm(1.6),
        "bufferSizeUnits": "MM",
        "bufferColor": rgba(PAPER["halo"]),
        "bufferOpacity": "0.85",
        "bufferJoinStyle": "128",
        "bufferNoFill": "1",
    }
)
_IN_AREA = MappingProxyType({"placement": "4", "fitInPolygonOnly": "0", "centroidWhole": "0"})
_AT_POLE = MappingProxyType(
    {
        "placement": "4",
        "fitInPolygonOnly": "0",
        "geometryGenerator": "buffer(pole_of_inaccessibility($geometry, bounds_width($geometry) / 50), bounds_width($geometry) / 8)",
        "geometryGeneratorEnabled": "1",
        "geometryGeneratorType": "PolygonGeometry",
    }
)
"""Over the point of an area that is farthest from its border, as on the page, or a centimetre beside it."""
_BESIDE = MappingProxyType(
    {
        "placement": "6",
        "predefinedPositionOrder": "R,L,T,B,TR,BR,TL,BL",
        "offsetType": "0",
        "dist": _mm(9.0),
        "distUnits": "MM",
    }
)


def _widget(field: Any, names: Choices) -> tuple[str, Any]:
    if names and field.type != "list":
        return "ValueMap", {"map": [{word: value} for value, word in names.items()]}
    if field.type == "flag":
        return "CheckBox", {}
    return "TextEdit", {"IsMultiline": field.length > 100} if field.type in ("text", "list") else {}


def _config(value: Any, name: str = "") -> Element:
    """Return a value of a widget's configuration as QGIS writes its variants."""
    named = {"name": name} if name else {}
    if isinstance(value, dict):
        held = Element("Option", {"type": "Map"} | named)
        held.extend(_config(inner, key) for key, inner in value.items())
    elif isinstance(value, list):
        held = Element("Option", {"type": "List"} | named)
        held.extend(_config(inner) for inner in value)
    elif isinstance(value, bool):
        held = Element("Option", {"type": "bool", "value": str(value).lower()} | named)
    else:
        held = Element("Option", {"type": "QString", "value": str(value)} | named)
    return held
