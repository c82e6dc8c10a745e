"""What the last night was made from, so that a night with nothing new can say so and end."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from gongkai.atomic_write import write_whole
from gongkai.console.language import chinese, worded
from gongkai.errors import RegistryError, WarehouseError
from gongkai.settings import Settings
from gongkai.source_digest import program_digest
from gongkai.sources.attempts import read_attempts
from gongkai.sources.inbox import has_changed, read_file, scan
from gongkai.sources.load_county import counties, load_county
from gongkai.sources.registry.county import County
from gongkai.sources.vault.store import Entry, Vault
from gongkai.warehouse.query import query

_NAME = ".night.json"
_REGISTRY = (
    "county.toml",
    "units.csv",
    "名册.xlsx",
    "rubric.csv",
    "corrections.csv",
    "decisions.csv",
    "state/arrivals.jsonl",
)


@dataclass(frozen=True, slots=True)
class Night:
    """The inputs of a published warehouse, as one digest, and the packs drawn from it."""

    inputs: str
    packs: tuple[str, ...]

    @classmethod
    def load(cls, warehouse: Path) -> Night | None:
        """The last finished night; None when there was none or its note is damaged."""
        try:
            kept = json.loads((warehouse / _NAME).read_text("utf-8"))
            return cls(kept["inputs"], tuple(kept["packs"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, warehouse: Path) -> None:
        """Note the night."""
        noted = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        write_whole(warehouse / _NAME, noted.encode())


def inputs_digest(folders: Sequence[Path]) -> str:
    """Everything a warehouse follows from: documents, reader, registries, SQL and the audit's code.

    An entry of the vault never changes once it has its name, so that names are enough.
    """
    digest = hashlib.sha256(program_digest().encode())
    for folder in folders:
        digest.update(folder.name.encode())
        for name in _REGISTRY:
            path = folder / name
            digest.update(name.encode() + (path.read_bytes() if path.is_file() else b""))
        for attempt in read_attempts(folder):  # when it failed does not matter, that it did does
            row = (attempt.unit_id, attempt.year, attempt.url, attempt.reason)
            digest.update(repr(row).encode())
        for name in sorted(_vault_names(folder / "vault")):
            digest.update(name.encode())
    return digest.hexdigest()


def _vault_names(vault: Path) -> Iterator[str]:
    """Names of the entries in a vault; a nation has hundreds of thousands, so no Path is made of them."""
    try:
        shelves = [shelf.path for shelf in os.scandir(vault) if len(shelf.name) == 2]
    except FileNotFoundError:
        return
    for shelf in shelves:
        yield from (name for name in os.listdir(shelf) if name.endswith(".json"))  # noqa: PTH208


def usable_counties(raw: Path) -> tuple[dict[str, County], list[str]]:
    """Counties whose registry can be used, by folder name, and why the others cannot."""
    loaded: dict[str, County] = {}
    faults = []
    for folder in counties(raw):
        try:
            loaded[folder.name] = load_county(folder)
        except RegistryError as error:
            zh = f"{folder.name} 未纳入：{chinese(error.what)}"
            faults.append(worded(zh, f"{folder.name} 未纳入 left out: {error}"))
    return loaded, faults


def vault_entries(folders: Sequence[Path]) -> list[Entry]:
    """Every document in the vaults of these counties, as `once_placed` leaves them."""
    found: list[Entry] = []
    for folder in folders:
        found += with_names(Vault(folder / "vault").entries(), load_county(folder))
    return once_placed(found)


def with_names(entries: Iterable[Entry], county: County) -> list[Entry]:
    """Documents with the registered names of the units that they were collected for."""
    names = {unit.unit_id: unit.name for unit in county.units}
    return [replace(entry, unit_name=names.get(entry.unit_id or "")) for entry in entries]


def once_placed(entries: Sequence[Entry]) -> list[Entry]:
    """Each document once for each unit and year it was collected for.

    One that was kept for no unit, or for no year, stands only until these are known.
    """
    placed = {entry.sha256 for entry in entries if entry.unit_id}
    dated = {(entry.sha256, entry.unit_id) for entry in entries if entry.year}
    return [
        entry
        for entry in entries
        if (entry.unit_id or entry.sha256 not in placed)
        and (entry.year or (entry.sha256, entry.unit_id) not in dated)
    ]


def is_current(settings: Settings, folders: Sequence[Path], packs: Sequence[Path]) -> bool:
    """Whether the published warehouse follows from what the vaults hold, and all of `packs` are drawn."""
    last = Night.load(settings.warehouse)
    return (
        last is not None
        and all(
            pack.is_file() and str(pack.relative_to(settings.warehouse)) in last.packs
            for pack in packs
        )
        and _opens(settings.database)
        and last.inputs == inputs_digest(folders)
    )


def _opens(database: Path) -> bool:
    try:
        return bool(query(database, "select run_id from run limit 1")[1])
    except WarehouseError:
        return False


def is_unchanged(settings: Settings, counties: Sequence[County], packs: Sequence[Path]) -> bool:
    """Whether a night over these counties would find nothing new; False where a website must be asked."""
    folders = [settings.raw / county.county_id for county in counties]
    return (
        not any(county.web.sources for county in counties)
        and is_current(settings, folders, packs)
        and not any(has_changed(folder) or unseen(folder) for folder in folders)
    )


def unseen(folder: Path) -> list[Path]:
    """Files of a county's inbox whose bytes are not in its vault."""
    kept = {None, *(entry.sha256 for entry in Vault(folder / "vault").entries())}
    found = scan(load_county(folder), folder)
    return [file.path for file in found if _hash(file.path) not in kept]


def _hash(path: Path) -> str | None:
    """The sha256 of a file of the inbox; None for what is not taken in."""
    try:
        return hashlib.sha256(read_file(path)).hexdigest()
    except OSError:
        return None
