"""Text that fits and glyphs that are there; colours that differ without colour."""

from __future__ import annotations

import itertools
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont

from gongkai.errors import PackError
from gongkai.pack.style import fonts, palette
from gongkai.pack.style.typeset import plain, shorten, wrap


def draw(text: str) -> None:
    with fonts.house_style():
        figure = Figure()
        figure.text(0.1, 0.5, text)
        FigureCanvasAgg(figure).draw()


def test_a_rare_character_of_a_township_is_drawn() -> None:
    draw("𠙶山镇")
    assert fonts.width("𠙶", 72) == pytest.approx(1, abs=0.01)


def test_a_missing_glyph_is_an_error_when_measured_and_when_drawn() -> None:
    with pytest.raises(PackError, match=r"U\+E000"):
        fonts.width("甲\ue000", 9)
    with pytest.raises(PackError, match="has no glyph"):
        draw("甲\ue000")


def test_the_simplified_face_of_the_collection_is_taken() -> None:
    fonts.register()
    path = findfont(fonts.FAMILY, fallback_to_default=False)
    assert path.endswith("NotoSansCJK-Regular.ttc")
    assert path.face_index == 2


def printed(text: str, language: str | None) -> tuple[str, float]:
    """What can be copied from a PDF with one bold line, and where its last character ends."""
    body = BytesIO()
    with fonts.house_style():
        figure = Figure(figsize=(10, 2))
        drawn = figure.text(0, 0.5, text, fontsize=20, weight="bold", language=language)
        used = findfont(drawn.get_fontproperties(), fallback_to_default=False)
        assert used.endswith("NotoSansCJKjp-Bold.otf")
        figure.savefig(body, format="pdf")
    page = pypdfium2.PdfDocument(body)[0].get_textpage()
    return page.get_text_range(), page.get_charbox(page.count_chars() - 1)[2]


def test_bold_stands_once_in_simplified_forms_and_is_as_wide_as_measured() -> None:
    text = "骨直次复述“引用”——合计：2024 年 1,234 件…A·b𠙶门"
    copied, end = printed(text, fonts.LANGUAGE)
    assert copied == text
    assert end == pytest.approx(fonts.width(text, 20, strong=True) * 72, abs=3)
    assert printed(text, None)[1] < end - 10  # Japanese quotation marks are narrow
    assert fonts.width("2024", 20, strong=True) > fonts.width("2024", 20)


def test_a_dollar_sign_is_no_formula() -> None:
    draw(r"$x_1 与 50$")
    draw(r"$\nosuch{$")  # as a formula it would be an error


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("甲乙丙丁", ["甲乙丙", "丁"]),
        ("甲乙丙。", ["甲乙", "丙。"]),
        ("甲乙《丙》", ["甲乙", "《丙》"]),
        ("甲 2024 年", ["甲", "2024", "年"]),
        ("共12，件", ["共", "12，", "件"]),
    ],
)
def test_lines_break_where_chinese_may_break(text: str, lines: list[str]) -> None:
    assert wrap(text, 3.05, 72) == lines


@given(st.text(alphabet="甲乙，。（）“”ab1 2.", max_size=60), st.floats(0.5, 3))
def test_wrapping_loses_nothing_and_keeps_to_the_room(text: str, room: float) -> None:
    lines = wrap(text, room, 12)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    if not set(text) & set("，。（）“”"):
        assert all(fonts.width(line, 12) <= room for line in lines)


@given(st.text(max_size=40))
def test_any_text_of_a_stranger_can_be_drawn_on_one_line(text: str) -> None:
    shown = plain(text)
    fonts.width(shown, 9)
    assert "\n" not in shown
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u200e\u200f\u200b\ufeff")


def test_shortened_text_fits_and_says_so() -> None:
    assert shorten("甲乙丙丁", 3.05, 72) == "甲乙…"
    assert shorten("甲乙丙", 3.05, 72) == "甲乙丙"


def test_outcomes_differ_in_lightness_alone() -> None:
    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)
        ]
        y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        return 116 * y ** (1 / 3) - 16

    steps = [lightness(colour) for colour in palette.OUTCOME.values()]
    assert all(after - before >= 6 for before, after in itertools.pairwise(steps))
