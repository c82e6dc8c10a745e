"""A reader's process and the pipes to it; it leads a session, which ends with it whole."""

from __future__ import annotations

import os
import pickle
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from gongkai.contained.read_limits import Ending
from gongkai.contained.reader_main import receive, send, serve

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_LOOK = 0.5  # seconds between two looks at the clock
_GRACE = 0.5  # seconds in which a reader that is told nothing more may end by itself
_FOREVER = 60.0  # a killed process is gone by then, but for a disk that hangs


class OverdueError(Exception):
    """Nothing was said for too long."""


GONE = (EOFError, BrokenPipeError, ConnectionError, OverdueError, pickle.UnpicklingError)


class ReaderProcess:
    """A reader and the pipes to it; `pid` leads a session of its own.

    `inherited` is the peak of memory (KB) that the system counts to it from the process that started it.
    """

    pid: int
    told: int
    answers: int
    inherited: int = 0

    def send(self, thing: object) -> None:
        """Tell it something."""
        send(self.told, thing)

    def receive(self, seconds: float) -> Any:
        """The next thing it says."""
        deadline = time.monotonic() + seconds
        if os.name == "posix":
            while not select.select([self.answers], [], [], _LOOK)[0]:
                if time.monotonic() > deadline:
                    raise OverdueError
        return receive(self.answers)

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
                most = used.ru_maxrss if used.ru_maxrss > self.inherited else 0
                return Ending(os.waitstatus_to_exitcode(status), most * 1024)
            if time.monotonic() > deadline:
                return None
            time.sleep(0.005)


class Interpreter(ReaderProcess):
    """A fresh interpreter."""

    def __init__(self) -> None:
        """Start it."""
        self.inherited = peak_memory()
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._popen = subprocess.Popen(
            [sys.executable, "-m", "gongkai.contained.reader_main"],
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


class Fork(ReaderProcess):
    """A copy of this process, for a program that has one thread."""

    def __init__(self) -> None:
        """Start it."""
        self.inherited = peak_memory()
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


def peak_memory() -> int:
    """The most that this process ever held, in KB; 0 where the system does not tell."""
    if resource is None:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


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
