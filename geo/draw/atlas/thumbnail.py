"""A scene -> a small drawing of its zones, as an SVG element."""

from __future__ import annotations

import math
from collections.abc import Sequence

from geo.draw.scene.marks import Geometry, Scene, ZoneMark
from geo.draw.scene.theme import LIGHT
from geo.space.boxes import DegreeBox

_WIDTH, _HEIGHT, _EDGE = 480.0, 320.0, 12.0


def thumbnail(scene: Scene) -> str:
    """Return a small drawing of a scene as an SVG element: the region in paper white, its zones in their colours."""
    project = _Projection(scene.plan.bbox)
    land = "".join(project.path(unit.shape) for unit in scene.units if unit.shape and _is_ground(unit.parent, scene))
    zones = "".join(
        f'<path d="{project.path(zone.shape)}" fill="{LIGHT.zone(zone.tone).fill}" fill-opacity="0.85" '
        f'stroke="{LIGHT.zone(zone.tone).line}" stroke-width="1.2"/>'
        for zone in _pictured(scene)
        if zone.shape
    )
    ground = f'<path d="{land}" fill="{LIGHT.field}" stroke="{LIGHT.rule}" stroke-width="0.8"/>'
    strokes = "".join(project.lines(line.paths) for line in scene.lines)
    lines = f'<path d="{strokes}" fill="none" stroke="{LIGHT.quiet}" stroke-width="1"/>' if strokes else ""
    box = f"0 0 {_WIDTH:g} {_HEIGHT:g}"
    look = f'class="picture" viewBox="{box}" fill-rule="evenodd" stroke-linejoin="round"'
    return f'<svg {look} aria-hidden="true">{ground}{zones}{lines}</svg>'


def _pictured(scene: Scene) -> list[ZoneMark]:
    """Return the zones of the picture: all of a slogan, and the first layout of a plan of separate clauses."""
    first = scene.groups[0].id if scene.groups and not scene.plan.slogan else ""
    return [zone for zone in scene.zones if not first or zone.group == first]


def _is_ground(parent: str, scene: Scene) -> bool:
    """Say whether a unit stands at the top: the region itself, or what has no unit above it in the layer."""
    return parent not in {unit.id for unit in scene.units}


class _Projection:
    """Degrees -> the picture's pixels, whole tenths; longitudes shrunk by the cosine of the middle latitude."""

    def __init__(self, box: DegreeBox) -> None:
        west, south, east, north = box
        self.shrink = math.cos(math.radians((south + north) / 2))
        wide, high = (east - west) * self.shrink, north - south
        self.scale = min((_WIDTH - 2 * _EDGE) / wide, (_HEIGHT - 2 * _EDGE) / high)
        self.left = (_WIDTH - wide * self.scale) / 2 - west * self.shrink * self.scale
        self.top = (_HEIGHT - high * self.scale) / 2 + north * self.scale

    def path(self, shape: Geometry) -> str:
        """Return path data of outlines; steps under a pixel are left out, and rings that become a point."""
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        rings = (self._kept(ring) for polygon in polygons for ring in polygon)
        return "".join(f"{_joined(ring)}Z" for ring in rings if len(ring) > 2)

    def lines(self, shape: Geometry) -> str:
        """Return path data of lines."""
        parts = [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]
        return "".join(_joined(self._kept(part)) for part in parts)

    def _kept(self, positions: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
        kept: list[tuple[float, float]] = []
        for lon, lat, *_ in positions:
            x, y = self.left + lon * self.shrink * self.scale, self.top - lat * self.scale
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 1.0:
                kept.append((x, y))
        return kept


def _joined(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
