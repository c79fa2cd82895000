"""A plan into files: which format, which layers, which names; whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo.analysis.check import refuse_off_globe
from geo.draw.scene.view import LANGUAGES
from geo.export.formats import FORMATS, Format, format_of
from geo.export.gpkg import journals_of
from geo.export.job import Job, Watch
from geo.export.layers import export_layers, plan_crs
from geo.model.errors import OutputError, UsageError
from geo.model.files import written_whole
from geo.model.plan import Plan
from geo.space.crs import CGCS2000, is_degrees


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
        The plan, or what of it concerns a unit (:func:`geo.analysis.concern.extract`).
    path : str or Path
        Its suffix tells the format, one of :data:`geo.export.formats.FORMATS`. Where a format holds one layer, several
        make a file each (x-zones.fgb ...). ``postgresql://`` writes to PostGIS.
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
        There is no such suffix, layer, language or coordinate reference system; or the format is in degrees only.
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
    refuse_off_globe(plan)
    system = plan_crs(plan, crs)
    is_database = str(path).startswith(("postgresql:", "postgres:"))
    if is_database and metadata:
        raise UsageError("--metadata stand beside files. Export a GeoPackage with them, and the database without.")
    if not is_database:
        _refuse_metres(format_of(Path(path)), is_degrees(system.crs))
        _refuse_open(Path(path), force)
    job = Job(plan, export_layers(plan, lang, crs, layers), lang, system.name, watch)
    if is_database:
        written, told = _to_database(job, str(path), force)
    else:
        written, told = _to_files(job, Path(path), metadata, force)
    counts = {name: len(layer.frame) for name, layer in job.layers.items()}
    return Exported(written, system.name, counts, tuple(filter(None, (system.warning, *told))))


def _to_database(job: Job, url: str, force: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write to PostGIS; return tables, and what a user should know."""
    from geo.export.postgis import write_postgis

    written = write_postgis(job, url, force=force)
    return written.tables, written.warnings


def _to_files(job: Job, path: Path, metadata: bool, force: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write files, whole or not at all; return their paths, and what a user should know."""
    made = format_of(path)
    targets = _targets(path, job, made)
    beside = _metadata(job, path, targets, force) if metadata else {}
    paths = list(dict.fromkeys((_holder(path), *targets, *beside))) if made.together else [*targets, *beside]
    suffixes = (made.suffix, *sorted({item.suffix for item in paths} - {made.suffix}))
    with written_whole(paths, suffixes=suffixes, force=force) as folder:
        told = _write(made, {folder / item.name: each for item, each in targets.items()}, job.watch)
        for item, data in beside.items():
            (folder / item.name).write_bytes(data)
        for journal in _journals(path):
            journal.unlink()
    return tuple(map(str, paths)), told


def _write(made: Format, targets: Mapping[Path, Job], watch: Watch) -> tuple[str, ...]:
    """Write each file with what it holds; return what a user should know."""
    if made.together:
        ((path, job),) = targets.items()
        return made.write(job, path) or ()
    paths = {path.name: path for path in targets}
    return tuple(line for name in watch(list(paths)) for line in made.write(targets[paths[name]], paths[name]) or ())


def _refuse_metres(made: Format, in_degrees: bool) -> None:
    """Raise UsageError where a format of degrees is asked for in metres."""
    if made.degrees and not in_degrees:
        others = " ".join(suffix for suffix, other in FORMATS.items() if not other.degrees)
        raise UsageError(f"{made.name} is in degrees of WGS 84. Leave out --crs, or write one of: {others}.")


def _holder(path: Path) -> Path:
    """Return the file that holds the layers: a project has its GeoPackage beside it."""
    beside = format_of(path).beside
    return path.with_suffix(beside) if beside else path


def _journals(path: Path) -> list[Path]:
    """Return what SQLite has left beside the GeoPackage that an export would replace."""
    holder = _holder(path)
    return journals_of(holder) if holder.suffix.lower() == ".gpkg" else []


def _refuse_open(path: Path, force: bool) -> None:
    """Raise OutputError where another program has the old GeoPackage open."""
    left = _journals(path)
    if left and not force:
        hint = "Close it there first; where no program runs any more, replace it with --force."
        raise OutputError(f"{path}: {left[0].name} beside it shows that a program has it open. {hint}")


def _targets(path: Path, job: Job, made: Format) -> Mapping[Path, Job]:
    """Return each file that the writer is asked for, with what it is to hold."""
    if made.together or len(job.layers) == 1:
        return {path: job}
    alone = {name: replace(job, layers={name: layer}) for name, layer in job.layers.items()}
    return {path.with_name(f"{path.stem}-{name}{path.suffix}"): each for name, each in alone.items()}


def _metadata(job: Job, path: Path, targets: Mapping[Path, Job], force: bool) -> Mapping[Path, bytes]:
    from geo.export.metadata import PACKAGE, metadata_files, refuse_other

    files = {layer: _holder(item).name for item, each in targets.items() for layer in each.layers}
    if not force:
        refuse_other(path.with_name(PACKAGE), files.values())
    return {path.with_name(name): data for name, data in metadata_files(job, path.stem, files).items()}
