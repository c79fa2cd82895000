"""Parquet files joined as they are, read back by two other programs."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy
import pyarrow
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from geo.analysis.register.parquet_parts import join_parquet


def rows_of(begin: int, count: int) -> pyarrow.Table:
    """Return rows of every kind of value that a footer tells of."""
    chance = numpy.random.default_rng(begin)
    numbers = range(begin, begin + count)
    return pyarrow.table(
        {
            "number": pyarrow.array(numbers, pyarrow.int64()),
            "share": chance.random(count),
            "word": pyarrow.array([f"词{number % 5}" if number % 3 else None for number in numbers], pyarrow.string()),
            "flag": pyarrow.array([number % 2 == 0 for number in numbers], pyarrow.bool_()),
            "day": pyarrow.array([datetime.date(2026, 1, 1 + number % 28) for number in numbers], pyarrow.date32()),
            "zones": pyarrow.array([["a", "b"][: number % 3] for number in numbers], pyarrow.list_(pyarrow.string())),
        }
    )


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 400), min_size=1, max_size=6), st.sampled_from([3, 70, 1000]))
def test_files_joined_hold_the_rows_of_all_in_their_order(counts: Sequence[int], group: int) -> None:
    """Many row groups, and none at all; sums over pages tell that each is where it is said to be."""
    with tempfile.TemporaryDirectory() as folder:
        parts = [Path(folder) / f"{number}.parquet" for number in range(len(counts))]
        tables = [rows_of(1000 * number, count) for number, count in enumerate(counts)]
        for part, table in zip(parts, tables, strict=True):
            parquet.write_table(table, part, row_group_size=group, write_page_checksum=True)
        out = Path(folder) / "out.parquet"
        join_parquet(parts, out)
        wanted = pyarrow.concat_tables(tables)
        with parquet.ParquetFile(out, page_checksum_verification=True) as read:
            assert read.read().equals(wanted)
            assert read.schema_arrow == wanted.schema
            assert read.metadata.num_rows == len(wanted)
            groups = [parquet.read_metadata(part).num_row_groups for part in parts]
            assert read.metadata.num_row_groups == sum(groups)
        told = duckdb.sql(f"select * from '{out}'").to_arrow_table()
        assert told.to_pylist() == wanted.to_pylist()
        tells = duckdb.sql(f"select count(*) from '{out}' where number >= 2000 and share >= 0").fetchall()
        assert tells == [(sum(counts[2:]),)], "by statistics, too"
        assert out.stat().st_size < sum(part.stat().st_size for part in parts) + 2000
