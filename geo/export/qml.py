"""QGIS's style language (QML): looks of an export -> renderers, labels and forms of a layer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from geo.draw.style import PAPER
from geo.export.looks import OTHER, SKETCH_WORD, SKETCHED, ParkLook, UnitLook, ZoneLook
from geo.export.symbols import decide, glyph_layers, millimetres, rgba, shorter, symbol, unit_layers, zone_layers

Choices = Mapping[str, str]

FONTS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei")
"""The page's Chinese sans faces; QGIS takes the first that the machine has."""

_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_VERSION = "3.22.0-buju"
_POINT = 0.75
"""Points in a CSS pixel, so that a print has the sizes of the page."""


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
    symbols = [(look.value, look.label, symbol("fill", zone_layers(look))) for look in looks]
    return _categories(column, symbols)


def park_renderer(looks: Sequence[ParkLook], lang: str) -> Element:
    """Return a category for each kind and colour of places; the last one takes what is added later."""
    symbols = [(look.value, look.label, symbol("marker", glyph_layers(look.kind, look.colour))) for look in looks]
    other = ("", OTHER[1] if lang == "en" else OTHER[0], symbol("marker", glyph_layers("centre", PAPER["quiet"])))
    return _categories(PARK_VALUE, [*symbols, other])


PARK_VALUE = '"kind" || \'/\' || coalesce("top_industry", "zone", \'\')'
"""QGIS expression that gives a place the value of its category."""


def unit_renderer(looks: Sequence[UnitLook]) -> Element:
    """Return a rule for each level of units, each shown from the scale on at which it can be told apart."""
    renderer = Element("renderer-v2", {"type": "RuleRenderer", "symbollevels": "0"})
    rules = SubElement(renderer, "rules", {"key": "units"})
    symbols = SubElement(renderer, "symbols")
    for place, look in enumerate(looks):
        rule = {"key": look.level, "filter": f"\"level\" = '{look.level}'", "symbol": str(place), "label": look.label}
        SubElement(rules, "rule", rule | _shown_from(look.outlined_from))
        symbols.append(symbol("fill", unit_layers(look), str(place)))
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
    decide(settings, "dd_properties", {"Color": f'map_get(map({colours}), "zone")'})
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
    widgets: list[tuple[str, str, Any]] = [("fid", "Hidden", {})]
    for index, field in enumerate(fields, start=1):
        SubElement(aliases, "alias", {"field": field.name, "index": str(index), "name": field.alias})
        SubElement(editable, "field", {"name": field.name, "editable": str(int(not field.computed))})
        widgets.append((field.name, *_widget(field, names.get(field.name, {}))))
    for name, kind, config in widgets:
        held = SubElement(configuration, "field", {"name": name, "configurationFlags": "None"})
        SubElement(SubElement(held, "editWidget", {"type": kind}), "config").append(_config(config))
    return [configuration, aliases, editable, preview]


def _quoted(text: str) -> str:
    """Return a text as a constant of a QGIS expression."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def _categories(attribute: str, found: Sequence[tuple[str, str, Element]]) -> Element:
    renderer = Element("renderer-v2", {"type": "categorizedSymbol", "attr": attribute, "symbollevels": "0"})
    categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
    for place, (value, label, drawn) in enumerate(found):
        shown = {"render": "true", "symbol": str(place), "value": value, "type": "string", "label": label}
        SubElement(categories, "category", shown)
        drawn.set("name", str(place))
        symbols.append(drawn)
    return renderer


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
        "bufferSize": millimetres(1.6),
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
        "geometryGenerator": (
            "buffer(pole_of_inaccessibility($geometry, bounds_width($geometry) / 50), bounds_width($geometry) / 8)"
        ),
        "geometryGeneratorEnabled": "1",
        "geometryGeneratorType": "PolygonGeometry",
    }
)
"""About the point of an area that is farthest from its border, where the page has names too."""
_BESIDE = MappingProxyType(
    {
        "placement": "6",
        "predefinedPositionOrder": "R,L,T,B,TR,BR,TL,BL",
        "offsetType": "0",
        "dist": millimetres(9.0),
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
