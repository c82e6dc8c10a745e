"""Fetching: one address to one reply, politely and safely; every hop is judged again."""

from __future__ import annotations

import asyncio
import datetime
import logging
from collections.abc import Callable
from dataclasses import replace

import httpcore
import stamina

from gongkai.sources.address import Address, HostRule, read_address, rule_for
from gongkai.sources.fetch.asker import Asker
from gongkai.sources.fetch.body import read_body
from gongkai.sources.fetch.browser import Drawer
from gongkai.sources.fetch.chain import lacks_issuer
from gongkai.sources.fetch.connections import Connections
from gongkai.sources.fetch.fault import FetchError
from gongkai.sources.fetch.limits import Limits
from gongkai.sources.fetch.network import (
    Resolve,
    describe,
    is_tls_failure,
    resolve,
)
from gongkai.sources.fetch.page_reader import PageReader
from gongkai.sources.fetch.page_state import Known
from gongkai.sources.fetch.rate_limit import Lane
from gongkai.sources.fetch.reply import (
    REDIRECTS,
    Headers,
    Reply,
    as_asked,
    cookies_set,
    fault_of,
    is_page,
    kept_headers,
    retry_after,
)
from gongkai.sources.fetch.robots import Robots

_BROKEN = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    OSError,
)
_WANT_SESSION = {401, 403}
logging.getLogger("stamina").setLevel(logging.ERROR)  # what failed in the end is an attempt row


class Fetcher:
    """All requests of one night go through one of these, so that the pace holds for all counties."""

    def __init__(
        self,
        limits: Limits,
        clock: Callable[[], datetime.datetime],
        resolver: Resolve = resolve,
    ) -> None:
        """Fetch within `limits`."""
        self.limits, self._clock = limits, clock
        self._connections = Connections(resolver)
        self.pages = PageReader()
        self._drawer = Drawer(limits.body_bytes)
        self._asked: dict[str, int] = {}
        self._lanes: dict[str, Lane] = {}
        self._robots = Robots()
        self._transfers = asyncio.Semaphore(limits.transfers)

    def were_asked(self, requests: dict[str, int]) -> None:
        """Count requests that an earlier pull made tonight, by host."""
        for host, number in requests.items():
            if host in self._lanes:
                self._lanes[host].asked += number
            else:
                self._asked[host] = self._asked.get(host, 0) + number

    async def close(self) -> None:
        """Close every connection, and end what reads the pages."""
        await self._connections.close()
        await self._drawer.close()
        await self.pages.close()

    async def get(self, url: str, asker: Asker, form: str | None = None) -> Reply:
        """The page at `url`, which is asked by POST where there is a form to send.

        Raises:
            FetchError: with the reason why it cannot be fetched.
        """
        reply = await self._retried(self._address(url), asker, True, form)
        rule = rule_for(self._address(reply.final_url), asker.web.hosts)
        if rule and rule.browser and form is None and is_page(reply):
            return await self._drawn(url, reply, asker)
        return reply

    async def _drawn(self, url: str, reply: Reply, asker: Asker) -> Reply:
        """The page as a browser shows it; as it was drawn last time if it shows the same."""

        async def fetch(address: str, form: str | None) -> Reply:
            return await self._retried(self._address(address), asker, True, form)

        drawn = await self._drawer.draw(url, reply, fetch)
        key = f"{url}\ndrawn"
        known = asker.state.known(key)
        if known and await self._is_equal(drawn.final_url, known.body, drawn.body):
            return replace(drawn, body=known.body, is_unchanged=True)
        asker.state.remember(key, drawn.headers, drawn.body)
        return replace(drawn, is_unchanged=False)

    async def _is_equal(self, url: str, one: bytes, other: bytes) -> bool:
        """Whether a page shows the same; one that cannot be read has changed."""
        try:
            return await self.pages.is_equal(url, one, other)
        except FetchError:
            return False

    async def _retried(
        self, address: Address, asker: Asker, with_robots: bool, form: str | None = None
    ) -> Reply:
        limits = self.limits
        async for attempt in stamina.retry_context(
            on=lambda error: isinstance(error, FetchError) and error.may_pass,
            attempts=limits.attempts,
            timeout=None,
            wait_initial=limits.wait_initial,
            wait_max=limits.wait_max,
            wait_jitter=limits.wait_jitter,
        ):
            with attempt:
                return await self._follow(address, asker, with_robots, form)
        raise AssertionError("no attempt was made")

    async def _follow(
        self, address: Address, asker: Asker, with_robots: bool, form: str | None
    ) -> Reply:
        """Go where redirects lead, judging each hop as if it had been asked for.

        A page to which redirects lead back, and one that wants the session of the page before it,
        is asked once more with the cookies that its host set meanwhile.
        """
        seen: list[tuple[str, str]] = []
        hop = address
        while (
            step := (hop.url, str(asker.cookies.get(hop.netloc)))
        ) not in seen or asker.shows_offered(hop.netloc):
            if len(seen) > self.limits.redirects:
                break
            rule = rule_for(hop, asker.web.hosts)
            if rule is None:
                raise FetchError("off_host", f"{hop.url} is on no host of the county")
            lane = self._lane(hop, rule, asker)
            if with_robots:
                await self._obey_robots(hop, lane, asker)
            seen.append(step)
            try:
                answer = await self._ask(hop, address, rule, lane, asker, form)
            except FetchError as error:  # a file may want the session of the page that links it
                if error.status not in _WANT_SESSION or not asker.shows_offered(hop.netloc):
                    raise
                answer = await self._ask(hop, address, rule, lane, asker, form)
            if isinstance(answer, Reply):
                return answer
            hop, form = self._address(answer, hop.url), None
        raise FetchError("redirect_loop", " → ".join([*(url for url, _ in seen), hop.url])[:500])

    async def _ask(
        self,
        hop: Address,
        first: Address,
        rule: HostRule,
        lane: Lane,
        asker: Asker,
        form: str | None = None,
    ) -> Reply | str:
        """One request: the reply, or the address it redirects to."""
        key = hop.url if form is None else f"{hop.url}\n{form}"
        known = asker.state.known(key)
        try:
            sent = await self._send(hop, rule, lane, asker, form, known)
        except FetchError as error:
            lane.failed(error)
            raise
        except TimeoutError as error:
            detail = f"not whole within {self.limits.seconds:g} s"
            raise self._failure(lane, "timeout", detail) from error
        except _BROKEN as error:
            if lacks_issuer(error) and await self._connections.complete_chain(hop, asker.web):
                return await self._ask(hop, first, rule, lane, asker, form)
            reason = "tls" if is_tls_failure(error) else "connection"
            raise self._failure(lane, reason, describe(error), may_pass=reason != "tls") from error
        lane.succeeded()
        if isinstance(sent, str):
            return sent
        body, got = sent
        is_unchanged = known is not None and (
            body is None or await self._is_equal(hop.url, known.body, body)
        )
        if known and is_unchanged:
            body, got = known.body, known.headers
        body = body or b""
        if not is_unchanged:
            asker.state.remember(key, got, body)
        if rule.broken_tls and hop.scheme == "https":
            asker.unverified.setdefault(hop.netloc, hop.url)
        is_verified = hop.scheme == "https" and not rule.broken_tls
        return Reply(first.url, hop.url, 200, got, body, is_unchanged, is_verified, self._clock())

    async def _send(
        self,
        hop: Address,
        rule: HostRule,
        lane: Lane,
        asker: Asker,
        form: str | None,
        known: Known | None,
    ) -> str | tuple[bytes | None, Headers]:
        """Where it redirects to, or body and headers; no body for one that did not change."""
        pool = await self._connections.pool(hop, rule, asker.web)
        async with (
            lane.turn(lambda: asker.state.count(hop.netloc)) as trace,
            self._transfers,
            asyncio.timeout(self.limits.seconds),
            pool.stream(
                "GET" if form is None else "POST",
                hop.url,
                headers=asker.headers(hop, rule, form, known),
                content=None if form is None else form.encode(),
                extensions={"trace": trace},
            ) as response,
        ):
            status, got = response.status, kept_headers(response.headers)
            named = dict(got)
            asker.offered.setdefault(hop.netloc, {}).update(cookies_set(response.headers))
            if status in REDIRECTS and "location" in named:
                return as_asked(named["location"])
            if status == 304 and known:
                return None, got
            self._judge(status, named, lane)
            encoding, length = named.get("content-encoding", ""), named.get("content-length")
            return await read_body(response.aiter_stream(), encoding, length, self.limits), got

    def _judge(self, status: int, headers: dict[str, str], lane: Lane) -> None:
        """Let only a plain success pass."""
        error = fault_of(status, headers, self._clock())
        if error is None:
            return
        if error.reason == "throttled":
            wait = retry_after(headers.get("retry-after", ""), self._clock())
            if wait and wait > self.limits.patience:
                lane.failed(error, for_good=True)
                error.may_pass = False
            elif wait:
                lane.rest(wait)
        raise error

    def _failure(self, lane: Lane, reason: str, detail: str, may_pass: bool = True) -> FetchError:
        error = FetchError(reason, detail, may_pass=may_pass)
        lane.failed(error)
        return error

    async def _obey_robots(self, hop: Address, lane: Lane, asker: Asker) -> None:
        async def fetch() -> bytes:
            address = self._address("/robots.txt", hop.url)
            return (await self._retried(address, asker, with_robots=False)).body

        delay = await self._robots.judge(hop, fetch)
        if delay and self.limits.is_paced:
            lane.slow_down(delay)

    def _address(self, url: str, base: str = "") -> Address:
        try:
            return read_address(url, base)
        except ValueError as error:
            raise FetchError("bad_address", str(error)) from error

    def _lane(self, hop: Address, rule: HostRule, asker: Asker) -> Lane:
        interval = 1 / (rule.requests_per_second or asker.web.requests_per_second)
        interval = interval if self.limits.is_paced else 0.0
        lane = self._lanes.get(hop.netloc)
        if lane is None:
            lane = self._lanes[hop.netloc] = Lane(
                hop.netloc,
                interval,
                asker.web.at_once,
                rule.budget or asker.web.budget,
                self._asked.get(hop.netloc, 0),
                self.limits.strikes,
            )
        lane.slow_down(interval)
        return lane
