from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.cli import cli
from geo.model.errors import OutputError, PlanError
from geo.model.files import LARGEST_BYTES, read_text, write_whole


def refused(path: Path) -> str:
    """Return the one finding of a file that cannot be read, without its name."""
    with pytest.raises(PlanError) as raised:
        read_text(path, "t.csv")
    (problem,) = raised.value.problems
    return str(problem).removeprefix("t.csv")


def test_a_mark_at_the_start_and_foreign_newlines_are_forgiven(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("\ufeff极,区\r\n1,2\r3,4\n".encode())
    assert read_text(tmp_path / "t.csv", "t.csv") == "极,区\n1,2\n3,4\n"


def test_gbk_is_named_with_its_line_and_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"id,name\na,plain\n" + "b,哈尔滨\n".encode("gbk"))
    assert refused(tmp_path / "t.csv") == (
        ':3: is not UTF-8 text. It looks like GBK. Save it as UTF-8 (in Excel: "CSV UTF-8").  [encoding]'
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b" \r\n\t\n", "empty-file"),
        (b"\xef\xbb\xbf", "empty-file"),
        (b"id,name\nx,\x00\n", "encoding"),
        (b"\xff\xfei\x00d\x00", "encoding"),
        (b"\x89PNG\r\n\x1a\n\xff\xff", "encoding"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    assert refused(tmp_path / "t.csv").endswith(f"[{code}]")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "absent.csv").endswith("[missing-file]")
    assert refused(tmp_path).endswith("[not-a-file]")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe").endswith("[not-a-file]")


def test_a_file_larger_than_any_table_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "t.csv").open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    assert refused(tmp_path / "t.csv").endswith("[too-large]")


@pytest.mark.parametrize("old", [b"", b"the old"])
def test_a_file_is_written_whole_and_nothing_else_is_left(tmp_path: Path, old: bytes) -> None:
    path = tmp_path / "out.html"
    path.write_bytes(old)
    path.chmod(0o640)
    write_whole(path, b"the new")
    assert path.read_bytes() == b"the new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_file_and_no_remains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.html"
    path.write_bytes(b"the old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"no space left on device\. The old file is untouched"):
        write_whole(path, b"the new")
    assert path.read_bytes() == b"the old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupt_leaves_no_remains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "out.html", b"the new")
    assert list(tmp_path.iterdir()) == []


def test_folders_links_pipes_and_missing_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe")
    for name in ("", "link", "dangling", "pipe", "no/such/folder", "real/inside", "long" * 99):
        with pytest.raises(OutputError):
            write_whole(tmp_path / name, b"new")
    assert (tmp_path / "real").read_bytes() == b"real"
    write_whole(tmp_path / "link", b"new", force=True)
    assert (tmp_path / "real").read_bytes() == b"real"
    assert (tmp_path / "link").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "data", "hint"),
    [
        ("zones.geojson", b"", 'an empty layer is {"type"'),
        ("plan.toml", b" ", "Restore it."),
        ("plan.toml", "国".encode("gb18030"), "It looks like GBK. Save it as UTF-8."),
        ("text.txt", None, "Check its name."),
    ],
)
def test_advice_fits_the_kind_of_file(tmp_path: Path, name: str, data: bytes | None, hint: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(PlanError, match=re.escape(hint)):
        read_text(path, name)


@pytest.mark.skipif(os.name != "posix", reason="it asks how files are open as POSIX tells it")
def test_what_is_flushed_to_the_disk_is_open_for_writing_as_windows_asks(
    tiny_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    flush, flushed = os.fsync, []

    def careful(number: int) -> None:
        flushed.append(fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE)
        flush(number)

    monkeypatch.setattr(os, "fsync", careful)
    for name in ("tiny.html", "shapes.zip", "tables.csv"):
        command = "map" if name.endswith("html") else "export"
        done = CliRunner().invoke(cli, [command, "tiny", "--root", str(tiny_root), "-o", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
    assert len(flushed) > 3
    assert os.O_RDONLY not in flushed
