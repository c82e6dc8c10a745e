"""Writes an empty 名册.xlsx: titles in Chinese, an example row, kinds to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

from gongkai.atomic_write import write_whole
from gongkai.sources.registry.roster import EXAMPLE, KINDS, MAX_ROWS, SHEET, TITLES

_WIDTHS = (14, 28, 12, 30, 30, 16, 12, 18, 20)
_READY_KEYS = 120
_NOTES = {
    "代号": "已经填好，一行一个，定了不要再改；也可改成小写拼音",
    "单位名称": "全称，如 东山镇、某某县民政局",
    "单位类别": "从列表中选",
    "别名": "文件、网站上的其他叫法，几个之间用“；”隔开",
    "曾用名": "以前的名称，几个之间用“；”隔开",
    "代码体系": "区划代码只作注记，可不填；填则三栏都填",
    "代码版本": "如 2023",
    "代码": "按文本填写",
    "来源": "名单出自何处，可不填",
}
_EXAMPLE = ("dongshan", f"{EXAMPLE}东山镇", "镇", "东山", "东山乡", "", "", "", "县政府网站")


def write_roster(path: Path, units: Sequence[Sequence[str]] = ()) -> Path:
    """Write the sheet at `path`; the example row is passed over when it is read.

    `units` are rows that are known already, without their keys.
    """
    body = BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet(SHEET)
        head = workbook.add_format({"bold": True, "bg_color": "#e8f1f6", "border": 1})
        text = workbook.add_format({"num_format": "@"})
        grey = workbook.add_format({"num_format": "@", "font_color": "#8a929a", "italic": True})
        for column, (title, width) in enumerate(zip(TITLES, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width, text)
            sheet.write_string(0, column, title, head)
            sheet.write_comment(0, column, _NOTES[title], {"author": "gongkai"})
            sheet.write_string(1, column, _EXAMPLE[column], grey)
        for number in range(1, _READY_KEYS + len(units) + 1):
            sheet.write_string(number + 1, 0, f"u{number:03d}", text)
        for row, unit in enumerate(units, start=2):
            for column, cell in enumerate(unit, start=1):
                sheet.write_string(row, column, cell, text)
        sheet.data_validation(
            1,
            list(TITLES).index("单位类别"),
            MAX_ROWS - 1,
            list(TITLES).index("单位类别"),
            {"validate": "list", "source": list(KINDS), "error_type": "warning"},
        )
        sheet.freeze_panes(1, 2)
    write_whole(path, body.getvalue())
    return path
