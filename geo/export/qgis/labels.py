"""Names on the map, for QGIS: what each sort of thing is called, in which letters, and where its name may stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from xml.etree.ElementTree import Element

from geo.draw.scene.looks import BASIS_PHRASES
from geo.draw.scene.phrases import say
from geo.draw.scene.theme import LIGHT
from geo.export.elements import node
from geo.export.qgis.looks import GATHERED_PX, UnitLook, ZoneLook
from geo.export.qgis.symbols import FONTS, decide, millimetres, quoted, rgba, shorter, shown_from

_POINT = 0.75
"""Points in a CSS pixel, so that a print has the sizes of the page."""

_HALO = MappingProxyType(
    {
        "bufferDraw": "1",
        "bufferSize": millimetres(1.6),
        "bufferSizeUnits": "MM",
        "bufferColor": rgba(LIGHT.halo),
        "bufferOpacity": "0.85",
        "bufferJoinStyle": "128",
        "bufferNoFill": "1",
    }
)
_ALONE = 2.0
"""How many times the distance at which QGIS gathers a place must be from the next one to bear its name.

QGIS gathers in a square, whose corners are 1.4 times as far, and takes a map in degrees for up to 1.4 times as large
as it is.
"""
_IN_AREA = MappingProxyType({"placement": "4", "fitInPolygonOnly": "0", "centroidWhole": "0"})
_SEEN = "coalesce(intersection($geometry, transform(@map_extent, @map_crs, @layer_crs)), $geometry)"
_MIDDLE = "buffer(pole_of_inaccessibility(@seen, bounds_width(@seen) / 50), bounds_width(@seen) / 4)"
_AT_POLE = MappingProxyType(
    {
        "placement": "4",
        "fitInPolygonOnly": "0",
        "geometryGenerator": f"with_variable('seen', {_SEEN}, coalesce(intersection(@seen, {_MIDDLE}), @seen))",
        "geometryGeneratorEnabled": "1",
        "geometryGeneratorType": "PolygonGeometry",
    }
)
"""About the point of what is seen of an area that is farthest from its border, where the page has names too."""
_BESIDE = MappingProxyType(
    {
        "placement": "6",
        "predefinedPositionOrder": "R,L,T,B,TR,BR,TL,BL",
        "offsetType": "0",
        "dist": millimetres(9.0),
        "distUnits": "MM",
    }
)


@dataclass(frozen=True, slots=True)
class Letters:
    """How a name is lettered: size and spacing in CSS pixels, QGIS's weight, letters in a line (0 for no limit)."""

    size: float
    colour: str
    weight: int = 50
    wrap: int = 18
    spacing: float = 0.0


def zone_labels(looks: Sequence[ZoneLook], column: str, lang: str) -> Element:
    """Return the names of zones, each in its own dark tone, with a word for an outline that is no union of units.

    Without a column the names themselves are written into the style, for drawings that hold none.
    """
    colours = ", ".join(f"{quoted(look.value)}, '{rgba(look.colour.text)}'" for look in looks)
    letters = Letters(15.0, LIGHT.ink, weight=75, wrap=0)
    settings = _settings(_zone_text(looks, column, lang), letters, _AT_POLE, priority=10)
    decide(settings, "dd_properties", {"Color": f'map_get(map({colours}), "zone")'})
    return _labeling([("zones", "", 0, settings)])


def unit_labels(looks: Sequence[UnitLook], column: str) -> Element:
    """Return the names of units by level, the coarsest in larger letters; the region bears none."""
    rules = [
        (
            look.level,
            f"\"level\" = '{look.level}' AND \"parent\" <> ''",
            look.named_from,
            _settings(column, Letters(size, colour), _IN_AREA, priority),
        )
        for look in looks
        if look.named_from
        for size, colour, priority in [(13.0, LIGHT.body, 6) if look.is_coarsest else (11.0, LIGHT.quiet, 2)]
    ]
    return _labeling(rules)


def land_labels(column: str) -> Element:
    """Return the names of what lies around, faint and spaced."""
    settings = _settings(column, Letters(13.0, LIGHT.faint, spacing=4.0), _IN_AREA, priority=1)
    return _labeling([("land", "", 0, settings)])


def park_labels(column: str, nearest_m: Mapping[str, float]) -> Element:
    """Return the names of places beside their symbols, each from the scale on at which it stands alone.

    Parameters
    ----------
    column : str
        The column that holds the names.
    nearest_m : mapping of str to float
        Id of a place -> how far the next one is; one that is added later stands alone.
    """
    pairs = ", ".join(f"{quoted(ident)}, {metres:.0f}" for ident, metres in nearest_m.items() if metres < 1e6)
    room = _ALONE * float(millimetres(GATHERED_PX)) / 1000
    alone = f'coalesce(map_get(map({pairs}), "park_id"), 1000000000) > {shorter(room, 6)} * coalesce(@map_scale, 0)'
    # Names of others keep clear of gathered places too, though these bear none.
    shown, hidden = (
        _settings(column, Letters(11.0, LIGHT.ink), _BESIDE, priority=4, is_drawn=drawn) for drawn in (True, False)
    )
    return _labeling([("parks", alone if pairs else "", 0, shown), ("gathered", "ELSE", 0, hidden)])


def _zone_text(looks: Sequence[ZoneLook], column: str, lang: str) -> str:
    """Return the expression that names a zone: a long name in lines, as long as nobody has changed it."""
    if not column:
        named = ", ".join(f"{quoted(look.value)}, {quoted(look.lines)}" for look in looks)
        return f'map_get(map({named}), "zone")'
    broken = {look.label: look.lines for look in looks if look.lines != look.label}
    pairs = ", ".join(f"{quoted(name)}, {quoted(lines)}" for name, lines in broken.items())
    name = f'coalesce(map_get(map({pairs}), "{column}"), "{column}")' if broken else f'"{column}"'
    told = {basis: say("within", lang, one="\n", two=say(key, lang)) for basis, key in BASIS_PHRASES.items()}
    cases = " ".join(f"WHEN \"basis\" = '{basis}' THEN {quoted(word)}" for basis, word in told.items())
    return f"{name} || CASE {cases} ELSE '' END"


def _labeling(rules: Sequence[tuple[str, str, int, Element]]) -> Element:
    """Return labels by rules of key, filter, largest scale denominator and settings."""
    made = [
        node("rule", settings, key=key, description=key, **shown_from(scale), **({"filter": where} if where else {}))
        for key, where, scale, settings in rules
    ]
    return node("labeling", node("rules", *made, key="names"), type="rule-based")


def _settings(
    text: str, letters: Letters, placed: Mapping[str, str], priority: int, *, is_drawn: bool = True
) -> Element:
    """Return one way of naming: the text (a column, or an expression), letters, halo and where it may stand."""
    style = {
        "fieldName": text,
        "isExpression": str(int('"' in text)),
        "fontFamily": FONTS[0],
        "fontSize": shorter(letters.size * _POINT),
        "fontSizeUnit": "Point",
        "fontWeight": str(letters.weight),
        "namedStyle": "Bold" if letters.weight > 50 else "Regular",
        "textColor": rgba(letters.colour),
        "textOpacity": "1",
        "fontLetterSpacing": shorter(letters.spacing * _POINT),
        "multilineHeight": "0.87",
    }
    families = node("families", *(node("family", name=font) for font in FONTS))
    obstacle = str(int(placed is _BESIDE))
    parts = [
        node("text-style", families, node("text-buffer", **_HALO), **style),
        node("text-format", multilineAlign="1", autoWrapLength=str(letters.wrap)),
        node("placement", **placed, priority=str(priority)),
        node("rendering", drawLabels=str(int(is_drawn)), labelPerPart="0", obstacle=obstacle, obstacleFactor="2"),
    ]
    return node("settings", *parts, calloutType="simple")
