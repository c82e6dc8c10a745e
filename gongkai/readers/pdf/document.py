"""Text PDFs to a page: lines in the order of the text, empty cells inferred from where numbers stand."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gongkai.errors import EncryptedError, TooLargeError, UnreadableError
from gongkai.readers.ocr.scan import read_scanned_pdf
from gongkai.readers.page import BLANK, Page, Paragraph, Unseen
from gongkai.readers.pdf.pdf_annotations import show_fields
from gongkai.readers.pdf.pdf_lines import WORD, Line, is_figure, lines_of, trailing_values
from gongkai.readers.pdf.pdf_marks import has_raised
from gongkai.readers.pdf.pdf_objects import Box, CharacterBoxes
from gongkai.readers.pdf.pdf_order import Placed, Word, in_order, is_disordered
from gongkai.readers.pdf.pdf_signs import has_layers_off, signs_of
from gongkai.readers.pdf.pdf_visibility import pictures_of, put_out, set_upright
from gongkai.readers.pdf.substitute_font import measure_by_boxes

MAX_PAGES = 200
_PAGE_NUMBER = re.compile(
    r"^\s*(?:第\s*)?[-—–－·~]*\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-—–－·~]*\s*(?:页)?(?:\s*共\s*\d+\s*页)?\s*$"
)
_MARKED_NUMBER = re.compile(r"^([-—–－·~])\s*\d{1,4}\s*\1$")
_LEAST_CHARACTERS = 20  # a page: fewer, and what it shows is a picture
_FULL_ROW = 5
_FIRST_NUMBERS = 2  # pages before the one that is numbered 1, or not counted
_UPSIDE_DOWN = 180
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read_pdf(body: bytes, name: str) -> Page:
    """The page of a text PDF; locators are `page N/line N`, counted from 1.

    A row of numbers that is shorter than the full rows around it gets its empty cells back from
    where its numbers stand; page numbers and running heads are left out.

    Raises:
        EncryptedError: for one that asks for a password.
        UnsupportedError: `scanned`, for one that only holds pictures, without the extra `ocr`.
        UnreadableError, TooLargeError: as they say.
    """
    measure_by_boxes()
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise EncryptedError("pdf_password_asked", name) from error
        raise UnreadableError("pdf_damaged", name, error=error) from error
    try:
        if len(document) > MAX_PAGES:
            raise TooLargeError("pdf_too_long", name, pages=len(document), most=MAX_PAGES)
        sight = _Sight(document, body)
        pages = [sight.lines(i) for i in range(len(document))]
        title = document.get_metadata_value("Title")
    except pdfium.PdfiumError as error:
        raise UnreadableError("pdf_damaged", name, error=error) from error
    finally:
        document.close()
    if sum(len(line.text) for page in pages for line in page) < _LEAST_CHARACTERS * len(pages):
        return read_scanned_pdf(body, name)
    _refuse_without_unicode(pages, sight, name)
    lines = [line for page in _without_running_heads(pages) for line in page]
    _restore_blanks(lines)
    paragraphs = tuple(
        Paragraph(" ".join(line.words), line.locator) for line in lines if line.words
    )
    unseen = tuple(_unseen(sight.pictures, [line for line in lines if line.words]))
    return Page(paragraphs, "application/pdf", title=title, unseen=unseen)


class _Sight:
    """Reads the lines of a document's pages as a viewer shows them."""

    def __init__(self, document: pdfium.PdfDocument, body: bytes) -> None:
        self.document = document
        signs = signs_of(body)
        self.has_signs, self.has_pictures = signs.of_hiding, signs.of_pictures
        self.is_layered = has_layers_off(body)
        self.pictures: list[tuple[int, float]] = []  # page, and middle from its foot
        self.unmapped = 0
        if self.has_signs:
            document.init_forms()

    def lines(self, index: int) -> list[Line]:
        """The lines of a page, from the top."""
        notes = show_fields(self.document, index) if self.has_signs else None
        page = self.document[index]
        if self.has_signs:
            put_out(page, is_layered=self.is_layered)
        if page.get_rotation() == _UPSIDE_DOWN:
            set_upright(page)
        if self.has_pictures:
            for box in pictures_of(page):
                self.pictures.append((index + 1, (box.top + box.bottom) / 2))
        text_page = page.get_textpage()
        boxes = CharacterBoxes(text_page)
        lines = lines_of(text_page, boxes, index + 1)
        if not self.has_signs and (has_raised(text_page) or _leave(page, lines)):
            text_page.close()
            put_out(page)
            text_page = page.get_textpage()
            boxes = CharacterBoxes(text_page)
            lines = lines_of(text_page, boxes, index + 1)
        drawn = [line.middle for line in lines], [line.is_values for line in lines]
        if notes is not None or is_disordered(*drawn):
            lines = _reordered(text_page, boxes, lines, index + 1, notes or ())
        if not any("\u4e00" <= c <= "\u9fff" for line in lines for c in line.text):
            self.unmapped += sum(
                pdfium_c.FPDFText_HasUnicodeMapError(text_page.raw, i) == 1
                for i in range(text_page.count_chars())
            )
        text_page.close()
        page.close()
        return lines


def _leave(page: pdfium.PdfPage, lines: list[Line]) -> bool:
    """Whether a line begins outside the page."""
    left, bottom, right, top = page.get_cropbox()
    return any(
        line.offset >= 0
        and not (left - 1 <= line.left <= right + 1 and bottom - 1 <= line.middle <= top + 1)
        for line in lines
    )


def _refuse_without_unicode(pages: list[list[Line]], sight: _Sight, name: str) -> None:
    """Refuse a PDF whose fonts do not say which characters they draw."""
    characters = sum(len(line.text) for page in pages for line in page)
    if sight.unmapped * 2 > characters:
        raise UnreadableError("pdf_without_unicode", name)


def _unseen(pictures: list[tuple[int, float]], lines: list[Line]) -> Iterator[Unseen]:
    for n, (page, middle) in enumerate(pictures, start=1):
        above = [
            i
            for i, x in enumerate(lines)
            if x.page < page or (x.page == page and x.middle > middle)
        ]
        yield Unseen("picture", f"page {page}/picture {n}", max(above, default=-1) + 1)


def _reordered(
    text_page: pdfium.PdfTextPage,
    boxes: CharacterBoxes,
    lines: list[Line],
    number: int,
    notes: Sequence[tuple[str, Box]],
) -> list[Line]:
    """The lines of a page on which figures were not drawn in the order of reading, with its notes."""
    if any(line.offset < 0 for line in lines):
        return lines
    drawn = [_placed_words(text_page, boxes, line) for line in lines]
    placed = [Placed(words) for words in drawn if words]
    for text, box in notes:
        middle, height = (box.top + box.bottom) / 2, box.top - box.bottom
        is_value = is_figure(text)
        placed.append(Placed([Word(text, box.left, box.right, middle, height, is_value)]))
    out = []
    for n, line in enumerate(in_order(placed), start=1):
        words = [word.text for word in line.words]
        values = trailing_values(words)
        centres = [(w.left + w.right) / 2 for w in line.words[-values:]] if values > 1 else []
        text = " ".join(words)
        out.append(Line(number, n, text, words, centres, values, line.middle))
    return out


def _placed_words(text_page: pdfium.PdfTextPage, boxes: CharacterBoxes, line: Line) -> list[Word]:
    out: list[Word] = []
    is_number = bool(_PAGE_NUMBER.match(line.text)) and not line.text.strip().isdecimal()
    for match in WORD.finditer(line.text):
        text = match.group().replace("\ufffe", "").replace("\x02", "")
        if text:
            start = line.offset + match.start()
            left, bottom, _, top = boxes[start]
            right = boxes[line.offset + match.end() - 1][2]
            is_value = not is_number and (text.isdecimal() or is_figure(text))
            height = top - bottom
            if not (is_value and out):  # that of figures behind others is asked by none
                height = max(height, pdfium_c.FPDFText_GetFontSize(text_page.raw, start))
            out.append(Word(text, left, right, (top + bottom) / 2, height, is_value))
    return out


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
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
            numbered = (
                False  # a page has one number at an edge: what stands above it may be a figure
            )
            while kept:
                is_number = not numbered and _is_page_number(kept[edge], len(pages))
                if not is_number and not _is_running(kept[edge], len(pages), edges):
                    break
                numbered = numbered or bool(_PAGE_NUMBER.match(kept[edge].text))
                kept.pop(edge)
        out.append(kept)
    return out


def _is_page_number(line: Line, pages: int) -> bool:
    """Whether a line is the number of its page: with marks around it, or a number that fits."""
    text = line.text.strip()
    if _MARKED_NUMBER.match(text):
        return True
    if not _PAGE_NUMBER.match(text) or line.values > 1:
        return False
    return not text.isdecimal() or abs(int(text) - line.page) <= _FIRST_NUMBERS or pages == 1


def _is_running(line: Line, pages: int, edges: Counter[str]) -> bool:
    """Whether a line heads or foots three pages alike."""
    text = line.text.strip()
    return pages >= 3 and not text.isdecimal() and edges[re.sub(r"\d+", "#", text)] >= 3


def _restore_blanks(lines: list[Line]) -> None:
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
