"""The templates with what all pages share: styles, scripts allowed by their hash, links and charts."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from gongkai.pack.sentences.method import FICTIONAL
from gongkai.pack.site.svg import draw_svg
from gongkai.warehouse.dictionary.fields_page import script_hash

_TEMPLATES = Path(__file__).with_name("templates")
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r" ?([{};,]) ?|(?<=:) ")
_INDENTS = re.compile(r"\s*\n\s*")


def make_environment(link: Callable[[str, str], str], anchors: set[str]) -> Environment:
    """The environment of a site.

    Args:
        link: from the text of a cell, and the way up to the pack's folder, to an address or nothing.
        anchors: the parts of the first page that others may lead to.
    """
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["part"] = _is_part
    environment.globals |= {
        "svg": draw_svg,
        "link": link,
        "fictional": FICTIONAL,
        "script": _script,
        "script_hash": _script_hash,
        "css": _style,
        "anchors": anchors,
    }
    return environment


@cache
def _style(name: str = "site.css") -> Markup:
    """The rules of a style sheet: that of every page, or what only one kind of page needs besides."""
    css = _SPACE.sub(" ", (_TEMPLATES / name).read_text("utf-8"))
    return Markup(_AROUND.sub(r"\1", css).replace(";}", "}").strip())


@cache
def _script(name: str) -> Markup:
    """The one script of a page: what every page has, then its own."""
    both = ((_TEMPLATES / one).read_text("utf-8") for one in ("cards.js", name))
    return Markup(tight("".join(both)).strip())


def tight(text: str) -> str:
    """The text without indents and blank lines; a page that fifty units have is worth it."""
    return _INDENTS.sub("\n", text)


@cache
def _script_hash(name: str) -> Markup:
    return script_hash(_script(name))


def _is_part(value: Any, name: str) -> bool:
    return type(value).__name__ == name
