"""Of which words a Chinese name is made: no line breaks one, and its reading has them apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import cache
from itertools import groupby

from geo.model.naming import stem

_LONGEST = 5
"""Letters of a word that is kept whole: a longer term has words of its own."""

_LONGEST_UNKNOWN = 4
"""Letters that no list has and that are still taken as one word, mostly a name: 岳麓山, 伏牛山."""

JOINING = "与和及暨"
"""They stand before what they join, on the same line."""

_COMMON = frozenset(
    """
    东部 西部 南部 北部 中部 东北 西北 东南 西南 东方 南方 北方 沿海 沿江 沿黄 中央 中心 主城 城区 城市 城镇 新城 新区
    老城 县域 区域 地区 片区 园区 街区 港区 林区 山区 库区 灌区 流域 平原 高原 盆地 丘陵 山地 草原 湿地 海岸 海洋 寒地
    半岛 三角洲 大湾区 经济 经济带 经济圈 城市群 都市圈 开发区 开发 经开区 高新区 高新 自贸 自由 贸易 自由贸易 试验区
    保税区 示范区 先行区 核心区 功能区 集聚区 引领区 合作区 农牧 交错区 优先 战略 重大 国家 国际 民族 脱贫 民族地区
    产业 产业带 产业园 产业区 产业链 产业化 科技 科学 科创 科教 技术 研发 研究 研究院 实验室 试验 中试 检测 孵化 转化
    转移 创新 创业 创意 创制 创造 引领 核心 示范 集聚 集群 协同 协作 合作 开放 融合 融城 联动 辐射 带动 支撑 拓展 发展
    高质量 一体化 先导 先行 特色 优势 重点 新兴 未来 综合 专业 高端 精品 智能 智慧 数字 数据 信息 绿色 生态 循环 低碳
    健康 安全 环保 环境 保护 治理 修复 多样性 资源 能源 功能 活力 门户 枢纽 走廊 高地 基地 平台 中心区 增长极 增长
    引擎 总部 硅谷 药谷 药港 制造 智造 加工 精深 深加工 生产 配套 供应 流通 物流 仓储 冷链 商贸 交易 市场 出口 进口
    口岸 服务 金融 会展 文化 旅游 文旅 康养 养生 养老 医养 休闲 度假 体验 观光 教育 大学 学院 大学城 科技城 科学城
    科学园 科技园 软件园 工业 工业园 物流园 农业 林业 渔业 牧业 畜牧 畜禽 水产 养殖 种植 育种 育苗 良种 种业 种质 种子
    种苗 繁育 选育 制种 南繁 粮食 玉米 大豆 水稻 小麦 杂交 蔬菜 果蔬 水果 食品 食药 食用菌 饮料 饲料 肥料 农药 兽药
    疫苗 茶叶 茶产业 油茶 中草药 药食 药用 药业 生物 生命 生命科学 细胞 基因 合成 合成生物 生物基 生物质 微生物 发酵
    酶制剂 蛋白 多肽 诊断 诊疗 试剂 医疗 医用 医美 器械 医学 医药 医院 中医 中药 中医药 生物药 化学药 化药 原料药 制药
    制剂 道地 药材 中药材 道地药材 生物医药 生物制造 生物农业 生物能源 生物育种 生物产业 制品 产品 装备 设备 材料
    新材料 化工 化学 精细 冶金 钢铁 有色 稀土 石化 煤炭 电力 电子 光电 芯片 半导体 集成电路 通信 互联网 人工智能
    机器人 汽车 新能源 储能 氢能 光伏 风电 电池 航空 航天 低空 船舶 轨道 交通 机械 国家级 省级 市级 全国 全省 以上
    重要 最大 工程 建设 项目 公司 有限公司 成果 药物 药品 检验 检查 审评 监管 监测 预警 防治 传染病 标准 质量 共享
    应用 利用 处理 污水 污泥 燃料 乙醇 纤维素 氨基酸 高分子 可降解 部件 元件 设施 作物 农作物 动物 植物 动植物 遗传
    表型 分子 干细胞 因子 再生 生物学 农业科学 计算 挖掘 算法 模拟 深度 经贸 外贸 跨境 电商 集散 转型 升级 长三角
    京津冀 粤港澳 成渝 分中心 全产业链 试点 村镇 乡村 小镇 纺织 服装 家具 家居 建材 建筑 陶瓷 造纸 轻工 日化 消费 现代
    传统 先进 战略性 临床 转化医学 精准 企业 营业 收入 营业收入 营收 累计 完成 投资 投入 强度 经费 规模 总规模 总量
    总额 总产值 产值 增加值 销售 销售额 利润 年均 增速 占比 比重 比例 份额 数量 面积 产量 产能 专项 资金 财政 安排
    每年 五年 年度 基金 百亿 千亿 超百亿 龙头 培育 新增 达到 游客 人数 社会 全社会 就业 申报 专利 品种 品牌 规上 上市
    国医 国药
    """.split()  # noqa: SIM905
)
"""Words of which names of zones, sites, industries and indicators are made, of two to five letters."""

_CHINESE = re.compile("[\u4e00-\u9fff]+")


def known_words(units: Iterable[str], others: Iterable[str] = ()) -> frozenset[str]:
    """Return the words that a plan adds to the common ones: names of units, without level too, and others."""
    found = tuple(units)
    return frozenset(name for name in {*found, *map(stem, found), *others} if 2 <= len(name) <= _LONGEST)


def within_words(name: str, known: Set[str] = frozenset()) -> set[int]:
    """Return at which letters of a Chinese name no line begins: within a word, and behind what joins two.

    Parameters
    ----------
    name : str
        The name.
    known : set of str
        Words beside the common ones.

    Examples
    --------
    >>> sorted(set(range(11)) - within_words("中心城区中医药创新核心"))
    [0, 2, 4, 7, 9]
    """
    kept: set[int] = set()
    for run in _CHINESE.finditer(name):
        at = run.start()
        for word in words_of_name(run[0], known):
            kept.update(range(at + 1, at + len(word) + (word in JOINING)))
            at += len(word)
    return kept


def words_of_name(text: str, known: Set[str] = frozenset()) -> Iterator[str]:
    """Yield the words of Chinese letters: one that is no word belongs to the word before.

    Examples
    --------
    >>> list(words_of_name("东部方城生物育种与康养区", {"方城"}))
    ['东部', '方城', '生物育种', '与', '康养区']
    """
    words: list[str] = []
    for is_known, pieces in groupby(_pieces(text, known), lambda piece: len(piece) > 1 or piece in JOINING):
        listed = list(pieces)
        if is_known:
            words += listed
        elif len(listed) == 1 and words and words[-1] not in JOINING:
            words[-1] += listed[0]
        else:
            words += ["".join(listed)] if len(listed) <= _LONGEST_UNKNOWN else listed
    yield from words


def _pieces(text: str, known: Set[str]) -> list[str]:
    """Return a text cut into known words and letters: with the fewest letters that are no word, then fewest pieces."""

    @cache
    def best(at: int) -> tuple[int, int, tuple[str, ...]]:
        if at == len(text):
            return 0, 0, ()
        found = []
        for end in range(at + 1, min(at + _LONGEST, len(text)) + 1):
            word = text[at:end]
            if len(word) == 1 or word in known or word in _COMMON:
                bare, count, rest = best(end)
                found.append((bare + (len(word) == 1), count + 1, (word, *rest)))
        return min(found, key=lambda way: way[:2])

    return list(best(0)[2])
