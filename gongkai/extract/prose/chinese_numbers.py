"""Numbers written in Chinese words: 一百二十, 贰仟, 二十三万."""

from __future__ import annotations

from typing import Literal

_DIGITS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_OF_DATES = {
    tens + ones: 10 * t + o
    for t, tens in enumerate(("", "十", "二十", "三十"))
    for o, ones in enumerate(_DIGITS)
    if tens + ones
}
"""Days and months, the words that nearly every report has: 1 to 39."""


def of_words(words: str, mode: Literal["normal", "smart"] = "normal") -> float:
    """What the words say; `smart` reads digits among them too, as in 1万.

    Raises:
        ValueError: where they are not a number.
    """
    if words in _OF_DATES:
        return _OF_DATES[words]
    # Loaded when first needed: few reports write a larger number in words, and it takes a tenth of `gongkai read`.
    import cn2an

    return cn2an.cn2an(words, mode)  # type: ignore[no-any-return]
