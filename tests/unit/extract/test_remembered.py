"""What was read before changes nothing: labels are remembered by their text, numbers never."""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import gongkai.extract
from gongkai.errors import GongkaiError
from gongkai.extract import extract
from gongkai.extract.tables import align
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
