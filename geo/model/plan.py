"""A plan on disk <-> a frozen Plan in memory."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from geo.model.errors import PlanError, Problem, RootError, UsageError, guess, lowered, one_line
from geo.model.files import read_text
from geo.model.geojson import parse_layer
from geo.model.naming import Named
from geo.model.nature import Nature, base_layer, read_nature
from geo.model.schema import (
    BASE_LAYERS,
    LAYERS,
    OPTIONAL,
    TABLES,
    TAXONOMY,
    Actual,
    Boundaries,
    BoundaryLine,
    Citation,
    Group,
    Header,
    Industry,
    Park,
    Province,
    Record,
    Schematic,
    Source,
    Status,
    Step,
    Target,
    Unit,
    Zone,
    columns,
    key,
    own_columns,
    value_of,
)
from geo.model.tables import parse_header, parse_table
from geo.model.workspace import is_root

if TYPE_CHECKING:
    import geopandas
    import pandas

Row = TypeVar("Row", bound=Record)

ROWS = {
    "plan.toml": "groups",
    "zones.geojson": "zone_rows",
    "units.geojson": "unit_rows",
    "schematic.geojson": "schematic_rows",
    "parks.csv": "park_rows",
    "targets.csv": "target_rows",
    "citations.csv": "citations",
    "sources.csv": "sources",
    "actuals.csv": "actuals",
    "status.csv": "status_rows",
    "story.csv": "steps",
    "industries.csv": "industries",
}
"""File of a plan -> the attribute of the plan that holds its rows; of plan.toml the groups."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One plan with its layers and tables.

    The rows are frozen records of :mod:`geo.model.schema` in the order of their files. `zones`, `units`, `parks`
    and `targets` give the same as (Geo)DataFrames; only these import pandas and geopandas.

    Attributes
    ----------
    root : Path
        The workspace it was read from.
    header : Header
        What plan.toml says of it.
    groups, zone_rows, unit_rows, park_rows, target_rows, citations, sources, actuals, status_rows, steps : tuple
        Its records.
    industries : tuple
        The taxonomy of its workspace; that of buju where it has none.
    schematic_rows : tuple
        The drawings of its planning diagram; empty where none has been made.
    boundaries : Boundaries
        Credit of the boundaries.
    review_number : str
        This map's own review number, empty until one is granted.
    faults : tuple of Problem
        What could not be taken as it stands in the files, though they could be read.
    only : str
        Adcode of the unit that these rows concern, where they are not the whole plan.
    whole : Plan or None
        The plan of which they are a part then.
    """

    root: Path
    header: Header
    groups: tuple[Group, ...]
    boundaries: Boundaries
    review_number: str
    zone_rows: tuple[Zone, ...]
    unit_rows: tuple[Unit, ...]
    schematic_rows: tuple[Schematic, ...]
    park_rows: tuple[Park, ...]
    target_rows: tuple[Target, ...]
    citations: tuple[Citation, ...]
    sources: tuple[Source, ...]
    actuals: tuple[Actual, ...]
    status_rows: tuple[Status, ...]
    steps: tuple[Step, ...]
    industries: tuple[Industry, ...]
    faults: tuple[Problem, ...]
    only: str = ""
    whole: Plan | None = None

    @property
    def id(self) -> str:
        """Id of the plan, the name of its folders."""
        return self.header.id

    @property
    def origin(self) -> Plan:
        """The plan of which it is a part; itself where it is whole."""
        return self.whole or self

    @property
    def tag(self) -> str:
        """What tells it from others in names of files and tables: its id, with the adcode where it is a part."""
        return "-".join(filter(None, (self.id, self.only)))

    @cached_property
    def zones(self) -> geopandas.GeoDataFrame:
        """Zones as a GeoDataFrame (EPSG:4490), indexed by zone id."""
        return _geo_frame(self.zone_rows, Zone)

    @cached_property
    def units(self) -> geopandas.GeoDataFrame:
        """Units as a GeoDataFrame (EPSG:4490), indexed by adcode."""
        return _geo_frame(self.unit_rows, Unit)

    @cached_property
    def parks(self) -> geopandas.GeoDataFrame:
        """Parks as a GeoDataFrame of points (EPSG:4490), indexed by park id; unlocated ones have no geometry."""
        import geopandas

        frame = _frame(self.park_rows, Park)
        points = geopandas.points_from_xy(frame["lon"], frame["lat"], crs="EPSG:4490")
        located = frame["lon"].notna() & frame["lat"].notna()
        return geopandas.GeoDataFrame(frame, geometry=points).assign(geometry=lambda made: made.geometry.where(located))

    @cached_property
    def targets(self) -> pandas.DataFrame:
        """Targets and baselines as a DataFrame, indexed by target id."""
        return _frame(self.target_rows, Target)

    @cached_property
    def base(self) -> tuple[tuple[Province, ...], tuple[BoundaryLine, ...]]:
        """Provinces and boundary lines around the plan, as of :func:`read_base`, from its workspace."""
        return read_base(self.root)

    @cached_property
    def nature(self) -> Nature:
        """Waters and landforms beneath the plan, as of :func:`geo.model.nature.read_nature`, from its workspace."""
        return read_nature(self.root)

    def groups_in_order(self) -> tuple[Group, ...]:
        """Return the groups as the slogan counts them: by their order, then id."""
        return tuple(sorted(self.groups, key=lambda group: (group.order or 0, group.group)))

    def slogan_en(self) -> str:
        """Return the slogan in English, from the names of its groups; empty where the plan has none.

        Examples
        --------
        >>> read_plan("heilongjiang").slogan_en()
        'One pole, two areas, one belt'
        """
        names = [group.name_en or group.name for group in self.groups_in_order()] if self.header.slogan else []
        return ", ".join([*names[:1], *map(lowered, names[1:])])

    def zones_in_order(self) -> tuple[Zone, ...]:
        """Return the zones as the slogan counts them: by their group, then their own order, then id.

        Zones of a group that plan.toml does not have stand last.
        """
        places = {group.group: place for place, group in enumerate(self.groups_in_order())}
        last = len(places)
        return tuple(
            sorted(self.zone_rows, key=lambda zone: (places.get(zone.group, last), zone.order or 0, zone.zone))
        )

    def top_industries(self) -> tuple[Industry, ...]:
        """Return the industries at the top of the taxonomy, in its order."""
        tops = (row for row in self.industries if not row.parent)
        return tuple(sorted(tops, key=lambda row: (row.order or 0, row.industry)))

    def tops_of(self, park: Park) -> tuple[str, ...]:
        """Return the top industries of a place, each once, that of its first industry first."""
        return tuple(dict.fromkeys(top for industry in park.industries if (top := self.top_of(industry))))

    def top_of(self, industry: str) -> str:
        """Return the industry at the top above one; nothing for one that the taxonomy lacks, or that has no top."""
        line = self.industry_line(industry)
        return line[-1] if line and self._above.get(line[-1]) == "" else ""

    def industry_line(self, industry: str) -> tuple[str, ...]:
        """Return an industry and those above it, each once even where the taxonomy is circular."""
        return line_of(industry, self._above)

    @cached_property
    def _above(self) -> Mapping[str, str]:
        return {row.industry: row.parent for row in self.industries}

    def upwards(self, unit: str) -> tuple[str, ...]:
        """Return an adcode and those of the units above it, each once even where the data is circular."""
        return line_of(unit, self._parents)

    @cached_property
    def unit_names(self) -> Mapping[str, str]:
        """Adcode -> name of its unit."""
        return {unit.unit: unit.name for unit in self.unit_rows}

    @cached_property
    def named_units(self) -> tuple[Named, ...]:
        """The units as their names know them, each with those above it."""
        names = self.unit_names
        above = {
            code: tuple(names[each] for each in reversed(self.upwards(code)[1:]) if each in names) for code in names
        }
        return tuple(Named(unit.unit, unit.name, above[unit.unit], unit.name_en) for unit in self.unit_rows)

    def unit_named(self, text: str) -> Unit:
        """Return the unit of an adcode or of a name, Chinese or English.

        Raises
        ------
        UsageError
            The plan has no such unit, or several of that name.
        """
        return unit_among(self.unit_rows, text, self.id)

    def sources_used(self) -> frozenset[str]:
        """Return the ids of the documents that rows of the plan cite, and of the evidence for its located places."""
        kinds = {**LAYERS, **TABLES}.items()
        citing = (name for name, row in kinds if any(column.refers == "source" for column in columns(row)))
        cited = {row.source for name in citing for row in getattr(self, ROWS[name])}
        return frozenset(cited | {park.located_by.partition(":")[0] for park in self.park_rows if park.lon is not None})

    def zones_of(self) -> Mapping[str, tuple[str, ...]]:
        """Return the zones that each unit is in: as a member, or because a unit above or below it is one.

        Returns
        -------
        mapping of str to tuple of str
            Adcode -> zone ids in the order of the layer. A prefecture, some counties of which are members, is in
            the zone too; so is a county whose prefecture is a member. The region itself is in none.
        """
        return self._zones_of

    @cached_property
    def _parents(self) -> Mapping[str, str]:
        return {unit.unit: unit.parent for unit in self.unit_rows}

    @cached_property
    def _zones_of(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {unit: {} for unit in self._parents}
        lines = [self.upwards(unit) for unit in found]
        for zone in self.zone_rows:
            members = set(zone.members)
            for line in lines:
                if not members.isdisjoint(line):
                    for unit in line:
                        found.get(unit, {})[zone.zone] = None
        region = self.header.region_adcode
        return {unit: () if unit == region else tuple(zones) for unit, zones in found.items()}


def unit_among(units: Sequence[Unit], text: str, where: str) -> Unit:
    """Return the unit of an adcode or of a name, Chinese or English; of several plans one may stand there often.

    Parameters
    ----------
    units : sequence of Unit
        Of one plan or of several.
    text : str
        What a user calls it.
    where : str
        What messages call the whole of them.

    Raises
    ------
    UsageError
        There is no such unit, or there are several of that name.
    """
    found = {unit.unit: unit for unit in units if text in (unit.unit, unit.name, unit.name_en)}
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        codes = ", ".join(found)
        raise UsageError(f'"{text[:40]}" is the name of several units of {where}. Give one adcode: {codes}.')
    known = [word for unit in units for word in (unit.unit, unit.name, unit.name_en) if word]
    hint = guess(text, known) or "Give the adcode or the name of one of its units."
    raise UsageError(f'"{text[:40]}" is no unit of {where}. {hint}')


def find_root(given: str | Path | None = None) -> Path:
    """Return the workspace: the one given, else the nearest above the current folder, else the copy shipped with buju.

    Parameters
    ----------
    given : str or Path, optional
        ``--root``.

    Raises
    ------
    RootError
        The given folder is no workspace.
    """
    if given is not None:
        if is_root(Path(given)):
            return Path(given)
        raise RootError(f"{given}: is no workspace: it needs layers/ and data/<plan>/plan.toml. Check --root.")
    return _nearest_root() or shipped_root()


def root_for_new(given: str | Path | None = None) -> Path:
    """Return the folder that a new plan goes to: the one given, else the nearest workspace, else the current folder.

    What is shipped with buju is never added to, but for a checkout that one stands in.
    """
    return Path(given) if given is not None else _nearest_root() or Path.cwd()


def _nearest_root() -> Path | None:
    """Return the current folder, or the nearest above it that is a workspace; None where none is."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if is_root(folder)), None)


def seen_from(root: Path, file: str) -> str:
    """Return the path of a file from a workspace, with slashes; empty for none.

    Examples
    --------
    >>> seen_from(Path("/plans"), "/plans/towns/towns.shp"), seen_from(Path("/plans"), "")
    ('towns/towns.shp', '')
    """
    if not file:
        return ""
    try:
        return Path(os.path.relpath(file, root)).as_posix()
    except ValueError:  # from one drive of Windows no path leads to another
        return Path(file).absolute().as_posix()


def shipped_root() -> Path:
    """Return the workspace inside the installed package, or the checkout of an editable install."""
    package = Path(str(resources.files("geo")))
    shipped = package / "shipped"
    return shipped if is_root(shipped) else package.parent


def list_plans(root: str | Path | None = None) -> tuple[str, ...]:
    """Return the ids of the plans of a workspace, sorted.

    Examples
    --------
    >>> "heilongjiang" in list_plans()
    True
    """
    folder = find_root(root) / "data"
    return tuple(sorted(path.parent.name for path in folder.glob("*/plan.toml")))


def require_plan(plan: str, root: str | Path | None = None) -> Path:
    """Return the workspace that holds a plan.

    Raises
    ------
    RootError
        There is no such workspace, or no such plan in it; the message has the nearest name.
    """
    base = find_root(root)
    known = list_plans(base)
    if plan not in known:
        hint = guess(plan, known) or f"There are: {', '.join(known) or 'none'}."
        raise RootError(f'There is no plan "{one_line(plan, 80)}" in {base}. {hint}')
    return base


def read_plan(plan: str, root: str | Path | None = None) -> Plan:
    """Read a plan.

    Parameters
    ----------
    plan : str
        Its id.
    root : str or Path, optional
        The workspace; found as by :func:`find_root`.

    Returns
    -------
    Plan
        With `faults` for what could not be taken as it stands.

    Raises
    ------
    RootError
        There is no such workspace or plan.
    PlanError
        A file cannot be read, or a shape cannot be drawn; all such files are named.

    Examples
    --------
    >>> read_plan("heilongjiang").header.slogan
    '一极、两区、一带'
    """
    base = require_plan(plan, root)
    reader = _Reader(base, plan)
    shown = file_of(plan, "plan.toml")
    taken = reader.take(shown, parse_header)
    rows = {ROWS[name]: reader.rows(name, row) for name, row in {**LAYERS, **TABLES}.items()}
    if reader.stops:
        raise PlanError(reader.stops)
    header, groups, boundaries, review_number = taken
    if header.id not in ("", plan):
        message, hint = f'id "{header.id}" is not the name of its folder', f'Write id = "{plan}", or rename the folder.'
        reader.faults.append(Problem(shown, 1, "plan", message, hint, "bad-id"))
    rows["target_rows"] = _of_itself(plan, rows["target_rows"], [groups, *rows.values()])
    return Plan(
        root=base,
        header=replace(header, id=plan),
        groups=groups,
        boundaries=boundaries,
        review_number=review_number,
        faults=tuple(reader.faults),
        **rows,
    )


def read_base(root: Path) -> tuple[tuple[Province, ...], tuple[BoundaryLine, ...]]:
    """Return the context layers of a workspace: provinces and boundary lines; both empty where it has none.

    Raises
    ------
    PlanError
        A layer is there and cannot be read.
    """
    return tuple(base_layer(root, name, row) for name, row in BASE_LAYERS.items())  # type: ignore[return-value]  # the two rows are those of BASE_LAYERS


def missing_context(root: Path) -> str:
    """Return what a workspace lacks of the layers around its plans, without a full stop; empty for nothing."""
    missing = [name for name in BASE_LAYERS if not (root / "layers/base" / name).exists()]
    be = "is" if len(missing) == 1 else "are"
    return f"layers/base: {' and '.join(missing)} {be} missing, so no neighbours are drawn" if missing else ""


BASE_BOUNDARIES = Boundaries(
    source="国家地理信息公共服务平台（天地图）行政区划数据", edition="2024", review_number="GS（2024）0650号"
)
"""Whose the provinces and lines of layers/base are, and the units that buju installs.

Their own metadata names no edition, public sources give this one.
"""


def file_of(plan: str, name: str) -> str:
    """Return a plan file's path from the root, as messages show it.

    Examples
    --------
    >>> file_of("changsha", "zones.geojson"), file_of("changsha", "industries.csv")
    ('layers/changsha/zones.geojson', 'data/industries.csv')
    """
    if name == TAXONOMY:
        return f"data/{TAXONOMY}"
    return f"{'layers' if name in LAYERS else 'data'}/{plan}/{name}"


class _Reader:
    """Reads the files of one plan and collects all that stops it, to be told at once."""

    def __init__(self, root: Path, plan: str) -> None:
        self.root = root
        self.plan = plan
        self.stops: list[Problem] = []
        self.faults: list[Problem] = []

    def take(self, shown: str, parse: Callable[[str, str], tuple[Any, Any]], root: Path | None = None) -> Any:
        try:
            value, faults = parse(read_text((root or self.root) / shown, shown), shown)
        except PlanError as error:
            self.stops.extend(error.problems)
            return None
        self.faults.extend(faults)
        return value

    def rows(self, name: str, row: type[Row]) -> Any:
        shown = file_of(self.plan, name)
        is_missing = name in OPTIONAL and not (self.root / shown).exists()
        if is_missing and name != TAXONOMY:
            return ()
        parse = parse_layer if name in LAYERS else parse_table
        return self.take(shown, lambda text, name: parse(text, row, name), shipped_root() if is_missing else None)


def frame_of(values: Mapping[str, Sequence[Any]], kinds: Mapping[str, str], shapes: Sequence[Any] | None = None) -> Any:
    """Return columns as a DataFrame, or with shapes (EPSG:4490) as a GeoDataFrame; rows are numbered from 0.

    Parameters
    ----------
    values : mapping of str to sequence
        Name of each column -> its values; an empty text becomes a missing one.
    kinds : mapping of str to str
        Name -> type as in :class:`geo.model.schema.Column`.
    shapes : sequence, optional
        A shapely geometry or None for each row.
    """
    import geopandas
    import pandas

    plain = {name: [None if value == "" else value for value in column] for name, column in values.items()}
    data = {name: _column_of(column, kinds[name]) for name, column in plain.items()}
    frame = pandas.DataFrame(data, copy=False)
    return frame if shapes is None else geopandas.GeoDataFrame(frame, geometry=list(shapes), crs="EPSG:4490")


def _of_itself(plan: str, targets: Sequence[Target], tables: Iterable[Sequence[Record]]) -> tuple[Target, ...]:
    """Return numbers of which those of the whole plan name it, also where it is a copy of a plan of another id.

    An id that something in the plan has stays, for a check to find.
    """
    foreign = {row.scope_id for row in targets if row.scope == "plan"} - {plan}
    if not foreign:
        return tuple(targets)
    named = {getattr(row, key(type(row))) for rows in tables for row in rows if key(type(row))}
    copied = foreign - named
    return tuple(
        replace(row, scope_id=plan) if row.scope == "plan" and row.scope_id in copied else row for row in targets
    )


def _frame(rows: tuple[Record, ...], row: type[Record]) -> pandas.DataFrame:
    import pandas

    known = (*columns(row), *own_columns(rows))
    made = {column.name: _column_of([value_of(item, column) for item in rows], column.type) for column in known}
    return pandas.DataFrame(made, copy=False).set_index(key(row))


def _column_of(values: list[Any], kind: str) -> Any:
    """Return a column as an array: of Series a frame would align the rows first."""
    import pandas

    kinds = {"number": "float64", "integer": "Int64", "flag": "boolean" if None in values else "bool", "list": "object"}
    return pandas.Series(values, dtype=kinds.get(kind, "str")).array


def _geo_frame(rows: tuple[Any, ...], row: type[Record]) -> geopandas.GeoDataFrame:
    import geopandas
    import shapely

    texts = [json.dumps(item.geometry) if item.geometry else None for item in rows]
    return geopandas.GeoDataFrame(_frame(rows, row), geometry=list(shapely.from_geojson(texts)), crs="EPSG:4490")


def line_of(ident: str, above: Mapping[str, str]) -> tuple[str, ...]:
    """Return an id and those above it, by a mapping of ids to the one above, each once even where that is circular."""
    found: dict[str, None] = {}
    while ident and ident not in found:
        found[ident] = None
        ident = above.get(ident, "")
    return tuple(found)
