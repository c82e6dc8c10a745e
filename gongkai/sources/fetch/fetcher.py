"""Fetching: one address to one reply, politely and safely; every hop is judged again."""

from __future__ import annotations

import asyncio
import datetime
import email.utils
import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field

import httpcore
import stamina

from gongkai import __version__
from gongkai.sources.address import Address, HostRule, read_address, rule_for
from gongkai.sources.fetch.body import ACCEPTED, read_body
from gongkai.sources.fetch.fault import FetchError
from gongkai.sources.fetch.limits import Limits
from gongkai.sources.fetch.network import (
    CheckedNetwork,
    Resolve,
    is_tls_failure,
    resolve,
    tls_context,
)
from gongkai.sources.fetch.page_state import State
from gongkai.sources.fetch.rate_limit import Lane
from gongkai.sources.fetch.robots import Robots
from gongkai.sources.pages.content_equality import has_equal_content
from gongkai.sources.registry.web_settings import WebSettings

Headers = tuple[tuple[str, str], ...]

_REDIRECTS = {301, 302, 303, 307, 308}
_BLOCKED = {401, 403, 405, 406, 412, 418, 451, 521}

logging.getLogger("stamina").setLevel(logging.ERROR)  # what failed in the end is an attempt row


@dataclass(frozen=True, slots=True)
class Reply:
    """A body that arrived whole.

    Attributes:
        url, final_url: the address asked, and the one that answered.
        is_unchanged: the server or the page itself says so; body and headers are the last ones.
        is_verified: its certificate was; False too where there was none to verify: plain http.
        fetched_at: when its last byte came.
    """

    url: str
    final_url: str
    status: int
    headers: Headers
    body: bytes
    is_unchanged: bool
    is_verified: bool
    fetched_at: datetime.datetime


@dataclass(slots=True)
class Asker:
    """The county on whose behalf something is asked; notes the hosts whose TLS was not verified."""

    web: WebSettings
    state: State
    unverified: dict[str, str] = field(default_factory=dict)

    @property
    def user_agent(self) -> str:
        """Who asks, and whom to write to."""
        return f"Gongkai/{__version__} (+{self.web.contact})"


class Fetcher:
    """All requests of one night go through one of these, so that the pace holds for all counties."""

    def __init__(
        self,
        limits: Limits,
        clock: Callable[[], datetime.datetime],
        resolver: Resolve = resolve,
    ) -> None:
        """Fetch within `limits`."""
        self.limits, self._clock, self._resolver = limits, clock, resolver
        self._asked: dict[str, int] = {}
        self._lanes: dict[str, Lane] = {}
        self._pools: dict[tuple[object, ...], httpcore.AsyncConnectionPool] = {}
        self._contexts: dict[bool, ssl.SSLContext] = {}
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
        """Close every connection."""
        for pool in self._pools.values():
            await pool.aclose()

    async def get(self, url: str, asker: Asker) -> Reply:
        """The page at `url`.

        Raises:
            FetchError: with the reason why it cannot be fetched.
        """
        return await self._retried(self._address(url), asker, with_robots=True)

    async def _retried(self, address: Address, asker: Asker, with_robots: bool) -> Reply:
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
                return await self._follow(address, asker, with_robots)
        raise AssertionError("no attempt was made")

    async def _follow(self, address: Address, asker: Asker, with_robots: bool) -> Reply:
        """Go where redirects lead, judging each hop as if it had been asked for."""
        seen: list[str] = []
        hop = address
        while hop.url not in seen and len(seen) <= self.limits.redirects:
            rule = rule_for(hop, asker.web.hosts)
            if rule is None:
                raise FetchError("off_host", f"{hop.url} is on no host of the county")
            lane = self._lane(hop, rule, asker)
            if with_robots:
                await self._obey_robots(hop, lane, asker)
            seen.append(hop.url)
            answer = await self._ask(hop, address, rule, lane, asker)
            if isinstance(answer, Reply):
                return answer
            hop = self._address(answer, hop.url)
        raise FetchError("redirect_loop", " → ".join([*seen, hop.url])[:500])

    async def _ask(
        self, hop: Address, first: Address, rule: HostRule, lane: Lane, asker: Asker
    ) -> Reply | str:
        """One request: the reply, or the address it redirects to."""
        known = asker.state.known(hop.url)
        headers = [
            (b"Host", hop.netloc.encode()),
            (b"User-Agent", asker.user_agent.encode()),
            (b"Accept-Encoding", ACCEPTED.encode()),
            (b"Accept", b"*/*"),
        ]
        if known and known.etag:
            headers.append((b"If-None-Match", known.etag.encode("latin-1", "ignore")))
        if known and known.last_modified:
            headers.append((b"If-Modified-Since", known.last_modified.encode("latin-1", "ignore")))
        try:
            async with (
                lane.turn(lambda: asker.state.count(hop.netloc)) as trace,
                self._transfers,
                asyncio.timeout(self.limits.seconds),
                self._pool(hop, rule, asker).stream(
                    "GET", hop.url, headers=headers, extensions={"trace": trace}
                ) as response,
            ):
                status, got = response.status, _headers(response.headers)
                named = dict(got)
                if status in _REDIRECTS and "location" in named:
                    lane.succeeded()
                    return named["location"]
                if status == 304 and known:
                    body, is_unchanged = b"", True
                else:
                    self._judge(status, named, lane)
                    chunks = response.aiter_stream()
                    body = await read_body(
                        chunks,
                        named.get("content-encoding", ""),
                        named.get("content-length"),
                        self.limits,
                    )
                    is_unchanged = known is not None and has_equal_content(
                        hop.url, known.body, body
                    )
        except FetchError as error:
            lane.failed(error)
            raise
        except TimeoutError as error:
            raise self._failure(
                lane, "timeout", f"not whole within {self.limits.seconds:g} s"
            ) from error
        except (
            httpcore.TimeoutException,
            httpcore.NetworkError,
            httpcore.ProtocolError,
            OSError,
        ) as error:
            reason = "tls" if is_tls_failure(error) else "connection"
            detail = f"{type(error).__name__}: {error}"
            raise self._failure(lane, reason, detail, may_pass=reason != "tls") from error
        lane.succeeded()
        if known and is_unchanged:
            body, got = known.body, known.headers
        else:
            asker.state.remember(hop.url, got, body)
        if rule.broken_tls and hop.scheme == "https":
            asker.unverified.setdefault(hop.netloc, hop.url)
        is_verified = hop.scheme == "https" and not rule.broken_tls
        return Reply(first.url, hop.url, 200, got, body, is_unchanged, is_verified, self._clock())

    def _judge(self, status: int, headers: dict[str, str], lane: Lane) -> None:
        """Let only a plain success pass."""
        wait = _retry_after(headers.get("retry-after", ""), self._clock())
        if status == 429 or (status == 503 and wait is not None):
            error = FetchError(
                "throttled",
                f"HTTP {status}, Retry-After {wait or 0:g} s",
                status=status,
                may_pass=True,
            )
            if wait and wait > self.limits.patience:
                lane.failed(error, for_good=True)
                error.may_pass = False
            elif wait:
                lane.rest(wait)
            raise error
        if status == 200:
            return
        if status in _BLOCKED or status == 202:
            raise FetchError("blocked", f"HTTP {status}", status=status)
        if status >= 500:
            raise FetchError("server_error", f"HTTP {status}", status=status, may_pass=True)
        raise FetchError("not_found", f"HTTP {status}", status=status)

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

    def _pool(self, hop: Address, rule: HostRule, asker: Asker) -> httpcore.AsyncConnectionPool:
        allowed = asker.web.private_networks
        key = (hop.origin, rule.broken_tls, allowed)
        if key not in self._pools:
            if rule.broken_tls not in self._contexts:
                self._contexts[rule.broken_tls] = tls_context(rule.broken_tls)
            self._pools[key] = httpcore.AsyncConnectionPool(
                ssl_context=self._contexts[rule.broken_tls],
                max_connections=asker.web.at_once,
                keepalive_expiry=15.0,
                network_backend=CheckedNetwork(allowed, self._resolver),
            )
        return self._pools[key]


def _headers(pairs: list[tuple[bytes, bytes]]) -> Headers:
    """Names in lower case; cookies are not kept."""
    decoded = ((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in pairs)
    return tuple((name, value) for name, value in decoded if name != "set-cookie")


def _retry_after(value: str, now: datetime.datetime) -> float | None:
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError):
        return None
