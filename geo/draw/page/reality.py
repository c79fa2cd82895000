"""A register set against a plan as a page has it: what gathers where, and how plan and register agree."""

from __future__ import annotations

from typing import Any

from geo.analysis.reality.result import Cluster, Found, Reality, Sector
from geo.draw.page.block import block_text
from geo.draw.scene.reality_phrases import REALITY_PHRASES

_SECTOR = ("industry", "rows", "wanted_rows", "wanted_weight")
_ZONE = ("id", "industry", "places", "rows", "share", "weight_share", "quotient", "low", "high", "agreement")
_CLUSTER = ("id", "industry", "name", "name_en", "rows", "expected", "agreement", "km2", "rim")


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
