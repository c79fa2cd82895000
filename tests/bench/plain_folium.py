"""The shortest plain-folium script that draws the shapes and places of a plan: the peer that bench measures against."""

import csv
import json
import sys

import folium

root, out = sys.argv[1:3]
drawn = folium.Map()
for layer in ("units", "zones"):
    with open(f"{root}/layers/heilongjiang/{layer}.geojson", encoding="utf-8") as file:
        folium.GeoJson(json.load(file)).add_to(drawn)
with open(f"{root}/data/heilongjiang/parks.csv", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        if row["lon"]:
            folium.Marker([float(row["lat"]), float(row["lon"])], tooltip=row["name"]).add_to(drawn)
drawn.save(out)
