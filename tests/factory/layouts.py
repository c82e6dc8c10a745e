"""Every layout a report is written in, by name: `LAYOUTS[name](truth)` gives its bytes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import opencc

from tests.factory import html_layouts, office_layouts, pdf_layouts, text_layouts
from tests.factory.document import Document, compose
from tests.factory.truth import Truth


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as it would be collected: the extension of its file name, and its bytes."""

    extension: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is written.

    Attributes:
        extension: of the file name.
        write: makes the text of a document, or its bytes.
        keeps_blanks: whether an empty cell can be told from no cell at all.
        traditional: whether the text is turned into traditional characters, as mirrors do.
        encoding: what the bytes are in.
        declares: what a page says its encoding is; None for plain text and silent pages.
    """

    extension: str
    write: Callable[[Document], str | bytes]
    keeps_blanks: bool = True
    traditional: bool = False
    encoding: str = "utf-8"
    declares: str | None = None

    def __call__(self, truth: Truth) -> Rendered:
        """The report of the truth in this layout."""
        return self.of(compose(truth))

    def of(self, document: Document) -> Rendered:
        """A composed document in this layout."""
        text = self.write(document)
        if isinstance(text, bytes):
            return Rendered(self.extension, text)
        if self.traditional:
            text = _traditional().convert(text)
        if self.extension == "html" and self.declares != "utf-8":
            charset = f'<meta charset="{self.declares}">' if self.declares else ""
            text = text.replace('<meta charset="utf-8">', charset, 1)
        return Rendered(self.extension, text.encode(self.encoding))


_HTML = Layout("html", html_layouts.bare, declares="utf-8")
_TEXT = Layout("txt", text_layouts.tab)


def _html(write: Callable[[Document], str], **changes: object) -> Layout:
    return dataclasses.replace(_HTML, write=write, **changes)  # type: ignore[arg-type]


def _text(write: Callable[[Document], str], **changes: object) -> Layout:
    return dataclasses.replace(_TEXT, write=write, **changes)  # type: ignore[arg-type]


TEXT_LAYOUTS: dict[str, Layout] = {
    "text_tab": _text(text_layouts.tab),
    "text_tab_ragged": _text(text_layouts.tab_ragged, keeps_blanks=False),
    "text_tab_gb18030": _text(text_layouts.tab, encoding="gb18030"),
    "text_pipe": _text(text_layouts.pipe),
    "text_markdown": _text(text_layouts.markdown),
    "text_pipe_cell": _text(text_layouts.pipe_cell),
    "text_cell_lines": _text(text_layouts.cell_lines, keeps_blanks=False),
    "text_cell_lines_spaced": _text(text_layouts.cell_lines_spaced, keeps_blanks=False),
    "text_space_row": _text(text_layouts.space_row, keeps_blanks=False),
    "text_one_paragraph": _text(text_layouts.one_paragraph, keeps_blanks=False),
}
HTML_LAYOUTS: dict[str, Layout] = {
    "html_bare": _HTML,
    "html_word": _html(html_layouts.word),
    "html_cms": _html(html_layouts.cms),
    "html_layout_table": _html(html_layouts.layout_table),
    "html_traditional": _html(html_layouts.cms, traditional=True),
    "html_gb18030": _html(html_layouts.word, encoding="gb18030", declares="gb2312"),
    "html_gb18030_undeclared": _html(html_layouts.bare, encoding="gb18030", declares=None),
}
OFFICE_LAYOUTS: dict[str, Layout] = {
    "docx": Layout("docx", office_layouts.word_file),
    "docx_in_table": Layout("docx", office_layouts.word_table_about),
    "xlsx": Layout("xlsx", office_layouts.workbook),
    "pdf_bordered": Layout("pdf", pdf_layouts.bordered, keeps_blanks=False),
    "pdf_borderless": Layout("pdf", pdf_layouts.borderless, keeps_blanks=False),
    "pdf_kangxi": Layout("pdf", pdf_layouts.kangxi, keeps_blanks=False),
}

WRITTEN_LAYOUTS = {**TEXT_LAYOUTS, **HTML_LAYOUTS}
"""Those that are text, and the same bytes on every machine: the sample county is made of them."""

LAYOUTS: dict[str, Layout] = {**WRITTEN_LAYOUTS, **OFFICE_LAYOUTS}


def render(truth: Truth, layout: str) -> Rendered:
    """The truth in the named layout; the same truth and layout give the same bytes."""
    return LAYOUTS[layout](truth)


@cache
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")
