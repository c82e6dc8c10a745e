"""Where a browser sets text otherwise than its characters follow: lines kept, runs turned, fractions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.readers.web.html_markup import LINE, Markup
from gongkai.readers.web.html_styles import Rule, declarations, matched, sets_text

_KEPT = ("pre", "break-spaces")
_STYLED = '[style*="white-space"],[style*="bidi-override"],[style*="isolate-override"]'
_SPACED = '[style*="white-space"]'
_MOST_RULES = 50
_WHOLE = ("html", "body")
_UNDRAWN = (
    "title",
    "desc",
    "defs",
    "metadata",
    "[visibility=hidden]",
    "[display=none]",
    '[opacity="0"]',
)


def set_text(tree: LexborHTMLParser, markup: Markup, sheets: Iterable[Rule]) -> None:
    """Put line breaks where lines are kept, and the characters of turned runs as they are seen."""
    for node in markup.select(tree, "mfrac"):
        for below in list(node.iter())[1:]:
            below.insert_before("/")
    if "svg" in markup.tags:
        for node in tree.css(",".join(f"svg {part}" for part in _UNDRAWN)):
            node.decompose()
    for node, declared in _styled(tree, markup, sheets):
        if _is_turned(node, declared):
            for text in _texts(node):
                text.replace_with((text.text_content or "")[::-1])
        elif declared.get("white-space", "").startswith(_KEPT) and node.tag not in _WHOLE:
            _keep_lines(node)


def _styled(
    tree: LexborHTMLParser, markup: Markup, sheets: Iterable[Rule]
) -> Iterator[tuple[LexborNode, Mapping[str, str]]]:
    """The elements whose style or kind may set their text so, with what it declares."""
    for node in markup.select(tree, "pre", "listing"):
        yield node, {"white-space": "pre"}
    for node in markup.select(tree, "bdo"):
        yield node, {"unicode-bidi": "bidi-override"}
    setting = [rule for rule in sheets if sets_text(rule.declared)]
    for rule in setting[:_MOST_RULES]:
        for node in matched(tree, rule):
            yield node, rule.declared
    if "white-space" in markup.said or "-override" in markup.said:
        for node in tree.css(_STYLED):
            yield node, declarations(node.attributes["style"] or "")


def _is_turned(node: LexborNode, declared: Mapping[str, str]) -> bool:
    """Whether a run is shown from right to left, its digits too."""
    if not declared.get("unicode-bidi", "").startswith(("bidi-override", "isolate-override")):
        return False
    return "rtl" in (declared.get("direction"), (node.attributes.get("dir") or "").lower())


def _keep_lines(node: LexborNode) -> None:
    if any(inner.mem_id != node.mem_id for inner in node.css(_SPACED)):
        return  # some of it may not keep them
    for text in _texts(node):
        said = text.text_content or ""
        if "\n" in said:
            text.replace_with(said.replace("\n", LINE))


def _texts(node: LexborNode) -> list[LexborNode]:
    return [inner for inner in node.traverse(include_text=True) if inner.tag == "-text"]
