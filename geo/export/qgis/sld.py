"""Styled Layer Descriptor (SLD 1.1, OGC 05-078r4): looks of an export for GeoServer and other map servers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from geo.draw.scene.looks import BAND, BAND_OPACITY, FILL_OPACITY, HATCH_OPACITY, STATUS_FILLS, Stroke
from geo.draw.scene.theme import LIGHT
from geo.export.qgis.looks import LineLook, ParkLook, UnitLook, ZoneLook

_SPACES = MappingProxyType(
    {
        "xmlns": "http://www.opengis.net/sld",
        "xmlns:se": "http://www.opengis.net/se",
        "xmlns:ogc": "http://www.opengis.net/ogc",
        "xmlns:xlink": "http://www.w3.org/1999/xlink",
    }
)
_HATCHES = MappingProxyType(
    {
        "slash": "shape://slash",
        "backslash": "shape://backslash",
        "horizontal": "shape://horline",
        "waves": "shape://horline",
        "vertical": "shape://vertline",
        "grid": "shape://plus",
        "cross": "shape://times",
        "dots": "shape://dot",
    }
)
"""A page's hatch -> the nearest mark that map servers know by name."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark that every server knows, turned and sized: SLD has no symbols of its own."""

    name: str
    turn: int = 0
    size: int = 11


_MARKS = MappingProxyType(
    {
        "park": _Mark("square"),
        "base": _Mark("triangle"),
        "valley": _Mark("triangle", 180),
        "cluster": _Mark("circle", 0, 14),
        "zone": _Mark("square", 0, 14),
        "port": _Mark("triangle", 180, 14),
        "laboratory": _Mark("triangle", 0, 14),
        "centre": _Mark("circle"),
        "platform": _Mark("square", 0, 8),
        "institute": _Mark("star", 0, 13),
        "university": _Mark("star", 36, 13),
        "hospital": _Mark("cross"),
        "company": _Mark("square", 45, 9),
        "project": _Mark("square", 45, 12),
    }
)
"""Mark of each kind of place; no two are alike."""

(_HOLLOW,) = (status for status, fill in STATUS_FILLS.items() if fill == "hollow")
"""The status whose places are drawn hollow; SLD knows full and hollow only."""


def sld_document(layer: str, title: str, passes: Iterable[Sequence[Element]]) -> str:
    """Return a whole SLD text for one layer; each pass is a set of rules, drawn over the one before."""
    root = Element("StyledLayerDescriptor", {"version": "1.1.0"} | dict(_SPACES))
    named = SubElement(root, "NamedLayer")
    SubElement(named, "se:Name").text = layer
    style = SubElement(named, "UserStyle")
    SubElement(style, "se:Name").text = layer
    SubElement(SubElement(style, "se:Description"), "se:Title").text = title
    SubElement(style, "IsDefault").text = "1"
    for rules in passes:
        SubElement(style, "se:FeatureTypeStyle").extend(rules)
    indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def zone_passes(looks: Sequence[ZoneLook], label: str) -> list[list[Element]]:
    """Return a rule for each zone: tint, hatch, band, border, and its name where a column holds it."""
    return [[_zone_rule(look, label) for look in looks]]


def park_passes(looks: Sequence[ParkLook], label: str) -> list[list[Element]]:
    """Return two rules for each kind and colour of places, the second for planned ones; one for all else; names."""
    rules = [rule for look in looks for rule in _park_rules(look)]
    other = _rule("other", "")
    SubElement(other, "se:ElseFilter")
    other.append(_point(_Mark("circle"), LIGHT.quiet, LIGHT.quiet))
    # Names stand in a pass of their own: a rule that always holds would leave nothing to the one for all else.
    return [[*rules, other], [_name_rule(label)]]


def unit_passes(looks: Sequence[UnitLook], label: str) -> list[list[Element]]:
    """Return rules for the hairline and the name of each level, from the scales on at which they can be read."""
    rules = []
    for look in looks:
        is_level = _equal("level", look.level)
        line = _rule(look.level, look.label, is_level, look.outlined_from)
        line.append(_line(LIGHT.rule, Stroke(look.stroke.width + 0.7), 0.6))
        line.append(_line(LIGHT.seam, look.stroke))
        rules.append(line)
        if look.named_from:
            named = _rule(f"{look.level}-name", look.label, is_level, look.named_from)
            named.append(_text(label, 13 if look.is_coarsest else 11, LIGHT.quiet))
            rules.append(named)
    return [rules]


def land_passes() -> list[list[Element]]:
    """Return the rule for the ground of what lies around."""
    rule = _rule("land", "")
    polygon = SubElement(rule, "se:PolygonSymbolizer")
    _parameters(SubElement(polygon, "se:Fill"), {"fill": LIGHT.context})
    rule.append(_line(LIGHT.context_line, Stroke(1.0)))
    return [[rule]]


def line_passes(looks: Sequence[LineLook]) -> list[list[Element]]:
    """Return a rule for each kind of boundary line."""
    rules = []
    for look in looks:
        rule = _rule(look.value, look.label, _equal("boundary", look.value))
        rule.append(_line(LIGHT.quiet, look.stroke, 0.8))
        rules.append(rule)
    return [rules]


def _zone_rule(look: ZoneLook, label: str) -> Element:
    rule = _rule(look.value, look.label, _equal("zone", look.value))
    polygon = SubElement(rule, "se:PolygonSymbolizer")
    _parameters(SubElement(polygon, "se:Fill"), {"fill": look.colour.fill, "fill-opacity": f"{FILL_OPACITY:g}"})
    if look.hatch:
        rule.append(_hatch(look))
    rule.append(_line(look.colour.line, BAND, BAND_OPACITY))
    rule.append(_line(look.colour.line, look.stroke))
    if label:
        rule.append(_text(label, 15, look.colour.text, bold=True))
    return rule


def _park_rules(look: ParkLook) -> list[Element]:
    mark = _MARKS[look.kind]
    decided = _equal("top_industry", look.industry) if look.industry else _nothing("top_industry")
    same = [_equal("kind", look.kind), decided]
    hollow = _rule(f"{look.value}/{_HOLLOW}", look.label, _all(*same, _equal("status", _HOLLOW)))
    hollow.append(_point(mark, LIGHT.halo, look.colour))
    full = _rule(look.value, look.label, _all(*same, _not(_equal("status", _HOLLOW))))
    full.append(_point(mark, look.colour, LIGHT.halo))
    return [full, hollow]


def _name_rule(label: str) -> Element:
    rule = _rule("names", "")
    rule.append(_text(label, 11, LIGHT.ink, beside=True))
    return rule


def _rule(name: str, title: str, condition: Element | None = None, scale: int = 0) -> Element:
    rule = Element("se:Rule")
    SubElement(rule, "se:Name").text = name
    if title:
        SubElement(SubElement(rule, "se:Description"), "se:Title").text = title
    if condition is not None:
        SubElement(rule, "ogc:Filter").append(condition)
    if scale:
        SubElement(rule, "se:MaxScaleDenominator").text = str(scale)
    return rule


def _equal(column: str, value: str) -> Element:
    comparison = Element("ogc:PropertyIsEqualTo")
    SubElement(comparison, "ogc:PropertyName").text = column
    SubElement(comparison, "ogc:Literal").text = value
    return comparison


def _nothing(column: str) -> Element:
    comparison = Element("ogc:PropertyIsNull")
    SubElement(comparison, "ogc:PropertyName").text = column
    return comparison


def _all(*conditions: Element) -> Element:
    joined = Element("ogc:And")
    joined.extend(conditions)
    return joined


def _not(condition: Element) -> Element:
    turned = Element("ogc:Not")
    turned.append(condition)
    return turned


def _parameters(parent: Element, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        SubElement(parent, "se:SvgParameter", {"name": name}).text = value


def _line(colour: str, stroke: Stroke, opacity: float = 1.0) -> Element:
    line = Element("se:LineSymbolizer")
    values = {"stroke": colour, "stroke-width": f"{stroke.width:g}", "stroke-opacity": f"{opacity:g}"}
    if stroke.dash:
        values["stroke-dasharray"] = " ".join(f"{part:g}" for part in stroke.dash)
    _parameters(SubElement(line, "se:Stroke"), values)
    return line


def _hatch(look: ZoneLook) -> Element:
    polygon = Element("se:PolygonSymbolizer")
    graphic = SubElement(SubElement(SubElement(polygon, "se:Fill"), "se:GraphicFill"), "se:Graphic")
    mark = SubElement(graphic, "se:Mark")
    SubElement(mark, "se:WellKnownName").text = _HATCHES[look.hatch]
    values = {"stroke": look.colour.line, "stroke-width": "1", "stroke-opacity": f"{HATCH_OPACITY:g}"}
    _parameters(SubElement(mark, "se:Stroke"), values)
    SubElement(graphic, "se:Size").text = "8"
    return polygon


def _point(mark: _Mark, fill: str, line: str) -> Element:
    point = Element("se:PointSymbolizer")
    graphic = SubElement(point, "se:Graphic")
    shape = SubElement(graphic, "se:Mark")
    SubElement(shape, "se:WellKnownName").text = mark.name
    _parameters(SubElement(shape, "se:Fill"), {"fill": fill})
    _parameters(SubElement(shape, "se:Stroke"), {"stroke": line, "stroke-width": "1.2"})
    SubElement(graphic, "se:Size").text = str(mark.size)
    if mark.turn:
        SubElement(graphic, "se:Rotation").text = str(mark.turn)
    return point


def _text(label: str, size: int, colour: str, *, bold: bool = False, beside: bool = False) -> Element:
    text = Element("se:TextSymbolizer")
    SubElement(SubElement(text, "se:Label"), "ogc:PropertyName").text = label
    font = {"font-family": "Noto Sans CJK SC", "font-size": str(size)} | ({"font-weight": "bold"} if bold else {})
    _parameters(SubElement(text, "se:Font"), font)
    placement = SubElement(SubElement(text, "se:LabelPlacement"), "se:PointPlacement")
    anchor = SubElement(placement, "se:AnchorPoint")
    SubElement(anchor, "se:AnchorPointX").text = "0" if beside else "0.5"
    SubElement(anchor, "se:AnchorPointY").text = "0.5"
    if beside:
        moved = SubElement(placement, "se:Displacement")
        SubElement(moved, "se:DisplacementX").text = "9"
        SubElement(moved, "se:DisplacementY").text = "0"
    halo = SubElement(text, "se:Halo")
    SubElement(halo, "se:Radius").text = "1.6"
    _parameters(SubElement(halo, "se:Fill"), {"fill": LIGHT.halo})
    _parameters(SubElement(text, "se:Fill"), {"fill": colour})
    return text
