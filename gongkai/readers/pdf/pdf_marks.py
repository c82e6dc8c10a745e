"""Raised marks of notes behind the figures of a PDF page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gongkai.readers.note_marks import is_note_mark
from gongkai.readers.pdf.pdf_objects import DrawnText, hide, wide_string

_SMALLER, _HIGHER = 0.86, 0.2  # of the figure that a mark stands behind
_BESIDE = 2.5  # points between a figure and its mark
_OF_MARKS = frozenset("[]()［］（）【】注*")
_FIGURES = re.compile(r"\d\S*[\d\]】)）*①-⑳]|(?m:^\d\r?$)")


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


def put_out_marks(page: pdfium.PdfPage, texts: Sequence[DrawnText]) -> None:
    """Put out small raised digits behind larger text."""
    if not texts:
        return
    usual = median(text.size for text in texts)
    small = [text for text in texts if 0 < text.size <= _SMALLER * max(usual, 1)]
    if not small:
        return
    text_page = page.get_textpage()
    try:
        gone: list[DrawnText] = []
        for mark in sorted(small, key=lambda text: text.box.left):
            is_raised = any(_stands_behind(mark, text) for text in texts)
            goes_on = any(_follows(mark, other) for other in gone)
            if (is_raised or goes_on) and _is_mark(mark.handle, text_page):
                hide(mark.handle)
                gone.append(mark)
    finally:
        text_page.close()


def _is_mark(handle: Any, text_page: pdfium.PdfTextPage) -> bool:
    said = _said(handle, text_page)
    return said in _OF_MARKS or is_note_mark(said)


def _follows(mark: DrawnText, other: DrawnText) -> bool:
    """Whether a part of a mark stands behind another part."""
    return (
        abs(mark.box.left - other.box.right) <= _BESIDE
        and abs(mark.size - other.size) < 1
        and other.box.bottom - 2 <= mark.box.bottom <= other.box.top
    )


def _stands_behind(mark: DrawnText, text: DrawnText) -> bool:
    height = text.box.top - text.box.bottom
    return (
        mark.size <= _SMALLER * text.size
        and -_BESIDE <= mark.box.left - text.box.right <= _BESIDE
        and mark.box.bottom >= text.box.bottom + _HIGHER * height
        and mark.box.bottom < text.box.top
    )


def _said(handle: Any, text_page: pdfium.PdfTextPage) -> str:
    return wide_string(lambda *room: pdfium_c.FPDFTextObj_GetText(handle, text_page.raw, *room))
