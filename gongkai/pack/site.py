"""The HTML page: the parts of the PDF in one file that opens from a folder, without a network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from io import StringIO
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from matplotlib.figure import Figure

from gongkai.pack import fonts, palette
from gongkai.pack.book import Book
from gongkai.pack.pages import document_title
from gongkai.pack.parts import Area, Chart, Page
from gongkai.pack.sheet import ROOM

_TEMPLATES = Path(__file__).with_name("templates")
_METADATA = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)
_GROUP_ID = re.compile(r'(<g) id="[^"]*"')
_SIZE = re.compile(r'<svg [^>]*viewBox="([^"]*)"[^>]*>')
_FAMILY = re.compile(r"'" + re.escape(fonts.FAMILY) + r"'(, [^;\"]*)?")
_COLOURS = re.compile("|".join(map(re.escape, palette.CSS_VARIABLE)))


def draw_site(book: Book, pages: Sequence[Page]) -> str:
    """The whole pack as one HTML document; every text in it is escaped by the template.

    Raises:
        PackError: where a character has no glyph in the packaged font.
    """
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["part"] = _is_part
    environment.globals["svg"] = draw_svg
    return environment.get_template("index.html.j2").render(
        title=document_title(book), book=book, pages=pages
    )


def draw_svg(chart: Chart) -> Markup:
    """A chart as inline SVG: searchable text, colours of the page's theme, nothing from outside."""
    body = StringIO()
    with fonts.house_style(salt=f"gongkai-{chart.name}"):
        figure = Figure(figsize=(ROOM, chart.height), facecolor="none")
        chart.draw(Area(figure, 0, 0, ROOM, chart.height))
        figure.savefig(body, format="svg", metadata={"Date": None, "Creator": None})
    svg = body.getvalue()
    svg = _METADATA.sub("", svg[svg.index("<svg ") :])
    svg = _GROUP_ID.sub(r"\1", svg)  # ids that nothing refers to would repeat from chart to chart
    svg = _FAMILY.sub("inherit", svg)
    svg = _COLOURS.sub(lambda colour: f"var({palette.CSS_VARIABLE[colour[0]]})", svg)
    opening = f'<svg viewBox="\\1" role="img" aria-label="{escape(chart.alt)}">'
    # A function, because the text of a report may hold what looks like a group reference.
    svg = _SIZE.sub(lambda found: opening.replace("\\1", found[1]), svg, count=1)
    return Markup(svg)


def _is_part(value: object, name: str) -> bool:
    return type(value).__name__ == name
