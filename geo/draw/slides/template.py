"""The house style of a deck: the masters and layouts of a template, or an atlas plate of our own."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Pt

from geo.draw.scene.theme import Theme
from geo.draw.sheet.box import SheetBox
from geo.draw.slides.cover import cover_lines
from geo.draw.slides.prompts import PAGE_NUMBER, with_chinese_prompts
from geo.draw.slides.shapes import NAMESPACES, POINT_EMU, Look, Slide, clean, places_of
from geo.draw.slides.type import LOOKED_UP, heading_lines
from geo.model.errors import DrawingError
from geo.model.zips import packed_again

SIZES = {"16:9": (960.0, 540.0), "4:3": (720.0, 540.0)}
"""Width and height of a slide, in points."""

MARGIN = 40.0
_INSET = 7.2
TITLE_SIZE, _LEAST_TITLE, _TITLE_LEADING = 28.0, 20, 1.2
_FOREIGN_TITLE = 44.0
"""Size of a title where neither layout nor master of a template gives one."""
BREAK = "\v"
"""Ends a line within a title."""
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_FOOT = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_LATIN, _CHINESE, _CHINESE_NAME = "Arial", "Microsoft YaHei", "微软雅黑"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_AXIS = re.compile(rb'(<c:(?:axId|crossAx) val=")-(\d+")')
_UNREADABLE = (PythonPptxError, zipfile.BadZipFile, SyntaxError, LookupError, AttributeError, ValueError, OSError)
"""What python-pptx raises at files of other kinds: it checks little before it reads."""
_NUMBER = (
    '<p:sp {0}><p:nvSpPr><p:cNvPr id="{1}" name="{3}" descr="{3}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
    "</p:cNvSpPr><p:nvPr>{2}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>"
    '<a:fld id="{{C1FF6DA9-008F-4B48-92A6-B652298478BF}}" type="slidenum">{4}<a:t>‹#›</a:t></a:fld>'
    "</a:p></p:txBody></p:sp>"
)


@dataclass(frozen=True)
class Template:
    """A presentation without slides, with the layouts that a deck uses.

    Attributes
    ----------
    deck : Presentation
        Of python-pptx.
    cover, plain : SlideLayout
        For the first slide, and for all others.
    own : bool
        Whether it is ours, not an institution's.
    lang : str
        Language of what ours says in empty places.
    """

    deck: Any
    cover: Any
    plain: Any
    own: bool
    lang: str = "en"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a slide, in points."""
        return self.deck.slide_width / POINT_EMU, self.deck.slide_height / POINT_EMU

    @property
    def body(self) -> SheetBox:
        """Where a slide's content may stand: below the title, above the foot of the layout."""
        wide, high = self.size
        title = next((shape for shape in self.plain.placeholders if shape.placeholder_format.type in _TITLES), None)
        top = _bottom(title) + 10 if title is not None and _bottom(title) < high * 0.45 else high * 0.17
        feet = [shape.top / POINT_EMU for shape in self.plain.placeholders if _is_foot(shape, high)]
        left = min(max(title.left / POINT_EMU if title is not None else MARGIN, 0.02 * wide), 0.08 * wide)
        bottom = min([high - 0.045 * high, *(foot - 4 for foot in feet)])
        return SheetBox.sized(left, top, wide - 2 * left, bottom - top)

    @property
    def families(self) -> frozenset[str]:
        """Typefaces in which an institution sets Latin letters; none of our own template, which are the usual ones."""
        if self.own:
            return frozenset()
        master = self.plain.slide_master
        themes = (rel.target_part.blob for rel in master.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.THEME)
        pages = (page._element for page in (master, self.cover, self.plain))
        roots = (*map(parse_xml, themes), *pages, self.deck.part._element)
        named = {latin.get("typeface", "") for root in roots for latin in root.iter(f"{_A}latin")}
        return frozenset(name for name in named if name and not name.startswith("+"))

    def slide(self, title: str, *, cover: bool = False) -> Any:
        """Add a slide with its title; placeholders that stay empty are taken away."""
        made = self.deck.slides.add_slide(self.cover if cover else self.plain)
        if made.shapes.title is not None:
            lines = [clean(line) for line in title.split(BREAK)]
            made.shapes.title.text_frame.text = BREAK.join(lines)
            if not (cover and self.own):
                self._fit(made.shapes.title, self.cover if cover else self.plain)
            made.shapes.title._element.nvSpPr.cNvPr.set("descr", "".join(lines))
        return made

    def _fit(self, title: Any, layout: Any) -> None:
        """Set a title in the largest type, broken into lines of about equal length, at which it fits its place."""
        whole = _title_size(layout)
        text, wide = title.text_frame.text, title.width / POINT_EMU - (0.0 if self.own else 2 * _INSET)
        high = title.height / POINT_EMU
        sizes = (whole, *map(float, range(int(whole) - 1, _LEAST_TITLE - 1, -1)))
        fits = (each for each in sizes if len(heading_lines(text, each, wide)) * each * _TITLE_LEADING <= high)
        size = next(fits, sizes[-1])
        title.text_frame.text = BREAK.join(heading_lines(text, size, wide))
        if size < whole:
            title.text_frame.paragraphs[0].font.size = Pt(size)

    def write_subtitle(self, slide: Slide, large: str, small: Sequence[str]) -> None:
        """Write lines under the title of the first slide, into the layout's place for them."""
        places = [shape for shape in slide.native.placeholders if shape.placeholder_format.idx == 1]
        if not places or not places[0].has_text_frame:
            return
        wide, high = (places[0].width or 0), (places[0].height or self.deck.slide_height)
        room = SheetBox.sized(0.0, 0.0, wide / POINT_EMU - 2 * _INSET, high / POINT_EMU - 2 * _INSET)
        lines = cover_lines(large, small, room)
        body = places[0]._element.txBody
        for old in body.findall(f"{_A}p"):
            body.remove(old)
        for line in lines:
            body.append(parse_xml(slide.paragraph(line).replace("<a:p>", f"<a:p {NAMESPACES}>", 1)))
        places[0]._element.nvSpPr.cNvPr.set("descr", clean(" ".join((large, *small)).strip()))

    def add_number(self, slide: Slide) -> None:
        """Give a slide its number where the layout has a place for it."""
        kinds = {shape.placeholder_format.type: shape.placeholder_format.idx for shape in self.plain.placeholders}
        if PP_PLACEHOLDER.SLIDE_NUMBER in kinds:
            place = f'<p:ph type="sldNum" sz="quarter" idx="{kinds[PP_PLACEHOLDER.SLIDE_NUMBER]}"/>'
            look = "<a:rPr/>" if self._number_size >= LOOKED_UP else f'<a:rPr sz="{round(LOOKED_UP * 100)}"/>'
            number = _NUMBER.format(NAMESPACES, slide.ident(), place, PAGE_NUMBER[slide.lang], look)
            slide.native.shapes._spTree.append(parse_xml(number))

    @property
    def _number_size(self) -> float:
        """The size of the type of slide numbers, as the layout or else the master has it."""
        holders = (self.plain, self.plain.slide_master)
        places = (shape for holder in holders for shape in holder.placeholders)
        return _size_in(shape._element.txBody for shape in places if _is_number(shape)) or LOOKED_UP


def own_template(size: str, theme: Theme, lang: str) -> Template:
    """Return our own house style in one of SIZES, in the colours of a theme and in a language."""
    deck = Presentation()
    wide, high = SIZES[size]
    deck.slide_width, deck.slide_height = Pt(wide), Pt(high)
    master = deck.slide_master
    for layout in list(deck.slide_layouts):
        if layout.name not in ("Title Slide", "Title Only"):
            deck.slide_layouts.remove(layout)
    cover, plain = deck.slide_layouts
    _paint_master(master)
    _set_theme(master, theme)
    _arrange(master, cover, plain, wide, high)
    _drop_parts(deck)
    return Template(deck, cover, plain, own=True, lang=lang)


def read_template(path: Path) -> Template:
    """Return the house style of an institution: its masters, layouts and size, without its slides.

    Raises
    ------
    DrawingError
        The file is no PPTX, or has no layout.
    """
    try:
        deck = Presentation(str(path))
        layouts = list(deck.slide_layouts)
    except _UNREADABLE as error:
        raise DrawingError(f"{path}: is no PPTX. Save the template as .pptx (not .ppt or .potx).") from error
    if not layouts:
        raise DrawingError(f"{path}: has no slide layout. Save a template with at least a title layout.")
    _drop_slides(deck)
    _drop_macros(deck)
    cover = _layout(layouts, ("title",)) or layouts[0]
    plain = _layout(layouts, ("titleOnly", "obj", "tx")) or next(filter(_has_title, layouts), layouts[0])
    return Template(deck, cover, plain, own=False)


def saved(template: Template, title: str, author: str, day: str) -> bytes:
    """Return a deck as a file: the same bytes for the same slides.

    Parameters
    ----------
    template : Template
        With its slides.
    title, author : str
        Properties of the file.
    day : str
        Day of issue, YYYY-MM-DD, which stands for the time of writing.
    """
    when = datetime.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else datetime(2000, 1, 1)
    properties = template.deck.core_properties
    properties.title, properties.author, properties.last_modified_by = clean(title)[:255], clean(author)[:255], "buju"
    properties.created = properties.modified = when
    properties.revision, properties.comments, properties.keywords = 1, "", ""
    properties.last_printed = when
    written = BytesIO()
    template.deck.save(written)
    fixed = packed_again(written.getvalue(), _fixed)
    return packed_again(fixed, with_chinese_prompts) if template.lang == "zh" else fixed


def _fixed(name: str, data: bytes) -> bytes:
    """Return a file of a deck: workbooks behind charts without a clock, axes of charts with ids from 0 on.

    python-pptx numbers axes below zero, which the schema does not have.
    """
    if name.startswith("ppt/charts/") and name.endswith(".xml"):
        return _AXIS.sub(rb"\g<1>\g<2>", data)
    return packed_again(data, _dateless) if name.endswith(".xlsx") else data


def _dateless(name: str, data: bytes) -> bytes:
    if name != "docProps/core.xml":
        return data
    return re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", data)


def _title_size(layout: Any) -> float:
    """Return the size of the type of titles, as a layout or else its master has it."""
    places = (shape._element.txBody for shape in layout.placeholders if shape.placeholder_format.type in _TITLES)
    return _size_in((*places, layout.slide_master._element.find(f"{_P}txStyles/{_P}titleStyle"))) or _FOREIGN_TITLE


def _size_in(styles: Iterable[Any]) -> float:
    """Return the first size of type that some styles give, or 0."""
    found = (each for style in styles if style is not None for each in style.iterfind(f".//{_A}lvl1pPr/{_A}defRPr"))
    return next((int(each.get("sz")) / 100 for each in found if each.get("sz")), 0.0)


def _bottom(shape: Any) -> float:
    return float(shape.top + shape.height) / POINT_EMU


def _is_number(shape: Any) -> bool:
    return bool(shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER)


def _is_foot(shape: Any, high: float) -> bool:
    return shape.placeholder_format.type in _FOOT and shape.top is not None and shape.top / POINT_EMU > high * 0.7


def _has_title(layout: Any) -> bool:
    return any(shape.placeholder_format.type in _TITLES for shape in layout.placeholders)


def _layout(layouts: list[Any], kinds: tuple[str, ...]) -> Any:
    """Return the first layout of a kind that PowerPoint knows, the kinds in their order."""
    found = (
        layout for kind in kinds for layout in layouts if layout._element.get("type") == kind and _has_title(layout)
    )
    return next(found, None)


def _drop_slides(deck: Any) -> None:
    """Take away a template's slides, with sections and shows that speak of them and buttons that lead there."""
    for master in deck.slide_masters:
        for page in (master, *master.slide_layouts):
            _drop_links(page)
    listed = deck.slides._sldIdLst
    for slide in list(listed):
        deck.part.drop_rel(slide.rId)
        listed.remove(slide)
    for tag in ("extLst", "custShowLst"):
        for element in deck.part._element.findall(f"{_P}{tag}"):
            deck.part._element.remove(element)


def _drop_links(page: Any) -> None:
    """Take away links of a master or layout to slides, which would keep these in the file."""
    for ident, rel in list(page.part.rels.items()):
        if rel.reltype == RELATIONSHIP_TYPE.SLIDE:
            for link in page._element.xpath(f'.//*[@r:id="{ident}"]'):
                link.getparent().remove(link)
            page.part.rels.pop(ident)


def _drop_macros(deck: Any) -> None:
    """Make a plain presentation of one with macros."""
    _drop_rels(deck.part.rels, "/vbaProject")
    deck.part._content_type = CONTENT_TYPE.PML_PRESENTATION_MAIN


def _drop_parts(deck: Any) -> None:
    """Take away what belongs to the machine of the file's first author: its printer, and its picture of a slide."""
    for rels in (deck.part.rels, deck.part.package._rels):
        _drop_rels(rels, "/printerSettings", "/thumbnail")


def _drop_rels(rels: Any, *kinds: str) -> None:
    for ident, rel in list(rels.items()):
        if rel.reltype.endswith(kinds):
            rels.pop(ident)


def _paint_master(master: Any) -> None:
    fill = '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
    paper = f"<p:bg {NAMESPACES}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"
    data = master._element.cSld
    data.replace(data.find(f"{_P}bg"), parse_xml(paper))


def _set_theme(master: Any, theme: Theme) -> None:
    """Write our colours and fonts into the theme, so that what users add looks alike."""
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    text = part.blob.decode("utf-8")
    lines = [colour.line for colour in theme.zones[:6]]
    values = {"dk1": theme.ink, "lt1": theme.paper, "dk2": theme.quiet, "lt2": theme.land}
    values |= {f"accent{place}": colour for place, colour in enumerate(lines, start=1)}
    values |= {"hlink": theme.accent, "folHlink": theme.accent}
    colours = "".join(f'<a:{name}><a:srgbClr val="{value[1:].upper()}"/></a:{name}>' for name, value in values.items())
    font = (
        f'<a:latin typeface="{_LATIN}"/><a:ea typeface="{_CHINESE}"/><a:cs typeface="{_LATIN}"/>'
        f'<a:font script="Hans" typeface="{_CHINESE_NAME}"/>'
    )
    fonts = f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>"
    for tag, inside in (("a:clrScheme", colours), ("a:fontScheme", fonts)):
        text = re.sub(rf"<{tag}.*?</{tag}>", f'<{tag} name="buju">{inside}</{tag}>', text, flags=re.S)
    part._blob = text.encode("utf-8")


def _arrange(master: Any, cover: Any, plain: Any, wide: float, high: float) -> None:
    """Put the placeholders of master and layouts on our grid."""
    title = SheetBox.sized(MARGIN, 16, wide - 2 * MARGIN, 54)
    foot = SheetBox.sized(wide - MARGIN - 80, high - 24, 80, 18)
    for page in (master, cover, plain):
        for shape in list(page.placeholders):
            kind = shape.placeholder_format.type
            if kind in (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER):
                shape._element.getparent().remove(shape._element)
            elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
                _put(shape, foot)
            elif kind in _TITLES:
                _put(shape, title)
            elif kind == PP_PLACEHOLDER.BODY:
                _put(shape, SheetBox.sized(MARGIN, 84, wide - 2 * MARGIN, high - 124))
    half = wide * 0.46 - MARGIN
    for shape in cover.placeholders:
        if shape.placeholder_format.type in _TITLES:
            _put(shape, SheetBox.sized(MARGIN, high * 0.07, half, high * 0.35))
        elif shape.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE:
            _put(shape, SheetBox.sized(MARGIN, high * 0.435, half, high * 0.42))
    _set_type(master, cover)
    _rule(plain, wide)


def _set_type(master: Any, cover: Any) -> None:
    """Set titles to the left, bold, at one size; our insets are none, so that all edges meet the margin."""
    style = master._element.find(f"{_P}txStyles/{_P}titleStyle/{_A}lvl1pPr")
    style.set("algn", "l")
    properties = style.find(f"{_A}defRPr")
    properties.set("sz", str(round(TITLE_SIZE * 100)))
    properties.set("b", "1")
    for page in (master, cover):
        for body in page._element.iter(f"{_A}bodyPr"):
            for edge in ("lIns", "tIns", "rIns", "bIns"):
                body.set(edge, "0")
    for shape in master.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            next(shape._element.iter(f"{_A}defRPr")).set("sz", str(round(LOOKED_UP * 100)))
    for shape in cover.placeholders:
        body = shape._element.txBody.find(f"{_A}bodyPr")
        body.set("anchor", "b" if shape.placeholder_format.type in _TITLES else "t")
        for level in shape._element.iter(f"{_A}lvl1pPr"):
            level.set("algn", "l")


def _rule(layout: Any, wide: float) -> None:
    slide = Slide(layout, "en")
    slide.add(slide.line("Rule", "Rule", (MARGIN, 74), (wide - MARGIN, 74), Look(line="tx1", width=0.75)))


def _put(shape: Any, rect: SheetBox) -> None:
    shape.left, shape.top, shape.width, shape.height = places_of(rect)
