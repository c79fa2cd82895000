"""A plan in PostGIS: a schema a plan, a table a layer, with keys, spatial indexes and comments, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from geo.draw.facts import credit_words
from geo.export.layers import Field, Layer
from geo.model.errors import OutputError, one_line
from geo.model.plan import Plan

try:
    import psycopg  # noqa: F401  # SQLAlchemy's way to the server; asked for here, so that its absence is told once
    from geoalchemy2 import Geometry, WKBElement
    from sqlalchemy import (
        Boolean,
        Column,
        Connection,
        Date,
        Double,
        ForeignKeyConstraint,
        Index,
        Integer,
        MetaData,
        Table,
        Text,
        create_engine,
        inspect,
        make_url,
        select,
        text,
        tuple_,
    )
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.exc import ArgumentError, SQLAlchemyError
    from sqlalchemy.pool import NullPool
    from sqlalchemy.schema import (
        AddConstraint,
        CreateColumn,
        CreateIndex,
        CreateTable,
        DropConstraint,
        SetColumnComment,
        SetTableComment,
    )
except ImportError:
    raise OutputError('PostGIS needs three more packages. Install them: pip install "buju[postgis]"') from None

_MARK = "buju"
"""Begins the comment of every schema that was written here; another schema is not touched."""
_PLAIN_IDS = ("units.unit",)
"""Adcodes stay without a foreign key: a place may lie in a unit that the plan's layer does not hold."""
_TYPES: Mapping[str, Any] = {
    "number": Double,
    "integer": Integer,
    "flag": Boolean,
    "date": Date,
    "list": lambda: postgresql.ARRAY(Text),
}


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: tables with their schema, and what a user should know."""

    tables: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One table with its rows: a layer, or the links from a layer's lists to the layer that they name."""

    table: Table
    rows: Sequence[Mapping[str, Any]]
    keyed: bool


def write_postgis(plan: Plan, layers: Mapping[str, Layer], url: str, *, force: bool = False) -> Written:
    """Write layers of a plan into the schema ``buju_<plan>`` of a PostgreSQL database with PostGIS.

    All happens in one transaction: the database holds the old state or the new one. Writing again brings the tables
    up to date: changed rows are changed, rows that left the plan are deleted, nothing is there twice. Tables, views
    and rights of others stay as they are. Lists that name rows of other layers are also written as tables of links.

    Parameters
    ----------
    plan : Plan
        The plan.
    layers : mapping of str to Layer
        As :func:`geo.export.layers.export_layers` returns them, in a coordinate system with an EPSG code.
    url : str
        ``postgresql://user:password@host:port/database``.
    force : bool
        Write also into a schema of that name that was not made here.

    Returns
    -------
    Written
        Tables, and what was left out.

    Raises
    ------
    OutputError
        The database cannot be reached or refuses; nothing has changed then.
    """
    schema = schema_of(plan.id)
    metadata = MetaData(schema=schema)
    srid = _srid(layers)
    parts = [_part(layer, metadata, srid) for layer in layers.values()]
    parts += [part for layer in layers.values() for part in _links(layer, layers, metadata)]
    known = {part.table.name: part for part in parts}
    kept, lost = _resolved(parts, known)
    engine, shown = _engine(url)
    try:
        with engine.begin() as connection:
            _prepare(connection, schema, plan, force)
            _write(connection, kept, srid)
    except SQLAlchemyError as error:
        raise OutputError(f"{shown}: {_reason(error)} Nothing was changed.") from None
    return Written(tuple(f"{schema}.{part.table.name}" for part in kept), lost)


def schema_of(plan: str) -> str:
    """Return the name of a plan's schema.

    Examples
    --------
    >>> schema_of("north-east")
    'buju_north_east'
    """
    return f"buju_{plan.replace('-', '_')}"


def _engine(url: str) -> tuple[Any, str]:
    """Return a connection to be opened, and how messages call it, without its password."""
    try:
        place = make_url(url).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise OutputError("The URL must read postgresql://user:password@host:port/database.") from None
    shown = place.set(drivername="postgresql").render_as_string(hide_password=True)
    return create_engine(place, poolclass=NullPool, connect_args={"connect_timeout": 10}), shown


def _srid(layers: Mapping[str, Layer]) -> int:
    for layer in layers.values():
        if layer.geometry:
            code = layer.frame.crs.to_epsg()
            if code is None:
                raise OutputError("PostGIS needs a coordinate system with an EPSG code. Choose one with --crs.")
            return int(code)
    return 0


def _part(layer: Layer, metadata: MetaData, srid: int) -> _Part:
    columns = [_column(field, layer) for field in layer.fields]
    if not layer.key:
        columns.insert(0, Column("row", Integer, primary_key=True, autoincrement=False, comment="序号 / row"))
    if layer.geometry:
        kind = "GEOMETRY" if layer.geometry == "Unknown" else layer.geometry.upper()
        columns.append(Column("geom", Geometry(kind, srid=srid, spatial_index=False), comment=f"EPSG:{srid}"))
    table = Table(layer.name, metadata, *columns, comment=layer.title)
    if layer.geometry:
        Index(f"{layer.name}_geom_idx", table.c.geom, postgresql_using="gist")
    for field in layer.fields:
        if field.refers and field.type != "list" and field.refers not in _PLAIN_IDS:
            _refer(table, field.name, field.refers)
    return _Part(table, _rows(layer, srid), bool(layer.key))


def _column(field: Field, layer: Layer) -> Column[Any]:
    kind = _TYPES.get(field.type, Text)()
    return Column(field.name, kind, primary_key=field.name == layer.key, comment=_comment(field))


def _comment(field: Field) -> str:
    words = "；".join(f"{value} {word}" for value, word in field.choices.items())
    return f"{field.alias}：{words}" if words else field.alias


def _refer(table: Table, column: str, refers: str) -> None:
    home, _, key = refers.partition(".")
    name = f"{table.name}_{column}_fkey"
    target = f"{table.schema}.{home}.{key}"
    table.append_constraint(ForeignKeyConstraint([column], [target], name=name, link_to_name=True))


def _links(layer: Layer, layers: Mapping[str, Layer], metadata: MetaData) -> Iterator[_Part]:
    """Yield a table of links for each list that names rows of a layer that is written too."""
    for field in layer.fields:
        home, _, key = field.refers.partition(".")
        if field.type != "list" or home not in layers or not layer.key:
            continue
        other = key if key != layer.key else f"other_{key}"
        names = (layer.key, other)
        comment = f"{layer.title} · {field.alias}"
        aliases = (layer.title, layers[home].title)
        made = (Column(name, Text, primary_key=True, comment=alias) for name, alias in zip(names, aliases, strict=True))
        table = Table(f"{layer.name}_{field.name}", metadata, *made, comment=comment)
        _refer(table, layer.key, f"{layer.name}.{layer.key}")
        _refer(table, other, field.refers)
        pairs = zip(layer.frame[layer.key], layer.frame[field.name], strict=True)
        rows = [dict(zip(names, (one, each), strict=True)) for one, many in pairs for each in many or ()]
        yield _Part(table, rows, keyed=True)


def _rows(layer: Layer, srid: int) -> list[dict[str, Any]]:
    """Return the rows of a layer with None for all that is missing, the first of each id."""
    frame = layer.frame
    values = {field.name: _values(frame[field.name], field.type) for field in layer.fields}
    if layer.geometry:
        values["geom"] = [None if shape is None else WKBElement(shape.wkb, srid=srid) for shape in frame.geometry]
    if not layer.key:
        values["row"] = list(range(1, len(frame) + 1))
    rows = [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]
    key = layer.key or "row"
    return list({row[key]: row for row in reversed(rows)}.values())[::-1]


def _values(series: Any, kind: str) -> list[Any]:
    plain = {"integer": int, "date": date.fromisoformat}.get(kind, lambda value: value)
    pairs = zip(series.tolist(), series.isna().tolist(), strict=True)
    return [None if missing else plain(value) for value, missing in pairs]


def _resolved(parts: Sequence[_Part], known: Mapping[str, _Part]) -> tuple[list[_Part], tuple[str, ...]]:
    """Return the tables with the references emptied that lead to no row, and a line for those that did."""
    kept, lost = [], []
    ids = {name: {row[key.name] for row in part.rows for key in part.table.primary_key} for name, part in known.items()}
    for part in parts:
        homes = {
            each.column_keys[0]: each.elements[0].target_fullname.split(".")[1] for each in _foreign_keys(part.table)
        }
        homes = {column: home for column, home in homes.items() if home in ids}
        rows = [
            {name: None if name in homes and value not in ids[homes[name]] else value for name, value in row.items()}
            for row in part.rows
        ]
        whole = [row for row in rows if all(row[key.name] is not None for key in part.table.primary_key)]
        count = sum(a != b for a, b in zip(part.rows, rows, strict=True))
        if count:
            lost.append(f"{part.table.name}: {count} rows refer to what is not there: left empty. Run buju check.")
        kept.append(_Part(part.table, whole, part.keyed))
    return kept, tuple(lost)


def _foreign_keys(table: Table) -> list[ForeignKeyConstraint]:
    return sorted(table.foreign_key_constraints, key=lambda each: str(each.name))


def _prepare(connection: Connection, schema: str, plan: Plan, force: bool) -> None:
    """Make the schema ready: one writer at a time, PostGIS there, the schema ours."""
    connection.execute(text("SET LOCAL lock_timeout = '30s'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": schema})
    if not connection.scalar(text("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")):
        connection.execute(text("CREATE EXTENSION postgis"))
    found = connection.execute(
        text("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = :name"), {"name": schema}
    ).first()
    if found and not force and not str(found[0] or "").startswith(_MARK):
        raise OutputError(f"The schema {schema} was not made by buju. Rename it, or write into it with --force.")
    connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
    credits = "；".join(words.zh for words in credit_words(plan))
    about = f"{_MARK}：{plan.header.title}（{plan.header.issuer}，{plan.header.issued}）。{credits}"
    connection.execute(text(f'COMMENT ON SCHEMA "{schema}" IS {_literal(about)}'))


def _literal(value: str) -> str:
    """Return a text as SQL writes it: comments take no parameters; a colon would begin one for SQLAlchemy."""
    return "'" + value.replace("'", "''").replace(":", "\\:") + "'"


def _write(connection: Connection, parts: Sequence[_Part], srid: int) -> None:
    """Write all tables; foreign keys are lifted meanwhile, and tried on the whole at the end."""
    there = {part.table.name for part in parts} | set(inspect(connection).get_table_names(parts[0].table.schema))
    bound = [(part, each) for part in parts for each in _foreign_keys(part.table) if _home(each) in there]
    for part in parts:
        connection.execute(CreateTable(part.table, include_foreign_key_constraints=[], if_not_exists=True))
        _bring_up_to_date(connection, part.table, srid)
    for part, each in bound:
        connection.execute(DropConstraint(each, if_exists=True))
    for part in parts:
        _fill(connection, part)
    for part, each in bound:
        connection.execute(AddConstraint(each))


def _home(constraint: ForeignKeyConstraint) -> str:
    return str(constraint.elements[0].target_fullname.split(".")[1])


def _bring_up_to_date(connection: Connection, table: Table, srid: int) -> None:
    """Give an older table the columns, the coordinate system, the indexes and the comments of today."""
    held = {column["name"]: column for column in inspect(connection).get_columns(table.name, table.schema)}
    name = f'"{table.schema}"."{table.name}"'
    for column in table.columns:
        if column.name not in held:
            made = CreateColumn(column).compile(dialect=connection.dialect)
            connection.execute(text(f"ALTER TABLE {name} ADD COLUMN {made}"))
    old = held.get("geom")
    if old and "geom" in table.c and old["type"].srid != srid:
        kind = f"geometry({table.c.geom.type.geometry_type},{srid})"
        connection.execute(text(f"ALTER TABLE {name} ALTER COLUMN geom TYPE {kind} USING ST_Transform(geom, {srid})"))
    for index in sorted(table.indexes, key=lambda each: str(each.name)):
        connection.execute(CreateIndex(index, if_not_exists=True))
    connection.execute(SetTableComment(table))
    for column in table.columns:
        connection.execute(SetColumnComment(column))


def _fill(connection: Connection, part: _Part) -> None:
    """Write the rows of a table: what is there is changed, what left the plan is deleted."""
    table = part.table
    keys = [column.name for column in table.primary_key]
    there = connection.execute(select(*table.primary_key)).all()
    wanted = {tuple(row[key] for key in keys) for row in part.rows}
    gone = [tuple(row) for row in there if tuple(row) not in wanted]
    if gone:
        connection.execute(table.delete().where(tuple_(*table.primary_key).in_(gone)))
    if not part.rows:
        return
    insert = postgresql.insert(table)
    changed = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in keys}
    if changed:
        upsert = insert.on_conflict_do_update(index_elements=keys, set_=changed)
    else:
        upsert = insert.on_conflict_do_nothing()
    connection.execute(upsert, [dict(row) for row in part.rows])


def _reason(error: SQLAlchemyError) -> str:
    """Return what the server said, in one sentence."""
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    return f"{one_line(said[0] if said else type(error).__name__, 300).rstrip('.')}."
