"""A scene -> a folium.Map, and one self-contained HTML file."""

from __future__ import annotations

import base64
import hashlib
import html
import math
import re
from functools import cache
from importlib import resources

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from geo.draw.block import data_block
from geo.draw.marks import PlanMark, Scene
from geo.draw.scene import make_scene
from geo.model.plan import Plan

_ICONS = {"iconUrl": "marker-icon.png", "iconRetinaUrl": "marker-icon-2x.png", "shadowUrl": "marker-shadow.png"}
_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src data:; base-uri 'none'; form-action 'none'"
)


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


def page_html(plan: Plan) -> str:
    """Return a plan's page: one HTML document that fetches nothing and may not.

    Parameters
    ----------
    plan : Plan
        As read.

    Returns
    -------
    str
        The same text for the same plan, on every machine and in every run.
    """
    made = PlanMap(make_scene(plan), icons=False)
    return _with_policy(_with_plain_ids(made.get_root().render(), made))


class PlanMap(folium.Map):
    """A folium map that draws a scene and carries Leaflet inside.

    Parameters
    ----------
    scene : Scene
        What is drawn.
    icons : bool
        Whether Leaflet's default icons come along, for markers and layer switches that a user may add.
    """

    _template = Template(
        """
        {%- macro header(this, kwargs) -%}
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>{{ this.styles }}</style>
        <script>{{ this.leaflet }}</script>
        {%- endmacro -%}
        {%- macro html(this, kwargs) -%}
        <div class="folium-map" id={{ this.get_name()|tojson }}></div>
        {%- endmacro -%}
        {%- macro script(this, kwargs) -%}
        var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
            center: {{ this.location|tojson }},
            crs: L.CRS.{{ this.crs }},
            ...{{ this.options|tojavascript }}
        });
        {%- if this.objects_to_stay_in_front %}
        {{ this.get_name() }}.on("overlayadd", function () {
            {%- for item in this.objects_to_stay_in_front %}
            {{ item.get_name() }}.bringToFront();
            {%- endfor %}
        });
        {%- endif %}
        {%- endmacro -%}
        """
    )

    def __init__(self, scene: Scene, *, icons: bool = True) -> None:
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
        self.styles = f"{_leaflet_css(icons)}\n{_assets('.css')}"
        self.leaflet = _leaflet_js(icons)
        _Frame(scene.plan).add_child(self)
        self.add_child(_Data(data_block(scene)))
        self.add_child(_Program(_assets(".js")))


class _Frame(Figure):
    """The document around the map, with language and title."""

    _template = Template(
        "<!DOCTYPE html>\n"
        '<html lang="zh-CN">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        "{{ this.header.render(**kwargs) }}\n"
        "<title>{{ this.title }}</title>\n"
        "</head>\n"
        "<body>\n"
        "{{ this.html.render(**kwargs) }}\n"
        "<script>\n{{ this.script.render(**kwargs) }}\n</script>\n"
        "</body>\n"
        "</html>\n"
    )

    def __init__(self, plan: PlanMark) -> None:
        super().__init__(title=html.escape(plan.title.zh.encode("utf-8", "replace").decode("utf-8")))
        del self.header._children["meta_http"]


class _Data(MacroElement):
    """The block of data that the program reads."""

    _template = Template(
        "{% macro html(this, kwargs) %}"
        '<script type="application/json" id="plan">{{ this.block }}</script>'
        "{% endmacro %}"
    )

    def __init__(self, block: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self.block = block


class _Program(MacroElement):
    """Our own script, which runs once the map is made."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.buju_map = {{ this._parent.get_name() }};\n"
        '(function () {\n"use strict";\n{{ this.code }}\n})();'
        "{% endmacro %}"
    )

    def __init__(self, code: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self.code = code


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
    css = _slim(_leaflet("leaflet.css").decode("utf-8"))
    return re.sub(r"url\(images/([\w.-]+)\)", lambda match: f"url({_data_uri(match[1])})" if icons else "none", css)


def _leaflet(name: str) -> bytes:
    return resources.files("xstatic.pkg.leaflet").joinpath("data", *name.split("/")).read_bytes()


def _data_uri(image: str) -> str:
    return "data:image/png;base64," + base64.b64encode(_leaflet(f"images/{image}")).decode("ascii")


@cache
def _assets(suffix: str) -> str:
    """Return our own files of a kind joined in the order of their names."""
    folder = resources.files("geo.draw").joinpath("assets")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(suffix)), key=lambda file: file.name)
    return "\n".join(_slim(file.read_text(encoding="utf-8")) for file in files)


def _slim(code: str) -> str:
    r"""Return code without comments that fill whole lines, leading white space and empty lines.

    Nothing inside a line is touched; so texts that run over several lines have no place in our assets.

    Examples
    --------
    >>> _slim("/* a\n b */\n  // c\n  let d = 1; // e\n")
    'let d = 1; // e'
    """
    bare = re.sub(r"^[ \t]*/\*.*?\*/[ \t]*$", "", code, flags=re.DOTALL | re.MULTILINE)
    lines = (line.strip() for line in bare.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _with_plain_ids(page: str, made: PlanMap) -> str:
    """Return the page with folium's random ids numbered by first appearance."""
    idents = _idents(made.get_root())
    places = sorted((page.find(ident), ident) for ident in idents if ident in page)
    for number, (_, ident) in enumerate(places, start=1):
        page = page.replace(ident, str(number))
    return page


def _idents(element: Element) -> set[str]:
    below: set[str] = set()
    for child in element._children.values():
        below |= _idents(child)
    return {element._id} | below


def _with_policy(page: str) -> str:
    """Return the page under a policy that forbids the network and every script and style but its own."""
    page = page.replace("\r\n", "\n").replace("\r", "\n")
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for kind, text in _INLINE.findall(page):
        digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
        hashes[kind].append(f"'sha256-{digest}'")
    policy = _POLICY.format(**{kind: " ".join(found) or "'none'" for kind, found in hashes.items()})
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace("<head>\n", f"<head>\n{meta}\n", 1)
