"""The sentences of a city's pack: what stands in each county, and what may not be compared."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from gongkai.pack.data.city import City
from gongkai.pack.data.published import published
from gongkai.pack.sentences.wording import listed

LEAST = 5
"""Like units that a percentile needs: of fewer it would only name them."""


def city_title(city: City) -> str:
    """The document's title."""
    called = f"{city.name}各县" if city.name else f"代码 {city.code} 各县"
    return f"{called} {city.year} 年度政府信息公开工作年度报告比较"


def headline(city: City) -> str:
    """How many reports of how many counties were read, and what is missing or late."""
    units = sum(len(book.ranking) for book in city.books)
    read = sum(len(book.reported) for book in city.books)
    said = [f"{len(city.books)} 个县 {units} 个单位，读到 {read} 份报告"]
    missing = sum(len(book.not_there) for book in city.books)
    late = sum(row.is_late for book in city.books for row in published(book))
    said += [f"未见报告 {missing} 个"] if missing else []
    said += [f"逾期 {late} 个"] if late else []
    return "，".join(said)


def on_comparing(city: City) -> list[str]:
    """What the numbers of counties may be used for, in the same words for every county."""
    versions = {book.run.rubric_version for book in city.books}
    said = [
        "各县按同一套核查项、同样的所见规则计算：没有看到的不作问题，待核的不排名；县与县之间不排名次。",
        "百分位只在同类单位（镇、乡、街道）之间计算，同类已排名单位不足 "
        f"{LEAST} 个的不算；待核、未读到的单位不计入。",
    ]
    free = [book.county_name for book in city.books if not book.is_deadline_set]
    if free and len(free) < len(city.books):
        said.append(f"没有设定期限的县不判逾期，时效不与其他县比较：{listed(free)}。")
    if len(versions) > 1:
        said.append("各县的评分标准版本不同，得分不宜直接比较。")
    return said


def quartiles(scores: Sequence[float]) -> tuple[float, float, float] | None:
    """The quarter, the middle and three quarters of the scores; None of too few."""
    if len(scores) < LEAST:
        return None
    first, middle, third = statistics.quantiles(scores, n=4, method="inclusive")
    return first, middle, third


def percentile(score: float, scores: Sequence[float]) -> float | None:
    """Share of like units at or below a score, as displayed; None of too few."""
    if len(scores) < LEAST:
        return None
    return sum(round(other, 1) <= round(score, 1) for other in scores) / len(scores)
