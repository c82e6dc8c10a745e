"""Answers about files: which version stands, what is withdrawn or kept, whose report a file is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from duckdb import DuckDBPyConnection

from gongkai.messages import message
from gongkai.settle import sheets
from gongkai.settle.answer_values import AnswerRefused, parts_of
from gongkai.settle.workbook_in import Filled
from gongkai.sources.ledger.decisions import Decision, append_decisions, in_force, read_decisions

USUAL_REASON = "核对原件"


class Filing:
    """Takes answers about files in as decisions; each raises AnswerRefused for one that is not taken in."""

    def __init__(
        self,
        county: Path,
        db: DuckDBPyConnection,
        keys: Mapping[str, str],
        signed_by: str,
        moment: str,
    ) -> None:
        """Take the county's folder, its warehouse, its units' keys by name, who answers and when."""
        self.county, self.db, self.keys = county, db, keys
        self.signed_by, self.moment = signed_by, moment
        self.decisions: list[Decision] = []

    def keep(self) -> None:
        """Write what was decided into the county's decisions.csv."""
        if self.decisions:
            append_decisions(self.county, self.decisions)

    def choose(self, unit_key: str, year: str, picked: list[Filled]) -> None:
        """One version of an open choice stands; the others are passed over."""
        if len(picked) > 1:
            raise AnswerRefused(message("answer_several_chosen"))
        sha = picked[0].parts[2]
        opened_now = {
            other
            for (other,) in self.db.execute(
                "select document_sha256 from open_choice where unit_id = ? and year = ?",
                [f"{self.county.name}/{unit_key}", int(year)],
            ).fetchall()
        }
        if not opened_now:
            raise AnswerRefused(message("answer_no_choice"))
        if sha not in opened_now:
            raise AnswerRefused(message("answer_stale"))
        others = " ".join(sorted(opened_now - {sha}))
        self._decide("choose", sha, picked[0], unit_key, year, others)

    def unknown(self, filled: Filled) -> None:
        """A file of no known unit is filed, or set aside."""
        (sha,) = parts_of(filled, 1)
        unit, year = filled.answers["归入单位"], filled.answers["归入年度"]
        if unit == sheets.SET_ASIDE:
            self._withdraw(sha, filled, "移出：不是本县登记单位的年报")
        else:
            self._place(sha, unit, year, filled)

    def removed(self, filled: Filled) -> None:
        """A file that left the inbox is withdrawn, or stands all the same."""
        (sha,) = parts_of(filled, 1)
        act = filled.answers["处理"]
        if act == sheets.WITHDRAW:
            self._withdraw(sha, filled, "原件已从收件目录移走")
        elif act == sheets.KEEP:
            self._decide("keep", self._known(sha), filled)
        elif act:
            raise AnswerRefused(message("answer_unknown_word", text=act))
        else:
            raise AnswerRefused(message("answer_incomplete"))

    def filed(self, filled: Filled) -> None:
        """A file of the ledger is withdrawn, restored, kept, or filed elsewhere."""
        (sha,) = parts_of(filled, 1)
        act = filled.answers["处理"]
        unit, year = filled.answers["改归单位"], filled.answers["改归年度"]
        if act == sheets.WITHDRAW or unit == sheets.SET_ASIDE:
            self._withdraw(sha, filled, "")
        elif act == sheets.RESTORE:
            self._decide("restore", self._known(sha), filled)
        elif act == sheets.KEEP:
            self._decide("keep", self._known(sha), filled)
        elif act:
            raise AnswerRefused(message("answer_unknown_word", text=act))
        elif unit or year:
            self._place(sha, unit or filled.told[2], year or filled.told[3], filled)
        else:
            raise AnswerRefused(message("answer_incomplete"))

    def _withdraw(self, sha: str, filled: Filled, usual: str) -> None:
        if not (filled.answers[sheets.REASON.title] or usual):
            raise AnswerRefused(message("answer_incomplete"))
        self._decide("withdraw", self._known(sha), filled, usual=usual)

    def _place(self, sha: str, unit: str, year: str, filled: Filled) -> None:
        if not unit or not year:
            raise AnswerRefused(message("answer_incomplete"))
        if unit not in self.keys:
            raise AnswerRefused(message("answer_no_unit", text=unit))
        if not (year.isdecimal() and len(year) == 4):
            raise AnswerRefused(message("answer_no_date", text=year))
        self._decide("place", self._known(sha), filled, self.keys[unit], year)

    def _known(self, sha: str) -> str:
        found = self.db.execute(
            "from arrival where county_id = ? and document_sha256 = ? limit 1",
            [self.county.name, sha],
        ).fetchone()
        if not sha or found is None:
            raise AnswerRefused(message("answer_no_file"))
        return sha

    def _decide(
        self,
        kind: str,
        sha: str,
        filled: Filled,
        unit_key: str = "",
        year: str = "",
        instead_of: str = "",
        usual: str = USUAL_REASON,
    ) -> None:
        """Note the decision, unless the one in force says the same already."""
        reason = filled.answers[sheets.REASON.title] or usual
        row = Decision(kind, sha, unit_key, year, instead_of, reason, self.signed_by, self.moment)
        known = [*read_decisions(self.county), *self.decisions]
        for standing, stands in zip(known, in_force(known), strict=True):
            if stands and standing.subject == row.subject:
                same = (standing.kind, standing.document_sha256, standing.unit_key, standing.year)
                if same == (kind, sha, unit_key, year) and standing.instead_of == instead_of:
                    return
        self.decisions.append(row)
