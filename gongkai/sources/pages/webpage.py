"""A fetched page as far as pulling needs it: its links, titles, and whether it is a report at all."""

from __future__ import annotations

import itertools
import re
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.errors import GongkaiError
from gongkai.readers.decode import decode
from gongkai.sources.address import read_address
from gongkai.sources.pages.json_links import json_links
from gongkai.sources.titles import is_report_title

_MAGIC = {b"%PDF": "pdf", b"PK\x03\x04": "zip", b"\xd0\xcf\x11\xe0": "office", b"{\\rtf": "rtf"}
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|rtf|zip)(?=$|[?&#\s)）】])", re.IGNORECASE)
_DOWNLOAD = re.compile(r"down(?:load|file)|file(?:down|upload)|/attach|/P0\d{10,}", re.IGNORECASE)
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_CUT_SHORT = re.compile(r"(?:\.{2,}|…+)$")
# A report has most of these, whatever its form and era; three of them are no accident.
_SIGNS = tuple(
    re.compile(sign)
    for sign in (
        "主动公开",
        "依申请公开|政府信息公开申请",
        "行政复议",
        "存在的?(?:主要)?(?:问题|不足)|改进(?:情况|措施)",
        "总体情况|概述|基本情况",
        "需要?(?:说明|报告)的(?:其他)?事项",
        "第二十条第",
        "本年新收",
    )
)
_SIGNS_NEEDED = 3
_TABLES = re.compile("第二十条第.{0,400}规章|规章.{0,400}规范性文件|本年新收")
_CHALLENGE = re.compile(
    rb"acw_sc__v2|__jsl_clearance|yunsuo_session|cf-chl|challenge-platform|_waf_|\$_ts\s*=|"
    rb"aliyun_waf|safedog|verify_captcha|tencent.{0,10}captcha",
    re.IGNORECASE,
)
_CHALLENGE_TEXT = re.compile(
    "安全验证|人机验证|访问过于频繁|访问受限|请开启JavaScript|请完成验证|滑动验证|拦截|非法访问|验证码|"
    "Just a moment|Access Denied|Request blocked",
    re.IGNORECASE,
)
_GONE_TEXT = re.compile(
    "页面不存在|找不到(?:该|您|页)|页面(?:已|被)删除|无法找到|404|信息不存在|已下线"
)
_SHORT = 600
# Beyond these a page is no list and no report, and reading it would hold up every other host.
_MOST_CHARACTERS = 10_000_000
_MOST_LINKS = 20_000
_LONGEST_TITLE = 300
_DEEPEST = 10_000
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
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
class Link:
    """A link with the fullest text it has; `rel` is that attribute."""

    url: str
    text: str
    rel: str = ""

    @property
    def is_document(self) -> bool:
        """Whether it leads to a file rather than to a page."""
        path = urllib.parse.unquote(self.url)
        return bool(_DOCUMENT.search(path) or _DOCUMENT.search(self.text) or _DOWNLOAD.search(path))


class WebPage:
    """A body with the address it came from; read only as far as it is asked."""

    def __init__(self, url: str, body: bytes) -> None:
        """The page at `url`, the final address."""
        self.url, self.body = url, body

    @property
    def document_kind(self) -> str | None:
        """`pdf`, `zip` (the newer office files too), `office` or `rtf`; None for a page."""
        head = self.body[:1024]
        return next(
            (
                kind
                for magic, kind in _MAGIC.items()
                if magic in head[: 1024 if magic == b"%PDF" else 8]
            ),
            None,
        )

    def join(self, address: str) -> str:
        """The absolute form of an address on this page; ValueError when it is none."""
        return read_address(address, self._base).url

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What the page calls itself: meta data, headings, then the window title."""
        if self._tree is None:
            return ()
        meta = [
            node.attributes.get("content") or ""
            for node in self._tree.css("meta[name][content]")
            if (node.attributes.get("name") or "").lower() in ("articletitle", "title")
        ]
        headings = [node.text() for node in self._tree.css("h1, h2, h3, title")]
        texts = (_short(text) for text in (*meta, *headings))
        return tuple(dict.fromkeys(text for text in texts if text))

    @cached_property
    def text(self) -> str:
        """What a visitor reads, white space folded."""
        if self._tree is None or self._tree.body is None:
            return ""
        parts = [
            node.text_content or ""
            for node in self._tree.body.traverse(include_text=True)
            if node.tag == "-text"
            and (node.parent is None or node.parent.tag not in ("script", "style", "noscript"))
        ]
        return _SPACE.sub(" ", " ".join(parts)).strip()

    @cached_property
    def script(self) -> str:
        """The scripts written into the page."""
        return "\n".join(node.text() for node in self._tree.css("script")) if self._tree else ""

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links to http and https addresses, each address once, with its longest text."""
        found: dict[str, Link] = {}
        for link in itertools.islice(self._all_links(), _MOST_LINKS):
            held = found.get(link.url)
            if held is None or len(link.text) > len(held.text):
                found[link.url] = link
        return tuple(found.values())

    @cached_property
    def is_report(self) -> bool:
        """Whether the text has what annual reports have; a list of their titles has not."""
        text = self.text
        return sum(1 for sign in _SIGNS if sign.search(text)) >= _SIGNS_NEEDED

    @cached_property
    def has_tables(self) -> bool:
        """Whether the statutory tables stand in the text."""
        return bool(_TABLES.search(self.text.replace(" ", "")))

    @property
    def attachments(self) -> tuple[Link, ...]:
        """The files it links to or shows in a frame."""
        return tuple(link for link in self.links if link.is_document)

    @cached_property
    def refresh(self) -> str | None:
        """Where the page sends its visitor on with a meta element."""
        for node in self._tree.css("meta[http-equiv]") if self._tree else ():
            found = _REFRESH.match(node.attributes.get("content") or "")
            if found and (node.attributes.get("http-equiv") or "").lower() == "refresh":
                try:
                    address = self.join(found.group(1))
                except ValueError:
                    return None
                return address if address != self.url else None
        return None

    @property
    def fault(self) -> str | None:
        """`blocked` for a challenge, `not_found` for an error page that came with status 200."""
        if self.document_kind or self.is_report or len(self.text) > _SHORT:
            return None
        if _CHALLENGE.search(self.body) or _CHALLENGE_TEXT.search(self.text):
            return "blocked"
        if _GONE_TEXT.search(" ".join((*self.titles, self.text))) and not any(
            is_report_title(link.text) for link in self.links
        ):
            return "not_found"
        return None

    @cached_property
    def _markup(self) -> str:
        try:
            return decode(self.body, self.url)[0][:_MOST_CHARACTERS]
        except GongkaiError:
            return ""

    @cached_property
    def _tree(self) -> LexborHTMLParser | None:
        if self.document_kind or not self._markup.strip():
            return None
        if _is_too_deep(self._markup):
            raise ValueError(f"elements nested more than {_DEEPEST} deep")
        return LexborHTMLParser(self._markup)

    @cached_property
    def _base(self) -> str:
        node = self._tree.css_first("base[href]") if self._tree else None
        return urllib.parse.urljoin(self.url, (node.attributes.get("href") or "") if node else "")

    def _all_links(self) -> Iterator[Link]:
        if self._markup.lstrip()[:1] in ("{", "["):
            found = json_links(self._markup)
        else:
            found = self._html_links()
        for address, text, rel in found:
            try:
                yield Link(self.join(address), _short(text), rel)
            except ValueError:
                continue

    def _html_links(self) -> Iterator[tuple[str, str, str]]:
        trees = [self._tree] if self._tree else []
        # JCMS hands its lists over as XML whose records are quoted HTML.
        trees += [LexborHTMLParser(q) for q in _quoted(self._markup) if not _is_too_deep(q)]
        for tree in trees:
            for node in tree.css("a[href], link[rel=next], iframe[src], embed[src], object[data]"):
                address = next(
                    (v for k in ("href", "src", "data") if (v := node.attributes.get(k))), ""
                )
                yield address, _link_text(node), (node.attributes.get("rel") or "").lower()


def _link_text(node: LexborNode) -> str:
    """The text of a link; its title where the list cuts the text short."""
    text, title = _short(node.text()), _short(node.attributes.get("title") or "")
    if title and (
        not text
        or _CUT_SHORT.search(text)
        or (is_report_title(title) and not is_report_title(text))
    ):
        return title
    return text


def _short(text: str) -> str:
    return _SPACE.sub(" ", text[: 4 * _LONGEST_TITLE]).strip()[:_LONGEST_TITLE]


def _is_too_deep(markup: str) -> bool:
    """Whether elements nest so deep that parsing, whose time grows with the square, would stall."""
    if markup.count("<") <= _DEEPEST:
        return False
    depth = 0
    for match in _TAG.finditer(markup):
        if match.group(2).lower() not in _NOT_NESTED:
            depth = max(0, depth - 1) if match.group(1) else depth + 1
            if depth > _DEEPEST:
                return True
    return False


def _quoted(markup: str) -> Iterator[str]:
    """What stands in CDATA sections; by hand, since a pattern takes forever over unclosed ones."""
    begin = markup.find("<![CDATA[")
    while begin >= 0:
        end = markup.find("]]>", begin)
        if end < 0:
            return
        yield markup[begin + 9 : end]
        begin = markup.find("<![CDATA[", end)
