"""The lines of page one: a county's year in a minute, every word of them from the data."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from gongkai.faults import OMISSION
from gongkai.pack.data.balance import Imbalance, imbalances
from gongkai.pack.data.book import Book, Standing
from gongkai.pack.data.published import Published, published
from gongkai.pack.data.year_form import form_of
from gongkai.pack.sentences.changed import change
from gongkai.pack.sentences.faults import faults_of
from gongkai.pack.sentences.requests import compared_requests
from gongkai.pack.sentences.wording import listed, number, points, scored

NAMES = 6
"""Names that a line gives before it counts the rest."""

UNCLAIMED = "收到单位不明的文件，可能是其报告的"
"""Units of which nothing arrived, while the report of an unknown unit may be theirs."""

WORST = 3
"""Units that are named as the ones with the most to mend."""

_NUMBERING = re.compile(r"^[一二三四五六七八九十]+、")
_IMBALANCE = {
    "request_balance": "收到与结转之和不等于办结与结转之和",
    "request_outcome_total": "办结总计不等于各结果之和",
    "request_row_total": "总计不等于各类申请人之和",
    "review_total": "总计不等于各结果之和",
}


def headline(book: Book) -> str:
    """The finding of the whole pack, in a sentence without a full stop."""
    everyone = len(book.ranking)
    if not book.reported:
        state = "均未见到" if len(book.not_there) == everyone else "均未能读到"
        return f"{everyone} 个单位的 {book.year} 年度报告{state}"
    late = [row for row in published(book) if row.is_late]
    said = [
        _one_or_count([s.unit_name for s in book.not_there], "未见报告"),
        _one_or_count([s.unit_name for s in book.unread], "的报告未能读到"),
        _one_or_count([row.name for row in late], "逾期"),
    ]
    if worst := neediest(book):
        said.append(f"{worst[0].unit_name}最需整改")
    if broken := [one for one in imbalances(book) if not one.is_doubtful]:
        said.append(f"县级汇总 {len(broken)} 处不平")
    told = [words for words in said if words]
    if told:
        return "，".join(told)
    if book.pending:
        return f"{_all_read(book)}，{len(book.pending)} 个待核"
    better = len(book.faults) - len(book.to_mend)  # what costs points, and no notice asks for
    return f"{_all_read(book)}，没有须整改的问题" + (f"，可改进 {better} 处" if better else "")


def on_arrivals(book: Book) -> str:
    """谁未见、未读."""
    read = len(book.reported)
    said = []
    if book.not_there:
        said.append(f"未见报告 {_counted([s.unit_name for s in book.not_there])}")
    by_state: dict[str, list[str]] = defaultdict(list)
    unclaimed = book.unclaimed
    for standing in book.unread:
        state = UNCLAIMED if standing in unclaimed else standing.state_name
        by_state[state].append(standing.unit_name)
    said += [f"{state} {_counted(names)}" for state, names in by_state.items()]
    if not said:
        return f"{_all_read(book)}。"
    rest = f"其余 {read} 个已读到。" if read else ""
    return "；".join(said) + "。" + rest


def on_lateness(book: Book) -> str:
    """谁逾期: only against a deadline that the county has set."""
    rows = [row for row in published(book) if not row.absence]
    if not rows:
        return "没有读到报告，无从判断。"
    unknown = [row.name for row in rows if row.on is None]
    dateless = f"日期不明 {_counted(unknown)}。" if unknown else ""
    if not book.is_deadline_set:
        return "县里没有设定期限，不判逾期。" + _after_reference(book, rows) + dateless
    late = sorted((row for row in rows if row.is_late), key=lambda row: -(row.late_by or 0))
    on_time = sum(row.late_by is not None and not row.is_late for row in rows)
    if not late:
        return f"没有逾期的，{on_time} 个按期。" + dateless
    names = [f"{row.name}（晚 {row.late_by} 天）" for row in late]
    rest = f"{on_time} 个按期。" if on_time else ""
    return f"逾期 {_counted(names)}。" + rest + dateless


def neediest(book: Book) -> list[Standing]:
    """The ranked units that lost the most, worst first: those with something to mend, at most three."""
    faulty = {fault.unit_id for fault in book.to_mend if fault.check_points}
    lost = [s for s in book.ranked if s.unit_id in faulty]
    return sorted(lost, key=lambda s: (-(s.rank or 0), s.unit_id))[:WORST]


def on_neediest(book: Book) -> list[str]:
    """谁最需整改: a sentence each, and how many more stand level with the last."""
    worst = neediest(book)
    if not worst:
        return ["没有已排名而需要整改的单位。" if book.ranked else "没有可以评分的报告。"]
    said = [
        f"{s.unit_name}（{scored(s)} 分，第 {s.rank} 名）：{_faults_of(book, s)}。" for s in worst
    ]
    level = sum(s.rank == worst[-1].rank for s in book.ranked)
    more = level - sum(s.rank == worst[-1].rank for s in worst)
    if more:
        said[-1] += f"与之同名次的还有 {more} 个。"
    return said


def on_balance(book: Book) -> list[str]:
    """县级汇总哪里不平: the totals first, each with the units it comes from."""
    if not book.reported:
        return ["没有读到报告，没有汇总。"]
    broken = imbalances(book)
    if not broken:
        return ["各项勾稽关系都成立。"]
    kinds = {(one.check_id, one.causes): one for one in reversed(broken)}  # the totals come first
    shown = sorted(kinds.values(), key=broken.index)
    said = [_imbalance(book, one) for one in shown[:2]]
    if left := [one for one in broken if one not in shown[:2]]:
        doubtful = sum(one.is_doubtful for one in left)
        only = f"（其中 {doubtful} 处只来自存疑读数）" if doubtful else ""
        said.append(f"另有 {len(left)} 处{only}，见县级汇总。")
    return said


def on_last_year(book: Book) -> str:
    """与上年比: scores, faults and requests."""
    if not book.reported:
        return "没有读到报告，无从比较。"
    told = []
    now = change(book)
    if now.up + now.down + now.same:
        told.append(f"得分上升 {now.up} 个、下降 {now.down} 个、持平 {now.same} 个")
        told.append(f"上年问题已整改 {now.better} 项，新出现 {now.worse} 项")
    if requests := compared_requests(book):
        told.append(f"新收申请{requests}")
    return "；".join(told) + "。" if told else f"没有 {book.year - 1} 年的数据可比。"


def on_unseen(book: Book) -> str:
    """没有看到的: what rests on a person before anything is concluded from it."""
    said = []
    if book.pending:
        said.append(f"待核 {_counted([s.unit_name for s in book.pending])}")
    for count, what in (
        (len(book.refused), "份文件未能读取"),
        (len(book.not_found), "处网址未找到报告"),
        (len(book.doubts), "处读数或线索待人工复核"),
    ):
        if count:
            said.append(f"{number(count)} {what}")
    if said:
        return "；".join(said) + "。"
    return "收到的文件都已读取，没有存疑的读数。" if book.reported else "没有收到任何文件。"


def leaders(book: Book) -> str:
    """Who stands first: all of them named, or counted where they are many."""
    if not book.ranked:
        return "没有单位可以排名。"
    first = [s for s in book.ranked if s.rank == 1]
    names = "、".join(s.unit_name for s in first[:NAMES])
    if len(first) > NAMES:
        names = f"{len(first)} 个单位"
    together = "并列" if len(first) > 1 else ""
    return (
        f"{names}{together}第 1 名（{points(first[0].score)} 分），共排名 {len(book.ranked)} 个。"
    )


def _all_read(book: Book) -> str:
    if len(book.ranking) == 1:
        return f"{book.ranking[0].unit_name}的报告已读到"
    return f"{len(book.ranking)} 个单位的报告都已读到"


def _one_or_count(names: Sequence[str], what: str) -> str:
    if len(names) == 1:
        return f"{names[0]}{what}"
    return f"{len(names)} 个单位{what}" if names else ""


def _counted(names: Sequence[str]) -> str:
    """How many, and who: beyond so many names the rest is counted by the number before them."""
    shown = "、".join(names[:NAMES]) + (" 等" if len(names) > NAMES else "")
    return f"{len(names)} 个：{shown}"


def _after_reference(book: Book, rows: Sequence[Published]) -> str:
    if book.deadline is None:
        return ""
    after = [row.name for row in rows if row.on is not None and row.on > book.deadline]
    if not after:
        every = "都" if len(rows) > 1 else ""
        return f"{every}在条例日期 {book.deadline} 以前发布。" if all(r.on for r in rows) else ""
    return f"条例日期 {book.deadline} 之后发布的（供参考）{_counted(after)}。"


def _faults_of(book: Book, standing: Standing) -> str:
    """The two costliest faults of a unit in words, and how many more it has.

    What could only not be checked for want of the numbers of another fault is counted, never named first.
    """
    of_unit = [f for f in book.to_mend if f.unit_id == standing.unit_id and f.check_points]
    of_unit.sort(key=lambda fault: (fault.at == OMISSION, -fault.check_points))
    told = faults_of(book, standing.unit_id, of_unit)
    own = [fault for fault in told if fault.evidence[0].place != OMISSION] or told
    shown = own[:2]
    more = f"；另有 {len(told) - len(shown)} 项" if len(told) > len(shown) else ""
    return "；".join(fault.problem for fault in shown) + more


def _imbalance(book: Book, one: Imbalance) -> str:
    left, right = (
        number(sum(value for _, value in side))
        if len(side) > 2
        else "＋".join(number(value) for _, value in side)
        for side in (one.left, one.right)
    )
    causes = [
        f"{book.names[cause.unit_id]}{'（有存疑读数）' if cause.is_doubtful else ''}"
        for cause in one.causes
    ]
    whence = f"，来自{listed(causes)}" if causes else ""
    return f"{_where(book, one)}{_IMBALANCE[one.check_id]}（{left}≠{right}{whence}）。"


def _where(book: Book, one: Imbalance) -> str:
    """The row or the column in which an identity does not hold, as the form names it."""
    form = form_of(book.year)
    table, row, column = one.left[0][0].split(".")
    matrix = form.reviews if table == "reviews" else form.requests
    if one.check_id in ("request_balance", "request_outcome_total"):
        return (
            f"申请表“{next(label.short_name for label in matrix.columns if label.id == column)}”列"
        )
    name = "复议诉讼表" if table == "reviews" else "申请表"
    label = next(label.short_name for label in matrix.rows if label.id == row)
    return f"{name}“{_NUMBERING.sub('', label)}”"
