"""What folium's own layers need that a user adds to a map, taken from packages; and what none of them has."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.util import find_spec
from typing import NamedTuple
from urllib.parse import urlsplit

import rjsmin
from branca.element import CssLink, Element, JavascriptLink
from folium.map import Icon
from folium.raster_layers import TileLayer, WmsTileLayer

from geo.draw.page.block import block_text
from geo.draw.page.inline import minified_style
from geo.model.extras import install_hint

_IMAGE = re.compile(r"""<img[^>]*\ssrc=["'](https?://[^"']+)""")
_JQUERY = re.compile(r"(?<![\w$])(?:\$|jQuery)[(.]")
_GLYPHS = {
    "info-sign": "circle-info",
    "exclamation-sign": "circle-exclamation",
    "question-sign": "circle-question",
    "ok-sign": "circle-check",
    "remove-sign": "circle-xmark",
    "plus-sign": "circle-plus",
    "minus-sign": "circle-minus",
    "ok": "check",
    "remove": "xmark",
    "map-marker": "location-dot",
    "home": "house",
    "glass": "martini-glass",
    "th": "table-cells",
    "time": "clock",
    "picture": "image",
    "warning-sign": "triangle-exclamation",
    "stats": "chart-simple",
    "tree-conifer": "tree",
    "tree-deciduous": "tree",
    "grain": "wheat-awn",
}
"""Names of Bootstrap's glyphs that Font Awesome calls otherwise."""


_DRAWS_PINS = "FastMarkerCluster"
"""Of folium.plugins, which takes long to import: its points are pins where nothing else is said."""


class _Source(NamedTuple):
    """A file of a package that stands for a link: the end of its address, the package, the file."""

    link: re.Pattern[str]
    package: str
    file: str


_SOURCES = tuple(
    _Source(re.compile(link), f"xstatic.pkg.{package}", file)
    for link, package, file in (
        (r"/jquery(-3[\d.]*)?(\.min)?\.js$", "jquery", "jquery.min.js"),
        (r"/d3/3\.[\d.]+/d3(\.min)?\.js$", "d3", "d3.js"),
        (r"/leaflet\.markercluster\.js$", "leaflet_markercluster", "leaflet.markercluster.js"),
        (r"/MarkerCluster\.css$", "leaflet_markercluster", "MarkerCluster.css"),
        (r"/MarkerCluster\.Default\.css$", "leaflet_markercluster", "MarkerCluster.Default.css"),
    )
)


def inside(links: Mapping[str, Element], below: Element, script: str, body: str) -> str:
    """Return the elements of a document's head for layers that were added to a map.

    Links to what a package holds become its text; what no package holds stays a link, and is named in one line as a
    warning.

    Parameters
    ----------
    links : mapping of str to Element
        What folium put into the head, by name.
    below : Element
        The map, with all that was added.
    script, body : str
        What the layers run, and what of them stands in the document beside the map.
    """
    every = dict(links)
    if _JQUERY.search(script) and not any("jquery" in _address(each) for each in every.values()):
        every = {"jquery": JavascriptLink("https://code.jquery.com/jquery-3.7.1.min.js"), **every}
    texts = {name: _packed(_address(each)) for name, each in every.items()}
    missing = [_address(each) for name, each in every.items() if texts[name] is None]
    _tell(below, [*missing, *_IMAGE.findall(body)])
    return "".join(texts[name] or each.render() or "" for name, each in every.items())


def icons_json(below: Element) -> str:
    """Return the symbols of all icons below an element, by their names: width, height and path; empty for no icon."""
    every = list(descendants(below))
    names = {str(each.options.get("icon", "")) for each in every if isinstance(each, Icon)}
    if not names and not any(type(each).__name__ == _DRAWS_PINS for each in every):
        return ""
    found = {name: symbol for name in sorted(names) if (symbol := _symbol(name))}
    return block_text(found)


def _address(link: Element) -> str:
    return str(link.url) if isinstance(link, (JavascriptLink, CssLink)) else ""


@cache
def _packed(address: str) -> str | None:
    """Return the element that stands for a link, empty where it is none; None where no package here has its file."""
    if not address:
        return ""
    source = next((each for each in _SOURCES if each.link.search(address)), None)
    if source is None or not find_spec(source.package):
        return None
    text = resources.files(source.package).joinpath("data", source.file).read_text(encoding="utf-8")
    if source.file.endswith(".css"):
        return f"<style>{minified_style(text)}</style>\n"
    code = text if source.file.endswith(".min.js") else str(rjsmin.jsmin(text))
    return f"<script>{code.partition('//# sourceMappingURL=')[0]}</script>\n"


def _symbol(name: str) -> Sequence[object]:
    """Return width, height and path of a symbol of Font Awesome; nothing where it has none of that name."""
    plain = name.removeprefix("fa-")
    plain = _GLYPHS.get(plain, plain)
    if not re.fullmatch(r"[a-z0-9-]+", plain) or not find_spec("xstatic.pkg.font_awesome"):
        return ()
    folder = resources.files("xstatic.pkg.font_awesome").joinpath("data", "svgs")
    for style in ("solid", "regular", "brands"):
        file = folder.joinpath(style, f"{plain}.svg")
        if file.is_file():
            found = re.search(r'viewBox="0 0 (\d+) (\d+)".*? d="([^"]+)"', file.read_text(encoding="utf-8"), re.DOTALL)
            return [int(found[1]), int(found[2]), found[3]] if found else ()
    return ()


def _tell(below: Element, missing: Sequence[str]) -> None:
    """Warn of what needs a network, and of what a package would bring, in one line."""
    named = dict(_asking(below, missing))
    if not named:
        return
    could = any(source.link.search(address) for source in _SOURCES for address in missing)
    what = "; ".join(f"{name} ({files})" for name, files in sorted(named.items()))
    way = f"For what comes as a package: {install_hint('layers')}" if could else "The page needs a network for it."
    warnings.warn(f"Not in the page: {what}. {way}", UserWarning, stacklevel=2)


def _asking(below: Element, missing: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what was added and lacks something, with the files or hosts that it asks for."""
    left = dict.fromkeys(missing)
    for each in descendants(below):
        asked = [address for _, address in _links(each) if address in left]
        if asked:
            yield type(each).__name__, ", ".join(dict.fromkeys(address.rsplit("/", 1)[-1] for address in asked))
        if isinstance(each, (TileLayer, WmsTileLayer)):
            tiles = str(getattr(each, "tiles", "") or getattr(each, "url", ""))
            yield type(each).__name__, f"tiles of {urlsplit(tiles).hostname or tiles}"
    told = {address for each in descendants(below) for _, address in _links(each)}
    for address in left:
        if address not in told:
            yield _of_address(address), address.rsplit("/", 1)[-1]


def _of_address(address: str) -> str:
    """Return what asks for an address that no layer tells of."""
    if address.endswith((".js", ".css")):
        return "Popup" if "jquery" in address else "ColorMap" if "/d3/" in address else "a layer"
    return "an image"


def _links(each: Element) -> list[tuple[str, str]]:
    return [*getattr(each, "default_js", ()), *getattr(each, "default_css", ())]


def descendants(element: Element) -> Iterator[Element]:
    """Yield all that was added to an element of folium, and to what was added."""
    for child in element._children.values():
        yield child
        yield from descendants(child)
