"""The attachments of a made-up county office, as mail and chat bring them, and what a clerk answers in Excel."""

from __future__ import annotations

import dataclasses
import datetime
import email.message
import email.policy
import random
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl

from gongkai.settle import sheets
from tests.factory import Truth, random_truth, render
from tests.programs import OFFICE, converted

UNITS = tuple(
    f"{name}示范镇"
    for name in (
        "云溪", "白鹭", "青禾", "杏园", "荷沿", "竹坞", "梅岗", "松亭",
        "石桥", "白河", "柳岸", "东岭", "西山", "南湖", "北坡",
    )
)  # fmt: skip
IN_ZIP, MHT, OLD_WORD, SAVED, VERSIONS, MISPLACED, DOUBTED, MISSED, DATED = (
    UNITS[:8], UNITS[8], UNITS[9], UNITS[10], UNITS[11], UNITS[12], UNITS[13], UNITS[14], UNITS[7]
)  # fmt: skip
STRANGER = "河湾示范镇"
YEAR = 2024
_LAYOUTS = (
    "docx",
    "html_word",
    "xlsx",
    "text_tab",
    "pdf_bordered",
    "html_gb18030",
    "docx_in_table",
)


def truth_of(unit: str, **changes: object) -> Truth:
    """The faultless report of a unit, with changes to its text."""
    rng = random.Random(unit)
    truth = random_truth(rng, unit=unit, county="样例县", year=YEAR, quiet=False)
    text = dataclasses.replace(truth.text, **changes)  # type: ignore[arg-type]
    return dataclasses.replace(truth, text=text)


def body_of(truth: Truth, layout: str) -> bytes:
    return render(truth, layout).body


def write_attachments(inbox: Path) -> None:
    """Everything that arrived, put into the inbox as a clerk drags it there."""
    (inbox / "各乡镇年报.zip").write_bytes(_zip_of_eight())
    (inbox / f"{MHT}{YEAR}年报.mht").write_bytes(_mht(body_of(truth_of(MHT), "html_word")))
    _old_word(inbox)
    page = f"{SAVED}{YEAR}年度报告"
    (inbox / f"{page}.html").write_bytes(body_of(truth_of(SAVED), "html_cms"))
    (inbox / f"{page}_files").mkdir()
    for name in ("main.css", "jquery.js", "logo.png"):
        (inbox / f"{page}_files" / name).write_bytes(b"/* */")
    for name in (f"~${VERSIONS}{YEAR}.docx", "Thumbs.db", "desktop.ini"):
        (inbox / name).write_bytes(b"locked")
    valid = truth_of(VERSIONS)
    (inbox / f"{VERSIONS}{YEAR}年报（定稿）.docx").write_bytes(body_of(valid, "docx"))
    (inbox / f"{VERSIONS}{YEAR}年报（作废）.docx").write_bytes(
        body_of(_with(valid, "disclosure.licensing.decisions", 9876), "docx")
    )
    (inbox / f"{STRANGER}{YEAR}年报.docx").write_bytes(body_of(truth_of(STRANGER), "docx"))
    (inbox / "2023").mkdir()
    (inbox / "2023" / f"{MISPLACED}年报.txt").write_bytes(body_of(truth_of(MISPLACED), "text_tab"))
    cell = "requests.received.natural_person"
    smudged = truth_of(DOUBTED, cells={cell: f"{truth_of(DOUBTED).figures[cell]:g}?"})
    (inbox / f"{DOUBTED}{YEAR}年报.html").write_bytes(body_of(smudged, "html_word"))
    missed = truth_of(MISSED, without_tables=frozenset({4}))
    (inbox / f"{MISSED}{YEAR}年报.docx").write_bytes(body_of(missed, "docx"))


def _with(truth: Truth, place: str, value: float) -> Truth:
    return dataclasses.replace(truth, figures={**truth.figures, place: value})


def _zip_of_eight() -> bytes:
    """Names in GBK, as Windows writes them, without the mark of UTF-8; one report has no date of use."""
    body, names = BytesIO(), {}
    with zipfile.ZipFile(body, "w") as archive:
        for number, unit in enumerate(IN_ZIP):
            truth = truth_of(unit)
            if unit == DATED:
                truth = dataclasses.replace(truth, published_on=datetime.date(YEAR, 6, 1))
            made = render(truth, _LAYOUTS[number % len(_LAYOUTS)])
            name = f"各乡镇/{unit}{YEAR}年报.{made.extension}".encode("gbk")
            stand_in = f"{number:02}".ljust(len(name), "x")
            names[stand_in.encode()] = name
            archive.writestr(zipfile.ZipInfo(stand_in), made.body)
    raw = body.getvalue()
    for stand_in_name, name in names.items():
        raw = raw.replace(stand_in_name, name)
    return raw


def _mht(html: bytes) -> bytes:
    whole = email.message.EmailMessage(email.policy.SMTP)
    whole["MIME-Version"] = "1.0"
    whole.make_related()
    whole.add_related(html, "text", "html", cid="<page>")
    whole.add_related(b"p{}", "text", "css", cid="<style>")
    return whole.as_bytes()


def _old_word(inbox: Path) -> None:
    """A .doc where LibreOffice is there to write one, else the same as .docx."""
    path = inbox / f"{OLD_WORD}{YEAR}年报.docx"
    path.write_bytes(body_of(truth_of(OLD_WORD), "docx"))
    if OFFICE:
        (old,) = converted([path], "doc", inbox)
        assert old.is_file()
        path.unlink()


def fill_roster(path: Path, units: tuple[str, ...] = UNITS) -> None:
    """The units typed into 名册.xlsx under the titles it came with."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    heads = {page.cell(1, c).value: c for c in range(1, page.max_column + 1)}
    row = 2
    for unit in units:
        while str(page.cell(row, heads["单位名称"]).value or "").startswith("（示例）"):
            row += 1
        page.cell(row, heads["单位名称"]).value = unit
        page.cell(row, heads["单位类别"]).value = "镇"
        row += 1
    book.save(path)


class Sheet:
    """待核.xlsx while a clerk fills it in."""

    def __init__(self, path: Path) -> None:
        self.book = openpyxl.load_workbook(path)
        row, column = sheets.SIGNATURE_CELL
        self.book[sheets.GUIDE].cell(row + 1, column + 1).value = "李某"

    def rows(self, name: str) -> list[dict[str, object]]:
        page = self.book[name]
        heads = [page.cell(1, c).value for c in range(2, page.max_column + 1)]
        return [
            dict(zip(heads, (c.value for c in row[1:]), strict=True))
            for row in page.iter_rows(min_row=2)
            if row[0].value
        ]

    def answer(self, name: str, what: str, **answers: object) -> None:
        """Fill in the row in which `what` stands."""
        page = self.book[name]
        heads = {page.cell(1, c).value: c for c in range(1, page.max_column + 1)}
        for row in range(2, page.max_row + 1):
            told = [str(page.cell(row, c).value) for c in range(2, page.max_column + 1)]
            if any(what in text for text in told):
                for title, value in answers.items():
                    page.cell(row, heads[title]).value = value
                return
        raise AssertionError(f"{name}: no row of {what}")

    def fill_grid(self, truth: Truth) -> None:
        """Type a missed table in as the original has it."""
        page = self.book[sheets.TABLES]
        for row in range(2, page.max_row + 1):
            _, *parts = str(page.cell(row, 1).value or "").split("|")
            for place in parts[3].split(",") if len(parts) == 4 else ():
                column, path = place.split("=")
                value = truth.figures[path]
                if value is not None:
                    page.cell(row, 2 + int(column)).value = value

    def save(self, path: Path) -> None:
        self.book.save(path)
