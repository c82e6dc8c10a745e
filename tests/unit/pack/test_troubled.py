"""A county in which everything is open, night after night: what is said of each state, in every file the same."""

from __future__ import annotations

import dataclasses
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import duckdb
import openpyxl
import pypdfium2
import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.pack.data.balance import imbalances
from gongkai.pack.data.book import Book
from gongkai.pack.data.marts import open_marts
from gongkai.pack.data.reading import read_book
from gongkai.pack.documents.noticed import Asked, Noticed
from gongkai.pack.documents.since import with_closed
from gongkai.pack.sentences import brief
from gongkai.pack.sentences.since_last import since_last
from gongkai.pack.sentences.to_do import tasks
from gongkai.warehouse.schema import mart_names
from tests.factory.troubled_county import COUNTY_ID, NO_REPORT, PLIGHT, SMUDGED, YEAR, truth_of
from tests.unit.pack.troubled import SINCE, Night

pytestmark = pytest.mark.deep

ARRIVED, LISTED, ABSENT = {"empty", "cut", "noise"}, {"listed", "refused"}, {"gone", "lapsed"}


def name(key: str) -> str:
    return PLIGHT[key][0]


def read(night: Night) -> Book:
    with open_marts(night.database) as connection:
        return read_book(connection, COUNTY_ID, YEAR)


def asked(night: Night, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(night.database), read_only=True) as db:
        return db.execute(sql).fetchall()


def states(night: Night, mart: str) -> dict[str, str]:
    rows = asked(night, f"select unit_id, state from {mart} where year = {YEAR}")
    return {str(unit).partition("/")[2]: str(state) for unit, state in rows}


@pytest.fixture(scope="module")
def first(troubled: tuple[Night, Night]) -> Night:
    return troubled[0]


@pytest.fixture(scope="module")
def second(troubled: tuple[Night, Night]) -> Night:
    return troubled[1]


def test_a_stranger_accuses_nobody_until_it_is_known_whose_it_is(
    first: Night, second: Night
) -> None:
    assert {k for k, s in states(first, "sight").items() if s == "arrived_unread"} == NO_REPORT
    known = states(second, "sight")
    assert {k for k, s in known.items() if s == "arrived_unread"} == ARRIVED
    assert {k for k, s in known.items() if s == "list_incomplete"} == LISTED
    assert {k for k, s in known.items() if s == "not_found"} == ABSENT
    assert {k for k, s in known.items() if s == "choice_open"} == {"two", "three"}
    assert {k for k, s in known.items() if s == "partly_read"} >= {"smudged", "otheryear"}


def test_every_mart_tells_the_same_state(troubled: tuple[Night, Night]) -> None:
    for night in troubled:
        told = states(night, "sight")
        assert states(night, "compliance_ranking") == told == states(night, "data_quality")
        verdicts = dict(
            asked(
                night,
                "select unit_id, list(distinct verdict) from verdicts_by_unit"
                f" where year = {YEAR} and check_id <> 'report_published' group by all",
            )
        )
        for key in NO_REPORT:
            wanted = "no_report" if told[key] == "not_found" else "not_seen"
            assert verdicts[f"{COUNTY_ID}/{key}"] == [wanted], key


def test_page_one_says_of_each_state_what_it_is(first: Night, second: Night) -> None:
    before, now = read(first), read(second)
    assert brief.headline(before).startswith(
        "7 个单位的报告未能读到，2 个单位逾期，百弊示范镇最需整改"
    )
    assert brief.headline(now).startswith("2 个单位未见报告，5 个单位的报告未能读到，2 个单位逾期")
    assert brief.on_arrivals(before) == (
        "已收未读 3 个：断件示范街道、空件示范街道、乱码示范街道；收到单位不明的文件，可能是其报告的 4 个："
        "失报示范镇、断续示范镇、半列示范镇、拒访示范镇。其余 15 个已读到。"
    )
    assert brief.on_arrivals(now) == (
        "未见报告 2 个：失报示范镇、断续示范镇；已收未读 3 个：断件示范街道、空件示范街道、乱码示范街道；"
        "列表未读完 2 个：半列示范镇、拒访示范镇。其余 15 个已读到。"
    )
    assert brief.on_lateness(now) == (
        "逾期 2 个：百弊示范镇（晚 84 天）、迟滞示范镇（晚 54 天）。12 个按期。日期不明 1 个：无期示范街道。"
    )
    assert brief.on_unseen(now).startswith(
        "待核 4 个：无期示范街道、漫漶示范乡、三稿示范乡、两稿示范乡；4 份文件未能读取；2 处网址未找到报告"
    )
    assert [said.partition("（")[0] for said in brief.on_neediest(now)] == [
        name("faulty"),
        name("late"),
        name("uneven"),
    ]


def test_what_is_to_be_done_names_who_it_concerns(first: Night, second: Night) -> None:
    before = {task.what: task.who for task in tasks(read(first))}
    assert (
        before["查明单位不明的文件是不是其报告"] == "失报示范镇、断续示范镇、半列示范镇、拒访示范镇"
    )
    assert (
        before["请重新报送能打开的报告，或说明已在何处发布"]
        == "断件示范街道、空件示范街道、乱码示范街道"
    )
    assert not any(what.startswith("催报") for what in before)
    now = {task.what: task.who for task in tasks(read(second))}
    assert now[f"催报 {YEAR} 年度报告"] == "失报示范镇、断续示范镇"
    assert now["到网站核对有没有发布，有则报送网址"] == "半列示范镇、拒访示范镇"
    assert now["对照原件核定，解除待核"] == (
        "无期示范街道（发布日期不明，县里设有期限）；漫漶示范乡（能看到的分值不足九成）；"
        "三稿示范乡、两稿示范乡（待选版本）"
    )
    assert now["改正没有生效的 1 条更正"] == name("misread")


def test_imbalances_of_page_one_add_up_to_its_title(troubled: tuple[Night, Night]) -> None:
    for book in map(read, troubled):
        sure = int(re.search(r"县级汇总 (\d+) 处不平", brief.headline(book))[1])  # type: ignore[index]
        *told, rest = brief.on_balance(book)
        more, _, doubtful = re.search(
            r"另有 (\d+) 处(（其中 (\d+) 处只来自存疑读数）)?", rest
        ).groups("0")  # type: ignore[union-attr]
        assert len(told) + int(more) == len(imbalances(book)) == sure + int(doubtful)


def test_what_changed_since_the_first_night_is_grouped(first: Night, second: Night) -> None:
    assert since_last(read(first)) == "没有修订，或本年度是首次公布。"
    said = since_last(read(second))
    assert (
        "失报示范镇、断续示范镇（已收未读→未见报告）；半列示范镇、拒访示范镇（已收未读→列表未读完）"
        in said
    )
    assert "选定了另一版本" in said


def test_a_unit_that_mended_all_is_told_so_and_one_that_did_not_is_not(second: Night) -> None:
    folder = second.pack.pdf.parent / "notices"
    letters = {p.name for p in folder.glob("*.docx")}
    assert {n for n in letters if n.startswith("复核告知")} == {
        f"复核告知-{name('mended')}-{YEAR}.docx"
    }
    assert f"整改通知-{name('mended')}-{YEAR}.docx" not in letters
    text = text_of(folder / f"复核告知-{name('mended')}-{YEAR}.docx")
    assert f"{SINCE.year} 年 {SINCE.month} 月 {SINCE.day} 日以来的整改通知" in text
    assert "其中 2 项已整改" in text and "予以销号" in text and "抄送：" in text
    assert "未整改 1 项" in text_of(folder / f"整改通知-{name('better')}-{YEAR}.docx")
    with zipfile.ZipFile(next(folder.glob("*.zip"))) as archive:
        assert set(archive.namelist()) == letters
    index = second.pack.html.read_text("utf-8")
    assert "复核告知 1 份" in index and f"{name('mended')}复核告知" in index
    assert "审定并发出复核告知 1 份" in index


@pytest.mark.parametrize("doubt", ["unread", "unknown", "same document", "choice"])
def test_of_what_is_not_seen_to_be_mended_nothing_is_closed(second: Night, doubt: str) -> None:
    book = read(second)
    unit = f"{COUNTY_ID}/{'cut' if doubt == 'unread' else 'two' if doubt == 'choice' else 'sound'}"
    check = "published_on_time" if doubt == "unknown" else "unit_stated"
    sha256 = book.sources[unit].sha256 if doubt == "same document" else "another"
    verdicts = dict(book.verdicts)
    if doubt == "unknown":
        verdicts[unit, check] = "not_seen"
    noticed = Noticed({unit: {check: Asked(str(SINCE), sha256)}})
    assert with_closed(dataclasses.replace(book, verdicts=verdicts), noticed).closed == ()


def test_corrections_are_marked_and_a_report_keeps_its_fault(second: Night) -> None:
    units = second.pack.pdf.parent / "units"
    right = truth_of("misread").figures[SMUDGED]
    assert f"更正，原印 {right:g}?" in (units / "misread.html").read_text("utf-8")
    assert "更正，原印" in (units / "owned.html").read_text("utf-8")
    value = asked(
        second,
        f"select value from cells_by_unit where unit_id = '{COUNTY_ID}/misread' and place = '{SMUDGED}' and year = {YEAR}",
    )
    assert value == [(right,)]


def test_numbers_of_every_file_are_those_of_the_marts(troubled: tuple[Night, Night]) -> None:
    for night in troubled:
        scores = {
            str(unit): score
            for unit, score in asked(
                night, f"select unit_name, score from compliance_ranking where year = {YEAR}"
            )
        }
        page = LexborHTMLParser(night.pack.html.read_text("utf-8"))
        rows = {r.css_first("th").text(): r for r in page.css("#t-ranking tbody tr")}
        sheet = openpyxl.load_workbook(night.pack.pdf.parent / "workbook.xlsx")["排名"]
        listed = {row[3].value: row[4].value for row in sheet.iter_rows(min_row=2)}
        assert rows.keys() == scores.keys() == listed.keys()
        for unit, score in scores.items():
            shown = rows[unit].css("td")[2].text()
            if score is None:
                assert "待核" in str(listed[unit]) or not re.search(r"\d", str(listed[unit]))
            else:
                assert (
                    f"{score:.1f}" in rows[unit].text() and f"{listed[unit]:.1f}" == f"{score:.1f}"
                ), shown
        sums = asked(
            night,
            "select value from county_rollup where section = 3 and row_id = 'received'"
            f" and column_id = 'total' and year = {YEAR}",
        )
        front = page.css_first("#front").text()
        assert f"{sums[0][0]:g}" in front


def test_a_year_without_a_report_is_never_drawn_as_nought(second: Night) -> None:
    data = second.pack.pdf.parent / "data"
    for file in ("disclosed-1", "ranking-1", "requests-1", "published-1"):
        head, *rows = (
            line.split(",") for line in (data / f"{file}.csv").read_text("utf-8-sig").splitlines()
        )
        last = [i for i, title in enumerate(head) if i and title not in ("上年", str(YEAR - 1))]
        told = {row[0]: [row[i] for i in last] for row in rows}
        for key in NO_REPORT:
            assert told[name(key)] and not any(
                re.search(r"\d", cell) for cell in told[name(key)]
            ), (file, key)
    for number, key in enumerate(sorted(PLIGHT), start=1):
        if key in NO_REPORT - {"gone"}:
            lines = (data / f"years-{number}.csv").read_text("utf-8-sig").splitlines()
            of_year = [line for line in lines if line.startswith(f"{YEAR},")]
            assert of_year and not any(re.search(r"\d", line.split(",")[1]) for line in of_year), (
                key
            )


def test_no_table_of_the_warehouse_is_named_where_officials_read(
    troubled: tuple[Night, Night],
) -> None:
    marts = [mart for mart in mart_names() if "_" in mart]
    for night in troubled:
        for where, text in texts(night.pack.pdf.parent):
            named = [mart for mart in marts if mart in text]
            assert not named, (where, named)


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """What a person reads in each file, without the appendix that is for analysts."""
    for path in (*folder.glob("*.html"), *folder.glob("units/*.html")):
        page = LexborHTMLParser(path.read_text("utf-8"))
        for part in page.css("script, style, #appendix"):
            part.decompose()
        yield path.name, page.body.text() if page.body else ""
    for number, sheet in enumerate(pypdfium2.PdfDocument(folder / "pack.pdf"), start=1):
        text = sheet.get_textpage().get_text_range()
        yield f"sheet {number}", text.partition("附录")[0]
    for path in (folder / "report.docx", *folder.glob("notices/*.docx")):
        yield path.name, text_of(path)
    book = openpyxl.load_workbook(folder / "workbook.xlsx", read_only=True)
    for sheet in book:
        rows = (str(v) for row in sheet.iter_rows(values_only=True) for v in row if v)
        yield sheet.title, "\n".join(rows)


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])
