"""A process that reads documents within limits, and is ended with all that it started when it breaks them.

The reader is a fresh interpreter in a session of its own (`python -m gongkai.contained.reader_main`), or a
fork of a program that has nothing but itself to read for. It is told what to read and answers through pipes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Generic, TypeVar

from gongkai.contained.read_limits import Ending, ReadLimits
from gongkai.contained.reader_main import FAILED, STARTED
from gongkai.contained.reader_process import (
    GONE,
    Fork,
    Interpreter,
    OverdueError,
    ReaderProcess,
)
from gongkai.errors import RefusedError, WarehouseError

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

_START_SECONDS = 120.0


class ReaderDied(Exception):
    """The reader ended while it read the item with this index of what it was given."""

    def __init__(self, index: int, refusal: RefusedError) -> None:
        """Keep which item it was, and the refusal that it deserves."""
        super().__init__(str(refusal))
        self.index, self.refusal = index, refusal


class ContainedReader(Generic[Item, Outcome]):
    """One reading process, started when first asked and again after it died; for one thread."""

    def __init__(
        self, limits: ReadLimits, *, forks: bool = False, needs: Sequence[str] = ()
    ) -> None:
        """Read within `limits`.

        Args:
            limits: of each document.
            forks: where starting must be fast and no other thread runs.
            needs: modules that its process imports as it starts, and this one need not.
        """
        self.limits = limits
        self._needs = needs
        self._new_process = Fork if forks and hasattr(os, "fork") else Interpreter
        self._process: ReaderProcess | None = None
        self._is_ready = False

    def __enter__(self) -> ContainedReader[Item, Outcome]:
        """Nothing is started yet."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self.close()

    def read(
        self,
        items: Sequence[Item],
        read_one: Callable[[Item], Outcome],
        finish: Callable[[list[Outcome]], Any],
    ) -> Any:
        """What `finish` makes of the outcomes of all `items`, in the reader's process.

        Args:
            items: what is read one after the other, each within the limits.
            read_one: reads one; found again by its name, as `finish` is.
            finish: makes of the outcomes what comes back, such as the place where they were written.

        Raises:
            ReaderDied: when it broke a limit or crashed; none of this call's work is kept.
            WarehouseError: when readers end as they start.
            Exception: what `finish` raised.
        """
        process = self._start(read_one.__module__)
        index = 0
        try:
            process.send((list(items), read_one, finish))
            while True:
                kind, value = process.receive(self.limits.seconds)
                if kind == STARTED:
                    index = value
                elif kind == FAILED:
                    raise value
                else:
                    return value
        except GONE as end:
            ending = self.close()
            refusal = self.limits.explain(ending, isinstance(end, OverdueError))
            raise ReaderDied(index, refusal) from None
        except (KeyboardInterrupt, SystemExit):  # with an answer still on its way
            self.close()
            raise

    def close(self) -> Ending:
        """End the process and everything that it started."""
        process, self._process = self._process, None
        return process.end() if process else Ending()

    def launch(self, module: str) -> None:
        """Start the process, which imports a module while this one goes on.

        Raises:
            OSError: when none can be started.
        """
        self._process, self._is_ready = self._new_process(), False
        with suppress(*GONE):  # the first reading says so
            self._process.send((self.limits, (module, *self._needs)))

    def _start(self, module: str) -> ReaderProcess:
        if self._process is None:
            self.launch(module)
        process = self._process
        assert process is not None
        if self._is_ready:
            return process
        try:
            process.receive(_START_SECONDS)
            self._is_ready = True
        except GONE as error:
            self.close()
            raise WarehouseError(
                "processes that read documents end as they start",
                next_step="see whether memory is short",
            ) from error
        return process
