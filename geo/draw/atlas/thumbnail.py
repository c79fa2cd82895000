"""A scene -> a small drawing of its zones, as an SVG element."""

from __future__ import annotations

import math
from collections.abc import Sequence

from geo.draw.scene.looks import FILL_OPACITY
from geo.draw.scene.marks import Geometry, GroupMark, Scene, ZoneMark
from geo.draw.scene.phrases import phrase
from geo.draw.scene.view import View
from geo.draw.scene.words import NO_WORDS, Words
from geo.model.outlines import parts_of
from geo.space.boxes import DegreeBox

_WIDTH, _HEIGHT, _EDGE = 480.0, 320.0, 12.0
_SCALE = 0.75
"""Of widths and dashes, in a picture so small."""


def thumbnail(scene: Scene) -> str:
    """Return a small drawing of a scene as an SVG element: the region with its zones in their colours."""
    project, view = _Projection(scene.plan.bbox), _pictured(scene)
    theme = view.theme
    land = "".join(project.path(unit.shape) for unit in scene.land_units if unit.shape)
    zones = "".join(_zone(view, zone, project.path(zone.shape)) for zone in view.zones if zone.shape)
    ground = f'<path d="{land}" fill="{theme.land}" stroke="{theme.rule}" stroke-width="0.8"/>'
    strokes = "".join(project.lines(line.paths) for line in scene.lines)
    lines = f'<path d="{strokes}" fill="none" stroke="{theme.quiet}" stroke-width="1"/>' if strokes else ""
    box = f"0 0 {_WIDTH:g} {_HEIGHT:g}"
    look = f'class="picture" viewBox="{box}" fill-rule="evenodd" stroke-linejoin="round"'
    return f'<svg {look} aria-hidden="true">{ground}{zones}{lines}</svg>'


def pictured_name(scene: Scene) -> Words:
    """Return which of its layouts is pictured where they lie over one another, nothing elsewhere."""
    group = _pictured_group(scene)
    return phrase("pictured", name=group.name) if group else NO_WORDS


def _pictured(scene: Scene) -> View:
    """Return what is pictured: all zones, or those of the first group where all would lie over one another."""
    group = _pictured_group(scene)
    return View(scene=scene).lighting(zone.id for zone in (scene.zones_of(group.id) if group else ()))


def _pictured_group(scene: Scene) -> GroupMark | None:
    return scene.groups[0] if View(scene=scene).is_tinted and scene.groups else None


def _zone(view: View, zone: ZoneMark, path: str) -> str:
    tones, stroke = view.zone_colour(zone), view.zone_stroke(zone)
    dash = " ".join(f"{length * _SCALE:g}" for length in stroke.dash)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{path}" fill="{tones.fill}" fill-opacity="{FILL_OPACITY}" '
        f'stroke="{tones.line}" stroke-width="{stroke.width * _SCALE:g}"{dashes}/>'
    )


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
        rings = (self._kept(ring) for polygon in parts_of(shape) for ring in polygon)
        return "".join(f"{_joined(ring)}Z" for ring in rings if len(ring) > 2)

    def lines(self, shape: Geometry) -> str:
        """Return path data of lines."""
        return "".join(_joined(self._kept(part)) for part in parts_of(shape))

    def _kept(self, positions: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
        kept: list[tuple[float, float]] = []
        for lon, lat, *_ in positions:
            x, y = self.left + lon * self.shrink * self.scale, self.top - lat * self.scale
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 1.0:
                kept.append((x, y))
        return kept


def _joined(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
