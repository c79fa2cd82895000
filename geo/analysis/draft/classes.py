"""Class words that names of places end in (园, 基地, 实验室), and words that such names share and that name nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

_CLASSES = """
park 产业园区 产业园 工业园区 工业园 科技园区 科技园 物流园区 物流园 软件园 创业园 农业园 制药园 园区 健康城 科学城
park 产业城 医药城 药城 药都 生物城 新城 小镇 古镇 园
park 医药港 创新港 滑雪场 孵化园
park 生物岛 国际岛 健康岛 城
centre 分中心
base 生产基地 基地 站 储能电站 光伏电站 电站 营地 新厂 分厂 总装线
base 测试场 试验场 原种场 保种场 育种场 良种场 繁育场 扩繁场 种羊场 种猪场 种牛场 种畜场 种禽场
base 核电站 水电站 抽水蓄能电站 矿山 货场 牧场 农场 林场 渔场 工厂 风电场 发电厂 热电厂 电厂 处理厂
valley 硅谷 谷
cluster 产业集群 集群 集聚区 产业带 经济带 文化带 旅游带
zone 自由贸易试验区 自由贸易港 自贸试验区 自贸区 自贸港 高新技术产业开发区 高新技术开发区 经济技术开发区 高新区
zone 经开区 开发区 综合保税区 保税区 综保区
zone 枢纽经济区 经济区 工业集中区 集中区 工业区 度假区
zone 示范区 试验区 先导区 先行区 合作区 样板区 保护区 引领区 功能区
zone 开发区西区 开发区东区 开发区南区 开发区北区
zone 航空港区 出口加工区 加工区 新区 大走廊 科创走廊 创新走廊 特优区 先行县 示范县 服务区 实验区
zone 优势区 试点区 片区 风景名胜区 风景区 旅游景区 景区 旅游区 休闲区 拓展区
port 口岸 空港 陆港 港口 内陆港 机场 无水港 码头 作业区 港区 港 泊位
laboratory 重点实验室 实验室 大科学装置 科学装置 基础设施 设施
centre 工程研究中心 技术创新中心 产业创新中心 研究中心 研发中心 创新中心 中心 枢纽 集散地
centre 国家枢纽节点 交易市场 批发市场 专业市场 专业化市场
centre 文化馆 展览馆 体验馆 博物馆 科技馆 展示馆 标本馆
centre 大市场 人参市场 茶叶市场 花卉市场 蔬菜市场 水果市场 粮食市场 牲畜市场 建材市场 木材市场 农贸市场
centre 保藏库 药材市场 种子市场 农产品市场 水产品市场 副产品市场
platform 共享平台 服务平台 平台 大数据库 数据库 资源库 种质库 基因库 样本库 标本库 物质库 元件库 孵化器 加速器 产业联盟
platform 靶场 联合体 协会 商会
platform 库圃 圃 库 联盟 产业大脑 工作站 资源圃 菌种库 图书馆 实体库 信息库 资料库 储备库 档案库 样品库
institute 所 试验所 产业研究院 技术研究院 研究院 研究所 科学院 农科院 医科院 林科院 中科院 设计院 检测院 检验院 植物园
university 大学 学院 校区 分校 中专学校 职业学校 技工学校 专科学校
hospital 附属医院 人民医院 医院 总院 分院 院区
company 有限责任公司 股份有限公司 有限公司 公司 集团 控股 药业 制药 乳业 股份 种业集团 酒业 化工厂
project 迁建工程 改扩建工程 扩建工程 一期工程 二期工程 三期工程 枢纽工程
project 基金 产业化项目 示范项目 一体化项目 项目 全产业链
project 生产线
"""


KINDS: Mapping[str, str] = {
    word: line.split()[0] for line in _CLASSES.strip().splitlines() for word in line.split()[1:]
}
"""Class word -> one of the kinds of the schema."""

_WITHIN = {
    "制药": "(?<![仿型])(?<!化学|生物|现代)制药",
    "城": "(?<![之同双都县古全京围])城",
    "所": "(?<![场处厕有])所(?![在需有属谓以能])",
    "站": "(?<![车电油网兵服氢气换])站",
    "设施": "(?<![理置障套务护共业产车])设施",
    "圃": "(?<!苗)圃",
    "园": "(?<![入出果茶校家])园",
    "库": "(?<!后备)(?<!培育)(?<![水车仓国入出冷智题例目业家才金案项专宝书文名录件识型规则具法])库",
    "谷": "(?<!之)谷",
    "大市场": "(?<!统一)大市场",
    "生产线": "生产线(?!项目)",
    "总装线": "总装线(?!项目)",
    "工厂": "(?<!智能)(?<!示范)(?<!数字)(?<!细胞)(?<!灯塔)(?<!绿色)(?<!未来)(?<!化)工厂",
}
"""Class words of one letter or two that are within other words too: 仿制药 is a drug and no firm."""

WORDS = "|".join(_WITHIN.get(word, word) for word in sorted(KINDS, key=lambda word: (-len(word), word)))
"""All class words as a pattern, the longest first."""

ORGANISATIONS = frozenset({"company", "institute", "university", "hospital"})
"""Kinds that are somebody, not somewhere."""

OWN = re.compile(f"(?:{WORDS}|研|院|(?<![场处])所|疾控)$")
"""The class word that ends an item of a list; an institute may be one by its last letter."""

_TELLING = frozenset(
    {"产业大脑", "先导区", "大科学装置", "科学城", "自由贸易试验区", "自贸区", "综合保税区", "医学中心", "标本库"}
)
"""Class words that need no more than 国家 before them to name something."""

_NATIONAL = re.compile("国家级?[\u4e00-\u9fff]{2,8}产业(?:化|示范)?(?:基地|园)")
"""What the state calls a place, of words that others share: 国家高技术产业基地."""
_SCIENTIFIC = re.compile("科[技学]|研究|国家|装置|激光|光源")
"""What is in the name of a facility that is one by itself; others are wherever they are needed."""
_ANY_PORT = re.compile("(?:航空|内陆|自贸|信息|数字|国际|枢纽|组合|货运|亿吨|深水|智慧|生态|绿色|陆路)港")
"""What names no port, though it has the three letters of one that does."""
_GENERIC = """
我国 本次 专项 天使 引导 投资 创投 股权
良好 博士后 协同 技师 院所 实验 实训 科普 上云 领先 示范性 研究型 临床研究型 专科 制造业
精品 发展 智库 规范化 有条件 骨干型 附属 三级甲等 智力 凝聚 力 强 高 竞争力 世界级 国际化 高成长 创新 服务 公共
技术 研发 产业 科技 生产 国家级 省级 市级 区域性 区域 综合 重大 重点 高水平 高质量 企业 研究 专业 特色 优势 各类
一批 综合性 国际 国内 现代 新型 高端 先进 一流 知名 世界 全国 全省 全市 我省 我市 国家 省 市 级 的 和 及 与 、
多 个 一体化 标准化 规模化 专业化 共性 关键 合作 示范 科研 孵化 转化 成果 中试 开放 共享 信息 应用 产品 建设
功能 性 化 型 产学研 新 大 类 载体 若干 支撑 基础 有关 相关 学科 龙头 骨干 优质 项目 工程 核心 人才 培养 众创
空间 创业 双创 品牌 产业化 配套 行业 领域 检验 检测 中小 省部级 相应 重要 集中 总部 高等 各级 其他 产业链 高能级
引领 鉴定 测定 测试 繁育 实习 实践 以上 全球 展示 展销 体验 消费 上 道地 种植 养殖 原料 通用
高层次 高标准 高附加值 集聚 链条 公 私 三甲 三级 二级 资源保护 绿色 低碳 行业 产用
鲜明 联动 医疗 社会 省内 省外 市内 院校 本地 大型 生物 经济
"""
_GENERICS = re.compile("|".join(sorted(set(_GENERIC.split()), key=len, reverse=True)))

_ORDINARY = re.compile(
    "企业|产业|技术|领域|行业|机构|高校|院校|人才|单位|产品|品种|城市|直辖市|省会|地级市|园区|部门|媒体|协会|^(?:我|各|其|省外|国内)|配套|研究$|育种$"
)
"""Words of which no organisation is named."""

_NO_PLACE = re.compile(
    "[+%○]|^的|^[两三四五六七八九十]地|^(?:坚持|夯实)|低[产效]|^(?:制造|加工)基地$|^(?:国家)?[1-5]A级|之一的|^(?:县级|乡镇|村级|镇级|社区|街道)(?!.{0,2}[市县镇])|.[两三四五六七八九十](?:[条个]|[市县区](?=..))|^园区|^(?:国家级?|[省市]级)?(?:绿色|低碳|近?零碳|智慧|数字化?|星级)(?:园区|矿山)$|^(?:此次|该|本|这|其|每|各|某|上述|全部|所有|全[市省区县州](?!最|首|唯一)|、)|依托|凭借|(?<=[市县区旗])[为是]|[将要]加[快速]|^(?:区域)?(?:重要|主要)的|、(?:基础设施|设施|平台|园区|基地|中心)$|每[个省市县家]|[\\d亿]的|过\\d|\\d[亿万](?!吨|千瓦|台|套|[头只羽尾]|立方|平方|片|件|辆|支)|等(?:区域|地区|省|市)|^[^(]*[)]|[(][^)]*$|^政府|^数据..$|产业链重[大点]项目|”“|\\d[家个所]|[和及、]各|社会资本|企业.{0,2}(?:依托|向|和)"
)
"""What no name of a place holds."""

_TYPES = re.compile("(?:大学|医院|学院|研究院|研究所|有限公司|公司|集团|药业|制药)+$")
"""Types of organisations that alone name none."""

_NO_NAME = re.compile(
    "[《》○]|每[个省市县家]|\\d[家个]|(?<!院\\d\\d)\\d所|^[^(]*[)]|[(][^)]*$|^在|企业|领域|政府|部门|院所|大院|学科$|[“”+]|^[A-Za-z]+制药$"
)
"""What no name of an organisation holds."""

_LISTS = {
    "company": re.compile("企业|公司|品牌|集团|药企|^总部|厂商|校企|车企"),
    "institute": re.compile("院所|科研机构|研究机构|科技实力|科研力量"),
    "university": re.compile("高校|院校|大学"),
    "hospital": re.compile("医疗机构|医院"),
}
"""What the words after a list say of its items: 甲、乙等重点企业."""
_OF_GOODS = re.compile("(?:区域)?公用品牌|品牌$|(?:制造|加工|高载能|高耗能)企业")
"""What sums up a list of goods or of industries, not of those who make them: 苹果、梨等区域公用品牌."""

_FEW = 5
_FIRM_ENDS = re.compile(
    "(?:种业|药业|制药|医药|乳业|奶业|茶业|酒业|股份|控股|集团|[氢绿锂]能|新材|科技|生物|能源|航空|智能|电子|光电|电气|重工|化工|材料|汽车|机械|装备|食品|医疗|健康|信息|软件|通信|高科|焦化|钢铁|化纤|化学|水泥|玻璃|纺织|陶瓷|电力|电器|粮油|[煤铁铜铝镁锂钨金锰]矿|港务|油脂|特钢|精工|[铝铜锂矿牧钨镁钛锌硅磷氟硼金浆纸酱盐米面]业)$"
)
"""Ends of short names of firms, which are words for an industry, too."""
_NO_FIRM = re.compile(
    "^(?:新|高端|高新|现代|绿色|智能|先进|传统|特色|优势|重点|生物|医药|医疗|中医|新型|海洋|节能|数字|农产?品?|食品|化学|精细|轻工|龙头)|"
    "企业|产业|园区|地区|机构|高校|院所|单位|主体|人才|项目|产品|智能装备|[市县区旗镇乡村]$"
)
"""What a short name of a firm does not hold or begin with."""
_OF_THINGS = re.compile(
    "[业产品药材械术工农林牧渔园区县市镇乡校院所企商城村种养旅游康医车机器件链群店站港船电能源水粮油肉菜果茶酒糖棉麻线网云人才]"
)
"""Letters of words for things; a short name that is only sounds has none of them."""


def is_supported_firm(name: str) -> bool:
    """Return whether an item of a list of those who are supported is a firm by its short name.

    Examples
    --------
    >>> [is_supported_firm(name) for name in ("同泰能源", "宁达泰", "新能源", "中药材", "中小企业")]
    [True, True, False, False, False]
    """
    if own := OWN.search(name):
        return kind_of(own[0]) == "company" and is_organisation(name)
    sounds = may_be_firm(name) and not _OF_THINGS.search(name.removesuffix("机器人"))
    return sounds or is_named_as_firm(name)


def may_be_firm(name: str) -> bool:
    """Return whether a short name may be one of a firm beside others that are: 东原皮革, not 皮革产业."""
    short = 2 < len(name) < _FEW or re.fullmatch("..机器人", name)
    return bool(short) and not _NO_FIRM.search(name)


def is_named_as_firm(name: str) -> bool:
    """Return whether a short name ends as those of firms do: 同泰能源, not 新能源."""
    return 3 <= len(name) <= 10 and bool(_FIRM_ENDS.search(name)) and not _NO_FIRM.search(name)


def kind_of(word: str) -> str:
    """Return the kind that a class word tells; an institute where it is only the letter that ends one."""
    return KINDS.get(word, "institute")


def is_place(name: str, word: str) -> bool:
    """Return whether a phrase that ends in a class word names something: more than words that all such share.

    Examples
    --------
    >>> is_place("疫苗中试平台", "平台"), is_place("公共服务平台", "服务平台"), is_place("国家生物经济先导区", "先导区")
    (True, False, True)
    """
    if word in _TELLING and len(name) > len(word) + 1:
        return True
    if _NATIONAL.fullmatch(name):
        return True
    if word == "基础设施" and not _SCIENTIFIC.search(name):
        return False
    if word == "设施" and not _SCIENTIFIC.search(name):
        return False
    if word == "港" and len(name) == len(word) + 2 and not _ANY_PORT.match(name):
        return True
    told = re.sub("[()]", "", name.removesuffix(word))
    return 3 < len(name) <= 40 and not _NO_PLACE.search(name) and bool(_GENERICS.sub("", told))


def is_organisation(name: str) -> bool:
    """Return whether an item of a list names an organisation.

    Examples
    --------
    >>> [is_organisation(name) for name in ("康宁", "省农科院", "骨干企业", "高校")]
    [True, True, False, False]
    """
    if not 1 < len(name) <= 30 or name in KINDS or _NO_NAME.search(name) or re.match("\\d{4}年", name):
        return False
    return bool(_GENERICS.sub("", _TYPES.sub("", name))) and (
        OWN.search(name) is not None or not _ORDINARY.search(name)
    )


def kind_of_list(tail: str) -> tuple[str, int]:
    """Return what organisations a list has by the words behind it, and where these end; empty where it has none.

    Examples
    --------
    >>> kind_of_list("重点企业加大投入"), kind_of_list("产业园区")
    (('company', 4), ('', 0))
    """
    if _OF_GOODS.match(tail):
        return "", 0
    found = [(match.end(), kind) for kind, word in _LISTS.items() if (match := word.search(tail))]
    end, kind = min(found, default=(0, ""))
    return kind, end
