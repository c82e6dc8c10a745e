"""Two nights of the county in which everything is open, with the pack of each."""

from __future__ import annotations

import datetime
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from gongkai.pack import Pack, publish_pack
from gongkai.pack.documents.noticed import RECORD
from gongkai.settings import Settings
from gongkai.sources.inbox import pull_inbox
from gongkai.sources.load_county import load_county
from gongkai.sources.vault.store import Vault
from tests.factory import troubled_county as county
from tests.flows.small import night

SINCE = datetime.date(2025, 3, 3)
"""The day that the first night's notices are made to bear: both nights run today."""


@dataclass(frozen=True)
class Night:
    """The warehouse and the pack of a night."""

    database: Path
    pack: Pack


def two_nights(root: Path) -> tuple[Night, Night]:
    """The first night, and the one after two units published again and a stranger's file was sent back."""
    folder = county.write(root / "raw" / county.COUNTY_ID)
    first = _night(root, folder)
    database = Path(shutil.copy(first.database, root / "first.duckdb"))
    kept = root / "first" / county.COUNTY_ID / str(county.YEAR)
    shutil.copytree(first.pack.pdf.parent, kept)
    files = tuple(kept / path.relative_to(first.pack.pdf.parent) for path in first.pack.files)
    before = Pack(county.COUNTY_ID, county.YEAR, kept / "pack.pdf", kept / "index.html", files)
    record = first.pack.pdf.parent / RECORD
    record.write_text(re.sub(r"\d{4}-\d\d-\d\d", str(SINCE), record.read_text("utf-8")), "utf-8")
    county.mend(folder)
    return Night(database, before), _night(root, folder)


def _night(root: Path, folder: Path) -> Night:
    settings = Settings(root / "raw", root / "warehouse")
    pull_inbox(load_county(folder), folder, Vault(folder / "vault"))
    county.look_at_websites(folder)
    database = night(settings, None)
    return Night(database, publish_pack(database, county.COUNTY_ID, county.YEAR, settings.packs))
