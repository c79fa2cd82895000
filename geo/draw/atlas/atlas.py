"""Plans -> an atlas: every plan's page, a comparison, and an index, which link to one another and open offline."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from geo.analysis.compare import Comparison, Line, Section, compare_plans, slogan_text
from geo.draw.atlas.document import both, document_html
from geo.draw.atlas.thumbnail import pictured_name, thumbnail
from geo.draw.page.page import scene_html
from geo.draw.scene.build import make_scene
from geo.draw.scene.marks import Link, Scene
from geo.draw.scene.phrases import PHRASES, phrase
from geo.draw.scene.words import Words
from geo.model.adcodes import codes_above, digits_of, is_within
from geo.model.errors import counted
from geo.model.plan import Plan


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
    return {"index.html": _index(plans, scenes), "compare.html": _compare(compare_plans(plans), scenes), **pages}


def _reach(plan: Plan) -> tuple[int, str]:
    """Return a key that puts the nation before provinces, provinces before cities, then goes by adcode."""
    code = plan.header.region_adcode
    return len(digits_of(code)), code


def _links(plan: Plan, plans: Sequence[Plan]) -> tuple[Link, ...]:
    """Return links to the index and to those plans whose region lies inside this one's, or around it."""
    near = [other for other in plans if other is not plan and _related(plan, other)]
    to_index = Link("index.html", PHRASES["atlas"], "")
    others = (_link(plan, other) for other in near)
    return (to_index, *others)


def _link(plan: Plan, other: Plan) -> Link:
    codes = {unit.unit for unit in plan.unit_rows}
    own = other.header.region_adcode
    unit = next((code for code in (own, *codes_above(own)) if code in codes), "")
    return Link(f"{other.id}.html", Words(other.header.title, other.header.title_en), unit)


def _related(one: Plan, other: Plan) -> bool:
    first, second = one.header.region_adcode, other.header.region_adcode
    return is_within(first, second) or is_within(second, first)


def _index(plans: Sequence[Plan], scenes: Sequence[Scene]) -> str:
    cards = "\n".join(_card(plan, scene) for plan, scene in zip(plans, scenes, strict=True))
    onward = f'<p class="onward"><a href="compare.html">{both(PHRASES["compare_link"])}</a></p>'
    body = f'<p class="lead">{both(PHRASES["atlas_lead"])}</p>\n<ul class="plans">\n{cards}\n</ul>\n{onward}'
    return document_html(PHRASES["atlas_title"], body, scenes)


def _card(plan: Plan, scene: Scene) -> str:
    marks = {"zone": scene.zones, "place": scene.parks, "number": scene.targets}
    tallies = {noun: Words(str(len(rows)), counted(len(rows), noun)) for noun, rows in marks.items()}
    counts = phrase("atlas_counts", **tallies)
    page, title = f"{escape(plan.id)}.html", Words(plan.header.title, plan.header.title_en)
    return (
        f'<li><a href="{page}" tabindex="-1" aria-hidden="true">{thumbnail(scene)}</a>{_pictured(scene)}\n'
        f'<p class="slogan">{both(Words(*slogan_text(plan)))}</p>\n'
        f'<h2><a href="{page}">{both(title)}</a></h2>\n'
        f'<p class="quiet">{both(counts)}</p></li>'
    )


def _pictured(scene: Scene) -> str:
    """Return which layout a picture shows, where it is one of several."""
    name = pictured_name(scene)
    return f'<span class="quiet pictured">{both(name)}</span>' if name.zh else ""


def _compare(compared: Comparison, scenes: Sequence[Scene]) -> str:
    heads = "\n".join(
        f'<th scope="col">{thumbnail(scene)}{_pictured(scene)}'
        f'<a class="region" href="{escape(plan)}.html">{both(Words(*title))}</a>'
        f'<span class="quiet">{both(scene.plan.title)}</span></th>'
        for plan, title, scene in zip(compared.plans, compared.titles, scenes, strict=True)
    )
    columns = '<col class="name">' + "<col>" * len(scenes)
    sections = "\n".join(_section(section, len(scenes)) for section in compared.sections)
    title = PHRASES["compare"]
    back = f'<nav><a href="index.html">{both(PHRASES["atlas"])}</a></nav>'
    table = f"<table><colgroup>{columns}</colgroup>\n<thead><tr><td></td>{heads}</tr></thead>\n{sections}\n</table>"
    body = f'<div class="wide" tabindex="0" role="region" aria-labelledby="title">{table}</div>'
    return document_html(title, body, scenes, before=back)


def _section(section: Section, plans: int) -> str:
    rows = "\n".join(_row(line, section.wholes) for line in section.lines)
    note = f'<span class="quiet">{both(PHRASES["compare_shares"])}</span>' if section.wholes else ""
    head = f"{both(Words(*section.name))}{note}"
    name = f'<tr class="section"><th scope="rowgroup" colspan="{plans + 1}">{head}</th></tr>'
    return f"<tbody>{name}\n{rows}</tbody>"


def _row(line: Line, wholes: Sequence[int]) -> str:
    cells = (
        _bar(int(value[0]), wholes[at]) if line.numeric else both(Words(*value)) or "—"
        for at, value in enumerate(line.values)
    )
    shown = "".join(f'<td class="none">{cell}</td>' if cell == "—" else f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{both(Words(*line.name))}</th>{shown}</tr>'


def _bar(count: int, whole: int) -> str:
    """Return a count with its part of all that the plan has, as a bar and in per cent."""
    wide = 100 * count / whole if whole else 0.0
    share = "" if not count else f"{wide:.0f}%" if wide >= 0.5 else "<1%"
    drawn = f'<rect width="{wide:.1f}" height="8"/>' if count else ""
    look = 'viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"'
    return f'<span class="count">{count}<svg {look}>{drawn}</svg><span class="quiet">{escape(share)}</span></span>'
