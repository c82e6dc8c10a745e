"""docs/lineage.md, from sql/ alone: `python -m gongkai.warehouse.dictionary.lineage_page`."""

from __future__ import annotations

import sys
from pathlib import Path

from gongkai.sql_files import object_names
from gongkai.warehouse.dictionary.lineage import foundations, lineage, said_inputs
from gongkai.warehouse.schema import mart_names

_HEAD = """\
# Lineage 数据来历

What each table and view is made from, mart by mart down to the cells. What a cell is made from, its
`locator` and `report.document_sha256` say: a place in a document that is kept as it was published.

*Made by `python -m gongkai.warehouse.dictionary.lineage_page` from the statements in `sql/`; do not edit it here.*
`gongkai release` writes the same as a page with a graph, in which every field can be searched.

## The way of a number

```mermaid
flowchart LR
"""


def page() -> str:
    """The page as it must be for the statements of now."""
    marts = sorted(mart_names())
    computed = sorted(name for name, inputs in lineage().items() if inputs and name not in marts)
    text = _HEAD + "".join(_edges(computed + marts)) + "```\n"
    for title, names in (
        ("Marts 分析表", marts),
        ("Computed tables 计算所得", computed),
        ("Loaded tables 装入的表", sorted(n for n, inputs in lineage().items() if not inputs)),
    ):
        text += f"\n## {title}\n\n| table | statement | made from | rests on |\n|---|---|---|---|\n"
        text += "".join(_row(name) for name in names)
    return text


def _edges(names: list[str]) -> list[str]:
    """The graph's edges, without the registers that nearly everything joins for its names."""
    return [
        f"  {one} --> {name}\n"
        for name in names
        for one in lineage()[name]
        if one not in ("county", "county_year", "unit") and lineage()[name]
    ]


def _row(name: str) -> str:
    folder = "marts" if name in object_names("marts") else "schema"
    inputs = ", ".join(f"[{one}](dictionary.md#{one})" for one in lineage()[name])
    rests = ", ".join(foundations(name))
    statement = f"[{folder}/{name}.sql](../sql/{folder}/{name}.sql)"
    return f"| [{name}](dictionary.md#{name}) | {statement} | {inputs or _source(folder, name)} | {rests} |\n"


def _source(folder: str, name: str) -> str:
    return said_inputs(folder, name).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/lineage.md")
    target.write_text(page(), "utf-8")
    print(target)
