"""Names of places and organisations in a sentence: where each begins and ends, what it is, what is done to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from geo.analysis.draft.words import BROUGHT, BUILT, DOING, MANY, ON, VERBS

_CLASSES = """
park 产业园区 产业园 工业园区 工业园 科技园区 科技园 物流园区 物流园 软件园 创业园 农业园 制药园 园区 健康城 科学城 产业城 医药城 药城 新城 小镇 园
base 生产基地 基地 公猪站 育种站
valley 硅谷 谷
cluster 产业集群 集群 集聚区 产业带
zone 自由贸易试验区 自由贸易港 自贸试验区 自贸区 自贸港 高新技术产业开发区 高新技术开发区 经济技术开发区 高新区 经开区 开发区 综合保税区 保税区 综保区
zone 示范区 试验区 先导区 先行区 合作区 样板区 保护区 引领区 功能区 新区 科创走廊 特优区 先行县 示范县 服务区 实验区 试点区 片区
port 口岸 空港 陆港 港口 内陆港 机场 无水港 国际卫生港 港
laboratory 重点实验室 实验室 大科学装置 科学装置 基础设施 设施
centre 工程研究中心 技术创新中心 产业创新中心 研究中心 研发中心 创新中心 中心 枢纽 集散地 交易市场 批发市场 专业市场 保藏库
platform 共享平台 服务平台 平台 大数据库 数据库 资源库 种质库 基因库 样本库 标本库 元件库 孵化器 加速器 产业联盟 联盟 产业大脑 工作站 资源圃 菌种库 图书馆 实体库 信息库 资料库 储备库 档案库 样品库
institute 产业研究院 技术研究院 研究院 研究所 科学院 农科院 医科院 林科院 中科院 设计院 检测院 检验院 植物园 生物所 微生物所 制造所
university 大学 学院
hospital 附属医院 人民医院 医院
company 有限责任公司 股份有限公司 有限公司 公司 集团 药业 制药 乳业 股份 生物科技 医药科技 种业集团 酒业 化工厂
project 产业化项目 示范项目 一体化项目 项目 全产业链
"""

_KINDS: dict[str, str] = {word: line.split()[0] for line in _CLASSES.strip().splitlines() for word in line.split()[1:]}
_WORDS = "|".join(sorted(_KINDS, key=lambda word: (-len(word), word))).replace("制药", "(?<![仿型])制药")
_TELLING = frozenset({"产业大脑", "先导区", "大科学装置", "科学城", "自由贸易试验区", "自贸区", "综合保税区"})
"""Class words that need no more than 国家 before them to name something."""
_AFTER = (
    "$|[、,和与及等的为是在已以对向将由;:()”’」》—·]|以及|或|建设|项目|拥有|入选|开展|采用|联合|合作|深化|加快|推进|产业化|"
    "内|里|政策|档案|体系|管理|能力|网络|创新|改革|数字化|总部|分|长足|牵头|辐射|带动|集聚|作用|落地|落户|设立|成立|延伸|持续|实现|达到|发展|优势|资源|成果|扩|试点|管委会|先|提|营收|承担|布局"
)
_END = re.compile(
    f"(?:{_WORDS})(?!建设(?:{_WORDS}))(?=(?:[(][^()]{{1,12}}[)])?(?:{_AFTER}|{'|'.join(VERBS)}))"
)
_OWN = re.compile(f"(?:{_WORDS}|[研院所]|疾控)$")
"""The class word that ends an item of a list; an institute may be one by its last letter."""
_CUT = re.compile("[,;:。]+|——+")
_HEAD = re.compile("^(?:第[一二三四五六七八九十百]+[篇章节]|\\(?[一二三四五六七八九十\\d]+[)、.]|专栏[一二三四五六七八九十\\d]+:?|[一二三四五六七八九十]是)")
_JOIN = re.compile("^(?:[、和与及或等]|以及)+")
_PREPOSITION = re.compile("^(?:作为|为|将|以|由|与|同|从|把|如|即|是|在|对|给|使|让|用|向)")
_PIECE = re.compile("[、/]|和|与|及|以及")
_INNER = re.compile(
    "打造成?|建设|构建|创建|组建|建立|培育|形成|搭建|设立|建成|成立|筹建|争创|引进|发展|构筑|规划布局|布局|推动|推进|开展|实施|做好|参与|拥有|入选|作为|依托|位于|带动|对于|落户|纳入|入驻|提供了?|转向"
)
_QUALITY = re.compile("(?:一流|知名|领先|最大|重要|水平|影响力|最强|最优|高水准)的")
_GRADE = re.compile("^(?:[十百千万]+亿(?:元)?级(?:规模)?的?|一个|全国首[个家]|首[个家])+")
_GENERIC = """
领先 示范性 研究型 临床研究型 专科 专业药物临床 制造业 特色精品 精品 发展 智库 规范化 有条件 骨干型 附属 三级甲等 智力 凝聚 力 强 高 竞争力 世界级 国际化 高成长
创新 服务 公共 技术 研发 产业 科技 生产 国家级 省级 市级 区域性 区域 综合 重大 重点 高水平 高质量 企业 研究 专业 特色 优势 各类 一批 综合性
国际 国内 现代 新型 高端 先进 一流 知名 世界 全国 全省 全市 我省 我市 国家 省 市 级 的 和 及 与 、 多 个 一体化 标准化 规模化 专业化 共性 关键 合作 示范
科研 孵化 转化 成果 中试 开放 共享 信息 应用 产品 建设 功能 性 化 型 产学研 新 大 类 综合 载体 若干 支撑 基础 有关 相关 学科 龙头 骨干 优质 项目
工程 核心 人才 培养 众创 空间 创业 双创 发展 品牌 产业化 配套 行业 领域 检验 检测 中小 省部级 相应 规范化 重要 集中 总部 高等 各级 其他 产业链
高能级 高层次 高标准 集聚 链条 公 私 三甲 三级 二级 医疗 社会 省内 省外 市内 院校 本地 大型 生物 经济
"""
_LISTED = {
    "company": re.compile("企业|公司|品牌|集团|药企|厂商|校企|车企"),
    "institute": re.compile("院所|科研机构|研究机构|科技实力|科研力量"),
    "university": re.compile("高校|院校|大学"),
    "hospital": re.compile("医疗机构|医院"),
}
"""What the words after a list say of its items: 甲、乙等重点企业."""
_AND_SO_ON = re.compile("等([^、,等]{1,24})")
_ORDINARY = re.compile("企业|产业|技术|领域|行业|机构|高校|院校|人才|单位|产品|园区|部门|^(?:我|各|其|省外|国内)|配套")
"""Words of which no organisation is named."""
ORGANISATIONS = frozenset({"company", "institute", "university", "hospital"})
_GENERICS = re.compile("|".join(sorted(set(_GENERIC.split()), key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name in a sentence.

    Attributes
    ----------
    name : str
        The name; that of one of a list has the list's class word.
    start, end : int
        Where it stands in the sentence.
    kind : str
        One of :data:`geo.model.schema.KINDS`.
    status : str
        One of :data:`geo.model.schema.STATUSES`, by what is done to it.
    grade : str
        What magnitude stands before it: 千亿级; empty where none does.
    """

    name: str
    start: int
    end: int
    kind: str
    status: str
    grade: str = ""


def names_in(text: str, is_unit: Callable[[str], object] = lambda name: False) -> Iterator[PlaceName]:
    """Yield the places and organisations that a sentence names, in its order.

    Parameters
    ----------
    text : str
        The sentence.
    is_unit : callable
        Says whether a word is the name of an administrative unit.

    Examples
    --------
    >>> [(each.name, each.kind, each.status) for each in names_in("依托江城大学,建设东湖医药产业园和疫苗中试平台")]
    [('江城大学', 'university', 'existing'), ('东湖医药产业园', 'park', 'planned'), ('疫苗中试平台', 'platform', 'planned')]
    >>> [(each.name, each.kind) for each in names_in("支持康宁、同泰等骨干企业做大")]
    [('康宁', 'company'), ('同泰', 'company')]
    >>> list(names_in("建设一批创新平台"))
    []
    """
    verb = ""
    for start, end in _segments(text):
        segment = _Segment(text, start, end, verb, is_unit)
        yield from sorted(segment.names(), key=lambda name: (name.start, name.end))
        verb = segment.verb_at(end) or verb


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between two commas, the number of a heading left out."""
    head = _HEAD.match(text)
    at = head.end() if head else 0
    for cut in _CUT.finditer(text):
        if cut.start() > at:
            yield at, cut.start()
        at = max(cut.end(), at)
    if at < len(text):
        yield at, len(text)


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of a sentence between two commas.

    Attributes
    ----------
    text : str
        The sentence.
    start, end : int
        Where it stands in it.
    before : str
        The verb of the stretch before, which governs this one where it has none of its own.
    is_unit : callable
        Says whether a word is the name of an administrative unit.
    """

    text: str
    start: int
    end: int
    before: str
    is_unit: Callable[[str], object]

    def verb_at(self, end: int) -> str:
        """Return the verb that governs what stands before a place: the last one, or that of the stretch before."""
        found = [match[0] for match in DOING.finditer(self.text, self.start, end) if self._opens(match.start())]
        inner = [match[0] for match in _INNER.finditer(self.text, self.start, end)]
        return (found or inner or [self.before])[-1]

    def _opens(self, at: int) -> bool:
        return at == self.start or self.text[at - 1] in "、和与及并,"

    def names(self) -> Iterator[PlaceName]:
        """Yield its names."""
        lists = list(self._lists())
        taken = [(at, end) for at, end, _ in lists]
        for _, _, names in lists:
            yield from names
        begin = self.start
        for match in _END.finditer(self.text, self.start, self.end):
            if not any(at < match.end() <= end for at, end in taken):
                begin = max([begin, *(end for _, end in taken if end <= match.start())])
                yield from self._names_before(begin, match)
            begin = match.end()

    def _names_before(self, begin: int, match: re.Match[str]) -> Iterator[PlaceName]:
        """Yield the name, or the names of several organisations, that end in a class word."""
        at, own = self._without_verb(begin, match.end())
        verb = own or self.verb_at(begin) if begin > self.start else own or self.before
        quote = max(self.text.rfind(mark, at, match.end()) for mark in "“”")
        if quote >= 0 and self.text[at : match.end()].count("“") != self.text[at : match.end()].count("”"):
            at = quote + 1
        name, kind = self.text[at : match.end()], _KINDS[match[0]]
        grade = _GRADE.match(name)
        if grade:
            at, name = at + grade.end(), name[grade.end() :]
        if MANY.match(name) or self._describes(begin, at) or re.search("为(?:核心|主|基础|中心)", name):
            return
        told = _Told(kind, _status(verb, self.text, match.end()), grade[0] if grade else "")
        if "等" in name:
            name = self._with_list(name, match[0])
        if kind == "project" and told.status != "under-construction" and not self._told_of_a_firm(at, name):
            return
        if kind in ORGANISATIONS:
            yield from _organisations(name, at, told)
        elif begin > self.start and "、" in name and not own:
            cut = name.rindex("、") + 1
            yield from _place(name[cut:], at + cut, match[0], told)
        else:
            yield from self._units_with(name, at, told) or _place(name, at, match[0], told)

    def _units_with(self, name: str, at: int, told: _Told) -> list[PlaceName]:
        """Return one place for each unit of a list that shares its class word: 甲、乙自贸区; none where it is no such."""
        *first, (last, where) = _pieces_of(name, at) or [("", at)]
        if not first or not all(self.is_unit(piece) for piece, _ in first):
            return []
        unit = next((last[:size] for size in range(len(last) - 1, 1, -1) if self.is_unit(last[:size])), "")
        rest = last[len(unit) :]
        named = [PlaceName(f"{piece}{rest}", start, start + len(piece), told.kind, told.status) for piece, start in first]
        return [*named, PlaceName(last, where, where + len(last), told.kind, told.status)] if unit else []

    def _with_list(self, name: str, word: str) -> str:
        """Return a name with the list that it sums up; nothing where this has names of its own: 甲园、乙园等平台."""
        pieces = _PIECE.split(name[: name.rindex("等")])
        tail = name[name.rindex("等") + 1 :]
        own = any(_OWN.search(piece) for piece in pieces)
        return "" if own or tail == word or "的" in tail or "一体" in tail else name

    def _told_of_a_firm(self, at: int, name: str) -> bool:
        """Return whether a project is named after a unit, or stands behind the firm that builds it."""
        named = any(self.is_unit(name[:size]) for size in range(2, min(len(name), 6)))
        return named or bool(re.search("(?:集团|公司|企业|药业)[^,;]{2,6}$", self.text[:at]))

    def _describes(self, begin: int, at: int) -> bool:
        """Return whether what begins at a place only says what something is: 是国家重要的基地."""
        return bool(re.search("(?:是|作为|成为|为)$", self.text[begin:at]))

    def _without_verb(self, begin: int, end: int) -> tuple[int, str]:
        """Return where a name begins behind the verbs before it, and the last of these."""
        at, verb = begin, ""
        while opened := (_JOIN.match(self.text[at:end]) or DOING.match(self.text[at:end])):
            verb = verb if _JOIN.match(opened[0]) else opened[0]
            at += opened.end()
        for inner in _INNER.finditer(self.text, at, end):
            if inner.start() > at and end - inner.end() > 3:
                verb, at = inner[0], inner.end()
        prepositions = _PREPOSITION.match(self.text[at:end])
        if prepositions and end - at - prepositions.end() > 2:
            at += prepositions.end()
        return at, verb

    def _lists(self) -> Iterator[tuple[int, int, list[PlaceName]]]:
        """Yield the lists such as 甲、乙等重点企业: where each stands, and the names on it."""
        begin = self.start
        for match in _AND_SO_ON.finditer(self.text, self.start, self.end):
            at, own = self._without_verb(begin, match.start())
            verb = own or self.verb_at(begin)
            tail = match[1]
            kind, end = _kind_of_list(tail)
            class_word = _END.search(tail)
            pieces = _pieces_of(self.text[at : match.start()], at)
            status = _status(verb, self.text, match.end())
            if kind and (class_word is None or end <= class_word.end()):
                begin = match.start(1) + end
                yield at, match.start(1), [n for piece, where in pieces for n in _listed(piece, where, _Told(kind, status))]
            elif class_word:
                begin = match.start(1) + class_word.end()
                told = _Told(_KINDS[class_word[0]], status)
                names = self._composed(at, match.start(), tail[: class_word.end()], told, verb)
                if names:
                    yield at, begin, names
            elif siblings := [_KINDS.get(word[0], "institute") for piece, _ in pieces if (word := _OWN.search(piece))]:
                if siblings[0] in ORGANISATIONS:
                    told = _Told(siblings[0], status)
                    yield at, match.start(1), [n for piece, where in pieces for n in _listed(piece, where, told)]

    def _composed(self, start: int, end: int, tail: str, told: _Told, verb: str) -> list[PlaceName]:
        """Return the items of a list that have their class word behind it: 甲、乙等专业园区."""
        items = _pieces_of(self.text[start:end], start)
        if MANY.match(self.text[start:end]) or "的" in tail or "一体" in tail:
            return []
        if not all(self.is_unit(piece) or _OWN.search(piece) for piece, _ in items):
            items = [(piece, where) for piece, where in _pieces_of(self.text[start:end], start, "、")]
        built = any(verb.endswith(word) for word in BUILT) and told.kind not in ("project", "platform")
        going = told.kind == "project" and any(word in verb for word in ON)
        named = []
        for piece, where in items:
            if _OWN.search(piece):
                named += list(_place(piece, where, "", replace(told, kind=_KINDS.get(_OWN.search(piece)[0], told.kind))))
            elif self.is_unit(piece) or built or going:
                named.append(PlaceName(f"{piece}{tail}", where, where + len(piece), told.kind, told.status))
        return named if any(not _OWN.search(piece) for piece, _ in items) else []


def _kind_of_list(tail: str) -> tuple[str, int]:
    """Return what organisations a list has by the words behind it, and where these end; empty where it has none."""
    found = [(match.end(), kind) for kind, word in _LISTED.items() if (match := word.search(tail))]
    end, kind = min(found, default=(0, ""))
    return kind, end


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of a name besides it: its kind, its status, its magnitude."""

    kind: str
    status: str
    grade: str = ""


def _pieces_of(name: str, at: int, marks: str = "") -> list[tuple[str, int]]:
    """Return the items of a list with their places; one letter before 和 is a part of a name, not an item."""
    found, begin = [], 0
    for cut in re.finditer(marks or _PIECE.pattern, name):
        if cut.start() - begin > 1 or cut[0] == "、":
            found.append((name[begin : cut.start()], at + begin))
            begin = cut.end()
    return [(piece, where) for piece, where in [*found, (name[begin:], at + begin)] if piece]


def _listed(piece: str, at: int, told: _Told) -> Iterator[PlaceName]:
    """Yield an item of a list of organisations, where it is short and names one."""
    own = _OWN.search(piece)
    kind = _KINDS.get(own[0], "institute") if own else told.kind
    named = bool(_GENERICS.sub("", piece)) and (own is not None or not _ORDINARY.search(piece))
    if 1 < len(piece) <= 20 and named and piece not in _KINDS and not re.fullmatch("[A-Za-z]+制药", piece):
        yield PlaceName(piece, at, at + len(piece), kind, told.status)


def _organisations(name: str, at: int, told: _Told) -> Iterator[PlaceName]:
    """Yield organisations that stand beside one another, of which the last has a class word."""
    for piece, where in _pieces_of(name, at):
        bare = piece.rpartition("的")[2]
        yield from _listed(bare, where + len(piece) - len(bare), told)


def _place(name: str, at: int, word: str, told: _Told) -> Iterator[PlaceName]:
    """Yield a place, without what only describes it."""
    bare = name.rpartition("的")[2]
    if bare != name and not _QUALITY.search(name) and _specific(bare, word):
        at, name = at + len(name) - len(bare), bare
    if len(name) <= 40 and _specific(name, word):
        yield PlaceName(name, at, at + len(name), told.kind, told.status, told.grade)


def _specific(name: str, word: str) -> bool:
    """Return whether a phrase names something: more than words that all such things share."""
    if word in _TELLING and len(name) > len(word) + 1:
        return True
    return len(name) > 3 and bool(_GENERICS.sub("", name.removesuffix(word)))


def _status(verb: str, text: str, end: int) -> str:
    """Return what a verb says of the state of a place; 甲园建设 after 加快 is under way."""
    if any(verb.endswith(word) for word in BROUGHT):
        return "planned"
    if re.match("(?:项目)?建设|项目", text[end:]) and any(word in verb for word in ON):
        return "under-construction"
    if any(verb.endswith((word, f"{word}成")) for word in BUILT):
        return "planned"
    return "existing" if verb else "unstated"
