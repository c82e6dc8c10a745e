"""A fetched page as far as pulling needs it: its links, titles, and whether it is a report at all."""

from __future__ import annotations

import itertools
import re
import urllib.parse
from collections.abc import Iterator
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser

from gongkai.errors import GongkaiError
from gongkai.readers.decode import decode
from gongkai.sources.address import read_address
from gongkai.sources.pages import barrier
from gongkai.sources.pages.json_links import is_json, json_html, json_links
from gongkai.sources.pages.link import Link
from gongkai.sources.pages.link_text import link_text, short
from gongkai.sources.pages.markup import cannot_be_parsed, quoted_markup
from gongkai.sources.pages.pager_marks import PagerMarks, marks_of
from gongkai.sources.pages.report_signs import has_tables, is_report_text
from gongkai.sources.pages.rows import rows_of
from gongkai.sources.pages.viewers import (
    NOWHERE,
    address_of,
    attribute_files,
    scripted_files,
    shown_file,
)
from gongkai.sources.titles import is_report_title

_MAGIC = {b"%PDF": "pdf", b"PK\x03\x04": "zip", b"\xd0\xcf\x11\xe0": "office", b"{\\rtf": "rtf"}
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_LINKS = (
    "a[href], area[href], link[rel=next], iframe[src], frame[src], embed[src], object[data], "
    "option[value], [onclick], [data-href]"
)
_FRAMES = "iframe[src], frame[src], iframe[data-src], embed[src], object[data]"
_OF_ITS_PROCESS = ("trees", "_tree")
_SHORT = 600
_WORDLESS = 200
# Beyond these a page is no list and no report, and reading it would hold up every other host.
_MOST_CHARACTERS = 10_000_000
_MOST_LINKS = 20_000


class WebPage:
    """A body with the address it came from; read only as far as it is asked.

    One that was read whole can be sent to another process, without the trees it was read from.
    """

    def __init__(self, url: str, body: bytes) -> None:
        """The page at `url`, the final address."""
        self.url, self.body = url, body

    def read(self) -> WebPage:
        """Read all that is ever asked of it.

        Raises:
            ValueError: for a page that nests too deep.
        """
        for name, what in vars(WebPage).items():
            if isinstance(what, cached_property):
                getattr(self, name)
        return self

    def __getstate__(self) -> dict[str, object]:
        """All but the trees, which live in one process."""
        return {name: value for name, value in vars(self).items() if name not in _OF_ITS_PROCESS}

    @property
    def document_kind(self) -> str | None:
        """`pdf`, `zip` (the newer office files too), `office` or `rtf`; None for a page."""
        head = self.body[:1024]
        return next(
            (
                kind
                for magic, kind in _MAGIC.items()
                if magic in head[: 1024 if magic == b"%PDF" else 8]
            ),
            None,
        )

    def join(self, address: str) -> str:
        """The absolute form of an address on this page; ValueError when it is none."""
        return read_address(address, self._base).url

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What the page calls itself: meta data, headings, then the window title."""
        if self._tree is None:
            return ()
        meta = [
            node.attributes.get("content") or ""
            for node in self._tree.css("meta[name][content]")
            if (node.attributes.get("name") or "").lower() in ("articletitle", "title")
        ]
        headings = [node.text() for node in self._tree.css("h1, h2, h3, title")]
        texts = (short(text) for text in (*meta, *headings))
        return tuple(dict.fromkeys(text for text in texts if text))

    @cached_property
    def text(self) -> str:
        """What a visitor reads, white space folded."""
        if self._tree is None or self._tree.body is None:
            return ""
        parts = [
            node.text_content or ""
            for node in self._tree.body.traverse(include_text=True)
            if node.tag == "-text"
            and (node.parent is None or node.parent.tag not in ("script", "style", "noscript"))
        ]
        return " ".join(" ".join(parts).split())

    @cached_property
    def script(self) -> str:
        """The scripts written into the page."""
        return "\n".join(node.text() for node in self._tree.css("script")) if self._tree else ""

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links to http and https addresses, each address once, with its longest text."""
        found: dict[str, Link] = {}
        for link in itertools.islice(self._all_links(), _MOST_LINKS):
            held = found.get(link.url)
            if held is None or len(link.text) > len(held.text):
                found[link.url] = link
        return tuple(found.values())

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The addresses of the rows of the list that it shows, in their order."""
        listed = json_links(self.markup) if self.is_json else ()
        return rows_of([a for a, _, rel in listed if not rel], self.trees, self.join)

    @cached_property
    def marks(self) -> PagerMarks:
        """What its pager is made of, apart from links."""
        return marks_of(None if self.is_json else self._tree, self.markup)

    @cached_property
    def is_report(self) -> bool:
        """Whether the text has what annual reports have; a list of their titles has not."""
        return is_report_text(self.text)

    @cached_property
    def has_tables(self) -> bool:
        """Whether the statutory tables stand in the text."""
        return has_tables(self.text)

    @cached_property
    def attachments(self) -> tuple[Link, ...]:
        """The files it links to, shows in a frame or a viewer, or lets a script show."""
        found = {link.url: link for link in self.links if link.is_document}
        clicks = self._tree.css("[onclick]") if self._tree else []
        code = [self.script, *(node.attributes.get("onclick") or "" for node in clicks)]
        for address in (*scripted_files("\n".join(code)), *attribute_files(self.markup)):
            try:
                url = self._file(address)
            except ValueError:
                continue
            found.setdefault(url, Link(url, ""))
        return tuple(found.values())

    @cached_property
    def frames(self) -> tuple[Link, ...]:
        """The pages that it shows inside itself."""
        found = []
        for node in self._tree.css(_FRAMES) if self._tree else ():
            try:
                link = Link(self._file(address_of(node.tag, node.attributes)), "")
            except ValueError:
                continue
            if not link.is_document and link.url != self.url:
                found.append(link)
        return tuple(dict.fromkeys(found))

    @cached_property
    def refresh(self) -> str | None:
        """Where the page sends its visitor on: with a meta element, or by script if it says nothing."""
        target = self._meta_refresh
        if target is None and self._tree and not self.fault and len(self.text) <= _WORDLESS:
            target = barrier.script_redirect(self.script)
        try:
            address = self.join(target) if target else self.url
        except ValueError:
            return None
        return address if address != self.url else None

    @property
    def _meta_refresh(self) -> str | None:
        for node in self._tree.css("meta[http-equiv]") if self._tree else ():
            found = _REFRESH.match(node.attributes.get("content") or "")
            if found and (node.attributes.get("http-equiv") or "").lower() == "refresh":
                return found.group(1)
        return None

    @property
    def fault(self) -> str | None:
        """`blocked` for a challenge, `not_found` for an error page that came with status 200."""
        if self.document_kind or self.is_report or len(self.text) > _SHORT:
            return None
        if self.challenge:
            return "blocked"
        if barrier.says_gone(" ".join((*self.titles, self.text))) and not any(
            is_report_title(link.text) for link in self.links
        ):
            return "not_found"
        return None

    @cached_property
    def challenge(self) -> str | None:
        """What kind of challenge a short page is, for the engineers' detail."""
        return None if len(self.text) > _SHORT else barrier.challenge(self.body, self.text)

    @property
    def fault_detail(self) -> str:
        """What the page shows in place of what was asked for."""
        words = " ".join(self.titles) or self.text
        return ": ".join(filter(None, (self.challenge, words)))[:200]

    @property
    def is_shell(self) -> bool:
        """Whether the page is the frame of a program that only a browser can fill."""
        return barrier.is_shell(self.body, self.text)

    @property
    def is_json(self) -> bool:
        """Whether it is data for a script."""
        return is_json(self.markup)

    @cached_property
    def trees(self) -> tuple[LexborHTMLParser, ...]:
        """The page, and the markup that stands quoted in it.

        JCMS hands its lists over as XML whose records are quoted HTML, JPAAS as HTML in JSON.
        """
        own = [self._tree] if self._tree and not self.is_json else []
        inner = json_html(self.markup) if self.is_json else quoted_markup(self.markup)
        return (*own, *(LexborHTMLParser(q) for q in inner if not cannot_be_parsed(q)))

    @cached_property
    def markup(self) -> str:
        """The page as text."""
        try:
            return decode(self.body, self.url)[0][:_MOST_CHARACTERS]
        except GongkaiError:
            return ""

    @cached_property
    def _tree(self) -> LexborHTMLParser | None:
        if self.document_kind or not self.markup.strip():
            return None
        if why := cannot_be_parsed(self.markup):
            raise ValueError(why)
        return LexborHTMLParser(self.markup)

    @cached_property
    def _base(self) -> str:
        node = self._tree.css_first("base[href]") if self._tree else None
        return urllib.parse.urljoin(self.url, (node.attributes.get("href") or "") if node else "")

    def _all_links(self) -> Iterator[Link]:
        found = self._html_links()
        if self.is_json:
            found = itertools.chain(json_links(self.markup), found)
        for address, text, rel in found:
            try:
                yield Link(self._file(address), short(text), rel)
            except ValueError:
                continue

    @cached_property
    def unlinked(self) -> tuple[str, ...]:
        """The titles of reports whose links lead nowhere that could be read."""
        nodes = itertools.chain.from_iterable(t.css("a, [onclick]") for t in self.trees)
        found = dict.fromkeys(
            link_text(n) for n in nodes if address_of(n.tag, n.attributes) == NOWHERE
        )
        return tuple(text for text in found if is_report_title(text))

    def _html_links(self) -> Iterator[tuple[str, str, str]]:
        for tree in self.trees:
            for node in tree.css(_LINKS):
                address = address_of(node.tag, node.attributes)
                yield address, link_text(node), (node.attributes.get("rel") or "").lower()

    def _file(self, address: str) -> str:
        """The file behind a viewer's address; any other address in its absolute form."""
        file = shown_file(urllib.parse.urljoin(self._base, address.strip()))
        return self.join(file or address)
