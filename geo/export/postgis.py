"""A plan in PostGIS: a schema a plan, a table a layer, with keys, spatial indexes and comments, in one transaction."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.draw.scene.credits import credit_words
from geo.export.job import Job
from geo.export.layers import Layer
from geo.model.errors import OutputError, UsageError, one_line
from geo.model.extras import install_hint
from geo.model.plan import Plan

try:
    import psycopg  # noqa: F401  # SQLAlchemy's way to the server; asked for here, so that its absence is told once
    from sqlalchemy import Connection, MetaData, Table, create_engine, inspect, make_url, select, text, tuple_
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
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

    from geo.export.postgis_tables import (
        Part,
        add_referred,
        checks,
        foreign_keys,
        is_kept,
        link_parts,
        part_of,
        referred_by,
        resolved,
    )
except ImportError:
    raise OutputError(f"PostGIS needs three more packages. {install_hint('postgis')}") from None

_USERS = range(900_000, 999_000)
"""Numbers of coordinate systems that PostGIS leaves to its users; those above are its own."""

_ADD_SYSTEM = (
    "INSERT INTO spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text) "
    "VALUES (:srid, 'buju', :srid, :wkt, :proj)"
)
_MARK = "buju"
"""Begins the comment of every schema that was written here; another schema is not touched."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: tables with their schema, and what a user should know."""

    tables: tuple[str, ...]
    warnings: tuple[str, ...]


def write_postgis(job: Job, url: str, *, force: bool = False) -> Written:
    """Write layers of a plan into the schema ``buju_<plan>`` of a PostgreSQL database with PostGIS.

    All happens in one transaction: the database holds the old state or the new one. Writing again brings the tables
    up to date: changed rows are changed, rows that left the plan are deleted, nothing is there twice. Tables, views
    and rights of others stay as they are. Lists that name rows of other layers are also written as tables of links.
    What concerns one unit has a schema of its own, ``buju_<plan>_<adcode>``: nothing of the whole plan is deleted.

    Parameters
    ----------
    job : Job
        What to write. A conic of the plan's own, which has no EPSG code, is added to ``spatial_ref_sys`` under a
        number of the range that PostGIS leaves to users.
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
    UsageError
        The URL is none.
    OutputError
        The database cannot be reached or refuses; nothing has changed then.
    """
    schema = schema_of(job.plan.tag)
    engine, shown = _engine(url)
    try:
        with engine.begin() as connection:
            _prepare(connection, schema, job.plan, force)
            systems = (layer.frame.crs for layer in job.layers.values() if layer.geometry)
            srid = _srid(connection, next(systems, None))
            kept, lost = resolved(_parts(job.layers, schema, srid), _why_lost(job.plan))
            _write(connection, kept, srid)
    except SQLAlchemyError as error:
        raise OutputError(f"{shown}: {_reason(error)} Nothing was changed.") from None
    return Written(tuple(f"{schema}.{part.table.name}" for part in kept), lost)


def _why_lost(plan: Plan) -> str:
    """Return why a row may name one that is not written."""
    return f"The whole plan has it: {plan.only} is a part." if plan.only else "Run buju check."


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
        raise UsageError("The URL must read postgresql://user:password@host:port/database.") from None
    shown = place.set(drivername="postgresql").render_as_string(hide_password=True)
    return create_engine(place, poolclass=NullPool, connect_args={"connect_timeout": 10}), shown


def _parts(layers: Mapping[str, Layer], schema: str, srid: int) -> list[Part]:
    metadata = MetaData(schema=schema)
    parts = [part_of(layer, metadata, srid) for layer in layers.values()]
    parts += [part for layer in layers.values() for part in link_parts(layer, layers, metadata)]
    add_referred(parts, metadata)
    return parts


def _srid(connection: Connection, crs: Any) -> int:
    """Return the number of a coordinate system, which is added where EPSG has none for it.

    One that is there is found again by its definition. A new number goes by the definition too, so that it is the
    same in every database where nobody else has taken it.
    """
    code = 0 if crs is None else crs.to_epsg()
    if code is not None:
        return int(code)
    wkt = crs.to_wkt("WKT1_GDAL")
    rows = connection.execute(
        text("SELECT srid, srtext FROM spatial_ref_sys WHERE srid >= :first"), {"first": _USERS[0]}
    )
    taken = {int(srid): str(held) for srid, held in rows}
    known = next((srid for srid, held in taken.items() if held == wkt), None)
    return _added(connection, wkt, crs, taken) if known is None else known


def _added(connection: Connection, wkt: str, crs: Any, taken: Container[int]) -> int:
    first = int.from_bytes(hashlib.sha256(wkt.encode()).digest()[:8], "big") % len(_USERS)
    srid: int = next(each for each in (*_USERS[first:], *_USERS[:first]) if each not in taken)
    with warnings.catch_warnings():
        # This form is for older programs; what it cannot say stands in the definition.
        warnings.simplefilter("ignore")
        proj = crs.to_proj4()
    try:
        connection.execute(text(_ADD_SYSTEM), {"srid": srid, "wkt": wkt, "proj": proj})
    except DBAPIError as error:
        if "permission denied" not in str(error):
            raise
        raise OutputError(
            "The database lets this user add no coordinate system. Choose one with an EPSG code (--crs), or have the "
            "owner of the database GRANT INSERT ON spatial_ref_sys. Nothing was changed."
        ) from None
    return srid


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
    """Write all tables; what binds them is lifted meanwhile, and tried on the whole at the end."""
    there = {part.table.name for part in parts} | set(inspect(connection).get_table_names(parts[0].table.schema))
    bound = [each for part in parts for each in foreign_keys(part.table) if referred_by(each) in there]
    for part in parts:
        connection.execute(CreateTable(part.table, include_foreign_key_constraints=[], if_not_exists=True))
        _bring_up_to_date(connection, part.table, srid)
    checked = [each for part in parts for each in checks(part.table)]
    for each in (*bound, *checked):
        connection.execute(DropConstraint(each, if_exists=True))
    for part in parts:
        _demand(connection, part.table, demanded=False)
        _fill(connection, part)
        _demand(connection, part.table, demanded=True)
    for each in (*bound, *filter(is_kept, checked)):
        connection.execute(AddConstraint(each))


def _demand(connection: Connection, table: Table, *, demanded: bool) -> None:
    """Let columns be empty while rows are written; afterwards those that the schema requires have a value again."""
    verb = "SET" if demanded else "DROP"
    names = [each.name for each in table.columns if not each.primary_key and not (demanded and each.nullable)]
    if names:
        changes = ", ".join(f'ALTER COLUMN "{name}" {verb} NOT NULL' for name in names)
        connection.execute(text(f'ALTER TABLE "{table.schema}"."{table.name}" {changes}'))


def _bring_up_to_date(connection: Connection, table: Table, srid: int) -> None:
    """Give an older table the columns, the coordinate system, the indexes and the comments of today."""
    held: dict[str, Any] = {each["name"]: each for each in inspect(connection).get_columns(table.name, table.schema)}
    name = f'"{table.schema}"."{table.name}"'
    for column in table.columns:
        if column.name not in held:
            # Rows that are there have no value yet.
            made = str(CreateColumn(column).compile(dialect=connection.dialect)).removesuffix(" NOT NULL")
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
