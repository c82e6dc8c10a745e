"""Every file that ever lay in a county's inbox: `state/arrivals.jsonl`, from which the ledger is made.

A row is a path with the bytes it had, so that a file that was saved over is two rows, the earlier of them
`is_replaced`. Rows are never removed: `is_present` says what lies in the inbox now.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from gongkai.atomic_write import write_whole
from gongkai.sources.vault.store import Vault

FILE = "arrivals.jsonl"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file of the inbox, or a member of an archive in it.

    Attributes:
        path: below the county's folder, `inbox/年报.zip!/甲镇.docx` for a member.
        sha256: of its bytes; None for what was not taken in.
        kind: of gongkai.sources.inbox_files.
        arrived_at: when it was first seen, UTC, ISO 8601.
        is_present: whether it lay in the inbox at the last pull.
        is_replaced: whether other bytes have taken its path since.
        belongs_to: the path of the saved page it is a part of.
        unit_id, year: as its name gives them.
        problem, problem_detail: why it was left aside; a message of sources/inbox.toml.
    """

    path: str
    sha256: str | None
    kind: str
    arrived_at: str
    is_present: bool = True
    is_replaced: bool = False
    belongs_to: str | None = None
    unit_id: str | None = None
    year: int | None = None
    problem: str | None = None
    problem_detail: str | None = None


def read_arrivals(folder: Path) -> list[Arrival]:
    """The arrivals of the county in `folder`, by path; those of its vault where none were noted yet."""
    path = folder / "state" / FILE
    if not path.exists():
        return _of_vault(folder)
    return [Arrival(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def _of_vault(folder: Path) -> list[Arrival]:
    """What earlier versions took in without noting it."""
    entries = [e for e in Vault(folder / "vault").entries() if e.source_path]
    latest = {e.source_path: e.sha256 for e in sorted(entries, key=lambda e: e.fetched_at)}
    return [
        Arrival(
            path=entry.source_path or "",
            sha256=entry.sha256,
            kind="document",
            arrived_at=entry.fetched_at,
            is_present=False,
            is_replaced=latest[entry.source_path] != entry.sha256,
            unit_id=entry.unit_id,
            year=entry.year,
        )
        for entry in entries
    ]


def note_arrivals(folder: Path, seen: Sequence[Arrival]) -> None:
    """Add what a pull saw in the inbox of the county in `folder`, and what is no longer there."""
    kept = {(arrival.path, arrival.sha256): arrival for arrival in read_arrivals(folder)}
    now = {arrival.path: arrival.sha256 for arrival in seen}
    for key, arrival in kept.items():
        kept[key] = replace(
            arrival,
            is_present=False,
            is_replaced=arrival.is_replaced
            or (arrival.path in now and now[arrival.path] != arrival.sha256),
        )
    for arrival in seen:
        before = kept.get((arrival.path, arrival.sha256))
        kept[arrival.path, arrival.sha256] = (
            replace(arrival, arrived_at=before.arrived_at) if before else arrival
        )
    _write(folder, kept.values())


def _write(folder: Path, arrivals: Iterable[Arrival]) -> None:
    target = folder / "state" / FILE
    lines = sorted(json.dumps(asdict(a), ensure_ascii=False) + "\n" for a in arrivals)
    body = "".join(lines).encode()
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists() or target.read_bytes() != body:
        write_whole(target, body)


def has_inbox_changed(folder: Path, present: Iterable[str]) -> bool:
    """Whether other files lie in the inbox than at the last pull, by their paths."""
    return {a.path.split("!/")[0] for a in read_arrivals(folder) if a.is_present} != set(present)
