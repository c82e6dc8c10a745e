"""Documents as plain text, in the shapes that copying and converting leave behind."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from tests.factory.document import Document, Text
from tests.factory.tables import Cell, Table

_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])(\d+)(?=[\u4e00-\u9fff])")


def grid(table: Table) -> list[list[Cell | None]]:
    """The table with spans laid out: None where a cell reaches over from the left or above."""
    height = len(table.rows)
    laid: list[list[Cell | None]] = [[None] * table.width for _ in range(height)]
    taken = [[False] * table.width for _ in range(height)]
    for r, row in enumerate(table.rows):
        c = 0
        for cell in row:
            while c < table.width and taken[r][c]:
                c += 1
            if c >= table.width:
                raise AssertionError(f"row {r} of table {table.section} is too long")
            laid[r][c] = cell
            for rr in range(r, min(height, r + cell.rowspan)):
                for cc in range(c, c + cell.colspan):
                    taken[rr][cc] = True
    return laid


def tab(document: Document) -> str:
    """Tabs, every covered place kept as an empty field."""
    return _text(document, lambda t, _: _lines(t, "\t", covered=True), gap="\n")


def tab_ragged(document: Document) -> str:
    """Tabs as pasting from a browser leaves them.

    Leading labels go missing with their fields, a wide label may be followed by too few or too
    many empty fields, table 3 is cut by a blank line, digits stand off with spaces, and the last
    figure of a breakdown is torn from its label by a paragraph break.
    """
    return _text(document, _ragged_rows, gap="\n\n", body=_torn)


def pipe(document: Document) -> str:
    """`a | b |` with trailing pipes up to the table's width."""
    return _text(document, lambda t, _: _piped(t), gap="\n")


def markdown(document: Document) -> str:
    """`| a | b |` with trailing pipes up to the table's width."""
    return _text(document, lambda t, _: (f"| {line}" for line in _piped(t)), gap="\n")


def pipe_cell(document: Document) -> str:
    """Each cell on a line of its own with a pipe behind it; the row's last has the padding too."""

    def rows(table: Table, _: random.Random) -> Iterator[str]:
        for row in table.rows:
            for cell in row[:-1]:
                yield f"{_flat(cell.text)} |"
            yield f"{_flat(row[-1].text)} |{'|' * (table.width - len(row))}"

    return _text(document, rows, gap="\n")


def cell_lines(document: Document) -> str:
    """One cell a line."""
    return _text(document, _one_a_line, gap="\n")


def cell_lines_spaced(document: Document) -> str:
    """One cell a line with a blank line after each."""
    return _text(document, _one_a_line, gap="\n\n", table_gap="\n\n")


def space_row(document: Document) -> str:
    """The cells of a row joined by single spaces."""
    return _text(document, lambda t, _: _lines(t, " ", covered=False), gap="\n")


def one_paragraph(document: Document) -> str:
    """Everything in one line."""
    return " ".join(cell_lines(document).split())


def _text(
    document: Document,
    rows: Callable[[Table, random.Random], Iterator[str]],
    gap: str,
    table_gap: str = "\n",
    body: Callable[[str, random.Random], str] = lambda text, _: text,
) -> str:
    rng = random.Random(document.seed)
    parts = [
        body(block.text, rng) if isinstance(block, Text) else table_gap.join(rows(block, rng))
        for block in document.blocks
    ]
    return gap.join(parts) + "\n"


def _flat(text: str) -> str:
    return text.replace("\n", " ")


def _lines(table: Table, separator: str, covered: bool) -> Iterator[str]:
    for row in grid(table):
        yield separator.join(
            _flat(cell.text) if cell else "" for cell in row if covered or cell is not None
        )


def _piped(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells = " | ".join(_flat(cell.text) for cell in row)
        missing = table.width - len(row)
        yield f"{cells} |{' ' if missing else ''}{'|' * missing}"


def _one_a_line(table: Table, _: random.Random) -> Iterator[str]:
    for row in table.rows:
        for cell in row:
            yield from (line.strip() for line in cell.text.split("\n") if line.strip())


def _ragged_rows(table: Table, rng: random.Random) -> Iterator[str]:
    laid = grid(table)
    if table.section != 3:
        yield from _lines(table, "\t", covered=True)
        return
    # Where the first outcome row starts: the heading rows are all covered at their first place.
    first = next(i for i, row in enumerate(laid) if i and row[0] is not None)
    for i, row in enumerate(laid):
        fields = [_flat(cell.text) if cell else "" for cell in row]
        if i < first or not any(fields[:3]):
            yield "\t".join(fields)
            continue
        labels, numbers = fields[:3], fields[3:]
        shown = [k for k, label in enumerate(labels) if label]
        lead = labels[rng.choice([0, min(shown)]) : max(shown) + 1]
        behind = rng.randint(0, 2 - max(shown))
        after = [""] * rng.randint(0, 1)
        yield "\t".join([*lead, *[""] * behind, *numbers, *after])
        if i == first:
            yield ""


def _torn(text: str, rng: random.Random) -> str:
    text = _SPACED.sub(r" \1 ", text) if rng.random() < 0.5 else text
    if "条" in text and rng.random() < 0.5:
        text = re.sub(r"(?<=[\u4e00-\u9fff]) ?(\d+ ?条。)", r"\n\n\1", text, count=1)
    return text
