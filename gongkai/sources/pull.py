"""A night's pull: the inbox and the websites of every county, hosts in parallel."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from gongkai.errors import GongkaiError
from gongkai.sources.attempts import Attempt, write_attempts
from gongkai.sources.fetch.asker import Asker
from gongkai.sources.fetch.fault import UNREADABLE, FetchError, unreadable
from gongkai.sources.fetch.fetcher import Fetcher
from gongkai.sources.fetch.limits import Limits
from gongkai.sources.fetch.network import Resolve, resolve
from gongkai.sources.fetch.page_state import State
from gongkai.sources.fetch.reply import Reply
from gongkai.sources.inbox import PullResult, pull_inbox
from gongkai.sources.load_county import load_county
from gongkai.sources.registry.county import County
from gongkai.sources.registry.unit_names import UnitNames
from gongkai.sources.vault.store import Vault
from gongkai.sources.web.collect import Collector
from gongkai.sources.web.families import read_sources
from gongkai.sources.web.progress import OnProgress, ProgressCounter
from gongkai.sources.web.source import Gap, Place
from gongkai.sources.web.source_runner import Hit, Searched, netloc, search

Clock = Callable[[], datetime.datetime]

_CHINA = datetime.timezone(datetime.timedelta(hours=8))
_WORKERS = 8  # a host; its lane lets two ask at once, the others may wait for other hosts
_NIGHT_BEGINS = datetime.timedelta(hours=12)


def now() -> datetime.datetime:
    """The time, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def night_of(moment: datetime.datetime) -> str:
    """The night a moment belongs to, as the date it begins on in China: from noon to noon."""
    return (moment.astimezone(_CHINA) - _NIGHT_BEGINS).date().isoformat()


def pull_counties(
    folders: Sequence[Path],
    *,
    on_progress: OnProgress | None = None,
    limits: Limits | None = None,
    clock: Clock = now,
    resolver: Resolve = resolve,
) -> dict[str, PullResult]:
    """Bring what was published for the counties in `folders` into their vaults.

    Killed at any moment it leaves whole documents only, and the next call carries on.

    Args:
        folders: of the counties.
        on_progress: told the host (or `<county> inbox`), how much of it is done and how much there is.
        limits: what is put up with; tests make them small.
        clock: the time, for `fetched_at` and Retry-After.
        resolver: what a host name stands for.

    Returns:
        For each county, by the name of its folder: what was found, how much is new, files of the
        inbox that belong nowhere, what went wrong on its websites, and, as its `fault`, why its
        pull broke off (another one is running, its disk or registry is at fault, or ours).
    """
    night = _Night(limits or Limits(), clock, resolver, ProgressCounter(on_progress))
    asyncio.run(night.pull(folders))
    return {folder.name: night.results[folder] for folder in folders}


class _Night:
    """What the pulls of all counties share: the fetcher, and so the pace of each host."""

    def __init__(
        self, limits: Limits, clock: Clock, resolver: Resolve, progress: ProgressCounter
    ) -> None:
        self.limits, self.clock, self.resolver, self.progress = limits, clock, resolver, progress
        self.results: dict[Path, PullResult] = {}

    async def pull(self, folders: Sequence[Path]) -> None:
        """Pull them, some at once: each keeps a few files open."""
        fetcher = Fetcher(self.limits, self.clock, self.resolver)
        places = asyncio.Semaphore(self.limits.counties)
        try:
            async with asyncio.TaskGroup() as tasks:
                for folder in folders:
                    tasks.create_task(self._county(folder, fetcher, places))
        finally:
            await fetcher.close()

    async def _county(self, folder: Path, fetcher: Fetcher, places: asyncio.Semaphore) -> None:
        async with places:
            try:
                await self._pull_county(folder, fetcher)
            except* Exception as broken:  # whatever it is, the other counties go on
                cause: BaseException = broken
                while isinstance(cause, BaseExceptionGroup):
                    cause = cause.exceptions[0]
                what = str(cause) if isinstance(cause, GongkaiError | OSError) else repr(cause)
                self.results[folder] = PullResult(0, 0, (), fault=f"the pull broke off: {what}")

    async def _pull_county(self, folder: Path, fetcher: Fetcher) -> None:
        county = load_county(folder)
        state = await asyncio.to_thread(State, folder, night_of(self.clock()))
        try:
            pull = _Pull(county, folder, state, self.clock, self.progress)
            await asyncio.to_thread(pull.collect_inbox)
            fetcher.were_asked(state.asked())
            await pull.websites(fetcher)
            self.results[folder] = pull.finish()
        finally:
            state.close()


@dataclass(slots=True)
class _Pull:
    """The pull of one county while it runs."""

    county: County
    folder: Path
    state: State
    clock: Clock
    progress: ProgressCounter
    inbox: PullResult = field(default_factory=lambda: PullResult(0, 0, ()))
    attempts: list[Attempt] = field(default_factory=list)
    joint: dict[tuple[str, str, int | None], str] = field(default_factory=dict)
    found: int = 0
    new: int = 0

    @property
    def vault(self) -> Vault:
        """The county's raw store."""
        return Vault(self.folder / "vault")

    def collect_inbox(self) -> None:
        """Clear what a killed pull left, and put the inbox into the vault."""
        self.vault.sweep()
        name = f"{self.county.name} 收件箱"
        self.inbox = pull_inbox(
            self.county,
            self.folder,
            self.vault,
            progress=lambda done, of: self.progress.set(name, done, of),
            clock=self.clock,
        )

    async def websites(self, fetcher: Fetcher) -> None:
        """Search every source, then fetch what was found."""
        sources = read_sources(self.county, self.folder, [])
        if not sources:
            return
        asker = Asker(self.county.web, self.state)
        shown: dict[str, Reply] = {}

        async def get(url: str, form: str | None = None) -> Reply:
            held = shown.pop(url, None) if form is None else None
            return held or await fetcher.get(url, asker, form)

        place = Place(self.county, UnitNames(self.county.units), self.folder)
        read = fetcher.pages.page
        hits, searched = await search(sources, get, self.progress, self._failed, shown, read)
        await self._fetch(hits, Collector(place, self.vault, self.state, get, read))
        self._note_missing(searched)
        for host, url in asker.unverified.items():
            detail = (
                "listed as broken_tls in county.toml: what came from it could have been altered"
            )
            self._failed("", url, FetchError("tls_unverified", f"{host}: {detail}"))

    async def _fetch(self, hits: Sequence[Hit], collector: Collector) -> None:
        """Unit-years host by host; the addresses of one unit-year one after the other, in order.

        Where two addresses give the same bytes the first is noted, whatever the network does.
        """
        groups: dict[object, list[Hit]] = {}
        for hit in hits:
            unit = hit.candidate.unit
            key = (unit.unit_id, hit.candidate.year) if unit else hit.candidate.url
            groups.setdefault(key, []).append(hit)
        by_host: dict[str, list[list[Hit]]] = {}
        for group in reversed(groups.values()):
            by_host.setdefault(netloc(group[0].candidate.url), []).append(group)
        async with asyncio.TaskGroup() as tasks:
            for queue in by_host.values():
                for _ in range(min(_WORKERS, len(queue))):
                    tasks.create_task(self._work_off(queue, collector))

    async def _work_off(self, queue: list[list[Hit]], collector: Collector) -> None:
        while queue:
            for hit in queue.pop():
                unit = hit.candidate.unit
                year = hit.candidate.year
                units = (unit,) if unit else hit.candidate.among or (None,)
                try:
                    entries = await collector.collect(hit.candidate, hit.source)
                    self.found += len(entries)
                    self.new += sum(entry.is_new for entry in entries)
                    for one in hit.candidate.among:  # one of them has it, the others may share it
                        self.joint[hit.source, one.unit_id, year] = hit.candidate.url
                except (FetchError, *UNREADABLE) as error:
                    fault = error if isinstance(error, FetchError) else unreadable(error)
                    for whose in units:
                        unit_id = whose.unit_id if whose else None
                        self._failed(hit.source, hit.candidate.url, fault, unit_id, year)
                self.progress.did(netloc(hit.candidate.url))

    def _failed(
        self,
        source: str,
        url: str,
        error: FetchError,
        unit_id: str | None = None,
        year: int | None = None,
        gap: Gap | None = None,
    ) -> None:
        self.attempts.append(
            Attempt(
                self.county.county_id,
                unit_id,
                year,
                source,
                netloc(url),
                url,
                error.reason,
                error.detail,
                error.status,
                self.clock().astimezone(datetime.UTC).isoformat(timespec="seconds"),
                gap.rows_read if gap else None,
                gap.rows_stated if gap else None,
            )
        )

    def _note_missing(self, searched: Sequence[Searched]) -> None:
        """What no source had, though nothing is known to be amiss; and what a cut list may hide."""
        held = {(entry.unit_id, entry.year) for entry in self.vault.entries()}
        known = {(a.source, a.unit_id, a.year) for a in self.attempts}
        for one in searched:
            name = one.source.name
            for unit, year, address in one.source.covers():
                # A report whose year nobody tells, or that could not be had, may be this one.
                own = {(unit.unit_id, year), (unit.unit_id, None)}
                if own & held or {(name, *pair) for pair in own} & known:
                    continue
                if shared := self.joint.get((name, unit.unit_id, year)):
                    joint = FetchError(
                        "several_units", "the title of another unit's report names it"
                    )
                    self._failed(name, shared, joint, unit.unit_id, year)
                    continue
                gaps = [gap for gap in one.gaps if gap.may_hide(unit, year)]
                gap = next((gap for gap in gaps if not gap.is_told), None)
                if not gaps:
                    missing = FetchError(
                        "no_report_for_year", "nothing in it fits this unit and year"
                    )
                    self._failed(name, address, missing, unit.unit_id, year)
                elif gap and one.has_answered:
                    cut = FetchError("list_incomplete", gap.detail)
                    self._failed(name, gap.url, cut, unit.unit_id, year, gap)

    def finish(self) -> PullResult:
        """Write the attempts and sum up."""
        write_attempts(self.folder, self.attempts)
        return replace(
            self.inbox,
            found=self.inbox.found + self.found,
            new=self.inbox.new + self.new,
            attempts=tuple(self.attempts),
        )
