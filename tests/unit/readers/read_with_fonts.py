"""Reads PDFs in a process that takes a folder for all the fonts its machine has; run by a test.

python -m tests.unit.readers.read_with_fonts FOLDER {packaged,machine} FILE…

`machine` leaves the packaged font out, as a control: what is read then depends on the folder.
"""

from __future__ import annotations

import ctypes
import json
import sys
from pathlib import Path

import pypdfium2.raw as pdfium_c

from gongkai.readers import read_page
from gongkai.readers.pdf import document as pdf


def take_for_the_machines_fonts(folder: str) -> None:
    """Start pdfium again: it then looks into this folder and into no other."""
    paths = (ctypes.POINTER(ctypes.c_char) * 2)()
    paths[0] = ctypes.cast(ctypes.c_char_p(folder.encode()), ctypes.POINTER(ctypes.c_char))
    config = pdfium_c.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths)
    pdfium_c.FPDF_DestroyLibrary()
    pdfium_c.FPDF_InitLibraryWithConfig(config)


def main(folder: str, which: str, *files: str) -> None:
    """Print what each file says, one JSON list of its texts a line."""
    take_for_the_machines_fonts(folder)
    if which == "machine":
        pdf.measure_by_boxes = lambda: None  # type: ignore[assignment]
    for file in files:
        page = read_page(Path(file).read_bytes(), file)
        print(json.dumps(list(page.texts())))


if __name__ == "__main__":
    main(*sys.argv[1:])
