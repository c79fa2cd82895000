"""Where commands write: onto nothing that they read, and no two things onto one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click


class Output(click.types.StringParamType):
    """The type of an option that names a file to write."""


OUTPUT = Output()


def refuse_inputs(called: click.Context, root: str | None) -> None:
    """Raise where a call would write onto a file that it reads, twice onto one, or onto a device's name.

    Parameters
    ----------
    called : click.Context
        The call of a command; its options of type `OUTPUT` name what it writes, every other text what it may read.
    root : str or None
        The workspace that is asked for.

    Raises
    ------
    UsageError
        A file is read, or named twice.
    OutputError
        A name is that of a device of Windows.
    """
    from geo.model.errors import UsageError
    from geo.model.files import refuse_device, refuse_read

    outputs = [param.name or "" for param in called.command.params if param.type is OUTPUT]
    written = [Path(name) for name in map(called.params.get, outputs) if name]
    for at, path in enumerate(written):
        refuse_device(path)
        if any(path.absolute() == other.absolute() for other in written[:at]):
            raise UsageError(f"{path}: is named for two files. Give each a name of its own.")
    if any(path.exists() for path in written):
        refuse_read(written, _read(called.params, outputs, root))


def _read(given: Mapping[str, Any], outputs: list[str], root: str | None) -> Iterator[str | Path]:
    """Yield the names that may be of files that a call reads, those that stand in plan.toml too."""
    values = [value for name, value in given.items() if name not in outputs]
    texts = [text for value in values for text in (value if isinstance(value, tuple) else (value,))]
    for text in texts:
        if isinstance(text, str):
            yield from (text, text.rpartition("=")[2])
    yield from _own_boundaries(given.get("plan"), root)


def _own_boundaries(plan: str | None, root: str | None) -> Iterator[Path]:
    """Yield the layer of units of its own that a plan names."""
    from geo.model.errors import GeoError
    from geo.model.plan import file_of, find_root
    from geo.model.tables import parse_toml

    try:
        base = find_root(root)
        shown = file_of(plan or "", "plan.toml")
        said = parse_toml((base / shown).read_text(encoding="utf-8"), shown).get("boundaries")
    except (GeoError, OSError, ValueError):
        return  # the command itself says what is wrong with its plan
    named = said.get("file") if isinstance(said, dict) else None
    if isinstance(named, str) and named:
        yield base / named
