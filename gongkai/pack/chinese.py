"""Says in Chinese what the reader keeps in its own words: locators, doubts, reasons of refusal."""

from __future__ import annotations

import re

REFUSALS = {
    "not_a_report": ("不是年度报告", "请核对收集的网页或文件是否为年度报告正文"),
    "unreadable": ("无法读取", "文件为空、损坏或编码不明，请重新下载或另存后再收"),
    "encrypted": ("需要密码", "请向报送单位索取未加密的文件"),
    "too_large": ("文件过大", "请拆出年度报告正文后再收"),
    "unsupported": ("格式暂不支持", "请转存为 DOCX、PDF 或网页后再收"),
}
"""Reason of the quarantine to its words, and what to do about it."""

_SCANNED = ("扫描件或图片", "请向报送单位索取可复制文字的版本，公开时也应如此")

_PLACES = (
    (re.compile(r"\btable (\d+)/row (\d+)/column (\d+)"), r"第 \1 个表格第 \2 行第 \3 列"),
    (re.compile(r"\bline (\d+)/cell (\d+)"), r"第 \1 行第 \2 格"),
    (re.compile(r"\bline (\d+)"), r"第 \1 行"),
    (re.compile(r"\bparagraph (\d+)"), r"第 \1 段"),
    (re.compile(r"\btable (\d+)"), r"第 \1 个表格"),
    (re.compile(r"\brow (\d+)"), r"第 \1 行"),
    (re.compile(r"\bcolumn (\d+)"), r"第 \1 列"),
    (re.compile(r"\bcell (\d+)"), r"第 \1 格"),
    (re.compile(r"\bsection (\d+)"), r"第 \1 部分"),
    (re.compile(r"\bsheet (\d+)"), r"第 \1 个工作表"),
    (re.compile(r"\bscan page (\d+)"), r"扫描件第 \1 页"),
    (re.compile(r"\bpage (\d+)"), r"第 \1 页"),
    (re.compile(r"^page$"), "网页信息"),
    (re.compile(r"^text$"), "正文"),
    (re.compile(r"^title$"), "标题"),
    (re.compile(r"^signature$"), "落款"),
    (re.compile(r"^hint$"), "收集时的登记"),
)

_DOUBTS = (
    (re.compile(r"^the text also states (.+)$"), r"正文另有写明：\1"),
    (re.compile(r"^the text also says (.+)$"), r"正文另有数字：\1"),
    (re.compile(r"^no year is stated anywhere$"), "全文未写明年份"),
    (
        re.compile(r"^(\S+) lies before the year of the report has ended$"),
        r"\1 早于报告年度结束之日",
    ),
    (re.compile(r"^rows here could not be told apart$"), "此处各行无法分辨"),
    (re.compile(r"^the row was told by its place, not by its label$"), "按位置而非行名认定的行"),
    (re.compile(r"^a row that the form has not: (.+) \((.+)\)$"), r"格式中没有的行：\1"),
    (re.compile(r"^a space inside the number$"), "数字中间有空格"),
    (re.compile(r"^a comma that does not part thousands$"), "逗号不在千位"),
    (
        re.compile(r"^its label is printed, but no row of numbers was found for it$"),
        "有行名而未找到该行的数字",
    ),
    (re.compile(r"^the last cell is blank.*$"), "末格空白，前面可能缺一格"),
    (
        re.compile(r"^the headings of the columns are printed in another order$"),
        "列标题的顺序与格式不同",
    ),
    (re.compile(r"^beside a cell that is doubtful: (.+)$"), r"与存疑的格同行：\1"),
    (re.compile(r"^an address stands in the name: (.+)$"), r"单位名称中混有网址：\1"),
    (
        re.compile(r"^(\d+) numbers in tables that were not recognised$"),
        r"未能辨认的表格中有 \1 个数字",
    ),
    (re.compile(r"^one cell spans several columns$"), "一格跨多列"),
    (
        re.compile(r"^read from a scan.*: recognised with (\d+)% confidence$"),
        r"由扫描件识别，把握仅 \1%，须核对原件",
    ),
    (
        re.compile(r"^read from a scan.*: something is printed here.*$"),
        "扫描件此处有字而未能识别，须核对原件",
    ),
    (re.compile(r"^read from a scan.*$"), "由扫描件识别，须核对原件"),
)


def place_of(locator: str | None) -> str:
    """A locator as an official says it: `table 2/row 3/column 4` is 第 2 个表格第 3 行第 4 列."""
    words = locator or ""
    for pattern, chinese in _PLACES:
        words = pattern.sub(chinese, words)
    return words.replace("/", "")


def doubt(why: str) -> str:
    """Why the reader is not sure, in Chinese where its words are known; else as they are."""
    for pattern, chinese in _DOUBTS:
        if pattern.match(why):
            return pattern.sub(chinese, why)
    return why


def refusal(reason: str, detail: str) -> tuple[str, str]:
    """What is wrong with a refused document, and what to do about it."""
    if detail.startswith("scanned"):
        return _SCANNED
    return REFUSALS.get(reason, (reason, "请打开原件核对"))
