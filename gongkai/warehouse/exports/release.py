"""A version of the data that a city can publish: tables, dictionary, method, citation and checksums."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gongkai.atomic_write import replacing
from gongkai.errors import WarehouseError
from gongkai.sql_files import object_names, sql_text
from gongkai.strangers_text import admitted_number
from gongkai.warehouse.dictionary.fields_page import fields_page
from gongkai.warehouse.exports.export import export, notes_of
from gongkai.warehouse.exports.export_notes import with_notes
from gongkai.warehouse.query import answered, query

_KEPT_BACK = frozenset({"manual_queue", "similarity_by_year"})
"""Marts that are leads for a county's own people: to publish them would accuse before anybody has looked."""

_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,39}")
_TEXTS = {
    "CITATION.cff": "CITATION.cff.j2",
    "LICENCE.md": "LICENCE.md.j2",
    "METHOD.md": "METHOD.md.j2",
}


@dataclass(frozen=True, slots=True)
class Release:
    """Where it lies, its version, and how many cells of which columns were crossed out."""

    folder: Path
    version: str
    masked: dict[str, int]


def release(
    database: Path, folder: Path, publisher: str, licence: str = "", version: str = ""
) -> Release:
    """Write `folder/gongkai-<version>/`; the same warehouse gives the same bytes.

    Args:
        database: the published warehouse file.
        folder: where releases lie; it is made when it is not there.
        publisher: who answers for the data, as a citation names them.
        licence: of the data, best by its SPDX id; empty where none is chosen yet.
        version: by default the day on which the warehouse's night ended, as 2026.01.31.

    Raises:
        WarehouseError: when there is no warehouse, for a version that is no version, and for one that
            is there already: what was published is never changed.
    """
    facts = _facts(database)
    version = version or f"{facts['finished_at']:%Y.%m.%d}"
    target = folder / f"gongkai-{version}"
    if not _VERSION.fullmatch(version):
        raise WarehouseError("this is not a version", version, "letters, digits, . + and - only")
    if target.exists():
        raise WarehouseError(
            "this version is there already", str(target), "give another with --version"
        )
    folder.mkdir(parents=True, exist_ok=True)
    masked: dict[str, int] = {}
    with replacing(target) as part:
        (part / "data").mkdir(parents=True)
        tables = [_write_table(database, name, part, masked) for name in _tables()]
        facts |= {"publisher": publisher, "licence": licence, "version": version}
        facts |= {"tables": tables, "masked": masked}
        for name, template in _TEXTS.items():
            (part / name).write_text(_environment().get_template(template).render(facts), "utf-8")
        (part / "fields.html").write_text(fields_page(database), "utf-8")
        export(database, "dictionary", part / "dictionary.csv")
        digests = {path: _digest(path) for path in (part / "data").iterdir()}
        (part / "datapackage.json").write_text(_package(part, facts, digests), "utf-8")
        (part / "SHA256SUMS").write_text(_checksums(part, digests), "utf-8")
    return Release(target, version, masked)


def _tables() -> list[str]:
    return [name for name in object_names("marts") if name not in _KEPT_BACK]


def _facts(database: Path) -> dict[str, Any]:
    """What the texts say of the data: the night it is of, its counties, years and checks."""
    names, rows = query(database, sql_text("release", "facts"))
    if not rows or rows[0][names.index("run_id")] is None:
        raise WarehouseError("no night is known", str(database), "run gongkai nightly first")
    facts = dict(zip(names, rows[0], strict=True))
    columns, checks = query(database, sql_text("release", "listed_check"))
    facts["checks"] = [dict(zip(columns, row, strict=True)) for row in checks]
    return facts


def _write_table(database: Path, name: str, part: Path, masked: dict[str, int]) -> dict[str, Any]:
    """Write one table with what may name a person crossed out; `masked` counts it."""
    columns, keys = _columns(database, name)
    with answered(database, f"from {name} order by {', '.join(keys)}") as cursor:
        table = cursor.to_arrow_table()
    for place, (column, is_text) in enumerate(columns.items()):
        if is_text:
            admitted, cells = _admitted(table[column])
            table = table.set_column(place, column, admitted)
            masked |= {f"{name}.{column}": cells} if cells else {}
    notes = notes_of(database, name)
    path = part / "data" / f"{name}.parquet"
    pq.write_table(table.cast(with_notes(table.schema, notes)), path, compression="zstd")
    return {
        "name": name,
        "rows": table.num_rows,
        "name_zh": notes[0].name_zh,
        "meaning": notes[0].meaning,
        "columns": list(columns),
        "keys": keys,
    }


def _admitted(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, int]:
    """The column as strangers' text may leave the house, and how many of its cells are no longer the same."""
    texts = column.to_pylist()
    admitted = [None if text is None else admitted_number(text) for text in texts]
    changed = sum(before != after for before, after in zip(texts, admitted, strict=True))
    return pa.chunked_array([pa.array(admitted, pa.string())]), changed


def _columns(database: Path, name: str) -> tuple[dict[str, bool], list[str]]:
    """Each column with whether it is free text, which may name a person; and the table's key."""
    _, rows = query(
        database, sql_text("release", "listed_column").replace("$table_name", f"'{name}'")
    )
    return (
        {column: is_text for column, is_text, _ in rows},
        [column for column, _, is_key in rows if is_key],
    )


def _package(part: Path, facts: dict[str, Any], digests: Mapping[Path, str]) -> str:
    """The description that tools for Data Packages (Frictionless) read."""
    described: dict[str, Any] = {
        "name": "gongkai",
        "title": facts["title"],
        "version": facts["version"],
        "created": facts["finished_at"].isoformat() + "Z",
        "contributors": [{"title": facts["publisher"], "role": "publisher"}],
        "resources": [
            {
                "name": table["name"],
                "title": table["name_zh"],
                "path": f"data/{table['name']}.parquet",
                "format": "parquet",
                "bytes": (part / "data" / f"{table['name']}.parquet").stat().st_size,
                "hash": f"sha256:{digests[part / 'data' / (table['name'] + '.parquet')]}",
                "schema": {
                    "fields": [{"name": column} for column in table["columns"]],
                    "primaryKey": table["keys"],
                },
            }
            for table in facts["tables"]
        ],
    }
    if facts["licence"]:
        described["licenses"] = [{"name": facts["licence"]}]
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _checksums(part: Path, known: Mapping[Path, str]) -> str:
    """Every file but this one, as `sha256sum -c` reads it."""
    files = sorted(path for path in part.rglob("*") if path.is_file())
    return "".join(
        f"{known.get(path) or _digest(path)}  {path.relative_to(part).as_posix()}\n"
        for path in files
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _environment() -> Environment:
    folder = FileSystemLoader(Path(__file__).parent / "release_texts")
    environment = Environment(
        loader=folder,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment
