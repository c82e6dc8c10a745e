"""Plain text to a page: prose lines, and rows whose cells are parted by tabs or pipes."""

from __future__ import annotations

import contextlib
import csv
import re

from gongkai.readers.excel.csv_text import is_csv, read_csv
from gongkai.readers.page import BLANK, Block, Cell, Grid, Page, Paragraph

_LONG_CELL = 300  # characters: no cell, but running text between two bars of a site's menu
_MARKDOWN = 4  # cells behind a leading bar: a row, however few of them are filled
_BLANK_CELL = re.compile(r"^\s+\|+\s*$")
_MARKDOWN_HEAD = re.compile(r"^\s*#{1,6}\s*(?=\S)(.*?)\s*#*\s*$")
_BOLD = re.compile(r"^(\s*)(\*\*|__)(?=\S)(.+?)(?<=\S)\2\s*$")
_RULE = re.compile(r"^[\s|:+=_-]*[-=]{3,}[\s|:+=_-]*$")


def read_text(text: str) -> Page:
    """One paragraph a line of prose, one grid a run of lines with tabs or pipes.

    A run of piped lines in which hardly any line holds two cells is a column of cells, not a grid:
    each cell then becomes a paragraph of its own. Locators are `line N`, counted from 1.
    """
    if is_csv(text):
        with contextlib.suppress(csv.Error):
            return read_csv(text)
    blocks: list[Block] = []
    run: list[tuple[int, str]] = []
    run_kind = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if line[:1] in "#*_ " and line.lstrip()[:1] in ("#", "*", "_"):
            line = _BOLD.sub(r"\1\3", _MARKDOWN_HEAD.sub(r"\1", line))
        if not line.strip() or _RULE.match(line):
            continue
        kind = "pipe" if "|" in line else "tab" if "\t" in line.strip("\n") else ""
        if kind and len(line) > _LONG_CELL and max(map(len, _cells(line, kind))) > _LONG_CELL:
            line, kind = " ".join(filter(None, _cells(line, kind))), ""
        if kind != run_kind and run:
            blocks += _run(run, run_kind)
            run = []
        run_kind = kind
        if kind:
            run.append((number, line))
        else:
            blocks.append(Paragraph(line.strip(), f"line {number}"))
    if run:
        blocks += _run(run, run_kind)
    return Page(tuple(blocks), "text/plain")


def _cells(line: str, kind: str) -> list[str]:
    if kind == "tab":
        return [cell.strip() for cell in line.rstrip("\n").split("\t")]
    cells = [cell.strip() for cell in line.strip().split("|")]
    return cells[1:] if line.lstrip().startswith("|") and len(cells) > 1 else cells


def _run(lines: list[tuple[int, str]], kind: str) -> list[Block]:
    run = [(number, _cells(line, kind)) for number, line in lines]
    if kind == "pipe":
        rows = [_is_row(line, cells) for (_, line), (_, cells) in zip(lines, run, strict=True)]
        if 3 * sum(rows) < len(run):
            return _column(lines)
    if kind == "tab" and not any(sum(map(bool, cells)) > 1 for _, cells in run):
        return [
            Paragraph(" ".join(filter(None, cells)), f"line {number}")
            for number, cells in run
            if any(cells)
        ]
    first = run[0][0]
    return [
        Grid(
            tuple(
                Cell(text, number - first, column)
                for number, cells in run
                for column, text in enumerate(cells)
            ),
            spans_known=False,
            line=first,
        )
    ]


def _is_row(line: str, cells: list[str]) -> bool:
    return sum(map(bool, cells)) > 1 or (line.lstrip().startswith("|") and len(cells) > _MARKDOWN)


def _column(lines: list[tuple[int, str]]) -> list[Block]:
    """A cell a line; where each ends in a bar, a bar behind white space alone is a blank cell."""
    blocks: list[Block] = []
    for number, line in lines:
        if filled := [cell for cell in _cells(line, "pipe") if cell]:
            blocks += [Paragraph(cell, f"line {number}") for cell in filled]
        elif blocks and _BLANK_CELL.match(line):
            blocks.append(Paragraph(BLANK, f"line {number}"))
    return blocks
