"""Words that plans are written with: what is done, where a phrase ends, what has no name of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

BY_YEAR = "(?:到|至)?20\\d\\d年(?:底|末)?"
"""How a text says by when, as a pattern."""
_BUILT = """
打造 建设 建成 构建 创建 组建 建立 搭建 筹建 谋划 布局 规划 形成 争创 培育 设立 成立 共建 新建 构筑 创设 筹办
自建 建成投用 建成投产 建成运营 新布局 新设 新设立 新组建 增设 新开工 兴建 开工 划定 划分
开建 开设 开通 启动 争取 申报 申建 创办 建强 筑牢 联建 树立 部署 成为
"""
_ON = """
加快推进 推进 推动 加快 加快推动 加速 促进 抓好 完善 继续 实施 积极推进 扎实推进 稳步推进 稳妥推进 全力推进 加大 提速
续建 在建
"""
_THERE = """
扩建 改建 改扩建 新改扩建 提质扩容 改造提升 迁建
依托 利用 发挥 把握 紧盯 用足用好 用足 融入 对接 拥有 支持 联合 立足 用好 推广 巩固 提升 做强 做大 做优 壮大 扶持
借助 凭借 建好 整合 入选 现有 已有
已建成 已建成投用 已投用 已投产 已投入使用 已建 建有 获批
 集聚 落户 坐拥 具有 深化 鼓励 扶壮 瞄准 聚集 充分发挥 扩大 改造 加强 强化 优化 健全 引导 延伸 拓展
开展 参与 做好 凝聚 覆盖 面向 牵头 选择 突出 实行 保障
集聚 汇聚 打通 完成 促成 推行 探索 打响 建立健全 申请 认定 支撑 引育 举办 承办
聚焦 围绕 针对 通过 运用 突破 遵循 整理 涉及 涵盖
做精 做实 做美 做特 做活 做靓 擦亮 叫响 办好 升级 提高 设置 配置 配备 更新 购置 以 与 由 对 在 向 从 经 按 把 将 使
"""
_BROUGHT = "引进 招引 引入 吸引 招商 承接"

QUALIFIED = ("面向", "覆盖", "支撑", "具有", "围绕", "针对", "聚焦", "瞄准")
"""Verbs that tell of what a thing is for, and nothing of whether it is there."""

SOON = ("加快", "加速", "续建", "在建", "加大", "提速")
"""Words of what is under way."""

BUILT, ON, THERE, BROUGHT = (
    tuple(sorted(words.split(), key=len, reverse=True)) for words in (_BUILT, _ON, _THERE, _BROUGHT)
)
"""What is done to a place: it is to be built, is being built, is there, is to be brought in."""

_HOW = """
加快 全力 着力 努力 积极 大力 重点 高标准 高水平 高质量 高起点 高效 全面 不断 进一步 持续 有序 合力 聚力 加力 加速 稳步
稳妥 深入 扎实 充分 共同 联合 抢抓 主动 优先 鼓励 支持 推动 推进 促进 引导 谋划 规划 争取 力争 率先 统筹 逐步 协同
牵头 探索 集中 确保 切实 科学 合理 牢牢 因地制宜 超前 前瞻 同步 依法依规 依法
"""
HOW = tuple(sorted(_HOW.split(), key=len, reverse=True))
"""How something is done: what stands before a verb, and between two."""

VERBS = tuple(sorted({*BUILT, *ON, *(word for word in THERE if len(word) > 1), *BROUGHT}, key=len, reverse=True))

DOING = re.compile(f"(?:(?:{'|'.join(HOW)})*(?:{'|'.join(VERBS)})(?:成为|成(?![都渝安武县华果品套])|了)?)+")
"""One or several verbs with how they are done, as they stand before what they are done to."""

MANY = re.compile(
    "^(?:[两二三四五六七八九十]+[大个家所条]|\\d+(?:[—-]\\d+)?[余多]?[家个所条项座张份批类处片块套种名]|新增|一批|若干|多个|各类|各地|一系列|众多|更多|其他|相关|有关|一些|多家|一流的?各|各级|国内外|境外|海外|其它)"
)
"""How a phrase begins that speaks of several things, not of one by its name."""


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that finds the longest of some words; nothing where there are none.

    Examples
    --------
    >>> any_of(["药谷", "南原药谷"]), any_of([])
    ('南原药谷|药谷', '(?!)')
    """
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or "(?!)"
