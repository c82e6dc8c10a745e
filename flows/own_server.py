"""A Prefect server of the night's own, on loopback; it ends with the night, however that ends."""

from __future__ import annotations

import importlib
import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flows import own_prefect, prefect_home
from gongkai import collect_seldom
from gongkai.errors import GongkaiError
from gongkai.settings import Settings
from gongkai.warehouse.exclusive_lock import exclusive_lock

TABLES = Path(__file__).with_name("prefect_tables.sql")
"""What Prefect's migrations make of an empty database, which takes them longer than a night's reading."""

_START_SECONDS = 120.0
_ANSWER_SECONDS = 5.0
_LOCK_SECONDS = 2.0
_EVENTS_SECONDS = 30.0
_LAST_SECONDS = 2.0

_MEANWHILE = (
    "flows.nightly",
    "prefect.flow_engine",  # these four are imported when a flow is first called
    "prefect.task_engine",
    "prefect.utilities.visualization",
    "fastapi.encoders",
    "pandas",  # DuckDB does so for the first bound value
)
"""What a night imports while its server starts."""

_NO_HEARTBEAT = '{"heartbeat_frequency": null}'
"""For Prefect's settings of flows: the thread that sends them is waited for at each flow's end, up to a second.

They tell a server that outlives a crashed flow of it; this one does not.
"""


@contextmanager
def server_ahead(settings: Settings) -> Iterator[subprocess.Popen[bytes] | None]:
    """Within, a process imports what a server is made of, which takes it three seconds; it ends with the block.

    None where the night will start none, or had better start it when it comes to that.
    """
    ahead = None
    if (os.cpu_count() or 1) > 1:
        with suppress(OSError, GongkaiError):  # the night says why
            ahead = _start() if _is_needed(settings) else None
    try:
        yield ahead
    finally:
        if ahead is not None:
            _end(ahead)


def _is_needed(settings: Settings) -> bool:
    """Whether a night will want a server; a night that is refused leaves no trace.

    Raises:
        GongkaiError: where another night runs.
    """
    if "PREFECT_API_URL" in os.environ or not any(settings.raw.glob("*/county.toml")):
        return False
    home = prefect_home(settings.warehouse)
    if settings.warehouse.is_dir() and not home.exists():  # then Prefect makes it as it is imported
        with exclusive_lock(settings.warehouse / ".lock", "running a night"):
            pass
    return True


@contextmanager
def prefect_server(
    warehouse: Path,
    seconds: float = _START_SECONDS,
    ahead: subprocess.Popen[bytes] | None = None,
) -> Iterator[None]:
    """Within, Prefect has a server: the one that PREFECT_API_URL names, else one of this night's own.

    Args:
        warehouse: beside which its database lies.
        seconds: how long it may take to start.
        ahead: the process that `server_ahead` started.

    Raises:
        GongkaiError: when there is none within so many seconds, or its database cannot be opened.
    """
    if address := os.environ.get("PREFECT_API_URL"):
        if not _answers(address):
            raise GongkaiError(f"no Prefect server answers within {_ANSWER_SECONDS:g} s")
        yield
        return
    try:
        own_prefect(warehouse)
        _ready_database(Path(os.environ["PREFECT_HOME"]) / "prefect.db")
    except (OSError, sqlite3.Error) as error:
        raise GongkaiError(f"Prefect's database cannot be opened: {error}") from error
    port = _free_port()
    server = ahead or _start()
    with suppress(OSError):  # it has ended already, which _wait says
        _tell(server, port)
    try:
        os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
        os.environ.setdefault("PREFECT_FLOWS", _NO_HEARTBEAT)
        # takes about as long as the server's start, and needs to know where that will be
        for name in _MEANWHILE:
            importlib.import_module(name)
        _wait(server, os.environ["PREFECT_API_URL"], seconds)
        yield
    finally:
        if server.poll() is None:
            _send_events()
            server.terminate()  # it writes down what it has heard
            with suppress(subprocess.TimeoutExpired):
                server.wait(_LAST_SECONDS)
        os.environ.pop("PREFECT_API_URL", None)
        _end(server)


def _ready_database(path: Path) -> None:
    """Look whether Prefect's database can be written, and make its tables where it has none."""
    if "PREFECT_API_DATABASE_CONNECTION_URL" in os.environ:
        return
    with suppress(FileNotFoundError):
        path.open("r+b").close()
    database = sqlite3.connect(path, timeout=_LOCK_SECONDS, isolation_level=None)
    try:
        database.execute("begin immediate")
        if database.execute("select count(*) from sqlite_master").fetchone() == (0,):
            for statement in TABLES.read_text("utf-8").split(";\n"):
                database.execute(statement)
        database.execute("commit")
    finally:
        database.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start() -> subprocess.Popen[bytes]:
    """A process that serves once it is told at which port."""
    # it ends when its standard input does, which this process alone holds open
    return subprocess.Popen(
        [sys.executable, "-m", "flows.own_server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env={
            **os.environ,
            "PREFECT_UI_ENABLED": "0",
            "PREFECT__SERVER_EPHEMERAL": "1",
            "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "0",  # flows of ours use none
        },
    )


def _tell(server: subprocess.Popen[bytes], port: int) -> None:
    assert server.stdin is not None
    server.stdin.write(f"{port}\n".encode())


def _send_events() -> None:
    """Let Prefect send what it still has to say: as the program ends it would try ten seconds for each event."""
    if worker := sys.modules.get("prefect.events.worker"):
        worker.EventsWorker.drain_all(timeout=_EVENTS_SECONDS)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.kill()
    server.wait()


def _wait(server: subprocess.Popen[bytes], address: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise GongkaiError("the Prefect server ended as it started")
        if _answers(address):
            return
        time.sleep(0.02)
    raise GongkaiError(f"the Prefect server did not answer within {seconds:g} s")


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}/health", timeout=_ANSWER_SECONDS).close()
    except (OSError, ValueError):
        return False
    return True


def _serve() -> None:
    collect_seldom()
    import uvicorn

    importlib.import_module("prefect.server.api.server")
    told = os.read(0, 16)
    if not told:
        return  # nobody wants it any more
    threading.Thread(target=_end_with_parent, daemon=True).start()
    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=int(told),
        log_level="error",
        lifespan="on",
    )


def _end_with_parent() -> None:
    while os.read(0, 1024):
        pass
    os._exit(0)


if __name__ == "__main__":
    _serve()
