"""The night as Prefect flows: when and in what order, with retries; what is done stands in gongkai."""

import os
from pathlib import Path

# Before Prefect is first imported: nothing is sent out, and only trouble is logged.
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_LOGGING_LEVEL", "ERROR")
os.environ.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "ERROR")


def own_prefect(warehouse: Path) -> None:
    """Have Prefect keep its records beside the warehouse, unless PREFECT_HOME says otherwise."""
    home = (warehouse / ".prefect").resolve()
    home.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PREFECT_HOME", str(home))
    # Prefect's own 20 s are too few for the first start on a small or busy machine
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "300")
