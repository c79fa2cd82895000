"""The page as text: whole, closed to the network, the same in every run, and deaf to hostile data."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import folium
import pytest
import reading
from folium.plugins import Fullscreen, PolyLineTextPath

from geo.analysis.points.placing import BY
from geo.draw.page.block import data_block
from geo.draw.page.edit import draft_block, edit_html
from geo.draw.page.edit_phrases import EDIT_PHRASES
from geo.draw.page.page import PlanMap, page_html, plan_map, scene_html
from geo.draw.page.pinyin import readings
from geo.draw.scene.build import make_scene
from geo.draw.scene.marks import Link
from geo.draw.scene.phrases import BASE_PHRASES, PAGE_PHRASES
from geo.draw.scene.reality_phrases import REALITY_PHRASES
from geo.draw.scene.register_phrases import REGISTER_PHRASES
from geo.draw.scene.symbols import SYMBOLS
from geo.draw.scene.words import Words
from geo.model.plan import Plan, read_plan
from geo.model.schema import KINDS

ROOT = Path(__file__).parent.parent
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "${alert(1)} `x`",
    "{{ 7*7 }} {% raw %} {# x #}",
    "C:\\path\\2019\\u0041",
    "&lt;b&gt; \"'",
    "\u2028\u2029\u0000\x1b",
    "\ud800",
    "https://example.org/x.js",
]


class Outline(html.parser.HTMLParser):
    """The elements of a page, with the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.title = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag, attrs = self.elements[-1] if self.elements else ("", {})
        if self.cdata_elem:
            self.raw.append((tag, attrs, data))
        elif tag == "title" and not self.title:
            self.title = data

    def script(self, number: int) -> str:
        return [text for tag, attrs, text in self.raw if tag == "script" and not attrs][number]


@pytest.fixture
def tiny(tiny_root: Path) -> Plan:
    return read_plan("tiny", tiny_root)


@pytest.fixture(scope="module")
def shipped() -> dict[str, str]:
    return {plan: reading.atlas()[f"{plan}.html"] for plan in reading.PLANS}


def block_of(page: str) -> dict[str, Any]:
    (text,) = [text for tag, attrs, text in Outline(page).raw if attrs.get("id") == "plan"]
    block: dict[str, Any] = json.loads(text)
    return block


def rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a table of the block as records, as the page's script reads it."""
    pools, names = table["pools"], table["columns"]
    return [
        {
            name: pools[name][cell] if name in pools else cell
            for name, cell in zip(names, row, strict=False)
            if cell is not None
        }
        for row in table["rows"]
    ]


def facts_of(block: dict[str, Any], record: dict[str, Any]) -> list[list[str]]:
    """Return what is stated of a record: what of, in which source, and where."""
    named = [[place, *(anchor or record["name"][:1])] for place, *anchor in record["facts"]]
    return [[*block["cited"][place], anchor] for place, anchor in named]


def hostile(plan: Plan, text: str) -> Plan:
    """Return the plan with a text in every place that takes one."""
    return replace(
        plan,
        header=replace(plan.header, title=text, title_en=text, issuer=text, slogan=text, number=text),
        groups=tuple(replace(group, name=text, name_en=text) for group in plan.groups),
        zone_rows=tuple(
            replace(z, name=text, name_en=text, positioning=text, note=text, lead=(text,)) for z in plan.zone_rows
        ),
        unit_rows=tuple(replace(unit, name=text, name_en=text, positioning=text) for unit in plan.unit_rows),
        park_rows=tuple(
            replace(p, name=text, name_en=text, aliases=(text,), note=text, outside=text, anchor=text, locator=text)
            for p in plan.park_rows
        ),
        target_rows=tuple(replace(t, indicator=text, measure=text, hedge=text) for t in plan.target_rows),
        sources=tuple(replace(source, title=text, title_en=text, issuer=text) for source in plan.sources),
        boundaries=replace(plan.boundaries, source=text, edition=text, review_number=text),
        review_number=f"{text}x1",
    )


# -- one file, closed --------------------------------------------------------------------------------------------------


def test_the_policy_comes_first_and_allows_these_scripts_and_styles_only(shipped: dict[str, str]) -> None:
    for page in shipped.values():
        outline = Outline(page)
        names = [tag for tag, _ in outline.elements]
        first = outline.elements[names.index("head") + 1][1]
        assert first["http-equiv"] == "Content-Security-Policy"
        policy = dict(part.strip().split(" ", 1) for part in str(first["content"]).split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["img-src"] == "data:"
        for kind in ("script", "style"):
            texts = [text for tag, attrs, text in outline.raw if tag == kind and "type" not in attrs]
            digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
            assert policy[f"{kind}-src"].split() == [f"'sha256-{digest}'" for digest in digests]
            assert texts


def test_the_encoding_is_told_within_the_first_kilobyte(shipped: dict[str, str]) -> None:
    assert all(b'<meta charset="utf-8">' in page.encode()[:1024] for page in shipped.values())


def test_no_element_asks_for_anything(shipped: dict[str, str]) -> None:
    for page in shipped.values():
        for tag, attrs in Outline(page).elements:
            assert tag not in ("link", "iframe", "object", "embed", "base", "img", "audio", "video"), tag
            assert not {"src", "href", "action", "srcset", "style", "onload", "onclick"} & set(attrs), (tag, attrs)


def test_styles_fetch_nothing(shipped: dict[str, str]) -> None:
    for page in shipped.values():
        styles = "".join(text for tag, _, text in Outline(page).raw if tag == "style")
        found = re.findall(r"url\(\s*['\"]?([^)]*)", styles)
        assert all(url.startswith(("data:", "#")) for url in found), found
        assert "@import" not in styles


def test_scripts_name_no_address_but_those_of_licences_and_namespaces(shipped: dict[str, str]) -> None:
    for page in shipped.values():
        scripts = "".join(text for tag, attrs, text in Outline(page).raw if tag == "script" and not attrs)
        hosts = set(re.findall(r"https?://([\w.-]+)", scripts))
        assert hosts <= {"leafletjs.com", "www.w3.org"}, hosts
        assert "sourceMappingURL" not in scripts


def test_a_page_says_its_language_and_its_title(shipped: dict[str, str]) -> None:
    for plan, page in shipped.items():
        outline = Outline(page)
        assert dict(outline.elements)["html"]["lang"] == "zh-CN"
        assert outline.title == reading.plan_of(plan).header.title
        viewport = next(attrs for tag, attrs in outline.elements if attrs.get("name") == "viewport")
        assert "user-scalable" not in str(viewport["content"])


def test_the_heilongjiang_page_stays_below_0_6_megabytes(shipped: dict[str, str]) -> None:
    assert len(shipped["heilongjiang"].encode()) <= 600_000


# -- the same bytes ----------------------------------------------------------------------------------------------------


def test_heights_change_nothing(tiny: Plan) -> None:
    def lifted(geometry: dict[str, Any]) -> dict[str, Any]:
        high = [[[*at, 12.5] for at in ring] for ring in geometry["coordinates"]]
        return {"type": "Polygon", "coordinates": high}

    units = tuple(replace(unit, geometry=lifted(unit.geometry)) for unit in tiny.unit_rows if unit.geometry)
    assert page_html(replace(tiny, unit_rows=units)) == page_html(tiny)


def test_no_random_name_is_left(tiny: Plan) -> None:
    page = page_html(tiny)
    assert "map_1" in page
    assert page_html(tiny) == page


def test_texts_that_look_like_random_names_stay(tiny: Plan) -> None:
    text = "map_0123456789abcdef0123456789abcdef"
    zones = tuple(replace(zone, note=text) for zone in tiny.zone_rows)
    assert text in page_html(replace(tiny, zone_rows=zones))


def test_no_path_of_this_machine_is_in_a_page(tiny: Plan, shipped: dict[str, str]) -> None:
    assert str(tiny.root) not in page_html(tiny)
    assert all(str(ROOT) not in page for page in shipped.values())


# -- hostile data ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(tiny: Plan, text: str) -> None:
    page = page_html(hostile(tiny, text))
    page.encode("utf-8")
    harmless = [tag for tag, _ in Outline(page_html(tiny)).elements]
    assert [tag for tag, _ in Outline(page).elements] == harmless
    block = block_of(page)
    assert block["plan"]["title"][0] == text
    assert {park["name"][0] for park in rows(block["parks"])} == {text}
    assert Outline(page).script(-1) == Outline(page_html(tiny)).script(-1)


def test_hostile_text_stays_in_the_block_and_the_title(tiny: Plan) -> None:
    page = page_html(hostile(tiny, "{{ 7*7 }}"))
    outside = re.sub(r'<script type="application/json".*?</script>|<title>.*?</title>', "", page, flags=re.DOTALL)
    assert "7*7" not in outside
    assert ">49<" not in page


def test_the_block_has_no_angle_bracket_to_close_its_element(tiny: Plan) -> None:
    assert "<" not in data_block(make_scene(hostile(tiny, "</script>")))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_pencil_knows_is_text_too(tiny: Plan, text: str) -> None:
    block = draft_block(hostile(tiny, text))
    assert "<" not in block
    assert text in {source["title"][0] for source in json.loads(block)["sources"]}


# -- the block ---------------------------------------------------------------------------------------------------------


def test_the_block_brings_back_every_record(tiny: Plan) -> None:
    scene = make_scene(tiny)
    block = block_of(page_html(tiny))
    for name in ("zones", "units", "parks", "targets", "groups", "industries", "steps", "progress"):
        assert len(rows(block[name])) == len(getattr(scene, name)), name
    park = next(row for row in rows(block["parks"]) if row["id"] == "west-park")
    assert park["at"] == [110.5, 31.5]
    assert facts_of(block, park) == [
        ["name", "plan", "四(一)", "西北生物园"],
        ["industry", "plan", "五(一)", "依托西北生物园"],
    ]
    assert park["located_by"] == ["方省地图集 12", "Atlas of Fang 12"]
    assert "note" not in park
    assert block["plan"]["partition"] is True


def test_links_to_other_pages_are_data(tiny: Plan) -> None:
    link = Link("other.html", Words("另一规划", "Another plan"), "990100")
    page = scene_html(make_scene(tiny), [link])
    expected = {"href": "other.html", "name": ["另一规划", "Another plan"], "unit": "990100"}
    assert block_of(page)["links"] == [expected]
    assert [tag for tag, _ in Outline(page).elements] == [tag for tag, _ in Outline(page_html(tiny)).elements]


def test_a_baseline_of_nought_is_a_number_and_no_gap(tiny: Plan) -> None:
    nought = replace(tiny.target_rows[0], low=0.0)
    block = block_of(page_html(replace(tiny, target_rows=(nought,))))
    assert rows(block["targets"])[0]["low"] == 0


def test_a_place_on_the_equator_is_a_place(tiny: Plan) -> None:
    parks = (replace(tiny.park_rows[1], lon=0.0, lat=0.0),)
    assert rows(block_of(page_html(replace(tiny, park_rows=parks)))["parks"])[0]["at"] == [0, 0]


def test_every_kind_in_use_brings_its_symbol(tiny: Plan) -> None:
    kinds = {row["id"]: row["symbol"] for row in block_of(page_html(tiny))["kinds"]}
    assert kinds == {kind: SYMBOLS[kind] for kind in KINDS if any(p.kind == kind for p in tiny.park_rows)}


def test_every_choice_that_a_record_makes_has_words(shipped: dict[str, str]) -> None:
    for page in shipped.values():
        block = block_of(page)
        named = {
            name: {row["id"] for row in block[name]} for name in ("kinds", "statuses", "bases", "abouts", "scopes")
        }
        for park in rows(block["parks"]):
            assert park["kind"] in named["kinds"]
            assert park["status"] in named["statuses"]
            assert park["basis"] in named["bases"]
            assert {fact[0] for fact in facts_of(block, park)} <= named["abouts"]
            assert {fact[1] for fact in facts_of(block, park)} <= set(block["sources"])
        assert {target["scope"] for target in rows(block["targets"])} <= named["scopes"]


def test_outlines_are_stored_once_for_all_layers(shipped: dict[str, str]) -> None:
    block = block_of(shipped["heilongjiang"])
    zones, units = rows(block["zones"]), rows(block["units"])
    # An outline of one ring stands there as that ring in letters.
    outlines = [
        [[list(reading.numbers_in(row["shape"]))]] if isinstance(row["shape"], str) else row["shape"] for row in units
    ]
    used = [
        number if number >= 0 else ~number for shape in outlines for each in shape for arcs in each for number in arcs
    ]
    for zone in zones:
        for polygon in zone["shape"]:
            for arcs in polygon:
                assert {number if number >= 0 else ~number for number in arcs} <= set(used), zone["id"]


def test_every_word_of_the_interface_is_in_both_languages() -> None:
    for name, (zh, en) in {**PAGE_PHRASES, **EDIT_PHRASES}.items():
        assert zh, name
        assert en, name
        assert set(re.findall(r"\{\w+\}", zh)) == set(re.findall(r"\{\w+\}", en)), name
        assert not re.search(r"[，。；：（）]", en), name


def test_the_program_finds_all_its_words() -> None:
    folder = ROOT / "geo" / "draw" / "page" / "assets"
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))
    asked = set(re.findall(r"\bword\(\s*\"(\w+)\"", code))
    assert len(asked) > 50
    assert asked <= {*PAGE_PHRASES, *BASE_PHRASES, *EDIT_PHRASES, *REALITY_PHRASES, *REGISTER_PHRASES}


def test_the_pencil_has_all_its_words_and_no_others() -> None:
    folder = ROOT / "geo" / "draw" / "page" / "assets"
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*-edit.js")))
    asked = set(re.findall(r"\b(edit_\w+)\b", code)) | {"tab_edit"}
    assert asked - set(EDIT_PHRASES) == set()
    assert set(EDIT_PHRASES) - asked == {"edit_lon", "edit_lat"}


def test_a_register_has_all_its_words_and_no_others() -> None:
    folder = ROOT / "geo" / "draw" / "page" / "assets"
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*-points.js")))
    asked = set(re.findall(r"\"(register_\w+)\"", code)) | {"tab_register"}
    levels = {f"register_at_{level}" for level in BY}
    assert asked | levels == set(REGISTER_PHRASES) - {"register_claim", "register_each", "register_with"}


def test_only_the_page_with_a_pencil_has_it(tiny: Plan) -> None:
    assert "buju-edit:" in edit_html(tiny)
    assert "buju-edit:" not in page_html(tiny)
    assert "draft-cross" not in page_html(tiny)


def test_readings_cover_every_character_of_every_name(shipped: dict[str, str]) -> None:
    for page in shipped.values():
        block = block_of(page)
        names = [row["name"][0] for layer in ("zones", "units", "parks") for row in rows(block[layer])]
        characters = {char for name in names for char in name if "\u4e00" <= char <= "\u9fff"}
        read = re.findall(r"([a-z]+)([^a-z]+)", block["readings"])
        written = {char: [spelt for spelt, chars in read if char in chars] for _, chars in read for char in chars}
        assert characters <= set(written)
        assert {char: " ".join(spelt) for char, spelt in written.items()} == readings(written)


def test_readings_are_those_of_a_dictionary() -> None:
    assert readings(["长绿行"]) == {"绿": "lu lv", "行": "hang heng xing", "长": "chang zhang"}
    assert readings(["Ab1 ，"]) == {}


def test_readings_leave_pypinyin_alone() -> None:
    code = (
        "import sys; from geo.draw.page.pinyin import readings; readings(['长']); assert 'pypinyin' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


def test_a_page_without_pypinyin_is_an_error_with_its_way_out(tiny_root: Path) -> None:
    # The program is found as in an environment that lacks the package: a path of modules without it.
    code = (
        "import sys; from importlib.machinery import PathFinder;"
        "hidden = type('Hidden', (PathFinder,), {'find_spec': classmethod(lambda cls, name, *rest:"
        " None if name == 'pypinyin' else PathFinder.find_spec(name, *rest))});"
        "sys.meta_path = [hidden if finder is PathFinder else finder for finder in sys.meta_path];"
        "from geo.cli import main; sys.argv[0] = 'buju'; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--root", str(tiny_root), "map", "tiny", "-o", str(tiny_root / "tiny.html")],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 1
    assert done.stderr.strip() == "Search by pinyin needs the package pypinyin. Run: pip install pypinyin"
    assert not (tiny_root / "tiny.html").exists()


# -- for users of folium -----------------------------------------------------------------------------------------------


def test_a_plan_map_is_a_folium_map_that_takes_its_layers(tiny: Plan) -> None:
    made = plan_map(tiny)
    assert isinstance(made, folium.Map)
    folium.Marker([31, 111], tooltip="here").add_to(made)
    folium.LayerControl().add_to(made)
    line = folium.PolyLine([[31, 111], [31.5, 111.5]]).add_to(made)
    PolyLineTextPath(line, "along").add_to(made)
    Fullscreen().add_to(made)
    with pytest.warns(UserWarning, match="Fullscreen .*; PolyLineTextPath "):
        text = made.get_root().render()
    name = made.get_name()
    assert text.index(f"var {name} = L.map(") < text.index("buju_map") < text.index("L.marker(")
    assert f"addTo({name})" in text
    assert text.count("leaflet.fullscreen") or text.count("Control.FullScreen")


def test_a_plan_map_carries_leaflet_and_its_icons(tiny: Plan) -> None:
    text = plan_map(tiny).get_root().render()
    assert "Leaflet 1.9" in text
    assert not re.findall(r"<(?:script|link)[^>]+(?:src|href)=", text)
    assert text.count("data:image/png;base64,") >= 3


def test_maps_share_nothing(tiny: Plan) -> None:
    one, other = PlanMap(make_scene(tiny)), PlanMap(make_scene(tiny))
    one.add_js_link("x", "https://example.org/x.js")
    assert "example.org" not in other.get_root().render()
    with pytest.warns(UserWarning, match=r"PlanMap \(x.js\)"):
        assert "example.org" in one.get_root().render()
    assert "example.org" not in page_html(tiny)


def test_a_map_is_saved_and_shown_in_a_notebook(tiny: Plan, tmp_path: Path) -> None:
    made = plan_map(tiny)
    made.save(str(tmp_path / "map.html"))
    assert (tmp_path / "map.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "srcdoc" in made._repr_html_()


def test_the_page_needs_no_geopandas(tiny_root: Path) -> None:
    code = (
        "import sys; from geo.model.plan import read_plan; from geo.draw.page.page import page_html;"
        "page_html(read_plan('tiny', sys.argv[1]));"
        "assert not {'geopandas', 'pyogrio', 'matplotlib', 'pypinyin'} & set(sys.modules)"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(tiny_root)], check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
