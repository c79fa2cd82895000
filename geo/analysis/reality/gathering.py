"""Where the enterprises of a register gather: hot units and density clusters, held against one base."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy

from geo.analysis.reality.bases import FlatGround
from geo.analysis.reality.dense import Base, Dense, dense_clusters
from geo.analysis.reality.hot import Hot, Neighbours
from geo.analysis.reality.placed import Placed
from geo.analysis.register.ground import ground_of
from geo.model.plan import Plan
from geo.space.geometry import Shape, area_km2

if TYPE_CHECKING:
    from geo.space.covering import Flags, Floats, Whole

_SEED = 2026
_COVERED = 0.95
"""Share of a unit's area from which the units below it stand for it."""


class Gathering:
    """The ground on which enterprises gather, or do not.

    Parameters
    ----------
    plan : Plan
        Whose units are compared.
    rows : Placed
        All enterprises.
    base : {"register", "area"}
        What an industry is held against.
    """

    def __init__(self, plan: Plan, rows: Placed, base: str) -> None:
        self._plan, self._rows, self._kind = plan, rows, base

    def hot(self, here: Flags, seed: int) -> Hot:
        """Return Gi* of the tiles, by the rows that are of an industry."""
        return self._neighbours.hot_spots(self._per_tile(here), self._tile_base, _SEED + seed)

    def leads(self, here: Flags) -> Flags:
        """Return whether each tile itself has more of an industry than the region, not only its neighbours."""
        counts, base = self._per_tile(here), self._tile_base
        found: Flags = counts * base.sum() > base * counts.sum()
        return found

    def clusters(self, here: Flags, seed: int) -> tuple[Dense, ...]:
        """Return density clusters of the rows that are of an industry."""
        return dense_clusters(self.points[here & self._rows.at_points], self.base, _SEED + seed)

    @cached_property
    def tiles(self) -> Mapping[str, Shape]:
        """Units that lie beside one another and are compared: the smallest that cover what they are part of."""
        ground = ground_of(self._plan)
        shapes = ground.outlines
        below: dict[str, list[str]] = {}
        for unit in ground.units:
            below.setdefault(unit.parent if unit.parent in shapes else "", []).append(unit.unit)
        areas = {unit: area_km2(shape) for unit, shape in shapes.items()}

        def finest(unit: str) -> list[str]:
            parts = below.get(unit, [])
            covered = parts and sum(areas[part] for part in parts) >= _COVERED * areas[unit]
            return [tile for part in parts for tile in finest(part)] if covered else [unit]

        return {tile: shapes[tile] for unit in below[""] for tile in finest(unit)}

    @cached_property
    def _tile(self) -> Whole:
        """The number of the tile of each row; -1 where it lies in none."""
        at = {tile: number for number, tile in enumerate(self.tiles)}
        lines = (self._plan.upwards(unit) for unit in self._rows.units)
        found = [next((at[unit] for unit in line if unit in at), -1) for line in lines]
        return numpy.array(found, numpy.int64)[self._rows.unit]

    def _per_tile(self, here: Any) -> Floats:
        return numpy.bincount(self._tile[here & (self._tile >= 0)], minlength=len(self.tiles)).astype(float)

    @cached_property
    def ground(self) -> FlatGround:
        """The tiles laid out flat."""
        return FlatGround(list(self.tiles.values()))

    @cached_property
    def points(self) -> Floats:
        """Positions of the rows in kilometres; NaN of those that have none of their own."""
        points: Floats = self.ground.flat(numpy.column_stack([self._rows.lon, self._rows.lat]))
        return points

    @cached_property
    def base(self) -> Base:
        """What an industry is held against, point by point."""
        return self.ground.base(self._kind, self.points[self._rows.at_points], numpy.random.default_rng(_SEED))

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(list(self.tiles.values()))

    @cached_property
    def _tile_base(self) -> Floats:
        return self.ground.km2 if self._kind == "area" else self._per_tile(numpy.ones(len(self._rows), bool))
