"""Edits of exported layers by a seeded generator, and what an import says of them held against what was done."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas
import pandas
import pyogrio
import shapely
from reading import plan_of

import geo
from geo.analysis.check import check_plan
from geo.export.export import export_plan
from geo.export.incoming.incoming import apply_incoming, read_incoming

LAYERS = {"zones": "zone", "units": "unit", "parks": "park_id"}
"""Layers that come back, with the column of their ids."""

TEXTS = {"zones": ("name", "positioning", "note"), "units": ("name_en", "positioning_en"), "parks": ("name", "note")}
SYSTEMS = (4490, 4326, 4545, 4546, 4547, 3857)
DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".shp": "ESRI Shapefile"}


@dataclass
class Edited:
    """A layer while it is edited, and what an import should say of it.

    Attributes
    ----------
    layer : str
        Its name.
    frame : GeoDataFrame
        Its rows.
    free : list of str
        Ids of the rows that nobody has edited yet.
    changed : dict of str to dict
        Id -> column -> new text, empty for a shape that was moved.
    added, gone : set of str
        Ids of new rows, and of those that were deleted.
    done : list of dict
        The edits as QGIS is told of them (tests/qgis_edits.py).
    """

    layer: str
    frame: Any
    free: list[str]
    changed: dict[str, dict[str, str]] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    done: list[dict[str, Any]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The column of its ids."""
        return LAYERS[self.layer]

    def at(self, ident: str) -> int:
        """Return the place of a row."""
        return list(self.frame[self.key]).index(ident)

    def put(self, ident: str, column: str, value: Any) -> None:
        """Write into one cell."""
        at = self.at(ident)
        cells = [value if place == at else cell for place, cell in enumerate(self.frame[column])]
        self.frame = self.frame.assign(**{column: cells})

    @property
    def difference(self) -> set[tuple[str, str]]:
        """What an import that keeps nothing back should say: kinds and ids."""
        kinds = {"changed": self.changed, "added": self.added, "removed": self.gone}
        return {(kind, ident) for kind, ids in kinds.items() for ident in ids}


@cache
def exported(layer: str) -> Any:
    """Return a layer of `tiny` as a GIS team opens it."""
    with TemporaryDirectory() as folder:
        export_plan(plan_of("tiny"), Path(folder, "x.gpkg"), layers=[layer])
        return pyogrio.read_dataframe(Path(folder, "x.gpkg"), layer=layer)


def edited(chance: random.Random) -> Edited:
    """Return a layer with one to four edits, each of another row."""
    layer = chance.choice(sorted(LAYERS))
    frame = exported(layer)
    found = Edited(layer, frame, list(frame[LAYERS[layer]]))
    for _ in range(chance.randint(1, 4)):
        if found.free:
            found.free.remove(ident := chance.choice(found.free))
            EDITS[chance.choice(sorted(EDITS))](found, ident, chance)
    return found


def sent(found: Edited, folder: Path, chance: random.Random) -> Path:
    """Return a layer as a GIS saves it: in some system and format, its rows in some order."""
    frame = found.frame.sample(frac=1, random_state=chance.randrange(99))
    suffix = chance.choice(sorted(DRIVERS))
    path = folder / f"{found.layer}{suffix}"
    options = {} if found.layer == "parks" else {"promote_to_multi": True}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = frame.to_crs(chance.choice(SYSTEMS))
        pyogrio.write_dataframe(frame, path, layer=found.layer, driver=DRIVERS[suffix], **options)
    return path


def _texted(found: Edited, ident: str, chance: random.Random) -> None:
    column, text = chance.choice(TEXTS[found.layer]), f"新{chance.randrange(1000)}"
    found.put(ident, column, text)
    found.changed.setdefault(ident, {})[column] = text
    found.done.append({"kind": "text", "id": ident, "column": column, "text": text})


def _moved(found: Edited, ident: str, chance: random.Random) -> None:
    """Move a place, or one corner of an outline as far as that stays sound."""
    shape = found.frame.geometry.iloc[found.at(ident)]
    by = chance.uniform(0.002, 0.04)
    if shape is None:
        return _texted(found, ident, chance)
    while True:
        corner = chance.choice(shapely.get_coordinates(shape).tolist())
        there = [corner[0] + chance.choice([-by, by]), corner[1] + chance.choice([-by, by])]
        made = shapely.transform(shape, _from_to(corner, there))
        if made.is_valid:
            break
    found.put(ident, "geometry", made)
    found.frame = found.frame.set_geometry("geometry", crs=exported(found.layer).crs)
    found.changed.setdefault(ident, {})
    found.done.append({"kind": "move", "id": ident, "from": corner, "to": there})
    return None


def _from_to(corner: list[float], there: list[float]) -> Callable[[Any], Any]:
    return lambda xy: [there if row == corner else row for row in xy.tolist()]


def _deleted(found: Edited, ident: str, chance: random.Random) -> None:
    if len(found.frame) > 1:
        found.frame = found.frame.drop(index=found.frame.index[found.at(ident)])
        found.gone.add(ident)
        found.done.append({"kind": "delete", "id": ident})


def _copied(found: Edited, ident: str, chance: random.Random) -> None:
    new = str(999900 + len(found.added)) if found.layer == "units" else f"new-{len(found.added)}"
    row = found.frame.iloc[[found.at(ident)]].assign(**{found.key: new})
    found.frame = geopandas.GeoDataFrame(pandas.concat([found.frame, row], ignore_index=True), crs=found.frame.crs)
    found.added.add(new)
    found.done.append({"kind": "copy", "id": ident, "new": new})


EDITS: Mapping[str, Callable[[Edited, str, random.Random], None]] = {
    "a text": _texted,
    "a corner or place": _moved,
    "a row less": _deleted,
    "a row more": _copied,
}


def states(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def errors(plan: geo.Plan) -> list[str]:
    return [str(problem) for problem in check_plan(plan) if problem.severity == "error"]


def check_edit(seed: int, root: Path, folder: Path) -> bool:
    """Hold what an import says of an edit against what was done; return whether it could be applied."""
    chance = random.Random(seed)
    made = edited(chance)
    return check_sent(made, sent(made, folder, chance), root)


def check_sent(made: Edited, path: Path, root: Path) -> bool:
    """Hold what an import says of a file against the edits in it; return whether it could be applied."""
    before, plan = states(root), geo.read_plan("tiny", root)
    kept = read_incoming(plan, path, made.layer)
    found = read_incoming(plan, path, made.layer, lacking="purge")
    assert states(root) == before
    assert {(change.kind, change.id) for change in found.changes} == made.difference
    assert {(change.kind, change.id) for change in kept.changes} == {
        each for each in made.difference if each[0] != "removed"
    }
    assert set(kept.kept) == made.gone
    for change in found.changes:
        if change.kind == "changed":
            assert {name: new for name, (_, new) in change.fields.items()} == made.changed[change.id]
            assert (change.moved_m is None) == bool(made.changed[change.id])
    if kept.findings or not kept.changes:
        return False
    apply_incoming(plan, kept)
    after = geo.read_plan("tiny", root)
    assert set(errors(after)) <= set(errors(plan))
    return True
