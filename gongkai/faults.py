"""What a finding is in words: the fault, what should stand there, the remedy and the basis.

The same words serve the site, the PDF, the workbook, the notices, `gongkai read` and `rank --explain`:

    fault = fault_of(Evidence("published_on_time", "published_on", "发布日期", "不晚于 2025-01-31",
                              "2025-03-06", 2024))
    fault.problem        # 未按期发布：晚 34 天
    fault.expectation    # 期限为 2025 年 1 月 31 日，实际于 2025 年 3 月 6 日发布
    fault.remedy         # 今后改进
    grouped(evidence)    # repeats of one cause are one fault: 28 行共 172 格空白

The words are rows of faults.toml, with an example each.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.fault_sums import ValueOf, sums

OMISSION = "omission"
"""The place of a finding that says: what another fault leaves out could not be checked."""

OTHER = "other"
"""The table of the catalogue for findings that no other knows."""

MOST_PLACES = 4
"""Places that the sentence of a group names; the rest are counted."""

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place at which a check fails, as the warehouse has it; `year` is the report's."""

    check_id: str
    place: str
    place_name: str
    expected: str
    found: str
    year: int
    basis: str = ""
    locator: str = ""
    verdict: str = "fail"


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of fault as the catalogue has it."""

    remedy: str
    one: str
    many: str
    expectation: str
    mend: str
    example: Mapping[str, str]
    says: str
    expects: str
    expectation_many: str = ""
    basis: str = ""
    place_is: str = ".*"
    expected_is: str = ".*"
    found_is: str = ".*"

    def fits(self, evidence: Evidence) -> dict[str, str] | None:
        """The named parts of the evidence's texts; None where one does not fit."""
        found: dict[str, str] = {}
        for pattern, text in (
            (self.place_is, evidence.place),
            (self.expected_is, evidence.expected),
            (self.found_is, evidence.found),
        ):
            match = re.fullmatch(pattern, text, re.DOTALL)
            if match is None:
                return None
            found |= {name: value or "" for name, value in match.groupdict().items()}
        return found


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in words; `evidence` holds every place of it.

    `kind` is `republish`, `explain`, `improve` or `publish`, `remedy` its Chinese name, `mend` what is to be done.
    """

    check_id: str
    problem: str
    expectation: str
    kind: str
    remedy: str
    mend: str
    basis: str
    evidence: tuple[Evidence, ...]


@cache
def catalogue() -> Mapping[str, tuple[str, tuple[Row, ...]]]:
    """Check to what it is about and its kinds of fault, in the order in which they are tried."""
    checks = _file()["check"]
    return {
        check: (row["about"], tuple(Row(**fault) for fault in row["fault"]))
        for check, row in checks.items()
    }


@cache
def remedies() -> Mapping[str, str]:
    """Kind of remedy to its Chinese name."""
    return {kind: row["name"] for kind, row in _file()["kind"].items()}


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def fault_of(evidence: Evidence, value_of: ValueOf = lambda _: None) -> Fault:
    """One finding in words; `value_of` gives the numbers that sums are shown with."""
    return _fault(_row_of(evidence), (evidence,), value_of)


def grouped(findings: Sequence[Evidence], value_of: ValueOf = lambda _: None) -> list[Fault]:
    """The findings of one report in words, repeats of one cause as one, in the order of the first.

    What could not be checked for want of a number is one fault, whichever checks it concerns; what costs
    nothing is never one with what does.
    """
    causes: dict[tuple[str, int, str], list[Evidence]] = {}
    for evidence in findings:
        causes.setdefault((*_kind_of(evidence), evidence.verdict), []).append(evidence)
    return [
        _fault(catalogue()[check][1][number], tuple(same), value_of)
        for (check, number, _), same in causes.items()
    ]


def _kind_of(evidence: Evidence) -> tuple[str, int]:
    """The check's table in the catalogue and the number of the row that fits.

    A finding that no row knows, as of another version's warehouse, is said by that of all others.
    """
    check = OMISSION if evidence.place == OMISSION else evidence.check_id
    _, rows = catalogue().get(check, ("", ()))
    for number, row in enumerate(rows):
        if row.fits(evidence) is not None:
            return check, number
    return OTHER, 0


def about_of(check_id: str) -> str:
    """What a check looks at: 统计期限."""
    return catalogue().get(check_id, catalogue()[OTHER])[0]


def _row_of(evidence: Evidence) -> Row:
    check, number = _kind_of(evidence)
    return catalogue()[check][1][number]


def _fault(row: Row, evidence: tuple[Evidence, ...], value_of: ValueOf) -> Fault:
    first = evidence[0]
    said = _values(row, first, value_of)
    if len(evidence) > 1:
        said |= _together(row, evidence)
        problem = row.many.format_map(said)
        expectation = (row.expectation_many or row.expectation).format_map(said)
    else:
        problem, expectation = row.one.format_map(said), row.expectation.format_map(said)
    return Fault(
        check_id=first.check_id,
        problem=problem,
        expectation=expectation,
        kind=row.remedy,
        remedy=remedies()[row.remedy],
        mend=row.mend,
        basis=row.basis or first.basis,
        evidence=evidence,
    )


def _values(row: Row, evidence: Evidence, value_of: ValueOf) -> dict[str, object]:
    """What the templates of one place may name."""
    named = row.fits(evidence) or {}
    values: dict[str, object] = {name: _in_words(text) for name, text in named.items()}
    if "by" in named and "on" in named:
        by, on = (datetime.date.fromisoformat(named[name]) for name in ("by", "on"))
        values["days"] = (on - by).days
    expected, found = sums(
        evidence.check_id, evidence.place, (evidence.expected, evidence.found), value_of
    )
    return values | {
        "about": about_of(evidence.check_id),
        "place": evidence.place_name,
        "matter": evidence.place_name.rpartition("：")[2],
        "part": evidence.place_name.partition("）")[0] + "）",
        "expected": _in_words(evidence.expected),
        "found": _in_words(evidence.found),
        "year": evidence.year,
        "last_year": evidence.year - 1,
        "next_year": evidence.year + 1,
        "expected_sum": expected,
        "found_sum": found,
    }


def _together(row: Row, evidence: Sequence[Evidence]) -> dict[str, object]:
    """What the templates of several places may name besides."""
    cells = [int((row.fits(e) or {}).get("cells") or 0) for e in evidence]
    checks = {e.check_id for e in evidence}
    about = [about for check, (about, _) in catalogue().items() if check in checks]
    return {
        "count": len(evidence),
        "cells": sum(cells),
        "places": _listed([e.place_name for e in evidence]),
        "matters": _listed([e.place_name.rpartition("：")[2] for e in evidence]),
        "all_about": "、".join(about),
        "all_expected": "、".join(dict.fromkeys(e.expected for e in evidence)),
        "all_found": "、".join(dict.fromkeys(e.found for e in evidence)),
    }


def _listed(names: Sequence[str]) -> str:
    """The first few names, the table said once: 第三部分表，自然人列、总计列."""
    rest = f"等 {len(names)} 处" if len(names) > MOST_PLACES else ""
    shown, table = [], ""
    for name in names[:MOST_PLACES]:
        head, comma, tail = name.partition("，")
        shown.append(tail if comma and head == table else name)
        table = head
    return "、".join(shown) + rest


def _in_words(text: str) -> str:
    """A text with its dates written out: 2025 年 1 月 31 日."""
    return _DATE.sub(lambda m: f"{m[1]} 年 {int(m[2])} 月 {int(m[3])} 日", text)
