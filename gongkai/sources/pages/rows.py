"""The rows of a list page, apart from its menus: what stated totals are compared with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.sources.pages.link_text import link_text
from gongkai.sources.registry.name_folding import folded
from gongkai.sources.titles import COLUMN_NAME, is_report_title

_ROW = frozenset(["li", "tr", "dd", "dl", "p"])
_LIST = frozenset(["ul", "ol", "table", "dl", "tbody"])
_DATE = re.compile(r"(?:20\d\d\s*[-./年]\s*)?[01]?\d\s*[-./月]\s*[0-3]?\d(?!\d)")
_LEVELS_UP = 12
_LONGEST_ROW = 400
_MOST = 20_000


@dataclass(slots=True)
class _Group:
    """Links that stand in the same place of the page's structure."""

    addresses: list[str] = field(default_factory=list)
    containers: set[int] = field(default_factory=set)
    titled: int = 0
    dated: int = 0


Join = Callable[[str], str]


def rows_of(
    listed: Sequence[str], trees: Sequence[LexborHTMLParser], join: Join
) -> tuple[str, ...]:
    """The addresses of a page's rows, one a row, in their order; none where it shows no list.

    Rows stand alike in the page's structure; they are dated, or titles of annual reports are
    among them. A menu is neither.

    Args:
        listed: the addresses that its JSON lists, which are its rows then.
        trees: the page and the markup quoted in it.
        join: makes an address absolute; ValueError for what is none.
    """
    if listed:
        return tuple(_absolute(join, address, "") for address in listed[:_MOST])
    groups: dict[tuple[str, ...], _Group] = {}
    seen = 0
    for number, tree in enumerate(trees):
        for node in tree.css("a[href], area[href], [onclick], [data-href]"):
            seen += 1
            if seen > _MOST:
                break
            _sort_in(groups, join, node, is_quoted=number > 0)
    best = max(groups.values(), key=_weight, default=None)
    return tuple(best.addresses) if best and (best.titled or best.dated) else ()


def _absolute(join: Join, address: str, text: str) -> str:
    """The address as the other pages of the list would have it; a script's call with its text."""
    try:
        return join(address)
    except ValueError:
        return f"{address} {text}"


def _weight(group: _Group) -> tuple[int, int]:
    return group.titled, group.dated


def _sort_in(
    groups: dict[tuple[str, ...], _Group], join: Join, node: LexborNode, is_quoted: bool
) -> None:
    text = link_text(node)
    if not text:
        return
    row, path = _place(node)
    # Each record that stands quoted in a page is a tree of its own.
    group = groups.setdefault(("quoted",) if is_quoted else path, _Group())
    if row.mem_id in group.containers:
        return  # a second link of the same row
    group.containers.add(row.mem_id)
    group.addresses.append(_absolute(join, node.attributes.get("href") or "", text))
    group.titled += is_report_title(text) and not COLUMN_NAME.fullmatch(folded(text))
    around = (row.text() if row is not node else "")[:_LONGEST_ROW]
    group.dated += bool(_DATE.search(around.replace(text, "")))


def _place(node: LexborNode) -> tuple[LexborNode, tuple[str, ...]]:
    """The row a link stands in, and the way to it from above, which rows of a list share."""
    row: LexborNode | None = None
    path: list[str] = []
    above = node.parent
    for _ in range(_LEVELS_UP):
        if above is None or above.tag in ("body", "html"):
            break
        tag = above.tag or ""
        if row is None and tag in _ROW:
            row = above
        if tag in _LIST:
            names = above.attributes
            path.append(f"{tag}#{names.get('id') or ''}.{names.get('class') or ''}")
        else:
            path.append(tag)
        above = above.parent
    return row or node, tuple(path)
