"""How much one document may take while it is read: memory, processor time, and time by the clock."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from gongkai.errors import RefusedError, TooMuchMemoryError, TooSlowError, UnreadableError

try:
    import resource
except ImportError:  # Windows: only the clock is watched there
    resource = None  # type: ignore[assignment]

_MEGABYTE = 1024 * 1024
_STATUS = Path("/proc/self/status")
_OUT_OF_MEMORY = {  # how libraries in C end when no memory is given to them
    -getattr(signal, name, 0) for name in ("SIGABRT", "SIGTRAP", "SIGILL", "SIGKILL")
}


def can_recognise() -> bool:
    """Whether the extra `ocr` is installed, whose reading needs more of everything."""
    return find_spec("rapidocr") is not None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a process ended: its exit status, negative for a signal, and the most bytes it held."""

    status: int = 0
    most_memory: int = 0


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """What one document may take.

    Attributes:
        memory: bytes of address space beyond what the idle reader holds.
        processor_seconds: of the reader; each program that it starts has as many of its own.
        seconds: by the clock, for reader and programs together.
    """

    memory: int = 1024 * _MEGABYTE
    processor_seconds: int = 30
    seconds: float = 150.0

    @classmethod
    def load(cls, recognises: bool = False) -> ReadLimits:
        """The limits of this installation; a reader that `recognises` scans needs more.

        GONGKAI_READ_MEMORY (in MB) and GONGKAI_READ_SECONDS (of the processor) change them.
        """
        memory = 3072 if recognises else 1024
        seconds = 600 if recognises else 30
        memory = _whole("GONGKAI_READ_MEMORY", memory)
        seconds = _whole("GONGKAI_READ_SECONDS", seconds)
        return cls(memory * _MEGABYTE, seconds, 5.0 * seconds)

    def bound_memory(self) -> None:
        """Bound this process: what it asks for beyond is refused to it as MemoryError."""
        if resource is None:
            return
        bound = _address_space() + self.memory
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard != resource.RLIM_INFINITY:
            bound = min(bound, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))

    def bound_processor(self) -> None:
        """Let the system end this process (SIGXCPU) once one more document took too long."""
        if resource is None:
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        bound = int(used.ru_utime + used.ru_stime) + 1 + self.processor_seconds
        if hard != resource.RLIM_INFINITY:
            bound = min(bound, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (bound, hard))

    def explain(self, ending: Ending, is_overdue: bool) -> RefusedError:
        """The refusal of the document on which a reader ended.

        Args:
            ending: how its process ended.
            is_overdue: it was ended because it took too long by the clock.
        """
        if is_overdue or ending.status == -getattr(signal, "SIGXCPU", 0):
            return TooSlowError("reading_too_slow", seconds=self.processor_seconds)
        if ending.status in _OUT_OF_MEMORY and ending.most_memory > self.memory // 2:
            return too_much_memory()
        return UnreadableError("reader_died")


def too_much_memory(where: str = "") -> TooMuchMemoryError:
    """The refusal of a document for which memory was asked beyond the limit."""
    return TooMuchMemoryError("reading_too_much_memory", where)


def _whole(name: str, default: int) -> int:
    try:
        return max(1, int(os.environ.get(name, default)))
    except ValueError:
        return default


def _address_space() -> int:
    """Bytes of address space that this process holds now; 0 where the system does not tell."""
    try:
        for line in _STATUS.read_text("ascii").splitlines():
            if line.startswith("VmSize:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 1024 * _MEGABYTE
