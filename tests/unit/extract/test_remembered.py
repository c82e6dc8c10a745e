"""What was read before changes nothing: labels and sentences are remembered by their text, tables by their structure."""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

import gongkai.extract
from gongkai.errors import GongkaiError
from gongkai.extract import extract
from gongkai.extract.fold import fold_page
from gongkai.extract.prose import narrative
from gongkai.extract.prose.narrative import read_narrative
from gongkai.extract.prose.rules import rules
from gongkai.extract.prose.text import join
from gongkai.extract.report import Report
from gongkai.extract.tables import align, matrix, segment
from gongkai.extract.tables.planned import figures
from gongkai.extract.tables.rows import Prose, Segmented
from gongkai.extract.tables.which_form import find_form
from gongkai.readers import read_page
from tests.factory import LAYOUTS, random_truth, render
from tests.factory.random_document import damaged

Document = tuple[bytes, str]


def made(most: int) -> list[Document]:
    """A report in every layout, and up to so many damaged ones."""
    whole = [render(random_truth(random.Random(n)), name) for n, name in enumerate(LAYOUTS)]
    spoilt = [one[0] for n in range(most) if (one := damaged(n)) is not None]
    return [(r.body, f"x.{r.extension}") for r in (*whole, *spoilt)]


def read(document: Document) -> str:
    try:
        return repr(extract(read_page(*document)))
    except GongkaiError as error:
        return repr(error)


@cache
def remembering() -> list[object]:
    """Every function of gongkai.extract that remembers what it was asked of a text."""
    found = []
    for module in pkgutil.walk_packages(gongkai.extract.__path__, "gongkai.extract."):
        for value in vars(importlib.import_module(module.name)).values():
            if hasattr(value, "cache_clear") and value.cache_info().maxsize is not None:
                found.append(value)
    return found


def forget() -> None:
    for function in remembering():
        function.cache_clear()  # type: ignore[attr-defined]
    narrative._memory.cache_clear()
    rules().matches.cache_clear()  # type: ignore[attr-defined]


def compare(documents: list[Document]) -> None:
    """Read each alone, with nothing remembered, then all in an order at random, one behind another."""
    cold = []
    for document in documents:
        forget()
        cold.append(read(document))
    order = list(range(len(documents))) * 2
    random.Random(len(documents)).shuffle(order)
    for n in order:
        assert read(documents[n]) == cold[n]


@pytest.mark.parametrize("damaged_ones", [15, pytest.param(150, marks=pytest.mark.deep)])
def test_made_up_reports(damaged_ones: int) -> None:
    compare(made(damaged_ones))


def collected(folder: Path) -> Iterator[Document]:
    for path in sorted(folder.iterdir()):
        if path.suffix in (".txt", ".html", ".htm", ".docx", ".xlsx"):
            yield path.read_bytes(), path.name


@pytest.mark.deep
@pytest.mark.parametrize("folder", ["cases", "real"])
def test_collected_reports(shared: Path, folder: str) -> None:
    compare(list(collected(shared / folder)))


def test_a_structure_is_aligned_once() -> None:
    forget()
    for seed in range(3):  # other numbers under the same labels
        rendered = render(random_truth(random.Random(seed), form="2021"), "text_cell_lines")
        read((rendered.body, "x.txt"))
    info = align._paired.cache_info()
    assert info.hits > info.misses > 0


def test_a_grid_is_planned_once() -> None:
    forget()
    for seed in range(3):
        rendered = render(random_truth(random.Random(seed), form="2021"), "html_bare")
        read((rendered.body, "x.html"))
    info = segment._plan.cache_info()
    assert (info.misses, info.hits) == (3, 6)


def rows_of(document: Document, monkeypatch: pytest.MonkeyPatch, *, by_plan: bool) -> Segmented:
    with monkeypatch.context() as patch:
        if not by_plan:
            patch.setattr(segment, "_shape", lambda grid: None)
        return segment.segment(fold_page(read_page(*document)))


@pytest.mark.parametrize("damaged_ones", [40, pytest.param(400, marks=pytest.mark.deep)])
def test_a_plan_gives_what_reading_row_by_row_gives(
    damaged_ones: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for document in made(damaged_ones):
        try:
            planned = rows_of(document, monkeypatch, by_plan=True)
        except GongkaiError:
            continue
        assert planned == rows_of(document, monkeypatch, by_plan=False)


@pytest.mark.parametrize("damaged_ones", [40, pytest.param(400, marks=pytest.mark.deep)])
def test_figures_by_structure_are_those_of_the_rows(damaged_ones: int) -> None:
    forget()
    known = 0
    for document in made(damaged_ones):
        try:
            observed = segment.segment(fold_page(read_page(*document)))
        except GongkaiError:
            continue
        form, _ = find_form(observed)
        if form is None:
            continue
        by_rows = matrix.read_tables(observed, form)
        for _ in range(2):  # a structure is looked into when it is met again
            assert repr(figures.read_tables(observed, form)) == repr(by_rows)
        known += figures._by_plan(observed, form) is not None
    assert known > len(LAYOUTS) / 3


@pytest.mark.parametrize(
    ("cells", "value"), [(("0", "", "", "", "", "", ""), 0), (("3", "", "", "", "", "", ""), 3)]
)
def test_a_zero_before_blanks_is_none_of_the_structure(
    cells: tuple[str, ...], value: float
) -> None:
    forget()
    rendered = render(random_truth(random.Random(7), form="2021", quiet=True), "text_tab")
    lines = rendered.body.decode().split("\n")
    at = next(n for n, line in enumerate(lines) if "本年新收政府信息公开申请数量" in line)
    lines[at] = "\t".join([lines[at].split("\t")[0], *cells])
    pages = [read_page("\n".join(lines).encode(), "x.txt") for _ in range(3)]
    found = [repr(extract(page)) for page in pages]
    assert len(set(found)) == 1
    assert extract(pages[0]).figures["requests.received.natural_person"].value == value


def test_sentences_without_figures_are_remembered() -> None:
    forget()
    rendered = render(random_truth(random.Random(1), quiet=False), "text_tab")
    cold = read((rendered.body, "x.txt"))
    before = narrative._memory().known.cache_info()  # type: ignore[attr-defined]
    assert read((rendered.body, "x.txt")) == cold
    after = narrative._memory().known.cache_info()  # type: ignore[attr-defined]
    assert before.misses == after.misses > 0 and after.hits > before.hits


@pytest.mark.parametrize("damaged_ones", [15, pytest.param(150, marks=pytest.mark.deep)])
def test_remembered_sentences_give_what_their_place_gives(
    damaged_ones: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = made(damaged_ones)
    remembered = [read(document) for document in documents]
    monkeypatch.setattr(narrative, "_memory", lambda: SimpleNamespace(find=lambda *_: None))
    assert remembered == [read(document) for document in documents]


def test_a_sentence_with_figures_is_remembered_for_its_year() -> None:
    forget()
    text = join([Prose("前文。2023年收到申请2件。", "line 1", 1)])
    found = {}
    for year in (2023, 2024, 2023):
        report = Report(unit_stated="示例县示例镇人民政府", year=year)
        read_narrative(text, report)
        found.setdefault(year, []).append([(f.name, f.value) for f in report.narrative])
    assert found == {2023: [[("requests_received", 2)]] * 2, 2024: [[]]}


@pytest.mark.parametrize(("above", "value"), [("收到申请2件。", 2), ("收到申请3件。", 3)])
def test_a_remembered_sentence_speaks_of_what_stands_above(above: str, value: float) -> None:
    report = Report(unit_stated="示例县示例镇人民政府", year=2024)
    read_narrative(join([Prose(f"本年度{above}均已答复。", "line 1", 1)]), report)
    assert {f.name: f.value for f in report.narrative}["requests_answered"] == value
