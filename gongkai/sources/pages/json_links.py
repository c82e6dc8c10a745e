"""Links in the JSON that some sites fill their lists from (gkmlpt among them)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_ADDRESS = ("url", "link", "href", "post_url", "linkurl", "docpuburl")
_TITLE = ("title", "name", "doctitle", "subject")
_CALLED = re.compile(r"[\w$.]{1,80}\(\s*[\[{]")
_LONGEST_NUMBER = 10
_NEXT = ("next", "next_page_url", "nextpage")


def json_links(markup: str) -> Iterator[tuple[str, str, str]]:
    """Address, text and rel of every object that has an address and a title, in their order."""
    for node in _nodes(markup):
        if isinstance(node, dict):
            values = {str(key).lower(): value for key, value in node.items()}
            address = next((v for k in _ADDRESS if isinstance(v := values.get(k), str) and v), None)
            title = next((v for k in _TITLE if isinstance(v := values.get(k), str) and v), None)
            if address and title:
                yield address, title, ""
            following = next((v for k in _NEXT if isinstance(v := values.get(k), str) and v), None)
            if following:
                yield following, "下一页", "next"


def json_html(markup: str) -> Iterator[str]:
    """Every text in it that is markup with links, as JPAAS hands its lists over."""
    for node in _nodes(markup):
        if isinstance(node, str) and "<a" in node and "href" in node:
            yield node


def json_numbers(markup: str) -> dict[str, int]:
    """The whole numbers of its objects by name in lower case, the outermost object's first."""
    found: dict[str, int] = {}
    for node in _nodes(markup):
        if isinstance(node, dict):
            for key, value in node.items():
                if isinstance(value, str) and value.isdecimal() and len(value) < _LONGEST_NUMBER:
                    value = int(value)
                if isinstance(value, int) and not isinstance(value, bool):
                    found.setdefault(str(key).lower(), value)
    return found


def json_flags(markup: str) -> dict[str, bool]:
    """The yes and no of its objects by name in lower case, the outermost object's first."""
    found: dict[str, bool] = {}
    for node in _nodes(markup):
        if isinstance(node, dict):
            for key, value in node.items():
                if isinstance(value, bool):
                    found.setdefault(str(key).lower(), value)
    return found


def is_json(markup: str) -> bool:
    """Whether a text looks like JSON, or like JSON that is handed to a function (JSONP)."""
    head = markup.lstrip()[:200]
    return head[:1] in ("{", "[") or bool(_CALLED.match(head))


def _bare(markup: str) -> str:
    """JSON without the call that it is handed to."""
    found = _CALLED.match(markup.lstrip()[:200])
    return markup.strip()[found.end() - 1 :].rstrip("; )") if found else markup


def _nodes(markup: str) -> Iterator[object]:
    """Every value of a JSON text, in its order; none where it is not JSON."""
    try:
        waiting: list[object] = [json.loads(_bare(markup))]
    except (ValueError, RecursionError):
        return
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            waiting += reversed(list(node.values()))
