"""Small numbers in words say what the library says that reads the larger ones."""

from __future__ import annotations

from typing import Literal

import cn2an
import pytest

from gongkai.extract.prose.chinese_numbers import of_words


@pytest.mark.parametrize("mode", ["normal", "smart"])
def test_every_day_and_month(mode: Literal["normal", "smart"]) -> None:
    for number in range(1, 130):
        words = cn2an.an2cn(number)
        said = {words, words.removeprefix("一") if words.startswith("一十") else words}
        for one in said:
            assert of_words(one, mode) == cn2an.cn2an(one, mode) == number
