"""A plan into files: which format, which layers, which names; whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.analysis.check import refuse_off_globe
from geo.export.layers import Layer, export_layers, layer_names, plan_crs
from geo.export.writers import Watch, write_files
from geo.model.errors import OutputError, UsageError, guess
from geo.model.files import written_whole
from geo.model.plan import Plan
from geo.space.crs import CGCS2000, is_degrees

if TYPE_CHECKING:
    Layers = Mapping[str, Layer]

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Format:
    """One format: whether its files hold all layers, only degrees, and only what has geometry."""

    name: str
    together: bool = True
    degrees: bool = False
    places: bool = False


FORMATS: Mapping[str, Format] = {
    ".gpkg": Format("GeoPackage"),
    ".qgs": Format("QGIS project"),
    ".gdb": Format("File Geodatabase"),
    ".zip": Format("Shapefiles"),
    ".kml": Format("KML", degrees=True),
    ".kmz": Format("KMZ", degrees=True),
    ".xlsx": Format("workbook"),
    ".geojson": Format("GeoJSON", together=False, degrees=True),
    ".fgb": Format("FlatGeobuf", together=False),
    ".parquet": Format("GeoParquet", together=False),
    ".csv": Format("CSV", together=False),
}
"""Suffix -> format."""


_MEANT: Mapping[str, str] = {
    ".shp": "Shapefiles go together into one .zip.",
    ".json": "Give it the suffix .geojson.",
    ".xls": "Give it the suffix .xlsx.",
    ".sqlite": "Give it the suffix .gpkg.",
    ".db": "Give it the suffix .gpkg.",
    ".qgz": "Give it the suffix .qgs.",
}
"""Suffix that people try -> what to give instead."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote.

    Attributes
    ----------
    paths : tuple of str
        Files, or tables of a database.
    crs : str
        Name of the coordinate reference system.
    counts : mapping of str to int
        Layer -> rows.
    warnings : tuple of str
        What a user should know, one line each.
    """

    paths: tuple[str, ...]
    crs: str
    counts: Mapping[str, int]
    warnings: tuple[str, ...]


def export_plan(
    plan: Plan,
    path: str | Path,
    *,
    crs: str | int = CGCS2000,
    layers: Sequence[str] = (),
    lang: str = "zh",
    metadata: bool = False,
    force: bool = False,
    watch: Watch = iter,
) -> Exported:
    """Write a plan as GIS layers, whole or not at all.

    Parameters
    ----------
    plan : Plan
        The plan.
    path : str or Path
        Its suffix tells the format: .gpkg .gdb .zip (Shapefiles) .kml .kmz .xlsx hold all layers, .qgs makes a
        GeoPackage with a QGIS project beside it; .geojson .fgb .parquet .csv hold one, or make a file a layer
        (x-zones.fgb ...). ``postgresql://`` writes to PostGIS.
    crs : str or int
        As :func:`geo.space.crs.chosen` takes it.
    layers : sequence of str
        Names of layers; all where empty.
    lang : {"zh", "en"}
        Language of aliases, titles and metadata.
    metadata : bool
        Write ISO 19139, datapackage.json and a data dictionary beside it.
    force : bool
        Replace also a link or a file of another kind.
    watch : callable
        Is given the names of what is written, one after the other, and yields them on: a place for a progress bar.

    Returns
    -------
    Exported
        Paths, coordinate system, counts and warnings.

    Raises
    ------
    UsageError
        Unknown suffix, layer or language, or GeoJSON or KML in another system than degrees.
    UsageError
        There is no such coordinate reference system.
    PlanError
        Coordinates are off the globe.
    OutputError
        A file cannot be written; nothing has changed then.

    Examples
    --------
    >>> import tempfile
    >>> from geo.model.plan import read_plan
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     done = export_plan(read_plan("heilongjiang"), f"{folder}/zones.geojson", layers=["zones"])
    >>> done.counts
    {'zones': 4}
    """
    if lang not in LANGUAGES:
        raise UsageError(f'"{lang}" is no language. One of: {", ".join(LANGUAGES)}.')
    names = _chosen_layers(plan, layers)
    refuse_off_globe(plan)
    if str(path).startswith(("postgresql:", "postgres:")):
        if metadata:
            raise UsageError("--metadata stand beside files. Export a GeoPackage with them, and the database without.")
        return _to_database(plan, str(path), names, crs, lang, force)
    return _to_files(plan, Path(path), names, crs, lang, metadata, force, watch)


def _to_database(plan: Plan, url: str, names: Sequence[str], crs: str | int, lang: str, force: bool) -> Exported:
    from geo.export.postgis import write_postgis

    system = plan_crs(plan, crs)
    layers = export_layers(plan, lang, crs, names)
    written = write_postgis(plan, layers, url, force=force)
    return Exported(written.tables, system.name, _counts(layers), (*filter(None, [system.warning]), *written.warnings))


def _to_files(
    plan: Plan,
    path: Path,
    names: Sequence[str],
    crs: str | int,
    lang: str,
    metadata: bool,
    force: bool,
    watch: Watch,
) -> Exported:
    suffix, made = _format(path)
    system = plan_crs(plan, crs)
    if made.degrees and not is_degrees(system.crs):
        raise UsageError(f"{made.name} is in degrees of WGS 84. Leave out --crs, or write .gpkg, .gdb, .zip or .fgb.")
    _refuse_open(path, force)
    layers = export_layers(plan, lang, crs, names)
    targets = _targets(path, layers, made)
    beside = _metadata(plan, path, layers, system.name, targets, lang, force) if metadata else {}
    paths = [*targets, *beside]
    suffixes = (suffix, *sorted({item.suffix for item in paths} - {suffix}))
    with written_whole(paths, suffixes=suffixes, force=force) as folder:
        lost = write_files(plan, layers, {folder / item.name: name for item, name in targets.items()}, lang, watch)
        for item, data in beside.items():
            (folder / item.name).write_bytes(data)
        for journal in _journals(path):
            journal.unlink()
    warnings = [system.warning, *_lost_line(lost)]
    return Exported(tuple(map(str, paths)), system.name, _counts(layers), tuple(filter(None, warnings)))


def _chosen_layers(plan: Plan, layers: Sequence[str]) -> tuple[str, ...]:
    known = layer_names(plan)
    for name in layers:
        if name not in known:
            hint = guess(name, known) or f"One of: {', '.join(known)}."
            raise UsageError(f'"{name}" is no layer of {plan.id}. {hint}')
    return tuple(name for name in known if not layers or name in layers)


def _format(path: Path) -> tuple[str, Format]:
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        hint = _MEANT.get(suffix, f"One of: {' '.join(FORMATS)}.")
        raise UsageError(f'{path}: the suffix "{suffix}" names no format. {hint}')
    return suffix, FORMATS[suffix]


def _journals(path: Path) -> list[Path]:
    """Return what SQLite has left beside an old GeoPackage; it would be taken for that of the new one, and spoil it."""
    names = [path.with_suffix(f".gpkg{tail}") for tail in ("-wal", "-shm", "-journal")]
    return [name for name in names if path.suffix.lower() in (".gpkg", ".qgs") and name.exists()]


def _refuse_open(path: Path, force: bool) -> None:
    """Raise OutputError where another program has the old GeoPackage open."""
    left = _journals(path)
    if left and not force:
        hint = "Close it there first; where no program runs any more, replace it with --force."
        raise OutputError(f"{path}: {left[0].name} beside it shows that a program has it open. {hint}")


def _targets(path: Path, layers: Layers, made: Format) -> Mapping[Path, str]:
    """Return each file to write with the layer it holds, empty where it holds all."""
    if path.suffix.lower() == ".qgs":
        return {path.with_suffix(".gpkg"): "", path: ""}
    if made.together:
        return {path: ""}
    if len(layers) == 1:
        return {path: next(iter(layers))}
    return {path.with_name(f"{path.stem}-{name}{path.suffix}"): name for name in layers}


def _counts(layers: Layers) -> Mapping[str, int]:
    return {name: len(layer.frame) for name, layer in layers.items()}


def _lost_line(lost: Sequence[str]) -> Iterator[str]:
    if lost:
        yield f"Shapefile holds 254 bytes a text: {'; '.join(lost)}. A GeoPackage (.gpkg) keeps them whole."


def _metadata(
    plan: Plan, path: Path, layers: Layers, system: str, targets: Mapping[Path, str], lang: str, force: bool
) -> Mapping[Path, bytes]:
    from geo.export.metadata import PACKAGE, metadata_files, refuse_other

    named = {item.name: name for item, name in targets.items()}
    if not force:
        refuse_other(path.with_name(PACKAGE), named)
    found: Mapping[str, bytes] = metadata_files(plan, layers, path.name, named, system, lang)
    return {path.with_name(name): data for name, data in found.items()}
