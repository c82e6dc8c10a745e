"""What is drawn on a sheet: the texts of its boxes, and pictures as large as a table."""

from __future__ import annotations

from typing import Any

from gongkai.readers.word.ooxml import XDR, A

_EMU = 12_700
_WIDE, _HIGH = 140, 40  # points
_COLUMN, _ROW = 48, 15  # points: those of a sheet that sets no others


def texts_and_pictures(root: Any) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Row (from 0) and text of each text box; row and kind of each picture, chart or object."""
    texts: list[tuple[int, str]] = []
    pictures: list[tuple[int, str]] = []
    for anchor in root:
        row = int(anchor.findtext(f"{XDR}from/{XDR}row") or 0)
        for shape in anchor.iter(f"{XDR}sp"):
            for paragraph in shape.iter(f"{A}p"):
                if line := "".join(t.text or "" for t in paragraph.iter(f"{A}t")).strip():
                    texts.append((row, line))
        drawn = next(anchor.iter(f"{XDR}pic", f"{XDR}graphicFrame"), None)
        if drawn is not None and _is_large(anchor):
            pictures.append((row, "picture"))
    return texts, pictures


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
