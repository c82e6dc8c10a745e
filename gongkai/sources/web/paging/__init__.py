"""How the pages of a list follow each other: one module a way of paging, one row each below.

Each is recognised by what the page itself states, never by its host. The first row that knows the
page speaks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.web.paging import create_page, jcms, jpaas, json_pages, linked, scripted
from gongkai.sources.web.paging.statement import Paging, Request, stated_pages, stated_total

__all__ = ["LINKED", "WAYS", "Paging", "Request", "recognise"]

WAYS: dict[str, Callable[[WebPage, str], Paging | None]] = {
    "jcms": lambda page, _: jcms.recognise(page),
    "create_page": lambda page, _: create_page.recognise(page),
    "jpaas": lambda page, _: jpaas.recognise(page),
    "json_pages": json_pages.recognise,
    "linked": lambda page, _: linked.recognise(page),
    "scripted": scripted.recognise,
}

LINKED = ("", *linked.FAMILIES, scripted.FAMILY)
"""What is no build of a website: any page may have such links."""


def recognise(page: WebPage, asked: str = "") -> Paging:
    """What `page` says of the other pages of its list, asked for at the address `asked`."""
    found = next((p for way in WAYS.values() if (p := way(page, asked or page.url))), None)
    if found is None:
        return Paging("", pages=stated_pages(page), total=stated_total(page))
    if found.total is None and found.pages is None:
        return replace(found, pages=stated_pages(page), total=stated_total(page))
    return found
