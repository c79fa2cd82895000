"""Tables without geometry that come back: outlines written as WKT, places in columns of longitude and latitude."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.export.fields import Field
from geo.model.cells import typed
from geo.model.errors import PlanError, Problem, ReadError
from geo.model.plan import frame_of
from geo.model.schema import Park, columns_by_name
from geo.space.boxes import GLOBE
from geo.space.geometry import Shape, point, shapes_of

_WKT = ("geometry", "wkt")


def with_geometry(frame: Any, named: Mapping[str, Field], path: Path) -> Any:
    """Return a table as a layer in degrees, as our own tables are; a layer as it is.

    Raises
    ------
    ReadError
        It has neither WKT nor longitude and latitude.
    PlanError
        Coordinates cannot be read; each row is named.
    """
    if hasattr(frame, "crs"):
        return frame
    texts = next((name for name in frame.columns if name.lower() in _WKT), "")
    places = {field.name: name for name, field in named.items() if field.name in ("lon", "lat")}
    if texts:
        shapes = _written(frame[texts], path)
    elif len(places) == 2:
        shapes = _placed(frame, places, path)
    else:
        raise ReadError(f"{path}: has no geometry. Give the layer, not its table.")
    values = {name: list(frame[name]) for name in frame.columns if name != texts}
    return frame_of(values, dict.fromkeys(values, "list"), shapes)


def _written(texts: Any, path: Path) -> list[Shape | None]:
    try:
        return shapes_of([text or None for text in texts])
    except ValueError as error:
        raise ReadError(f"{path}: its column {texts.name} {error}. Give the layer, not its table.") from None


def _placed(frame: Any, places: Mapping[str, str], path: Path) -> list[Shape | None]:
    known = columns_by_name(Park)
    problems: list[Problem] = []
    shapes: list[Shape | None] = []
    for at, pair in enumerate(zip(frame[places["lon"]], frame[places["lat"]], strict=True), 1):
        if not any(str(value or "").strip() for value in pair):
            shapes.append(None)
            continue
        try:
            lon, lat = (typed(value, known[name]) for name, value in zip(("lon", "lat"), pair, strict=True))
            if not GLOBE.holds((lon, lat)):
                raise ValueError("is no place on the globe")
        except ValueError as error:
            hint = "Write degrees with a point: 126.53, 45.8."
            message = f"lon and lat {pair[0]}, {pair[1]}: one {error}"
            problems.append(Problem(str(path), at, "park", message, hint, "bad-value"))
            continue
        shapes.append(point(lon, lat))
    if problems:
        raise PlanError(problems)
    return shapes
