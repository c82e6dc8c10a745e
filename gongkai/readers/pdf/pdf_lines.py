"""The lines of a PDF page's text, and where they and their figures stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gongkai.readers.pdf.pdf_objects import CharacterBoxes

WORD = re.compile(r"\S+")
_VALUE = re.compile(r"^(?:[-+]?\d[\d,]*(?:\.\d+)?|/|-|—|——|–|无|[OoＯ〇○零])$")


@dataclass(slots=True)
class Line:
    """A line of a page: its text, its words, and how many figures it ends in."""

    page: int
    number: int
    text: str
    words: list[str]
    centres: list[float]  # of the trailing run of values, where it is long enough to matter
    values: int
    middle: float = 0.0  # points from the foot of the page
    offset: int = -1  # of its first character in the page's text, where that can be trusted
    left: float = 0.0

    @property
    def is_values(self) -> bool:
        """Whether it holds figures alone."""
        return self.values == len(self.words)

    @property
    def locator(self) -> str:
        """Where it stands, as a person says it."""
        return f"page {self.page}/line {self.number}"


def lines_of(text_page: pdfium.PdfTextPage, boxes: CharacterBoxes, number: int) -> list[Line]:
    """The lines of a page in the order of its text."""
    text = text_page.get_text_range()
    exact = len(text) == text_page.count_chars()  # else characters that are no text stand between
    out = []
    offset = 0
    for n, raw in enumerate(text.split("\r\n"), start=1):
        words = raw.replace("\ufffe", "").replace("\x02", "").split()
        if words:
            values = trailing_values(words)
            at = offset if exact else _character(text_page, raw, offset)
            centres = _centres(boxes, raw, at, values) if at >= 0 and values > 1 else []
            left, middle = _start(boxes, raw, at) if at >= 0 else (0.0, 0.0)
            out.append(Line(number, n, raw, words, centres, values, middle, at, left))
        offset += len(raw) + 2
    return out


def _character(text_page: pdfium.PdfTextPage, raw: str, offset: int) -> int:
    """The number of a line's first character; -1 where its characters do not follow one another."""
    first = pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page.raw, offset)
    last = pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page.raw, offset + len(raw) - 1)
    if last - first != len(raw) - 1 or pdfium_c.FPDFText_GetUnicode(text_page.raw, first) != ord(
        raw[0]
    ):
        return -1
    return int(first)


def _start(boxes: CharacterBoxes, raw: str, offset: int) -> tuple[float, float]:
    """Where a line begins: from the left, and from the foot of the page to its middle."""
    left, bottom, _, top = boxes[offset + len(raw) - len(raw.lstrip())]
    return left, (bottom + top) / 2


def is_figure(word: str) -> bool:
    """Whether a word is a figure, or a sign in the place of one."""
    return _VALUE.match(word) is not None


def trailing_values(words: list[str]) -> int:
    """How many figures a line of words ends in."""
    count = 0
    for word in reversed(words):
        if not (word.isdecimal() or is_figure(word)):
            break
        count += 1
    return count


def _centres(boxes: CharacterBoxes, raw: str, offset: int, values: int) -> list[float]:
    spans = [m.span() for m in WORD.finditer(raw)][-values:]
    return [(boxes[offset + start][0] + boxes[offset + end - 1][2]) / 2 for start, end in spans]
