"""Markup that a page's own scripts show: in templates, in hidden text areas, in strings of a script.

No script is run. What one would put into the page is put where it stands.
"""

from __future__ import annotations

import html
import re

from gongkai.readers.web.html_markup import Markup

_TEXTAREA = re.compile(r"<textarea\b([^>]*)>(.*?)</textarea\s*>", re.IGNORECASE | re.DOTALL)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_TEMPLATE = re.compile(r"<template\b([^>]*)>(.*?)</template\s*>", re.IGNORECASE | re.DOTALL)
_FRAME = re.compile(
    r"<iframe\b[^>]*?\bsrcdoc\s*=\s*(?:\"([^\"]*)\"|'([^']*)')[^>]*>(?:.*?</iframe\s*>)?",
    re.IGNORECASE | re.DOTALL,
)
_TYPE = re.compile(r"\btype\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_ID = re.compile(r"\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:table|tr|td|p|div|h\d)\b", re.IGNORECASE)
_CELLS = re.compile(r"<t[dr]\b", re.IGNORECASE)
_LITERAL = re.compile(
    r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`", re.DOTALL
)
_FILLED_IN = re.compile(r"\$\{|\{\{|<%|[\"'`]\s*\+\s*[A-Za-z_$(]|[\w$)\]]\s*\+\s*[\"'`]<")
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
        text = _FRAME.sub(
            lambda m: f"<div>{html.unescape(m.group(1) or m.group(2) or '')}</div>", text
        )
    if "script" not in tags:
        return text
    is_in_head = "script" not in markup.below and "iframe" not in tags
    scripts = _SCRIPT.findall(text[: markup.end_of_head + 1] if is_in_head else text)
    programs = "\n".join(body for kind, body in scripts if _is_program(kind))
    if "textarea" in tags:
        text = _TEXTAREA.sub(lambda m: _named(m, programs, html.unescape(m.group(2))), text)
    if "template" in tags:
        text = _TEMPLATE.sub(lambda m: _named(m, programs, m.group(2)), text)
    if _CELLS.search(programs) or not all(_is_program(kind) for kind, _ in scripts):
        text = _SCRIPT.sub(lambda m: _script(m, programs), text)
    return text


def _is_program(attributes: str) -> bool:
    kind = _TYPE.search(attributes)
    return (kind.group(1).lower() if kind else "") in _PROGRAM


def _named(match: re.Match[str], programs: str, markup: str) -> str:
    """Markup in place of the element that keeps it, where a program names that element."""
    name = _ID.search(match.group(1))
    if not _MARKUP.search(markup) or not programs:
        return match.group()
    if name and not re.search(rf"(?<![\w-]){re.escape(name.group(1))}(?![\w-])", programs):
        return match.group()
    return _UNSEEN if _FILLED_IN.search(markup) else f"<div>{markup}</div>"


def _script(match: re.Match[str], programs: str) -> str:
    attributes, body = match.groups()
    kind = _TYPE.search(attributes)
    if not _is_program(attributes):
        is_markup = kind is not None and not kind.group(1).lower().endswith("json")
        return _named(match, programs, body) if is_markup else match.group()
    if not _CELLS.search(body):
        return match.group()
    if _FILLED_IN.search(body):
        return _UNSEEN
    markup = "".join(_plain(next(filter(None, m.groups()), "")) for m in _LITERAL.finditer(body))
    return f"<div>{markup}</div>" if _CELLS.search(markup) else match.group()


def _plain(literal: str) -> str:
    def char(match: re.Match[str]) -> str:
        code = match.group(1)
        if code[0] in "ux" and len(code) > 1:
            return chr(int(code[1:], 16))
        return _ESCAPES.get(code, code)

    return _ESCAPED.sub(char, literal)
