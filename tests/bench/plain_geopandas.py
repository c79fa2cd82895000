"""The shortest geopandas script that draws the same shapes: units, zones, places, provinces; no names, no legend."""

from __future__ import annotations

import sys
from pathlib import Path

import geopandas
import matplotlib.pyplot as plt
import pandas

root, plan, target = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
figure, axes = plt.subplots(figsize=(20, 11.25), dpi=96)
geopandas.read_file(root / "layers" / "base" / "provinces.geojson").plot(ax=axes, color="#e4e2dc", edgecolor="white")
zones = geopandas.read_file(root / "layers" / plan / "zones.geojson")
zones.plot(ax=axes, column="name", alpha=0.6)
geopandas.read_file(root / "layers" / plan / "units.geojson").plot(ax=axes, facecolor="none", edgecolor="white")
parks = pandas.read_csv(root / "data" / plan / "parks.csv").dropna(subset=["lon", "lat"])
geopandas.GeoDataFrame(parks, geometry=geopandas.points_from_xy(parks.lon, parks.lat)).plot(ax=axes, markersize=20)
west, south, east, north = zones.total_bounds
axes.set_xlim(west - 1, east + 1)
axes.set_ylim(south - 1, north + 1)
figure.savefig(target)
