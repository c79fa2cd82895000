"""A project of QGIS that comes back in place of its layers: they are read from the file that it points at."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.cli import cli

SHAPES = """<qgis><projectlayers>
 <maplayer><datasource>./one/zones.shp</datasource><layername>分区</layername><provider>ogr</provider></maplayer>
 <maplayer><datasource>./one/towns.shp</datasource><layername>towns</layername><provider>ogr</provider></maplayer>
 <maplayer><datasource>dbname='x' host=h</datasource><layername>w</layername><provider>postgres</provider></maplayer>
</projectlayers></qgis>"""


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--root", str(root), *words])


@pytest.fixture
def project(tiny_root: Path, tmp_path: Path) -> Path:
    """Return an exported project, in whose GeoPackage somebody renamed a place."""
    path = tmp_path / "sent.qgs"
    assert run(tiny_root, "export", "tiny", "-o", str(path)).exit_code == 0
    database = sqlite3.connect(path.with_suffix(".gpkg"))
    for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):  # triggers name them, and nothing moves
        database.create_function(name, 1, lambda _: 0)
    database.execute("UPDATE parks SET name = '西北新园' WHERE park_id = 'west-park'")
    database.commit()
    database.close()
    return path


def zipped(project: Path) -> Path:
    path = project.with_suffix(".qgz")
    with zipfile.ZipFile(path, "w") as files:
        files.write(project, "sent.qgs")
    return path


@pytest.mark.parametrize("pack", [Path, zipped])
def test_its_layers_are_read_where_they_are(pack: object, project: Path, tiny_root: Path) -> None:
    path = pack(project)  # type: ignore[operator]
    done = run(tiny_root, "import", str(path), "--plan", "tiny", "--layer", "parks", "--apply")
    assert done.exit_code == 0, done.stderr
    assert f"{path}: is a project of QGIS; parks is read from {path.with_suffix('.gpkg')}.\n" in done.stderr
    assert "西北新园" in (tiny_root / "data/tiny/parks.csv").read_text(encoding="utf-8")
    same = run(tiny_root, "import", str(path), "--plan", "tiny", "--layer", "zones")
    assert same.stderr.endswith("nothing to write.\n")


def test_a_project_that_travelled_finds_what_lies_beside_it(project: Path, tiny_root: Path) -> None:
    text = project.read_text(encoding="utf-8").replace("./sent.gpkg|", "C:\\Users\\wang\\sent.gpkg|")
    project.write_text(text, encoding="utf-8")
    done = run(tiny_root, "import", str(project), "--plan", "tiny", "--layer", "parks")
    assert done.stdout.startswith("~ west-park: name ")


def refused(root: Path, path: Path, layer: str) -> str:
    done = run(root, "import", str(path), "--plan", "tiny", "--layer", layer, "--apply")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1), done.stderr
    return done.stderr.removeprefix(f"{path}: ").strip()


def test_a_project_without_its_file_says_which_it_lacks(project: Path, tiny_root: Path) -> None:
    project.with_suffix(".gpkg").unlink()
    told = "is a project of QGIS with its layers in ./sent.gpkg, which is not there. Send it."
    assert refused(tiny_root, project, "parks") == told


def test_of_several_files_that_of_the_layer_is_taken(tiny_root: Path, tmp_path: Path) -> None:
    path, folder = tmp_path / "own.qgs", tmp_path / "one"
    path.write_text(SHAPES, encoding="utf-8")
    assert run(tiny_root, "export", "tiny", "--layer", "zones", "-o", str(tmp_path / "z.zip")).exit_code == 0
    shutil.unpack_archive(tmp_path / "z.zip", folder)
    done = run(tiny_root, "import", str(path), "--plan", "tiny", "--layer", "zones")
    assert done.stderr.endswith("nothing to write.\n")
    told = "is a project of QGIS with layers in ./one/towns.shp, ./one/zones.shp. Give the file that you mean."
    assert refused(tiny_root, path, "parks") == told


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("x.qgs", b"<qgis></qgis>", "is a project of QGIS without layers in files. Export the layer to a GeoPackage."),
        ("x.qgs", b"<qgis>", "is no project of QGIS that can be read. Give the file of its layers."),
        ("x.qgz", b"PK\x03\x04junk", "is no project of QGIS that can be read. Give the file of its layers."),
        ("x.qgs", b"", "is no project of QGIS that can be read. Give the file of its layers."),
    ],
)
def test_what_is_no_project_is_one_line(name: str, data: bytes, told: str, tiny_root: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert refused(tiny_root, tmp_path / name, "parks") == told
