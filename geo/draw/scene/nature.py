"""What lies beneath the zones: rivers, lakes, towns, names of landforms; no border is ever taken from it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from geo.draw.scene.context import grown
from geo.draw.scene.marks import Geometry, LakeMark, LandformMark, Position, RiverMark, TownMark
from geo.draw.scene.words import Words
from geo.model.nature import read_towns
from geo.model.schema import Lake, Landform, River, Sea
from geo.space.boxes import DegreeBox
from geo.space.geometry import label_points, to_shape
from geo.space.windows import area_cut, areas_in, lines_in

_AROUND = 0.3
_AROUND_DEGREES = 2.0
"""Waters and the larger towns are kept so far around a region: a share of its extent, and at least some degrees."""

_NATION = 25.0
"""Degrees of extent from which on a map shows no more than its great waters and the seats of prefectures."""
_COARSEST = 3
_DETAIL = 3000.0
"""Parts of the extent that a map tells apart."""
_FINEST = 0.01
"""Degrees below which nothing is simplified: the files have no more detail than is wanted."""
_LARGE_TOWNS = frozenset({"province-capital", "prefecture"})


def river_marks(rivers: Iterable[River], box: DegreeBox) -> tuple[RiverMark, ...]:
    """Return the rivers of and around a region, each cut off where no screen shows it; unnamed ones in its box only.

    Parameters
    ----------
    rivers : iterable of River
        All that there are.
    box : DegreeBox
        Around the region.
    """
    window, rank, tolerance = _around(box), _last_rank(box), _tolerance(box)
    wanted = [(river, river.rank or _COARSEST) for river in rivers if (river.rank or _COARSEST) <= rank]
    return tuple(
        RiverMark(id=river.river, name=Words(river.name, river.name_en), rank=place, paths=paths)
        for river, place in wanted
        if (paths := lines_in(river.geometry, window if river.name else box, tolerance))
    )


def lake_marks(lakes: Iterable[Lake], box: DegreeBox) -> tuple[LakeMark, ...]:
    """Return the lakes of and around a region; only those with a name have a place for it."""
    window, rank, tolerance = _around(box), _last_rank(box), _tolerance(box)
    wanted = [(lake, lake.rank or _COARSEST) for lake in lakes if (lake.rank or _COARSEST) <= rank]
    return tuple(
        LakeMark(id=lake.lake, name=Words(lake.name, lake.name_en), rank=place, shape=shape, label=_label(lake, shape))
        for lake, place in wanted
        if (shape := areas_in(lake.geometry, window, tolerance))
    )


def sea_shape(seas: Iterable[Sea], box: DegreeBox) -> Geometry | None:
    """Return the sea around a region, to be drawn beneath the provinces; None where there is none."""
    return next((cut for sea in seas if (cut := area_cut(sea.geometry, _around(box), _tolerance(box)))), None)


def _label(lake: Lake, outline: Geometry) -> Position | None:
    shape = to_shape(outline) if lake.name else None
    return label_points([shape])[0] if shape else None


def town_marks(root: Path, box: DegreeBox) -> tuple[TownMark, ...]:
    """Return the towns of a workspace in and around a region, the larger ones farther around it."""
    nation = _extent(box) >= _NATION
    return tuple(
        TownMark(
            id=town.town,
            name=Words(town.name, town.name_en),
            rank=town.rank,
            seat_of=town.seat_of,
            unit=town.adcode,
            at=(town.lon, town.lat),
        )
        for town in read_towns(root, _around(box))
        if town.lon is not None and town.lat is not None
        if town.rank in _LARGE_TOWNS or (not nation and box.holds((town.lon, town.lat)))
    )


def landform_marks(landforms: Iterable[Landform], box: DegreeBox) -> tuple[LandformMark, ...]:
    """Return the names of landforms whose middle lies in a region's box; greater ones only on a map of the nation."""
    rank = 1 if _extent(box) >= _NATION else _COARSEST
    return tuple(
        LandformMark(
            id=row.landform,
            name=Words(row.name, row.name_en),
            kind=row.kind,
            rank=row.rank or _COARSEST,
            path=row.geometry,
        )
        for row in landforms
        if row.geometry and (row.rank or _COARSEST) <= rank and box.holds(_middle(row.geometry["coordinates"]))
    )


def _middle(line: list[list[float]]) -> list[float]:
    """Return the position in the middle of a line's list."""
    return line[len(line) // 2]


def _around(box: DegreeBox) -> DegreeBox:
    return grown(box, _AROUND, _AROUND_DEGREES)


def _extent(box: DegreeBox) -> float:
    return max(box.width, box.height)


def _last_rank(box: DegreeBox) -> int:
    return _COARSEST - 1 if _extent(box) >= _NATION else _COARSEST


def _tolerance(box: DegreeBox) -> float:
    """Return how far a line may be simplified on a map of this extent; none where the files are as coarse already."""
    tolerance = _extent(box) / _DETAIL
    return tolerance if tolerance > _FINEST else 0.0
