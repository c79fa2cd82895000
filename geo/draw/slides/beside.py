"""What slides of something beside the plan are made with: a deck, as far as they ask, and zones with numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from geo.draw.scene.view import View
from geo.draw.sheet.ground import Plane
from geo.draw.slides.panel import Write
from geo.draw.slides.picture import Badge, Picture
from geo.draw.slides.tables import Table
from geo.space.boxes import KmBox


class Maker(Protocol):
    """What makes a deck, as far as these slides ask."""

    view: View
    plane: Plane
    home: KmBox

    def map_slide(self, title: str, picture: Picture, write: Write, state: str, notes: str) -> None:
        """Add a slide with a map and what it shows in words."""
        ...

    def table_slides(self, table: Table) -> None:
        """Add a table, on as many slides as it needs."""
        ...


def numbered_picture(maker: Maker, badges: Sequence[Badge]) -> Picture:
    """Return the map of the named zones with numbers on it in the place of the plan's places."""
    return Picture(
        view=maker.view,
        plane=maker.plane,
        box=maker.home,
        named=[zone.id for zone in maker.view.zones],
        plain=True,
        without_places=True,
        badges=badges,
    )
