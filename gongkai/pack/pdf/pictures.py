"""The sheets of a PDF as pictures, for a slide or a message."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2

PICTURE_DPI = 110
"""910 × 1,286 dots a sheet of A4."""


def pictures(pdf: bytes, first: int = 0, step: int = 1) -> Iterator[bytes]:
    """Every sheet as a PNG, or each `step`th from the `first` on; the same PDF gives the same bytes."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(first, len(document), step):
            body = BytesIO()
            document[number].render(scale=PICTURE_DPI / 72).to_pil().save(
                body, "PNG", compress_level=1
            )
            yield body.getvalue()
    finally:
        document.close()
