"""Reads a filled-in workbook of open matters: values only, and only from one that is as it was sent.

A workbook that somebody else made may hold anything: macros, formulas, links, a million rows. Each of
these refuses it as a whole before it is read; formulas are never run, links never followed.
"""

from __future__ import annotations

import datetime
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass, field

import python_calamine as calamine

from gongkai.errors import AnswersRefusedError
from gongkai.settle import sheets

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 400
MAX_ROWS = 20_000
_FOREIGN = re.compile(
    r"vbaProject|externalLink|embeddings/|activeX|ctrlProps|connections\.xml|queryTables|macrosheets|"
    r"dialogsheets|customUI|oleObject",
    re.IGNORECASE,
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Filled:
    """A row in which something was filled in: its key's parts without the sheet, and the answers by title."""

    parts: tuple[str, ...]
    told: tuple[str, ...]
    answers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person filled in.

    Attributes:
        county_id: of the county that the workbook was made for.
        signed_by: who filled it in.
        rows: by the name of the sheet.
        cells: of missed tables: unit_key, year, document_sha256, place and what was entered.
    """

    county_id: str
    signed_by: str
    rows: dict[str, list[Filled]] = field(default_factory=dict)
    cells: tuple[tuple[str, str, str, str, str], ...] = ()


def read_answers(body: bytes, name: str) -> Answers:
    """The answers in a workbook.

    Raises:
        AnswersRefusedError: for one that has formulas, macros, links or foreign parts, is too large, or is
            not as it was sent.
    """
    _look_inside(body, name)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(body))
        if tuple(workbook.sheet_names) != sheets.NAMES:
            raise AnswersRefusedError("not_the_sheet", name, what="工作表")
        pages = {page: _rows(workbook, page, name) for page in sheets.NAMES}
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise AnswersRefusedError("not_the_sheet", name, what="文件损坏") from error
    keys = pages[sheets.KEYS]
    if _at(keys, 0, 0) != sheets.FORMAT:
        raise AnswersRefusedError("not_the_sheet", name, what=sheets.KEYS)
    row, column = sheets.SIGNATURE_CELL
    guide = pages[sheets.GUIDE]
    if _at(guide, row, column - 1) != sheets.SIGNATURE_LABEL:
        raise AnswersRefusedError("not_the_sheet", name, what=sheets.GUIDE)
    return Answers(
        county_id=_at(keys, 1, 0),
        signed_by=_at(guide, row, column),
        rows={sheet.name: _filled(pages[sheet.name], sheet, name) for sheet in sheets.LISTS},
        cells=_cells(pages[sheets.TABLES], name),
    )


def _look_inside(body: bytes, name: str) -> None:
    """Refuse what no workbook of ours holds, before anything reads it."""
    if len(body) > MAX_BYTES:
        raise AnswersRefusedError("sheet_too_big", name, what=f"{len(body) >> 20} MB")
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED:
                raise AnswersRefusedError("sheet_too_big", name, what=f"{len(parts)} 个部件")
            for part in parts:
                if _FOREIGN.search(part.filename):
                    shown = part.filename.rsplit("/", 1)[-1]
                    raise AnswersRefusedError("sheet_has_foreign_parts", name, part=shown)
                if "worksheets/" in part.filename and _has_formula(archive, part):
                    shown = part.filename.rsplit("/", 1)[-1]
                    raise AnswersRefusedError("sheet_has_formulas", name, sheet=shown)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise AnswersRefusedError("not_the_sheet", name, what="文件格式") from error


def _has_formula(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a sheet has a cell with a formula; read in pieces, never more than is allowed at once."""
    with archive.open(part) as file:
        before, read = b"", 0
        while piece := file.read(_CHUNK):
            read += len(piece)
            if _FORMULA.search(before + piece) or read > MAX_UNPACKED:
                return True
            before = piece[-64:]
    return False


def _rows(workbook: calamine.CalamineWorkbook, page: str, name: str) -> list[list[str]]:
    sheet = workbook.get_sheet_by_name(page)
    if sheet.end is not None and sheet.end[0] >= MAX_ROWS:
        raise AnswersRefusedError("sheet_too_big", name, what=f"{sheet.end[0] + 1} 行")
    return [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return unicodedata.normalize("NFC", str(value)).strip()


def _at(rows: list[list[str]], row: int, column: int) -> str:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _filled(rows: list[list[str]], sheet: sheets.Sheet, name: str) -> list[Filled]:
    heads = (sheets.FORMAT, *sheet.heads)
    if tuple((rows[0] if rows else [])[: len(heads)]) != heads:
        raise AnswersRefusedError("not_the_sheet", name, what=sheet.name)
    first = 1 + len(sheet.told)
    found = []
    for row in rows[1:]:
        cells = [*row, *[""] * (len(heads) - len(row))]
        asked = {a.title: cells[first + n] for n, a in enumerate(sheet.asked)}
        if not any(cells):
            continue
        own, *parts = cells[0].split("|")
        if own != sheet.name or any(cells[len(heads) :]):
            raise AnswersRefusedError("not_the_sheet", name, what=sheet.name)
        if any(asked.values()):
            found.append(Filled(tuple(parts), tuple(cells[1:first]), asked))
    return found


def _cells(rows: list[list[str]], name: str) -> tuple[tuple[str, str, str, str, str], ...]:
    """What was entered into missed tables; a column that moved refuses the whole."""
    numbers = " ".join((rows[0] if rows else [])[1:]).split(" ")
    numbers = numbers[: next((n for n in range(len(numbers), 0, -1) if numbers[n - 1]), 0)]
    if _at(rows, 0, 0) != sheets.FORMAT or numbers != [str(n) for n in range(len(numbers))]:
        raise AnswersRefusedError("not_the_sheet", name, what=sheets.TABLES)
    found = []
    for row in rows[1:]:
        if not row or not row[0]:
            continue
        own, *parts = row[0].split("|")
        if own != sheets.TABLES or len(parts) != 4:
            raise AnswersRefusedError("not_the_sheet", name, what=sheets.TABLES)
        unit_key, year, sha256, places = parts
        for column, place in (part.split("=", 1) for part in places.split(",") if "=" in part):
            if column.isdecimal() and (entered := _at([row], 0, 1 + int(column))):
                found.append((unit_key, year, sha256, place, entered))
    return tuple(found)
