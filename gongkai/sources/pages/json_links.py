"""Links in the JSON that some sites fill their lists from (gkmlpt among them)."""

from __future__ import annotations

import json
from collections.abc import Iterator

_ADDRESS = ("url", "link", "href", "post_url", "linkurl", "docpuburl")
_TITLE = ("title", "name", "doctitle", "subject")
_NEXT = ("next", "next_page_url", "nextpage")


def json_links(markup: str) -> Iterator[tuple[str, str, str]]:
    """Address, text and rel of every object that has an address and a title, in their order."""
    try:
        waiting: list[object] = [json.loads(markup)]
    except (ValueError, RecursionError):
        return
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            values = {str(key).lower(): value for key, value in node.items()}
            address = next((v for k in _ADDRESS if isinstance(v := values.get(k), str) and v), None)
            title = next((v for k in _TITLE if isinstance(v := values.get(k), str) and v), None)
            if address and title:
                yield address, title, ""
            following = next((v for k in _NEXT if isinstance(v := values.get(k), str) and v), None)
            if following:
                yield following, "下一页", "next"
            waiting += reversed([v for v in node.values() if isinstance(v, dict | list)])
