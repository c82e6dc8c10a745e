"""A reader that breaks a limit is ended with all that it started, and what it was reading is named."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongkai.contained.contained_reader import ContainedReader, ReaderDied
from gongkai.contained.read_limits import Ending, ReadLimits
from gongkai.errors import WarehouseError

HASTY = ReadLimits(memory=256 << 20, processor_seconds=1, seconds=3.0)
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="limits are set on POSIX only")


def behave(how: str) -> str:
    """Read one document badly."""
    if how == "spins":
        while True:
            pass
    elif how == "sleeps":
        time.sleep(600)
    elif how == "grows":
        held = [bytearray(16 << 20) for _ in range(64)]
        return str(len(held))
    elif how == "crashes":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif how == "prints":
        os.write(1, b"a library prints to where the answers would go")
    elif how.startswith("starts"):
        command = "import os,time; os.setpgid(0, 0); time.sleep(600)"
        child = subprocess.Popen([sys.executable, "-c", command])
        Path(how.partition(" ")[2]).write_text(str(child.pid), "ascii")
        time.sleep(600)
    return f"read {how}"


def is_imported(module: str) -> bool:
    return module in sys.modules


def failing(_: list[str]) -> str:
    raise OSError(28, "no space left")


@pytest.mark.parametrize("forks", [False, True])
@pytest.mark.parametrize(
    ("how", "reason"),
    [("spins", "too_slow"), ("sleeps", "too_slow"), ("crashes", "unreadable")],
)
def test_what_breaks_a_limit_is_named_and_the_reader_starts_again(
    how: str, reason: str, forks: bool
) -> None:
    with ContainedReader[str, str](HASTY, forks=forks) as reader:
        began = time.monotonic()
        with pytest.raises(ReaderDied) as died:
            reader.read(["well", how, "never"], behave, list)
        assert (died.value.index, died.value.refusal.reason) == (1, reason)
        assert time.monotonic() - began < 20
        assert reader.read(["again"], behave, list) == ["read again"]


@pytest.mark.parametrize("forks", [False, True])
def test_a_reader_started_ahead_imports_what_it_needs_and_this_process_does_not(
    forks: bool,
) -> None:
    with ContainedReader[str, bool](HASTY, forks=forks, needs=["antigravity_of_no_use"]) as reader:
        reader.launch(__name__)
        with pytest.raises(WarehouseError, match="end as they start"):
            reader.read(["this"], is_imported, list)
    with ContainedReader[str, bool](HASTY, forks=forks, needs=["this"]) as reader:
        reader.launch(__name__)
        assert reader.read(["this"], is_imported, list) == [True]
    assert not is_imported("this")


def test_memory_is_refused_and_the_reader_lives_on() -> None:
    with ContainedReader[str, str](HASTY) as reader:
        with pytest.raises(MemoryError):
            reader.read(["grows"], behave, list)
        assert reader.read(["well"], behave, list) == ["read well"]


def test_programs_that_it_started_end_with_it(tmp_path: Path) -> None:
    """LibreOffice is a script that starts a program: its grandchildren must not live on."""
    noted = tmp_path / "pid"
    with ContainedReader[str, str](HASTY) as reader, pytest.raises(ReaderDied):
        reader.read([f"starts {noted}"], behave, list)
    pid = int(noted.read_text("ascii"))
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text():
            return
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    pytest.fail("what the reader started outlived it")


def test_what_a_library_prints_is_no_answer() -> None:
    with ContainedReader[str, str](HASTY) as reader:
        assert reader.read(["prints"], behave, list) == ["read prints"]


def test_an_error_of_the_disk_comes_back_as_itself() -> None:
    with ContainedReader[str, str](HASTY) as reader:
        with pytest.raises(OSError, match="no space left"):
            reader.read(["well"], behave, failing)
        assert reader.read(["well"], behave, list) == ["read well"]


def test_the_processor_limit_is_for_each_document() -> None:
    with ContainedReader[str, str](HASTY) as reader:
        assert len(reader.read(["well"] * 500, behave, list)) == 500


def page_faults(before: str) -> int:
    """What a process, once warm, takes from the system for ten documents of a megabyte each."""
    program = f"""
import resource
from gongkai.contained.reader_main import keep_memory
{before}
def document():
    return [bytes(200_000) for _ in range(5)]
for _ in range(3):
    document()
began = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(10):
    document()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - began)
"""
    return int(subprocess.check_output([sys.executable, "-c", program]))


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a setting of glibc's")
def test_what_one_document_took_is_kept_for_the_next() -> None:
    assert page_faults("keep_memory()") * 10 < page_faults("")


def test_a_program_that_cannot_start_readers_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(WarehouseError, match="end as they start"):
        ContainedReader[str, str](HASTY).read(["well"], behave, list)


@pytest.mark.parametrize(
    ("ending", "is_overdue", "reason"),
    [
        (Ending(0, 0), True, "too_slow"),
        (Ending(-signal.SIGXCPU, 0), False, "too_slow"),
        (Ending(-signal.SIGABRT, 1 << 40), False, "too_much_memory"),
        (Ending(-signal.SIGKILL, 1 << 40), False, "too_much_memory"),
        (Ending(-signal.SIGABRT, 0), False, "unreadable"),
        (Ending(1, 1 << 40), False, "unreadable"),
    ],
)
def test_how_a_reader_ended_tells_why(ending: Ending, is_overdue: bool, reason: str) -> None:
    assert HASTY.explain(ending, is_overdue).reason == reason
