"""名册.xlsx: the units of a county as an Excel sheet, read in place of units.csv where it is there.

Values only are read, by a reader that runs no formula; the columns go by the titles of TITLES.
"""

from __future__ import annotations

import io
from pathlib import Path

import python_calamine as calamine

FILE_NAME = "名册.xlsx"
SHEET = "名册"
TITLES = {
    "代号": "unit_key",
    "单位名称": "name",
    "单位类别": "kind",
    "别名": "aliases",
    "曾用名": "former_names",
    "代码体系": "code_system",
    "代码版本": "code_edition",
    "代码": "code",
    "来源": "source",
}
"""Titles of the sheet, which units.csv may have too, and the columns they stand for."""

EXAMPLE = "（示例）"
"""What the name of the example row begins with; such rows are passed over."""

KINDS = ("镇", "乡", "民族乡", "街道", "局", "委员会", "办公室", "开发区", "其他")
MAX_ROWS = 5_000
_MAX_BYTES = 10 * 1024 * 1024


def read_roster(path: Path, faults: list[str]) -> list[list[str]]:
    """The rows of a roster as texts, its titles first; every fault is added to `faults`.

    The example row is left out, and rows that have no more than the key they were sent with become empty.
    """
    if path.stat().st_size > _MAX_BYTES:
        faults.append(f"{FILE_NAME}: it is too large")
        return []
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        name = SHEET if SHEET in workbook.sheet_names else workbook.sheet_names[0]
        sheet = workbook.get_sheet_by_name(name)
        if sheet.end is not None and sheet.end[0] >= MAX_ROWS:
            faults.append(f"{FILE_NAME}: more than {MAX_ROWS:,} rows")
            return []
        rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    except (calamine.CalamineError, OSError, ValueError, IndexError):
        faults.append(f"{FILE_NAME}: cannot be read: save it as .xlsx again")
        return []
    width = next((n for n in range(len(rows[0]), 0, -1) if rows[0][n - 1]), 0) if rows else 0
    table = [[*row[:width], *[""] * (width - len(row))] for row in rows]
    filled = [row if _is_filled(row) else [""] * width for row in table]
    while filled and not any(filled[-1]):
        filled.pop()
    return filled


def _is_filled(row: list[str]) -> bool:
    """Whether more than the first cell, the key, is filled in, and not with the example."""
    return any(row[1:]) and not any(cell.startswith(EXAMPLE) for cell in row)


def _text(value: object) -> str:
    """A cell as text; a code that Excel keeps as a number comes without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
