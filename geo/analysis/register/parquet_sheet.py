"""Registers as Parquet and GeoParquet: cut by row groups, read in batches, whatever their size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy
import pyarrow
from pyarrow import parquet

from geo.analysis.register.parts import PART_ROWS, Batch, Part, Sheet, check_names, check_same, named
from geo.model.errors import ReadError, one_line

_BATCH_ROWS = 262_144
_BATCH_BYTES = 96_000_000
"""Rows that are in memory together, and their bytes: fewer rows where these are long."""

CODED = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
"""Words as codes: each word is held once, and rows hold its number."""

_CODE_BYTES = 2
"""A column of words that takes at most as much a row holds codes of a few words."""

_CODE_ROWS = 100_000
"""Codes are read row group by row group: in files with smaller ones too few rows would be in memory together."""


def open_parquet(files: Sequence[Path]) -> Sheet:
    """Return Parquet files of one form, cut into parts.

    Raises
    ------
    ReadError
        A file is cut short or no Parquet, or has other columns than the first.
    """
    opened = [(file, _opened(file)) for file in files]
    schemas = [found.schema_arrow for _, found in opened]
    for (file, _), schema in zip(opened, schemas, strict=True):
        check_names(file, schema.names)
        check_same(file, schema.names, files[0], schemas[0].names)
    parts = [part for file, found in opened for part in _cut(file, found)]
    rows = max(sum(found.metadata.num_rows for _, found in opened), 1)
    widest = sum(_size(found, group) for _, found in opened for group in range(found.num_row_groups)) / rows
    batch = int(min(max(_BATCH_BYTES / max(widest, 1), 1024), _BATCH_ROWS))
    schema = _coded(_common(files, schemas), [found for _, found in opened])
    return Sheet("parquet", schema, tuple(parts), named(files), batch=batch)


def parquet_batches(sheet: Sheet, part: Part) -> Iterator[Batch]:
    """Read a part, some rows at a time."""
    place = 0
    groups = list(range(part.begin, part.end))
    codes = [field.name for field in sheet.schema if pyarrow.types.is_dictionary(field.type)]
    try:
        with parquet.ParquetFile(part.file, read_dictionary=codes) as opened:
            for batch in opened.iter_batches(sheet.batch, row_groups=groups, columns=sheet.columns):
                rows = pyarrow.Table.from_batches([batch]).select(sheet.columns).cast(sheet.schema)
                yield Batch(rows, numpy.arange(place, place + len(rows)))
                place += len(rows)
    except (pyarrow.ArrowException, OSError) as error:
        where = f"from row {(part.first or 0) + place + 1:,} on"
        raise ReadError(f"{part.name}: cannot be read {where}: {one_line(str(error), 200)}. Copy it again.") from None


def _opened(file: Path) -> parquet.ParquetFile:
    try:
        return parquet.ParquetFile(file)
    except (pyarrow.ArrowException, OSError) as error:
        if not file.is_file():
            raise ReadError(f"{file}: is no file that can be read. Check its name and permissions.") from None
        why = one_line(str(error).partition(". ")[0], 120)
        raise ReadError(f"{file}: is no whole Parquet file ({why}). Copy or write it again.") from None


def _cut(file: Path, opened: parquet.ParquetFile) -> Iterator[Part]:
    """Yield row groups that stand side by side, until they have enough rows."""
    begin = first = rows = weight = 0
    for group in range(opened.num_row_groups):
        rows += opened.metadata.row_group(group).num_rows
        weight += _size(opened, group)
        if rows >= PART_ROWS or (rows and group == opened.num_row_groups - 1):
            yield Part(str(file.absolute()), str(file), begin, group + 1, weight, first)
            begin, first, rows, weight = group + 1, first + rows, 0, 0


def _size(opened: parquet.ParquetFile, group: int) -> int:
    return int(opened.metadata.row_group(group).total_byte_size)


def _common(files: Sequence[Path], schemas: Sequence[pyarrow.Schema]) -> pyarrow.Schema:
    """Return a schema that the columns of all files fit into, in the order of the first file."""
    try:
        plain = [uncoded(schema) for schema in schemas]
        return pyarrow.unify_schemas(plain, promote_options="permissive").with_metadata(schemas[0].metadata)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError):
        pass
    for file, schema in zip(files, schemas, strict=True):
        for name in schema.names:
            mine, wanted = schema.field(name).type, schemas[0].field(name).type
            if mine != wanted:
                told = f'column "{one_line(name, 40)}" holds {mine}, and in {files[0]} {wanted}'
                raise ReadError(f"{file}: {told}. Write it again with one type.") from None
    raise ReadError(f"{named(files)}: their columns do not fit together. Write them again with the same types.")


def _coded(schema: pyarrow.Schema, opened: Sequence[parquet.ParquetFile]) -> pyarrow.Schema:
    """Return a schema with columns of few words as codes of them, as the files hold them: nobody spells them out."""
    tables = [found.metadata for found in opened]
    if sum(table.num_rows for table in tables) < _CODE_ROWS * sum(table.num_row_groups for table in tables):
        return schema
    words = [field.name for field in schema if pyarrow.types.is_string(field.type)]
    codes = {name for name in words if all(_is_coded(table, name) for table in tables)}
    fields = [field.with_type(CODED) if field.name in codes else field for field in schema]
    return pyarrow.schema(fields, schema.metadata)


def _is_coded(table: parquet.FileMetaData, name: str) -> bool:
    """Return whether a column has few bytes a row in every row group of a file."""
    at = [table.schema.column(number).path for number in range(table.num_columns)].index(name)
    columns = (table.row_group(group).column(at) for group in range(table.num_row_groups))
    return all(column.total_uncompressed_size <= _CODE_BYTES * column.num_values for column in columns)


def uncoded(schema: pyarrow.Schema) -> pyarrow.Schema:
    """Return a schema with the values of columns that hold codes of them: the codes may be others in every file."""
    return pyarrow.schema([field.with_type(_uncoded(field.type)) for field in schema], schema.metadata)


def _uncoded(kind: Any) -> Any:
    if pyarrow.types.is_list(kind):
        return pyarrow.list_(kind.value_field.with_type(_uncoded(kind.value_type)))
    return kind.value_type if pyarrow.types.is_dictionary(kind) else kind
