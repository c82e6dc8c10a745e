"""Two fonts in the place of every font that a PDF names and does not bring along.

Where a font is not embedded, pdfium takes the boxes of its characters from a font of the machine.
Without a Chinese one those boxes have no height, lines fall apart, and figures end up in other rows.
So pdfium is shown these two alone, whatever the machine has: the packaged font where a page becomes
a picture, and a font of boxes where it is read. The boxes stand where the packaged font draws the
same characters; but pdfium copies a font anew for every document, and asks it for every character.
"""

from __future__ import annotations

import ctypes
import functools
import mmap
import struct
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium_c

from gongkai.errors import GongkaiError
from gongkai.packaged_font import FONT_FILE

BOX_FONT_FILE = Path(__file__).parent / "boxes.ttc"
"""Gongkai Boxes, under the licence beside it; written by tests/factory/box_font.py."""

_COLLECTION = b"ttcf"
_WHOLE_FACE = 0  # the table number that stands for all of a face
_FIRST_FACE_AT = 12  # bytes into a collection: after its tag, version and count of faces
_WESTERN, _SYMBOLS = 0, 2  # charsets of Windows
_BUILT_IN = (b"Courier", b"Helvetica", b"Times")
_BOXES, _PACKAGED = 1, 2  # what pdfium calls a font by; anything but 0


def measure_by_boxes() -> None:
    """Let pdfium know the font of boxes and no other: for pages that are read; free after the first call.

    Raises:
        GongkaiError: where a font is missing or is not a collection.
    """
    _fonts().shown = _BOXES


def draw_with_packaged_font() -> None:
    """Let pdfium know the packaged font and no other: for pages that become pictures.

    Raises:
        GongkaiError: where a font is missing or is not a collection.
    """
    _fonts().shown = _PACKAGED


class _Fonts:
    """What pdfium asks which font it may use, and then for the bytes of its tables."""

    def __init__(self) -> None:
        self.shown = _BOXES
        self._bytes = {_BOXES: _collection(BOX_FONT_FILE), _PACKAGED: _collection(FONT_FILE)}
        self._starts = {font: _starts(data) for font, data in self._bytes.items()}
        kinds = dict(pdfium_c.FPDF_SYSFONTINFO._fields_)
        self._asked = pdfium_c.FPDF_SYSFONTINFO(  # kept: pdfium calls it until the process ends
            version=1,
            MapFont=kinds["MapFont"](self._map_font),
            GetFontData=kinds["GetFontData"](self._font_data),
        )
        pdfium_c.FPDF_SetSystemFontInfo(self._asked)

    def _map_font(
        self, _: object, _w: int, _i: int, charset: int, _p: int, face: Any, _e: object
    ) -> int | None:
        # None: pdfium's own symbols, and its own three for Latin text, which cost nothing to load
        latin = charset == _WESTERN and ctypes.string_at(face).startswith(_BUILT_IN)
        return None if latin or charset == _SYMBOLS else self.shown

    def _font_data(self, _: object, font: int, table: int, buffer: Any, room: int) -> int:
        data, starts = self._bytes[font], self._starts[font]
        if table not in starts:
            return 0
        size = len(data) - starts[table]
        if buffer:
            address = ctypes.addressof(ctypes.c_char.from_buffer(data))
            ctypes.memmove(buffer, address + starts[table], min(room, size))
        return size


_fonts = functools.cache(_Fonts)


def _starts(data: mmap.mmap) -> dict[int, int]:
    """Where what pdfium asks for begins: the collection, and its first face alone."""
    first_face: int = struct.unpack_from(">I", data, _FIRST_FACE_AT)[0]
    return {int.from_bytes(_COLLECTION, "big"): 0, _WHOLE_FACE: first_face}


def _collection(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        if data[: len(_COLLECTION)] != _COLLECTION:
            raise ValueError("not a font collection")
    except (OSError, ValueError) as error:
        raise GongkaiError(
            f"the packaged font cannot be read: {error}",
            str(path),
            "install the pinned version of noto-cjk-sans-otc again",
        ) from error
    return data
