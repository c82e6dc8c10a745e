"""Rewrite the golden pairs: `python -m tests.golden.bless`. A test never does.

The documents are made up by the factory, one a layout; each stands beside what the reader finds in
it, for a person to compare before it is committed.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from gongkai.extract import extract
from gongkai.extract.contract import as_contract
from gongkai.readers import read_page
from tests.factory import LAYOUTS, random_truth, render

HERE = Path(__file__).parent
SUFFIX = ".expected.json"
# One of each kind: every layout is held to many more documents by the round trip.
_SHOWN = (
    "text_tab_ragged",
    "text_pipe",
    "text_cell_lines_spaced",
    "text_one_paragraph",
    "html_cms",
    "html_traditional",
    "html_gb18030_undeclared",
    "docx",
    "xlsx",
    "pdf_kangxi",
)


def reading(document: Path) -> dict[str, Any]:
    """What `gongkai read --json` says of a document, without the findings of the checks."""
    report = extract(read_page(document.read_bytes(), document.name))
    return as_contract(document.name, report, [])


def documents() -> list[Path]:
    """Every document that has, or ought to have, its expected reading beside it."""
    return sorted(
        path
        for folder in HERE.iterdir()
        if folder.is_dir() and folder.name != "__pycache__"
        for path in folder.iterdir()
        if not path.name.endswith(SUFFIX)
    )


def expected(document: Path) -> Path:
    """Where the reading of a document is kept."""
    return document.with_name(document.stem + SUFFIX)


def main() -> None:
    """Make documents that are missing, and rewrite every reading."""
    for number, name in enumerate(_SHOWN):
        folder = HERE / name
        if not folder.is_dir():
            folder.mkdir()
            form = "2019" if number % 3 == 1 else "2021"
            truth = random_truth(random.Random(number), form=form, quiet=False, unit="云溪示范镇")
            made = render(truth, name)
            assert name in LAYOUTS
            (folder / f"云溪示范镇-{truth.year}.{made.extension}").write_bytes(made.body)
    for document in documents():
        text = json.dumps(reading(document), ensure_ascii=False, indent=1)
        expected(document).write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
