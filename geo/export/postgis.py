"""A plan in PostGIS: a schema a plan, a table a layer, with keys, spatial indexes and comments, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.draw.facts import credit_words
from geo.export.layers import Layer
from geo.model.errors import OutputError, one_line
from geo.model.plan import Plan

try:
    import psycopg  # noqa: F401  # SQLAlchemy's way to the server; asked for here, so that its absence is told once
    from sqlalchemy import Connection, MetaData, Table, create_engine, inspect, make_url, select, text, tuple_
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

    from geo.export.postgis_tables import Part, foreign_keys, home_of, link_parts, part_of, resolved
except ImportError:
    raise OutputError('PostGIS needs three more packages. Install them: pip install "buju[postgis]"') from None

_MARK = "buju"
"""Begins the comment of every schema that was written here; another schema is not touched."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: tables with their schema, and what a user should know."""

    tables: tuple[str, ...]
    warnings: tuple[str, ...]


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
    parts = [part_of(layer, metadata, srid) for layer in layers.values()]
    parts += [part for layer in layers.values() for part in link_parts(layer, layers, metadata)]
    kept, lost = resolved(parts)
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


def _write(connection: Connection, parts: Sequence[Part], srid: int) -> None:
    """Write all tables; foreign keys are lifted meanwhile, and tried on the whole at the end."""
    there = {part.table.name for part in parts} | set(inspect(connection).get_table_names(parts[0].table.schema))
    bound = [each for part in parts for each in foreign_keys(part.table) if home_of(each) in there]
    for part in parts:
        connection.execute(CreateTable(part.table, include_foreign_key_constraints=[], if_not_exists=True))
        _bring_up_to_date(connection, part.table, srid)
    for each in bound:
        connection.execute(DropConstraint(each, if_exists=True))
    for part in parts:
        _fill(connection, part)
    for each in bound:
        connection.execute(AddConstraint(each))


def _bring_up_to_date(connection: Connection, table: Table, srid: int) -> None:
    """Give an older table the columns, the coordinate system, the indexes and the comments of today."""
    held: dict[str, Any] = {each["name"]: each for each in inspect(connection).get_columns(table.name, table.schema)}
    name = f'"{table.schema}"."{table.name}"'
    for column in table.columns:
        if column.name not in held:
            made = CreateColumn(column).compile(dialect=connection.dialect)
            connection.execute(text(f"ALTER TABLE {name} ADD COLUMN {made}"))
    old: Any = held.get("geom", {}).get("type")
    new: Any = table.c.geom.type if "geom" in table.c else None
    if old is not None and new is not None and old.srid != srid:
        kind = f"geometry({new.geometry_type},{srid})"
        connection.execute(text(f"ALTER TABLE {name} ALTER COLUMN geom TYPE {kind} USING ST_Transform(geom, {srid})"))
    for index in sorted(table.indexes, key=lambda each: str(each.name)):
        connection.execute(CreateIndex(index, if_not_exists=True))
    connection.execute(SetTableComment(table))
    for column in table.columns:
        connection.execute(SetColumnComment(column))


def _fill(connection: Connection, part: Part) -> None:
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
