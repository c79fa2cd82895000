"""Plans -> an atlas: every plan's page, a comparison, and an index, which link to one another and open offline."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

from geo.analysis.compare import Comparison, Section, compare_plans
from geo.draw.marks import Box, Geometry, Scene, ZoneMark
from geo.draw.page import Link, scene_html
from geo.draw.policy import with_policy
from geo.draw.scene import make_scene
from geo.draw.style import PAPER
from geo.draw.words import Words
from geo.model.plan import Plan

_WIDTH, _HEIGHT, _EDGE = 480.0, 320.0, 12.0
_CSS = """
:root { --paper: #f4f1ea; --sheet: #fcfaf6; --rule: #ddd6c9; --ink: #2b2823; --quiet: #6a6459; --accent: #a3341f; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.6 "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC",
  "Microsoft YaHei", sans-serif; }
main { max-width: 1136px; margin: 0 auto; padding: 48px 24px; }
h1 { font-size: 32px; line-height: 1.25; margin: 0 0 8px; font-weight: 700; }
h2 { font-size: 22px; line-height: 1.4; margin: 0; font-weight: 700; }
p { margin: 0; }
a { color: inherit; text-underline-offset: 3px; text-decoration-color: var(--accent); }
a:focus-visible { outline: 2px solid var(--ink); outline-offset: 4px; }
.lead { max-width: 44em; color: var(--quiet); }
.plans { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr)); gap: 32px 24px;
  margin: 40px 0; padding: 0; list-style: none; }
.plans li { display: flex; flex-direction: column; gap: 8px; }
.plans svg { display: block; width: 100%; height: auto; background: var(--sheet); border: 1px solid var(--rule); }
.slogan { font-size: 22px; font-weight: 700; letter-spacing: 0.06em; }
.quiet { color: var(--quiet); font-size: 13px; }
nav { margin: 24px 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 8px 0 40px; font-size: 13px; }
th, td { padding: 6px 16px 6px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
thead th { font-weight: 700; border-bottom-color: var(--quiet); }
tbody th { font-weight: 400; min-width: 11em; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.en { display: block; color: var(--quiet); }
footer { border-top: 1px solid var(--rule); padding-top: 16px; color: var(--quiet); font-size: 13px; }
"""


def atlas_files(plans: Sequence[Plan]) -> dict[str, str]:
    """Return the files of an atlas.

    Parameters
    ----------
    plans : sequence of Plan
        In any order; the index shows the widest regions first.

    Returns
    -------
    dict of str to str
        ``index.html``, ``compare.html`` and one ``<plan>.html`` each; links between them are relative, and the
        same plans give the same bytes.
    """
    plans = sorted(plans, key=_reach)
    scenes = [make_scene(plan) for plan in plans]
    pages = {
        f"{plan.id}.html": scene_html(scene, _links(plan, plans)) for plan, scene in zip(plans, scenes, strict=True)
    }
    index = {"index.html": _index(plans, scenes), "compare.html": _compare(compare_plans(plans))}
    return {**index, **pages}


def _reach(plan: Plan) -> tuple[int, str]:
    """Return a key that puts the nation before provinces, provinces before cities, then goes by adcode."""
    code = plan.header.region_adcode
    return len(_stem(code)), code


def _stem(code: str) -> str:
    return "" if code == "100000" else code.rstrip("0")


def _links(plan: Plan, plans: Sequence[Plan]) -> tuple[Link, ...]:
    """Return links to the index and to those plans whose region lies inside this one's, or around it."""
    near = [other for other in plans if other is not plan and _related(plan, other)]
    to_index = Link("index.html", Words("图集目录", "Atlas"), "")
    others = (_link(plan, other) for other in near)
    return (to_index, *others)


def _link(plan: Plan, other: Plan) -> Link:
    codes = {unit.unit for unit in plan.unit_rows}
    own = other.header.region_adcode
    province = f"{own[:2]}0000"
    unit = next((code for code in (own, province) if code in codes), "")
    return Link(f"{other.id}.html", Words(other.header.title, other.header.title_en), unit)


def _related(one: Plan, other: Plan) -> bool:
    first, second = _stem(one.header.region_adcode), _stem(other.header.region_adcode)
    return first.startswith(second) or second.startswith(first)


def _index(plans: Sequence[Plan], scenes: Sequence[Scene]) -> str:
    cards = "\n".join(_card(plan, scene) for plan, scene in zip(plans, scenes, strict=True))
    lead = "规划中的产业空间布局：每个事实注明条款。双击即开，不需要网络。"
    lead_en = "Spatial industry layouts of development plans, every fact with its clause. Opens with no network."
    credits = "\n".join(f"<p>{escape(text)}</p>" for text in _credit_lines(scenes))
    body = (
        f'<h1>布局图集</h1>\n<p class="lead">{lead}<span class="en" lang="en">{lead_en}</span></p>\n'
        f'<ul class="plans">\n{cards}\n</ul>\n'
        f'<nav><a href="compare.html">并列比较 <span lang="en">Compare the plans</span></a></nav>\n'
        f"<footer>{credits}</footer>"
    )
    return _document("布局图集 Atlas", body)


def _credit_lines(scenes: Iterable[Scene]) -> list[str]:
    return list(dict.fromkeys(text for scene in scenes for credit in scene.credits for text in credit if text))


def _card(plan: Plan, scene: Scene) -> str:
    header = plan.header
    counts = f"{len(scene.zones)} 个分区，{len(scene.parks)} 处地点，{len(scene.targets)} 个数字"
    counts_en = f"{len(scene.zones)} zones, {len(scene.parks)} places, {len(scene.targets)} numbers"
    slogan = header.slogan or f"{len(plan.groups)} 类区域布局"
    return (
        f'<li><a href="{escape(plan.id)}.html" aria-label="{escape(header.title)}">{picture(scene)}</a>\n'
        f'<p class="slogan">{escape(slogan)}</p>\n'
        f'<h2><a href="{escape(plan.id)}.html">{escape(header.title)}</a></h2>\n'
        f'<p class="quiet" lang="en">{escape(header.title_en)}</p>\n'
        f'<p class="quiet">{counts}<span class="en" lang="en">{counts_en}</span></p></li>'
    )


def picture(scene: Scene) -> str:
    """Return a small drawing of a scene as an SVG element: the region in paper white, its zones in their colours."""
    project = _Projection(scene.plan.bbox)
    land = "".join(project.path(unit.shape) for unit in scene.units if unit.shape and _is_ground(unit.parent, scene))
    zones = "".join(
        f'<path d="{project.path(zone.shape)}" fill="{zone.colour.fill}" fill-opacity="0.85" '
        f'stroke="{zone.colour.line}" stroke-width="1.2"/>'
        for zone in _pictured(scene)
        if zone.shape
    )
    ground = f'<path d="{land}" fill="#fff" stroke="{PAPER["context_line"]}" stroke-width="0.8"/>'
    name = escape(scene.plan.region.zh)
    box = f"0 0 {_WIDTH:g} {_HEIGHT:g}"
    look = f'viewBox="{box}" fill-rule="evenodd" stroke-linejoin="round"'
    return f'<svg {look} role="img" aria-label="{name}">{ground}{zones}</svg>'


def _pictured(scene: Scene) -> list[ZoneMark]:
    """Return the zones of the picture: all of a slogan, and the first layout of a plan of separate clauses."""
    first = scene.groups[0].id if scene.groups and not scene.plan.slogan else ""
    return [zone for zone in scene.zones if not first or zone.group == first]


def _is_ground(parent: str, scene: Scene) -> bool:
    """Say whether a unit stands at the top: the region itself, or what has no unit above it in the layer."""
    return parent not in {unit.id for unit in scene.units}


class _Projection:
    """Degrees -> the picture's pixels, whole tenths; longitudes shrunk by the cosine of the middle latitude."""

    def __init__(self, box: Box) -> None:
        west, south, east, north = box
        self.shrink = math.cos(math.radians((south + north) / 2))
        wide, high = (east - west) * self.shrink, north - south
        self.scale = min((_WIDTH - 2 * _EDGE) / wide, (_HEIGHT - 2 * _EDGE) / high)
        self.left = (_WIDTH - wide * self.scale) / 2 - west * self.shrink * self.scale
        self.top = (_HEIGHT - high * self.scale) / 2 + north * self.scale

    def path(self, shape: Geometry) -> str:
        """Return path data; steps under a pixel are left out, and rings that become a point."""
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        return "".join(self._ring(ring) for polygon in polygons for ring in polygon)

    def _ring(self, ring: Sequence[Sequence[float]]) -> str:
        kept: list[tuple[float, float]] = []
        for lon, lat, *_ in ring:
            x, y = self.left + lon * self.shrink * self.scale, self.top - lat * self.scale
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 1.0:
                kept.append((x, y))
        return "" if len(kept) < 3 else "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z"


def _compare(compared: Comparison) -> str:
    sections = "\n".join(_section(section, compared) for section in compared.sections)
    back = '<nav><a href="index.html">图集目录 <span lang="en">Atlas</span></a></nav>'
    return _document("规划并列比较 Plans side by side", f"{back}\n<h1>规划并列比较</h1>\n{sections}")


def _section(section: Section, compared: Comparison) -> str:
    heads = "".join(
        f'<th scope="col"{_numeric(section)}><a href="{escape(plan)}.html">{_both(title)}</a></th>'
        for plan, title in zip(compared.plans, compared.titles, strict=True)
    )
    rows = "\n".join(
        f'<tr><th scope="row">{_both(line.name)}</th>'
        + "".join(f"<td{_numeric(section)}>{_both(value)}</td>" for value in line.values)
        + "</tr>"
        for line in section.lines
    )
    caption = _both(section.name)
    return (
        f'<h2>{caption}</h2>\n<div class="wide" tabindex="0" role="region" aria-label="{escape(section.name[0])}">'
        f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table></div>"
    )


def _numeric(section: Section) -> str:
    return ' class="number"' if all(line.numeric for line in section.lines) else ""


def _both(text: tuple[str, str]) -> str:
    chinese, english = escape(text[0]), escape(text[1])
    return chinese if english in ("", chinese) else f'{chinese}<span class="en" lang="en">{english}</span>'


def _document(title: str, body: str) -> str:
    return with_policy(
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_CSS}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
