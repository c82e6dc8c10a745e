"""Text on the sheets of a PDF, set character by character: Chinese has no kerning and needs no shaping.

Matplotlib shapes each text anew, twice, with a font of 65,535 glyphs; that was most of what a pack cost.
"""

from __future__ import annotations

from typing import IO, Any, Literal

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_pdf import PdfFile, RendererPdf
from matplotlib.figure import Figure
from matplotlib.font_manager import FontPath, FontProperties
from matplotlib.text import Text

from gongkai.pack.style import fonts

_POINTS = 72
_IDEOGRAPHS = "\u2e80"  # letters before these are of scripts that are shaped, or kerned
_ESCAPES = {ord("\\"): r"\\", ord("("): r"\(", ord(")"): r"\)", ord("\r"): r"\r", ord("\n"): r"\n"}


class Line(Text):
    """One line of text, its baseline given: nothing about it has to be measured before it is drawn."""

    def draw(self, renderer: RendererBase) -> None:
        """Put it on a sheet; whatever else draws it measures it as any other text."""
        if not isinstance(renderer, SheetRenderer):
            super().draw(renderer)
            return
        x, y = self.get_transform().transform(self.get_position())
        gc: GraphicsContextBase = renderer.new_gc()
        gc.set_foreground(self.get_color())
        renderer.draw_text(gc, x, y, self.get_text(), self.get_fontproperties(), 0, mtext=self)
        gc.restore()


class Sheaf:
    """The sheets of one PDF, and what is known by now of its text."""

    def __init__(self, body: IO[bytes], properties: dict[str, Any]) -> None:
        """Write a PDF with these properties to `body`."""
        self._file = PdfFile(body, metadata=properties)
        self._memory = _Memory()

    def add(self, figure: Figure) -> None:
        """Draw a figure as the next sheet."""
        width, height = figure.get_size_inches()
        figure.set_dpi(_POINTS)
        self._file.newPage(width, height)
        renderer = SheetRenderer(self._file, _POINTS, height, width)
        renderer.memory = self._memory
        figure.draw(renderer)
        renderer.finalize()
        self._file.endStream()

    def finish(self) -> None:
        """Write the fonts, and the end."""
        self._file.finalize()
        self._file.close()


class _Memory:
    """What was found out on earlier sheets: the size of each text, and the place of each character in the PDF's fonts."""

    def __init__(self) -> None:
        self.sizes: dict[tuple[str, float, bool], tuple[float, float, float]] = {}
        self.places: dict[tuple[str, bool, bool], tuple[bytes, str]] = {}


class SheetRenderer(RendererPdf):
    """Draws a figure into a PDF."""

    memory: _Memory

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | Literal["TeX"] = False,
        mtext: Text | None = None,
    ) -> None:
        """Write characters one after the other, where they are Chinese, digits and punctuation."""
        if angle or not _stands_alone(s):
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        self.check_gc(gc, gc.get_rgb())
        points = prop.get_size_in_points()
        is_chinese = any(c.isalpha() for c in s)
        written = [f"BT {x:.3f} {y:.3f} Td".encode()]
        open_font, run = b"", ""
        for character in s:
            font, code = self._place(character, prop, is_chinese=is_chinese)
            if font != open_font and run:
                written.append(_shown(open_font, points, run))
                run = ""
            open_font = font
            run += code
        written += [_shown(open_font, points, run), b"ET\n"]
        self.file.write(b" ".join(written))

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """As matplotlib measures it, once for all sheets."""
        key = s, prop.get_size_in_points(), _is_strong(prop)
        if key not in self.memory.sizes:
            self.memory.sizes[key] = super().get_text_width_height_descent(s, prop, ismath)
        return self.memory.sizes[key]

    def _place(
        self, character: str, prop: FontProperties, *, is_chinese: bool
    ) -> tuple[bytes, str]:
        """The name of the font within the PDF that has a character, and the character's code there.

        In `is_chinese` text punctuation has another form than between digits.
        """
        key = character, _is_strong(prop), is_chinese
        if key not in self.memory.places:
            font = self._get_font_ttf(prop)
            language = fonts.LANGUAGE if _is_strong(prop) else None
            shown = fonts.IDEOGRAPH + character if is_chinese else character
            subset, code = self.file._character_tracker.track(font, shown, language=language)[-1]
            name = self.file.fontName(FontPath(font.fname, font.face_index), subset)
            self.memory.places[key] = name.pdfRepr(), chr(code)
        return self.memory.places[key]


def _stands_alone(text: str) -> bool:
    """Whether no character of a text changes another's form or place."""
    return text.isprintable() and not any(c.isalpha() and c < _IDEOGRAPHS for c in text)


def _is_strong(prop: FontProperties) -> bool:
    return prop.get_weight() == "bold"


def _shown(font: bytes, points: float, run: str) -> bytes:
    return b"%b %.3f Tf (%b) Tj" % (font, points, run.translate(_ESCAPES).encode("latin-1"))
