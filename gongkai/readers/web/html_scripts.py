"""Markup that a page's own scripts show: in templates, in hidden text areas, in strings of a script.

No script is run. What one would put into the page is put where it stands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from gongkai.readers.web.html_markup import Markup

_ELEMENTS = {
    tag: (
        re.compile(rf"<{tag}\b([^<>]*)>", re.IGNORECASE),
        re.compile(rf"</{tag}\s*>", re.IGNORECASE),
    )
    for tag in ("textarea", "script", "template")
}
_FRAME = re.compile(r"<iframe\b[^<>]*?\bsrcdoc\s*=\s*([\"'])", re.IGNORECASE)
_FRAME_END = re.compile(r"[^>]*>(?:\s*</iframe\s*>)?", re.IGNORECASE)
_TYPE = re.compile(r"\btype\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_ID = re.compile(r"\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:table|tr|td|p|div|h\d)\b", re.IGNORECASE)
_CELLS = re.compile(r"<t[dr]\b", re.IGNORECASE)
_LITERAL = re.compile(
    r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`", re.DOTALL
)
_FILLED_IN = re.compile(r"\$\{|\{\{|<%|[\"'`]\s*\+\s*[A-Za-z_$(]|[\w$)\]]\s*\+\s*[\"'`]<")
_WORD = re.compile(r"[\w-]+")
_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r?\n|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "\n": "", "\r\n": ""}
_PROGRAM = ("", "text/javascript", "application/javascript", "module", "text/ecmascript")
_UNSEEN = '<object data="script"></object>'


def shown_by_scripts(text: str, markup: Markup) -> str:
    """The page with what its scripts show put in place; itself where they show nothing.

    What a script fills in only while it runs is not known: an `<object data="script">` stands there.

    Args:
        text: the page.
        markup: what its tags say.
    """
    tags = markup.tags
    if "iframe" in tags:
        text = _with_frames(text)
    if "script" not in tags:
        return text
    is_in_head = "script" not in markup.below and "iframe" not in tags
    scripts = list(_elements(text[: markup.end_of_head + 1] if is_in_head else text, "script"))
    programs = _Programs([script.body for script in scripts if _is_program(script.attributes)])
    for tag in ("textarea", "template"):
        if tag in tags:
            text = _with_each(text, tag, lambda held: _named(held, programs))
    if programs.write_cells or not all(_is_program(script.attributes) for script in scripts):
        text = _with_each(text, "script", lambda held: _script(held, programs))
    return text


class _Held(NamedTuple):
    """An element whose content is no markup of the page's own."""

    start: int
    end: int
    attributes: str
    body: str
    whole: str


class _Programs:
    """The scripts of a page, and the words in them."""

    def __init__(self, bodies: list[str]) -> None:
        self.text = "\n".join(bodies)
        self.write_cells = bool(_CELLS.search(self.text))

    @cached_property
    def words(self) -> frozenset[str]:
        """All of them, for the few pages that ask."""
        return frozenset(_WORD.findall(self.text))

    def name(self, name: str) -> bool:
        """Whether they name an element."""
        return name in self.words if _WORD.fullmatch(name) else name in self.text


def _elements(text: str, tag: str) -> Iterator[_Held]:
    """The elements of a tag that end, by hand: a pattern takes forever over those that do not."""
    opening, closing = _ELEMENTS[tag]
    at = 0
    while (start := opening.search(text, at)) and (end := closing.search(text, start.end())):
        body, whole = text[start.end() : end.start()], text[start.start() : end.end()]
        yield _Held(start.start(), end.end(), start.group(1), body, whole)
        at = end.end()


def _with_each(text: str, tag: str, put: Callable[[_Held], str]) -> str:
    """The page with something in place of each element of a tag."""
    parts, at = [], 0
    for held in _elements(text, tag):
        parts += [text[at : held.start], put(held)]
        at = held.end
    return "".join([*parts, text[at:]]) if parts else text


def _with_frames(text: str) -> str:
    """The page with the documents that its frames hold in their place."""
    parts, at = [], 0
    while found := _FRAME.search(text, at):
        quote = text.find(found.group(1), found.end())
        end = _FRAME_END.match(text, quote) if quote >= 0 else None
        if end is None:
            break
        inner = html.unescape(text[found.end() : quote])
        parts += [text[at : found.start()], f"<div>{inner}</div>"]
        at = end.end()
    return "".join([*parts, text[at:]]) if parts else text


def _is_program(attributes: str) -> bool:
    kind = _TYPE.search(attributes)
    return (kind.group(1).lower() if kind else "") in _PROGRAM


def _named(held: _Held, programs: _Programs) -> str:
    """Markup in place of the element that keeps it, where a program names that element."""
    name = _ID.search(held.attributes)
    is_text = held.whole[1:9].lower() == "textarea"
    markup = html.unescape(held.body) if is_text else held.body
    if not _MARKUP.search(markup) or not programs.text:
        return held.whole
    if name and not programs.name(name.group(1)):
        return held.whole
    return _UNSEEN if _FILLED_IN.search(markup) else f"<div>{markup}</div>"


def _script(held: _Held, programs: _Programs) -> str:
    kind = _TYPE.search(held.attributes)
    if not _is_program(held.attributes):
        is_markup = kind is not None and not kind.group(1).lower().endswith("json")
        return _named(held, programs) if is_markup else held.whole
    if not _CELLS.search(held.body):
        return held.whole
    if _FILLED_IN.search(held.body):
        return _UNSEEN
    found = _LITERAL.finditer(held.body)
    markup = "".join(_plain(next(filter(None, m.groups()), "")) for m in found)
    return f"<div>{markup}</div>" if _CELLS.search(markup) else held.whole


def _plain(literal: str) -> str:
    def char(match: re.Match[str]) -> str:
        code = match.group(1)
        if code[0] in "ux" and len(code) > 1:
            return chr(int(code[1:], 16))
        return _ESCAPES.get(code, code)

    return _ESCAPED.sub(char, literal)
