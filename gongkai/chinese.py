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

_DOUBTS = tuple(
    (re.compile(rf"^{english}$", re.DOTALL), chinese)
    for english, chinese in (
        # whose report, of which year
        (r"the text also states (.+)", "正文另有写明：{0}"),
        (r"no year is stated anywhere", "全文未写明年份"),
        (r"(\S+) lies before the year of the report has ended", "{0} 早于报告年度结束之日"),
        (r"an address stands in the name: (.+)", "单位名称中混有网址：{0}"),
        # prose
        (r"the text also says (.+)", "正文另有数字：{0}"),
        (r"the text seems to state it, but it was not read", "正文似有说明，但未能认出"),
        (r"the text has another number that it may be", "正文另有一个可能是它的数字"),
        (r"the text counts another year than (.+)", "正文所计的不是 {0} 年"),
        (
            r"the text counts what was published, but no total was told",
            "正文计有公开数量，但未能认出总数",
        ),
        (
            r"the list goes on with numbers that seem to be of something else",
            "分类清单中另有未能归类的数字",
        ),
        (r"the text counts one channel only", "正文只计了一个渠道的数量"),
        (r"the text counts one kind of request only", "正文只计了一类申请的数量"),
        (r"the text counts people, not requests", "正文计的是人数，不是申请件数"),
        (
            r"the text counts them, but no number was known for theirs",
            "正文讲到此事并有数字或说法，但未能认出数量",
        ),
        (
            r"the text says that all were answered, not how many",
            "正文称均已答复，答复数系据收到、结转数推算",
        ),
        (
            r"the text tells of other requests that were closed without an answer",
            "正文另有撤回、转办等未作答复即了结的申请",
        ),
        (r"the number holds requests that were carried in", "正文所计数量含上年结转的申请"),
        (
            r"numbers stand where requests are told of, but none was known for theirs",
            "讲申请之处有数字，但未能认出申请数量",
        ),
        (r"nested categories that do not add up to the total", "多层分类之和与总数不符"),
        (r"the table of indicators says (.+)", "统计表中为 {0}"),
        # rows
        (r"rows here could not be told apart", "此处各行无法分辨"),
        (r"the row was told by its place, not by its label", "按位置而非行名认定的行"),
        (r"a row that the form has not: (.+) \(.+\)", "格式中没有的行：{0}"),
        (r"the row above it holds too many numbers", "上一行的数字过多，此行可能并入其中"),
        (r"numbers without a label stand behind the table", "表后有无行名的数字"),
        (
            r"its label is printed, but no row of numbers was found for it",
            "有行名而未找到该行的数字",
        ),
        (r"the headings of the columns are printed in another order", "列标题的顺序与格式不同"),
        (
            r"(\d+) numbers in tables that were not recognised",
            "未能辨认的表格中有 {0} 个数字",
        ),
        # cells
        (r"beside a cell that is doubtful: (.+)", "与存疑的格同行：{0}"),
        (r"the last cell is blank.*", "末格空白，前面可能缺一格"),
        (r"blank cells leave the columns open", "有空白格，无法确定各数所在的列"),
        (r"cells do not stand under the columns", "数字不在列标题之下"),
        (r"one cell spans several columns", "一格跨多列"),
        (r"one cell for (\d+) columns", "一格代 {0} 列"),
        (r"one 0 for (\d+) columns", "一个 0 代 {0} 列"),
        (r"(\d+) numbers? for (\d+) columns", "{0} 个数字对 {1} 列"),
        (r"more than fifteen numbers", "数字多于十五个"),
        (r"digits fused together", "数字连在一起，无法分开"),
        (r"digits fused to the label", "数字与行名连在一起"),
        (
            r"a number that begins with 0: cells may have run together",
            "数字以 0 开头，可能由几格连成",
        ),
        (r"a space inside the number", "数字中间有空格"),
        (r"a comma that does not part thousands", "逗号不在千位"),
        (r"(.+) is too long for a number", "{0} 过长，不像数字"),
        (r"(.+) is no number", "{0} 不是数字"),
        (r"the amount has no unit: taken as 万元", "金额未写单位，按万元计"),
        (r"the heading names both 元 and 万元", "列标题既写元又写万元"),
        # the document
        (r"(\d+) characters could not be decoded as (.+)", "有 {0} 个字符无法按 {1} 解码"),
        (r"(\d+) passages of broken characters", "有 {0} 处乱码"),
        (
            r"read from a scan.*: recognised with (\d+)% confidence",
            "由扫描件识别，把握仅 {0}%，须核对原件",
        ),
        (
            r"read from a scan.*: something is printed here.*",
            "扫描件此处有字而未能识别，须核对原件",
        ),
        (
            r"read from a scan.*: the lines around the cell are broken",
            "扫描件此格的边线断开，须核对原件",
        ),
        (r"read from a scan.*", "由扫描件识别，须核对原件"),
    )
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
        if found := pattern.match(why):
            return chinese.format(*map(doubt, found.groups()))
    return why


def refusal(reason: str, detail: str) -> tuple[str, str]:
    """What is wrong with a refused document, and what to do about it."""
    if detail.startswith("scanned"):
        return _SCANNED
    return REFUSALS.get(reason, (reason, "请打开原件核对"))
