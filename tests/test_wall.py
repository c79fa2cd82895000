"""The sheet to hang up: what it tells is the data's, keeps to its place, and can be read from two metres."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ElementTree
from functools import cache

import pytest
from reading import plan_of, scene_of
from test_industries import texts

from geo.draw.figure.canvas import own_settings
from geo.draw.figure.figure import FigureOptions, make_figure
from geo.draw.figure.paper import sheet_of
from geo.draw.figure.plate import Country
from geo.draw.figure.wall import wall_sheet
from geo.draw.scene.callouts import callouts_of, clause_index, headline_numbers
from geo.draw.scene.view import view_of
from geo.draw.sheet.box import SheetBox
from geo.model.errors import UsageError

SVG = "{http://www.w3.org/2000/svg}"
PLANS = ("heilongjiang", "changsha", "national")


@cache
def svg(plan: str, lang: str = "zh") -> bytes:
    return make_figure(plan_of(plan), "svg", FigureOptions(size="A2", lang=lang, shown="sheet")).data


def words(data: bytes) -> str:
    return "".join("".join(ElementTree.fromstring(data).itertext()).split())


@pytest.mark.parametrize("plan", PLANS)
def test_the_sheet_tells_slogan_zones_numbers_clauses_and_review(plan: str) -> None:
    told, view = words(svg(plan)), view_of(scene_of(plan))
    wanted = [view.tell(callout.name) for callout in callouts_of(view)]
    wanted += [view.tell(target.short) or view.tell(target.shown) for target in headline_numbers(view)]
    wanted += [f"{name}{clause}" for name, clause in clause_index(view)[:8]]
    wanted += [view.scene.plan.slogan, "各行政区、各产业的具名地点数", "图例", "条款索引", "本图未送审，仅供内部使用"]
    assert [each for each in wanted if "".join(each.split()) not in told] == []
    assert ("示意" in told) == (not view.is_tinted)


def test_call_outs_say_what_the_plan_says() -> None:
    view = view_of(scene_of("changsha"))
    first = callouts_of(view)[0]
    assert first.number is not None
    assert first.number in view.scene.targets_of(("zone", first.id))
    counts = {
        row.id: sum(row.id in park.tops for park in view.scene.parks if first.id in park.homes)
        for row in first.industries
    }
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    assert all(counts.values())
    assert len(callouts_of(view_of(scene_of("national")))) == len(scene_of("national").groups)


@pytest.mark.parametrize("plan", PLANS)
def test_it_is_read_from_two_metres(plan: str) -> None:
    root = ElementTree.fromstring(svg(plan))
    scale = float(root.attrib["width"].removesuffix("pt")) / float(root.attrib["viewBox"].split()[2])
    found: dict[str, list[float]] = {}
    for layer in root.iter(f"{SVG}g"):
        for text in (
            layer.iter(f"{SVG}text") if layer.get("id") in ("title", "callouts", "map.names", "credits") else ()
        ):
            size = re.search(r"font(?:-size)?: (?:[^;]*? )?([\d.]+)px", text.attrib["style"])
            assert size
            found.setdefault(layer.attrib["id"], []).append(float(size[1]) * scale)
    assert max(found["title"]) > 60
    assert min(found["map.names"]) >= 12.0
    assert min(found["callouts"]) >= 10.0
    assert min(found["credits"]) >= 10.0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("plan", PLANS)
def test_parts_keep_to_their_places(plan: str, lang: str) -> None:
    made = wall_sheet(view_of(scene_of(plan), lang=lang), sheet_of("A2"), "png", Country(*plan_of(plan).base))
    canvas, placed = made.canvas, made.placed
    with own_settings():
        lines = [(layer, line.get_text(), box) for layer, line, box in texts(canvas)]
    page = SheetBox(0.0, 0.0, *canvas.figure.bbox.size)
    assert [text for _, text, box in lines if not page.contains(box)] == []
    parts = [row for row in lines if row[0] in ("title", "titles", "callouts", "matrix", "legend", "index", "credits")]
    thin = 3 * canvas.sheet.points * canvas.sheet.dpi / 72
    cores = [(text, box.inset(thin)) for _, text, box in parts]
    assert [(a, b) for (a, one), (b, two) in itertools.combinations(cores, 2) if one.meets(two)] == []
    assert [a.label.id for a, b in itertools.combinations(placed, 2) if a.box.inset(1.0).meets(b.box)] == []


@pytest.mark.parametrize("size", ["A4", "A4-portrait", "420x594mm"])
def test_a_small_or_upright_sheet_is_refused(size: str) -> None:
    with pytest.raises(UsageError, match="--view sheet hangs on a wall: give it --size A2, A1, A0"):
        make_figure(plan_of("tiny"), "svg", FigureOptions(size=size, shown="sheet"))
