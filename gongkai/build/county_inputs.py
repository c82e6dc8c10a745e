"""What a night builds of one county: its folder as it is, or, where that has a fault, as it was last night.

After each published night the small files of every county and the list of its documents are kept in
`warehouse/.inputs/<county>/`. A county whose registry, corrections, rubric, attempts or vault cannot be
read is built from there: it stays as it was, and the others are published.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from gongkai.audit.corrections import read_corrections
from gongkai.build.run_inputs import once_placed, with_names
from gongkai.errors import GongkaiError
from gongkai.settings import Settings
from gongkai.sources.attempts import FILE as ATTEMPTS
from gongkai.sources.attempts import read_attempts
from gongkai.sources.ledger.arrivals import FILE as ARRIVALS
from gongkai.sources.ledger.arrivals import read_arrivals
from gongkai.sources.ledger.decisions import read_decisions
from gongkai.sources.load_county import counties, load_county
from gongkai.sources.registry.county import County
from gongkai.sources.vault.store import Entry, Vault

_FOLDER = ".inputs"
_ENTRIES = "entries.json"
_KEPT = ("*.toml", "*.csv", "*.xlsx")
_MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CountyInputs:
    """One county as a night builds it.

    Attributes:
        folder: the county's own, or what was kept of it.
        county: as registered there.
        entries: the documents of its vault.
        fault: why its own folder cannot be used; None where it is.
    """

    folder: Path
    county: County
    entries: tuple[Entry, ...]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class NightInputs:
    """Every county that is built, and what people are told of those with a fault."""

    counties: tuple[CountyInputs, ...]
    warnings: tuple[str, ...]

    @property
    def folders(self) -> list[Path]:
        """The folder that each county is built from."""
        return [inputs.folder for inputs in self.counties]

    @property
    def entries(self) -> list[Entry]:
        """Every document, as `once_placed` leaves them."""
        named = (with_names(inputs.entries, inputs.county) for inputs in self.counties)
        return once_placed([entry for entries in named for entry in entries])


def night_inputs(settings: Settings) -> NightInputs:
    """The inputs of every county of raw/; one with a fault is as it was last night, or left out."""
    found: list[CountyInputs] = []
    warnings: list[str] = []
    for folder in counties(settings.raw):
        try:
            found.append(_inputs(folder))
        except Exception as error:  # whatever is wrong with one county, the others go on
            fault = str(error) if isinstance(error, GongkaiError | OSError) else repr(error)
            kept = _kept_inputs(settings.warehouse / _FOLDER / folder.name, fault)
            state = "沿用上一晚的结果 stays as it was last night" if kept else "未纳入 left out"
            warnings.append(f"{folder.name} {state}: {fault}")
            if kept:
                found.append(kept)
    return NightInputs(tuple(found), tuple(warnings))


def _inputs(folder: Path) -> CountyInputs:
    county = load_county(folder)
    read_corrections(folder)
    read_decisions(folder)
    read_attempts(folder)
    read_arrivals(folder)
    return CountyInputs(folder, county, tuple(Vault(folder / "vault").entries()))


def _kept_inputs(folder: Path, fault: str) -> CountyInputs | None:
    try:
        rows = json.loads((folder / _ENTRIES).read_text("utf-8"))
        entries = tuple(
            Entry(
                **{**row, "path": Path(row["path"]), "headers": tuple(map(tuple, row["headers"]))}
            )
            for row in rows
        )
        return CountyInputs(folder, load_county(folder), entries, fault)
    except (OSError, ValueError, TypeError, KeyError, GongkaiError):
        return None


def keep_inputs(settings: Settings, inputs: Iterable[CountyInputs]) -> None:
    """Keep what the counties without a fault were built from, for a night on which they have one."""
    for county in inputs:
        if county.fault is None:
            _keep(county, settings.warehouse / _FOLDER / county.folder.name)


def _keep(inputs: CountyInputs, target: Path) -> None:
    beside = target.with_name(f".{target.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    (beside / "state").mkdir(parents=True)
    for path in _small_files(inputs.folder):
        shutil.copyfile(path, beside / path.relative_to(inputs.folder))
    rows = [{**asdict(entry), "path": str(entry.path.resolve())} for entry in inputs.entries]
    (beside / _ENTRIES).write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    shutil.rmtree(target, ignore_errors=True)
    beside.rename(target)


def _small_files(folder: Path) -> Sequence[Path]:
    found = [path for pattern in _KEPT for path in folder.glob(pattern)]
    found += [folder / "state" / name for name in (ATTEMPTS, ARRIVALS)]
    return [path for path in found if path.is_file() and path.stat().st_size <= _MOST_BYTES]
