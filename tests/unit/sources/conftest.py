"""The processes that read pages, kept from one pull of a test to the next: each takes a second to start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from gongkai.contained.contained_reader import ContainedReader
from gongkai.contained.read_limits import Ending, ReadLimits
from gongkai.sources.fetch import page_reader

_idle: list[_Kept] = []


class _Kept(ContainedReader[Any, Any]):
    """A reader that, once closed, waits for the next pull; one that still reads is ended."""

    is_reading = False

    def read(self, *told: Any, **how: Any) -> Any:
        self.is_reading = True
        try:
            return super().read(*told, **how)
        finally:
            self.is_reading = False

    def close(self) -> Ending:
        if self.is_reading:  # it also closes itself so, when what it reads breaks a limit
            return super().close()
        _idle.append(self)
        return Ending()


def _kept(limits: ReadLimits) -> ContainedReader[Any, Any]:
    for number, reader in enumerate(_idle):
        if reader.limits == limits:
            return _idle.pop(number)
    return _Kept(limits)


@pytest.fixture(scope="session", autouse=True)
def _readers() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_reader, "ContainedReader", _kept)
        yield
    while _idle:
        ContainedReader.close(_idle.pop())
