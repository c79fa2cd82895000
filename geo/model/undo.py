"""What the last command that wrote to a workspace's plans took away, kept so that it can be brought back."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from geo.model.errors import OutputError, UsageError, first_of
from geo.model.files import make_folder, write_together

FOLDER = ".buju"
_RECORD = "record.json"

_State = tuple[int, int, int]


class Undone(NamedTuple):
    """A command, and the files that stand as they did before it."""

    command: str
    files: tuple[str, ...]


@contextmanager
def remembered(root: Path, command: str) -> Iterator[None]:
    """Keep what a block takes away from the plans of a workspace, until the next block does.

    Parameters
    ----------
    root : Path
        The workspace. Where nothing can be written beside its plans, nothing is kept.
    command : str
        What writes, in the user's words.
    """
    held = root / FOLDER / f"held-{os.getpid()}"
    before = _linked(root, held)
    try:
        yield
    finally:
        changed = _changed(before, _states(root))
        with suppress(OSError):
            if changed and (held.is_dir() or not before):
                _keep(root, held, command, changed)
        kept = (root / FOLDER / "last").is_dir()
        shutil.rmtree(held if kept else root / FOLDER, ignore_errors=True)


def undo(root: Path, *, force: bool = False) -> Undone:
    """Bring back the plans' files as they stood before the last command that wrote to them.

    It is such a command itself: a second call takes back the first.

    Raises
    ------
    UsageError
        No command has written to the workspace yet.
    OutputError
        Files have been changed since, which `force` would take away; or one cannot be written.
    """
    kept = root / FOLDER / "last"
    try:
        record = json.loads((kept / _RECORD).read_text(encoding="utf-8"))
        files: dict[str, str] = record["files"]
        command = str(record["command"])
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError("There is nothing to undo: no command has written to the plans of this workspace.") from None
    since = [name for name, digest in files.items() if _digest(root / name) != digest]
    if since and not force:
        told = f"{first_of(since)}: changed since {command}, and undo would take that away"
        raise OutputError(f"{told}. Bring back what was before with --force.")
    olds = {name: kept / "files" / name for name in files}
    texts = {root / name: old.read_bytes() for name, old in olds.items() if old.is_file()}
    *first, before = command.split(maxsplit=3)
    with remembered(root, before if first == ["buju", "undo", "of"] else f"buju undo of {command}"):
        for path in texts:
            make_folder(path.parent)
        write_together(texts)
        for name in olds:
            if root / name not in texts:
                (root / name).unlink(missing_ok=True)
                _remove_empty(root, (root / name).parent)
    return Undone(command, tuple(files))


def _remove_empty(root: Path, folder: Path) -> None:
    """Remove a folder of a workspace and those above it that hold nothing any more."""
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _paths(root: Path) -> list[Path]:
    found = (path for part in ("data", "layers") for path in (root / part).rglob("*"))
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def _states(root: Path) -> dict[str, _State]:
    states = ((path, path.stat()) for path in _paths(root))
    return {
        path.relative_to(root).as_posix(): (state.st_ino, state.st_mtime_ns, state.st_size) for path, state in states
    }


def _linked(root: Path, held: Path) -> dict[str, _State]:
    """Hold all files of the plans under a second name, which costs no copy, and return their states."""
    states = _states(root)
    try:
        for name in states:
            to = held / name
            to.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(root / name, to)
            except OSError:
                shutil.copy2(root / name, to)
    except OSError:
        shutil.rmtree(held, ignore_errors=True)
    return states


def _changed(before: Mapping[str, _State], after: Mapping[str, _State]) -> list[str]:
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def _keep(root: Path, held: Path, command: str, changed: list[str]) -> None:
    """Let what is held of the files that changed take the place of what was kept before."""
    kept = root / FOLDER / "last"
    fresh = held / "last"
    for name in changed:
        if (held / name).is_file():
            (fresh / "files" / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(held / name, fresh / "files" / name)
    fresh.mkdir(parents=True, exist_ok=True)
    # The folder is nobody's data: git leaves it alone.
    (root / FOLDER / ".gitignore").write_text("*\n", encoding="utf-8", newline="\n")
    record = {"command": command, "files": {name: _digest(root / name) for name in changed}}
    (fresh / _RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8", newline="\n")
    shutil.rmtree(kept, ignore_errors=True)
    os.replace(fresh, kept)


def _digest(path: Path) -> str:
    """Return what tells a file's content from another; nothing where it is not there."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
