"""LibreOffice opens the slides as they are, and lays out every one of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from poppler import solid, told, words
from reading import plan_of

from geo.draw.slides.slides import Options, make_slides

pytestmark = pytest.mark.peer


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Return LibreOffice and a profile of its own."""
    found = shutil.which("soffice")
    assert found, "LibreOffice is missing: sh tests/install_peers.sh"
    return found, tmp_path_factory.mktemp("office")


def convert(office: tuple[str, Path], file: Path, kind: str) -> Path:
    program, profile = office
    command = [program, "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", kind]
    done = subprocess.run(
        [*command, "--outdir", str(file.parent), str(file)], capture_output=True, text=True, timeout=300, check=False
    )
    out = file.with_suffix(f".{kind}")
    assert out.exists(), done.stdout + done.stderr
    assert "repair" not in (done.stdout + done.stderr).lower()
    return out


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("heilongjiang", Options()),
        ("heilongjiang", Options(drawing="schematic", lang="en")),
        ("changsha", Options(lang="en", size="4:3")),
        ("changsha", Options(drawing="schematic")),
        ("national", Options()),
        ("national", Options(drawing="schematic", lang="en")),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.drawing}-{value.lang}",
)
def test_libreoffice_lays_out_every_slide(
    name: str, options: Options, office: tuple[str, Path], tmp_path: Path
) -> None:
    plan = plan_of(name)
    deck = make_slides(plan, options)
    file = tmp_path / f"{name}.pptx"
    file.write_bytes(deck.data)
    pdf = convert(office, file, "pdf")
    assert f"Pages:{deck.slides}" in told("pdfinfo", pdf).replace(" ", "")
    english = options.lang == "en"
    assert solid(plan.header.title_en if english else plan.header.title) in words(pdf, 1)
    told_groups = [group.name_en if english else group.name for group in plan.groups]
    assert any(solid(name) in words(pdf, 4) for name in told_groups)


def test_libreoffice_reads_the_shapes_as_shapes(office: tuple[str, Path], tmp_path: Path) -> None:
    file = tmp_path / "heilongjiang.pptx"
    file.write_bytes(make_slides(plan_of("heilongjiang")).data)
    text = convert(office, file, "fodp").read_text(encoding="utf-8")
    for zone in plan_of("heilongjiang").zone_rows:
        assert f'draw:name="{zone.name}"' in text
    assert "heilongjiang.html#step=1" in text
