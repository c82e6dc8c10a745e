"""HTML to a page: paragraphs in reading order, tables with their spans laid out."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.errors import TooLargeError
from gongkai.readers.page import Block, Cell, Grid, Page, Paragraph

MAX_DEPTH = 1_000
MAX_TAGS = 100_000  # a report has two thousand; one saved by Word, twenty thousand
_HARMLESS = 5_000  # tags: so few are parsed in no time, however they are nested
_MAX_SPAN = 200
_LINE = "\u2028"  # stands for <br> while white space is folded
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SPACE = re.compile(r"[^\S\u2028]+")
_LONG_CELL = 300
_SKIP = frozenset(
    ("script", "style", "noscript", "template", "head", "svg", "select", "button", "-comment")
)
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "tr",
        "ul",
        "caption",
        "thead",
        "tfoot",
    ]
)


def read_html(text: str, name: str) -> Page:
    """The page of an HTML document; locators are `paragraph N` and `table N`, counted from 1.

    A table that holds tables, or a cell of prose, only lays out the page: its cells are walked
    like any other block.

    Raises:
        TooLargeError: beyond 100,000 tags or 1,000 elements one inside another.
    """
    _bound(text, name)
    tree = LexborHTMLParser(_BREAK.sub(_LINE, text))
    title = tree.css_first("title")
    said = (node.attributes for node in tree.css("meta[name][content]"))
    meta = {(a["name"] or "").lower(): a["content"] or "" for a in said}
    walker = _Walker(name)
    if tree.body is not None:
        walker.walk(tree.body)
    return Page(
        tuple(walker.blocks),
        "text/html",
        title=_SPACE.sub(" ", title.text()).strip() if title else "",
        meta=meta,
    )


def _bound(text: str, name: str) -> None:
    """Refuse before parsing what would take the parser minutes or gigabytes."""
    tags = text.count("<")
    if tags > MAX_TAGS:
        raise TooLargeError("html_too_many_tags", name, tags=f"{tags:,}", most=f"{MAX_TAGS:,}")
    if tags <= _HARMLESS:
        return
    for tag in ("div", "span", "font", "table", "b"):
        if text.count(f"<{tag}>") - text.count(f"</{tag}>") > MAX_DEPTH:
            raise TooLargeError("html_tags_open", name, tag=tag, most=f"{MAX_DEPTH:,}")


class _Walker:
    """Goes through a tree without recursion, so that no nesting exhausts the stack."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[Block] = []
        self.text: list[str] = []
        self.paragraphs = 0
        self.tables = 0

    def walk(self, root: LexborNode) -> None:
        node: LexborNode | None = root.child
        depth = 0
        while node is not None:
            tag = node.tag
            if tag == "-text":
                self.text.append(node.text_content or "")
            elif tag not in _SKIP and not (tag == "table" and self.grid(node)):
                if tag in _BLOCK:
                    self.flush()
                if node.child is not None:
                    depth += 1
                    if depth > MAX_DEPTH:
                        raise TooLargeError("html_too_deep", self.name, depth=depth)
                    node = node.child
                    continue
            while node is not None and node.next is None:
                node = node.parent if depth else None
                depth -= 1
                if node is not None and node.tag in _BLOCK:
                    self.flush()
            node = node.next if node is not None else None
        self.flush()

    def flush(self) -> None:
        """Close the paragraph that was being gathered."""
        if not self.text:
            return
        text = _SPACE.sub(" ", "".join(self.text))
        self.text.clear()
        for line in text.split(_LINE):
            if line := line.strip():
                self.paragraphs += 1
                self.blocks.append(Paragraph(line, f"paragraph {self.paragraphs}"))

    def grid(self, table: LexborNode) -> bool:
        """Take a table of data as a grid; False where the table only lays out the page."""
        if len(table.css("table")) > 1:
            return False
        cells = _lay_out(table)
        if not cells or any(len(cell.text) > _LONG_CELL for cell in cells):
            return False
        if all(cell.column == 0 for cell in cells):
            return False
        self.flush()
        self.tables += 1
        self.blocks.append(Grid(tuple(cells), f"table {self.tables}"))
        return True


def _lay_out(table: LexborNode) -> list[Cell]:
    # Asking every cell for its attributes is what costs most: few have any that matter here.
    spanning = {node.mem_id for node in table.css("[rowspan],[colspan]")}
    cells: list[Cell] = []
    taken: dict[int, int] = {}  # column -> first row that is free again
    row, column = -1, 0
    for node in table.css("tr,td,th"):
        if node.tag == "tr":
            row, column = row + 1, 0
            continue
        while taken and taken.get(column, 0) > row:
            column += 1
        text = node.text().strip()
        if text and not text.isalnum():
            text = _SPACE.sub(" ", text)
        if node.mem_id not in spanning:
            cells.append(Cell(text, row, column))
            column += 1
            continue
        attributes = node.attributes
        rowspan = _span(attributes.get("rowspan"))
        colspan = _span(attributes.get("colspan"))
        cells.append(Cell(text, row, column, rowspan, colspan))
        if rowspan > 1:
            taken.update(dict.fromkeys(range(column, column + colspan), row + rowspan))
        column += colspan
    return cells


def _span(value: str | None) -> int:
    """A rowspan or colspan; anything odd counts as 1."""
    if value is None:
        return 1
    try:
        return min(max(int(value), 1), _MAX_SPAN)
    except ValueError:
        return 1
