"""The fields and notes of a PDF page, drawn into it as a viewer shows them."""

from __future__ import annotations

from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gongkai.readers.pdf.pdf_objects import Box, wide_string

_HIDDEN = 0x2  # flag of an annotation
_EMPTY_STRING = 2  # bytes
_FIELDS = (
    pdfium_c.FPDF_ANNOT_WIDGET,
    pdfium_c.FPDF_ANNOT_FREETEXT,
    pdfium_c.FPDF_ANNOT_STAMP,
    pdfium_c.FPDF_ANNOT_SQUARE,
    pdfium_c.FPDF_ANNOT_STRIKEOUT,
)


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
    text = wide_string(
        lambda *room: pdfium_c.FPDFAnnot_GetStringValue(annotation, b"Contents", *room)
    )
    rect = pdfium_c.FS_RECTF()
    pdfium_c.FPDFAnnot_GetRect(annotation, rect)
    return (
        [(text.strip(), Box(rect.left, rect.bottom, rect.right, rect.top))] if text.strip() else []
    )
