"""Whether two bodies of one address are the same document.

Many sites write the visitor count, the clock or a session into each page. Such a page differs
every night in its bytes and not in what it says, and is no new revision.
"""

from __future__ import annotations

import re

from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.titles import is_report_title

_RESTLESS = re.compile(
    r"(?:浏览|访问|点击|阅读|查看|下载)(?:次数|人数|量|数)?\s*[:：]?\s*(?:\[|【|\()?\s*\d*\s*(?:\]|】|\))?\s*(?:人?次)?|"
    r"(?:今天|现在|当前)(?:是|时间)?[^。]{0,8}\d{4}年\d{1,2}月\d{1,2}日(?:\s*星期.)?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
)


def has_equal_content(url: str, one: bytes, other: bytes) -> bool:
    """Whether two bodies of `url` show a visitor the same, counters and clocks apart.

    A file (PDF, DOCX …) is the same only byte for byte.
    """
    if one == other:
        return True
    pages = WebPage(url, one), WebPage(url, other)
    if any(page.document_kind for page in pages):
        return False
    first, second = (_said(page) for page in pages)
    return first == second and bool(first[0])


def _said(page: WebPage) -> tuple[str, list[str]]:
    leading = [link.url for link in page.links if link.is_document or is_report_title(link.text)]
    return _RESTLESS.sub("", page.text), leading
