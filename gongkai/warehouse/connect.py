"""Read-only connections for analysts: they see the published file, and can do nothing but read it.

The file is attached to a database in memory rather than opened by itself. So a connection has limits
of its own whatever else the process has open, and one made after a night sees the night's new file.
Where GONGKAI_LAKE names a lake, that is attached instead, and each statement sees it as it is then.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import duckdb

from gongkai.errors import WarehouseError
from gongkai.settings import Settings
from gongkai.warehouse.lake import Lake, attached_lake, check_reads_only

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Parameters = Sequence[Any] | Mapping[str, Any]
Source = Path | Lake
"""What can be asked: a published file, or the lake."""

_LIMITS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": os.environ.get("GONGKAI_QUERY_MEMORY", "2GB"),
    "temp_directory": str(Path(tempfile.gettempdir()) / "gongkai-query"),
    "max_temp_directory_size": "4GB",
    "autoinstall_known_extensions": False,
    "allow_community_extensions": False,
}
"""What one statement may take while a night runs on the same machine."""


WHAT_IS_THERE = "tables and columns: select table_name, column_name, meaning_en from dictionary"
"""The next step for whoever asked for a table or column that is not there."""


def published(settings: Settings) -> Source:
    """What an analyst of this installation asks: the lake where there is one, else the file.

    Raises:
        LakeError: when GONGKAI_LAKE is no address.
    """
    return Lake.parse(settings.lake) if settings.lake else settings.database


def attached(database: Source) -> duckdb.DuckDBPyConnection:
    """A connection in which `database` is attached read-only, and nothing outside it can be reached.

    Files and networks are closed to it (no COPY, ATTACH, read_csv or INSTALL), its settings cannot
    be changed back, and tables it makes live in memory until it ends.

    Raises:
        WarehouseError: when there is no warehouse, or it cannot be opened.
    """
    if isinstance(database, Lake):
        return attached_lake(database, _LIMITS)
    if not database.is_file():
        raise WarehouseError(
            "there is no warehouse yet", str(database), "run gongkai nightly first"
        )
    connection = duckdb.connect(":memory:", config=_LIMITS)
    path = str(database).replace("'", "''")
    try:
        connection.execute(f"attach '{path}' as gongkai (read_only); use gongkai")
        connection.execute("set enable_external_access = false; set lock_configuration = true")
    except duckdb.Error as error:
        connection.close()
        raise WarehouseError(
            f"cannot be opened: {error}", str(database), "run gongkai nightly --force"
        ) from error
    return connection


class Warehouse:
    """The published warehouse as a notebook wants it: frames in, frames out, always tonight's file.

    A night replaces the file by one rename; the next statement after that is answered from the new
    one. Frames that were registered stay registered.
    """

    def __init__(self, database: Source) -> None:
        """Open `database` now, so that a wrong path is known at once."""
        self.database = database
        self._frames: dict[str, Any] = {}
        self._seen = _identity(database)
        self._connection = attached(database)

    def sql(self, statement: str, parameters: Parameters | None = None) -> pd.DataFrame:
        """The rows of one statement; `?` and `$name` stand for parameters.

        Raises:
            WarehouseError: for what DuckDB says against the statement.
        """
        return self._answer(statement, parameters).df()

    def arrow(self, statement: str, parameters: Parameters | None = None) -> pa.Table:
        """The same as an Arrow table, for Polars and for types that pandas has not."""
        return self._answer(statement, parameters).to_arrow_table()

    def register(self, name: str, frame: Any) -> None:
        """Let statements speak of a pandas or Arrow frame of your own by this name."""
        self._frames[name] = frame
        self._connection.register(name, frame)

    def close(self) -> None:
        """Let the file go; on Windows a night cannot replace it before."""
        self._connection.close()

    def __enter__(self) -> Warehouse:
        """The warehouse itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def _answer(self, statement: str, parameters: Parameters | None) -> duckdb.DuckDBPyConnection:
        self._renew()
        try:
            if isinstance(self.database, Lake):
                check_reads_only(self._connection, statement)
            return self._connection.execute(statement, parameters)
        except duckdb.Error as error:
            raise WarehouseError(str(error), next_step=WHAT_IS_THERE) from error

    def _renew(self) -> None:
        """Open the file again when it is another than the one that is open."""
        now = _identity(self.database)
        if now == self._seen:
            return
        connection = attached(self.database)
        self._connection.close()
        self._connection, self._seen = connection, now
        for name, frame in self._frames.items():
            connection.register(name, frame)


def connect(path: str | Path | None = None) -> Warehouse:
    """The published warehouse: the one at `path` (a file, or the folder it lies in), else the lake
    that GONGKAI_LAKE names, else this installation's own, as GONGKAI_WAREHOUSE or `./warehouse` says.

    Raises:
        WarehouseError: when there is none, or it cannot be opened.
    """
    if path is None:
        return Warehouse(published(Settings.load()))
    given = Path(path)
    return Warehouse(Settings.load(warehouse=given).database if given.is_dir() else given)


def _identity(database: Source) -> tuple[int, int, int] | None:
    """What tells one generation of the file from the next; None where there is no file."""
    if isinstance(database, Lake):
        return None
    try:
        status = database.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino, status.st_mtime_ns
