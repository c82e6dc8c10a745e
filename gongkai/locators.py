"""Where in a document a number stands: locators such as `table 2/row 3/column 4`, said in Chinese."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_NUMBER = re.compile(r"\bn\b")
_IN_SHEET = re.compile(
    r"(?!(?:table|sheet|page|section|line|scan page) \d)([^/]+)(/row \d+/column \d+)"
)


@cache
def _places() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each part of a locator, and what takes its place; see locators.toml."""
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["place"]
    return tuple((_pattern(row["part"]), _replacement(row["zh"])) for row in rows)


def _pattern(part: str) -> re.Pattern[str]:
    if not _NUMBER.search(part):
        return re.compile(f"^{part}$")
    return re.compile(r"\b" + _NUMBER.sub(r"(\\d+)", part))


def _replacement(words: str) -> str:
    numbers = iter(range(1, 10))
    return _NUMBER.sub(lambda _: rf"\{next(numbers)}", words)


def place_of(locator: str | None) -> str:
    """A locator as an official says it: `table 2/row 3/column 4` is 第 2 个表格第 3 行第 4 列."""
    words = locator or ""
    if match := _IN_SHEET.fullmatch(words):  # a sheet goes by its own name
        words = f"工作表“{match[1]}”{match[2]}"
    for pattern, chinese in _places():
        words = pattern.sub(chinese, words)
    return words.replace("/", "")
