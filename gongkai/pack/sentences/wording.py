"""Sentences and titles, written from the data: what was found, never what the page is about."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from gongkai.pack.data.book import DIMENSIONS, Book, Standing


def number(value: float | None) -> str:
    """A count or amount as printed: a dash for none, no needless decimals."""
    if value is None:
        return "—"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6f}".rstrip("0")


def points(value: float | None) -> str:
    """Points with one decimal; a dash where nothing could be judged."""
    return "—" if value is None else f"{value:.1f}"


def percent(value: float | None) -> str:
    """A share as a percentage."""
    return "—" if value is None else f"{value * 100:.1f}%"


def interval(standing: Standing) -> str:
    """The rank interval, as 2–5, or one number where it is no interval."""
    low, high = standing.rank_low, standing.rank_high
    if low is None or high is None:
        return "—"
    return str(low) if low == high else f"{low}–{high}"


def scored(standing: Standing) -> str:
    """The score, or its bounds where it is not ranked."""
    if standing.score is not None:
        return points(standing.score)
    if standing.low is None or standing.high is None:
        return "—"
    low, high = points(standing.low), points(standing.high)
    return low if low == high else f"{low}–{high}"


def summed(standing: Standing) -> str:
    """The score as the sum it is: what could be judged, what was lost, what was got, what was not seen."""
    judged, earned = number(standing.judged), number(standing.earned)
    lost = number(round(standing.judged - standing.earned, 6))
    unseen = f"，没有看到 {number(round(standing.unseen, 6))} 分" if standing.unseen else ""
    if standing.score is None:
        return f"待核（{standing.pending}）：可判定 {judged} 分，失 {lost} 分{unseen}"
    return (
        f"可判定 {judged} 分，失 {lost} 分，得 {earned}÷{judged}＝{points(standing.score)}{unseen}"
    )


def not_ranked(book: Book) -> list[str]:
    """Who is not ranked and why, a sentence a reason; only what was looked for everywhere is called 未见."""
    said = []
    if book.not_there:
        names = "、".join(s.unit_name for s in book.not_there)
        said.append(f"应查之处均已查过，未见 {book.year} 年度报告的单位：{names}。")
    if book.unread:
        names = "、".join(f"{s.unit_name}（{s.state_name}）" for s in book.unread)
        said.append(f"不能断定有没有发布的单位：{names}。")
    if book.pending:
        names = "、".join(
            f"{s.unit_name}（{s.pending}{'' if s.low is None else f'，{scored(s)} 分'}）"
            for s in book.pending
        )
        said.append(f"待核、暂不排名的单位：{names}。")
    return said


def on_pairs(book: Book) -> str:
    """How many pairs of ranked units can be told apart: one is above the other in nearly every draw."""
    told, pairs = book.pairs_told
    if not pairs:
        return "没有可以两两比较的单位。"
    return f"{number(pairs)} 对单位中，{number(told)} 对在 95% 以上的变动里先后不变，其余不宜强分高下。"


def listed(names: Sequence[str], most: int = 4) -> str:
    """Names in a row; beyond `most` the number of all stands for the rest."""
    if len(names) <= most:
        return "、".join(names)
    return "、".join(names[:most]) + f" 等 {len(names)} 个单位"


def unread(book: Book, standing: Standing) -> str:
    """What was collected for a unit and not read: it may be the report that is missing. Empty if none."""
    files = "、".join(
        f"{document.file_name}（{document.why}）"
        for document in book.refused
        if document.may_be_report
        and document.unit_name == standing.unit_name
        and document.year == book.year
    )
    return f"收集到未能读取的文件：{files}，可能就是这份报告，请先核对原件。" if files else ""


def total(values: Iterable[int | None]) -> int:
    """The sum of what was read; a missing number adds nothing."""
    return sum(value for value in values if value is not None)


def known_total(values: Iterable[int | None]) -> int | None:
    """The sum of what was read; None where nothing was, since blank is not zero."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def median_score(book: Book) -> float | None:
    """The median score of the units whose report was seen."""
    scores = [s.score for s in book.reported if s.score is not None]
    return statistics.median(scores) if scores else None


def lost_by_dimension(book: Book) -> dict[str, float]:
    """Mean points lost a unit in each dimension, over the units in which it could be judged."""
    lost = defaultdict(list)
    for standing in book.reported:
        for dimension, value in standing.lost.items():
            if value is not None:
                lost[dimension].append(value)
    return {name: statistics.fmean(lost[name]) for name in DIMENSIONS if lost[name]}


def common_faults(book: Book) -> list[tuple[str, int, int]]:
    """Each requirement that is not met, how many units it concerns, and at how many places.

    What the prose leaves out is none: it earns nothing, and no rule asks for it.
    """
    units: dict[str, set[str]] = defaultdict(set)
    times: Counter[str] = Counter()
    for finding in book.to_mend:
        units[finding.title].add(finding.unit_id)
        times[finding.title] += 1
    return sorted(
        ((title, len(units[title]), times[title]) for title in times),
        key=lambda row: (-row[1], -row[2], row[0]),
    )


def by_channel(book: Book) -> list[tuple[str, float, int]]:
    """Channels named in prose, as printed: items, and how many units name them; most items first."""
    units: dict[str, set[str]] = defaultdict(set)
    amounts: dict[str, float] = defaultdict(float)
    for unit_id, statements in book.statements.items():
        for statement in statements:
            if statement.name == "channels":
                amounts[statement.label] += statement.value
                units[statement.label].add(unit_id)
    ordered = sorted(amounts, key=lambda name: (-amounts[name], name))
    return [(name, amounts[name], len(units[name])) for name in ordered]


def overview_title(book: Book) -> str:
    """The middle of the scores, and where the points were lost."""
    median = median_score(book)
    if median is None:
        return f"{len(book.reported)} 份报告均待核，没有得分"
    lost = {k: v for k, v in lost_by_dimension(book).items() if round(v, 1) > 0}
    title = f"得分中位数 {points(median)} 分"
    if not lost:
        return f"{title}，各维度均未失分"
    return f"{title}，{DIMENSIONS[max(lost, key=lambda name: lost[name])]}失分最多"


def on_faults(book: Book) -> str:
    """Where points were lost, and by what; empty where no report has a score."""
    median = median_score(book)
    if median is None:
        return ""
    best = book.ranked[0]
    text = f"{best.unit_name}得 {points(best.score)} 分；"
    if len(book.ranked) > 1:
        text = f"得分中位数 {points(median)} 分，最高为{best.unit_name} {points(best.score)} 分；"
    lost = {k: v for k, v in lost_by_dimension(book).items() if round(v, 1) > 0}
    if not lost:
        return text + "各维度均未失分。"
    worst = max(lost, key=lambda name: lost[name])
    each = "平均每单位失" if len(book.reported) > 1 else "失"
    text += f"失分最多的是{DIMENSIONS[worst]}，{each} {points(lost[worst])} 分"
    faults = common_faults(book)
    if faults:
        text += f"；须整改的问题最多见于“{faults[0][0]}”，涉及 {faults[0][1]} 个单位"
    return text + "。"


def ranking_title(book: Book) -> str:
    """Who leads, where the middle is, and how many reports are missing."""
    median = median_score(book)
    if median is None:
        everyone = len(book.ranking)
        why = "均未见报告" if len(book.not_there) == everyone else "均无法评分或待核"
        why = "均待核" if len(book.pending) == everyone else why
        return f"{everyone} 个单位{why}，没有排名"
    leaders = [s for s in book.ranked if s.rank == book.ranked[0].rank]
    lead = listed([s.unit_name for s in leaders], most=2)
    title = f"{lead}以 {points(leaders[0].score)} 分居首，中位数 {points(median)} 分"
    if len(book.ranked) == 1:
        title = f"{lead}得 {points(leaders[0].score)} 分"
    for units, what in (
        (book.not_there, "未见报告"),
        (book.unread, "未能读到"),
        (book.pending, "待核"),
    ):
        title += f"；{len(units)} 个单位{what}" if units else ""
    return title
