"""What each check must say of which report: a case a line, its edit made on a sound report."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass

from gongkai.extract.report import Figure, Report
from gongkai.messages import Message
from tests.unit.audit.reports import SMUDGED, cut, doubt, put, resay, say, sound_report, unsay

Edit = Callable[[Report], object]


def nothing(report: Report) -> None:
    """The report as it is."""


def each(*edits: Edit) -> Edit:
    def edit(report: Report) -> None:
        for one in edits:
            one(report)

    return edit


def cell(path: str, value: float | None, why: Message | None = None) -> Edit:
    return lambda r: put(r, path, value, why)


def smudge(where: str) -> Edit:
    return lambda r: doubt(r, where)


def without(row: str) -> Edit:
    return lambda r: cut(r, row)


def prose(name: str, value: float, **more: bool) -> Edit:
    return lambda r: resay(r, name, value, **more)


def silent(*names: str) -> Edit:
    return lambda r: unsay(r, *names)


def given(**fields: object) -> Edit:
    def edit(report: Report) -> None:
        for name, value in fields.items():
            setattr(report, name, value)

    return edit


def without_section(number: int) -> Edit:
    return lambda r: r.sections.__delitem__(number - 1)


def become(report: Report, other: Report) -> None:
    """Become the other report."""
    for name in Report.__slots__:
        setattr(report, name, getattr(other, name))


@dataclass(frozen=True)
class Case:
    check: str
    verdict: str
    what: str
    edit: Edit = nothing
    year: int = 2024
    name: str = "云溪镇"
    kind: str | None = "镇"
    before: Edit | None = None
    """Makes last year's report, which most checks do not need."""
    earlier: Edit | None = None
    """Makes the revision that the year's report replaced, which most checks do not need."""
    where: tuple[str, ...] | None = None
    former_names: tuple[str, ...] = ()
    decided: tuple[str, str] | None = None
    """A cell and the kind of a person's decision on it, which most checks do not need."""


def words(text: str, section: int = 5) -> Edit:
    def edit(report: Report) -> None:
        report.sections[section - 1].body = text

    return edit


OURS = (
    "老鹰崖下的茶农今年夏天学会了看公示栏，谁家领了多少肥料、哪条机耕道先修，都贴在磨坊外墙的木板上。"
    "赶场那天，经办人端着搪瓷缸站在板前解答，说不清的记进小本子，傍晚打电话去县里问明白。"
)
THEIRS = (
    "渡口的摆渡人成了义务宣传员，他把船舱隔板漆成白色，每逢初一换上新写的价目和补贴办法，乘船的人低头就能读到。"
    "入冬后江面结冰，隔板搬进了候船棚，炉火边的讨论比从前更热闹，意见由船老大托人捎回。"
)
OTHERS = (
    "牧道两侧的石碑原本刻着里程，如今背面嵌了玻璃框，框里放着草场补助的算法和申领的日子，骑马路过也看得清。"
    "兽医站的姑娘们每月擦一次玻璃，顺手把牧民的疑问抄下来，攒够十条便请懂行的人上山讲一回。"
)


def mixed(number: int) -> str:
    """Words of no other text of these cases, so that a part has no peer."""
    letters = list(OURS)
    random.Random(number).shuffle(letters)
    return "".join(letters)


NO_TABLES = each(given(form=None, tables=()), lambda r: r.figures.clear(), given(notice_cited=None))
ROW = "requests.received"
JAN, FEB, DEC = (datetime.date(2024, m, d) for m, d in ((1, 1), (2, 1), (12, 31)))


def reprint(name: str, printed: str) -> Edit:
    """Have a number of the prose, or a cell, printed in other words."""

    def edit(report: Report) -> None:
        figures = [f for f in report.narrative if f.name == name]
        (figures[-1] if figures else report.figures[name]).printed = printed

    return edit


def absent(path: str) -> Edit:
    """Take one cell out of its row."""
    return lambda r: r.figures.__setitem__(path, Figure())


def derive(report: Report, name: str, value: float) -> None:
    """Have a number of the prose follow from another."""
    resay(report, name, value)
    report.narrative[-1].is_derived = True


def _part(value: float, label: str) -> Edit:
    return lambda r: say(r, "breakdown", value, label)


def smear(name: str) -> Edit:
    """Have the reader doubt the numbers of the prose themselves, which names no place in doubt."""

    def edit(report: Report) -> None:
        for figure in report.narrative:
            if figure.name == name:
                figure.doubt = SMUDGED

    return edit


_DISTINCT = tuple(
    cell(f"requests.{outcome}.total", value)
    for outcome, value in (("received", 7), ("carried_in", 2), ("concluded", 6), ("carried_out", 3))
)
"""7 + 2 = 6 + 3: no two terms alike."""

# fmt: off
CASES = (
    # timeliness
    Case("report_published", "pass", "there is a report"),
    Case("published_on_time", "pass", "on the last day", given(published_on=datetime.date(2025, 1, 31))),
    Case("published_on_time", "fail", "a day late", given(published_on=datetime.date(2025, 2, 1)), where=("published_on",)),
    Case("published_on_time", "not_seen", "late, but the date is doubtful", each(given(published_on=datetime.date(2025, 2, 1)), smudge("published_on"))),
    Case("published_on_time", "not_seen", "an unknown date is never late", given(published_on=None)),
    # completeness
    Case("form_current", "pass", "form 2021 in 2021", year=2021),
    Case("form_current", "pass", "form 2019 in 2020", year=2020),
    Case("form_current", "fail", "tables of 2019 in 2024", lambda r: become(r, sound_report(2024, "2019")), where=("form",)),
    Case("form_current", "pass", "citing the notice of 2019 is another matter", given(notice_cited="2019")),
    Case("notice_current", "pass", "cites the notice of 2021"),
    Case("notice_current", "fail", "cites the notice of 2019", given(notice_cited="2019"), where=("notice",)),
    Case("notice_current", "not_seen", "the citation is doubtful", each(given(notice_cited="2019"), smudge("notice"))),
    Case("notice_current", "not_applicable", "cites none", given(notice_cited=None)),
    Case("form_current", "not_seen", "the form is doubtful", each(given(form="2019", notice_cited=None), smudge("form"))),
    Case("form_current", "not_shown", "no tables", NO_TABLES),
    Case("form_current", "not_applicable", "2019, when the form was a trial", given(form="2021"), year=2019),
    Case("sections_present", "pass", "six parts"),
    Case("sections_present", "fail", "no part six", without_section(6), where=("sections.6",)),
    Case("sections_present", "not_seen", "part five is doubtful", each(without_section(5), smudge("sections.5"))),
    Case("sections_present", "not_applicable", "before the form", without_section(6), year=2018),
    Case("tables_present", "pass", "three tables"),
    Case("tables_present", "fail", "no table in part four", given(tables=(2, 3)), where=("tables.4",)),
    Case("tables_present", "not_seen", "a table the reader could not make out", each(given(tables=(3, 4)), smudge("disclosure"))),
    Case("tables_present", "not_applicable", "2019, when the form was a trial", given(tables=()), year=2019),
    Case("table_rows_present", "pass", "all rows"),
    Case("table_rows_present", "pass", "a regional row may be absent", without("disclosure.other_documents"), year=2020),
    Case("table_rows_present", "fail", "a row is missing", without(ROW), where=(ROW,)),
    Case("table_rows_present", "fail", "a cell is missing", lambda r: r.figures.update({f"{ROW}.other": Figure()}), where=(ROW,)),
    Case("table_rows_present", "not_seen", "a row could not be told apart", each(without(ROW), smudge(ROW))),
    Case("table_rows_present", "not_seen", "a row stands there that the form has not", each(without(ROW), smudge("requests"))),
    Case("table_rows_present", "not_shown", "no tables", NO_TABLES),
    Case("cells_filled", "pass", "zeros are filled in"),
    Case("cells_filled", "not_shown", "a missing row is another fault", without(ROW)),
    Case("cells_filled", "fail", "one finding a row", each(cell(f"{ROW}.total", None), cell(f"{ROW}.other", None)), where=(ROW,)),
    Case("cells_filled", "not_seen", "a blank that is doubtful", cell(f"{ROW}.total", None, SMUDGED)),
    Case("cells_filled", "not_shown", "no tables", NO_TABLES),
    Case("cells_filled", "not_shown", "tables whose every row is missing", each(without("disclosure"), without("requests"), without("reviews"))),
    Case("subtopics_present", "pass", "all five matters"),
    Case("subtopics_present", "fail", "nothing on platforms", given(subtopics=(1, 2, 3, 5)), where=("subtopics.4",)),
    Case("subtopics_present", "not_seen", "platforms are doubtful", each(given(subtopics=(1, 2, 3, 5)), smudge("subtopics.4"))),
    Case("subtopics_present", "not_shown", "no part one to hold them", each(without_section(1), given(subtopics=()))),
    Case("subtopics_present", "not_applicable", "before the form asked for them", given(subtopics=()), year=2020),
    Case("accountability_stated", "pass", "stated"),
    Case("accountability_stated", "fail", "not stated", given(accountability_stated=False), where=("accountability",)),
    Case("accountability_stated", "not_seen", "doubtful", each(given(accountability_stated=False), smudge("accountability"))),
    Case("accountability_stated", "not_applicable", "before the form asked for it", given(accountability_stated=False), year=2020),
    Case("unit_stated", "pass", "the registered name with its county and 人民政府"),
    Case("unit_stated", "pass", "without 人民政府", given(unit_stated="云溪镇"), name="云溪镇人民政府"),
    Case("unit_stated", "pass", "a shortened name", given(unit_stated="示例县卫健委"), name="示例县卫生健康委员会"),
    Case("unit_stated", "pass", "a street without its last word", given(unit_stated="示例市样例区柳岸街"), name="柳岸街道办事处"),
    Case("unit_stated", "pass", "a name with brackets", given(unit_stated="示例县柳岸商务区(街道)"), name="柳岸商务区(街道)"),
    Case("unit_stated", "fail", "characters in another order", given(unit_stated="示例县委健卫"), name="示例县卫生健康委员会"),
    Case("unit_stated", "fail", "too short to be a name", given(unit_stated="溪镇"), name="云溪镇"),
    Case("unit_stated", "pass", "a former name", given(unit_stated="示例县老溪乡人民政府"), former_names=("老溪乡",)),
    Case("unit_stated", "not_shown", "no name", given(unit_stated=None), where=("unit",)),
    Case("unit_stated", "fail", "another's name", given(unit_stated="示例县白鹭镇人民政府")),
    Case("unit_stated", "not_seen", "a doubtful name", each(given(unit_stated="示例县云奚镇人民政府"), smudge("unit"))),
    Case("year_stated", "pass", "its year"),
    Case("year_stated", "not_shown", "no year", given(years_stated=()), where=("year",)),
    Case("year_stated", "fail", "last year's title", given(years_stated=(2023, 2024))),
    Case("year_stated", "pass", "another year further down", given(years_stated=(2024, 2023))),
    Case("period_stated", "pass", "the whole year"),
    Case("period_stated", "fail", "ends on 30 December", given(period_end=datetime.date(2024, 12, 30)), where=("period",)),
    Case("period_stated", "fail", "starts in February", given(period_start=FEB, period_end=None)),
    Case("period_stated", "not_seen", "a doubtful date", each(given(period_start=FEB), smudge("period"))),
    Case("period_stated", "not_shown", "not stated", given(period_start=None, period_end=None)),
    Case("year_stated", "fail", "another year in the title, which the text doubts", each(given(years_stated=(2023, 2024)), smudge("year"))),
    Case("period_stated", "not_seen", "another period while the year is doubted", each(given(period_start=FEB), smudge("year"))),
    Case("narrative_normative_documents", "fail", "9 issued in the prose, 2 in the table", prose("normative_documents_issued", 9), where=("narrative.normative_documents_issued",)),
    Case("narrative_normative_documents", "not_shown", "nothing said of what was issued", silent("normative_documents_issued")),
    Case("narrative_requests", "not_shown", "nothing said of what was received", silent("requests_received")),
    Case("narrative_requests", "not_seen", "the reader may have missed what was said", each(silent("requests_received"), smudge("narrative.requests_received"))),
    Case("request_row_total", "not_seen", "a row that adds up, with a doubtful part", smudge("requests.received.other")),
    *(
        Case(check, "not_applicable", "no tables, while the form was a trial", NO_TABLES, year=2019)
        for check in (
            "cells_filled", "counts_valid", "form_current", "in_force_covers_issued", "narrative_requests", "narrative_reviews",
            "request_balance", "request_outcome_total", "request_row_total", "review_total", "table_rows_present",
        )
    ),
    Case("published_on_time", "not_applicable", "no notice sets a deadline", given(published_on=datetime.date(2021, 6, 1)), year=2020),
    Case("narrative_normative_documents", "not_seen", "doubtful", each(prose("normative_documents_issued", 9), smudge("narrative.normative_documents_issued"))),
    Case("subtopics_present", "not_applicable", "no part one, before the form asked", without_section(1), year=2020),
    Case("breakdown_sum", "not_applicable", "no list, while the form was a trial", silent("breakdown"), year=2019),
    Case("template_leftover", "pass", "nothing left in"),
    Case("template_leftover", "fail", "an instruction left in", given(template_leftover="（此处填写本单位名称）"), where=("template",)),
    Case("template_leftover", "not_seen", "doubtful", each(given(template_leftover="（填写）"), smudge("template_leftover"))),
    # arithmetic
    Case("request_row_total", "pass", "rows add up"),
    Case("request_row_total", "not_shown", "a blank that may stand for anything", cell(f"{ROW}.research", None)),
    Case("request_row_total", "fail", "total one too many", cell(f"{ROW}.total", 5), where=(f"{ROW}.total",)),
    Case("request_row_total", "fail", "parts exceed the total although one is blank", each(cell(f"{ROW}.total", 2), cell(f"{ROW}.research", None))),
    Case("request_row_total", "not_seen", "a doubtful part", each(cell(f"{ROW}.total", 5), smudge(f"{ROW}.other"))),
    Case("request_row_total", "not_seen", "a row of the table was not understood", each(cell(f"{ROW}.total", 5), smudge("requests"))),
    Case("request_row_total", "fail", "a sure failure beside a doubtful one", each(cell(f"{ROW}.total", 5), cell("requests.granted.total", 9, SMUDGED))),
    Case("request_row_total", "not_shown", "a blank total, and a blank that could mend another", each(cell(f"{ROW}.total", None), cell("requests.granted.natural_person", None))),
    Case("request_row_total", "not_shown", "a table all blank", lambda r: [put(r, p, None) for p in r.figures]),
    Case("request_row_total", "not_shown", "no tables", NO_TABLES),
    Case("request_outcome_total", "pass", "outcomes add up"),
    Case("request_outcome_total", "pass", "form 2019 with its one row of others", cell("requests.other.business", 0), year=2020),
    Case("request_outcome_total", "fail", "one too many", cell("requests.concluded.business", 2), where=("requests.concluded.business",)),
    Case("request_outcome_total", "not_seen", "a doubtful outcome", each(cell("requests.concluded.business", 2), smudge("requests.granted.business"))),
    Case("request_outcome_total", "not_shown", "a lost row could mend it", each(without("requests.granted"))),
    Case("request_outcome_total", "not_shown", "a table all blank", lambda r: [put(r, p, None) for p in r.figures]),
    Case("request_balance", "pass", "come = gone"),
    Case("request_balance", "fail", "one vanished", cell("requests.carried_out.natural_person", 0), where=("natural_person",)),
    Case("request_balance", "not_seen", "a doubtful term", each(cell("requests.carried_out.natural_person", 0), smudge("requests.carried_in.natural_person"))),
    Case("request_balance", "not_shown", "a blank could mend the smaller side", cell("requests.carried_out.natural_person", None)),
    Case("request_balance", "fail", "a blank on the larger side mends nothing", each(cell("requests.carried_out.natural_person", 0), cell("requests.carried_in.natural_person", None), cell("requests.received.natural_person", 9))),
    Case("request_balance", "not_shown", "no numbers at all", lambda r: [put(r, p, None) for p in r.figures]),
    Case("review_total", "pass", "adds up"),
    Case("review_total", "fail", "total too small", cell("reviews.reconsideration.total", 1), where=("reviews.reconsideration.total",)),
    Case("review_total", "not_seen", "doubtful", cell("reviews.reconsideration.total", 1, SMUDGED)),
    Case("review_total", "not_shown", "no table", each(without("reviews"), given(tables=(2, 3)))),
    Case("counts_valid", "pass", "an amount may have decimals", cell("disclosure.fees.amount", 0.35)),
    Case("counts_valid", "pass", "a change may be negative", cell("disclosure.licensing.change", -8), year=2020),
    Case("counts_valid", "fail", "half a penalty", cell("disclosure.penalties.decisions", 2.5), where=("disclosure.penalties.decisions",)),
    Case("counts_valid", "fail", "a negative count", cell(f"{ROW}.other", -1), where=(f"{ROW}.other",)),
    Case("counts_valid", "fail", "a negative amount", cell("disclosure.fees.amount", -0.5)),
    Case("counts_valid", "fail", "half a change", cell("disclosure.licensing.change", 0.5), year=2020),
    Case("counts_valid", "not_seen", "doubtful", cell("reviews.reconsideration.upheld", 0.5, SMUDGED)),
    Case("counts_valid", "not_shown", "no tables", NO_TABLES),
    Case("counts_valid", "fail", "half a document in a row that only some counties print", cell("disclosure.other_documents.made", 2.5), year=2020),
    Case("township_regulation", "pass", "a town has none"),
    Case("township_regulation", "fail", "a town with one", cell("disclosure.regulations.issued", 1), where=("disclosure.regulations.issued",)),
    Case("township_regulation", "fail", "by its name alone", cell("disclosure.regulations.in_force", 1), name="柳岸街道办事处", kind=None),
    Case("township_regulation", "fail", "in form 2019", cell("disclosure.regulations.disclosed_total", 1), year=2020, name="青禾乡", kind="乡"),
    Case("township_regulation", "not_seen", "doubtful", cell("disclosure.regulations.issued", 1, SMUDGED)),
    Case("township_regulation", "not_applicable", "a bureau by its name alone", cell("disclosure.regulations.issued", 1), name="城镇管理局", kind=None),
    Case("township_regulation", "not_applicable", "a bureau", cell("disclosure.regulations.issued", 1), name="城镇管理局", kind="局"),
    Case("in_force_covers_issued", "pass", "2 − 1 ≤ 5"),
    Case("in_force_covers_issued", "fail", "9 − 1 > 5", cell("disclosure.normative_documents.issued", 9), where=("disclosure.normative_documents.in_force",)),
    Case("in_force_covers_issued", "fail", "newly disclosed beyond all disclosed", cell("disclosure.normative_documents.newly_disclosed", 9), year=2020),
    Case("in_force_covers_issued", "not_seen", "doubtful", cell("disclosure.normative_documents.issued", 9, SMUDGED)),
    Case("in_force_covers_issued", "not_shown", "a blank 废止 could mend it", each(cell("disclosure.normative_documents.issued", 9), cell("disclosure.normative_documents.repealed", None))),
    Case("in_force_covers_issued", "not_shown", "nothing printed", lambda r: [put(r, p, None) for p in r.figures]),
    Case("change_is_not_decisions", "pass", "a caseload of its own", each(cell("disclosure.licensing.items_last_year", 21), cell("disclosure.licensing.change", 19)), year=2020),
    Case("change_is_not_decisions", "pass", "no change, so nothing to mistake", each(cell("disclosure.licensing.items_last_year", 14), cell("disclosure.licensing.change", 0)), year=2020),
    Case("change_is_not_decisions", "pass", "all items gone, no decision made", each(cell("disclosure.licensing.items_last_year", 8), cell("disclosure.licensing.change", -8), cell("disclosure.licensing.decisions", 0)), year=2020),
    Case("change_is_not_decisions", "fail", "21 + 19 = 40", each(cell("disclosure.licensing.items_last_year", 21), cell("disclosure.licensing.change", 19), cell("disclosure.licensing.decisions", 40)), year=2020, where=("disclosure.licensing.decisions",)),
    Case("change_is_not_decisions", "not_seen", "doubtful", each(cell("disclosure.licensing.items_last_year", 21), cell("disclosure.licensing.change", 19, SMUDGED), cell("disclosure.licensing.decisions", 40)), year=2020),
    Case("change_is_not_decisions", "not_applicable", "form 2021 has no such columns", cell("disclosure.licensing.decisions", 40)),
    # continuity
    Case("carry_over_continuity", "not_seen", "this year's cell is doubtful", smudge("requests.carried_in.total"), before=nothing),
    Case("carry_over_continuity", "pass", "what was carried out comes in", before=nothing),
    Case("carry_over_continuity", "pass", "the columns may be classed anew", each(cell("requests.carried_in.natural_person", 0), cell("requests.carried_in.business", 1)), before=nothing),
    Case("carry_over_continuity", "fail", "one vanished", before=cell("requests.carried_out.total", 2), where=("requests.carried_in.total",)),
    Case("carry_over_continuity", "not_seen", "last year's cell is doubtful", before=cell("requests.carried_out.total", 2, SMUDGED)),
    Case("carry_over_continuity", "not_applicable", "no report last year"),
    Case("carry_over_continuity", "not_shown", "blank last year", before=cell("requests.carried_out.total", None)),
    Case("in_force_continuity", "pass", "4 + 2 − 1 = 5", before=cell("disclosure.normative_documents.in_force", 4)),
    Case("in_force_continuity", "pass", "the first pair is 2021 and 2022", before=cell("disclosure.normative_documents.in_force", 4), year=2022),
    Case("in_force_continuity", "fail", "5 + 2 − 1 ≠ 5", before=nothing, where=("disclosure.normative_documents.in_force",)),
    Case("in_force_continuity", "not_seen", "doubtful", cell("disclosure.normative_documents.in_force", 5, SMUDGED), before=nothing),
    Case("in_force_continuity", "not_applicable", "2020 had another measure", before=nothing, year=2021),
    # prose against tables
    Case("narrative_requests", "pass", "4 in both"),
    Case("narrative_requests", "pass", "with those carried in", prose("requests_received", 5)),
    Case("narrative_requests", "fail", "3 in the prose", prose("requests_received", 3), where=("narrative.requests_received",)),
    Case("narrative_requests", "pass", "answers differ", prose("requests_answered", 5), where=("narrative.requests_answered",)),
    Case("narrative_requests", "pass", "carried out differs", prose("requests_carried_out", 0), where=("narrative.requests_carried_out",)),
    Case("narrative_requests", "not_seen", "the prose is doubtful", each(prose("requests_received", 3), smudge("narrative.requests_received"))),
    Case("narrative_requests", "not_seen", "two numbers for one thing", each(prose("requests_received", 3), lambda r: say(r, "requests_received", 4))),
    Case("narrative_requests", "not_applicable", "about 3", each(silent("requests_answered", "requests_carried_out"), prose("requests_received", 3, is_approximate=True))),
    Case("narrative_requests", "not_shown", "no table", NO_TABLES),
    Case("narrative_reviews", "pass", "2 and 1"),
    Case("narrative_reviews", "pass", "without the one pending", prose("reconsiderations", 1)),
    Case("narrative_reviews", "fail", "3 in the prose", prose("reconsiderations", 3), where=("narrative.reconsiderations",)),
    Case("narrative_reviews", "fail", "litigations of both kinds count", cell("reviews.litigation_after_reconsideration.total", 1), where=("narrative.litigations",)),
    Case("narrative_reviews", "not_seen", "doubtful table", each(prose("reconsiderations", 3), smudge("reviews.reconsideration.upheld"))),
    Case("narrative_reviews", "not_shown", "the prose says nothing", silent("reconsiderations", "litigations")),
    Case("narrative_normative_documents", "pass", "2, 1 and 5 in both"),
    Case("narrative_normative_documents", "pass", "0 in the prose, 5 in force", prose("normative_documents_in_force", 0), where=("narrative.normative_documents_in_force",)),
    Case("narrative_normative_documents", "pass", "a doubtful number beside the one that is to be told", each(prose("normative_documents_in_force", 0), smudge("narrative.normative_documents_in_force"))),
    Case("narrative_normative_documents", "not_applicable", "form 2019 has no such measure", lambda r: say(r, "normative_documents_issued", 9), year=2020),
    Case("breakdown_sum", "pass", "6 + 4 = 10"),
    Case("breakdown_sum", "pass", "an open list may be short", each(given(breakdown_closed=False), prose("disclosed_total", 12))),
    Case("breakdown_sum", "pass", "channels may count twice", lambda r: say(r, "channels", 99, "网站")),
    Case("breakdown_sum", "fail", "a closed list is short", prose("disclosed_total", 12), where=("narrative.breakdown",)),
    Case("breakdown_sum", "fail", "an open list exceeds the total", each(given(breakdown_closed=False), prose("disclosed_total", 9))),
    Case("breakdown_sum", "not_seen", "doubtful whether the list is closed", each(prose("disclosed_total", 12), smudge("narrative.breakdown"))),
    Case("breakdown_sum", "not_applicable", "about 12", prose("disclosed_total", 12, is_approximate=True)),
    Case("breakdown_sum", "not_shown", "no total", silent("disclosed_total")),
    Case("breakdown_sum", "not_seen", "not known whether closed", each(given(breakdown_closed=None), prose("disclosed_total", 12))),
    Case("breakdown_sum", "not_shown", "no breakdown", silent("breakdown")),
    # originality
    Case("own_last_year_similarity", "pass", "another text", words(mixed(1)), before=words(mixed(2))),
    Case("own_last_year_similarity", "pass", "one half is new", words(mixed(3)[:70] + mixed(4)), before=words(mixed(3))),
    Case("own_last_year_similarity", "not_applicable", "word for word: a lead", words(mixed(5)), before=words(mixed(5)), where=("copied.own_last_year.sections.5",)),
    Case("own_last_year_similarity", "not_applicable", "with another name, date and figure", words(f"2024年云溪镇办理12件。{mixed(6)}"), before=words(f"2023年老溪乡办理7件。{mixed(6)}"), former_names=("老溪乡",), where=("copied.own_last_year.sections.5",)),
    Case("own_last_year_similarity", "fail", "a lead that a person confirmed", words(mixed(7)), before=words(mixed(7)), decided=("copied.own_last_year.sections.5", "report"), where=("copied.own_last_year.sections.5",)),
    Case("own_last_year_similarity", "fail", "confirmed, and then taken out", nothing, before=words(mixed(8)), decided=("copied.own_last_year.sections.5", "report"), where=("copied.own_last_year.sections.5",)),
    Case("own_last_year_similarity", "pass", "a lead that a person dropped", words(mixed(9)), before=words(mixed(9)), decided=("copied.own_last_year.sections.5", "reader"), where=()),
    Case("own_last_year_similarity", "pass", "a peer has the passage too, which is one lead", words(THEIRS), before=words(THEIRS), where=()),
    Case("own_last_year_similarity", "not_applicable", "no report last year", words(mixed(10))),
    Case("own_last_year_similarity", "not_applicable", "too short to tell", before=nothing),
    Case("own_last_year_similarity", "not_applicable", "before the rule", words(mixed(11)), before=words(mixed(11)), year=2020, where=()),
    Case("peer_similarity", "pass", "its own words", words(OTHERS), year=2022),
    Case("peer_similarity", "not_applicable", "as the next one: a lead", words(THEIRS), year=2022, where=("copied.peer.sections.5",)),
    Case("peer_similarity", "not_applicable", "as the one before", words(THEIRS), year=2022, name="老鹰乡", kind="乡", where=("copied.peer.sections.5",)),
    Case("peer_similarity", "not_applicable", "as a peer's of an earlier year", words(OTHERS), year=2024, name="老鹰乡", kind="乡", where=("copied.peer.sections.5",)),
    Case("peer_similarity", "fail", "a lead that a person confirmed", words(OURS), year=2021, decided=("copied.peer.sections.5", "report"), where=("copied.peer.sections.5",)),
    Case("peer_similarity", "pass", "a lead that a person dropped", words(OURS), year=2021, decided=("copied.peer.sections.5", "reader"), where=()),
    Case("peer_similarity", "not_applicable", "too short to tell", year=2022),
    # not scored
    Case("year_on_year_outlier", "pass", "as last year", before=nothing),
    Case("year_on_year_outlier", "pass", "twice as many", cell("disclosure.licensing.decisions", 28), before=nothing),
    Case("year_on_year_outlier", "fail", "14, then 900", cell("disclosure.licensing.decisions", 900), before=nothing, where=("disclosure.licensing.decisions",)),
    Case("year_on_year_outlier", "fail", "900, then none", cell("requests.received.total", 0), before=cell("requests.received.total", 900), where=("requests.received.total",)),
    Case("year_on_year_outlier", "fail", "the total of the prose", prose("disclosed_total", 9000), before=nothing, where=("narrative.disclosed_total",)),
    Case("year_on_year_outlier", "pass", "about 9,000", prose("disclosed_total", 9000, is_approximate=True), before=nothing),
    Case("year_on_year_outlier", "not_seen", "doubtful", cell("disclosure.licensing.decisions", 900), before=cell("disclosure.licensing.decisions", 14, SMUDGED)),
    Case("year_on_year_outlier", "not_applicable", "no report last year"),
    Case("altered_after_publication", "pass", "fetched twice, the same figures", earlier=nothing),
    Case("altered_after_publication", "pass", "first without its tables", earlier=NO_TABLES),
    Case("altered_after_publication", "fail", "a cell was changed", earlier=cell("disclosure.licensing.decisions", 15), where=("disclosure.licensing.decisions",)),
    Case("altered_after_publication", "fail", "the prose was changed", earlier=prose("disclosed_total", 12), where=("narrative.disclosed_total",)),
    Case("altered_after_publication", "not_seen", "doubtful", cell(f"{ROW}.other", 2, SMUDGED), earlier=nothing),
    Case("altered_after_publication", "not_applicable", "fetched once"),
    # one term alone, none at all, and blanks: what tells each term of a rule from the others
    Case("carry_over_continuity", "pass", "none and none", cell("requests.carried_in.total", 0), before=cell("requests.carried_out.total", 0)),
    Case("carry_over_continuity", "fail", "none of three", cell("requests.carried_in.total", 0), before=cell("requests.carried_out.total", 3)),
    Case("carry_over_continuity", "fail", "three from nowhere", cell("requests.carried_in.total", 3), before=cell("requests.carried_out.total", 0)),
    Case("breakdown_sum", "pass", "nothing disclosed", each(silent("breakdown"), prose("disclosed_total", 0), lambda r: say(r, "breakdown", 0, "动态"))),
    Case("breakdown_sum", "fail", "parts of nothing", prose("disclosed_total", 0)),
    Case("breakdown_sum", "fail", "nothing of ten", each(silent("breakdown"), lambda r: say(r, "breakdown", 0, "动态"))),
    Case("breakdown_sum", "pass", "an open list may be whole", given(breakdown_closed=False)),
    Case("breakdown_sum", "not_applicable", "one part is approximate", lambda r: say(r, "breakdown", 5, "动态", is_approximate=True)),
    Case("counts_valid", "pass", "all zero", lambda r: [put(r, p, 0) for p in r.figures]),
    Case("in_force_continuity", "pass", "none and none", each(*(cell(f"disclosure.normative_documents.{m}", 0) for m in ("issued", "repealed", "in_force"))), before=cell("disclosure.normative_documents.in_force", 0)),
    Case("in_force_continuity", "fail", "all lapsed", cell("disclosure.normative_documents.in_force", 0), before=nothing),
    Case("in_force_continuity", "fail", "five from nowhere", each(cell("disclosure.normative_documents.issued", 0), cell("disclosure.normative_documents.repealed", 0)), before=cell("disclosure.normative_documents.in_force", 0)),
    Case("in_force_continuity", "pass", "one row is blank, the other holds", cell("disclosure.normative_documents.in_force", None), before=nothing),
    Case("in_force_continuity", "pass", "one row was blank, the other holds", before=cell("disclosure.normative_documents.in_force", None)),
    Case("in_force_covers_issued", "not_shown", "blank in force", cell("disclosure.normative_documents.in_force", None)),
    Case("in_force_covers_issued", "not_shown", "blank issued", cell("disclosure.normative_documents.issued", None)),
    Case("in_force_covers_issued", "not_shown", "six, with a blank that could mend it", each(cell("disclosure.normative_documents.issued", 6), cell("disclosure.normative_documents.repealed", None))),
    Case("in_force_covers_issued", "not_shown", "blank newly disclosed", cell("disclosure.normative_documents.newly_disclosed", None), year=2020),
    Case("in_force_covers_issued", "not_shown", "blank disclosed in all", cell("disclosure.normative_documents.disclosed_total", None), year=2020),
    Case("in_force_covers_issued", "fail", "one of none", each(cell("disclosure.normative_documents.newly_disclosed", 1), cell("disclosure.normative_documents.disclosed_total", 0)), year=2020),
    Case("in_force_covers_issued", "pass", "none issued, five in force", each(cell("disclosure.normative_documents.issued", 0), cell("disclosure.normative_documents.repealed", 0))),
    Case("narrative_normative_documents", "pass", "about 9", each(silent("normative_documents_issued"), lambda r: say(r, "normative_documents_issued", 9, is_approximate=True))),
    Case("narrative_normative_documents", "pass", "all zero", each(*(cell(f"disclosure.normative_documents.{m}", 0) for m in ("issued", "repealed", "in_force")), *(prose(f"normative_documents_{m}", 0) for m in ("issued", "repealed", "in_force")))),
    Case("narrative_normative_documents", "pass", "9 in the prose, 0 in force", cell("disclosure.normative_documents.in_force", 0)),
    Case("narrative_requests", "pass", "each number another", each(*_DISTINCT, prose("requests_received", 7), prose("requests_answered", 6), prose("requests_carried_out", 3))),
    Case("narrative_requests", "pass", "each number another, with those carried in", each(*_DISTINCT, prose("requests_received", 9), prose("requests_answered", 6), prose("requests_carried_out", 3))),
    Case("narrative_requests", "pass", "all zero", each(lambda r: [put(r, p, 0) for p in r.figures], *(prose(f"requests_{n}", 0) for n in ("received", "answered", "carried_out")))),
    Case("narrative_requests", "fail", "4 in the prose, none in the table", lambda r: [put(r, p, 0) for p in r.figures]),
    Case("narrative_reviews", "pass", "all zero", each(lambda r: [put(r, p, 0) for p in r.figures], prose("reconsiderations", 0), prose("litigations", 0))),
    Case("narrative_reviews", "fail", "2 in the prose, none in the table", lambda r: [put(r, p, 0) for p in r.figures]),
    Case("narrative_reviews", "fail", "none in the prose", each(prose("reconsiderations", 0), cell("reviews.reconsideration.pending", 0))),
    Case("narrative_reviews", "fail", "one fewer, and pending is blank", each(prose("reconsiderations", 1), cell("reviews.reconsideration.pending", None))),
    Case("narrative_reviews", "not_shown", "one total is blank", cell("reviews.reconsideration.total", None)),
    Case("narrative_reviews", "pass", "about 9", prose("reconsiderations", 9, is_approximate=True)),
    Case("period_stated", "not_shown", "an end alone", given(period_start=None)),
    Case("period_stated", "not_shown", "a start alone", given(period_end=None)),
    Case("period_stated", "fail", "an end alone, a day early", given(period_start=None, period_end=datetime.date(2024, 12, 30))),
    Case("period_stated", "pass", "whatever year the title states", given(years_stated=(2023,))),
    Case("period_stated", "fail", "the title's year", given(years_stated=(2023,), period_start=datetime.date(2023, 1, 1), period_end=datetime.date(2023, 12, 31))),
    Case("request_balance", "pass", "each number another", each(*_DISTINCT)),
    Case("request_balance", "fail", "each number another, one too many", each(*_DISTINCT, cell("requests.carried_in.total", 3))),
    Case("request_balance", "not_shown", "a blank that may stand for anything", each(cell("requests.carried_in.business", None), cell("requests.carried_out.business", None))),
    *(Case("request_balance", "not_shown" if side else "fail", f"{outcome} blank, {what}", each(*_DISTINCT, cell(f"requests.{outcome}.total", None), *((cell(f"requests.{other}.total", 20),) if other else ())))
      for outcome, other, side, what in (
          ("received", None, True, "which could mend the smaller side"), ("carried_in", None, True, "which could mend the smaller side"),
          ("concluded", None, True, "which could mend the smaller side"), ("carried_out", None, True, "which could mend the smaller side"),
          ("received", "carried_in", False, "on the larger side"), ("carried_in", "received", False, "on the larger side"),
          ("concluded", "carried_out", False, "on the larger side"), ("carried_out", "concluded", False, "on the larger side"),
      )),
    Case("request_balance", "fail", "none gone", each(cell("requests.concluded.business", 0))),
    Case("request_balance", "fail", "none come", each(cell("requests.received.business", 0))),
    Case("request_outcome_total", "fail", "none in all", cell("requests.concluded.business", 0)),
    Case("request_outcome_total", "fail", "two of none", each(cell("requests.concluded.research", 2))),
    Case("request_row_total", "fail", "none in all", cell("requests.received.total", 0)),
    Case("request_row_total", "fail", "two of none", cell("requests.declined_repeat.total", 2)),
    Case("review_total", "fail", "none in all", cell("reviews.reconsideration.total", 0)),
    Case("review_total", "fail", "two of none", cell("reviews.litigation_after_reconsideration.total", 2)),
    *(Case("subtopics_present", "fail", f"nothing on matter {n}", given(subtopics=tuple(m for m in range(1, 6) if m != n)), where=(f"subtopics.{n}",)) for n in (1, 2, 3, 5)),
    *(Case("tables_present", "fail", f"no table in part {n}", given(tables=tuple(m for m in (2, 3, 4) if m != n)), where=(f"tables.{n}",)) for n in (2, 3)),
    Case("template_leftover", "fail", "a long instruction is cut", given(template_leftover="（" + "填" * 80 + "）")),
    Case("township_regulation", "not_shown", "a blank is no rule", cell("disclosure.regulations.issued", None)),
    Case("year_on_year_outlier", "pass", "none, then one", cell("disclosure.penalties.decisions", 1), before=nothing),
    Case("year_on_year_outlier", "pass", "one, then none", before=cell("disclosure.penalties.decisions", 1)),
    Case("altered_after_publication", "fail", "requests were changed", earlier=cell("requests.granted.total", 9), where=("requests.granted.total",)),
    Case("altered_after_publication", "fail", "reviews were changed", earlier=cell("reviews.direct_litigation.total", 9), where=("reviews.direct_litigation.total",)),
    Case("altered_after_publication", "not_seen", "requests, doubtful", earlier=cell("requests.granted.total", 9, SMUDGED)),
    Case("altered_after_publication", "not_seen", "reviews, doubtful", earlier=cell("reviews.direct_litigation.total", 9, SMUDGED)),
    Case("altered_after_publication", "not_seen", "the prose gave two numbers", earlier=each(prose("disclosed_total", 12), lambda r: say(r, "disclosed_total", 13))),
    Case("altered_after_publication", "pass", "a category is no figure of the report", earlier=lambda r: say(r, "channels", 9, "网站")),
    Case("change_is_not_decisions", "pass", "a blank in one row", cell("disclosure.licensing.items_last_year", None), year=2020),
    Case("change_is_not_decisions", "pass", "a blank change", cell("disclosure.licensing.change", None), year=2020),
    Case("change_is_not_decisions", "pass", "a blank caseload", cell("disclosure.licensing.decisions", None), year=2020),
    Case("breakdown_sum", "not_seen", "a doubtful part", each(prose("disclosed_total", 12), smear("breakdown"))),
    Case("breakdown_sum", "not_seen", "a doubtful total", each(prose("disclosed_total", 12), smear("disclosed_total"))),
    Case("narrative_reviews", "not_shown", "one of the two totals is blank", cell("reviews.direct_litigation.total", None)),
    Case("period_stated", "pass", "no year in the title", given(years_stated=())),
    Case("year_stated", "fail", "another year alone", given(years_stated=(2023,))),
    Case("year_stated", "not_seen", "another year all through, filed wrongly perhaps", each(given(years_stated=(2023,)), smudge("filed"))),
    Case("period_stated", "not_seen", "the period of another year, filed wrongly perhaps", each(given(period_start=datetime.date(2023, 1, 1), period_end=datetime.date(2023, 12, 31)), smudge("filed"))),
    Case("township_regulation", "fail", "in words", each(cell("disclosure.regulations.issued", 1), reprint("disclosure.regulations.issued", "1件"))),
    Case("altered_after_publication", "fail", "the prose gave one number in two ways", earlier=each(prose("disclosed_total", 12), lambda r: say(r, "disclosed_total", 12), reprint("disclosed_total", "十二"))),
    *(Case("request_balance", "not_shown", f"a column in which only {outcome} is printed", each(*(cell(f"requests.{o}.business", 0 if o == outcome else None) for o in ("received", "carried_in", "concluded", "carried_out"))))
      for outcome in ("received", "carried_in", "concluded", "carried_out")),
    Case("breakdown_sum", "not_seen", "beyond the total by one of its own entries, which may hold others", each(silent("breakdown"), *(_part(n, w) for n, w in ((7, "部门信息"), (6, "建议"), (4, "政务动态"))))),
    Case("breakdown_sum", "fail", "short of the total by one of its own entries", each(silent("breakdown"), _part(5, "建议"))),
    Case("breakdown_sum", "not_seen", "entries counted by another word", each(prose("disclosed_total", 12), reprint("disclosed_total", "12条"), reprint("breakdown", "4个"))),
    Case("breakdown_sum", "fail", "entries counted by the same word", each(prose("disclosed_total", 12), reprint("disclosed_total", "12条"), reprint("breakdown", "4条"))),
    Case("breakdown_sum", "pass", "entries counted by another word that add up", each(reprint("disclosed_total", "10条"), reprint("breakdown", "4个"))),
    Case("cells_filled", "pass", "a row that only some provinces add is missing", without("disclosure.other_documents"), year=2020),
    Case("cells_filled", "fail", "a blank beside a cell that is missing", each(cell(f"{ROW}.total", None), absent(f"{ROW}.other"))),
    Case("cells_filled", "not_shown", "one cell is missing", absent(f"{ROW}.other")),
    Case("cells_filled", "pass", "a doubtful table without a blank", smudge("requests")),
    Case("cells_filled", "not_seen", "a blank in a doubtful table", each(smudge("requests"), cell(f"{ROW}.other", None))),
    Case("cells_filled", "not_seen", "a missing cell in a doubtful table", each(smudge("requests"), absent(f"{ROW}.other"))),
    Case("form_current", "not_seen", "the tables may have been missed", each(NO_TABLES, smudge("tables"))),
    Case("form_current", "pass", "a doubtful table whose form is plain", smudge("tables")),
    Case("narrative_normative_documents", "pass", "a number of the prose that the table leaves blank", cell("disclosure.normative_documents.repealed", None)),
    Case("narrative_normative_documents", "not_shown", "what was issued is blank in the table", cell("disclosure.normative_documents.issued", None)),
    Case("narrative_normative_documents", "fail", "none issued in the table", cell("disclosure.normative_documents.issued", 0)),
    Case("narrative_normative_documents", "fail", "none issued in the prose", prose("normative_documents_issued", 0)),
    Case("narrative_requests", "fail", "none in the prose, 4 in the table", prose("requests_received", 0)),
    Case("narrative_requests", "pass", "all were answered, says the prose, which is no count", lambda r: derive(r, "requests_answered", 9)),
    Case("request_outcome_total", "fail", "outcomes beyond their sum, one of them blank", each(cell("requests.concluded.natural_person", 2), cell("requests.refused_process.natural_person", None))),
    Case("review_total", "fail", "results beyond their sum, one of them blank", each(cell("reviews.reconsideration.total", 1), cell("reviews.reconsideration.corrected", None))),
    Case("review_total", "not_shown", "a blank result beside those that make up the total", cell("reviews.reconsideration.corrected", None)),
    Case("subtopics_present", "not_seen", "a first section that may have been missed", each(without_section(1), given(subtopics=()), smudge("sections.1"))),
    Case("table_rows_present", "pass", "a doubtful blank is there", cell(f"{ROW}.total", None, SMUDGED)),
    Case("table_rows_present", "not_seen", "one cell, of which it is doubtful whether it is there", each(absent(f"{ROW}.other"), smudge(f"{ROW}.other"))),
)
# fmt: on

IMPOSSIBLE = {
    ("report_published", "fail"),  # a unit without a report is no_report in every check
    ("report_published", "not_seen"),
    ("report_published", "not_applicable"),
    ("unit_stated", "not_applicable"),
    ("year_stated", "not_applicable"),
    ("template_leftover", "not_applicable"),
    ("period_stated", "not_applicable"),
    ("own_last_year_similarity", "not_seen"),  # copying is a lead, whatever is doubted
    ("peer_similarity", "not_seen"),
}
