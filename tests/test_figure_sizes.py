"""Type of figures at the size at which they are seen, read from the files; what has no room is left out and said."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

import pytest
from covering import pairs
from papers import SVG, drawing, figure, laid
from pypdf import PdfReader
from reading import plan_of, scene_of

from geo.draw.figure.figure import FigureOptions, make_figure
from geo.draw.figure.paper import BODY_POINTS, NAME_POINTS, SIZES, sheet_of
from geo.draw.scene.view import view_of

PLANS = ("changsha", "heilongjiang", "national")
WIDTHS = ("80x80mm", "160x100mm", "420x297mm")
VIEWS = ("layout", "industries", "numbers", "times")
POINT_MM = 25.4 / 72
SIZE = re.compile(r"font(?:-size)?: (?:[^;]*? )?([\d.]+)px")


def sizes_of(root: ElementTree.Element) -> Iterator[tuple[str, float, bool]]:
    """Yield each text that people see, its size in points on paper, and whether it is a name on a map."""
    wide, user = float(root.attrib["width"].removesuffix("pt")), float(root.attrib["viewBox"].split()[2])
    for layer in root.iter(f"{SVG}g"):
        if layer.get("id", "").startswith(("map.names", "now.names", "plan.names", "industry.")):
            for text in layer.iter(f"{SVG}text"):
                yield "".join(text.itertext()), _size(text) * wide / user, layer.attrib["id"].endswith("names")
    for text in root.iter(f"{SVG}text"):
        yield "".join(text.itertext()), _size(text) * wide / user, False


def _size(text: ElementTree.Element) -> float:
    found = SIZE.search(text.attrib["style"])
    assert found, text.attrib["style"]
    return float(found[1])


@pytest.mark.parametrize(("plan", "size", "shown"), pairs(PLANS, WIDTHS, VIEWS))
def test_type_can_be_read_at_the_size_of_print(plan: str, size: str, shown: str) -> None:
    root, remarks = drawing(plan, size=size, shown=shown), figure(plan, size=size, shown=shown).remarks
    assert float(root.attrib["width"].removesuffix("pt")) * POINT_MM == pytest.approx(
        float(size.split("x")[0]), abs=0.1
    )
    every = list(sizes_of(root))
    assert len(every) > 8
    assert [row for row in every if row[1] < BODY_POINTS - 0.01] == []
    names = [row for row in every if row[2]]
    assert names or size == WIDTHS[0] or "names of units" in "".join(remarks)
    assert [row for row in names if row[1] < NAME_POINTS - 0.01] == []


@pytest.mark.parametrize("shown", VIEWS)
def test_a_pdf_has_the_same_type(shown: str) -> None:
    found: list[float] = []
    data = make_figure(plan_of("changsha"), "pdf", FigureOptions(size="160x100mm", shown=shown)).data
    (page,) = PdfReader(io.BytesIO(data)).pages
    page.extract_text(visitor_text=lambda text, _cm, _tm, _font, size: found.append(size) if text.strip() else None)
    assert found
    assert min(found) >= BODY_POINTS - 0.01


def test_pixels_are_measured_by_their_dots_an_inch() -> None:
    assert min(size for _, size, _ in sizes_of(drawing("changsha", size="1920x1080", dpi=300))) >= BODY_POINTS - 0.01
    assert sheet_of("1920x1080", 300).width == pytest.approx(sheet_of("162.56x91.44mm").width)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("plan", PLANS)
def test_what_has_no_room_is_said_on_the_sheet_and_by_the_command(plan: str, lang: str) -> None:
    texts = "".join(text for text, _, _ in sizes_of(drawing(plan, size="80x80mm", lang=lang))).replace(" ", "")
    assert {"zh": "图幅小，略去", "en": "Leftoutforwantofroom"}[lang] in texts
    (remark,) = figure(plan, size="80x80mm", lang=lang).remarks
    assert "places, " in remark
    assert "GeoNames" not in texts or view_of(scene_of(plan)).is_tinted
    assert laid(plan, "A3", lang=lang).left_out == ()


@pytest.mark.parametrize("size", [size for size in SIZES if size not in ("16:9", "4:3", "A4")])
@pytest.mark.parametrize("plan", ["heilongjiang", "changsha"])
def test_zones_are_named_at_every_size(plan: str, size: str) -> None:
    named = {name.label.id for name in laid(plan, size).placed if name.label.rank == "zone"}
    assert named == {zone.id for zone in scene_of(plan).zones if zone.shape}


@pytest.mark.parametrize(
    ("plan", "number"), [("heilongjiang", "≥ 4,200 亿元"), ("changsha", "4,000 亿元"), ("national", "")]
)
def test_the_number_of_the_whole_plan_stands_large_below_its_slogan(plan: str, number: str) -> None:
    whole, step = (_title_sizes(drawing(plan, step=step)) for step in (None, 2))
    large = [text for text, size in whole if size >= 25 and "亿元" in text]
    assert large == ([number] if number else [])
    assert not any(text == number for text, _ in step)


def _title_sizes(root: ElementTree.Element) -> list[tuple[str, float]]:
    (title,) = (layer for layer in root.iter(f"{SVG}g") if layer.get("id") == "title")
    return list(dict.fromkeys(("".join(text.itertext()), _size(text)) for text in title.iter(f"{SVG}text")))


def test_a_step_that_draws_nothing_says_so() -> None:
    views = [view_of(scene_of("national"), step=step) for step in range(1, len(scene_of("national").steps) + 1)]
    undrawn = next(view for view in views if view.is_undrawn)
    assert not any(zone.shape for zone in undrawn.zones)
    for number, is_said in ((undrawn.number, True), (2, False)):
        texts = "".join(text for text, _, _ in sizes_of(drawing("national", step=number)))
        assert ("原文未划定范围，不画" in texts) == is_said
