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
    (warehouse / ".prefect").resolve().mkdir(parents=True, exist_ok=True)
    prefect_home(warehouse)


def prefect_home(warehouse: Path) -> Path:
    """The folder of Prefect's records, named to Prefect, and not made yet."""
    os.environ.setdefault("PREFECT_HOME", str((warehouse / ".prefect").resolve()))
    # Prefect's own 20 s are too few for the first start on a small or busy machine
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "300")
    return Path(os.environ["PREFECT_HOME"])
