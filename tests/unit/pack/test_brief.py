"""Page one in a minute: each of its sentences says what the data say, and accuses nobody unseen."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from gongkai.pack.data.balance import imbalances
from gongkai.pack.data.book import Book, Standing
from gongkai.pack.data.cells import Cell, Sum
from gongkai.pack.data.marts import open_marts
from gongkai.pack.data.office import Revised
from gongkai.pack.data.page_parts import Brief, Numbers, Paragraph, Table
from gongkai.pack.data.reading import read_book
from gongkai.pack.pages.front import front_page
from gongkai.pack.sentences import brief
from gongkai.pack.sentences.since_last import since_last
from gongkai.pack.sentences.to_do import day_words, tasks, week_end
from tests.unit.pack.counties import YEAR

BALANCE = ("received", "carried_in", "concluded", "carried_out")


def read(database: Path, county: str) -> Book:
    with open_marts(database) as connection:
        return read_book(connection, county, YEAR)


def standing(book: Book, unit: str) -> Standing:
    return next(s for s in book.ranking if s.unit_id == f"sample/{unit}")


def absent(book: Book, unit: str, state: str, name: str) -> Book:
    """The book without a unit's report, in another state of sight."""
    gone = replace(standing(book, unit), is_missing=True, score=None, rank=None, state=state, state_name=name)  # fmt: skip
    ranking = tuple(gone if s.unit_id == gone.unit_id else s for s in book.ranking)
    return replace(book, ranking=ranking, sources={k: v for k, v in book.sources.items() if k != gone.unit_id})  # fmt: skip


def balanced(book: Book) -> Book:
    """The book with a county's sums and cells of nothing but zeros."""
    return replace(
        book,
        rollup={place: Sum(0, 1, 0) for place in book.rollup},
        cells={key: replace(cell, value=0) for key, cell in book.cells.items()},
    )


def test_the_sample_is_told_in_five_lines(book: Book) -> None:
    assert brief.headline(book) == (
        "稻田示范乡的报告未能读到，梅岗示范镇逾期，青禾示范乡最需整改，县级汇总 2 处不平"
    )
    assert brief.on_arrivals(book) == "已收未读 1 个：稻田示范乡。其余 11 个已读到。"
    assert brief.on_lateness(book) == "逾期 1 个：梅岗示范镇（晚 34 天）。10 个按期。"
    first, second, third = brief.on_neediest(book)
    assert first.startswith("青禾示范乡（67.5 分，第 10 名）：6 行共 6 格空白")
    assert second == "梅岗示范镇（76.7 分，第 9 名）：未按期发布：晚 34 天。"
    assert third.startswith("蓝桥示范镇（77.8 分，第 8 名）：缺少第四部分统计表（复议诉讼）")
    assert brief.on_balance(book) == [
        "申请表“总计”列收到与结转之和不等于办结与结转之和（114＋14≠112＋15，来自松亭示范镇）。",
        "另有 1 处，见县级汇总。",
    ]
    assert brief.on_last_year(book) == (
        "得分上升 2 个、下降 4 个、持平 2 个；上年问题已整改 5 项，新出现 6 项；"
        "新收申请比上年少 5 件（按两年均有数据的 10 个单位比较）。"
    )
    assert brief.on_unseen(book).startswith("待核 1 个：云溪示范镇；3 份文件未能读取")
    assert brief.leaders(book) == "荷沿示范街道第 1 名（97.8 分），共排名 10 个。"


def test_only_what_was_looked_for_everywhere_is_called_unreported(book: Book) -> None:
    gone = absent(absent(book, "meigang", "not_found", "未见报告"), "zhuwu", "list_incomplete", "列表未读完")  # fmt: skip
    assert brief.on_arrivals(gone) == (
        "未见报告 1 个：梅岗示范镇；列表未读完 1 个：竹坞示范乡；已收未读 1 个：稻田示范乡。其余 9 个已读到。"
    )
    assert brief.headline(gone).startswith("梅岗示范镇未见报告，2 个单位的报告未能读到，")
    done = {task.what: task.who for task in tasks(gone)}
    assert done["催报 2024 年度报告"] == "梅岗示范镇"
    assert done["到网站核对有没有发布，有则报送网址"] == "竹坞示范乡"


def test_without_a_deadline_of_the_county_nobody_is_late(book: Book) -> None:
    free = replace(book, is_deadline_set=False)
    assert brief.on_lateness(free) == (
        "县里没有设定期限，不判逾期。条例日期 2025-01-31 之后发布的（供参考）1 个：梅岗示范镇。"
    )
    assert "逾期" not in brief.headline(free)


def test_an_unknown_date_is_said_and_never_late(book: Book) -> None:
    sources = dict(book.sources)
    sources["sample/meigang"] = replace(sources["sample/meigang"], published_on=None)
    said = brief.on_lateness(replace(book, sources=sources))
    assert said == "没有逾期的，10 个按期。日期不明 1 个：梅岗示范镇。"


def test_leaders_are_all_named_or_counted(book: Book) -> None:
    def level(count: int) -> str:
        ranking = [replace(s, rank=1, score=95.0) if i < count else s for i, s in enumerate(book.ranking)]  # fmt: skip
        return brief.leaders(replace(book, ranking=tuple(ranking)))

    assert level(2) == "荷沿示范街道、柳岸示范街道并列第 1 名（95.0 分），共排名 10 个。"
    assert level(8).startswith("8 个单位并列第 1 名")


def test_a_tie_behind_the_third_is_counted(book: Book) -> None:
    ranking = tuple(replace(s, rank=1, score=95.0) if s.rank else s for s in book.ranking)
    *_, last = brief.on_neediest(replace(book, ranking=ranking))
    assert last.endswith("与之同名次的还有 7 个。")


def test_an_imbalance_names_its_units_and_spares_the_doubtful(book: Book) -> None:
    even = balanced(book)
    assert not imbalances(even) and brief.on_balance(even) == ["各项勾稽关系都成立。"]
    place = "requests.received.total"
    cells = {**even.cells, ("sample/zhuwu", place): Cell(3, "3", "x", "字迹不清")}
    (balance, total) = imbalances(
        replace(even, rollup={**even.rollup, place: Sum(3, 1, 1)}, cells=cells)
    )
    assert {balance.check_id, total.check_id} == {"request_row_total", "request_balance"}
    assert [(c.unit_id, c.gap, c.is_doubtful) for c in balance.causes] == [
        ("sample/zhuwu", 3, True)
    ]
    said = brief.on_balance(replace(even, rollup={**even.rollup, place: Sum(3, 1, 1)}, cells=cells))
    assert "来自竹坞示范乡（有存疑读数）" in said[0]


def test_blank_is_not_zero_in_an_identity(book: Book) -> None:
    even = balanced(book)
    rollup = {place: replace(s, value=None) for place, s in even.rollup.items()}
    rollup["requests.received.total"] = Sum(5, 1, 0)
    assert not imbalances(replace(even, rollup=rollup))


def test_imbalances_equal_the_mart(database: Path, book: Book) -> None:
    with duckdb.connect(str(database), read_only=True) as db:
        sums = dict(
            db.execute(
                "select row_id || '.' || column_id, value from county_rollup "
                "where county_id = 'sample' and year = ? and section = 3",
                [YEAR],
            ).fetchall()
        )
    columns = {place.partition(".")[2] for place in sums}
    broken = {
        column
        for column in columns
        if sum(sums[f"{row}.{column}"] for row in BALANCE[:2])
        != sum(sums[f"{row}.{column}"] for row in BALANCE[2:])
    }
    found = {
        one.left[0][0].rpartition(".")[2]
        for one in imbalances(book)
        if one.check_id == "request_balance"
    }
    assert broken and found == broken


def test_work_is_due_by_the_next_friday(book: Book) -> None:
    for night, friday in (("2025-03-03", "2025-03-07"), ("2025-03-06", "2025-03-07"), ("2025-03-07", "2025-03-14")):  # fmt: skip
        at = datetime.datetime.fromisoformat(f"{night}T02:30+00:00")
        dated = replace(book, run=replace(book.run, finished_at=at))
        assert week_end(dated).isoformat() == friday
    assert day_words(datetime.date(2025, 3, 7)) == "3 月 7 日（周五）"
    assert {task.by for task in tasks(dated)} == {datetime.date(2025, 3, 14)}


def test_a_notice_is_counted_for_each_that_will_be_drawn(book: Book) -> None:
    (sent,) = (task for task in tasks(book) if task.what.startswith("审定并发出整改通知"))
    units = {fault.unit_id for fault in book.to_mend} | {s.unit_id for s in book.not_there}
    assert sent.what == f"审定并发出整改通知 {len(units)} 份"


def test_what_the_latest_night_revised_is_told_with_its_reason(book: Book) -> None:
    rows = [
        Revised(
            "2025-03-03",
            "2025-03-02",
            "sample/zhuwu",
            "竹坞示范乡",
            what,
            what,
            "",
            before,
            after,
            "new_report",
            "新收到报告",
            True,
        )
        for what, before, after in (("state", "未见报告", "已读"), ("score", "", "91.1"))
    ]
    assert since_last(replace(book, revisions=tuple(rows))) == (
        "与上次公布（2025-03-02）相比有 2 处修订（得分 1，所见状态 1），因新收到报告。"
        "状态有变的：竹坞示范乡（未见报告→已读）。"
    )
    old = tuple(replace(row, is_latest=False) for row in rows)
    assert since_last(replace(book, revisions=old)) == "没有修订。"


@pytest.mark.parametrize(
    ("county", "headline", "first"),
    [
        ("one", "𠙶山示范镇的报告已读到，没有须整改的问题，可改进 2 处", "𠙶山示范镇的报告已读到。"),
        ("silent", "3 个单位的 2024 年度报告均未见到", "未见报告 3 个：𠙶山示范镇、清溪示范镇、白石示范乡。"),
        pytest.param("large", "2 个单位未见报告，示例第22镇最需整改，县级汇总 8 处不平", "未见报告 2 个：白石示范乡、示例第10镇。其余 50 个已读到。", marks=pytest.mark.deep),
    ],
)  # fmt: skip
def test_small_large_and_silent_counties(
    county: str, headline: str, first: str, request: pytest.FixtureRequest
) -> None:
    book = read(request.getfixturevalue("large" if county == "large" else "database"), county)
    page = front_page(book, "")
    assert page.title == headline
    lines, seen = (part for part in page.parts if isinstance(part, Brief))
    assert lines.lines[0].sentences == (first,)
    assert all(line.sentences and all(line.sentences) for line in (*lines.lines, *seen.lines))
    if county == "one":
        assert Paragraph("本周没有要办的事。") in page.parts
        (figures,) = (part for part in page.parts if isinstance(part, Numbers))
        assert (
            "0",
            "须整改的问题（处）",
        ) in figures.items and book.faults  # what prose leaves out is none
    else:
        (table,) = (part for part in page.parts if isinstance(part, Table))
        assert table.rows[0][0] == "催报 2024 年度报告"
