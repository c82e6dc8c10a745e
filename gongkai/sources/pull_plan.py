"""What a pull would ask, without asking it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.sources.address import read_address, rule_for
from gongkai.sources.fetch.page_state import State
from gongkai.sources.load_county import load_county
from gongkai.sources.pages.webpage import WebPage
from gongkai.sources.pull import night_of, now
from gongkai.sources.web.families import read_sources
from gongkai.sources.web.source import Ask
from gongkai.sources.web.source_runner import planned


@dataclass(frozen=True, slots=True)
class PlannedRequest:
    """An address that would be asked.

    Attributes:
        unit_id, year: whose report is expected there; None for lists.
        is_conditional: it was had before, and would only be asked whether it changed.
    """

    county_id: str
    source: str
    host: str
    url: str
    unit_id: str | None
    year: int | None
    is_conditional: bool


@dataclass(frozen=True, slots=True)
class HostPlan:
    """What one host would be asked tonight, and how long that takes at the least.

    Attributes:
        requests: known so far; lists that were never read may lead to more.
        left: of its budget.
    """

    host: str
    requests: int
    left: int
    seconds: float


def plan_pull(
    folders: Sequence[Path], clock: Callable[[], datetime.datetime] = now
) -> tuple[list[PlannedRequest], list[HostPlan]]:
    """What `pull_counties` would ask for these counties, as far as earlier lists tell.

    Raises:
        RegistryError: for a registry that cannot be used.
        GongkaiError: while a pull of a county is running.
    """
    requests: list[PlannedRequest] = []
    hosts: dict[str, tuple[float, int]] = {}
    for folder in folders:
        found = _planned(folder, clock, hosts)
        known = {request.url for request in requests}
        requests += [request for request in found if request.url not in known]
    counts = Counter(request.host for request in requests)
    return requests, [
        HostPlan(host, counts[host], left, counts[host] * interval)
        for host, (interval, left) in hosts.items()
        if counts[host]
    ]


def _planned(
    folder: Path, clock: Callable[[], datetime.datetime], hosts: dict[str, tuple[float, int]]
) -> list[PlannedRequest]:
    county = load_county(folder)
    sources = read_sources(county, folder, [])
    if not sources:
        return []
    # A county that was never pulled has no state, and planning shall not make one.
    has_state = (folder / "state" / "pages.sqlite").exists()
    state = State(folder, night_of(clock())) if has_state else None
    try:
        asked = state.asked() if state else {}

        def recall(url: str) -> WebPage | None:
            known = state.known(read_address(url).url) if state else None
            return WebPage(known.url, known.body) if known else None

        found = {}
        for source in sources:
            for step in planned(source, recall):
                address = read_address(step.url)
                rule = rule_for(address, county.web.hosts)
                if rule is None:
                    continue
                interval = 1 / (rule.requests_per_second or county.web.requests_per_second)
                budget = rule.budget or county.web.budget
                left = budget - asked.get(address.netloc, 0)
                hosts.setdefault(address.netloc, (interval, left))
                is_list = isinstance(step, Ask)
                found[address.url] = PlannedRequest(
                    county.county_id,
                    source.name,
                    address.netloc,
                    address.url,
                    step.unit.unit_id if step.unit and not is_list else None,
                    None if is_list else step.year,
                    state is not None and state.known(address.url) is not None,
                )
        return list(found.values())
    finally:
        if state:
            state.close()
