"""XLSX to a page: each sheet that is shown a grid of what its cells show, with merged cells."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from gongkai.errors import TooLargeError, UnreadableError
from gongkai.messages import Message, message
from gongkai.readers.archive import open_zip
from gongkai.readers.excel.conditional_formats import conditional_look
from gongkai.readers.excel.formulas import Place
from gongkai.readers.excel.number_formats import general, shown, shown_text
from gongkai.readers.excel.sheet import read_sheet
from gongkai.readers.excel.sheet_blocks import sheet_blocks
from gongkai.readers.excel.xlsx_drawings import drawings_of
from gongkai.readers.excel.xlsx_sheet import Held, Reckoner, Sheet, parse_sheet
from gongkai.readers.excel.xlsx_signs import has_signs
from gongkai.readers.excel.xlsx_visibility import Style, Styles, is_legible, text_of
from gongkai.readers.page import Block, Grid, Page, Paragraph, Unseen
from gongkai.readers.word.ooxml import Package, R, S

MAX_CELLS = 200_000
_NOT_HELD = message("formula_without_value")
_MAY_BE_HIDDEN = message("rule_may_hide")
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read_xlsx(body: bytes, name: str) -> Page:
    """The page of a workbook; locators are the sheet's name with row and column, counted from 1.

    Hidden sheets, rows and columns are left out, and columns are counted without those.

    Raises:
        UnreadableError, EncryptedError, TooLargeError: as they say.
    """
    with open_zip(body, name) as archive:
        try:
            if not has_signs(archive):
                return read_sheet(body, name)
            return _Book(Package(archive, "xl/workbook.xml"), name).page()
        except (
            KeyError,
            ValueError,
            IndexError,
            zipfile.BadZipFile,
            OSError,
            etree.XMLSyntaxError,
        ) as error:
            raise UnreadableError("workbook_damaged", name, error=str(error)[:180]) from error


class _Book:
    def __init__(self, package: Package, name: str) -> None:
        self.package, self.name = package, name
        self.root = package.xml(package.main)
        self.styles = Styles(self._related("styles"), self._related("theme"))
        strings = self._related("sharedStrings")
        self.strings = list(strings.iterchildren(f"{S}si")) if strings is not None else []
        properties = self.root.find(f"{S}workbookPr")
        self.since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.sheets: dict[str, Sheet | None] = {}
        self.parts = {
            (entry.get("name") or "").upper(): entry
            for entry in self.root.iterfind(f"{S}sheets/{S}sheet")
        }
        self.unsure: dict[str, Message] = {}

    def _related(self, kind: str) -> Any | None:
        part = self.package.related(kind)
        return self.package.xml(part) if part else None

    def page(self) -> Page:
        blocks: list[Block] = []
        unseen: list[Unseen] = []
        for key, entry in self.parts.items():
            if entry.get("state") in ("hidden", "veryHidden"):
                continue
            sheet = self.sheet(key)
            if sheet is None:
                unseen.append(Unseen("picture", entry.get("name") or "", len(blocks)))  # of a chart
                continue
            Reckoner(self.sheet).fill(sheet)
            texts = self.texts(sheet)
            made = sheet_blocks(
                sheet.name, texts, sheet.merged, sheet.hidden_rows, sheet.hidden_columns
            )
            self.doubt(sheet, made)
            unseen += self.drawn(sheet, blocks, made, texts)
        return Page(tuple(blocks), _MEDIA_TYPE, unsure=self.unsure, unseen=tuple(unseen))

    def sheet(self, key: str) -> Sheet | None:
        """A sheet by its name in capitals; None for a chart or macro sheet."""
        if key not in self.sheets:
            entry = self.parts.get(key)
            relation = entry.get(f"{R}id") if entry is not None else None
            kind, part = self.package.relations.get(relation or "", ("", ""))
            self.sheets[key] = None
            if entry is not None and kind == "worksheet":
                sheet = parse_sheet(
                    self.package.xml(part),
                    entry.get("name") or "",
                    self.strings.__getitem__,
                    f"{R}id",
                )
                if len(sheet.cells) > MAX_CELLS:
                    raise TooLargeError(
                        "sheet_too_large",
                        self.name,
                        sheet=sheet.name,
                        rows=len(sheet.cells),
                        columns=1,
                    )
                sheet.drawing = self.package.relations_of(part).get(sheet.drawing or "", ("", ""))[
                    1
                ]
                self.sheets[key] = sheet
        return self.sheets[key]

    def texts(self, sheet: Sheet) -> dict[Place, str]:
        """What each cell shows, where it shows anything."""
        found = {}
        for place, held in sheet.cells.items():
            style = self.styles.of(held.style)
            if sheet.conditions:
                look = conditional_look(sheet, place, held.value, style, self.styles)
                if look.is_unsure:
                    sheet.unsure[place] = _MAY_BE_HIDDEN
                if look.style is None:
                    continue
                style = look.style
            if text := self._text(held, style, sheet).strip():
                found[place] = text
        return found

    def _text(self, held: Held, style: Style, sheet: Sheet) -> str:
        if held.item is not None:
            text = text_of(held.item, style, self.styles)
            is_plain = held.item.find(f"{S}r") is None
            return (
                shown_text(text, style.code)
                if not is_plain or is_legible(style.font, style.ground)
                else ""
            )
        if held.value is None or not is_legible(style.font, style.ground):
            return ""
        if isinstance(held.value, str):
            return shown_text(held.value, style.code)
        if held.value == 0 and not sheet.shows_zeros:
            return ""
        number = shown(held.value, style.code, since_1904=self.since_1904)
        return general(held.value) if number is None else number

    def doubt(self, sheet: Sheet, made: list[Block]) -> None:
        """Doubt cells without a value or that a rule may hide, under the places that the grid gives them."""
        lacking = {place: _NOT_HELD for place, held in sheet.cells.items() if not held.is_known}
        unsure = {**sheet.unsure, **lacking}
        if not unsure:
            return
        columns = {c: n for n, c in enumerate(_shown_columns(sheet))}
        for grid in made:
            if isinstance(grid, Grid):
                for (row, column), why in unsure.items():
                    if column in columns:
                        self.unsure[grid.place(row, columns[column])] = why

    def drawn(
        self, sheet: Sheet, blocks: list[Block], made: list[Block], held: Mapping[Place, str]
    ) -> Iterator[Unseen]:
        """Add a sheet's blocks and the texts drawn on it; give the pictures that stand on it,
        small ones where a cell holds nothing else."""
        start = len(blocks)
        blocks += made
        if not sheet.drawing or sheet.drawing.lower() not in self.package.names:
            return
        drawings = drawings_of(self.package.xml(sheet.drawing))
        for row, text in drawings.texts:
            blocks.append(Paragraph(text, f"{sheet.name}!{row + 1}"))
        for row, kind in drawings.pictures:
            yield Unseen(kind, f"{sheet.name}!{row + 1}", start, row=row)
        columns = {c: n for n, c in enumerate(_shown_columns(sheet))}
        for row, column in drawings.in_cells:
            for grid in made:
                if isinstance(grid, Grid) and column in columns and (row, column) not in held:
                    yield Unseen("picture", grid.place(row, columns[column]), start, row=row)


def _shown_columns(sheet: Sheet) -> list[int]:
    width = max((c for _, c in sheet.cells), default=-1) + 1
    return [c for c in range(width) if c not in sheet.hidden_columns]
