"""Every word that speaks of a register over a plan, Chinese and English; names in braces are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geo.draw.scene.words import Words

REGISTER_PHRASES: Mapping[str, Words] = MappingProxyType(
    {
        "tab_register": Words("名录", "Register"),
        "register_legend": Words("名录企业数（非规划内容）", "Enterprises of a register (not of the plan)"),
        "register_points": Words("名录企业（非规划内容）", "An enterprise of a register (not of the plan)"),
        "register_known": Words("仅知所在行政区的企业数", "Those known to a unit only"),
        "register_grid": Words(
            "名录企业密度（非规划内容），每格约 {km} 公里",
            "Density of a register (not of the plan), hexagons about {km} km across",
        ),
        "register_few": Words("不足 {n} 家，或随之不示", "fewer than {n}, or withheld with them"),
        "register_hidden": Words("不示", "withheld"),
        "register_not_plan": Words("用户的名录，不属于规划内容。", "A user's own register: no part of the plan."),
        "register_placed": Words("落位 {n} 家", "{n} placed"),
        "register_at_point": Words("有坐标 {n}", "{n} by coordinates"),
        "register_at_township": Words("知其乡镇 {n}", "{n} known to a township"),
        "register_at_county": Words("知其县区 {n}", "{n} known to a county"),
        "register_at_prefecture": Words("知其地市 {n}", "{n} known to a city"),
        "register_rejected": Words("未落位 {n}", "{n} not placed"),
        "register_withheld": Words(
            "少于 {n} 家的数目不示；能由合计反推的一并不示。",
            "Counts under {n} are withheld, and those that a total minus its parts would tell.",
        ),
        "register_counts_only": Words(
            "本页只含计数，不含名录原行。", "This page holds counts only, no row of the register."
        ),
        "register_dense": Words(
            "行数过多，不逐行列出：以密度和计数表示。",
            "Too many rows to list one by one: density and counts stand for them.",
        ),
        "register_left_out": Words("未列入的列：{names}", "Columns left out: {names}"),
        "register_shown": Words("在图上显示", "Show on the map"),
        "register_all": Words("全部", "All"),
        "register_empty": Words("未填写", "not stated"),
        "register_other": Words("其他各类", "all others"),
        "register_where": Words("分区、行政区", "Zones and units"),
        "register_count": Words("企业数", "Enterprises"),
        "register_counts": Words("按分区和行政区计数", "Counts by zone and unit"),
        "register_sum": Words("{name}（{unit}）", "{name} ({unit})"),
        "register_sum_all": Words("{name}合计 {sum}", "{name}: {sum} in all"),
        "register_sum_withheld": Words(
            "不足 {n} 家的合计、一家超过 {share}% 的合计也不示。",
            "So are sums of fewer than {n}, and those of which one enterprise has over {share} %.",
        ),
        "register_find": Words("在名录中查找", "Search the register"),
        "register_rows": Words("名录各行", "Rows of the register"),
        "register_of": Words("{n} / {all} 家", "{n} of {all}"),
        "register_none": Words("没有符合的行。", "No row fits."),
        "register_more": Words("再列 {n} 行", "{n} more rows"),
        "register_known_to": Words("仅知在{name}", "known to {name} only"),
        "register_claim": Words("名录落位 {n} 家，以{names}为多", "{n} enterprises placed, most in {names}"),
        "register_each": Words("{name}：{n} 家", "{name}: {n}"),
        "register_with": Words("{each}，{sum}", "{each}, {sum}"),
        "register_cell": Words("此格 {n} 家", "{n} in this hexagon"),
    }
)
