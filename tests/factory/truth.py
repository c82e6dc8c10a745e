"""What a made-up report says: every figure that is printed in it, and how its text departs.

A fault changes the truth, never only the page: `figures` and `narrative` are what a perfect
reader must find in the document, right or wrong as they may be.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """How the report is worded and what it leaves out; the defaults make a faultless one.

    Attributes:
        seed: chooses the sentences; two reports with one seed and one truth read the same.
        unit: another name printed in place of the unit's own; `""` for none at all.
        names_county: whether title and text put the county before the unit.
        year: another year printed in the title.
        ends_early: whether the statistical period ends on 30 December, a day too early.
        notice: id of the form whose notice is cited, if not that of the form used.
        without_sections, without_tables: numbers of sections (tables) that are left out.
        without_rows: rows left out, such as `requests.carried_in` or `disclosure.licensing`.
        without_subtopics: which of section one's five matters are not spoken of.
        states_accountability: whether assessment and accountability are reported.
        leftover: an instruction of the template that was left in.
        cells: what stands in a cell where that is not simply its number.
        label_habits: any of `tables.LABEL_HABITS`.
    """

    seed: int = 0
    unit: str | None = None
    names_county: bool = True
    year: int | None = None
    ends_early: bool = False
    notice: str | None = None
    without_sections: frozenset[int] = frozenset()
    without_tables: frozenset[int] = frozenset()
    without_rows: frozenset[str] = frozenset()
    without_subtopics: frozenset[int] = frozenset()
    states_accountability: bool = True
    leftover: str | None = None
    cells: dict[str, str] = field(default_factory=dict)
    label_habits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Truth:
    """One report of one unit and year, as printed.

    Attributes:
        unit: the registered name, such as 云溪示范镇; `office` is the body that signs.
        form: id of the form the tables follow.
        figures: every cell of the form to its number; None where no number is printed.
        narrative: the numbers that the prose states, by their name in NARRATIVE_NUMBERS.
        approximate: names of those that a word such as 余 marks.
        breakdown: category as printed to its number; `breakdown_closed` when the list is whole.
        channels: channel as printed to its number.
        published_on: the date the page gives, None when it gives none.
        faults: ids of the checks that must fail for this report, sorted.
    """

    unit: str
    county: str
    year: int
    form: str
    figures: dict[str, float | None]
    narrative: dict[str, float] = field(default_factory=dict)
    approximate: frozenset[str] = frozenset()
    breakdown: dict[str, int] = field(default_factory=dict)
    breakdown_closed: bool | None = None
    channels: dict[str, int] = field(default_factory=dict)
    published_on: datetime.date | None = None
    faults: tuple[str, ...] = ()
    text: Text = field(default_factory=Text)

    @property
    def office(self) -> str:
        """The body that signs: 人民政府 of a town, 办事处 of a street."""
        return office_of(self.unit)

    @property
    def unit_printed(self) -> str | None:
        """The body that the report names, with no county before it; None when it names none."""
        return self.office if self.text.unit is None else self.text.unit or None

    @property
    def form_printed(self) -> str | None:
        """The form a reader can tell: None when every table is left out."""
        return None if {2, 3, 4} <= self.text.without_tables else self.form


def office_of(unit: str) -> str:
    """人民政府 of a town or township, 办事处 of a street."""
    return unit + ("办事处" if unit.endswith("街道") else "人民政府")
