"""The memory of earlier pulls may be lost or damaged without harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.errors import GongkaiError
from gongkai.sources import Vault
from gongkai.sources.fetch.page_state import State

URL = "http://www.example.invalid/a"
HEADERS = (("etag", '"1"'), ("content-type", "text/html"))


def test_a_page_is_remembered_with_its_body_until_the_vault_holds_it(tmp_path: Path) -> None:
    state = State(tmp_path, "2026-01-15")
    state.remember(URL, HEADERS, b"body")
    known = state.known(URL)
    assert known is not None
    assert (known.etag, known.last_modified, known.headers, known.body) == (
        '"1"',
        None,
        HEADERS,
        b"body",
    )
    entry = Vault(tmp_path / "vault").put(b"body", unit_id=None, year=None, file_name="a.html")
    state.is_in_vault(URL, entry.sha256, entry.path)
    known = state.known(URL)
    assert known is not None
    assert known.body == b"body"
    entry.path.chmod(0o644)
    entry.path.write_bytes(b"changed")
    assert state.known(URL) is None  # so the page is fetched whole again
    state.close()


def test_a_settled_page_is_so_for_one_unit_and_year_and_until_it_changes(tmp_path: Path) -> None:
    state = State(tmp_path, "2026-01-15")
    state.remember(URL, HEADERS, b"body")
    state.settle(URL, "c/a", 2023)
    assert state.is_settled(URL, "c/a", 2023)
    assert not state.is_settled(URL, "c/a", 2022)
    state.remember(URL, HEADERS, b"other")
    assert not state.is_settled(URL, "c/a", 2023)
    state.close()


def test_requests_are_counted_a_night(tmp_path: Path) -> None:
    state = State(tmp_path, "2026-01-15")
    for host in ("a", "a", "b"):
        state.count(host)
    state.close()
    again, next_night = State(tmp_path, "2026-01-15"), None
    assert again.asked() == {"a": 2, "b": 1}
    again.close()
    next_night = State(tmp_path, "2026-01-16")
    assert next_night.asked() == {}
    next_night.close()


def test_a_damaged_state_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "pages.sqlite").write_bytes(b"no database" * 1000)
    state = State(tmp_path, "2026-01-15")
    assert state.known(URL) is None
    state.remember(URL, HEADERS, b"body")
    assert state.known(URL) is not None
    state.close()


def test_only_one_may_hold_it(tmp_path: Path) -> None:
    state = State(tmp_path, "2026-01-15")
    with pytest.raises(GongkaiError, match="another pull"):
        State(tmp_path, "2026-01-15")
    state.close()
    State(tmp_path, "2026-01-15").close()
