"""What a PDF page draws: its objects, where they stand, and how they are filled."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c


@dataclass(frozen=True, slots=True)
class Box:
    """Points from the left and the foot of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def covers(self, other: Box) -> bool:
        """Whether it holds another box, a point more or less."""
        return (
            self.left <= other.left + 1
            and self.right >= other.right - 1
            and self.bottom <= other.bottom + 1
            and self.top >= other.top - 1
        )


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A text of a page: its handle, where it stands, and the size of its font in points."""

    handle: Any
    box: Box
    size: float


def objects_of(page: pdfium.PdfPage) -> Sequence[tuple[Any, int]]:
    """What a page draws, in order: handles, each with its kind."""
    handles = (
        pdfium_c.FPDFPage_GetObject(page.raw, i)
        for i in range(pdfium_c.FPDFPage_CountObjects(page.raw))
    )
    return [(handle, pdfium_c.FPDFPageObj_GetType(handle)) for handle in handles]


def bounds(handle: Any) -> Box:
    """Where an object stands."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    return Box(left.value, bottom.value, right.value, top.value)


def colour_of(handle: Any) -> tuple[int, int, int, int]:
    """What an object is filled with: red, green, blue and opacity, of 255."""
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(handle, r, g, b, a):
        return 0, 0, 0, 255
    return r.value, g.value, b.value, a.value


def font_size(handle: Any) -> float:
    """The height of a text's font in points, as it is drawn."""
    size, matrix = ctypes.c_float(), pdfium_c.FS_MATRIX()
    pdfium_c.FPDFTextObj_GetFontSize(handle, size)
    pdfium_c.FPDFPageObj_GetMatrix(handle, matrix)
    return float(abs(size.value) * max(abs(matrix.d), abs(matrix.b)))


def hide(handle: Any) -> None:
    """Take an object from what is drawn and from the page's text."""
    pdfium_c.FPDFPageObj_SetIsActive(handle, False)


def wide_string(fill: Callable[..., int]) -> str:
    """A string that pdfium writes into a buffer once it is told how much room there is."""
    length = fill(None, 0)
    buffer = ctypes.create_string_buffer(length)
    fill(ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\x00")
