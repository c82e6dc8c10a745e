"""Numbers that a format of Excel shows in Chinese: 一十二, 壹拾贰, １２."""

from __future__ import annotations

import re

_DIGITS = {
    "1": str.maketrans("0123456789", "〇一二三四五六七八九"),
    "2": str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖"),
    "3": str.maketrans("0123456789", "０１２３４５６７８９"),
}
_WORDS = {"1": "low", "2": "up"}
_NUMBER = re.compile(r"\d+")
_LONGEST = 12  # digits that are said in words


def in_script(number: str, script: str, in_words: bool) -> str:
    """A number as `[DBNum1]`, `[DBNum2]` or `[DBNum3]` shows it.

    Args:
        number: as it would be shown without.
        script: 1 for the plain characters, 2 for those of banknotes, 3 for wide digits.
        in_words: whether places are said (一十二), as General does, and not digits alone (一二).
    """

    def shown(match: re.Match[str]) -> str:
        digits = match.group()
        if in_words and script in _WORDS and int(digits) and len(digits) <= _LONGEST:
            import cn2an  # slow to load, and seldom needed

            words = str(cn2an.an2cn(digits, _WORDS[script]))
            if script == "2":
                return words
            return ("一" if words.startswith("十") else "") + words.replace("零", "〇")
        return digits.translate(_DIGITS[script])

    whole, point, places = number.partition(".")
    return _NUMBER.sub(shown, whole) + point + places.translate(_DIGITS[script])
