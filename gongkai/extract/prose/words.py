"""The words that stand before a number: its sentence so far, and its own clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.extract.prose.counts import Count

_HEADING = re.compile(r"[(]?[一二三四五六七八九十\d]{1,2}[)、.][^。,;\d]{2,12}(?:方面|情况):")
_SPAN = 46
_FEW = 12  # counts that fit into the span


@dataclass(frozen=True, slots=True)
class Words:
    """The words before a count: its sentence so far, the end of that, its clause.

    `is_second` where another count stands in `before`.
    """

    sentence: str
    before: str
    clause: str
    is_second: bool


def words_before(body: str, counted: Sequence[Count], index: int, begin: int) -> Words:
    """The words before a count whose sentence begins at `begin`."""
    count = counted[index]
    start = max(0, count.start - _SPAN)
    for mark in "。;\n":
        start = max(start, body.rfind(mark, start, count.start) + 1)
    before = body[start : count.start]
    behind = counted[index - 1].end - start if index else 0
    clause = before[max(behind, before.rfind(",") + 1, before.rfind(":") + 1) :]
    second = body.startswith("其中", body.rfind("。", 0, count.start) + 1)
    for at in range(index - 1, max(-1, index - 1 - _FEW), -1):
        if second or counted[at].start < start:
            break
        second = counted[at].unit != ""
    return Words(body[begin : count.start], before, clause, second)


def sentence_begin(body: str, count: Count) -> int:
    """Where the sentence of a count begins; one that opens with 其中 belongs to that before it."""
    begin = max(body.rfind("。", 0, count.start), body.rfind("\n", 0, count.start)) + 1
    if body.startswith("其中", begin):
        begin = max(body.rfind(mark, 0, max(0, begin - 1)) for mark in "。\n") + 1
    heading = _HEADING.match(body, begin, count.start)
    return heading.end() if heading else begin
