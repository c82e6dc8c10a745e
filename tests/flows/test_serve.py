"""The deployment on a real Prefect server: fired by hand and by its schedule, with its artifacts."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import duckdb
import pytest

from tests.flows.small import put, write_county

ROOT = Path(__file__).parent.parent.parent
_SERVE = """
import sys
from pathlib import Path
from flows.serve import serve
from gongkai.settings import Settings

if __name__ == "__main__":
    serve(Settings(Path("raw"), Path("warehouse")), port=int(sys.argv[1]), every=20)
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Api:
    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/api"

    def __call__(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """What the server answers; asked again, as Prefect's own client does, while it is too busy."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path, data, {"Content-Type": "application/json"}
        )
        deadline = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(request, timeout=30) as reply:
                    return json.load(reply)
            except urllib.error.HTTPError as error:
                if error.code != HTTPStatus.SERVICE_UNAVAILABLE or time.monotonic() > deadline:
                    raise
            time.sleep(0.5)

    def until(self, what: Callable[[], Any], seconds: float = 180) -> Any:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if found := what():
                    return found
            except OSError:
                pass
            time.sleep(0.5)
        raise AssertionError("it did not come about in time")


@pytest.fixture
def told() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The address of a webhook, and what it was told."""
    heard: list[dict[str, Any]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hook", heard
    server.shutdown()
    server.server_close()


@pytest.mark.long
@pytest.mark.deep
def test_the_served_deployment_runs_by_hand_and_by_schedule(
    tmp_path: Path, told: tuple[str, list[dict[str, Any]]]
) -> None:
    folder = write_county(tmp_path / "raw", years=1)
    port, (hook, heard) = free_port(), told
    (tmp_path / "keep.py").write_text(_SERVE, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GONGKAI_WEBHOOK": hook}
    for name in ("PREFECT_HOME", "PREFECT_API_URL"):
        environment.pop(name, None)
    environment["PREFECT_RUNNER_POLL_FREQUENCY"] = "1"
    log = (tmp_path / "log").open("w")
    keeper = subprocess.Popen(
        [sys.executable, "keep.py", str(port)],
        cwd=tmp_path,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    api = Api(port)
    try:
        deployment = api.until(lambda: api("/deployments/name/nightly/nightly"))
        asked = api(
            f"/deployments/{deployment['id']}/create_flow_run", {"state": {"type": "SCHEDULED"}}
        )

        def by_hand() -> bool:
            return bool(api(f"/flow_runs/{asked['id']}")["state_type"] == "COMPLETED")

        api.until(by_hand)
        put(folder, 0, 2024, seed=1)

        def by_schedule() -> list[dict[str, Any]]:
            ran = api(
                "/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}
            )
            return [r for r in ran if r["auto_scheduled"] and not r["parent_task_run_id"]]

        api.until(by_schedule)
        kept = api("/artifacts/filter", {"artifacts": {"key": {"any_": ["nightly-summary"]}}})
        assert kept and "small" in kept[0]["data"]
        failed = api("/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["CRASHED"]}}}})
        assert not failed
    except AssertionError:
        print((tmp_path / "log").read_text()[-3000:])
        raise
    finally:
        keeper.send_signal(signal.SIGTERM)
        keeper.wait(timeout=60)
        log.close()
    with duckdb.connect(str(tmp_path / "warehouse/gongkai.duckdb"), read_only=True) as db:
        assert (db.execute("select count(*) from report where is_current").fetchone() or (0,))[
            0
        ] == 3
    assert {"nightly"} == {note["flow"] for note in heard} and "Completed" in heard[0]["state"]
    with pytest.raises(urllib.error.URLError):
        api("/health")


def test_a_webhook_that_does_not_answer_harms_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from types import SimpleNamespace

    from flows.alert import send_alert

    monkeypatch.setenv("GONGKAI_WEBHOOK", f"http://127.0.0.1:{free_port()}/")
    night = SimpleNamespace(name="nightly", id="1", message="")
    send_alert(night, night, night)
    assert "警告 webhook 127.0.0.1" in capsys.readouterr().err
