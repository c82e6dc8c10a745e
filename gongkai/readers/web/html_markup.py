"""What the tags of a page say, gathered in one pass before it is parsed.

Parsers take the square of some sizes; a page beyond them is refused here. And what no tag of a page
says need not be looked for in its tree: a search of the tree costs as much as half its parsing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.errors import TooLargeError

LINE = "\u2028"
"""Stands between lines while white space is folded."""

MAX_DEPTH = 1_000
_MAX_TAGS = 100_000  # a report has two thousand; one saved by Word, twenty thousand
_MAX_ATTRIBUTES = 1_000  # of one tag
_HARMLESS_TAGS, _HARMLESS_TAG = 5_000, 2_000  # so few, or so short, are parsed in no time

# A tag to its end; a value in quotes may hold what looks like it, which is seldom and takes twice as long.
_TAG = re.compile(r"<([a-zA-Z][^>]*+)")
_RUN = re.compile(r"<((?:[^>]*+><)*[^>]*+)")  # of tags one behind the other
# No possessive group: before Python 3.11.5 those forget where they stood. Neither of these can fail, so neither goes back.
_WHOLE_TAG = re.compile(r"<([a-zA-Z][^=>]*+(?:=\s*(?:\"[^\"]*\"|'[^']*')?[^=>]*+)*)")
_WHOLE_VALUES = re.compile(r"[^=]*+(?:=\s*(?:\"[^\"]*\"|'[^']*'|(?![\"'\s]))[^=]*+)*")
_NAME = re.compile(r"<([a-zA-Z]\w*)")
_NESTING = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_OF_HEAD = frozenset(("html", "head", "meta", "title", "link", "base", "style", "script"))
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


@dataclass(frozen=True, slots=True)
class Markup:
    """The tags of a page.

    Attributes:
        name: of the page, for messages.
        tags: their names in lower case.
        below: those of them that may stand elsewhere than in an orderly head.
        said: what stands in them, each differing tag once.
        end_of_head: where in the text that head ends.
    """

    name: str
    tags: frozenset[str]
    below: frozenset[str]
    said: str
    end_of_head: int

    def select(self, tree: LexborHTMLParser, *wanted: str) -> list[LexborNode]:
        """The elements of these tags in the page's tree, in its order."""
        there = self.tags.intersection(wanted)
        if not there:
            return []
        root = tree.head if self.below.isdisjoint(there) and tree.head is not None else tree
        return root.css(",".join(sorted(there)))


def markup_of(text: str, name: str) -> Markup:
    """Gather the tags of a page.

    Raises:
        TooLargeError: for a page that would take the parser minutes or gigabytes.
    """
    tags = text.count("<")
    if tags > _MAX_TAGS:
        raise TooLargeError("html_too_many_tags", name, tags=f"{tags:,}", most=f"{_MAX_TAGS:,}")
    if tags > _HARMLESS_TAGS and is_deeper(text, MAX_DEPTH):
        raise TooLargeError("html_too_deep", name, depth=MAX_DEPTH + 1)
    end = text.find("</head")
    end = max(end if end >= 0 else text.find("</HEAD"), 0)
    above, below = _tags(text[:end]), _tags(text[end:])
    said = above | below
    if any(map(_is_huge, said)):
        raise TooLargeError("html_too_many_attributes", name, most=f"{_MAX_ATTRIBUTES:,}")
    of_head, of_body = _names(above), _names(below)
    both = of_head | of_body
    is_orderly = of_head <= _OF_HEAD
    return Markup(name, both, of_body if is_orderly else both, "\n".join(said), end)


def has_huge_tag(text: str) -> bool:
    """Whether one of its tags has so many attributes that a parser would take minutes over them."""
    return any(map(_is_huge, _tags(text)))


def is_deeper(text: str, deepest: int) -> bool:
    """Whether elements nest deeper than that, as far as their tags tell."""
    depth = 0
    for match in _NESTING.finditer(_without_comments(text)):
        if match.group(2).lower() not in _NOT_NESTED:
            depth = max(0, depth - 1) if match.group(1) else depth + 1
            if depth > deepest:
                return True
    return False


def _without_comments(text: str) -> str:
    """By hand: a pattern takes forever over those that never end."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join([*parts, text[at:]])


def _tags(text: str) -> set[str]:
    """The differing tags of a part of a page, without their brackets."""
    runs = "><".join(set(_RUN.findall(text))).join("<>")  # few of hundreds differ
    found = set(_TAG.findall(runs))
    quoted = [tag for tag in found if "'" in tag or tag.count('"') % 2]
    if any(map(_ends_in_a_quote, quoted)):
        return set(_WHOLE_TAG.findall(text))
    return found


def _ends_in_a_quote(tag: str) -> bool:
    """Whether a quote opens in it and does not close: then the bracket that ended it stood in a value."""
    whole = _WHOLE_VALUES.match(tag)
    return whole is not None and whole.end() < len(tag)


def _names(tags: set[str]) -> frozenset[str]:
    """The names of tags, those included which stand in the value of another's attribute."""
    named = set(_NAME.findall("<".join(["", *tags])))
    return frozenset([name.lower() for name in named])


def _is_huge(tag: str) -> bool:
    if len(tag) <= _HARMLESS_TAG:
        return False
    bare = _QUOTED.sub(" ", tag)
    return max(bare.count("="), len(bare.replace("/", " ").split()) - 1) > _MAX_ATTRIBUTES
