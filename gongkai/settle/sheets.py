"""The sheets of the workbook: their names, their columns, which of them a person fills in, and with what."""

from __future__ import annotations

from dataclasses import dataclass

FILE_NAME = "待核.xlsx"
GUIDE, TABLES, KEYS = "说明", "漏读表格", "编号"
FORMAT = "gongkai-open-matters-2"
"""What the hidden sheet KEYS begins with; another number where the columns change."""

SIGNATURE_LABEL = "填写人"
SIGNATURE_CELL = (2, 1)
"""Row and column of the name on the sheet GUIDE, from 0."""

SET_ASIDE = "移出"
READ_RIGHT, MISREAD, MISPRINTED = "读得对", "系统读错", "报告印错"
CHOSEN = "选用"
COPIED, NOT_COPIED = "确属照抄", "不属照抄"
WITHDRAW, RESTORE, KEEP = "撤回", "恢复", "保留"

UNITS, YEARS = "=units", "=years"
"""Choices that stand on the sheet KEYS: the county's units (and 移出), its years."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A column that a person fills in: its title, its choices if it has any, its width."""

    title: str
    choices: tuple[str, ...] | str = ()
    width: int = 12


REASON = Answer("理由", width=24)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list of matters: what is told in `told` (title and width), what is asked in `asked`."""

    name: str
    about: str
    told: tuple[tuple[str, int], ...]
    asked: tuple[Answer, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """All titles, in order, without the hidden first column."""
        return (*(title for title, _ in self.told), *(answer.title for answer in self.asked))


_WHOSE = (("单位", 18), ("年度", 7))
DOUBTS = Sheet(
    "存疑数字",
    "读数有疑问的地方。对照原件：读得对的选“读得对”；读错的填“应为”，空白格填“空白”；"
    "报告自己印错的填“应为”并选“报告印错”。",
    (*_WHOSE, ("位置", 36), ("报告原文", 22), ("系统读作", 10), ("疑点", 40), ("文件与位置", 32)),
    (Answer("应为"), Answer("情形", (READ_RIGHT, MISREAD, MISPRINTED)), REASON),
)
VERSIONS = Sheet(
    "版本选择",
    "同一单位同一年度有几份数字不同的文件，选定一份之前不排名。请在要用的一份后面选“选用”。",
    (*_WHOSE, ("文件", 40), ("收到日期", 12), ("数字不同之处", 60)),
    (Answer("是否选用", (CHOSEN,)), REASON),
)
DATES = Sheet(
    "日期补录",
    "没有发布日期，或日期有疑问。请按实际发布日期填写，如 2025-01-20。",
    (*_WHOSE, ("文件", 40), ("系统读作", 12), ("原因", 36)),
    (Answer("发布日期", width=14), REASON),
)
UNKNOWN = Sheet(
    "单位不明",
    "看不出是哪个单位、哪一年的文件。请选定单位和年度；不是本县年报的选“移出”。",
    (("文件", 48), ("收到日期", 12), ("原因", 48)),
    (Answer("归入单位", UNITS, 18), Answer("归入年度", YEARS), REASON),
)
REMOVED = Sheet(
    "原件移走",
    "已从收件目录移走、数字仍在采用的文件。不再采用的选“撤回”；数字照旧采用的选“保留”。",
    (("文件", 48), ("收到日期", 12), *_WHOSE),
    (Answer("处理", (WITHDRAW, KEEP)), REASON),
)
COPIES = Sheet(
    "雷同线索",
    "正文与别处相同的段落只是线索，确认之前不扣分。",
    (*_WHOSE, ("位置", 24), ("雷同情况", 70)),
    (Answer("结论", (COPIED, NOT_COPIED)), REASON),
)
LEDGER = Sheet(
    "收件台账",
    "收到过的每一份文件。要撤回、恢复、保留（原件已移走的），或放错单位年度的，在后面几栏填写。",
    (("文件", 48), ("收到日期", 12), *_WHOSE, ("状态", 12), ("原因", 40), ("怎么办", 36)),
    (
        Answer("处理", (WITHDRAW, RESTORE, KEEP)),
        Answer("改归单位", UNITS, 18),
        Answer("改归年度", YEARS),
        REASON,
    ),
)
LISTS = (DOUBTS, VERSIONS, DATES, UNKNOWN, REMOVED, COPIES, LEDGER)
NAMES = (GUIDE, DOUBTS.name, TABLES, *(sheet.name for sheet in LISTS[1:]), KEYS)
"""The sheets in their order."""
