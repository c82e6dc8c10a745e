"""Markup before it is parsed: what a parser would stall over, and what stands quoted in it."""

from __future__ import annotations

import html
from collections.abc import Iterator

from gongkai.readers.web.html_markup import has_huge_tag, is_deeper

_DEEPEST = 10_000


def cannot_be_parsed(markup: str) -> str | None:
    """Why parsing, whose time grows with the square of some sizes, would stall; None where it would not."""
    if markup.count("<") > _DEEPEST and is_deeper(markup, _DEEPEST):
        return f"elements nested more than {_DEEPEST} deep"
    return "a tag of too many attributes" if has_huge_tag(markup) else None


def quoted_markup(markup: str) -> Iterator[str]:
    """What stands in CDATA sections, or in JCMS's records without them; by hand, since a pattern takes forever over unclosed ones."""
    begin = markup.find("<![CDATA[")
    if begin < 0:
        yield from _records(markup)
    while begin >= 0:
        end = markup.find("]]>", begin)
        if end < 0:
            return
        yield markup[begin + 9 : end]
        begin = markup.find("<![CDATA[", end)


def _records(markup: str) -> Iterator[str]:
    """What a `<recordset>` in a script holds, where its records are escaped or stand as they are."""
    begin = markup.find("<recordset>")
    end = markup.find("</recordset>", begin)
    if 0 <= begin < end:
        held = markup[begin:end]
        yield html.unescape(held) if "&lt;" in held else held
