"""One page, without a server, that draws the lineage of every table and finds every field."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from gongkai.sql_files import object_names, sql_text
from gongkai.warehouse.dictionary.lineage import lineage
from gongkai.warehouse.query import query
from gongkai.warehouse.schema import mart_names

_HERE = Path(__file__).parent
_COLUMNS = (60, 430, 760)  # where loaded tables, computed ones and marts stand
_ROOM = 200  # for a name, before the edges that leave it
_STEP = 18
_BEND = 50
_FIELD = "from dictionary where column_name <> '' order by table_name, rowid"


class _Node(NamedTuple):
    name: str
    x: int
    y: int


class _Edge(NamedTuple):
    source: str
    target: str
    path: str


def fields_page(database: Path) -> str:
    """The page for the dictionary of `database` and the statements in sql/."""
    names, rows = query(database, _FIELD)
    nodes = _nodes()
    at = {node.name: node for node in nodes}
    edges = [
        _Edge(one, name, _curve(at[one], at[name]))
        for name, inputs in lineage().items()
        for one in inputs
    ]
    script = (_HERE / "fields.js").read_text("utf-8")
    return (
        _environment()
        .get_template("fields.html.j2")
        .render(
            nodes=nodes,
            edges=edges,
            height=max(node.y for node in nodes) + _STEP,
            fields=[dict(zip(names, row, strict=True)) for row in rows],
            statements=[(name, _statement(name)) for name in lineage()],
            script=Markup(script),
            script_hash=script_hash(script),
        )
    )


def _nodes() -> list[_Node]:
    """Every table and view: what is loaded at the left, marts at the right."""
    marts = mart_names()
    columns: dict[int, list[str]] = {x: [] for x in _COLUMNS}
    for name, inputs in lineage().items():
        place = 2 if name in marts else 1 if inputs and name not in object_names("load") else 0
        columns[_COLUMNS[place]].append(name)
    return [
        _Node(name, x, _STEP * (row + 1))
        for x, names in columns.items()
        for row, name in enumerate(names)
    ]


def _curve(source: _Node, target: _Node) -> str:
    """From the end of one name to the start of another; within a column, round their left side."""
    end = target.x - 6
    if source.x < target.x:
        start, bend = source.x + _ROOM, _BEND
    else:
        start, bend = source.x - 6, -_BEND
    return (
        f"M{start} {source.y}C{start + bend} {source.y} {end - _BEND} {target.y} {end} {target.y}"
    )


def _statement(name: str) -> str:
    return sql_text("marts" if name in object_names("marts") else "schema", name)


def script_hash(script: str) -> Markup:
    """What the policy of a page names its one script by."""
    digest = hashlib.sha256(script.encode()).digest()
    return Markup(f"sha256-{base64.b64encode(digest).decode()}")


@cache
def _environment() -> Environment:
    settings: dict[str, Any] = {"autoescape": True, "undefined": StrictUndefined}
    return Environment(loader=FileSystemLoader(_HERE), trim_blocks=True, **settings)
