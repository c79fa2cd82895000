"""Regions of the country that plans name, and the units that the documents which define them give them."""

from __future__ import annotations

from collections.abc import Mapping

_LISTED = """
京津冀 110000 120000 130000
长三角,长江三角洲 310000 320000 330000 340000
粤港澳大湾区 440100 440300 440400 440600 440700 441200 441300 441900 442000 810000 820000
长江经济带 310000 320000 330000 340000 360000 420000 430000 500000 510000 520000 530000
黄河流域 140000 150000 370000 410000 510000 610000 620000 630000 640000
成渝地区双城经济圈,成渝双城经济圈,成渝经济圈,成渝地区,成渝 500000 510100 510300 510500 510600 510700 510900
+ 511000 511100 511300 511400 511500 511600 511700 511800 512000
东北地区,东北三省,东北 210000 220000 230000
中部地区,中部六省,中部 140000 340000 360000 410000 420000 430000
东部地区,东部沿海地区,东部 110000 120000 130000 310000 320000 330000 350000 370000 440000 460000
西部地区,西部 150000 450000 500000 510000 520000 530000 540000 610000 620000 630000 640000 650000
中西部地区,中西部 140000 150000 340000 360000 410000 420000 430000 450000 500000 510000 520000 530000 540000
+ 610000 620000 630000 640000 650000
海南自由贸易港,海南自贸港 460000
长株潭,长株潭都市圈,长株潭城市群 430100 430200 430300
"""


def _read(lines: str) -> Mapping[str, tuple[str, ...]]:
    rows = (line.split() for line in lines.strip().replace("\n+", "").splitlines())
    return {name: tuple(codes) for names, *codes in rows for name in names.split(",")}


REGIONS: Mapping[str, tuple[str, ...]] = _read(_LISTED)
"""Name of a region of the country, as texts write it -> the adcodes of its units, as far as whole ones.

After the outlines of the State Council (长三角 2019, 粤港澳大湾区 2019, 成渝 2021, 长江经济带 2014, 黄河流域 2021), the
division of the National Bureau of Statistics (2011) and the law on the Free Trade Port of Hainan (2021).
"""
