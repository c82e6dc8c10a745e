"""The statutory grids: every cell of the form once, no gap and no overlap, heads as printed."""

from __future__ import annotations

import itertools

import pytest

from gongkai.form import forms
from gongkai.pack.data.year_form import form_of
from gongkai.pack.tables.statutory import grids


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
