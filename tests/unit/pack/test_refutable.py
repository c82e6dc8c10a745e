"""No sentence, head or number says more than was seen, and no two of them contradict one another."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from gongkai.pack import Pack
from gongkai.pack.charts import bars
from gongkai.pack.charts.request_flows import carried_over
from gongkai.pack.data.book import Book
from gongkai.pack.data.judged import verdict_on
from gongkai.pack.data.marts import open_marts
from gongkai.pack.data.page_parts import Area, Chart, Page, Paragraph, Table
from gongkai.pack.data.reading import read_book
from gongkai.pack.pages.order import pages
from gongkai.pack.sentences import wording
from gongkai.pack.sentences.requests import on_requests
from gongkai.pack.site.site import draw_site
from gongkai.pack.style import fonts
from gongkai.pack.tables.changes import carried_title
from gongkai.pack.tables.checks import checks
from tests.unit.pack.counties import YEAR
from tests.unit.pack.troubled import Night


def read(database: Path, county: str) -> Book:
    with open_marts(database) as connection:
        return read_book(connection, county, YEAR)


def page(book: Book, anchor: str) -> Page:
    return next(page for page in pages(book) if page.anchor == anchor)


def words(chart: Chart) -> list[str]:
    """All that is written in a chart."""
    with fonts.house_style():
        figure = Figure(figsize=(7, chart.height))
        chart.draw(Area(figure, 0, 0, 7, chart.height))
        return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def test_what_could_not_be_compared_is_not_called_free_of_copies(
    database: Path, book: Book
) -> None:
    alone = page(read(database, "one"), "copies")
    assert alone.title == "没有可以比对的正文"
    assert alone.parts == (Paragraph("没有他单位的、也没有本单位上年的报告可以比对正文。"),)
    three = page(read(database, "planted"), "copies")
    assert three.title == "未发现正文雷同"
    assert three.parts == (Paragraph("比对了 3 个单位的正文，与他单位、与本单位上年均无雷同。"),)
    assert "需要复核" in page(book, "copies").title


def test_a_unit_that_waits_for_a_person_is_not_called_faultless(database: Path) -> None:
    book = read(database, "planted")
    assert [s.unit_id for s in book.pending] == [s.unit_id for s in book.ranking]
    (third,) = (p for p in pages(book) if p.unit_id == "planted/u02")
    said = {line.label: line.sentences[0] for part in third.parts for line in getattr(part, "lines", ())}  # fmt: skip
    assert said["问题"] == "能看到的部分没有发现问题。"
    assert said["建议"] == "先由人核定（能看到的分值不足九成）。"
    numbers = {label: figure for part in third.parts for figure, label in getattr(part, "items", ())}  # fmt: skip
    assert numbers["待核，不排名"] == "—"


def test_without_a_score_there_are_no_ranks_and_no_comparison(database: Path) -> None:
    book = read(database, "planted")
    assert not any("名次" in text for chart in bars.ranking(book) for text in words(chart))
    assert page(book, "ranking").title == "3 个单位均待核，没有排名"
    assert page(book, "changes").title.startswith("没有单位两年都有得分可比；")
    overview = page(book, "overview")
    assert overview.title == "3 份报告均待核，没有得分"
    assert not any(isinstance(part, Chart) for part in overview.parts)
    assert any("名次" in text for chart in bars.ranking(read(database, "one")) for text in words(chart))  # fmt: skip


def test_what_was_not_seen_is_told_beside_what_was_judged(book: Book) -> None:
    (pending,) = book.pending
    assert f"，没有看到 {pending.unseen:g} 分" in wording.summed(pending)
    seen = pending.judged / (pending.judged + pending.unseen)
    assert pending.pending == "能看到的分值不足九成" and seen < 0.9
    low = next(s for s in book.ranked if s.coverage and s.coverage < 0.9)
    assert "没有看到" not in wording.summed(low)  # what does not apply was not unseen


@pytest.mark.deep
def test_one_version_bounds_no_other(troubled: tuple[Night, Night]) -> None:
    book = read(troubled[1].database, "troubled")
    open_ones = [s for s in book.pending if s.state == "choice_open"]
    assert len(open_ones) == 2
    assert {wording.scored(s) for s in open_ones} == {"—"}
    drawn = [text for chart in bars.ranking(book) for text in words(chart)]
    assert drawn.count("待核：待选版本") == 2
    assert "三稿示范乡（待选版本）、两稿示范乡（待选版本）" in " ".join(wording.not_ranked(book))


def test_bounds_that_meet_are_one_number(book: Book) -> None:
    (pending,) = book.pending
    assert wording.scored(replace(pending, low=95.6, high=95.6)) == "95.6"


def test_the_table_of_checks_counts_what_the_heat_map_shows(book: Book) -> None:
    shown, *_ = (part for part in page(book, "checks").parts if isinstance(part, Chart))
    at = {title: n for n, title in enumerate(shown.data[0])}
    names = {"供核实": "供核实，不扣分", "未看到": "未能看到或存疑"}
    reported = {s.unit_name for s in book.reported}
    table = checks(book)
    titles = [column.title for column in table.columns]
    assert any(row[titles.index("供核实")] != "0" for row in table.rows)
    for row in table.rows:
        column = Counter(line[at[row[1]]] for line in shown.data[1:] if line[0] in reported)
        for title, count in list(zip(titles, row, strict=True))[3:]:
            assert int(count) == column[names.get(title, title)], (row[1], title)
    unscored = [check for check in book.checks if not check.points]
    verdicts = {(s.unit_id, c.check_id): "fail" for s in book.reported for c in book.checks}
    assert {verdict_on(verdicts, u, c) for u, _ in verdicts for c in unscored} == {"to_verify"}


def test_no_table_is_a_head_alone(database: Path) -> None:
    for county in ("one", "silent", "planted", "long"):
        for made in pages(read(database, county)):
            tables = [part for part in made.parts if isinstance(part, Table)]
            assert all(table.rows for table in tables), (county, made.anchor)


def test_the_title_of_what_is_carried_over_counts_every_row(book: Book) -> None:
    assert carried_title(book) == "5 个单位的结转与上年衔接一致，1 个缺一年的数，无从核对"


@pytest.mark.deep
def test_bars_of_one_chart_are_all_labelled_in_one_way(large: Path, book: Book) -> None:
    crowded = [text for chart in carried_over(read(large, "large")) for text in words(chart)]
    assert "341" in crowded and not any("+" in text for text in crowded)
    assert any("+" in text for chart in carried_over(book) for text in words(chart))


@pytest.mark.deep
def test_outcomes_that_do_not_add_up_to_their_totals_say_so(
    troubled: tuple[Night, Night], book: Book
) -> None:
    uneven = read(troubled[1].database, "troubled")
    assert "本年办结 147 件（各结果相加；报告所填总计相加为 151 件）" in on_requests(uneven)
    (table,) = (part for part in page(uneven, "outcomes").parts if isinstance(part, Table))
    assert table.caption.endswith("报告所填总计相加为 151 件，两数不等")
    assert "所填总计" not in on_requests(book)


def test_a_dash_of_the_county_leads_nowhere(database: Path, pack: Pack) -> None:
    silent = read(database, "silent")
    assert "rollup.html#" not in draw_site(silent, pages(silent))["index.html"].decode()
    assert "rollup.html#" in pack.html.read_text("utf-8")
