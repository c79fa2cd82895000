"""Layers as GeoJSON (RFC 7946): WGS 84, no `crs`, ids, lists as arrays, places without geometry kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.export.layers import Layer
from geo.space.geometry import to_mapping


def write_geojson(layer: Layer, path: Path) -> None:
    """Write a layer as a FeatureCollection, one feature a line; the rows of a table have null geometry."""
    body = ",\n".join(json.dumps(feature, ensure_ascii=False, allow_nan=False) for feature in _features(layer))
    path.write_text(f'{{"type": "FeatureCollection", "features": [\n{body}\n]}}\n', encoding="utf-8", newline="\n")


def rows_of(layer: Layer) -> Iterator[dict[str, Any]]:
    """Yield the rows of a layer as plain Python values, None for what is missing, without the geometry."""
    names = [item.name for item in layer.fields]
    whole = {item.name for item in layer.fields if item.type == "integer"}
    missing = layer.frame[names].isna()
    columns = [
        [
            None if gone else _plain(value, name in whole)
            for value, gone in zip(layer.frame[name], missing[name], strict=True)
        ]
        for name in names
    ]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))


def _features(layer: Layer) -> Iterator[dict[str, Any]]:
    shapes = list(layer.frame.geometry) if layer.geometry else [None] * len(layer.frame)
    for properties, shape in zip(rows_of(layer), shapes, strict=True):
        ident = {"id": properties[layer.key]} if layer.key else {}
        geometry = None if shape is None else to_mapping(shape)
        yield {"type": "Feature", **ident, "properties": properties, "geometry": geometry}


def _plain(value: Any, whole: bool) -> Any:
    plain = value.item() if hasattr(value, "item") else value
    return int(plain) if whole else plain
