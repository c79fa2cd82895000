"""What stands in names of places, around them and between them, as patterns: the rules of how names are read."""

from __future__ import annotations

import re

from geo.analysis.draft.classes import WORDS
from geo.analysis.draft.words import VERBS

AFTER = (
    "$|[、,和与及等的为是在已以对向将由;:)”’」》—·]|以及|或|建设|项目|拥有|入选|开展|采用|联合|合作|深化|加快|推进|产业化|"
    "内|里|政策|档案|管理|能力|网络|创新(?!药)|改革|数字化|总部|分别|牵头|辐射|带动|集聚(?!区)|作用|接入|落地|落户|设立|成立|延伸|持续|"
    "实现|达到|发展(?!促进|服务|研究|中心|集团)|优势|资源|成果|扩|改|续建|试点|定向|培养|管委会|先|提|即将|陆续|顺利|相继|超[额过进]|营收|营业收入|产值|规模|年产|面积|水平|功能|能级|[一二三四五六]期|20\\d\\d年|"
    "承担|负责|兼并|重组|联合重组|跨[省市县区]|力量|生产|临床|科研|占地|投资|总投资|建筑面积|布局|稳居|位居|跻身|成为|入围|并|选育|攻关|交易额|前期|升级|提质|扩容|连续|荣获|获评|标准厂房|开发|年(?![均度底末初])|货物|货邮|集装箱|旅客|累计|每年|稳定|开放|运行|绿电|重点(?=发展|建设|打造|布局)|\\d[\\d.]*万?(?:亩|公顷|平方)|吞吐|承建|联动|错位|组成|构成|配套|互动|迁建|搬迁|运营|投用|投入|投产|达产|竣工|开工|建成|启用|挂牌|"
    "(?:[两三四五六七八九十]|\\d+)[大个家座所处]|(?:多|近|去|今)年|[东南西北]扩|进[展入驻]|[被要应须可也均都还仍受增尽引申作位紧承坐]|力争|争取|主体|封顶|技术(?:升级|改造)|增资|零的?突破|吸引|招商|首期|率先|整合|扩产|技改|\\d[\\d.]*[万亿]+元"
)
"""What may stand behind a name; before other words its class word is a part of a longer one."""
_LONGER = f"(?:建设|促进|服务|创新)(?!生产线)(?:{WORDS})|(?:迁建|改?扩建|[一二三四五]期|枢纽)工程"
"""What follows a class word that does not end a name."""
END = re.compile(f"(?:{WORDS})(?!{_LONGER})(?=(?:[(][^()]{{1,30}}[)])?(?:{AFTER}|{'|'.join(VERBS)}))")
CUT = re.compile("(?:[;:。]|,(?![^(),;。]{1,12}\\)))+|——+")
"""What parts a sentence: commas, but for one in a bracket that tells where a place is and in what state."""
CITED = re.compile("《[^《》]*》")
"""The name of a document, in which no place is named."""
WHEN = re.compile(
    "^其中(?=[一-鿿]{2})|^(?:同时|此外|另外|请问)|^(?:到|至|截至)?(?:20\\d\\d年|“?十[一二三四五六]五”?(?:期间|时期|末))(?:底|末|前)*|^(?:目前|近期|远期|力争)|^我[省市县区](?=[\u4e00-\u9fff]{2,}[市县区])"
)
"""What opens a phrase that says when, and is no part of a name."""
GRADED = re.compile(f"(?:国家|省|市|县)级(?:重点|特色)?(?:{WORDS})")
"""What sums up a list by nothing but a grade and a class word: 甲、乙等省级开发区."""
ACTS = re.compile(f"(?:[要已现将]|累计|重点发展|{'|'.join(VERBS)}|发展(?:势头|态势))(?!$)")
"""What follows the name of what does something itself, and so is there: 甲园引进企业20家."""
TITLES = re.compile("(?:创建|争创|创成|申报|申创)(?:国家级|省级|市级|国家现代|省现代)")
"""What follows the name of a place that is given a grade, or is to be: 甲园创建省级园区."""
TITLED = re.compile("获评|荣获|(?:被|获)[^,;]{1,10}为")
"""What stands before the titles that a place is given, and that are no places: 甲园被认定为国家级园区."""
STANDARD = re.compile("(?:国家|省|市)级[^“”]{0,8}1[个家座所处]")
"""One of those that have a grade, and no name: 国家级农场1家."""
COUNTED = re.compile(
    "(?:实现)?零的?突破|(?:总?数量?|总数)?(?:达到?|增至|增加到|发展到|扩大到|有|为|共|稳定在|超过)*(?!1[个家座所处])(?:\\d+[余多]?|[两三四五六七八九十]+)[个家座所处](?![一-鿿]{0,8}(?:园|基地|区|中心|平台|企业))"
)
"""What follows a class word of which there are several: 国家级基地达到20个."""
AREA = re.compile("\\d[\\d.]*万?(?:亩|公顷|平方)")
"""How large what stands before it is."""
ANY = re.compile(
    "^鼓励|^支持有条件|^允许|合理布局|因地制宜|集约化|全部(?:建成|建立|建设)|普遍|^(?:支持|引导|吸引|推动)[^,;]{0,8}(?:企业|主体|高校|院所|机构|单位|各地)(?:在[^,;]{2,6})?(?:建立|建设|设立|组建|共建)"
)
"""How a clause opens that speaks of whichever are to come, not of one."""
MIDDLE = re.compile("(?:[(][^()]{1,12})?[)](?:股份|有限|责任|总)")
"""What follows a class word within the name of a firm: 甲(集团)股份有限公司."""
READY = re.compile("(?:目前|现)?已经?(?:建成)?(?:投用|投产|投入使用|投入运营|运营|启用|建成|挂牌)的?|(?:在建|续建)的")
"""What opens the name of what is there."""
HEAD = re.compile(
    "^(?:第[一二三四五六七八九十百]+[篇章节]|\\(?[一二三四五六七八九十\\d]+[)、.]|专栏[一二三四五六七八九十\\d]+:?|[一二三四五六七八九十]是)"
)
JOIN = re.compile("^(?:[、与及或等]|(?<!、)和|以及|[一二三四五六]期(?=[、和与及]))+")
PREPOSITION = re.compile("^(?:作为|为|将(?!军)|以|由|与|从|把|如|即|含(?!山)|是|在|对|给|使|让|用|向)(?!外)")
PIECE = "[、/]|和|与|及|以及"
INNER = re.compile(
    "(?:已建成|开设|新建(?!区)|续建|扩建|打造|建设|构建|创建|组建|建立|培育|形成|搭建|设立|建成|成立|筹建|争创|引进|发展|构筑|规划布局|布局|推动|推进|开展|实施|做好|加强|健全|完善|扩大|"
    "超前部署|参与|包括|涵盖|拥有|入选|作为|依托|位于|带动|对于|落户|纳入|入驻|提供了?|转向|共建|支持|公布了?|发布了?|建有|设有|分别?为|新开工(?:建设)?|(?<=..)(?<![所存现])在(?![建研线岗])|(?<![重主需必纪])要(?![求素点道地]))"
    "(?!(?:投资|开发|科技|实业|工程|建设|促进|服务|研究)*(?:集团|有限|股份|公司|控股|项目|工程|中心|院))"
)
"""Verbs that part a name from what stands before it, wherever they are, but for those in it: 甲发展集团."""
COMPARED = re.compile("(?:^|[、和与及并])(?:学习|借鉴|对标|对照|参照|参考|比照)[^,;:]{2,}$")
"""What stands before the name of what is elsewhere and only a model: 借鉴甲谷经验."""
IS_AT = re.compile("^[^,;:、]{0,14}?(?:(?<![园地])区|[带核极轴翼])为(?=[一-鿿]{3})")
"""How a clause begins that says what a zone is, before the name of that: 核心区为甲园."""
LABEL = re.compile("“[^“”]{1,8}”(?:指|即|是|为)(?=..)")
"""What opens a clause that says which places a part of a layout is: “多点”指甲园."""
SIZE = re.compile("(?:\\d[\\d.,]*[万亿]*|[十百千万]+)(?:亩|头|只|公顷|平方米|平方公里)级?的?")
"""How large a place is, before its name: 千亩甲基地."""
QUALITY = re.compile("(?:一流|知名|领先|最大|重要|水平|影响力|最强|最优|高水准)的")
SAID = re.compile("高度|具有|符合|竞争力|影响力|以|为|集|面向|支撑")
"""What tells of qualities, not of a thing to which something belongs."""
GRADE = re.compile("^(?:[十百千万]+亿(?:元)?级(?:规模)?的?|一个|全国首[个家]|首[个家])+")
COUNTED_LIST = re.compile(
    "((?:[^、,;:和与及\\d]{2,12}[、和与及]){1,12}[^、,;:和与及\\d等]{2,12}?)(等)?(\\d+|[两二三四五六七八九十])[个家大座所处]"
    f"([^、,;:的\\d和与及]{{0,10}}?(?:{WORDS}))(?!建设(?:{WORDS}))(?={AFTER}|{'|'.join(VERBS)})"
)
"""A list whose items share the class word behind their number: 甲、乙2个示范区."""
AND_SO_ON = re.compile("(?<![高同初中平优均相])(?<!级甲)等(?![级同于效位])([^、,等]{1,24})")
DOMAIN = re.compile(
    "(?:重点|前沿|优势|新兴)*(?:领域|方面|技术|行业|学科|方向|环节|产品|品种|疾病|产业(?!园|化|基地|集群))"
)
"""What follows 等 where a list is one of fields, not of names."""
COMMON = re.compile("(?:公共|配套|生活|服务|环保|便民)+(?:服务)?(?:设施|体系|平台)")
"""What follows 等 where a list is one of what is wherever it is needed, and names nothing."""
WAYS = re.compile("(?:多种)?(?:方式|形式|途径|手段|渠道|模式|办法|举措|措施)")
"""What follows 等 where a list is one of ways to do something, and names nothing."""
LEVELS = "省市县区旗州盟"
"""Letters that end the name of a unit with its level; a list has all its names so, or none."""
WHOLE = 3
"""Letters of the shortest name of an autonomous unit with its level: 大理州."""
PLACES = "区园城港谷镇村库场"
"""Letters that end a name of its own, and begin no list of what shares one."""
CROPS = re.compile("(国家级|省级|世界级|国家|)(..)、((?:..、)*)(..)((?!等)[^、]{4,})")
"""A list of short words that share what stands before and behind them: 国家级甲、乙、丙种质中心."""
SUM_OF = re.compile("(?:计划)?总?投资(?:约|达)?\\d[\\d.]*[万亿]*元的|\\d[\\d.]*[万亿]*元的?(?=[^,;]{2,}基金)")
"""What stands before a project that is named by what is invested in it."""
WHOLE_TAIL = 8
"""Letters of what sums up a list; what is longer is a name of its own: 疫苗、中药等质量及安全性评价平台."""
TWIN = re.compile("(?:[长中短]期|复份|[东南西北主副总分])[库园区院站](?:[(][^()]*[)])?")
"""A name that is no more than its end, and shares what stands before with the one beside it."""
DESCRIBED = re.compile("(?:是|作为|成为|为)$")
SHORT_NAME = 4
"""Characters of a university or institute that goes without its class word before another: 甲大和乙大学."""
