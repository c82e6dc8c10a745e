"""White text on a web page: which colour a style gives, and whether its ground is white too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from selectolax.lexbor import LexborNode

from gongkai.readers.web.html_colours import is_white, legacy_colour
from gongkai.readers.web.html_styles import declarations

WHITISH = re.compile(
    r"color\s*[:=]\s*[\"']?\s*(?:#?f[89a-f]|white|snow|ivory|rgba?\(\s*(?:2[45]\d|9\d|100)|hsla?\()",
    re.IGNORECASE,
)
"""What a page must say somewhere for any of its ink to be white."""

_SOME_COLOUR = 'font[color],[style*="color"]'
_NO_GROUND = ("", "transparent", "none", "inherit", "initial", "unset", "0 0", "0", "no-repeat")
_GROUND = ("background", "background-color", "background-image")
_AROUND = frozenset(("td", "th", "p", "li", "h1", "h2", "h3", "h4", "div", "body"))


def gives_ground(declared: Mapping[str, str]) -> bool:
    """Whether a style puts a ground behind its element that is not white."""
    said = (declared.get(name, "").removesuffix("!important").strip() for name in _GROUND)
    return any(value not in _NO_GROUND and not is_white(value.split()[0]) for value in said)


def is_lost(node: LexborNode, grounded: Set[int], known: dict[int, bool]) -> bool:
    """Whether white text is white on white.

    Args:
        node: the element whose ink is white.
        grounded: the elements, by id, to which the page's style sheets give a ground.
        known: what was found of elements around others, by id; added to.
    """
    if any(inner.mem_id != node.mem_id for inner in node.css(_SOME_COLOUR)):
        return False  # some of it has another colour
    asked: list[int] = []
    has_ground = False
    for around in (node, *_above(node)):
        if around.mem_id in known:
            has_ground = known[around.mem_id]
            break
        asked.append(around.mem_id)
        if _is_ground(around, grounded):
            has_ground = True
            break
    known.update(dict.fromkeys(asked, has_ground))
    return not has_ground


def _is_ground(node: LexborNode, grounded: Set[int]) -> bool:
    own = node.attributes
    if node.mem_id in grounded or gives_ground(declarations(own.get("style") or "")):
        return True
    return bool(own.get("background")) or not is_white(legacy_colour(own.get("bgcolor")) or "white")


def is_part(node: LexborNode) -> bool:
    """Whether it is a part of what stands together: nobody writes a whole row that nobody sees."""
    around = next((above for above in _above(node) if above.tag in _AROUND), None)
    if node.tag in _AROUND or around is None:
        return False
    return around.text().strip() != node.text().strip()


def _above(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
