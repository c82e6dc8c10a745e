"""The cells of a sheet that are shown to blocks: one grid, and paragraphs where a row is prose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from gongkai.readers.page import Block, Cell, Grid, Paragraph

Place = tuple[int, int]
LONG_CELL = 300
_MOST_MERGED = 200_000


def sheet_blocks(
    name: str,
    texts: Mapping[Place, str],
    merged: Sequence[tuple[Place, Place]],
    hidden_rows: Set[int],
    hidden_columns: Set[int],
) -> list[Block]:
    """The blocks of one sheet.

    Args:
        name: the sheet's; locators begin with it.
        texts: what each cell shows, by row and column from 0; blank cells may be left out.
        merged: first and last cell of each merged area.
        hidden_rows: rows that are not shown.
        hidden_columns: columns that are not shown; the others close up.
    """
    width = max((c for _, c in texts), default=-1) + 1
    for (_, left), (_, right) in merged:
        width = max(width, right + 1) if left < width else width
    columns = [c for c in range(width) if c not in hidden_columns]
    number = {c: n for n, c in enumerate(columns)}
    spans, covered, first = _spans(merged, hidden_rows, number)
    texts = {first.get(place, place): text for place, text in texts.items()}
    shown_rows = sorted({r for r, _ in texts if r not in hidden_rows})
    blocks: list[Block] = []
    cells: list[Cell] = []
    for r in shown_rows:
        row = {c: texts[r, c] for c in columns if (r, c) in texts and (r, c) not in covered}
        if not row:
            continue
        if len(row) == 1 and len(only := next(iter(row.values()))) > LONG_CELL:
            put_prose(blocks, cells, only, name, r)
            continue
        for c in columns:
            if (r, c) not in covered:
                rowspan, colspan = spans.get((r, c), (1, 1))
                cells.append(Cell(_lines(row.get(c, "")), r, number[c], rowspan, colspan))
    if cells:
        blocks.append(Grid(tuple(cells), name))
    return blocks


def put_prose(blocks: list[Block], cells: list[Cell], text: str, name: str, row: int) -> None:
    """Add the lines of a cell that is prose, and before them the table of what stands above it."""
    if cells:
        blocks.append(Grid(tuple(cells), name))
        cells.clear()
    lines = [line for line in text.splitlines() if line.strip()]
    blocks += [Paragraph(line, f"{name}!{row + 1}") for line in lines]


def _lines(text: str) -> str:
    if "\n" not in text and "\r" not in text:
        return text
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _spans(
    merged: Sequence[tuple[Place, Place]], hidden_rows: Set[int], number: Mapping[int, int]
) -> tuple[dict[Place, Place], set[Place], dict[Place, Place]]:
    """How far each merged area reaches from its first cell that is shown, the cells that it covers,
    and that first cell by the one which holds the text."""
    spans: dict[Place, Place] = {}
    covered: set[Place] = set()
    first: dict[Place, Place] = {}
    for (top, left), (bottom, right) in merged:
        if (bottom - top + 1) * (right - left + 1) > _MOST_MERGED:
            continue
        shown = [c for c in range(left, right + 1) if c in number]
        rows = [r for r in range(top, bottom + 1) if r not in hidden_rows]
        if not rows or not shown:
            continue
        at = first[top, left] = (rows[0], shown[0])
        spans[at] = (len(rows), len(shown))
        covered.update((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
        covered.discard(at)
    return spans, covered, first
