"""Takes out of a parsed page what no browser shows, and puts in what only a browser would.

`tests/unit/readers/test_html_visibility.py` lists construct by construct.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.errors import TooLargeError
from gongkai.readers.web.html_colours import is_white, legacy_colour
from gongkai.readers.web.html_ink import WHITISH, gives_ground, is_lost, is_part
from gongkai.readers.web.html_layout import set_text
from gongkai.readers.web.html_marks import cell_of, marks_among, part_small_print
from gongkai.readers.web.html_markup import LINE, Markup
from gongkai.readers.web.html_styles import (
    INLINE,
    Effect,
    Rule,
    decisive,
    declarations,
    effect,
    matched,
    rules,
)

_STRUCK = ("del", "s", "strike")
_ALOFT = ("rt", "rp", "datalist")
_NO_TEXT = (("script", "style"), ("noscript",))
_SHOWN_AGAIN = '[style*="visibility:visible"],[style*="visibility: visible"]'
_UNSHOWN = "[hidden]"
_CLOSED = "dialog:not([open]),[popover]"
_INSTEAD = ("video", "audio", "canvas", "iframe", "noframes", "noembed", "progress", "meter")
_LINKED_SHEET = re.compile(r"^link\b[^\n]*stylesheet", re.IGNORECASE | re.MULTILINE)
_MOST_INKED = 2_000
_FIELDS = ("input", "textarea", "select")
_CELL = ("td", "th")
_WHOLE = ("html", "body")  # a page that is hidden until it is loaded is shown
_NO_TEXT_FIELDS = (
    "hidden",
    "button",
    "submit",
    "reset",
    "image",
    "checkbox",
    "radio",
    "file",
    "password",
)
_STYLE = re.compile(r"\bstyle\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_WORD = re.compile(r"[\w-]+")
_MOST_RULES = 500  # that hide and may find an element: each asks for the whole page
_HIDDEN = re.compile(r"[\s\"'/]hidden(?![\w-])", re.IGNORECASE)


def prune(tree: LexborHTMLParser, markup: Markup) -> None:
    """Change a parsed page into what a person sees of it."""
    sheets = _sheets(tree, markup)
    _remove(_hidden(tree, markup, sheets))
    for inner in _NO_TEXT:  # one after the other: what lies inside another must not go twice
        if not markup.below.isdisjoint(inner):
            for node in markup.select(tree, *inner):
                node.decompose()
    set_text(tree, markup, sheets)
    _marks(tree, markup)
    part_small_print(tree, markup)
    if "details" in markup.tags:
        _fold(tree)
    for node in markup.select(tree, *_INSTEAD):
        node.inner_html = ""  # what stands in it is for those who cannot show it
    for node in markup.select(tree, *_FIELDS):
        node.replace_with(_field(node))


def _sheets(tree: LexborHTMLParser, markup: Markup) -> list[Rule]:
    """The rules of the page's own style sheets that may find an element."""
    sheets = [r for style in markup.select(tree, "style") for r in rules(style.text() or "")]
    if not sheets:
        return []
    named = frozenset(_WORD.findall(markup.said))
    return [rule for rule in sheets if rule.names <= named]


def _hidden(
    tree: LexborHTMLParser, markup: Markup, sheets: list[Rule]
) -> list[tuple[LexborNode, Effect]]:
    found = [(node, Effect.BLANK) for node in markup.select(tree, *_STRUCK)]
    found += [(node, Effect.GONE) for node in markup.select(tree, *_ALOFT)]
    unless_styled = [_UNSHOWN] if _HIDDEN.search(markup.said) else []
    unless_styled += [_CLOSED] if "dialog" in markup.tags or "popover" in markup.said else []
    base: dict[int, tuple[LexborNode, dict[str, str]]] = {
        node.mem_id: (node, {"display": "none"})
        for selector in unless_styled
        for node in tree.css(selector)
    }
    _by_rules(tree, markup, sheets, base)
    if any(map(_inline_effect, _inline_styles(markup.said))):
        for node in tree.css("[style]"):
            if _inline_effect(node.attributes["style"] or ""):
                base.setdefault(node.mem_id, (node, {}))
    for node, declared in base.values():
        own = declarations(node.attributes.get("style") or "")
        kept = {name: value for name, value in declared.items() if value.endswith("!important")}
        how = effect({**declared, **own, **kept}, node.tag)
        if how is not None and node.tag not in _WHOLE:
            found.append((node, how))
    return found + [(node, Effect.BLANK) for node in _lost(tree, markup, sheets)]


def _lost(tree: LexborHTMLParser, markup: Markup, sheets: list[Rule]) -> Iterator[LexborNode]:
    """The elements whose text is white on white."""
    white = [rule for rule in sheets if rule.is_white]
    if not white and not WHITISH.search(markup.said):
        return
    inked = {node.mem_id: node for rule in white[:_MOST_RULES] for node in matched(tree, rule)}
    for node in tree.css("font[color],[style]"):
        own = node.attributes
        ink = declarations(own.get("style") or "").get("color")
        ink = ink or legacy_colour(own.get("color"))
        if is_white(ink):
            inked[node.mem_id] = node
        elif ink:
            inked.pop(node.mem_id, None)
    nodes = list(itertools.islice(inked.values(), _MOST_INKED))
    if _LINKED_SHEET.search(markup.said):  # it may give any of them a ground
        nodes = [node for node in nodes if is_part(node)]
    if not nodes:
        return
    grounds = [rule for rule in sheets if gives_ground(rule.declared)]
    grounded = {n.mem_id for rule in grounds[:_MOST_RULES] for n in matched(tree, rule)}
    known: dict[int, bool] = {}
    yield from [node for node in nodes if is_lost(node, grounded, known)]


def _inline_styles(said: str) -> set[str]:
    return {double or single or bare for double, single, bare in _STYLE.findall(said)}


@lru_cache(maxsize=4_096)
def _inline_effect(style: str) -> Effect | None:
    return effect(declarations(unescape(style)))


def _by_rules(
    tree: LexborHTMLParser,
    markup: Markup,
    sheets: list[Rule],
    base: dict[int, tuple[LexborNode, dict[str, str]]],
) -> None:
    """Add what the page's own style sheets declare for each element that one of their rules hides,
    or gives a line of its own within a line."""
    hides = [rule for rule in sheets if rule.hides]
    apart = [rule for rule in sheets if rule.sets_apart]
    telling = _telling(sheets, {name for rule in hides for name in decisive(rule.declared)})
    if len(telling) > _MOST_RULES:
        raise TooLargeError("html_too_many_rules", markup.name, most=_MOST_RULES)
    if apart:
        more = _telling(sheets, {"display", *(n for r in hides for n in decisive(r.declared))})
        telling, apart = (more, apart) if len(more) <= _MOST_RULES else (telling, [])
    telling.sort(key=lambda rule: rule.weight)
    found = [(rule, node) for rule in (*hides, *apart) for node in matched(tree, rule)]
    for rule, node in found:
        if rule.hides or node.tag in INLINE:
            base.setdefault(node.mem_id, (node, {}))
    for rule in telling:
        for node in matched(tree, rule):
            if node.mem_id in base:
                declared = base[node.mem_id][1]
                for name, value in rule.declared.items():
                    if not declared.get(name, "").endswith("!important") or value.endswith(
                        "!important"
                    ):
                        declared[name] = value


def _telling(sheets: list[Rule], watched: Set[str]) -> list[Rule]:
    """The rules that declare any of these properties."""
    return [rule for rule in sheets if watched & rule.declared.keys()]


def _remove(hidden: Iterable[tuple[LexborNode, Effect]]) -> None:
    how: dict[int, tuple[LexborNode, Effect]] = {}
    for node, what in hidden:  # of several, what takes most away
        if node.mem_id not in how or what.value > how[node.mem_id][1].value:
            how[node.mem_id] = (node, what)
    stays = (Effect.RAISED, Effect.LINE, Effect.ASIDE)
    going = {key for key, (_, what) in how.items() if what not in stays}
    within: dict[int, bool] = {}  # told before anything goes: what lies inside goes with it
    outermost = [pair for pair in how.values() if not _lies_in(pair[0].parent, going, within)]
    for node in marks_among(node for node, what in outermost if what is Effect.RAISED):
        _empty(node)
    for node, what in outermost:
        if what is Effect.RAISED:
            continue
        if what is Effect.LINE or what is Effect.ASIDE:
            if node.tag in INLINE and (what is Effect.LINE or cell_of(node) is not None):
                node.insert_before(LINE)
                node.insert_after(LINE)
        elif what is Effect.BLANK:
            _empty(node)
        else:
            node.decompose()


def _lies_in(node: LexborNode | None, going: Set[int], known: dict[int, bool]) -> bool:
    """Whether a node or one above it goes; each is asked once."""
    asked: list[int] = []
    while node is not None and node.mem_id not in known and node.mem_id not in going:
        asked.append(node.mem_id)
        node = node.parent
    answer = node is not None and (node.mem_id in going or known[node.mem_id])
    known.update(dict.fromkeys(asked, answer))
    return answer


def _empty(node: LexborNode) -> None:
    """Take the content away and leave the place: a cell that shows nothing is a cell all the same."""
    if shown := node.css(_SHOWN_AGAIN):
        node.inner_html = "".join(part.html or "" for part in shown)
    elif node.tag in _CELL:
        node.inner_html = ""
    elif node.tag == "tr":
        for cell in node.css("td,th"):
            cell.inner_html = ""
    else:
        node.decompose()


def _marks(tree: LexborHTMLParser, markup: Markup) -> None:
    """Take out the marks of notes, raised or linked to a note as Word links them."""
    wanted = [*markup.tags.intersection(("sup", "sub"))]
    wanted += ["msup > :nth-child(2)"] if "msup" in markup.tags else []
    if "#_ftn" in markup.said or "#_edn" in markup.said:
        wanted.append('a[href^="#_ftn"],a[href^="#_edn"]')
    marks = tree.css(",".join(wanted)) if wanted else []
    own, within = {node.mem_id for node in marks}, dict[int, bool]()
    for node in marks_among(n for n in marks if not _lies_in(n.parent, own, within)):
        node.decompose()


def _fold(tree: LexborHTMLParser) -> None:
    """Leave of what is folded in a cell its summary; a folded part of a page is there to be opened."""
    folded = tree.css("td details:not([open]),th details:not([open])")
    own, within = {node.mem_id for node in folded}, dict[int, bool]()
    for node in [n for n in folded if not _lies_in(n.parent, own, within)]:
        summary = node.css_first("summary")
        node.inner_html = (summary.html or "") if summary is not None else ""


def _field(node: LexborNode) -> str:
    """What a form field shows."""
    if node.tag == "textarea":
        return node.text() or ""
    if node.tag == "select":
        options = node.css("option[selected]") or node.css("option")
        return (options[0].text() or "").strip() if options else ""
    attributes = node.attributes
    if (attributes.get("type") or "text").lower() in _NO_TEXT_FIELDS:
        return ""
    return attributes.get("value") or ""
