"""A plan -> its page with a pencil: places put, outlines drawn and drawings moved by clicking, without a network."""

from __future__ import annotations

from typing import Any

from geo.analysis.canonical import edition_of
from geo.draw.page.block import block_text
from geo.draw.page.edit_phrases import EDIT_PHRASES
from geo.draw.page.page import page_html
from geo.draw.scene.looks import BASIS_DASHES, BASIS_PHRASES
from geo.draw.scene.phrases import PHRASES
from geo.draw.scene.words import Words, pairs
from geo.model.plan import Plan
from geo.model.schema import KNOWLEDGE, KNOWLEDGE_KM, LOCATED_BASES, UNION_KM, ZONE_BASES, Park


def edit_html(plan: Plan, base: str = "") -> str:
    """Return a plan's page with a pencil, which is closed to the network as :func:`geo.draw.page.page.page_html` is.

    Outlines have every position as the layers do, so that what is drawn along borders is as exact as they are.

    Parameters
    ----------
    plan : Plan
        As read.
    base : str
        An online base to click on, as :func:`geo.draw.page.tiles.tile_base` reads it. Empty for none.

    Raises
    ------
    UsageError
        The text names no online base.
    """
    return page_html(plan, base, blocks={"draft": draft_block(plan)})


def draft_block(plan: Plan) -> str:
    """Return what a pencil needs to know of a plan, as JSON that can stand inside a script element."""
    return block_text(
        {
            "edition": edition_of(plan),
            "knowledge": KNOWLEDGE,
            "knowledge_km": KNOWLEDGE_KM,
            "union_km": UNION_KM,
            "located_bases": LOCATED_BASES,
            "sources": [{"id": row.source, "title": Words(row.title, row.title_en)} for row in plan.sources],
            "places": {park.park_id: told for park in plan.park_rows if (told := _place(park))},
            "zone_bases": {ident: _basis(ident, name) for ident, name in pairs(ZONE_BASES)},
            "phrases": EDIT_PHRASES,
        }
    )


def _place(park: Park) -> dict[str, Any]:
    """Return what the page says of a place in readable words only, as its row has it."""
    told = {"located_by": park.located_by, "outside": park.outside, "zones": park.zones}
    return {name: value for name, value in told.items() if value}


def _basis(ident: str, name: Words) -> dict[str, Any]:
    """Return how an outline on a basis looks, and what stands with the name of its zone."""
    dash = " ".join(f"{length:g}" for length in BASIS_DASHES.get(ident, ()))
    remark = {"remark": PHRASES[BASIS_PHRASES[ident]]} if ident in BASIS_PHRASES else {}
    return {"name": name, **remark, **({"dash": dash} if dash else {})}
