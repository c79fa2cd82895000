"""A PostgreSQL server of a test's own: in a temporary folder, on a free loopback port, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def running_postgres() -> Iterator[str]:
    """Yield the URL of a new, empty server; its databases vanish with it."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert programs, "PostgreSQL is not there: make peers installs it."
    bin_folder = programs[-1].parent
    # Not pytest's own temporary folder: other users, as which the server must run, cannot enter it. And short,
    # since the path of a socket may have a hundred characters only.
    folder = Path(tempfile.mkdtemp(prefix="buju-pg-"))
    data, port = folder / "data", free_port()
    if os.getuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    try:
        _run([bin_folder / "initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "buju"])
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        control = [bin_folder / "pg_ctl", "-w", "-D", data]
        _run([*control, "-l", folder / "log", "-o", options, "start"])
        try:
            yield f"postgresql://buju@127.0.0.1:{port}"
        finally:
            _run([*control, "-m", "fast", "stop"])
    finally:
        shutil.rmtree(folder)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def _run(command: Sequence[str | Path]) -> None:
    """Run a program of PostgreSQL; it refuses to work as root."""
    as_nobody = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"] if os.getuid() == 0 else []
    # Not by pipes: the server would hold them open, and the test would wait for it.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run([*as_nobody, *map(str, command)], stdout=said, stderr=said, cwd="/", check=False)
        said.seek(0)
        assert done.returncode == 0, said.read().decode(errors="replace")
