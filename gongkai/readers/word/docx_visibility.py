"""What Word shows of a run: hidden, struck out, raised, or in the colour of its ground.

Read once a run: its own properties, then its style's, then its paragraph style's, then the
document's defaults. `tests/unit/readers/test_docx_visibility.py` lists construct by construct.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongkai.readers.colour import WHITE, is_seen, rgb
from gongkai.readers.word.ooxml import W14, W

_VAL = f"{W}val"
_P_STYLE, _SHD = f"{W}pStyle", f"{W}shd"
_OFF = ("0", "false", "off")
_TINIEST = 2  # half-points: a font of one point shows nothing
_ASIDE = ("superscript", "subscript")
_RAISED_BY = 6  # half-points above or below the line, where no style moves it
_BEYOND = 20_000  # twentieths of a point: no page of a report is as wide or as high
FLAT = 20  # twentieths of a point: of lines and rows that show nothing
_DEEPEST = 20  # styles based on styles
_HIGHLIGHTS = {
    "white": WHITE,
    "black": "000000",
    "yellow": "FFFF00",
    "red": "FF0000",
    "blue": "0000FF",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "lightGray": "C0C0C0",
    "darkGray": "808080",
}
_HALF = 50  # percent
_NARROWEST = 10  # percent of a letter's width
_GROUNDS = {"background1": WHITE, "light1": WHITE, "bg1": WHITE, "lt1": WHITE}
_TOGGLES = ("vanish", "strike", "dstrike")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is shown. `ink` and `ground` are RRGGBB, None where not set."""

    is_gone: bool = False  # hidden or struck out
    is_raised: bool = False
    ink: str | None = None
    ground: str | None = None


class Styles:
    """The styles of one document."""

    def __init__(self, root: Any | None) -> None:
        """Take `word/styles.xml`; None for a document without styles."""
        self._styles: dict[tuple[str, str], Any] = {}
        self._defaults = None
        self._paragraph_style: str | None = None
        self._cache: dict[tuple[str, str], dict[str, Any]] = {}
        self._plain: dict[tuple[str | None, str | None], Look] = {}
        if root is None:
            return
        self._defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in root.iter(f"{W}style"):
            kind, name = style.get(f"{W}type") or "", style.get(f"{W}styleId") or ""
            self._styles[kind, name] = style
            if kind == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._paragraph_style = name

    def shades(self, table_style: str | None) -> bool:
        """Whether a table's style colours any ground, so that the ground of its cells is not known."""
        style = self._styles.get(("table", table_style or ""))
        return style is not None and any(_fill(shade) for shade in style.iter(f"{W}shd"))

    def look(self, run: Any | None, paragraph: Any | None, ground: str | None) -> Look:
        """How a run is shown.

        Args:
            run: its `w:rPr`, if it has one.
            paragraph: the `w:pPr` of its paragraph, if it has one.
            ground: the colour of what it stands on, None where that is not known.
        """
        style = paragraph.find(_P_STYLE) if paragraph is not None else None
        name = style.get(_VAL) if style is not None else self._paragraph_style
        shaded = paragraph is not None and paragraph.find(_SHD) is not None
        if run is not None or shaded:
            return self._look(run, paragraph, name, ground)
        if (name, ground) not in self._plain:
            self._plain[name, ground] = self._look(None, None, name, ground)
        return self._plain[name, ground]

    def _look(
        self, run: Any | None, paragraph: Any | None, name: str | None, ground: str | None
    ) -> Look:
        own = _properties(run)
        character = self._of("character", own.get("rStyle"))
        block = self._of("paragraph", name)
        defaults = _properties(self._defaults)
        chain = (own, character, block, defaults)
        gone = [_toggled(word, chain) for word in _TOGGLES]
        size = _first("sz", chain)
        tiny = isinstance(size, str) and size.isdecimal() and int(size) <= _TINIEST
        narrow = 0 < _number(_first("w", chain)) < _NARROWEST
        raised = (
            _first("vertAlign", chain) in _ASIDE or abs(_number(own.get("position"))) >= _RAISED_BY
        )
        shade = _first("highlight", chain) or _first("shd", chain) or _shade(paragraph) or ground
        return Look(any(gone) or tiny or narrow, raised, _first("color", chain), shade)

    def is_mark_gone(self, paragraph: Any | None) -> bool:
        """Whether the end of a paragraph is hidden or deleted, so that the next goes on in its line."""
        mark = paragraph.find(f"{W}rPr") if paragraph is not None else None
        if mark is None:
            return False
        if mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None:
            return True
        return bool(_properties(mark).get("vanish"))

    def _of(self, kind: str, name: Any) -> dict[str, Any]:
        """The run properties of a style and of those that it is based on."""
        if not isinstance(name, str):
            return {}
        if (kind, name) not in self._cache:
            found: dict[str, Any] = {}
            at: str | None = name
            for _ in range(_DEEPEST):
                style = self._styles.get((kind, at or ""))
                if style is None:
                    break
                for word, value in _properties(style.find(f"{W}rPr")).items():
                    found.setdefault(word, value)
                base = style.find(f"{W}basedOn")
                at = base.get(_VAL) if base is not None else None
            self._cache[kind, name] = found
        return self._cache[kind, name]


def is_off_page(paragraph: Any | None) -> bool:
    """Whether a paragraph lies where no page reaches, or in a line without height."""
    if paragraph is None or not len(paragraph):
        return False
    if is_far(paragraph.find(f"{W}framePr"), "x", "y"):
        return True
    if is_far(paragraph.find(f"{W}ind"), "left", "start"):
        return True
    spacing = paragraph.find(f"{W}spacing")
    if spacing is None or spacing.get(f"{W}lineRule") != "exact":
        return False
    return 0 < _number(spacing.get(f"{W}line")) <= FLAT


def is_far(placing: Any | None, *sides: str) -> bool:
    """Whether what is placed so lies off every page."""
    if placing is None:
        return False
    return any(abs(_number(placing.get(f"{W}{side}"))) >= _BEYOND for side in sides)


def fill_of(properties: Any | None) -> str | None:
    """The ground that `w:tcPr`, `w:tblPr` or `w:pPr` colours; None for none of its own."""
    return _shade(properties)


def is_legible(look: Look) -> bool:
    """Whether a person sees a run: neither hidden nor struck out nor in the colour of its ground."""
    return not look.is_gone and is_seen(look.ink, look.ground)


def _properties(properties: Any | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for node in properties if properties is not None else ():
        word = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        if word in _TOGGLES:
            found[word] = node.get(_VAL) not in _OFF
        elif word == "textFill":  # of Word 2010 and later
            if node.find(f"{W14}noFill") is not None:
                found["vanish"] = True
        elif word in ("rStyle", "sz", "vertAlign", "position", "w"):
            found[word] = node.get(_VAL)
        elif word in ("color", "shd", "highlight"):
            _add_colour(found, word, node)
    return found


def _add_colour(found: dict[str, Any], word: str, node: Any) -> None:
    value = node.get(_VAL)
    if word == "color":
        theme = _GROUNDS.get(node.get(f"{W}themeColor") or "")
        if value or theme:
            found[word] = rgb(value) or theme  # None: automatic, which is always seen
    elif word == "shd":
        if fill := _fill(node):
            found[word] = fill
    elif value in _HIGHLIGHTS:
        found[word] = _HIGHLIGHTS[value]


def _toggled(word: str, chain: tuple[dict[str, Any], ...]) -> bool:
    """A toggle: set by the run itself, else each style that sets it turns it over."""
    own, character, block, defaults = chain
    if word in own:
        return bool(own[word])
    styled = bool(character.get(word)) != bool(block.get(word))
    return styled or bool(defaults.get(word))


def _first(word: str, chain: tuple[dict[str, Any], ...]) -> Any:
    return next((found[word] for found in chain if word in found), None)


def _shade(properties: Any | None) -> str | None:
    shade = properties.find(f"{W}shd") if properties is not None else None
    return _fill(shade) if shade is not None else None


def _fill(shade: Any) -> str | None:
    kind, fill = shade.get(_VAL) or "", rgb(shade.get(f"{W}fill"))
    if kind == "solid":
        return rgb(shade.get(f"{W}color")) or fill
    if kind.startswith("pct") and _number(kind[3:]) >= _HALF:  # more dots than ground
        return rgb(shade.get(f"{W}color")) or "000000"
    return fill


def _number(value: Any) -> int:
    try:
        return int(value or 0)
    except ValueError:
        return 0
