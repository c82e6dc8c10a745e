"""docs/dictionary.md, from the seeds alone: `python -m gongkai.warehouse.dictionary.dictionary_page`."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from gongkai.settings import sql_folder
from gongkai.sql_files import sql_text
from gongkai.warehouse.form_tables import form_tables
from gongkai.warehouse.schema import create_schema, load_seeds, mart_names

_HEAD = """\
# The dictionary 数据字典

Every table and column of the warehouse, in Chinese and English. The same is in the warehouse itself
(`select * from dictionary`) and in its catalog, as comments that DBeaver and other clients show.

*Made by `python -m gongkai.warehouse.dictionary.dictionary_page` from `sql/seeds/field.csv`, `field_en.csv` and
`table_note.csv`; do not edit it here.*

- **Marts** are for questions: one row a unit and year (or finer), with names beside the ids.
- **Cells and registers** are what the marts are made of; each number carries what was printed
  (`printed`) and where (`locator`).
- **Codes** say what the codes mean.
- A blank is not zero: a number is null where none was printed. The column `null` says what null means;
  where it is empty, the column is never null.
- `type` also says to what a column refers (→, a foreign key) or, where the set is closed, all its values.
  Keys, references and sets are held by tests and not by the file, whose indexes would cost too much.
- A column rests on the source of its table, unless it names its own.
"""
_TABLE_HEAD = (
    "| column | 中文名 | type | unit 单位 | meaning 含义 | null 空值 | source 依据 |\n"
    "|---|---|---|---|---|---|---|\n"
)
_CODES = ("category", "channel_kind", "check_rule", "dictionary", "dimension", "subtopic")


def page() -> str:
    """The page as it must be for the seeds of now."""
    with duckdb.connect() as connection:
        create_schema(connection)
        load_seeds(connection)
        rows = connection.execute(sql_text("dictionary", "entry")).fetchall()
    tables: dict[str, list[tuple[str, ...]]] = {}
    for table, *row in rows:
        tables.setdefault(table, []).append(tuple(row))
    marts = mart_names()
    seeds = {path.stem for path in (sql_folder() / "seeds").glob("*.csv")}.union(
        _CODES, form_tables()
    )
    parts = {
        "Marts 分析表": sorted(marts & tables.keys()),
        "Cells and registers 明细表": sorted(tables.keys() - marts - seeds),
        "Codes 代码表": sorted(tables.keys() & seeds - marts),
    }
    text = _HEAD
    for title, names in parts.items():
        text += f"\n## {title}\n\n" + " · ".join(f"[{n}](#{n})" for n in names) + "\n"
        text += "".join(_table(name, tables[name]) for name in names)
    return text


def _table(name: str, rows: list[tuple[str, ...]]) -> str:
    """One table: what a row is, its key, an example, then its columns."""
    (_, name_zh, _, _, meaning, _, source, _, meaning_en, _, example, *_), *columns = rows
    key = ", ".join(f"`{column[0]}`" for column in columns if column[7])
    text = f"\n### {name}\n\n{name_zh}：{meaning}。 One row: {meaning_en}.\n"
    text += f"Key: {key}. " if key else "No key: rows may repeat. "
    text += f"Source: {source}\n\n```sql\n{example}\n```\n\n" + _TABLE_HEAD
    for (
        column,
        zh,
        kind,
        unit,
        means,
        null,
        origin,
        _,
        english,
        null_en,
        _,
        refers_to,
        allowed,
    ) in columns:
        empty = f"{null}<br>{null_en}" if null else ""
        own = "" if origin == source else origin
        if refers_to:
            other, _, key = refers_to.partition(".")
            kind += f" → [{other}](#{other}).{key}"
        elif allowed:
            kind += ": " + ", ".join(f"`{value}`" for value in allowed.split())
        cells = (f"`{column}`", zh, kind, unit, f"{means}<br>{english}", empty, own)
        text += "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
    return text


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/dictionary.md")
    target.write_text(page(), "utf-8")
    print(target)
