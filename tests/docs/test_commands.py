"""Every command, script and query in docs/ runs, and prints what the page says it prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, blocks, prepare, run_page

_MADE = ("dictionary.md", "cookbook.md")  # their queries are run one by one in test_pages.py
_ELSEWHERE = ("province.md",)  # run in tests/flows/test_lake.py, with a PostgreSQL server
_WHOLE_NIGHTS = ("getting-started.md", "adding-a-county.md")  # tests/flows has short ones
_PAGES = [p for p in sorted((ROOT / "docs").rglob("*.md")) if p.name not in _MADE]
_SHELL_WORDS = re.compile(r"^```(?:bash|shell|console|zsh)$", re.MULTILINE)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            page,
            id=page.relative_to(ROOT / "docs").as_posix(),
            marks=pytest.mark.deep if page.name in _WHOLE_NIGHTS else (),
        )
        for page in _PAGES
        if blocks(page.read_text("utf-8")) and page.name not in _ELSEWHERE
    ],
)
def test_every_command_of_a_page_runs(page: Path, tmp_path: Path, sample_warehouse: Path) -> None:
    prepare(tmp_path, sample_warehouse)
    ran = run_page(page, tmp_path)
    for block in ran:
        where = f"{page.name}:{block.line}\n{block.code}"
        assert block.status == 0, f"{where}{block.printed}"
        if block.promised is not None:
            assert block.printed == block.promised, (
                f"{where}run python -m tests.docs.blocks docs/{page.name} after gongkai nightly"
            )
    assert len(ran) == len(blocks(page.read_text("utf-8")))


@pytest.mark.parametrize("page", _PAGES, ids=lambda p: p.relative_to(ROOT / "docs").as_posix())
def test_no_command_hides_behind_another_word_for_shell(page: Path) -> None:
    assert not _SHELL_WORDS.search(page.read_text("utf-8")), "write ```sh, so that it is run"
