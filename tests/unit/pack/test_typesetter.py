"""Text that is set character by character looks, and can be copied, as matplotlib would have it."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pypdfium2
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from gongkai.errors import PackError
from gongkai.pack.pdf.typesetter import Line, Sheaf
from gongkai.pack.style import fonts

LINES = (
    "最多的是“规范性文件文表一致”，9 个单位（其中 3 个——见下）",
    "1,234.5%",
    "30–45（区间 7–9）：× ○ → ÷ ＝",
    "SHA-256：a9f648af646a1ee7，To. AV",
    "𠙶山镇、镇𠙶",
    "2019 年 (甲) \\ 乙",
)


def sheet(kind: type[Text], *, strong: bool) -> Figure:
    figure = Figure(figsize=(8, 4))
    for number, line in enumerate(LINES):
        figure.add_artist(
            kind(
                0.05,
                0.1 + 0.14 * number,
                line,
                transform=figure.transSubfigure,
                fontsize=11 + number,
                weight="bold" if strong else "normal",
                language=fonts.LANGUAGE if strong else None,
            )
        )
    return figure


def looks(pdf: bytes) -> tuple[np.ndarray, str]:
    page = pypdfium2.PdfDocument(pdf)[0]
    picture = np.asarray(page.render(scale=2).to_pil().convert("L")).astype(int)
    return picture, page.get_textpage().get_text_range()


@pytest.mark.parametrize("strong", [False, True])
def test_a_line_looks_and_is_copied_as_matplotlib_sets_it(strong: bool) -> None:
    ours, theirs = BytesIO(), BytesIO()
    with fonts.house_style():
        sheaf = Sheaf(ours, {"CreationDate": None})
        sheaf.add(sheet(Line, strong=strong))
        sheaf.finish()
        sheet(Text, strong=strong).savefig(theirs, format="pdf")
    (picture, text), (expected, copied) = looks(ours.getvalue()), looks(theirs.getvalue())
    apart = np.abs(picture - expected)
    assert (apart > 128).sum() < 0.002 * (expected < 128).sum()
    assert apart.mean() < 1
    assert text == copied


def test_a_missing_glyph_is_an_error() -> None:
    with pytest.raises(PackError, match="has no glyph"), fonts.house_style():
        figure = Figure()
        figure.add_artist(Line(0, 0, "甲\ue000"))
        Sheaf(BytesIO(), {}).add(figure)
