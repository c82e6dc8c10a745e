"""The second warehouse, for a province: DuckLake, its catalogue in PostgreSQL, its rows in Parquet.

GONGKAI_LAKE names both in one address:
`postgresql://gongkai:secret@db.example.gov.cn/gongkai?data=/srv/gongkai/lake`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import duckdb

from gongkai.errors import LakeError
from gongkai.warehouse.schema import quoted

_EXAMPLE = "postgresql://user@host/database?data=/shared/folder (or data=s3://bucket/folder)"
_CONNECT_SECONDS = "10"  # a catalogue that is down must not keep a night waiting
_READS = (duckdb.StatementType.SELECT, duckdb.StatementType.CREATE)

Limits = Mapping[str, str | bool | int | float | list[str]]


@dataclass(frozen=True, slots=True)
class Lake:
    """Where a lake is: `catalogue` as libpq writes it, `data` a folder or an s3:// address.

    The password stands apart from both, so that no message can hold it.
    """

    catalogue: str
    data: str
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, address: str) -> Lake:
        """The lake at an address; what follows `?` beside `data` goes to libpq, such as `sslmode`.

        Raises:
            LakeError: for an address that is none; it is not repeated, since it may hold a password.
        """
        try:
            parts = urlsplit(address)
            words = {
                "host": parts.hostname,
                "port": parts.port,
                "user": parts.username and unquote(parts.username),
                "password": parts.password and unquote(parts.password),
                "dbname": unquote(parts.path.strip("/")),
                "connect_timeout": _CONNECT_SECONDS,
                **dict(parse_qsl(parts.query)),
            }
        except ValueError:  # a port that is not a number, half an IPv6 address
            raise LakeError(
                f"this is no address of a lake; write {_EXAMPLE}", "GONGKAI_LAKE"
            ) from None
        data, password = str(words.pop("data", "")), str(words.pop("password") or "")
        is_whole = parts.scheme in ("postgresql", "postgres") and words["dbname"]
        if not is_whole or not (data.startswith("s3://") or Path(data).is_absolute()):
            raise LakeError(f"this is no address of a lake; write {_EXAMPLE}", "GONGKAI_LAKE")
        catalogue = " ".join(f"{k}={_libpq(str(v))}" for k, v in words.items() if v)
        return cls(catalogue, data, password)

    @property
    def is_on_s3(self) -> bool:
        """Whether the rows lie in an object store and not in a folder."""
        return self.data.startswith("s3://")


def _libpq(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def prepare(connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    """Load the extensions from their wheels, and hand over what must be kept secret.

    Raises:
        LakeError: when the extra `lake` is not installed, or is of another DuckDB.
    """
    for name in ("ducklake", "postgres_scanner", *(["httpfs"] if lake.is_on_s3 else [])):
        connection.execute(f"load '{quoted(_extension(name))}'")
    secret = f", password '{quoted(lake.password)}'" if lake.password else ""
    connection.execute(f"create secret catalogue (type postgres{secret})")
    if lake.is_on_s3:
        connection.execute(f"create secret objects (type s3, {_s3(os.environ)})")


def _extension(name: str) -> Path:
    try:
        module = import_module(f"duckdb_extension_{name}")
    except ImportError as error:
        raise LakeError(
            f"the DuckDB extension {name} is not installed", next_step="pip install 'gongkai[lake]'"
        ) from error
    folder = Path(str(module.__file__)).parent / "extensions"
    path = folder / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    if not path.is_file():
        raise LakeError(
            f"the DuckDB extension {name} is not for DuckDB {duckdb.__version__}",
            str(folder),
            "pip install 'gongkai[lake]' again",
        )
    return path


def _s3(environment: Mapping[str, str]) -> str:
    """Keys and endpoint from the variables that every S3 client knows."""
    given = {
        "key_id": environment.get("AWS_ACCESS_KEY_ID"),
        "secret": environment.get("AWS_SECRET_ACCESS_KEY"),
        "session_token": environment.get("AWS_SESSION_TOKEN"),
        "region": environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION"),
    }
    words = [f"{name} '{quoted(value)}'" for name, value in given.items() if value]
    endpoint = environment.get("AWS_ENDPOINT_URL", "")
    if endpoint:  # a store of one's own has no host name for each bucket
        scheme, _, host = endpoint.rpartition("://")
        uses_tls = "false" if scheme == "http" else "true"
        words.append(f"endpoint '{quoted(host)}', url_style 'path', use_ssl {uses_tls}")
    return ", ".join(words) or "provider config"


def attach(
    connection: duckdb.DuckDBPyConnection, lake: Lake, name: str, *, read_only: bool
) -> None:
    """Attach the lake as `name`; a writer makes it when it is not there.

    Raises:
        LakeError: when the catalogue does not answer, there is no lake, or its rows lie elsewhere.
    """
    # Small inserts go into files, not into the catalogue: a column named row_id forbids that.
    options = f"meta_secret 'catalogue', data_path '{quoted(lake.data)}', data_inlining_row_limit 0"
    options += ", read_only" if read_only else ""
    try:
        connection.execute(
            f"attach 'ducklake:postgres:{quoted(lake.catalogue)}' as {name} ({options})"
        )
    except duckdb.Error as error:
        raise LakeError(
            f"the lake cannot be opened: {error}",
            next_step="see whether PostgreSQL is up and GONGKAI_LAKE is right; a night makes the lake",
        ) from error


def attached_lake(lake: Lake, limits: Limits) -> duckdb.DuckDBPyConnection:
    """A connection in which the lake is attached read-only, and nothing beside its rows can be reached.

    Raises:
        LakeError: as `attach` does.
    """
    connection = duckdb.connect(":memory:", config=dict(limits))
    try:
        prepare(connection, lake)
        attach(connection, lake, "gongkai", read_only=True)
        connection.execute(
            f"use gongkai; set allowed_directories = ['{quoted(lake.data)}'];"
            "set enable_external_access = false; set lock_configuration = true"
        )
    except BaseException:
        connection.close()
        raise
    return connection


def check_reads_only(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Let pass only statements that read, or make what ends with the connection.

    The attached catalogue refuses changes by itself; COPY could still write beside the lake's files.

    Raises:
        LakeError: for any other statement.
        duckdb.Error: for what is no SQL.
    """
    for statement in connection.extract_statements(sql):
        if statement.type not in _READS:
            raise LakeError(
                f"{statement.type.name} is not for a lake",
                next_step="ask with SELECT; gongkai export",
            )
