"""A document whose bytes in the vault were altered or lost: named, and its last good figures stay."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from gongkai.cli import main
from gongkai.settings import Settings
from tests.flows.small import copied, night, published_once, put, write_county


def figures(settings: Settings) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.database), read_only=True) as db:
        return db.execute(
            "select unit_id, year, outcome, applicant, value, printed from request_figure"
            " join report using (report_id) where is_current order by all"
        ).fetchall()


def quarantined(settings: Settings) -> list[tuple[object, ...]]:
    with duckdb.connect(str(settings.database), read_only=True) as db:
        return db.execute("select document_sha256, refusal_reason from quarantine").fetchall()


@pytest.mark.parametrize("is_gone", [False, pytest.param(True, marks=pytest.mark.deep)])
def test_figures_stay_when_their_document_is_altered_or_gone(
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    is_gone: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    published = published_once(tmp_path_factory, years=1)
    settings = copied(published, Settings(tmp_path / "raw", tmp_path / "warehouse"))
    entry = put(settings.raw / "small", 0, 2024)  # again: it is there
    good = figures(settings)
    body = entry.path.read_bytes()
    entry.path.chmod(0o644)
    if is_gone:
        entry.path.unlink()
    else:
        digit = next(n for n in range(len(body) - 1, 0, -1) if chr(body[n]).isdigit())
        altered = bytes([ord("0") + (body[digit] - ord("0") + 1) % 10])
        entry.path.write_bytes(body[:digit] + altered + body[digit + 1 :])
    monkeypatch.setattr("gongkai.build.batches.reader_digest", lambda: "another reader")
    night(settings)
    assert figures(settings) == good
    assert quarantined(settings) == [(entry.sha256, "unreadable" if is_gone else "altered")]
    night(settings)  # found again where the last night left it
    assert figures(settings) == good
    entry.path.write_bytes(body)
    night(settings)
    assert figures(settings) == good
    assert quarantined(settings) == []


def test_a_document_that_was_altered_before_it_was_read_gives_no_figure(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse")
    folder = write_county(settings.raw, years=1)
    entry = put(folder, 0, 2024)
    entry.path.chmod(0o644)
    entry.path.write_bytes(entry.path.read_bytes() + b" ")
    night(settings)
    assert {unit for unit, *_ in figures(settings)} == {"small/u1", "small/u2"}
    assert quarantined(settings) == [(entry.sha256, "altered")]


def test_the_history_of_a_report_says_what_was_altered(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse")
    folder = write_county(settings.raw, years=1)
    entry = put(folder, 0, 2024, seed=1)
    entry.path.chmod(0o644)
    entry.path.write_bytes(b"altered")
    ask = ["vault", "log", "u0", "2024", "--raw", str(settings.raw)]
    lines = CliRunner().invoke(main, ask).output.splitlines()
    assert [("ALTERED" in line) for line in lines] == [False, True]
