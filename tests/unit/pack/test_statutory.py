"""The statutory grids: every cell of the form once, no gap and no overlap, heads as printed."""

from __future__ import annotations

import itertools

import pytest
from gongkai.chinese import doubt, place_of, refusal

from gongkai.extract.ocr_doubts import WHY
from gongkai.form import forms
from gongkai.pack.tables.statutory import form_of, grids


@pytest.mark.parametrize("form_id", list(forms()))
def test_cells_cover_each_table_once_and_hold_every_place_of_the_form(form_id: str) -> None:
    places = []
    for grid in grids(form_id):
        covered = [
            (cell.row + down, cell.column + across)
            for cell in grid.cells
            for down in range(cell.down)
            for across in range(cell.across)
        ]
        assert sorted(covered) == list(itertools.product(range(grid.rows), range(grid.columns)))
        places += [cell.place for cell in grid.cells if cell.place]
    regional = {"disclosure.other_documents"}
    expected = [p for p in forms()[form_id].cell_paths if p.rpartition(".")[0] not in regional]
    assert sorted(places) == sorted(expected)


def test_the_form_of_a_year_is_the_latest_that_was_in_force() -> None:
    assert [form_of(year).id for year in (2012, 2019, 2020, 2021, 2030)] == [
        "2019",
        "2019",
        "2019",
        "2021",
        "2021",
    ]


def test_the_table_of_requests_nests_its_labels_as_the_notice_does() -> None:
    cells = {cell.text: cell for cell in grids("2021")[1].cells if cell.text}
    assert (cells["三、本年度办理结果"].down, cells["（三）不予公开"].down) == (22, 8)
    assert cells["一、本年新收政府信息公开申请数量"].across == 3
    assert (cells["法人或其他组织"].across, cells["申请人情况"].across) == (5, 7)


def test_places_and_doubts_are_said_in_chinese() -> None:
    assert place_of("table 2/row 3/column 4") == "第 2 个表格第 3 行第 4 列"
    assert place_of("line 7/cell 2") == "第 7 行第 2 格"
    assert place_of("scan page 1/line 2") == "扫描件第 1 页第 2 行"
    assert place_of(None) == ""
    assert doubt("the text also states 2021") == "正文另有写明：2021"
    assert doubt("something new") == "something new"


def test_a_scan_is_named_as_such_and_not_as_a_format() -> None:
    assert refusal("unsupported", "scanned: pictures of pages")[0] == "扫描件或图片"
    assert refusal("unsupported", "a ZIP inside a ZIP")[0] == "格式暂不支持"


@pytest.mark.parametrize(
    ("why", "chinese"),
    [
        (WHY, "由扫描件识别，须核对原件"),
        (f"{WHY}: recognised with 63% confidence", "由扫描件识别，把握仅 63%，须核对原件"),
        (
            f"{WHY}: something is printed here that could not be recognised",
            "扫描件此处有字而未能识别，须核对原件",
        ),
    ],
)
def test_the_doubts_of_a_scan_are_said_in_chinese(why: str, chinese: str) -> None:
    assert doubt(why) == chinese
