"""Layers as GeoJSON (RFC 7946): WGS 84, no `crs`, ids, lists as arrays, places without geometry kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.export.job import Job
from geo.export.layers import Layer, rows_of, shapes_of
from geo.space.geometry import to_mapping


def write_geojson(job: Job, path: Path) -> None:
    """Write the layer as a FeatureCollection, one feature a line; the rows of a table have null geometry.

    What concerns one unit only says so in its description.
    """
    head = {"type": "FeatureCollection", **({"description": job.layer.meaning} if job.plan.only else {})}
    start = json.dumps(head, ensure_ascii=False)[:-1]
    body = ",\n".join(json.dumps(feature, ensure_ascii=False, allow_nan=False) for feature in _features(job.layer))
    path.write_text(f'{start}, "features": [\n{body}\n]}}\n', encoding="utf-8", newline="\n")


def _features(layer: Layer) -> Iterator[dict[str, Any]]:
    for properties, shape in zip(rows_of(layer), shapes_of(layer), strict=True):
        ident = {"id": properties[layer.key]} if layer.key else {}
        geometry = None if shape is None else to_mapping(shape)
        yield {"type": "Feature", **ident, "properties": properties, "geometry": geometry}
