"""All 2,891 counties of China in one page, from a workspace that lasts as long as the bench; beside folium-offline.

python tests/bench/nation_page.py [OUT.html]    write the page only
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = 1_600_000
REGIONS = {
    "north": ("华北", "North", "11 12 13 14 15"),
    "northeast": ("东北", "Northeast", "21 22 23"),
    "east": ("华东", "East", "31 32 33 34 35 36 37 71"),
    "centre-south": ("中南", "Centre and South", "41 42 43 44 45 46 81 82"),
    "southwest": ("西南", "Southwest", "50 51 52 53 54"),
    "northwest": ("西北", "Northwest", "61 62 63 64 65"),
}
PLAN = """id = "nation"
title = "全国县级行政区"
title_en = "All counties"
slogan = "六区"
region = "中国"
region_en = "China"
region_adcode = "100000"
issuer = "无"
issuer_en = "nobody"
number = ""
issued = 2024-01-01
period = [2021, 2025]
partition = false

[[group]]
group = "regions"
name = "六区"
name_en = "Six regions"
form = "region"
order = 1

[boundaries]
source = "国家地理信息公共服务平台（天地图）行政区划数据"
edition = "2024"
review_number = "GS（2024）0650号"
"""


def counties() -> dict[str, tuple[str, Any]]:
    """Return name and outline of every county by adcode."""
    from geo.space.boundaries import unit_table

    frame = unit_table("county")
    codes = [str(code) for code in frame["district_adcode"]]
    return dict(zip(codes, zip(frame["district_name"], frame.geometry, strict=True), strict=True))


def workspace(folder: Path) -> Path:
    """Write a plan whose units are all counties and whose zones are the six regions; return its root."""
    import shapely

    found = counties()
    shutil.copytree(ROOT / "tests" / "plans" / "tiny" / "data" / "tiny", folder / "data" / "nation")
    shutil.copy(ROOT / "data" / "industries.csv", folder / "data")
    data = folder / "data" / "nation"
    (data / "plan.toml").write_text(PLAN, encoding="utf-8")
    for name in ("parks", "targets", "citations", "sources"):
        head = (data / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        (data / f"{name}.csv").write_text(head + "\n", encoding="utf-8")
    for name in ("actuals.csv", "status.csv", "story.csv"):
        (data / name).unlink(missing_ok=True)
    units = [_feature(code, {"name": name, "level": "county"}, shape) for code, (name, shape) in found.items()]
    zones = []
    for region, (name, english, heads) in REGIONS.items():
        members = sorted(code for code in found if code[:2] in heads.split())
        shape = shapely.union_all([found[code][1] for code in members], grid_size=1e-5)
        properties = {"group": "regions", "name": name, "name_en": english, "members": members, "basis": "admin-union"}
        zones.append(_feature(region, properties, shape))
    layers = folder / "layers" / "nation"
    layers.mkdir(parents=True)
    (folder / "layers" / "base").mkdir()
    shutil.copy(ROOT / "layers" / "base" / "lines.geojson", folder / "layers" / "base")
    for name, features in (("units", units), ("zones", zones)):
        text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
        (layers / f"{name}.geojson").write_text(text, encoding="utf-8")
    return folder


def _feature(ident: str, properties: dict[str, Any], shape: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": ident, "properties": properties, "geometry": shape.__geo_interface__}


def nation_html(folder: Path) -> str:
    """Return the page of all counties."""
    import geo
    from geo.draw.page.page import page_html

    return page_html(geo.read_plan("nation", workspace(folder)))


def nation_rows(python: Path, folder: Path, runs: int) -> list[Any]:
    """Compare the page's size, first shape and longest frame with those of folium-offline's page of the same shapes."""
    import subprocess

    from browser import running_browser
    from first_shape import first_shape_ms
    from panning import MOST_MS, longest_frame_ms
    from run import Row, paired

    ours, theirs = folder / "nation.html", folder / "nation-offline.html"
    ours.write_text(nation_html(folder / "nation"), encoding="utf-8", newline="\n")
    source = folder / "nation" / "layers" / "nation" / "units.geojson"
    code = (
        "import json, sys, offlinefolium as folium\n"
        "drawn = folium.Map(tiles=None)\n"
        "folium.GeoJson(json.load(open(sys.argv[1], encoding='utf-8'))).add_to(drawn)\n"
        "drawn.fit_bounds([[18, 73], [54, 135]])\n"
        "drawn.save(sys.argv[2])"
    )
    subprocess.run([str(python), "-c", code, str(source), str(theirs)], check=True)
    sizes = ours.stat().st_size, theirs.stat().st_size
    with running_browser() as opened:
        mine, other, ratio = paired(lambda: first_shape_ms(opened, ours), lambda: first_shape_ms(opened, theirs), runs)
        ours_pan, other_pan, pan = paired(
            lambda: longest_frame_ms(opened, ours), lambda: longest_frame_ms(opened, theirs), min(runs, 3)
        )
    shown = [f"{size / 1e6:.2f} MB" for size in sizes]
    work = "all 2,891 counties in one page"
    return [
        Row(work, "folium-offline, same shapes", *shown, sizes[0] / sizes[1], MOST_BYTES / sizes[1]),
        Row("first shape drawn", "folium-offline's page", f"{mine:.0f} ms", f"{other:.0f} ms", ratio, 0.4),
        Row(
            f"longest frame while dragging the map, at most {MOST_MS} ms",
            "folium-offline's page",
            f"{ours_pan:.0f} ms",
            f"{other_pan:.0f} ms",
            pan,
            MOST_MS / other_pan,
        ),
    ]


def main() -> None:
    """Write the page and print its size."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        page = nation_html(Path(folder))
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "nation.html")
    out.write_text(page, encoding="utf-8", newline="\n")
    print(f"{out}: {len(page.encode()):,} bytes, at most {MOST_BYTES:,}")


if __name__ == "__main__":
    main()
