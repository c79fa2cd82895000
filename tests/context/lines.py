"""How much lines and shores are simplified, and which seats stand beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.model.schema import Town
from geo.space.geometry import distance_km, pieces

DIGITS = 4
"""Decimals of degrees that are kept: about ten metres."""


@dataclass(frozen=True)
class Detail:
    """Tolerances in degrees: one for all of China, finer ones inside boxes (west, south, east, north)."""

    coarse: float
    fine: tuple[tuple[tuple[float, float, float, float], float], ...]

    def lines(self, lines: Iterable[shapely.LineString]) -> list[shapely.LineString]:
        """Return lines simplified, each part by the tolerance of the box in which it lies."""
        plain = (_rounded(self._line(line)) for line in lines)
        return [line for line in map(shapely.remove_repeated_points, plain) if line.length > 0]

    def _line(self, line: shapely.LineString) -> shapely.LineString:
        corners = shapely.get_coordinates(line).tolist()
        found = corners[:1]
        for tolerance, run in groupby(pairwise(corners), key=lambda pair: self._tolerance(pair[1])):
            steps = list(run)
            part = shapely.LineString([steps[0][0], *(end for _, end in steps)])
            found += shapely.get_coordinates(shapely.simplify(part, tolerance)).tolist()[1:]
        return shapely.LineString(found)

    def _tolerance(self, at: Sequence[float]) -> float:
        boxes = (tolerance for box, tolerance in self.fine if box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3])
        return next(boxes, self.coarse)

    def is_fine(self, shape: BaseGeometry) -> bool:
        """Return whether a shape reaches into a box of finer detail."""
        return any(shapely.box(*box).intersects(shape) for box, _ in self.fine)

    def area(self, shape: BaseGeometry) -> BaseGeometry:
        """Return an area simplified by the tolerance of the box in which its middle lies."""
        middle = shape.representative_point()
        fit = (tolerance for box, tolerance in self.fine if shapely.box(*box).contains(middle))
        found = shapely.make_valid(_rounded(shapely.simplify(shape, next(fit, self.coarse / 2))))
        return shapely.MultiPolygon(pieces(found))


def nearest(at: shapely.Point, provinces: Mapping[str, BaseGeometry]) -> str:
    """Return the adcode of the province in which a point lies, or to which it is nearest."""
    return min(sorted(provinces), key=lambda code: provinces[code].distance(at))


def seats_within(km: float, shape: BaseGeometry, towns: Iterable[Town]) -> tuple[str, ...]:
    """Return the ids of those towns that lie within so many kilometres of a shape."""
    near = (town for town in towns if distance_km(float(town.lon or 0), float(town.lat or 0), shape) <= km)
    return tuple(sorted(town.town for town in near))


def _rounded(shape: Any) -> Any:
    return shapely.transform(shape, lambda xy: xy.round(DIGITS))
