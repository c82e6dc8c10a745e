"""Numbers written in Chinese words: 一百二十, 贰仟, 二十三万."""

from __future__ import annotations

from typing import Literal


def of_words(words: str, mode: Literal["normal", "smart"] = "normal") -> float:
    """What the words say; `smart` reads digits among them too, as in 1万.

    Raises:
        ValueError: where they are not a number.
    """
    # Loaded when first needed: few reports write a number in words, and it takes a tenth of `gongkai read`.
    import cn2an

    return cn2an.cn2an(words, mode)  # type: ignore[no-any-return]
