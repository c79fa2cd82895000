"""A scene -> a PPTX of native shapes, charts and tables, which anybody can edit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from pptx.oxml import parse_xml

from geo.draw.marks import Fact, GroupMark, Scene, ZoneMark
from geo.draw.scene import make_scene
from geo.draw.slide_charts import Family, add_chart, families, has_bounds
from geo.draw.slide_house import House, own_house, saved, template_house
from geo.draw.slide_maps import Picture, add_map
from geo.draw.slide_panel import Block, add_column, add_legend, group_blocks, overview_blocks, zone_blocks
from geo.draw.slide_shapes import NAMESPACES, Line, Look, Run, Sheet
from geo.draw.slide_space import Ground, Rect
from geo.draw.slide_stage import Stage
from geo.draw.slide_tables import Sheaf, add_table, notes_of, number_sheaf, place_sheaf, source_sheaf
from geo.draw.slide_type import wrapped
from geo.draw.style import PAPER
from geo.model.errors import GeoError
from geo.model.plan import Plan

MOST_ZONES = 12
"""A plan of more zones has a slide for each group, and none for each zone."""

_MAP_SHARE = 0.665
_GUTTER = 22.0
_CREDIT, _CREDIT_LEADING = 8.5, 11.0
_LEAST_VIEW = 0.42
"""A zone's slide shows at least this share of the whole plan's width or height."""


class DrawingError(GeoError):
    """A plan has not been drawn in the way asked for."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What a deck is to be like.

    Attributes
    ----------
    size : str
        ``16:9`` or ``4:3``; a template has its own.
    lang : str
        ``zh`` or ``en``.
    drawing : str
        ``admin`` or ``schematic``.
    template : Path or None
        A PPTX of which masters, layouts and size are kept.
    page : str
        File name of the HTML page to which map slides lead; by default that of the plan.
    """

    size: Literal["16:9", "4:3"] = "16:9"
    lang: Literal["zh", "en"] = "zh"
    drawing: Literal["admin", "schematic"] = "admin"
    template: Path | None = None
    page: str = ""


@dataclass(frozen=True)
class Deck:
    """A finished file: its bytes, the number of its slides, and what its user should know."""

    data: bytes
    slides: int
    remarks: tuple[str, ...]


def make_slides(plan: Plan, options: Options | None = None) -> Deck:
    """Return a plan as slides: title, overview, groups, zones, targets, places, sources.

    Parameters
    ----------
    plan : Plan
        As read.
    options : Options, optional
        In Chinese, 16:9, with the administrative drawing, by default.

    Returns
    -------
    Deck
        The same bytes for the same plan and options.

    Raises
    ------
    DrawingError
        The planning diagram is asked for, and no zone has one.
    TemplateError
        The template is no PPTX.
    """
    return scene_slides(make_scene(plan), options or Options())


def scene_slides(scene: Scene, options: Options) -> Deck:
    """Return the slides of a scene, as :func:`make_slides` does of a plan."""
    schematic = options.drawing == "schematic"
    if schematic and not any(zone.diagram for zone in scene.zones):
        plan = scene.plan.id
        hint = f"Run buju schematic {plan}, or choose --drawing admin."
        raise DrawingError(f"{plan}: no zone has a drawing in schematic.geojson. {hint}")
    stage = Stage(scene, Ground(scene, schematic=schematic), options.lang)
    house = template_house(options.template) if options.template else own_house(options.size)
    made = _Maker(stage, house, options.page or f"{scene.plan.id}.html")
    made.run()
    data = saved(house, stage.tell(scene.plan.title), stage.tell(scene.plan.issuer), scene.plan.issued)
    return Deck(data, len(house.deck.slides), tuple(made.remarks))


class _Maker:
    """Makes the slides of one deck, one after the other."""

    def __init__(self, stage: Stage, house: House, page: str) -> None:
        self.stage, self.house, self.page = stage, house, page
        self.remarks: list[str] = []

    def run(self) -> None:
        stage, zones = self.stage, self.stage.scene.zones
        apart = len(zones) <= MOST_ZONES
        if not apart:
            self.remarks.append(f"{len(zones)} zones: a slide for each group, none for each zone.")
        self._cover()
        self._overview(apart)
        for group in stage.scene.groups:
            self._group(group)
            for zone in stage.zones_of(group.id) if apart else ():
                self._zone(zone)
        charts = families(stage)
        self._charts(charts)
        shown = {ident for family in charts for ident in family.ids}
        rest = [target for target in stage.scene.targets if target.id not in shown]
        title = stage.say("numbers_rest" if charts else "numbers")
        for sheaf in (number_sheaf(stage, title, rest), place_sheaf(stage), source_sheaf(stage)):
            self._tables(sheaf)

    def _cover(self) -> None:
        stage, plan = self.stage, self.stage.scene.plan
        slide = self.house.slide(stage.tell(plan.title), cover=True)
        sheet = Sheet(slide, stage.lang)
        lines = [plan.slogan if stage.lang == "zh" else stage.tell(plan.region), *_issue(stage)]
        _subtitle(slide, sheet, [line for line in lines if line])
        if self.house.own:
            wide, high = self.house.size
            rect = Rect(wide * 0.48, high * 0.08, wide * 0.48, high * 0.84)
            lit = () if stage.crowded else tuple(stage.zones)
            picture = Picture(view=stage.ground.home, lit=lit, units=False, tinted=stage.crowded, bare=True)
            add_map(sheet, stage, rect, picture)
            self._credits(sheet, Rect(40, high - 40, wide * 0.46, 30))
        _notes(slide, [stage.tell(plan.title), *lines])

    def _overview(self, apart: bool) -> None:
        stage = self.stage
        lit = () if stage.crowded else tuple(stage.zones)
        parks = () if stage.crowded else stage.located(stage.scene.parks)
        picture = Picture(
            view=stage.ground.home, lit=lit, named=lit, parks=_seen(stage, parks), tinted=stage.crowded
        )
        title = stage.scene.plan.slogan if stage.lang == "zh" and stage.scene.plan.slogan else stage.say("overview")
        facts = [(zone, fact) for zone in stage.scene.zones for fact in zone.facts[:1]]
        told = [stage.tell(stage.scene.plan.title)]
        told += [] if apart else [stage.say("no_zone_slides", n=len(stage.scene.zones))]
        told += [stage.say("pair", one=stage.tell(zone.name), two=stage.clause(fact)) for zone, fact in facts]
        self._map_slide(title, picture, overview_blocks(stage), 0, told)

    def _group(self, group: GroupMark) -> None:
        stage, zones = self.stage, self.stage.zones_of(group.id)
        idents = tuple(zone.id for zone in zones)
        view = stage.ground.home if len(stage.groups) <= MOST_ZONES else stage.ground.view(idents, 0.6)
        parks = stage.located(stage.parks_in(idents))
        picture = Picture(view=view, lit=idents, named=idents, parks=_seen(stage, parks))
        told = [line for zone in zones for line in _zone_notes(stage, zone)]
        told += _fact_notes(stage, [target for target in stage.scene.targets if (target.scope, target.of) == ("group", group.id)])
        self._map_slide(stage.tell(group.name), picture, group_blocks(stage, group), _step(stage.scene, group.id, idents), told)

    def _zone(self, zone: ZoneMark) -> None:
        stage = self.stage
        inside = stage.parks_in([zone.id])
        view = stage.ground.view([zone.id], _LEAST_VIEW)
        named = () if zone.id in stage.ground.zones and zone.members else (zone.id,)
        picture = Picture(
            view=view, lit=(zone.id,), named=named, parks=stage.located(inside), places=True, counties=True
        )
        targets = [target for target in stage.scene.targets if (target.scope, target.of) == ("zone", zone.id)]
        units = [stage.units[ident] for ident in zone.members if ident in stage.units]
        told = [*_zone_notes(stage, zone), *_fact_notes(stage, targets), *_fact_notes(stage, units), *_fact_notes(stage, inside)]
        self._map_slide(stage.tell(zone.name), picture, zone_blocks(stage, zone), _step(stage.scene, zone.id, (zone.id,)), told)

    def _map_slide(
        self, title: str, picture: Picture, blocks: Sequence[Block], step: int | None, notes: Sequence[str]
    ) -> None:
        sheet = self._sheet(title)
        body = self.house.body
        high = self._credits(sheet, Rect(body.left, body.top, body.width, body.height))
        rect = Rect(body.left, body.top, body.width * _MAP_SHARE, body.height - high - 6)
        labels = add_map(sheet, self.stage, rect, picture)
        lost = set(picture.named) & set(self.stage.ground.zones) - {label.wish.id for label in labels}
        self.remarks += [f"{title}: no room on the map for the name of {ident}." for ident in sorted(lost)]
        column = Rect(rect.right + _GUTTER, rect.top, body.right - rect.right - _GUTTER, rect.height)
        self._button(sheet, column, step)
        above = Rect(column.left, column.top, column.width, column.height - 34)
        bottom = add_legend(sheet, self.stage, above, picture)
        add_column(sheet, self.stage, Rect(*column[:3], bottom - column.top), blocks)
        _notes(sheet.slide, [*notes, *(self.stage.tell(words) for words in self.stage.scene.credits)])

    def _button(self, sheet: Sheet, column: Rect, step: int | None) -> None:
        """Add what opens the page beside the file: PowerPoint can hold no local page within."""
        state = [part for part in ("lang=en" if self.stage.lang == "en" else "", f"step={step}" if step is not None else "") if part]
        href = quote(self.page) + (f"#{'&'.join(state)}" if state else "")
        words = Line((Run(f"{self.stage.say('open_page')} →", 11.5, PAPER["land"], bold=True),), "ctr", 15)
        rect = Rect(column.left, column.bottom - 26, column.width, 26)
        sheet.add(sheet.text(self.stage.say("open_page"), rect, (words,), anchor="ctr", look=Look(PAPER["ink"]), href=href))

    def _charts(self, charts: Sequence[Family]) -> None:
        stage, body = self.stage, self.house.body
        for place in range(0, len(charts), 2):
            pair = charts[place : place + 2]
            sheet = self._sheet(stage.say("numbers"))
            half = (body.width - _GUTTER) / 2
            wide = half if len(pair) == 2 else body.width * 0.75
            bounds = any(map(has_bounds, pair))
            for at, family in enumerate(pair):
                rect = Rect(body.left + at * (half + _GUTTER), body.top, wide, body.height - 30)
                _chart(sheet, stage, rect, family)
            if bounds:
                words = Line((Run(stage.say("bound"), 11, "tx2"),), "l", 15)
                sheet.add(sheet.text(stage.say("legend"), Rect(body.left, body.bottom - 20, body.width, 16), (words,)))
            told = [stage.say("pair", one=bar.name, two=stage.clause(fact)) for family in pair for bar in family.bars for fact in bar.facts]
            _notes(sheet.slide, told)

    def _tables(self, sheaf: Sheaf) -> None:
        if not sheaf.rows:
            return
        pages = sheaf.pages(self.house.body)
        for place, rows in enumerate(pages, start=1):
            many = len(pages) > 1
            title = self.stage.say("paged", title=sheaf.title, n=place, all=len(pages)) if many else sheaf.title
            sheet = self._sheet(title)
            add_table(sheet, self.stage, self.house.body, sheaf, rows)
            _notes(sheet.slide, notes_of(self.stage, rows))

    def _sheet(self, title: str) -> Sheet:
        slide = self.house.slide(title)
        sheet = Sheet(slide, self.stage.lang)
        _number(slide, sheet, self.house.plain)
        if slide.shapes.title is None:
            wide, high = self.house.size
            words = Line((Run(title, 28, bold=True),))
            sheet.add(sheet.text(title, Rect(self.house.body.left, high * 0.05, wide * 0.9, high * 0.1), (words,)))
        return sheet

    def _credits(self, sheet: Sheet, rect: Rect) -> float:
        """Add whose boundaries these are and how the map was reviewed, lower left; return how high that is."""
        stage = self.stage
        words = [stage.tell(credit) for credit in stage.scene.credits]
        words += [stage.say("schematic")] if stage.ground.schematic else []
        text = stage.say("stop").join(words)
        lines = wrapped(text, _CREDIT, rect.width - (100 if self.house.own else 0))
        high = len(lines) * _CREDIT_LEADING
        shown = [Line((Run(line, _CREDIT, "tx2"),), "l", _CREDIT_LEADING) for line in lines]
        box = Rect(rect.left, rect.bottom - high, rect.width, high)
        sheet.add(sheet.text(stage.say("sources"), box, shown, wrap=False, alt=text))
        return high


def _issue(stage: Stage) -> list[str]:
    """Return who issued a plan and when, its number, and its period."""
    plan = stage.scene.plan
    found = [stage.say("issued", issuer=stage.tell(plan.issuer), date=plan.issued), plan.number]
    if len(plan.period) == 2:
        found.append(stage.say("period", first=plan.period[0], last=plan.period[1]))
    return found


def _seen(stage: Stage, parks: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(parks)


def _chart(sheet: Sheet, stage: Stage, rect: Rect, family: Family) -> None:
    lines = wrapped(family.title, 15, rect.width, bold=True)
    shown = [Line((Run(line, 15, "tx1", True),), "l", 20) for line in lines]
    high = 20.0 * len(lines)
    sheet.add(sheet.text(family.title, Rect(rect.left, rect.top, rect.width, high), shown, wrap=False))
    room = min(rect.height - high - 6, 60 + 52.0 * len(family.bars))
    add_chart(sheet, stage, Rect(rect.left, rect.top + high + 6, rect.width, room), family)


def _subtitle(slide: Any, sheet: Sheet, lines: Sequence[str]) -> None:
    """Write the lines under the title into the layout's place for them, the first one larger."""
    place = next((shape for shape in slide.placeholders if shape.placeholder_format.idx == 1), None)
    if place is None or not place.has_text_frame:
        return
    sizes = (26, *(15 for _ in lines[1:]))
    shown = [Line((Run(line, size, "tx1" if size > 20 else "tx2", size > 20),), "l", 0, 8) for line, size in zip(lines, sizes, strict=True)]
    body = place._element.txBody
    for old in body.findall("{http://schemas.openxmlformats.org/drawingml/2006/main}p"):
        body.remove(old)
    for line in shown:
        body.append(parse_xml(sheet.paragraph(line).replace("<a:p>", f"<a:p {NAMESPACES}>", 1)))
    place._element.nvSpPr.cNvPr.set("descr", " ".join(lines))


def _number(slide: Any, sheet: Sheet, layout: Any) -> None:
    """Give a slide its number where the layout has a place for it."""
    for shape in layout.placeholders:
        if shape.placeholder_format.type is not None and shape.placeholder_format.type.name == "SLIDE_NUMBER":
            field = '<a:fld id="{C1FF6DA9-008F-4B48-92A6-B652298478BF}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
            name = sheet.ident()
            xml = (
                f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{name}" name="Slide number" descr="Slide number"/>'
                f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" '
                f'idx="{shape.placeholder_format.idx}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>'
                f"<a:p>{field}</a:p></p:txBody></p:sp>"
            )
            slide.shapes._spTree.append(parse_xml(xml))


def _zone_notes(stage: Stage, zone: ZoneMark) -> list[str]:
    head = stage.say("pair", one=stage.tell(zone.name), two=stage.tell(zone.positioning))
    notes = [stage.tell(words) for words in (zone.definition, zone.note) if stage.tell(words)]
    return [head, *notes, *(stage.clause(fact) for fact in zone.facts)]


def _fact_notes(stage: Stage, marks: Iterable[Any]) -> list[str]:
    """Return the clauses of numbers, units or places, each under its name."""
    named = [(getattr(mark, "indicator", None) or mark.name, mark) for mark in marks]
    return [stage.say("pair", one=stage.tell(name), two=stage.clause(fact)) for name, mark in named for fact in _facts(mark)]


def _facts(mark: Any) -> tuple[Fact, ...]:
    facts: tuple[Fact, ...] = mark.facts
    return facts


def _notes(slide: Any, lines: Sequence[str]) -> None:
    slide.notes_slide.notes_text_frame.text = "\n".join(dict.fromkeys(line for line in lines if line))


def _step(scene: Scene, ident: str, lit: Sequence[str]) -> int | None:
    """Return the step of the story that shows a group or zone, None where no step does."""
    for place, step in enumerate(scene.steps):
        if step.id == ident:
            return place
    return next((place for place, step in enumerate(scene.steps) if set(step.lit) in ({ident}, set(lit))), None)
