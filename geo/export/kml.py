"""Layers as KML 2.2 or KMZ: folders, colours of the plan, Chinese labels, places without geometry listed.

Colours in KML are aabbggrr. Every style stands in the document and is named by its users, which Google Earth and
Ovital Map (奥维) both read.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from geo.draw.scene.looks import BASIS_PHRASES, FILL_OPACITY
from geo.draw.scene.phrases import say
from geo.draw.scene.theme import LIGHT
from geo.draw.scene.view import View
from geo.export.about import plan_title
from geo.export.job import Job
from geo.export.layers import Layer, rows_of, shapes_of
from geo.export.qgis.looks import park_looks, zone_looks
from geo.export.tabular import cell_text
from geo.model.zips import write_zip
from geo.space.geometry import label_points, to_mapping

Placemark: TypeAlias = tuple[Mapping[str, Any], str]
"""A row, and the placemark made of it."""

LABELS = {"zh": "标注", "en": "Labels"}
NOT_LOCATED = {"zh": "未定位", "en": "Not located"}
NAMES = ("name", "title", "indicator", "subject_id", "target_id")
"""Columns that name a row, the best first; an English one stands before its Chinese one where that is asked for."""

_HIDDEN = ("units", "schematic", "provinces")
"""Layers that are there to be switched on."""

_DOT = "files/dot.png"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'


def write_kml(job: Job, path: Path) -> None:
    """Write layers as KML without anything from elsewhere; places then have the viewer's own pin, in their colour."""
    path.write_bytes(_document(job, "").encode())


def write_kmz(job: Job, path: Path) -> None:
    """Write layers as KMZ, which carries the round symbol of its places."""
    document = _document(job, f"<Icon><href>{_DOT}</href></Icon>")
    write_zip({"doc.kml": document.encode(), _DOT: _dot()}, path)


def abgr(colour: str, opacity: float = 1.0) -> str:
    """Return a colour as KML writes it.

    Examples
    --------
    >>> abgr("#a3341f"), abgr("#a3341f", 0.5)
    ('ff1f34a3', '801f34a3')
    """
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"{round(opacity * 255):02x}{blue}{green}{red}"


def _document(job: Job, icon: str) -> str:
    title = plan_title(job.plan, job.lang)
    styles = "\n".join((*_area_styles(job.view), *_place_styles(job, icon)))
    folders = "\n".join(_folder(layer, job) for layer in job.watched())
    return f"{_HEAD}<name>{_text(title)}</name>\n{styles}\n{folders}\n</Document>\n</kml>\n"


def _area_styles(view: View) -> Iterator[str]:
    for look in zone_looks(view):
        fill, line = abgr(look.colour.fill, FILL_OPACITY), abgr(look.colour.line)
        yield _style(
            f"zone-{look.value}", _line(line, look.stroke.width) + f"<PolyStyle><color>{fill}</color></PolyStyle>"
        )
        hidden = "<IconStyle><scale>0</scale></IconStyle>"
        label = f"<LabelStyle><color>{abgr(look.colour.text)}</color><scale>1.1</scale></LabelStyle>"
        yield _style(f"label-{look.value}", hidden + label)
    yield _style("unit", _line(abgr(LIGHT.quiet, 0.8), 1.0) + "<PolyStyle><fill>0</fill></PolyStyle>")
    yield _style("land", _line(abgr(LIGHT.context_line), 1.0) + "<PolyStyle><fill>0</fill></PolyStyle>")
    yield _style("line", _line(abgr(LIGHT.quiet), 2.0))


def _place_styles(job: Job, icon: str) -> Iterator[str]:
    if "parks" not in job.layers:
        return
    for look in park_looks(job.view, rows_of(job.layers["parks"])):
        pin = f"<IconStyle><color>{abgr(look.colour)}</color><scale>0.7</scale>{icon}</IconStyle>"
        yield _style(_place_style(look.kind, look.industry), pin + "<LabelStyle><scale>0.8</scale></LabelStyle>")


def _place_style(kind: str, industry: str) -> str:
    return f"park-{kind}-{industry}" if industry else f"park-{kind}"


def _style(ident: str, body: str) -> str:
    return f'<Style id="{ident}">{body}</Style>'


def _line(colour: str, width: float) -> str:
    return f"<LineStyle><color>{colour}</color><width>{width}</width></LineStyle>"


def _folder(layer: Layer, job: Job) -> str:
    shapes, rows, lang = shapes_of(layer), list(rows_of(layer)), job.lang
    marks = [(row, shape, _placemark(layer, row, shape, lang)) for row, shape in zip(rows, shapes, strict=True)]
    placed = [(row, mark) for row, shape, mark in marks if shape is not None]
    bare = [mark for _, shape, mark in marks if shape is None]
    if placed and bare:
        bare = [_named_folder(NOT_LOCATED[lang], bare)]
    inside = [mark for _, mark in placed]
    if layer.name in ("zones", "schematic"):
        labels = _labels(rows, shapes, lang) if layer.name == "zones" and placed else []
        inside = _zone_folders(placed, labels, job)
    shown = int(bool(layer.geometry) and layer.name not in _HIDDEN)
    return _named_folder(layer.title, [*inside, *bare], shown)


def _zone_folders(placed: Sequence[Placemark], labels: Sequence[Placemark], job: Job) -> list[str]:
    """Return the marks of zones with a folder of their names.

    Where groups lie over one another, each has a folder, and the first is shown.
    """
    looks = zone_looks(job.view)
    if all(look.is_shown for look in looks):
        return _with_labels(placed, labels, job.lang)
    names = {group.id: job.view.tell(group.name) for group in job.view.scene.groups}
    folders = []
    for group in dict.fromkeys(look.group for look in looks):
        idents = {look.value: look.is_shown for look in looks if look.group == group}
        marks, named = ([mark for mark in each if mark[0]["zone"] in idents] for each in (placed, labels))
        if marks:
            shown = int(any(idents.values()))
            folders.append(_named_folder(names[group], _with_labels(marks, named, job.lang), shown))
    return folders


def _with_labels(marks: Sequence[Placemark], labels: Sequence[Placemark], lang: str) -> list[str]:
    held = [_named_folder(LABELS[lang], [label for _, label in labels])] if labels else []
    return [*(mark for _, mark in marks), *held]


def _named_folder(name: str, items: list[str], shown: int = 1) -> str:
    body = "\n".join(items)
    return f"<Folder><name>{_text(name)}</name><visibility>{shown}</visibility><open>0</open>\n{body}\n</Folder>"


def _placemark(layer: Layer, row: Mapping[str, Any], shape: Any, lang: str) -> str:
    name = next((named for column in (*NAMES, layer.key) if (named := _in(lang, row, column))), "")
    style = _style_of(layer.name, row)
    url = f"<styleUrl>#{_text(style)}</styleUrl>" if style else ""
    geometry = _geometry(to_mapping(shape)) if shape is not None else ""
    return f"<Placemark><name>{_text(name)}</name>{url}\n{_data(layer, row)}\n{geometry}</Placemark>"


def _in(lang: str, row: Mapping[str, Any], column: str) -> str:
    return str((lang == "en" and row.get(f"{column}_en")) or row.get(column) or "")


def _style_of(layer: str, row: Mapping[str, Any]) -> str:
    if layer in ("zones", "schematic"):
        return f"zone-{row['zone']}"
    if layer == "parks":
        return _place_style(str(row["kind"]), str(row["top_industry"] or ""))
    return {"units": "unit", "provinces": "land", "lines": "line"}.get(layer, "")


def _data(layer: Layer, row: Mapping[str, Any]) -> str:
    """Return the fields that have a value; viewers show them as a table under their aliases."""
    lines = (
        f'<Data name="{item.name}"><displayName>{_text(item.alias)}</displayName>'
        f"<value>{_text(item.choices.get(str(row[item.name]), cell_text(row[item.name])))}</value></Data>"
        for item in layer.fields
        if row[item.name] is not None
    )
    return f"<ExtendedData>{''.join(lines)}</ExtendedData>"


def _labels(rows: list[dict[str, Any]], shapes: list[Any], lang: str) -> list[Placemark]:
    """Return a mark that bears the name of each zone that is drawn, with a word for what is no union of units."""
    named = [(row, shape) for row, shape in zip(rows, shapes, strict=True) if shape is not None]
    points = label_points([shape for _, shape in named])
    return [(row, _label(row, at, lang)) for (row, _), at in zip(named, points, strict=True)]


def _label(row: Mapping[str, Any], at: tuple[float, float], lang: str) -> str:
    name, phrase = _in(lang, row, "name"), BASIS_PHRASES.get(str(row["basis"]), "")
    told = say("within", lang, one=name, two=say(phrase, lang)) if phrase else name
    point = f"<Point><coordinates>{at[0]},{at[1]}</coordinates></Point>"
    style = f"<styleUrl>#label-{_text(str(row['zone']))}</styleUrl>"
    return f"<Placemark><name>{_text(told)}</name>{style}{point}</Placemark>"


def _geometry(geometry: Mapping[str, Any]) -> str:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind.startswith("Multi"):
        parts = "".join(_geometry({"type": kind.removeprefix("Multi"), "coordinates": part}) for part in coordinates)
        return f"<MultiGeometry>{parts}</MultiGeometry>" if len(coordinates) > 1 else parts
    if kind == "Polygon":
        outer, *inner = (f"<LinearRing>{_positions(ring)}</LinearRing>" for ring in coordinates)
        holes = "".join(f"<innerBoundaryIs>{ring}</innerBoundaryIs>" for ring in inner)
        return f"<Polygon><tessellate>1</tessellate><outerBoundaryIs>{outer}</outerBoundaryIs>{holes}</Polygon>"
    flat = [coordinates] if kind == "Point" else coordinates
    return f"<{kind}>{_positions(flat)}</{kind}>"


def _positions(positions: Any) -> str:
    return f"<coordinates>{' '.join(f'{lon},{lat}' for lon, lat in positions)}</coordinates>"


def _text(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _dot() -> bytes:
    """Return a white round symbol of 32 x 32 pixels as PNG, which a style's colour tints."""
    size, radius = 32, 13.0
    rows = b"".join(
        b"\x00" + b"".join(b"\xff\xff\xff" + bytes([_cover(x, y, size, radius)]) for x in range(size))
        for y in range(size)
    )
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def _cover(x: int, y: int, size: int, radius: float) -> int:
    away = math.hypot(x + 0.5 - size / 2, y + 0.5 - size / 2)
    return round(255 * min(max(radius - away + 0.5, 0.0), 1.0))
