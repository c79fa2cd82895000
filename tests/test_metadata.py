"""What goes with an export is valid, true, and says whose map a review number belongs to."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from reading import plan_of

import geo
from geo.export.about import lineage, rights
from geo.export.export import export_plan
from geo.export.job import Job
from geo.export.layers import export_layers
from geo.export.metadata import MAKERS, PACKAGE, package
from geo.export.tabular import ENCODING
from geo.model.plan import Plan

ISO = {"gmd": "http://www.isotc211.org/2005/gmd", "gco": "http://www.isotc211.org/2005/gco"}


@pytest.fixture
def tiny(tiny_root: Path) -> Plan:
    return geo.read_plan("tiny", tiny_root)


def beside(plan: Plan, folder: Path, name: str, **options: str) -> Path:
    export_plan(plan, folder / name, metadata=True, **options)  # type: ignore[arg-type]
    return folder


def faults(folder: Path) -> dict[str, list[str]]:
    """Return what Frictionless, run on its own, finds wrong with the package in each folder of a folder."""
    code = (
        "import json, os, sys, frictionless; found = {}\n"
        "for name in sorted(os.listdir()):\n"
        "    os.chdir(name); report = frictionless.validate(sys.argv[1]); os.chdir('..')\n"
        "    assert len(report.tasks) >= 9, report\n"
        "    found[name] = [' '.join(map(str, row)) for row in report.flatten(['name', 'type', 'message'])]\n"
        "print(json.dumps(found))"
    )
    command = [sys.executable, "-c", code, PACKAGE]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_data_packages_are_valid_to_the_last_foreign_key_and_a_broken_one_is_found(tiny: Plan, tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    for plan, suffix in (("changsha", "csv"), ("national", "xlsx"), ("tiny", "csv")):
        (folder / plan).mkdir(parents=True)
        beside(plan_of(plan), folder / plan, f"x.{suffix}")
    table = folder / "tiny" / "x-zones.csv"
    table.write_text(table.read_text(encoding=ENCODING).replace(",belt,", ",bolt,"), encoding=ENCODING)
    found = faults(folder)
    assert {plan for plan, told in found.items() if told} == {"tiny"}
    assert any("foreign-key" in told for told in found["tiny"])
    assert set(found) == {"changsha", "national", "tiny"}


def test_keys_refer_to_what_is_exported(tiny: Plan) -> None:
    layers = export_layers(tiny)
    made = package(Job(tiny, layers), dict.fromkeys(layers, "x.gpkg"))
    found = {item["name"]: item["schema"] for item in made["resources"]}
    keys = {
        (name, key["fields"][0], key["reference"]["resource"])
        for name in found
        for key in found[name].get("foreignKeys", ())
    }
    assert {
        ("zones", "group", "groups"),
        ("units", "parent", ""),
        ("joins", "zone", "zones"),
        ("targets", "source", "sources"),
    } <= keys
    assert ("parks", "adcode", "units") not in keys, "one place lies outside the region"


def test_iso_record_read_by_owslib(tiny: Plan, tmp_path: Path) -> None:
    from owslib.etree import etree
    from owslib.iso import MD_Metadata

    beside(tiny, tmp_path, "x.gpkg", crs="4547")
    record = MD_Metadata(etree.fromstring((tmp_path / "x.xml").read_bytes()))
    (about,) = record.identification
    assert about.title == "方省生物经济规划空间布局数据"
    assert "方省人民政府" in about.abstract
    assert "“一极、一带”" in about.abstract
    assert [float(about.bbox.minx), float(about.bbox.maxy)] == [110.0, 32.0]
    assert record.referencesystem.code == "urn:ogc:def:crs:EPSG::4547"
    assert record.datestamp == "2022-03-22"
    assert "方省测绘院" in about.uselimitation[0]
    assert "方省生物经济规划" in record.dataquality.lineage
    assert about.contact[0].organization == MAKERS["zh"], "who issued the plan did not make the data"


def test_iso_record_keeps_markup_out(tiny: Plan, tmp_path: Path) -> None:
    object.__setattr__(tiny.header, "title", "<a>&b")
    beside(tiny, tmp_path, "x.gpkg")
    root = ElementTree.fromstring((tmp_path / "x.xml").read_bytes())
    titles = [item.text for item in root.iterfind(".//gmd:MD_DataIdentification//gmd:title/gco:CharacterString", ISO)]
    assert titles == ["<a>&b空间布局数据"]


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ("其自身地图的审图号", "须另行送审")), ("en", ("source's own map", "review of its own"))]
)
def test_a_review_number_is_that_of_the_sources_map(tiny: Plan, lang: str, words: tuple[str, str]) -> None:
    text = rights(tiny, lang)
    assert ("方S（2022）1号" if lang == "zh" else "方S(2022)1号") in text
    assert all(word in text for word in words)


def test_lineage_names_every_source(tiny: Plan) -> None:
    assert all(source.title in lineage(tiny) for source in tiny.sources)
    assert all(source.title_en in lineage(tiny, "en") for source in tiny.sources)


def test_the_dictionary_describes_every_field(tiny: Plan, tmp_path: Path) -> None:
    beside(tiny, tmp_path, "x.gpkg")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "x-dictionary.csv").read_text(encoding=ENCODING))))
    wanted = [(layer.name, item.name) for layer in export_layers(tiny).values() for item in layer.fields]
    assert [(row["图层"], row["字段代码"]) for row in rows] == wanted
    basis = next(row for row in rows if (row["图层"], row["字段代码"]) == ("parks", "basis"))
    assert basis["约束条件"] == "M"
    assert basis["值域"].startswith("site=场址;")
    assert basis["来源"] == "parks.csv:basis"


def test_the_package_names_licence_sources_and_system(tiny: Plan, tmp_path: Path) -> None:
    found = json.loads((beside(tiny, tmp_path, "x.gpkg", crs="4547") / PACKAGE).read_text(encoding="utf-8"))
    assert found["licenses"][0]["name"] == "CC-BY-4.0"
    assert [item["title"] for item in found["sources"]] == ["方省地图集", "方省生物经济规划"]
    assert "EPSG:4547" in found["crs"]
