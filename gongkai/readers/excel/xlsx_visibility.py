"""What Excel shows of a cell: struck, raised or in the colour of its ground, and its number's format.

`tests/unit/readers/test_xlsx_visibility.py` lists construct by construct.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongkai.readers.colour import WHITE, is_seen, rgb
from gongkai.readers.excel.number_formats import BUILT_IN
from gongkai.readers.note_marks import is_note_mark
from gongkai.readers.word.ooxml import A, S

_OFF = ("0", "false")
TINY = ("0.5", "1", "1.0")  # points
_ASIDE = ("superscript", "subscript")
_INDEXED = {
    0: "000000",
    1: WHITE,
    2: "FF0000",
    8: "000000",
    9: WHITE,
    10: "FF0000",
    22: "C0C0C0",
    64: "000000",
    65: WHITE,
}
_THEME = (WHITE, "000000")  # light 1 and dark 1, where a theme says nothing else


@dataclass(frozen=True, slots=True)
class Font:
    """How text is written; `ink` is RRGGBB, None where it is not known or automatic.

    `is_struck` also where it is so small that nothing of it is seen.
    """

    is_struck: bool = False
    is_raised: bool = False
    ink: str | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """A cell's format: its font, its ground (RRGGBB, None where not known), and its number's code."""

    font: Font = Font()
    ground: str | None = WHITE
    code: str = "General"


class Styles:
    """The formats of one workbook, by the number that a cell gives."""

    def __init__(self, root: Any | None, theme: Any | None) -> None:
        """Take `xl/styles.xml` and the theme; None where the workbook has none."""
        self._theme = _theme_colours(theme)
        self.cells: list[Style] = []
        self.conditional: list[tuple[Font, str | None, str | None]] = []
        if root is None:
            return
        codes = {**BUILT_IN}
        for code in root.iterfind(f"{S}numFmts/{S}numFmt"):
            codes[int(code.get("numFmtId") or 0)] = code.get("formatCode") or "General"
        fonts = [self.font(font) for font in root.iterfind(f"{S}fonts/{S}font")]
        fills = [self._ground(fill) for fill in root.iterfind(f"{S}fills/{S}fill")]
        for xf in root.iterfind(f"{S}cellXfs/{S}xf"):
            font, fill = int(xf.get("fontId") or 0), int(xf.get("fillId") or 0)
            self.cells.append(
                Style(
                    fonts[font] if font < len(fonts) else Font(),
                    fills[fill] if fill < len(fills) else WHITE,
                    codes.get(int(xf.get("numFmtId") or 0), "General"),
                )
            )
        for dxf in root.iterfind(f"{S}dxfs/{S}dxf"):
            font, code = dxf.find(f"{S}font"), dxf.find(f"{S}numFmt")
            shade = dxf.find(f"{S}fill")
            self.conditional.append(
                (
                    self.font(font) if font is not None else Font(),
                    self._ground(shade) if shade is not None else "",
                    code.get("formatCode") if code is not None else None,
                )
            )

    def of(self, number: str | None) -> Style:
        """The format of a cell with this `s`."""
        index = int(number) if number and number.isdecimal() else 0
        return self.cells[index] if index < len(self.cells) else Style()

    def font(self, properties: Any | None) -> Font:
        """A font from `font` or `rPr`."""
        if properties is None:
            return Font()
        struck = properties.find(f"{S}strike")
        raised = properties.find(f"{S}vertAlign")
        size = properties.find(f"{S}sz")
        is_tiny = size is not None and size.get("val") in TINY
        return Font(
            is_tiny or (struck is not None and struck.get("val") not in _OFF),
            raised is not None and raised.get("val") in _ASIDE,
            self._colour(properties.find(f"{S}color")),
        )

    def _ground(self, fill: Any) -> str | None:
        pattern = fill.find(f"{S}patternFill")
        if pattern is None:
            return None  # a gradient
        kind = pattern.get("patternType")
        if kind in (None, "none"):
            colour = (
                pattern.find(f"{S}bgColor") if kind is None else None
            )  # as conditional formats say it
            return self._colour(colour) or WHITE if colour is not None else WHITE
        return self._colour(pattern.find(f"{S}fgColor")) if kind == "solid" else None

    def _colour(self, colour: Any | None) -> str | None:
        if colour is None or colour.get("auto") in ("1", "true"):
            return None
        if colour.get("rgb"):
            return rgb(colour.get("rgb"))
        if colour.get("indexed"):
            return _INDEXED.get(int(colour.get("indexed")))
        if colour.get("theme") and not float(colour.get("tint") or 0):
            index = int(colour.get("theme"))
            return self._theme[index] if index < len(self._theme) else None
        return None


def is_legible(font: Font, ground: str | None) -> bool:
    """Whether a person sees what is written in a font on a ground."""
    return not font.is_struck and is_seen(font.ink, ground)


def text_of(item: Any, style: Style, styles: Styles) -> str:
    """What is seen of a shared or inline string, run by run; a raised note's mark only where it is all."""
    out: list[str] = []
    marks: list[str] = []
    for node in item:
        if node.tag == f"{S}t":
            out.append(node.text or "")
        elif node.tag == f"{S}r":
            text = node.findtext(f"{S}t") or ""
            properties = node.find(f"{S}rPr")
            font = styles.font(properties) if properties is not None else style.font
            if is_legible(font, style.ground):
                (marks if font.is_raised and is_note_mark(text) else out).append(text)
    return "".join(out).strip() or "".join(marks)


def _theme_colours(theme: Any | None) -> list[str | None]:
    """The theme's colours in the order in which cells number them: light before dark."""
    scheme = next(theme.iter(f"{A}clrScheme"), None) if theme is not None else None
    if scheme is None:
        return list(_THEME)
    found: list[str | None] = []
    for entry in scheme:
        colour = next(iter(entry), None)
        value = (colour.get("lastClr") or colour.get("val")) if colour is not None else None
        found.append(rgb(value))
    for dark in (0, 2):
        found[dark : dark + 2] = reversed(found[dark : dark + 2])
    return found
