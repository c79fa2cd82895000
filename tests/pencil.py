"""What a hand does on the page with a pencil: it clicks places and outlines, and saves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from browser import Opened

ON_SCREEN = """([lon, lat]) => {
  const { x, y } = buju.map.latLngToContainerPoint([lat, lon]);
  const box = buju.map.getContainer().getBoundingClientRect();
  return [x + box.left, y + box.top]; }"""


def click_at(view: Opened, lon: float, lat: float) -> None:
    view.page.mouse.click(*view.page.evaluate(ON_SCREEN, [lon, lat]))


def start(view: Opened, kind: str, ident: str) -> None:
    view.page.click(f"#tab-edit [data-key='{kind}:{ident}']")
    view.settle()


def finish(view: Opened) -> None:
    view.page.click("#pencil .primary")
    assert not view.page.is_visible("#pencil"), view.page.inner_text("#pencil-says")


def locate(view: Opened, ident: str, lon: float, lat: float, km: str = "15") -> None:
    start(view, "place", ident)
    click_at(view, lon, lat)
    view.page.fill("#pencil [name=precision_km]", km)
    view.page.select_option("#pencil [name=source]", "knowledge")
    finish(view)


def sketch(view: Opened, zone: str, corners: Sequence[tuple[float, float]], km: str = "50") -> None:
    start(view, "sketch", zone)
    view.page.click("#pencil [data-key=edit_anew]")
    for corner in corners:
        click_at(view, *corner)
    view.page.fill("#pencil [name=precision_km]", km)
    finish(view)


def saved(view: Opened, folder: Path) -> Path:
    with view.page.expect_download() as download:
        view.page.click("#save-edits")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path
