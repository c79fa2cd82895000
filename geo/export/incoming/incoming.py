"""What a GIS team edited, back into a plan: read, put into degrees, compared by id, written in canonical form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from geo.analysis.canonical import write_tables
from geo.analysis.changes import Change, changes, tally
from geo.analysis.check import errors_added
from geo.analysis.following import redrawn, with_borders, with_drawings
from geo.analysis.lacking import Lacking, is_kept, left_of
from geo.analysis.rules.lookup import by_id
from geo.export.fields import FILES, RECORDS, Field, fields_of
from geo.export.incoming.degrees import corners_of, in_degrees
from geo.export.incoming.edits import Edits
from geo.export.incoming.kml import KML, read_folder
from geo.export.incoming.project import layer_file
from geo.export.incoming.reading import DBASE, Source, cut_names, described, fields_by_name, layers_at, read_layer
from geo.export.incoming.records import Records, ident_of, is_placed, known_by
from geo.export.incoming.tables import is_drawn, with_geometry
from geo.export.layers import plan_box
from geo.export.part import noted_part
from geo.export.tabular import POINT
from geo.model.aliases import table_title
from geo.model.errors import PlanError, Problem, ReadError, UsageError, first_of, one_line
from geo.model.plan import ROWS, Plan, file_of, list_plans, read_plan
from geo.model.schema import (
    OWN_MEANING,
    Column,
    Park,
    Record,
    Unit,
    Zone,
    columns,
    is_own,
    own_columns,
)
from geo.space.geometry import Shape, to_shape


def _taken(*names: str) -> Mapping[str, tuple[type[Record], str, str]]:
    return {name: (RECORDS[name], ROWS[FILES[name]], FILES[name]) for name in names}


LAYERS_IN = _taken("zones", "units", "parks", "schematic")
"""Layers that can be taken back: record, attribute of the plan, file."""

TABLES_IN = _taken("groups", "targets", "citations", "sources", "industries", "actuals", "status", "story")
"""Tables without geometry that can be taken back, in the same way."""

_TAKEN = {**LAYERS_IN, **TABLES_IN}

_LEAST_MOVED, _FAR_M = 3, 20_000.0
"""So many rows that all move so far were put elsewhere by a wrong coordinate reference system."""

_OWN_COLUMNS = ("geometry", "fid", "id", "ogc_fid", "objectid", "gml_id")
"""Columns that formats add of themselves."""

_KML_COLUMNS = (
    *("name", "description", "timestamp", "begin", "end", "altitudemode", "tessellate", "extrude", "visibility"),
    *("draworder", "icon", "name2"),
)
_MORE_COLUMNS = {**dict.fromkeys(KML, _KML_COLUMNS), ".xlsx": tuple(map(str.lower, chain(*POINT.values())))}
"""Those that GDAL adds of what every place of a KML can say, and those of our sheets that show where a row is."""


@dataclass(frozen=True)
class Incoming:
    """A layer that came back, compared with the plan's.

    Attributes
    ----------
    file : str
        The plan's file, from the root.
    changes : tuple of Change
        Sorted by id.
    warnings : tuple of str
        What was not taken over, one line each.
    rows : tuple of Record
        All rows with all changes.
    kept : tuple of str
        Ids of the plan's rows that the file lacks and that stay.
    follows : tuple of Change
        Units and zones that the file does not change, and that follow what it does.
    findings : tuple of Problem
        Errors that buju check would find with the changes and does not find without them, for which none is written.
    tables : mapping of str to tuple of Record
        File of the plan -> all its rows, of each that changes.
    """

    file: str
    changes: tuple[Change, ...]
    warnings: tuple[str, ...]
    rows: tuple[Any, ...]
    kept: tuple[str, ...] = ()
    follows: tuple[Change, ...] = ()
    findings: tuple[Problem, ...] = ()
    tables: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        """How many rows are added, removed, changed, how many of these moved, and how many the file lacks."""
        return tally(self.changes, self.kept)


def read_incoming(plan: Plan, path: str | Path, layer: str, datum: str = "", lacking: Lacking = "keep") -> Incoming:
    """Compare an edited layer or table with a plan's, by id, or by what tells rows apart that have none.

    Rows that the file lacks stay, since it may hold a selection only. Fields that it lacks keep their value, as do
    texts that a Shapefile has cut; computed fields are passed over. The place of a park is that of its geometry,
    whatever its columns lon and lat say. A geometry that differs by no more than the files resolve is the same.

    Parameters
    ----------
    plan : Plan
        The plan.
    path : str or Path
        GeoPackage, Shapefile (also zipped), GeoJSON or our own tables, in any coordinate reference system.
    layer : str
        Which of LAYERS_IN and TABLES_IN it is.
    datum : {"", "gcj02", "bd09"}
        The shifted datum of its degrees, where they come from a Chinese web map.
    lacking : Lacking
        What becomes of rows that the file lacks; only places can be superseded.

    Returns
    -------
    Incoming
        Changes, warnings and the new file.

    Raises
    ------
    UsageError
        There is no such layer or datum; its rows cannot be superseded; or the file says that it holds but what concerns
        one unit, of which no row may be missed.
    ReadError
        The file cannot be read, or does not say in which coordinate reference system it is.
    PlanError
        Values or shapes cannot be taken; all of them are named.
    """
    if layer not in _TAKEN:
        raise UsageError(f'"{layer}" is no layer that is taken back. One of: {", ".join(_TAKEN)}.')
    row, attribute, name = _TAKEN[layer]
    if lacking == "supersede" and row is not Park:
        hint = "--purge deletes those that the file lacks; without it they are kept."
        raise UsageError(f"Rows of {layer} cannot be superseded as places can. {hint}")
    asked = Path(path)
    given = layer_file(asked, _titles(layer))
    source, frame, told = _layer_at(given, layer)
    if given != asked:
        told = (f"{asked}: is a project of QGIS; {layer} is read from {given}.", *told)
    if lacking != "keep":
        _refuse_part(plan, given, source, "--remove" if lacking == "supersede" else "--purge")
    if frame.empty:
        raise ReadError(f"{given}: layer {source.layer} holds no rows. Export it again.")
    own = [(ident_of(record), record) for record in getattr(plan, attribute)]
    old = dict(own)
    fields = _fields(frame.columns, layer, old.values())
    named = _keyed(_named(frame.columns, layer, fields, given), frame, layer, old)
    if lost := [each for each in known_by(row) if each not in {field.name for field in named.values()}]:
        raise ReadError(f"{given}: has no column {lost[0]}, by which its rows are known. {_why_keyless(frame, given)}")
    if layer in LAYERS_IN and is_drawn(frame, named):
        came = with_geometry(frame, named, given)
        placed, warnings = in_degrees(came, given, datum, plan_box(plan))
        corners, drawn = corners_of(came, placed, datum, _outlines(plan))
    else:
        placed, warnings, drawn, corners = frame, [], [None] * len(frame), None
        if layer in LAYERS_IN:
            warnings.append(f"{given}: does not say where its rows are: outlines and places of the plan stay.")
    reader = Records(layer, row, old, named, str(given), given.suffix.lower() in DBASE, corners)
    found = reader.of(placed, drawn)
    warnings = [*told, *warnings, *reader.mended]
    # A faulty plan may have an id twice; what the file lacks stays as it is.
    lacked = [(ident, record) for ident, record in own if ident not in found]
    stay = left_of(lacked, lacking)
    if lacking != "keep" and corners is not None:
        warnings += _undrawn(getattr(plan, attribute), found.values(), given)
    formats = {*_OWN_COLUMNS, *_MORE_COLUMNS.get(given.suffix.lower(), ())}
    unknown = [column for column in frame.columns if column not in named and column.lower() not in formats]
    if unknown:
        warnings.append(f"Columns that the plan has no place for: {', '.join(map(one_line, unknown))}.")
    made = tuple(changes(old, dict(stay) | found))
    _refuse_moved(made, old, found, given)
    rows = (*(record for _, record in stay), *found.values())
    incoming = Incoming(
        file=file_of(plan.id, name),
        changes=made,
        warnings=tuple(warnings),
        rows=rows,
        kept=tuple(sorted(ident for ident, record in lacked if is_kept(record, lacking))),
    )
    return _with_consequences(plan, incoming, attribute, given) if made else incoming


def _refuse_part(plan: Plan, path: Path, source: Source, option: str) -> None:
    """Raise UsageError for a file that says that it holds but what concerns one unit."""
    part = noted_part(described(source))
    if part:
        hint = f"{option} would take all else away: leave it out."
        raise UsageError(f"{path}: holds only what concerns {part} of {plan.id}. {hint}")


def _with_consequences(plan: Plan, incoming: Incoming, attribute: str, path: Path) -> Incoming:
    """Return what came back with all that follows in the plan, and what a check would find."""
    changed: dict[str, Any] = {attribute: incoming.rows}
    edited = replace(plan, **changed)
    bent, left = with_borders(plan, edited)
    after = with_drawings(bent)
    zones = redrawn(edited, after)
    told = [f"The drawings of {', '.join(zones)} in the diagram follow."] if zones else []
    if left:
        hint = "Draw theirs too."
        told.append(f"{path}: the border of {first_of(left)} was drawn anew where a third one meets it. {hint}")
    return replace(
        incoming,
        warnings=(*incoming.warnings, *told),
        rows=getattr(after, attribute),
        follows=tuple(
            change
            for each in ("unit_rows", "zone_rows")
            for change in changes(by_id(getattr(edited, each)), by_id(getattr(after, each)))
        ),
        findings=tuple(_found(plan, after, incoming, path)),
        tables={
            name: getattr(after, each)
            for name, each in ROWS.items()
            if each == attribute or getattr(after, each) is not getattr(edited, each)
        },
    )


def _outlines(plan: Plan) -> list[Shape]:
    rows: tuple[Unit | Zone, ...] = (*plan.unit_rows, *plan.zone_rows)
    return [shape for row in rows if (shape := to_shape(row.geometry)) is not None]


def _found(plan: Plan, after: Plan, incoming: Incoming, path: Path) -> Iterator[Problem]:
    """Yield the errors that a check would find and does not find now; those of rows that came back in their file."""
    purged = {change.id for change in incoming.changes if change.kind == "removed"}
    for problem in (*errors_added(plan, after), *_found_elsewhere(plan, after)):
        if problem.message.partition('"')[2].partition('"')[0] in purged:
            yield replace(problem, hint="--purge deletes it: leave that out, or first take away what names it.")
        else:
            yield replace(problem, file=str(path), line=0) if problem.file == incoming.file else problem


def _found_elsewhere(plan: Plan, after: Plan) -> Iterator[Problem]:
    """Yield the errors that a check would find in the other plans, which share the taxonomy."""
    if after.industries == plan.industries:
        return
    for name in list_plans(plan.root):
        # What cannot be read has errors already.
        with suppress(PlanError):
            if name != plan.id:
                other = read_plan(name, plan.root)
                yield from errors_added(other, replace(other, industries=after.industries), "unknown-industry")


def _fields(there: Iterable[str], layer: str, rows: Iterable[Record]) -> tuple[Field, ...]:
    """Return the fields of a layer with those of the workspace's own, and more of these that a file brings."""
    row, own = RECORDS[layer], own_columns(rows)
    known = fields_by_name(layer, fields_of(layer, own=own))
    new = sorted({column.lower() for column in there if is_own(column.lower(), row) and column.lower() not in known})
    return fields_of(layer, own=(*own, *(Column(name, "text", OWN_MEANING) for name in new)))


def _named(there: Iterable[str], layer: str, fields: Sequence[Field], path: Path) -> dict[str, Field]:
    """Return the columns of a file with their fields; of two that mean the same, the one with its own name is last."""
    known = fields_by_name(layer, fields)
    cut = cut_names(known) if path.suffix.lower() in DBASE else {}
    found = {column: field for column in there if (field := known.get(column.lower()) or cut.get(column))}
    return dict(sorted(found.items(), key=lambda item: item[0] == item[1].name))


def _keyed(named: dict[str, Field], frame: Any, layer: str, old: Mapping[str, Any]) -> dict[str, Field]:
    """Return columns with that of the features' own ids, as plans have them, where no other holds ids of the plan."""
    ident = next((field for field in fields_of(layer) if field.type == "id"), None)
    if (
        ident is None
        or ident in named.values()
        or "id" not in frame.columns
        or not old.keys() & {*map(str, frame["id"])}
    ):
        return named
    return {**named, "id": ident}


def _why_keyless(frame: Any, path: Path) -> str:
    """Return what to do about a file that has not the column by which the rows of a layer are known."""
    there = set(frame.columns)
    others = {name: row for name, (row, *_) in _TAKEN.items() if {*known_by(row)} <= there}
    fits = {name: len({column.name for column in columns(row)} & there) for name, row in others.items()}
    if fits:
        return f"It seems to be another layer: --layer {max(fits, key=lambda name: fits[name])}."
    if path.suffix.lower() in DBASE and not all(map(str.isascii, frame.columns)):
        return "A Shapefile cuts names to ten bytes: export it with the names of fields, or as a GeoPackage."
    return "Export the layer again."


def _undrawn(old: Sequence[Any], found: Iterable[Any], path: Path) -> Iterator[str]:
    """Yield a warning where a file lacks all rows without a place, and no others: it was saved as drawn."""
    there, rows = list(found), {ident_of(record): record for record in old}
    lacked = [rows[ident] for ident in rows.keys() - set(map(ident_of, there))]
    if lacked and not any(map(is_placed, lacked)) and all(map(is_placed, there)):
        hint = "A layer that was saved as drawn lacks them: leave --remove and --purge out to keep them."
        yield f"{path}: {len(lacked)} of {len(rows)} rows are missing, all without geometry. {hint}"


def _refuse_moved(made: Sequence[Change], old: Mapping[str, Any], found: Mapping[str, Any], path: Path) -> None:
    """Raise ReadError where all that a file places lies far from where the plan has it."""
    moved = [change.moved_m for change in made if change.moved_m is not None]
    both = sum(is_placed(old[ident]) and is_placed(record) for ident, record in found.items() if ident in old)
    if len(moved) == both >= _LEAST_MOVED and min(moved) > _FAR_M:
        hint = "Is its coordinate reference system that of another meridian? Set it right in your GIS."
        raise ReadError(f"{path}: all {both} rows move by some {min(moved) / 1000:,.0f} km. {hint}")


def apply_incoming(plan: Plan, incoming: Incoming | Edits) -> tuple[Path, ...]:
    """Write the plan's files with all changes, all of them or none; return their paths.

    Raises
    ------
    PlanError
        A check would find errors that the plan has not now; or a file holds what would be lost: cells that cannot be
        read, columns that are unknown.
    OutputError
        They cannot be written.
    """
    if incoming.findings:
        raise PlanError(incoming.findings)
    return write_tables(plan, incoming.tables)


def _titles(layer: str) -> tuple[str, ...]:
    """Return the names that a layer has in what is exported."""
    return layer, table_title(layer, "zh"), table_title(layer, "en")


def _layer_at(path: Path, layer: str) -> tuple[Source, Any, Sequence[str]]:
    """Return where a layer is in a file, its rows, and what its user should know of how it was read."""
    titles = _titles(layer)
    if path.suffix.lower() in KML and (frame := read_folder(path, titles)) is not None:
        return Source(path, str(path), layer), frame, ()
    found = layers_at(path)
    name = next((title for title in titles if title in found), next(iter(found)) if len(found) == 1 else "")
    if not name:
        raise ReadError(f"{path}: has the layers {', '.join(found)}, and no {layer}. Name one of them {layer}.")
    return found[name], *read_layer(found[name])
