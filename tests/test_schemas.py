"""What other tools check a plan with: the schemas that buju prints take what it takes, and refuse what it refuses."""

from __future__ import annotations

import copy
import csv
import datetime
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from frictionless import Package, Resource, Schema
from jsonschema import Draft202012Validator
from reading import PLANS, ROOT, TINY

from geo.cli import cli
from geo.model.plan import file_of
from geo.model.schema import LAYERS, TABLES

SCHEMAS: dict[str, Any] = json.loads(CliRunner().invoke(cli, ["schema", "--format", "json"]).stdout)
WORKSPACES = [*((ROOT, plan) for plan in PLANS), (TINY, "tiny")]
DOCUMENTS = ("plan.toml", *LAYERS)


def faults(name: str, document: Any) -> list[str]:
    found = Draft202012Validator(SCHEMAS[name], format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in found.iter_errors(document)]


def document(root: Path, plan: str, name: str) -> Any:
    text = (root / file_of(plan, name)).read_text(encoding="utf-8")
    if name != "plan.toml":
        return json.loads(text)
    return json.loads(json.dumps(tomllib.loads(text), default=datetime.date.isoformat))


def package(root: Path, plan: str) -> Package:
    """Return the tables of a plan as one data package, so that their keys can be followed."""
    paths = {name: root / file_of(plan, name) for name in TABLES}
    resources = [
        Resource(name=name.removesuffix(".csv"), data=rows(path), schema=Schema.from_descriptor(SCHEMAS[name]))
        for name, path in paths.items()
        if path.exists()
    ]
    return Package(resources=resources)


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_file_has_a_sound_schema() -> None:
    assert set(SCHEMAS) == {*DOCUMENTS, *TABLES}
    for name in DOCUMENTS:
        Draft202012Validator.check_schema(SCHEMAS[name])


def thinned(held: Any) -> Any:
    """Return a document with four positions of each ring: that all are on the globe `buju check` finds faster."""
    if isinstance(held, dict):
        return {name: thinned(value) for name, value in held.items()}
    if not isinstance(held, list):
        return held
    is_ring = len(held) > 4 and isinstance(held[0], list) and isinstance(held[0][0], float)
    return [*held[:3], held[-1]] if is_ring else [thinned(value) for value in held]


@pytest.mark.parametrize(("root", "plan"), WORKSPACES, ids=[plan for _, plan in WORKSPACES])
def test_shipped_plans_keep_to_the_schemas(root: Path, plan: str) -> None:
    for name in DOCUMENTS:
        if (root / file_of(plan, name)).exists():
            assert faults(name, thinned(document(root, plan, name))) == [], name
    report = package(root, plan).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []


BROKEN: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "choice": ("zones.geojson", lambda held: held["features"][0]["properties"].update(basis="drawn")),
    "member": ("zones.geojson", lambda held: held["features"][0]["properties"].update(members=["2301"])),
    "unknown": ("units.geojson", lambda held: held["features"][0]["properties"].update(naem="甲")),
    "empty": ("units.geojson", lambda held: held["features"][0]["properties"].update(name="")),
    "adcode": ("units.geojson", lambda held: held["features"][0].update(id="2301000")),
    "anchor": ("zones.geojson", lambda held: held["features"][0]["properties"].update(anchor="长" * 21)),
    "ring": ("zones.geojson", lambda held: held["features"][0].update(geometry={"type": "Polygon", "coordinates": []})),
    "missing": ("plan.toml", lambda held: held.pop("title")),
    "date": ("plan.toml", lambda held: held.update(issued="22.3.2022")),
    "group": ("plan.toml", lambda held: held["group"][0].update(form="star")),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_document_is_refused(fault: str) -> None:
    name, change = BROKEN[fault]
    held = copy.deepcopy(document(TINY, "tiny", name))
    change(held)
    assert len(faults(name, held)) == 1


@pytest.mark.parametrize(
    ("table", "column", "value", "kind"),
    [
        ("parks", "kind", "garden", "constraint-error"),
        ("parks", "lon", "126,5", "type-error"),
        ("parks", "adcode", "2301", "constraint-error"),
        ("parks", "source", "nowhere", "foreign-key"),
        ("targets", "year", "2025.5", "type-error"),
        ("targets", "indicator", "", "constraint-error"),
        ("targets", "part_of", "none", "foreign-key"),
    ],
)
def test_a_broken_table_is_refused(table: str, column: str, value: str, kind: str) -> None:
    made = package(TINY, "tiny")
    data = made.get_resource(table).data
    data[1][data[0].index(column)] = value
    assert kind in {error[0] for error in made.validate().flatten(["type"])}
