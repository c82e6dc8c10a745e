"""The packaged font in the place of every font that a PDF names and does not bring along.

Where a font is not embedded, pdfium takes the boxes of its characters from a font of the machine.
Without a Chinese one those boxes have no height, lines fall apart, and figures end up in other rows.
So pdfium is shown the packaged font alone, whatever the machine has.
"""

from __future__ import annotations

import ctypes
import functools
import mmap
import struct
from typing import Any

import pypdfium2.raw as pdfium_c

from gongkai.errors import GongkaiError
from gongkai.packaged_font import FONT_FILE

_COLLECTION = b"ttcf"
_WHOLE_FACE = 0  # the table number that stands for all of a face
_FIRST_FACE_AT = 12  # bytes into a collection: after its tag, version and count of faces
_WESTERN, _SYMBOLS = 0, 2  # charsets of Windows
_BUILT_IN = (b"Courier", b"Helvetica", b"Times")
_FONT = 1  # what pdfium calls the font by; anything but 0

_callbacks: list[Any] = []  # pdfium calls them until the process ends


@functools.cache
def use_packaged_font() -> None:
    """Let pdfium know the packaged font and no other from now on; free after the first call.

    Raises:
        GongkaiError: where the packaged font is missing or is not a collection.
    """
    source = _font_source(_collection())
    _callbacks.append(source)
    pdfium_c.FPDF_SetSystemFontInfo(source)


def _collection() -> mmap.mmap:
    try:
        with FONT_FILE.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        if data[: len(_COLLECTION)] != _COLLECTION:
            raise ValueError("not a font collection")
    except (OSError, ValueError) as error:
        raise GongkaiError(
            f"the packaged font cannot be read: {error}",
            str(FONT_FILE),
            "install the pinned version of noto-cjk-sans-otc again",
        ) from error
    return data


def _font_source(data: mmap.mmap) -> Any:
    """An FPDF_SYSFONTINFO: pdfium asks which font it may use, then for the bytes of its tables."""
    address = ctypes.addressof(ctypes.c_char.from_buffer(data))
    first_face: int = struct.unpack_from(">I", data, _FIRST_FACE_AT)[0]
    starts = {int.from_bytes(_COLLECTION, "big"): 0, _WHOLE_FACE: first_face}

    def map_font(
        _: object, _weight: int, _italic: int, charset: int, _pitch: int, face: Any, _exact: object
    ) -> int | None:
        # None: pdfium's own symbols, and its own three for Latin text, which cost nothing to load
        latin = charset == _WESTERN and ctypes.string_at(face).startswith(_BUILT_IN)
        return None if latin or charset == _SYMBOLS else _FONT

    def font_data(_: object, font: int, table: int, buffer: Any, room: int) -> int:
        if table not in starts:
            return 0
        size = len(data) - starts[table]
        if buffer:
            ctypes.memmove(buffer, address + starts[table], min(room, size))
        return size

    kinds = dict(pdfium_c.FPDF_SYSFONTINFO._fields_)
    return pdfium_c.FPDF_SYSFONTINFO(
        version=1,
        MapFont=kinds["MapFont"](map_font),
        GetFontData=kinds["GetFontData"](font_data),
    )
