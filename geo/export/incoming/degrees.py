"""What GIS teams send back, put into degrees of CGCS2000; and what is no place on the ground."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from geo.model.errors import ReadError
from geo.space.crs import CGCS2000, frame_warning, from_datum
from geo.space.geometry import Box

_FAR_DEGREES = 5.0
"""Nothing that belongs to a plan lies farther from it."""


def in_degrees(frame: Any, path: Path, datum: str, box: Box) -> tuple[Any, list[str]]:
    """Return a frame in degrees of CGCS2000, flat, with what its user should know of the way there.

    Parameters
    ----------
    frame : GeoDataFrame
        In any coordinate reference system.
    path : Path
        What messages call it.
    datum : {"", "gcj02", "bd09"}
        The shifted datum of its degrees.
    box : tuple of float
        West, south, east and north of what the plan places.

    Raises
    ------
    ReadError
        It has no geometry or no system, its numbers are no degrees, or they stand in the wrong order.
    """
    if "geometry" not in frame:
        raise ReadError(f"{path}: has no geometry. Give the layer, not its table.")
    if frame.crs is None and not datum:
        raise ReadError(f"{path}: names no coordinate reference system. Add its .prj, or set it in your GIS.")
    warning = frame_warning(frame.crs) if frame.crs is not None else ""
    moved = (frame if frame.crs is None else frame.to_crs(CGCS2000)).assign(
        geometry=lambda made: made.geometry.force_2d().where(~made.geometry.is_empty)
    )
    _refuse_elsewhere(moved.total_bounds.tolist(), path, box)
    if datum:
        moved = moved.assign(geometry=moved.geometry.transform(_around(from_datum(datum))))
    return moved, [warning] if warning else []


def _refuse_elsewhere(bounds: Sequence[float], path: Path, box: Box) -> None:
    """Raise ReadError where numbers are no degrees, or where their order is wrong."""
    west, south, east, north = bounds
    if _reaches((south, west, north, east), box) and not _reaches((west, south, east, north), box):
        raise ReadError(f"{path}: longitude and latitude are swapped. Swap them in your GIS.")
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        shown = f"{west:.0f}, {south:.0f}"
        raise ReadError(f"{path}: {shown} are no degrees. Set its coordinate reference system right in your GIS.")


def _reaches(bounds: Sequence[float], box: Box) -> bool:
    """Return whether a box comes near another; one of nothing, whose edges are no numbers, does not."""
    west, south, east, north = bounds
    beside = west > box[2] + _FAR_DEGREES or east < box[0] - _FAR_DEGREES
    over = south > box[3] + _FAR_DEGREES or north < box[1] - _FAR_DEGREES
    return west == west and not beside and not over


def _around(shift: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a shift that leaves alone what has no position."""
    return lambda xy: shift(xy) if len(xy) else xy
