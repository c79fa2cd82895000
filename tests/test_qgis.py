"""Styles of an export: what Python alone can prove of QML, SLD, layer_styles and the project."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from reading import layers_of, plan_of, scene_of

from geo.draw.scene.build import make_scene
from geo.draw.scene.looks import BASIS_DASHES, FILL_OPACITY, FORM_STROKES, GATHER_PX, LEVEL_STROKES
from geo.draw.scene.marks import Scene
from geo.draw.scene.symbols import HATCHES
from geo.draw.scene.theme import LIGHT
from geo.draw.scene.view import View
from geo.export.about import lineage, rights
from geo.export.export import export_plan
from geo.export.job import Job
from geo.export.kml import abgr
from geo.export.layers import export_layers
from geo.export.qgis import looks, sld
from geo.export.qgis.styles import Style, style_tables
from geo.export.qgis.symbols import rgba
from geo.model.plan import Plan
from geo.model.schema import KINDS, LEVELS, PARK_BASES, STATUSES, ZONE_BASES

SE = "{http://www.opengis.net/se}"
OGC = "{http://www.opengis.net/ogc}"
PLANS = ("heilongjiang", "changsha", "national", "tiny")


@pytest.fixture(scope="module", params=PLANS)
def plan(request: pytest.FixtureRequest) -> Plan:
    return plan_of(request.param)


@pytest.fixture(scope="module")
def job(plan: Plan) -> Job:
    return Job(plan, layers_of(plan.id))


@pytest.fixture(scope="module")
def scene(job: Job) -> Scene:
    return job.view.scene


@pytest.fixture(scope="module")
def styles(job: Job) -> Mapping[str, Style]:
    return style_tables(job)


@pytest.fixture(scope="module")
def qml(styles: Mapping[str, Style]) -> dict[str, Element]:
    return {name: fromstring(made.qml) for name, made in styles.items()}


@pytest.fixture(scope="module")
def slds(styles: Mapping[str, Style]) -> dict[str, Element]:
    return {name: fromstring(made.sld) for name, made in styles.items() if made.sld}


@pytest.fixture(scope="module")
def geopackage(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the GeoPackage of a plan; its project lies beside it."""
    folder = tmp_path_factory.mktemp("qgis")
    export_plan(plan, folder / "plan.qgs")
    return folder / "plan.gpkg"


@pytest.fixture(scope="module")
def project(geopackage: Path) -> Element:
    return fromstring(geopackage.with_suffix(".qgs").read_text(encoding="utf-8"))


def options(layer: Element) -> dict[str, str]:
    held = layer.find("Option")
    assert held is not None
    return {each.get("name", ""): each.get("value", "") for each in held}


def drawn(root: Element) -> Element:
    """Return the renderer, or the one inside that gathers points."""
    renderer = root.find("renderer-v2")
    assert renderer is not None
    inner = renderer.find("renderer-v2")
    return renderer if inner is None else inner


def values_of(renderer: Element) -> Iterator[tuple[str, Element]]:
    """Yield value and element of each category, or of each rule that has a symbol."""
    for category in renderer.findall("categories/category"):
        yield category.get("value", ""), category
    for rule in renderer.findall("rules//rule[@symbol]"):
        yield rule.get("filter", "").rpartition(" = ")[2].strip("'"), rule


def symbol_parts(root: Element) -> dict[str, list[dict[str, str]]]:
    """Return the value of each category or rule with the parts of its symbol."""
    renderer = drawn(root)
    symbols = {symbol.get("name"): symbol for symbol in renderer.findall("symbols/symbol")}
    return {
        value: [
            options(part) | {"class": part.get("class", "")} for part in symbols[each.get("symbol")].findall("layer")
        ]
        for value, each in values_of(renderer)
    }


def test_every_layer_has_a_style_and_only_what_is_drawn_has_an_sld(
    job: Job, qml: dict[str, Element], slds: dict[str, Element]
) -> None:
    assert list(qml) == list(job.layers)
    assert list(slds) == [name for name, layer in job.layers.items() if layer.geometry]
    assert all(root.tag == "qgis" for root in qml.values())


def test_zones_have_the_colours_hatches_and_lines_of_the_page(scene: Scene, qml: dict[str, Element]) -> None:
    found = symbol_parts(qml["zones"])
    forms = {group.id: group.form for group in scene.groups}
    assert list(found) == [zone.id for zone in scene.zones]
    for zone in scene.zones:
        fill, *_, edge = found[zone.id]
        colour = LIGHT.zone(zone.tone)
        assert fill["color"] == rgba(colour.fill, FILL_OPACITY)
        assert edge["line_color"] == rgba(colour.line)
        assert bool(zone.hatch) == any(part["class"] == "SVGFill" for part in found[zone.id])
        dash = BASIS_DASHES[zone.basis]
        assert edge["use_custom_dash"] == str(int(bool(dash)))
        width = FORM_STROKES[forms[zone.group]].width * (1 if dash else 2) * 25.4 / 96
        assert float(edge["line_width"]) == pytest.approx(width, abs=1e-4)
        if dash:
            assert [float(part) for part in edge["customdash"].split(";")] == pytest.approx(
                [part * 25.4 / 96 for part in dash], abs=1e-4
            )


def test_the_legend_and_the_names_of_zones_are_those_of_the_page(scene: Scene, qml: dict[str, Element]) -> None:
    assert [each.get("label") for _, each in values_of(drawn(qml["zones"]))] == [zone.name.zh for zone in scene.zones]
    settings = qml["zones"].find("labeling/rules/rule/settings")
    assert settings is not None
    text = settings.find("text-style").get("fieldName", "")  # type: ignore[union-attr]
    assert '"name"' in text
    assert all(word in text for word in ("WHEN \"basis\" = 'sketch' THEN '\n（示意）'", "'\n（局部）'"))
    colours = json.dumps([each.get("value") for each in settings.iter("Option") if each.get("name") == "expression"])
    assert all(f"'{zone.id}', '{rgba(LIGHT.zone(zone.tone).text)}'" in colours for zone in scene.zones)


def test_long_names_are_broken_as_on_the_page() -> None:
    lines = {look.label: look.lines for look in looks.zone_looks(View(scene=scene_of("heilongjiang")))}
    assert lines["泛三江平原生物产业示范区"] == "泛三江平原\n生物产业示范区"


def test_layouts_that_lie_over_one_another_are_a_tree_whose_first_group_is_ticked() -> None:
    plan = plan_of("national")
    styles = style_tables(Job(plan, layers_of("national")))
    for name, condition in {"zones": '"group" = ', "schematic": '"zone" IN ('}.items():
        renderer = drawn(fromstring(styles[name].qml))
        assert renderer.get("type") == "RuleRenderer"
        groups = renderer.findall("rules/rule")
        assert [rule.get("label") for rule in groups] == [group.name for group in plan.groups]
        assert [rule.get("checkstate") for rule in groups] == ["1", *["0"] * (len(groups) - 1)]
        assert all(str(rule.get("filter")).startswith(condition) for rule in groups)


def test_zones_within_others_are_drawn_above_them(qml: dict[str, Element]) -> None:
    clause = qml["zones"].find("renderer-v2/orderby/orderByClause")
    assert clause is not None
    assert (clause.text, clause.get("asc")) == ("area($geometry)", "0")


def test_places_gather_and_bear_names_where_they_stand_alone(plan: Plan, qml: dict[str, Element]) -> None:
    renderer = qml["parks"].find("renderer-v2")
    assert renderer is not None
    assert renderer.get("type") == "pointCluster"
    assert float(renderer.get("tolerance", "")) == pytest.approx(looks.GATHERED_PX * 25.4 / 96, abs=1e-4)
    assert looks.GATHERED_PX > GATHER_PX, "QGIS does not join two counted discs that hide each other"
    assert renderer.find("symbol[@name='centerSymbol']") is not None
    alone, rest = qml["parks"].findall("labeling/rules/rule")
    assert rest.get("filter") == "ELSE"
    assert rest.find("settings/rendering").get("drawLabels") == "0"  # type: ignore[union-attr]
    known = dict(re.findall(r"'([a-z0-9-]+)', (\d+)", str(alone.get("filter"))))
    assert set(known) <= {park.park_id for park in plan.park_rows if park.lon is not None}
    assert "@map_scale" in str(alone.get("filter"))


def test_units_have_the_hairlines_of_the_page(qml: dict[str, Element]) -> None:
    rules = qml["units"].findall("renderer-v2/rules/rule")
    assert {rule.get("filter") for rule in rules} <= {f"\"level\" = '{level}'" for level in LEVELS}
    symbols = qml["units"].findall("renderer-v2/symbols/symbol")
    for rule, symbol in zip(rules, symbols, strict=True):
        level = str(rule.get("key"))
        line = options(symbol.findall("layer")[-1])
        assert float(line["line_width"]) == pytest.approx(LEVEL_STROKES[level].width * 25.4 / 96, abs=1e-4)


def test_every_field_has_its_alias_and_every_closed_list_its_words(job: Job, qml: dict[str, Element]) -> None:
    for name, layer in job.layers.items():
        aliases = {each.get("field"): each.get("name") for each in qml[name].findall("aliases/alias")}
        assert aliases == {field.name: field.alias for field in layer.fields}
    expected = {
        ("zones", "basis"): ZONE_BASES,
        ("units", "level"): LEVELS,
        ("parks", "kind"): KINDS,
        ("parks", "basis"): PARK_BASES,
        ("parks", "status"): STATUSES,
    }
    for (layer, field), words in expected.items():
        held = qml[layer].find(f"fieldConfiguration/field[@name='{field}']/editWidget[@type='ValueMap']")
        assert held is not None, (layer, field)
        pairs = [(each.get("value"), each.get("name")) for each in held.iter("Option") if each.get("value")]
        assert pairs == [(value, both[0]) for value, both in words.items()]


def test_places_are_given_the_names_of_their_zones(plan: Plan, qml: dict[str, Element]) -> None:
    for layer in ("parks", "targets"):
        held = qml[layer].find("fieldConfiguration/field[@name='zone']/editWidget[@type='ValueMap']")
        assert held is not None
        names = {each.get("value"): each.get("name") for each in held.iter("Option") if each.get("value")}
        assert names == {zone.zone: zone.name for zone in plan.zone_rows}


def test_sld_has_a_rule_a_zone_in_its_colours(scene: Scene, slds: dict[str, Element]) -> None:
    rules = list(slds["zones"].iter(f"{SE}Rule"))
    assert [rule.findtext(f"{OGC}Filter/{OGC}PropertyIsEqualTo/{OGC}Literal") for rule in rules] == [
        zone.id for zone in scene.zones
    ]
    for rule, zone in zip(rules, scene.zones, strict=True):
        values = [(each.get("name"), each.text) for each in rule.iter(f"{SE}SvgParameter")]
        colour = LIGHT.zone(zone.tone)
        assert ("fill", colour.fill) in values
        assert ("stroke", colour.line) in values
        assert ("fill", colour.text) in values
        dash = BASIS_DASHES[zone.basis]
        assert (("stroke-dasharray", " ".join(f"{part:g}" for part in dash)) in values) == bool(dash)


def test_sld_gives_the_rule_for_all_else_a_chance(slds: dict[str, Element]) -> None:
    for styled in slds["parks"].iter(f"{SE}FeatureTypeStyle"):
        rules = list(styled.iter(f"{SE}Rule"))
        if any(rule.find(f"{SE}ElseFilter") is not None for rule in rules):
            assert all(rule.find(f"{OGC}Filter") is not None for rule in rules[:-1])


def test_marks_and_hatches_of_sld_stand_for_all_of_the_page() -> None:
    assert set(sld._MARKS) == set(KINDS)
    assert len(set(sld._MARKS.values())) == len(KINDS)
    assert set(sld._HATCHES) == set(HATCHES)


def test_english_styles_name_things_in_english() -> None:
    plan = plan_of("tiny")
    styles = style_tables(Job(plan, export_layers(plan, "en"), "en"))
    assert "Xi Leading Pole" in styles["zones"].qml
    assert '"name_en"' in styles["zones"].qml
    assert "西市引领极" not in styles["zones"].qml + styles["parks"].qml
    assert "<ogc:PropertyName>name_en</ogc:PropertyName>" in styles["zones"].sld


def test_hostile_names_stay_text() -> None:
    plan = plan_of("tiny")
    name = """a'b"c<d>&\\n' || env('HOME') || '"""
    changed = replace(plan, zone_rows=(replace(plan.zone_rows[0], name=name), *plan.zone_rows[1:]))
    for made in style_tables(Job(changed, export_layers(changed))).values():
        fromstring(made.qml)
        if made.sld:
            fromstring(made.sld)
    assert looks.zone_looks(View(scene=make_scene(changed)))[-1].label == name


def test_the_diagram_has_the_hatches_of_its_zones_and_no_dash(
    plan: Plan, scene: Scene, qml: dict[str, Element]
) -> None:
    if not plan.schematic_rows:
        assert "schematic" not in qml
        return
    hatched = {zone.id: bool(zone.hatch) for zone in scene.zones}
    for name, parts in symbol_parts(qml["schematic"]).items():
        hatch = ["SVGFill"] * hatched[name]
        assert [part["class"] for part in parts] == ["SimpleFill", *hatch, "SimpleLine", "SimpleLine"]
        assert parts[-1]["use_custom_dash"] == "0"


KML = "{http://www.opengis.net/kml/2.2}"


def test_every_located_place_has_the_zones_and_the_colour_of_the_scene(
    plan: Plan, scene: Scene, geopackage: Path, tmp_path: Path
) -> None:
    (qml, sld_text) = rows_of(geopackage, "SELECT styleQML, styleSLD FROM layer_styles WHERE f_table_name = 'parks'")[0]
    drawn_in = symbol_parts(fromstring(str(qml)))
    columns = "SELECT park_id, kind, coalesce(zone, ''), coalesce(top_industry, '') FROM parks WHERE geom IS NOT NULL"
    rows = {str(ident): [str(each) for each in rest] for ident, *rest in rows_of(geopackage, columns)}
    map_server, google = sld_colours(str(sld_text)), kml_colours(plan, tmp_path)
    located = [mark for mark in scene.parks if mark.at]
    assert len(located) > (10 if plan.id != "tiny" else 1)
    homes = homes_in(geopackage)
    for mark in located:
        kind, zone, top = rows[mark.id]
        colour = LIGHT.colour(mark.tone)
        assert (zone, top) == ("".join(mark.homes[:1]), "".join(mark.tops[:1])), mark.id
        assert homes.get(mark.id, set()) == set(mark.homes), mark.id
        value = f"{kind}/{top}"
        assert drawn_in[value][2]["color"] == rgba(colour), mark.id
        assert map_server[value] == colour, mark.id
        assert google[mark.id] == abgr(colour), mark.id


def homes_in(path: Path) -> dict[str, set[str]]:
    """Return the zones that a GeoPackage joins each place to: those of the text, else those in which it lies."""
    query = "SELECT id, zone FROM joins WHERE type = 'park' AND zone IS NOT NULL"
    found, by_text = (homes_of(rows_of(path, asked)) for asked in (query, f"{query} AND by_text"))
    return found | by_text


def homes_of(rows: list[tuple[object, ...]]) -> dict[str, set[str]]:
    homes: dict[str, set[str]] = {}
    for ident, zone in rows:
        homes.setdefault(str(ident), set()).add(str(zone))
    return homes


def sld_colours(text: str) -> dict[str, str]:
    """Return the fill of each rule for places that are not planned, by the rule's name."""
    rules = {rule.findtext(f"{SE}Name", ""): rule for rule in fromstring(text).iter(f"{SE}Rule")}
    fills = {name: rule.find(f".//{SE}Mark/{SE}Fill/{SE}SvgParameter") for name, rule in rules.items()}
    return {name: str(fill.text) for name, fill in fills.items() if fill is not None}


def kml_colours(plan: Plan, folder: Path) -> dict[str, str]:
    """Return the colour of each place's pin in a KML of places."""
    export_plan(plan, folder / "x.kml", layers=["parks"])
    root = fromstring((folder / "x.kml").read_text(encoding="utf-8"))
    colours = {each.get("id"): each.findtext(f"{KML}IconStyle/{KML}color") for each in root.iter(f"{KML}Style")}
    marks = [mark for mark in root.iter(f"{KML}Placemark") if mark.find(f"{KML}Point") is not None]
    return {
        mark.findtext(f"{KML}ExtendedData/{KML}Data[@name='park_id']/{KML}value", ""): str(
            colours[mark.findtext(f"{KML}styleUrl", "").removeprefix("#")]
        )
        for mark in marks
    }


def rows_of(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def test_a_geopackage_carries_its_styles_as_qgis_looks_for_them(
    job: Job, styles: Mapping[str, Style], geopackage: Path
) -> None:
    layers = job.layers
    columns = [row[1] for row in rows_of(geopackage, "PRAGMA table_info(layer_styles)")]
    assert " ".join(columns) == (
        "id f_table_catalog f_table_schema f_table_name f_geometry_column styleName styleQML styleSLD "
        "useAsDefault description owner ui update_time"
    )
    rows = rows_of(
        geopackage,
        "SELECT f_table_name, f_table_catalog, f_table_schema, f_geometry_column, useAsDefault, styleQML, styleSLD "
        "FROM layer_styles ORDER BY id",
    )
    assert rows == [
        (name, "", "", "geom" if layers[name].geometry else "", 1, made.qml, made.sld) for name, made in styles.items()
    ]
    assert rows_of(geopackage, "SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'") == [
        ("attributes",)
    ]


def test_styles_of_some_layers_only(tmp_path: Path) -> None:
    path = tmp_path / "parks.gpkg"
    export_plan(plan_of("tiny"), path, layers=["parks"])
    assert rows_of(path, "SELECT f_table_name FROM layer_styles") == [("parks",)]


def test_a_project_relates_places_and_numbers_to_zones(project: Element) -> None:
    idents = {held.findtext("id"): held.findtext("layername") for held in project.findall("projectlayers/maplayer")}
    assert all(len(str(ident)) > 10 for ident in idents)
    assert {held.findtext("datasource", "").partition("|")[0] for held in project.iter("maplayer")} == {"./plan.gpkg"}
    found = {
        (idents[each.get("referencingLayer")], idents[each.get("referencedLayer")]) for each in project.iter("relation")
    }
    assert {("地点", "分区"), ("规划指标", "分区"), ("归属表", "分区")} <= found


def test_a_project_shows_one_of_two_drawings_over_land_and_neighbours(job: Job, project: Element) -> None:
    plan, layers = job.plan, job.layers
    tree = project.find("layer-tree-group")
    assert tree is not None
    below = {"national": ["界线"], "tiny": []}.get(plan.id, [])
    around = ["周边省级行政区"] if "provinces" in layers else []
    pair = "布局（两种画法）" if "schematic" in layers else tree[1 + len(below)].get("name")
    assert [each.get("name") for each in tree] == ["地点", *below, pair, "行政区", *around, "表"]
    both = tree.find("layer-tree-group[@mutually-exclusive='1']")
    assert both is not None
    assert [leaf.get("checked") for leaf in both] == ["Qt::Checked", "Qt::Unchecked"][: len(both)]


def test_a_project_of_nothing_that_has_a_place_still_opens(tmp_path: Path) -> None:
    plan = plan_of("tiny")
    bare = replace(plan, park_rows=tuple(replace(park, lon=None, lat=None) for park in plan.park_rows))
    export_plan(bare, tmp_path / "plan.qgs", layers=["parks"])
    text = (tmp_path / "plan.qgs").read_text(encoding="utf-8")
    assert fromstring(text).find("mapcanvas") is None
    assert "nan" not in text


def test_a_geopackage_tells_of_itself(plan: Plan, job: Job, geopackage: Path) -> None:
    query = (
        "SELECT table_name, metadata FROM gpkg_metadata JOIN gpkg_metadata_reference ON id = md_file_id "
        "WHERE md_standard_uri = 'http://mrcc.com/qgis.dtd'"
    )
    found = {str(name): fromstring(str(text)) for name, text in rows_of(geopackage, query)}
    assert list(found) == list(job.layers)
    assert all(lineage(plan) == each.findtext("history") for each in found.values())
    assert all(rights(plan) == each.findtext("rights") for each in found.values())
    described = dict(
        rows_of(geopackage, "SELECT table_name, description FROM gpkg_contents WHERE table_name <> 'layer_styles'")
    )
    assert all(described.values())


def test_ids_are_unique_in_a_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "plan.gpkg"
    export_plan(plan_of("tiny"), path)
    with closing(sqlite3.connect(path)) as database, pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO targets (target_id) SELECT target_id FROM targets LIMIT 1")


def test_forms_demand_ids_and_warn_of_what_is_missing(qml: dict[str, Element]) -> None:
    found = {each.get("field"): each for each in qml["parks"].findall("constraints/constraint")}
    assert (found["park_id"].get("constraints"), found["park_id"].get("unique_strength")) == ("3", "1")
    assert (found["source"].get("constraints"), found["source"].get("notnull_strength")) == ("1", "2")
    assert found["note"].get("constraints") == "0"
