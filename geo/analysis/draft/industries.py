"""Industries of the taxonomy by the words that texts use for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from geo.analysis.draft.words import any_of
from geo.model.schema import Industry

_WORDS = """
生物医药: 医药工业 医药产业 医药 药物 制药 药品 抗体 疫苗 新药 干细胞 细胞治疗 基因治疗 临床 精准医学 细胞
生物医药: 蛋白质工程 生命健康
生物医药产品: 生物药品 创新药 生物药 抗体药物 干细胞 疫苗 细胞制备 制剂
原料药及医药中间体: 原料药 医药中间体 头孢 抗生素
中药: 中医药 中药 北药 药材 南药 藏药 蒙药 饮片
特医食品: 特医食品 特医 特殊医学用途 保健品
生物农业: 生物农业 农业
生物育种: 育种 种业 种质 种子 种源 制种 良种 繁育 种猪 茶树
兽用生物制品: 兽用 兽药 兽医 动物疫苗 饲料
黑土地保护: 黑土 土壤 肥料 生物农药
生物林业: 林业 林木 浆果 食用菌
生物食品: 生物食品 食品 乳业
生物制造: 生物制造 生物质材料
发酵: 生物发酵 发酵 氨基酸 酶制剂 益生菌 乳酸菌
生物基材料: 生物基 可降解 聚乳酸 降解材料 高分子材料
合成生物: 合成生物 底盘 元件
生物能源: 生物能源 生物质能 生物质发电 秸秆综合利用
气体燃料: 生物燃气 沼气 生物天然气 制氢
液体燃料: 燃料乙醇 生物柴油 乙醇
固体燃料: 成型燃料 燃烧掺混 压块
生物环保: 生物环保 环保 污水 污泥
水污染生物治理: 水污染 废水
污染土壤生物修复: 土壤修复 土壤生物修复 污染土壤
挥发性有机污染物生物转化: 挥发性有机
生物医学工程: 生物医学工程 医学工程 植介入
生物诊疗设备: 医疗器械产业 医疗装备产业 医疗器械 诊疗设备 医疗装备 医疗设备 医疗机器人
生物医用材料: 医用材料 骨科 医学材料
诊断试剂及设备: 诊断试剂 体外诊断 检测试剂
生物服务: 医疗服务 健康服务 康养 养老 医药物流 检验检测 研发外包 孵化器 专科 医院 医疗美容 生物服务 健康城 物流 CRO
生物信息: 大数据 数据中心 生物信息 数据库 数字健康 基因库 算法 超算 产业大脑 数字化 生物计算
"""


_SECTORS = ("种业", "中医药", "医药工业", "医药产业", "生物药品", "医疗器械产业", "医疗装备产业", "生物发酵")
"""Other words for an industry as a whole."""


@dataclass(frozen=True)
class Vocabulary:
    """The taxonomy of a workspace by its words.

    Attributes
    ----------
    industries : tuple of Industry
        Its rows.
    """

    industries: tuple[Industry, ...]

    @cached_property
    def _names(self) -> dict[str, str]:
        """Names of the taxonomy, without what stands in brackets behind them -> the industry."""
        return {re.sub("[(（].*", "", row.name): row.industry for row in self.industries}

    @cached_property
    def _by_word(self) -> dict[str, str]:
        """Words -> the industry that they tell: names of the taxonomy, and what texts write for them."""
        names = self._names
        found: dict[str, str] = {}
        for line in _WORDS.strip().splitlines():
            name, _, words = line.partition(": ")
            if name in names:
                found |= dict.fromkeys(words.split(), names[name])
        return {**found, **names}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(any_of(self._by_word))

    @cached_property
    def _sectors(self) -> re.Pattern[str]:
        """Names of the taxonomy where they stand for an industry as a whole: 生物医药产业, 生物服务业."""
        return re.compile(any_of({*self._names, *_SECTORS}))

    def told_by(self, text: str) -> tuple[str, ...]:
        """Return the industries that a phrase tells, the finest of each branch, sorted."""
        found = {self._by_word[match[0]] for match in self._pattern.finditer(_apart(text))}
        above = {row.industry: row.parent for row in self.industries}
        return tuple(sorted(found - {above.get(each, "") for each in found}))

    def named_in(self, text: str) -> tuple[str, ...]:
        """Return the words of a text that name an industry as a whole."""
        return tuple(match[0] for match in self._sectors.finditer(text))

    def sectors_of(self, text: str) -> tuple[str, ...]:
        """Return the industries that a text names as such, in its order.

        Examples
        --------
        >>> rows = (Industry(industry="biomed", name="生物医药", name_en="", order=1),)
        >>> Vocabulary(rows).sectors_of("生物医药产业规模")
        ('biomed',)
        """
        return tuple(
            dict.fromkeys(
                self._by_word[match[0]] for match in self._sectors.finditer(_apart(text)) if match[0] in self._by_word
            )
        )


def _apart(text: str) -> str:
    """Return a text in which 其中 and what follows it make no word: 其中医药工业 is no 中医药."""
    return text.replace("其中", "其,")


def vocabulary_of(industries: Iterable[Industry]) -> Vocabulary:
    """Return a taxonomy by its words."""
    return Vocabulary(tuple(industries))
