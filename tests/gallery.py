"""Make the gallery of README with the commands that stand beside its pictures: make pictures."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from click.testing import CliRunner
from PIL import Image

from geo.cli import cli

ROOT = Path(__file__).parent.parent
SHOWN = re.compile(r"!\[[^\]]*\]\((maps/[^)]+\.png)\)\s*(?:<br>)?\s*`buju ([^`]+)`")
"""A picture of README with the command that makes it."""

PAGES = {".pptx": (2, 3, 4, 7), ".pdf": (1, 2, 5)}
COLUMNS = {".pptx": 2, ".pdf": 3}
WIDTH, GAP, COLOURS, MOST = 1200, 12, 160, 150_000
RIM = "#d3ccbe"


def gallery(readme: str) -> dict[str, str]:
    """Return the pictures of README with their commands."""
    return dict(SHOWN.findall(readme))


def made(command: str, folder: Path) -> Path:
    """Run a command of README in a folder and return the file that it wrote."""
    words = shlex.split(command)
    target = folder / words[words.index("-o") + 1]
    words[words.index("-o") + 1] = str(target)
    result = CliRunner().invoke(cli, ["--root", str(ROOT), *words])
    if result.exit_code:
        sys.exit(f"buju {command}: {result.output}")
    return target


def pages(file: Path) -> list[Image.Image]:
    """Return a picture, or the pages of a PDF or of slides that are shown."""
    if file.suffix == ".png":
        return [Image.open(file)]
    pdf = file
    if file.suffix == ".pptx":
        home = f"-env:UserInstallation={(file.parent / 'office').as_uri()}"
        run("soffice", "--headless", home, "--convert-to", "pdf", "--outdir", str(file.parent), str(file))
        pdf = file.with_suffix(".pdf")
    found = []
    for number in PAGES[file.suffix]:
        page = file.parent / f"page-{number}"
        run("pdftoppm", "-r", "110", "-png", "-singlefile", "-f", str(number), str(pdf), str(page))
        found.append(Image.open(page.with_suffix(".png")))
    return found


def run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        sys.exit(f"{command[0]}: {error}. LibreOffice and poppler come with: make pictures")


def sheet(images: list[Image.Image], columns: int) -> Image.Image:
    """Return images side by side, so many in a row."""
    wide = (WIDTH - GAP * (columns - 1)) // columns
    small = [image.convert("RGB").resize((wide, round(image.height * wide / image.width))) for image in images]
    high = small[0].height
    rows = -(-len(small) // columns)
    found = Image.new("RGB", (wide * columns + GAP * (columns - 1), high * rows + GAP * (rows - 1)), RIM)
    for at, image in enumerate(small):
        found.paste(image, ((at % columns) * (wide + GAP), (at // columns) * (high + GAP)))
    return found


def main() -> None:
    for name, command in gallery((ROOT / "README.md").read_text(encoding="utf-8")).items():
        with TemporaryDirectory() as folder:
            file = made(command, Path(folder))
            picture = sheet(pages(file), COLUMNS.get(file.suffix, 1))
        picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(ROOT / name, optimize=True)
        size = (ROOT / name).stat().st_size
        click.echo(f"{ROOT / name}: {size / 1000:,.0f} kB, buju {command}")
        if size > MOST:
            sys.exit(f"{name} is larger than {MOST / 1000:g} kB.")


if __name__ == "__main__":
    main()
