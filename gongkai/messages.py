"""What Gongkai says to people: doubts, refusals and failures as codes, worded in TOML catalogues.

Code names a message and its parameters; words are made only where they are shown:

    why = message("number_count", numbers=3, columns=7)
    why.en           # "3 numbers for 7 columns", for `gongkai read --json`
    why.zh           # "3 个数字对 7 列", for pages
    why.code, why.detail    # for the warehouse; `from_row(code, detail)` takes them back

    Doubt("requests.received", why)
    raise UnreadableError("file_empty", name)     # what to do stands in the catalogue

A parameter may itself be a message: `message("beside_doubtful", inner=why)`. Each catalogue lies in the
room that says its messages, one table a code: `zh`, `en`, an `example` that names every parameter, and
for refusals `next_zh` and `next_en`, what the reader of the message can do. A code stands in one
catalogue only. An unknown code or parameter is a mistake in the program and raises at once.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.strangers_text import MOST, one_line

CATALOGUES = (
    "readers/doubts.toml",
    "readers/refusals.toml",
    "extract/doubts.toml",
    "extract/refusals.toml",
    "sources/attempts.toml",
    "sources/inbox.toml",
    "warehouse/refusals.toml",
    "settle/answers.toml",
    "settle/refusals.toml",
)
"""Where the messages stand, below the package."""

_PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Entry:
    """A message as its catalogue has it; texts hold `{parameter}` where a value goes."""

    zh: str
    en: str
    next_zh: str = ""
    next_en: str = ""
    example: Mapping[str, Any] | None = None

    @property
    def parameters(self) -> frozenset[str]:
        """The names of the values that it needs."""
        return frozenset(self.example or ())


@cache
def catalogue(name: str) -> Mapping[str, Entry]:
    """The messages of one of `CATALOGUES`, by code."""
    rows = tomllib.loads((_PACKAGE / name).read_text("utf-8"))
    return {code: Entry(**row) for code, row in rows.items()}


@cache
def entries() -> Mapping[str, Entry]:
    """Every message by its code.

    Raises:
        ValueError: for a code that stands in two catalogues.
    """
    found: dict[str, Entry] = {}
    for name in CATALOGUES:
        if twice := found.keys() & catalogue(name).keys():
            raise ValueError(f"{name}: {', '.join(sorted(twice))} stands in another catalogue too")
        found |= catalogue(name)
    return found


@dataclass(frozen=True, slots=True)
class Message:
    """Something to say: its code and the values of its parameters, in order of their names."""

    code: str
    parameters: tuple[tuple[str, str | Message], ...] = ()

    @property
    def zh(self) -> str:
        """In Chinese."""
        return self._worded("zh")

    @property
    def en(self) -> str:
        """In English."""
        return self._worded("en")

    @property
    def next_zh(self) -> str:
        """What to do about it, in Chinese; empty where nothing is to be done."""
        return self._worded("next_zh")

    @property
    def next_en(self) -> str:
        """What to do about it, in English; empty where nothing is to be done."""
        return self._worded("next_en")

    @property
    def detail(self) -> str | None:
        """The parameters as a JSON object; None without any."""
        return json.dumps(self._values(), ensure_ascii=False) if self.parameters else None

    def _worded(self, text: str) -> str:
        entry = entries().get(self.code)
        if entry is None:  # a row of another version's warehouse
            return self.code if text in ("zh", "en") else ""
        values = {
            name: value._worded(text) if isinstance(value, Message) else value
            for name, value in self.parameters
        }
        template: str = getattr(entry, text)
        return template.format_map(values)

    def _values(self) -> dict[str, Any]:
        return {
            name: {"code": value.code, **value._values()} if isinstance(value, Message) else value
            for name, value in self.parameters
        }


def message(code: str, /, **parameters: object) -> Message:
    """The message of that code; values are kept as text, or as the message they are.

    Raises:
        KeyError: when no catalogue has the code.
        TypeError: when the parameters are not those of its entry.
    """
    wanted = entries()[code].parameters
    if wanted != parameters.keys():
        raise TypeError(f"{code} takes {sorted(wanted)}, not {sorted(parameters)}")
    return _made(code, parameters)


def from_row(code: str, detail: str | None) -> Message:
    """The message that a row of the warehouse holds; one that no catalogue has any more is its code."""
    return _made(code, json.loads(detail) if detail else {})


def _made(code: str, parameters: Mapping[str, object]) -> Message:
    return Message(code, tuple((name, _kept(parameters[name])) for name in sorted(parameters)))


def _kept(value: object) -> str | Message:
    if isinstance(value, Message):
        return value
    if isinstance(value, Mapping):
        inner = dict(value)
        return _made(inner.pop("code"), inner)
    return one_line(str(value)[:MOST])
