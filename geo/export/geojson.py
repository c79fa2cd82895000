"""Layers as GeoJSON (RFC 7946): WGS 84, no `crs`, ids, lists as arrays, places without geometry kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.export.layers import Layer, rows_of, shapes_of
from geo.space.geometry import to_mapping


def write_geojson(layer: Layer, path: Path) -> None:
    """Write a layer as a FeatureCollection, one feature a line; the rows of a table have null geometry."""
    body = ",\n".join(json.dumps(feature, ensure_ascii=False, allow_nan=False) for feature in _features(layer))
    path.write_text(f'{{"type": "FeatureCollection", "features": [\n{body}\n]}}\n', encoding="utf-8", newline="\n")


def _features(layer: Layer) -> Iterator[dict[str, Any]]:
    for properties, shape in zip(rows_of(layer), shapes_of(layer), strict=True):
        ident = {"id": properties[layer.key]} if layer.key else {}
        geometry = None if shape is None else to_mapping(shape)
        yield {"type": "Feature", **ident, "properties": properties, "geometry": geometry}
