"""What an export says of itself: title, abstract, lineage, rights; and the same as QGIS keeps it beside a layer."""

from __future__ import annotations

from xml.etree.ElementTree import Element, indent, tostring

from geo.draw.scene.credits import boundary_words
from geo.export.elements import node, nodes
from geo.export.layers import Layer
from geo.export.part import part_name, part_note
from geo.model.aliases import name_of
from geo.model.plan import Plan
from geo.model.schema import Source

LICENCE = "CC BY 4.0"
MAKER = "buju"
"""Who made the data: not the office that issued the plan."""

_LANGUAGES = {"zh": "ZHO", "en": "ENG"}


def title(plan: Plan, lang: str = "zh") -> str:
    """Return the title of the data, which is not that of the plan alone."""
    return f"Spatial layout of the {plan_title(plan, lang)}" if lang == "en" else f"{plan_title(plan)}空间布局数据"


def plan_title(plan: Plan, lang: str = "zh") -> str:
    """Return the title of a plan, with the unit that a part of it concerns."""
    name = name_of(plan.header, lang, "title")
    return f"{name} · {part_name(plan, lang)}" if plan.only else name


def abstract(plan: Plan, lang: str = "zh") -> str:
    """Return what the data are, in a few sentences."""
    header = plan.header
    issued = [header.number, str(header.issued or "")]
    counts = len(plan.zone_rows), len(plan.park_rows), len(plan.target_rows)
    if lang == "en":
        layout = f": {header.slogan}" if header.slogan else ""
        source = ", ".join(filter(None, [name_of(header, lang, "issuer"), *issued]))
        held = "{} zones, {} places and {} numbers, with the administrative units around them".format(*counts)
        what = f"The spatial layout of the {name_of(header, lang, 'title')} ({source}){layout}"
        return f"{what}. {held}.{part_note(plan, lang)}"
    layout = f"“{header.slogan}”" if header.slogan else ""
    source = "，".join(filter(None, [header.issuer, *issued]))
    held = "含分区{}个、地点{}个、指标{}个及相关行政区".format(*counts)
    return f"《{header.title}》（{source}）的空间布局{layout}，{held}。{part_note(plan)}"


def rights(plan: Plan, lang: str = "zh") -> str:
    """Return credit and limits of use; a review number is always told as that of the source's own map."""
    credit = boundary_words(plan)
    if lang == "en":
        rule = "These data are no map and have no review number; a map drawn from them needs a review of its own."
        return f"{credit.en}. {rule} Tables and drawings: {LICENCE}."
    rule = "本数据不是地图，没有审图号；据此编制的地图须另行送审。"
    return f"{credit.zh}。{rule}表格和示意图形：{LICENCE}。"


def lineage(plan: Plan, lang: str = "zh") -> str:
    """Return how the data were made, and from what."""
    used = [item for item in plan.sources if item.title]
    if lang == "en":
        titles = "; ".join(f"{name_of(item, lang, 'title')}{_bracketed(item, ' (', ')')}" for item in used)
        how = "Read by hand from the plan; every row names its document, clause and a phrase that finds it."
        return f"{how} Shapes state their basis and precision. Sources: {titles}."
    titles = "；".join(f"{item.title}{_bracketed(item, '（', '）')}" for item in used)
    how = "据规划文本人工整理，每行注明文献、条款和原文锚点。"
    return f"{how}图形注明依据和精度。来源：{titles}。"


def about_layer(plan: Plan, layer: Layer, lang: str = "zh", root: str = "resourceMetadata") -> Element:
    """Return a layer's metadata as QGIS keeps them."""
    ident = f"{MAKER}-{plan.tag}"
    idents = {"identifier": f"{ident}-{layer.name}", "parentidentifier": ident}
    told = _told(plan, f"{layer.title} · {title(plan, lang)}", f"{layer.meaning}\n{abstract(plan, lang)}", lang)
    return node(root, *nodes(idents | told | {"license": LICENCE, "rights": rights(plan, lang)}))


def about_project(plan: Plan, lang: str = "zh") -> Element:
    """Return a project's metadata as QGIS keeps them: titled as the plan, rights in the abstract."""
    told = _told(plan, plan_title(plan, lang), f"{abstract(plan, lang)}\n{rights(plan, lang)}", lang)
    return node("projectMetadata", *nodes({"identifier": f"{MAKER}-{plan.tag}"} | told))


def document(element: Element) -> str:
    """Return an element as a document of QGIS."""
    indent(element, " ")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{tostring(element, encoding='unicode')}\n"


def _told(plan: Plan, name: str, about: str, lang: str) -> dict[str, str]:
    """Return what layers and projects alike say of themselves, tag by tag."""
    told = {"language": _LANGUAGES[lang], "type": "dataset", "title": name, "abstract": about}
    return told | {"history": lineage(plan, lang)}


def _bracketed(item: Source, opening: str, closing: str) -> str:
    known = item.number or item.date
    return f"{opening}{known}{closing}" if known else ""
