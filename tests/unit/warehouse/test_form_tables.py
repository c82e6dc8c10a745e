"""What the warehouse takes from the forms: codes in one order, names without numbering, wide columns."""

from __future__ import annotations

import duckdb

from gongkai.form.merged import merged
from gongkai.form.model import Label
from gongkai.warehouse.dictionary.column_notes import column_notes
from gongkai.warehouse.form_tables import form_tables, wide_columns
from gongkai.warehouse.schema import create_schema, load_seed, load_seeds


def _ids(labels: list[Label]) -> str:
    return "".join(label.id for label in labels)


def _labels(ids: str) -> list[Label]:
    return [Label(i, i) for i in ids]


def test_a_row_that_the_newest_form_lacks_stands_before_the_one_that_followed_it() -> None:
    assert _ids(merged([_labels("abde"), _labels("acd")])) == "abcde"
    assert _ids(merged([_labels("ab"), _labels("abyz")])) == "abyz"
    assert _ids(merged([_labels("bc"), _labels("xyb"), _labels("wxb")])) == "wxybc"


def test_outcomes_are_named_and_grouped_in_the_order_of_the_form() -> None:
    rows = form_tables()["outcome"]
    assert [row[0] for row in rows][:3] == ["received", "carried_in", "granted"]
    assert [row[0] for row in rows][-4:] == ["other_other", "other", "concluded", "carried_out"]
    by_id = {row[0]: row[1:4] for row in rows}
    assert by_id["received"] == ("一、本年新收政府信息公开申请数量", "balance", "收办结存")
    assert by_id["granted"] == ("予以公开", "granted", "予以公开")
    assert by_id["refused_state_secret"] == ("属于国家秘密", "refused", "不予公开")
    assert by_id["other"][1:] == by_id["other_other"][1:] == ("other", "其他处理")


def test_a_form_is_required_later_than_it_was_first_used() -> None:
    assert [row[::2] for row in form_tables()["form"]] == [("2019", 2020), ("2021", 2021)]


def test_wide_columns_keep_the_names_that_questions_use() -> None:
    columns = wide_columns()
    assert columns["result_column"] == ["upheld", "corrected", "other", "pending", "total"]
    assert columns["form_column"] == ["forms_2019", "forms_2021"]
    assert columns["disclosure_count_column"][6:9] == [
        "licensing_decisions",
        "penalties_decisions",
        "compulsory_measures_decisions",
    ]
    assert columns["disclosure_amount_column"] == ["fees_amount", "procurement_amount"]
    assert len(columns["disclosure_count_column"]) == 30


def test_field_csv_describes_the_columns_of_the_forms_that_are_known() -> None:
    """The notes made from a form are for a form that is not known yet."""
    with duckdb.connect() as connection:
        create_schema(connection)
        load_seed(connection, "dictionary")
        written = connection.execute("select table_name, column_name from dictionary").fetchall()
        noted = [note[:2] for note in column_notes()]
        assert set(noted) <= set(written)
        assert len(noted) == len(set(noted))


def test_a_code_has_one_row_and_an_order_of_its_own() -> None:
    with duckdb.connect() as connection:
        create_schema(connection)
        load_seeds(connection)
        for table, rows in form_tables().items():
            assert connection.execute(f"from {table}").fetchall() == rows
