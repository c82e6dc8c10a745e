"""What each object of the warehouse is made from, read out of the statements in sql/ themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from gongkai.sql_files import object_names, sql_text

_READ = re.compile(r"\b(?:from|join)\s+(\w+)")
_CREATED = re.compile(r"^create (?:or replace )?(?:temp )?(?:table|view) (\w+)", re.MULTILINE)
_STEP = re.compile(r"\b(\w+) as (?:not materialized )?\(")
_INPUTS = re.compile(r"\bInputs?: (.*?)(?:\. [A-Z`]|\.?$)", re.DOTALL)

_OVER = re.compile(r"\.py over `?(?:sql/audit/)?(\w+)")
"""A table that Python fills says so in its comment, with what that reads."""

_GROUPS = {"evidence": "checks", "check_evidence": "checks"}
"""What stands for every file of a folder: each check in turn is the view `evidence`."""


@cache
def lineage() -> Mapping[str, tuple[str, ...]]:
    """Every table and view of the warehouse to those that it is made from; a table that is loaded has none.

    A table that other statements fill (sql/load, sql/audit) has what those read, through whatever
    they make on the way.
    """
    objects = warehouse_objects()
    return {name: tuple(sorted(_inputs(name, objects) - {name})) for name in sorted(objects)}


def warehouse_objects() -> frozenset[str]:
    """Names of all tables and views that a published file has."""
    tables = {name for name in object_names("schema") if _CREATED.search(sql_text("schema", name))}
    return frozenset(tables.union(object_names("marts")))


def foundations(name: str) -> tuple[str, ...]:
    """The tables at the end of every way down from `name`: what was read, registers and codes."""
    found: set[str] = set()
    waiting, seen = [name], {name}
    while waiting:
        inputs = lineage()[waiting.pop()]
        ends = {one for one in inputs if not lineage()[one] or one in object_names("load")}
        found |= ends
        waiting += [one for one in inputs if one not in seen | ends]
        seen.update(inputs)
    return tuple(sorted(found))


def said_inputs(folder: str, name: str) -> str:
    """What the comment that opens a file says of its inputs; empty where it says nothing."""
    lines = sql_text(folder, name).splitlines()
    comment = " ".join(line[2:].strip() for line in lines if line.startswith("--"))
    match = _INPUTS.search(comment)
    return match[1] if match else ""


def read_names(text: str) -> set[str]:
    """Names that a statement reads from, its own steps left out unless a step bears its table's name."""
    code = re.sub(r"--.*", "", text)
    names = set(_READ.findall(code))
    own = {step for step in _STEP.findall(code) if not _reads_itself(code, step)}
    return names - own


def _reads_itself(code: str, step: str) -> bool:
    """Whether the step `unit` is `select … from unit …`, the house's way to name an input."""
    start = code.index(f"{step} as ")
    end = code.find("\n)", start)
    return bool(re.search(rf"\b(?:from|join)\s+{step}\b", code[start : end if end > 0 else None]))


def _inputs(name: str, objects: frozenset[str]) -> set[str]:
    """Names of `objects` that the statements that make `name` read, through those that are no object."""
    texts = [
        sql_text(folder, name)
        for folder in ("schema", "marts", "load", "audit")
        if name in object_names(folder)
    ]
    over = _OVER.search(said_inputs("schema", name)) if name in object_names("schema") else None
    waiting = {over[1]} if over else set()
    found: set[str] = set()
    passed: set[str] = {name}
    while texts or waiting:
        if texts:
            waiting |= read_names(texts.pop())
        for read in waiting - passed:
            passed.add(read)
            if read in objects:
                found.add(read)
            else:
                texts += _makers(read)
        waiting = set()
    return found


def _makers(name: str) -> list[str]:
    """The statements behind a name that no object of the warehouse bears."""
    if name in _GROUPS:
        return [sql_text(_GROUPS[name], one) for one in object_names(_GROUPS[name])]
    return [sql_text(folder, name) for folder in ("audit", "load") if name in object_names(folder)]
