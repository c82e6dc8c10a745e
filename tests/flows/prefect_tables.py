"""The tables that Prefect's own migrations make: `python -m tests.flows.prefect_tables` writes them down.

To be run again with each new Prefect; a database that is behind is migrated by Prefect itself.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from flows.own_server import TABLES

_HEAD = "-- The tables of Prefect's own server (Apache-2.0), as its migrations make them.\n"


def migrated(home: Path) -> list[str]:
    """The statements that make what Prefect's migrations make in an empty database."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT")}
    subprocess.run(
        [sys.executable, "-m", "prefect", "server", "database", "upgrade", "--yes"],
        env={**environment, "PREFECT_HOME": str(home)},
        check=True,
        capture_output=True,
    )
    return statements(home / "prefect.db")


def statements(database: Path) -> list[str]:
    """All that a database consists of, its first and last statement left out: they are a transaction's."""
    with closing(sqlite3.connect(database)) as opened:
        return ["\n".join(s.rstrip() for s in d.splitlines()) for d in opened.iterdump()][1:-1]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        TABLES.write_text(_HEAD + "\n".join(migrated(Path(folder))) + "\n", "utf-8")
