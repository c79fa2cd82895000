"""A plan's page with what stands beside the plan on it: each as a block of its own, with its scripts."""

from __future__ import annotations

from collections.abc import Mapping

from geo.draw.page.page import scene_html
from geo.draw.page.tiles import tile_base
from geo.draw.scene.framing import shown_scene
from geo.model.plan import Plan


def html_beside(plan: Plan, blocks: Mapping[str, str], base: str = "", unit: str | None = None, link: str = "") -> str:
    """Return a plan's page with blocks beside it, as :func:`geo.draw.page.page.page_html` does without.

    Parameters
    ----------
    plan : Plan
        As read.
    blocks : mapping of str to str
        JSON by its id: ``register`` of :func:`geo.draw.page.register.register_block`, ``reality`` of
        :func:`geo.draw.page.reality.reality_block`.
    base, unit, link : str
        As of :func:`geo.draw.page.page.page_html`.

    Raises
    ------
    UsageError
        The text names no online base, no unit of the plan, or no address.
    """
    return scene_html(shown_scene(plan, unit), base=tile_base(base) if base else None, link=link, blocks=blocks)
