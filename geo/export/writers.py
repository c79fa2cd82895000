"""Which writer makes which file; each library is imported only where its format is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from geo.export.layers import Layer, moment
from geo.model.plan import Plan

Watch = Callable[[Iterable[str]], Iterable[str]]
"""Is given names of what is written and yields them on, one by one: a place for a progress bar."""


def write_files(
    plan: Plan, layers: Mapping[str, Layer], targets: Mapping[Path, str], lang: str, watch: Watch
) -> tuple[str, ...]:
    """Write files by their suffix.

    Parameters
    ----------
    plan, layers, lang
        As in :func:`geo.export.export.export_plan`; `layers` are those to write.
    targets : mapping of Path to str
        File -> the layer it holds, empty where it holds all.
    watch : callable
        Is given the names of files, or of layers where a file holds all.

    Returns
    -------
    tuple of str
        What the format could not hold.
    """
    first, *more = targets
    if targets[first]:
        files = {path.name: path for path in targets}
        for name in watch(list(files)):
            _write_one(layers[targets[files[name]]], files[name])
        return ()
    lost = _write_all(plan, layers, first, lang, watch)
    for path in more:
        _write_project(plan, layers, path, first.name, lang)
    return lost


def _write_one(layer: Layer, path: Path) -> None:
    if path.suffix.lower() == ".geojson":
        from geo.export.geojson import write_geojson

        return write_geojson(layer, path)
    if path.suffix.lower() == ".csv":
        from geo.export.tabular import write_csv

        return write_csv(layer, path)
    if path.suffix.lower() == ".parquet":
        from geo.export.arrow import write_parquet

        return write_parquet(layer, path)
    from geo.export.formats import write_flatgeobuf

    return write_flatgeobuf(layer, path)


def _write_all(plan: Plan, layers: Mapping[str, Layer], path: Path, lang: str, watch: Watch) -> tuple[str, ...]:
    suffix = path.suffix.lower()
    if suffix in (".kml", ".kmz"):
        from geo.export import kml

        (kml.write_kml if suffix == ".kml" else kml.write_kmz)(plan, layers, path, lang)
        return ()
    if suffix == ".xlsx":
        from geo.export.tabular import write_workbook

        write_workbook(layers, path, moment(plan), lang)
        return ()
    return _write_gdal(plan, layers, path, lang, watch)


def _write_gdal(plan: Plan, layers: Mapping[str, Layer], path: Path, lang: str, watch: Watch) -> tuple[str, ...]:
    from geo.export import formats
    from geo.export.qgis.styles import add_styles

    if path.suffix.lower() == ".zip":
        return formats.write_shapefiles(layers, path, moment(plan), watch)
    if path.suffix.lower() == ".gdb":
        formats.write_gdb(layers, path, watch)
    else:
        formats.write_gpkg(layers, path, moment(plan), watch)
        add_styles(path, plan, layers, lang)
    return ()


def _write_project(plan: Plan, layers: Mapping[str, Layer], path: Path, gpkg: str, lang: str) -> None:
    from geo.export.qgis.styles import qgis_project

    path.write_text(qgis_project(plan, layers, gpkg, lang), encoding="utf-8", newline="\n")
