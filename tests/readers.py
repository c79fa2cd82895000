"""Readers of every format of an export, none of them the library that wrote it; and what they must find.

An entry of the registry without a reader here fails its test.
"""

from __future__ import annotations

import io
import json
import math
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import filegdb
import pyogrio
import python_calamine
import shapefile
import shapely
from flatgeobuf.FlatGeobuf.ColumnType import ColumnType
from flatgeobuf.FlatGeobuf.Feature import Feature
from flatgeobuf.geojson.geometry import from_geometry
from flatgeobuf.header_meta import from_byte_buffer
from flatgeobuf.packedrtree import calc_tree_size
from pyproj import CRS

from geo.export.fields import Field
from geo.export.layers import Layer

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """What a reader finds of a layer: rows by names of fields, a shape a row, the system; None for what is not told."""

    rows: Sequence[Row]
    shapes: Sequence[Any]
    crs: CRS | None = None


@dataclass(frozen=True)
class Reader:
    """How a format is read, and what it keeps.

    Attributes
    ----------
    read : callable
        From the file and the layer that is sought in it.
    exact : float
        What it keeps of coordinates, as a share of a degree or of 100 km.
    system : bool
        Whether it names its coordinate reference system.
    kept : callable
        From a text to what it has room for.
    drawn : callable
        From a shape to what it shows of it.
    """

    read: Callable[[Path, Layer], Found]
    exact: float = 1e-8
    system: bool = True
    kept: Callable[[str], str] = str
    drawn: Callable[[Any], Any] = lambda shape: shape


def missing(layer: Layer, path: Path, suffix: str) -> list[str]:
    """Return in what a file differs from the layer that it should hold; nothing where another reader finds it all."""
    reader = READERS[suffix]
    found = reader.read(path, layer)
    wanted = [_row(layer, row, reader.kept) for row in layer.frame.to_dict("records")]
    shapes = list(layer.frame.geometry) if layer.geometry else [None] * len(wanted)
    there = sorted(zip((_row(layer, row) for row in found.rows), found.shapes, strict=True), key=_order)
    asked = sorted(zip(wanted, map(reader.drawn, shapes), strict=True), key=_order)
    if len(there) != len(asked):
        return [f"{layer.name}: {len(there)} rows, not {len(asked)}"]
    if reader.system and layer.geometry:
        assert found.crs is not None, f"{layer.name}: no system"
    return [*_differences(layer, there, asked, reader), *_other_system(layer, found)]


def _differences(layer: Layer, there: Sequence[Any], asked: Sequence[Any], reader: Reader) -> Iterator[str]:
    unit = 1.0 if not layer.geometry or layer.frame.crs.is_geographic else 1e5
    for (row, shape), (wanted, drawn) in zip(there, asked, strict=True):
        for name in row:
            if not _same(row[name], wanted[name]):
                yield f"{layer.name}: {name}: {row[name]!r}, not {wanted[name]!r}"
        if not _same_place(shape, drawn, reader.exact * unit):
            yield f"{layer.name}: {wanted}: another shape"


def _other_system(layer: Layer, found: Found) -> Iterator[str]:
    wanted = layer.frame.crs if layer.geometry else None
    if found.crs is None or wanted is None:
        return
    code = wanted.to_epsg()
    # A conic of the plan's own has a name and no code; some formats write it without slash and blanks.
    same = found.crs.to_epsg(min_confidence=20) == code if code else _letters(found.crs.name) == _letters(wanted.name)
    if not same:
        yield f"{layer.name}: in {found.crs.name}, not {wanted.name}"


def _letters(name: str) -> str:
    return "".join(letter for letter in name if letter.isalnum())


def _row(layer: Layer, row: Row, kept: Callable[[str], str] = str) -> dict[str, Any]:
    """Return a row in the form in which rows of all formats can be compared; a field that is not there is an error."""
    return {field.name: _cell(row[field.name], field.type, kept) for field in layer.fields}


def _cell(value: Any, kind: str, kept: Callable[[str], str]) -> Any:
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    if kind == "flag":
        return str(value).lower() in ("true", "1", "1.0")
    if kind in ("number", "integer"):
        return round(float(value), 6)
    return kept(value if isinstance(value, str) else ";".join(value)) or None


def _order(pair: tuple[Row, Any]) -> list[tuple[bool, str]]:
    return [(value is None, str(value)) for value in pair[0].values()]


def _same(one: Any, other: Any) -> bool:
    numbers = isinstance(one, float) and isinstance(other, float)
    return bool(math.isclose(one, other, rel_tol=1e-9) if numbers else one == other)


def _same_place(shape: Any, drawn: Any, exact: float) -> bool:
    if shape is None or drawn is None:
        return shape is drawn
    return bool(_multi(shape).equals_exact(_multi(drawn), exact, normalize=True))


def _multi(shape: Any) -> Any:
    """Return an area or a line as one of several parts, since formats differ in which they write."""
    kinds = {"Polygon": shapely.MultiPolygon, "LineString": shapely.MultiLineString}
    return kinds[shape.geom_type]([shape]) if shape.geom_type in kinds else shape


def _named(layer: Layer, rows: Iterator[Row] | Sequence[Row], name_of: Callable[[Any], str]) -> list[dict[str, Any]]:
    """Return rows by names of fields where a format calls these by others."""
    return [{field.name: row[name_of(field)] for field in layer.fields} for row in rows]


def _geopackage(path: Path, layer: Layer) -> Found:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute(f'SELECT * FROM "{layer.name}" ORDER BY fid')]
        system = (
            "SELECT definition FROM gpkg_spatial_ref_sys NATURAL JOIN gpkg_geometry_columns "
            "WHERE table_name = ? AND column_name = 'geom'"
        )
        (text,) = database.execute(system, [layer.name]).fetchone() if layer.geometry else ("",)
    return Found(rows, [_blob(row.get("geom")) for row in rows], CRS(text) if text else None)


def _blob(blob: bytes | None) -> Any:
    """Return the geometry of a GeoPackage: its header, an envelope of known size, then WKB."""
    if blob is None or blob[3] & 0x10:
        return None
    assert blob[:2] == b"GP"
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    return shapely.from_wkb(blob[8 + envelope :])


def _project(path: Path, layer: Layer) -> Found:
    """Return what a QGIS project leads to, in the system that it names."""
    for held in ElementTree.parse(path).iterfind("projectlayers/maplayer"):
        file, _, name = held.findtext("datasource", "").partition("|layername=")
        if name == layer.name:
            found = _geopackage(path.parent / file, layer)
            text = held.findtext("srs/spatialrefsys/wkt", "")
            return Found(found.rows, found.shapes, CRS(text) if text else None)
    raise LookupError(layer.name)


def _geodatabase(path: Path, layer: Layer) -> Found:
    table = filegdb.find_table(path, layer.name)
    text = next((column.wkt for column in table.columns if column.wkt), "")
    names = {column.name for column in table.columns}
    rows = _named(layer, table.rows, lambda field: field.name if field.name in names else f"{field.name}_")
    return Found(rows, [row.get("SHAPE") for row in table.rows], CRS(text) if text else None)


def _shapefiles(path: Path, layer: Layer) -> Found:
    with zipfile.ZipFile(path) as files:
        suffixes = ("shp", "dbf") if layer.geometry else ("dbf",)
        parts = {suffix: io.BytesIO(files.read(f"{layer.name}.{suffix}")) for suffix in suffixes}
        system = CRS(files.read(f"{layer.name}.prj").decode()) if layer.geometry else None
        encoding = files.read(f"{layer.name}.cpg").decode()
    with shapefile.Reader(**parts, encoding=encoding) as found:
        rows = _named(layer, [record.as_dict() for record in found.records()], lambda field: str(field.short))
        shapes = [each if each.shapeType else None for each in found.shapes()] if layer.geometry else [None] * len(rows)
    return Found(rows, [each and shapely.geometry.shape(each) for each in shapes], system)


def _kml(path: Path, layer: Layer) -> Found:
    return _placemarks(path.read_bytes(), layer)


def _kmz(path: Path, layer: Layer) -> Found:
    with zipfile.ZipFile(path) as files:
        return _placemarks(files.read("doc.kml"), layer)


_KML = "{http://www.opengis.net/kml/2.2}"


def _placemarks(text: bytes, layer: Layer) -> Found:
    folders = ElementTree.fromstring(text).iterfind(f"{_KML}Document/{_KML}Folder")
    folder = next(each for each in folders if each.findtext(f"{_KML}name") == layer.title)
    marks = [mark for mark in folder.iter(f"{_KML}Placemark") if mark.find(f"{_KML}ExtendedData") is not None]
    return Found([_told(mark, layer) for mark in marks], [_drawn(mark) for mark in marks])


def _told(mark: ElementTree.Element, layer: Layer) -> Row:
    told = {each.get("name", ""): each.findtext(f"{_KML}value") for each in mark.iter(f"{_KML}Data")}
    words = {field.name: {word: value for value, word in field.choices.items()} for field in layer.fields}
    return {name: words[name].get(told.get(name), told.get(name)) for name in words}


def _drawn(mark: ElementTree.Element) -> Any:
    """Return the shape of a placemark: its points, lines or areas together."""
    points = [shapely.Point(_positions(each)[0]) for each in mark.iter(f"{_KML}Point")]
    lines = [shapely.LineString(_positions(each)) for each in mark.iter(f"{_KML}LineString")]
    areas = [_area(each) for each in mark.iter(f"{_KML}Polygon")]
    if points:
        (point,) = points
        return point
    return shapely.MultiLineString(lines) if lines else shapely.MultiPolygon(areas) if areas else None


def _area(polygon: ElementTree.Element) -> Any:
    outer, inner = (polygon.iterfind(f"{_KML}{side}BoundaryIs/{_KML}LinearRing") for side in ("outer", "inner"))
    return shapely.Polygon(_positions(next(outer)), [_positions(ring) for ring in inner])


def _positions(element: ElementTree.Element) -> list[list[float]]:
    texts = element.findtext(f"{_KML}coordinates", "").split()
    return [[float(part) for part in text.split(",")] for text in texts]


def _workbook(path: Path, layer: Layer) -> Found:
    head, *rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name(layer.name).to_python()
    named = _named(layer, [dict(zip(head, row, strict=True)) for row in rows], lambda field: str(field.alias))
    named = [{field.name: _of_word(row[field.name], field) for field in layer.fields} for row in named]
    places = [row[len(layer.fields) :] for row in rows]
    return Found(named, [shapely.Point(place) if place and place[0] != "" else None for place in places])


def _of_word(value: Any, field: Field) -> Any:
    """Return what a word of a closed list stands for."""
    known = (
        {"是": True, "否": False} if field.type == "flag" else {word: ident for ident, word in field.choices.items()}
    )
    return known.get(value, value)


def _geojson(path: Path, layer: Layer) -> Found:
    assert pyogrio.read_info(path)["driver"] == "GeoJSON"
    assert "crs" not in json.loads(path.read_text(encoding="utf-8")), "RFC 7946 has no other than WGS 84"
    frame = pyogrio.read_dataframe(path, DATE_AS_STRING="YES")
    shapes = list(frame.geometry) if layer.geometry else [None] * len(frame)
    return Found([_whole(layer, row) for row in frame.to_dict("records")], shapes)


def _whole(layer: Layer, row: Row) -> Row:
    """Return a row with all fields, its arrays as lists."""
    return {field.name: _listed(row[field.name]) for field in layer.fields}


def _listed(value: Any) -> Any:
    return list(value) if hasattr(value, "tolist") else value


def _flatgeobuf(path: Path, layer: Layer) -> Found:
    data = path.read_bytes()
    assert data[:8] == b"fgb\x03fgb\x01"
    length = int.from_bytes(data[8:12], "little")
    header = from_byte_buffer(bytearray(data[12 : 12 + length]))
    at = 12 + length + (calc_tree_size(header.features_count, header.index_node_size) if header.index_node_size else 0)
    features = []
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "little")
        features.append(Feature.GetRootAsFeature(bytearray(data[at + 4 : at + 4 + length])))
        at += 4 + length
    rows = [_properties(feature.PropertiesAsNumpy().tobytes(), header.columns) for feature in features]
    shapes = [feature.Geometry() for feature in features]
    return Found(
        [{field.name: row.get(field.name) for field in layer.fields} for row in rows],
        [each and shapely.geometry.shape(from_geometry(each, header.geometry_type)) for each in shapes],
        CRS(header.crs.wkt.decode()) if header.crs and header.crs.wkt else None,
    )


_WIDTHS = {ColumnType.Bool: "<?", ColumnType.Int: "<i", ColumnType.Long: "<q", ColumnType.Double: "<d"}


def _properties(data: bytes, columns: Sequence[Any]) -> dict[str, Any]:
    """Return the values of a feature of a FlatGeobuf: the package's own function does not read flags."""
    source, found = filegdb.Bytes(data), {}
    while source.at < len(data):
        column = columns[source.take("<H")]
        width = _WIDTHS.get(column.type)
        found[column.name] = source.take(width) if width else source.raw(source.take("<I")).decode()
    return found


def _parquet(path: Path, layer: Layer) -> Found:
    rows = _asked("SELECT * FROM read_parquet(?)", path)
    notes = {row["key"]: row["value"] for row in _asked("SELECT key, value FROM parquet_kv_metadata(?)", path)}
    system = json.loads(notes[b"geo"])["columns"]["geometry"]["crs"] if layer.geometry else None
    shapes = [row.get("geometry") and shapely.from_wkb(row["geometry"]) for row in rows]
    return Found(rows, shapes, CRS.from_json_dict(system) if system else None)


def _csv(path: Path, layer: Layer) -> Found:
    assert path.read_bytes()[:3] == b"\xef\xbb\xbf", "without it Excel takes Chinese for GBK"
    rows = _asked("SELECT * FROM read_csv(?, header = true, all_varchar = true, delim = ',')", path)
    return Found(rows, [row.get("geometry") and shapely.from_wkt(row["geometry"]) for row in rows])


def _asked(query: str, path: Path) -> list[dict[str, Any]]:
    """Return the rows that DuckDB finds in a file."""
    made = _database().execute(query, [str(path)])
    return [dict(zip((each[0] for each in made.description), row, strict=True)) for row in made.fetchall()]


@cache
def _database() -> Any:
    return duckdb.connect()


def _cut(text: str) -> str:
    """Return what dBASE has room for."""
    return text.encode()[:254].decode(errors="ignore").rstrip()


def _point(shape: Any) -> Any:
    return shape and shapely.point_on_surface(shape)


READERS: Mapping[str, Reader] = {
    ".gpkg": Reader(_geopackage),
    ".qgs": Reader(_project),
    ".gdb": Reader(_geodatabase),
    ".zip": Reader(_shapefiles, kept=_cut),
    ".kml": Reader(_kml, exact=1.1e-5, system=False),
    ".kmz": Reader(_kmz, exact=1.1e-5, system=False),
    ".xlsx": Reader(_workbook, exact=1.1e-5, system=False, drawn=_point),
    ".geojson": Reader(_geojson, exact=1.1e-5, system=False),
    ".fgb": Reader(_flatgeobuf),
    ".parquet": Reader(_parquet),
    ".csv": Reader(_csv, exact=1.1e-5, system=False),
}
"""Reader by suffix."""
