"""Rows as columns of text for a pipe or a long answer, where a table that is fitted to a screen is slow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from gongkai.strangers_text import one_line


def plain_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A line for the names, a rule and a line a row; columns stand under each other, 汉字 included."""
    lines = [columns, *rows]
    cells = [[one_line(cell) for cell in line] for line in lines]
    widths = [[_width(cell) for cell in line] for line in cells]
    most = [max(column) for column in zip(*widths, strict=True)]
    for number, (line, width) in enumerate(zip(cells, widths, strict=True)):
        padded = (
            cell + " " * (room - used) for cell, used, room in zip(line, width, most, strict=True)
        )
        yield f" {'   '.join(padded)} "
        if number == 0:
            yield "─" * (sum(most) + 3 * len(most) - 1)


def _width(cell: str) -> int:
    return len(cell) if cell.isascii() else cell_len(cell)
