"""Conditional formats that hide a number: rules that compare a cell with a number, as Excel applies them."""

from __future__ import annotations

from dataclasses import replace

from gongkai.readers.excel.formulas import Place
from gongkai.readers.excel.xlsx_sheet import Sheet
from gongkai.readers.excel.xlsx_visibility import Style, Styles
from gongkai.readers.word.ooxml import S

_COMPARE = {
    "equal": lambda a, b: a == b,
    "notEqual": lambda a, b: a != b,
    "lessThan": lambda a, b: a < b,
    "lessThanOrEqual": lambda a, b: a <= b,
    "greaterThan": lambda a, b: a > b,
    "greaterThanOrEqual": lambda a, b: a >= b,
}


def conditional_look(
    sheet: Sheet, place: Place, value: float | str | None, style: Style, styles: Styles
) -> Style:
    """A cell's style with what the first rule that its number meets changes in it."""
    if not isinstance(value, float):
        return style
    for places, rule in sheet.conditions:
        if place not in places or rule.get("type") != "cellIs":
            continue
        compare = _COMPARE.get(rule.get("operator") or "")
        try:
            limit = float(rule.findtext(f"{S}formula") or "")
            font, ground, code = styles.conditional[int(rule.get("dxfId") or 0)]
        except (ValueError, IndexError):
            continue
        if compare is not None and compare(value, limit):
            inked = (
                font
                if font.ink
                else replace(style.font, is_struck=font.is_struck or style.font.is_struck)
            )
            return Style(inked, style.ground if ground == "" else ground, code or style.code)
    return style
