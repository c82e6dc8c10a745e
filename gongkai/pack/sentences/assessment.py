"""What a third party's assessment says of a unit: 亮点, 问题 and 建议, from its verdicts and faults."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.faults import OMISSION, Fault
from gongkai.pack.data.book import DIMENSIONS, Book, Standing
from gongkai.pack.sentences.trend import titles_of
from gongkai.pack.sentences.wording import number

_SHOWN = 4
"""Problems and remedies that are named; the table below has all."""


def strengths(book: Book, standing: Standing) -> str:
    """Dimensions in which everything that could be judged was met, and what was mended since last year."""
    met = []
    for dimension, name in DIMENSIONS.items():
        given = [
            book.verdicts.get((standing.unit_id, check.check_id))
            for check in book.checks
            if check.dimension == dimension and check.points
        ]
        judged = [v for v in given if v in ("pass", "fail", "not_shown")]
        if judged and set(judged) == {"pass"} and "not_seen" not in given:
            met.append(f"{name}（{len(judged)} 项）")
    said = [f"{'、'.join(met)}都达到"] if met else []
    better = titles_of(book, standing.unit_id).get("mended")
    if better:
        said.append(f"上年的问题已整改：{'、'.join(better)}")
    return "；".join(said) + "。" if said else "没有整个维度都达到的。"


def problems(standing: Standing, faults: Sequence[Fault]) -> str:
    """The faults in words, what could only not be checked for want of another's numbers last."""
    if not faults:
        return f"{'能看到的部分' if standing.score is None else ''}没有发现问题。"
    ordered = sorted(faults, key=lambda fault: fault.evidence[0].place == OMISSION)
    more = f"；共 {number(len(faults))} 项，见下表" if len(faults) > _SHOWN else ""
    return "；".join(fault.problem for fault in ordered[:_SHOWN]) + more + "。"


def advice(standing: Standing, faults: Sequence[Fault]) -> str:
    """What is to be done about them, each remedy once, those that must be published again first."""
    if not faults:
        return "保持。" if standing.score is not None else f"先由人核定（{standing.pending}）。"
    order = ("republish", "publish", "explain", "improve")
    by_kind: dict[str, list[str]] = {}
    for fault in sorted(faults, key=lambda fault: order.index(fault.kind)):
        mends = by_kind.setdefault(fault.remedy, [])
        if fault.mend not in mends:
            mends.append(fault.mend)
    return "".join(
        f"{remedy}：{'；'.join(mends[:_SHOWN])}{'等' if len(mends) > _SHOWN else ''}。"
        for remedy, mends in by_kind.items()
    )
