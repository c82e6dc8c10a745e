"""Pagers made of links: to the next page, or to pages by number; also Boda's, which may be hidden.

Boda VSB (博达) counts down: zfxxgknb.htm, zfxxgknb/8.htm … zfxxgknb/1.htm. In Yunnan its pager
stands in the page as base64, which a script unpacks.
"""

from __future__ import annotations

import base64
import binascii
import re
import urllib.parse

from gongkai.sources.pages.webpage import Link, WebPage
from gongkai.sources.registry.name_folding import folded
from gongkai.sources.web.paging.statement import Paging, Request

FAMILIES = ("翻页链接", "数字页码", "脚本翻页")
_NEXT = re.compile(
    r"下一?页|后一?页|下一頁|next(?:page)?|[>›»＞]{1,2}|下一?页[>›»＞]{1,2}", re.IGNORECASE
)
_NUMBER = re.compile(r"\[?(\d{1,3})\]?")
_HIDDEN = re.compile(r">\s*([A-Za-z0-9+/]{40,20000}={0,2})\s*<")
_BODA = re.compile(r"(.*)/(\d{1,4})\.htm")
_CALLED = re.compile(
    r"javascript:\s*\w*(?:page|goto|turn|jump)\w*\(\D{0,20}(\d{1,4})", re.IGNORECASE
)


def recognise(page: WebPage) -> Paging | None:
    """The next page, by its link; else those that are linked by number."""
    shown = _unpacked(page)
    for links in (page.links, shown.links if shown else ()):
        following = next((link for link in links if _is_next(link)), None)
        if following and following.url != page.url:
            pages = _boda_pages(page, following.url)
            family = "博达 Boda" if pages or shown else FAMILIES[0]
            return Paging(family, (Request(following.url),), pages=pages)
    numbered = [link for link in page.links if _is_number(link, page)]
    if numbered:
        return Paging(FAMILIES[1], tuple(Request(link.url) for link in numbered))
    called = [int(n) for n in _CALLED.findall(page.markup[:500_000])]
    most = max(called, default=0)
    return Paging(FAMILIES[2], pages=most) if most > 1 else None


def _is_next(link: Link) -> bool:
    return link.rel == "next" or bool(_NEXT.fullmatch(folded(link.text)))


def _is_number(link: Link, page: WebPage) -> bool:
    """A link whose text is a number, to an address that differs from the page's by little more."""
    number = _NUMBER.fullmatch(folded(link.text))
    if not number or link.url == page.url or not 1 < int(number.group(1)) < 1000:
        return False
    one, other = urllib.parse.urlsplit(page.url), urllib.parse.urlsplit(link.url)
    # Addresses count from 1, or from 0 as TRS does.
    counts = (number.group(1), str(int(number.group(1)) - 1))
    is_numbered = any(re.search(rf"(?<!\d){count}(?!\d)", link.url) for count in counts)
    return one.netloc == other.netloc and is_numbered


def _boda_pages(page: WebPage, following: str) -> int | None:
    """The first page of a list that counts down leads to the last number but one of its pages."""
    found = _BODA.fullmatch(following)
    if found and page.url == f"{found.group(1)}.htm":
        return int(found.group(2)) + 1
    return None


def _unpacked(page: WebPage) -> WebPage | None:
    """The pager that the page holds as base64 of percent-encoded markup."""
    for match in _HIDDEN.finditer(page.markup):
        try:
            plain = base64.b64decode(match.group(1), validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
        markup = urllib.parse.unquote_plus(plain)
        if "<a" in markup.lower():
            return WebPage(page.url, markup.encode())
    return None
