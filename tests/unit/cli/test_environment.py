"""What the command prints does not depend on the locale, the clock's zone, HOME or a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
REPORT = next((ROOT / "raw/sample/inbox").glob("示例𠙶山镇/*2024*"))  # a character not in GBK
ODD = {
    "locale C": {"LC_ALL": "C"},
    "locale POSIX": {"LANG": "POSIX"},
    "a zone that does not exist": {"TZ": "Nowhere/Odd"},
    "an empty zone": {"TZ": ""},
    "no home": {"HOME": "/dev/null/home"},
}
_ALIKE = ("locale POSIX", "an empty zone")  # to one that the quick half tries


def read(*options: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "gongkai", "read", *options, str(REPORT)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
    )


@pytest.fixture(scope="module")
def usual() -> bytes:
    done = read("--json", LC_ALL="C.UTF-8", HOME=str(Path.home()), TZ="UTC")
    assert done.returncode == 0
    assert "𠙶".encode() in done.stdout
    return done.stdout


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param(environment, id=name, marks=pytest.mark.deep if name in _ALIKE else ())
        for name, environment in ODD.items()
    ],
)
def test_odd_environments(environment: dict[str, str], usual: bytes) -> None:
    done = read("--json", **environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, usual, b"")


def test_what_an_encoding_lacks_is_printed_by_its_number() -> None:
    done = read(PYTHONIOENCODING="gbk")
    assert done.returncode == 0, done.stderr
    assert "示例\\U00020676山镇" in done.stdout.decode("gbk")


def test_a_locale_that_loses_chinese_file_names_is_refused() -> None:
    done = read(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"set PYTHONUTF8=1" in done.stderr
    assert b"Traceback" not in done.stderr
