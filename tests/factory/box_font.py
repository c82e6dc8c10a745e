"""Writes the font by which PDFs without fonts of their own are measured: `python -m tests.factory.box_font`.

Every character of the packaged font, as wide as there, but drawn as the box that it takes up: what
a reader asks of a font is where characters stand, and boxes answer that from a fiftieth of the bytes.
"""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from gongkai.packaged_font import FONT_FILE
from gongkai.readers.pdf.substitute_font import BOX_FONT_FILE

GRAIN = 10  # thousandths of the font's size that boxes are rounded to, outward
_NAMES = {
    "copyright": "Made from Noto Sans CJK: © 2014-2021 Adobe (http://www.adobe.com/).",
    "familyName": "Gongkai Boxes",
    "styleName": "Regular",
    "uniqueFontIdentifier": "Gongkai Boxes Regular",
    "fullName": "Gongkai Boxes",
    "psName": "GongkaiBoxes-Regular",
    "licenseDescription": "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
    "licenseInfoURL": "https://openfontlicense.org",
}
_IDEOGRAPHS = 0x3000  # where the characters of Chinese begin
_SINCE = 3_000_000_000  # seconds of a font's clock: the same whenever it is written

Shape = tuple[int, int, int, int, int]
"""How far a character advances; then left, bottom, right and top of its box."""


def box_font() -> bytes:
    """The font, as a collection of one face."""
    source: TTFont = TTCollection(str(FONT_FILE)).fonts[0]
    glyphs: dict[Shape, str] = {_shape(source, ".notdef"): ".notdef"}
    characters = {
        code: glyphs.setdefault(shape, f"box{len(glyphs)}")
        for code, name in sorted(source.getBestCmap().items())
        for shape in [_shape(source, name)]
    }
    units, lines = source["head"].unitsPerEm, source["hhea"]
    builder = FontBuilder(units, isTTF=True)
    builder.setupGlyphOrder(list(glyphs.values()))
    builder.setupCharacterMap({c: g for c, g in characters.items() if c < _IDEOGRAPHS})
    builder.font["cmap"].tables.append(_whole_map(characters))
    builder.setupGlyf({name: _drawn(shape) for shape, name in glyphs.items()})
    builder.setupHorizontalMetrics({name: (shape[0], shape[1]) for shape, name in glyphs.items()})
    builder.setupHorizontalHeader(ascent=lines.ascent, descent=lines.descent)
    builder.setupNameTable(_NAMES)
    kept = ("sTypoAscender", "sTypoDescender", "usWinAscent", "usWinDescent")
    builder.setupOS2(version=3, **{name: getattr(source["OS/2"], name) for name in kept})
    builder.setupPost(keepGlyphNames=False)
    builder.updateHead(created=_SINCE, modified=_SINCE)
    builder.font.recalcTimestamp = False
    return _collected(builder.font)


def _whole_map(characters: dict[int, str]) -> CmapSubtable:
    """All characters; the format of the plain plane has no room for so many out of order."""
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.format, table.reserved, table.length, table.nGroups = 12, 0, 0, 0
    table.cmap = characters
    return table


def _shape(source: TTFont, name: str) -> Shape:
    pen = ControlBoundsPen(None)  # the box that FreeType takes: of the points, not of the curves
    source.getGlyphSet()[name].draw(pen)
    left, bottom, right, top = pen.bounds or (0, 0, 0, 0)
    advance: int = source["hmtx"][name][0]
    return (
        advance,
        int(left // GRAIN * GRAIN),
        int(bottom // GRAIN * GRAIN),
        int(-(-right // GRAIN) * GRAIN),
        int(-(-top // GRAIN) * GRAIN),
    )


def _drawn(shape: Shape) -> object:
    _, left, bottom, right, top = shape
    pen = TTGlyphPen(None)
    if right > left:
        pen.moveTo((left, bottom))
        for corner in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()


def _collected(face: TTFont) -> bytes:
    collection = TTCollection()
    collection.fonts = [face]
    out = io.BytesIO()
    collection.save(out)
    return out.getvalue()


def main() -> None:
    """Write it where the reader looks for it."""
    Path(BOX_FONT_FILE).write_bytes(box_font())


if __name__ == "__main__":
    main()
