"""How fast reports are read, as ratios taken in one run: `python -m tests.bench.bench_readers [REPORT.pdf]`.

A web report read, extracted and checked against what pandas.read_html takes to find its tables
alone; a text PDF against pdfplumber's tables; and reports a second a core for each container.
Processor time of one process, the best of several rounds, so that a busy machine changes little.
"""

from __future__ import annotations

import contextlib
import io
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pdfplumber

from gongkai.audit.single import check_reports
from gongkai.errors import GongkaiError
from gongkai.extract import Report, extract
from gongkai.extract.tables import align, matrix, split_labels
from gongkai.readers import read_page
from tests.factory import LAYOUTS, random_truth, render
from tests.factory.random_document import damaged

WEB_TARGET = 3.0
PDF_TARGET = 8.0
_ROUNDS = 7
_REPORTS = 40  # different ones: nothing is fast for having been seen
_CHECKED = 2_000  # at a time, as a night checks them
_WORD_STYLE = b' style="font-size:10.5pt;font-family:SimSun;mso-ascii-font-family:Calibri"'


def main() -> None:
    """Print the ratios and the rates."""
    web = [
        b.replace(b'<span lang="EN-US"', b'<span lang="EN-US"' + _WORD_STYLE)
        for b in _documents("html_cms")
    ]
    read = _seconds(lambda: [_read(body, "html") for body in web]) / len(web)
    reports = [_read(body, "html") for body in web] * (_CHECKED // _REPORTS)
    checked = _seconds(lambda: check_reports(reports), rounds=2) / len(reports)
    pandas = _seconds(lambda: [pd.read_html(io.StringIO(b.decode())) for b in web[:10]], 3) / 10
    size = sum(map(len, web)) / len(web) / 1024
    print(f"web page of {size:.0f} KB: pandas.read_html {pandas * 1e3:.2f} ms")
    print(f"  read and extracted {read * 1e3:.2f} ms: {pandas / read:.1f} times faster")
    whole = read + checked
    print(
        f"  and checked {whole * 1e3:.2f} ms: {pandas / whole:.1f} times faster (at least {WEB_TARGET:g})"
    )

    _pdf("PDF without its fonts", _documents("pdf_bordered", 4))
    if len(sys.argv) > 1:
        _pdf(sys.argv[1], [Path(sys.argv[1]).read_bytes()])

    for name, layout in LAYOUTS.items():
        bodies = _documents(name, 10)
        each = _seconds(lambda b=bodies, e=layout.extension: [_read(x, e) for x in b], 3) / len(
            bodies
        )  # type: ignore[misc]
        print(f"{name:26} {1 / each:7.0f} reports a second a core")

    _remembered()


def _remembered() -> None:
    """How often what was asked of a table's labels was known, over reports that differ, damaged ones among them."""
    asked = {
        "alignments of a table": align._paired,
        "parts of 其他处理": matrix._is_part,
        "words of a line": split_labels.split_labels,
    }
    for function in asked.values():
        function.cache_clear()
    documents = [
        (body, layout.extension)
        for name, layout in LAYOUTS.items()
        for body in _documents(name, 10)
    ]
    documents += [
        (one[0].body, one[0].extension) for n in range(300) if (one := damaged(n)) is not None
    ]
    random.Random(1).shuffle(documents)
    for body, extension in documents:
        with contextlib.suppress(GongkaiError):
            _read(body, extension)
    for name, function in asked.items():
        info = function.cache_info()
        share = info.hits / max(1, info.hits + info.misses)
        print(
            f"{name}: {info.hits + info.misses:,} asked in {len(documents)} reports, {share:.0%} known"
        )


def _pdf(title: str, pdfs: list[bytes]) -> None:
    ours = _seconds(lambda: [_read(body, "pdf") for body in pdfs], 3) / len(pdfs)
    few = pdfs[:2]
    theirs = _seconds(lambda: [_plumbed(body) for body in few], 1) / len(few)
    print(f"{title}, {len(pdfs[0]) // 1024} KB: pdfplumber {theirs * 1e3:.0f} ms")
    print(
        f"  read and extracted {ours * 1e3:.1f} ms: {theirs / ours:.1f} times faster (at least {PDF_TARGET:g})"
    )


def _documents(layout: str, count: int = _REPORTS) -> list[bytes]:
    truths = (random_truth(random.Random(seed), quiet=False) for seed in range(count))
    return [render(truth, layout).body for truth in truths]


def _read(body: bytes, extension: str) -> Report:
    return extract(read_page(body, f"x.{extension}"))


def _plumbed(body: bytes) -> None:
    with pdfplumber.open(io.BytesIO(body)) as pdf:
        for page in pdf.pages:
            page.extract_tables()


def _seconds(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    work()
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


if __name__ == "__main__":
    main()
