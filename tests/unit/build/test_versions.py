"""Several files of one unit and year: which stands, when a person must choose, what a decision changes."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import duckdb
import pytest

from gongkai.messages import message
from gongkai.sources.ledger.arrivals import Arrival, note_arrivals
from gongkai.sources.ledger.decisions import Decision, append_decisions
from gongkai.warehouse.stage import Staged
from tests.unit.audit.reports import put, sound_report
from tests.unit.warehouse.county import UNITS, Kept, build_county, write_county

OLD, NEW = "a" * 64, "b" * 64


def staged(sha256: str, received: int, day: int = 1, url: str | None = None) -> Staged:
    report = sound_report(2024, unit=UNITS["yunxi"])
    put(report, "requests.received.total", received)
    name = "作废.docx" if sha256 == NEW else "定稿.docx"
    return Staged(
        Kept(sha256, fetched_at=f"2025-02-{day:02}T08:00:00+08:00", url=url, file_name=name), report
    )


def arrived(folder: Path, *files: tuple[str, str]) -> None:
    note_arrivals(
        folder,
        [
            Arrival(f"inbox/{name}", sha, "document", "2025-02-01T00:00:00+00:00")
            for name, sha in files
        ],
    )


def decided(folder: Path, kind: str, sha256: str, instead_of: str = "", year: str = "2024") -> None:
    row = Decision(kind, sha256, "yunxi", year, instead_of, "来函说明", "李某", "2025-03-02")
    append_decisions(folder, [row])


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return write_county(tmp_path / "raw")


def states(folder: Path, *documents: Staged) -> tuple[dict[str, str], bool, str | None]:
    """The state of each file in the ledger, whether a choice is open, and which document stands."""
    target = folder.parent / "warehouse" / "gongkai.duckdb"
    build_county(folder, [list(documents)], target)
    with duckdb.connect(str(target), read_only=True) as db:
        ledger = dict(db.execute("select path, state from inbox_ledger").fetchall())
        opened = bool(db.execute("from open_choice").fetchall())
        current = db.execute("select document_sha256 from report where is_current").fetchone()
    return ledger, opened, current[0] if current else None


def test_two_files_that_differ_wait_for_a_choice_whatever_their_names_say(county: Path) -> None:
    arrived(county, ("定稿.docx", OLD), ("作废.docx", NEW))
    ledger, is_open, _ = states(county, staged(OLD, 3), staged(NEW, 4, day=2))
    assert is_open
    assert set(ledger.values()) == {"choice_open"}


def test_files_with_equal_figures_choose_themselves(county: Path) -> None:
    arrived(county, ("定稿.docx", OLD), ("作废.docx", NEW))
    ledger, is_open, current = states(county, staged(OLD, 3), staged(NEW, 3, day=2))
    assert not is_open
    assert current == NEW
    assert ledger == {"inbox/定稿.docx": "superseded", "inbox/作废.docx": "adopted"}


def test_a_choice_stands_until_another_file_differs_and_can_be_undone(county: Path) -> None:
    arrived(county, ("定稿.docx", OLD), ("作废.docx", NEW))
    documents = [staged(OLD, 3), staged(NEW, 4, day=2)]
    decided(county, "choose", OLD, instead_of=NEW)
    ledger, is_open, current = states(county, *documents)
    assert (is_open, current) == (False, OLD)
    assert ledger == {"inbox/定稿.docx": "adopted", "inbox/作废.docx": "superseded"}
    third = "c" * 64
    assert states(county, *documents, staged(third, 9, day=3))[1]
    assert not states(county, *documents, staged(third, 3, day=3))[1]
    decided(county, "reopen", "")
    assert states(county, *documents)[1]


def test_a_file_that_was_saved_over_gives_way_without_a_question(county: Path) -> None:
    arrived(county, ("年报.docx", OLD))
    arrived(county, ("年报.docx", NEW))
    _, is_open, current = states(county, staged(OLD, 3, day=2), staged(NEW, 4))
    assert (is_open, current) == (False, NEW)


def test_a_page_published_again_is_a_revision_and_no_choice(county: Path) -> None:
    address = "https://www.example.gov.cn/2024.html"
    documents = staged(OLD, 3, url=address), staged(NEW, 4, day=2, url=address)
    assert states(county, *documents)[1:] == (False, NEW)


def test_what_is_withdrawn_leaves_the_warehouse_and_comes_back(county: Path) -> None:
    arrived(county, ("定稿.docx", OLD))
    decided(county, "withdraw", OLD)
    assert states(county, staged(OLD, 3)) == ({"inbox/定稿.docx": "withdrawn"}, False, None)
    decided(county, "restore", OLD)
    assert states(county, staged(OLD, 3)) == ({"inbox/定稿.docx": "adopted"}, False, OLD)


def test_withdrawing_one_of_two_settles_the_choice(county: Path) -> None:
    arrived(county, ("定稿.docx", OLD), ("作废.docx", NEW))
    decided(county, "withdraw", NEW)
    assert states(county, staged(OLD, 3), staged(NEW, 4, day=2))[1:] == (False, OLD)


def test_what_a_person_placed_stands_there_alone(county: Path) -> None:
    here = staged(OLD, 3)
    there = dataclasses.replace(here, document=Kept(OLD, "test/bailu", 2023))
    row = Decision("place", OLD, "bailu", "2023", "", "来函说明", "李某", "2025-03-02")
    append_decisions(county, [row])
    target = county.parent / "warehouse" / "gongkai.duckdb"
    build_county(county, [[here, there]], target)
    with duckdb.connect(str(target), read_only=True) as db:
        rows = db.execute("select unit_id, year from report").fetchall()
    assert rows == [("test/bailu", 2023)]


def test_each_file_says_why_it_is_not_taken(county: Path) -> None:
    arrived(county, ("新闻.html", "d" * 64), ("年报.docx", "e" * 64), ("坏.docx", "f" * 64))
    refused = [
        Staged(Kept("d" * 64), None, ("not_a_report", message("list_of_reports"))),
        Staged(
            Kept("e" * 64, unit_id=None, year=None), None, ("not_placed", message("unit_not_known"))
        ),
        Staged(Kept("f" * 64), None, ("unreadable", message("file_empty"))),
    ]
    assert states(county, *refused)[0] == {
        "inbox/新闻.html": "not_a_report",
        "inbox/年报.docx": "unit_unknown",
        "inbox/坏.docx": "arrived_unread",
    }


def test_a_removed_file_is_asked_about_until_somebody_answers(county: Path) -> None:
    arrived(county, ("定稿.docx", OLD))
    arrived(county)
    target = county.parent / "warehouse" / "gongkai.duckdb"
    question = "select state, is_removed from inbox_ledger"
    for answer, asked in ((None, True), ("keep", False)):
        if answer:
            decided(county, answer, OLD)
        build_county(county, [[staged(OLD, 3)]], target)
        with duckdb.connect(str(target), read_only=True) as db:
            assert db.execute(question).fetchall() == [("adopted", asked)]


def pending(folder: Path) -> tuple[bool, str | None]:
    target = folder.parent / "warehouse" / "gongkai.duckdb"
    with duckdb.connect(str(target), read_only=True) as db:
        asked = (
            "select is_ranked, pending from ranking where unit_id = 'test/yunxi' and year = 2024"
        )
        row = db.execute(asked).fetchone()
    assert row is not None
    return row[0], row[1]


def test_a_unit_is_not_ranked_while_a_choice_is_open(county: Path) -> None:
    arrived(county, ("定稿.docx", OLD), ("作废.docx", NEW))
    documents = [staged(OLD, 3), staged(NEW, 4, day=2)]
    states(county, *documents)
    assert pending(county) == (False, "choice_open")
    decided(county, "choose", OLD, instead_of=NEW)
    states(county, *documents)
    assert pending(county)[1] != "choice_open"


def test_a_page_and_a_file_that_differ_are_a_choice_too(county: Path) -> None:
    arrived(county, ("定稿.docx", OLD))
    documents = staged(OLD, 3), staged(NEW, 4, day=2, url="https://www.example.gov.cn/2024.html")
    assert states(county, *documents)[1]
    decided(county, "choose", OLD, instead_of=NEW)
    assert states(county, *documents)[1:] == (False, OLD)
