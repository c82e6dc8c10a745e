"""A process that reads documents within limits, and is ended with all that it started when it breaks them.

The reader is a fresh interpreter in a session of its own (`python -m gongkai.build.contained_reader`), or a
fork of a program that has nothing but itself to read for. It is told what to read and answers through pipes.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar

from gongkai.build.read_limits import Ending, ReadLimits
from gongkai.errors import RefusedError, WarehouseError

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

_LENGTH = struct.Struct("<Q")
_READY, _STARTED, _DONE, _FAILED = "ready", "started", "done", "failed"
_START_SECONDS = 120.0
_LOOK = 0.5  # seconds between two looks at the clock
_GRACE = 0.5  # seconds in which a reader that is told nothing more may end by itself
_FOREVER = 60.0  # a killed process is gone by then, but for a disk that hangs


class ReaderDied(Exception):
    """The reader ended while it read the item with this index of what it was given."""

    def __init__(self, index: int, refusal: RefusedError) -> None:
        """Keep which item it was, and the refusal that it deserves."""
        super().__init__(str(refusal))
        self.index, self.refusal = index, refusal


class ContainedReader(Generic[Item, Outcome]):
    """One reading process, started when first asked and again after it died; for one thread."""

    def __init__(self, limits: ReadLimits, *, forks: bool = False) -> None:
        """Read within `limits`; `forks` where starting must be fast and no other thread runs."""
        self.limits = limits
        self._launch = _Fork if forks and hasattr(os, "fork") else _Interpreter
        self._process: _Process | None = None

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
                if kind == _STARTED:
                    index = value
                elif kind == _FAILED:
                    raise value
                else:
                    return value
        except _GONE as end:
            ending = self.close()
            refusal = self.limits.explain(ending, isinstance(end, _OverdueError))
            raise ReaderDied(index, refusal) from None
        except (KeyboardInterrupt, SystemExit):  # with an answer still on its way
            self.close()
            raise

    def close(self) -> Ending:
        """End the process and everything that it started."""
        process, self._process = self._process, None
        return process.end() if process else Ending()

    def _start(self, module: str) -> _Process:
        if self._process is not None:
            return self._process
        process = self._process = self._launch()
        try:
            process.send((self.limits, module))
            process.receive(_START_SECONDS)
        except _GONE as error:
            self.close()
            raise WarehouseError(
                "processes that read documents end as they start",
                next_step="see whether memory is short",
            ) from error
        return process


class _OverdueError(Exception):
    """Nothing was said for too long."""


_GONE = (EOFError, BrokenPipeError, ConnectionError, _OverdueError, pickle.UnpicklingError)


class _Process:
    """A reader and the pipes to it; `pid` leads a session of its own."""

    pid: int
    told: int
    answers: int

    def send(self, thing: object) -> None:
        """Tell it something."""
        _send(self.told, thing)

    def receive(self, seconds: float) -> Any:
        """The next thing it says."""
        deadline = time.monotonic() + seconds
        if os.name == "posix":
            while not select.select([self.answers], [], [], _LOOK)[0]:
                if time.monotonic() > deadline:
                    raise _OverdueError
        return _receive(self.answers)

    def end(self) -> Ending:
        """Let it end, or end it with its whole session."""
        for pipe in (self.told, self.answers):
            with suppress(OSError):
                os.close(pipe)
        ending = self.wait(_GRACE)
        end_session(self.pid)  # also what outlived it
        return ending or self.wait(_FOREVER) or Ending()

    def wait(self, seconds: float) -> Ending | None:
        """How it ended; None when it still runs after `seconds`."""
        deadline = time.monotonic() + seconds
        while True:
            pid, status, used = os.wait4(self.pid, os.WNOHANG)
            if pid:
                return Ending(os.waitstatus_to_exitcode(status), used.ru_maxrss * 1024)
            if time.monotonic() > deadline:
                return None
            time.sleep(0.005)


class _Interpreter(_Process):
    """A fresh interpreter."""

    def __init__(self) -> None:
        """Start it."""
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._popen = subprocess.Popen(
            [sys.executable, "-m", "gongkai.build.contained_reader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=environment,
            start_new_session=True,
        )
        assert self._popen.stdin is not None and self._popen.stdout is not None
        self.pid = self._popen.pid
        self.told = os.dup(self._popen.stdin.fileno())
        self.answers = os.dup(self._popen.stdout.fileno())
        self._popen.stdin.close()
        self._popen.stdout.close()

    def wait(self, seconds: float) -> Ending | None:
        """How it ended; None when it still runs after `seconds`."""
        if os.name == "posix":
            ending = super().wait(seconds)
            self._popen.returncode = ending.status if ending else None  # waited for already
            return ending
        try:
            return Ending(self._popen.wait(seconds))
        except subprocess.TimeoutExpired:
            self._popen.kill()
            return None


class _Fork(_Process):
    """A copy of this process, for a program that has one thread."""

    def __init__(self) -> None:
        """Start it."""
        told, self.told = os.pipe()
        self.answers, answers = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            status = 1
            try:
                os.setsid()
                os.close(self.told)
                os.close(self.answers)
                serve(told, answers)
                status = 0
            finally:
                os._exit(status)
        os.close(told)
        os.close(answers)


def end_session(pid: int) -> None:
    """Kill what still runs of the session that `pid` leads, whatever groups it made."""
    if os.name != "posix":
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(fields[3]) == pid:
                os.kill(int(stat.parent.name), signal.SIGKILL)


def _send(pipe: int, thing: object) -> None:
    body = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    left = memoryview(_LENGTH.pack(len(body)) + body)
    while left:
        left = left[os.write(pipe, left) :]


def _receive(pipe: int) -> Any:
    (size,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    return pickle.loads(_exactly(pipe, size))


def _exactly(pipe: int, size: int) -> bytes:
    body = bytearray()
    while len(body) < size:
        more = os.read(pipe, min(size - len(body), 1 << 20))
        if not more:
            raise EOFError
        body += more
    return bytes(body)


def serve(told: int, answers: int) -> None:
    """The reader's side: reads what it is told until nobody tells it anything more."""
    # A report is some two thousand objects that refer to nothing above them: looking for cycles
    # among them after every seven hundred takes a sixth of the reading.
    gc.set_threshold(100_000, 20, 100)
    with suppress(EOFError, BrokenPipeError):
        limits, module = _receive(told)
        importlib.import_module(module)  # before memory is bounded, and blamed on no document
        limits.bound_memory()
        _send(answers, (_READY, None))
        while True:
            items, read_one, finish = _receive(told)
            _send(answers, _answer(answers, limits, items, read_one, finish))


def _answer(
    answers: int,
    limits: ReadLimits,
    items: Sequence[Any],
    read_one: Callable[[Any], Any],
    finish: Callable[[list[Any]], Any],
) -> tuple[str, Any]:
    try:
        outcomes = []
        for index, item in enumerate(items):
            _send(answers, (_STARTED, index))
            limits.bound_processor()
            outcomes.append(read_one(item))
        return _DONE, finish(outcomes)
    except BrokenPipeError:
        raise
    except Exception as error:
        return _FAILED, error


def _main() -> None:
    told, answers = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # what a library prints is no answer
    serve(told, answers)


if __name__ == "__main__":
    _main()
