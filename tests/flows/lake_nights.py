"""A county's nights with a lake, as a process of its own: `python -m tests.flows.lake_nights FOLDER COUNTY N`."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from gongkai.settings import Settings
from gongkai.warehouse.lake import Lake
from gongkai.warehouse.lake_write import publish_to_lake
from tests.flows.small import night, put, write_county


def main(folder: Path, county: str, nights: int) -> None:
    """Publish so many nights, each with a report more than the last, into the lake of GONGKAI_LAKE."""
    settings = Settings(folder / county / "raw", folder / county / "warehouse")
    assert settings.lake
    documents = write_county(settings.raw, county, years=1)
    with ThreadPoolExecutor(1) as executor:  # a process a night would take as long as all the rest
        for number in range(1, nights + 1):
            put(documents, number % 3, 2024, seed=number)
            file = night(settings, executor=executor)
            publish_to_lake(Lake.parse(settings.lake), file)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
