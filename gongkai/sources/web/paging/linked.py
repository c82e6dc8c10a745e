"""Pagers made of links: to the next page, or to pages by number; also Boda's, which may be hidden.

Boda VSB (博达) counts down: zfxxgknb.htm, zfxxgknb/8.htm … zfxxgknb/1.htm. In Yunnan its pager
stands in the page as base64, which a script unpacks.
"""

from __future__ import annotations

import base64
import binascii
import re
import urllib.parse

from gongkai.sources.pages.link import Link
from gongkai.sources.pages.pager_marks import NUMBER_NAMES, is_last, is_more, is_next, page_number
from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.registry.name_folding import folded
from gongkai.sources.web.paging.statement import Paging, Request

FAMILIES = ("翻页链接", "数字页码")
_ARROWS = (re.compile("[>›＞→]"), re.compile("»|>>|››"))
_HIDDEN = re.compile(r"""[>"']\s*([A-Za-z0-9+/]{40,20000}={0,2})\s*[<"']""")
_BODA = re.compile(r"(.*)/(\d{1,4})\.htm")
_DIGITS = re.compile(r"\d+")
_MOST_PAGES = 1000


def recognise(page: WebPage) -> Paging | None:
    """The next page, by its link; else those that are linked by number."""
    shown = _unpacked(page)
    for links in (page.links, shown.links if shown else ()):
        following = _next(page, links)
        if following:
            pages = _boda_pages(page, following.url)
            family = "博达 Boda" if pages or shown else FAMILIES[0]
            pages = pages or _up_to_last(following, links)
            return Paging(family, (Request(following.url),), pages=pages)
    numbered = _numbered(page)
    return Paging(FAMILIES[1], tuple(Request(url) for url in numbered)) if numbered else None


def _next(page: WebPage, links: tuple[Link, ...]) -> Link | None:
    """What leads to the next page: words first, then arrows, then a link to more of the same."""
    others = [link for link in links if link.url != page.url]
    found = next((x for x in others if x.rel == "next" or is_next(x.text)), None)
    for arrow in () if found else _ARROWS:
        found = found or next((x for x in others if arrow.fullmatch(folded(x.text))), None)
    if found is None:
        found = next((x for x in others if is_more(x.text) and _is_alike(x.url, page.url)), None)
    return found


def _is_alike(url: str, own: str) -> bool:
    """Whether two addresses differ by the number of a page only."""
    one, other = urllib.parse.urlsplit(url), urllib.parse.urlsplit(own)
    if one.path == other.path and one.netloc == other.netloc:
        names = [name for name, _ in urllib.parse.parse_qsl(one.query)]
        return any(re.fullmatch(NUMBER_NAMES, name, re.IGNORECASE) for name in names)
    return url != own and _DIGITS.sub("#", url) == _DIGITS.sub("#", own)


def _up_to_last(following: Link, links: tuple[Link, ...]) -> int | None:
    """How many pages there are, where the links to the next and the last one differ by a number."""
    last = next((link.url for link in links if is_last(link.text)), None)
    if last is None or _DIGITS.sub("#", last) != _DIGITS.sub("#", following.url):
        return None
    pairs = zip(_DIGITS.findall(following.url), _DIGITS.findall(last), strict=True)
    apart = [abs(int(a) - int(b)) for a, b in pairs if a != b]
    return apart[0] + 2 if len(apart) == 1 and apart[0] < _MOST_PAGES else None


def _numbered(page: WebPage) -> list[str]:
    """Links whose text is a number, to addresses that count with it, up or down."""
    host = urllib.parse.urlsplit(page.url).netloc
    groups: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for link in page.links:
        number = page_number(link.text)
        if not number or number < 2 or link.url == page.url:
            continue
        if urllib.parse.urlsplit(link.url).netloc != host:
            continue
        for match in _DIGITS.finditer(link.url):
            if len(match.group()) > 4:
                continue
            masked = f"{link.url[: match.start()]}#{link.url[match.end() :]}"
            up, down = int(match.group()) - number, int(match.group()) + number
            if up in (0, -1):
                groups.setdefault((masked, "up"), []).append((number, link.url))
            groups.setdefault((masked, f"down {down}"), []).append((number, link.url))
    whole = [
        found for (_, way), found in groups.items() if way == "up" or len({n for n, _ in found}) > 1
    ]
    best = max(whole, key=len, default=[])
    return list(dict.fromkeys(url for _, url in sorted(best)))


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
