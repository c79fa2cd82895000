"""Files in and out: text that is really text, and output that is whole or not there."""

from __future__ import annotations

import codecs
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from geo.model.errors import OutputError, PlanError, Problem, ReadError, UsageError
from geo.model.workspace import own_file

if TYPE_CHECKING:
    import subprocess

LARGEST_BYTES = 64_000_000
"""No table, layer or text of a plan comes near this; a larger file is a mistake."""

_AS_UTF8 = {".csv": 'Save it as UTF-8 (in Excel: "CSV UTF-8").'}
_EMPTY = {
    ".csv": "Restore it; even an empty table keeps its header.",
    ".geojson": 'Restore it; an empty layer is {"type": "FeatureCollection", "features": []}.',
}
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?")
_OF_A_PLAN = (".csv", ".geojson", ".toml")
_BUNDLES = {".gdb": frozenset({".gdbtable", ".gdbtablx", ".gdbindexes", ".atx", ".spx", ".freelist", ".lock", ""})}
"""Formats that are a folder -> the suffixes of the files in it."""

_WATCH = """read -r _
work=$1 home=$2
shift 2
if [ -d "$work/old" ]; then
  for name; do
    [ -e "$work/new/$name" ] || rm -rf "$home/$name"
    [ -e "$work/old/$name" ] && mv "$work/old/$name" "$home/$name"
  done
fi
rm -rf "$work"
"""
"""Waits for its input to end. A folder `old` shows that names were being given: then all that was is put back."""


def read_text(path: Path, shown: str) -> str:
    """Return a file's text, UTF-8 with or without a byte-order mark, lines ending in a line feed.

    Parameters
    ----------
    path : Path
        The file.
    shown : str
        Its name in messages.

    Raises
    ------
    PlanError
        The file is missing, no regular file, empty, too large, unreadable, or not UTF-8.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _refusal(shown, "is not a regular file", "Put the file itself there.", "not-a-file")
        if status.st_size > LARGEST_BYTES:
            size = f"is {status.st_size / 1e6:,.0f} MB, and at most {LARGEST_BYTES / 1e6:,.0f} MB are read"
            raise _refusal(shown, size, "A plan's table holds hundreds of rows: is this the right file?", "too-large")
        data = path.read_bytes()
    except FileNotFoundError:
        raise _refusal(shown, "is missing", _where_it_may_be(path), "missing-file") from None
    except OSError as error:
        why = f"cannot be read: {_reason(error)}"
        raise _refusal(shown, why, "Check its name and permissions.", "not-a-file") from None
    text = _utf8(data, shown, _AS_UTF8.get(path.suffix, "Save it as UTF-8."))
    if not text.strip():
        raise _refusal(shown, "is empty", _EMPTY.get(path.suffix, "Restore it."), "empty-file")
    return text


def unread(path: Path, error: OSError) -> ReadError:
    """Return what is said of a file that somebody sends and that cannot be read."""
    return ReadError(f"{path}: cannot be read: {_reason(error)}. Check its name.")


def decoded(data: bytes, encodings: Sequence[str] = ("utf-8-sig", "gb18030")) -> str | None:
    """Return bytes as a text in the first of some encodings that they are in, None where they are in none.

    Examples
    --------
    >>> decoded("长沙".encode("gbk")), decoded("长沙".encode("utf-8")), decoded(bytes([0xFF]))
    ('长沙', '长沙', None)
    """
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def is_utf16(data: bytes) -> bool:
    """Return whether bytes begin with the mark of UTF-16."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def plain_newlines(text: str) -> str:
    """Return a text whose lines end in a line feed, whatever they ended in."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_device(name: str) -> bool:
    """Return whether a name is that of a device of Windows, which no file or folder can have there.

    Examples
    --------
    >>> is_device("aux"), is_device("NUL.csv"), is_device("auxiliary")
    (True, True, False)
    """
    return _DEVICES.fullmatch(name) is not None


def refuse_device(path: Path) -> None:
    """Raise OutputError for a name that Windows, to which what is written may be handed on, has for a device."""
    if is_device(path.name):
        raise OutputError(f"{path}: is the name of a device on Windows. Choose another name.")


def refuse_read(written: Iterable[Path], read: Iterable[str | Path]) -> None:
    """Raise UsageError where a file that is to be written is one of those that are read."""
    inputs = [Path(name) for name in read if os.path.exists(name)]
    for path in written:
        if path.exists() and any(path.samefile(other) for other in inputs):
            raise UsageError(f"{path}: is one of the files that are read. Choose another name.")


def check_target(path: Path, suffixes: tuple[str, ...], force: bool) -> None:
    """Raise OutputError where something stands that is not to be replaced, where nobody may look, or for a device."""
    refuse_device(path)
    try:
        fault = _fault_of(path, suffixes, force)
    except OSError as error:
        fault = f"cannot be written: {_reason(error)}. Choose another name with -o."
    if fault:
        raise OutputError(f"{path}: {fault}")


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where there is none.

    Raises
    ------
    OutputError
        It cannot be made, or something else has its name.
    """
    refuse_device(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot be made: {_reason(error)}. Choose another folder.") from None


def write_whole(path: Path, data: bytes, *, suffixes: tuple[str, ...] = (), force: bool = False) -> None:
    """Write a file whole or not at all.

    The bytes go to a temporary file in the same folder, are synced, and take the name in one step: whoever
    looks sees the old file or the new one.

    Parameters
    ----------
    path : Path
        Where to write. An existing regular file is replaced.
    data : bytes
        The whole content.
    suffixes : tuple of str
        Kinds of file that may be replaced without `force`, none of them a plan's own; empty for what writes plans.
    force : bool
        Replace also a file of another kind, or a link.

    Raises
    ------
    OutputError
        The folder is missing or cannot be written, the disk is full, or something else stands there.
    """
    check_target(path, suffixes, force)
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {_reason(error)}. Choose another folder with -o.") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(path))
        os.replace(temporary, path)
    except BaseException as error:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritten(path, error) from None
        raise


@contextmanager
def written_whole(targets: Sequence[Path], *, suffixes: tuple[str, ...] = (), force: bool = False) -> Iterator[Path]:
    """Give an empty folder; what is put there under the targets' names takes their places together, or nothing does.

    The folder lies beside the targets and goes away in the end, even when the process is killed: a watching shell,
    where the system has one, outlives it. A file takes the place of the old one in one step; of several files, and
    of folders such as ``.gdb``, the old ones are set aside first and put back when anything fails.

    Parameters
    ----------
    targets : sequence of Path
        Files or folders to write, all in one folder.
    suffixes, force
        As in :func:`write_whole`; a folder is only replaced by a folder that has one of `suffixes`.

    Yields
    ------
    Path
        The folder to write into.

    Raises
    ------
    OutputError
        As :func:`write_whole`.
    """
    for path in targets:
        check_target(path, suffixes, force)
    first = targets[0]
    try:
        work = Path(tempfile.mkdtemp(dir=first.parent, prefix=f".{first.name[:40]}.", suffix=".part"))
    except OSError as error:
        raise OutputError(f"{first}: cannot be written: {_reason(error)}. Choose another folder with -o.") from None
    watcher = _watched(work, [path.name for path in targets])
    try:
        fresh = work / "new"
        fresh.mkdir()
        yield fresh
        _sync(fresh)
        _swap(targets, fresh, work / "old")
    except OSError as error:
        raise _unwritten(first, error) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
        if watcher is not None:
            watcher.communicate()


def write_new(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files that are not there yet, with the folders that they need: all, or none.

    They are made in a folder beside their places and moved there last, folder by folder; where that fails, what has
    been moved is taken back.

    Parameters
    ----------
    root : Path
        The folder that they lie in; made where it is missing.
    files : mapping of str to bytes
        Path from the root, with slashes -> the whole content. What comes last is moved last.

    Raises
    ------
    OutputError
        One of them is there, or they cannot be written.
    """
    there = next((name for name in files if os.path.lexists(root / name)), "")
    if there:
        raise OutputError(f"{root / there}: exists, and is not overwritten. Choose another name, or move it away.")
    made = not root.exists()
    make_folder(root)
    moved: list[Path] = []
    try:
        with tempfile.TemporaryDirectory(dir=root, prefix=".", suffix=".part") as work:
            for name, data in files.items():
                make_folder((Path(work) / name).parent)
                (Path(work) / name).write_bytes(data)
            _sync(Path(work))
            for name in dict.fromkeys(_highest_missing(root, name) for name in files):
                os.rename(Path(work) / name, root / name)
                moved.append(root / name)
    except BaseException as error:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if made:
            shutil.rmtree(root, ignore_errors=True)
        if isinstance(error, OSError):
            raise OutputError(f"{root}: cannot be written: {_reason(error)}. Nothing is written.") from None
        raise


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write files that may be there already: all, or none.

    Each takes its place whole, one after the other; where one cannot, those before it become again what they were.

    Parameters
    ----------
    files : mapping of Path to bytes
        Path -> the whole content.

    Raises
    ------
    OutputError
        One of them cannot be written.
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    done: list[Path] = []
    try:
        for path, data in files.items():
            write_whole(path, data)
            done.append(path)
    except BaseException:
        for path in done:
            old = before[path]
            path.unlink() if old is None else write_whole(path, old)
        raise


def _where_it_may_be(path: Path) -> str:
    """Return what to do about a missing file: rename the copy beside it that programs call otherwise, or make it."""
    stem, suffix = path.stem.lower(), path.suffix.lower()
    beside = sorted(other.name for other in path.parent.glob("*") if other.is_file())
    copies = [name for name in beside if stem in name.lower() and suffix in name.lower()]
    if copies:
        return f'There is "{copies[0]}" beside it: rename that to {path.name} if it is the one.'
    return (
        "Restore it, or create it: buju schema lists its columns." if path.suffix in _OF_A_PLAN else "Check its name."
    )


def _highest_missing(root: Path, name: str) -> str:
    """Return the highest folder of a path that is not there, or the path itself."""
    parts = name.split("/")
    heads = ("/".join(parts[: at + 1]) for at in range(len(parts)))
    return next((head for head in heads if not os.path.lexists(root / head)), name)


def _utf8(data: bytes, shown: str, advice: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = f"It looks like GBK. {advice}" if _is_gbk(data) else advice
        raise PlanError([Problem(shown, line, "", "is not UTF-8 text", hint, "encoding")]) from None
    if "\x00" in text:
        raise _refusal(shown, "holds NUL bytes, so it is no UTF-8 text", advice, "encoding")
    return plain_newlines(text)


def _is_gbk(data: bytes) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in decoded(data, ["gb18030"]) or "")


def _refusal(shown: str, message: str, hint: str, code: str) -> PlanError:
    return PlanError([Problem(shown, 0, "", message, hint, code)])


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()


def _unwritten(path: Path, error: OSError) -> OutputError:
    """Return what to say of a file whose old one is still there: Windows lets none go that a program holds open."""
    if isinstance(error, PermissionError):
        hint = "Close it where it is open; the old file is untouched."
        return OutputError(f"{path}: cannot be written: {_reason(error)}. {hint}")
    return OutputError(f"{path}: cannot be written: {_reason(error)}. The old file is untouched.")


def _mode(path: Path) -> int:
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _fault_of(path: Path, suffixes: tuple[str, ...], force: bool) -> str:
    """Return why what stands at a path may not be replaced, with what to do, or an empty text."""
    if os.path.lexists(path) and not path.is_file() and not _is_bundle(path, suffixes):
        return "is not a regular file. Choose another name with -o."
    if path.is_symlink() and not force:
        return "is a link to another file. Name that file, or replace the link with --force."
    if suffixes and own_file(path):
        return "is a file that plans are read from. Choose another name."
    if path.exists() and suffixes and path.suffix.lower() not in suffixes and not force:
        return f"exists and is no {suffixes[0]} file. Choose another name, or replace it with --force."
    return ""


def _is_bundle(path: Path, suffixes: tuple[str, ...]) -> bool:
    """Return whether a folder holds nothing but what a format of many files, one of `suffixes`, puts there."""
    suffix = path.suffix.lower()
    if suffix not in _BUNDLES or suffix not in suffixes or path.is_symlink() or not path.is_dir():
        return False
    return all(item.is_file() and item.suffix.lower() in _BUNDLES[suffix] for item in path.iterdir())


def _watched(work: Path, names: Sequence[str]) -> subprocess.Popen[bytes] | None:
    """Start a shell that puts things back and removes `work` as soon as this process is gone."""
    import subprocess

    if os.name != "posix":
        return None
    quiet = subprocess.DEVNULL
    command = ["/bin/sh", "-c", _WATCH, "sh", str(work.absolute()), str(work.parent.absolute()), *names]
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        return None


def _sync(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("r+b") as file:  # Windows flushes only what may be written
                os.fsync(file.fileno())


def _swap(targets: Sequence[Path], fresh: Path, old: Path) -> None:
    """Give the new things their names; several take them together."""
    if len(targets) == 1 and not (fresh / targets[0].name).is_dir():
        os.chmod(fresh / targets[0].name, _mode(targets[0]))
        os.replace(fresh / targets[0].name, targets[0])
        return
    old.mkdir()
    try:
        for path in targets:
            if os.path.lexists(path):
                os.rename(path, old / path.name)
            os.rename(fresh / path.name, path)
    except BaseException:
        _restore(targets, fresh, old)
        raise
    os.rename(old, old.with_name("done"))


def _restore(targets: Sequence[Path], fresh: Path, old: Path) -> None:
    for path in targets:
        if not os.path.lexists(fresh / path.name):
            os.rename(path, fresh / path.name)
        if os.path.lexists(old / path.name):
            os.rename(old / path.name, path)
