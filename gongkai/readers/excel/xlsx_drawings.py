"""What is drawn on a sheet: the texts of its boxes, and pictures as large as a table or in a cell."""

from __future__ import annotations

from typing import Any, NamedTuple

from gongkai.readers.word.ooxml import XDR, A

_EMU = 12_700
_WIDE, _HIGH = 140, 40  # points
_COLUMN, _ROW = 48, 15  # points: those of a sheet that sets no others


class Drawings(NamedTuple):
    """Row (from 0) and text of each text box; row and kind of each picture, chart or object as large
    as a table; row and column of each picture that lies in a cell."""

    texts: list[tuple[int, str]]
    pictures: list[tuple[int, str]]
    in_cells: list[tuple[int, int]]


def drawings_of(root: Any) -> Drawings:
    """What a sheet's drawing part shows."""
    texts: list[tuple[int, str]] = []
    pictures: list[tuple[int, str]] = []
    in_cells: list[tuple[int, int]] = []
    for anchor in root:
        row = int(anchor.findtext(f"{XDR}from/{XDR}row") or 0)
        for shape in anchor.iter(f"{XDR}sp"):
            for paragraph in shape.iter(f"{A}p"):
                if line := "".join(t.text or "" for t in paragraph.iter(f"{A}t")).strip():
                    texts.append((row, line))
        drawn = next(anchor.iter(f"{XDR}pic", f"{XDR}graphicFrame"), None)
        if drawn is not None and _is_large(anchor):
            pictures.append((row, "picture"))
        elif drawn is not None:
            in_cells.append((row, int(anchor.findtext(f"{XDR}from/{XDR}col") or 0)))
    return Drawings(texts, pictures, in_cells)


def _is_large(anchor: Any) -> bool:
    extent = anchor.find(f"{XDR}ext")
    if extent is not None:
        width, height = (int(extent.get(side) or 0) / _EMU for side in ("cx", "cy"))
    else:
        across, down = (
            int(anchor.findtext(f"{XDR}to/{XDR}{side}") or 0)
            - int(anchor.findtext(f"{XDR}from/{XDR}{side}") or 0)
            for side in ("col", "row")
        )
        width, height = across * _COLUMN, down * _ROW
    return width >= _WIDE and height >= _HIGH
