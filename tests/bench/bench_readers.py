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
from gongkai.contained.reader_main import keep_memory
from gongkai.errors import GongkaiError
from gongkai.extract import Report, extract
from gongkai.extract.tables import align, matrix, split_labels
from gongkai.extract.tables.planned import figures
from gongkai.readers import read_page
from tests.factory import LAYOUTS, random_truth, render
from tests.factory.random_document import damaged

EXTRACTED_TARGET, CHECKED_TARGET = 4.0, 3.0
PDF_TARGET = 8.0
_ROUNDS = 7
_REPORTS = 40  # a round, different ones: nothing is fast for having been seen
_CHECKED = 2_000  # at a time, as a night checks them
_WORD_STYLE = b' style="font-size:10.5pt;font-family:SimSun;mso-ascii-font-family:Calibri"'


def main() -> None:
    """Print the ratios and the rates."""
    keep_memory()
    _web()
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


def _web() -> None:
    """A web page read, extracted and checked; each round has documents of its own."""
    pages = [as_saved_by_word(body) for body in _documents("html_cms", _REPORTS * (_ROUNDS + 1))]
    rounds = [pages[n : n + _REPORTS] for n in range(0, len(pages), _REPORTS)]
    pandas = _least(lambda body: pd.read_html(io.StringIO(body.decode())), rounds)
    read = _least(lambda body: read_page(body, "x.html"), rounds)
    extracted = _least(lambda body: _read(body, "html"), rounds)
    reports = [_read(body, "html") for body in rounds[0]] * (_CHECKED // _REPORTS)
    checked = extracted + _seconds(lambda: check_reports(reports), rounds=2) / len(reports)
    size = sum(map(len, pages)) / len(pages) / 1024
    print(f"web page of {size:.0f} KB: pandas.read_html {pandas * 1e3:.2f} ms")
    for what, took, target in (
        ("read", read, ""),
        ("read and extracted", extracted, f" (at least {EXTRACTED_TARGET:g})"),
        ("read, extracted and checked", checked, f" (at least {CHECKED_TARGET:g})"),
    ):
        print(f"  {what} {took * 1e3:.2f} ms: {pandas / took:.1f} times faster{target}")


def _least(work: Callable[[bytes], object], rounds: list[list[bytes]]) -> float:
    """What a document takes in the best of the rounds behind the first."""
    best = float("inf")
    for bodies in rounds:
        began = time.process_time()
        for body in bodies:
            work(body)
        best = min(best, time.process_time() - began) if bodies is not rounds[0] else best
    return best / _REPORTS


def _remembered() -> None:
    """How often what was asked of a table's labels was known, over reports that differ, damaged ones among them."""
    asked = {
        "alignments of a table": align._paired,
        "parts of 其他处理": matrix._is_part,
        "words of a line": split_labels.split_labels,
        "structures of a report's grids": figures._structure,
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


def as_saved_by_word(body: bytes) -> bytes:
    """A web page with the styles that Word leaves in it; itself where there is no place for them."""
    return body.replace(b'<span lang="EN-US"', b'<span lang="EN-US"' + _WORD_STYLE)


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
