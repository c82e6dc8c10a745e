"""From a candidate address to what the vault keeps: the page, or the files attached to it."""

from __future__ import annotations

import asyncio
import email.message
import re
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from gongkai.sources.fetch.fault import FetchError
from gongkai.sources.fetch.page_state import State
from gongkai.sources.fetch.reply import Get, Reply
from gongkai.sources.pages.link import Link
from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.registry.units import Unit
from gongkai.sources.titles import is_other_paper, is_report_title, read_title
from gongkai.sources.vault.store import Entry, Vault
from gongkai.sources.web.source import Candidate, Place
from gongkai.sources.web.source_runner import Read

_MOST_UNNAMED = 3
_MOST_FOLLOWED = 500  # the host's budget ends before that; a hostile page might not
_MOST_FRAMES = 3
_HOPS = 2
_MOST_SENT_ON = 4
_HEAD = 300
_PERIOD = re.compile(r"(20\d\d)\s*年\s*1\s*月\s*1\s*日[^。]{0,8}?(?:\1\s*年)?\s*12\s*月\s*31\s*日")
_BODY = re.compile("正文|年报|报告")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{2,5}")
_DEFAULT_SUFFIX = {"pdf": ".pdf", "zip": ".zip", "office": ".doc", "rtf": ".rtf", None: ".html"}
_SUFFIXES = {
    "pdf": {".pdf"},
    "zip": {".docx", ".xlsx", ".ofd", ".zip", ".wps", ".et"},
    "office": {".doc", ".xls", ".wps", ".et"},
    "rtf": {".rtf", ".doc"},
    None: {".htm", ".html", ".shtml"},
}


@dataclass(frozen=True, slots=True)
class Collector:
    """Fetches the candidates of one county and keeps what are reports."""

    place: Place
    vault: Vault
    state: State
    get: Get
    read: Read

    async def collect(self, candidate: Candidate, source: str) -> list[Entry]:
        """Everything that stands at `candidate` for its unit and year; new entries say so.

        Raises:
            FetchError: when nothing does, with the reason.
        """
        return await self._collect(candidate, source, _HOPS)

    async def _collect(
        self, candidate: Candidate, source: str, hops: int, sent_on: int = 0
    ) -> list[Entry]:
        reply = await self.get(candidate.url)
        if self._is_settled(reply, candidate):
            unread = WebPage(reply.final_url, reply.body)
            return [await self._keep(reply, unread, candidate, source)]
        page = await self.read(reply.final_url, reply.body)
        if page.document_kind:
            return [await self._keep(reply, page, candidate, source)]
        if page.is_report:
            known = self._named(candidate, page)
            kept = [await self._keep(reply, page, known, source)]
            if not page.has_tables:  # then they may hang on the page as a file
                kept += await self._attached(self._fitting(page.attachments, known), known, source)
            elif candidate.unit:
                self.state.settle(reply.final_url, candidate.unit.unit_id, candidate.year)
            return kept
        if page.fault:
            raise FetchError(page.fault, page.fault_detail, status=reply.status)
        if hops and page.refresh and sent_on < _MOST_SENT_ON:
            there = replace(candidate, url=page.refresh)
            return await self._collect(there, source, hops, sent_on + 1)
        kept = await self._below(page, candidate, source, hops)
        if not kept:
            text = (candidate.title or " ".join(page.titles))[:200]
            if page.is_shell and not page.titles:
                raise FetchError("shell", text, status=reply.status)
            raise FetchError("not_a_report", text, status=reply.status)
        return kept

    def _is_settled(self, reply: Reply, candidate: Candidate) -> bool:
        """Whether nothing need be read: the page did not change since it was the whole report."""
        unit = candidate.unit
        if unit is None or not candidate.title or not reply.is_unchanged:
            return False
        return self.state.is_settled(reply.final_url, unit.unit_id, candidate.year)

    async def _below(
        self, page: WebPage, candidate: Candidate, source: str, hops: int
    ) -> list[Entry]:
        """The files, or else the pages, that a page without a report of its own leads to."""
        files = self._fitting(page.attachments, candidate)
        unnamed = [link for link in page.attachments if not is_other_paper(link.text)]
        if not files and len(unnamed) > _MOST_UNNAMED:  # the report among its tables
            unnamed = [link for link in unnamed if _BODY.search(link.text)]
        if not files and len(unnamed) <= _MOST_UNNAMED:
            files = unnamed
        if files and candidate.unit is None:
            candidate = self._named(candidate, page)
        kept = await self._attached(files, candidate, source)
        if kept or not hops:
            return kept
        for frame in page.frames[:_MOST_FRAMES]:
            kept += await self._framed(frame, self._titled(candidate, page), source)
        if kept:
            return kept
        links = [link for link in page.links if not link.is_document and link.url != page.url]
        return await self._followed(self._fitting(links, candidate), candidate, source, hops - 1)

    def _fitting(self, links: Sequence[Link], candidate: Candidate) -> list[Link]:
        """The links whose text, or whose file name, heads the candidate's report."""
        found = []
        for link in links:
            name = urllib.parse.unquote(PurePosixPath(urllib.parse.urlsplit(link.url).path).stem)
            texts = [re.sub(r"\.\w{2,5}$|^附件\d*[:：.]?", "", link.text), name]
            if any(self._title(text, candidate) for text in texts):
                found.append(link)
        return found

    def _title(self, text: str, candidate: Candidate) -> bool:
        titled = read_title(
            text, self.place.names, self.place.county.name, candidate.unit, candidate.year
        )
        return titled is not None

    async def _attached(
        self, links: Sequence[Link], candidate: Candidate, source: str
    ) -> list[Entry]:
        kept = []
        for link in links[:_MOST_FOLLOWED]:
            reply = await self.get(link.url)
            page = await self.read(reply.final_url, reply.body)
            if page.document_kind or page.is_report:
                titled = replace(candidate, url=link.url, title=link.text or candidate.title)
                kept.append(await self._keep(reply, page, titled, source))
        return kept

    async def _followed(
        self, links: Sequence[Link], candidate: Candidate, source: str, hops: int
    ) -> list[Entry]:
        kept = []
        for link in links[:_MOST_FOLLOWED]:
            below = replace(candidate, url=link.url, title=link.text)
            kept += await self._collect(below, source, hops if len(links) == 1 else 0)
        return kept

    async def _framed(self, frame: Link, candidate: Candidate, source: str) -> list[Entry]:
        """The report that a page shows inside itself; a frame with something else is no fault."""
        try:
            return await self._collect(replace(candidate, url=frame.url), source, 0)
        except FetchError as error:
            if error.reason in ("not_a_report", "unit_unknown", "off_host"):
                return []
            raise

    def _titled(self, candidate: Candidate, page: WebPage) -> Candidate:
        """The candidate, with the title of the page around its report, whose body has none."""
        return replace(candidate, title=next(iter(page.titles), candidate.title))

    def _named(self, candidate: Candidate, page: WebPage) -> Candidate:
        """The candidate, with unit and year as the page gives them where the link did not."""
        if candidate.is_guess:
            self._refuse_others(candidate, page)
        if candidate.is_inherited:
            self._refuse_strangers(candidate, page)
        unit, year = candidate.unit, candidate.year
        for title in (*page.titles, candidate.title):
            if unit is not None and year is not None:
                break
            titled = read_title(title, self.place.names, self.place.county.name, unit, year)
            if titled:
                unit, year = titled.unit, titled.year
        if unit is None:
            unit = self._only_unit(page, candidate)
        if year is None:
            year = _period(page.text)
        if year is not None and year not in self.place.county.years:
            raise FetchError("not_a_report", f"of {year}, which is not among the county's years")
        return replace(candidate, unit=unit, year=year)

    def _refuse_others(self, candidate: Candidate, page: WebPage) -> None:
        """Some sites show their newest report, or another's, for a year they have none for."""
        titles = [title for title in page.titles if is_report_title(title)]
        if titles and not any(self._title(title, candidate) for title in titles):
            raise FetchError(
                "no_report_for_year", f"shows another report: {titles[0]}"[:200], status=200
            )

    def _refuse_strangers(self, candidate: Candidate, page: WebPage) -> None:
        """A unit's list may link the report of another body, under a title that names nobody."""
        named = {u for t in page.titles if is_report_title(t) for u in self.place.names.find(t)}
        is_own = candidate.unit is None or candidate.unit in named
        if not is_own and (named or self.place.county.name in candidate.title):
            head = page.text[:_HEAD]
            if named or candidate.unit not in self.place.names.find(head):
                raise FetchError("unit_unknown", " ".join((*page.titles, head))[:200])

    def _only_unit(self, page: WebPage, candidate: Candidate) -> Unit:
        titles = [title for title in page.titles if is_report_title(title)]
        for text in (*titles, candidate.title, *page.titles, page.text[:_HEAD]):
            found = self.place.names.find(text)
            if len(found) == 1 and (not candidate.among or found[0] in candidate.among):
                return found[0]
        reason = "several_units" if candidate.among else "unit_unknown"
        raise FetchError(reason, (" ".join(page.titles) or page.text)[:200])

    async def _keep(self, reply: Reply, page: WebPage, candidate: Candidate, source: str) -> Entry:
        """Put a body into the vault, and let that copy stand for the page from now on."""
        if candidate.unit is None:
            candidate = self._named(candidate, page)
        entry = await asyncio.to_thread(self._put, reply, page, candidate, source)
        self.state.is_in_vault(reply.final_url, entry.sha256, entry.path)
        return entry

    def _put(self, reply: Reply, page: WebPage, candidate: Candidate, source: str) -> Entry:
        unit_id = candidate.unit.unit_id if candidate.unit else None
        headers = dict(reply.headers)
        return self.vault.put(
            reply.body,
            unit_id=unit_id,
            year=candidate.year,
            file_name=file_name(reply, page.document_kind),
            url=candidate.url,
            media_type=headers.get("content-type", "").partition(";")[0].strip() or None,
            fetched_at=reply.fetched_at,
            final_url=reply.final_url,
            status=reply.status,
            headers=reply.headers,
            is_verified=reply.is_verified,
            source=source,
            title=candidate.title or next(iter(page.titles), None),
        )


def _period(text: str) -> int | None:
    """The year that a report says it is about: 自2023年1月1日起至12月31日止."""
    years = {int(match.group(1)) for match in _PERIOD.finditer(text)}
    return years.pop() if len(years) == 1 else None


def file_name(reply: Reply, kind: str | None) -> str:
    """What to call a body: the name the site gave it, with a suffix that fits its bytes."""
    message = email.message.Message()
    message["content-disposition"] = dict(reply.headers).get("content-disposition", "")
    given = message.get_filename() or ""
    path = urllib.parse.unquote(urllib.parse.urlsplit(reply.final_url).path)
    name = PurePosixPath(given.replace("\\", "/")).name or PurePosixPath(path).name or "index"
    suffix = PurePosixPath(name).suffix
    if suffix.lower() in _SUFFIXES[kind]:
        return name
    stem = name.removesuffix(suffix) if _SUFFIX.fullmatch(suffix) else name
    return f"{stem or 'index'}{_DEFAULT_SUFFIX[kind]}"
