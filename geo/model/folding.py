"""Characters that look like others: radicals that a PDF gives for letters, spaces of all widths, marks of no width."""

from __future__ import annotations

import re
import unicodedata

_SUPPLEMENT = """
2E81 厂 2E84 乙 2E87 几 2E8A 卜 2E8E 兀 2E92 巳 2E93 幺 2E9C 日 2E9D 月 2E9F 母 2EA0 民 2EA7 牛 2EA9 王
2EAB 目 2EAC 示 2EAE 竹 2EB6 羊 2EB9 老 2EBC 月 2EBD 臼 2EC1 虎 2EC4 西 2EC5 见 2EC6 角 2EC9 贝 2ECA 足
2ECB 车 2ED1 長 2ED3 长 2ED4 门 2ED7 雨 2ED8 青 2ED9 韦 2EDA 页 2EDB 风 2EDC 飞 2EDD 食 2EE1 首 2EE2 马
2EE3 骨 2EE4 鬼 2EE5 鱼 2EE6 鸟 2EE7 卤 2EE8 麦 2EE9 黄 2EEA 黾 2EEB 斉 2EEC 齐 2EED 歯 2EEE 齿 2EEF 竜
2EF0 龙 2EF1 龜 2EF2 亀 2EF3 龟 2F3E 户
"""
"""Radicals that are whole letters, by number, and the letter.

Of those from U+2F00 on Unicode itself says which letter each is, but for 户, of which it says the traditional form.
"""

_WORDS = _SUPPLEMENT.split()
OWN_RADICALS = {chr(int(code, 16)): letter for code, letter in zip(_WORDS[::2], _WORDS[1::2], strict=True)}
"""Radicals that Unicode's own normal form leaves as they are, or makes the traditional letter of; and the letter."""

_RADICALS = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **{ord(radical): letter for radical, letter in OWN_RADICALS.items()},
}
_NO_WIDTH = (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
_TABLE = _RADICALS | dict.fromkeys(_NO_WIDTH, "")
_ODD = re.compile("[\u0085\u00a0\u00ad\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u2e80-\u2fd5\u3000\ufeff]")
_SPACE = re.compile("[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


def folded(text: str) -> str:
    r"""Return a text in which every space is a space, marks of no width are gone, and radicals are letters.

    Examples
    --------
    >>> folded("\u2ed3\u6c99\u3000\u2f63\u7269\u200b\u533b\u836f")
    '长沙 生物医药'
    """
    return _SPACE.sub(" ", text.translate(_TABLE)) if _ODD.search(text) else text
