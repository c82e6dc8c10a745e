"""Conditional formats that hide a number: rules that compare it, as Excel applies them, and bars in its place.

A rule that is not worked out here, and that would hide the cell if it held, makes the cell doubtful.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from gongkai.readers.excel.formulas import Place
from gongkai.readers.excel.number_formats import shown
from gongkai.readers.excel.xlsx_sheet import Sheet
from gongkai.readers.excel.xlsx_visibility import Style, Styles, is_legible
from gongkai.readers.word.ooxml import S

_ANY = 13.0
_COMPARE = {
    "equal": lambda a, b: a == b,
    "notEqual": lambda a, b: a != b,
    "lessThan": lambda a, b: a < b,
    "lessThanOrEqual": lambda a, b: a <= b,
    "greaterThan": lambda a, b: a > b,
    "greaterThanOrEqual": lambda a, b: a >= b,
}


@dataclass(frozen=True, slots=True)
class Look:
    """A cell's style under the rules; `style` is None where a bar or sign stands in its number's place."""

    style: Style | None
    is_unsure: bool = False


def conditional_look(
    sheet: Sheet, place: Place, value: float | str | None, style: Style, styles: Styles
) -> Look:
    """A cell's style with what the first rule that its number meets changes in it."""
    is_unsure = False
    for places, rule in sheet.conditions:
        if place not in places:
            continue
        if isinstance(value, float) and _replaces_number(rule):
            return Look(None)
        changed = _changed(rule, style, styles)
        if changed is None:
            continue
        holds = _holds(rule, value)
        if holds:
            return Look(changed, is_unsure)
        if holds is None and _shows(style) and not _shows(changed):
            is_unsure = True
    return Look(style, is_unsure)


def _replaces_number(rule: Any) -> bool:
    drawn = (rule.find(f"{S}{name}") for name in ("dataBar", "iconSet"))
    return any(one is not None and one.get("showValue") in ("0", "false") for one in drawn)


def _changed(rule: Any, style: Style, styles: Styles) -> Style | None:
    """The style where a rule holds; None for a rule that changes none."""
    number = rule.get("dxfId") or ""
    if not number.isdecimal() or int(number) >= len(styles.conditional):
        return None
    font, ground, code = styles.conditional[int(number)]
    struck = font.is_struck or style.font.is_struck
    inked = font if font.ink else replace(style.font, is_struck=struck)
    return Style(inked, style.ground if ground == "" else ground, code or style.code)


def _holds(rule: Any, value: float | str | None) -> bool | None:
    """Whether a rule holds for a cell; None where that is not worked out."""
    if rule.get("type") != "cellIs":
        return None
    compare = _COMPARE.get(rule.get("operator") or "")
    try:
        limit = float(rule.findtext(f"{S}formula") or "")
    except ValueError:
        return None
    if compare is None:
        return None
    return isinstance(value, float) and compare(value, limit)


def _shows(style: Style) -> bool:
    """Whether a number is seen in a style."""
    return is_legible(style.font, style.ground) and shown(_ANY, style.code) != ""
