"""Made-up reports as a copier gives them: pictures of the pages, askew, blurred, grey and noisy."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

from gongkai.readers.pdf.substitute_font import draw_with_packaged_font

Picture = Image.Image


def pages(pdf: bytes, dpi: int = 200) -> list[Picture]:
    """The pages of a PDF as grey pictures."""
    draw_with_packaged_font()
    document = pdfium.PdfDocument(pdf)
    return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]


def worn(page: Picture, seed: int = 0, angle: float = 0.7) -> Picture:
    """The page laid askew (degrees) on a copier that is grey, noisy and out of focus; JPEG 60."""
    rng = np.random.default_rng(seed)
    askew = page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(askew.filter(ImageFilter.GaussianBlur(0.8)), np.float64)
    grey *= np.linspace(205, 240, grey.shape[1]) / 255
    noisy = (grey + rng.normal(0, 8, grey.shape)).clip(0, 255).astype(np.uint8)
    return Image.open(io.BytesIO(saved([Image.fromarray(noisy)], "JPEG", quality=60)))


def saved(pictures: Sequence[Picture], kind: str, **options: int) -> bytes:
    """The pictures as one file; PDF and TIFF hold them all."""
    out = io.BytesIO()
    first, *others = pictures
    more = {"save_all": True, "append_images": others} if others else {}
    first.save(out, kind, **more, **options)
    return out.getvalue()
