"""Build the layers of waters and towns in layers/base from the packages that hold their sources.

Run by ``make context``: ``python tests/context/write.py [FOLDER]``. What is done by hand stands in rivers.csv and
lakes.csv beside this file, and in towns.py; landforms (physical.geojson) are wholly made by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

import shapely
from lakes import lakes
from lines import Detail
from rivers import rivers
from sea import sea
from towns import towns

from geo.model.geojson import format_layer
from geo.model.plan import list_plans, read_base, read_plan
from geo.model.schema import Lake, River, Sea, Town
from geo.model.tables import format_table
from geo.space.geometry import to_shape

ROOT = Path(__file__).parents[2]

_BORDER = 0.05
"""Degrees beyond the border within which rivers are kept: they run along it."""

DETAIL = Detail(coarse=0.01, fine=(((120.5, 43.0, 135.6, 54.0), 0.003), ((111.4, 27.5, 114.6, 29.0), 0.001)))


def main(folder: Path) -> None:
    """Write rivers, lakes and towns to a folder."""
    provinces = {row.province: to_shape(row.geometry) for row in read_base(ROOT)[0]}
    sound = {code: shapely.make_valid(shape) for code, shape in provinces.items()}
    land = shapely.union_all(list(sound.values())).buffer(_BORDER)
    shapely.prepare(land)
    found = towns(unit for plan in list_plans(ROOT) for unit in read_plan(plan, ROOT).unit_rows)
    texts = {
        "towns.csv": format_table(found, Town),
        "lakes.geojson": format_layer(lakes(land, sound, DETAIL), Lake),
        "sea.geojson": format_layer([sea(shapely.union_all(list(sound.values())))], Sea),
        "rivers.geojson": format_layer(rivers(land, sound, found, DETAIL), River),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "layers/base")
