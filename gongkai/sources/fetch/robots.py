"""robots.txt: fetched once a night and origin, read with Protego, obeyed as RFC 9309 wants it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from protego import Protego

from gongkai.sources.address import Address
from gongkai.sources.fetch.fault import UNREADABLE, FetchError, unreadable

AGENT = "Gongkai"
_LONGEST = 512 * 1024  # at least 500 KiB must be read, the rest need not
_LONGEST_DELAY = 300.0
_AS_IF_ABSENT = {"off_host", "redirect_loop", "too_large", "broken_body", "bad_address"}


class Robots:
    """The rules of every origin asked tonight."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._rules: dict[str, asyncio.Future[Protego | FetchError | None]] = {}

    async def judge(self, address: Address, fetch: Callable[[], Awaitable[bytes]]) -> float | None:
        """Let `address` pass; gives the Crawl-delay in seconds, if its origin wants one.

        Args:
            address: about to be asked.
            fetch: gets the origin's robots.txt, if nobody did before.

        Raises:
            FetchError: `robots`, or whatever kept robots.txt from being had.
        """
        held = self._rules.get(address.origin)
        if held is None:
            held = self._rules[address.origin] = asyncio.get_running_loop().create_future()
            try:
                held.set_result(await _fetched(fetch))
            except BaseException:
                held.cancel()
                raise
        rules = await held
        if isinstance(rules, FetchError):
            raise FetchError(rules.reason, rules.detail, status=rules.status)
        if rules is None:
            return None
        if not rules.can_fetch(address.url, AGENT):
            raise FetchError(
                "robots", f"{address.origin}/robots.txt does not allow {address.target}"
            )
        delay = rules.crawl_delay(AGENT)
        return min(float(delay), _LONGEST_DELAY) if delay else None


async def _fetched(fetch: Callable[[], Awaitable[bytes]]) -> Protego | FetchError | None:
    """The rules; None where there are none, which any 4xx means; an error where nothing may be."""
    try:
        body = await fetch()
    except FetchError as error:
        if error.reason in ("server_error", "throttled"):
            return FetchError("robots", f"robots.txt: {error.detail}", status=error.status)
        if error.status or error.reason in _AS_IF_ABSENT:
            return None
        return FetchError(error.reason, f"robots.txt: {error.detail}")
    except UNREADABLE as error:
        return unreadable(error)
    # An HTML page that stands in its place holds no rules.
    return Protego.parse(body[:_LONGEST].decode("utf-8-sig", "replace"))
