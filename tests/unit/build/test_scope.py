"""What a night covers: counties, and packs of years that each county watches."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.build.scope import night_plan, night_scope
from gongkai.errors import RegistryError
from gongkai.settings import Settings
from tests.flows.small import write_county


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """County `early` watches 2023 and 2024, `late` only 2024."""
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse")
    write_county(settings.raw, "early", years=2)
    write_county(settings.raw, "late", years=1)
    return settings


def test_each_county_draws_its_last_year(settings: Settings) -> None:
    scope = night_scope(settings)
    assert scope.packs == (("early", 2024), ("late", 2024))
    assert scope.chosen == ("early", "late")


def test_a_year_is_drawn_only_where_it_is_watched(settings: Settings) -> None:
    """A pack that can never be drawn would leave every night unfinished."""
    scope = night_scope(settings, year=2023)
    assert scope.packs == (("early", 2023),)
    assert [path.parent.parent.name for path in scope.pack_files] == ["early"]


def test_one_county_is_pulled_and_drawn_but_all_are_held(settings: Settings) -> None:
    scope = night_scope(settings, "late")
    assert scope.chosen == ("late",)
    assert [folder.name for folder in scope.folders] == ["early", "late"]


@pytest.mark.parametrize(
    ("county", "year", "words"), [("none", None, "no usable county 'none'"), (None, 1999, "1999")]
)
def test_nothing_to_do_is_an_error(
    settings: Settings, county: str | None, year: int | None, words: str
) -> None:
    with pytest.raises(RegistryError, match=words):
        night_scope(settings, county, year)


def test_a_faulty_county_is_left_out_with_a_warning(settings: Settings) -> None:
    (settings.raw / "late/units.csv").write_text("nonsense", "utf-8")
    scope = night_scope(settings)
    assert scope.chosen == ("early",)
    assert len(scope.warnings) == 1 and "late" in scope.warnings[0]


def test_the_plan_counts_what_would_be_read(settings: Settings) -> None:
    scope = night_scope(settings)
    assert night_plan(scope).documents == len(list(settings.raw.glob("*/vault/??/*.json")))
