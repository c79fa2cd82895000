"""What lies beneath the zones of a plan: rivers, lakes, towns and names of landforms, from layers/base."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from geo.model.files import read_text
from geo.model.geojson import parse_layer
from geo.model.schema import TOWN_RANKS, Feature, Lake, Landform, River, Sea, Town, columns
from geo.model.tables import parse_table

Row = TypeVar("Row", bound=Feature)
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

_FOLDER = "layers/base"
_TOWNS = "towns.csv"


@dataclass(frozen=True, kw_only=True)
class Nature:
    """Waters and landforms of a workspace; each is empty where it has no such layer."""

    rivers: tuple[River, ...] = ()
    lakes: tuple[Lake, ...] = ()
    sea: tuple[Sea, ...] = ()
    landforms: tuple[Landform, ...] = ()


def read_nature(root: Path) -> Nature:
    """Return the waters and landforms of a workspace.

    Raises
    ------
    PlanError
        A layer is there and cannot be read.
    """
    return Nature(
        rivers=base_layer(root, "rivers.geojson", River),
        lakes=base_layer(root, "lakes.geojson", Lake),
        sea=base_layer(root, "sea.geojson", Sea),
        landforms=base_layer(root, "physical.geojson", Landform),
    )


def read_towns(root: Path, box: Box) -> tuple[Town, ...]:
    """Return the towns of a workspace that lie in a box, in the order of the file.

    Raises
    ------
    PlanError
        The table is there and cannot be read.
    """
    shown = f"{_FOLDER}/{_TOWNS}"
    if not (root / shown).exists():
        return ()
    text = read_text(root / shown, shown)
    plain = _plain_towns(text, box)
    return tuple(row for row in parse_table(text, Town, shown)[0] if _is_in(row, box)) if plain is None else plain


def _plain_towns(text: str, box: Box) -> tuple[Town, ...] | None:
    """Return the towns in a box at once where the table is plainly in order, else None.

    A region draws a few hundred of thousands of towns; typing every cell of all would take longer than drawing them.
    """
    lines = csv.reader(io.StringIO(text))
    if next(lines, []) != [column.name for column in columns(Town)]:
        return None
    try:
        return tuple(_towns_in(lines, box))
    except ValueError:
        return None


def _towns_in(lines: Iterator[list[str]], box: Box) -> Iterator[Town]:
    west, south, east, north = box
    for town, name, name_en, rank, seat_of, adcode, lon, lat in lines:
        at = float(lon), float(lat)
        if west <= at[0] <= east and south <= at[1] <= north:
            if rank not in TOWN_RANKS:
                raise ValueError(rank)
            yield Town(
                line=0,
                town=town,
                name=name,
                name_en=name_en,
                rank=rank,
                seat_of=tuple(seat_of.split(";")) if seat_of else (),
                adcode=adcode,
                lon=at[0],
                lat=at[1],
            )


def _is_in(town: Town, box: Box) -> bool:
    west, south, east, north = box
    return town.lon is not None and town.lat is not None and west <= town.lon <= east and south <= town.lat <= north


def base_layer(root: Path, name: str, row: type[Row]) -> tuple[Row, ...]:
    """Return the features of a layer around the plans of a workspace, by its file's name; none where it has no such.

    Raises
    ------
    PlanError
        The layer is there and cannot be read.
    """
    shown = f"{_FOLDER}/{name}"
    path = root / shown
    return parse_layer(read_text(path, shown), row, shown)[0] if path.exists() else ()
