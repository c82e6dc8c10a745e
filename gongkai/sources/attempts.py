"""What went wrong when reports were looked for: rows, one a failure, in `<county>/state/`.

`attempts.jsonl` holds those of the last pull, written whole and swapped in. Columns: county_id,
unit_id (null for a page of many units), year (null likewise), source (its name in county.toml),
host, url, reason (one of `REASONS`), detail (English), status (of HTTP; null without an answer),
attempted_at (UTC, ISO 8601).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from gongkai.atomic_write import write_whole

REASONS = {
    "blocked": "被网站防护拦截",
    "not_found": "页面不存在",
    "timeout": "超时",
    "robots": "robots.txt 不允许",
    "empty_list": "列表为空",
    "list_too_long": "列表无尽头，已截断",
    "no_report_for_year": "列表中无该年度报告",
    "not_a_report": "页面不是年度报告",
    "unit_unknown": "无法判断所属单位",
    "too_large": "文件过大",
    "off_host": "跳转到县外网站",
    "bad_address": "地址无效",
    "private_address": "指向内部网络",
    "unresolved": "域名无法解析",
    "tls": "证书无效",
    "tls_unverified": "证书未经验证（登记为失效）",
    "redirect_loop": "循环跳转",
    "server_error": "网站出错",
    "throttled": "网站要求暂缓",
    "connection": "连接中断",
    "broken_body": "内容不完整或无法解压",
    "unreadable": "网页无法解析",
    "budget": "超出当晚限额，未访问",
}
"""Every reason a row may carry, and what officials read for it."""

FILE = "attempts.jsonl"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One failure to find a report; never proof that none was published."""

    county_id: str
    unit_id: str | None
    year: int | None
    source: str
    host: str
    url: str
    reason: str
    detail: str
    status: int | None
    attempted_at: str


def write_attempts(folder: Path, attempts: Iterable[Attempt]) -> Path:
    """Replace the attempts of the county in `folder` by those of this pull, in one step."""
    target = folder / "state" / FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = sorted({json.dumps(asdict(a), ensure_ascii=False) for a in attempts})
    write_whole(target, "".join(line + "\n" for line in lines).encode())
    return target


def read_attempts(folder: Path) -> list[Attempt]:
    """The attempts of the last pull of the county in `folder`; none where it was never pulled."""
    path = folder / "state" / FILE
    if not path.exists():
        return []
    return [Attempt(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]
