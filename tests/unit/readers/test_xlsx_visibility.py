"""What a person sees of a workbook: construct, how the cell under test is made, what is read of it."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import openpyxl
import openpyxl.drawing.image
import PIL.Image
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, DataBarRule, FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.readers import Grid, Paragraph, read_page
from gongkai.readers.excel.formulas import work_out
from gongkai.readers.excel.number_formats import shown, shown_text
from tests.factory import random_truth, render

DARK = PatternFill("solid", fgColor="FF1F3864")
WHITE = "FFFFFFFF"
Make = Callable[[Worksheet], None]


def put(value: object, **how: object) -> Make:
    """Put a value into the cell under test, with attributes of its style."""

    def make(sheet: Worksheet) -> None:
        cell = sheet["B2"]
        cell.value = value
        for name, what in how.items():
            setattr(cell, name, what)

    return make


def rich(*parts: object) -> CellRichText:
    return CellRichText(*parts)


def block(text: str, **font: object) -> TextBlock:
    return TextBlock(InlineFont(**font), text)


def with_zeros_off(sheet: Worksheet) -> None:
    sheet["B2"] = 0
    sheet.sheet_view.showZeros = False


def with_rule(value: object, rule: object) -> Make:
    def make(sheet: Worksheet) -> None:
        sheet["B2"] = value
        sheet.conditional_formatting.add("B2:B9", rule)

    return make


def with_bar(*, shows: bool) -> Make:
    bar = DataBarRule("min", None, "max", None, "FF638EC6", showValue=shows)
    return with_rule(13, bar)


def formula(text: str) -> Make:
    def make(sheet: Worksheet) -> None:
        for column, value in zip("DEFG", (1, 5, 7, "/"), strict=True):
            sheet[f"{column}5"] = value
        sheet["B2"] = text
        sheet.row_dimensions[5].hidden = True

    return make


CASES: dict[str, tuple[Make, str]] = {
    "whole number": (put(13), "13"),
    "fraction": (put(27.948692), "27.948692"),
    "sum of fractions": (put(0.1 + 0.2), "0.3"),
    "text": (put("13"), "13"),
    "lines": (put("13\n2", alignment=Alignment(wrap_text=True)), "13\n2"),
    # formats of numbers
    "thousands": (put(27950, number_format="#,##0.00,"), "27.95"),
    "rounded": (put(27.948692, number_format="0.00"), "27.95"),
    "without places": (put(12.6, number_format="0"), "13"),
    "grouped": (put(1472, number_format="#,##0"), "1,472"),
    "with a unit": (put(13, number_format='0"件"'), "13件"),
    "hidden": (put(13, number_format=";;;"), ""),
    "text hidden": (put("13", number_format=";;;"), ""),
    "zero hidden": (put(0, number_format="0;-0;;@"), ""),
    "zero as a dash": (put(0, number_format='0;-0;"-"'), "-"),
    "accounting": (put(0, number_format='_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '), "-"),
    "zero that places hide": (put(0, number_format="#"), ""),
    "white by its format": (put(99, number_format="[White]0"), ""),
    "red by its format": (put(13, number_format="[Red]0"), "13"),
    "on a condition": (put(0, number_format='[=0]"";General'), ""),
    "not on a condition": (put(13, number_format='[=0]"";General'), "13"),
    "negative": (put(-8, number_format="0;-0"), "-8"),
    "share": (put(0.5, number_format="0%"), "50%"),
    "leading zeros": (put(7, number_format="000"), "007"),
    "date": (put(45292, number_format="yyyy-mm-dd"), "2024-01-01"),
    "zeros off": (with_zeros_off, ""),
    "hidden but for texts": (put(13, number_format="0;;;@"), "13"),
    "text where zero is hidden": (put("无", number_format="0;;;@"), "无"),
    "text with its unit": (put("13", number_format='@"件"'), "13件"),
    "millions": (put(12_500_000, number_format="0.0,,"), "12.5"),
    "a point put in": (put(279_480, number_format='0"."0,'), "27.9"),
    "a point put in, as in China": (put(279_480, number_format='0!.0,"万"'), "27.9万"),
    "spaced": (put(1472, number_format="#\\ ##0"), "1 472"),
    "general in Chinese": (put(13, number_format="G/通用格式"), "13"),
    "general in Chinese with a unit": (put(13, number_format='G/通用格式"件"'), "13件"),
    "in Chinese": (put(12, number_format="[DBNum1][$-804]General"), "一十二"),
    "in Chinese, in the words of China": (put(105, number_format="[DBNum1]G/通用格式"), "一百〇五"),
    "digit by digit in Chinese": (put(2024, number_format="[DBNum1][$-804]0"), "二〇二四"),
    "as on banknotes": (put(12, number_format='[DBNum2][$-804]General"件"'), "壹拾贰件"),
    "in wide digits": (put(13, number_format="[DBNum3]0"), "１３"),
    "nothing in Chinese": (put(0, number_format="[DBNum1][$-804]General"), "〇"),
    "loss in brackets": (put(-8, number_format="0_);(0)"), "(8)"),
    "nothing above zero": (put(13, number_format=";"), ""),
    "a bar in its place": (with_bar(shows=False), ""),
    "a bar behind it": (with_bar(shows=True), "13"),
    "of one point": (put(99, font=Font(size=1)), ""),
    "of half a point": (put(99, font=Font(size=0.5)), ""),
    # struck, raised, white
    "struck": (put(12, font=Font(strike=True)), ""),
    "struck part": (put(rich(block("1427", strike=True), block("1472"))), "1472"),
    "raised part": (put(rich(block("1472"), block("1", vertAlign="superscript"))), "1472"),
    "lowered part": (put(rich(block("1472"), block("1", vertAlign="subscript"))), "1472"),
    "all of it raised": (put(13, font=Font(vertAlign="superscript")), "13"),
    "all of it raised in a part": (put(rich(block("13", vertAlign="superscript"))), "13"),
    "raised unit": (put(rich(block("13"), block("件", vertAlign="superscript"))), "13件"),
    "white part": (put(rich(block("9", color=WHITE), block("13"))), "13"),
    "white": (put(99, font=Font(color=WHITE)), ""),
    "white by the theme": (put(99, font=Font(color=Color(theme=0))), ""),
    "white by its index": (put(99, font=Font(color=Color(indexed=9))), ""),
    "white on white": (put(99, font=Font(color=WHITE), fill=PatternFill("solid", fgColor=WHITE)), ""),
    "ink of its ground": (put(99, font=Font(color="FF1F3864"), fill=DARK), ""),
    "white on dark": (put(13, font=Font(color=WHITE), fill=DARK), "13"),
    "black by the theme": (put(13, font=Font(color=Color(theme=1))), "13"),
    "white where it is zero": (with_rule(0, CellIsRule("equal", ["0"], font=Font(color=WHITE))), ""),
    "red where it is more": (with_rule(13, CellIsRule("greaterThan", ["0"], font=Font(color="FFFF0000"))), "13"),
    # formulas without a value
    "sum of a range": (formula("=SUM(D5:F5)"), "13"),
    "sum of cells": (formula("=SUM(D5,E5,F5)"), "13"),
    "plus": (formula("=D5+$E$5+F5"), "13"),
    "minus, times, brackets": (formula("=(F5-D5)*2+D5"), "13"),
    "sum with text in its range": (formula("=SUM(D5:G5)"), "13"),
    "on another sheet": (formula("=SUM(表二!A1:A2)+'表 三'!A1"), "13"),
}  # fmt: skip


def workbook(make: Make) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A2"], sheet["C2"] = "行政许可", "末"
    make(sheet)
    two, three = book.create_sheet("表二"), book.create_sheet("表 三")
    two.sheet_state, three.sheet_state = "hidden", "veryHidden"
    two["A1"], two["A2"], three["A1"] = 4, 6, 3
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def grid(body: bytes) -> Grid:
    [block] = read_page(body, "x.xlsx").blocks
    assert isinstance(block, Grid)
    return block


@pytest.mark.parametrize("construct", CASES)
def test_what_is_read_of_a_cell(construct: str) -> None:
    make, read = CASES[construct]
    assert [c.text for c in grid(workbook(make)).cells if c.row == 1][:3] == [
        "行政许可",
        read,
        "末",
    ]


def test_a_cell_that_shows_a_picture_alone_is_told() -> None:
    def pictured(sheet: Worksheet) -> None:
        for place in ("B2", "C2"):  # the latter has a text too
            held = io.BytesIO()
            PIL.Image.new("L", (30, 14)).save(held, "PNG")
            sheet.add_image(openpyxl.drawing.image.Image(held), place)

    page = read_page(workbook(pictured), "x.xlsx")
    assert [(u.kind, u.locator) for u in page.unseen] == [("picture", "Sheet/row 2/column 2")]


@pytest.mark.parametrize("text", ["=IF(D5>1,1,0)", "=D5+G5", "=VLOOKUP(1,D5:F5,2)", "=B2+1"])
def test_a_formula_that_cannot_be_worked_out_is_doubted(text: str) -> None:
    page = read_page(workbook(formula(text)), "x.xlsx")
    assert {place: why.code for place, why in page.unsure.items()} == {
        "Sheet/row 2/column 2": "formula_without_value"
    }


WHITE_FONT, RED_FONT = Font(color=WHITE), Font(color="FFFF0000")
RULES = {
    "white by a formula": (FormulaRule(["$B$2>0"], font=WHITE_FONT), True),
    "white where it is as another": (CellIsRule("equal", ["$C$2"], font=WHITE_FONT), True),
    "red by a formula": (FormulaRule(["$B$2>0"], font=RED_FONT), False),
}


@pytest.mark.parametrize("construct", RULES)
def test_a_rule_that_may_hide_a_cell_makes_it_doubtful(construct: str) -> None:
    rule, is_doubted = RULES[construct]
    page = read_page(workbook(with_rule(13, rule)), "x.xlsx")
    doubts = {place: why.code for place, why in page.unsure.items()}
    assert doubts == ({"Sheet/row 2/column 2": "rule_may_hide"} if is_doubted else {})


@pytest.mark.parametrize(("height", "width"), [(0.75, 0.08), (1, 13)])
def test_rows_and_columns_that_are_drawn_up_are_not_seen(height: float, width: float) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in ([1, 2, 3], [4, 5, 6], [7, 8, 9]):
        sheet.append(row)
    sheet.row_dimensions[2].height = height
    sheet.column_dimensions["B"].width = width
    shown = ["1", "3", "7", "9"] if width < 1 else ["1", "2", "3", "7", "8", "9"]
    assert [c.text for c in grid(saved(book)).cells] == shown


def test_rows_of_a_folded_group_are_not_seen() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in ([1], [2], [3], [4]):
        sheet.append(row)
    sheet.row_dimensions.group(2, 3, hidden=True)
    assert [c.text for c in grid(saved(book)).cells] == ["1", "4"]


def test_prose_stands_where_it_stands_in_the_sheet() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (
        ["一、总体情况"],
        ["主动公开信息。" * 60],
        ["二、主动公开政府信息情况"],
        ["规章", 0],
    ):
        sheet.append(row)
    before, prose, after = read_page(saved(book), "x.xlsx").blocks
    assert isinstance(before, Grid)
    assert isinstance(prose, Paragraph)
    assert isinstance(after, Grid)
    assert before.cells[0].text == "一、总体情况"
    assert [(c.text, c.row) for c in after.cells if c.text] == [
        ("二、主动公开政府信息情况", 2),
        ("规章", 3),
        ("0", 3),
    ]


def test_hidden_rows_columns_and_sheets_are_not_seen() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in ([1, 2, 3], [4, 5, 6], [7, 8, 9]):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    hidden = book.create_sheet("上年", 0)
    hidden.append([99])
    hidden.sheet_state = "hidden"
    cells = grid(saved(book)).cells
    assert [(c.text, c.row, c.column) for c in cells] == [
        ("1", 0, 0),
        ("3", 0, 1),
        ("7", 2, 0),
        ("9", 2, 1),
    ]


def test_a_merged_area_whose_first_column_is_hidden_is_still_seen() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["甲", None, "乙"])
    sheet.merge_cells("A1:B1")
    sheet.column_dimensions["A"].hidden = True
    assert [(c.text, c.column, c.colspan) for c in grid(saved(book)).cells] == [
        ("甲", 0, 1),
        ("乙", 1, 1),
    ]


def test_shared_formulas_move_along() -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><f t="shared" ref="C1:C2" si="0">SUM(A1:B1)</f></c></row>'
        '<row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c><c r="C2"><f t="shared" si="0"/></c></row>'
        "</sheetData></worksheet>"
    )
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(openpyxl.Workbook()))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))
    assert [c.text for c in grid(out.getvalue()).cells] == ["1", "2", "3", "4", "5", "9"]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [(0.0, "0.00", "0.00"), (1234567.0, "0.0,,", "1.2"), (0.5, "#.##", ".5"), (12.0, "#.##", "12"), (5.0, "(0)", "(5)"), (1e20, "General", "1e+20")],
)  # fmt: skip
def test_numbers_under_formats(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_a_format_that_is_not_known_is_not_guessed_at() -> None:
    assert shown(0.5, "# ?/?") is None
    assert shown_text("甲", '0;0;0;"（"@"）"') == "（甲）"


def test_a_formula_is_not_worked_out_beyond_bounds() -> None:
    assert work_out("1" + "+1" * 2_000, lambda *_: 0.0) is None
    assert work_out("(" * 400 + "1" + ")" * 400, lambda *_: 0.0) is None
    assert work_out("1/0", lambda *_: 0.0) is None


def test_a_plain_workbook_reads_the_same_with_its_formats_and_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for seed in range(8):
        body = render(random_truth(random.Random(seed), year=2024), "xlsx").body
        plain = read_page(body, "x.xlsx").blocks
        with monkeypatch.context() as patched:
            patched.setattr("gongkai.readers.excel.xlsx.has_signs", lambda _: True)
            assert read_page(body, "x.xlsx").blocks == plain
