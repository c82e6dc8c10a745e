"""A night needs no Prefect: what it cannot reach or open is named, and the same steps are run."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.alert import tell_webhook
from flows.own_server import prefect_server, server_ahead
from gongkai.errors import GongkaiError
from gongkai.settings import Settings
from tests.flows.small import write_county

ROOT = Path(__file__).parents[2]


def night(folder: Path, **environment: str) -> subprocess.Popen[str]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    if "PREFECT_API_URL" not in environment:
        variables.pop("PREFECT_API_URL", None)
    variables["PREFECT_HOME"] = str(folder / "warehouse/.prefect")
    return subprocess.Popen(
        [sys.executable, "-m", "gongkai", "nightly"],
        cwd=folder,
        env=variables,
        stderr=subprocess.PIPE,
        text=True,
    )


def damage_database(folder: Path) -> dict[str, str]:
    home = folder / "warehouse/.prefect"
    home.mkdir(parents=True)
    (home / "prefect.db").write_bytes(b"no database" * 1000)
    return {}


def name_a_server_that_is_not_there(_folder: Path) -> dict[str, str]:
    return {"PREFECT_API_URL": "http://127.0.0.1:9/api"}


@pytest.mark.deep
@pytest.mark.parametrize("spoil", [damage_database, name_a_server_that_is_not_there])
def test_a_night_without_prefect_publishes_all_the_same(tmp_path: Path, spoil: object) -> None:
    write_county(tmp_path / "raw", years=1)
    run = night(tmp_path, **spoil(tmp_path))  # type: ignore[operator]
    _, said = run.communicate(timeout=300)
    assert run.returncode == 0, said
    assert "the night runs without Prefect" in said
    assert "Traceback" not in said
    assert (tmp_path / "warehouse/packs/small/2024/pack.pdf").is_file()


def test_a_locked_database_is_named_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    other = sqlite3.connect(tmp_path / "prefect.db", isolation_level=None)
    other.execute("begin exclusive")
    began = time.monotonic()
    with pytest.raises(GongkaiError, match="locked"), prefect_server(tmp_path):
        pass
    assert time.monotonic() - began < 10
    other.close()


@pytest.mark.deep
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
def test_no_server_outlives_a_killed_night(tmp_path: Path) -> None:
    write_county(tmp_path / "raw", years=1)
    run = night(tmp_path)
    deadline = time.monotonic() + 120
    while not (servers := children(run.pid)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert servers
    run.send_signal(signal.SIGKILL)
    run.communicate()
    deadline = time.monotonic() + 30
    while any(map(is_alive, servers)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not any(map(is_alive, servers))


def children(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    pids = map(int, listed.read_text().split()) if listed.exists() else ()
    return [p for p in pids if b"own_server" in Path(f"/proc/{p}/cmdline").read_bytes()]


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


@contextmanager
def slow_server() -> Iterator[int]:
    """Takes a connection, and sends one character a second without end."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                for character in b"HTTP/1.1 200 OK\r\n" * 10:
                    try:
                        connection.sendall(bytes([character]))
                    except OSError:
                        return
                    time.sleep(0.3)

        threading.Thread(target=drip, daemon=True).start()
        yield server.getsockname()[1]


@pytest.mark.parametrize("path", ["services/T0KEN", "?token=T0KEN", "T0KEN\r\nx"])
def test_a_webhook_has_one_deadline_and_one_line_without_its_token(
    path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with slow_server() as port:
        monkeypatch.setenv("GONGKAI_WEBHOOK", f"http://user:T0KEN@127.0.0.1:{port}/{path}")
        began = time.monotonic()
        tell_webhook("nightly", "1", "Completed", "", seconds=1.0)
        assert time.monotonic() - began < 3
    said = capsys.readouterr().err
    assert "127.0.0.1" in said and "T0KEN" not in said
    assert said.count("\n") == 1


def test_what_is_started_ahead_ends_with_the_night_also_where_none_needed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse")
    with server_ahead(settings) as ahead:
        assert ahead is None  # there is no county to run a night for
    write_county(tmp_path / "raw", years=1)
    with server_ahead(settings) as ahead:
        assert ahead is not None and ahead.poll() is None
    assert ahead.poll() is not None
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
    with server_ahead(settings) as ahead:
        assert ahead is None


def test_a_server_that_died_ahead_of_its_night_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    write_county(tmp_path / "raw", years=1)
    with server_ahead(Settings(tmp_path / "raw", tmp_path)) as ahead:
        assert ahead is not None
        ahead.kill()
        ahead.wait()
        with (
            pytest.raises(GongkaiError, match="ended as it started"),
            prefect_server(tmp_path, ahead=ahead),
        ):
            pass
