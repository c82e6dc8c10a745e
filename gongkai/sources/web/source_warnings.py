"""Sources that are well written and still can give nothing: known before anything is asked."""

from __future__ import annotations

import re
from pathlib import Path

from gongkai.sources.attempts import read_attempts
from gongkai.sources.load_county import load_county
from gongkai.sources.registry.web_settings import SourceTable

_ROUTE = re.compile(r"#!?/[a-z]", re.IGNORECASE)
_TELLS = {
    "shell": "its page is drawn by a script, and holds no list: gongkai county try shows more",
    "empty_list": "its page shows no list: is this the address of the column?",
}


def source_warnings(folder: Path) -> list[str]:
    """What the sources of the county in `folder` look like, and what its last pull says of them."""
    tables = load_county(folder).web.sources
    found = [f"source {table.name!r}: {text}" for table in tables for text in _of(table)]
    told = {(a.source, a.reason) for a in read_attempts(folder) if a.reason in _TELLS}
    names = {table.name for table in tables}
    return found + [f"source {s!r}: {_TELLS[r]}" for s, r in sorted(told) if s in names]


def _of(table: SourceTable) -> list[str]:
    address, pages = str(table.options.get("address", "")), str(table.options.get("pages", ""))
    found = []
    if table.kind == "list" and _ROUTE.search(address):
        found.append("what stands behind #/ is for a browser's program: the page is a shell")
    if "/col/col" in pages and "pageNum=" in pages:
        found.append("?pageNum= never turns the page of this build: leave pages out")
    return found
