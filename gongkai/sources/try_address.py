"""One look at a list before it is registered: its build, its length, what would be kept and why not."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.sources.address import host_rule, read_address, rule_for
from gongkai.sources.fetch.asker import Asker
from gongkai.sources.fetch.fault import FetchError
from gongkai.sources.fetch.fetcher import Fetcher
from gongkai.sources.fetch.limits import Limits
from gongkai.sources.fetch.network import Resolve, resolve
from gongkai.sources.fetch.page_state import State
from gongkai.sources.fetch.reply import Reply
from gongkai.sources.pages.link import Link
from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.pull import Clock, night_of, now
from gongkai.sources.registry.county import County
from gongkai.sources.registry.unit_names import UnitNames
from gongkai.sources.registry.units import Unit
from gongkai.sources.titles import is_report_title, years_in
from gongkai.sources.web.levels import Level
from gongkai.sources.web.list_walk import ListWalk
from gongkai.sources.web.listing import Listing
from gongkai.sources.web.paging import Paging, recognise
from gongkai.sources.web.source import Candidate, Place

_DEPTH = 5


@dataclass(frozen=True, slots=True)
class TriedRow:
    """A row of the list: what would become of it, in Chinese."""

    text: str
    url: str
    is_kept: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What one look gave.

    Attributes:
        family: the website's build; empty where none was recognised.
        pages, total: of the list, as it states them.
        rows: of its first page.
        is_useful: reports of the county's units stand in it, of whichever years, or columns below.
        is_shell: it is drawn by a program, and no interface was recognised behind it.
        is_new_host: its host is not among the county's yet.
    """

    family: str
    pages: int | None
    total: int | None
    rows: tuple[TriedRow, ...]
    is_useful: bool
    is_shell: bool
    is_new_host: bool


def try_address(
    county: County,
    folder: Path,
    url: str,
    *,
    unit: Unit | None = None,
    limits: Limits | None = None,
    clock: Clock = now,
    resolver: Resolve = resolve,
) -> Tried:
    """Fetch the list at `url` once, and the first page of its interface where it is a shell.

    Raises:
        FetchError: with the reason why it cannot be had.
        ValueError: for what is no address.
    """
    address = read_address(url)
    is_new_host = rule_for(address, county.web.hosts) is None
    if is_new_host:
        web = replace(county.web, hosts=(*county.web.hosts, host_rule(address.netloc)))
        county = replace(county, web=web)
    page, paging = asyncio.run(_look(county, url, limits or Limits(), clock, resolver))
    place = Place(county, UnitNames(county.units), folder)
    walk = ListWalk(place, Listing(url, Level(unit), _DEPTH), set(), 1)
    links = _shown(page, walk)
    return Tried(
        paging.family,
        paging.pages,
        paging.total,
        rows=tuple(_row(link, walk, place) for link in links),
        is_useful=any(walk.reads(link) for link in links),
        is_shell=not links and page.is_shell,
        is_new_host=is_new_host,
    )


async def _look(
    county: County, url: str, limits: Limits, clock: Clock, resolver: Resolve
) -> tuple[WebPage, Paging]:
    fetcher = Fetcher(limits, clock, resolver)
    with tempfile.TemporaryDirectory() as folder:
        state = State(Path(folder), night_of(clock()))
        try:
            asker = Asker(county.web, state)
            page = await _page(fetcher, await fetcher.get(url, asker))
            if page.refresh and not page.links:
                page = await _page(fetcher, await fetcher.get(page.refresh, asker))
            paging = recognise(page, url)
            if paging.is_shell and paging.following:
                request = paging.following[0]
                page = await _page(fetcher, await fetcher.get(request.url, asker, request.form))
                inner = recognise(page, request.url)
                paging = replace(inner, family=paging.family, total=inner.total or paging.total)
            return page, paging
        finally:
            state.close()
            await fetcher.close()


async def _page(fetcher: Fetcher, reply: Reply) -> WebPage:
    page = await fetcher.pages.page(reply.final_url, reply.body)
    if page.fault:
        raise FetchError(page.fault, page.fault_detail)
    return page


def _shown(page: WebPage, walk: ListWalk) -> list[Link]:
    """The rows of the list, and the links that would be followed."""
    rows = set(page.rows)
    return [link for link in page.links if link.url in rows or walk.reads(link)]


def _row(link: Link, walk: ListWalk, place: Place) -> TriedRow:
    read = walk.reads(link)
    years = place.county.years
    match read:
        case Candidate(unit=unit, year=year) if year is None or year in years:
            body = unit.name if unit else "单位看正文"
            return TriedRow(link.text, link.url, True, f"收取：{body} {year or '年度看正文'}")
        case Candidate(year=year):
            verdict = f"不收：{year} 年不在登记的 {years[0]}–{years[-1]} 年内"
        case Level(unit=unit, year=year):
            body = " ".join(filter(None, (unit.name if unit else "", str(year or ""))))
            return TriedRow(link.text, link.url, True, f"下一级栏目：{body or '继续查找'}")
        case _:
            verdict = f"不收：{_why_dropped(link.text, place, walk.listing.known.unit)}"
    return TriedRow(link.text, link.url, False, verdict)


def _why_dropped(text: str, place: Place, own: Unit | None) -> str:
    if not is_report_title(text):
        return "不是年度报告的标题"
    found = place.names.find(text)
    if not found:
        return "标题中的单位不在 units.csv 内"
    if own and own not in found:
        return f"是 {found[0].name} 的，不是 {own.name} 的"
    return "标题中有多个年度" if len(years_in(text)) > 1 else "标题中有多个单位"


def source_table(url: str, name: str, unit: Unit | None) -> str:
    """The [[source]] table for county.toml."""
    quoted = name.replace("\\", "").replace('"', "")
    lines = ["", "[[source]]", 'kind = "list"', f'name = "{quoted}"', f'address = "{url}"']
    if unit:
        lines.append(f'unit = "{unit.unit_key}"')
    return "\n".join([*lines, ""])
