"""What a GIS team edited, back into a plan: read, put into degrees, compared by id, written in canonical form."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.analysis.canonical import LOSSES
from geo.export.fields import Field, fields_of
from geo.export.incoming.changes import Change, changes
from geo.export.incoming.degrees import in_degrees
from geo.export.incoming.reading import DBASE, choice_of, fields_by_name, read_layer, sources
from geo.export.layers import plan_box
from geo.export.shapefile import cut_text
from geo.model.errors import PlanError, Problem, ReadError, counted, one_line
from geo.model.files import write_whole
from geo.model.geojson import format_layer
from geo.model.outlines import area_fault, positions
from geo.model.plan import Plan, file_of
from geo.model.schema import DECIMALS, Park, Record, Unit, Zone, columns, key, plain_name
from geo.model.tables import format_table, parse_record
from geo.space.geometry import crossing, shift_m, to_mapping, to_shape

LAYERS_IN: Mapping[str, tuple[type[Record], str, str]] = {
    "zones": (Zone, "zone_rows", "zones.geojson"),
    "units": (Unit, "unit_rows", "units.geojson"),
    "parks": (Park, "park_rows", "parks.csv"),
}
"""Layers that can be taken back: record, attribute of the plan, file."""

SAME_M = 1.6
"""Outlines nearer than this are the same: the files hold five decimals of a degree, about a metre."""

_OWN_COLUMNS = ("geometry", "fid", "id", "ogc_fid", "objectid", "gml_id")
"""Columns that formats add of themselves."""

_MEND = "Mend it in your GIS, for example with Fix geometries."


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
    """

    file: str
    changes: tuple[Change, ...]
    warnings: tuple[str, ...]
    rows: tuple[Any, ...]
    kept: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The canonical file with all changes."""
        layer = self.file.endswith(".geojson")
        return (format_layer if layer else format_table)(self.rows, type(self.rows[0]))

    @property
    def counts(self) -> str:
        """How many rows are added, removed, changed, how many of these moved, and how many the file lacks."""
        kinds = Counter(change.kind for change in self.changes)
        moved = sum(change.moved_m is not None for change in self.changes)
        told = f"{kinds['added']} added, {kinds['removed']} removed, {kinds['changed']} changed, {moved} moved"
        stay = "is" if len(self.kept) == 1 else "are"
        lacked = f"{counted(len(self.kept), 'row')} that the file lacks {stay} kept (--remove takes them away)"
        return f"{told}; {lacked}" if self.kept else told


def read_incoming(plan: Plan, path: str | Path, layer: str, datum: str = "", *, remove: bool = False) -> Incoming:
    """Compare an edited layer with a plan's, by id.

    Rows and fields that the file lacks stay, as do texts that a Shapefile has cut: it may hold a selection only.
    Computed fields are passed over. The place of a park is that of its geometry, whatever its columns lon and lat
    say. A geometry that differs by no more than the files resolve is the same.

    Parameters
    ----------
    plan : Plan
        The plan.
    path : str or Path
        GeoPackage, Shapefile (also zipped) or GeoJSON, in any coordinate reference system.
    layer : {"zones", "units", "parks"}
        Which of the plan's layers it is.
    datum : {"", "gcj02", "bd09"}
        The shifted datum of its degrees, where they come from a Chinese web map.
    remove : bool
        Take away the rows that the file lacks.

    Returns
    -------
    Incoming
        Changes, warnings and the new file.

    Raises
    ------
    ReadError
        The file cannot be read, or does not say in which coordinate reference system it is.
    PlanError
        Values or shapes cannot be taken; all of them are named.
    """
    row, attribute, name = LAYERS_IN[layer]
    given = Path(path)
    name_there, source = _layer_of(given, layer)
    frame, told = read_layer(given, source, name_there)
    if frame.empty:
        raise ReadError(f"{given}: layer {name_there} holds no rows. Export it again.")
    named = _named(frame.columns, layer)
    if key(row) not in {field.name for field in named.values()}:
        raise ReadError(f"{given}: has no column {key(row)}, by which its rows are known. Export the layer again.")
    placed, warnings = in_degrees(frame, given, datum, plan_box(plan))
    warnings[:0] = [told] if told else []
    old = {str(getattr(record, key(row))): record for record in getattr(plan, attribute)}
    reader = _Reader(layer, row, old, named, str(given), given.suffix.lower() in DBASE)
    found = reader.records(placed)
    kept = {} if remove else {ident: record for ident, record in old.items() if ident not in found}
    new = kept | found
    unknown = [column for column in frame.columns if column not in named and column.lower() not in _OWN_COLUMNS]
    if unknown:
        warnings.append(f"Columns that the plan has no place for: {', '.join(map(one_line, unknown))}.")
    return Incoming(
        file=file_of(plan.id, name),
        changes=tuple(changes(old, new)),
        warnings=tuple(warnings),
        rows=tuple(new.values()),
        kept=tuple(sorted(kept)),
    )


def _named(there: Iterable[str], layer: str) -> dict[str, Field]:
    """Return the columns of a file with their fields; of two that mean the same, the one with its own name is last."""
    known = fields_by_name(layer, fields_of(layer))
    found = {column: known[column.lower()] for column in there if column.lower() in known}
    return dict(sorted(found.items(), key=lambda item: item[0] == item[1].name))


def apply_incoming(plan: Plan, incoming: Incoming) -> Path:
    """Write the plan's file with all changes, whole or not at all; return its path.

    Raises
    ------
    PlanError
        The file holds what would be lost: cells that cannot be read, columns that are unknown.
    OutputError
        It cannot be written.
    """
    lost = [fault for fault in plan.faults if fault.file == incoming.file and fault.code in LOSSES]
    if lost:
        raise PlanError(lost)
    path = plan.root / incoming.file
    write_whole(path, incoming.text.encode())
    return path


@dataclass
class _Reader:
    """Turns rows of a frame into records of a plan and collects what cannot be taken."""

    layer: str
    row: type[Record]
    old: Mapping[str, Any]
    named: Mapping[str, Field]
    shown: str
    cut: bool
    problems: list[Problem] = dataclasses.field(default_factory=list)

    def records(self, frame: Any) -> dict[str, Any]:
        """Return records by id.

        Raises
        ------
        PlanError
            Values or shapes cannot be taken.
        """
        found: dict[str, Any] = {}
        shapes = list(frame.geometry) if "geometry" in frame else [None] * len(frame)
        values = {column: list(frame[column]) for column in self.named}
        for at, shape in enumerate(shapes):
            record = self._record({column: _json_value(values[column][at]) for column in self.named}, shape, at + 1)
            ident = str(getattr(record, key(self.row)))
            if ident in found:
                self._fault(at + 1, ident, "stands twice", "Keep one of the rows.", "duplicate-id")
            found[ident] = record
        if self.problems:
            raise PlanError(self.problems)
        return found

    def _record(self, cells: Mapping[str, Any], shape: Any, number: int) -> Any:
        given = {field.name: _of_type(self.layer, cells[column], field) for column, field in self.named.items()}
        known = self.old.get(str(given.get(key(self.row))))
        taken = {name: self._kept(known, name, value) for name, value in given.items() if not self._is_computed(name)}
        merged = {**_values(known, self.row), **taken}
        where = f"{plain_name(self.row)} {given.get(key(self.row)) or '?'}"
        if self.row is Park:
            merged |= self._lonlat(known, shape, number, where)
            return parse_record(merged, self.row, self.shown, number, self.problems, where)
        record = parse_record(merged, self.row, self.shown, number, self.problems, where)
        object.__setattr__(record, "geometry", self._outline(known, shape, number, where))
        return record

    def _is_computed(self, name: str) -> bool:
        return any(field.computed for field in self.named.values() if field.name == name)

    def _kept(self, known: Any, name: str, value: Any) -> Any:
        """Return the plan's own text where the file holds only what a Shapefile leaves of it."""
        own = _values(known, self.row).get(name)
        text = ";".join(sorted(own)) if isinstance(own, list) else own
        if self.cut and isinstance(text, str) and isinstance(value, str) and len(text.encode()) > len(value.encode()):
            return own if cut_text(text).rstrip() == value.rstrip() else value
        return value

    def _lonlat(self, known: Any, shape: Any, number: int, where: str) -> dict[str, float | None]:
        point = _point(shape)
        if shape is not None and point is None:
            self._fault(number, where, "is no single point", "Keep one point for each place.", "bad-geometry")
        if point is None:
            return {"lon": None, "lat": None}
        lon, lat = (round(value, DECIMALS) for value in point)
        same = known is not None and _near(lon, known.lon) and _near(lat, known.lat)
        return {"lon": known.lon, "lat": known.lat} if same else {"lon": lon, "lat": lat}

    def _outline(self, known: Any, shape: Any, number: int, where: str) -> Any:
        if shape is None:
            return None
        mapping = to_mapping(shape)
        fault = area_fault(mapping)
        if fault:
            self._fault(number, where, *fault, "bad-geometry")
            return None
        if known is not None and _is_alike(mapping, known.geometry):
            return known.geometry
        before = None if known is None else to_shape(known.geometry)
        if before is not None and shift_m(before, shape) <= SAME_M:
            return known.geometry
        reason = crossing(shape)
        if reason:
            self._fault(number, where, f"has an outline that encloses no clear area: {reason}", _MEND, "bad-geometry")
        return mapping

    def _fault(self, number: int, where: str, message: str, hint: str, code: str) -> None:
        self.problems.append(Problem(self.shown, number, where, message, hint, code))


def _layer_of(path: Path, layer: str) -> tuple[str, str]:
    """Return the name of the layer in a file, and what GDAL opens for it."""
    found = sources(path)
    if layer in found or len(found) == 1:
        name = layer if layer in found else next(iter(found))
        return name, found[name]
    raise ReadError(f"{path}: has the layers {', '.join(found)}, and no {layer}. Name one of them {layer}.")


def _point(shape: Any) -> tuple[float, float] | None:
    if shape is None or shape.geom_type not in ("Point", "MultiPoint"):
        return None
    parts = [shape] if shape.geom_type == "Point" else list(shape.geoms)
    return (float(parts[0].x), float(parts[0].y)) if len(parts) == 1 else None


def _is_alike(outline: dict[str, Any], known: dict[str, Any] | None) -> bool:
    """Return whether all corners are those known, as far as the files resolve: found much faster than a distance."""
    if known is None:
        return False
    here, there = list(positions(outline["coordinates"])), list(positions(known["coordinates"]))
    pairs = zip(here, there, strict=False)
    return len(here) == len(there) and all(_near(a[0], b[0]) and _near(a[1], b[1]) for a, b in pairs)


def _near(value: float, known: float | None) -> bool:
    return known is not None and abs(value - known) <= 1.1 * 10**-DECIMALS


def _json_value(value: Any) -> Any:
    """Return a cell as JSON would hold it; what readers put for nothing becomes None."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if value is None or isinstance(value, list | str | bool | int):
        return value
    return None if value != value or not isinstance(value, float) else value


def _of_type(layer: str, value: Any, field: Field) -> Any:
    """Return a value as the plan holds it: tools turn codes into numbers, and ids into words."""
    if field.type in ("text", "id") and isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if value == int(value) else str(value)
    if field.type == "list" and isinstance(value, str) and value.startswith("["):
        return json.loads(value)
    return choice_of(layer, field, value) if field.choices and isinstance(value, str) else value


def _values(record: Any, row: type[Record]) -> dict[str, Any]:
    if record is None:
        return {}
    found = {column.name: getattr(record, column.name) for column in columns(row)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}
