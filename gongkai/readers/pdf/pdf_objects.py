"""What a PDF page draws: its objects, where they stand, and how they are filled."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_DEEPEST = 8  # forms in forms


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

    def meets(self, other: Box) -> bool:
        """Whether two boxes have anything in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def common(self, other: Box) -> Box:
        """What two boxes have in common; turned about where that is nothing."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )


# Without the types of its arguments: to check them for every character takes as long as to ask.
_box_of_character = ctypes.CFUNCTYPE(ctypes.c_int)(
    ctypes.cast(pdfium_c.FPDFText_GetCharBox, ctypes.c_void_p).value or 0
)


class CharacterBoxes(dict[int, tuple[float, float, float, float]]):
    """Left, bottom, right and top of each character of a page's text that was asked for.

    Raises:
        pdfium.PdfiumError: where the page has no such character.
    """

    def __init__(self, text_page: pdfium.PdfTextPage) -> None:
        """Ask a page's text."""
        super().__init__()
        self._page = ctypes.cast(text_page.raw, ctypes.c_void_p)
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._places = [ctypes.byref(side) for side in self._sides]

    def __missing__(self, index: int) -> tuple[float, float, float, float]:
        """Ask for a character that was not asked for before."""
        if not _box_of_character(self._page, index, *self._places):
            raise pdfium.PdfiumError(f"no character {index}")
        left, right, bottom, top = self._sides
        box = self[index] = left.value, bottom.value, right.value, top.value
        return box


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A text of a page: its handle, where it stands, and the size of its font in points."""

    handle: Any
    box: Box
    size: float


class Drawn(NamedTuple):
    """What a page draws: its handle, its kind, and the matrices of the forms around it, from within."""

    handle: Any
    kind: int
    around: tuple[pdfium_c.FS_MATRIX, ...] = ()

    @property
    def box(self) -> Box:
        """Where it stands on the page."""
        box = bounds(self.handle)
        for matrix in self.around:
            box = _moved(box, matrix)
        return box

    @property
    def clip(self) -> Box | None:
        """Where on the page it may be drawn at all; None for anywhere."""
        box = _clip_of(self.handle)
        for matrix in self.around:
            box = _moved(box, matrix) if box is not None else None
        return box

    @property
    def scale(self) -> float:
        """How much larger it is drawn than it says."""
        return math.prod(float(max(abs(m.d), abs(m.b))) for m in self.around)


def objects_of(page: pdfium.PdfPage) -> list[Drawn]:
    """What a page draws, in order, with what the forms in it draw in their place."""
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    handles = (pdfium_c.FPDFPage_GetObject(page.raw, i) for i in range(count))
    return list(_placed(handles, (), _DEEPEST))


def _placed(
    handles: Iterable[Any], around: tuple[pdfium_c.FS_MATRIX, ...], depth: int
) -> Iterator[Drawn]:
    for handle in handles:
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth:
            matrix = pdfium_c.FS_MATRIX()
            pdfium_c.FPDFPageObj_GetMatrix(handle, matrix)
            count = pdfium_c.FPDFFormObj_CountObjects(handle)
            inner = (pdfium_c.FPDFFormObj_GetObject(handle, i) for i in range(count))
            yield from _placed(inner, (matrix, *around), depth - 1)
        else:
            yield Drawn(handle, kind, around)


def _moved(box: Box, matrix: pdfium_c.FS_MATRIX) -> Box:
    corners = [(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    across = [matrix.a * x + matrix.c * y + matrix.e for x, y in corners]
    up = [matrix.b * x + matrix.d * y + matrix.f for x, y in corners]
    return Box(min(across), min(up), max(across), max(up))


def bounds(handle: Any) -> Box:
    """Where an object stands in what holds it."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    return Box(left.value, bottom.value, right.value, top.value)


def _clip_of(handle: Any) -> Box | None:
    """What all of an object's paths to clip by leave, as boxes."""
    path = pdfium_c.FPDFPageObj_GetClipPath(handle)
    sides: Box | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(max(pdfium_c.FPDFClipPath_CountPaths(path), 0)):
        points = []
        for at in range(max(pdfium_c.FPDFClipPath_CountPathSegments(path, number), 0)):
            segment = pdfium_c.FPDFClipPath_GetPathSegment(path, number, at)
            if pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
                points.append((x.value, y.value))
        if points:
            across, up = zip(*points, strict=True)
            box = Box(min(across), min(up), max(across), max(up))
            sides = box if sides is None else sides.common(box)
    return sides


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
