"""Markup before it is parsed: how deep it nests, and what stands quoted in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

DEEPEST = 10_000
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
# Elements that end by themselves, and so do not nest however often they are opened.
_NOT_NESTED = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "dd",
        "dt",
        "embed",
        "hr",
        "img",
        "input",
        "li",
        "link",
        "meta",
        "option",
        "p",
        "param",
        "source",
        "td",
        "th",
        "tr",
        "wbr",
    ]
)


def is_too_deep(markup: str) -> bool:
    """Whether elements nest so deep that parsing, whose time grows with the square, would stall."""
    if markup.count("<") <= DEEPEST:
        return False
    depth = 0
    for match in _TAG.finditer(markup):
        if match.group(2).lower() not in _NOT_NESTED:
            depth = max(0, depth - 1) if match.group(1) else depth + 1
            if depth > DEEPEST:
                return True
    return False


def quoted_markup(markup: str) -> Iterator[str]:
    """What stands in CDATA sections; by hand, since a pattern takes forever over unclosed ones."""
    begin = markup.find("<![CDATA[")
    while begin >= 0:
        end = markup.find("]]>", begin)
        if end < 0:
            return
        yield markup[begin + 9 : end]
        begin = markup.find("<![CDATA[", end)
