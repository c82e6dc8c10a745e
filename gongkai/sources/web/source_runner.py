"""Running sources: their questions are answered with pages, their candidates gathered in order."""

from __future__ import annotations

import asyncio
import urllib.parse
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.sources.fetch.fault import UNREADABLE, FetchError, unreadable
from gongkai.sources.fetch.reply import Get, Reply
from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.web.progress import ProgressCounter
from gongkai.sources.web.source import Ask, Candidate, Gap, Source, Trouble

Read = Callable[[str, bytes], Awaitable[WebPage]]
Failed = Callable[[str, str, FetchError, str | None, int | None], None]
_REFRESHES = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate and the name of the source that led to it."""

    candidate: Candidate
    source: str


@dataclass(slots=True)
class Searched:
    """What one source came to.

    Attributes:
        found: its candidates, in order.
        gaps: what was not read of it.
        has_answered: whether any of its lists could be read.
    """

    source: Source
    found: list[Candidate] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    has_answered: bool = False


async def search(
    sources: Sequence[Source],
    get: Get,
    progress: ProgressCounter,
    failed: Failed,
    shown: dict[str, Reply],
    read: Read,
) -> tuple[list[Hit], list[Searched]]:
    """Run all sources at once.

    Args:
        sources: of one county.
        get: fetches an address.
        progress: told what is asked.
        failed: told what could not be had.
        shown: filled with replies that are reports themselves, which need not be asked again.
        read: makes a page of a body.

    Returns:
        What they found, in the order of the sources and without repetition, whatever was answered
        first; and what each came to.
    """
    async with asyncio.TaskGroup() as tasks:
        runs = [
            tasks.create_task(_run(source, get, progress, failed, shown, read))
            for source in sources
        ]
    searched = [run.result() for run in runs]
    hits: dict[object, Hit] = {}
    for one in searched:
        for candidate in one.found:
            unit = candidate.unit.unit_id if candidate.unit else None
            hits.setdefault((candidate.url, unit, candidate.year), Hit(candidate, one.source.name))
    for hit in hits.values():
        progress.expect(netloc(hit.candidate.url))
    return list(hits.values()), searched


async def _run(
    source: Source,
    get: Get,
    progress: ProgressCounter,
    failed: Failed,
    shown: dict[str, Reply],
    read: Read,
) -> Searched:
    searched = Searched(source)
    steps = source.steps()
    answer: WebPage | None = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration:
            return searched
        except UNREADABLE as broken:
            url = answer.url if answer else ""
            failed(source.name, url, unreadable(broken), None, None)
            searched.gaps.append(Gap(url, "unreadable", is_told=not searched.has_answered))
            return searched
        answer = None
        if isinstance(step, Candidate):
            searched.found.append(step)
        elif isinstance(step, Gap):
            searched.gaps.append(step)
        elif isinstance(step, Trouble):
            _note(searched, failed, step, FetchError(step.reason, step.detail), is_told=True)
        else:
            progress.expect(netloc(step.url))
            try:
                answer = await _page(step, get, shown, read)
                searched.has_answered = True
            except FetchError as fault:
                if not step.may_be_absent or fault.reason != "not_found":
                    _note(searched, failed, step, fault)
            except UNREADABLE as fault:
                _note(searched, failed, step, unreadable(fault))
            finally:
                progress.did(netloc(step.url))


def _note(
    searched: Searched,
    failed: Failed,
    step: Ask | Trouble,
    error: FetchError,
    is_told: bool = False,
) -> None:
    unit_id = step.unit.unit_id if step.unit else None
    failed(searched.source.name, step.url, error, unit_id, step.year)
    detail = f"{step.url}: {error.reason}"
    searched.gaps.append(Gap(step.url, detail, step.unit, step.year, is_told=is_told))


async def _page(step: Ask, get: Get, shown: dict[str, Reply], read: Read) -> WebPage:
    url = step.url
    for _ in range(_REFRESHES):
        reply = await get(url, step.form)
        page = await read(reply.final_url, reply.body)
        if page.fault:
            raise FetchError(page.fault, page.fault_detail, status=reply.status)
        if page.refresh is None or page.links:
            break
        url = page.refresh
    if page.is_report or step.is_kept:
        shown[page.url] = reply
    return page


def planned(source: Source, recall: Callable[[str], WebPage | None]) -> Iterator[Ask | Candidate]:
    """What a source would ask, its pages being answered from memory: nothing is fetched."""
    steps = source.steps()
    answer: WebPage | None = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration:
            return
        answer = None
        if isinstance(step, Ask):
            answer = recall(step.url)
        if isinstance(step, Ask | Candidate):
            yield step


def netloc(url: str) -> str:
    """The host of an address, as lanes and bars are named."""
    return urllib.parse.urlsplit(url).netloc
