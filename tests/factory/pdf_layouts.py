"""Documents as PDF files: text wrapped to the page, tables drawn cell by cell across pages."""

from __future__ import annotations

import io
from collections.abc import Iterator

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.factory.document import Document, Text
from tests.factory.tables import Table
from tests.factory.text_layouts import grid

_FONT = "STSong-Light"
_SIZE = 10.5
_SMALL = 8.0
_LEADING = 15.0
_MARGIN = 60.0
_KANGXI = str.maketrans(
    "一二人入八力十又口土士大女子小工己干心戶手文方日月木止比水火父片牛犬玉生用田立行西角言足車金長門青面",
    "⼀⼆⼈⼊⼋⼒⼗⼜⼝⼟⼠⼤⼥⼦⼩⼯⼰⼲⼼⼾⼿⽂⽅⽇⽉⽊⽌⽐⽔⽕⽗⽚⽜⽝⽟⽣⽤⽥⽴⾏⾑⾓⾔⾜⾞⾦⾧⾨⾭⾯",
)


def bordered(document: Document) -> bytes:
    """Tables with lines around their cells, page numbers at the foot."""
    return _Writer(borders=True).write(document)


def borderless(document: Document) -> bytes:
    """Tables without a line."""
    return _Writer(borders=False).write(document)


def kangxi(document: Document) -> bytes:
    """Some characters as the Kangxi radicals that look like them, as some fonts map them."""
    return _Writer(borders=True, radicals=True).write(document)


class _Writer:
    def __init__(self, borders: bool, radicals: bool = False) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, invariant=True)
        self.borders, self.radicals = borders, radicals
        self.y = A4[1] - _MARGIN
        self.page = 1

    def write(self, document: Document) -> bytes:
        self.canvas.setTitle(document.title)
        for block in document.blocks:
            if isinstance(block, Text):
                self.paragraph(block)
            else:
                self.table(block)
        self.end_page()
        self.canvas.save()
        return self.out.getvalue()

    def end_page(self) -> None:
        self.canvas.setFont(_FONT, 9)
        self.canvas.drawCentredString(A4[0] / 2, 30, f"- {self.page} -")
        self.canvas.showPage()
        self.page += 1
        self.y = A4[1] - _MARGIN

    def room(self, height: float) -> None:
        if self.y - height < _MARGIN:
            self.end_page()

    def text(self, x: float, y: float, text: str, size: float, centred: bool = False) -> None:
        self.canvas.setFont(_FONT, size)
        text = text.translate(_KANGXI) if self.radicals else text
        (self.canvas.drawCentredString if centred else self.canvas.drawString)(x, y, text)

    def paragraph(self, block: Text) -> None:
        indent = "" if block.role in ("title", "date") else "\u3000\u3000"
        for line in _wrapped(indent + block.text, A4[0] - 2 * _MARGIN, _SIZE):
            self.room(_LEADING)
            self.y -= _LEADING
            self.text(_MARGIN, self.y, line, _SIZE)

    def table(self, table: Table) -> None:
        edges = _edges(table)
        laid = grid(table)
        shown = [[c for c, cell in enumerate(row) if cell] for row in laid]
        for r, row in enumerate(laid):
            lines = {}
            for c in shown[r]:
                cell = row[c]
                assert cell is not None
                width = edges[c + cell.colspan] - edges[c]
                lines[c] = [
                    w for part in cell.text.split("\n") for w in _wrapped(part, width - 4, _SMALL)
                ]
            high = max((len(w) for c, w in lines.items() if row[c].rowspan == 1), default=1)  # type: ignore[union-attr]
            height = 10.0 * max(1, high) + 5
            self.room(height)
            for c, words in lines.items():
                cell = row[c]
                assert cell is not None
                left, right = edges[c], edges[c + cell.colspan]
                if self.borders:
                    self.canvas.rect(left, self.y - height, right - left, height)
                top = self.y - (height - 10.0 * len(words)) / 2 if cell.rowspan == 1 else self.y - 2
                for n, word in enumerate(words, start=1):
                    self.text((left + right) / 2, top - 10.0 * n + 2, word, _SMALL, centred=True)
            self.y -= height


def _edges(table: Table) -> list[float]:
    """Where columns begin: labels are given more room than numbers."""
    weights = [1.0] * table.width
    if table.section != 4:
        labels = 3 if table.section == 3 else 1
        weights[:labels] = [1.2, 2.0, 4.0][-labels:] if labels == 3 else [2.0]
    scale = (A4[0] - 2 * 40) / sum(weights)
    edges = [40.0]
    for weight in weights:
        edges.append(edges[-1] + weight * scale)
    return edges


def _wrapped(text: str, width: float, size: float) -> Iterator[str]:
    line = ""
    for character in text:
        if line and pdfmetrics.stringWidth(line + character, _FONT, size) > width:
            yield line
            line = ""
        line += character
    if line:
        yield line
