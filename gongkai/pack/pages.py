"""The pages of a pack in their order; a page with nothing to say is left out."""

from __future__ import annotations

from itertools import groupby

from gongkai.pack import charts, evidence, multiples, tables, wording
from gongkai.pack.book import DIMENSIONS, Book, Standing
from gongkai.pack.parts import Heading, Notice, Numbers, Page, Paragraph, Part, Table
from gongkai.pack.wording import number, points

FICTIONAL = "所用数据全部为虚构示例，县、乡镇及各项数字均不存在，仅供演示，不得引用。"
"""What a pack over a made-up county must say on its first and last page."""


def pages(book: Book) -> list[Page]:
    """All pages, from the front page to method and limits."""
    made = [
        _front(book),
        _ranking(book),
        _requests(book),
        _outcomes(book),
        _disclosures(book),
        _reviews(book),
        _findings(book),
        _unread(book),
        _method(book),
    ]
    return [page for page in made if page is not None]


def document_title(book: Book) -> str:
    """The title of the whole pack."""
    return f"{book.county_name} {book.year} 年度政府信息公开工作年度报告核查图册"


def _source(book: Book, what: str) -> str:
    made = f"{book.run.finished_at:%Y-%m-%d}"
    kind = "虚构示例数据" if book.is_fictional else "各单位公开发布的年度报告"
    return f"来源：{kind}；{what}。整理日期 {made}。"


def _front(book: Book) -> Page:
    rows = book.requests_of(book.year)
    received = wording.known_total(row.received for row in rows)
    doubtful = wording.known_total(q.doubtful for q in book.quality if q.has_report)
    figures = (
        (f"{len(book.reported)}/{len(book.ranking)}", "已见报告/应报告单位"),
        (points(wording.median_score(book)), "得分中位数（满分 100）"),
        (number(len(book.findings) if book.reported else None), "发现的问题（处）"),
        (number(received), "新收申请（件）"),
        (number(doubtful), "存疑待人工复核（格）"),
    )
    parts: list[Part] = [Notice(FICTIONAL)] if book.is_fictional else []
    parts.append(Numbers(figures))
    sentences = [wording.on_reports(book), wording.on_faults(book), wording.on_requests(book)]
    if not book.reported:
        sentences = sentences[:1]
    parts += [Paragraph(sentence) for sentence in sentences]
    if book.refused:
        parts.append(Paragraph(f"另有 {len(book.refused)} 份已收集的文件未能读取，原因见后。"))
    parts += charts.lost_points(book)
    faults = tables.common_faults(book)
    parts += [faults] if faults.rows else []
    return Page(
        anchor="front",
        topic="概览",
        title=document_title(book),
        parts=tuple(parts),
        source=_source(book, "compliance_ranking、findings_by_unit、requests_by_year"),
    )


def _ranking(book: Book) -> Page:
    explained = (
        "得分只看报告是否按时、齐全、自洽，不看公开条数和申请件数多少；不适用的项目不计入分母。"
        "名次区间表示权重在合理范围内变动时名次可能落到的位置，区间重叠的单位不宜强分高下。"
    )
    return Page(
        anchor="ranking",
        topic="排名",
        title=wording.ranking_title(book),
        parts=(Paragraph(explained), *charts.ranking(book), tables.ranking(book)),
        source=_source(book, "compliance_ranking"),
    )


def _requests(book: Book) -> Page:
    return Page(
        anchor="requests",
        topic="依申请公开：收到",
        title=wording.requests_title(book),
        parts=(*multiples.requests_received(book), tables.requests(book)),
        source=_source(book, "requests_by_year；未见报告的年份不作零件处理"),
    )


def _outcomes(book: Book) -> Page | None:
    if not book.outcomes:
        return None
    return Page(
        anchor="outcomes",
        topic="依申请公开：处理结果",
        title=wording.outcomes_title(book),
        parts=(*charts.outcomes(book), tables.outcomes(book)),
        source=_source(book, "request_outcomes_by_year；没有办结申请的单位不列"),
    )


def _disclosures(book: Book) -> Page | None:
    if not book.reported:
        return None
    stated = [now for now, _ in book.disclosed_totals.values() if now is not None]
    title = f"{len(stated)} 个单位写明主动公开总数，合计 {number(sum(stated))} 条"
    categories = tables.categories(book)
    return Page(
        anchor="disclosures",
        topic="主动公开",
        title=title if stated else "没有单位在正文中写明主动公开总数",
        parts=(
            *charts.disclosed(book),
            tables.disclosures(book),
            *([categories] if categories.rows else []),
        ),
        source=_source(book, "disclosure_by_year_and_category、year_on_year；条数多少不计分"),
    )


def _reviews(book: Book) -> Page | None:
    table = tables.reviews(book)
    if not table.rows:
        return None
    cases = wording.total(review.total for review in book.reviews)
    corrected = wording.total(review.corrected for review in book.reviews)
    return Page(
        anchor="reviews",
        topic="行政复议、行政诉讼",
        title=f"行政复议、行政诉讼共 {cases} 件，结果纠正 {corrected} 件",
        parts=(table,),
        source=_source(book, "reviews_by_year"),
    )


def _findings(book: Book) -> Page:
    concerned = {finding.unit_id for finding in book.findings}
    title = f"{len(concerned)} 个单位有问题 {len(book.findings)} 处，逐条列明位置与依据"
    parts: list[Part] = []
    by_unit = {
        unit: tuple(rows)
        for unit, rows in groupby(
            sorted(
                book.findings,
                key=lambda f: (f.unit_id, _order(f.dimension), -f.check_points, f.check_id),
            ),
            key=lambda f: f.unit_id,
        )
    }
    for standing in sorted(book.ranking, key=lambda s: s.unit_id):
        parts.append(Heading(standing.unit_name, _standing_note(standing)))
        rows = by_unit.get(standing.unit_id, ())
        if rows:
            parts.append(evidence.findings(standing.unit_id, rows))
        elif standing.is_missing:
            parts.append(Paragraph("在收集到的文件中未见本年度报告，其他事项无从核查。"))
        else:
            parts.append(Paragraph("未发现问题。"))
    return Page(
        anchor="findings",
        topic="各单位问题清单",
        title=title if book.findings else "已见到的报告未发现问题",
        parts=tuple(parts),
        source=_source(book, "findings_by_unit；存疑的读数不作问题"),
    )


def _order(dimension: str) -> int:
    names = list(DIMENSIONS)
    return names.index(dimension) if dimension in names else len(names)


def _standing_note(standing: Standing) -> str:
    if standing.is_missing or standing.score is None:
        return "未见报告" if standing.is_missing else "无法评分"
    lost = [
        f"{title} {points(value)}"
        for name, title in DIMENSIONS.items()
        if (value := standing.lost.get(name)) is not None and round(value, 1) > 0
    ]
    place = (
        f"得分 {points(standing.score)}，第 {standing.rank} 名（区间 {wording.interval(standing)}）"
    )
    return place + ("；失分：" + "、".join(lost) if lost else "；未失分")


def _unread(book: Book) -> Page:
    doubtful = sum(q.doubtful for q in book.quality)
    title = (
        f"{len(book.refused)} 份文件未能读取，{doubtful} 个格的读数存疑"
        if book.refused or doubtful
        else "收集到的文件均已读取，没有存疑的读数"
    )
    shown: list[Table] = [evidence.refused(book)] if book.refused else []
    if book.doubts:
        shown.append(evidence.doubts(book))
    return Page(
        anchor="unread",
        topic="未能读取的内容",
        title=title,
        parts=(*shown, evidence.quality(book)),
        source=_source(book, "quarantine、data_quality；空白不作零"),
    )


def _method(book: Book) -> Page:
    deadline = f"{book.deadline:%Y-%m-%d}" if book.deadline else "未设定"
    basis = f"（依据：{book.deadline_basis}）" if book.deadline_basis else ""
    matters = (
        (
            "数据从哪里来",
            "逐份读取各单位公开发布的政府信息公开工作年度报告，原件原样保存，每个数字都可"
            "追到原件中的位置。“未见报告”指收集到的文件中没有，不等于没有发布。",
        ),
        (
            "期限",
            "《政府信息公开条例》第四十九条只规定了县级以上人民政府部门和主管部门公布年度报告的"
            f"日期，没有写明乡镇的期限。{book.year} 年度采用的期限为 {deadline}{basis}。"
            "发布日期不明的不作逾期。",
        ),
        (
            "得分与名次",
            "满分 100 分，分为" + "、".join(DIMENSIONS.values()) + "六个维度。不适用的项目"
            "退出分母，覆盖率表示可以判断的分值占比。同分同名次；未见报告列于末尾，不作零分。名次区间是"
            "各维度权重在上下各 25% 内随机变动 1,000 次后名次的第 5 至第 95 百分位。",
        ),
        ("存疑不是过错", "读数没有把握的，标为存疑，交人工复核，不扣分，也不列入问题清单。"),
        ("空白不是零", "报告中空白的格按空白保存，不当作零；合计只加印出的数字。"),
        (
            "不看多少",
            "公开条数和申请件数多少不计分。表格全为零时各项等式自然成立，因此另列有实质数据的"
            "核查项数。",
        ),
        ("用途的限度", "本图册由程序从公开文件整理，供监督检查参考；正式认定问题前应核对原件。"),
    )
    parts: list[Part] = [Notice(FICTIONAL)] if book.is_fictional else []
    for heading, text in matters:
        parts += [Heading(heading), Paragraph(text)]
    version = f"规则版本 {book.run.rubric_version}，" if book.run.rubric_version else ""
    parts.append(Paragraph(f"{version}数据批次 {book.run.run_id or '未记录'}。"))
    return Page(
        anchor="method",
        topic="方法、来源与限度",
        title="方法、来源与限度",
        parts=tuple(parts),
        source=_source(book, "gongkai.duckdb"),
    )
