"""SQL lives in sql/: Python holds one-line look-ups and statements that it fills in, and nothing longer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.settings import sql_folder

CHECKOUT = sql_folder().parent
LONGEST = 100
"""Characters of a statement that still reads as one line."""

_STATEMENT = re.compile(
    r"\s*(select\s.+\sfrom\s|with \w+ as \(|insert into |update \w+ set |delete from |copy |merge into "
    r"|create (or replace )?(temp )?(table|view|macro) |alter table |attach '|from \w+ (select|where) )",
    re.DOTALL,
)


def statements(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string that reads as SQL, what is filled in left out."""
    tree = ast.parse(path.read_text("utf-8"))
    parts = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(str(text)) if id(node) not in parts:
                pass
            case ast.JoinedStr():
                text = "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "{}"
                    for part in node.values
                )
            case _:
                continue
        if _STATEMENT.match(text):
            yield node.lineno, text


def too_long(path: Path) -> list[str]:
    return [
        f"{path.name}:{line}: {text[:60]}"
        for line, text in statements(path)
        if len(text) > LONGEST or "\n" in text.replace("\n{}", "").replace("{}\n", "")
    ]


@pytest.mark.parametrize("room", ["gongkai", "flows"])
def test_sql_in_python_is_one_line(room: str) -> None:
    faults = [fault for path in sorted((CHECKOUT / room).rglob("*.py")) for fault in too_long(path)]
    assert faults == [], "move it to sql/ and read it with gongkai.sql_files.sql_text"


@pytest.mark.parametrize(
    ("source", "is_fault"),
    [
        ("x = 'select unit_id from unit where county_id = ?'", False),
        ("x = '''select unit_id\nfrom unit'''", True),
        ("x = 'select unit_id, ' 'unit_name, ' " + "'county_id, ' " * 8 + "'year from unit'", True),
        ("x = f'insert into {y} by name\\n{z}'", False),
        ("x = 'Select what you want from the list below'", False),
    ],
)
def test_what_counts_as_too_long(tmp_path: Path, source: str, is_fault: bool) -> None:
    path = tmp_path / "module.py"
    path.write_text(source, "utf-8")
    assert bool(too_long(path)) == is_fault
