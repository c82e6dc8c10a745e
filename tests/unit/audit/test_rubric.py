"""The rubric adds up, and one that does not is refused with what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.audit.checks import known_checks
from gongkai.audit.rubric import default_rubric_file, load_rubric
from gongkai.audit.score import load_rubrics
from gongkai.errors import WarehouseError
from tests.unit.audit.warehouse import Body, filled

DEFAULT = default_rubric_file().read_text("utf-8")


@pytest.fixture(scope="module")
def checks() -> tuple[str, ...]:
    return known_checks(filled([Body("one")]))


def _load(tmp_path: Path, text: str, checks: tuple[str, ...]) -> dict[str, float]:
    path = tmp_path / "rubric.csv"
    path.write_text(text, "utf-8")
    return load_rubric(path, checks).points


def test_the_default_gives_100_points_over_all_checks(checks: tuple[str, ...]) -> None:
    rubric = load_rubric(default_rubric_file(), checks)
    assert sum(rubric.points.values()) == 100
    assert set(rubric.points) == set(checks)
    assert rubric.points["in_force_continuity"] == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("request_balance,6", "request_balance,7", "add up to 101"),
        ("request_balance,6", "request_blance,6", "no check is called 'request_blance'"),
        ("request_balance,6", "", "no points for request_balance"),
        ("request_balance,6", "request_balance,6\nrequest_balance,6", "stands twice"),
        ("request_balance,6", "request_balance,six", "'six' is no number"),
        ("request_balance,6", "request_balance,-6", "cannot have -6 points"),
        ("request_balance,6", "request_balance,nan", "cannot have nan points"),
        ("check_id,points", "check,points", "check_id,points"),
    ],
)
def test_a_faulty_rubric(
    tmp_path: Path, checks: tuple[str, ...], old: str, new: str, message: str
) -> None:
    with pytest.raises(WarehouseError, match=message):
        _load(tmp_path, DEFAULT.replace(old, new), checks)


def test_a_county_may_have_its_own(tmp_path: Path) -> None:
    own = tmp_path / "rubric.csv"
    text = DEFAULT.replace("published_on_time,15", "published_on_time,5")
    own.write_text(text.replace("request_balance,6", "request_balance,16"), "utf-8")
    default, changed = filled([Body("one")]), filled([Body("one")])
    versions = load_rubrics(default), load_rubrics(changed, {"test": own})
    points = "select points from rubric where county_id = 'test' and check_id = 'request_balance'"
    assert default.execute(points).fetchone() == (6,)
    assert changed.execute(points).fetchone() == (16,)
    assert versions[0] != versions[1]
