"""Reading is linear: four times the text takes at most 1.3 times what n log n would, whatever the text."""

from __future__ import annotations

import html
import io
import math
import multiprocessing
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

import docx
import pytest
import xlsxwriter
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gongkai.contained.reader_main import keep_memory
from gongkai.errors import RefusedError
from gongkai.extract import extract
from gongkai.readers import read_page

SMALL, LARGE = 10_000, 40_000
MOST = 1.3 * (LARGE * math.log(LARGE)) / (SMALL * math.log(SMALL))
_SECONDS = 60.0  # of one input: a worse one is not waited for
_NOISE = 0.01  # seconds of processor time that a busy machine adds to anything
_MEASUREMENTS = 3

REPEATED = {
    "counts": "1条",
    "listed counts": "1条、",
    "kinds": "其中,通知1条,",
    "disclosed": "主动公开信息1条,",
    "requests": "收到申请1件,",
    "disputes": "行政复议0件,行政诉讼0件,",
    "commas": "1,",
    "slashes": "1/",
    "ten thousands": "1万",
    "ranges": "1～",
    "sums": "1+1+",
    "closed kinds": "通知1条；",
    "growth": "比去年增加1条,",
    "lines of zeros": "0\n",
    "lines of hyphens": "-\n",
    "hyphens": "-",
    "digits": "1",
    "bars": "|1|2|3|",
    "lines of bars": "|1|2|3|\n",
    "tabs": "\t",
    "numbers and tabs": "0\t",
    "brackets": "（",
    "quotes": "“",
    "Chinese digits": "一",
    "years": "2024年",
    "dates": "2024年1月1日",
    "units": "示例镇",
    "titles": "政府信息公开工作年度报告",
    "headings": "一、总体情况\n",
    "labels": "规章\n0\n",
    "spaces": " ",
    "blank lines": "\n",
    "addresses": "http://a.b/",
    "mail": "a@",
    "placeholders": "×",
    "outcomes": "予以公开1件，部分公开1件，",
    "answered": "已全部答复，",
    "of which": "其中：",
    "none": "未收到申请，",
    "channels": "通过网站公开1条，",
}
QUICK = ("counts", "kinds", "lines of zeros", "hyphens", "digits", "tabs")


def page(words: str, size: int) -> str:
    """A report that holds so many characters of repeated words."""
    repeated = (words * (size // len(words) + 1))[:size]
    return f"示例县云溪镇2024年政府信息公开工作年度报告\n一、总体情况\n{repeated}\n二、主动公开政府信息情况\n"


def as_text(text: str) -> bytes:
    return text.encode()


def as_html(text: str) -> bytes:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
    return f"<html><body>{lines}</body></html>".encode()


def as_docx(text: str) -> bytes:
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    return docx_of(lines)


def docx_of(xml: str) -> bytes:
    kept = io.BytesIO()
    docx.Document().save(kept)
    return inserted(kept.getvalue(), "word/document.xml", b"<w:body>", xml.encode())


def inserted(archive: bytes, part: str, after: bytes, more: bytes) -> bytes:
    """The archive with more in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, body.replace(after, after + more) if name == part else body)
    return made.getvalue()


def as_xlsx(text: str) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate(text.split("\n")):
            for part in range(0, max(len(line), 1), 30_000):
                sheet.write_string(row, part // 30_000, line[part : part + 30_000])
    return made.getvalue()


CONTAINERS: dict[str, Callable[[str], bytes]] = {
    "txt": as_text,
    "html": as_html,
    "docx": as_docx,
    "xlsx": as_xlsx,
}


def processor_seconds(body: bytes, name: str) -> float:
    """Of one reading."""
    began = time.process_time()
    with suppress(RefusedError):
        extract(read_page(body, name))
    return time.process_time() - began


def _measure(answers: Connection, small: bytes, large: bytes, name: str) -> None:
    """Say how long each took, the lesser of two readings in turn; as often as asked."""
    sys.settrace(None)  # what coverage adds to each line is not measured
    keep_memory()  # as where reports are read
    processor_seconds(small, name)  # what is read once a process is no part of it
    while answers.recv():
        pairs = [(processor_seconds(small, name), processor_seconds(large, name)) for _ in range(2)]
        answers.send((min(s for s, _ in pairs), min(la for _, la in pairs)))


def assert_linear(small: bytes, large: bytes, name: str) -> None:
    """Both are read in one process of their own, which is not waited for without end.

    Another program that takes the processor's memory from this one can make a reading slow, but
    not one too fast: where the ratio is too high it is measured again. What is worse than linear
    fails each time.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_measure, args=(theirs, small, large, name))
    process.start()
    theirs.close()
    measured = []
    try:
        for _ in range(_MEASUREMENTS):
            ours.send(True)
            assert ours.poll(_SECONDS), f"still being read after {_SECONDS:g} s"
            of_small, of_large = ours.recv()
            if of_large <= MOST * of_small + _NOISE:
                return
            measured.append(f"{of_small:.3f} s, then {of_large:.3f} s")
    finally:
        process.kill()
        process.join()
    raise AssertionError("; ".join(measured))


def check(words: str, ending: str) -> None:
    make = CONTAINERS[ending]
    assert_linear(make(page(words, SMALL)), make(page(words, LARGE)), f"x.{ending}")


@pytest.mark.parametrize("kind", QUICK)
def test_a_few_repetitions_are_read_in_linear_time(kind: str) -> None:
    check(REPEATED[kind], "txt")


def _in_containers() -> Iterator[Any]:
    """Each repetition as plain text and, by turns, in one of the other containers; the soak has them all."""
    others = [ending for ending in CONTAINERS if ending != "txt"]
    for number, kind in enumerate(REPEATED):
        for ending in CONTAINERS:
            is_long = ending in ("txt", others[number % len(others)])
            yield pytest.param(
                kind, ending, marks=pytest.mark.deep if is_long else pytest.mark.soak
            )


@pytest.mark.parametrize(("kind", "ending"), list(_in_containers()))
def test_every_repetition_is_read_in_linear_time(kind: str, ending: str) -> None:
    check(REPEATED[kind], ending)


_WORDS = "其中 主动公开 申请 通知 网站 收到 答复 比去年增加 行政复议 第二十条 规章 合计 共"
_PIECES = st.sampled_from(
    [*"0123456789一二十百万亿、，。；：（）()|/-—+～%％×\t\n 第年月日条件份篇次", *_WORDS.split()]
)


@pytest.mark.deep
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(_PIECES, min_size=1, max_size=8).map("".join))
def test_invented_repetitions_are_read_in_linear_time(words: str) -> None:
    check(words, "txt")


def nested_text_boxes(depth: int) -> bytes:
    opened = "<w:p><w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent>"
    closed = "</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    inner = opened * depth + "<w:p><w:r><w:t>1</w:t></w:r></w:p>" + closed * depth
    return docx_of(inner)


def merged_cells(count: int) -> bytes:
    """Merges that overlap, which Excel itself would not write."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "规章")
    merges = "".join(f'<mergeCell ref="A{n + 1}:H{n + 40}"/>' for n in range(count))
    merged = f'<mergeCells count="{count}">{merges}</mergeCells>'
    part = "xl/worksheets/sheet1.xml"
    return inserted(made.getvalue(), part, b"</sheetData>", merged.encode())


MARKUP: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "attributes": ("html", lambda n: b"<p" + _attributes(n // 4) + b">1</p>"),
    "tags of attributes": ("html", lambda n: (b"<p" + _attributes(900) + b">1</p>") * (n // 6_000)),
    "nested tables": ("html", lambda n: b"<table><tr><td>1" * (n // 40)),
    "rows of tables": ("html", lambda n: b"<table><tr><td>1<td>2</table>" * (n // 30)),
    "styled": (
        "html",
        lambda n: b"<style>.a{display:none}</style>" + b"<b class=a>1</b>" * (n // 16),
    ),
    "rules for all": ("html", lambda n: _rules(n // 40)),
    "rules": ("html", lambda n: b"<style>" + b"@media{.a{display:none}" * (n // 24) + b"</style>1"),
    "no rules": ("html", lambda n: b"<style>" + b"a" * n + b"</style>1"),
    "open comments": ("html", lambda n: b"<style>" + b"/*" * (n // 2) + b"</style>1"),
    "at": ("html", lambda n: b"<style>" + b"@a" * (n // 2) + b"</style>1"),
    "hidden in hidden": ("html", lambda n: b"<i hidden>1" * min(n // 11, 900) + b"<p>1" * (n // 4)),
    "notes in notes": ("html", lambda n: b"<sup>1" * min(n // 6, 900) + b"<p>1" * (n // 4)),
    "textareas": ("html", lambda n: b"<script>a</script>" + b"<textarea id=a><p>1" * (n // 19)),
    "named textareas": ("html", lambda n: _textareas(n // 40)),
    "templates": ("html", lambda n: b"<script>a" + b"<template id=a><td>" * (n // 19)),
    "scripts": ("html", lambda n: b"<script><td>'" * (n // 13)),
    "open scripts": ("html", lambda n: b"<script>1</script>" + b"<script " * (n // 8)),
    "frames": ("html", lambda n: b"<iframe srcdoc='1'>" * (n // 19)),
    "open frames": ("html", lambda n: b"<iframe " * (n // 8)),
    "quotes left open": ("html", lambda n: b"<p a='\"" * (n // 8)),
    "unclosed div": ("html", lambda n: b"<div a=1>" * (n // 4)),
    "unclosed ul": ("html", lambda n: b"<ul>" * (n // 4)),
    "rowspans": (
        "html",
        lambda n: b"<table>" + b"<tr><td rowspan=200>1" * (n // 16) + b"</table>",
    ),
    "nested text boxes": ("docx", lambda n: nested_text_boxes(n // 2_500)),
    "overlapping merges": ("xlsx", lambda n: merged_cells(n // 20)),
}


def _rules(count: int) -> bytes:
    sheet = b"".join(b".a%d{display:none}" % n for n in range(count))
    return b"<style>" + sheet + b"</style>" + b"".join(b"<p class=a%d>1" % n for n in range(count))


def _textareas(count: int) -> bytes:
    shown = b"".join(b"<textarea id=a%d><p>1</textarea>" % n for n in range(count))
    return b"<script>" + b"a1 " * count + b"</script>" + shown


def _attributes(count: int) -> bytes:
    return b"".join(b" a%d=1" % n for n in range(count))


@pytest.mark.deep
@pytest.mark.parametrize("kind", MARKUP)
def test_markup_is_read_in_linear_time(kind: str) -> None:
    ending, make = MARKUP[kind]
    head = b"<html><body>" if ending == "html" else b""
    assert_linear(head + make(SMALL), head + make(LARGE), f"x.{ending}")
