"""Noto Sans SC, regular and bold, from Python packages: registered, measured, never swapped.

Fonts of the machine are never used: a pack must look the same, byte for byte, on every machine.
The bold file draws Japanese forms unless it is told the language; the regular one is a Chinese face.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import matplotlib
import matplotlib.style
from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.ft2font import FT2Font, LoadFlags
from noto_cjk_sans_jp_bold import FONT_PATH as _BOLD_PATH  # type: ignore[import-untyped]

from gongkai.errors import PackError
from gongkai.packaged_font import FONT_FILE

FAMILY = "Gongkai Sans"
"""A name no system font has, so that matplotlib can only find the packaged file under it."""

LANGUAGE = "zh-Hans"
"""Of bold text: by it the bold file takes the simplified forms of its glyphs."""

_BOLD_FILE = Path(str(_BOLD_PATH))
_POSTSCRIPT_NAME = "NotoSansCJKsc-Regular"
_STYLE = Path(__file__).with_name("gongkai.mplstyle")
_MEASURE_AT = 100.0  # points; advances are kept as fractions of one em


@functools.cache
def _face() -> tuple[Path, int]:
    """The collection's path and the index of its simplified-Chinese face (it holds ten)."""
    try:
        faces = FT2Font(str(FONT_FILE)).num_faces
        for index in range(faces):
            if FT2Font(str(FONT_FILE), face_index=index).postscript_name == _POSTSCRIPT_NAME:
                return FONT_FILE, index
    except (OSError, RuntimeError) as error:
        raise PackError(
            f"the packaged font cannot be read: {error}",
            str(FONT_FILE),
            "install noto-cjk-sans-otc again",
        ) from error
    raise PackError(
        f"no face {_POSTSCRIPT_NAME} in the packaged font",
        str(FONT_FILE),
        "install the pinned version of noto-cjk-sans-otc",
    )


@functools.cache
def _measuring_font(*, strong: bool = False) -> FT2Font:
    path, index = (_BOLD_FILE, 0) if strong else _face()
    font = FT2Font(str(path), face_index=index)
    font.set_size(_MEASURE_AT, 72)
    return font


@functools.cache
def register() -> None:
    """Make both weights known to matplotlib as `FAMILY`; free after the first call."""
    path, index = _face()
    for weight, file, face in ((400, path, index), (700, _BOLD_FILE, 0)):
        fontManager.ttflist.append(
            FontEntry(
                fname=str(file),
                index=face,
                name=FAMILY,
                style="normal",
                variant="normal",
                weight=weight,
                stretch="normal",
                size="scalable",
            )
        )


@contextmanager
def house_style(salt: str = "gongkai") -> Iterator[None]:
    """Draw within this: the style sheet, the packaged font, and no glyph that is missing.

    Args:
        salt: goes into the ids of an SVG, so that two charts on one page never share one.

    Raises:
        PackError: where a character that is drawn is not in the font.
    """
    register()
    with matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.style.use(["default", _STYLE])  # whatever the user's own matplotlibrc says
        matplotlib.rcParams["font.family"] = [FAMILY]
        matplotlib.rcParams["svg.hashsalt"] = salt
        warnings.filterwarnings("error", message=r"Glyph .* missing")
        try:
            yield
        except UserWarning as warning:
            raise PackError(
                f"a character has no glyph in {_POSTSCRIPT_NAME}: {warning}",
                next_step="mend the name in units.csv, or report the character",
            ) from warning


@functools.cache
def _advance(character: str) -> float:
    """Ems that a character takes."""
    font = _measuring_font()
    glyph = font.get_char_index(ord(character))
    if glyph == 0:
        raise PackError(
            f"the character {character!r} (U+{ord(character):04X}) has no glyph "
            f"in {_POSTSCRIPT_NAME}",
            next_step="mend the name in units.csv, or report the character",
        )
    advance: float = font.load_glyph(glyph, LoadFlags.NO_HINTING).linearHoriAdvance
    return advance / 65536 / _MEASURE_AT


@functools.cache
def _bold_advance(character: str) -> float:
    """The same in bold, as far as to where the next character begins once the language is told."""
    _advance(character)  # which says what glyph is missing
    font = _measuring_font(strong=True)
    pair = font.set_text(character + "国", 0.0, flags=LoadFlags.NO_HINTING, language=LANGUAGE)
    return float(pair[1][0] - pair[0][0]) / 64 / _MEASURE_AT


def has_glyph(character: str) -> bool:
    """Whether the packaged face can draw this character; the bold one has the same."""
    return _measuring_font().get_char_index(ord(character)) != 0


def width(text: str, points: float, *, strong: bool = False) -> float:
    """How wide a line of text is, in inches, at a size in points.

    Raises:
        PackError: where a character has no glyph; the message names it.
    """
    return sum(map(_bold_advance if strong else _advance, text)) * points / 72
