"""What was staged stands as long as the program that read it is the same, and no longer."""

from __future__ import annotations

import ast
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from gongkai import source_digest
from gongkai.build.batches import plan
from gongkai.build.workers import read_contained
from gongkai.settings import sql_folder
from gongkai.source_digest import (
    LIBRARIES,
    PACKAGE,
    READING,
    program_digest,
    reader_digest,
    sources_digest,
)
from gongkai.sources.vault.store import Entry

CHECKOUT = PACKAGE.parent


def reading_modules() -> dict[str, Path]:
    files = [
        path
        for name in READING
        for path in (
            [PACKAGE / name] if (PACKAGE / name).is_file() else (PACKAGE / name).rglob("*.py")
        )
    ]
    return {".".join(p.relative_to(CHECKOUT).with_suffix("").parts): p for p in files}


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module}
    return names


def digests() -> tuple[str, str]:
    reader_digest.cache_clear()
    program_digest.cache_clear()
    return reader_digest(), program_digest()


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A checkout of its own, which the digests are taken of."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("gongkai", "sql"):
        shutil.copytree(CHECKOUT / name, tmp_path / name, ignore=ignored)
    monkeypatch.setattr(source_digest, "PACKAGE", tmp_path / "gongkai")
    monkeypatch.setattr(source_digest, "sql_folder", lambda: tmp_path / "sql")
    yield tmp_path
    monkeypatch.undo()
    digests()


def test_two_copies_of_one_program_have_one_digest(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_the_copy = digests()
    assert source_digest.PACKAGE.is_relative_to(copied)
    monkeypatch.setattr(source_digest, "PACKAGE", PACKAGE)
    monkeypatch.setattr(source_digest, "sql_folder", sql_folder)
    assert digests() == of_the_copy


@pytest.mark.parametrize(
    ("touched", "reader_changes", "program_changes"),
    [
        ("gongkai/readers/web/html.py", True, True),
        ("gongkai/extract/prose/text.py", True, True),
        ("gongkai/extract/prose/deeper/lexicon.toml", True, True),
        ("gongkai/form/2021.toml", True, True),
        ("gongkai/form/statistics/2014.toml", True, True),
        ("gongkai/warehouse/columns.py", True, True),
        ("gongkai/audit/checks.py", False, True),
        ("gongkai/audit/deeper/rule.toml", False, True),
        ("gongkai/build/load.py", False, True),
        ("gongkai/sources/registry/units.py", False, True),
        ("sql/checks/request_balance.sql", False, True),
        ("gongkai/pack/publish.py", False, False),
        ("tests/test_new.py", False, False),
    ],
)
def test_a_digest_changes_with_what_it_stands_for(
    copied: Path, touched: str, reader_changes: bool, program_changes: bool
) -> None:
    before = digests()
    path = copied / touched
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n# touched\n")
    changed = [b != a for b, a in zip(before, digests(), strict=True)]
    assert changed == [reader_changes, program_changes]


def test_what_was_staged_is_read_again_when_a_reader_changed(copied: Path, tmp_path: Path) -> None:
    entry = Entry(
        sha256="0" * 64,
        path=tmp_path / "nothing.html",
        unit_id="county/unit",
        year=2024,
        url=None,
        source_path="nothing.html",
        file_name="nothing.html",
        fetched_at="2025-01-01T00:00:00+00:00",
        bytes=1,
        media_type="text/html",
    )
    digests()
    stage = tmp_path / "stage"
    (batch,) = plan([entry], stage)
    read_contained(batch, stage)
    for name, is_read_again in (("pack/publish.py", False), ("readers/web/html.py", True)):
        with (copied / "gongkai" / name).open("a", encoding="utf-8") as file:
            file.write("# touched\n")
        digests()
        (planned,) = plan([entry], stage)
        assert bool(planned.entries) == is_read_again


def test_moving_words_between_files_changes_the_digest(tmp_path: Path) -> None:
    for root, parts in (("a", ("12", "3")), ("b", ("1", "23"))):
        (tmp_path / root).mkdir()
        for name, text in zip(("x.toml", "y.toml"), parts, strict=True):
            (tmp_path / root / name).write_text(text)
    one, other = (sources_digest([tmp_path / r], tmp_path / r) for r in "ab")
    assert one != other


def test_every_module_that_a_reading_uses_is_in_the_digest() -> None:
    """`gongkai.sources.vault` only gives the document itself; the rest is not read with."""
    modules = reading_modules()
    known = {*modules, *(name.removesuffix(".__init__") for name in modules)}
    elsewhere = {"gongkai", "gongkai.atomic_write", "gongkai.settings", "gongkai.source_digest"}
    for name, path in modules.items():
        used = {m for m in imported(path) if m.partition(".")[0] == "gongkai"}
        others = {m for m in used - known - elsewhere if not m.startswith("gongkai.sources.vault")}
        assert not others, name


def test_every_library_that_a_reading_uses_is_in_the_digest() -> None:
    used = {m.partition(".")[0] for path in reading_modules().values() for m in imported(path)}
    outside = used - set(sys.stdlib_module_names) - {"gongkai"}
    named = packages_distributions()
    of_extra = {
        "rapidocr": "rapidocr",
        "cv2": "opencv-python-headless",
        "onnxruntime": "onnxruntime",
    }
    for module in outside:
        distributions = {d.lower() for d in named.get(module, [of_extra.get(module, module)])}
        assert distributions & set(LIBRARIES), module
