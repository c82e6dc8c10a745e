"""What the style of an HTML element hides: inline, and by the rules of the page's own `<style>`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from gongkai.readers.web.html_colours import is_clear, is_white

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_MEDIA = re.compile(r"@([a-z-]+)([^{};@]*)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}", re.IGNORECASE)
_CLASS = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
_OF_OTHERS = re.compile(r":(?:not|is|where|has)\([^()]*\)")
_SUBJECT = re.compile(r"[A-Za-z][\w-]*")
_NOT_NOW = re.compile(r"::|:(?:hover|focus|active|before|after|checked|target|visited)")
_NUMBER = re.compile(r"^(-?[\d.]+)\s*(px|pt|em|rem|%|in|cm|mm)?$")
_CLIPPED = re.compile(
    r"rect\(\s*(?:0|1px)[^,)]*[,\s]|inset\(\s*(?:50|100)%|circle\(\s*0"
    r"|polygon\((?:\s*0(?:px|%)?\s*,?)+\)"
)
_MOVED = re.compile(
    r"scale(?:x|y|3d)?\(\s*0(?:\.0*)?\s*[,)]|rotate[xy]\(\s*90deg"
    r"|translate[xy]?\(\s*-(?:\d{4,}|\d{3,}v[wh])"
)
_INDENTED = re.compile(r"1\d\d%")  # as far as the box is wide
_FILTERED = re.compile(r"opacity\s*[(=]\s*0(?:\.0*)?%?\s*\)")
_FONT_SIZE = re.compile(r"(?:^|\s)(0|[\d.]+(?:px|pt|em|rem|%))(?:/|\s)")
_NAMED = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]*)")
_BY_NAME = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_OPENED = ("supports", "layer", "container")
_FAR, _OUTSIDE = -999.0, -299.0  # pixels: beyond the page, and so for what stands outside its flow
_FAINTEST = 0.05
_SLIGHT = 1.5  # pixels: of a box that cuts its content
INLINE = frozenset(
    (
        *("span", "b", "i", "u", "em", "strong", "font", "a", "label", "small", "ins", "big", "tt"),
        *(
            "abbr",
            "bdi",
            "bdo",
            "cite",
            "code",
            "data",
            "kbd",
            "mark",
            "output",
            "q",
            "time",
            "var",
        ),
    )
)
_OF_ITS_OWN = ("block", "flex", "grid", "list-item", "table", "table-row", "table-cell")
_DECIDES = frozenset(
    (
        *("display", "visibility", "text-decoration", "text-decoration-line", "opacity", "filter"),
        *("-webkit-text-fill-color", "font", "font-size", "left", "top", "right", "bottom"),
        *("margin-left", "margin-top", "text-indent", "position", "float", "clip", "clip-path"),
        *("content-visibility", "scale", "transform", "overflow", "overflow-y", "height", "width"),
        *("max-height", "max-width", "vertical-align", "line-height", "white-space"),
    )
)
"""What `effect` asks of, ink aside, which every second rule of a page has and hides by nearly never."""

_TINY = 1.5  # pixels or points: a font that nobody reads
_TINY_EM = 0.1


class Effect(Enum):
    """What a style does to an element, from the least on: set aside, a line of its own, raised, a place
    but nothing to see, no place."""

    ASIDE = 1
    LINE = 2
    RAISED = 3
    BLANK = 4
    GONE = 5


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector of a style sheet with its declarations; `weight` orders the cascade.

    `names` are the classes and ids without which it finds nothing; `is_white` says that its ink is,
    `hides` that it may hide or raise its elements, `sets_apart` that it may give a part of a line a
    line of its own.
    """

    selector: str
    weight: tuple[int, int]
    declared: Mapping[str, str]
    names: frozenset[str]
    is_white: bool
    hides: bool
    sets_apart: bool


@lru_cache(maxsize=4_096)
def declarations(style: str) -> Mapping[str, str]:
    """The properties of a style in lower case; `!important` is kept behind the value."""
    pairs = (part.partition(":") for part in style.lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if value}


def effect(declared: Mapping[str, str], tag: str | None = None) -> Effect | None:
    """What declarations that hold for an element do to it; None where a person sees it as it is.

    Without its `tag`, what they could do to any element.
    """
    said = {name: value.removesuffix("!important").strip() for name, value in declared.items()}
    if said.get("display") == "none":
        return Effect.GONE
    if any(_hides(said)) or (not _is_in_line(tag, said) and any(_hides_box(said))):
        return Effect.BLANK
    if _is_raised(said):
        return Effect.RAISED
    if said.get("display") in _OF_ITS_OWN:
        return Effect.LINE
    return Effect.ASIDE if _is_placed(said) else None


def _hides(said: Mapping[str, str]) -> Iterator[bool]:
    yield said.get("visibility") in ("hidden", "collapse")
    yield "line-through" in said.get("text-decoration", "") + said.get("text-decoration-line", "")
    opacity = _length(said.get("opacity"))
    yield opacity is not None and opacity <= _FAINTEST
    yield bool(_FILTERED.search(said.get("filter", "")))
    yield is_clear(said.get("color", "")) or is_clear(said.get("-webkit-text-fill-color", ""))
    yield _is_tiny(said.get("font-size", "") or _font_size(said.get("font", "")))
    far = [said.get(side) for side in ("left", "top", "margin-left", "margin-top", "text-indent")]
    far += [said.get("right"), said.get("bottom")]
    most = _OUTSIDE if said.get("position") in ("absolute", "fixed") else _FAR
    yield any((_length(value) or 0) <= most for value in far)
    yield bool(_CLIPPED.search(said.get("clip", "") + said.get("clip-path", "")))


def _hides_box(said: Mapping[str, str]) -> Iterator[bool]:
    """What only an element with a box of its own obeys."""
    yield said.get("content-visibility") == "hidden"
    yield _length(said.get("scale")) == 0
    yield bool(_MOVED.search(said.get("transform", "")))
    cut = said.get("overflow", "") in ("hidden", "clip") or said.get("overflow-y") == "hidden"
    sides = [_length(said.get(s)) for s in ("height", "width", "max-height", "max-width")]
    yield cut and any(length is not None and length <= _SLIGHT for length in sides)
    yield cut and _length(said.get("line-height")) == 0
    is_one_line = said.get("white-space") == "nowrap"
    yield cut and is_one_line and bool(_INDENTED.match(said.get("text-indent", "")))


def _is_in_line(tag: str | None, said: Mapping[str, str]) -> bool:
    """Whether an element is a part of a line, and has no box of its own."""
    return tag in INLINE and not _is_placed(said) and said.get("display", "inline") == "inline"


def _is_placed(said: Mapping[str, str]) -> bool:
    """Whether an element stands where it is put, and not in the flow of the text."""
    return said.get("position") in ("absolute", "fixed") or said.get("float", "none") != "none"


def decisive(declared: Mapping[str, str]) -> set[str]:
    """The properties of a rule that hides by which it may do so."""
    ink = {"color"} if is_clear(declared.get("color", "")) else set()
    return (declared.keys() & _DECIDES) | ink


def _font_size(font: str) -> str:
    found = _FONT_SIZE.search(font)
    return found.group(1) if found else ""


def _is_raised(said: Mapping[str, str]) -> bool:
    align = said.get("vertical-align", "")
    if said.get("position") == "relative":
        up = (_length(said.get("bottom")) or 0) - (_length(said.get("top")) or 0)
        return up > 0 and "font-size" in said
    return align in ("super", "text-top") or (_length(align) or 0) > 0


def _is_tiny(size: str) -> bool:
    match = _NUMBER.match(size)
    if not match:
        return False
    most = (
        _TINY if match.group(2) in ("px", "pt", None) else _TINY_EM if match.group(2) != "%" else 10
    )
    return float(match.group(1)) < most


def _length(value: str | None) -> float | None:
    match = _NUMBER.match(value or "")
    try:
        return float(match.group(1)) if match else None
    except ValueError:
        return None


@lru_cache(maxsize=256)  # the pages of one site have the same
def rules(sheet: str) -> list[Rule]:
    """The rules of a style sheet that hold on a screen without anybody's touch, in order."""
    found: list[Rule] = []
    for text in _for_screen(_with_values(_COMMENT.sub("", sheet))):
        for rule in text.split("}")[:-1]:
            head, _, body = rule.rpartition("{")
            declared = declarations(body)
            does = effect(declared)
            white = is_white(declared.get("color"))
            for selector in head.rpartition("{")[2].split(","):
                selector = " ".join(selector.split())
                if selector and "@" not in selector and not _NOT_NOW.search(selector):
                    weight = (_specificity(selector), len(found))
                    names = frozenset(_CLASS.findall(_OF_OTHERS.sub("", selector)))
                    apart = does in (Effect.ASIDE, Effect.LINE) and _finds_inline(selector)
                    hides = does not in (None, Effect.ASIDE, Effect.LINE)
                    found.append(Rule(selector, weight, declared, names, white, hides, apart))
    return found


def _with_values(sheet: str) -> str:
    """The sheet with what it calls by names of its own put in their place."""
    if "var(" not in sheet:
        return sheet
    named: dict[str, str] = dict(_NAMED.findall(sheet))
    return _BY_NAME.sub(lambda use: named.get(use.group(1)) or use.group(2) or "", sheet)


def matched(tree: LexborHTMLParser, rule: Rule) -> list[LexborNode]:
    """The elements that a rule holds for; none where the parser does not know its selector."""
    try:
        return tree.css(rule.selector)
    except (SelectolaxError, ValueError, RuntimeError):
        return []


def sets_text(declared: Mapping[str, str]) -> bool:
    """Whether a style keeps lines as they are written, or turns a run around."""
    kept = declared.get("white-space", "").startswith(("pre", "break-spaces"))
    return kept or "override" in declared.get("unicode-bidi", "")


def _finds_inline(selector: str) -> bool:
    """Whether a selector may find an element that is a part of a line."""
    tag = _SUBJECT.match(selector.replace(">", " ").replace("+", " ").replace("~", " ").split()[-1])
    return tag is None or tag.group().lower() in INLINE


def _for_screen(sheet: str) -> Iterator[str]:
    """The sheet without its blocks for print, and with those for the screen opened."""
    yield _MEDIA.sub("", sheet)
    for kind, condition, body in _MEDIA.findall(sheet):
        words = condition.lower()
        is_media = kind.lower() == "media" and "print" not in words and "max-width" not in words
        if is_media or kind.lower() in _OPENED:
            yield body


def _specificity(selector: str) -> int:
    classes = len(re.findall(r"[.\[]|:(?!:)", selector))
    tags = len(re.findall(r"(?:^|[\s>+~])[a-zA-Z]", selector))
    return 10_000 * selector.count("#") + 100 * classes + tags
