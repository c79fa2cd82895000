"""Where an inset may stand that enlarges the places which stand too close on a slide's map."""

from __future__ import annotations

from collections.abc import Sequence

from geo.draw.sheet.gathering import Gathering
from geo.draw.sheet.ground import Ground
from geo.draw.sheet.insets import crowded, enlarged, free_corner
from geo.draw.slides.picture import Picture


def inset_ground(ground: Ground, picture: Picture, spots: Sequence[Gathering]) -> Ground | None:
    """Return the ground of an inset for the most crowded symbol of a map that names its places.

    Returns
    -------
    Ground or None
        In the corner where it hides least; None where nothing is crowded, or no corner is free.
    """
    crowd = crowded(spots, picture.own) if picture.places else None
    corner = free_corner(ground, crowd, spots, picture.lit_shapes.values()) if crowd else None
    return enlarged(ground, crowd, corner) if crowd and corner else None
