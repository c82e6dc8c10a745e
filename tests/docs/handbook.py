"""《经办人手册》 as Word, from docs/zh/经办人手册.md: `python -m tests.docs.handbook`; the same page gives the same bytes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

from gongkai.pack.documents.word import Letter, set_font
from gongkai.pack.documents.word_fonts import BODY, HEAD
from gongkai.pack.tables.statutory import Grid, Placed

PAGE = Path(__file__).parents[2] / "docs" / "zh" / "经办人手册.md"
WORD = PAGE.with_suffix(".docx")
_MADE_ON = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_MARKED = re.compile(r"\*\*(.+?)\*\*|`([^`]+)`")
_ITEM = re.compile(r"^(?:(\d+)\.|-) +")
_SHADE = "F2F2F2"
_FIRST_COLUMN = 0.28


class Handbook(Letter):
    """A page of Markdown, block by block: headings, paragraphs, lists, tables and commands."""

    def add(self, block: list[str]) -> None:
        """One block, by how its first line begins."""
        first = block[0]
        if first.startswith("#"):
            self.heading(first.lstrip("# "))
        elif first.startswith("```"):
            for line in block[1:-1]:
                self._paragraph(line or " ", BODY, 10.5, indent=12, fill=_SHADE)
        elif first.startswith("|"):
            self._rows([_cells(line) for line in (first, *block[2:])])
        elif _ITEM.match(first):
            for item in _items(block):
                self._marked(item, indent=0)
        else:
            self._marked(_joined(block), indent=24)

    def _marked(self, text: str, *, indent: float) -> None:
        """Running text in which ** and ` mark some words."""
        paragraph = self._paragraph("", BODY, 12, indent=indent, after=4)
        paragraph.paragraph_format.line_spacing = 1.4
        at = 0
        for match in _MARKED.finditer(text):
            set_font(paragraph.add_run(text[at : match.start()]), BODY, 12)
            is_bold = match[1] is not None
            run = paragraph.add_run(match[1] if is_bold else match[2])
            set_font(run, HEAD if is_bold else BODY, 12)
            run.font.bold = is_bold
            at = match.end()
        set_font(paragraph.add_run(text[at:]), BODY, 12)

    def _rows(self, rows: list[list[str]]) -> None:
        cells = [
            Placed(row, column, _MARKED.sub(r"\1\2", text))
            for row, texts in enumerate(rows)
            for column, text in enumerate(texts)
        ]
        count = len(rows[0])
        rest = (1 - _FIRST_COLUMN) / max(1, count - 1)
        widths = [_FIRST_COLUMN, *[rest] * (count - 1)]
        self.table(Grid(0, "", len(rows), count, 1, tuple(cells)), widths=widths, points=10.5)


def handbook() -> bytes:
    """The Word file."""
    title, *blocks = _blocks(PAGE.read_text("utf-8"))
    made = Handbook(title[0].lstrip("# "), _MADE_ON)
    for block in blocks:
        made.add(block)
    return made.body()


def _blocks(text: str) -> Iterator[list[str]]:
    """Runs of lines between blank ones; commands go on to their closing mark."""
    block: list[str] = []
    is_code = False
    for line in [*text.splitlines(), ""]:
        is_code ^= line.startswith("```")
        if line or is_code:
            block.append(_LINK.sub(r"\1", line))
        elif block:
            yield block
            block = []


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _items(block: list[str]) -> Iterator[str]:
    """Each item of a list, its number or a dot before it."""
    item: list[str] = []
    for line in block:
        match = _ITEM.match(line)
        if match and item:
            yield _joined(item)
            item = []
        sign = f"{match[1]}．" if match and match[1] else "·　"
        item.append(sign + line[match.end() :] if match else line)
    yield _joined(item)


def _joined(lines: list[str]) -> str:
    """Lines of one paragraph; Chinese needs no space where a line was broken."""
    text = ""
    for line in (line.strip() for line in lines):
        needs_space = text and text[-1].isascii() and line[:1].isascii()
        text += (" " if needs_space else "") + line
    return text


if __name__ == "__main__":
    WORD.write_bytes(handbook())
