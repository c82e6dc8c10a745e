"""The looks of the workbook, and names that a sheet may bear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

OPTIONS: dict[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""How every workbook is written: text stays text."""

_MOST = 31  # characters of a sheet's name, counted as UTF-16 does
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'!]")


class Styles:
    """Every format of the workbook, made once."""

    def __init__(self, workbook: Workbook) -> None:
        """Add the formats to `workbook`."""
        font = {"font_name": "宋体", "font_size": 10}
        cell = font | {"border": 1, "border_color": "#8a929a", "valign": "vcenter"}
        number = cell | {"align": "right", "num_format": "#,##0.######"}

        def made(**more: object) -> Format:
            return workbook.add_format(more)

        self.title = made(**font | {"font_size": 14, "bold": True})
        self.section = made(**font | {"font_size": 12, "bold": True})
        self.note = made(**font | {"font_color": "#5b6670"})
        self.warning = made(**font | {"bold": True, "font_color": "#b8452b"})
        self.head = made(
            **cell | {"bold": True, "bg_color": "#e8f1f6", "align": "center", "text_wrap": True}
        )
        self.label = made(**cell | {"text_wrap": True, "align": "center"})
        self.text = made(**cell | {"text_wrap": True, "valign": "top"})
        self.line = made(**cell)
        self.shrunk = made(**cell | {"shrink": True})
        self.plain_number = made(**cell | {"align": "right", "num_format": "#,##0.0"})
        self.percent = made(**cell | {"align": "right", "num_format": "0.0%"})
        self.number = made(**number)
        self.doubtful = made(**number | {"bg_color": "#fff2b3"})
        self.corrected = made(**number | {"bg_color": "#d8ecd0"})
        self.blank = made(**number | {"bg_color": "#d9eaf7"})
        self.absent = made(**number | {"bg_color": "#e3e3e3"})
        self.heads = (self.title, self.note, self.note)
        self.widths: dict[str, tuple[float, ...]] = {}
        """Of the columns of each list, by the name of its sheet."""


def sheet_names(units: Sequence[str]) -> list[str]:
    """A name for each unit's sheet: numbered, so that none is taken twice and none is forbidden."""
    digits = len(str(len(units)))
    return [
        _short(f"{i:0{digits}d} {_FORBIDDEN.sub(' ', unit)}") for i, unit in enumerate(units, 1)
    ]


def _short(name: str) -> str:
    while len(name.encode("utf-16-le")) // 2 > _MOST:
        name = name[:-1]
    return name.strip()
