"""Pages read beside the event loop, within limits: one that is hostile costs itself and no host's turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from gongkai.contained.contained_reader import ContainedReader, ReaderDied
from gongkai.contained.read_limits import ReadLimits
from gongkai.errors import WarehouseError
from gongkai.sources.fetch.fault import UNREADABLE, FetchError, unreadable
from gongkai.sources.pages.content_equality import has_equal_content
from gongkai.sources.pages.webpage import WebPage

_READERS = 2
_SMALL = 8 * 1024  # bytes: so little takes milliseconds, whatever it says
_SECONDS = 5  # of the processor: a page of a megabyte takes a tenth of one


class PageReader:
    """Processes that read pages, started when first needed, for one event loop."""

    def __init__(self, limits: ReadLimits | None = None) -> None:
        """Read each page within `limits`."""
        usual = replace(ReadLimits.load(), processor_seconds=_SECONDS, seconds=5.0 * _SECONDS)
        self._limits = limits or usual
        self._readers: list[ContainedReader[Any, Any]] = []
        self._free: asyncio.LifoQueue[ContainedReader[Any, Any]] = asyncio.LifoQueue()

    async def close(self) -> None:
        """End the processes."""
        await asyncio.gather(*(asyncio.to_thread(reader.close) for reader in self._readers))

    async def page(self, url: str, body: bytes) -> WebPage:
        """The page at `url`, read whole.

        Raises:
            FetchError: `unreadable`, for one that breaks a limit or cannot be made sense of.
        """
        page = WebPage(url, body)
        if len(body) > _SMALL and not page.document_kind:
            page = await self._told(_read, (url, body))
            page.body = body
        return page

    async def is_equal(self, url: str, one: bytes, other: bytes) -> bool:
        """Whether two bodies of `url` show a visitor the same."""
        are_files = any(WebPage(url, body).document_kind for body in (one, other))
        if one == other or are_files or len(one) + len(other) <= _SMALL:
            return has_equal_content(url, one, other)
        return bool(await self._told(_compare, (url, one, other)))

    async def _told(self, what: Callable[[Any], Any], item: tuple[object, ...]) -> Any:
        reader = await self._reader()
        is_free = True
        try:
            return await asyncio.to_thread(reader.read, [item], what, _only)
        except asyncio.CancelledError:
            is_free = False  # its thread reads on
            raise
        except ReaderDied as died:
            raise FetchError("unreadable", str(died.refusal)[:200]) from None
        except UNREADABLE as error:
            raise unreadable(error) from error
        except WarehouseError as error:
            raise FetchError("unreadable", str(error)[:200]) from error
        finally:
            if is_free:
                self._free.put_nowait(reader)

    async def _reader(self) -> ContainedReader[Any, Any]:
        if self._free.empty() and len(self._readers) < _READERS:
            self._readers.append(ContainedReader(self._limits))
            return self._readers[-1]
        return await self._free.get()


def _read(item: tuple[str, bytes]) -> WebPage:
    page = WebPage(*item).read()
    page.body = b""  # who asked has it
    return page


def _compare(item: tuple[str, bytes, bytes]) -> bool:
    return has_equal_content(*item)


def _only(outcomes: list[Any]) -> Any:
    return outcomes[0]
