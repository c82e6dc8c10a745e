"""Which language the screen speaks, and what is said in English put into Chinese: see said_zh.toml."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from gongkai.errors import GongkaiError, RefusedError

LANGUAGES = ("zh", "en")
VARIABLE = "GONGKAI_LANG"
_ROW = re.compile(r"^(?P<file>\S+) row (?P<row>\d+)$")
_NUMBERED = re.compile(r"^(source|hosts|deadline|code) (\d+)$")


def language(arguments: Sequence[str] = ()) -> str:
    """`zh` or `en`: as `--lang` says, else GONGKAI_LANG, else the locale's."""
    given = list(arguments)
    for number, argument in enumerate(given):
        if argument.startswith("--lang="):
            return _known(argument.partition("=")[2])
        if argument == "--lang" and number + 1 < len(given):
            return _known(given[number + 1])
    for name in (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return _known(value)
    return "en"


def _known(text: str) -> str:
    return "zh" if text.lower().startswith("zh") else "en"


_spoken: list[str] = []


def speak(chosen: str) -> None:
    """Have the screen speak this language from now on."""
    _spoken[:] = [chosen]


def worded(zh: str, en: str) -> str:
    """The words for the screen: `en` may hold both where no language was asked for."""
    return zh if (_spoken[0] if _spoken else language()) == "zh" else en


@cache
def templates() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each English wording as a pattern, in the order of the file, and the Chinese for it."""
    said = tomllib.loads(Path(__file__).with_name("said_zh.toml").read_text("utf-8"))["said"]
    return tuple((_pattern(english), chinese) for english, chinese in said.items())


def _pattern(english: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in english.split("{}")]
    return re.compile("(.+?)".join(parts), re.DOTALL)


def chinese(text: str) -> str:
    """What an error, or a fault of the registry, says, in Chinese as far as said_zh.toml has it.

    Lines are put into Chinese one by one, and so is what stands behind a file and its row.
    """
    if "\n" in text:
        return "\n".join(_indented(line) for line in text.split("\n"))
    for pattern, words in templates():
        if match := pattern.fullmatch(text):
            return words.format(*map(chinese, match.groups()))
    if "; " in text:
        return "；".join(map(chinese, text.split("; ")))
    head, colon, rest = text.partition(": ")
    return f"{_place(head)}：{chinese(rest)}" if colon else _place(text)


def error_worded(error: GongkaiError) -> str:
    """An error, where it was met and what to do, in the language of the screen."""
    if isinstance(error, RefusedError):
        what, next_step = error.message.zh, error.message.next_zh
    else:
        what, next_step = chinese(error.what), chinese(error.next_step)
    gap = "\n" if "\n" in error.what else "。"
    where = f"{error.where}：" if error.where else ""
    return worded(where + what + (gap + next_step if next_step else ""), str(error))


def _indented(line: str) -> str:
    bare = line.lstrip()
    return line[: len(line) - len(bare)] + chinese(bare)


def _place(text: str) -> str:
    """A file with its row, or a numbered table of county.toml, as an official says it."""
    text = _ROW.sub(r"\g<file> 第 \g<row> 行", text)
    return _NUMBERED.sub(r"第 \2 个 \1", text)
