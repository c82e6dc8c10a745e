"""Makes the sample county: `python -m tests.factory.county raw/sample` writes it byte for byte."""

from __future__ import annotations

import dataclasses
import datetime
import random
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.factory import county_plan as plan
from tests.factory import spoilt
from tests.factory.county_files import registry_files
from tests.factory.faults import NEEDS_BLANKS, seed_fault
from tests.factory.layouts import WRITTEN_LAYOUTS, Rendered, render
from tests.factory.random_truth import random_truth
from tests.factory.truth import Truth, office_of

_HABITS = (
    frozenset[str](),
    frozenset({"half_width"}),
    frozenset({"half_width", "enumerator_space"}),
    frozenset({"header_split"}),
    frozenset({"cell_padding", "plus_sign"}),
    frozenset({"no_admin", "unit_in_cell"}),
    frozenset({"year_in_header"}),
    frozenset({"other_section_titles"}),
    frozenset({"inner_space"}),
)
_FORGIVING = sorted(name for name, layout in WRITTEN_LAYOUTS.items() if layout.keeps_blanks)
_NO_CMS = ("text_pipe", "html_bare")


@dataclass(frozen=True, slots=True)
class SampleDocument:
    """A file of the sample's inbox.

    Attributes:
        path: below the county's folder.
        unit_key, year: whose it is; both None for a file that matches no unit.
        truth: what it says; None for a file that holds no report.
        layout: its name in WRITTEN_LAYOUTS, or the kind of spoilt file.
    """

    path: str
    body: bytes
    unit_key: str | None
    year: int | None
    truth: Truth | None
    layout: str


@cache
def sample() -> tuple[SampleDocument, ...]:
    """Every file of the inbox with what it says; the same on every machine."""
    truths = _truths()
    documents = [
        _document(number, key, year, truth)
        for number, ((key, year), truth) in enumerate(truths.items())
        if (key, year) not in plan.NOTHING_FOUND
    ]
    news = spoilt.news("梅岗示范镇", 2024)
    stray = spoilt.news("远岫示范镇", 2022)
    documents += [
        SampleDocument(
            "inbox/梅岗示范镇/2024年工作动态.html", news.body, "meigang", 2024, None, "news"
        ),
        SampleDocument("inbox/远岫示范镇/2022.html", stray.body, None, None, None, "unmatched"),
    ]
    documents += [
        _other_version(key, year, truths[key, year]) for key, year in sorted(plan.VERSIONS)
    ]
    return tuple(sorted(documents, key=lambda d: d.path))


def reports() -> dict[tuple[str, int], Truth]:
    """The truths of all units and years that have a readable report."""
    return {(d.unit_key, d.year): d.truth for d in sample() if d.truth and d.unit_key and d.year}


def write(folder: Path) -> None:
    """Write county.toml, units.csv, README.md and the inbox; files of the factory's own only."""
    files = {name: text.encode() for name, text in registry_files().items()}
    files |= {document.path: document.body for document in sample()}
    for name, body in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
    for path in sorted((folder / "inbox").rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()


def _truths() -> dict[tuple[str, int], Truth]:
    """Faultless chains of years, then the seeded faults, then those that follow between years."""
    made: dict[tuple[str, int], Truth] = {}
    for unit in plan.UNITS:
        clean: Truth | None = None
        for year in plan.YEARS:
            rng = random.Random(f"{unit.key}/{year}")
            clean = random_truth(
                rng,
                form="2019" if year < 2021 else "2021",
                unit=unit.name,
                county=plan.COUNTY,
                year=year,
                previous=clean,
                label_habits=rng.choice(_HABITS),
            )
            made[unit.key, year] = _departures(clean, unit, year, rng)
    _copy_texts(made)
    for (key, year), truth in made.items():
        made[key, year] = _between_years(truth, made.get((key, year - 1)), key, year)
    return made


def _departures(clean: Truth, unit: plan.Unit, year: int, rng: random.Random) -> Truth:
    truth = clean
    if (then := unit.name_in(year)) != unit.name:
        text = dataclasses.replace(truth.text, unit=office_of(then))
        truth = dataclasses.replace(truth, text=text)
    if (unit.key, year) in plan.NO_DATE:
        truth = dataclasses.replace(truth, published_on=None)
    if (day := plan.LATE_BUT_IN_TIME.get((unit.key, year))) is not None:
        truth = dataclasses.replace(truth, published_on=datetime.date.fromisoformat(day))
    for check in plan.FAULTS.get((unit.key, year), ()):
        truth = seed_fault(truth, check, rng)
    return truth


def _copy_texts(made: dict[tuple[str, int], Truth]) -> None:
    key, year = plan.COPIES_OWN_LAST_YEAR
    made[key, year] = _copying(made[key, year], made[key, year - 1], "own_last_year_similarity")
    key, year, peer = plan.COPIES_PEER
    made[key, year] = _copying(made[key, year], made[peer, year], "peer_similarity")
    # Who copied whom cannot be told from the texts: the check names both.
    other = made[peer, year]
    made[peer, year] = dataclasses.replace(
        other, faults=tuple(sorted({*other.faults, "peer_similarity"}))
    )


def _copying(truth: Truth, source: Truth, check: str) -> Truth:
    text = dataclasses.replace(truth.text, seed=source.text.seed)
    faults = tuple(sorted({*truth.faults, check}))
    return dataclasses.replace(truth, text=text, faults=faults)


def _between_years(truth: Truth, before: Truth | None, key: str, year: int) -> Truth:
    """Faults of one year against the year before hold only where both reports can be read."""
    missing = plan.NOTHING_FOUND | plan.SPOILT.keys()
    if before is None or (key, year - 1) in missing or (key, year) in missing:
        found: set[str] = set()
    else:
        found = _broken_continuity(truth, before)
    named = {"carry_over_continuity", "in_force_continuity"}
    faults = (set(truth.faults) - named) | found
    return dataclasses.replace(truth, faults=tuple(sorted(faults)))


def _broken_continuity(truth: Truth, before: Truth) -> set[str]:
    broken: set[str] = set()
    carried_in = truth.figures["requests.carried_in.total"]
    carried_out = before.figures["requests.carried_out.total"]
    if None not in (carried_in, carried_out) and carried_in != carried_out:
        broken.add("carry_over_continuity")
    for item in ("regulations", "normative_documents"):
        base = f"disclosure.{item}"
        stock = before.figures.get(f"{base}.in_force")
        now, issued, repealed = (
            truth.figures.get(f"{base}.{m}") for m in ("in_force", "issued", "repealed")
        )
        if stock is None or now is None or issued is None or repealed is None:
            continue
        if now != stock + issued - repealed:
            broken.add("in_force_continuity")
    return broken


def _document(number: int, key: str, year: int, truth: Truth) -> SampleDocument:
    unit = next(u for u in plan.UNITS if u.key == key)
    kind = plan.SPOILT.get((key, year))
    name = _layout(number, key, year)
    rendered = _spoilt(kind, truth, year) if kind else render(truth, name)
    path = f"inbox/{_file_name(number, unit, year)}.{rendered.extension}"
    return SampleDocument(path, rendered.body, key, year, None if kind else truth, kind or name)


def _other_version(key: str, year: int, truth: Truth) -> SampleDocument:
    """A second file of a report, in which a figure is another."""
    cell = "disclosure.licensing.decisions"
    figures = {**truth.figures, cell: (truth.figures[cell] or 0) + 3}
    rendered = render(dataclasses.replace(truth, figures=figures), "html_bare")
    path = f"inbox/{next(u.name for u in plan.UNITS if u.key == key)}/{year}另一份.{rendered.extension}"
    return SampleDocument(path, rendered.body, key, year, None, "version")


def _layout(number: int, key: str, year: int) -> str:
    faults = plan.FAULTS.get((key, year), ())
    if NEEDS_BLANKS & set(faults):
        return _FORGIVING[number % len(_FORGIVING)]
    if "unit_stated" in faults:
        # A CMS names the issuer beside the report, which is not the report naming its unit.
        return _NO_CMS[number % len(_NO_CMS)]
    return sorted(WRITTEN_LAYOUTS)[number * 7 % len(WRITTEN_LAYOUTS)]


def _spoilt(kind: str, truth: Truth, year: int) -> Rendered:
    if kind == "empty":
        return spoilt.empty()
    if kind == "cut_off":
        return spoilt.cut_off(render(truth, "html_cms"))
    if kind == "random_bytes":
        return spoilt.random_bytes(year)
    return spoilt.news(truth.unit, year)


def _file_name(number: int, unit: plan.Unit, year: int) -> str:
    """Names as people give them: a folder a unit, or everything in the file's own name."""
    then = unit.name_in(year)
    if number % 5 == 3:
        return f"{plan.COUNTY}{office_of(then)}{year}年政府信息公开工作年度报告"
    if unit.alias and year == 2021:
        return f"{unit.alias}/{year}"
    return f"{then}/{year}" + ("年度报告" if number % 4 == 1 else "")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
