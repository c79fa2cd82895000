"""The slides of a deck, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from urllib.parse import quote

from geo.draw.scene.claims import group_claim, industry_claim, layout_claim, slogan_of
from geo.draw.scene.industries import industries_of
from geo.draw.scene.marks import GroupMark, Scene, ZoneMark
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.breaks import balanced
from geo.draw.sheet.south import plane_of
from geo.draw.slides.argument import add_ends, add_headline, add_states, add_titled_chart
from geo.draw.slides.charts import Family, families
from geo.draw.slides.industries import SmallMaps, matrix_table
from geo.draw.slides.legend import legend_parts
from geo.draw.slides.maps import add_map
from geo.draw.slides.notes import marks_named, notes_of, targets_named, zone_named
from geo.draw.slides.panel import (
    Block,
    Write,
    add_column,
    group_blocks,
    overview_blocks,
    unnamed_blocks,
    zone_blocks,
)
from geo.draw.slides.picture import Picture
from geo.draw.slides.shapes import BoxStyle, Line, Look, Run, Slide, lines_of
from geo.draw.slides.tables import Table, add_table, number_table, place_table, progress_table, source_table
from geo.draw.slides.template import BREAK, MARGIN, TITLE_SIZE, Template
from geo.draw.slides.type import LOOKED_UP, text_width, wrapped_in_any_face
from geo.draw.slides.views import box_of_zones, home_box
from geo.model.errors import counted
from geo.space.boxes import KmBox

MOST_ZONES = 12
"""A plan of more zones has a slide for each group, and none for each zone."""

_MOST_GROUPS, _APART = 4, 3
"""So many groups have slides of their own, what is missing and the sources then sharing one; of more groups the second,
so that the deck has no more than ten slides."""

_MAP_SHARE, _NARROW_MAP_SHARE, _WIDE, _GUTTER = 0.65, 0.58, 1.9, 22.0
"""Share of the width that a map takes, on slides whose body is so many times wider than high and on others."""

_CREDIT_LEADING = 17.0
_LEAST_GROUP_VIEW, _LEAST_VIEW = 0.66, 0.42
"""A slide of a group, and of a zone, shows at least this share of the whole plan's width or height."""


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

    def run(self, *, full: bool = False, beside: Sequence[Callable[[DeckMaker], None]] = ()) -> None:
        """Make the slides of the argument, and the appendix where `full` is set; `remarks` then says what to know.

        What stands beside the plan adds its slides behind those of what is there and what is planned.
        """
        self._cover()
        kept = _ranked_groups(self.view.scene)
        self._overview(kept)
        add_headline(self)
        for group in kept:
            self.group_slide(group)
        self._industries()
        add_states(self)
        for add in beside:
            add(self)
        add_ends(self, together=len(kept) > _APART)
        if full:
            self._appendix(kept)
        elif left := len(self.view.scene.groups) - len(kept):
            every = len(self.view.scene.groups)
            self.remarks.append(f"{left} of {counted(every, 'group')} have no slide of their own: --full adds them.")

    def _appendix(self, told: Sequence[GroupMark]) -> None:
        """Add what the argument leaves out: other groups, zones, the matrix, all numbers, places and sources."""
        view, zones = self.view, self.view.scene.zones
        for group in view.scene.groups:
            if group not in told:
                self.group_slide(group)
        if len(zones) <= MOST_ZONES:
            for zone in zones:
                if len(view.scene.zones_of(zone.group)) > 1:
                    self._zone(zone)
        else:
            self.remarks.append(f"{len(zones)} zones: a slide for each group, none for each zone.")
        shown = industries_of(view.scene)
        self.table_slides(matrix_table(view, shown))
        charts = families(view)
        for place in range(0, len(charts), 2):
            self._charts(charts[place : place + 2])
        charted = {ident for family in charts for ident in family.ids}
        rest = [target for target in view.scene.targets if target.id not in charted]
        title = view.say("numbers_rest" if charts else "numbers")
        for table in (
            progress_table(view),
            number_table(view, title, rest),
            place_table(view, view.scene.parks),
            source_table(view, view.scene.sources),
        ):
            self.table_slides(table)

    def _cover(self) -> None:
        view, plan = self.view, self.view.scene.plan
        slide = Slide(self.template.slide(self._cover_title(), cover=True), view.lang)
        large = view.tell(slogan_of(view.scene))
        self.template.write_subtitle(slide, large, _issue(view))
        if self.template.own:
            wide, high = self.template.size
            rect = SheetBox.sized(wide * 0.5, high * 0.08, wide * 0.46, high * 0.84)
            add_map(slide, rect, Picture(view=view, plane=self.plane, box=self.home, bare=True))
            self._credits(slide, SheetBox.sized(MARGIN, high - 76, wide * 0.48 - MARGIN, 60))
        slide.note(notes_of(view, [view.tell(plan.title), large, *_issue(view)], ()))

    def _cover_title(self) -> str:
        """Return the title in lines of about equal length; in a template it is broken as the template does."""
        title, room = self.view.tell(self.view.scene.plan.title), self.template.size[0] * 0.46 - 40
        if not self.template.own:
            return title
        return BREAK.join(balanced(title, room, lambda line: text_width(line, TITLE_SIZE, True)))

    def _overview(self, kept: Sequence[GroupMark]) -> None:
        """Add the layout in one picture, where some groups only have slides of their own."""
        view = self.view
        title = view.tell(layout_claim(view.scene))
        said = [view.tell(view.scene.plan.title), title, view.standing]
        notes = notes_of(view, said, marks_named(view, view.scene.zones))
        self.map_slide(title, self.layout_picture, lambda most: overview_blocks(view, kept), "step=1", notes)

    @property
    def layout_picture(self) -> Picture:
        """The whole layout, of which nothing is named but zones and units."""
        named = [zone.id for zone in self.view.zones]
        return Picture(view=self.view, plane=self.plane, box=self.home, named=named, plain=True)

    def group_slide(self, group: GroupMark) -> None:
        """Add the slide of a group; that of its only zone, where it has but one."""
        zones = self.view.scene.zones_of(group.id)
        idents = [zone.id for zone in zones]
        view = self.view.lighting(idents if len(zones) == 1 else [group.id, *idents])
        least = _LEAST_GROUP_VIEW if len(zones) > 1 else _LEAST_VIEW
        box = self._box(idents, least)
        picture = Picture(view=view, plane=self.plane, box=box, named=idents, places=not view.scene.lines)
        title, step = view.tell(group_claim(view.scene, group)), _step(view.scene, group.id, idents)
        said = [title, *(view.tell(zone.positioning) for zone in zones)]
        numbers = targets_named(view, view.scene.targets_of(("group", group.id)))
        named = zone_named(view, zones[0]) if len(zones) == 1 else chain(marks_named(view, zones), numbers)

        def write(most: int) -> Sequence[Block]:
            return zone_blocks(view, zones[0], most) if len(zones) == 1 else group_blocks(view, group, most)

        self.map_slide(title, picture, write, step, notes_of(view, said, named))

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
        title = view.tell(zone.name)
        notes = notes_of(view, [title, view.tell(zone.positioning)], zone_named(view, zone))
        self.map_slide(title, picture, lambda most: zone_blocks(view, zone, most), step, notes)

    def _industries(self) -> None:
        """Add where industries gather: small maps."""
        view, shown, body = self.view, industries_of(self.view.scene), self.template.body
        if not any(each.counts for each in shown.maps):
            return
        title = view.tell(industry_claim(view.scene))
        slide = self.sheet(title)
        high = self._credits(slide, body)
        SmallMaps(view, shown, body._replace(bottom=body.bottom - high - 6)).add(slide)
        totals = (view.say("pair", one=view.tell(each.name), two=str(each.total)) for each in shown.maps)
        slide.note(notes_of(view, [title, view.say("industries_count"), *totals], ()))

    def _box(self, idents: Sequence[str], least: float) -> KmBox:
        """Return what a map shows; one of a whole country always shows all of it."""
        return self.home if self.view.scene.lines else box_of_zones(self.view, self.plane, idents, least)

    def map_slide(self, title: str, picture: Picture, write: Write, state: str, notes: str) -> None:
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
        notes : str
            Of the speaker.
        """
        view, slide, body = picture.view, self.sheet(title), self.template.body
        high = self._credits(slide, body)
        share = _MAP_SHARE if body.width > _WIDE * body.height else _NARROW_MAP_SHARE
        rect = SheetBox.sized(body.left, body.top, body.width * share, body.height - high - 6)
        drawn = add_map(slide, rect, picture)
        wanted = {ident for ident in picture.named if view.shape(view.scene.zone_by_id[ident])}
        lost = sorted(wanted - {name.label.id for name in drawn.names})
        self.remarks += [f"{title}: the map has no room for the name of {ident}." for ident in lost]
        zones = [view.tell(view.scene.zone_by_id[ident].name) for ident in lost]
        column = SheetBox.sized(rect.right + _GUTTER, rect.top, body.right - rect.right - _GUTTER, rect.height)
        self._button(slide, column, state)

        def told(most: int) -> Sequence[Block]:
            left_out = (*unnamed_blocks(view, 0, zones), *unnamed_blocks(view, drawn.unnamed, drawn.nameless))
            return (*write(most), *left_out)

        add_column(slide, view, column._replace(bottom=column.bottom - 42), told, legend_parts(picture, drawn))
        slide.note(notes)

    def _button(self, slide: Slide, column: SheetBox, shown: str) -> None:
        """Add what opens the page beside the file: PowerPoint can hold no local page within."""
        say = self.view.say
        state = [*(("lang=en",) if self.view.lang == "en" else ()), *((shown,) if shown else ())]
        href = quote(self.page) + (f"#{'&'.join(state)}" if state else "")
        words = Line((Run(f"{say('open_page')} →", LOOKED_UP, "bg1", bold=True),), "ctr", LOOKED_UP + 4)
        rect, look = SheetBox.sized(column.left, column.bottom - 32, column.width, 32), Look("tx1")
        slide.add(slide.text(say("open_page"), rect, (words,), BoxStyle("ctr", wrap=True, look=look, href=href)))

    def _charts(self, pair: Sequence[Family]) -> None:
        view, body = self.view, self.template.body
        slide = self.sheet(view.say("numbers"))
        half = (body.width - _GUTTER) / 2
        wide = half if len(pair) == 2 else body.width * 0.75
        for at, family in enumerate(pair):
            rect = SheetBox.sized(body.left + at * (half + _GUTTER), body.top, wide, body.height)
            add_titled_chart(slide, view, rect, family)
        named = ((bar.name, bar.facts) for family in pair for bar in family.bars)
        slide.note(notes_of(view, [family.title for family in pair], named))

    def table_slides(self, table: Table) -> None:
        """Add a table, on as many slides as it needs."""
        pages = table.pages(self.template.body) if table.rows else []
        for place, rows in enumerate(pages, start=1):
            paged = self.view.say("paged", title=table.title, n=place, all=len(pages))
            slide = self.sheet(paged if len(pages) > 1 else table.title)
            add_table(slide, self.view, self.template.body, table, rows)
            slide.note(notes_of(self.view, [table.title], ((row.cells[0], row.facts) for row in rows)))

    def sheet(self, title: str) -> Slide:
        """Add a slide with a title and nothing else."""
        slide = Slide(self.template.slide(title), self.view.lang)
        self.template.add_number(slide)
        if slide.native.shapes.title is None:
            wide, high = self.template.size
            rect = SheetBox.sized(self.template.body.left, high * 0.05, wide * 0.9, high * 0.1)
            slide.add(slide.text(title, rect, (Line((Run(title, 28, bold=True),)),), BoxStyle(wrap=True)))
        return slide

    def _credits(self, slide: Slide, rect: SheetBox) -> float:
        """Add whose boundaries these are and how the map was reviewed, lower left; return how high that is."""
        view = self.view
        words = [view.tell(credit) for credit in view.scene.short_credits]
        text = view.say("stop").join([*words, *((view.say("schematic_note"),) if view.is_diagram else ())])
        lines = wrapped_in_any_face(text, LOOKED_UP, rect.width)
        high = len(lines) * _CREDIT_LEADING
        box = SheetBox.sized(rect.left, rect.bottom - high, rect.width, high)
        slide.add(slide.text(view.say("credits"), box, lines_of(lines, LOOKED_UP, _CREDIT_LEADING), alt=text))
        return high


def _issue(view: View) -> list[str]:
    """Return who issued a plan and when, its number, and its period."""
    plan = view.scene.plan
    found = [view.byline, plan.number]
    if len(plan.period) == 2:
        found.append(view.say("period", first=plan.period[0], last=plan.period[1]))
    return [line for line in found if line]


def _ranked_groups(scene: Scene) -> tuple[GroupMark, ...]:
    """Return the groups that have a slide, in their order: where there are many, those with most places and numbers."""

    def rank(group: GroupMark) -> tuple[bool, int, int]:
        zones = scene.zones_of(group.id)
        things = (("group", group.id), *(("zone", zone.id) for zone in zones))
        drawn = any(zone.shape for zone in zones)
        return drawn, len(scene.parks_of(zones)), len(scene.targets_of(*things))

    most = _MOST_GROUPS if len(scene.groups) <= _MOST_GROUPS else _APART
    kept = sorted(scene.groups, key=rank, reverse=True)[:most]
    return tuple(group for group in scene.groups if group in kept)


def _step(scene: Scene, ident: str, lit: Sequence[str]) -> str:
    """Return how an address calls the step of the story that shows a group or zone; nothing where no step does."""
    places = {step.id: place for place, step in reversed(list(enumerate(scene.steps, start=1)))}
    alike = (place for place, step in enumerate(scene.steps, start=1) if set(step.lit) in ({ident}, set(lit)))
    found = places.get(ident) or next(alike, 0)
    return f"step={found}" if found else ""
