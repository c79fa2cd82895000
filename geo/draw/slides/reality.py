"""Slides of a register beside the plan: where it gathers on a map, and a table of zones and industries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from geo.analysis.reality.result import AGREEMENTS, METHODS, Cluster, Found, Reality
from geo.draw.scene.marks import IndustryMark
from geo.draw.scene.phrases import filled
from geo.draw.scene.reality_phrases import REALITY_PHRASES
from geo.draw.scene.view import View
from geo.draw.scene.words import Words
from geo.draw.slides.deck import DeckMaker
from geo.draw.slides.notes import notes_of
from geo.draw.slides.panel import Block, small_block
from geo.draw.slides.picture import Badge
from geo.draw.slides.tables import Column, Row, Table
from geo.draw.slides.type import LOOKED_UP
from geo.model.measure import digits

_MOST_CLUSTERS = 6
"""So many of the most certain have a number on the map."""

_SAID = ("met", "absent", "unplanned")


def add_reality(maker: DeckMaker, found: Reality) -> None:
    """Add where a register gathers, and how plan and register agree on each industry in each zone."""
    view = maker.view
    counts = Counter(row.agreement for row in found.zones)
    planned = counts["met"] + counts["absent"]
    title = _say(view, "reality_claim", planned=planned, met=counts["met"], unplanned=counts["unplanned"])
    clusters = sorted(found.clusters, key=lambda each: (each.p, -each.rows / each.expected))[:_MOST_CLUSTERS]
    badges = [_badge(view, cluster, number) for number, cluster in enumerate(clusters, start=1)]
    picture = replace(maker.layout_picture, without_places=True, badges=badges)
    base = REALITY_PHRASES[f"base_{found.base}"]
    about = _say(view, "reality_rows", n=digits(found.rows), base=base)
    methods = [_say(view, f"method_{name}") for name in METHODS]
    said = [title, about, _say(view, "reality_not_plan"), *methods, _say(view, "reality_more")]
    blocks = _blocks(view, counts, clusters, about)
    maker.map_slide(title, picture, lambda most: blocks, "tab=reality", notes_of(view, said, ()))
    maker.table_slides(_table(view, found))


def _say(view: View, key: str, **values: object) -> str:
    return view.tell(filled(REALITY_PHRASES[key], **values))


def _industry(view: View, ident: str) -> IndustryMark:
    return next(each for each in view.scene.industries if each.id == ident)


def _badge(view: View, cluster: Cluster, number: int) -> Badge:
    tone = view.colour(_industry(view, cluster.industry).tone)
    return Badge(number, _told(view, cluster, number), (cluster.lon, cluster.lat), tone, cluster.agreement == "met")


def _told(view: View, cluster: Cluster, number: int) -> str:
    return _say(
        view,
        "reality_numbered",
        number=number,
        industry=_industry(view, cluster.industry).name,
        name=Words(cluster.name, cluster.name_en),
        n=cluster.rows,
        expected=digits(round(cluster.expected, 1)),
    )


def _blocks(view: View, counts: Counter[str], clusters: Sequence[Cluster], about: str) -> tuple[Block, ...]:
    """Return how often plan and register agree, the clusters by their numbers, and how that was got."""
    found = [
        Block(text=view.say("pair", one=_say(view, f"agreement_{name}"), two=str(counts[name])), size=20, bold=True)
        for name in _SAID
    ]
    found.append(small_block(_say(view, "method_dense"), before=6, is_detail=True))
    if clusters:
        found.append(Block(text=_say(view, "reality_discs"), size=18, bold=True, before=10, is_head=True))
        lines = (_told(view, each, at) for at, each in enumerate(clusters, start=1))
        found += [Block(text=line, size=16, least=LOOKED_UP, before=2) for line in lines]
    else:
        found.append(Block(text=_say(view, "reality_nowhere"), size=18, before=10))
    found.append(small_block(about, before=8, is_detail=True))
    return tuple(found)


def _table(view: View, found: Reality) -> Table:
    """Return a row for each industry that a zone is planned for, or in which it gathers there."""
    zone, places, count, ratio, agreement = (
        _say(view, f"reality_{name}") for name in ("zone", "places", "count_share", "quotient", "agreement")
    )
    columns = (
        Column(zone, 0.23),
        Column(view.say("industry"), 0.22),
        Column(places, 0.08, "r"),
        Column(count, 0.14, "r"),
        Column(ratio, 0.19, "r"),
        Column(agreement, 0.14),
    )
    rows = (row for row in found.zones if row.agreement in _SAID)
    return Table(_say(view, "reality_table"), columns, tuple(Row(_cells(view, row, found.withhold)) for row in rows))


def _cells(view: View, row: Found, withhold: int) -> tuple[str, ...]:
    return (
        view.tell(Words(row.name, row.name_en)),
        view.tell(_industry(view, row.industry).name),
        str(row.places or ""),
        _counted(view, row, withhold),
        "" if row.quotient is None else _range(view, row),
        view.tell(Words(*AGREEMENTS[row.agreement])),
    )


def _counted(view: View, row: Found, withhold: int) -> str:
    if row.rows is None:
        return _say(view, "reality_few", n=withhold)
    return digits(row.rows) if row.share is None else view.say("within", one=digits(row.rows), two=f"{row.share:.1%}")


def _range(view: View, row: Found) -> str:
    value, low, high = (f"{each:.2f}" for each in (row.quotient, row.low, row.high) if each is not None)
    return _say(view, "reality_range", value=value, low=low, high=high)
