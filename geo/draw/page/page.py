"""A scene -> a folium.Map, and one self-contained HTML file."""

from __future__ import annotations

import base64
import html
import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink
from folium.utilities import camelize

from geo.draw.page.added import descendants, icons_json, inside
from geo.draw.page.block import data_block
from geo.draw.page.colours import colour_style
from geo.draw.page.inline import inlined, minified_style
from geo.draw.page.policy import with_policy
from geo.draw.page.qr import code_html
from geo.draw.page.tiles import TileBase, tile_base
from geo.draw.scene.build import make_scene
from geo.draw.scene.framing import shown_scene
from geo.draw.scene.marks import Link, PlanMark, Scene
from geo.draw.scene.phrases import PHRASES
from geo.model.plan import Plan

_ROOM = "geo.draw.page"
_MOST_ELEMENTS = 1000
_NEVER_USED = re.compile(
    "-(popup|tooltip|bar|control|marker|div-icon|oldie|vml|image-layer|crosshair|shadow|attribution)"
)
"""In the name of what a page of ours has not, unless a user adds it to the map."""
_SAID = {"old-browser": "old_browser", "lame": "page_lame"}
"""Sentences that a page shows where it cannot show itself, by the id of their element."""
_ICONS = {"iconUrl": "marker-icon.png", "iconRetinaUrl": "marker-icon-2x.png", "shadowUrl": "marker-shadow.png"}
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_FLOOR = """<script>
/* In words that every browser knows: the youngest of what the page needs came with Chromium 86 and Safari 14. */
var buju_root = document.documentElement;
function buju_fails() { if (!buju_root.hasAttribute("data-ready")) buju_root.className = "lame"; }
buju_root.removeAttribute("data-ready");
window.buju_is_old = !("replaceChildren" in Element.prototype);
if (window.buju_is_old) buju_root.className = "old";
else ["error", "unhandledrejection"].forEach(function (kind) { window.addEventListener(kind, buju_fails); });
</script>"""


def plan_map(plan: Plan) -> PlanMap:
    """Return a plan as a folium map, to which folium's own layers can be added.

    Parameters
    ----------
    plan : Plan
        As read.

    Returns
    -------
    PlanMap
        A ``folium.Map`` that holds Leaflet itself; ``save`` writes a file that needs no network, unless a layer
        that was added does.

    Examples
    --------
    >>> from geo.model.plan import read_plan
    >>> made = plan_map(read_plan("heilongjiang"))
    >>> isinstance(made, folium.Map)
    True
    """
    return PlanMap(make_scene(plan))


def page_html(
    plan: Plan,
    base: str = "",
    unit: str | None = None,
    link: str = "",
    blocks: Mapping[str, str] | None = None,
) -> str:
    """Return a plan's page: one HTML document that fetches nothing and may not, but for tiles that are asked for.

    Parameters
    ----------
    plan : Plan
        As read.
    base : str
        An online base as :func:`geo.draw.page.tiles.tile_base` reads it: its host, and no other, may then be asked for
        images. Empty for none.
    unit : str, optional
        Adcode or name of a unit that the page shows at first, with its card.
    link : str
        An address whose QR code stands in a corner of the story and on paper.
    blocks : mapping of str to str
        What few pages have, as of :class:`PlanMap`.

    Returns
    -------
    str
        The same text for the same plan, on every machine and in every run.

    Raises
    ------
    UsageError
        The text names no online base, no unit of the plan, or no address.
    """
    return scene_html(shown_scene(plan, unit), base=tile_base(base) if base else None, link=link, blocks=blocks)


def scene_html(
    scene: Scene,
    links: Sequence[Link] = (),
    base: TileBase | None = None,
    link: str = "",
    blocks: Mapping[str, str] | None = None,
) -> str:
    """Return the page of a scene, as :func:`page_html` does of a plan, with links to pages beside it."""
    made = PlanMap(scene, links, icons=False, base=base, code=code_html(link) if link else "", blocks=blocks)
    page = _with_plain_ids(made.get_root().render(), made)
    return with_policy(page, images=(base.host,) if base else ())


class PlanMap(folium.Map):
    """A folium map that draws a scene and carries Leaflet inside.

    Parameters
    ----------
    scene : Scene
        What is drawn.
    links : sequence of Link
        Pages beside this one.
    icons : bool
        Whether Leaflet's default icons come along, for markers and layer switches that a user may add.
    base : TileBase, optional
        An online base that the page offers.
    code : str
        The element of an address, as :func:`geo.draw.page.qr.code_html` returns it.
    blocks : mapping of str to str
        JSON that what few pages have needs to know, by its id: ``draft`` of a pencil, as
        :func:`geo.draw.page.edit.draft_block` returns it; ``reality``, as
        :func:`geo.draw.page.reality.reality_block` does; ``register``, as
        :func:`geo.draw.page.register.register_block` does.
    """

    def __init__(
        self,
        scene: Scene,
        links: Sequence[Link] = (),
        *,
        icons: bool = True,
        base: TileBase | None = None,
        code: str = "",
        blocks: Mapping[str, str] | None = None,
    ) -> None:
        west, south, east, north = scene.plan.bbox
        super().__init__(
            location=((south + north) / 2, (west + east) / 2),
            tiles=None,
            zoom_start=_zoom(scene.plan),
            zoom_control=False,
            attribution_control=False,
        )
        # A list on the class would be shared: folium's add_js_link appends to it.
        self.default_js, self.default_css = [], []
        self._scene, self._links, self._icons, self._base = scene, tuple(links), icons, base
        self._code, self._blocks = code, dict(blocks or {})
        _Frame(scene.plan).add_child(self)

    def render(self, **kwargs: Any) -> str:
        """Put the map, then the layers that were added, into the document around them; itself it is no text."""
        figure = self.get_root()
        assert isinstance(figure, Figure), "a map cannot be drawn outside of a branca Figure"
        figure.header.add_child(_Text(_head(self._icons, self._aside())), name="buju_head")
        figure.html.add_child(_Text(self._body()), name="buju_body")
        figure.script.add_child(_Text(self._script()), name="buju_script")
        for name, url in self.default_js:
            figure.header.add_child(JavascriptLink(url), name=name)
        for name, url in self.default_css:
            figure.header.add_child(CssLink(url), name=name)
        for child in self._children.values():
            child.render(**kwargs)
        return ""

    def _body(self) -> str:
        data = data_block(self._scene, self._links, self._base, exact="draft" in self._blocks)
        block = f'<script type="application/json" id="plan">{data}</script>'
        icons = icons_json(self)
        blocks = {**self._blocks, **({"icons": icons} if icons else {})}
        more = "".join(
            f'\n<script type="application/json" id="{name}">{text}</script>' for name, text in blocks.items()
        )
        said = "".join(f'<p id="{name}">{_both(key)}</p>\n' for name, key in _SAID.items())
        no_script = f"<noscript>{_both('no_script')}</noscript>"
        return (
            f'{said}{_FLOOR}\n<div id="made"><div class="folium-map" id="{self.get_name()}"></div></div>\n'
            f"{no_script}\n{self._code}{block}{more}\n"
        )

    def _aside(self) -> frozenset[str]:
        """Return what the page has of what few pages have."""
        scene = self._scene
        has = {
            "edit": "draft" in self._blocks,
            "icons": bool(icons_json(self)),
            "large": _is_large(scene),
            "linked": bool(self._code),
            "points": "register" in self._blocks,
            "reality": "reality" in self._blocks,
            "tiled": self._base is not None,
            "townships": any(unit.level == "township" for unit in scene.units),
        }
        return frozenset(name for name, there in has.items() if there)

    def _script(self) -> str:
        """Return what makes the map and runs our program; folium's layers refer to the map by its name."""
        name = self.get_name()
        options = json.dumps({camelize(key): value for key, value in self.options.items()}, sort_keys=True)
        made = f'var {name} = L.map("{name}", Object.assign({{crs: L.CRS.{self.crs}}}, {options}));'
        front = "".join(f"{item.get_name()}.bringToFront();" for item in self.objects_to_stay_in_front)
        watch = f'{name}.on("overlayadd", function () {{ {front} }});\n' if front else ""
        start = f"{name}.setView({json.dumps(self.location)}, {self.options['zoom']});"
        code = inlined(_ROOM, ".js", self._aside())
        saved = inlined(_ROOM, "00-saved.js", frozenset({"saved"}))
        clean = f"if (!window.buju_is_old) (function () {{\n{saved}\n}})();"
        program = f'(function () {{\n"use strict";\nif (window.buju_is_old) return;\n{code}\n}})();'
        return f"{clean}\n{made}\n{start}\n{watch}window.buju_map = {name};\n{program}\n"


class _Frame(Figure):
    """The document around the map, with language and title."""

    def __init__(self, plan: PlanMark) -> None:
        super().__init__(title=plan.title.zh)
        self.header, self.html, self.script = (_Parts(self) for _ in range(3))

    def render(self, **kwargs: Any) -> str:
        """Return the whole document."""
        for child in self._children.values():
            child.render(**kwargs)
        title = html.escape((self.title or "").encode("utf-8", "replace").decode("utf-8"))
        body, script = (part.render(**kwargs) for part in (self.html, self.script))
        links = {name: each for name, each in self.header._children.items() if not isinstance(each, _Text)}
        head = self.header._children["buju_head"].render()
        head += inside(links, self, _added(self.script), _added(self.html))
        return (
            f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n{head}<title>{title}</title>\n'
            f"</head>\n<body>\n{body}<script>\n{script}</script>\n</body>\n</html>\n"
        )


class _Parts(Element):
    """Elements in a row. Nothing is compiled as a template, neither here nor in :class:`_Text`."""

    def __init__(self, parent: Element) -> None:
        super().__init__()
        self._parent = parent

    def render(self, **kwargs: Any) -> str:
        """Return the elements one after the other."""
        return "".join(child.render(**kwargs) or "" for child in self._children.values())


class _Text(Element):
    """Text that stands in the document as it is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **kwargs: Any) -> str:
        """Return the text."""
        return self._text


def _added(parts: Element) -> str:
    """Return those parts that are not ours."""
    return "".join(child.render() or "" for child in parts._children.values() if not isinstance(child, _Text))


def _both(key: str) -> str:
    """Return a phrase in both languages, for who cannot choose one."""
    return html.escape(" / ".join(PHRASES[key]))


def _head(icons: bool, asked: frozenset[str]) -> str:
    """Return what the page needs before its body: Leaflet and all styles."""
    viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    styles = f"<style>\n{_leaflet_css(icons)}\n{colour_style()}\n{inlined(_ROOM, '.css', asked)}\n</style>"
    return f"{viewport}\n{styles}\n<script>\n{_leaflet_js(icons)}\n</script>\n"


def _zoom(plan: PlanMark) -> int:
    """Return the zoom at which the region fills about 800 pixels."""
    west, _, east, _ = plan.bbox
    return max(2, min(12, int(math.log2(360 * 800 / 256 / max(east - west, 1e-3)))))


@cache
def _leaflet_js(icons: bool) -> str:
    """Return Leaflet; with its default icons inside, so that a plain marker requests no file."""
    code = _leaflet("leaflet.js").decode("utf-8").partition("\n//# sourceMappingURL=")[0]
    images = ",".join(f'{name}:"{_data_uri(file)}"' for name, file in _ICONS.items())
    defaults = f'\nL.Icon.Default.imagePath="";L.Icon.Default.mergeOptions({{{images}}});'
    return code + (defaults if icons else "")


@cache
def _leaflet_css(icons: bool) -> str:
    """Return Leaflet's styles; with its icons inside, or without the styles of all that a page of ours has not."""
    whole = minified_style(_leaflet("leaflet.css").decode("utf-8"))
    css = whole if icons else _RULE.sub(_used_rule, whole)
    return re.sub(r"url\(images/([\w.-]+)\)", lambda match: f"url({_data_uri(match[1])})" if icons else "none", css)


def _used_rule(rule: re.Match[str]) -> str:
    """Return a rule with those of its selectors that our page has elements for; empty where there is none."""
    used = [selector for selector in rule[1].split(",") if not _NEVER_USED.search(selector)]
    return f"{','.join(used)}{{{rule[2]}}}" if used else ""


def _leaflet(name: str) -> bytes:
    return resources.files("xstatic.pkg.leaflet").joinpath("data", *name.split("/")).read_bytes()


def _data_uri(image: str) -> str:
    return "data:image/png;base64," + base64.b64encode(_leaflet(f"images/{image}")).decode("ascii")


def _is_large(scene: Scene) -> bool:
    """Whether there are more outlines than a browser draws as elements without a stutter."""
    outlines = [*(zone.shape for zone in scene.zones), *(unit.shape for unit in scene.units)]
    return sum(outline is not None for outline in outlines) > _MOST_ELEMENTS


def _with_plain_ids(page: str, made: PlanMap) -> str:
    """Return the page with folium's random ids numbered by first appearance."""
    root = made.get_root()
    idents = {root._id, *(each._id for each in descendants(root))}
    places = sorted((page.find(ident), ident) for ident in idents if ident in page)
    for number, (_, ident) in enumerate(places, start=1):
        page = page.replace(ident, str(number))
    return page
