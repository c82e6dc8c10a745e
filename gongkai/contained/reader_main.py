"""The reader's side: a process that reads what it is told, each document within limits.

`python -m gongkai.contained.reader_main` takes its orders from standard input and answers on standard output.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import os
import pickle
import struct
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from gongkai.contained.read_limits import ReadLimits

READY, STARTED, DONE, FAILED = "ready", "started", "done", "failed"
_LENGTH = struct.Struct("<Q")
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of glibc's mallopt
_KEPT = 4 * 1024 * 1024  # bytes


def send(pipe: int, thing: object) -> None:
    """Write one thing to a pipe."""
    body = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    left = memoryview(_LENGTH.pack(len(body)) + body)
    while left:
        left = left[os.write(pipe, left) :]


def receive(pipe: int) -> Any:
    """Read one thing from a pipe; EOFError where it has ended."""
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
    keep_memory()
    with suppress(EOFError, BrokenPipeError):
        limits, modules = receive(told)
        for module in modules:  # before memory is bounded, and blamed on no document
            importlib.import_module(module)
        limits.bound_memory()
        send(answers, (READY, None))
        while True:
            items, read_one, finish = receive(told)
            send(answers, _answer(answers, limits, items, read_one, finish))


def keep_memory() -> None:
    """Let this process keep what one document has taken, for the next."""
    # A report is some two thousand objects that refer to nothing above them: looking for cycles
    # among them after every seven hundred takes a sixth of the reading.
    gc.set_threshold(100_000, 20, 100)
    # glibc gives the memory of each page's tree back to the system and asks for it again, 140 pages
    # at a time: that takes half of the parser's time. Other C libraries have no such setting.
    with suppress(AttributeError, OSError, TypeError):
        set_option = ctypes.CDLL(None).mallopt
        set_option(_TRIM_THRESHOLD, _KEPT)
        set_option(_MMAP_THRESHOLD, _KEPT)


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
            send(answers, (STARTED, index))
            limits.bound_processor()
            outcomes.append(read_one(item))
        return DONE, finish(outcomes)
    except BrokenPipeError:
        raise
    except Exception as error:
        return FAILED, error


def _main() -> None:
    told, answers = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # what a library prints is no answer
    serve(told, answers)
    os._exit(
        0
    )  # at once: nothing is left to write, and an interpreter takes a fifth of a second to tidy up


if __name__ == "__main__":
    _main()
