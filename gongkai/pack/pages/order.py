"""The pages of a pack in their order; a page with nothing to say is left out."""

from __future__ import annotations

from gongkai.pack.charts import bars as charts
from gongkai.pack.charts import compare
from gongkai.pack.charts import heat_map as heat
from gongkai.pack.charts import request_flows as flows
from gongkai.pack.charts import small_multiples as multiples
from gongkai.pack.data.book import Book
from gongkai.pack.data.judged import COPY_CHECKS
from gongkai.pack.data.page_parts import Page, Paragraph, Table
from gongkai.pack.pages.appendix import appendix
from gongkai.pack.pages.front import front_page
from gongkai.pack.pages.office import corrections_page, ledger_page
from gongkai.pack.pages.revisions import revisions_page
from gongkai.pack.pages.trend import trend_page
from gongkai.pack.pages.units import unit_pages
from gongkai.pack.sentences import checked, requests, wording
from gongkai.pack.sentences.changed import changes_title
from gongkai.pack.sentences.mart_names import source_line
from gongkai.pack.sentences.method import method
from gongkai.pack.sentences.wording import number
from gongkai.pack.tables import changes, evidence
from gongkai.pack.tables import checks as check_tables
from gongkai.pack.tables import figures as tables


def pages(book: Book) -> list[Page]:
    """All pages, from the front page to method, limits and the appendix."""
    made = [
        front_page(
            book, _source(book, ("compliance_ranking", "findings_by_unit", "county_rollup"))
        ),
        _overview(book),
        _ranking(book),
        _checks(book),
        _published(book),
        _requests(book),
        _outcomes(book),
        _flows(book),
        _disclosures(book),
        _reviews(book),
        _changes(book),
        trend_page(book, _source(book, ("fault_trend",))),
        _copies(book),
        _unread(book),
        ledger_page(book, _source(book, ("inbox_ledger",))),
        corrections_page(book, _source(book, ("placed_correction",))),
        revisions_page(book, _source(book, ("revision",))),
        *unit_pages(
            book, _source(book, ("compliance_ranking", "findings_by_unit", "year_on_year"))
        ),
        method(book, _source(book, ())),
        appendix(book, _source(book, ())),
    ]
    return [page for page in made if page is not None]


def _source(book: Book, marts: tuple[str, ...], remark: str = "") -> str:
    return source_line(book.run.day, marts, remark, is_fictional=book.is_fictional)


def _overview(book: Book) -> Page | None:
    if not book.reported:
        return None
    faults = tables.common_faults(book)
    told = [said for said in (wording.on_faults(book), requests.on_requests(book)) if said]
    return Page(
        anchor="overview",
        topic="概况",
        title=wording.overview_title(book),
        parts=(
            *(Paragraph(sentence) for sentence in told),
            *(charts.lost_points(book) if book.ranked else ()),
            *([faults] if faults.rows else []),
        ),
        source=_source(book, ("compliance_ranking", "findings_by_unit", "requests_by_year")),
    )


def _ranking(book: Book) -> Page:
    explained = (
        "得分只看报告是否按时、齐全、自洽，不看公开条数和申请件数多少；不适用的项目不计入分母。"
        "得分＝得到的分值÷可以判定的分值；看到的不足九成、日期不明或有待选定的为待核，只给上下限，不排名。"
        "名次区间是各项权重在合理范围内变动、未能看到的得失不定时名次可能落到的位置；"
        + wording.on_pairs(book)
    )
    return Page(
        anchor="ranking",
        topic="排名",
        title=wording.ranking_title(book),
        parts=(Paragraph(explained), *charts.ranking(book), tables.ranking(book)),
        source=_source(book, ("compliance_ranking",)),
    )


def _requests(book: Book) -> Page:
    return Page(
        anchor="requests",
        topic="依申请公开：收到",
        title=requests.requests_title(book),
        parts=(*multiples.requests_received(book), tables.requests(book)),
        source=_source(book, ("requests_by_year",), "没有读到报告的年份不作零件处理"),
    )


def _outcomes(book: Book) -> Page | None:
    if not book.outcomes:
        return None
    return Page(
        anchor="outcomes",
        topic="依申请公开：处理结果",
        title=requests.outcomes_title(book),
        parts=(*charts.outcomes(book), tables.outcomes(book)),
        source=_source(book, ("request_outcomes_by_year",), "没有办结申请的单位不列"),
    )


def _disclosures(book: Book) -> Page | None:
    if not book.reported:
        return None
    stated = [now for now, _ in book.disclosed_totals.values() if now is not None]
    title = f"{len(stated)} 个单位写明主动公开总数，合计 {number(sum(stated))} 条"
    categories, channels = tables.categories(book), tables.channels(book)
    return Page(
        anchor="disclosures",
        topic="主动公开",
        title=title if stated else "没有单位在正文中写明主动公开总数",
        parts=(
            *charts.disclosed(book),
            tables.disclosures(book),
            *([categories] if categories.rows else []),
            *([channels] if channels.rows else []),
        ),
        source=_source(book, ("disclosure_by_year_and_category", "year_on_year"), "条数多少不计分"),
    )


def _reviews(book: Book) -> Page | None:
    table = tables.reviews(book)
    if not table.rows:
        return None
    cases = wording.total(review.results["total"] for review in book.reviews)
    corrected = wording.total(review.results["corrected"] for review in book.reviews)
    return Page(
        anchor="reviews",
        topic="行政复议、行政诉讼",
        title=f"行政复议、行政诉讼共 {cases} 件，结果纠正 {corrected} 件",
        parts=(table,),
        source=_source(book, ("reviews_by_year",)),
    )


def _checks(book: Book) -> Page | None:
    shown = heat.heat_map(book)
    if not shown:
        return None
    table = check_tables.checks(book)
    return Page(
        anchor="checks",
        topic="核查项与单位",
        title=checked.checks_title(book),
        parts=(*shown, *([table] if table.rows else [])),
        source=_source(book, ("verdicts_by_unit",), "存疑不作问题，不适用不计分"),
    )


def _published(book: Book) -> Page:
    basis = f"期限依据：{book.deadline_basis}。" if book.deadline_basis else "县里未设定期限。"
    return Page(
        anchor="published",
        topic="发布时间",
        title=checked.published_title(book),
        parts=(Paragraph(basis), *compare.publication(book), check_tables.published(book)),
        source=_source(book, ("documents_by_unit", "county_by_year"), "日期不明不作逾期"),
    )


def _changes(book: Book) -> Page | None:
    if book.year - 1 not in book.years or not book.reported:
        return None
    return Page(
        anchor="changes",
        topic="与上年相比",
        title=changes_title(book),
        parts=(*compare.change(book), changes.changes(book)),
        source=_source(book, ("compliance_ranking", "year_on_year", "verdicts_by_unit")),
    )


def _flows(book: Book) -> Page | None:
    shown = flows.carried_over(book)
    if not shown:
        return None
    table = changes.carried_over(book)
    explained = (
        "每年左柱为上年结转与本年新收，右柱为结转下年与本年办结；灰带连接上年的结转下年与本年的"
        "上年结转，红边虚线表示两数不等（有单位的报告没有读到时也会不等）。"
    )
    return Page(
        anchor="flows",
        topic="结转",
        title=changes.carried_title(book),
        parts=(Paragraph(explained), *shown, *([table] if table.rows else [])),
        source=_source(book, ("requests_by_year",)),
    )


def _copies(book: Book) -> Page | None:
    if not book.reported or not any(c.check_id in COPY_CHECKS for c in book.checks):
        return None
    table = changes.copies(book)
    return Page(
        anchor="copies",
        topic="正文雷同",
        title=changes.copies_title(book),
        parts=(table,) if table.rows else (Paragraph(changes.no_copies(book)),),
        source=_source(book, ("findings_by_unit",)),
    )


def _unread(book: Book) -> Page:
    facts = []
    if book.not_there:
        facts.append(f"{len(book.not_there)} 个单位未见报告")
    if book.unread:
        facts.append(f"{len(book.unread)} 个单位的报告未能读到")
    if book.pending:
        facts.append(f"{len(book.pending)} 个单位待核")
    if book.refused:
        facts.append(f"{len(book.refused)} 份文件未能读取")
    if book.not_found:
        facts.append(f"{len(book.not_found)} 处网址未找到报告")
    if book.doubts:
        facts.append(f"{len(book.doubts)} 处待人工复核")
    shown: list[Table] = [evidence.refused(book)] if book.refused else []
    if book.not_found:
        shown.append(evidence.not_found(book))
    if book.doubts:
        shown.append(evidence.doubts(book))
    said = [Paragraph(text) for text in wording.not_ranked(book)]
    quality = evidence.quality(book)
    if quality.rows:
        shown.append(quality)
    else:
        said.append(Paragraph("各份报告的各格均印有数字。"))
    return Page(
        anchor="unread",
        topic="未见到与未读清",
        title="，".join(facts) or "收集到的文件均已读取，没有待复核的读数",
        parts=(*said, *shown),
        source=_source(
            book, ("quarantine", "reports_not_found", "manual_queue", "data_quality"), "空白不作零"
        ),
    )
