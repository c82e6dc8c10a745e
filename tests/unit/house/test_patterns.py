"""What no pattern of ours may use, whichever Python of those we allow it runs on."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = Path(__file__).parents[3] / "gongkai"
POSSESSIVE_GROUP = re.compile(r"(?<![\\(])\)[*+?]\+|(?<!\\)\)\{[\d,]+\}\+|\(\?>")


def test_no_group_is_possessive_or_atomic() -> None:
    """Before Python 3.11.5 `re` went wrong, in silence, over such groups (cpython's gh-106052); single signs may be."""
    files = [path for kind in ("*.py", "*.toml") for path in PACKAGE.rglob(kind)]
    assert len(files) > 300
    used = [str(path) for path in files if POSSESSIVE_GROUP.search(path.read_text("utf-8"))]
    assert not used
