"""What a link is called."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from gongkai.sources.titles import is_report_title

_SPACE = re.compile(r"\s+")
_CUT_SHORT = re.compile(r"(?:\.{2,}|…+)$")
# What a cell of a table of units and years says where its link is.
_LOOK = re.compile(
    r"(?:点击)?(?:查看|浏览|打开|阅读|链接|下载|预览)?(?:详情|全文|报告|正文|年报|年度报告)?|[√●★■]|pdf|word|html?",
    re.IGNORECASE,
)
_LONGEST_TITLE = 300


def link_text(node: LexborNode) -> str:
    """The text of a link; its title where the list cuts the text short."""
    text, title = short(node.text()), short(node.attributes.get("title") or "")
    if not text and not title:
        image = node.css_first("img[alt], img[title]") if node.tag != "area" else node
        said = image.attributes if image else {}
        return short(said.get("alt") or said.get("title") or "")
    if text and _LOOK.fullmatch(text):
        return title if is_report_title(title) else _from_table(node) or text
    if title and (
        not text
        or _CUT_SHORT.search(text)
        or (is_report_title(title) and not is_report_title(text))
    ):
        return title
    return text


def _from_table(node: LexborNode) -> str:
    """What the cells in front of a link, and the head of its column, say of it."""
    cell = enclosing(node, "td")
    row = enclosing(cell, "tr") if cell else None
    table = enclosing(row, "table") if row else None
    if cell is None or row is None or table is None:
        return ""
    cells = _cells(row)
    place = next((i for i, other in enumerate(cells) if other.mem_id == cell.mem_id), 0)
    said = [short(other.text()) for other in cells[:place] if not other.css_first("a")]
    first = table.css_first("tr")
    heads = _cells(first) if first else []
    if len(heads) == len(cells) and first and first.mem_id != row.mem_id:
        said.append(short(heads[place].text()))
    return " ".join(text for text in said if text and not text.isdecimal())


def enclosing(node: LexborNode, tag: str) -> LexborNode | None:
    """The nearest element of a tag around a node; None where there is none."""
    above = node.parent
    while above is not None and above.tag != tag:
        above = above.parent
    return above


def _cells(row: LexborNode) -> list[LexborNode]:
    return [node for node in row.iter() if node.tag in ("td", "th")]


def short(text: str) -> str:
    """A title with its white space folded, cut where no title is that long."""
    return _SPACE.sub(" ", text[: 4 * _LONGEST_TITLE]).strip()[:_LONGEST_TITLE]
