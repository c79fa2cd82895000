"""Layers of folium that a user adds to a plan's map: they work with no network, or are named in one line."""

from __future__ import annotations

import re
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import pytest
from browser import DRAWN, Opened, opened, settle
from folium import plugins
from playwright.sync_api import Browser
from reading import ROOT, plan_of

from geo.draw.page.page import PlanMap, plan_map
from geo.model.extras import install_hint

AT = (31.5, 111.5)
LINE = [(31.0 + step / 10, 111.0 + step / 8) for step in range(8)]
CLOSE = [(31.2, 111.25 + step / 9000) for step in range(8)]
SHAPE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": "a",
            "properties": {"n": "x"},
            "geometry": {"type": "Polygon", "coordinates": [[[111, 31], [111.4, 31], [111.4, 31.4], [111, 31]]]},
        }
    ],
}
TOPOLOGY = {"objects": {"o": {"geometries": []}}, "arcs": []}
BINS = [0, 1, 2, 4]
IMAGE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"


def group(made: PlanMap) -> folium.FeatureGroup:
    return folium.FeatureGroup("g").add_to(made)


def shown(made: PlanMap) -> folium.GeoJson:
    popup, tooltip = folium.GeoJsonPopup(["n"]), folium.GeoJsonTooltip(["n"])
    return folium.GeoJson(SHAPE, popup=popup, tooltip=tooltip).add_to(made)


INSIDE: dict[str, Callable[[PlanMap], Any]] = {
    "Marker": lambda made: folium.Marker(AT, popup="<b>here</b>", tooltip="t").add_to(made),
    "Icon": lambda made: folium.Marker(LINE[1], icon=folium.Icon("red", icon="home", angle=30)).add_to(made),
    "CustomIcon": lambda made: folium.Marker(LINE[2], icon=folium.CustomIcon(IMAGE, icon_size=(9, 9))).add_to(made),
    "DivIcon": lambda made: folium.Marker(LINE[3], icon=folium.DivIcon(html="<i>div</i>")).add_to(made),
    "Popup": lambda made: folium.Circle(AT, radius=900, popup=folium.Popup("p", max_width=90)).add_to(made),
    "Tooltip": lambda made: folium.CircleMarker(AT, tooltip=folium.Tooltip("t")).add_to(made),
    "Rectangle": lambda made: folium.Rectangle([LINE[0], LINE[3]]).add_to(made),
    "Polygon": lambda made: folium.Polygon(LINE).add_to(made),
    "PolyLine": lambda made: folium.PolyLine(LINE, popup="p").add_to(made),
    "ColorLine": lambda made: folium.ColorLine(LINE, range(7), colormap=["b", "g", "r"]).add_to(made),
    "GeoJson": shown,
    "Choropleth": lambda made: folium.Choropleth(SHAPE, {"a": 3.0}, key_on="feature.id", bins=BINS).add_to(made),
    "LinearColormap": lambda made: made.add_child(folium.LinearColormap(["red", "blue"], vmax=3, caption="c")),
    "FeatureGroup": group,
    "LatLngPopup": lambda made: made.add_child(folium.LatLngPopup()),
    "ImageOverlay": lambda made: folium.raster_layers.ImageOverlay(IMAGE, [LINE[0], LINE[1]]).add_to(made),
    "FitOverlays": lambda made: made.add_child(folium.FitOverlays()),
    "MarkerCluster": lambda made: plugins.MarkerCluster(CLOSE, popups=["a"] * 8).add_to(made),
    "FastMarkerCluster": lambda made: plugins.FastMarkerCluster(CLOSE).add_to(made),
    "FloatImage": lambda made: plugins.FloatImage(IMAGE).add_to(made),
    "LayerControl": lambda made: folium.LayerControl().add_to(made),
}
"""What works in a page without a network, each added to a map."""

OUTSIDE: dict[str, Callable[[PlanMap], Any]] = {
    "TileLayer": lambda made: folium.TileLayer("OpenStreetMap").add_to(made),
    "WmsTileLayer": lambda made: folium.WmsTileLayer("https://example.org/wms", "l").add_to(made),
    "RegularPolygonMarker": lambda made: folium.RegularPolygonMarker(AT).add_to(made),
    "TopoJson": lambda made: folium.TopoJson(TOPOLOGY, "objects.o").add_to(made),
    "AntPath": lambda made: plugins.AntPath(LINE).add_to(made),
    "BeautifyIcon": lambda made: folium.Marker(AT, icon=plugins.BeautifyIcon(number=3)).add_to(made),
    "Draw": lambda made: plugins.Draw().add_to(made),
    "FeatureGroupSubGroup": lambda made: plugins.FeatureGroupSubGroup(group(made), "s").add_to(made),
    "Fullscreen": lambda made: plugins.Fullscreen().add_to(made),
    "GroupedLayerControl": lambda made: plugins.GroupedLayerControl({"g": [group(made)]}).add_to(made),
    "HeatMap": lambda made: plugins.HeatMap(LINE).add_to(made),
    "HeatMapWithTime": lambda made: plugins.HeatMapWithTime([[list(at) for at in LINE]]).add_to(made),
    "LocateControl": lambda made: plugins.LocateControl().add_to(made),
    "MeasureControl": lambda made: plugins.MeasureControl().add_to(made),
    "MiniMap": lambda made: plugins.MiniMap().add_to(made),
    "MousePosition": lambda made: plugins.MousePosition().add_to(made),
    "PolyLineOffset": lambda made: plugins.PolyLineOffset(LINE, offset=5).add_to(made),
    "PolyLineTextPath": lambda made: plugins.PolyLineTextPath(folium.PolyLine(LINE).add_to(made), "x").add_to(made),
    "Search": lambda made: plugins.Search(folium.GeoJson(SHAPE).add_to(made), search_label="n").add_to(made),
    "SemiCircle": lambda made: plugins.SemiCircle(AT, radius=900, direction=0, arc=90).add_to(made),
    "TagFilterButton": lambda made: plugins.TagFilterButton(["a"]).add_to(made),
    "TimestampedGeoJson": lambda made: plugins.TimestampedGeoJson(SHAPE).add_to(made),
    "TreeLayerControl": lambda made: plugins.TreeLayerControl(overlay_tree=[{"label": "a"}]).add_to(made),
}
"""What no package holds that could come along."""


def with_layers() -> PlanMap:
    made = plan_map(plan_of("tiny"))
    for add in INSIDE.values():
        add(made)
    return made


def look(view: Any) -> None:
    """Hold that each layer is drawn, in a page or in a frame of one."""
    assert view.locator(".own-icon svg path").count() >= 2
    assert view.locator(".marker-cluster").count() >= 1
    assert view.locator(".leaflet-control.legend svg rect").count() > 2
    assert view.locator(".leaflet-control-layers").count() == 1
    assert view.locator(".leaflet-marker-icon").count() >= 5
    view.locator("img.leaflet-marker-icon[src^='data:image/png']").first.dispatch_event("click")
    view.locator(".leaflet-popup-content b").wait_for()
    assert view.locator(".leaflet-popup-content b").inner_text() == "here"


def test_layers_of_folium_work_in_a_page_with_no_network(browser: Browser, tmp_path: Path) -> None:
    made = with_layers()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made.save(str(tmp_path / "own.html"))
    with opened(browser, tmp_path / "own.html") as page:
        page.settle()
        look(page.page)


def test_they_work_in_the_frame_of_a_notebook(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "book.html").write_text(f"<!DOCTYPE html><title>b</title>{with_layers()._repr_html_()}", "utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    watched = Opened(page)
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.goto((tmp_path / "book.html").as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(DRAWN).wait_for(state="attached")
    settle(page.frames[1])
    look(frame)
    assert watched.errors == []
    context.close()


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_needs_a_network_is_named_in_one_line(name: str) -> None:
    made = plan_map(plan_of("tiny"))
    OUTSIDE[name](made)
    with pytest.warns(UserWarning, match="Not in the page: ") as told:
        made.get_root().render()
    (line,) = (str(each.message) for each in told)
    assert re.search(rf"(^Not in the page: |; ){name} \([^)]+\)", line)
    assert line.endswith("The page needs a network for it.")
    assert "\n" not in line


def test_an_image_of_another_host_is_named() -> None:
    made = plan_map(plan_of("tiny"))
    plugins.FloatImage("https://example.org/a/logo.png").add_to(made)
    with pytest.warns(UserWarning, match=r"^Not in the page: an image \(logo\.png\)\. "):
        made.get_root().render()


def test_a_page_of_ours_carries_none_of_it() -> None:
    plain = plan_map(plan_of("tiny")).get_root().render()
    assert not re.search(r"jQuery|AwesomeMarkers|markercluster|Mike Bostock", plain, re.IGNORECASE)


def test_without_the_packages_the_line_says_how_they_come() -> None:
    code = (
        "import importlib.util as u, warnings; find = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if 'markercluster' in name else find(name, *rest)\n"
        "import folium.plugins, geo\n"
        "made = geo.plan_map(geo.read_plan('changsha'))\n"
        "folium.plugins.MarkerCluster([(28, 113)]).add_to(made)\n"
        "warnings.simplefilter('always'); made.get_root().render()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Not in the page: MarkerCluster (leaflet.markercluster.js, " in done.stderr
    assert f"For what comes as a package: {install_hint('layers')}" in done.stderr


def test_readme_lists_what_works() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (in the page|with a network) \| (.*) \|$", readme, re.MULTILINE)
    assert {head: re.findall(r"`(\w+)`", names) for head, names in rows} == {
        "in the page": sorted(INSIDE),
        "with a network": sorted(OUTSIDE),
    }
