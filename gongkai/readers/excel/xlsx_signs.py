"""Signs in a workbook's parts that what a sheet shows is not simply what its cells hold.

A workbook without any is read by a library that knows of no formats, in a third of the time.
"""

from __future__ import annotations

import re
import zipfile

from gongkai.readers.excel.xlsx_visibility import TINY

# What several signs have in common is looked for first: one of them is seldom there.
_OF_SHEETS = (
    (b"hidden", (b"hidden",)),
    (b"<f", (b"<f>", b"<f ", b"<f/")),
    (b":f", (b":f>", b":f ")),
    (b"showZeros", (b"showZeros",)),
    (b"conditionalFormatting", (b"conditionalFormatting",)),
    (b"rawing", (b"<drawing", b":drawing", b"legacyDrawing")),
    (b"zeroHeight", (b"zeroHeight",)),
    (b"r>", (b"<r>", b":r>")),
    (b' ht="', (b' ht="0', b' ht="1"', b' ht="1.')),
    (b' width="0', (b' width="0',)),
    (b"oleObject", (b"oleObject",)),
)
_OF_BOOK = (b"idden",)
_OF_STRINGS = (b"<r>", b":r>", b"<rPh", b":rPh")
_OF_FONTS = (
    b"strike",
    *(f'sz val="{size}"'.encode() for size in TINY),
    b"vertAlign",
    b'theme="0"',
    b'indexed="9"',
    b'indexed="1"',
    b"FFFFFF",
)
_FONTS = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_CELLS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb'numFmtId="(\d+)"')
_PLAIN_FORMATS = {b"0", b"49"}  # General, and text


def has_signs(archive: zipfile.ZipFile) -> bool:
    """Whether a workbook must be read with its formats."""
    for name in archive.namelist():
        lower = name.lower()
        if not lower.startswith("xl/") or lower.endswith((".rels", "/calcchain.xml")):
            continue
        if "/theme/" in lower:
            continue
        body = archive.read(name)
        if _are_telling(body) if lower == "xl/styles.xml" else _holds_signs(lower, body):
            return True
    return False


def _holds_signs(part: str, body: bytes) -> bool:
    """Whether a part has any sign; one of another kind, such as a drawing, is one itself."""
    if part.startswith("xl/worksheets/"):
        return any(start in body and any(s in body for s in signs) for start, signs in _OF_SHEETS)
    signs = {"xl/sharedstrings.xml": _OF_STRINGS, "xl/workbook.xml": _OF_BOOK}.get(part)
    return signs is None or any(sign in body for sign in signs)


def _are_telling(styles: bytes) -> bool:
    fonts, cells = _FONTS.search(styles), _CELLS.search(styles)
    if fonts and any(sign in fonts.group() for sign in _OF_FONTS):
        return True
    return cells is None or not _PLAIN_FORMATS.issuperset(_FORMAT.findall(cells.group()))
