"""Take the pictures of README from the pages in maps/: make pictures."""

from __future__ import annotations

from pathlib import Path

from browser import opened, running_browser

MAPS = Path(__file__).parent.parent / "maps"
PICTURES = {
    "heilongjiang.png": ("heilongjiang.html", "", (1280, 720)),
    "heilongjiang-en.png": ("heilongjiang.html", "#lang=en&sel=songnen-core", (1280, 720)),
    "changsha.png": ("changsha.html", "", (1280, 720)),
}


def main() -> None:
    """Write every picture."""
    with running_browser() as browser:
        for name, (page, fragment, (width, height)) in PICTURES.items():
            viewport = {"width": width, "height": height}
            with opened(browser, MAPS / page, fragment, viewport=viewport, device_scale_factor=1.5) as made:
                made.settle()
                made.page.screenshot(path=MAPS / name)
                print(MAPS / name)


if __name__ == "__main__":
    main()
