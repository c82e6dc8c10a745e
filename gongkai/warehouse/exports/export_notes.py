"""What the dictionary says of an exported table, in the place where its format keeps such notes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

SHEET_HEAD = (
    "字段",
    "中文名",
    "类型 type",
    "单位 unit",
    "含义",
    "空值含义",
    "meaning",
    "null",
    "主键 key",
    "参照 refers to",
    "取值 values",
)
"""Names of the columns of the sheet that explains a workbook: a `Note` is one of its rows."""


class Note(NamedTuple):
    """A row of the dictionary: of the table itself where `column_name` is empty, else of a column."""

    column_name: str
    name_zh: str
    type: str
    unit: str
    meaning: str
    null_meaning: str
    meaning_en: str
    null_meaning_en: str
    is_key: str
    refers_to: str
    allowed_values: str

    def said(self) -> dict[str, str]:
        """What it says, by name; what is empty is left out."""
        return {name: text for name, text in self._asdict().items() if text}


def with_notes(schema: pa.Schema, notes: Sequence[Note]) -> pa.Schema:
    """The schema with each column's note as its field's metadata, and the table's as the file's."""
    by_column = {note.column_name: note.said() for note in notes}
    fields = [
        field.with_metadata(by_column[field.name]) if field.name in by_column else field
        for field in schema
    ]
    # DuckDB reads the file's metadata (parquet_kv_metadata), and not that of its fields
    whole = {"gongkai": json.dumps(list(by_column.values()), ensure_ascii=False)} if notes else {}
    return pa.schema(fields, metadata=whole or None)


def tabular_metadata(file_name: str, notes: Sequence[Note]) -> str:
    """A CSV file's notes as the W3C's Metadata Vocabulary for Tabular Data has them."""
    table, *columns = notes
    described: Mapping[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "url": file_name,
        "dc:title": table.name_zh,
        "dc:description": {"zh": table.meaning, "en": table.meaning_en},
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [_column(note) for note in columns],
            "primaryKey": [note.column_name for note in columns if note.is_key],
        },
    }
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _column(note: Note) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "name": note.column_name,
        "titles": {"und": note.column_name, "zh": note.name_zh},
        "dc:description": {"zh": note.meaning, "en": note.meaning_en},
        "datatype": _DATATYPES.get(note.type, "string"),
        "required": not note.null_meaning,
    }
    more = {
        "gongkai:unit": note.unit,
        "gongkai:null": note.null_meaning_en,
        "gongkai:refersTo": note.refers_to,
        "gongkai:allowed": note.allowed_values,
    }
    return entry | {name: text for name, text in more.items() if text}


def beside(path: Path) -> Path:
    """Where a reader of CSV on the web looks for the notes of `path`."""
    return path.with_name(f"{path.name}-metadata.json")


_DATATYPES = {
    "bigint": "long",
    "boolean": "boolean",
    "date": "date",
    "double": "double",
    "integer": "integer",
    "timestamp": "string",  # printed with a blank where XML Schema has a T
}
