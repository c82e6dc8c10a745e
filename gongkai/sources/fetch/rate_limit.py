"""One lane a host: how fast it is asked, how often a night, and when it is left alone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from gongkai.sources.fetch.fault import FetchError

_HEADERS_BEGUN = "send_request_headers.started"
_HEADERS_SENT = "send_request_headers.complete"
_FAILURES = {"timeout", "connection", "server_error", "unresolved", "tls", "blocked", "broken_body"}


class Lane:
    """Everything that is asked of one host goes through here, whichever county asks."""

    def __init__(
        self, host: str, interval: float, at_once: int, budget: int, asked: int, strikes: int
    ) -> None:
        """Ask `host` every `interval` seconds at most, where `asked` requests were made tonight."""
        self.host, self.interval, self.budget, self.asked = host, interval, budget, asked
        self._slots = asyncio.Semaphore(at_once)
        self._gate = asyncio.Lock()
        self._free_at = 0.0
        self._strikes, self._strikes_left = strikes, strikes
        self._closed: FetchError | None = None

    @asynccontextmanager
    async def turn(self, count: Callable[[], None]) -> AsyncIterator[Callable[..., Any]]:
        """Wait for this host's next turn; gives the trace function of the request.

        The gate stays shut until the request's head was really sent, so that slow connections do
        not let two requests arrive together.

        Raises:
            FetchError: when the host's budget is used up or it is left alone for tonight.
        """
        async with self._slots:
            await self._gate.acquire()
            is_shut = True

            is_tunnel = False

            async def trace(event: str, info: dict[str, Any]) -> None:
                nonlocal is_shut, is_tunnel
                if event.endswith(_HEADERS_BEGUN):
                    is_tunnel = getattr(info.get("request"), "method", b"") == b"CONNECT"
                elif is_tunnel:
                    return  # that is the proxy's; the website is not asked yet
                if event.endswith(_HEADERS_SENT) and is_shut:
                    is_shut = False
                    self.rest(self.interval)
                    self._gate.release()

            try:
                self._refuse()
                while (wait := self._free_at - time.monotonic()) > 0:
                    await asyncio.sleep(wait)
                self._refuse()
                self.asked += 1
                count()
                yield trace
            finally:
                if is_shut:
                    is_shut = False
                    self.rest(self.interval)
                    self._gate.release()

    def rest(self, seconds: float) -> None:
        """Ask nothing for so long, as Retry-After wants it."""
        self._free_at = max(self._free_at, time.monotonic() + seconds)

    def slow_down(self, interval: float) -> None:
        """Leave at least `interval` seconds between requests, as a county or robots.txt wants it."""
        self.interval = max(self.interval, interval)

    def succeeded(self) -> None:
        """The host answered as it should."""
        self._strikes_left = self._strikes

    def failed(self, error: FetchError, for_good: bool = False) -> None:
        """Count a failure; after some in a row the host is left alone for tonight."""
        if error.reason in _FAILURES:
            self._strikes_left -= 1
        if self._strikes_left <= 0 or for_good:
            detail = f"{error.detail}; {self.host} was left alone for the night"
            self._closed = FetchError(error.reason, detail, status=error.status)

    def _refuse(self) -> None:
        if self._closed:
            raise FetchError(self._closed.reason, self._closed.detail, status=self._closed.status)
        if self.asked >= self.budget:
            raise FetchError("budget", f"{self.budget} requests were made to {self.host} tonight")
