"""Layers as Arrow tables: GeoParquet, and what carries aliases of fields into a File Geodatabase."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.export.fields import Field
from geo.export.job import Job
from geo.export.layers import Layer, values_in
from geo.model.errors import OutputError
from geo.model.extras import install_hint
from geo.model.plan import frame_of
from geo.space.geometry import from_wkb

if TYPE_CHECKING:
    import pyarrow


_SIDES = ("xmin", "ymin", "xmax", "ymax")
_LONLAT = "OGC:CRS84"


def arrow_table(layer: Layer, frame: Any, renamed: Mapping[str, str] | None = None) -> pyarrow.Table:
    """Return a layer as an Arrow table: typed columns with their aliases, geometry as WKB.

    Raises
    ------
    OutputError
        pyarrow is not installed.
    """
    arrow = _arrow()
    names = renamed or {}
    fields = [_field(item, frame, names.get(item.name, item.name)) for item in layer.fields]
    arrays = [_array(item, frame) for item in layer.fields]
    if layer.geometry:
        fields.append(arrow.field("geometry", arrow.binary()))
        arrays.append(arrow.array(list(frame.geometry.to_wkb()), arrow.binary()))
    return arrow.Table.from_arrays(arrays, schema=arrow.schema(fields))


def write_parquet(job: Job, path: Path) -> None:
    """Write the layer as GeoParquet 1.1, a table as plain Parquet; lists stay lists."""
    from pyarrow import parquet

    layer = job.layer
    table = arrow_table(layer, layer.frame)
    if layer.geometry:
        table = table.append_column("bbox", _boxes(layer))
        table = table.replace_schema_metadata({"geo": json.dumps(_geo(layer))})
    parquet.write_table(table, path, compression="zstd")


def read_parquet(path: Path) -> Any:
    """Return a GeoParquet file as a frame, a plain Parquet file as one without geometry.

    Raises
    ------
    OutputError
        pyarrow is not installed.
    ValueError
        It is no Parquet file, or its geometry is of another encoding than WKB.
    """
    _arrow()
    from pyarrow import parquet

    table = parquet.read_table(path)
    about = json.loads((table.schema.metadata or {}).get(b"geo", b"{}"))
    column = about.get("primary_column", "")
    plain = [name for name in table.column_names if name not in (column, *_covering(about))]
    values = {name: table.column(name).to_pylist() for name in plain}
    kinds = dict.fromkeys(plain, "list")
    if not column:
        return frame_of(values, kinds)
    said = about["columns"][column]
    if said["encoding"] != "WKB":
        raise ValueError(f"its geometry is in {said['encoding']}, not in WKB")
    frame = frame_of(values, kinds, [data and from_wkb(data) for data in table.column(column).to_pylist()])
    # GeoParquet that names no system is in longitude and latitude; one that says null knows none.
    return frame.set_crs(said.get("crs", _LONLAT), allow_override=True)


def _covering(about: Mapping[str, Any]) -> Iterator[str]:
    """Yield the columns that hold nothing but boxes of geometries."""
    for column in about.get("columns", {}).values():
        yield from {side[0] for side in column.get("covering", {}).get("bbox", {}).values()}


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise OutputError(f"This format needs pyarrow. {install_hint('gis')}") from None
    return pyarrow


def _field(item: Field, frame: Any, name: str) -> pyarrow.Field:
    notes = {"GDAL:OGR:alternative_name": item.alias, "GDAL:OGR:comment": item.meaning}
    width = {"GDAL:OGR:width": str(item.length)} if item.length else {}
    return _arrow().field(name, _type(item, frame), metadata=notes | width)


def _type(item: Field, frame: Any) -> pyarrow.DataType:
    arrow = _arrow()
    if item.type == "list":
        is_text = all(isinstance(value, str) or value != value or value is None for value in frame[item.name])
        return arrow.string() if is_text and str(frame[item.name].dtype) == "str" else arrow.list_(arrow.string())
    kinds = {"number": arrow.float64(), "integer": arrow.int32(), "flag": arrow.bool_()}
    return kinds.get(item.type, arrow.string())


def _array(item: Field, frame: Any) -> pyarrow.Array:
    return _arrow().array(values_in(frame[item.name], item.type), _type(item, frame))


def _boxes(layer: Layer) -> pyarrow.Array:
    """Return the box of each geometry, by which readers skip what they do not need."""
    arrow = _arrow()
    kind = arrow.struct([(name, arrow.float64()) for name in _SIDES])
    boxes = layer.frame.geometry.bounds.to_numpy().tolist()
    there = layer.frame.geometry.notna()
    return arrow.array(
        [dict(zip(_SIDES, box, strict=True)) if has else None for box, has in zip(boxes, there, strict=True)], kind
    )


def _geo(layer: Layer) -> dict[str, Any]:
    """Return the file metadata of GeoParquet 1.1."""
    shapes = layer.frame.geometry
    column = {
        "encoding": "WKB",
        "geometry_types": sorted(set(shapes.dropna().geom_type)),
        "crs": layer.frame.crs.to_json_dict(),
        "edges": "planar",
        "covering": {"bbox": {name: ["bbox", name] for name in _SIDES}},
    }
    box = {"bbox": [float(value) for value in layer.frame.total_bounds]} if shapes.notna().any() else {}
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {**column, **box}}}
