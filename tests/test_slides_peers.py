"""LibreOffice opens the slides as they are, and lays out every one of them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pptx
import pytest
from decks import P, house_template, shapes
from poppler import solid, told, words
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt
from reading import plan_of

from geo.draw.scene.phrases import PHRASES
from geo.draw.sheet.box import SheetBox
from geo.draw.slides.slides import Options, make_slides
from geo.draw.slides.type import LOOKED_UP

pytestmark = pytest.mark.peer

XHTML = "{http://www.w3.org/1999/xhtml}"
NUMBERS = "".join(map(str, range(1000)))
"""Of slides, which stand in a field."""

WIDER, HIGHER = 0.05, 0.3
"""Shares of a box's width, and of a letter's height with its accents, by which one face may reach beyond another."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Return LibreOffice and a profile of its own."""
    found = shutil.which("soffice")
    assert found, "LibreOffice is missing: sh tests/install_peers.sh"
    return found, tmp_path_factory.mktemp("office")


def convert(office: tuple[str, Path], file: Path, kind: str) -> Path:
    program, profile = office
    command = [program, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", kind]
    done = subprocess.run(
        [*command, "--outdir", str(file.parent), str(file)], capture_output=True, text=True, timeout=300, check=False
    )
    out = file.with_suffix(f".{kind}")
    assert out.exists(), done.stdout + done.stderr
    assert "repair" not in (done.stdout + done.stderr).lower()
    return out


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("heilongjiang", Options()),
        ("heilongjiang", Options(drawing="schematic", lang="en")),
        ("changsha", Options(lang="en", size="4:3")),
        ("changsha", Options(drawing="schematic")),
        ("national", Options()),
        ("national", Options(drawing="schematic", lang="en")),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.drawing}-{value.lang}",
)
def test_libreoffice_lays_out_every_slide(
    name: str, options: Options, office: tuple[str, Path], tmp_path: Path
) -> None:
    plan = plan_of(name)
    deck = make_slides(plan, options)
    file = tmp_path / f"{name}.pptx"
    file.write_bytes(deck.data)
    pdf = convert(office, file, "pdf")
    assert f"Pages:{deck.slides}" in told("pdfinfo", pdf).replace(" ", "")
    english = options.lang == "en"
    assert solid(plan.header.title_en if english else plan.header.title) in words(pdf, 1)
    told_groups = [group.name_en if english else group.name for group in plan.groups]
    assert any(solid(name) in words(pdf, 4) for name in told_groups)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("heilongjiang", Options()),
        ("heilongjiang", Options(lang="en", size="4:3")),
        ("heilongjiang", Options(unit="230100")),
        ("changsha", Options(full=True)),
        ("changsha", Options(lang="en", size="4:3", drawing="schematic")),
        ("national", Options()),
        ("national", Options(lang="en")),
    ],
    ids=str,
)
def test_no_text_stands_beyond_its_box_or_is_small(
    name: str, options: Options, office: tuple[str, Path], tmp_path: Path
) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(make_slides(plan_of(name), options).data)
    assert_readable(file, convert(office, file, "pdf"))


@pytest.mark.parametrize("face", ["DejaVu Sans", "Nowhere Sans"])
@pytest.mark.parametrize("size", [(960.0, 540.0), (720.0, 540.0)], ids=str)
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("heilongjiang", Options(lang="en", full=True)),
        ("changsha", Options(lang="en", drawing="schematic")),
        ("national", Options(lang="en")),
    ],
    ids=str,
)
def test_a_template_of_a_wide_face_holds_all_text(
    name: str, options: Options, size: tuple[float, float], face: str, office: tuple[str, Path], tmp_path: Path
) -> None:
    """Both are set in DejaVu Sans: the one as the template's own, which is measured, the other in its place."""
    file, template = tmp_path / "deck.pptx", house_template(tmp_path / "house.pptx", face, size)
    file.write_bytes(make_slides(plan_of(name), replace(options, template=template)).data)
    pdf = convert(office, file, "pdf")
    assert "DejaVuSans" in told("pdffonts", pdf)
    assert_readable(file, pdf)


def assert_readable(file: Path, pdf: Path) -> None:
    """Assert that in a deck as it is laid out no text is small, or stands beyond its box."""
    assert min(sizes(pdf)) >= LOOKED_UP
    for slide, drawn in zip(Presentation(str(file)).slides, boxes(pdf), strict=True):
        rooms = [(text, room) for shape in shapes(slide) for text, room in rooms_of(shape)]
        loose = [each for each in drawn if not any(each[0] in text and holds(room, each[1]) for text, room in rooms)]
        assert not loose, slide.shapes.title.text


def test_credits_stay_in_their_box_where_the_face_of_a_template_is_missing(
    office: tuple[str, Path], tmp_path: Path
) -> None:
    file = tmp_path / "deck.pptx"
    template = Path(pptx.__file__).parent / "templates" / "default.pptx"
    file.write_bytes(make_slides(plan_of("heilongjiang"), Options(lang="en", template=template)).data)
    checked = 0
    for slide, drawn in zip(Presentation(str(file)).slides, boxes(convert(office, file, "pdf")), strict=True):
        for text, room in (each for shape in named(slide, PHRASES["credits"].en) for each in rooms_of(shape)):
            own = [box for word, box in drawn if room.top <= box.middle[1] <= room.bottom and word in text]
            assert max(box.right for box in own) <= room.right, slide.shapes.title.text
            checked += len(own)
    assert checked > 50


def named(slide: Any, name: str) -> Iterator[Any]:
    return (shape for shape in shapes(slide) if shape.name == name)


def sizes(pdf: Path) -> list[float]:
    """Return the sizes of type of a PDF, in whole points."""
    page = ElementTree.fromstring(told("pdftohtml", "-xml", "-i", "-zoom", "1", "-stdout", pdf))
    used = {text.get("font") for text in page.iter("text") if "".join(text.itertext()).strip()}
    return [float(font.get("size", "0")) for font in page.iter("fontspec") if font.get("id") in used]


def boxes(pdf: Path) -> Iterator[list[tuple[str, SheetBox]]]:
    """Yield the words of each page with the room that they take, in points."""
    page = ElementTree.fromstring(told("pdftotext", "-bbox", pdf, "-"))
    for sheet in page.iter(f"{XHTML}page"):
        words_ = sheet.iter(f"{XHTML}word")
        edges = ("xMin", "yMin", "xMax", "yMax")
        yield [(solid(word.text or ""), SheetBox(*(float(word.get(edge, "0")) for edge in edges))) for word in words_]


def rooms_of(shape: Any) -> Iterator[tuple[str, SheetBox]]:
    """Yield the texts of a shape, each with the room that it has, in points."""
    edges = (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
    room = SheetBox(*(edge / Pt(1) for edge in edges))
    if "sldNum" in {ph.get("type") for ph in shape._element.iter(f"{P}ph")}:
        yield NUMBERS, room
    elif shape.has_text_frame:
        yield solid(shape.text_frame.text), room
    elif shape.shape_type == MSO_SHAPE_TYPE.TABLE:
        yield solid("".join(cell.text_frame.text for row in shape.table.rows for cell in row.cells)), room
    elif shape.shape_type == MSO_SHAPE_TYPE.CHART:
        texts = shape.chart._chartSpace.itertext()
        yield solid("".join(texts)), room


def holds(room: SheetBox, box: SheetBox) -> bool:
    """Return whether a room holds a word, but for what letters of one face are wider and higher than of another."""
    wide = WIDER * room.width + 2
    across = room.left - wide <= box.left and box.right <= room.right + wide
    high = HIGHER * box.height
    return across and room.top - high <= box.top and box.bottom <= room.bottom + high


def test_libreoffice_reads_the_shapes_as_shapes(office: tuple[str, Path], tmp_path: Path) -> None:
    file = tmp_path / "heilongjiang.pptx"
    file.write_bytes(make_slides(plan_of("heilongjiang")).data)
    text = convert(office, file, "fodp").read_text(encoding="utf-8")
    for zone in plan_of("heilongjiang").zone_rows:
        assert f'draw:name="{zone.name}"' in text
    assert "heilongjiang.html#step=1" in text
