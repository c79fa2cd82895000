"""What stands in names of zones, around them and between them, as patterns: the rules of how layouts are written."""

from __future__ import annotations

import re

from geo.analysis.draft.words import DOING

QUOTED = re.compile('[“‘「"]([^“”‘’「」"]{2,40})[”’」"]')
OPEN, SHUT = '[“‘「"(]?', '[”’」")]?'
DASH = "(?:——|—|-|:|,|分别[是为]|包括|包含|即|是|为|指|\\(|中,(?=包括|有))"
COUNTED = "(?:[两二三四五六七八九十\\d]+[大个条][^,;:。]{0,10}(?::|,(?:包括|即|分别[是为])))?"
"""What counts a list again before it: 四大组团:甲组团、乙组团."""
BUILDS = "(?:建设|打造|形成|构建|连接成|串联成)"
"""What is done for a zone to be, as a pattern."""
ITEM = (
    "(?:——|\\d{1,2}(?:\\.\\d{1,2})+[.、]?(?=[^\\d])|\\d(?=[一二两双三四五六七八九多])|第[一二三四五六七八九十]+[章节,、]|\\(?[\\d一二三四五六七八九十]+[)、.]|"
    "[一二三四五六七八九十]+是)"
)
"""What an item of a list begins with."""
IN = r"(?:\([^()]*\))?"
"""A bracket behind a zone's name that lists its units, as a pattern."""
IS = (
    "(?:由|设在|设于|布局|覆盖|涵盖|包括|包含|涉及|位于|分布|发展|重点|以(?!上)|主攻|依托|"
    "突出|围绕|立足|聚焦|充分发挥|发挥|承担)"
)
"""What may follow a zone's name at once, where it is the subject of its sentence, as a pattern."""
OPENED = "(?:[^:。]*(?:[布格]局|结构|框架|体系):)?"
"""What may open a sentence before the first zone of a layout, as a pattern: 构建“两带一港”格局:甲带."""
OPENING = re.compile(f"{ITEM}?((?:[一-鿿]{{0,6}}“[^“”]+”)?[^,;:“”()以为]{{2,24}}?)(?:[,:(]|$|{IS})")
"""The name that opens a sentence of a zone."""
NO_AIM = "(?<![为成等])"
"""What does not stand before the words of a part where the text begins to speak of it: 以乙市为两翼, 丙等多点."""
NUMBERED = "(?:[一二三四五六七八九]是|\\d[.、](?!\\d))?"
"""How a sentence may number the first of several zones, as a pattern: 两轴:一是甲轴."""
SHARED = re.compile("分别以|以[^的]*为[^的]*$")
"""What opens a clause that says by which units several zones are, before another names them: 以甲县、乙县为节点."""
TWO_NAMES = re.compile("[^()]*(?:开发区|高新区|经开区|新区)\\([^()、]{2,6}[区县市]\\)")
"""A zone and a unit that are one administration: 甲高新区(乙区)."""
MEANS = "(?:即|就是|指|是指|包括|分别[为是指])[:,]?"
"""What opens the list of a part's zones, in a sentence behind that of its words, as a pattern."""
TELLS = re.compile("^[以各]|(?<=..)(?:建设|打造|形成|构建)(?=..)")
"""What is in a phrase that says how a zone comes to be, not what it is called: 以甲为核心, 甲区建设乙极."""
DOES = re.compile("(?<=..)(?:分别|立足|发挥|因地制宜|结合自身|错位)")
"""What a unit of a list is to do, behind its name."""
AMOUNT = re.compile("^\\d+(?!\\d|国道|省道|县道|号)|\\d$|\\d[\\d.]*[余多]?(?:[万亿%％亩吨家个条项座处户人名]|平方)")
"""What counts or measures something, and is no part of a name; 国道314线 has a number, too."""
SIZE = re.compile("^\\d[\\d.]*(?:平方公里|万?亩|公顷|个)")
"""How large a zone is, before its name in a list."""
SHORT = 4
"""Letters of a name that may be short: 甲山园."""
NAMED_SIDE = re.compile("[:—]+([^,;:。]{4,24}?[区带轴廊圈极核翼园谷城])(?=[,;]|$)")
"""The name of a zone behind what only says on which side of its part it lies: 东翼:甲加工区."""
SIDE = re.compile("[东南西北中左右上下]+(?:部|侧)?.?(?:——|:)(?=..)")
"""What says on which side a zone lies, before its name: 东翼——甲翼."""
SUMMED = re.compile("(?<=..)[一两二三四五六七八九十\\d]+[大个条][^、和与及]*$")
"""What sums up a list behind its last name: 甲、乙两个增长极."""
BUILT_END = re.compile("(?:区|带|轴|廊|圈|极|核|核心|翼|园|谷|城|组团|板块|中心|高地|集群|基地)$")
BUILT = re.compile(f"(?:打造|建设|形成|构建)([^,;:。]{{2,24}}?{BUILT_END.pattern[:-1]})(?=[,;。]|$)")
"""What a sentence says is to be built, where its first clause says only what is done."""
PRAISED = re.compile(
    "(?:突出|发挥|强化|增强|提升)([^,;:。]{2,24}?)的?(?:引领|龙头|核心|辐射|带动|示范|支撑)+(?:作用|功能|地位|能力)"
    "|以([^,;:。、以]{2,24}?)为(?:龙头|核心|引领|主体|中心)"
)
"""The name of a zone in what is said of its part in the whole."""
LONGEST = 24
"""Letters of the name of the only zone of a part; what is longer is a sentence."""
QUALITY = re.compile("^[^、]*(?:力|水平|意义|地位|特色|优势|一流|领先|知名)的(?=...)")
"""What praises a zone before its name: 具有全国影响力的甲带."""
OF = re.compile("^.*(?:引领|为(?:核心|主体|龙头|支撑)|组成|构成)的(?=..)")
"""What describes a zone before its name: 甲园引领的乙港."""
VAGUE = "^(?:一批|若干|一系列|众多)"
"""How a phrase begins that tells of several zones and names none, as a pattern."""
ORDINARY = re.compile(
    f"{VAGUE}|[主副双内]?核心$|[本该各全此其两多]|[双三四五][大个条片类级区带]|.{{0,2}}(?:地区|园区|县区|城区|区域|中心)$"
)
"""Phrases that end as the word of a part does and name nothing."""


def bare_name(phrase: str) -> tuple[str, int]:
    """Return a phrase without the verbs and 一个 before its name and the marks around it, and where it begins."""
    aside = re.match(f"[一-鿿]{{1,4}}?(?<![市县区旗州盟镇乡园省]){BUILDS}(?=..)", phrase)
    doing = aside or re.match(f"(?:即|为|是|就是|指)?(?:包括|包含)|即|为|是|就是|指|{DOING.pattern}", phrase)
    at = doing.end() if doing and doing.end() < len(phrase) - 1 else 0
    one = re.match("(?:一|1)[个条座](?=..)", phrase[at:])
    at += one.end() if one else 0
    marks = '“”‘’「」"()'
    whole = re.match('[“‘「"][^”’」"]+[”’」"](?=.)', phrase[at:])
    at += 0 if whole else len(phrase[at:]) - len(phrase[at:].lstrip(marks))
    bare = phrase[at:].rstrip(marks)
    shut = ")" if "(" in bare and phrase.startswith(f"{bare})", at) else ""
    return bare + shut, at
