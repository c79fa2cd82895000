"""How much lines and shores are simplified, and which seats stand beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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

    def lines(self, shape: BaseGeometry) -> list[shapely.LineString]:
        """Return lines simplified, each part by the tolerance of the box in which it lies."""
        found, rest = [], shape
        for box, tolerance in self.fine:
            inside = shapely.box(*box)
            found += _simplified(rest & inside, tolerance)
            rest = rest - inside
        return _merged(found + _simplified(rest, self.coarse))

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


def _simplified(shape: BaseGeometry, tolerance: float) -> list[shapely.LineString]:
    merged = shapely.line_merge(_only_lines(shape))
    return [_rounded(line) for line in shapely.get_parts(shapely.simplify(merged, tolerance)) if not line.is_empty]


def _only_lines(shape: BaseGeometry) -> shapely.MultiLineString:
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.LineString) and not part.is_empty]
    return shapely.MultiLineString(parts)


def _merged(lines: Sequence[shapely.LineString]) -> list[shapely.LineString]:
    sound = [line for line in lines if shapely.get_num_coordinates(line) > 1 and line.length > 0]
    return [line for line in shapely.get_parts(shapely.line_merge(shapely.MultiLineString(sound))) if not line.is_empty]


def _rounded(shape: Any) -> Any:
    return shapely.transform(shape, lambda xy: xy.round(DIGITS))
