"""What a night covers: the counties it works on, and the packs it draws."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gongkai.build.batches import plan
from gongkai.build.run_inputs import is_unchanged, unseen, usable_counties, vault_entries
from gongkai.console.language import worded
from gongkai.errors import RegistryError
from gongkai.settings import Settings
from gongkai.sources.registry.county import County


@dataclass(frozen=True, slots=True)
class NightScope:
    """The counties and packs of one night.

    Attributes:
        settings: where raw/ and warehouse/ lie.
        loaded: every county whose registry can be used, by folder name: the warehouse holds them all.
        chosen: those of them that are pulled and drawn.
        packs: (county_id, year) of each pack to draw.
        warnings: why other counties were left out.
    """

    settings: Settings
    loaded: Mapping[str, County]
    chosen: tuple[str, ...]
    packs: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]

    @property
    def folders(self) -> list[Path]:
        """The folders of all usable counties."""
        return [self.settings.raw / name for name in self.loaded]

    @property
    def pack_files(self) -> list[Path]:
        """The PDF of each pack, whether it is drawn yet or not."""
        return [self.settings.packs / name / str(y) / "pack.pdf" for name, y in self.packs]

    def is_unchanged(self) -> bool:
        """Whether a night would find nothing new; False where a website must be asked.

        Also False where a county has a fault: the night itself finds out and says which.
        """
        with suppress(Exception):
            return is_unchanged(self.settings, list(self.loaded.values()), self.pack_files)
        return False


@dataclass(frozen=True, slots=True)
class NightPlan:
    """What a night would do: files new to each county, and documents of the vaults to be read."""

    new_files: Mapping[str, list[Path]]
    documents: int


def night_scope(
    settings: Settings, county: str | None = None, year: int | None = None
) -> NightScope:
    """What a night covers.

    Args:
        settings: where raw/ and warehouse/ lie.
        county: pull and draw only this county, by the name of its folder or its own, 某某县.
        year: draw the packs of this year, of the counties that watch it; else each county's last.

    Raises:
        RegistryError: when no county is usable, or none of them watches `year`.
    """
    loaded, warnings = usable_counties(settings.raw)
    chosen = {name: c for name, c in loaded.items() if county in (None, name, c.name)}
    if not chosen:
        missing = f"no usable county {county!r}" if county else "no usable county"
        raise RegistryError(
            "; ".join([missing, *warnings]),
            f"{settings.raw}/",
            "make raw/<county>/county.toml and units.csv",
        )
    packs = tuple(
        (name, year or c.last_year) for name, c in chosen.items() if year is None or year in c.years
    )
    if not packs:
        spans = ", ".join(f"{name} {c.first_year}–{c.last_year}" for name, c in chosen.items())
        raise RegistryError(
            f"no county has the year {year} ({spans})",
            f"{settings.raw}/",
            "see `years` in county.toml",
        )
    return NightScope(settings, loaded, tuple(chosen), packs, tuple(warnings))


def ended_years(counties: Iterable[County], today: datetime.date) -> list[str]:
    """Who watches no year that is reported on now: each January, somebody must move `years` on."""
    return [
        worded(
            f"{county.county_id} 的 county.toml 只登记到 {county.last_year} 年：请把年度改到 {today.year - 1}",
            f"{county.county_id} county.toml 的 years 止于 {county.last_year}：请改为 {today.year - 1}"
            f" years ends with {county.last_year}; reports on {today.year - 1} are not watched",
        )
        for county in counties
        if county.last_year < today.year - 1 and not county.fictional
    ]


def night_plan(scope: NightScope) -> NightPlan:
    """What the night would do, found out without doing any of it."""
    stage = scope.settings.stage
    waiting = [
        batch
        for batch in plan(vault_entries(scope.folders), stage)
        if not batch.folder(stage).is_dir()
    ]
    return NightPlan(
        {folder.name: unseen(folder) for folder in scope.folders},
        sum(len(batch.ids) for batch in waiting),
    )
