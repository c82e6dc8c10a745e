"""Files that look collected but hold no report: for the quarantine."""

from __future__ import annotations

import random

from tests.factory.layouts import Rendered

_NEWS = (
    "{unit}召开{year}年度工作推进会",
    "本网讯　昨日上午，{unit}在二楼会议室召开工作推进会，各村负责人和站所同志参加。",
    "会上，与会人员观看了人居环境整治短片，听取了汛前检查和春耕物资储备的汇报。",
    "会议要求，{year}年要把修渠清淤、危房排查、校园周边巡逻三件事办好，逢五逢十调度一次。",
    "会后，大家到新修的文化广场看了施工进度。（通讯员　供稿）",
)


def empty() -> Rendered:
    """A file without a byte."""
    return Rendered("txt", b"")


def cut_off(whole: Rendered) -> Rendered:
    """The start of a page whose download broke off within its head, in the middle of a letter."""
    start = whole.body.index("信息公开".encode())
    return Rendered(whole.extension, whole.body[: start + 4])


def random_bytes(seed: int) -> Rendered:
    """Bytes that are no text in any encoding."""
    return Rendered("html", random.Random(seed).randbytes(3_000))


def news(unit: str, year: int) -> Rendered:
    """A news page that happens to lie where the report should."""
    title, *paragraphs = (line.format(unit=unit, year=year) for line in _NEWS)
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    page = (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1>{body}</body></html>\n"
    )
    return Rendered("html", page.encode())
