"""What is painted on slides means what it means in every other medium: colours, zones, states, hatches, the legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from decks import A, deck, group_named, groups_named, opened
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from reading import plan_of, scene_of

from geo.draw.scene.looks import PALE_OPACITY, RING_OPACITY
from geo.draw.scene.marks import ParkMark, Scene, ZoneMark
from geo.draw.scene.phrases import PHRASES
from geo.draw.scene.symbols import DISC, HATCHES
from geo.draw.scene.theme import LIGHT, mix
from geo.draw.scene.view import View
from geo.draw.sheet.box import SheetBox
from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.paths import lower_half, steps
from geo.draw.sheet.south import plane_of
from geo.draw.slides.alts import park_alt
from geo.draw.slides.looks import zone_look
from geo.draw.slides.places import spot_shapes
from geo.draw.slides.shapes import Hatched, Slide
from geo.draw.slides.slides import Options, make_slides, scene_slides
from geo.draw.slides.views import RESOLUTION
from geo.model.errors import UsageError
from geo.space.geometry import to_shape

PLANS = ("heilongjiang", "changsha", "national")
MOST_ZONES = 12


def maps(name: str, **options: Any) -> Iterator[Any]:
    """Yield the slides that have a map, but for the cover."""
    yield from (slide for slide in list(opened(name, **options).slides)[1:] if any(groups_named(slide, PHRASES["map"])))


def spots(slide: Any) -> Iterator[Any]:
    """Yield the symbols of places, alone or gathered, on a map and in its inset."""
    for group in groups_named(slide, (*PHRASES["places"], *PHRASES["inset"])):
        yield from group.shapes


def alt_of(shape: Any) -> str:
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr"))


def singles(slide: Any, scene: Scene) -> Iterator[tuple[ParkMark, Any]]:
    """Yield the places that stand alone, with their shapes."""
    parks = {park_alt(View(scene=scene), park): park for park in scene.parks if park.at}
    yield from ((parks[alt_of(shape)], shape) for shape in spots(slide) if alt_of(shape) in parks)


def shown(slide: Any, scene: Scene) -> set[str]:
    """Return the ids of the places on a map, alone or gathered."""
    discs = [alt_of(shape) for shape in spots(slide) if shape.has_text_frame and shape.text_frame.text.isdigit()]
    names = {name for alt in discs for name in alt.partition("：")[2].split("、")}
    gathered = {park.id for park in scene.parks if park.at and park.name.zh in names}
    return gathered | {park.id for park, _ in singles(slide, scene)}


def lies_among(park: ParkMark, zones: Sequence[ZoneMark]) -> bool:
    """Return whether a place lies in the box around some zones."""
    boxes = [shape.bounds for shape in (to_shape(zone.shape) for zone in zones if zone.shape) if shape is not None]
    if not boxes or park.at is None:
        return True
    west, south, east, north = (
        pick(edge) for pick, edge in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)
    )
    return bool(west <= park.at[0] <= east and south <= park.at[1] <= north)


def paint(shape: Any) -> tuple[str, str]:
    """Return the colours of a shape's fill and outline."""
    properties = shape._element.spPr
    fill, line = (properties.find(f"{path}{A}solidFill/{A}srgbClr") for path in ("", f"{A}ln/"))
    return _hex(fill), _hex(line)


def _hex(colour: Any) -> str:
    return "" if colour is None else f"#{colour.get('val').lower()}"


def painted(shape: Any) -> tuple[str, str]:
    """Return in which colour a place is painted, and how much of it: full, half, hollow or pale."""
    if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
        whole, half = shape.shapes
        assert paint(whole) == (LIGHT.halo, paint(half)[0])
        return paint(half)[0], "half"
    fill, line = paint(shape)
    if line == LIGHT.halo:
        return fill, "full"
    if line == mix(LIGHT.land, fill, RING_OPACITY):
        return fill, "vague"
    return line, {LIGHT.halo: "hollow", mix(LIGHT.halo, line, PALE_OPACITY): "pale"}[fill]


@pytest.mark.parametrize("name", PLANS)
def test_places_have_the_colour_and_the_state_of_every_medium(name: str) -> None:
    scene, seen = scene_of(name), set()
    view = View(scene=scene)
    for slide in maps(name):
        for park, shape in singles(slide, scene):
            colour, fill = painted(shape)
            assert colour == view.park_colour(park), park.id
            assert fill in (view.park_fill(park), "vague"), park.id
            seen.add(park.id)
    assert len(seen) >= 4


@pytest.mark.parametrize("name", PLANS)
def test_every_located_place_standing_alone_is_painted_so(name: str) -> None:
    scene = scene_of(name)
    view, slide = View(scene=scene), Presentation().slides.add_slide(Presentation().slide_layouts[6])
    located = [park for park in scene.parks if park.at]
    sheet, plane = Slide(slide, "zh"), plane_of(scene, scene.plan.view)
    ground = plane.ground(plane.box(scene.plan.view), SheetBox(0, 0, 100, 100), RESOLUTION)
    for park in located:
        sheet.add(*spot_shapes(sheet, view, [Gathering((park,), (50.0, 50.0), 6.5)], ground))
    wanted = [(park_alt(view, park), (view.park_colour(park), view.park_fill(park))) for park in located]
    assert [(alt_of(shape), painted(shape)) for shape in slide.shapes] == wanted
    assert len({fill for _, (_, fill) in wanted}) > 1


@pytest.mark.parametrize("name", PLANS)
def test_a_slide_shows_the_places_whose_home_is_there(name: str) -> None:
    scene, slides = scene_of(name), list(maps(name))
    located = [park for park in scene.parks if park.at]
    for slide in slides[1:]:
        group = next(each for each in scene.groups if title_of(slide).startswith(f"{each.name.zh}："))
        zones = scene.zones_of(group.id)
        idents, found = {zone.id for zone in zones}, shown(slide, scene)
        wanted = {park.id: park for park in located if idents.intersection(park.homes)}
        assert found <= set(wanted), idents
        # A map may end before a place that the text gives to a zone from afar.
        assert not [park for ident, park in wanted.items() if ident not in found and lies_among(park, zones)]
    assert shown(slides[0], scene) == (set() if scene.is_crowded else {park.id for park in located})


def title_of(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text).replace("\v", "")


@pytest.mark.parametrize("name", PLANS)
def test_the_table_of_places_names_their_homes(name: str) -> None:
    scene = scene_of(name)
    tables = [shape.table for slide in opened(name, full=True).slides for shape in slide.shapes if shape.has_table]
    heads = [PHRASES[key].zh for key in ("place", "kind", "zone", "in_unit", "status", "located", "clause")]
    found = [
        tuple("".join(table.cell(row, column).text_frame.text.split()) for column in (0, 2))
        for table in tables
        if [cell.text_frame.text for cell in table.rows[0].cells] == heads
        for row in range(1, len(table.rows))
    ]
    wanted = [
        ("".join(park.name.zh.split()), "、".join(dict.fromkeys(scene.zone_by_id[zone].name.zh for zone in park.homes)))
        for park in scene.parks
    ]
    assert sorted(found) == sorted((name, "".join(zones.split())) for name, zones in wanted)


@pytest.mark.parametrize(
    ("name", "drawing"), [("heilongjiang", "admin"), ("changsha", "admin"), ("changsha", "schematic")]
)
def test_a_legend_has_the_words_of_the_scene_and_explains_what_is_drawn(name: str, drawing: str) -> None:
    scene, explained = scene_of(name), set()
    unexplained = ("n", "+n", PHRASES["sample_name"].zh, PHRASES["legend_rest"].zh)
    entries = {entry.name.zh: entry for part in scene.legend for entry in part.entries}
    for slide in maps(name, drawing=drawing):
        legends = [shape for legend in groups_named(slide, PHRASES["legend"]) for shape in legend.shapes]
        texts = [shape.text_frame.text.replace("\n", "") for shape in legends if shape.has_text_frame]
        found = [entries[text] for text in texts if text and text not in unexplained]
        assert len({entry.id for entry in found}) == len(found)
        idents = shown(slide, scene)
        parks = [park for park in scene.parks if park.id in idents]
        drawn_as = {
            "kind": {park.kind for park in parks},
            "status": {park.status for park in parks},
            "industry": {park.tone for park in parks},
        }
        for entry in found:
            if entry.sort in drawn_as:
                assert (entry.tone if entry.sort == "industry" else entry.id) in drawn_as[entry.sort]
            explained.add(entry.sort)
    assert {"kind", "industry", "status"} <= explained
    outlines = {"heilongjiang": {"focus"}, "changsha": {"part", "sketch"} if drawing == "admin" else set()}[name]
    assert explained & {"focus", "part", "sketch", "schematic"} == outlines


def test_what_is_a_zone_s_focus_has_a_line_under_its_name() -> None:
    scene, (overview, *_) = scene_of("heilongjiang"), maps("heilongjiang")
    lines = {}
    for shape in group_named(overview, PHRASES["labels"]).shapes:
        if shape.has_text_frame and (under := list(shape._element.iter(f"{A}uFill"))):
            lines[shape.text_frame.text] = f"#{next(under[0].iter(f'{A}srgbClr')).get('val').lower()}"
    focus = {
        scene.unit_by_id[unit].name.zh: LIGHT.zone(zone.tone).line
        for zone in scene.zones
        if zone.focus
        for unit in zone.members
    }
    assert len(lines) > 8
    assert lines.items() <= focus.items()


def test_zones_are_hatched_as_everywhere_and_told_apart_in_grey() -> None:
    scene = scene_of("changsha")
    view = View(scene=scene)
    looks = {zone.id: zone_look(view, zone).fill for zone in scene.zones if zone.shape}
    assert {ident for ident, fill in looks.items() if isinstance(fill, Hatched)} == {
        zone.id for zone in scene.zones if zone.shape and zone.hatch
    }
    every = {zone_look(view, replace(scene.zones[0], hatch=hatch)).fill for hatch in HATCHES}
    assert len(every) == len(HATCHES)
    group = group_named(next(maps("changsha")), PHRASES["zones"])
    assert len(list(group._element.iter(f"{A}pattFill"))) == sum(isinstance(fill, Hatched) for fill in looks.values())


def test_a_kind_that_nobody_knows_is_a_disc() -> None:
    scene = scene_of("tiny")
    strange = replace(scene, parks=tuple(replace(park, kind="gate") for park in scene.parks))
    found = Presentation(BytesIO(scene_slides(strange, Options()).data))
    corners = [sum(len(step.points) for step in drawn) for drawn in (steps(DISC), lower_half(DISC))]
    for slide in list(found.slides)[1:]:
        for _, shape in singles(slide, strange):
            assert len(list(shape._element.iter(f"{A}pt"))) in (corners[0], sum(corners))


def test_half_a_symbol_is_its_lower_half() -> None:
    for path in ("M-4 -4H4V4H-4Z", DISC):
        points = [point for step in lower_half(path) for point in step.points]
        assert min(y for _, y in points) == 0
        assert max(y for _, y in points) == max(y for step in steps(path) for _, y in step.points)


@pytest.mark.parametrize("wrong", [{"lang": "fr"}, {"drawing": "grid"}, {"size": "5:4"}], ids=str)
def test_what_there_is_not_is_one_line(wrong: dict[str, Any]) -> None:
    (value,) = wrong.values()
    with pytest.raises(UsageError, match=f'^"{value}" is no ') as caught:
        make_slides(plan_of("tiny"), Options(**wrong))
    assert "\n" not in str(caught.value)
    assert deck("tiny").slides > 4
