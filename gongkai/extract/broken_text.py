"""Broken characters in the prose: they cast doubt on what their own sentence tells, or may have told."""

from __future__ import annotations

import re
from functools import cache

from gongkai.extract.prose.text import Text
from gongkai.extract.report import NARRATIVE_NUMBERS, Doubt, Report
from gongkai.messages import Message
from gongkai.readers.mojibake import is_broken

_SENTENCE = re.compile(r"[^。;\n]+")
_MAY_TELL = {
    "disclosed_total": "公开|发布|公示",
    "requests_received": "申请|受理|收到",
    "requests_answered": "申请|答复|办结|办理",
    "requests_carried_out": "结转",
    "reconsiderations": "复议",
    "litigations": "诉讼|起诉",
}
"""Words of which one is left where a broken sentence told a figure."""
_COUNT = r"\d(?![\d年月日号〕.-])"  # or any figure, where a number is left


def doubt_broken(report: Report, text: Text, why: Message) -> None:
    """Doubt the figures of broken sentences, and those not found that such a sentence may have told."""
    broken = [m[0] for m in _SENTENCE.finditer(text.text) if is_broken(m[0])]
    found = {figure.name for figure in report.narrative}
    doubted = {
        name
        for name in NARRATIVE_NUMBERS
        if name not in found and any(map(_may_tell(name).search, broken))
    }
    for figure in report.narrative:
        is_told_so = any(figure.clause in s or s in figure.clause for s in broken)
        if is_told_so or (figure.is_derived and "requests_received" in doubted):
            figure.doubt = figure.doubt or why
            doubted.add("disclosed_total" if figure.name == "channels" else figure.name)
    report.doubts += [Doubt(f"narrative.{name}", why) for name in sorted(doubted)]


@cache
def _may_tell(name: str) -> re.Pattern[str]:
    return re.compile("|".join([_COUNT, *filter(None, [_MAY_TELL.get(name)])]))
