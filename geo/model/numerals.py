"""Numbers written in Chinese characters, as plans count and number with them."""

from __future__ import annotations

_DIGITS = {**{char: value for value, char in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2, "双": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def chinese_number(text: str) -> int:
    """Return the number that some characters of 零 to 九, 〇, 两, 双, 十, 百, 千 and 万 write.

    A unit without a digit before it counts once: 十二 is 12, 千 is 1,000.

    Raises
    ------
    KeyError
        The text holds another character.

    Examples
    --------
    >>> chinese_number("二十一"), chinese_number("两千"), chinese_number("十万"), chinese_number("一百零八")
    (21, 2000, 100000, 108)
    """
    total, section, digit = 0, 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char == "万":
            total, section, digit = total + max(section + digit, 1) * 10_000, 0, 0
        else:
            section, digit = section + max(digit, 1) * _UNITS[char], 0
    return total + section + digit
