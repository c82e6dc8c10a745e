"""How far a pull is, host by host."""

from __future__ import annotations

from collections.abc import Callable

OnProgress = Callable[[str, int, int], None]
"""Called with a host, how many of its addresses are done and how many are known so far."""


class ProgressCounter:
    """Counts addresses a host and passes each change on."""

    def __init__(self, on_progress: OnProgress | None = None) -> None:
        """OnProgress `tell`, or nobody."""
        self._tell = on_progress or (lambda _host, _done, _total: None)
        self._counts: dict[str, tuple[int, int]] = {}

    def expect(self, host: str, more: int = 1) -> None:
        """So many more addresses of `host` will be asked."""
        done, total = self._counts.get(host, (0, 0))
        self.set(host, done, total + more)

    def did(self, host: str) -> None:
        """One address of `host` is done, well or badly."""
        done, total = self._counts.get(host, (0, 0))
        self.set(host, done + 1, max(total, done + 1))

    def set(self, host: str, done: int, total: int) -> None:
        """Note both counts of `host`."""
        self._counts[host] = done, total
        self._tell(host, done, total)
