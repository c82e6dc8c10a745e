"""Tells a webhook how a night ended, where GONGKAI_WEBHOOK names one."""

from __future__ import annotations

import json
import os
import urllib.request
from typing import Any

from gongkai.terminal import console

_SECONDS = 10


def send_alert(flow: Any, flow_run: Any, state: Any) -> None:
    """Post the night's end as JSON; a webhook that does not answer harms no night."""
    address = os.environ.get("GONGKAI_WEBHOOK", "")
    if not address.startswith(("http://", "https://")):
        return
    body = {
        "flow": flow.name,
        "run": str(flow_run.id),
        "state": state.name,
        "message": state.message or "",
    }
    request = urllib.request.Request(
        address,
        json.dumps(body, ensure_ascii=False).encode(),
        {"Content-Type": "application/json; charset=utf-8"},
    )
    try:
        urllib.request.urlopen(request, timeout=_SECONDS).close()
    except OSError as error:
        console.print(f"警告 webhook {address}: {error}", style="yellow")
