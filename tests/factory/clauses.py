"""Clauses that state a truth's numbers: disclosures with their breakdown, requests, reviews."""

from __future__ import annotations

import random

from tests.factory.tables import number_text
from tests.factory.truth import Truth

_TOTALS = (
    "全年主动公开政府信息{n}{about}条",
    "{year}年累计主动公开政府信息{n}{about}条",
    "{year}年度共主动公开各类政府信息{n}{about}条",
    "截至12月底，主动公开政府信息共计{n}{about}条",
    "全年主动公开信息合计{n}{about}条",
)
_CLOSED = (
    ("，其中", "{0}{1}条", "，"),
    ("：其中，", "{0}{1}条", "；"),
    ("，具体为：", "{0}{1}条", "、"),
    ("，分类如下：", "{0}{1}条", "，"),
)
_OPEN = (("，包括", "{0}{1}条", "、", "等"), ("，主要有", "{0}{1}条", "，", "等"))
_SILENT = ("主动公开内容随时更新。", "主动公开按目录进行。")
_CHANNELS = ("按渠道分，", "从发布渠道看，")
_NO_REQUESTS = (
    "全年没有收到政府信息公开申请。",
    "{year}年未收到政府信息公开申请。",
    "本年度共收到政府信息公开申请0件。",
    "受理政府信息公开申请0件。",
)
_REQUESTS = (
    "全年收到政府信息公开申请{n}件",
    "{year}年共收到政府信息公开申请{n}件",
    "本年新收政府信息公开申请{n}件",
)
_NO_REVIEWS = (
    "没有发生因政府信息公开引起的行政复议和行政诉讼。",
    "因政府信息公开引发的行政复议0件、行政诉讼0件。",
)
_REVIEWS = (
    "因政府信息公开引发行政复议{a}件、行政诉讼{b}件。",
    "由此产生行政复议{a}件，行政诉讼{b}件。",
)


def disclosed(truth: Truth, rng: random.Random) -> str:
    """Total, breakdown and channels of what was disclosed, and the normative documents."""
    total = truth.narrative.get("disclosed_total")
    if total is None:
        said = rng.choice(_SILENT)
    else:
        about = "余" if "disclosed_total" in truth.approximate else ""
        said = rng.choice(_TOTALS).format(n=number_text(total), about=about, year=truth.year)
        said += _breakdown(truth, rng) + "。"
    if truth.channels:
        counts = "、".join(f"{name}{count}条" for name, count in truth.channels.items())
        said += f"{rng.choice(_CHANNELS)}{counts}。"
    return said + _normative_documents(truth)


def requests(truth: Truth, rng: random.Random) -> str:
    """Requests received, answered and carried over, as far as the truth states them."""
    numbers = {n: number_text(v) for n, v in truth.narrative.items()}
    received = numbers.get("requests_received")
    if received is None:
        return ""
    answered = numbers.get("requests_answered")
    if received == "0" and answered is None:
        return rng.choice(_NO_REQUESTS).format(year=truth.year)
    said = rng.choice(_REQUESTS).format(n=received, year=truth.year)
    carried_in = truth.figures.get("requests.carried_in.total")
    if carried_in:
        said += f"，上年结转{number_text(carried_in)}件"
    if answered is not None:
        said += f"，办结{answered}件，结转下年度继续办理{numbers['requests_carried_out']}件"
    return said + "。"


def reviews(truth: Truth, rng: random.Random) -> str:
    """Reconsiderations and lawsuits, where the truth states them."""
    a, b = (truth.narrative.get(n) for n in ("reconsiderations", "litigations"))
    if a is None or b is None:
        return ""
    bank = _REVIEWS if a or b else _NO_REVIEWS
    return rng.choice(bank).format(a=number_text(a), b=number_text(b))


def _breakdown(truth: Truth, rng: random.Random) -> str:
    if not truth.breakdown:
        return ""
    lead, item, comma, tail = (
        (*rng.choice(_CLOSED), "") if truth.breakdown_closed else rng.choice(_OPEN)
    )
    return lead + comma.join(item.format(k, n) for k, n in truth.breakdown.items()) + tail


def _normative_documents(truth: Truth) -> str:
    names = [f"normative_documents_{m}" for m in ("issued", "repealed", "in_force")]
    if any(name not in truth.narrative for name in names):
        return ""
    issued, repealed, in_force = (number_text(truth.narrative[name]) for name in names)
    return f"制发行政规范性文件{issued}件，废止{repealed}件，现行有效{in_force}件。"
