"""Every word that sets a register against a plan, Chinese and English; names in braces are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geo.analysis.reality.result import AGREEMENTS, BASES, METHODS
from geo.analysis.tally import NO_ZONE
from geo.draw.scene.words import Words
from geo.model.schema import ELSEWHERE

REALITY_PHRASES: Mapping[str, Words] = MappingProxyType(
    {
        "tab_reality": Words("对照", "Reality"),
        "reality_title": Words("规划与现实对照", "Plan against reality"),
        "reality_not_plan": Words(
            "据用户的企业名录，不属于规划内容。", "From a user's own register: no part of the plan."
        ),
        "reality_rows": Words("名录企业 {n} 家，以{base}为基准", "{n} enterprises, against {base}"),
        "reality_wanted": Words(
            "{all} 家中 {n} 家（{share}）位于规划有该产业的分区",
            "{n} of {all} ({share}) lie in zones that the plan wants the industry in",
        ),
        "reality_wanted_few": Words("位于规划分区内的家数不示", "How many lie where the plan wants them is withheld"),
        "reality_withheld": Words(
            "少于 {n} 家的数目不示，能由合计反推的一并不示。",
            "Counts under {n} are withheld, and those that a total minus its parts would tell.",
        ),
        "reality_zone": Words("分区", "Zone"),
        "reality_no_zone": Words(*ELSEWHERE[NO_ZONE]),
        "reality_count": Words("企业", "Number"),
        "reality_count_share": Words("企业（占比）", "Number (share)"),
        "reality_share": Words("占比", "Share"),
        "reality_quotient": Words("区位商", "Quotient"),
        "reality_hot": Words("热点行政区", "Hot units"),
        "reality_clusters": Words("集聚区", "Clusters"),
        "reality_cluster": Words(
            "{name}：{n} 家，预期 {expected}，{km2} km²", "{name}: {n} where {expected} are expected, {km2} km²"
        ),
        "reality_nowhere": Words("没有显著的集聚。", "It gathers nowhere significantly."),
        "reality_methods": Words("方法", "Method"),
        "reality_more": Words("公式、前提与局限见 buju 的 docs/methods.zh.md", "More: docs/methods.md of buju"),
        "reality_fills": Words("底色为热点行政区，椭圆为集聚区", "Filled units are hot, ellipses are clusters"),
        "reality_claim": Words(
            "规划的 {planned} 项产业布局中 {met} 项已见集聚，另有 {unplanned} 项集聚不在规划中",
            "Of {planned} industries planned in zones {met} gather there; {unplanned} gather where none is planned",
        ),
        "reality_table": Words("规划与名录对照", "Plan and register side by side"),
        "reality_places": Words("地点", "In the plan"),
        "reality_agreement": Words("对照", "Agreement"),
        "reality_few": Words("<{n}", "<{n}"),
        "reality_range": Words("{value}（{low}–{high}）", "{value} ({low}–{high})"),
        "reality_discs": Words("集聚区：实心为规划内，空心为规划外", "Clusters: full as planned, hollow where not"),
        "reality_numbered": Words(
            "{number} {industry}，{name}：{n} 家，预期 {expected}",
            "{number} {industry}, {name}: {n}, {expected} expected",
        ),
        **{f"agreement_{name}": Words(*pair) for name, pair in AGREEMENTS.items() if pair[0]},
        **{f"method_{name}": Words(*pair) for name, pair in METHODS.items()},
        **{f"base_{name}": Words(*pair) for name, pair in BASES.items()},
    }
)
