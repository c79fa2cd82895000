"""QGIS's style language (QML): the document of a layer's style, and how its looks are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from geo.draw.scene.theme import LIGHT
from geo.export.about import document
from geo.export.elements import node
from geo.export.qgis.looks import GATHERED_PX, OTHER, LineLook, ParkLook, UnitLook, ZoneLook
from geo.export.qgis.symbols import (
    gathered_layers,
    land_layers,
    line_layers,
    millimetres,
    place_layers,
    quoted,
    shown_from,
    symbol,
    unit_layers,
    zone_layers,
)

VERSION = "3.22.0-buju"
"""Of the QGIS whose forms styles and projects are written in."""


def qml_document(parts: Iterable[Element], *, labelled: bool = False) -> str:
    """Return a whole QML text.

    Parameters
    ----------
    parts : iterable of Element
        Renderer, labels, forms.
    labelled : bool
        Whether names are shown.
    """
    values = {"version": VERSION, "styleCategories": "AllStyleCategories", "labelsEnabled": str(int(labelled))}
    return document(node("qgis", *parts, **values))


def zone_renderer(looks: Sequence[ZoneLook], groups: Mapping[str, str], column: str = "") -> Element:
    """Return a category for each zone, the large ones below.

    Where groups lie over one another, the legend is a tree of groups and zones, and the first group is drawn alone.

    Parameters
    ----------
    looks : sequence of ZoneLook
        In the order of the slogan.
    groups : mapping of str to str
        Id of each group -> its name.
    column : str
        The column that holds a zone's group; empty where there is none.
    """
    made = [(look, symbol("fill", zone_layers(look))) for look in looks]
    if all(look.is_shown for look in looks):
        renderer = _categories("zone", [(look.value, look.label, drawn) for look, drawn in made])
    else:
        renderer = _tree(made, groups, column)
    renderer.set("enableorderby", "1")
    renderer.append(node("orderby", node("orderByClause", "area($geometry)", nullsFirst="0", asc="0")))
    return renderer


def _tree(made: Sequence[tuple[ZoneLook, Element]], groups: Mapping[str, str], column: str) -> Element:
    renderer, rules, symbols = _rule_renderer("groups")
    for group in dict.fromkeys(look.group for look, _ in made):
        inside = [(look, drawn) for look, drawn in made if look.group == group]
        idents = ", ".join(quoted(look.value) for look, _ in inside)
        condition = f'"{column}" = {quoted(group)}' if column else f'"zone" IN ({idents})'
        named = {"key": group, "filter": condition, "label": groups.get(group, group)}
        branch = SubElement(rules, "rule", named | {"checkstate": str(int(inside[0][0].is_shown))})
        for look, drawn in inside:
            own = {"key": f"{group}-{look.value}", "filter": f'"zone" = {quoted(look.value)}', "label": look.label}
            SubElement(branch, "rule", own | {"symbol": str(len(symbols))})
            drawn.set("name", str(len(symbols)))
            symbols.append(drawn)
    return renderer


def park_renderer(looks: Sequence[ParkLook], lang: str, rings_from: int = 0) -> Element:
    """Return counted discs for places that would hide one another, else a category for each kind and colour.

    The last category takes what is added later. From the scale `rings_from` on, a ring shows how exact a place is.
    """

    def drawn(kind: str, colour: str) -> Element:
        return symbol("marker", place_layers(kind, colour, rings_from))

    symbols = [(look.value, look.label, drawn(look.kind, look.colour)) for look in looks]
    other = ("", OTHER[1] if lang == "en" else OTHER[0], drawn("centre", LIGHT.quiet))
    parts = _categories(PARK_VALUE, [*symbols, other]), symbol("marker", gathered_layers(), "centerSymbol")
    near = {"type": "pointCluster", "tolerance": millimetres(GATHERED_PX), "toleranceUnit": "MM"}
    return node("renderer-v2", *parts, **near, symbollevels="0", enableorderby="0")


PARK_VALUE = "\"kind\" || '/' || coalesce(\"top_industry\", '')"
"""QGIS expression that gives a place the value of its category."""


def unit_renderer(looks: Sequence[UnitLook]) -> Element:
    """Return a rule for each level of units, each shown from the scale on at which it can be told apart."""
    renderer, rules, symbols = _rule_renderer("units")
    for place, look in enumerate(looks):
        rule = {"key": look.level, "filter": f"\"level\" = '{look.level}'", "symbol": str(place), "label": look.label}
        SubElement(rules, "rule", rule | shown_from(look.outlined_from))
        symbols.append(symbol("fill", unit_layers(look), str(place)))
    return renderer


def land_renderer(colour: str, line: str = "") -> Element:
    """Return one look for all outlines of a ground."""
    ground = symbol("fill", land_layers(colour, line))
    return node("renderer-v2", node("symbols", ground), type="singleSymbol", symbollevels="0")


def line_renderer(looks: Sequence[LineLook]) -> Element:
    """Return a category for each kind of boundary line."""
    symbols = [(look.value, look.label, symbol("line", line_layers(look.stroke))) for look in looks]
    return _categories("boundary", symbols)


def _rule_renderer(key: str) -> tuple[Element, Element, Element]:
    """Return a renderer by rules, with the elements that take its rules and its symbols."""
    rules, symbols = node("rules", key=key), node("symbols")
    return node("renderer-v2", rules, symbols, type="RuleRenderer", symbollevels="0"), rules, symbols


def _categories(attribute: str, found: Sequence[tuple[str, str, Element]]) -> Element:
    categories, symbols = node("categories"), node("symbols")
    for place, (value, label, drawn) in enumerate(found):
        shown = {"render": "true", "symbol": str(place), "value": value, "type": "string", "label": label}
        categories.append(node("category", **shown))
        drawn.set("name", str(place))
        symbols.append(drawn)
    return node("renderer-v2", categories, symbols, type="categorizedSymbol", attr=attribute, symbollevels="0")
