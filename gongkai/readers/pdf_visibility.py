"""What a viewer shows of a PDF page: text that is drawn but not seen is put out, fields are put in.

Suspicious text (invisible, white, under something drawn later) is judged by drawing the page with
and without it: where not a pixel differs, nobody sees it.
`tests/unit/readers/test_pdf_visibility.py` lists construct by construct.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gongkai.readers.note_marks import is_note_mark

_TEXT, _PATH, _IMAGE = (
    pdfium_c.FPDF_PAGEOBJ_TEXT,
    pdfium_c.FPDF_PAGEOBJ_PATH,
    pdfium_c.FPDF_PAGEOBJ_IMAGE,
)
_UNSEEN_MODES = (3, 7)  # neither filled nor stroked; a path to clip by
_WHITE = 235  # of 255, in every channel: worth drawing to see whether it shows
_THICK, _LONG = 4.0, 3.0  # points: a thinner box is a line
_THIN = 1.6  # points: a stroke through text
_SMALLER, _HIGHER = 0.86, 0.2  # of the figure that a mark stands behind
_BESIDE = 2.5  # points between a figure and its mark
_TINIEST = 1.5  # points: a font that nobody reads
_NOTHING = 0.05  # points: a box without any height or width
_SCALE = 2.0  # dots a point
_TOLD_APART = 12  # of 255: no eye tells less apart
_SHOWING = 0.12  # of the dots of its box: white ink only bites into what it touches
_OF_MARKS = frozenset("[]()［］（）【】注*")
_FIGURES = re.compile(r"\d\S*[\d\]】)）*①-⑳]|(?m:^\d\r?$)")
_HIDDEN = 0x2  # flag of an annotation
_EMPTY_STRING = 2  # bytes
_FIELDS = (
    pdfium_c.FPDF_ANNOT_WIDGET,
    pdfium_c.FPDF_ANNOT_FREETEXT,
    pdfium_c.FPDF_ANNOT_STAMP,
    pdfium_c.FPDF_ANNOT_SQUARE,
    pdfium_c.FPDF_ANNOT_STRIKEOUT,
)


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
class _Text:
    handle: Any
    box: Box
    size: float


def show_fields(document: pdfium.PdfDocument, number: int) -> list[tuple[str, Box]] | None:
    """Draw the fields and notes of a page into it, as a viewer shows them; None where it has none.

    Returns:
        Text and place of the notes that say what they show, and leave it to the viewer to draw.
    """
    page = document[number]
    kinds, said = [], []
    try:
        for index in range(pdfium_c.FPDFPage_GetAnnotCount(page.raw)):
            annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
            kinds.append(pdfium_c.FPDFAnnot_GetSubtype(annotation))
            if kinds[-1] == pdfium_c.FPDF_ANNOT_FREETEXT:
                said += _undrawn(annotation)
            pdfium_c.FPDFPage_CloseAnnot(annotation)
        if not any(kind in _FIELDS for kind in kinds):
            return None
        pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
        return said
    finally:
        page.close()


def _undrawn(annotation: Any) -> list[tuple[str, Box]]:
    """What a note says, and where, if it brings no drawing of it along."""
    normal = pdfium_c.FPDF_ANNOT_APPEARANCEMODE_NORMAL
    if pdfium_c.FPDFAnnot_GetAP(annotation, normal, None, 0) > _EMPTY_STRING:
        return []
    if pdfium_c.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
        return []
    text = _wide(lambda *room: pdfium_c.FPDFAnnot_GetStringValue(annotation, b"Contents", *room))
    rect = pdfium_c.FS_RECTF()
    pdfium_c.FPDFAnnot_GetRect(annotation, rect)
    return (
        [(text.strip(), Box(rect.left, rect.bottom, rect.right, rect.top))] if text.strip() else []
    )


def _wide(fill: Callable[..., int]) -> str:
    """A string that pdfium writes into a buffer once it is told how much room there is."""
    length = fill(None, 0)
    buffer = ctypes.create_string_buffer(length)
    fill(ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\x00")


def put_out(page: pdfium.PdfPage) -> None:
    """Take from a page's text what no viewer shows, and the raised marks of notes."""
    texts: list[_Text] = []
    doubtful: list[_Text] = []
    strokes: list[Box] = []
    for handle, kind in _objects(page):
        if kind == _TEXT:
            text = _Text(handle, _bounds(handle), _size(handle))
            if _draws_nothing(text):
                _hide(handle)
            else:
                texts.append(text)
                if min(_colour(handle)[:3]) >= _WHITE:
                    doubtful.append(text)
            continue
        box = _bounds(handle)
        if kind == _PATH and box.top - box.bottom < _THIN < box.right - box.left:
            strokes.append(box)
        elif (
            box.right - box.left > _LONG and box.top - box.bottom > _THICK and _fills(handle, kind)
        ):
            doubtful += [text for text in texts if box.covers(text.box)]
    rotation = page.get_rotation()
    page.set_rotation(0)
    sheet = Box(*page.get_cropbox())
    doubtful += [text for text in texts if not _meets(sheet, text.box)]
    _judge(page, doubtful)
    for text in texts:
        if any(_strikes(stroke, text.box) for stroke in strokes):
            _hide(text.handle)
    _put_out_marks(page, texts)
    page.set_rotation(rotation)


def _draws_nothing(text: _Text) -> bool:
    """Whether a text is invisible by what it says of itself: its mode, its ink, its size."""
    if pdfium_c.FPDFTextObj_GetTextRenderMode(text.handle) in _UNSEEN_MODES:
        return True
    is_empty = (
        text.box.right - text.box.left < _NOTHING or text.box.top - text.box.bottom < _NOTHING
    )
    return is_empty or 0 < text.size < _TINIEST or _alpha(text.handle) == 0


def _objects(page: pdfium.PdfPage) -> Sequence[tuple[Any, int]]:
    handles = (
        pdfium_c.FPDFPage_GetObject(page.raw, i)
        for i in range(pdfium_c.FPDFPage_CountObjects(page.raw))
    )
    return [(handle, pdfium_c.FPDFPageObj_GetType(handle)) for handle in handles]


def _bounds(handle: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    return Box(left.value, bottom.value, right.value, top.value)


def _colour(handle: Any) -> tuple[int, int, int, int]:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(handle, r, g, b, a):
        return 0, 0, 0, 255
    return r.value, g.value, b.value, a.value


def _alpha(handle: Any) -> int:
    return _colour(handle)[3]


def _size(handle: Any) -> float:
    """The height of a text's font in points, as it is drawn."""
    size, matrix = ctypes.c_float(), pdfium_c.FS_MATRIX()
    pdfium_c.FPDFTextObj_GetFontSize(handle, size)
    pdfium_c.FPDFPageObj_GetMatrix(handle, matrix)
    return float(abs(size.value) * max(abs(matrix.d), abs(matrix.b)))


def _fills(handle: Any, kind: int) -> bool:
    """Whether an object may cover what lies below it: anything but a path that is only drawn round."""
    if kind != _PATH:
        return True
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(handle, mode, stroke)
    return bool(mode.value)


def _meets(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.bottom < other.top
        and other.bottom < one.top
    )


def _hide(handle: Any) -> None:
    pdfium_c.FPDFPageObj_SetIsActive(handle, False)


def _judge(page: pdfium.PdfPage, doubtful: Sequence[_Text]) -> None:
    """Put out every doubtful text without which the page looks the same."""
    if not doubtful:
        return
    with_them = _drawn(page)
    for text in doubtful:
        _hide(text.handle)
    without = _drawn(page)
    differs = np.abs(with_them.astype(np.int16) - without).max(axis=2) > _TOLD_APART
    for text in doubtful:
        if _shows(page, differs, text.box):
            pdfium_c.FPDFPageObj_SetIsActive(text.handle, True)


def _drawn(page: pdfium.PdfPage) -> Any:
    return page.render(scale=_SCALE).to_numpy().copy()


def _shows(page: pdfium.PdfPage, differs: Any, box: Box) -> bool:
    left, bottom, _, top = page.get_cropbox()
    height = differs.shape[0]
    rows = slice(
        max(0, int(height - (box.top - bottom) * _SCALE)),
        max(0, int(height - (box.bottom - bottom) * _SCALE) + 1),
    )
    columns = slice(
        max(0, int((box.left - left) * _SCALE)), max(0, int((box.right - left) * _SCALE) + 1)
    )
    seen = differs[rows, columns]
    return top > bottom and seen.size > 0 and float(seen.mean()) >= _SHOWING


def _strikes(stroke: Box, text: Box) -> bool:
    """Whether a line runs through the middle of a text, from end to end and not much further."""
    height, width = text.top - text.bottom, text.right - text.left
    middle = (stroke.top + stroke.bottom) / 2 - text.bottom
    return (
        0.25 * height < middle < 0.75 * height
        and stroke.left <= text.left + 1
        and stroke.right >= text.right - 1
        and stroke.right - stroke.left <= 1.6 * width + 4
    )


def _put_out_marks(page: pdfium.PdfPage, texts: Sequence[_Text]) -> None:
    """Put out small raised digits behind larger text."""
    if not texts:
        return
    usual = median(text.size for text in texts)
    small = [text for text in texts if 0 < text.size <= _SMALLER * max(usual, 1)]
    if not small:
        return
    text_page = page.get_textpage()
    try:
        gone: list[_Text] = []
        for mark in sorted(small, key=lambda text: text.box.left):
            is_raised = any(_stands_behind(mark, text) for text in texts)
            goes_on = any(_follows(mark, other) for other in gone)
            if (is_raised or goes_on) and _is_mark(mark.handle, text_page):
                _hide(mark.handle)
                gone.append(mark)
    finally:
        text_page.close()


def _is_mark(handle: Any, text_page: pdfium.PdfTextPage) -> bool:
    said = _said(handle, text_page)
    return said in _OF_MARKS or is_note_mark(said)


def _follows(mark: _Text, other: _Text) -> bool:
    """Whether a part of a mark stands behind another part."""
    return (
        abs(mark.box.left - other.box.right) <= _BESIDE
        and abs(mark.size - other.size) < 1
        and other.box.bottom - 2 <= mark.box.bottom <= other.box.top
    )


def _stands_behind(mark: _Text, text: _Text) -> bool:
    height = text.box.top - text.box.bottom
    return (
        mark.size <= _SMALLER * text.size
        and -_BESIDE <= mark.box.left - text.box.right <= _BESIDE
        and mark.box.bottom >= text.box.bottom + _HIGHER * height
        and mark.box.bottom < text.box.top
    )


def _said(handle: Any, text_page: pdfium.PdfTextPage) -> str:
    return _wide(lambda *room: pdfium_c.FPDFTextObj_GetText(handle, text_page.raw, *room))


def has_raised(text_page: pdfium.PdfTextPage) -> bool:
    """Whether the last character of a figure is drawn smaller than its first, or stands alone so."""
    text = text_page.get_text_range()
    if len(text) != text_page.count_chars():
        return False
    usual = 0.0
    for match in _FIGURES.finditer(text):
        first, last = match.start(), match.end() - 1
        end = pdfium_c.FPDFText_GetFontSize(text_page.raw, last)
        begin = pdfium_c.FPDFText_GetFontSize(text_page.raw, first) if first < last else usual
        if 0 < end <= _SMALLER * begin:
            return True
        usual = max(usual, end)
    return False


def set_upright(page: pdfium.PdfPage) -> None:
    """Turn a page whose text stands on its head, as a reader would turn it."""
    text_page = page.get_textpage()
    try:
        angles = [
            round(math.degrees(pdfium_c.FPDFText_GetCharAngle(text_page.raw, i)) / 90) * 90 % 360
            for i in range(0, min(text_page.count_chars(), 200), 10)
        ]
    finally:
        text_page.close()
    if not angles:
        return
    angle = max(set(angles), key=angles.count)
    if angle % 180 == 0 and (angle - page.get_rotation()) % 360 == 180:
        page.set_rotation(angle)


def pictures_of(page: pdfium.PdfPage) -> list[Box]:
    """The pictures of a page that are as large as a table."""
    width, height = page.get_size()
    found = [_bounds(handle) for handle, kind in _objects(page) if kind == _IMAGE]
    return [
        box
        for box in found
        if box.right - box.left > 0.3 * width and box.top - box.bottom > 0.06 * height
    ]
