"""Running sources: their questions are answered with pages, their candidates gathered in order."""

from __future__ import annotations

import asyncio
import urllib.parse
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.sources.fetch.fault import UNREADABLE, FetchError, unreadable
from gongkai.sources.fetch.fetcher import Reply
from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.web.progress import ProgressCounter
from gongkai.sources.web.source import Ask, Candidate, Source, Trouble

Failed = Callable[[str, str, FetchError, str | None, int | None], None]
_REFRESHES = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate and the name of the source that led to it."""

    candidate: Candidate
    source: str


async def search(
    sources: Sequence[Source],
    get: Callable[[str], Awaitable[Reply]],
    progress: ProgressCounter,
    failed: Failed,
    shown: dict[str, Reply],
) -> tuple[list[Hit], list[Source]]:
    """Run all sources at once.

    Args:
        sources: of one county.
        get: fetches an address.
        progress: told what is asked.
        failed: told what could not be had.
        shown: filled with replies that are reports themselves, which need not be asked again.

    Returns:
        What they found, in the order of the sources and without repetition, whatever was answered
        first; and those sources whose pages could all be read.
    """
    async with asyncio.TaskGroup() as tasks:
        runs = [tasks.create_task(_run(source, get, progress, failed, shown)) for source in sources]
    hits: dict[object, Hit] = {}
    for source, run in zip(sources, runs, strict=True):
        for candidate in run.result()[0]:
            unit = candidate.unit.unit_id if candidate.unit else None
            hits.setdefault((candidate.url, unit, candidate.year), Hit(candidate, source.name))
    for hit in hits.values():
        progress.expect(netloc(hit.candidate.url))
    return list(hits.values()), [s for s, run in zip(sources, runs, strict=True) if run.result()[1]]


async def _run(
    source: Source,
    get: Callable[[str], Awaitable[Reply]],
    progress: ProgressCounter,
    failed: Failed,
    shown: dict[str, Reply],
) -> tuple[list[Candidate], bool]:
    found: list[Candidate] = []
    is_readable = True
    steps = source.steps()
    answer: WebPage | None = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration:
            return found, is_readable
        except UNREADABLE as broken:
            failed(source.name, answer.url if answer else "", unreadable(broken), None, None)
            return found, False
        answer = None
        if isinstance(step, Candidate):
            found.append(step)
            continue
        if isinstance(step, Trouble):
            error = FetchError(step.reason, step.detail)
        else:
            progress.expect(netloc(step.url))
            try:
                answer = await _page(step.url, get, shown)
                continue
            except FetchError as fault:
                error = fault
            except UNREADABLE as fault:
                error = unreadable(fault)
            finally:
                progress.did(netloc(step.url))
            if isinstance(step, Ask) and step.may_be_absent and error.reason == "not_found":
                continue
        is_readable = False
        failed(source.name, step.url, error, step.unit.unit_id if step.unit else None, step.year)


async def _page(
    url: str, get: Callable[[str], Awaitable[Reply]], shown: dict[str, Reply]
) -> WebPage:
    for _ in range(_REFRESHES):
        reply = await get(url)
        page = WebPage(reply.final_url, reply.body)
        if page.fault:
            text = " ".join(page.titles) or page.text
            raise FetchError(page.fault, text[:200], status=reply.status)
        if page.refresh is None or page.links:
            break
        url = page.refresh
    if page.is_report:
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
        if not isinstance(step, Trouble):
            yield step


def netloc(url: str) -> str:
    """The host of an address, as lanes and bars are named."""
    return urllib.parse.urlsplit(url).netloc
