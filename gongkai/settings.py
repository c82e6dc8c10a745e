"""Where things lie: the raw store, the warehouse and the SQL that runs on it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Folders of one installation; GONGKAI_RAW and GONGKAI_WAREHOUSE move them.

    GONGKAI_LAKE names a lake that its counties share with others. It is no field of this class: Prefect
    keeps what flows are given, and the address may hold a password.
    """

    raw: Path
    warehouse: Path

    @classmethod
    def load(cls, raw: Path | None = None, warehouse: Path | None = None) -> Settings:
        """The folders as given, else from the environment, else `raw` and `warehouse` here."""
        return cls(
            raw=raw or Path(os.environ.get("GONGKAI_RAW", "raw")),
            warehouse=warehouse or Path(os.environ.get("GONGKAI_WAREHOUSE", "warehouse")),
        )

    @property
    def database(self) -> Path:
        """The published warehouse file."""
        return self.warehouse / "gongkai.duckdb"

    @property
    def lake(self) -> str | None:
        """The address of the lake, for `gongkai.warehouse.lake`; None where there is only the file."""
        return os.environ.get("GONGKAI_LAKE") or None

    @property
    def stage(self) -> Path:
        """The folder of staged batches, kept from night to night."""
        return self.warehouse / ".stage"

    @property
    def packs(self) -> Path:
        """The folder of the published packs, one a county and year."""
        return self.warehouse / "packs"


def sql_folder() -> Path:
    """The folder `sql/`: inside the installed package, else beside it in a checkout."""
    inside = _PACKAGE / "sql"
    return inside if inside.is_dir() else _PACKAGE.parent / "sql"
