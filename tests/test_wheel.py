"""The built wheel carries its data: it is installed where no checkout is near, and renders from what it brought."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("buju-*.whl"))


def test_the_wheel_carries_layers_data_licences_and_assets(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "geo/shipped/layers/heilongjiang/zones.geojson",
        "geo/shipped/layers/base/provinces.geojson",
        "geo/shipped/layers/base/rivers.geojson",
        "geo/shipped/layers/base/COPYING.LESSER",
        "geo/shipped/data/heilongjiang/parks.csv",
        "geo/shipped/data/industries.csv",
        "geo/locale/zh/LC_MESSAGES/buju.po",
        "geo/py.typed",
    ):
        assert wanted in names
    assert any(name.startswith("geo/draw/page/assets/") and name.endswith(".js") for name in names)
    assert {"LICENSE", "LICENSE-DATA", "NOTICE"} <= {Path(name).name for name in names if "dist-info" in name}


def test_the_installed_wheel_renders_from_its_own_data(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    site = next((home / "lib").glob("python*/site-packages"))
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--quiet", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    # The dependencies are seen through a path file; the editable install of the checkout is not.
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    where = [str(python), "-c", "import geo; print(geo.__file__)"]
    done = subprocess.run(where, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
    assert str(site) in done.stdout
    command = [str(python), "-m", "geo", "atlas", "maps"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    for page in sorted((ROOT / "maps").glob("*.html")):
        assert (tmp_path / "maps" / page.name).read_bytes() == page.read_bytes()
