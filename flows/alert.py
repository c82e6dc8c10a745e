"""Tells a webhook how a night ended, where GONGKAI_WEBHOOK names one."""

from __future__ import annotations

import json
import os
import threading
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from gongkai.console.terminal import console
from gongkai.strangers_text import admitted

_SECONDS = 10.0


def send_alert(flow: Any, flow_run: Any, state: Any) -> None:
    """Post the end of a flow of Prefect."""
    tell_webhook(flow.name, str(flow_run.id), state.name, state.message or "")


def tell_webhook(flow: str, run: str, state: str, said: str, seconds: float = _SECONDS) -> None:
    """Post a night's end as JSON; a webhook that does not answer harms no night.

    All of it, redirects and a slow answer included, has so many seconds. What is printed of a failure
    names the host alone, since addresses of webhooks hold their token.
    """
    address = os.environ.get("GONGKAI_WEBHOOK", "")
    if not address.startswith(("http://", "https://")):
        return
    body = {"flow": flow, "run": run, "state": state, "message": admitted(said)}
    faults = ["no answer in time"]
    poster = threading.Thread(target=_post, args=(address, body, seconds, faults), daemon=True)
    poster.start()
    poster.join(seconds)
    if faults:
        console.print(f"警告 webhook {_host(address)}: {faults[-1]}", style="yellow", markup=False)


def _post(address: str, body: dict[str, str], seconds: float, faults: list[str]) -> None:
    try:
        request = urllib.request.Request(
            address,
            json.dumps(body, ensure_ascii=False).encode(),
            {"Content-Type": "application/json; charset=utf-8"},
        )
        urllib.request.urlopen(request, timeout=seconds).close()
    except Exception as error:  # of whatever kind: its text may hold the address
        code = getattr(error, "code", None)
        faults.append(f"{type(error).__name__} {code or ''}".strip())
    else:
        faults.clear()


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or "?"
    except ValueError:
        return "?"
