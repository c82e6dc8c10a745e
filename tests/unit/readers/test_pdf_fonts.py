"""A PDF that does not bring its fonts along is read the same whatever fonts the machine has."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import matplotlib
import pypdfium2 as pdfium
import pytest

from gongkai.packaged_font import FONT_FILE
from gongkai.readers import read_page
from gongkai.readers.pdf import substitute_font
from gongkai.readers.pdf.pdf_objects import CharacterBoxes
from tests.factory import box_font, render
from tests.factory.random_document import consistent

LAYOUTS = ("pdf_bordered", "pdf_borderless", "pdf_kangxi")


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("documents")
    for layout in LAYOUTS:
        for seed in range(3):
            (folder / f"{layout}-{seed}.pdf").write_bytes(render(consistent(seed), layout).body)
    return sorted(folder.iterdir())


def fonts(kind: str, folder: Path) -> Path:
    """A folder with all the fonts that a machine has."""
    if kind == "western":
        shutil.copytree(Path(matplotlib.get_data_path()) / "fonts/ttf", folder / "ttf")
    if kind == "chinese":
        shutil.copy(FONT_FILE, folder)
    return folder


def read(machine: Path, which: str, documents: list[Path]) -> list[list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.readers.read_with_fonts", machine, which, *documents],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("kind", ["none", "western", "chinese"])
def test_fonts_of_the_machine_do_not_matter(
    kind: str, documents: list[Path], tmp_path: Path
) -> None:
    here = [list(read_page(path.read_bytes(), path.name).texts()) for path in documents]
    assert read(fonts(kind, tmp_path), "packaged", documents) == here


def test_they_would_matter_without_the_packaged_font(documents: list[Path], tmp_path: Path) -> None:
    """The control: pdfium does see what the machine has, so the test above can fail."""
    (tmp_path / "none").mkdir()
    (tmp_path / "chinese").mkdir()
    without = read(tmp_path / "none", "machine", documents)
    assert without != read(fonts("chinese", tmp_path / "chinese"), "machine", documents)


@pytest.mark.parametrize("name", ["SimSun", "#CB#CE#CC#E5", "KaiTi_GB2312", "Arial,Bold"])
def test_the_name_of_a_missing_font_does_not_matter(name: str) -> None:
    """A Chinese name stands in GBK: 宋体 is CB CE CC E5."""
    body = render(consistent(0), "pdf_bordered").body
    renamed = body.replace(b"/STSong-Light", f"/{name}".encode())
    assert renamed != body
    assert list(read_page(renamed, "x.pdf").texts()) == list(read_page(body, "x.pdf").texts())


def boxes(body: bytes) -> list[tuple[str, tuple[float, float, float, float]]]:
    """The characters of a PDF, and left, bottom, right and top of each."""
    document = pdfium.PdfDocument(body)
    out = []
    for page in document:
        text_page = page.get_textpage()
        text = text_page.get_text_range()
        assert len(text) == text_page.count_chars()
        places = CharacterBoxes(text_page)
        out += [(character, places[i]) for i, character in enumerate(text)]
    return out


@pytest.mark.parametrize("layout", LAYOUTS)
def test_characters_stand_where_the_packaged_font_draws_them(layout: str) -> None:
    body = render(consistent(0), layout).body
    substitute_font.draw_with_packaged_font()
    drawn = boxes(body)
    substitute_font.measure_by_boxes()
    measured = boxes(body)
    assert [character for character, _ in measured] == [character for character, _ in drawn]
    for (character, was), (_, box) in zip(drawn, measured, strict=True):
        apart = max(abs(one - other) for one, other in zip(was, box, strict=True))
        assert apart <= 10.5 * box_font.GRAIN / 1000 + 0.01, character  # the largest text has 10.5


@pytest.mark.deep
def test_the_font_of_boxes_is_what_its_script_writes() -> None:
    assert substitute_font.BOX_FONT_FILE.read_bytes() == box_font.box_font()
