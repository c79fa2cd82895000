"""What GIS teams send back, put into degrees of CGCS2000; and what is no place on the ground."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from geo.model.errors import ReadError
from geo.space.boxes import DegreeBox
from geo.space.crs import CGCS2000, frame_warning, from_datum

_FAR_DEGREES = 5.0
"""Nothing that belongs to a plan lies farther from it."""


def in_degrees(frame: Any, path: Path, datum: str, box: DegreeBox) -> tuple[Any, list[str]]:
    """Return a frame in degrees of CGCS2000, flat, with what its user should know of the way there.

    Parameters
    ----------
    frame : GeoDataFrame
        In any coordinate reference system.
    path : Path
        What messages call it.
    datum : {"", "gcj02", "bd09"}
        The shifted datum of its degrees.
    box : DegreeBox
        Around what the plan places.

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


def _refuse_elsewhere(bounds: Sequence[float], path: Path, box: DegreeBox) -> None:
    """Raise ReadError where numbers are no degrees, or where their order is wrong."""
    west, south, east, north = bounds
    # Of nothing the edges are no numbers, and it reaches nowhere.
    near = box.grown(_FAR_DEGREES)
    if near.meets(DegreeBox(south, west, north, east)) and not near.meets(DegreeBox(west, south, east, north)):
        raise ReadError(f"{path}: longitude and latitude are swapped. Swap them in your GIS.")
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        shown = f"{west:.0f}, {south:.0f}"
        raise ReadError(f"{path}: {shown} are no degrees. Set its coordinate reference system right in your GIS.")


def _around(shift: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a shift that leaves alone what has no position."""
    return lambda xy: shift(xy) if len(xy) else xy
