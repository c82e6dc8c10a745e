"""Text PDFs to a page: lines in the order of the text, empty cells told by where numbers stand."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

import pypdfium2 as pdfium

from gongkai.errors import EncryptedError, TooLargeError, UnreadableError
from gongkai.readers.page import BLANK, Page, Paragraph
from gongkai.readers.scan import read_scanned_pdf
from gongkai.readers.substitute_font import use_packaged_font

MAX_PAGES = 200
_PAGE_NUMBER = re.compile(
    r"^\s*(?:第\s*)?[-—–－·~]*\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-—–－·~]*\s*(?:页)?(?:\s*共\s*\d+\s*页)?\s*$"
)
_VALUE = re.compile(r"^(?:[-+]?\d[\d,]*(?:\.\d+)?|/|-|—|——|–|无|[OoＯ〇○零])$")
_LEAST_CHARACTERS = 20  # a page: fewer, and what it shows is a picture
_FULL_ROW = 5
_PASSWORD = 4  # FPDF_ERR_PASSWORD


@dataclass(slots=True)
class _Line:
    page: int
    number: int
    text: str
    words: list[str]
    centres: list[float]  # of the trailing run of values, where it is long enough to matter
    values: int

    @property
    def locator(self) -> str:
        return f"page {self.page}/line {self.number}"


def read_pdf(body: bytes, name: str) -> Page:
    """The page of a text PDF; locators are `page N/line N`, counted from 1.

    A row of numbers that is shorter than the full rows around it gets its empty cells back from
    where its numbers stand; page numbers and running heads are left out.

    Raises:
        EncryptedError: for one that asks for a password.
        UnsupportedError: `scanned`, for one that only holds pictures, without the extra `ocr`.
        UnreadableError, TooLargeError: as they say.
    """
    use_packaged_font()
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise EncryptedError("pdf_password_asked", name) from error
        raise UnreadableError("pdf_damaged", name, error=error) from error
    try:
        if len(document) > MAX_PAGES:
            raise TooLargeError("pdf_too_long", name, pages=len(document), most=MAX_PAGES)
        pages = [_lines(document[i], i + 1) for i in range(len(document))]
        title = document.get_metadata_dict().get("Title", "")
    except pdfium.PdfiumError as error:
        raise UnreadableError("pdf_damaged", name, error=error) from error
    finally:
        document.close()
    if sum(len(line.text) for page in pages for line in page) < _LEAST_CHARACTERS * len(pages):
        return read_scanned_pdf(body, name)
    lines = [line for page in _without_running_heads(pages) for line in page]
    _restore_blanks(lines)
    paragraphs = tuple(
        Paragraph(" ".join(line.words), line.locator) for line in lines if line.words
    )
    return Page(paragraphs, "application/pdf", title=title)


def _lines(page: pdfium.PdfPage, number: int) -> list[_Line]:
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    exact = len(text) == text_page.count_chars()  # else offsets cannot be trusted
    out = []
    offset = 0
    for n, raw in enumerate(text.split("\r\n"), start=1):
        words = raw.replace("\ufffe", "").replace("\x02", "").split()
        if words:
            values = _trailing_values(words)
            centres = _centres(text_page, raw, offset, values) if exact and values > 1 else []
            out.append(_Line(number, n, raw, words, centres, values))
        offset += len(raw) + 2
    text_page.close()
    return out


def _trailing_values(words: list[str]) -> int:
    count = 0
    for word in reversed(words):
        if not _VALUE.match(word):
            break
        count += 1
    return count


def _centres(text_page: pdfium.PdfTextPage, raw: str, offset: int, values: int) -> list[float]:
    spans = [m.span() for m in re.finditer(r"\S+", raw)][-values:]
    out = []
    for start, end in spans:
        left = text_page.get_charbox(offset + start)[0]
        right = text_page.get_charbox(offset + end - 1)[2]
        out.append((left + right) / 2)
    return out


def _without_running_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Drop page numbers at either edge of a page, and a line that heads or foots three pages alike."""
    edges = Counter(
        re.sub(r"\d+", "#", line.text.strip())
        for page in pages
        for line in {id(x): x for x in (*page[:1], *page[-1:])}.values()
    )
    out = []
    for page in pages:
        kept = list(page)
        for edge in (0, -1):
            while kept and (
                (_PAGE_NUMBER.match(kept[edge].text) and kept[edge].values <= 1)
                or (len(pages) >= 3 and edges[re.sub(r"\d+", "#", kept[edge].text.strip())] >= 3)
            ):
                kept.pop(edge)
        out.append(kept)
    return out


def _restore_blanks(lines: list[_Line]) -> None:
    """Put a mark for an empty cell where a short row of numbers leaves a column open."""
    full = max((line.values for line in lines if line.centres), default=0)
    counts = Counter(line.values for line in lines if line.values >= _FULL_ROW)
    if not counts or full < _FULL_ROW:
        return
    width = counts.most_common(1)[0][0]
    whole = [line.centres for line in lines if line.values == width and line.centres]
    if len(whole) < 2:
        return
    columns = [median(centres) for centres in zip(*whole, strict=True)]
    reach = min(b - a for a, b in itertools.pairwise(columns)) / 2
    if reach <= 0:
        return
    rows = [i for i, line in enumerate(lines) if line.values == width]
    for line in lines[rows[0] : rows[-1]]:
        if 1 < line.values < width and line.centres:
            at = [min(range(width), key=lambda c: abs(columns[c] - x)) for x in line.centres]
            if len(set(at)) == len(at) and all(
                abs(columns[c] - x) < reach for c, x in zip(at, line.centres, strict=True)
            ):
                row = [BLANK] * width
                for column, word in zip(at, line.words[-line.values :], strict=True):
                    row[column] = word
                line.words[-line.values :] = row
