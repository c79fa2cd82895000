"""Our own KML as a viewer saved it again: rows of a folder with all within it, and names that somebody changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from geo.export.incoming.reading import text_in
from geo.export.kml import NAMES
from geo.model.plan import frame_of
from geo.space.geometry import shapes_of

KML = (".kml", ".kmz")
"""Suffixes of such files."""

_ANY, _IN = "{*}", ".//{*}"
_PARTS = {"Point": "POINT", "LineString": "LINESTRING", "Polygon": "POLYGON"}


def read_folder(path: Path, titles: Collection[str]) -> Any:
    """Return the rows of the folder of one of some names, and of the folders within it, as a GeoDataFrame.

    A viewer shows the name of a place above its fields: where somebody has changed it there, it is the one that counts.

    Returns
    -------
    GeoDataFrame or None
        None where the file is in another form than ours, as GDAL writes it.
    """
    try:
        document = ElementTree.fromstring(text_in(path, ".kml"))  # expat bounds what entities can grow to
        folder = next((each for each in document.iterfind(f"{_IN}Folder") if _said(each, "name") in titles), None)
        rows = [] if folder is None else list(_rows(folder))
        shapes = shapes_of([_wkt(mark) for mark, _ in rows])
    except (ElementTree.ParseError, ValueError, OSError):
        return None
    names = dict.fromkeys(name for _, row in rows for name in row)
    columns: Mapping[str, Sequence[Any]] = {name: [row.get(name) for _, row in rows] for name in names}
    return frame_of(columns, dict.fromkeys(names, "list"), shapes).set_crs(4326, allow_override=True) if rows else None


def _rows(folder: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, dict[str, str]]]:
    """Yield the marks of a folder that have fields, with these."""
    for mark in folder.iterfind(f"{_IN}Placemark"):
        fields = mark.iterfind(f"{_ANY}ExtendedData/{_ANY}Data")
        row = {each.get("name", ""): _said(each, "value") for each in fields}
        if row:
            yield mark, row | _renamed(_said(mark, "name"), row)


def _renamed(label: str, row: Mapping[str, str]) -> dict[str, str]:
    """Return the field whose text a label no longer shows; nothing where it shows one."""
    shown = next((name for name in NAMES if row.get(name)), "")
    known = [row.get(name) for name in (shown, f"{shown}_en")]
    return {shown: label} if shown and label and label not in known else {}


def _said(element: ElementTree.Element, name: str) -> str:
    return (element.findtext(f"{_ANY}{name}") or "").strip()


def _wkt(mark: ElementTree.Element) -> str | None:
    """Return the geometry of a mark as WKT, None for none."""
    found = [(kind, part) for kind in _PARTS for part in mark.iterfind(f"{_IN}{kind}")]
    parts = [f"{_PARTS[kind]} {_body(kind, part)}" for kind, part in found]
    return parts[0] if len(parts) == 1 else _multi(parts)


def _multi(parts: Sequence[str]) -> str | None:
    kinds = {part.partition(" ")[0] for part in parts}
    if len(kinds) != 1:
        return f"GEOMETRYCOLLECTION({', '.join(parts)})" if parts else None
    return f"MULTI{kinds.pop()} ({', '.join(part.partition(' ')[2] for part in parts)})"


def _body(kind: str, part: ElementTree.Element) -> str:
    if kind != "Polygon":
        return f"({_positions(part)})"
    rings = [*part.iterfind(f"{_ANY}outerBoundaryIs"), *part.iterfind(f"{_ANY}innerBoundaryIs")]
    return f"({', '.join(f'({_positions(ring)})' for ring in rings)})"


def _positions(part: ElementTree.Element) -> str:
    """Return positions as WKT has them, without heights."""
    texts = (each.text or "" for each in part.iterfind(f"{_IN}coordinates"))
    return ", ".join(" ".join(each.split(",")[:2]) for text in texts for each in text.split())
