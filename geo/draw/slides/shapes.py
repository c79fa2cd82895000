"""Native shapes of a slide: freeforms, groups, text boxes, lines, all named and with an alternative text.

Elements are written as DrawingML of our own: python-pptx's builder of freeforms takes time by the square of their
corners, its groups have no extent, and its shapes bring the shadow of a style.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Pt

from geo.draw.scene.marks import Position
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.ground import Rings
from geo.draw.sheet.paths import Step, lower_half, steps

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_STEPS = {"move": "moveTo", "line": "lnTo", "curve": "cubicBezTo", "close": "close"}
_NAMELESS = "—"
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
_NO_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


UNIT_EMU = 635
"""Step of a freeform's own grid: a twentieth of a point."""
POINT_EMU = 12_700


class Shape(NamedTuple):
    """An element with the room it takes, in EMU: left, top, right, bottom."""

    xml: str
    box: tuple[int, int, int, int]


class Hatched(NamedTuple):
    """A fill of strokes on a ground, in a pattern as DrawingML names it."""

    ground: str
    strokes: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a shape is painted.

    Attributes
    ----------
    fill : str or Hatched
        Colours as ``#rrggbb`` or names of the theme, empty for none.
    line : str
        Likewise.
    width : float
        Of the line, in points.
    alpha : float
        Opacity of the fill, 0 to 1.
    dash : tuple of float
        Lengths of dashes and gaps in points, none for a solid line.
    tail : str
        What stands at the end of a line, as DrawingML names it; empty for nothing.
    lower : str
        Colour of the lower half of a symbol, where it is another.
    """

    fill: str | Hatched = ""
    line: str = ""
    width: float = 0.75
    alpha: float = 1.0
    dash: tuple[float, ...] = ()
    tail: str = ""
    lower: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look: size in points, colours as in Look, those of a glow and an underline empty for none."""

    text: str
    size: float
    colour: str = "tx1"
    bold: bool = False
    glow: str = ""
    underline: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its runs, how it is aligned (empty: as its holder is), its leading in points and the room before."""

    runs: tuple[Run, ...]
    align: str = "l"
    leading: float = 0.0
    before: float = 0.0


@dataclass(frozen=True, slots=True)
class BoxStyle:
    """How a box holds lines of text.

    Attributes
    ----------
    anchor : str
        Where the lines stand in it, as DrawingML names it: ``t`` at its top, ``ctr`` in its middle.
    wrap : bool
        Whether the program that opens it breaks lines at its edge. Lines are mostly broken here, so that no font of
        another machine breaks them elsewhere and runs into what follows.
    look : Look
        How it is painted.
    form : str
        Its preset form, such as ``ellipse``.
    href : str
        Address that a click on it opens; empty for none.
    """

    anchor: str = "t"
    wrap: bool = False
    look: Look = Look()
    form: str = "rect"
    href: str = ""


PLAIN, CENTRED = BoxStyle(), BoxStyle("ctr")
"""Lines at the top of their box, and in its middle."""


def lines_of(
    texts: Iterable[str], size: float, leading: float, *, colour: str = "tx2", bold: bool = False, align: str = "l"
) -> list[Line]:
    """Return texts of one look, each as a line."""
    return [Line((Run(text, size, colour, bold),), align, leading) for text in texts]


class Slide:
    """A slide to which shapes are added, in the order in which they lie over one another."""

    def __init__(self, slide: Any, lang: str) -> None:
        self.native = slide
        """The slide of python-pptx."""
        self.lang = lang
        self._last: int = max([1, *(shape.shape_id for shape in slide.shapes)])

    def ident(self) -> int:
        """Return a number that no other shape of the slide has."""
        self._last += 1
        return self._last

    def add(self, *shapes: Shape) -> None:
        """Put shapes on top of the slide."""
        for shape in shapes:
            if shape.xml:
                tag, _, rest = shape.xml.partition(">")
                self.native.shapes._spTree.append(parse_xml(f"{tag} {NAMESPACES}>{rest}"))

    def note(self, notes: str) -> None:
        """Write the speaker's notes."""
        self.native.notes_slide.notes_text_frame.text = clean(notes)

    def name_frame(self, frame: Any, name: str, alt: str) -> None:
        """Give a chart or table that python-pptx made its id, its name and its alternative text."""
        properties = frame._element.nvGraphicFramePr.cNvPr
        for key, value in (("id", str(self.ident())), ("name", clean(name)), ("descr", clean(alt))):
            properties.set(key, value)

    def _link(self, href: str) -> str:
        """Return the id under which the slide knows an address outside of the file."""
        found: str = self.native.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return found

    def freeform(self, name: str, alt: str, rings: Rings, look: Look, *, closed: bool = True) -> Shape:
        """Return one freeform of all rings, in points, holes and islands in one path; or of open lines."""
        lines = [np.rint(ring[: -1 if closed else None] * (POINT_EMU / UNIT_EMU)).astype(int) for ring in rings]
        every = np.concatenate(lines)
        corner = every.min(axis=0)
        box = tuple((np.concatenate([corner, every.max(axis=0)]) * UNIT_EMU).tolist())
        drawn = "".join(_polyline((line - corner).tolist(), closed) for line in lines)
        return self._shape(name, alt, box, _custom(box, drawn, "" if closed else ' fill="none"'), look)

    def symbol(self, name: str, alt: str, path: str, place: tuple[Position, float], look: Look) -> Shape:
        """Return a symbol, which is SVG path data in a box of 16 x 16 around (0, 0), at its middle and so wide."""
        whole = self._symbol(name, alt, steps(path), place, look)
        if not look.lower:
            return whole
        # A gradient with a hard stop would do in one shape, but LibreOffice before 7.6 paints it in one colour.
        half = self._symbol(name, alt, lower_half(path), place, Look(look.lower))
        return self.group(name, alt, (whole, half))

    def _symbol(self, name: str, alt: str, drawn: Iterable[Step], place: tuple[Position, float], look: Look) -> Shape:
        at, size = place
        half = round(size * POINT_EMU / UNIT_EMU / 2)
        x, y = (round(value * POINT_EMU / UNIT_EMU) for value in at)
        box = tuple(edge * UNIT_EMU for edge in (x - half, y - half, x + half, y + half))
        drawing = "".join(_step(step, half / 8) for step in drawn)
        return self._shape(name, alt, box, _custom(box, drawing, ""), look)

    def rectangle(self, name: str, alt: str, rect: SheetBox, look: Look, form: str = "rect") -> Shape:
        """Return a rectangle, or another preset form such as ``ellipse`` or ``roundRect``."""
        return self._shape(name, alt, _emu(rect), f'<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>', look)

    def line(self, name: str, alt: str, start: Position, end: Position, look: Look) -> Shape:
        """Return a straight line."""
        return self.freeform(name, alt, (np.array([start, end]),), look, closed=False)

    def text(
        self, name: str, rect: SheetBox, lines: Sequence[Line], style: BoxStyle = PLAIN, *, alt: str = ""
    ) -> Shape:
        """Return a text box; without `alt` its lines are its alternative text."""
        spoken = alt or " ".join("".join(run.text for run in line.runs) for line in lines)
        box, href, wrap = _emu(rect), style.href, "square" if style.wrap else "none"
        link = f'<a:hlinkClick r:id="{self._link(href)}" tooltip={_quoted(spoken)}/>' if href else ""
        head = f"<p:sp><p:nvSpPr><p:cNvPr {self._named(name, spoken)}>{link}</p:cNvPr>"
        body = (
            f'<a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{style.anchor}" rtlCol="0">'
            "<a:noAutofit/></a:bodyPr><a:lstStyle/>"
        )
        geometry = f'<a:prstGeom prst="{style.form}"><a:avLst/></a:prstGeom>'
        return Shape(
            f'{head}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f"<p:spPr>{_place(box)}{geometry}{_paint(style.look)}</p:spPr>"
            f"<p:txBody>{body}{''.join(self.paragraph(line) for line in lines)}</p:txBody></p:sp>",
            box,
        )

    def group(self, name: str, alt: str, shapes: Iterable[Shape]) -> Shape:
        """Return shapes as one group that is just as large as they are; an empty one where there is none."""
        inside = tuple(shape for shape in shapes if shape.xml)
        if not inside:
            return Shape("", (0, 0, 0, 0))
        lefts, tops, rights, bottoms = zip(*(shape.box for shape in inside), strict=True)
        box = min(lefts), min(tops), max(rights), max(bottoms)
        place = f"<a:xfrm>{_extent(box)}{_extent(box, 'chOff', 'chExt')}</a:xfrm>"
        head = f'<p:nvGrpSpPr><p:cNvPr id="{self.ident()}" name={_quoted(name)} descr={_quoted(alt)}/>'
        xml = "".join(shape.xml for shape in inside)
        return Shape(
            f"<p:grpSp>{head}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{place}</p:grpSpPr>{xml}</p:grpSp>", box
        )

    def paragraph(self, line: Line) -> str:
        """Return a paragraph as DrawingML."""
        before = f'<a:spcBef><a:spcPts val="{round(line.before * 100)}"/></a:spcBef>'
        leading = f'<a:lnSpc><a:spcPts val="{round(line.leading * 100)}"/></a:lnSpc>' if line.leading else ""
        # An empty cell would else take the height of the table's own type.
        end = (
            f'<a:endParaRPr lang="{_LANGUAGES[self.lang]}" sz="{round(line.runs[-1].size * 100)}"/>'
            if line.runs
            else ""
        )
        runs = "".join(self._run(run) for run in line.runs if run.text) + end
        align = f' algn="{line.align}"' if line.align else ""
        return f'<a:p><a:pPr marL="0" indent="0"{align}>{leading}{before}<a:buNone/></a:pPr>{runs}</a:p>'

    def _named(self, name: str, alt: str) -> str:
        return f'id="{self.ident()}" name={_quoted(name or _NAMELESS)} descr={_quoted(alt or name or _NAMELESS)}'

    def _run(self, run: Run) -> str:
        glow = f'<a:effectLst><a:glow rad="31750">{_colour(run.glow)}</a:glow></a:effectLst>' if run.glow else ""
        under = f"<a:uFill><a:solidFill>{_colour(run.underline)}</a:solidFill></a:uFill>" if run.underline else ""
        look = f'lang="{_LANGUAGES[self.lang]}" sz="{round(run.size * 100)}" b="{int(run.bold)}"'
        look += ' u="heavy"' if run.underline else ""
        return (
            f'<a:r><a:rPr {look} dirty="0"><a:solidFill>{_colour(run.colour)}</a:solidFill>{glow}{under}</a:rPr>'
            f"<a:t>{escape(clean(run.text))}</a:t></a:r>"
        )

    def _shape(self, name: str, alt: str, box: Any, geometry: str, look: Look) -> Shape:
        head = f"<p:nvSpPr><p:cNvPr {self._named(name, alt)}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        return Shape(f"<p:sp>{head}<p:spPr>{_place(box)}{geometry}{_paint(look)}</p:spPr></p:sp>", box)


def _emu(rect: SheetBox) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(value * POINT_EMU) for value in rect)
    return left, top, right, bottom


def _custom(box: Sequence[int], steps: str, fill: str) -> str:
    wide, high = max(1, (box[2] - box[0]) // UNIT_EMU), max(1, (box[3] - box[1]) // UNIT_EMU)
    path = f'<a:path w="{wide}" h="{high}"{fill}>{steps}</a:path>'
    lists = '<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
    return f"<a:custGeom>{lists}<a:pathLst>{path}</a:pathLst></a:custGeom>"


def _polyline(line: Sequence[Sequence[int]], closed: bool) -> str:
    points = [f'<a:pt x="{x}" y="{y}"/>' for x, y in line]
    moves = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{moves}{'<a:close/>' if closed else ''}"


def _step(step: Step, scale: float) -> str:
    """Return a step of a symbol, whose middle lies at (8, 8) of its box."""
    tag = _STEPS[step.kind]
    points = "".join(f'<a:pt x="{round((x + 8) * scale)}" y="{round((y + 8) * scale)}"/>' for x, y in step.points)
    return f"<a:{tag}>{points}</a:{tag}>"


def _place(box: Sequence[int]) -> str:
    return f"<a:xfrm>{_extent(box)}</a:xfrm>"


def _extent(box: Sequence[int], start: str = "off", size: str = "ext") -> str:
    left, top, right, bottom = box
    return f'<a:{start} x="{left}" y="{top}"/><a:{size} cx="{right - left}" cy="{bottom - top}"/>'


def _paint(look: Look) -> str:
    return _fill(look.fill, look.alpha) + outline(look)


def _fill(fill: str | Hatched, alpha: float) -> str:
    if isinstance(fill, Hatched):
        strokes, ground = _colour(fill.strokes, alpha), _colour(fill.ground, alpha)
        colours = f"<a:fgClr>{strokes}</a:fgClr><a:bgClr>{ground}</a:bgClr>"
        return f'<a:pattFill prst="{fill.pattern}">{colours}</a:pattFill>'
    return f"<a:solidFill>{_colour(fill, alpha)}</a:solidFill>" if fill else "<a:noFill/>"


def outline(look: Look, tag: str = "a:ln") -> str:
    """Return the line of a look as DrawingML, under the name of the element that holds it."""
    if not look.line:
        return f"<{tag}><a:noFill/></{tag}>"
    width = round(look.width * POINT_EMU)
    dashes = "".join(
        f'<a:ds d="{round(dash / look.width * 100_000)}" sp="{round(gap / look.width * 100_000)}"/>'
        for dash, gap in zip(look.dash[::2], look.dash[1::2], strict=False)
    )
    kind = f"<a:custDash>{dashes}</a:custDash>" if dashes else ""
    tail = f'<a:tailEnd type="{look.tail}" w="sm" len="sm"/>' if look.tail else ""
    return f'<{tag} w="{width}"><a:solidFill>{_colour(look.line)}</a:solidFill>{kind}<a:round/>{tail}</{tag}>'


def _colour(value: str, alpha: float = 1.0) -> str:
    inside = f'<a:alpha val="{round(alpha * 100_000)}"/>' if alpha < 1 else ""
    if value.startswith("#"):
        return f'<a:srgbClr val="{value[1:].upper()}">{inside}</a:srgbClr>'
    return f'<a:schemeClr val="{value}">{inside}</a:schemeClr>'


def places_of(rect: SheetBox) -> tuple[Pt, Pt, Pt, Pt]:
    """Return left, top, width and height, as python-pptx places what it makes itself."""
    return Pt(rect.left), Pt(rect.top), Pt(rect.width), Pt(rect.height)


def colour_of(colour: str) -> RGBColor:
    """Return a colour, given as ``#rrggbb``, as python-pptx has it in charts."""
    made: RGBColor = RGBColor(*bytes.fromhex(colour[1:]))  # type: ignore[no-untyped-call]  # it leaves it untyped
    return made


def clean(text: str) -> str:
    """Return the text without what XML cannot hold.

    Examples
    --------
    >>> clean("a" + chr(0) + "b")
    'ab'
    """
    return _NO_CONTROL.sub("", text)


def _quoted(text: str) -> str:
    return quoteattr(clean(text), {"\n": "&#10;"})
