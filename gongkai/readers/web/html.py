"""HTML to a page: paragraphs in reading order, tables with their spans laid out."""

from __future__ import annotations

import itertools
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.errors import TooLargeError
from gongkai.readers.page import Block, Cell, Grid, Page, Paragraph, Unseen
from gongkai.readers.web.html_graphics import graphic, graphics_among, may_be_a_figure
from gongkai.readers.web.html_markup import LINE, MAX_DEPTH, Markup, markup_of
from gongkai.readers.web.html_scripts import shown_by_scripts
from gongkai.readers.web.html_visibility import prune

_MAX_SPAN = 200
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FEW = 300  # characters: a page that shows no more is filled by its scripts
_NESTED_CELLS, _NESTED_TEXT = 8, 60  # a table that is no more than a part of a cell
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
        "details",
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
        "summary",
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
    page = _read(text, name, is_pruned=True)
    if _shows_little(page):
        whole = _read(text, name, is_pruned=False)  # hidden until a script shows it
        page = page if _shows_little(whole) else whole
    return page


def _shows_little(page: Page) -> bool:
    shown = itertools.accumulate(map(len, page.texts()))
    return all(characters < _FEW for characters in shown)


def _read(text: str, name: str, *, is_pruned: bool) -> Page:
    markup = markup_of(text, name)
    shown = shown_by_scripts(text, markup)
    if shown is not text:
        text, markup = shown, markup_of(shown, name)
    tree = LexborHTMLParser(_BREAK.sub(LINE, text) if "br" in markup.tags else text)
    title, meta = tree.css_first("title"), _meta(tree, markup)
    if is_pruned:
        prune(tree, markup)
    walker = _Walker(name, graphics_among(markup))
    if tree.body is not None:
        walker.walk(tree.body)
    return Page(
        tuple(walker.blocks),
        "text/html",
        title=_SPACE.sub(" ", title.text().replace(LINE, " ")).strip() if title else "",
        meta=meta,
        unseen=tuple(walker.unseen),
    )


def _meta(tree: LexborHTMLParser, markup: Markup) -> dict[str, str]:
    """What a page says of itself, by its name in lower case."""
    said = (node.attributes for node in markup.select(tree, "meta"))
    return {
        (a["name"] or "").lower(): a["content"] or ""
        for a in said
        if "name" in a and "content" in a
    }


class _Walker:
    """Goes through a tree without recursion, so that no nesting exhausts the stack."""

    def __init__(self, name: str, graphics: frozenset[str]) -> None:
        self.name = name
        self.graphics = graphics
        self.blocks: list[Block] = []
        self.text: list[str] = []
        self.unseen: list[Unseen] = []
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
                elif tag in self.graphics:
                    self.graphic(node, f"paragraph {self.paragraphs + 1}")
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
        text = "".join(self.text)
        self.text.clear()
        for line in text.split(LINE):
            if line := " ".join(line.split()):
                self.paragraphs += 1
                self.blocks.append(Paragraph(line, f"paragraph {self.paragraphs}"))

    def graphic(self, node: LexborNode, locator: str) -> None:
        """Note a part that a person sees and that is no text."""
        if found := graphic(node):
            kind, named = found
            self.unseen.append(Unseen(kind, locator, len(self.blocks) + bool(self.text), named))

    def pictured(self, table: LexborNode, cells: list[Cell]) -> None:
        """Note the cells that show nothing but a picture, as small as a figure may be."""
        for node, cell in zip(table.css("td,th"), cells, strict=True):
            if not cell.text and any(map(may_be_a_figure, node.css("img"))):
                place = f"table {self.tables}/row {cell.row + 1}/column {cell.column + 1}"
                self.unseen.append(Unseen("picture", place, len(self.blocks), row=cell.row))

    def grid(self, table: LexborNode) -> bool:
        """Take a table of data as a grid; False where the table only lays out the page."""
        parts = [(node, node.tag) for node in table.css("table,tr,td,th")][1:]
        if inner := [node for node, tag in parts if tag == "table"]:
            if not all(map(_is_part_of_cell, inner)):
                return False
            for nested in reversed(inner):
                nested.replace_with(LINE.join(["", *(c.text() for c in nested.css("td,th")), ""]))
            parts = [(node, node.tag) for node in table.css("tr,td,th")]
        cells = _lay_out(table, parts)
        if not max([cell.column for cell in cells], default=0):
            return False
        if max([len(cell.text) for cell in cells]) > _LONG_CELL:
            return False
        self.flush()
        self.tables += 1
        for node in table.css(",".join(self.graphics)) if self.graphics else ():
            self.graphic(node, f"table {self.tables}")
        if "img" in self.graphics:
            self.pictured(table, cells)
        self.blocks.append(Grid(tuple(cells), f"table {self.tables}"))
        return True


def _lay_out(table: LexborNode, parts: list[tuple[LexborNode, str | None]]) -> list[Cell]:
    """The cells of a table; `parts` are its rows and cells, in order, each with its tag."""
    # Asking every cell for its attributes is what costs most: few have any that matter here.
    spanning = {node.mem_id for node in table.css("[rowspan],[colspan]")}
    cells: list[Cell] = []
    taken: dict[int, int] = {}  # column -> first row that is free again
    row, column = -1, 0
    for node, tag in parts:
        if tag == "tr":
            row, column = row + 1, 0
            continue
        while taken and taken.get(column, 0) > row:
            column += 1
        text = node.text(True, LINE).strip()
        if text and not text.isalnum():  # else a figure or a word, and nothing to set right
            if LINE in text:
                text = _by_lines(node).strip()
            lines = [" ".join(line.split()) for line in text.split(LINE)]
            text = "\n".join(filter(None, lines))
        if not spanning or node.mem_id not in spanning:
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


def _by_lines(cell: LexborNode) -> str:
    """The text of a cell, with a mark before and behind whatever stands on a line of its own."""
    out: list[str] = []
    left: list[LexborNode | str | None] = [cell.child]
    while left:
        node = left.pop()
        if isinstance(node, str):
            out.append(node)
        elif node is not None:
            left.append(node.next)
            if node.tag == "-text":
                out.append(node.text_content or "")
                continue
            if node.tag in _BLOCK:
                out.append(LINE)
                left.append(LINE)
            left.append(node.child)
    return "".join(out)


def _is_part_of_cell(table: LexborNode) -> bool:
    """Whether a table is so small that it only sets the figures of the cell around it."""
    return len(table.css("td,th")) <= _NESTED_CELLS and len(table.text().strip()) <= _NESTED_TEXT


def _span(value: str | None) -> int:
    """A rowspan or colspan; anything odd counts as 1."""
    if value is None:
        return 1
    try:
        return min(max(int(value), 1), _MAX_SPAN)
    except ValueError:
        return 1
