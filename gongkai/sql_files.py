"""The statements in `sql/`, one object a file, as text."""

from __future__ import annotations

from functools import cache

from gongkai.errors import WarehouseError
from gongkai.settings import sql_folder


@cache
def sql_text(folder: str, name: str) -> str:
    """The statement in sql/<folder>/<name>.sql, without its closing semicolon.

    Raises:
        WarehouseError: when there is no such file.
    """
    path = sql_folder() / folder / f"{name}.sql"
    try:
        return path.read_text("utf-8").strip().removesuffix(";")
    except FileNotFoundError as error:
        raise WarehouseError("this SQL file is missing", str(path), "install again") from error


@cache
def object_names(folder: str) -> tuple[str, ...]:
    """Names of the files of sql/<folder>, sorted."""
    return tuple(sorted(path.stem for path in (sql_folder() / folder).glob("*.sql")))
