"""Reading one list: its pages in turn, the reports that they link to, and the lists below."""

from __future__ import annotations

import re
import urllib.parse
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace

from gongkai.sources.address import read_address, rule_for
from gongkai.sources.pages.link import Link
from gongkai.sources.pages.pager_marks import is_more
from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.titles import could_be_title, is_report_title, read_title, years_in
from gongkai.sources.web.levels import Level, leads_on, read_level
from gongkai.sources.web.list_read import ListRead
from gongkai.sources.web.listing import Listing, plain
from gongkai.sources.web.paging import LINKED, Paging, Request, recognise
from gongkai.sources.web.source import Ask, Candidate, Gap, Place, Trouble

_MOST_STATED = 500  # a list that says how long it is does not go on for ever
_SUFFIX = re.compile(r"\.\w{2,5}\s*$")

Steps = Generator[Ask | Candidate | Gap | Trouble, WebPage | None, "list[Listing]"]


@dataclass(slots=True)
class ListWalk:
    """One list while it is read.

    Attributes:
        found: the addresses of reports that are known already; added to.
        template: of the pages that nothing leads to, with {page}.
        is_bare: nothing of a list stood on its pages; what they lead to is looked at instead.
    """

    place: Place
    listing: Listing
    found: set[str]
    max_pages: int
    template: str = ""
    first_number: int = 2
    read: ListRead = field(default_factory=ListRead)
    first: WebPage | None = None
    is_numbered: bool = False
    is_bare: bool = False
    _seen: set[str] = field(default_factory=set)
    _below: list[Listing] = field(default_factory=list)
    _yielded: int = 0
    _absent: str = ""

    def steps(self) -> Steps:
        """Ask for its pages; returns the lists below it."""
        known = self.listing.known
        queue, asked = deque([Request(self.listing.address)]), set[Request]()
        while queue:
            request = queue.popleft()
            if request in asked:
                continue
            if len(asked) >= max(self.max_pages, min(self.read.pages or 0, _MOST_STATED)):
                detail = f"cut off after {len(asked)} pages; raise max_pages if it is that long"
                yield Trouble("list_too_long", self.listing.address, detail, known.unit, known.year)
                return self._below
            asked.add(request)
            page = yield Ask(
                request.url,
                known.unit,
                known.year,
                may_be_absent=self.is_numbered,
                form=request.form,
                is_kept=self.first is None and bool(self.listing.title),
            )
            if page is not None:
                queue.extend((yield from self._take(page, request, len(asked))))
            elif self.first is None:
                return []
            elif not self.is_numbered:
                self.read.failed(request.url)
            elif not self._absent and self.read.last_is_full:
                self._absent = request.url  # the end of the list, or a hole in it
                queue.append(self._numbered(len(asked)))
        yield from self._closing()
        return self._below

    def _take(
        self, page: WebPage, request: Request, number: int
    ) -> Generator[Candidate | Gap | Trouble, None, tuple[Request, ...]]:
        """What stands on a page; returns the pages to ask for after it."""
        paging = recognise(page, request.url)
        if self.first is None:
            self.first = page
            self.is_numbered = bool(self.template) and _needs_template(paging)
            yield from self._counted(self._itself(page))
        if self.is_numbered:
            following = (self._numbered(number),)
            paging = replace(paging, following=following, is_open=not paging.total)
        if self._absent or _is_elsewhere(page.url, request.url, number):
            self.read.failed(self._absent or request.url)
            self._absent = ""
        brings_more = self.read.add(page, page.rows, paging)
        own = {plain(self.listing.address), plain(page.url)}
        new = [link for link in page.links if link.url not in self._seen]
        links = [link for link in new if plain(link.url) not in own]
        self._seen.update(link.url for link in new)
        yield from self._counted(self._reports(links))
        yield from self._levels(links)
        yield from self._unlinked(page)
        if self.is_numbered and self.read.is_full:
            return ()
        if brings_more or self.read.wants_another or len(paging.following) > 1:
            return paging.following
        return ()

    def _numbered(self, number: int) -> Request:
        """What the template gives after so many pages were asked for."""
        return Request(self.template.replace("{page}", str(self.first_number + number - 1)))

    def reads(self, link: Link) -> Candidate | Level | None:
        """What a link of this list is taken for: a report, a list below, or neither."""
        return self._report(link) or self._level(link)

    def _counted(self, candidates: Iterator[Candidate]) -> Iterator[Candidate]:
        for candidate in candidates:
            self._yielded += 1
            yield candidate

    def _itself(self, page: WebPage) -> Iterator[Candidate]:
        """Some columns show the newest report in place of a list."""
        known = self.listing.known
        if not page.is_report or page.url in self.found:
            return
        for title in page.titles:
            titled = read_title(
                title, self.place.names, self.place.county.name, known.unit, known.year
            )
            if titled and titled.year is not None and titled.year in self.place.county.years:
                self.found.add(page.url)
                yield Candidate(page.url, titled.unit, titled.year, title)
                return
        if known.unit or self.listing.title:  # the links that led here say whose it is
            self.found.add(page.url)
            title = next(iter(page.titles), "")
            yield Candidate(page.url, known.unit, known.year, title, is_inherited=True)

    def _reports(self, links: list[Link]) -> Iterator[Candidate]:
        for link in links:
            if link.url in self.found:
                continue
            candidate = self._report(link)
            if candidate and (candidate.year is None or candidate.year in self.place.county.years):
                self.found.add(link.url)
                yield candidate

    def _report(self, link: Link) -> Candidate | None:
        """What a link leads to if its text heads a report, or may once it is read whole."""
        known, names, county = self.listing.known, self.place.names, self.place.county.name
        named = names.find(link.text)
        if not named and link.url in self.listing.passed:
            return None  # of a menu, which the page above has too
        if is_report_title(link.text):
            titled = read_title(link.text, names, county, known.unit, known.year)
            if titled is None:
                years: set[int | None] = {*years_in(link.text)} or {known.year}
                if len(named) > 1 and known.unit in (None, *named) and len(years) == 1:
                    return Candidate(link.url, None, years.pop(), link.text, among=named)
                return None
            if None in (titled.unit, titled.year) and self._level(link):
                return None  # a column, or a report that says the rest: looked at as a list
            return Candidate(link.url, titled.unit, titled.year, link.text, is_inherited=not named)
        if link.is_document:
            return self._file(link)
        begun = could_be_title(link.text, names, county)
        if begun is None or (known.unit and begun and known.unit not in begun):
            return None
        unit = begun[0] if len(begun) == 1 else None if begun else known.unit
        titled = read_title(f"{link.text.rstrip('.…。')}年度报告", names, county, unit, known.year)
        year = titled.year if titled else known.year
        return Candidate(
            link.url,
            unit,
            year,
            link.text,
            is_inherited=not begun,
            among=begun if len(begun) > 1 else (),
        )

    def _file(self, link: Link) -> Candidate | None:
        """A file among the rows that is called by its unit or its year only."""
        known, text = self.listing.known, _SUFFIX.sub("", link.text)
        level = read_level(text, self.place.names, self.place.county.name)
        if level is None or not level.agrees_with(known):
            return None
        whole = known.joined(level)
        if whole.unit is None:
            return None
        return Candidate(link.url, whole.unit, whole.year, link.text)

    def _level(self, link: Link) -> Level | None:
        """What a link adds to what is known, if a list may stand behind it."""
        if not self.listing.depth or link.url in self.listing.passed or link.is_document:
            return None
        level = read_level(link.text, self.place.names, self.place.county.name)
        if level is None and is_more(link.text) and self._is_below(link.url):
            return Level()
        if level is None or not level.adds_to(self.listing.known):
            return None
        if level.year is not None and level.year not in self.place.county.years:
            return None
        return level

    def _unlinked(self, page: WebPage) -> Iterator[Gap]:
        """What stands in the list with a link that only a browser could follow is not missing."""
        known, names, county = self.listing.known, self.place.names, self.place.county.name
        for text in page.unlinked:
            titled = read_title(text, names, county, known.unit, known.year)
            if titled and titled.unit:
                yield Gap(page.url, f"nothing can follow {text!r}", titled.unit, titled.year)

    def _is_ours(self, url: str) -> bool:
        return rule_for(read_address(url), self.place.county.web.hosts) is not None

    def _is_below(self, url: str) -> bool:
        """Whether an address lies in the folder of this list."""
        folder = plain(self.first.url if self.first else self.listing.address)
        return url.startswith(folder) and folder.count("/") > 3 and plain(url) != folder

    def _levels(self, links: list[Link]) -> Iterator[Trouble]:
        passed = self.listing.passed | self._seen
        for link in links:
            level = self._level(link) if link.url not in self.found else None
            if level is None:
                continue
            known = self.listing.known.joined(level)
            if not self._is_ours(link.url):
                if level.unit or level.year:
                    detail = f"{link.url} is on no host of the county"
                    yield Trouble("off_host", link.url, detail, known.unit, known.year)
                continue
            below = Listing(link.url, known, self.listing.depth - 1, link.text, frozenset(passed))
            self._below.append(below)

    def _framed(self, page: WebPage) -> list[Listing]:
        """The lists that a page shows in frames; a unit's page of one year shows a report there."""
        listing = self.listing
        if not listing.depth or (listing.known.unit and listing.title):
            return []
        below = Listing("", listing.known, listing.depth - 1, listing.title, listing.passed)
        return [replace(below, address=f.url) for f in page.frames if self._is_ours(f.url)]

    def _portals(self, page: WebPage) -> Iterator[Listing]:
        """A page without a list may still lead to the part of the website that has one."""
        listing = self.listing
        passed = listing.passed | {link.url for link in page.links}
        for link in page.links:
            is_way = leads_on(link.text) and link.url != page.url and not link.is_document
            if not is_way or link.url in listing.passed or not listing.depth:
                continue
            if self._is_ours(link.url):
                yield Listing(
                    link.url, listing.known, listing.depth - 1, link.text, frozenset(passed)
                )

    def _closing(self) -> Iterator[Candidate | Gap | Trouble]:
        """What the list comes to, now that it was read."""
        page, known, read = self.first, self.listing.known, self.read
        if page is None:
            return
        fault = read.fault()
        if fault:
            yield Gap(self.listing.address, fault, known.unit, known.year, read.rows, read.total)
        if self._yielded or self._below or read.rows or page.url in self.found:
            return
        self._below += self._framed(page) or self._portals(page)
        self.is_bare = bool(self._below)
        if self.is_bare:
            return
        if self.listing.title and (page.attachments or page.frames or page.refresh) and known.unit:
            self.found.add(page.url)
            yield Candidate(page.url, known.unit, known.year, self.listing.title)
        elif page.is_shell:
            yield Trouble("shell", page.url, read.family or "unknown", known.unit, known.year)
        elif not self.listing.title or (known.unit and known.year):
            yield Trouble("empty_list", page.url, "no rows of a list", known.unit, known.year)


def _needs_template(paging: Paging) -> bool:
    """Whether a template must lead on: what a page itself states of its build is better."""
    return paging.family in LINKED or not (paging.following or paging.pages)


def _is_elsewhere(url: str, asked: str, number: int) -> bool:
    """Whether a page after the first was asked for, and another page of the website came."""
    one, other = (urllib.parse.urlsplit(plain(address)).path for address in (url, asked))
    return number > 1 and one != other
