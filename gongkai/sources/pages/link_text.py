"""What a link is called."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from gongkai.sources.titles import is_report_title

_SPACE = re.compile(r"\s+")
_CUT_SHORT = re.compile(r"(?:\.{2,}|…+)$")
_LONGEST_TITLE = 300


def link_text(node: LexborNode) -> str:
    """The text of a link; its title where the list cuts the text short."""
    text, title = short(node.text()), short(node.attributes.get("title") or "")
    if title and (
        not text
        or _CUT_SHORT.search(text)
        or (is_report_title(title) and not is_report_title(text))
    ):
        return title
    return text


def short(text: str) -> str:
    """A title with its white space folded, cut where no title is that long."""
    return _SPACE.sub(" ", text[: 4 * _LONGEST_TITLE]).strip()[:_LONGEST_TITLE]
