"""Views that show less, and credit no more than they show: for sheets on which all would crowd."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from geo.draw.scene.credits import evidence_credit, nature_credits
from geo.draw.scene.states import Time, parks_of_time
from geo.draw.scene.view import View
from geo.draw.scene.words import Words


def without_places(view: View) -> View:
    """Return a view without any place, and without the works that located them."""
    scene = view.scene
    found = replace(view, scene=replace(scene, parks=()))
    return _uncredited(found, [evidence_credit(scene.evidence)] if scene.evidence else [])


def of_time(view: View, time: Time) -> View:
    """Return a view of the places that are there, or of those to come, wherever they stand."""
    parks = parks_of_time(view.scene.parks, time)
    return replace(view, scene=replace(view.scene, parks=parks), has_all_parks=True)


def without_waters(view: View) -> View:
    """Return a view without sea, rivers and lakes."""
    found = replace(view, scene=replace(view.scene, rivers=(), lakes=(), sea=None))
    return _uncredited(found, nature_credits(waters=True, towns=False))


def without_nature(view: View) -> View:
    """Return a view that does not credit waters and towns, where a medium does not draw them."""
    return _uncredited(view, nature_credits(waters=True, towns=True))


def _uncredited(view: View, credits: Collection[Words]) -> View:
    kept = tuple(words for words in view.scene.further_credits if words not in credits)
    return replace(view, scene=replace(view.scene, further_credits=kept))
