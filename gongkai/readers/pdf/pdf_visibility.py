"""What a viewer shows of a PDF page: text that is drawn but not seen is put out, fields are put in.

Suspicious text (invisible, white, under something drawn later) is judged by drawing the page with
and without it: where not a pixel differs, nobody sees it.
`tests/unit/readers/test_pdf_visibility.py` lists construct by construct.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gongkai.readers.pdf.pdf_marks import put_out_marks
from gongkai.readers.pdf.pdf_objects import (
    Box,
    DrawnText,
    colour_of,
    font_size,
    hide,
    objects_of,
)

_TEXT, _PATH, _IMAGE = (
    pdfium_c.FPDF_PAGEOBJ_TEXT,
    pdfium_c.FPDF_PAGEOBJ_PATH,
    pdfium_c.FPDF_PAGEOBJ_IMAGE,
)
_UNSEEN_MODES = (3, 7)  # neither filled nor stroked; a path to clip by
_FAINTEST = 13  # of 255: ink of a twentieth
_WHITE = 235  # of 255, in every channel: worth drawing to see whether it shows
_THICK, _LONG = 4.0, 3.0  # points: a thinner box is a line
_THIN = 1.6  # points: a stroke through text
_TINIEST = 1.5  # points: a font that nobody reads
_NOTHING = 0.05  # points: a box without any height or width
_SCALE = 2.0  # dots a point
_MOST_ALONE = 12  # texts that are drawn without one by one
_TOLD_APART = 12  # of 255: no eye tells less apart
_SHOWING = 0.12  # of the dots of its box: white ink only bites into what it touches


def put_out(page: pdfium.PdfPage, *, is_layered: bool = False) -> None:
    """Take from a page's text what no viewer shows, and the raised marks of notes.

    Args:
        page: whose text is changed.
        is_layered: whether the document has layers that are switched off, so that any text may be.
    """
    texts: list[DrawnText] = []
    doubtful: list[DrawnText] = []
    strokes: list[Box] = []
    for drawn in objects_of(page):
        handle, kind, box = drawn.handle, drawn.kind, drawn.box
        if kind == _TEXT:
            text = DrawnText(handle, box, font_size(handle) * drawn.scale)
            if _draws_nothing(text):
                hide(handle)
            else:
                texts.append(text)
                clip = drawn.clip
                is_cut = clip is not None and _is_nothing(clip.common(box))
                if is_layered or is_cut or min(colour_of(handle)[:3]) >= _WHITE:
                    doubtful.append(text)
            continue
        if kind == _PATH and box.top - box.bottom < _THIN < box.right - box.left:
            strokes.append(box)
        elif (
            box.right - box.left > _LONG and box.top - box.bottom > _THICK and _fills(handle, kind)
        ):
            doubtful += [text for text in texts if box.covers(text.box)]
    rotation = page.get_rotation()
    page.set_rotation(0)
    sheet = Box(*page.get_cropbox())
    doubtful += [text for text in texts if not sheet.meets(text.box)]
    _judge(page, doubtful)
    for text in texts:
        if any(_strikes(stroke, text.box) for stroke in strokes):
            hide(text.handle)
    put_out_marks(page, texts)
    page.set_rotation(rotation)


def _draws_nothing(text: DrawnText) -> bool:
    """Whether a text is invisible by what it says of itself: its mode, its ink, its size."""
    if pdfium_c.FPDFTextObj_GetTextRenderMode(text.handle) in _UNSEEN_MODES:
        return True
    return _is_nothing(text.box) or 0 < text.size < _TINIEST or _alpha(text.handle) < _FAINTEST


def _is_nothing(box: Box) -> bool:
    return box.right - box.left < _NOTHING or box.top - box.bottom < _NOTHING


def _alpha(handle: Any) -> int:
    return colour_of(handle)[3]


def _fills(handle: Any, kind: int) -> bool:
    """Whether an object may cover what lies below it: anything but a path that is only drawn round."""
    if kind != _PATH:
        return True
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(handle, mode, stroke)
    return bool(mode.value)


def _judge(page: pdfium.PdfPage, doubtful: Sequence[DrawnText]) -> None:
    """Put out every doubtful text without which the page looks the same."""
    if not doubtful:
        return
    with_them = _drawn(page)
    for text in doubtful:
        hide(text.handle)
    without = _drawn(page)
    differs = np.abs(with_them.astype(np.int16) - without).max(axis=2) > _TOLD_APART
    shown = [text for text in doubtful if _shows(page, differs, text.box)]
    for text in shown:
        pdfium_c.FPDFPageObj_SetIsActive(text.handle, True)
    at_one_place = [
        text for text in shown if any(o.box.meets(text.box) for o in shown if o is not text)
    ]
    for text in at_one_place[:_MOST_ALONE]:  # one may lie under what covers it, the other upon that
        hide(text.handle)
        without = _drawn(page)
        differs = np.abs(with_them.astype(np.int16) - without).max(axis=2) > _TOLD_APART
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
    found = [drawn.box for drawn in objects_of(page) if drawn.kind == _IMAGE]
    return [
        box
        for box in found
        if box.right - box.left > 0.3 * width and box.top - box.bottom > 0.06 * height
    ]
