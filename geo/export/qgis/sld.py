"""Styled Layer Descriptor (SLD 1.1, OGC 05-078r4): looks of an export for GeoServer and other map servers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from xml.etree.ElementTree import Element, indent, tostring

from geo.draw.scene.looks import BAND, BAND_OPACITY, FILL_OPACITY, HATCH_OPACITY, STATUS_FILLS, Stroke
from geo.draw.scene.theme import LIGHT
from geo.export.elements import node, nodes
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
    styles = (node("se:FeatureTypeStyle", *rules) for rules in passes)
    about = node("se:Name", layer), node("se:Description", node("se:Title", title)), node("IsDefault", "1")
    named = node("NamedLayer", node("se:Name", layer), node("UserStyle", *about, *styles))
    root = node("StyledLayerDescriptor", named, version="1.1.0", **_SPACES)
    indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def zone_passes(looks: Sequence[ZoneLook], label: str) -> list[list[Element]]:
    """Return a rule for each zone: tint, hatch, band, border, and its name where a column holds it."""
    return [[_zone_rule(look, label) for look in looks]]


def park_passes(looks: Sequence[ParkLook], label: str) -> list[list[Element]]:
    """Return two rules for each kind and colour of places, the second for planned ones; one for all else; names."""
    rules = [rule for look in looks for rule in _park_rules(look)]
    other = _rule("other", "", node("se:ElseFilter"), _point(_Mark("circle"), LIGHT.quiet, LIGHT.quiet))
    # Names stand in a pass of their own: a rule that always holds would leave nothing to the one for all else.
    return [[*rules, other], [_rule("names", "", _text(label, 11, LIGHT.ink, beside=True))]]


def unit_passes(looks: Sequence[UnitLook], label: str) -> list[list[Element]]:
    """Return rules for the hairline and the name of each level, from the scales on at which they can be read."""
    rules = []
    for look in looks:
        is_level = _filter(_equal("level", look.level))
        lines = _line(LIGHT.rule, Stroke(look.stroke.width + 0.7), 0.6), _line(LIGHT.seam, look.stroke)
        rules.append(_rule(look.level, look.label, is_level, *_from_scale(look.outlined_from), *lines))
        if look.named_from:
            name = _text(label, 13 if look.is_coarsest else 11, LIGHT.quiet)
            rules.append(_rule(f"{look.level}-name", look.label, is_level, *_from_scale(look.named_from), name))
    return [rules]


def land_passes() -> list[list[Element]]:
    """Return the rule for the ground of what lies around."""
    return [[_rule("land", "", _ground({"fill": LIGHT.context}), _line(LIGHT.context_line, Stroke(1.0)))]]


def line_passes(looks: Sequence[LineLook]) -> list[list[Element]]:
    """Return a rule for each kind of boundary line."""

    def rule(look: LineLook) -> Element:
        return _rule(
            look.value, look.label, _filter(_equal("boundary", look.value)), _line(LIGHT.quiet, look.stroke, 0.8)
        )

    return [[rule(look) for look in looks]]


def _zone_rule(look: ZoneLook, label: str) -> Element:
    parts = [
        _ground({"fill": look.colour.fill, "fill-opacity": f"{FILL_OPACITY:g}"}),
        *([_hatch(look)] if look.hatch else []),
        _line(look.colour.line, BAND, BAND_OPACITY),
        _line(look.colour.line, look.stroke),
        *([_text(label, 15, look.colour.text, bold=True)] if label else []),
    ]
    return _rule(look.value, look.label, _filter(_equal("zone", look.value)), *parts)


def _park_rules(look: ParkLook) -> list[Element]:
    top = "top_industry"
    decided = _equal(top, look.industry) if look.industry else node("ogc:PropertyIsNull", _property(top))
    same = [_equal("kind", look.kind), decided]
    full = _filter(node("ogc:And", *same, node("ogc:Not", _equal("status", _HOLLOW))))
    hollow = _filter(node("ogc:And", *same, _equal("status", _HOLLOW)))
    mark = _MARKS[look.kind]
    return [
        _rule(look.value, look.label, full, _point(mark, look.colour, LIGHT.halo)),
        _rule(f"{look.value}/{_HOLLOW}", look.label, hollow, _point(mark, LIGHT.halo, look.colour)),
    ]


def _rule(name: str, title: str, *parts: Element) -> Element:
    """Return a rule: what it is called, then its filter, its scale and how it draws."""
    described = [node("se:Description", node("se:Title", title))] if title else []
    return node("se:Rule", node("se:Name", name), *described, *parts)


def _from_scale(scale: int) -> list[Element]:
    return [node("se:MaxScaleDenominator", str(scale))] if scale else []


def _filter(condition: Element) -> Element:
    return node("ogc:Filter", condition)


def _property(column: str) -> Element:
    return node("ogc:PropertyName", column)


def _equal(column: str, value: str) -> Element:
    return node("ogc:PropertyIsEqualTo", _property(column), node("ogc:Literal", value))


def _painted(tag: str, values: Mapping[str, str]) -> Element:
    """Return a fill, a stroke or a font with its parameters."""
    return node(tag, *(node("se:SvgParameter", value, name=name) for name, value in values.items()))


def _ground(fill: Mapping[str, str]) -> Element:
    return node("se:PolygonSymbolizer", _painted("se:Fill", fill))


def _line(colour: str, stroke: Stroke, opacity: float = 1.0) -> Element:
    values = {"stroke": colour, "stroke-width": f"{stroke.width:g}", "stroke-opacity": f"{opacity:g}"}
    if stroke.dash:
        values["stroke-dasharray"] = " ".join(f"{part:g}" for part in stroke.dash)
    return node("se:LineSymbolizer", _painted("se:Stroke", values))


def _hatch(look: ZoneLook) -> Element:
    values = {"stroke": look.colour.line, "stroke-width": "1", "stroke-opacity": f"{HATCH_OPACITY:g}"}
    mark = node("se:Mark", node("se:WellKnownName", _HATCHES[look.hatch]), _painted("se:Stroke", values))
    graphic = node("se:Graphic", mark, node("se:Size", "8"))
    return node("se:PolygonSymbolizer", node("se:Fill", node("se:GraphicFill", graphic)))


def _point(mark: _Mark, fill: str, line: str) -> Element:
    paint = _painted("se:Fill", {"fill": fill}), _painted("se:Stroke", {"stroke": line, "stroke-width": "1.2"})
    shape = node("se:Mark", node("se:WellKnownName", mark.name), *paint)
    turned = [node("se:Rotation", str(mark.turn))] if mark.turn else []
    return node("se:PointSymbolizer", node("se:Graphic", shape, node("se:Size", str(mark.size)), *turned))


def _text(label: str, size: int, colour: str, *, bold: bool = False, beside: bool = False) -> Element:
    font = {"font-family": "Noto Sans CJK SC", "font-size": str(size)} | ({"font-weight": "bold"} if bold else {})
    anchor = {"se:AnchorPointX": "0" if beside else "0.5", "se:AnchorPointY": "0.5"}
    place = [node("se:AnchorPoint", *nodes(anchor))]
    if beside:
        place.append(node("se:Displacement", *nodes({"se:DisplacementX": "9", "se:DisplacementY": "0"})))
    return node(
        "se:TextSymbolizer",
        node("se:Label", _property(label)),
        _painted("se:Font", font),
        node("se:LabelPlacement", node("se:PointPlacement", *place)),
        node("se:Halo", node("se:Radius", "1.6"), _painted("se:Fill", {"fill": LIGHT.halo})),
        _painted("se:Fill", {"fill": colour}),
    )
