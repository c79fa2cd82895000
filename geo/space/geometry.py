"""Shapes: area, validity, union, distance; from GeoJSON mappings and back. All in degrees, lon before lat."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.model.cells import write_number
from geo.model.schema import DECIMALS
from geo.space.boxes import GLOBE, DegreeBox, KmBox
from geo.space.ellipsoid import DEGREE_M, SEMI_MAJOR_KM, authalic, ellipsoid

Shape = BaseGeometry
"""What other modules call a shape of this one."""

NEAR_DEGREES = 1.0
"""How far outside an extent a place may lie before its coordinates are suspected to be swapped."""

UNSEEN_M = 0.2
"""Corners nearer to the line between their neighbours than that say nothing: densified outlines have thousands."""

SLIT_KM2 = 0.01
"""A hole smaller than this between two units is a flaw of the drawing, not a place."""


def to_shape(geometry: dict[str, Any] | None) -> BaseGeometry | None:
    """Return a GeoJSON geometry as a shapely geometry.

    Outlines are built from their rings: five times faster than through JSON text.
    """
    if geometry is None:
        return None
    if geometry["type"] == "Polygon":
        return _polygon(geometry["coordinates"])
    if geometry["type"] == "MultiPolygon":
        return shapely.MultiPolygon([_polygon(rings) for rings in geometry["coordinates"]])
    return shapely.from_geojson(json.dumps(geometry))


def _polygon(rings: Sequence[Any]) -> shapely.Polygon:
    flat = (ring if set(map(len, ring)) == {2} else [position[:2] for position in ring] for ring in rings)
    shell, *holes = [numpy.array(ring, float) for ring in flat]
    return shapely.Polygon(shell, holes)


def to_mapping(shape: BaseGeometry) -> dict[str, Any]:
    """Return a shapely geometry as a GeoJSON geometry: five decimals, outer rings counter-clockwise (RFC 7946)."""
    turned = shapely.orient_polygons(rounded(shapely.normalize(shape)), exterior_cw=False)
    mapping: dict[str, Any] = json.loads(shapely.to_geojson(turned))
    return mapping


def outline_of(polygons: Sequence[BaseGeometry]) -> dict[str, Any]:
    """Return polygons as one GeoJSON MultiPolygon, in their order."""
    return {"type": "MultiPolygon", "coordinates": [to_mapping(polygon)["coordinates"] for polygon in polygons]}


def rounded(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape with as many decimals as the files have, which may make it cross itself."""
    return shapely.transform(shape, lambda xy: xy.round(DECIMALS))


def as_multi(shape: BaseGeometry | None) -> BaseGeometry | None:
    """Return a polygon as a multipolygon of one, so that outlines of a layer are of one type; all else as it is."""
    return shapely.MultiPolygon([shape]) if isinstance(shape, shapely.Polygon) else shape


def union(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return the union of neighbours that share their borders exactly; slits under SLIT_KM2 are closed.

    Raises
    ------
    ValueError
        There is no shape.
    """
    if not len(shapes):
        raise ValueError("no shapes to unite")
    return close_slits(shapely.union_all(list(shapes)))


def close_slits(shape: BaseGeometry) -> BaseGeometry:
    """Return a (multi)polygon without those holes that are smaller than SLIT_KM2."""
    closed = []
    for polygon in shapely.get_parts(shape):
        kept = [ring for ring in polygon.interiors if area_km2(shapely.polygons(ring)) >= SLIT_KM2]
        closed.append(shapely.Polygon(polygon.exterior, kept))
    return as_one(closed)


def as_one(polygons: Sequence[shapely.Polygon]) -> BaseGeometry:
    """Return polygons as one shape: a polygon where there is one only, else a multipolygon."""
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def without_holes(shape: BaseGeometry) -> BaseGeometry:
    """Return a (multi)polygon of which every hole is filled."""
    return shapely.union_all([shapely.polygons(shapely.get_exterior_ring(part)) for part in pieces(shape)])


def slits(shape: BaseGeometry) -> list[BaseGeometry]:
    """Return the holes of a (multi)polygon that are smaller than SLIT_KM2, as polygons."""
    return [hole for hole in holes(shape) if area_km2(hole) < SLIT_KM2]


def holes(shape: BaseGeometry) -> list[BaseGeometry]:
    """Return the holes of a (multi)polygon, as polygons."""
    return [shapely.polygons(ring) for polygon in shapely.get_parts(shape) for ring in polygon.interiors]


def area_km2(shape: BaseGeometry) -> float:
    """Return the area on the CGCS2000 ellipsoid, in square kilometres.

    Edges are straight in the equal-area cylindrical projection of the ellipsoid (Snyder 1987, equation 3-12);
    with geodesic edges a county's area differs by less than a thousandth. Rings may turn either way; lines and
    points in a collection have no area.
    """
    return total_km2(pieces(shape))


def total_km2(polygons: Sequence[BaseGeometry]) -> float:
    """Return the area of all of some polygons, as :func:`area_km2` measures it."""
    return math.fsum(areas_km2(polygons))


def areas_km2(polygons: Sequence[BaseGeometry]) -> NDArray[Any]:
    """Return the area of each of some polygons, none of them empty, as :func:`area_km2` measures it.

    All at once, since the edges of two outlines may part in tens of thousands of slivers.
    """
    rings, owner = shapely.get_rings(polygons, return_index=True)
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    lon, q = numpy.radians(corners[:, 0]), authalic(corners[:, 1])
    within = ring[1:] == ring[:-1]
    twice = ((lon[1:] - lon[:-1]) * (q[1:] + q[:-1]))[within] / 2
    sizes = numpy.abs(numpy.bincount(ring[1:][within], weights=twice, minlength=len(rings))) * SEMI_MAJOR_KM**2 / 2
    is_hole = numpy.append([False], owner[1:] == owner[:-1])[: len(owner)]
    return numpy.bincount(owner, weights=numpy.where(is_hole, -sizes, sizes), minlength=len(polygons))


def pieces(shape: BaseGeometry) -> list[shapely.Polygon]:
    """Return the polygons that a shape is made of, without the lines and points of a collection."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return [part for part in parts if isinstance(part, shapely.Polygon) and not part.is_empty]


def convex_ring(positions: NDArray[Any]) -> NDArray[Any]:
    """Return the ring of the convex hull of flat positions, shape (n, 2); an open line where all lie on one."""
    return shapely.get_coordinates(shapely.MultiPoint(positions).convex_hull)


def laid(shape: BaseGeometry | None, flat: Callable[[Any], Any]) -> BaseGeometry:
    """Return a shape of which every position is moved by a function of positions; an empty one for none."""
    return shapely.Polygon() if shape is None else shapely.transform(shape, flat)


def clipped(shape: BaseGeometry, box: KmBox) -> list[Any]:
    """Return the polygons, or lines, of what a flat shape has in a box."""
    if not shape.is_empty and box.contains(KmBox(*shape.bounds)):
        return _parts(shape)
    if shape.is_empty or not box.meets(KmBox(*shape.bounds)):
        return []
    # An outline that crosses itself cannot be cut; rounding makes some touch themselves.
    sound = shape if shape.is_valid else shape.buffer(0)
    return _parts(shapely.intersection(sound, shapely.box(*box)))


def reaches(shape: BaseGeometry, box: KmBox) -> bool:
    """Return whether a flat shape, prepared at the first question, has anything in a box."""
    shapely.prepare(shape)
    return bool(shapely.intersects(shape, shapely.box(*box)))


def _parts(shape: BaseGeometry) -> list[Any]:
    lines = shapely.get_parts(shape)
    return pieces(shape) or [line for line in lines if isinstance(line, shapely.LineString) and not line.is_empty]


def crossing(shape: BaseGeometry) -> str:
    """Return why an outline encloses no clear area, in GEOS's words with the place, or an empty text."""
    return "" if shapely.is_valid(shape) else str(shapely.is_valid_reason(shape))


def crossing_told(shape: BaseGeometry) -> str:
    """Return why an outline encloses no clear area and where, for a message, or an empty text."""
    what, _, place = crossing(shape).rstrip("]").partition("[")
    where = ", ".join(write_number(round(float(value), DECIMALS)) for value in place.split())
    return f"{what.strip().lower()} at {where}" if where else what.strip().lower()


def box(shape: BaseGeometry) -> DegreeBox:
    """Return west, south, east and north of a shape in degrees."""
    return DegreeBox(*shapely.bounds(shape).tolist())


def is_swapped(lon: float, lat: float, extent: DegreeBox | None) -> bool:
    """Return whether coordinates make sense only the other way round, given the extent in which they should lie."""
    if abs(lat) > 90:
        return GLOBE.holds((lat, lon))
    near = extent and extent.grown(NEAR_DEGREES)
    return near is not None and not near.holds((lon, lat)) and near.holds((lat, lon))


def sound_shapes(outlines: Mapping[str, dict[str, Any] | None]) -> dict[str, Shape]:
    """Return those outlines that can be measured, by id: on the globe, and nowhere crossing themselves."""
    shapes = {ident: shape for ident, outline in outlines.items() if (shape := to_shape(outline)) is not None}
    return {ident: shape for ident, shape in shapes.items() if GLOBE.contains(box(shape)) and not crossing(shape)}


def box_of(texts: Sequence[str]) -> DegreeBox | None:
    """Return a box written as four texts, None where it is no box on the globe.

    Examples
    --------
    >>> box_of(["121", "43", "135", "54"])
    DegreeBox(west=121.0, south=43.0, east=135.0, north=54.0)
    >>> box_of(["135", "43", "121", "54"]), box_of(["nan"] * 4), box_of([])
    (None, None, None)
    """
    try:
        found = DegreeBox(*map(float, texts))
    except (ValueError, TypeError):
        return None
    return found if found.width > 0 and found.height > 0 and GLOBE.contains(found) else None


def without(shape: BaseGeometry, other: BaseGeometry) -> Sequence[BaseGeometry]:
    """Return the polygons of a shape that another does not cover."""
    return pieces(shapely.difference(shape, other))


def shared(shape: BaseGeometry, other: BaseGeometry) -> Sequence[BaseGeometry]:
    """Return the polygons that two shapes have in common."""
    return pieces(shapely.intersection(shape, other)) if shapely.intersects(shape, other) else []


def any_shared(shapes: Sequence[BaseGeometry], others: Sequence[BaseGeometry]) -> list[bool]:
    """Return for each of some other shapes whether it has a polygon in common with any of the shapes."""
    found = shapely.STRtree(shapes)
    near = (found.query(other, predicate="intersects") for other in others)
    return [any(shared(shapes[at], other) for at in held) for held, other in zip(near, others, strict=True)]


def equals(shape: BaseGeometry, other: BaseGeometry) -> bool:
    """Return whether two shapes have the same corners in the same rings, wherever these start."""
    return bool(shapely.equals_exact(shape, other, normalize=True))


def positions(shape: BaseGeometry) -> frozenset[tuple[float, float]]:
    """Return the corners of a shape, rounded as the files are."""
    corners = shapely.get_coordinates(shape).round(DECIMALS) + 0.0
    return frozenset(map(tuple, corners.tolist()))


def distance_km(lon: float, lat: float, shape: BaseGeometry) -> float:
    """Return how far a point lies outside a shape, in kilometres along the ellipsoid; 0 inside.

    The nearest point is sought in degrees with longitudes shrunk by the cosine of the latitude, which is exact
    enough for distances of up to some tens of kilometres.
    """
    point = shapely.Point(lon, lat)
    if shapely.intersects(shape, point):
        return 0.0
    shrink = shrinkage(lat)
    near = shapely.shortest_line(shapely.Point(lon * shrink, lat), _shrunk(shape, shrink))
    x, y = shapely.get_coordinates(near)[1]
    _, _, metres = ellipsoid().inv(lon, lat, x / shrink, y)
    return float(metres) / 1000


def contains(shape: BaseGeometry, at: tuple[float, float]) -> bool:
    """Return whether a position lies within a shape; in an invalid one, where that cannot be said, it does not."""
    return bool(shape.is_valid and shape.contains(shapely.Point(at)))


def shapes_of(texts: Sequence[str | None]) -> list[BaseGeometry | None]:
    """Return shapes written as WKT; None for none.

    Raises
    ------
    ValueError
        One is no WKT.
    """
    try:
        return list(shapely.from_wkt(texts))
    except shapely.errors.GEOSException:
        raise ValueError("is no WKT") from None


def point(lon: float, lat: float) -> BaseGeometry:
    """Return a place as a shape."""
    return shapely.Point(lon, lat)


def shift_m(shape: BaseGeometry, other: BaseGeometry) -> float:
    """Return how far two outlines, or two points, are apart at most, in metres.

    It is the greatest distance of a corner of either from the other's outline; degrees are taken for flat, with
    longitudes shrunk by the cosine of the latitude.
    """
    shrink = shrinkage(shapely.centroid(shape).y)
    one, two = (_shrunk(shapely.simplify(item, UNSEEN_M / DEGREE_M), shrink) for item in (shape, other))
    return apart(one, two) * DEGREE_M


def apart(shape: BaseGeometry, other: BaseGeometry) -> float:
    """Return the greatest distance of a corner of either of two shapes from the other's outline, in their units."""
    return max(_farthest(shape, other), _farthest(other, shape))


def _farthest(shape: BaseGeometry, other: BaseGeometry) -> float:
    """Return how far that corner of a flat shape lies from another's edges that is farthest from them."""
    corners = shapely.points(shapely.get_coordinates(shape))
    _, distances = shapely.STRtree(_edges(other)).query_nearest(corners, return_distance=True, all_matches=False)
    return float(distances.max())


def _edges(shape: BaseGeometry) -> Any:
    """Return the edges of an outline or a line, each on its own; of points the points."""
    parts, dimensions = shapely.get_parts(shape), shapely.get_dimensions(shape)
    if dimensions == 0:
        return parts
    return shapely.linestrings(edges(parts if dimensions == 1 else shapely.get_rings(parts))[0])


def edges(lines: Any) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the straight edges of lines or rings.

    Returns
    -------
    edges : array of shape (n, 2, 2)
        Begin and end of each, x before y.
    lines : array of int, shape (n,)
        Of which line each is.
    """
    corners, line = shapely.get_coordinates(lines, return_index=True)
    follows = line[:-1] == line[1:]
    return numpy.stack([corners[:-1][follows], corners[1:][follows]], axis=1), line[:-1][follows]


def centre_km(shape: BaseGeometry, other: BaseGeometry) -> float:
    """Return how far the centres of two shapes are apart, in kilometres along the ellipsoid."""
    here, there = shapely.centroid(shape), shapely.centroid(other)
    _, _, metres = ellipsoid().inv(here.x, here.y, there.x, there.y)
    return float(metres) / 1000


def most_of_it(shapes: Sequence[Shape]) -> str:
    """Return where the largest of some polygons lies, for a message; there must be one."""
    ((lon, lat),) = label_points([shapes[int(areas_km2(shapes).argmax())]])
    return f"most of it near {lon:.2f}, {lat:.2f}"


def label_points(shapes: Sequence[BaseGeometry]) -> list[tuple[float, float]]:
    """Return for each shape the centre of the largest circle that fits into its largest part, as (lon, lat).

    Longitudes are shrunk by the cosine of the latitude first, so that the circle is one on the ground.
    """
    parts = [max(shapely.get_parts(shape), key=shapely.area) for shape in shapes]
    middle = numpy.array([(shapely.bounds(part)[1] + shapely.bounds(part)[3]) / 2 for part in parts])
    shrink = numpy.cos(numpy.radians(middle))
    flat = [_shrunk(part, by) for part, by in zip(parts, shrink, strict=True)]
    sizes = numpy.array([max(east - west, north - south) for west, south, east, north in map(shapely.bounds, flat)])
    lines = shapely.maximum_inscribed_circle(flat, tolerance=numpy.clip(sizes / 200, 0.002, 0.02))
    centres = shapely.get_coordinates(lines)[::2]
    return [(round(float(x / by), 4), round(float(y), 4)) for (x, y), by in zip(centres, shrink, strict=True)]


def shrinkage(lat: float) -> float:
    """Return how long a degree of longitude is at a latitude, as a share of one of latitude."""
    return max(math.cos(math.radians(lat)), 1e-9)


def _shrunk(shape: BaseGeometry, by: float) -> BaseGeometry:
    """Return a shape with its longitudes multiplied."""
    return shapely.transform(shape, lambda xy: xy * (by, 1.0))


def points_of(wkb: Sequence[bytes | None]) -> tuple[Any, Any]:
    """Return longitudes and latitudes of points in well-known binary; NaN of what is missing, or is no point."""
    shapes = shapely.from_wkb(numpy.asarray(wkb, object), on_invalid="ignore")
    return shapely.get_x(shapes), shapely.get_y(shapes)


def to_wkb(shape: BaseGeometry) -> bytes:
    """Return a shape as well-known binary."""
    return bytes(shapely.to_wkb(shape))


def from_wkb(data: bytes) -> BaseGeometry:
    """Return the shape of well-known binary."""
    return shapely.from_wkb(data)
