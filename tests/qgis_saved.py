"""Random edits made in QGIS: in the edit buffer of an exported file, which stays as it is or is saved as another."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from conftest import TESTS, TINY
from random_edits import SYSTEMS, Edited, check_sent, edited
from reading import plan_of

from geo.export.export import export_plan
from geo.export.fields import fields_of
from geo.model.errors import GeoError

PYTHON = "/usr/bin/python3"
OPENED = (".gpkg", ".geojson", ".zip")
"""What QGIS can edit of what is exported; of a zip the Shapefile in it."""

SAVED = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".shp": "ESRI Shapefile", ".fgb": "FlatGeobuf"}
ENCODINGS = ("UTF-8", "GBK")


def run_qgis(script: str, folder: Path, argument: str) -> str:
    """Return what a script prints that QGIS's own Python runs without a screen."""
    surroundings = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    folder.chmod(0o700)
    command = [PYTHON, str(TESTS / script), argument]
    done = subprocess.run(command, capture_output=True, text=True, env=kept | surroundings, timeout=540, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def edited_in_qgis(seeds: Iterable[int], folder: Path) -> Mapping[int, tuple[Edited, Path]]:
    """Return by seed what was edited, and the file as QGIS left it; all in one run of QGIS."""
    made = {seed: _asked(seed, folder / str(seed)) for seed in seeds}
    asked = folder / "asked.json"
    asked.write_text(json.dumps([request for _, request, _ in made.values()]), encoding="utf-8")
    run_qgis("qgis_edits.py", folder, str(asked))
    return {seed: (edits, path) for seed, (edits, _, path) in made.items()}


def check_edits(seeds: Iterable[int], folder: Path) -> None:
    """Hold what an import says of each file against the edits in it; all that differ are told."""
    faults = []
    for seed, (edits, path) in edited_in_qgis(seeds, folder).items():
        root = Path(shutil.copytree(TINY, folder / str(seed) / "root"))
        try:
            check_sent(edits, path, root)
        except (AssertionError, GeoError) as error:
            faults.append(f"seed {seed}: {path.name} of {edits.layer}: {edits.done}: {error}")
    assert faults == []


def _asked(seed: int, folder: Path) -> tuple[Edited, dict[str, Any], Path]:
    """Return edits, what QGIS is asked to do, and the file that is sent back."""
    chance = random.Random(seed)
    edits = edited(chance)
    folder.mkdir()
    opened = _exported(edits.layer, chance, folder)
    # Into a FlatGeobuf QGIS saves no row without geometry, so that no edit of it can come back.
    suffix = chance.choice(["", *(each for each in SAVED if (edits.layer, each) != ("parks", ".fgb"))])
    saved = folder / f"saved{suffix}"
    save = {"path": str(saved), "driver": SAVED.get(suffix), "crs": chance.choice(SYSTEMS)}
    save["encoding"] = chance.choice(ENCODINGS) if suffix == ".shp" else "UTF-8"
    source = f"{opened}|layername={edits.layer}" if opened.suffix == ".gpkg" else str(opened)
    request = {"source": source, "layer": edits.layer, "key": edits.key, "edits": _in(opened, edits)}
    return edits, {**request, "save": save if suffix else None}, saved if suffix else opened


def _exported(layer: str, chance: random.Random, folder: Path) -> Path:
    suffix = chance.choice(OPENED)
    path = folder / f"{layer}{suffix}"
    crs = 4490 if suffix == ".geojson" else chance.choice(SYSTEMS)
    export_plan(plan_of("tiny"), path, crs=crs, layers=[layer])
    if suffix != ".zip":
        return path
    with zipfile.ZipFile(path) as files:
        files.extractall(folder)
    return folder / f"{layer}.shp"


def _in(opened: Path, edits: Edited) -> list[dict[str, Any]]:
    """Return edits with the columns as an opened file calls them."""
    short = {field.name: field.short for field in fields_of(edits.layer)} if opened.suffix == ".shp" else {}
    return [
        {name: short.get(value, value) if name == "column" else value for name, value in edit.items()}
        for edit in edits.done
    ]
