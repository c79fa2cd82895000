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
    """Return a table that is drawn as a layer in degrees, as our own tables are; a layer as it is.

    Raises
    ------
    ReadError
        Its outlines are no WKT.
    PlanError
        Coordinates cannot be read; each row is named.
    """
    if hasattr(frame, "crs"):
        return frame
    texts = _wkt_of(frame)
    shapes = _written(frame[texts], path) if texts else _placed(frame, _places(named), path)
    values = {name: list(frame[name]) for name in frame.columns if name != texts}
    return frame_of(values, dict.fromkeys(values, "list"), shapes)


def is_drawn(frame: Any, named: Mapping[str, Field]) -> bool:
    """Return whether a layer or table says where its rows are: a table by WKT, or by longitude and latitude."""
    return hasattr(frame, "crs") or bool(_wkt_of(frame)) or len(_places(named)) == 2


def _wkt_of(frame: Any) -> str:
    return next((name for name in frame.columns if name.lower() in _WKT), "")


def _places(named: Mapping[str, Field]) -> Mapping[str, str]:
    return {field.name: name for name, field in named.items() if field.name in ("lon", "lat")}


def _written(texts: Any, path: Path) -> list[Shape | None]:
    try:
        return shapes_of([text or None for text in texts])
    except ValueError as error:
        raise ReadError(f"{path}: its column {texts.name} {error}. Give the layer, not its table.") from None


def _placed(frame: Any, places: Mapping[str, str], path: Path) -> list[Shape | None]:
    known = columns_by_name(Park)
    problems: list[Problem] = []
    shapes: list[Shape | None] = []
    for at, cells in enumerate(zip(frame[places["lon"]], frame[places["lat"]], strict=True), 1):
        # What readers put for an empty cell is no number.
        pair = ["" if value is None or value != value else value for value in cells]
        if not any(str(value).strip() for value in pair):
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
