"""Pages are read in processes of their own: one that breaks a limit costs itself alone."""

from __future__ import annotations

import asyncio
import os

import pytest

from gongkai.contained.read_limits import ReadLimits
from gongkai.sources.fetch.fault import FetchError
from gongkai.sources.fetch.page_reader import PageReader
from gongkai.sources.pages.webpage import WebPage
from tests.unit.sources import world

URL = "http://www.example.invalid/a/list.html"
GOOD = world.page("yunxi", 2021, "html_cms")
HEAVY = b"<html>" + b"<p a=1>1" * 1_000_000
HASTY = ReadLimits(memory=32 << 20, processor_seconds=1, seconds=5.0)


@pytest.mark.skipif(os.name != "posix", reason="limits are set on POSIX only")
def test_a_page_beyond_the_limits_is_unreadable_and_the_next_is_read() -> None:
    async def read() -> tuple[FetchError, WebPage, bool]:
        reader = PageReader(HASTY)
        try:
            with pytest.raises(FetchError) as refused:
                await reader.page(URL, HEAVY)
            good = await reader.page(URL, GOOD)
            return refused.value, good, await reader.is_equal(URL, GOOD, GOOD + b"\n")
        finally:
            await reader.close()

    refused, good, is_equal = asyncio.run(read())
    assert refused.reason == "unreadable"
    assert (good.is_report, good.body) == (True, GOOD)
    assert is_equal


def test_a_page_that_cannot_be_made_sense_of_is_unreadable() -> None:
    async def read() -> None:
        reader = PageReader()
        try:
            await reader.page(URL, b"<div>" * 20_000)
        finally:
            await reader.close()

    with pytest.raises(FetchError, match="unreadable: ValueError: elements nested"):
        asyncio.run(read())
