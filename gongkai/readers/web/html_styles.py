"""What the style of an HTML element hides: inline, and by the rules of the page's own `<style>`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_MEDIA = re.compile(r"@([a-z-]+)([^{};@]*)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}", re.IGNORECASE)
_CLASS = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
_NOT_NOW = re.compile(r"::|:(?:hover|focus|active|before|after|checked|target|visited|not)")
_NUMBER = re.compile(r"^(-?[\d.]+)\s*(px|pt|em|rem|%|in|cm|mm)?$")
_CLIPPED = re.compile(r"rect\(\s*(?:0|1px)[^,)]*[,\s]|inset\(\s*(?:50|100)%|circle\(\s*0")
_MOVED = re.compile(r"scale\(\s*0(?:\.0*)?\s*[,)]|translate[xy]?\(\s*-\d{4,}")
_FAR = -999.0
_TINY = 1.5  # pixels or points: a font that nobody reads
_TINY_EM = 0.1


class Effect(Enum):
    """What a style does to an element: no place at all, a place but nothing to see, or raised."""

    GONE = "gone"
    BLANK = "blank"
    RAISED = "raised"


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector of a style sheet with its declarations; `weight` orders the cascade.

    `names` are the classes and ids without which it finds nothing.
    """

    selector: str
    weight: tuple[int, int]
    declared: Mapping[str, str]
    names: frozenset[str]


@lru_cache(maxsize=4_096)
def declarations(style: str) -> Mapping[str, str]:
    """The properties of a style in lower case; `!important` is kept behind the value."""
    pairs = (part.partition(":") for part in style.lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if value}


def effect(declared: Mapping[str, str]) -> Effect | None:
    """What declarations that hold for an element do to it; None where a person sees it as it is."""
    said = {name: value.removesuffix("!important").strip() for name, value in declared.items()}
    if said.get("display") == "none":
        return Effect.GONE
    if any(_hides(said)):
        return Effect.BLANK
    return Effect.RAISED if _is_raised(said.get("vertical-align", "")) else None


def _hides(said: Mapping[str, str]) -> Iterator[bool]:
    yield said.get("visibility") in ("hidden", "collapse")
    yield "line-through" in said.get("text-decoration", "") + said.get("text-decoration-line", "")
    yield _length(said.get("opacity")) == 0
    yield said.get("color") == "transparent" or said.get("-webkit-text-fill-color") == "transparent"
    yield _is_tiny(said.get("font-size", ""))
    cut = said.get("overflow", "") in ("hidden", "clip") or said.get("overflow-y") == "hidden"
    yield cut and any(
        _length(said.get(side)) == 0 for side in ("height", "width", "max-height", "max-width")
    )
    far = [said.get(side) for side in ("left", "top", "margin-left", "margin-top", "text-indent")]
    yield any((_length(value) or 0) <= _FAR for value in far)
    yield any((_length(said.get(side)) or 0) <= _FAR for side in ("right", "bottom"))
    yield bool(_CLIPPED.search(said.get("clip", "") + said.get("clip-path", "")))
    yield bool(_MOVED.search(said.get("transform", "")))


def _is_raised(align: str) -> bool:
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
    for text in _for_screen(_COMMENT.sub("", sheet)):
        for rule in text.split("}")[:-1]:
            head, _, body = rule.rpartition("{")
            declared = declarations(body)
            for selector in head.rpartition("{")[2].split(","):
                selector = " ".join(selector.split())
                if selector and "@" not in selector and not _NOT_NOW.search(selector):
                    weight = (_specificity(selector), len(found))
                    names = frozenset(_CLASS.findall(selector))
                    found.append(Rule(selector, weight, declared, names))
    return found


def _for_screen(sheet: str) -> Iterator[str]:
    """The sheet without its blocks for print, and with those for the screen opened."""
    yield _MEDIA.sub("", sheet)
    for kind, condition, body in _MEDIA.findall(sheet):
        words = condition.lower()
        if kind.lower() == "media" and "print" not in words and "max-width" not in words:
            yield body


def _specificity(selector: str) -> int:
    classes = len(re.findall(r"[.\[]|:(?!:)", selector))
    tags = len(re.findall(r"(?:^|[\s>+~])[a-zA-Z]", selector))
    return 10_000 * selector.count("#") + 100 * classes + tags
