"""The same shapes and places with folium's FastMarkerCluster, all libraries inside the page.

python offline_cluster.py ROOT PLACES.json CLUSTER.js OUT.html
"""

import json
import sys
from pathlib import Path

import offlinefolium as folium
from offlinefolium.elements import _res
from offlinefolium.plugins import FastMarkerCluster

root, places, cluster, out = map(Path, sys.argv[1:5])
# folium-offline holds folium's own libraries, and not that of this plugin.
_res["cluster"] = cluster.read_text(encoding="utf-8")
FastMarkerCluster.default_js, FastMarkerCluster.default_css = [("cluster", "cluster")], []
drawn = folium.Map(tiles=None)
for layer in ("units", "zones"):
    shapes = json.loads((root / "layers" / "heilongjiang" / f"{layer}.geojson").read_text(encoding="utf-8"))
    folium.GeoJson(shapes).add_to(drawn)
FastMarkerCluster(json.loads(places.read_text(encoding="utf-8"))).add_to(drawn)
drawn.fit_bounds([[43.4, 121.2], [53.6, 135.1]])
drawn.save(str(out))
