"""docs/cookbook.md, answered by the sample county: `python -m tests.docs.cookbook DATABASE`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from gongkai.settings import sql_folder
from gongkai.warehouse.query import flat, query

PAGE = Path(__file__).parents[2] / "docs" / "cookbook.md"
EXAMPLES = sorted((sql_folder() / "examples").glob("*.sql"))
SHOWN = 12

_HEAD = """\
# Cookbook 常用问题

Questions that a supervising office asks, each answered by one query. The queries are files in
`sql/examples/`; the answers below are those of the made-up sample county, **so no name or number here
is real**. Run any of them on your own warehouse:

```sh
gongkai query sql/examples/01_requests_doubled.sql
gongkai export sql/examples/05_published_late.sql late.xlsx
```

They look at every county in the warehouse; add `county_id = 'mycounty'` to a `where` to ask about one.
A dash is a null: no number was printed, which is not zero.

*Made by `python -m tests.docs.cookbook warehouse/gongkai.duckdb` after `gongkai nightly --county sample`;
do not edit it here.*
"""


def page(database: Path) -> str:
    """The page with the answers of this warehouse."""
    parts = [_HEAD]
    for number, path in enumerate(EXAMPLES, start=1):
        question, sql = split(path)
        columns, rows = query(database, sql)
        parts.append(
            f"\n## {number}. {question}\n\n`sql/examples/{path.name}`\n\n```sql\n{sql}\n```\n\n"
            + _answer(columns, rows)
        )
    return "".join(parts)


def split(path: Path) -> tuple[str, str]:
    """The question in a file's first line, and its query."""
    first, sql = path.read_text("utf-8").split("\n", 1)
    return first.removeprefix("-- "), sql.strip()


def _answer(columns: list[str], rows: list[tuple[Any, ...]]) -> str:
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(_shown(v) for v in row) + " |" for row in rows[:SHOWN]]
    if len(rows) > SHOWN:
        lines.append(f"\n… and {len(rows) - SHOWN} more.")
    return "\n".join(lines) + "\n"


def _shown(value: Any) -> str:
    if value is None:
        return "—"
    return f"{value:.10g}" if isinstance(value, float) else str(flat(value)).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(Path(sys.argv[1])), "utf-8")
    print(PAGE)
