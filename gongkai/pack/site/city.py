"""A city's page as a file that opens from a folder, with links to the packs of its counties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.pack.data.city import City
from gongkai.pack.data.page_parts import Page
from gongkai.pack.sentences.city import city_title
from gongkai.pack.site.chart_csv import chart_files
from gongkai.pack.site.environment import make_environment, tight


def draw_city(city: City, pages: Sequence[Page], packs: Mapping[str, str]) -> dict[str, bytes]:
    """The files by name; `packs` gives the address of each county's pack that is there, by its name.

    Raises:
        PackError: where a character has no glyph in the packaged font.
    """
    environment = make_environment(
        lambda text, up: packs.get(text, ""), {page.anchor for page in pages}
    )
    text = environment.get_template("city.html.j2").render(
        title=city_title(city), pages=pages, script_name="tables.js"
    )
    return {"index.html": tight(text).encode("utf-8")} | chart_files(pages)
