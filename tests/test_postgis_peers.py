"""A plan in a real PostGIS: tables, keys, comments, updates; what fails changes nothing."""

from __future__ import annotations

import csv
import io
import itertools
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from conftest import TINY
from postgres import free_port, running_postgres

from geo.analysis.concern import extract
from geo.export.export import export_plan
from geo.export.job import Job
from geo.export.layers import export_layers
from geo.export.postgis import Written, write_postgis
from geo.model.errors import OutputError, UsageError
from geo.model.plan import Plan, read_plan

pytestmark = pytest.mark.peer

NUMBERS = itertools.count()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_postgres() as url:
        yield url


@pytest.fixture
def url(server: str) -> Iterator[str]:
    name = f"t{next(NUMBERS)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
    yield f"{server}/{name}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name}")  # type: ignore[call-overload]


@pytest.fixture
def tiny() -> Plan:
    return read_plan("tiny", TINY)


def ask(url: str, query: str, **values: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query, values).fetchall()  # type: ignore[call-overload, no-any-return]


def write(plan: Plan, url: str, crs: str = "EPSG:4490", *names: str) -> Written:
    layers = export_layers(plan, "zh", crs)
    return write_postgis(Job(plan, {name: layers[name] for name in names or layers}), url)


def state(url: str) -> dict[str, list[tuple[Any, ...]]]:
    tables = ask(url, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'buju_tiny' ORDER BY 1")
    return {name: ask(url, f"SELECT t::text FROM buju_tiny.{name} t ORDER BY 1") for (name,) in tables}


def test_another_reader_finds_the_rows_of_every_layer(url: str, tiny: Plan) -> None:
    written = write(tiny, url)
    layers = export_layers(tiny)
    assert written.warnings == ()
    assert {f"buju_tiny.{name}" for name in layers} <= set(written.tables)
    place = urlsplit(url)
    server = f"PG:host={place.hostname} port={place.port} user=buju dbname={place.path[1:]} schemas=buju_tiny"
    for name, layer in layers.items():
        command = ["ogr2ogr", "-f", "CSV", "/vsistdout/", server, name]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        rows = list(csv.DictReader(io.StringIO(said)))
        assert len(rows) == len(layer.frame), name
        if layer.key:
            assert sorted(row.get(layer.key, row.get("ogc_fid", "")) for row in rows) == sorted(layer.frame[layer.key])


def test_geometries_are_where_the_plan_has_them(url: str, tiny: Plan) -> None:
    write(tiny, url)
    kinds = dict(ask(url, "SELECT f_table_name, type || ' ' || srid FROM geometry_columns"))
    assert kinds == {"zones": "MULTIPOLYGON 4490", "units": "MULTIPOLYGON 4490", "parks": "POINT 4490"}
    assert ask(
        url, "SELECT park_id, ST_X(geom), ST_Y(geom) FROM buju_tiny.parks WHERE geom IS NOT NULL ORDER BY 1"
    ) == [(park.park_id, park.lon, park.lat) for park in tiny.park_rows if park.lon is not None]
    inside = (
        "SELECT z.zone FROM buju_tiny.zones z JOIN buju_tiny.parks p ON ST_Contains(z.geom, p.geom) "
        "WHERE p.park_id = %(id)s"
    )
    assert ask(url, inside, id="west-park") == [("west-pole",)]
    assert ask(url, "SELECT bool_and(ST_IsValid(geom)) FROM buju_tiny.zones") == [(True,)]


def test_tables_have_keys_and_spatial_indexes(url: str, tiny: Plan) -> None:
    write(tiny, url)
    keyed = ask(url, "SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'p'")
    tables = ask(
        url, "SELECT 'buju_tiny.' || table_name FROM information_schema.tables WHERE table_schema = 'buju_tiny'"
    )
    assert set(tables) <= set(keyed)
    foreign = "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
    home = "buju_tiny."
    assert {
        (f"{home}parks", f"{home}zones"),
        (f"{home}targets", f"{home}zones"),
        (f"{home}zones", f"{home}groups"),
        (f"{home}parks_zones", f"{home}parks"),
        (f"{home}parks_zones", f"{home}zones"),
        (f"{home}zones_members", f"{home}units"),
        (f"{home}units", f"{home}sources"),
    } <= set(ask(url, foreign))
    gist = ask(
        url, "SELECT tablename FROM pg_indexes WHERE schemaname = 'buju_tiny' AND indexdef LIKE '%%USING gist%%'"
    )
    assert {name for (name,) in gist} == {"zones", "units", "parks"}
    assert set(ask(url, "SELECT zone, unit FROM buju_tiny.zones_members")) == {
        (zone.zone, unit) for zone in tiny.zone_rows for unit in zone.members
    }


def test_comments_are_chinese(url: str, tiny: Plan) -> None:
    write(tiny, url)
    about = ask(url, "SELECT obj_description('buju_tiny'::regnamespace)")[0][0]
    assert tiny.header.title in about
    assert tiny.boundaries.source in about
    assert ask(url, "SELECT obj_description('buju_tiny.zones'::regclass)")[0][0].startswith("分区：规划中逐个计数")
    columns = ask(
        url,
        "SELECT c.table_name || '.' || c.column_name, "
        "col_description(('buju_tiny.' || c.table_name)::regclass, c.ordinal_position) "
        "FROM information_schema.columns c WHERE c.table_schema = 'buju_tiny'",
    )
    assert [name for name, words in columns if not words] == []
    assert dict(columns)["zones.basis"].startswith("依据：坐标或轮廓的依据。admin-union 行政区合并；")


def test_writing_again_changes_nothing(url: str, tiny: Plan) -> None:
    write(tiny, url)
    before = state(url)
    write(tiny, url)
    assert state(url) == before


def test_writing_a_changed_plan_brings_the_tables_up_to_date(url: str, tiny: Plan) -> None:
    write(tiny, url)
    first, *rest = [park for park in tiny.park_rows if park.park_id not in ("west-park", "east-base")]
    kept = [park for park in tiny.park_rows if park.park_id != first.park_id]
    renamed = tuple(replace(park, name="新名") if park.park_id == "west-park" else park for park in kept)
    write(replace(tiny, park_rows=renamed), url)
    found = dict(ask(url, "SELECT park_id, name FROM buju_tiny.parks"))
    assert first.park_id not in found
    assert len(found) == len(tiny.park_rows) - 1
    assert found["west-park"] == "新名"
    assert rest


def test_another_coordinate_system_moves_what_is_there(url: str, tiny: Plan) -> None:
    write(tiny, url)
    write(tiny, url, "EPSG:4546")
    assert set(ask(url, "SELECT srid FROM geometry_columns")) == {(4546,)}
    back = (
        "SELECT ST_X(p), ST_Y(p) FROM "
        "(SELECT ST_Transform(geom, 4490) p FROM buju_tiny.parks WHERE park_id = 'west-park') t"
    )
    assert ask(url, back)[0] == pytest.approx((110.5, 31.5), abs=1e-9)


@pytest.mark.parametrize("kind", ["albers", "lambert"])
def test_a_conic_of_the_plans_own_is_registered_once(url: str, tiny: Plan, kind: str) -> None:
    before = ask(url, "SELECT count(*) FROM pg_extension WHERE extname = 'postgis'")
    for _ in range(2):
        write(tiny, url, kind)
    assert before == [(0,)]
    ((srid,),) = set(ask(url, "SELECT srid FROM geometry_columns"))
    assert 900_000 <= srid <= 998_999
    own = "SELECT srid, auth_srid, srtext LIKE '%%CGCS2000 / Fang%%' FROM spatial_ref_sys WHERE auth_name = 'buju'"
    assert ask(url, own) == [(srid, srid, True)]
    there = "SELECT park_id, ST_X(p), ST_Y(p) FROM (SELECT park_id, ST_Transform(geom, 4490) p FROM buju_tiny.parks) t"
    found = {ident: (lon, lat) for ident, lon, lat in ask(url, there) if lon is not None}
    wanted = {park.park_id: (park.lon, park.lat) for park in tiny.park_rows if park.lon is not None}
    assert found.keys() == wanted.keys()
    assert all(found[ident] == pytest.approx(wanted[ident], abs=1e-8) for ident in wanted)


def test_a_conic_keeps_its_areas_and_other_programs_know_it(url: str, tiny: Plan) -> None:
    write(tiny, url, "albers")
    areas = ask(url, "SELECT ST_Area(geom) / 1e6, area_km2 FROM buju_tiny.zones")
    assert all(flat == pytest.approx(curved, rel=1e-3) for flat, curved in areas)
    place = urlsplit(url)
    server = f"PG:host={place.hostname} port={place.port} user=buju dbname={place.path[1:]} schemas=buju_tiny"
    said = subprocess.run(["ogrinfo", "-so", server, "zones"], capture_output=True, text=True, check=True).stdout
    assert 'PROJCRS["CGCS2000 / Fang Albers"' in said


def test_a_conic_takes_no_number_of_somebody_else(url: str, tiny: Plan) -> None:
    write(tiny, url, "albers")
    ((taken,),) = set(ask(url, "SELECT srid FROM geometry_columns"))
    with psycopg.connect(url) as connection:
        connection.execute("DROP SCHEMA buju_tiny CASCADE")
        connection.execute("UPDATE spatial_ref_sys SET srtext = 'LOCAL_CS[\"mine\"]' WHERE srid = %s", [taken])
    write(tiny, url, "albers")
    ((srid,),) = set(ask(url, "SELECT srid FROM geometry_columns"))
    assert srid == taken + 1 or srid == 900_000
    assert ask(url, "SELECT srtext FROM spatial_ref_sys WHERE srid = %(srid)s", srid=taken) == [('LOCAL_CS["mine"]',)]


def test_who_may_not_add_a_system_is_told_and_nothing_changes(url: str, tiny: Plan) -> None:
    write(tiny, url)
    before = state(url)
    with psycopg.connect(url) as connection:
        connection.execute("DROP ROLE IF EXISTS clerk")
        connection.execute("CREATE ROLE clerk LOGIN")
        connection.execute(f"GRANT ALL ON DATABASE {urlsplit(url).path[1:]} TO clerk")  # type: ignore[call-overload]
        connection.execute("ALTER SCHEMA buju_tiny OWNER TO clerk")
        for (name,) in ask(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'buju_tiny'"):
            connection.execute(f"ALTER TABLE buju_tiny.{name} OWNER TO clerk")  # type: ignore[call-overload]
    clerk = url.replace("buju@", "clerk@")
    assert write(tiny, clerk).tables
    with pytest.raises(OutputError, match="GRANT INSERT ON spatial_ref_sys") as told:
        write(tiny, clerk, "albers")
    assert "\n" not in str(told.value)
    assert state(url) == before


def test_a_conic_that_fails_later_is_not_registered(url: str, tiny: Plan) -> None:
    write(tiny, url)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE VIEW buju_tiny.mine AS SELECT geom FROM buju_tiny.parks")
    with pytest.raises(OutputError, match="Nothing was changed"):
        write(tiny, url, "albers")
    assert ask(url, "SELECT count(*) FROM spatial_ref_sys WHERE auth_name = 'buju'") == [(0,)]


def test_required_columns_and_closed_lists_are_demanded(url: str, tiny: Plan) -> None:
    write(tiny, url)
    for change in ("name = NULL", "status = 'soon'", "zone = 'nowhere'"):
        with psycopg.connect(url) as connection, pytest.raises(psycopg.errors.IntegrityError):
            connection.execute(f"UPDATE buju_tiny.parks SET {change}")  # type: ignore[call-overload]


def test_a_plan_with_faults_is_written_all_the_same_and_mended_later(url: str, tiny: Plan) -> None:
    first, *rest = tiny.park_rows
    write(replace(tiny, park_rows=(replace(first, name="", status="soon"), *rest)), url)
    assert ask(url, "SELECT name, status FROM buju_tiny.parks WHERE park_id = %(id)s", id=first.park_id) == [
        (None, "soon")
    ]
    write(tiny, url)
    demanded = "SELECT is_nullable FROM information_schema.columns WHERE table_name = 'parks' AND column_name = 'name'"
    assert ask(url, demanded) == [("NO",)]
    write(replace(tiny, park_rows=(replace(first, name="", status="soon"), *rest)), url)
    assert ask(url, demanded) == [("YES",)]


def test_what_others_refer_to_is_kept_and_nothing_changes(url: str, tiny: Plan) -> None:
    write(tiny, url)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE mine (park text REFERENCES buju_tiny.parks)")
        connection.execute("INSERT INTO mine VALUES ('data-platform')")
    before = state(url)
    fewer = tuple(park for park in tiny.park_rows if park.park_id != "data-platform")
    with pytest.raises(OutputError, match=r"mine.*Nothing was changed") as told:
        write(replace(tiny, park_rows=fewer), url)
    assert "\n" not in str(told.value)
    assert state(url) == before


def test_a_table_of_an_older_version_gets_its_columns(url: str, tiny: Plan) -> None:
    write(tiny, url)
    before = state(url)
    with psycopg.connect(url) as connection:
        connection.execute("ALTER TABLE buju_tiny.sources DROP COLUMN note")
    write(tiny, url)
    assert state(url) == before


def test_one_layer_alone_leaves_the_others(url: str, tiny: Plan) -> None:
    write(tiny, url)
    before = state(url)
    changed = tuple(replace(row, title="新题") for row in tiny.sources)
    write(replace(tiny, sources=changed), url, "EPSG:4490", "sources")
    after = state(url)
    assert {name for name in before if before[name] != after[name]} == {"sources"}


def test_one_layer_that_refers_to_others_is_written_with_and_without_them(url: str, tiny: Plan) -> None:
    parks = "SELECT count(*) FROM pg_constraint WHERE conrelid = 'buju_tiny.parks'::regclass AND contype = 'f'"
    write(tiny, url, "EPSG:4490", "parks")
    assert ask(url, parks) == [(2,)], "those that lead to parks themselves"
    write(tiny, url)
    ((bound,),) = ask(url, parks)
    changed = tuple(replace(park, note="新注") for park in tiny.park_rows)
    write(replace(tiny, park_rows=changed), url, "EPSG:4490", "parks")
    assert ask(url, parks) == [(bound,)]
    assert ask(url, "SELECT DISTINCT note FROM buju_tiny.parks") == [("新注",)]


def test_references_that_lead_nowhere_are_told_and_left_empty(url: str, tiny: Plan) -> None:
    lost = tuple(replace(target, part_of="nothing") for target in tiny.target_rows[:1])
    written = write(replace(tiny, target_rows=(*lost, *tiny.target_rows[1:])), url)
    assert [line.split(":")[0] for line in written.warnings] == ["targets"]
    assert ask(url, "SELECT part_of FROM buju_tiny.targets WHERE target_id = %(id)s", id=lost[0].target_id) == [(None,)]


def test_a_schema_of_somebody_else_is_left_alone(url: str, tiny: Plan) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE SCHEMA buju_tiny")
    with pytest.raises(OutputError, match="not made by buju"):
        write(tiny, url)
    assert write_postgis(Job(tiny, export_layers(tiny)), url, force=True).tables


def test_two_writers_at_once_take_turns(url: str, tiny: Plan) -> None:
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(write, tiny, url) for _ in range(4)]:
            done.result()
    assert len(ask(url, "SELECT 1 FROM buju_tiny.parks")) == len(tiny.park_rows)


def test_two_plans_live_side_by_side(url: str) -> None:
    for name in ("heilongjiang", "changsha"):
        plan = read_plan(name)
        done = export_plan(plan, url)
        assert done.counts["parks"] == len(plan.park_rows)
    schemas = ask(url, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'buju%%' ORDER BY 1")
    assert schemas == [("buju_changsha",), ("buju_heilongjiang",)]


def test_a_server_that_is_not_there_is_told_without_the_password(tiny: Plan) -> None:
    with pytest.raises(OutputError, match="Nothing was changed") as told:
        write(tiny, f"postgresql://buju:geheim@127.0.0.1:{free_port()}/nowhere")
    assert "geheim" not in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("url", ["postgresql://a:b:c:d/x", "no url"])
def test_what_is_no_url_is_a_wrong_call(url: str, tiny: Plan) -> None:
    with pytest.raises(UsageError, match="must read postgresql://"):
        write(tiny, url)


def test_a_url_that_leads_nowhere_is_told(tiny: Plan) -> None:
    with pytest.raises(OutputError):
        write(tiny, "postgresql://")


def test_the_folder_of_a_server_is_gone_with_it() -> None:
    before = set(Path("/tmp").glob("buju-pg-*"))
    with running_postgres() as url:
        assert ask(f"{url}/postgres", "SELECT 1") == [(1,)]
    assert set(Path("/tmp").glob("buju-pg-*")) == before


def test_what_concerns_a_unit_stands_beside_the_whole(tiny: Plan, url: str) -> None:
    write(tiny, url)
    count = "SELECT count(*) FROM buju_tiny{}.parks"
    whole = ask(url, count.format(""))
    part = extract(tiny, "990100")
    made = write(part, url)
    (told,) = made.warnings  # the west's output is a part of a number of the whole province
    assert told.startswith("targets: 1 rows name what is not there")
    assert told.endswith("The whole plan has it: 990100 is a part.")
    assert ask(url, count.format("")) == whole
    assert ask(url, count.format("_990100")) == [(len(part.park_rows),)]
