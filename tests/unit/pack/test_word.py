"""The Word files: the county's draft holds the roll-up, a notice holds every fault of its unit."""

from __future__ import annotations

import datetime
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
import pypdfium2
import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.faults import OMISSION
from gongkai.form import forms
from gongkai.pack import Pack
from gongkai.pack.data.balance import imbalances
from gongkai.pack.data.balance import tested as identities_tested
from gongkai.pack.data.book import Book, Finding
from gongkai.pack.data.office import Corrected
from gongkai.pack.data.year_form import form_of
from gongkai.pack.documents.draft import draw_draft
from gongkai.pack.documents.draft_marks import shade_of, where
from gongkai.pack.documents.letter_words import words
from gongkai.pack.documents.noticed import RECORD, Noticed, read_noticed
from gongkai.pack.documents.notices import bundle_name, draw_notices, notice_names
from gongkai.pack.documents.official import OfficialLetter
from gongkai.pack.documents.since import remembered, since_then, today
from gongkai.pack.documents.word import BLANK, CORRECTED, DOUBTFUL, UNFILLED
from gongkai.pack.pages.order import pages
from gongkai.pack.sentences.faults import faults_of
from gongkai.pack.sentences.places import (
    cells_on_form,
    column_on_form,
    place_on_form,
    places_on_form,
)
from gongkai.pack.sentences.to_do import week_end
from gongkai.pack.sentences.wording import number
from gongkai.pack.tables.statutory import grids
from tests.programs import converted, needs_office
from tests.unit.pack.counties import PLANTED, YEAR


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_draft_has_the_six_parts_and_blanks_for_a_person(pack: Pack) -> None:
    text = text_of(pack.pdf.parent / "report.docx")
    for number_of, section in zip("一二三四五六", form_of(YEAR).sections, strict=True):
        assert f"{number_of}、{section.title}" in text
    assert text.count(BLANK) >= 8
    assert "责任追究情况" in text and "虚构" in text


def test_draft_tables_are_the_roll_up_in_the_shape_of_the_notice(pack: Pack, book: Book) -> None:
    tables = docx.Document(str(pack.pdf.parent / "report.docx")).tables
    shaped = {(len(table.rows), len(table.columns)): table for table in tables}
    for grid in grids(form_of(YEAR).id):
        table = shaped[grid.rows, grid.columns]
        for cell in grid.cells:
            shown = table.cell(cell.row, cell.column).text
            total = book.rollup.get(cell.place)
            value = total.value if total else None
            printed = "" if value is None else number(value).replace(",", "")
            expected = printed if cell.place else cell.text
            assert shown == expected, cell


def test_draft_states_the_sums_of_the_roll_up_and_the_day(pack: Pack, book: Book) -> None:
    text = text_of(pack.pdf.parent / "report.docx")
    assert f"截至 {YEAR} 年 12 月 31 日" in text
    for name, place in (
        ("新收申请", "requests.received.total"),
        ("行政许可", "disclosure.licensing.decisions"),
    ):
        total = book.rollup[place].value
        assert f"{name} {number(total)} 件" in text
    on = book.run.day  # the day in China, whatever the machine's clock is set to
    assert f"截至 {on.year} 年 {on.month} 月 {on.day} 日收到的 {len(book.reported)} 份报告" in text


def test_draft_lists_each_imbalance_with_its_units_and_a_row_to_fill(
    pack: Pack, book: Book
) -> None:
    broken = imbalances(book)
    assert broken
    rows = [
        [cell.text for cell in row.cells]
        for table in docx.Document(str(pack.pdf.parent / "report.docx")).tables
        for row in table.rows
        if len(row.cells) == 5
    ]
    for one in broken:
        (found,) = (row for row in rows if row[0].endswith(where(book, one)))
        assert found[3] == f"{one.gap:+g}"
        assert all(book.names[cause.unit_id] in found[4] for cause in one.causes)
        assert rows[rows.index(found) + 1][0].strip() == "县本级（填写）"
    assert f"核对汇总数 {identities_tested(book)} 处，{len(broken)} 处不平" in text_of(
        pack.pdf.parent / "report.docx"
    )


def test_draft_explains_every_mark(pack: Pack, book: Book, tmp_path: Path) -> None:
    unit_id = next(iter(book.sources))
    place = "requests.granted.natural_person"
    doubted = replace(book.cells[unit_id, place], doubt="“8”与“3”难辨")
    corrected = Corrected(
        unit_id, book.names[unit_id], "requests.received.total", "申请表", "8", "3", "report", "核对", "某人", "2025-02-01", ""
    )  # fmt: skip
    changed = replace(
        book,
        cells=book.cells | {(unit_id, place): doubted},
        rollup=book.rollup | {place: replace(book.rollup[place], doubtful=1)},
        corrections=(corrected,),
    )
    (tmp_path / "report.docx").write_bytes(draw_draft(changed))
    text = text_of(tmp_path / "report.docx")
    assert f"含存疑读数，应核对原件：{book.names[unit_id]}" in text
    assert f"{book.names[unit_id]}更正，原印 8，改为 3" in text
    assert shade_of(changed, place) == DOUBTFUL
    assert shade_of(changed, "requests.received.total") == CORRECTED
    short = [p for p, total in book.rollup.items() if total.reports < len(book.reported)]
    for grid in grids(form_of(YEAR).id):
        for p in (cell.place for cell in grid.cells if cell.place in short):
            assert shade_of(book, p) == UNFILLED
            silent = [
                book.names[u] for u in book.sources
                if book.cells.get((u, p)) is None or book.cells[u, p].value is None
            ]  # fmt: skip
            assert (
                f"份报告中 {book.rollup[p].reports} 份填有数字，空白不作零：{'、'.join(sorted(silent, key=list(book.names.values()).index))}"
                in text
            )


def test_the_same_book_gives_the_same_word_files(book: Book) -> None:
    assert draw_draft(book) == draw_draft(book)
    assert draw_notices(book) == draw_notices(book)


def notice(pack: Pack, book: Book, unit_id: str) -> Path:
    return pack.pdf.parent / "notices" / notice_names(book)[unit_id]


def asked(book: Book, unit_id: str) -> list[Finding]:
    return [finding for finding in book.to_mend if finding.unit_id == unit_id]


def test_each_notice_names_every_fault_its_remedy_and_a_date(pack: Pack, book: Book) -> None:
    assert len(book.faults) > 3
    for unit_id in {finding.unit_id for finding in book.to_mend}:
        text = text_of(notice(pack, book, unit_id))
        for fault in faults_of(book, unit_id, asked(book, unit_id)):
            for said in (fault.problem, fault.expectation, fault.remedy, fault.mend, fault.basis):
                assert said in text
        assert (
            "第四十七条" in text
            and " 日前" in text
            and f"＿＿〔{book.run.day.year}〕＿＿号" in text
        )
        assert "附件 1" in text and "附件 2" in text and "整改情况回执" in text
        assert "抄送：" in text and "（印发机关）" in text and "日印发" in text
        assert not re.search("[0-9a-f]{16}", text)


def test_an_attachment_names_every_cell_as_the_form_counts_it(pack: Pack, book: Book) -> None:
    blanks = [f for f in book.to_mend if f.check_id == "cells_filled" and f.at != OMISSION]
    assert blanks
    for finding in blanks:
        form_id = book.sources[finding.unit_id].form
        text = text_of(notice(pack, book, finding.unit_id))
        assert place_on_form(form_id, finding.at, "") in text
        row = [
            column_on_form(form_id, place)
            for (unit, place), cell in book.cells.items()
            if unit == finding.unit_id and place.startswith(f"{finding.at}.") and cell.value is None
        ]
        assert f"空白 {len(row)} 格：{'、'.join(row)}" in text


def test_a_place_on_the_form_is_counted_from_the_top() -> None:
    assert (
        place_on_form("2021", "requests.carried_in.natural_person", "")
        == "第三部分表，第 2 行（二、上年结转政府信息公开申请数量），自然人"
    )
    assert place_on_form("2021", "total", "") == "第三部分表，“总计”列"
    assert place_on_form("2021", "narrative.breakdown", "正文") == "正文"


def test_places_of_several_tables_stand_under_their_tables() -> None:
    named = [
        ("requests.carried_in", ""),
        ("requests.received", ""),
        ("total", ""),
        ("year", "报告年份"),
    ]
    assert places_on_form("2021", named) == "第三部分表：“总计”列、第 1 至 2 行；报告年份"
    cell = [("requests.received.total", ""), ("requests.granted.total", "")]
    assert places_on_form("2021", cell) == "第三部分表：第 1 行，总计、第 3 行，总计"


def test_many_cells_are_said_in_few_words() -> None:
    cells = [path for path in forms()["2021"].cell_paths if path.startswith("requests.")]
    but_one = [path for path in cells if path != "requests.carried_in.natural_person"]
    said = cells_on_form("2021", but_one)
    assert said.startswith("第 1 行、第 3 至 25 行各格；第 2 行：商业企业、")
    assert said.count("、") == 6
    assert cells_on_form("2021", ["reviews.reconsideration.total"]) == "行政复议：总计"


def test_lateness_is_never_asked_to_be_published_again(pack: Pack, book: Book) -> None:
    late = [f.unit_id for f in book.to_mend if f.check_id == "published_on_time"]
    assert late
    for unit_id in late:
        text = text_of(notice(pack, book, unit_id))
        assert re.search("未按期发布：晚 \\d+ 天", text)
        if all(f.check_id == "published_on_time" for f in asked(book, unit_id)):
            assert "更正并重新发布" not in text


def test_notices_lie_in_one_zip_with_chinese_names_and_are_linked(pack: Pack, book: Book) -> None:
    folder = pack.pdf.parent
    names = set(notice_names(book).values())
    assert all(re.fullmatch(r"整改通知-\w+-2024\.docx", name) for name in names)
    with zipfile.ZipFile(folder / "notices" / bundle_name(book)) as archive:
        assert set(archive.namelist()) == names
        for name in names:
            assert archive.read(name) == (folder / "notices" / name).read_bytes()
    links = {
        unquote(a.attributes["href"] or "")
        for a in LexborHTMLParser(pack.html.read_text("utf-8")).css("a")
    }
    assert {f"notices/{name}" for name in (*names, bundle_name(book))} <= links


def test_a_name_that_is_no_file_name_becomes_one_and_two_stay_two(book: Book) -> None:
    unit_id, other = (f.unit_id for f in (book.to_mend[0], book.to_mend[-1]))
    named = notice_names(replace(book, names={unit_id: "../甲/镇<b>", other: "甲镇b"}))
    assert len(set(named.values())) == 2
    assert not any(set(name) & set('/\\<>:"|?*') for name in named.values())


def night(book: Book, day: int, **changed: Any) -> Book:
    """The book of a later night of the same warehouse."""
    at = book.run.finished_at + datetime.timedelta(days=day)
    return replace(book, run=replace(book.run, finished_at=at), **changed)


def test_a_second_notice_says_what_was_mended_since_the_first(book: Book) -> None:
    unit_id = next(f.unit_id for f in book.to_mend if f.check_id == "published_on_time")
    first = remembered(book, Noticed())
    check = next(c for u, c in book.asked if u == unit_id)
    assert since_then(book, first, unit_id) == ""
    assert "未整改 1 项" in since_then(night(book, 7), first, unit_id)
    rest = tuple(f for f in book.findings if (f.unit_id, f.check_id) != (unit_id, check))
    passed = book.verdicts | {(unit_id, check): "pass"}
    another = replace(book.sources[unit_id], sha256="0" * 64)
    mended = night(
        book, 7, findings=rest, verdicts=passed, sources=book.sources | {unit_id: another}
    )
    assert "已整改 1 项" in since_then(mended, first, unit_id)
    reread = night(book, 7, findings=rest, verdicts=passed)
    assert "经核对原件不再列为问题 1 项" in since_then(reread, first, unit_id)


@pytest.mark.parametrize("verdict", ["not_seen", "not_applicable", "no_report", "fail"])
def test_what_was_not_seen_is_never_told_as_mended(book: Book, verdict: str) -> None:
    unit_id, check = sorted(book.asked)[0]
    first = remembered(book, Noticed())
    rest = tuple(f for f in book.findings if (f.unit_id, f.check_id) != (unit_id, check))
    later = night(book, 7, findings=rest, verdicts=book.verdicts | {(unit_id, check): verdict})
    said = since_then(later, first, unit_id)
    assert "未能判断" in said and "已整改" not in said


def test_the_record_comes_back_and_a_broken_one_stops_no_night(book: Book, tmp_path: Path) -> None:
    record = remembered(book, Noticed())
    (tmp_path / "notices").mkdir()
    (tmp_path / RECORD).write_bytes(record.body())
    assert read_noticed(tmp_path) == record == remembered(night(book, 7), record)
    for broken in ("", "[]", '{"u": 3}', '{"u": {"c": "x"}}', "\x00"):
        (tmp_path / RECORD).write_text(broken)
        assert read_noticed(tmp_path) == Noticed()


@needs_office
def test_a_letter_fits_two_pages_before_its_attachments(book: Book, tmp_path: Path) -> None:
    worst = max(notice_names(book), key=lambda unit: len(asked(book, unit)))
    every = tuple(
        replace(f, unit_id=worst, severity="error", verdict="fail") for f in book.findings
    )
    path = tmp_path / "notice.docx"
    path.write_bytes(draw_notices(replace(book, findings=every))[worst])
    (printed,) = converted([path], "pdf", tmp_path)
    pages = [p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(printed)]
    starts = [number for number, text in enumerate(pages) if text.lstrip().startswith("附件 1")]
    assert starts and starts[0] <= 2


@pytest.mark.deep
@needs_office
def test_the_colophon_stands_at_the_foot_of_the_last_page_and_never_alone(
    book: Book, tmp_path: Path
) -> None:
    for lines in (1, *range(18, 24)):  # a page holds 22
        letter = OfficialLetter("题", book.run.finished_at)
        for _ in range(lines):
            letter.text("正文一行。")
        letter.colophon(book.run.day.year)
        (tmp_path / f"lines{lines:02d}.docx").write_bytes(letter.body())
    for number_of, body in enumerate(draw_notices(book).values()):
        (tmp_path / f"notice{number_of:02d}.docx").write_bytes(body)
    printed = converted(sorted(tmp_path.glob("*.docx")), "pdf", tmp_path)
    drawn = {path.stem: pypdfium2.PdfDocument(path) for path in printed}
    assert len(drawn) > 9
    colophon = "".join(words("colophon").values()).format(year=book.run.day.year)
    for name, document in drawn.items():
        *before, last = (page.get_textpage() for page in document)
        assert not any("印发" in page.get_text_range() for page in before), name
        foot = 35 * 72 / 25.4  # below it only the page's number
        height = {
            said: last.get_charbox(last.search(said).get_next()[0])[1]
            for said in ("抄送", "日印发")
        }
        assert foot < height["日印发"] < foot + 15 < height["抄送"] < foot + 45, name
        above = last.get_text_bounded(bottom=height["抄送"] + 15).strip()
        assert above, name
        between = last.get_text_bounded(bottom=height["日印发"] - 5, top=height["抄送"] + 18)
        assert "".join(between.split()) == "".join(colophon.split()), name


def test_a_report_that_is_not_there_is_asked_for_and_a_faultless_unit_gets_no_notice(
    book: Book,
) -> None:
    gone = replace(book.missing[0], state="not_found", state_name="未见报告")
    others = tuple(s for s in book.ranking if s.unit_id != gone.unit_id)
    notices = draw_notices(replace(book, ranking=(*others, gone)))
    faulty = {finding.unit_id for finding in book.to_mend}
    assert set(notices) == {gone.unit_id} | faulty
    assert set(book.names) - set(notices)


def test_what_arrived_unread_is_named_and_never_asked_for_as_missing(
    pack: Pack, book: Book
) -> None:
    folder = pack.pdf.parent
    assert "sample/daotian" not in notice_names(book)
    said = (folder / "units/daotian.html").read_text("utf-8")
    assert "示例县稻田示范乡人民政府2024年政府信息公开工作年度报告.txt（文件为空）" in said
    assert "稻田示范乡：已收未读" in said
    assert "可能就是这份报告" not in text_of(notice(pack, book, "sample/meigang"))


@pytest.mark.parametrize(
    ("pattern", "said"), [("report.docx", "责任追究情况"), ("notices/*.docx", PLANTED.names[0])]
)
def test_hostile_text_leaves_the_word_files_whole(planted: Pack, pattern: str, said: str) -> None:
    files = sorted(planted.pdf.parent.glob(pattern))
    assert any(said in text_of(path) for path in files)


def test_a_night_that_ends_in_chinas_morning_bears_one_day_everywhere(
    book: Book, tmp_path: Path
) -> None:
    ended = datetime.datetime(2025, 1, 31, 20, tzinfo=datetime.UTC)
    late = replace(book, run=replace(book.run, finished_at=ended))
    assert today(late) == "2025-02-01"
    assert week_end(late) == datetime.date(2025, 2, 7)
    assert "整理日期 2025-02-01" in pages(late)[0].source
    (tmp_path / "report.docx").write_bytes(draw_draft(late))
    assert "截至 2025 年 2 月 1 日" in text_of(tmp_path / "report.docx")
