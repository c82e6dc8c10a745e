"""What a night changes of what was published stands in `revision`, with the reason, for ever after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.messages import message
from gongkai.warehouse.stage import Staged
from tests.unit.build.revised_nights import BALANCE, Nights, Revision, digest
from tests.unit.warehouse.county import Kept


@pytest.fixture
def nights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nights:
    monkeypatch.setattr("gongkai.build.revisions._AT_ONCE", 1)
    nights = Nights(tmp_path)
    nights.arrive(
        "yunxi", 2024, requests__carried_out__natural_person=7
    )  # one fault from the start
    nights.build()
    return nights


def test_the_first_night_and_one_that_changes_nothing_revise_nothing(nights: Nights) -> None:
    assert nights.revisions() == []
    assert nights.build() == []


def own(revisions: list[Revision], unit: str = "云溪镇") -> list[Revision]:
    return [row for row in revisions if row[:2] == (unit, 2024)]


def test_a_correction_says_so_of_the_figure_the_score_and_the_rank(nights: Nights) -> None:
    nights.correct(BALANCE, "7", "1")
    found = own(nights.build())
    assert ("云溪镇", 2024, BALANCE, "7", "1", "correction") in found
    assert {(what, reason) for _, _, what, _, _, reason in found} == {
        (BALANCE, "correction"),
        ("score", "correction"),
        ("rank", "correction"),
    }


def _new_revision(nights: Nights) -> None:
    nights.arrive("yunxi", 2024, "b")


def _chosen(nights: Nights) -> None:
    new = nights.arrive("yunxi", 2024, "b")
    nights.inbox("yunxi2024", new)
    nights.build()
    nights.decide("choose", new, instead_of="yunxi2024")


def _withdrawn(nights: Nights) -> None:
    nights.arrive("yunxi", 2024, "b", requests__carried_out__natural_person=9)
    nights.build()
    nights.decide("withdraw", "yunxi2024b")
    del nights.reports["yunxi2024b"]


def _reader(nights: Nights) -> None:
    nights.again("yunxi2024", requests__carried_out__natural_person=1)
    nights.program = "b"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_new_revision, "new_revision"),
        (_chosen, "version_chosen"),
        (_withdrawn, "withdrawn"),
        (_reader, "reader"),
    ],
)
def test_another_document_or_another_reader_is_named(
    nights: Nights,
    change: Callable[[Nights], None],
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    change(nights)
    if reason == "reader":
        monkeypatch.setattr("gongkai.warehouse.columns.reader_version", lambda: "0.2+new")
    found = own(nights.build())
    figures = [row for row in found if row[2] == BALANCE]
    assert [row[5] for row in figures] == [reason] * len(figures)
    assert figures or reason == "version_chosen"
    assert {row[5] for row in found} == {reason}
    assert any(row[2] == "score" for row in found)


def test_a_report_that_arrives_is_one_row_and_moves_others_ranks(nights: Nights) -> None:
    nights.arrive("liuan", 2024)
    found = nights.build()
    assert own(found, "柳岸街道") == [("柳岸街道", 2024, "state", "未见报告", "已读", "new_report")]
    assert own(found) == [("云溪镇", 2024, "rank", "2", "3", "others")]


def test_a_report_that_is_read_at_last_is_no_new_report(nights: Nights) -> None:
    kept = Kept(digest("liuan2024"), "test/liuan", 2024)
    why = ("unreadable", message("file_empty"))
    nights.reports["liuan2024"] = Staged(kept, None, why)
    nights.build()
    nights.arrive("liuan", 2024)
    nights.program = "b"
    found = own(nights.build(), "柳岸街道")
    assert [(row[2], row[5]) for row in found] == [("state", "reader")]


def test_the_rubric_and_a_deadline_of_the_county(nights: Nights) -> None:
    nights.weigh()
    found = own(nights.build())
    assert {(row[2], row[5]) for row in found} == {("score", "rubric")}
    nights.deadline(15)
    assert {row[5] for row in own(nights.build())} == {"deadline"}


def test_a_lead_that_a_person_confirms(nights: Nights) -> None:
    nights.arrive("bailu", 2024, "b")
    for name in ("yunxi2024", "bailu2024b"):
        report = nights.reports[name].report
        assert report
        for section in report.sections:
            section.body = "本单位认真贯彻公开条例，" + "山水林田湖草沙路桥渠井塘坝闸站" * 20
            section.fingerprint = "same"
    nights.build()
    nights.correct("copied.peer.sections.1", "", "", "report")
    found = own(nights.build())
    assert ("score", "lead") in {(row[2], row[5]) for row in found}


def test_last_years_report_changes_this_years_continuity(nights: Nights) -> None:
    nights.arrive("yunxi", 2023, "b", requests__carried_out__total=9)
    found = own(nights.build())
    assert {(row[2], row[5]) for row in found} >= {("score", "other_year")}


def test_another_program_that_judges_otherwise(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gongkai.audit import checks

    sound = checks.sql_text

    def lenient(folder: str, name: str) -> str:
        text = sound(folder, name)
        return text.replace("'fail'", "'pass'") if name == "request_balance" else text

    monkeypatch.setattr(checks, "sql_text", lenient)
    nights.program = "b"
    monkeypatch.setattr("gongkai.build.incremental.program_digest", lambda: "b")
    found = own(nights.build())
    assert {row[5] for row in found} == {"program"}


def test_what_was_revised_stays_known_and_a_damaged_file_stops_no_night(nights: Nights) -> None:
    nights.correct(BALANCE, "7", "1")
    first = nights.build()
    nights.arrive("liuan", 2024)
    nights.build()
    assert set(first) < set(nights.revisions())
    nights.target.write_bytes(b"damaged")
    assert nights.build() == []
