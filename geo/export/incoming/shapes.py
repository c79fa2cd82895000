"""Shapes alone out of a file that somebody drew: outlines and lines, whatever else its rows say."""

from __future__ import annotations

from pathlib import Path

from geo.export.incoming.degrees import in_degrees
from geo.export.incoming.project import layer_file
from geo.export.incoming.reading import layers_at, read_layer
from geo.export.layers import plan_box
from geo.model.errors import ReadError
from geo.model.plan import Plan
from geo.space.geometry import Shape


def read_shapes(plan: Plan, path: str | Path, datum: str = "") -> tuple[tuple[Shape, ...], tuple[str, ...]]:
    """Return the shapes in a file in degrees of CGCS2000, and what its user should know of the way there.

    Parameters
    ----------
    plan : Plan
        The plan they are for.
    path : str or Path
        GeoPackage, Shapefile (also zipped), GeoJSON or KML with one layer, in any coordinate reference system.
    datum : {"", "gcj02", "bd09"}
        The shifted datum of its degrees, where they come from a Chinese web map.

    Raises
    ------
    ReadError
        The file cannot be read, has several layers or no shape, or does not say in which system it is.
    """
    given = layer_file(Path(path))
    layers = {name: source for name, source in layers_at(given).items() if not source.address.lower().endswith(".dbf")}
    if len(layers) > 1:
        raise ReadError(f"{given}: has the layers {', '.join(layers)}. Give a file with one of them.")
    frame, _ = read_layer(next(iter(layers.values())))
    if frame.empty or "geometry" not in frame or not frame.geometry.notna().any():
        raise ReadError(f"{given}: holds no shape. Draw one and export it again.")
    placed, warnings = in_degrees(frame, given, datum, plan_box(plan))
    return tuple(shape for shape in placed.geometry if shape is not None), tuple(warnings)
