"""The slides of where industries gather: native shapes on the tints of the matrix, and the matrix as a native table."""

from __future__ import annotations

from typing import Any

import pytest
from decks import A, group_named, groups_named, opened, shapes
from pptx.util import Pt
from reading import scene_of

from geo.draw.scene.claims import industry_claim
from geo.draw.scene.industries import Industries, industries_of
from geo.draw.scene.phrases import PHRASES
from geo.draw.scene.theme import LIGHT

PLANS = ("heilongjiang", "changsha", "national")


def shown(name: str) -> Industries:
    return industries_of(scene_of(name))


def slides_titled(key: str, name: str, **options: Any) -> list[Any]:
    told = PHRASES[key].text(options.get("lang", "zh"))
    if key == "industries":
        told = industry_claim(scene_of(name)).text(options.get("lang", "zh"))
    every = ((slide, slide.shapes.title.text_frame.text) for slide in opened(name, full=True, **options).slides)
    return [slide for slide, title in every if _solid(title).startswith(_solid(told))]


def _solid(title: str) -> str:
    return "".join(title.split())


def fill_of(shape: Any) -> str:
    colour = shape._element.spPr.find(f"{A}solidFill/{A}srgbClr")
    return "" if colour is None else f"#{colour.get('val').lower()}"


def cells(table: Any) -> list[list[str]]:
    return [[cell.text_frame.text.replace("\n", " ") for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("name", PLANS)
def test_each_unit_is_a_freeform_on_the_tint_of_its_count(name: str) -> None:
    (slide,), found, scene = slides_titled("industries", name), shown(name), scene_of(name)
    drawn = [each for each in found.maps if any(groups_named(slide, tuple(each.name)))]
    others = [each for each in found.maps if each.counts and each not in drawn]
    assert len(drawn) >= 3
    assert all(few.total <= each.total for few in others for each in drawn)
    for each in drawn:
        group = group_named(slide, tuple(each.name))
        forms = {shape.name: shape for shape in group.shapes if shape._element.find(f".//{A}custGeom") is not None}
        for unit in found.units:
            count = each.counts.get(unit.id, 0)
            assert fill_of(forms[unit.name.zh]) == LIGHT.colour(found.tone(count))
            assert forms[unit.name.zh]._element.nvSpPr.cNvPr.get("descr") == f"{unit.name.zh}：{count} 处具名地点"
        dots = {shape.name for shape in group.shapes} & {park.name.zh for park in scene.parks}
        assert dots == {park.name.zh for park in each.parks}


@pytest.mark.parametrize("name", PLANS)
def test_industries_without_a_map_are_named_with_their_places(name: str) -> None:
    (slide,) = slides_titled("industries", name)
    told = "".join(shape.text_frame.text for shape in shapes(slide) if shape.has_text_frame)
    assert PHRASES["industries_count"].zh in told
    for each in shown(name).maps:
        assert any(groups_named(slide, tuple(each.name))) or f"{each.name.zh}（{each.total} 处）" in told


@pytest.mark.parametrize("name", PLANS)
def test_the_table_is_the_matrix(name: str) -> None:
    found = shown(name)
    tables = [
        shape.table for slide in slides_titled("industries_matrix", name) for shape in slide.shapes if shape.has_table
    ]
    rows = [row for table in tables for row in cells(table)[1:]]
    wanted = [[row.name.zh, *(str(count or "·") for count in (*row.counts, row.total))] for row in found.rows]
    totals = ["合计", *(str(column.total) for column in found.columns), str(found.total)]
    assert [["".join(cell.split()) for cell in row] for row in rows] == [*wanted, totals]


@pytest.mark.parametrize("options", [{}, {"lang": "en", "size": "4:3"}], ids=str)
def test_everything_stays_on_the_slide(options: dict[str, Any]) -> None:
    deck = opened("heilongjiang", full=True, **options)
    for key in ("industries", "industries_matrix"):
        for slide in slides_titled(key, "heilongjiang", **options):
            for shape in shapes(slide):
                assert shape.left >= 0
                assert shape.top >= 0
                assert shape.left + shape.width <= deck.slide_width + Pt(1)
                assert shape.top + shape.height <= deck.slide_height + Pt(1)


def test_long_english_headings_are_turned() -> None:
    slide = slides_titled("industries_matrix", "heilongjiang", lang="en", size="4:3")[0]
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    turned = [cell._tc.tcPr.get("vert") for cell in table.rows[0].cells]
    assert turned == [None, *["vert270"] * (len(turned) - 1)]
    assert {cell._tc.tcPr.get("vert") for cell in table.rows[1].cells} == {None}
