"""Tables in shapes that people give them: each reads as the plain one does, or is doubted."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from gongkai.audit.single import check_reports
from gongkai.extract import Report, extract
from gongkai.extract.tables.stacked_rows import parted
from gongkai.readers import read_page
from gongkai.readers.page import Cell
from tests.factory import random_truth, render

TRUTH = random_truth(random.Random(21), year=2024)
TEXT = render(TRUTH, "text_tab").body.decode()
TABLES = TEXT[TEXT.index("二、主动公开政府信息情况") : TEXT.index("五、存在的主要问题")]


def read(text: str, name: str = "x.txt") -> Report:
    return extract(read_page(text.encode(), name))


def figures(report: Report) -> dict[str, float | None]:
    return {path: figure.value for path, figure in report.figures.items()}


PLAIN = read(TEXT)
SECOND_COPIES: dict[str, Callable[[str], str]] = {
    "as it is": lambda tables: tables,
    "in one line": lambda tables: re.sub(r"[\t\n]+", " ", tables),
    "a cell a line": lambda tables: re.sub(r"[\t\n]+", "\n", tables),
    "parted by spaces": lambda tables: re.sub(r"\t+", " ", tables),
    "parted by bars": lambda tables: re.sub(r"(?m)^(.*\t.*)$", lambda m: "| " + m[1].replace("\t", " | ") + " |", tables),
    "without its headings": lambda tables: re.sub(r"(?m)^[二三四]、(?!上年|本年|结转).*$", "", tables),
    "of last year": lambda tables: re.sub(r"\b\d+\b", lambda m: str(int(m[0]) + 1), tables),
}  # fmt: skip


@cache
def second_copies() -> dict[str, tuple[Report, list[dict[str, Any]]]]:
    """TEXT with each second copy of its tables, read, and what the checks find; all are judged in one go."""
    reports = {"": PLAIN}
    for shape, copied in SECOND_COPIES.items():
        reports[shape] = read(f"{TEXT}\n附件：统计表\n{copied(TABLES)}")
    found = check_reports(list(reports.values()))
    return dict(zip(reports, zip(reports.values(), found, strict=True), strict=True))


@pytest.mark.parametrize("shape", SECOND_COPIES)
def test_a_second_copy_of_the_tables_is_never_read_as_prose(shape: str) -> None:
    report, found = second_copies()[shape]
    assert figures(report) == figures(PLAIN)
    assert [(n.name, n.value) for n in report.narrative] == [
        (n.name, n.value) for n in PLAIN.narrative
    ]
    assert [d.where for d in report.doubts] == [d.where for d in PLAIN.doubts]
    assert found == second_copies()[""][1]


def cells(*texts: str) -> list[Cell]:
    return [Cell(text, 3, column) for column, text in enumerate(texts)]


STACKED = {
    "two rows": (("行政处罚\n行政强制", "283\n17"), [["行政处罚", "283"], ["行政强制", "17"]]),
    "two rows of three columns": (
        ("规章\n行政规范性文件", "0\n9", "0\n4", "0\n61"),
        [["规章", "0", "0", "0"], ["行政规范性文件", "9", "4", "61"]]),
    "blank numbers": (("行政处罚\n行政强制", ""), [["行政处罚", ""], ["行政强制", ""]]),
    "a label broken in two": (
        ("行政处罚\n行政\n强制", "283\n17"), [["行政处罚", "283"], ["行政强制", "17"]]),
    "one number for two rows": (
        ("行政处罚\n行政强制", "283"), [["行政处罚", "283\n283"], ["行政强制", "283\n283"]]),
    "a group before them": (
        ("（五）不予处理", "2.重复申请\n3.要求提供公开出版物", "1\n2"),
        [["（五）不予处理", "2.重复申请", "1"], ["", "3.要求提供公开出版物", "2"]]),
    "one label in two lines": (("行政规范性\n文件", "9"), [["行政规范性\n文件", "9"]]),
    "several numbers in one row": (("行政处罚", "283\n17"), [["行政处罚", "283\n17"]]),
}  # fmt: skip


@pytest.mark.parametrize("shape", STACKED)
def test_rows_typed_into_one_are_parted(shape: str) -> None:
    texts, rows = STACKED[shape]
    assert [[cell.text for cell in part] for part in parted(cells(*texts))] == rows


def test_one_number_over_another_is_no_longer_number() -> None:
    page = "<meta charset=utf-8><h1>示范县示例镇2024年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>{}"
    table = "<table><tr><td>信息内容<td>本年处理决定数量</tr><tr><td>行政许可<td><p>13</p><p>2</p></tr><tr><td>行政处罚<td>0</tr><tr><td>行政强制<td>0</tr></table>"
    rest = "<p>三、收到和处理政府信息公开申请情况</p><p>四、政府信息公开行政复议、行政诉讼情况</p><p>五、存在的主要问题及改进情况</p>"
    report = read(page.format(table + rest), "x.html")
    figure = report.figures["disclosure.licensing.decisions"]
    assert (figure.value, figure.doubt and figure.doubt.code) == (None, "several_numbers")


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new)


def test_headings_behind_number_signs_are_headings() -> None:
    marked = re.sub(r"(?m)^([一二三四五六]、(?!本年|上年|结转))", r"## \1", TEXT)
    report = read(marked)
    assert figures(report) == figures(PLAIN)
    assert [s.number for s in report.sections] == [1, 2, 3, 4, 5, 6]


def test_a_label_on_two_lines_above_its_row_is_the_rows() -> None:
    row = next(line for line in TEXT.splitlines() if "（二）部分公开" in line)
    numbers = "\t".join(row.split("\t")[-7:])
    above = "（二）部分公开（区分处理的，只计这一情\n形，不计其他情形）\n"
    assert figures(read(changed(row, above + numbers))) == figures(PLAIN)


def test_fifteen_numbers_of_section_four_need_no_heads() -> None:
    start = TEXT.index("四、政府信息公开行政复议、行政诉讼情况")
    lines = TEXT[start : TEXT.index("五、存在的主要问题")].splitlines()
    numbers = next(line for line in reversed(lines) if line.strip())
    report = read(TEXT.replace("\n".join(lines[1:]), f"行政复议行政诉讼\n{numbers}\n"))
    assert figures(report) == figures(PLAIN)


def test_one_row_for_all_other_outcomes_is_read_as_one() -> None:
    rows = TEXT.splitlines()
    start = next(i for i, line in enumerate(rows) if "1.申请人无正当理由逾期不补正" in line)
    numbers = "\t".join(["1", "2", "0", "0", "0", "0", "3"])
    report = read("\n".join([*rows[:start], f"\t（六）其他处理\t\t{numbers}", *rows[start + 3 :]]))
    assert [
        report.figures[f"requests.other.{who}"].value
        for who in ("natural_person", "business", "total")
    ] == [1, 2, 3]
    assert report.figures["requests.other_other.total"].value is None


def test_a_line_broken_in_mid_sentence_is_no_row() -> None:
    told = "本年度收到政府信息公开申请 58 件，上年结转政府信息公开\n申请 7 件，均已按期办理。"
    report = read(
        changed(
            "二、主动公开政府信息情况",
            f"四、政府信息公开申请情况\n{told}\n二、主动公开政府信息情况",
        )
    )
    assert figures(report) == figures(PLAIN)


def test_two_minus_signs_are_no_number() -> None:
    row = next(line for line in TEXT.splitlines() if line.startswith("行政许可\t"))
    report = read(changed(row, "行政许可\t--253"))
    figure = report.figures["disclosure.licensing.decisions"]
    assert figure.value is None
    assert figure.doubt is not None


@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig", "utf-8"])
@pytest.mark.parametrize("quoted", [False, True])
def test_a_sheet_saved_as_csv_reads_as_the_sheet(encoding: str, quoted: bool) -> None:
    def line(text: str) -> str:
        fields = text.split("\t")
        return ",".join(f'"{field}"' for field in fields) if quoted else ",".join(fields)

    body = "\r\n".join(map(line, TEXT.replace(",", "，").splitlines())).encode(encoding)
    assert figures(extract(read_page(body, "x.csv"))) == figures(PLAIN)
