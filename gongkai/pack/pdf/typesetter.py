"""Text on the sheets of a PDF, set character by character: Chinese has no kerning and needs no shaping.

Matplotlib shapes each text anew, twice, with a font of 65,535 glyphs; that was most of what a pack cost.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import IO, Any, Literal

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_pdf import Name, PdfFile, RendererPdf
from matplotlib.figure import Figure
from matplotlib.font_manager import FontPath, FontProperties
from matplotlib.text import Text

from gongkai.pack.style import fonts

_POINTS = 72
_ALONE = re.compile(
    r"(?!.*[—―⸺]{2})"  # one long dash: of two the font makes one
    r"[ -@\[-`{-~\u00a0-\u00bf×÷"  # no letter of Latin, which are kerned
    r"\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2460-\u27bf\u2e3a\u3000-\u3020"
    r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\uff01-\uff20]+"
)
"""What is made of characters none of which changes another's form or place."""

_ESCAPES = {ord("\\"): r"\\", ord("("): r"\(", ord(")"): r"\)", ord("\r"): r"\r", ord("\n"): r"\n"}


class Line(Text):
    """One line of text, its baseline given: nothing about it has to be measured before it is drawn."""

    def draw(self, renderer: RendererBase) -> None:
        """Put it on a sheet; whatever else draws it measures it as any other text."""
        if not isinstance(renderer, SheetRenderer):
            super().draw(renderer)
            return
        fonts.width(self.get_text(), 1)  # which says what has no glyph
        x, y = self.get_transform().transform(self.get_position())
        gc: GraphicsContextBase = renderer.new_gc()  # type: ignore[no-untyped-call]
        gc.set_foreground(self.get_color())
        renderer.draw_text(gc, x, y, self.get_text(), self.get_fontproperties(), 0, mtext=self)
        gc.restore()


class Sheaf:
    """The sheets of one PDF, and what is known by now of its text."""

    def __init__(self, body: IO[bytes], properties: dict[str, Any]) -> None:
        """Write a PDF with these properties to `body`."""
        self._file = PdfFile(body, metadata=properties)  # type: ignore[no-untyped-call]
        self._memory = _Memory()

    def add(self, figure: Figure) -> None:
        """Draw a figure as the next sheet."""
        width, height = figure.get_size_inches()
        figure.set_dpi(_POINTS)
        self._file.newPage(width, height)  # type: ignore[no-untyped-call]
        renderer = SheetRenderer(self._file, _POINTS, height, width)  # type: ignore[no-untyped-call]
        renderer.memory = self._memory
        figure.draw(renderer)
        renderer.finalize()  # type: ignore[no-untyped-call]
        self._file.endStream()  # type: ignore[no-untyped-call]

    def finish(self) -> None:
        """Write the fonts, and the end."""
        self._file.finalize()  # type: ignore[no-untyped-call]
        self._file.close()  # type: ignore[no-untyped-call]


class _Memory:
    """What was found out on earlier sheets: the size of each text, and the place of each character in the PDF's fonts."""

    def __init__(self) -> None:
        self.sizes: dict[tuple[str, float, bool], tuple[float, float, float]] = {}
        self.places: defaultdict[tuple[bool, bool], dict[str, tuple[bytes, str]]]
        self.places = defaultdict(dict)


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
        if angle or not _ALONE.fullmatch(s):
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)  # type: ignore[no-untyped-call]
            return
        self.check_gc(gc, gc.get_rgb())  # type: ignore[no-untyped-call]
        points = prop.get_size_in_points()
        written = [f"BT {x:.3f} {y:.3f} Td".encode()]
        open_font, run = b"", ""
        for font, code in self._places(s, prop):
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
            self.memory.sizes[key] = super().get_text_width_height_descent(s, prop, ismath)  # type: ignore[no-untyped-call]
        return self.memory.sizes[key]

    def _places(self, text: str, prop: FontProperties) -> list[tuple[bytes, str]]:
        """Of each character the name of the font within the PDF that has it, and its code there.

        Punctuation has another form among Chinese characters than among digits.
        """
        known = self.memory.places[_is_strong(prop), any(map(str.isalpha, text))]
        if not known.keys() >= set(text):
            font = self._get_font_ttf(prop)  # type: ignore[no-untyped-call]
            path = FontPath(font.fname, font.face_index)
            language = fonts.LANGUAGE if _is_strong(prop) else None
            tracked = self.file._character_tracker.track(font, text, language=language)
            for character, (subset, code) in zip(text, tracked, strict=True):
                name: Name = self.file.fontName(path, subset)
                known.setdefault(character, (name.pdfRepr(), chr(code)))  # type: ignore[no-untyped-call]
        return [known[character] for character in text]


def _is_strong(prop: FontProperties) -> bool:
    return prop.get_weight() == "bold"


def _shown(font: bytes, points: float, run: str) -> bytes:
    return b"%b %.3f Tf (%b) Tj" % (font, points, run.translate(_ESCAPES).encode("latin-1"))
