"""The same shapes and places with folium-offline, which inlines folium's own libraries into the page."""

import csv
import json
import sys

import offlinefolium as folium

root, out = sys.argv[1:3]
drawn = folium.Map(tiles=None)
for layer in ("units", "zones"):
    with open(f"{root}/layers/heilongjiang/{layer}.geojson", encoding="utf-8") as file:
        shapes = json.load(file)
    folium.GeoJson(shapes).add_to(drawn)
with open(f"{root}/data/heilongjiang/parks.csv", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        if row["lon"]:
            folium.CircleMarker([float(row["lat"]), float(row["lon"])], radius=4).add_to(drawn)
drawn.fit_bounds([[43.4, 121.2], [53.6, 135.1]])
drawn.save(out)
