"""Who is in the made-up county and what goes wrong there: units, years and seeded faults."""

from __future__ import annotations

from dataclasses import dataclass

COUNTY_ID, COUNTY = "sample", "示例县"
YEARS = range(2019, 2025)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that exists nowhere; `renamed` is its former name and the first year of the new."""

    key: str
    name: str
    kind: str
    alias: str = ""
    former: str = ""
    renamed: int = 0

    def name_in(self, year: int) -> str:
        """What it was called when it reported on the year."""
        return self.former if year < self.renamed else self.name


UNITS = (
    Unit("yunxi", "云溪示范镇", "镇"),
    Unit("bailu", "白鹭示范镇", "镇"),
    Unit("songting", "松亭示范镇", "镇"),
    Unit("meigang", "梅岗示范镇", "镇"),
    Unit("oushan", "示例𠙶山镇", "镇", alias="示例欧山镇"),
    Unit("lanqiao", "蓝桥示范镇", "镇", former="蓝桥示范乡", renamed=2021),
    Unit("xingyuan", "杏园示范镇", "镇"),
    Unit("qinghe", "青禾示范乡", "乡"),
    Unit("daotian", "稻田示范乡", "乡"),
    Unit("zhuwu", "竹坞示范乡", "乡", alias="竹屋示范乡"),
    Unit("liuan", "柳岸示范街道", "街道"),
    Unit("heyan", "荷沿示范街道", "街道", alias="荷沿示范街办"),
)

FAULTS: dict[tuple[str, int], tuple[str, ...]] = {
    ("bailu", 2019): ("request_balance",),
    ("oushan", 2020): ("tables_present",),
    ("daotian", 2019): ("published_on_time",),
    ("songting", 2020): ("change_is_not_decisions",),
    ("zhuwu", 2020): ("cells_filled",),
    ("meigang", 2020): ("carry_over_continuity",),
    ("lanqiao", 2020): ("narrative_requests",),
    ("heyan", 2021): ("in_force_covers_issued",),
    ("xingyuan", 2021): ("published_on_time", "period_stated"),
    ("daotian", 2021): ("tables_present",),
    ("yunxi", 2022): ("request_outcome_total",),
    ("bailu", 2022): ("published_on_time",),
    ("songting", 2022): ("counts_valid",),
    ("meigang", 2022): ("sections_present",),
    ("oushan", 2022): ("unit_stated",),
    ("lanqiao", 2022): ("form_current",),
    ("qinghe", 2022): ("subtopics_present",),
    ("daotian", 2022): ("year_stated",),
    ("liuan", 2022): ("narrative_reviews",),
    ("bailu", 2023): ("unit_stated",),
    ("meigang", 2023): ("request_row_total",),
    ("oushan", 2023): ("township_regulation",),
    ("daotian", 2023): ("published_on_time", "review_total"),
    ("zhuwu", 2023): ("narrative_normative_documents",),
    ("lanqiao", 2023): ("table_rows_present",),
    ("xingyuan", 2023): ("carry_over_continuity",),
    ("bailu", 2024): ("narrative_requests",),
    ("songting", 2024): ("request_balance",),
    ("meigang", 2024): ("published_on_time",),
    ("qinghe", 2024): ("cells_filled",),
    ("lanqiao", 2024): ("tables_present",),
    ("zhuwu", 2024): ("accountability_stated", "template_leftover"),
    ("xingyuan", 2024): ("breakdown_sum", "period_stated"),
}
"""Checks that must fail, by unit and year; the originality pair below comes on top."""

COPIES_OWN_LAST_YEAR = ("liuan", 2024)
COPIES_PEER = ("heyan", 2023, "songting")

NO_DATE = frozenset({("yunxi", 2020), ("heyan", 2022), ("qinghe", 2021)})
"""Reports whose page gives no date: not applicable, never late."""

NOTHING_FOUND = frozenset({("liuan", 2020), ("xingyuan", 2019)})
"""Nothing at all was collected."""

SPOILT = {
    ("daotian", 2024): "empty",
    ("zhuwu", 2022): "cut_off",
    ("heyan", 2019): "random_bytes",
    ("qinghe", 2023): "news",
}
"""What was collected in place of the report is none, so that the report is missing too."""

_NOTICE = "示例县政务公开办公室通知（虚构）"
DEADLINES = {
    2019: ("2020-01-31", f"{_NOTICE}：“各乡镇、街道于1月31日前公布”"),
    2021: ("2022-01-31", f"{_NOTICE}：“各乡镇、街道于1月31日前公布”"),
    2022: ("2023-02-20", f"{_NOTICE}：“各单位报告于2月20日前汇总后统一公布”"),
    2023: ("2024-01-31", f"{_NOTICE}：“各乡镇、街道于1月31日前公布”"),
    2024: ("2025-01-31", f"{_NOTICE}：“各乡镇、街道于1月31日前公布”"),
}
"""What the county's own notices set; for 2020 there is none, and nobody is late."""

VERSIONS = frozenset({("yunxi", 2023)})
"""Two files came that differ in a figure: which of them holds is a choice to be made."""

LATE_BUT_IN_TIME = {("songting", 2022): "2023-02-10"}
"""After 31 January, but within the county's own deadline of that year."""
