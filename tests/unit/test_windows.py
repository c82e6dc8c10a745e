"""What can be tried of Windows without it: its lock, its way to the disk, the names that it allows, its encodings."""

from __future__ import annotations

import os
import subprocess
import sys
import types
from pathlib import Path, PureWindowsPath

import pytest

from gongkai.atomic_write import sync_flags
from gongkai.errors import GongkaiError, WarehouseError
from gongkai.pack import Pack
from gongkai.pack.site.slugs import slugs
from gongkai.sources.new_county import new_county
from gongkai.warehouse.exclusive_lock import exclusive_lock

RESERVED = ("con", "prn", "aux", "nul", "com1", "lpt9")


class Msvcrt(types.ModuleType):
    """Windows' lock of bytes, as far as we use it: one holder at a time of the first byte of a file."""

    LK_UNLCK, LK_NBLCK = 0, 2

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.held: set[int] = set()

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        assert count == 1
        file = os.fstat(descriptor).st_ino
        if mode == self.LK_UNLCK:
            self.held.remove(file)
        elif file in self.held:
            raise PermissionError(13, "Permission denied")
        else:
            self.held.add(file)


def test_a_second_process_is_refused_by_the_lock_of_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", Msvcrt())
    path = tmp_path / "lock"
    with (
        exclusive_lock(path, "running a night"),
        pytest.raises(WarehouseError, match="another process is running a night"),
        exclusive_lock(path, "running a night"),
    ):
        raise AssertionError("held twice")
    with exclusive_lock(path, "running a night"):
        pass


def test_windows_puts_a_file_on_the_disk_only_with_the_right_to_write() -> None:
    assert sync_flags("nt") == os.O_RDWR
    assert sync_flags("posix") == os.O_RDONLY


@pytest.mark.parametrize("key", RESERVED)
def test_a_unit_whose_key_windows_keeps_for_itself_has_another_file_name(key: str) -> None:
    book = types.SimpleNamespace(names={f"sample/{key}": "甲镇", "sample/yunxi": "云溪镇"})
    named = slugs(book)  # type: ignore[arg-type]
    assert not PureWindowsPath(f"{named[f'sample/{key}']}.html").is_reserved()
    assert named["sample/yunxi"] == "yunxi"


@pytest.mark.parametrize("county_id", RESERVED)
def test_no_county_gets_a_folder_that_windows_cannot_make(county_id: str, tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="cannot be a county's id"):
        new_county(tmp_path, county_id, "示例县", (2023, 2024))


def test_every_file_of_a_pack_has_a_name_that_windows_takes(sample_pack: Pack) -> None:
    for path in sample_pack.files:
        for part in path.relative_to(sample_pack.pdf.parents[2]).parts:
            assert not set(part) & set('<>:"\\|?*'), part
            assert part == part.rstrip(". ")
            assert not PureWindowsPath(part).is_reserved(), part


def test_a_screen_of_gbk_takes_every_name(tmp_path: Path) -> None:
    """A terminal of Chinese Windows: what GBK lacks is shown by its number, and nothing breaks."""
    report = tmp_path / "𠙶山镇2024年报.txt"
    report.write_text("今日开会。", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "gongkai", "--lang", "zh", "read", str(report)],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "gbk:backslashreplace"},
        check=False,
    )
    assert done.returncode == 3
    assert "山镇2024年报" in done.stdout.decode("gbk")
