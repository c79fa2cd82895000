"""Zip files that are a function of what is in them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO

_DATE = (1980, 1, 1, 0, 0, 0)


def write_zip(files: Mapping[str, bytes], target: Path | IO[bytes]) -> None:
    """Write a zip whose bytes depend on nothing but its files, in their order."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system, info.external_attr = 3, 0o644 << 16
            out.writestr(info, data)


def packed_again(data: bytes, changed: Callable[[str, bytes], bytes]) -> bytes:
    """Return a zip that somebody else wrote with fixed dates, each of its files, by name, as it is changed to."""
    with zipfile.ZipFile(BytesIO(data)) as old:
        files = {name: changed(name, old.read(name)) for name in old.namelist()}
    written = BytesIO()
    write_zip(files, written)
    return written.getvalue()
