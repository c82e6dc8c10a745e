"""Takes a filled-in workbook of open matters in: answers become corrections and decisions, as data.

Each answer is compared with the warehouse as it is published now: one about a document that stands no longer
is stale, and is refused with its reason. What was taken in is applied by the next night.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

from duckdb import DuckDBPyConnection

from gongkai.audit.corrections import Correction, append_correction, read_corrections
from gongkai.errors import AnswersRefusedError
from gongkai.messages import message
from gongkai.settle import sheets
from gongkai.settle.answer_values import AnswerRefused, day, number, parts_of
from gongkai.settle.filing import USUAL_REASON, Filing
from gongkai.settle.outcome import CHOSEN, CORRECTED, FILED, Settled
from gongkai.settle.workbook_in import Answers, Filled, read_answers
from gongkai.sql_files import sql_text
from gongkai.warehouse.query import opened


def settle(
    county: Path,
    database: Path,
    body: bytes,
    name: str,
    when: datetime.datetime | None = None,
) -> Settled:
    """Take a workbook in, for the county in the folder `county`.

    Args:
        county: the county's folder, into whose corrections.csv and decisions.csv answers go.
        database: the published warehouse.
        body: the workbook.
        name: what it is called.
        when: defaults to now.

    Raises:
        AnswersRefusedError: for a workbook that is refused as a whole.
        WarehouseError: when there is no warehouse.
    """
    answers = read_answers(body, name)
    if answers.county_id != county.name:
        raise AnswersRefusedError("sheet_of_another_county", name, county=answers.county_id)
    if not answers.signed_by:
        raise AnswersRefusedError("nobody_signed", name)
    moment = (when or datetime.datetime.now(datetime.UTC)).isoformat(timespec="seconds")
    with opened(database) as db:
        return _Taking(county, db, answers, moment).take()


class _Taking:
    """One workbook while it is taken in."""

    def __init__(self, county: Path, db: DuckDBPyConnection, answers: Answers, moment: str) -> None:
        self.county, self.db, self.answers, self.moment = county, db, answers, moment
        self.settled = Settled(county.name, answers.signed_by)
        units = db.execute(
            "select unit_id, unit_name from unit where county_id = ?", [county.name]
        ).fetchall()
        self.names = {unit_id.partition("/")[2]: name for unit_id, name in units}
        self.keys = {name: unit_key for unit_key, name in self.names.items()}
        self.current = {
            (unit_id.partition("/")[2], str(year)): sha
            for unit_id, year, sha in db.execute(
                sql_text("settle", "current_report"), {"county_id": county.name}
            ).fetchall()
        }
        self.corrections = read_corrections(county)
        self.filing = Filing(county, db, self.keys, answers.signed_by, moment)

    def take(self) -> Settled:
        """Every answer, sheet by sheet; one that fails stops no other."""
        rows = self.answers.rows
        for filled in rows[sheets.DOUBTS.name]:
            self._try(CORRECTED, self._whose(filled), partial(self._doubt, filled))
        for cell in self.answers.cells:
            self._try(CORRECTED, self.names.get(cell[0], cell[0]), partial(self._entered, *cell))
        for filled in rows[sheets.DATES.name]:
            self._try(CORRECTED, self._whose(filled), partial(self._date, filled))
        for filled in rows[sheets.COPIES.name]:
            self._try(CORRECTED, self._whose(filled), partial(self._lead, filled))
        self._versions(rows[sheets.VERSIONS.name])
        for filled in rows[sheets.UNKNOWN.name]:
            self._try(FILED, filled.told[0], partial(self.filing.unknown, filled))
        for filled in rows[sheets.REMOVED.name]:
            self._try(FILED, filled.told[0], partial(self.filing.removed, filled))
        for filled in rows[sheets.LEDGER.name]:
            self._try(FILED, filled.told[0], partial(self.filing.filed, filled))
        self.filing.keep()
        return self.settled

    def _try(self, kind: str, whose: str, take: Callable[[], None]) -> None:
        try:
            take()
        except AnswerRefused as refused:
            self.settled.failed[kind].append((whose, refused.why))
        else:
            self.settled.accepted[kind] += 1

    def _whose(self, filled: Filled) -> str:
        unit_key = filled.parts[0] if filled.parts else ""
        name: str = self.names.get(unit_key, unit_key)
        return name

    def _doubt(self, filled: Filled) -> None:
        unit_key, year, place, sha = parts_of(filled, 4)
        right, case = filled.answers["应为"], filled.answers["情形"]
        if case not in ("", sheets.READ_RIGHT, sheets.MISREAD, sheets.MISPRINTED):
            raise AnswerRefused(message("answer_unknown_word", text=case))
        reason = filled.answers[sheets.REASON.title] or USUAL_REASON
        if case == sheets.READ_RIGHT:
            self._figure(unit_key, year, sha, place, None, "reader", reason)
        elif not right:
            raise AnswerRefused(message("answer_incomplete"))
        else:
            value = day(right) if place == "published_on" else number(right)
            kind = "report" if case == sheets.MISPRINTED else "reader"
            self._figure(unit_key, year, sha, place, value, kind, reason)

    def _entered(self, unit_key: str, year: str, sha: str, place: str, entered: str) -> None:
        self._figure(unit_key, year, sha, place, number(entered), "reader", "照原件补录")

    def _date(self, filled: Filled) -> None:
        unit_key, year, sha = parts_of(filled, 3)
        if not filled.answers["发布日期"]:
            raise AnswerRefused(message("answer_incomplete"))
        reason = filled.answers[sheets.REASON.title] or USUAL_REASON
        published_on = day(filled.answers["发布日期"])
        self._figure(unit_key, year, sha, "published_on", published_on, "reader", reason)

    def _lead(self, filled: Filled) -> None:
        unit_key, year, cell, sha = parts_of(filled, 4)
        said = filled.answers["结论"]
        if said not in (sheets.COPIED, sheets.NOT_COPIED):
            raise AnswerRefused(message("answer_incomplete"))
        self._must_stand(unit_key, year, sha)
        kind = "report" if said == sheets.COPIED else "reader"
        reason = filled.answers[sheets.REASON.title] or USUAL_REASON
        self._correct(unit_key, year, cell, "", "", kind, reason)

    def _figure(
        self,
        unit_key: str,
        year: str,
        sha: str,
        place: str,
        value: str | None,
        kind: str,
        reason: str,
    ) -> None:
        """A correction of one place; `value` is None where it was read right."""
        self._must_stand(unit_key, year, sha)
        found = self.db.execute(
            sql_text("rerank", "printed"),
            {"unit_id": f"{self.county.name}/{unit_key}", "year": int(year), "place": place},
        ).fetchone()
        if found is None:
            raise AnswerRefused(message("answer_no_place"))
        printed, read, is_figure = found
        if not is_figure and value:
            raise AnswerRefused(message("answer_no_place"))
        self._correct(
            unit_key, year, place, printed, read if value is None else value, kind, reason
        )

    def _must_stand(self, unit_key: str, year: str, sha: str) -> None:
        standing = self.current.get((unit_key, year))
        if standing is None or not year.isdecimal():
            raise AnswerRefused(message("answer_no_place"))
        if standing != sha:
            raise AnswerRefused(message("answer_stale"))

    def _correct(
        self, unit_key: str, year: str, place: str, printed: str, to: str, kind: str, reason: str
    ) -> None:
        """Append the correction, unless the last one of this place says the same already."""
        who = self.answers.signed_by
        row = Correction(unit_key, year, place, printed, to, kind, reason, who, self.moment)
        same_place = [
            c for c in self.corrections if (c.unit_key, c.year, c.cell) == (unit_key, year, place)
        ]
        last = same_place[-1] if same_place else None
        if last and (last.printed_from, last.corrected_to, last.kind) == (printed, to, kind):
            return
        append_correction(self.county, row)
        self.corrections.append(row)

    def _versions(self, rows: list[Filled]) -> None:
        """One choice a unit and year; the others of the open choice are passed over."""
        chosen: dict[tuple[str, str], list[Filled]] = defaultdict(list)
        for filled in rows:
            if filled.answers["是否选用"] == sheets.CHOSEN:
                unit_key, year, _ = parts_of(filled, 3)
                chosen[unit_key, year].append(filled)
        for (unit_key, year), picked in chosen.items():
            self._try(
                CHOSEN,
                self.names.get(unit_key, unit_key),
                partial(self.filing.choose, unit_key, year, picked),
            )
