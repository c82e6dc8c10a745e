"""Mutants of the checks' SQL, and whether the golden cases notice: `python -m tests.soak.mutate_sql`.

A mutant changes one operator, one constant or one column of a check's file. It is killed when it no
longer runs, or says anything else of the golden cases of its check than golden.csv has. Names of checks
limit the run.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from unittest import mock

import duckdb

from gongkai.audit import checks as runner
from gongkai.sql_files import sql_text
from gongkai.warehouse.schema import load_seed
from tests.unit.audit.golden import case_bodies, golden_rows
from tests.unit.audit.warehouse import filled

_OPERATORS = {
    " = ": " <> ", " <> ": " = ", " < ": " <= ", " <= ": " < ", " > ": " >= ", " >= ": " > ",
    " + ": " - ", " - ": " + ", " and ": " or ", " or ": " and ", " is not null": " is null",
    " is null": " is not null", "if(not ": "if(", " not ": " ",
}  # fmt: skip
_COLUMNS = (
    ("carried_in", "carried_out"), ("received", "concluded"), ("issued", "repealed"),
    ("newly_disclosed", "disclosed_total"), ("parts", "total"), ("come", "gone"),
    ("period_start", "period_end"), ("cells_blank", "cells_absent"), ("year_stated", "year"),
    ("items_last_year", "decisions"), ("printed", "value"), ("expected", "found"),
    ("is_doubtful", "is_informative"), ("pending", "printed"), ("value_before", "value_now"),
    ("'pass'", "'fail'"), ("'not_applicable'", "'pass'"), ("form_required", "notice_cited"),
)  # fmt: skip
_NUMBER = re.compile(r"(?<![\w'.])\d+(?:\.\d+)?(?![\w'.])")


_ONLY_ANSWERED = "of the prose's numbers, only requests_answered may follow from others"

EQUIVALENT: dict[tuple[str, str], str] = {
    (
        "request_balance",
        "line 13: < → <=",
    ): "equal sides are no fault, and only faults are put into words",
    (
        "request_balance",
        "line 13: > → >=",
    ): "equal sides are no fault, and only faults are put into words",
    ("period_stated", "line 23: > → >="): "year 0 is gongkai read's alone: test_single has it",
    ("period_stated", "line 23: 0 → 1"): "there is no year 1",
    ("published_on_time", "line 18: > → >="): "what nights saw is in test_nights",
    ("published_on_time", "line 24: <= → <"): "what nights saw is in test_nights",
    ("published_on_time", "line 24: 'pass' → 'fail'"): "what nights saw is in test_nights",
    (
        "published_on_time",
        "line 24: 'pass' → 'not_applicable'",
    ): "what nights saw is in test_nights",
    ("published_on_time", "line 28: > → >="): "what nights saw is in test_nights",
    ("published_on_time", "line 31: <= → <"): "what nights saw is in test_nights",
    ("year_on_year_outlier", "line 16: <= → <"): "no rate is 0.05 to the last bit",
    ("cells_filled", "line 13: > → >="): "a row without blanks passes, and is not put into words",
    (
        "form_current",
        "line 19: 'not_applicable' → 'pass'",
    ): "a year without a form is asked for none",
    (
        "in_force_covers_issued",
        "line 37: < → <=",
    ): "equal is no fault, and only faults are put into words",
    ("narrative_normative_documents", "line 63: 'not_applicable' → 'pass'"): _ONLY_ANSWERED,
    ("narrative_reviews", "line 65: 'not_applicable' → 'pass'"): _ONLY_ANSWERED,
    ("narrative_reviews", "line 66: 'not_applicable' → 'pass'"): "both numbers are required",
}
"""Mutants that say the same as the sound statement, and why."""


def mutants(text: str) -> Iterator[tuple[str, str]]:
    """Each mutant of a statement with what was changed in which line; comments stay."""
    code = re.sub(r"--.*", lambda m: " " * len(m[0]), text)
    for old, new in _OPERATORS.items():
        for match in re.finditer(re.escape(old), code):
            yield _changed(text, match.span(), new)
    for match in _NUMBER.finditer(code):
        yield _changed(text, match.span(), f"{float(match[0]) + 1:g}")
    for pair in _COLUMNS:
        for old, new in (pair, pair[::-1]):
            word = re.compile(rf"(?<![\w.'])(?<!as ){re.escape(old)}(?![\w'])")
            for match in word.finditer(code):
                yield _changed(text, match.span(), new)


def _changed(text: str, span: tuple[int, int], new: str) -> tuple[str, str]:
    start, end = span
    line = text.count("\n", 0, start) + 1
    return f"line {line}: {text[start:end].strip()} → {new.strip()}", text[:start] + new + text[
        end:
    ]


class Golden:
    """The golden cases in memory, and what the sound SQL says of them."""

    def __init__(self) -> None:
        self._connection = filled(case_bodies())
        self.checks = runner.known_checks(self._connection)
        runner.fill_sight(self._connection)
        runner.judge_everything(self._connection)
        runner.prepare_inputs(self._connection, self.checks)
        self._sound: dict[str, list[tuple[str, ...]]] = {}

    def kills(self, check: str, text: str) -> bool:
        """Whether the check's cases come out otherwise with `text` for its SQL."""
        if check not in self._sound:
            self._keep_only(check)
            self._sound = {check: self._said(check, sql_text("checks", check))}
        try:
            return self._said(check, text) != self._sound[check]
        except duckdb.Error:
            return True

    def _keep_only(self, check: str) -> None:
        """Leave one check in the index, since the verdicts of the others take time and cannot change."""
        self._connection.execute("delete from check_rule")
        load_seed(self._connection, "check_rule")
        self._connection.execute("delete from check_rule where check_id <> ?", [check])

    def _said(self, check: str, text: str) -> list[tuple[str, ...]]:
        def read(folder: str, name: str) -> str:
            return text if (folder, name) == ("checks", check) else sql_text(folder, name)

        self._connection.execute("delete from check_result; delete from finding")
        with (
            mock.patch.object(runner, "sql_text", read),
            mock.patch.object(runner, "prepare_inputs"),  # stands ready, and is the same for all
        ):
            runner.run_checks(self._connection, [check])
        return golden_rows(self._connection, check)


def survivors(golden: Golden, check: str) -> tuple[int, list[str]]:
    """How many mutants of a check's file were tried, and which of them nothing noticed."""
    tried, alive = 0, []
    for what, text in mutants(sql_text("checks", check)):
        if (check, what) in EQUIVALENT:
            continue
        tried += 1
        if not golden.kills(check, text):
            alive.append(f"{check} {what}")
    return tried, alive


def main(wanted: list[str]) -> int:
    """Try all mutants and print the survivors; the exit status is 1 when there are any."""
    golden, tried, alive = Golden(), 0, []
    for check in wanted or golden.checks:
        count, left = survivors(golden, check)
        tried += count
        alive += left
        print(f"{check}: {count} tried, {count - len(left)} killed", flush=True)
    for line in alive:
        print(f"survived: {line}")
    print(f"{tried} tried, {tried - len(alive)} killed")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
