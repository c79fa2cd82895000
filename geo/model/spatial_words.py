"""Words that slogans count: what each means in space, in English, and as a form of the diagram."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What a counted word means.

    Attributes
    ----------
    form : str
        One of :data:`geo.model.schema.FORMS`.
    english : str
        Its English noun, in the singular.
    weak : bool
        Whether it tells of a layout only beside other parts: 一体 may be anything, 一体两翼 is a layout.
    """

    form: str
    english: str
    weak: bool = False

    def counted(self, number: int) -> str:
        """Return the noun with its number as a title writes it, for example ``Two areas``; 0 is several.

        Examples
        --------
        >>> KINDS_OF_WORDS["轴"].counted(2), KINDS_OF_WORDS["极"].counted(1), KINDS_OF_WORDS["城"].counted(0)
        ('Two axes', 'One pole', 'Several cities')
        """
        spelled = _ENGLISH[number] if number < len(_ENGLISH) else str(number)
        return f"{spelled} {self.noun(number)}"

    def noun(self, number: int) -> str:
        """Return the noun in the singular or, but for one, in the plural."""
        if number == 1:
            return self.english
        if self.english.endswith("axis"):
            return self.english.removesuffix("is") + "es"
        return re.sub(r"(?<![aeiou])ys$", "ies", f"{self.english}s")


_SPELLED = "Several One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve"
_ENGLISH = _SPELLED.split()
_LISTED = """
pole pole 极 增长极 引领极 极核
pole core 核 核心 内核 主核 副核 硅核
pole hub 枢纽 门户
pole head-office 总部
pole highland 高地 高峰 高原
pole engine 引擎 龙头 源 策源地
pole lead ~主 主城 主体
pole secondary-core ~副 ~辅 ~次
pole body ~体
centre centre 心 中心 主中心 副中心 次中心 芯 芯片
area area 区 片区 板块 功能区 园地 片 ~地 ~面 ~域 ~块
area city 城 新城 都市 市 ~都
area bay 湾
area county 县 州 旗
area lake 湖 泊
area sea 海 洋
area mountain 山 岭
area island 岛 洲 屿
area shore 岸 滨
area forest 林 湿地 田
area quarter 街区 街 镇区
belt belt 带 产业带 经济带 轴带
belt chain ~链
belt barrier 屏 屏障
belt wedge 楔
valley valley 谷
wing wing 翼 ~支
axis axis 轴 ~线 ~横 ~纵 ~干 脉
ring ring 环 圈 ~弧
corridor corridor 廊 走廊 廊道 通道 ~路径
corridor river 河 江 水系 ~水 ~川 渠
park-cluster park 园 园区 产业园 庄园
park-cluster base 基地 飞地
park-cluster cluster 集群 产业群 组团 ~团 ~簇 群落
park-cluster node ~点 节点 支点 极点 增长点 ~星 ~珠
park-cluster town 镇 小镇 ~村 乡
park-cluster port 港 港口 口岸 机场
park-cluster platform 平台 ~台 ~库 ~站
park-cluster institute 院 室 实验室 ~所 ~校 研究院
park-cluster works ~厂
region city-cluster 群 城市群 城镇群
region region 地区 区域 都市圈
region network ~网 网络
region pair ~双
region triangle ~角 三角
"""


def _read(lines: str) -> dict[str, Kind]:
    found = {}
    for line in lines.strip().splitlines():
        form, english, *words = line.split()
        for word in words:
            found[word.lstrip("~")] = Kind(form, english.replace("-", " "), word.startswith("~"))
    return found


KINDS_OF_WORDS: Mapping[str, Kind] = _read(_LISTED)
"""Words that slogans count, alone or at the end of a longer one (先导区) -> what they mean; ``~`` marks the weak."""

WHOLE = "全域"
"""The word of a part that is the whole region: it is in many slogans, and has no number."""

_DONE = """
引领 驱动 支撑 协同 齐飞 联动 辐射 带动 互动 并进 并举 协作 环绕 拱卫 串联 贯通 集聚 布局
发展 联结 提升 示范 融合 呼应 开花 突破 崛起 放射 拓展 共进 共兴 协调 统领 主导 牵引 展翅
腾飞 比翼 托举 互补 联通 覆盖 隆起 先行 振兴 赋能 分工 错位 共生 共享 共建 共融 同城 统筹
推进 承载 齐驱 齐进 齐头 竞相 耦合 延伸 对接 合作 领航 领跑 引航 集成 支持 协力 承接 承东
连接 衔接 连通 环抱 相连 相融 争先 争辉 互促 互联 互通 并重 并行 并立 并驾 发力 合力 成链
成群 成势 成网 成片 串起 辉映 闪耀 联袂 增长 升级 创新 联创 共创 共治 共赢 保障 保护 守护
涵养 疏解 转化 牵动 拉动 推动 促进 连 串 领 牵 绕 托 撑
"""
VERBS: tuple[str, ...] = tuple(_DONE.split())
"""What parts do in slogans: 引领 in 一主引领."""


def kind_of(word: str) -> Kind | None:
    """Return what a counted word means, by its longest end that is known; None where none is.

    Examples
    --------
    >>> kind_of("先导区").form, kind_of("都市圈").english, kind_of("梁")
    ('area', 'region', None)
    """
    if word.startswith(WHOLE):
        return KINDS_OF_WORDS["区域"]
    ends = (word[at:] for at in range(len(word)))
    return next((KINDS_OF_WORDS[end] for end in ends if end in KINDS_OF_WORDS), None)
