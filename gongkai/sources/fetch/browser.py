"""Pages that only a browser can draw: the optional extra `gongkai[browser]`, one page at a time.

Chromium itself is cut off from the network. Whatever a page asks for (scripts and data; no images,
fonts or styles) is fetched as every other request is: the same hosts, robots.txt, pace, address and
size checks. What comes of it is the page's markup as drawn.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai.sources.fetch.fault import FetchError
from gongkai.sources.fetch.reply import Reply

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Playwright, Route

Fetch = Callable[[str, str | None], Awaitable[Reply]]

DRAWN_BY = ("gongkai-drawn-by", "browser")
"""A header of drawn pages, so that the vault tells them from what the website sent."""

_NEEDS = "browser = true needs pip install 'gongkai[browser]' and the system's Chromium"
_FETCHED = {"document", "script", "xhr", "fetch"}
_ARGUMENTS = ("--host-resolver-rules=MAP * ~NOTFOUND", "--disable-gpu", "--no-first-run")
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 120.0
_QUIET = 0.8
_BOM = "\ufeff"


class Drawer:
    """One Chromium for the night, started when it is first needed."""

    def __init__(self, largest: int) -> None:
        """Draw pages of at most `largest` bytes."""
        self._largest = largest
        self._one_at_a_time = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    async def close(self) -> None:
        """End the browser."""
        if self._browser:
            await self._browser.close()
        if self._playwright:
            await self._playwright.stop()

    async def draw(self, url: str, reply: Reply, fetch: Fetch) -> Reply:
        """The page at `url`, which `reply` holds as it was sent, as a browser shows it.

        Raises:
            FetchError: `shell` where there is no browser, `timeout` or `too_large`.
        """
        async with self._one_at_a_time:
            browser = await self._started()
            context = await browser.new_context(service_workers="block", accept_downloads=False)
            try:
                page = await context.new_page()
                async with asyncio.timeout(_SECONDS):
                    markup = await _drawn(page, url, reply, fetch)
                final_url = page.url.partition("#")[0]
            except TimeoutError as error:
                raise FetchError("timeout", f"not drawn within {_SECONDS:g} s") from error
            finally:
                await context.close()
        body = (_BOM + markup).encode("utf-8", "replace")
        if len(body) > self._largest:
            raise FetchError("too_large", f"{len(body):,} bytes when drawn")
        is_page = final_url.startswith(("http://", "https://"))
        return replace(
            reply,
            body=body,
            final_url=final_url if is_page else reply.final_url,
            headers=(*reply.headers, DRAWN_BY),
        )

    async def _started(self) -> Browser:
        if self._browser:
            return self._browser
        path = os.environ.get("GONGKAI_CHROMIUM") or next(
            filter(None, map(shutil.which, _NAMES)), None
        )
        if path is None:
            raise FetchError("shell", _NEEDS)
        try:
            from playwright.async_api import Error, async_playwright
        except ImportError as error:
            raise FetchError("shell", _NEEDS) from error
        self._playwright = await async_playwright().start()
        try:
            self._browser = await self._playwright.chromium.launch(
                executable_path=path, args=list(_ARGUMENTS)
            )
        except Error as error:
            raise FetchError("shell", f"Chromium does not start: {error}"[:200]) from error
        return self._browser


async def _drawn(page: Page, url: str, reply: Reply, fetch: Fetch) -> str:
    """Load the page, answering what it asks for, until it has been quiet for a while."""
    from playwright.async_api import Error

    pending, moved = 0, time.monotonic()

    async def answer(route: Route) -> None:
        nonlocal pending, moved
        pending += 1
        try:
            await _answer(route, reply, fetch)
        except Error:
            pass  # the page went on without this request
        finally:
            pending, moved = pending - 1, time.monotonic()

    await page.route("**/*", answer)
    with contextlib.suppress(Error):  # a page that sends its visitor on breaks its own loading off
        await page.goto(url, wait_until="domcontentloaded", timeout=0)
    while pending or time.monotonic() - moved < _QUIET:
        await asyncio.sleep(0.1)
    return await page.content()


async def _answer(route: Route, reply: Reply, fetch: Fetch) -> None:
    request = route.request
    if request.resource_type not in _FETCHED or request.method not in ("GET", "POST"):
        await route.abort()
        return
    if request.resource_type == "document" and request.url.partition("#")[0] == reply.final_url:
        got = reply
    else:
        try:
            got = await fetch(request.url, request.post_data if request.method == "POST" else None)
        except FetchError:
            await route.abort()
            return
    kind = dict(got.headers).get("content-type", "text/html")
    await route.fulfill(status=200, body=got.body, content_type=kind)
