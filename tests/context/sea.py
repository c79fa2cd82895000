"""The sea around China: no coast of China, under whose provinces it runs on, and no border."""

from __future__ import annotations

import gshhg
import shapely
from lines import DIGITS
from shapely.geometry.base import BaseGeometry

from geo.model.schema import Sea
from geo.space.geometry import pieces, to_mapping

BOX = (62.0, 0.0, 150.0, 58.0)
"""West, south, east, north in degrees: as far as a map of the nation may show."""

_TOLERANCE = 0.03
_UNDER = 0.06
"""Degrees by which the sea runs on beneath the provinces, so that no strip of paper shows between the two coasts."""
_SLIVER = 0.04
"""Half the breadth in degrees of what the source's coast has beyond that of the provinces: not another country."""
_LEAST = 0.05
"""Square degrees below which an island, or a bay cut off, is left out."""


def sea(provinces: BaseGeometry) -> Sea:
    """Return the sea in BOX.

    Parameters
    ----------
    provinces : shapely geometry
        All provinces of China in one.
    """
    box = shapely.box(*BOX)
    land = shapely.union_all([part & box for part in gshhg.land(BOX, _LEAST)])
    abroad = (land - provinces).buffer(-_SLIVER).buffer(_SLIVER) & land
    water = (box - (land | provinces)).buffer(_UNDER) - abroad
    plain = shapely.simplify(water & box, _TOLERANCE)
    parts = [_without_islets(part) for part in pieces(shapely.make_valid(plain)) if part.area >= _LEAST]
    rounded = shapely.transform(shapely.MultiPolygon(parts), lambda xy: xy.round(DIGITS - 1))
    return Sea(sea="sea", name="海", name_en="Sea", geometry=to_mapping(shapely.normalize(rounded)))


def _without_islets(part: shapely.Polygon) -> shapely.Polygon:
    kept = [ring for ring in part.interiors if shapely.Polygon(ring).area >= _LEAST]
    return shapely.Polygon(part.exterior, kept)
