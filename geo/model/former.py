"""Units of the older plans that are no more, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MERGED = """
2004 黑龙江省哈尔滨市 太平区 > 230104
2005 广东省广州市 东山区 > 440104
2005 广东省广州市 芳村区 > 440103
2006 黑龙江省哈尔滨市 动力区 > 230110
2009 上海市 南汇区 > 310115
2009 天津市 塘沽区 > 120116
2009 天津市 汉沽区 > 120116
2009 天津市 大港区 > 120116
2010 北京市 崇文区 > 110101
2010 北京市 宣武区 > 110102
2010 湖北省 襄樊市 > 420600
2011 上海市 卢湾区 > 310101
2011 重庆市 双桥区 > 500111
2011 重庆市 万盛区 > 500110
2012 江苏省苏州市 沧浪区 > 320508
2012 江苏省苏州市 平江区 > 320508
2012 江苏省苏州市 金阊区 > 320508
2013 江苏省南京市 白下区 > 320104
2013 江苏省南京市 下关区 > 320106
2014 广东省广州市 萝岗区 > 440112
2015 上海市 闸北区 > 310106
2016 浙江省宁波市 江东区 > 330212
2016 陕西省西安市 户县 > 610118
2018 四川省宜宾市 宜宾县 > 511504
2019 山东省 莱芜市 > 370116 370117
2019 山东省莱芜市 莱城区 > 370116
2019 黑龙江省伊春市 伊春区 > 230717
2019 黑龙江省伊春市 美溪区 > 230717
2019 黑龙江省伊春市 翠峦区 > 230718
2019 黑龙江省伊春市 乌马河区 > 230718
2019 黑龙江省伊春市 新青区 > 230724
2019 黑龙江省伊春市 红星区 > 230724
2019 黑龙江省伊春市 五营区 > 230724
2019 黑龙江省伊春市 汤旺河区 > 230723
2019 黑龙江省伊春市 乌伊岭区 > 230723
2019 黑龙江省伊春市 带岭区 > 230725
2019 黑龙江省伊春市 西林区 > 230751
2019 黑龙江省伊春市 金山屯区 > 230751
2019 黑龙江省伊春市 上甘岭区 > 230719
2021 浙江省杭州市 下城区 > 330105
2021 浙江省杭州市 江干区 > 330102
"""


@dataclass(frozen=True, slots=True)
class Former:
    """A unit that was merged into others, or renamed.

    Attributes
    ----------
    year : int
        Since when it is no more.
    above : str
        Names of the units above it then.
    name : str
        Its name.
    now : tuple of str
        Adcodes of what it became, or became a part of.
    """

    year: int
    above: str
    name: str
    now: tuple[str, ...]


def _read(lines: str) -> Sequence[Former]:
    found = []
    for line in lines.strip().splitlines():
        before, _, after = line.partition(" > ")
        year, above, name = before.split()
        found.append(Former(int(year), above, name, tuple(after.split())))
    return tuple(found)


FORMER: Sequence[Former] = _read(_MERGED)
"""Units that were merged or renamed so that their names no longer tell what they became."""
