"""Warehouses for the tests of the pack: written reports, read and built by the real pipeline."""

from __future__ import annotations

import dataclasses
import datetime
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.build.full import RunInfo, build
from gongkai.errors import RefusedError
from gongkai.extract import extract
from gongkai.readers import read_page
from gongkai.sources.inbox import pull_inbox
from gongkai.sources.load_county import load_county
from gongkai.sources.vault.store import Entry, Vault
from gongkai.warehouse.stage import Staged, stage_batch
from tests.factory import render
from tests.factory.faults import FAULTS, seed_fault
from tests.factory.random_truth import random_truth
from tests.factory.truth import Truth

YEAR = 2024
HOSTILE = "<script>document.title='planted'</script>"
FORMULA = '=HYPERLINK("http://planted.example","press")'
REVERSED = "\u202e倒\u200b写"
_NAMES = ("𠙶山示范镇", "清溪示范镇", "白石示范乡", "柳湾示范镇", "东岭示范街道")
_NIGHT = datetime.datetime(2025, 3, 1, 2, 30, tzinfo=datetime.UTC)
_HEAD = "unit_key,name,kind,aliases,former_names,code_system,code_edition,code,source\n"


@dataclass(frozen=True)
class Made:
    """A county to write; `missing` units publish nothing in any year, `faults` are seeded by turns."""

    county_id: str
    units: int = 12
    years: range = range(2022, 2025)
    missing: frozenset[int] = frozenset({2})
    names: dict[int, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    layout: str = "text_tab"
    change: Callable[[Truth], Truth] = lambda truth: truth
    code: str = ""  # what the units' codes begin with; with codes their kinds go by turns

    def name(self, unit: int) -> str:
        """The unit's name: given, or invented."""
        if unit in self.names:
            return self.names[unit]
        return _NAMES[unit] if unit < len(_NAMES) else f"示例第{unit + 1}镇"


ONE = Made("one", units=1, years=range(2024, 2025), missing=frozenset())
SILENT = Made("silent", units=3, missing=frozenset({0, 1, 2}))
LONG = Made(
    "long", units=4, names={1: "示例经济技术开发区管理委员会驻西山片区临时工作委员会", 3: "甲镇"}
)
LARGE = Made(
    "large",
    units=52,
    years=range(2013, 2025),
    missing=frozenset({2, 9}),
    faults=tuple(sorted(FAULTS)),
)


def _hostile(truth: Truth) -> Truth:
    cells = {
        "requests.granted.natural_person": HOSTILE,
        "requests.partly_granted.business": FORMULA,
        "requests.refused_process.research": REVERSED + "$x_1$\U0001f600",
        "requests.declined_repeat.other": "+1+cmd|' /C calc'!A0",
    }
    text = dataclasses.replace(truth.text, cells={**truth.text.cells, **cells})
    return dataclasses.replace(truth, text=text)


PLANTED = Made(
    "planted",
    units=3,
    names={0: "<img src=x onerror=alert(2)>镇", 1: "=1+1镇"},
    missing=frozenset(),
    layout="docx",  # keeps whatever a cell holds
    change=_hostile,
)


def write_county(county: Made, raw: Path) -> Path:
    """The county's folder with its registry and its inbox."""
    folder = raw / county.county_id
    folder.mkdir(parents=True)
    years = f"[{county.years[0]}, {county.years[-1]}]"
    (folder / "county.toml").write_text(
        f'name = "示例县"\nyears = {years}\nfictional = true\n', "utf-8"
    )
    coded = ("镇", "乡", "街道") if county.code else ("镇",)
    lines = [
        f"u{i:02d},{county.name(i)},{coded[i % len(coded)]},,,"
        + (f"made-up,2024,{county.code}{i:03d},tests\n" if county.code else ",,,tests\n")
        for i in range(county.units)
    ]
    (folder / "units.csv").write_text(_HEAD + "".join(lines), "utf-8")
    (folder / "inbox").mkdir()
    return folder


def _entries(county: Made, folder: Path) -> list[Entry]:
    """Every report of the county in its vault; names no inbox could hold need none."""
    vault = Vault(folder / "vault")
    entries = []
    for unit in range(county.units):
        before: Truth | None = None
        for year in county.years:
            rng = random.Random(f"{county.county_id}/{unit}/{year}")
            form = "2019" if year < 2021 else "2021"
            name = county.name(unit)
            same = before if before and before.form == form else None
            before = random_truth(
                rng, form=form, unit=name, year=year, previous=same, quiet=unit % 3 == 2
            )
            if unit in county.missing:
                continue
            truth = county.change(before)
            if county.faults and unit % 2:
                which = county.faults[(unit + year) % len(county.faults)]
                try:
                    truth = seed_fault(truth, which, rng)
                except (ValueError, KeyError, IndexError):
                    truth = before  # this report has nothing for the fault to break
            body = render(truth, county.layout).body
            suffix = f"{year}.docx" if county.layout == "docx" else f"{year}.txt"
            entries.append(
                vault.put(
                    body,
                    unit_id=f"{county.county_id}/u{unit:02d}",
                    year=year,
                    file_name=(HOSTILE if county is PLANTED else name) + suffix,
                    fetched_at=_NIGHT,
                )
            )
    return entries


def _read(entry: Entry) -> Staged:
    try:
        page = read_page(entry.path.read_bytes(), entry.file_name)
        return Staged(entry, extract(page, url=entry.url, year_hint=entry.year, where="test"), None)
    except RefusedError as error:
        return Staged(entry, None, (error.reason, error.message))


def make_warehouse(counties: Sequence[Made], root: Path, sample: Path | None = None) -> Path:
    """A warehouse over these counties, and over the sample where its folder is given."""
    folders, entries = [], []
    for county in counties:
        folders.append(write_county(county, root / "raw"))
        entries += _entries(county, folders[-1])
    if sample is not None:
        vault = Vault(sample / "vault")
        pull_inbox(load_county(sample), sample, vault, clock=lambda: _NIGHT)
        found = vault.entries()
        placed = {entry.sha256 for entry in found if entry.unit_id}
        entries += [e for e in found if e.unit_id or e.sha256 not in placed]
        folders.append(sample)
    stage_batch([_read(entry) for entry in entries], root / "stage")
    target = root / "gongkai.duckdb"
    build(folders, [root / "stage"], target, RunInfo("20250301", _NIGHT))
    return target
