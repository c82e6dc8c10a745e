"""What simulated nights say of a date that no report prints: seen by the deadline, absent after it, or neither."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from gongkai.audit.checks import known_checks, run_checks
from gongkai.sources.attempts import Attempt, write_attempts
from gongkai.sources.looks import read_looks
from tests.unit.audit.reports import sound_report
from tests.unit.audit.warehouse import Body, filled

DEADLINE = datetime.date(2025, 1, 31)


def _night(
    folder: Path, moment: str, *, is_there: bool, reason: str = "no_report_for_year"
) -> None:
    """A pull at that moment, which finds the report of 2024 or not."""
    missing = Attempt(
        "test",
        "test/a",
        2024,
        "list",
        "example.gov.cn",
        "https://example.gov.cn/",
        reason,
        "",
        200,
        moment,
    )
    write_attempts(folder, [] if is_there else [missing])


def _verdict(folder: Path, seen: str | None, printed: datetime.date | None = None) -> str:
    report = sound_report(2024)
    report.published_on = printed
    connection = filled([Body("a", reports={2024: report})], 2024, 2024)
    (report_id,) = connection.execute("select report_id from report").fetchone() or (0,)
    if seen:
        connection.execute(
            "insert into document (document_sha256, unit_id, county_id, year, url, file_name, fetched_at, bytes, report_id)"
            " values ('sha', 'test/a', 'test', 2024, 'https://example.gov.cn/a', 'a', ?, 1, ?)",
            [seen, report_id],
        )
    for look in read_looks(folder):
        connection.execute(
            "insert into look values (?, ?, ?)", [look.unit_id, look.year, look.last_absent_on]
        )
    run_checks(connection, known_checks(connection))
    found = connection.execute(
        "select verdict from check_result where check_id = 'published_on_time'"
    ).fetchone()
    return str((found or ("",))[0])


@pytest.mark.parametrize(
    ("nights", "seen", "printed", "verdict"),
    [
        # it turned up in the night of the deadline, which in China is already that day
        ([("2025-01-30T18:00:00+00:00", False)], "2025-01-30 18:00", None, "pass"),
        # in UTC still the day of the deadline, in China the day after: not settled by what was seen
        ([("2025-01-30T18:00:00+00:00", False)], "2025-01-31 18:00", None, "not_seen"),
        # a complete look after the deadline did not have it
        ([("2025-01-20T18:00:00+00:00", False), ("2025-02-03T18:00:00+00:00", False)], "2025-02-10 18:00", None, "fail"),
        # the last complete look was before the deadline, and it was first seen after
        ([("2025-01-20T18:00:00+00:00", False)], "2025-02-10 18:00", None, "not_seen"),
        # a date is printed: it decides, unless we saw the page earlier
        ([], "2025-03-01 18:00", datetime.date(2025, 1, 20), "pass"),
        ([], "2025-03-01 18:00", datetime.date(2025, 2, 20), "fail"),
        ([], "2025-01-20 18:00", datetime.date(2025, 2, 20), "pass"),
        # nobody ever looked
        ([], None, None, "not_seen"),
    ],
)  # fmt: skip
def test_nights_bound_a_date(
    tmp_path: Path,
    nights: list[tuple[str, bool]],
    seen: str | None,
    printed: datetime.date | None,
    verdict: str,
) -> None:
    for moment, is_there in nights:
        _night(tmp_path, moment, is_there=is_there)
    _night(tmp_path, "2025-06-01T18:00:00+00:00", is_there=True)
    assert _verdict(tmp_path, seen, printed) == verdict


def test_a_look_that_was_cut_off_says_nothing(tmp_path: Path) -> None:
    _night(tmp_path, "2025-02-03T18:00:00+00:00", is_there=False, reason="list_too_long")
    assert read_looks(tmp_path) == []
    assert _verdict(tmp_path, "2025-02-10 18:00") == "not_seen"


def test_the_last_look_stays_when_the_report_has_come(tmp_path: Path) -> None:
    for day in (3, 5, 4):
        _night(tmp_path, f"2025-02-0{day}T18:00:00+00:00", is_there=False)
    _night(tmp_path, "2025-03-01T18:00:00+00:00", is_there=True)
    (look,) = read_looks(tmp_path)
    assert look.last_absent_on == datetime.date(2025, 2, 6)
