"""A pull of a county in a process of its own, to be killed: `python -m … <folder>`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from gongkai.sources.fetch.limits import Limits
from gongkai.sources.pull import pull_counties

HASTY = Limits(wait_initial=0.01, wait_max=0.05, wait_jitter=0.0, is_paced=False)
MOMENT = datetime.datetime(2026, 1, 15, 1, tzinfo=datetime.UTC)

if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    pull_counties([Path(sys.argv[1])], limits=HASTY, clock=lambda: MOMENT)
