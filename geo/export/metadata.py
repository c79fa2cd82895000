"""What goes with an export: ISO 19139, a Frictionless data package with foreign keys, a data dictionary."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import geo
from geo.export.about import LICENCE, abstract, lineage, rights, title
from geo.export.fields import Field
from geo.export.formats import format_of
from geo.export.job import Job
from geo.export.layers import Layer, plan_box
from geo.export.tabular import ENCODING, POINT, csv_bytes, dictionary_rows
from geo.model.aliases import FLAGS, name_of
from geo.model.errors import OutputError, one_line
from geo.model.extras import install_hint
from geo.model.plan import Plan

PACKAGE = "datapackage.json"
MAKERS = {"zh": "buju 数据编者", "en": "The buju authors"}
"""Who answers for the data: not the office that issued the plan."""

_LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": LICENCE}

_TYPES = {"number": "number", "integer": "integer", "flag": "boolean", "date": "date"}
_LANGUAGES = {"zh": "chi", "en": "eng"}


def metadata_files(job: Job, stem: str, files: Mapping[str, str]) -> Mapping[str, bytes]:
    """Return the files that describe an export, by name.

    Parameters
    ----------
    job : Job
        What is exported.
    stem : str
        Name of the export, which the others follow.
    files : mapping of str to str
        Layer -> the file that holds it.

    Raises
    ------
    OutputError
        pygeometa is not installed.
    """
    return {
        f"{stem}.xml": iso_xml(job, stem).encode(),
        PACKAGE: (json.dumps(package(job, files), ensure_ascii=False, indent=1) + "\n").encode(),
        f"{stem}-dictionary.csv": csv_bytes(dictionary_rows(job)),
    }


def refuse_other(path: Path, files: Iterable[str]) -> None:
    """Raise OutputError where a data package stands that describes files other than those to be written."""
    if not path.is_file():
        return
    try:
        known = {str(item.get("path")) for item in json.loads(path.read_text(encoding="utf-8"))["resources"]}
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        known = {"something else"}
    others = sorted(known - set(files))
    if others:
        told = one_line(", ".join(others[:3]), 120)
        raise OutputError(f"{path}: describes {told}. Export into a folder of its own, or replace it with --force.")


def iso_xml(job: Job, stem: str) -> str:
    """Return an ISO 19139 record.

    Raises
    ------
    OutputError
        pygeometa is not installed.
    """
    try:
        from pygeometa.schemas.iso19139 import ISO19139OutputSchema
    except ImportError:
        raise OutputError(f"--metadata needs pygeometa. {install_hint('metadata')}") from None
    text = _without_blanks(str(ISO19139OutputSchema().write(_record(job, stem))))
    if "(EPSG:" in job.system:
        code = job.system.rpartition("(EPSG:")[2].rstrip(")")
        return text.replace("urn:ogc:def:crs:EPSG:4326", f"urn:ogc:def:crs:EPSG::{code}")
    # A conic of the plan's own stands in no registry.
    text = re.sub(r"\s*<gmd:authority>.*?</gmd:authority>", "", text, count=1, flags=re.DOTALL)
    text = re.sub(r"\s*<gmd:version>.*?</gmd:version>", "", text, count=1, flags=re.DOTALL)
    return text.replace("urn:ogc:def:crs:EPSG:4326", escape(job.system))


def _without_blanks(text: str) -> str:
    """Return a record without the elements that its template leaves empty."""
    text = re.sub(
        r"\s*<gmd:onlineResource>(?:(?!</gmd:onlineResource>).)*<gmd:URL/>.*?</gmd:onlineResource>",
        "",
        text,
        flags=re.S,
    )
    before = ""
    while text != before:
        before, text = text, re.sub(r"\s*<(g[mc][dox]:\w+)(?: gco:nilReason=\"missing\")?(?:/>|>\s*</\1>)", "", text)
    return text


def package(job: Job, files: Mapping[str, str]) -> dict[str, Any]:
    """Return a Frictionless data package: a resource a layer, with field types, keys and foreign keys that hold."""
    plan, lang = job.plan, job.lang
    return {
        "profile": "data-package",
        "name": f"buju-{plan.tag}",
        "title": title(plan, lang),
        "description": f"{abstract(plan, lang)} {lineage(plan, lang)} {rights(plan, lang)}",
        "keywords": _keywords(plan, lang),
        "licenses": [_LICENCE],
        "contributors": [{"title": MAKERS[lang], "role": "author"}],
        "sources": [{"title": name_of(item, lang, "title")} for item in plan.sources],
        "crs": job.system,
        "resources": [_resource(job, layer, files[name]) for name, layer in job.layers.items()],
    }


def _record(job: Job, stem: str) -> dict[str, Any]:
    """Return pygeometa's record; its box is in WGS 84, the only system for which it writes a box."""
    plan, lang, header, day = job.plan, job.lang, job.plan.header, job.moment[:10]
    begin, end = (*header.period, "", "")[:2]
    temporal = [{"begin": begin, "end": end}] if begin and end else []
    places = {"spatial": [{"bbox": [round(value, 5) for value in plan_box(plan)], "crs": 4326}], "temporal": temporal}
    maker = {"organization": MAKERS[lang]}
    based = f"据{header.number or header.title}整理" if lang == "zh" else f"from {header.number or header.title_en}"
    return {
        "mcf": {"version": "1.0"},
        "metadata": {
            "identifier": f"buju-{plan.tag}-{stem}" if stem.isascii() and stem.isidentifier() else f"buju-{plan.tag}",
            "language": _LANGUAGES[lang],
            "charset": "utf8",
            "hierarchylevel": "dataset",
            "datestamp": day,
            "dataseturi": "",
        },
        "spatial": {"datatype": "vector", "geomtype": "complex"},
        "identification": {
            "language": _LANGUAGES[lang],
            "charset": "utf8",
            "title": title(plan, lang),
            "edition": f"{based}, buju {geo.__version__}",
            "abstract": f"{abstract(plan, lang)} {_listed(job.layers, lang)}",
            "dates": {"publication": day},
            "keywords": {"default": {"keywords": _keywords(plan, lang), "keywords_type": "theme"}},
            "topiccategory": ["economy", "planningCadastre"],
            "extents": places,
            "maintenancefrequency": "asNeeded",
            "status": "completed",
            "accessconstraints": "otherRestrictions",
            "rights": rights(plan, lang),
            "license": {"name": LICENCE},
        },
        "contact": {"author": maker, "pointOfContact": maker},
        "distribution": {},
        "dataquality": {"scope": {"level": "dataset"}, "lineage": {"statement": lineage(plan, lang)}},
    }


def _keywords(plan: Plan, lang: str) -> list[str]:
    return [name_of(plan.header, lang, "region"), *(name_of(group, lang) for group in plan.groups)]


def _listed(layers: Mapping[str, Layer], lang: str) -> str:
    titles = [layer.title for layer in layers.values()]
    return f"图层：{'、'.join(titles)}。" if lang == "zh" else f"Layers: {', '.join(titles)}."


def _resource(job: Job, layer: Layer, file: str) -> dict[str, Any]:
    suffix, media = format_of(Path(file)).suffix, format_of(Path(file)).media
    told = {"title": layer.title, "description": layer.meaning}
    named = {"name": layer.name, **told, "path": file, "format": suffix[1:]}
    typed = {"mediatype": media} if media else {}
    held = (
        {"type": "table", "profile": "tabular-data-resource"} if suffix in (".csv", ".xlsx") else {"layer": layer.name}
    )
    dialect: dict[str, Any] = {"encoding": ENCODING} if suffix == ".csv" else {}
    if suffix == ".xlsx":
        dialect = {"dialect": {"excel": {"sheet": layer.name}}}
    return {**named, **typed, **held, **dialect, "schema": _schema(job, layer, suffix)}


def _schema(job: Job, layer: Layer, suffix: str) -> dict[str, Any]:
    """Return the table schema; sheets are headed by aliases and hold words, everything else has names and codes."""
    layers, aliased = job.layers, suffix == ".xlsx"
    fields = [_field(item, job.lang if aliased else "", unique=item.name == layer.key) for item in layer.fields]
    if layer.geometry and aliased:
        fields += [{"name": name, "type": "number"} for name in POINT[job.lang]]
    elif layer.geometry:
        fields.append({"name": "geometry", "type": "string", "description": "WKT" if suffix == ".csv" else ""})
    labels = {
        (name, item.name): item.alias if aliased else item.name for name in layers for item in layers[name].fields
    }
    key = {"primaryKey": [labels[layer.name, layer.key]]} if layer.key else {}
    keys = [
        {
            "fields": [labels[layer.name, item.name]],
            "reference": {"resource": "" if other == layer.name else other, "fields": [labels[other, column]]},
        }
        for item in layer.fields
        for other, column in [item.refers.partition(".")[::2]]
        if other in layers and _holds(layer, item, layers[other], column)
    ]
    return {"fields": fields, "missingValues": [""], **key, **({"foreignKeys": keys} if keys else {})}


def _field(item: Field, worded: str, unique: bool) -> dict[str, Any]:
    """Return one field; in a sheet by the words of a language, where one is given."""
    listed = list(item.choices.values() if worded else item.choices)
    choices = {"enum": listed} if item.choices and item.type == "text" else {}
    flags = {f"{flag}Values": [FLAGS[flag][worded == "en"]] for flag in FLAGS} if worded and item.type == "flag" else {}
    must = {"required": True} if item.required and item.type != "flag" else {}
    limits = {**must, **({"unique": True} if unique else {}), **choices}
    unit = {"unit": item.unit} if item.unit else {}
    return {
        "name": item.alias if worded else item.name,
        "title": item.alias,
        "type": _TYPES.get(item.type, "string"),
        "description": item.meaning,
        **flags,
        **unit,
        **({"constraints": limits} if limits else {}),
    }


def _holds(layer: Layer, item: Field, other: Layer, column: str) -> bool:
    """Return whether every value is an id of the other layer; a list of ids is none."""
    known = set(other.frame[column])
    return item.type != "list" and all(value in known for value in layer.frame[item.name].dropna())
