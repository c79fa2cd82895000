"""The slides of a deck, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import quote

from geo.draw.scene.marks import GroupMark, Scene, ZoneMark
from geo.draw.scene.style import PAPER
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.breaks import balanced
from geo.draw.slides.charts import Family, add_chart, families, has_bounds
from geo.draw.slides.maps import add_map
from geo.draw.slides.notes import fact_notes, group_notes, overview_notes, zone_notes
from geo.draw.slides.panel import Block, add_column, group_blocks, overview_blocks, zone_blocks
from geo.draw.slides.picture import Picture
from geo.draw.slides.shapes import Line, Look, Run, Sheet, clean
from geo.draw.slides.stage import Stage
from geo.draw.slides.tables import Sheaf, add_table, number_sheaf, place_sheaf, source_sheaf
from geo.draw.slides.template import BREAK, House
from geo.draw.slides.type import text_width, wrapped
from geo.draw.slides.views import home, view_of
from geo.space.boxes import KmBox

MOST_ZONES = 12
"""A plan of more zones has a slide for each group, and none for each zone."""

_MAP_SHARE, _GUTTER = 0.665, 22.0
_CREDIT, _CREDIT_LEADING = 8.5, 11.0
_LEAST_GROUP_VIEW, _LEAST_VIEW = 0.66, 0.42
"""A slide of a group, and of a zone, shows at least this share of the whole plan's width or height."""
_COVER_SIZE = 28.0

Write = Callable[[int], Sequence[Block]]


class DeckMaker:
    """Makes the slides of one deck.

    Parameters
    ----------
    stage : Stage
        The scene, laid out flat, and the language.
    house : House
        The presentation to which slides are added.
    page : str
        File name of the HTML page beside it.
    """

    def __init__(self, stage: Stage, house: House, page: str) -> None:
        self.stage, self.house, self.page = stage, house, page
        self.remarks: list[str] = []

    def run(self) -> None:
        """Make all slides; `remarks` then holds what the user should know."""
        stage, zones = self.stage, self.stage.scene.zones
        each = len(zones) <= MOST_ZONES
        if not each:
            self.remarks.append(f"{len(zones)} zones: a slide for each group, none for each zone.")
        self._cover()
        self._overview(each)
        for group in stage.scene.groups:
            self._group(group)
            for zone in stage.zones_of(group.id) if each else ():
                self._zone(zone)
        charts = families(stage)
        for place in range(0, len(charts), 2):
            self._charts(charts[place : place + 2])
        charted = {ident for family in charts for ident in family.ids}
        rest = [target for target in stage.scene.targets if target.id not in charted]
        title = stage.say("numbers_rest" if charts else "numbers")
        for sheaf in (number_sheaf(stage, title, rest), place_sheaf(stage), source_sheaf(stage)):
            self._tables(sheaf)

    def _cover(self) -> None:
        stage, plan = self.stage, self.stage.scene.plan
        slide = self.house.slide(self._cover_title(), cover=True)
        sheet = Sheet(slide, stage.lang)
        large = plan.slogan if stage.lang == "zh" else ""
        self.house.write_subtitle(sheet, large, _issue(stage))
        if self.house.own:
            wide, high = self.house.size
            rect = SheetBox.sized(wide * 0.5, high * 0.08, wide * 0.46, high * 0.84)
            lit = () if stage.crowded else tuple(stage.zones)
            picture = Picture(view=home(stage), lit=lit, tinted=stage.crowded, bare=True)
            add_map(sheet, stage, rect, picture)
            self._credits(sheet, SheetBox.sized(40, high - 60, wide * 0.46, 40))
        _write_notes(sheet, [stage.tell(plan.title), large, *_issue(stage)])

    def _cover_title(self) -> str:
        """Return the title in lines of about equal length; in a template it is broken as the template does."""
        title, room = self.stage.tell(self.stage.scene.plan.title), self.house.size[0] * 0.46 - 40
        if not self.house.own:
            return title
        return BREAK.join(balanced(title, room, lambda line: text_width(line, _COVER_SIZE, True)))

    def _overview(self, each: bool) -> None:
        stage, plan = self.stage, self.stage.scene.plan
        lit = () if stage.crowded else tuple(stage.zones)
        parks = () if stage.crowded else stage.located(stage.scene.parks)
        picture = Picture(view=home(stage), lit=lit, named=lit, parks=parks, tinted=stage.crowded)
        title = plan.slogan if stage.lang == "zh" and plan.slogan else stage.say("overview")
        remarks = [] if each else [stage.say("no_zone_slides", n=len(stage.scene.zones))]
        self._map(title, picture, lambda most: overview_blocks(stage), 1, overview_notes(stage, remarks))

    def _group(self, group: GroupMark) -> None:
        stage = self.stage
        idents = tuple(zone.id for zone in stage.zones_of(group.id))
        parks = stage.located(stage.parks_in(idents))
        picture = Picture(view=self._view(idents, _LEAST_GROUP_VIEW), lit=idents, named=idents, parks=parks)
        step = _step(stage.scene, group.id, idents)
        title, notes = stage.tell(group.name), group_notes(stage, group.id)
        self._map(title, picture, lambda most: group_blocks(stage, group, most), step, notes)

    def _zone(self, zone: ZoneMark) -> None:
        stage = self.stage
        picture = Picture(
            view=self._view((zone.id,), _LEAST_VIEW),
            lit=(zone.id,),
            named=() if zone.members else (zone.id,),
            parks=stage.located(stage.parks_in([zone.id])),
            places=True,
            counties=True,
        )
        step = _step(stage.scene, zone.id, (zone.id,))
        title, notes = stage.tell(zone.name), zone_notes(stage, zone)
        self._map(title, picture, lambda most: zone_blocks(stage, zone, most), step, notes)

    def _view(self, idents: Sequence[str], least: float) -> KmBox:
        """Return what a map shows; one of a whole country always shows all of it."""
        return home(self.stage) if self.stage.scene.lines else view_of(self.stage, idents, least)

    def _map(self, title: str, picture: Picture, write: Write, step: int | None, notes: Sequence[str]) -> None:
        stage, sheet, body = self.stage, self._sheet(title), self.house.body
        high = self._credits(sheet, body)
        rect = SheetBox.sized(body.left, body.top, body.width * _MAP_SHARE, body.height - high - 6)
        labels = add_map(sheet, stage, rect, picture)
        wanted = {ident for ident in picture.named if stage.shape(stage.zones[ident])}
        lost = wanted - {name.label.id for name in labels}
        self.remarks += [f"{title}: the map has no room for the name of {ident}." for ident in sorted(lost)]
        column = SheetBox.sized(rect.right + _GUTTER, rect.top, body.right - rect.right - _GUTTER, rect.height)
        self._button(sheet, column, step)
        add_column(sheet, stage, column._replace(bottom=column.bottom - 34), write, picture)
        _write_notes(sheet, [*notes, *(stage.tell(words) for words in stage.scene.credits)])

    def _button(self, sheet: Sheet, column: SheetBox, step: int | None) -> None:
        """Add what opens the page beside the file: PowerPoint can hold no local page within."""
        say = self.stage.say
        state = [*(("lang=en",) if self.stage.lang == "en" else ()), *((f"step={step}",) if step else ())]
        href = quote(self.page) + (f"#{'&'.join(state)}" if state else "")
        words = Line((Run(f"{say('open_page')} →", 11.5, PAPER["land"], bold=True),), "ctr", 15)
        rect, look = SheetBox.sized(column.left, column.bottom - 26, column.width, 26), Look(PAPER["ink"])
        sheet.add(sheet.text(say("open_page"), rect, (words,), anchor="ctr", look=look, href=href))

    def _charts(self, pair: Sequence[Family]) -> None:
        stage, body = self.stage, self.house.body
        sheet = self._sheet(stage.say("numbers"))
        half = (body.width - _GUTTER) / 2
        wide = half if len(pair) == 2 else body.width * 0.75
        for at, family in enumerate(pair):
            _add_titled_chart(
                sheet,
                stage,
                SheetBox.sized(body.left + at * (half + _GUTTER), body.top, wide, body.height - 30),
                family,
            )
        if any(map(has_bounds, pair)):
            words = Line((Run(stage.say("bound"), 11, "tx2"),), "l", 15)
            sheet.add(
                sheet.text(stage.say("legend"), SheetBox.sized(body.left, body.bottom - 20, body.width, 16), (words,))
            )
        _write_notes(sheet, fact_notes(stage, ((bar.name, bar.facts) for family in pair for bar in family.bars)))

    def _tables(self, sheaf: Sheaf) -> None:
        pages = sheaf.pages(self.house.body) if sheaf.rows else []
        for place, rows in enumerate(pages, start=1):
            paged = self.stage.say("paged", title=sheaf.title, n=place, all=len(pages))
            sheet = self._sheet(paged if len(pages) > 1 else sheaf.title)
            add_table(sheet, self.stage, self.house.body, sheaf, rows)
            _write_notes(sheet, fact_notes(self.stage, ((row.cells[0], row.facts) for row in rows)))

    def _sheet(self, title: str) -> Sheet:
        sheet = Sheet(self.house.slide(title), self.stage.lang)
        self.house.add_number(sheet)
        if sheet.slide.shapes.title is None:
            wide, high = self.house.size
            rect = SheetBox.sized(self.house.body.left, high * 0.05, wide * 0.9, high * 0.1)
            sheet.add(sheet.text(title, rect, (Line((Run(title, 28, bold=True),)),)))
        return sheet

    def _credits(self, sheet: Sheet, rect: SheetBox) -> float:
        """Add whose boundaries these are and how the map was reviewed, lower left; return how high that is."""
        stage = self.stage
        words = [stage.tell(credit) for credit in stage.scene.credits]
        text = stage.say("stop").join([*words, *((stage.say("schematic"),) if stage.diagram else ())])
        lines = wrapped(text, _CREDIT, rect.width)
        high = len(lines) * _CREDIT_LEADING
        shown = [Line((Run(line, _CREDIT, "tx2"),), "l", _CREDIT_LEADING) for line in lines]
        box = SheetBox.sized(rect.left, rect.bottom - high, rect.width, high)
        sheet.add(sheet.text(stage.say("credits"), box, shown, wrap=False, alt=text))
        return high


def _issue(stage: Stage) -> list[str]:
    """Return who issued a plan and when, its number, and its period."""
    plan = stage.scene.plan
    found = [stage.say("issued", issuer=stage.tell(plan.issuer), date=plan.issued), plan.number]
    if len(plan.period) == 2:
        found.append(stage.say("period", first=plan.period[0], last=plan.period[1]))
    return [line for line in found if line]


def _add_titled_chart(sheet: Sheet, stage: Stage, rect: SheetBox, family: Family) -> None:
    lines = wrapped(family.title, 15, rect.width, bold=True)
    shown = [Line((Run(line, 15, "tx1", True),), "l", 20) for line in lines]
    high = 20.0 * len(lines)
    sheet.add(sheet.text(family.title, SheetBox.sized(rect.left, rect.top, rect.width, high), shown, wrap=False))
    room = min(rect.height - high - 6, 60 + 52.0 * len(family.bars))
    add_chart(sheet, stage, SheetBox.sized(rect.left, rect.top + high + 6, rect.width, room), family)


def _write_notes(sheet: Sheet, lines: Sequence[str]) -> None:
    text = "\n".join(dict.fromkeys(line for line in lines if line))
    sheet.slide.notes_slide.notes_text_frame.text = clean(text)


def _step(scene: Scene, ident: str, lit: Sequence[str]) -> int | None:
    """Return the step of the story, counted from 1, that shows a group or zone; None where no step does."""
    places = {step.id: place for place, step in reversed(list(enumerate(scene.steps, start=1)))}
    alike = (place for place, step in enumerate(scene.steps, start=1) if set(step.lit) in ({ident}, set(lit)))
    return places.get(ident) or next(alike, None)
