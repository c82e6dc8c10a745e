"""A made-up county in which everything is open at once: versions, corrections, doubts, files that cannot be read.

`write(folder)` makes what lies there on the first night, `mend(folder)` what came in by the second. Each unit stands
for one thing that a pack must say rightly; PLIGHT tells which.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime
import hashlib
import io
import random
from pathlib import Path

from gongkai.sources.attempts import Attempt, write_attempts
from gongkai.sources.ledger.decisions import Decision, append_decisions
from tests.factory import spoilt
from tests.factory.faults import seed_fault
from tests.factory.layouts import render
from tests.factory.random_truth import random_truth
from tests.factory.truth import Truth

COUNTY_ID, COUNTY, YEAR = "troubled", "多难示例县", 2024
DEADLINE = datetime.date(2025, 1, 31)

PLIGHT = {
    "sound": ("安平示范镇", "镇", "a sound report in both years"),
    "faulty": ("百弊示范镇", "镇", "many faults of every remedy"),
    "late": ("迟滞示范镇", "镇", "late, and nothing else"),
    "mended": ("改过示范镇", "镇", "faulty on the first night, sound on the second"),
    "better": ("渐好示范镇", "镇", "two faults on the first night, one on the second"),
    "two": ("两稿示范乡", "乡", "two versions that differ"),
    "three": ("三稿示范乡", "乡", "three versions that differ"),
    "smudged": ("漫漶示范乡", "乡", "figures that the reader doubts"),
    "otheryear": ("错年示范乡", "乡", "a title of another year"),
    "misread": (
        "误读示范乡",
        "乡",
        "a reading corrected by a person, and a correction that lapsed",
    ),
    "owned": ("自纠示范街道", "街道", "a report that its unit corrected by letter"),
    "dateless": ("无期示范街道", "街道", "no date, where a deadline is set"),
    "empty": ("空件示范街道", "街道", "an empty file"),
    "cut": ("断件示范街道", "街道", "a page that broke off"),
    "noise": ("乱码示范街道", "街道", "bytes that are no text"),
    "listed": ("半列示范镇", "镇", "a website's list that was not read to its end"),
    "refused": ("拒访示范镇", "镇", "a website that refused"),
    "gone": ("失报示范镇", "镇", "no report in either year"),
    "lapsed": ("断续示范镇", "镇", "a report of last year and none of this"),
    "newcomer": ("新设示范街道", "街道", "a report of this year and none of the last"),
    "copied": ("抄本示范镇", "镇", "the text of its neighbour"),
    "uneven": ("不平示范镇", "镇", "a table that does not balance"),
}
"""Unit key to name, kind, and what is the matter with it."""

NO_REPORT = {"empty", "cut", "noise", "listed", "refused", "gone", "lapsed"}
"""Units of which no report of the year can be read."""

SMUDGED = "requests.received.natural_person"
"""The cell whose print leaves the reader in doubt."""

STRANGER = f"外来示范镇{YEAR}年报.docx"
"""A report of a unit that is not registered: until somebody says whose it is, it may be any that is missing."""

_SEEDED = {
    "faulty": (
        "cells_filled", "request_balance", "carry_over_continuity", "review_total", "narrative_requests",
        "breakdown_sum", "accountability_stated", "template_leftover", "published_on_time",
    ),
    "late": ("published_on_time",),
    "mended": ("request_outcome_total", "accountability_stated"),
    "better": ("request_row_total", "template_leftover"),
    "uneven": ("request_balance", "request_row_total"),
}  # fmt: skip
_LAST_YEAR = {
    "late": ("cells_filled",),
    "sound": ("period_stated",),
    "uneven": ("request_balance",),
}
_AT = "2025-02-20T02:00:00+00:00"


def truth_of(key: str, year: int = YEAR, *, is_mended: bool = False) -> Truth:
    """What the report of a unit says; `is_mended` as it was published again."""
    before = _clean(key, year - 1, None) if year == YEAR else None
    truth = _clean(key, year, before)
    rng = random.Random(f"faults {key} {year}")
    seeded = _SEEDED if year == YEAR else _LAST_YEAR
    for check in seeded.get(key, ()):
        if not (is_mended and (key == "mended" or check == "template_leftover")):
            truth = seed_fault(truth, check, rng)
    if year != YEAR:
        return truth
    if key == "smudged":
        smudges = {p: f"{truth.figures[p] or 0:g}?" for p in (SMUDGED, "requests.granted.total")}
        truth = _text(truth, cells=smudges)
    if key == "misread":
        truth = _text(truth, cells={SMUDGED: f"{truth.figures[SMUDGED] or 0:g}?"})
    if key == "otheryear":
        truth = seed_fault(truth, "year_stated", rng)
    if key == "dateless":
        truth = dataclasses.replace(truth, published_on=None)
    if key == "copied":
        truth = _text(truth, seed=truth_of("sound").text.seed)
    return truth


def write(folder: Path) -> Path:
    """Everything as it lies on the first night."""
    folder.mkdir(parents=True)
    (folder / "county.toml").write_text(_county(), "utf-8")
    (folder / "units.csv").write_text(_units(), "utf-8")
    for key in PLIGHT:
        for year in (YEAR - 1, YEAR):
            if key not in ("gone", "newcomer") or (key == "newcomer" and year == YEAR):
                _put(folder, key, year)
    stranger = random_truth(random.Random(7), unit="外来示范镇", county=COUNTY, year=YEAR)
    (folder / "inbox" / STRANGER).write_bytes(render(stranger, "docx").body)
    news = spoilt.news(PLIGHT["gone"][0], YEAR).body
    (folder / "inbox" / PLIGHT["gone"][0]).mkdir()
    (folder / "inbox" / PLIGHT["gone"][0] / f"{YEAR}工作动态.html").write_bytes(news)
    _corrections(folder)
    return folder


def mend(folder: Path) -> None:
    """What came in by the second night: two reports published again, which version of them stands, whose none is."""
    stranger = (folder / "inbox" / STRANGER).read_bytes()
    _decide(folder, "withdraw", stranger, "", "", "不属本县")
    for key in ("mended", "better"):
        first = (_path(folder, key, YEAR)).read_bytes()
        again = render(truth_of(key, is_mended=True), "html_bare").body
        _path(folder, key, YEAR, "重发").write_bytes(again)
        _decide(folder, "choose", again, key, hashlib.sha256(first).hexdigest(), "更正后重新发布")


def _decide(folder: Path, kind: str, body: bytes, key: str, instead_of: str, reason: str) -> None:
    digest, year = hashlib.sha256(body).hexdigest(), str(YEAR) if key else ""
    row = Decision(kind, digest, key, year, instead_of, reason, "李某", "2025-03-02")
    append_decisions(folder, [row])


def _clean(key: str, year: int, previous: Truth | None) -> Truth:
    name = PLIGHT[key][0]
    rng = random.Random(f"{key} {year}")
    return random_truth(
        rng, form="2021", unit=name, county=COUNTY, year=year, previous=previous, quiet=False
    )


def _text(truth: Truth, **changes: object) -> Truth:
    return dataclasses.replace(truth, text=dataclasses.replace(truth.text, **changes))  # type: ignore[arg-type]


def _path(folder: Path, key: str, year: int, more: str = "", extension: str = "html") -> Path:
    return folder / "inbox" / PLIGHT[key][0] / f"{year}{more}.{extension}"


def _put(folder: Path, key: str, year: int) -> None:
    path = _path(folder, key, year)
    path.parent.mkdir(parents=True, exist_ok=True)
    if year == YEAR and key in NO_REPORT:
        made = {
            "empty": spoilt.empty,
            "cut": lambda: spoilt.cut_off(render(truth_of(key), "html_cms")),
            "noise": lambda: spoilt.random_bytes(3),
        }.get(key)
        if made:
            rendered = made()
            _path(folder, key, year, extension=rendered.extension).write_bytes(rendered.body)
        return
    truth = truth_of(key, year)
    path.write_bytes(render(truth, "html_bare").body)
    if year == YEAR and key in ("two", "three"):
        for number in range(1, 2 if key == "two" else 3):
            cell = "disclosure.licensing.decisions"
            figures = {**truth.figures, cell: (truth.figures[cell] or 0) + 3 * number}
            other = render(dataclasses.replace(truth, figures=figures), "html_bare").body
            _path(folder, key, year, f"第{number + 1}稿").write_bytes(other)


def look_at_websites(folder: Path) -> None:
    """What a pull of the county's websites leaves behind: one list is not read to its end, one page refuses."""
    host = "www.example.gov.cn"
    rows = [
        ("listed", "list_incomplete", "page 3 of 7", None, 40, 131),
        ("refused", "not_found", "404", 404, None, None),
    ]
    write_attempts(
        folder,
        [
            Attempt(
                COUNTY_ID, f"{COUNTY_ID}/{key}", YEAR, "list", host, f"https://{host}/{key}/list.html",
                reason, detail, status, _AT, read, stated,
            )
            for key, reason, detail, status, read, stated in rows
        ],
    )  # fmt: skip


def _corrections(folder: Path) -> None:
    misread, owned = truth_of("misread"), truth_of("owned").figures
    other = "requests.carried_out.total"
    right = f"{misread.figures[SMUDGED] or 0:g}"
    rows = [
        ("misread", YEAR, SMUDGED, f"{right}?", right, "reader", "扫描件模糊，核对原件"),
        ("misread", YEAR, other, "997", "3", "reader", "核对原件"),
        ("owned", YEAR, other, f"{owned[other] or 0:g}", f"{(owned[other] or 0) + 1:g}", "report", "单位来函更正"),
    ]  # fmt: skip
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["unit_key", "year", "cell", "from", "to", "kind", "reason", "who", "when"])
    writer.writerows([*row, "李某", "2025-03-02"] for row in rows)
    (folder / "corrections.csv").write_text(out.getvalue(), "utf-8")


def _county() -> str:
    basis = f"{COUNTY}政务公开办公室通知（虚构）：“各乡镇、街道于1月31日前公布”"
    return (
        f'name = "{COUNTY}"\nyears = [{YEAR - 1}, {YEAR}]\nfictional = true\n\n'
        f'[[deadline]]\nyear = {YEAR}\ndate = {DEADLINE}\nbasis = "{basis}"\n'
    )


def _units() -> str:
    head = "unit_key,name,kind,aliases,former_names,code_system,code_edition,code,source\n"
    lines = (
        f"{key},{name},{kind},,,made-up,2024,999902{number:03},tests\n"
        for number, (key, (name, kind, _)) in enumerate(PLIGHT.items(), start=1)
    )
    return head + "".join(lines)
