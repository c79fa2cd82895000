"""What GIS teams send back, put into degrees of CGCS2000; and what is no place on the ground."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from geo.model.errors import ReadError, one_line
from geo.space.boxes import DegreeBox
from geo.space.crs import CGCS2000, fitting, frame_warning, from_datum, from_degrees, is_on_earth
from geo.space.geometry import Shape
from geo.space.settling import Corners

_NEAR_DEGREES = 0.5
"""A system fits numbers that it puts no farther from where they should be."""

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
        hint = f"Add its .prj, or set it in your GIS{_as_metres(frame, box)}."
        raise ReadError(f"{path}: names no coordinate reference system. {hint}")
    if frame.crs is not None and not is_on_earth(frame.crs):
        name = one_line(str(frame.crs.name), 40)
        hint = f"Set in your GIS which one it is{_as_metres(frame, box)}."
        raise ReadError(f'{path}: its coordinate reference system "{name}" is that of a drawing. {hint}')
    warning = frame_warning(frame.crs) if frame.crs is not None else ""
    moved = (frame if frame.crs is None else frame.to_crs(CGCS2000)).assign(
        geometry=lambda made: made.geometry.force_2d().where(~made.geometry.is_empty)
    )
    _refuse_elsewhere(frame, moved, path, box)
    if datum:
        moved = moved.assign(geometry=moved.geometry.transform(from_datum(datum)))
    return moved, [warning] if warning else []


def corners_of(frame: Any, placed: Any, datum: str, outlines: Iterable[Shape]) -> tuple[Corners, list[Shape | None]]:
    """Return the corners of a plan as a frame's own system has them, and the frame's shapes as they were drawn in it.

    Parameters
    ----------
    frame, placed : GeoDataFrame
        As it came, and as of :func:`in_degrees`.
    datum : {"", "gcj02", "bd09"}
        Shifted degrees are those of no system: outlines in them are taken as they are once shifted back.
    outlines : iterable of geometry
        Those of the plan.
    """
    drawn = placed if datum else frame
    return Corners(outlines, *from_degrees(drawn.crs)), list(drawn.geometry.force_2d())


def _refuse_elsewhere(frame: Any, moved: Any, path: Path, box: DegreeBox) -> None:
    """Raise ReadError where numbers are no degrees, or where their order is wrong."""
    if _is_turned(moved, box):
        raise ReadError(f"{path}: longitude and latitude are swapped. Swap them in your GIS.")
    edges = moved.geometry.bounds
    for at, (west, south, east, north) in enumerate(edges.itertuples(index=False, name=None), 1):
        # Of no geometry the edges are no numbers, and it reaches nowhere.
        if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
            own = frame.geometry.iloc[at - 1].bounds
            hint = f"Set its coordinate reference system right in your GIS{_as_metres(frame, box)}."
            raise ReadError(f"{path}: row {at}: {own[0]:.0f}, {own[1]:.0f} are no degrees. {hint}")


def _is_turned(moved: Any, box: DegreeBox) -> bool:
    west, south, east, north = moved.total_bounds.tolist()
    near = box.grown(_FAR_DEGREES)
    return near.meets(DegreeBox(south, west, north, east)) and not near.meets(DegreeBox(west, south, east, north))


def _as_metres(frame: Any, box: DegreeBox) -> str:
    """Return which system a frame's numbers fit, as metres of a zone of CGCS2000, for the end of a sentence."""
    west, south, east, north = frame.total_bounds.tolist()
    middle = (west + east) / 2, (south + north) / 2
    found = fitting(middle, box.grown(_NEAR_DEGREES)) if all(map(math.isfinite, middle)) else ""
    return f"; its numbers fit {found}" if found else ""
