"""A plan -> its page with a register set against it: what gathers where, and how plan and register agree."""

from __future__ import annotations

from typing import Any

from geo.analysis.reality.result import Cluster, Found, Reality, Sector
from geo.draw.page.block import block_text
from geo.draw.page.page import scene_html
from geo.draw.page.tiles import tile_base
from geo.draw.scene.framing import shown_scene
from geo.draw.scene.reality_phrases import REALITY_PHRASES
from geo.model.plan import Plan

_SECTOR = ("industry", "rows", "wanted_rows", "wanted_weight")
_ZONE = ("id", "industry", "places", "rows", "share", "weight_share", "quotient", "low", "high", "agreement")
_CLUSTER = ("id", "industry", "name", "name_en", "rows", "expected", "agreement", "km2", "rim")


def reality_html(plan: Plan, found: Reality, base: str = "", unit: str | None = None, link: str = "") -> str:
    """Return a plan's page with a register set against it, as :func:`geo.draw.page.page.page_html` does without.

    Parameters
    ----------
    plan : Plan
        As read.
    found : Reality
        Of the same plan.
    base, unit, link : str
        As of :func:`geo.draw.page.page.page_html`.

    Raises
    ------
    UsageError
        The text names no online base, no unit of the plan, or no address.
    """
    scene, tiles = shown_scene(plan, unit), tile_base(base) if base else None
    return scene_html(scene, base=tiles, link=link, blocks={"reality": reality_block(found)})


def reality_block(found: Reality) -> str:
    """Return what a page tells of a register as JSON that can stand inside a script element.

    What is not in it is not in the page: of units only those that are hot, of no enterprise anything.
    """
    return block_text(
        {
            "rows": found.rows,
            "base": found.base,
            "weight": found.weight,
            "withhold": found.withhold,
            "sectors": [_picked(sector, _SECTOR) for sector in found.sectors if sector.rows != 0],
            "zones": [_picked(row, _ZONE) for row in found.zones],
            "hot": [[row.id, row.industry, row.agreement] for row in found.units if row.agreement != "none"],
            "clusters": [_picked(cluster, _CLUSTER) for cluster in found.clusters],
            "phrases": REALITY_PHRASES,
        }
    )


def _picked(row: Sector | Found | Cluster, names: tuple[str, ...]) -> dict[str, Any]:
    """Return fields of a row; what is withheld or not known is left out."""
    return {name: value for name in names if (value := getattr(row, name)) is not None}
