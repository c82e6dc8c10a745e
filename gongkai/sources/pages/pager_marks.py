"""What a page's pager is made of, apart from links: forms, choices, and what a script turns by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.sources.pages.link_text import enclosing
from gongkai.sources.registry.name_folding import folded

NUMBER_NAMES = (
    r"(?:page|pageNo|pageNum|pageIndex|currentPage|curPage|cpage|current|pageNumber|page_no|pn|p)"
)
"""What websites call the number of a page, in addresses, forms and data."""

_NAMED = re.compile(NUMBER_NAMES, re.IGNORECASE)
_FRAME = re.compile(r"[\[\]【】()<>«»›‹…→▶▼·|\s]+")
_NEXT = re.compile(r"下一?页|后一?页|下一頁|nextpage|next", re.IGNORECASE)
_LAST = re.compile(r"尾页|末页|最后一?页|lastpage|last", re.IGNORECASE)
_MORE = re.compile(r"(?:点击|加载|查看|浏览|显示)+更多|更多|more|loadmore", re.IGNORECASE)
_OFF = re.compile(r"disab|gray|grey|\boff\b|\bno-?|current|active", re.IGNORECASE)
# 更多 and 查看更多 stand beside every box of a page; these two belong to the list itself.
_LOADS = re.compile(r"(?:点击)?(?:加载|显示)更多|loadmore", re.IGNORECASE)
_MORE_BUTTON = re.compile(r">\s*(?:点击)?(?:加载|显示)更多\s*<")
_PAGE_NUMBER = re.compile(r"第?(\d{1,3})页?")
_MOST_NODES = 5000


@dataclass(frozen=True, slots=True)
class Form:
    """A form that may turn the pages; `choices` has the largest number a field lets one choose."""

    action: str
    is_post: bool
    fields: tuple[tuple[str, str], ...]
    choices: tuple[tuple[str, int], ...]

    @property
    def number_name(self) -> str | None:
        """The field that holds the number of the page."""
        names = [name for name, _ in (*self.choices, *self.fields)]
        return next((name for name in names if _NAMED.fullmatch(name)), None)


@dataclass(frozen=True, slots=True)
class PagerMarks:
    """The marks of one page.

    Attributes:
        queries: what JPAAS's scripts ask, and of which address.
        forms: those with a field for a page's number, or with hidden fields to send back.
        calls: text and code of what a click turns the page by: a number, the next or last page, more.
        shows_more: something stands there to turn the page that is no link.
    """

    queries: tuple[tuple[str, str], ...] = ()
    forms: tuple[Form, ...] = ()
    calls: tuple[tuple[str, str], ...] = ()
    shows_more: bool = False


def is_next(text: str) -> bool:
    """Whether a link of this text leads to the next page."""
    return bool(_NEXT.fullmatch(_bare(text)))


def is_last(text: str) -> bool:
    """Whether a link of this text leads to the last page."""
    return bool(_LAST.fullmatch(_bare(text)))


def is_more(text: str) -> bool:
    """Whether a link of this text promises more of the same."""
    return bool(_MORE.fullmatch(_bare(text)))


def page_number(text: str) -> int | None:
    """The number that a link to a page goes by: 3, [3] or 第3页; None for anything else."""
    found = _PAGE_NUMBER.fullmatch(_bare(text))
    return int(found.group(1)) if found else None


def marks_of(tree: LexborHTMLParser | None, markup: str) -> PagerMarks:
    """The marks of a page, given as its tree and its text."""
    if tree is None:
        return PagerMarks()
    said = [node.attributes for node in tree.css("[querydata]")]
    queries = tuple(
        (a.get("url") or a.get("data-url") or "", a.get("querydata") or "") for a in said
    )
    calls = tuple(_calls(tree.css("[onclick], a, button")[:_MOST_NODES]))
    forms = tuple(_form(node) for node in tree.css("form")[:20])
    loose = _choices(node for node in tree.css("select[name]") if not enclosing(node, "form"))
    if loose:
        forms = (*forms, Form("", False, (), loose))
    shows_more = bool(calls) or bool(_MORE_BUTTON.search(markup))
    return PagerMarks(queries, forms, calls, shows_more)


def _bare(text: str) -> str:
    return _FRAME.sub("", folded(text))


def _calls(nodes: Iterable[LexborNode]) -> Iterable[tuple[str, str]]:
    for node in nodes:
        href = (node.attributes.get("href") or "").strip()
        is_script = not href or href[0] == "#" or href.lower().startswith("javascript:")
        if not is_script or _OFF.search(node.attributes.get("class") or ""):
            continue
        text = node.text()[:40]
        number = page_number(text) or 0
        if (
            is_next(text)
            or is_last(text)
            or _LOADS.fullmatch(_bare(text))
            or (number > 1 and (node.attributes.get("onclick") or "(" in href))
        ):
            yield text.strip(), f"{href} {node.attributes.get('onclick') or ''}"


def _form(node: LexborNode) -> Form:
    held = [f.attributes for f in node.css("input[name]") if f.attributes.get("type") != "submit"]
    return Form(
        node.attributes.get("action") or "",
        (node.attributes.get("method") or "").lower() == "post",
        tuple((f.get("name") or "", f.get("value") or "") for f in held),
        _choices(node.css("select[name]")),
    )


def _choices(nodes: Iterable[LexborNode]) -> tuple[tuple[str, int], ...]:
    found = []
    for node in nodes:
        values = [option.attributes.get("value") or "" for option in node.css("option")]
        name = node.attributes.get("name") or ""
        numbers = [int(value) for value in values if value.isdecimal() and len(value) < 4]
        if _NAMED.fullmatch(name) and len(numbers) == len(values) > 1:
            found.append((name, max(numbers)))
    return tuple(found)
