"""What was not seen is said, and no check accuses the report of it."""

from __future__ import annotations

import random
import re
from functools import cache

import pytest

from gongkai.audit.single import check_reports
from gongkai.errors import UnreadableError
from gongkai.extract import Report, extract
from gongkai.readers import read_page
from tests.factory import random_truth, render

PICTURE = '<p><img src="table.png"></p>'
STANDS_FOR = {
    "picture": PICTURE,
    "frame": '<iframe src="table.html"></iframe>',
    "object": '<embed src="table.pdf" type="application/pdf">',
    "attachment": '<p>附件：<a href="/files/table.xlsx">统计表</a></p>',
    "script": "<script>rows.map(r => html += '<tr><td>' + r.name + '</td></tr>')</script>",
}
_TABLE = re.compile(r"<table.*?</table>", re.DOTALL)


def page(stands_for: dict[int, str], without: tuple[str, ...] = ()) -> str:
    """A report whose tables, by section, are replaced."""
    text = render(random_truth(random.Random(11), year=2024), "html_bare").body.decode()
    heads = {2: "二、", 3: "三、", 4: "四、", 5: "五、"}
    for section, replacement in stands_for.items():
        start = text.rindex(
            heads[section] + {2: "主动公开", 3: "收到和处理", 4: "政府信息公开行政复议"}[section]
        )
        table = _TABLE.search(text, start)
        assert table
        text = text[: table.start()] + replacement + text[table.end() :]
    for part in without:
        text = text.replace(part, "")
    return text


def read(text: str) -> Report:
    return extract(read_page(text.encode(), "x.html"))


def failing(report: Report) -> set[str]:
    [findings] = check_reports([report])
    return {finding["check"] for finding in findings}


@cache
def judged() -> dict[tuple[str, int], tuple[Report, set[str]]]:
    """Each page with something else in the place of one table, read; all are judged in one go."""
    reports = {
        (kind, section): read(page({section: said}))
        for kind, said in STANDS_FOR.items()
        for section in (2, 3, 4)
    }
    found = check_reports(list(reports.values()))
    return {
        which: (report, {finding["check"] for finding in findings})
        for (which, report), findings in zip(reports.items(), found, strict=True)
    }


@pytest.mark.parametrize("kind", STANDS_FOR)
@pytest.mark.parametrize("section", [2, 3, 4])
def test_a_table_that_is_no_text_is_doubted_and_accuses_nobody(kind: str, section: int) -> None:
    report, failed = judged()[kind, section]
    block = {2: "disclosure", 3: "requests", 4: "reviews"}[section]
    assert section not in report.tables
    assert (block, kind) in {(place.where, place.kind) for place in report.unseen}
    assert block in {doubt.where for doubt in report.doubts}
    assert not {"tables_present", "table_rows_present", "cells_filled"} & failed


def test_a_table_that_is_not_there_at_all_is_the_reports_omission() -> None:
    report = read(page({3: ""}))
    assert report.unseen == []
    assert "tables_present" in failing(report)


def test_a_picture_beside_a_table_that_was_read_casts_no_doubt() -> None:
    report = read(page({}).replace("五、", PICTURE + "五、"))
    assert report.unseen == []


def test_a_picture_behind_the_last_table_stands_for_none_above_it() -> None:
    report = read(page({2: ""}).replace("</body>", PICTURE + "</body>"))
    assert "disclosure" not in {place.where for place in report.unseen}
    assert "tables_present" in failing(report)


def test_a_logo_is_no_table() -> None:
    report = read(page({3: '<p><img src="logo.png" width="90" height="30"></p>'}))
    assert report.unseen == []


@pytest.mark.parametrize("kind", STANDS_FOR)
def test_a_title_over_what_was_not_seen_is_refused_for_that(kind: str) -> None:
    title = "示范县示例镇2024年政府信息公开工作年度报告"
    with pytest.raises(UnreadableError) as refused:
        read(f"<meta charset=utf-8><title>{title}</title><h1>{title}</h1>{STANDS_FOR[kind]}")
    assert refused.value.message.code == "report_not_seen"
