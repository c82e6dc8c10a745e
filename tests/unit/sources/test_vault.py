"""What is in the raw store stays as it was put, whoever puts and whatever is killed."""

from __future__ import annotations

import datetime
import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gongkai.errors import GongkaiError
from gongkai.sources import Entry, Vault

BODY = "示例𠙶山镇2024年".encode()


def put(vault: Vault, body: bytes = BODY, year: int | None = 2024, **more: object) -> Entry:
    options = {"unit_id": "sample/oushan", "file_name": "2024.HTML", **more}
    return vault.put(body, year=year, **options)  # type: ignore[arg-type]


def files(vault: Vault) -> list[Path]:
    return sorted(p for p in vault.folder.rglob("*") if p.is_file())


def test_a_document_lies_under_its_hash_and_comes_back_whole(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault")
    entry = put(vault, url="https://example.invalid/1.html", media_type="text/html")
    assert entry.is_new
    assert entry.path == vault.folder / entry.sha256[:2] / f"{entry.sha256}.html"
    assert vault.read(entry) == BODY
    (kept,) = vault.entries()
    assert (kept.unit_id, kept.year, kept.bytes) == ("sample/oushan", 2024, len(BODY))
    assert (kept.url, kept.media_type) == ("https://example.invalid/1.html", "text/html")
    assert kept.path == entry.path


def test_putting_twice_changes_nothing_and_keeps_the_first_time(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    first = put(vault, fetched_at=datetime.datetime(2025, 1, 9, tzinfo=datetime.UTC))
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in files(vault)}
    again = put(vault)
    assert not again.is_new
    assert again.fetched_at == first.fetched_at == "2025-01-09T00:00:00+00:00"
    assert {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in files(vault)} == before


def test_one_document_may_serve_two_years_and_a_unit_may_have_two_revisions(
    tmp_path: Path,
) -> None:
    vault = Vault(tmp_path)
    one, other = put(vault), put(vault, year=2023)
    assert one.path == other.path
    assert other.is_new
    assert put(vault, b"revised").sha256 != one.sha256
    assert [e.year for e in vault.entries() if e.sha256 == one.sha256] == [2023, 2024]
    assert len(vault.entries()) == 3


def test_files_are_read_only(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    put(vault)
    assert len(files(vault)) == 2  # the document and what it is for
    for path in files(vault):
        assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH), path


def test_what_a_killed_run_left_is_ignored_and_the_next_put_completes_it(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    entry = put(vault)
    use = next(p for p in files(vault) if p.suffix == ".json")
    use.unlink()  # killed after the bytes and before the use
    (entry.path.parent / ".put-abc123").write_bytes(BODY[:5])  # killed while writing
    assert vault.entries() == []
    assert put(vault).is_new
    (kept,) = vault.entries()
    assert vault.read(kept) == BODY


def test_many_may_put_the_same_at_once_and_one_is_first(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        entries = list(pool.map(lambda n: put(vault, year=2020 + n % 2), range(40)))
    assert sum(e.is_new for e in entries) == 2
    assert len(vault.entries()) == 2
    assert len(files(vault)) == 3
    assert {vault.read(e) for e in entries} == {BODY}


def test_a_changed_or_lost_document_is_noticed(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    entry = put(vault)
    entry.path.chmod(0o644)
    entry.path.write_bytes(b"tampered with")
    with pytest.raises(GongkaiError, match="was changed"):
        vault.read(entry)
    entry.path.unlink()
    with pytest.raises(GongkaiError, match="is gone"):
        vault.read(entry)


def test_a_description_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    put(vault)
    use = next(p for p in files(vault) if p.suffix == ".json")
    use.chmod(0o644)
    use.write_text(json.dumps({"sha256": "x"}), "utf-8")
    with pytest.raises(GongkaiError, match=use.name):
        vault.entries()


@pytest.mark.parametrize(
    ("file_name", "suffix"),
    [
        ("a.PDF", ".pdf"),
        ("a", ".bin"),
        ("a.json", ".bin"),
        ("a.p/../x", ".bin"),
        ("年报.docx", ".docx"),
    ],
)
def test_the_extension_is_kept_where_it_is_harmless(
    tmp_path: Path, file_name: str, suffix: str
) -> None:
    entry = put(Vault(tmp_path), file_name=file_name)
    assert entry.path.suffix == suffix
    assert entry.path.parent.parent == tmp_path


def test_a_time_without_a_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        put(Vault(tmp_path), fetched_at=datetime.datetime(2025, 1, 9))


def test_an_empty_store_has_no_entries(tmp_path: Path) -> None:
    assert Vault(tmp_path / "none").entries() == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o444), (0o027, 0o440), (0o077, 0o400)])
def test_files_follow_the_umask_and_are_read_only(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        entry = Vault(tmp_path).put(b"1", unit_id="a/b", year=2024, file_name="a.txt")
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in entry.path.parent.iterdir()}
    assert modes == {mode}
