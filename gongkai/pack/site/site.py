"""The site: an overview, the county's sums and a page a unit, as files that open from a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import quote

from gongkai.locators import place_of
from gongkai.pack.data.book import Book
from gongkai.pack.data.page_parts import Cited, Column, Page, Table
from gongkai.pack.data.year_form import form_of
from gongkai.pack.documents.notices import bundle_name, closing_names, notice_names
from gongkai.pack.pages.front import document_title
from gongkai.pack.sentences.wording import number
from gongkai.pack.site.chart_csv import chart_files
from gongkai.pack.site.environment import make_environment, tight
from gongkai.pack.site.forms import (
    county_forms,
    county_sums,
    find_anchor,
    form_id_of,
    unit_forms,
)
from gongkai.pack.site.slugs import slugs
from gongkai.pack.site.trace import trails


def draw_site(book: Book, pages: Sequence[Page]) -> dict[str, bytes]:
    """Every page of the site by its name within the pack.

    All text is escaped by the templates, and the one script is allowed by its hash, so that a script
    that a report brings along is text on the page and could not run if it were not.

    Raises:
        PackError: where a character has no glyph in the packaged font.
    """
    named = slugs(book)
    overview = [page for page in pages if not page.unit_id]
    environment = make_environment(_links(book, named), {page.anchor for page in overview})
    environment.globals |= {"book": book, "slugs": named}
    units = [page for page in pages if page.unit_id]
    notices = {unit_id: quote(name) for unit_id, name in notice_names(book).items()}
    closing = {unit_id: quote(name) for unit_id, name in closing_names(book).items()}
    made = {
        "index.html": environment.get_template("index.html.j2").render(
            title=document_title(book),
            pages=overview,
            script_name="tables.js",
            notices=notices,
            closing=closing,
            bundle=quote(bundle_name(book)),
        ),
        "rollup.html": environment.get_template("rollup.html.j2").render(
            forms=county_forms(book), sums=county_sums(book, named)
        ),
        "trace.html": environment.get_template("trace.html.j2").render(trails=trails(book, named)),
    }
    for i, page in enumerate(units):
        made[f"units/{named[page.unit_id]}.html"] = environment.get_template("unit.html.j2").render(
            page=page,
            before=units[i - 1].unit_id if i else "",
            after=units[i + 1].unit_id if i + 1 < len(units) else "",
            notice=notices.get(page.unit_id, ""),
            closed=closing.get(page.unit_id, ""),
            source=book.sources.get(page.unit_id),
            forms=unit_forms(book, page.unit_id),
            statements=_statements(book, page.unit_id),
        )
    files = {name: tight(text).encode("utf-8") for name, text in made.items()}
    return files | chart_files(pages)


def _links(book: Book, named: dict[str, str]) -> Callable[[str, str], str]:
    by_name = {name: unit_id for unit_id, name in book.names.items()}
    by_name = by_name if len(by_name) == len(book.names) else {}

    def link(text: str, up: str) -> str:
        """Address of the place that a cell of a table is read from; empty where there is none."""
        if isinstance(text, Cited):
            return _address(book, named, text, up)
        return f"{up}units/{named[by_name[text]]}.html" if text in by_name else ""

    return link


def _address(book: Book, named: dict[str, str], cited: Cited, up: str) -> str:
    if not cited.unit_id:
        total = book.rollup.get(cited.place)
        if total is None or total.value is None:
            return ""  # a dash leads nowhere
        anchor = find_anchor(form_of(book.year).id, cited.place)
        return f"{up}rollup.html#{anchor}" if anchor else ""
    if cited.unit_id not in book.sources:
        return ""
    file = f"{up}units/{named[cited.unit_id]}.html"
    if cited.place.startswith("narrative."):
        name = cited.place.removeprefix("narrative.")
        stated = [s.name for s in book.statements.get(cited.unit_id, ())]
        return f"{file}#t-statements" if name in stated else ""
    anchor = find_anchor(form_id_of(book, cited.unit_id), cited.place)
    return f"{file}#{anchor}" if anchor else ""


def _statements(book: Book, unit_id: str) -> Table:
    """The numbers in a unit's prose, each with its words and its place."""
    return Table(
        name="statements",
        caption="报告正文中的数字",
        columns=(
            Column("事项", share=1),
            Column("类别", share=1),
            Column("数", share=0.4, is_number=True),
            Column("原文", share=1.4),
            Column("在原件中的位置", share=0.8),
            Column("存疑", share=0.8),
        ),
        rows=tuple(
            (
                s.place,
                s.label or "—",
                ("约 " if s.is_approximate else "") + number(s.value),
                s.printed,
                place_of(s.locator),
                s.doubt or "—",
            )
            for s in book.statements.get(unit_id, ())
        ),
    )
