"""The slides of a deck, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from geo.draw.scene.industries import industries_of
from geo.draw.scene.marks import GroupMark, Scene, ZoneMark
from geo.draw.scene.reduced import without_nature
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.breaks import balanced
from geo.draw.sheet.south import plane_of
from geo.draw.slides.charts import Family, add_chart, families, has_bounds
from geo.draw.slides.industries import SmallMaps, matrix_table
from geo.draw.slides.legend import legend_parts
from geo.draw.slides.maps import add_map
from geo.draw.slides.notes import fact_notes, group_notes, overview_notes, zone_notes
from geo.draw.slides.panel import Write, add_column, group_blocks, overview_blocks, zone_blocks
from geo.draw.slides.picture import Picture
from geo.draw.slides.shapes import Line, Look, Run, Slide, clean
from geo.draw.slides.tables import Table, add_table, number_table, place_table, source_table
from geo.draw.slides.template import BREAK, Template
from geo.draw.slides.type import text_width, wrapped
from geo.draw.slides.views import box_of_zones, home_box
from geo.space.boxes import KmBox

MOST_ZONES = 12
"""A plan of more zones has a slide for each group, and none for each zone."""

_MAP_SHARE, _GUTTER = 0.665, 22.0
_CREDIT, _CREDIT_LEADING = 8.5, 11.0
_LEAST_GROUP_VIEW, _LEAST_VIEW = 0.66, 0.42
"""A slide of a group, and of a zone, shows at least this share of the whole plan's width or height."""
_COVER_SIZE = 28.0


class DeckMaker:
    """Makes the slides of one deck.

    Parameters
    ----------
    view : View
        The scene, in a language and a drawing.
    template : Template
        The presentation to which slides are added.
    page : str
        File name of the HTML page beside it.
    """

    def __init__(self, view: View, template: Template, page: str) -> None:
        self.view, self.template, self.page = view, template, page
        self.plane = plane_of(view.scene, view.scene.plan.view)
        self.home = home_box(view, self.plane)
        self.remarks: list[str] = []

    def run(self) -> None:
        """Make all slides; `remarks` then holds what the user should know."""
        view, zones = self.view, self.view.scene.zones
        each = len(zones) <= MOST_ZONES
        if not each:
            self.remarks.append(f"{len(zones)} zones: a slide for each group, none for each zone.")
        self._cover()
        self._overview(each)
        for group in view.scene.groups:
            self._group(group)
            for zone in view.scene.zones_of(group.id) if each else ():
                self._zone(zone)
        self._industries()
        charts = families(view)
        for place in range(0, len(charts), 2):
            self._charts(charts[place : place + 2])
        charted = {ident for family in charts for ident in family.ids}
        rest = [target for target in view.scene.targets if target.id not in charted]
        title = view.say("numbers_rest" if charts else "numbers")
        for table in (
            number_table(view, title, rest),
            place_table(view, view.scene.parks),
            source_table(view, view.scene.sources),
        ):
            self.table_slides(table)

    def _cover(self) -> None:
        view, plan = self.view, self.view.scene.plan
        slide = Slide(self.template.slide(self._cover_title(), cover=True), view.lang)
        large = plan.slogan if view.lang == "zh" else ""
        self.template.write_subtitle(slide, large, _issue(view))
        if self.template.own:
            wide, high = self.template.size
            rect = SheetBox.sized(wide * 0.5, high * 0.08, wide * 0.46, high * 0.84)
            add_map(slide, rect, Picture(view=view, plane=self.plane, box=self.home, bare=True))
            self._credits(slide, SheetBox.sized(40, high - 60, wide * 0.46, 40))
        write_notes(slide, [view.tell(plan.title), large, *_issue(view)])

    def _cover_title(self) -> str:
        """Return the title in lines of about equal length; in a template it is broken as the template does."""
        title, room = self.view.tell(self.view.scene.plan.title), self.template.size[0] * 0.46 - 40
        if not self.template.own:
            return title
        return BREAK.join(balanced(title, room, lambda line: text_width(line, _COVER_SIZE, True)))

    def _overview(self, each: bool) -> None:
        view, plan = self.view, self.view.scene.plan
        named = [zone.id for zone in view.zones]
        picture = Picture(view=view, plane=self.plane, box=self.home, named=named)
        title = plan.slogan if view.lang == "zh" and plan.slogan else view.say("overview")
        remarks = [] if each else [view.say("no_zone_slides", n=len(view.scene.zones))]
        self.map_slide(title, picture, lambda most: overview_blocks(view), "step=1", overview_notes(view, remarks))

    def _group(self, group: GroupMark) -> None:
        zones = self.view.scene.zones_of(group.id)
        idents = [zone.id for zone in zones]
        view = self.view.lighting([group.id, *idents])
        picture = Picture(view=view, plane=self.plane, box=self._box(idents, _LEAST_GROUP_VIEW), named=idents)
        step = _step(view.scene, group.id, idents)
        title, notes = view.tell(group.name), group_notes(view, group.id)
        self.map_slide(title, picture, lambda most: group_blocks(view, group, most), step, notes)

    def _zone(self, zone: ZoneMark) -> None:
        view = self.view.lighting([zone.id])
        picture = Picture(
            view=view,
            plane=self.plane,
            box=self._box([zone.id], _LEAST_VIEW),
            named=() if zone.members else (zone.id,),
            places=True,
            counties=True,
        )
        step = _step(view.scene, zone.id, (zone.id,))
        title, notes = view.tell(zone.name), zone_notes(view, zone)
        self.map_slide(title, picture, lambda most: zone_blocks(view, zone, most), step, notes)

    def _industries(self) -> None:
        """Add where industries gather: small maps, and the matrix that counts them."""
        view, shown, body = without_nature(self.view), industries_of(self.view.scene), self.template.body
        if not any(each.counts for each in shown.maps):
            return
        slide = self.sheet(view.say("industries"))
        high = self._credits(slide, body, view)
        SmallMaps(view, shown, body._replace(bottom=body.bottom - high - 6)).add(slide)
        write_notes(slide, [*map(view.tell, (*view.scene.credits, *view.scene.further_credits))])
        self.table_slides(matrix_table(view, shown))

    def _box(self, idents: Sequence[str], least: float) -> KmBox:
        """Return what a map shows; one of a whole country always shows all of it."""
        return self.home if self.view.scene.lines else box_of_zones(self.view, self.plane, idents, least)

    def map_slide(self, title: str, picture: Picture, write: Write, state: str, notes: Sequence[str]) -> None:
        """Add a slide with a map and what it shows in words.

        Parameters
        ----------
        title : str
            Of the slide.
        picture : Picture
            What the map shows.
        write : callable
            Returns the blocks of the column beside it, as :func:`geo.draw.slides.panel.add_column` asks for them.
        state : str
            What the address of the page says of the same; empty for the page as it opens.
        notes : sequence of str
            Of the speaker, to which credits are added.
        """
        view, slide, body = picture.view, self.sheet(title), self.template.body
        high = self._credits(slide, body)
        rect = SheetBox.sized(body.left, body.top, body.width * _MAP_SHARE, body.height - high - 6)
        drawn = add_map(slide, rect, picture)
        wanted = {ident for ident in picture.named if view.shape(view.scene.zone_by_id[ident])}
        lost = wanted - {name.label.id for name in drawn.names}
        self.remarks += [f"{title}: the map has no room for the name of {ident}." for ident in sorted(lost)]
        column = SheetBox.sized(rect.right + _GUTTER, rect.top, body.right - rect.right - _GUTTER, rect.height)
        self._button(slide, column, state)
        add_column(slide, view, column._replace(bottom=column.bottom - 34), write, legend_parts(picture, drawn))
        write_notes(
            slide, [*notes, *(view.tell(words) for words in (*view.scene.credits, *view.scene.further_credits))]
        )

    def _button(self, slide: Slide, column: SheetBox, shown: str) -> None:
        """Add what opens the page beside the file: PowerPoint can hold no local page within."""
        say = self.view.say
        state = [*(("lang=en",) if self.view.lang == "en" else ()), *((shown,) if shown else ())]
        href = quote(self.page) + (f"#{'&'.join(state)}" if state else "")
        words = Line((Run(f"{say('open_page')} →", 11.5, self.view.theme.land, bold=True),), "ctr", 15)
        rect, look = SheetBox.sized(column.left, column.bottom - 26, column.width, 26), Look(self.view.theme.ink)
        slide.add(slide.text(say("open_page"), rect, (words,), anchor="ctr", look=look, href=href))

    def _charts(self, pair: Sequence[Family]) -> None:
        view, body = self.view, self.template.body
        slide = self.sheet(view.say("numbers"))
        half = (body.width - _GUTTER) / 2
        wide = half if len(pair) == 2 else body.width * 0.75
        for at, family in enumerate(pair):
            _add_titled_chart(
                slide, view, SheetBox.sized(body.left + at * (half + _GUTTER), body.top, wide, body.height - 30), family
            )
        if any(map(has_bounds, pair)):
            words = Line((Run(view.say("bound"), 11, "tx2"),), "l", 15)
            foot = SheetBox.sized(body.left, body.bottom - 20, body.width, 16)
            slide.add(slide.text(view.say("legend"), foot, (words,)))
        write_notes(slide, fact_notes(view, ((bar.name, bar.facts) for family in pair for bar in family.bars)))

    def table_slides(self, table: Table) -> None:
        """Add a table, on as many slides as it needs."""
        pages = table.pages(self.template.body) if table.rows else []
        for place, rows in enumerate(pages, start=1):
            paged = self.view.say("paged", title=table.title, n=place, all=len(pages))
            slide = self.sheet(paged if len(pages) > 1 else table.title)
            add_table(slide, self.view, self.template.body, table, rows)
            write_notes(slide, fact_notes(self.view, ((row.cells[0], row.facts) for row in rows)))

    def sheet(self, title: str) -> Slide:
        """Add a slide with a title and nothing else."""
        slide = Slide(self.template.slide(title), self.view.lang)
        self.template.add_number(slide)
        if slide.native.shapes.title is None:
            wide, high = self.template.size
            rect = SheetBox.sized(self.template.body.left, high * 0.05, wide * 0.9, high * 0.1)
            slide.add(slide.text(title, rect, (Line((Run(title, 28, bold=True),)),)))
        return slide

    def _credits(self, slide: Slide, rect: SheetBox, view: View | None = None) -> float:
        """Add whose boundaries these are and how the map was reviewed, lower left; return how high that is."""
        view = view or self.view
        words = [view.tell(credit) for credit in (*view.scene.credits, *view.scene.further_credits)]
        text = view.say("stop").join([*words, *((view.say("schematic_note"),) if view.is_diagram else ())])
        lines = wrapped(text, _CREDIT, rect.width)
        high = len(lines) * _CREDIT_LEADING
        shown = [Line((Run(line, _CREDIT, "tx2"),), "l", _CREDIT_LEADING) for line in lines]
        box = SheetBox.sized(rect.left, rect.bottom - high, rect.width, high)
        slide.add(slide.text(view.say("credits"), box, shown, wrap=False, alt=text))
        return high


def _issue(view: View) -> list[str]:
    """Return who issued a plan and when, its number, and its period."""
    plan = view.scene.plan
    found = [view.say("issued_by", issuer=view.tell(plan.issuer), date=plan.issued), plan.number]
    if len(plan.period) == 2:
        found.append(view.say("period", first=plan.period[0], last=plan.period[1]))
    return [line for line in found if line]


def _add_titled_chart(slide: Slide, view: View, rect: SheetBox, family: Family) -> None:
    lines = wrapped(family.title, 15, rect.width, bold=True)
    shown = [Line((Run(line, 15, "tx1", True),), "l", 20) for line in lines]
    high = 20.0 * len(lines)
    slide.add(slide.text(family.title, SheetBox.sized(rect.left, rect.top, rect.width, high), shown, wrap=False))
    room = min(rect.height - high - 6, 60 + 52.0 * len(family.bars))
    add_chart(slide, view, SheetBox.sized(rect.left, rect.top + high + 6, rect.width, room), family)


def write_notes(slide: Slide, lines: Sequence[str]) -> None:
    """Write the speaker's notes of a slide, each line once."""
    text = "\n".join(dict.fromkeys(line for line in lines if line))
    slide.native.notes_slide.notes_text_frame.text = clean(text)


def _step(scene: Scene, ident: str, lit: Sequence[str]) -> str:
    """Return how an address calls the step of the story that shows a group or zone; nothing where no step does."""
    places = {step.id: place for place, step in reversed(list(enumerate(scene.steps, start=1)))}
    alike = (place for place, step in enumerate(scene.steps, start=1) if set(step.lit) in ({ident}, set(lit)))
    found = places.get(ident) or next(alike, 0)
    return f"step={found}" if found else ""
