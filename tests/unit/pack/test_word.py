"""The Word files: the county's draft holds the roll-up, a notice holds every fault of its unit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest

from gongkai.pack import Pack
from gongkai.pack.data.book import Book
from gongkai.pack.data.year_form import form_of
from gongkai.pack.documents.notices import draw_notices
from gongkai.pack.documents.word import BLANK
from gongkai.pack.sentences.wording import number
from gongkai.pack.tables.statutory import grids
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
    for table, grid in zip(tables, grids(form_of(YEAR).id), strict=True):
        assert (len(table.rows), len(table.columns)) == (grid.rows, grid.columns)
        for cell in grid.cells:
            shown = table.cell(cell.row, cell.column).text
            total = book.rollup.get(cell.place)
            value = total.value if total else None
            expected = ("" if value is None else number(value)) if cell.place else cell.text
            assert shown == expected, cell


def test_each_notice_names_every_fault_with_its_evidence_and_a_date(pack: Pack, book: Book) -> None:
    assert len(book.faults) > 3
    for unit_id in {finding.unit_id for finding in book.to_mend}:
        path = pack.pdf.parent / "notices" / f"{unit_id.partition('/')[2]}.docx"
        text = text_of(path)
        for finding in (f for f in book.to_mend if f.unit_id == unit_id):
            for said in (finding.title, finding.place, finding.legal_basis):
                assert said in text
        assert "第四十七条" in text and " 日前" in text
        assert book.sources[unit_id].sha256 in text


def test_a_report_that_is_not_there_is_asked_for_and_a_faultless_unit_gets_no_notice(
    book: Book,
) -> None:
    gone = replace(book.missing[0], state="not_found", state_name="未见报告")
    others = tuple(s for s in book.ranking if s.unit_id != gone.unit_id)
    notices = draw_notices(replace(book, ranking=(*others, gone)))
    faulty = {finding.unit_id for finding in book.to_mend}
    assert set(notices) == {gone.unit_id} | faulty
    assert set(book.names) - set(notices)


def test_what_arrived_unread_is_named_and_never_asked_for_as_missing(pack: Pack) -> None:
    folder = pack.pdf.parent
    assert not (folder / "notices/daotian.docx").exists()
    said = (folder / "units/daotian.html").read_text("utf-8")
    assert "示例县稻田示范乡人民政府2024年政府信息公开工作年度报告.txt（文件为空）" in said
    assert "稻田示范乡：已收未读" in said
    assert "可能就是这份报告" not in text_of(folder / "notices/meigang.docx")


@pytest.mark.parametrize(
    ("name", "said"), [("report.docx", "责任追究情况"), ("notices/u00.docx", PLANTED.names[0])]
)
def test_hostile_text_leaves_the_word_files_whole(planted: Pack, name: str, said: str) -> None:
    assert said in text_of(planted.pdf.parent / name)
