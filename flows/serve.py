"""Keeps the nightly deployment: every night at two in Shanghai, or when somebody asks."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import sys
import time
import urllib.request

from flows import own_prefect
from gongkai.console.terminal import console
from gongkai.errors import GongkaiError
from gongkai.settings import Settings

_CRON = "0 2 * * *"
_ZONE = "Asia/Shanghai"
_START_SECONDS = 120


def serve(
    settings: Settings, cron: str = _CRON, port: int = 4200, every: float | None = None
) -> None:
    """Serve the deployment until it is stopped.

    A Prefect server is started on loopback, unless PREFECT_API_URL names one that runs already. It
    asks for no password: whoever makes it reachable from elsewhere puts one before it.

    Args:
        settings: where raw/ and warehouse/ lie.
        cron: when, in the time of Shanghai.
        port: of the server on 127.0.0.1.
        every: instead of by `cron`, every so many seconds; for trying it out.

    Raises:
        GongkaiError: for a `cron` that is none, or when the server does not start.
    """
    own_prefect(settings.warehouse)
    signal.signal(signal.SIGTERM, _stop)
    server = None
    if "PREFECT_API_URL" not in os.environ:
        server = _start_server(port)
        os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    try:
        from prefect.schedules import Cron, Interval, Schedule
        from prefect.types.entrypoint import EntrypointType

        from flows.nightly import nightly

        schedule: Schedule
        if every:
            schedule = Interval(datetime.timedelta(seconds=every))
        else:
            schedule = Cron(cron, timezone=_ZONE)
        when = f"每 {every:g} 秒" if every else f"每晚 {cron}（{_ZONE}）"
        console.print(f"{when}; http://127.0.0.1:{port}; Ctrl-C 停止")
        nightly.serve(
            name="nightly",
            schedule=schedule,
            parameters={
                "raw": str(settings.raw.resolve()),
                "warehouse": str(settings.warehouse.resolve()),
            },
            limit=1,
            print_starting_message=False,
            entrypoint_type=EntrypointType.MODULE_PATH,  # wherever the program is installed
        )
    finally:
        if server is not None:
            server.terminate()
            server.wait(timeout=30)


def _stop(_signal: int, _frame: object) -> None:
    """End as Ctrl-C does, so that the server ends too."""
    raise SystemExit(0)


def _start_server(port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "prefect", "server", "start"]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise GongkaiError(
                "the Prefect server ended as it started", f"port {port}", "choose another --port"
            )
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=2).close()
        except OSError:
            time.sleep(0.5)
        else:
            return server
    server.terminate()
    raise GongkaiError(
        f"the Prefect server did not answer within {_START_SECONDS} s", f"port {port}"
    )
