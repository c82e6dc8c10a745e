"""One page a unit: its score, its lost points with evidence, its five years beside the median."""

from __future__ import annotations

from gongkai.pack.charts import year_lines as lines
from gongkai.pack.data.book import DIMENSIONS, Book, Finding, Standing
from gongkai.pack.data.page_parts import (
    Brief,
    Column,
    Heading,
    Line,
    Numbers,
    Page,
    Paragraph,
    Part,
    Table,
)
from gongkai.pack.sentences import assessment
from gongkai.pack.sentences.faults import faults_of
from gongkai.pack.sentences.trend import unit_trend
from gongkai.pack.sentences.wording import (
    interval,
    known_total,
    number,
    percent,
    points,
    scored,
    summed,
    unread,
)
from gongkai.pack.tables import evidence
from gongkai.pack.tables.office import corrections


def unit_pages(book: Book, source: str) -> list[Page]:
    """A page for every unit, in the order of the registry's ids."""
    standings = {standing.unit_id: standing for standing in book.ranking}
    return [_unit(book, standings[unit_id], source) for unit_id in book.names]


def _unit(book: Book, standing: Standing, source: str) -> Page:
    found = [f for f in book.findings if f.unit_id == standing.unit_id]
    found.sort(key=lambda f: (_order(f.dimension), -f.check_points, f.check_id))
    rows = [f for f in found if f.severity != "note"]
    notes = [f for f in found if f.severity == "note"]
    parts: list[Part] = []
    if standing.is_missing:
        state = standing.state_name
        if standing in book.unclaimed:
            state = "收到的文件中有单位不明的，可能是这份报告"
        said = (
            "应查之处均已查过，未见本年度报告，其他事项无从核查。"
            if standing.state == "not_found"
            else f"{state}：不能断定没有发布，其他事项无从核查。"
        )
        parts.append(Paragraph(said + unread(book, standing)))
    else:
        parts += [_numbers(book, standing, rows), _assessed(book, standing)]
        parts.append(Paragraph(_changed(book, standing.unit_id)))
    parts += lines.five_years(book, standing.unit_id)
    if rows:
        parts += [Heading("失分与依据"), evidence.findings(book, standing.unit_id, rows)]
    if notes:
        parts += [
            Heading("供核实", "不作问题，不扣分"),
            evidence.findings(book, f"{standing.unit_id}-notes", notes),
        ]
    corrected = [c for c in book.corrections if c.unit_id == standing.unit_id and not c.fault]
    if corrected:
        name = f"corrected-{list(book.names).index(standing.unit_id) + 1}"
        parts.append(corrections(name, corrected))
    parts += _doubts(book, standing.unit_id)
    parts += _document(book, standing.unit_id)
    return Page(
        anchor=f"unit-{list(book.names).index(standing.unit_id) + 1}",
        topic=standing.unit_name,
        title=_title(standing, rows),
        parts=tuple(parts),
        source=source,
        unit_id=standing.unit_id,
    )


def _assessed(book: Book, standing: Standing) -> Brief:
    """亮点, 问题 and 建议 beside one another, as third-party assessments have them."""
    mine = [f for f in book.faults if f.unit_id == standing.unit_id]
    mine.sort(key=lambda fault: -fault.check_points)
    faults = faults_of(book, standing.unit_id, mine)
    return Brief(
        (
            Line("亮点", (assessment.strengths(book, standing),)),
            Line("问题", (assessment.problems(standing, faults),)),
            Line("建议", (assessment.advice(standing, faults),)),
        )
    )


def _title(standing: Standing, rows: list[Finding]) -> str:
    name = standing.unit_name
    if standing.is_missing:
        return f"{name}：{standing.state_name}"
    if standing.score is None:
        return f"{name}：待核，{standing.pending}"
    lost = {
        DIMENSIONS[dimension]: value
        for dimension, value in standing.lost.items()
        if value is not None and round(value, 1) > 0
    }
    if not lost:
        return f"{name}：得 {points(standing.score)} 分，" + (
            "有不计分的问题" if rows else "未发现问题"
        )
    worst = max(lost, key=lambda dimension: lost[dimension])
    return f"{name}：得 {points(standing.score)} 分，{worst}失分最多（{points(lost[worst])} 分）"


def _numbers(book: Book, standing: Standing, rows: list[Finding]) -> Numbers:
    lost = sum(value for value in standing.lost.values() if value)
    doubtful = known_total(q.doubtful for q in book.quality if q.unit_id == standing.unit_id)
    return Numbers(
        (
            (scored(standing), summed(standing)),
            (number(standing.rank), _place(book, standing)),
            (percent(standing.coverage), "可判定的分值占满分"),
            (points(lost), f"失分，问题 {len(rows)} 处"),
            (number(doubtful), "存疑的格"),
        )
    )


def _place(book: Book, standing: Standing) -> str:
    if standing.rank is None:
        return "待核，不排名"
    return f"名次／{len(book.ranked)}（区间 {interval(standing)}）"


def _changed(book: Book, unit_id: str) -> str:
    past = {row.year: row for row in book.history.get(unit_id, ())}
    before, now = past.get(book.year - 1), past.get(book.year)
    if before is None or before.score is None or now is None or now.score is None:
        return f"没有 {book.year - 1} 年的得分可以比较。" + unit_trend(book, unit_id)
    gap = now.score - before.score
    text = f"{book.year - 1} 年得 {points(before.score)} 分，今年"
    text += "持平" if not round(gap, 1) else f"{'高' if gap > 0 else '低'} {points(abs(gap))} 分"
    return text + "。" + unit_trend(book, unit_id)


def _doubts(book: Book, unit_id: str) -> list[Part]:
    rows = tuple((d.place or "—", d.why) for d in book.doubts if d.unit_id == unit_id)
    if not rows:
        return []
    columns = (Column("位置", share=1), Column("为何存疑", share=1.6))
    caption = "待人工复核：读数存疑，不作问题，不扣分"
    number_of = list(book.names).index(unit_id) + 1
    return [Table(f"doubts-{number_of}", caption, columns, rows)]


def _document(book: Book, unit_id: str) -> list[Part]:
    source = book.sources.get(unit_id)
    if source is None:
        return []
    form = f"采用 {source.form} 年版格式" if source.form else "未见法定表格"
    when = f"{source.published_on} 发布" if source.published_on else "发布日期不明"
    more = f"，共 {source.revisions} 个版本" if source.revisions > 1 else ""
    address = f"，网址 {source.url}" if source.url else ""
    text = f"原件：{source.file_name}{address}，{when}，{form}{more}。SHA-256：{source.sha256}"
    return [Paragraph(text)]


def _order(dimension: str) -> int:
    names = list(DIMENSIONS)
    return names.index(dimension) if dimension in names else len(names)
