"""Which row, column or heading of the forms a printed label is, identified by its characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from gongkai.extract.fold import fold
from gongkai.form import Form, forms

_NUMBERING = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．,]|[(（]?\d{1,2}[)）、.．](?!\d))+"
)
_NOT_WORDS = re.compile(r"[^\w/]|_")
_YEAR_INSERTED = re.compile(r"\(?(?:19|20)\d\d年?(?:度)?\)?")
_LONG_NOTE = re.compile(r"[((][^()()]{8,}[))]?")
_FUZZY = 84
_CUT = 3  # characters of a heading that a line break left together
COLUMN_KINDS = frozenset(
    ("measure", "applicant", "channel", "result", "heading", "caption", "clause")
)
ROW_KINDS = frozenset(("item", "outcome"))
_OPENING_KINDS = frozenset(
    ("clause", "measure", "caption", "outcome", "group", "result", "heading")
)
_TELLING = 3  # 其他 stands in every table


@dataclass(frozen=True, slots=True, eq=False)  # each is made once
class Tag:
    """One thing a label can be.

    `kind`: item, measure, outcome, group, applicant, channel, result, heading (of columns),
    caption or clause; `table`: 2, 3 or 4; `forms`: the forms that print it.
    """

    kind: str
    id: str
    table: int
    forms: frozenset[str]


def key(text: str) -> str:
    """Folded text without numbering, punctuation and spaces: what two prints of a label share."""
    text = _NUMBERING.sub("", text.strip())
    return _NOT_WORDS.sub("", text).replace("档案", "文件")


@cache
def vocabulary() -> dict[str, tuple[Tag, ...]]:
    """Every label of every form, by its key."""
    found: dict[str, dict[tuple[str, str, int], set[str]]] = {}
    for form in forms().values():
        for text, kind, id_, table in (*_section_2(form), *_section_3(form), *_section_4(form)):
            what = found.setdefault(key(fold(text)), {})
            what.setdefault((kind, id_, table), set()).add(form.id)
    return {
        text: tuple(Tag(*what, frozenset(ids)) for what, ids in tags.items())
        for text, tags in found.items()
    }


_Printed = Iterator[tuple[str, str, str, int]]  # text, kind, id, table


def _section_2(form: Form) -> _Printed:
    for block in form.disclosure:
        yield block.clause, "clause", block.clause, 2
        for kind, labels in (("measure", block.measures), ("item", block.items)):
            for label in labels:
                yield from ((text, kind, label.id, 2) for text in label.prints)
    yield "信息内容", "heading", "信息内容", 2


def _section_3(form: Form) -> _Printed:
    yield form.requests.caption, "caption", "caption", 3
    for label in form.requests.rows:
        yield from ((text, "outcome", label.id, 3) for text in label.prints)
        yield from ((text, "group", text, 3) for text in label.group)
    for label in form.requests.columns:
        yield label.label, "applicant", label.id, 3
    yield from ((text, "heading", text, 3) for text in form.requests.heading)


def _section_4(form: Form) -> _Printed:
    yield from ((label.label, "channel", label.id, 4) for label in form.reviews.rows)
    yield from ((label.label, "result", label.id, 4) for label in form.reviews.columns)
    yield "行政诉讼", "heading", "行政诉讼", 4


@cache
def _beginnings() -> tuple[str, ...]:
    """Numbered labels of section 3 as printed, without spaces."""
    return tuple(
        fold(text)
        for form in forms().values()
        for label in form.requests.rows
        for text in (*label.prints, *label.group)
    )


def begins_label(text: str) -> bool:
    """Whether folded text is the beginning of a row's label, numbering included."""
    start = "".join(text.split())
    return any(label.startswith(start) for label in _beginnings())


def foreign_to(keys: Iterable[str]) -> re.Pattern[str]:
    """A character that is in none of some labels, nor in what `key` takes out of one: prose has one soon."""
    known = "".join(sorted({*"".join(keys), *"一二三四五六七八九十档案"}))
    return re.compile(rf"[^{re.escape(known)}\d\W_]")


@cache
def _foreign() -> re.Pattern[str]:
    return foreign_to(vocabulary())


@lru_cache(maxsize=16_384)
def tags(text: str) -> tuple[Tag, ...]:
    """What a folded label can be, by its exact key; empty when it is none of the forms'."""
    return () if _foreign().search(text) else vocabulary().get(key(text), ())


@lru_cache(maxsize=16_384)
def near_tags(text: str) -> tuple[Tag, ...]:
    """Like `tags`, but long notes, an inserted year, and damage of a few characters are forgiven."""
    exact = tags(text)
    if exact:
        return exact
    for shorter in (_YEAR_INSERTED.sub("", text), _LONG_NOTE.sub("", text)):
        if shorter != text and shorter and (found := tags(shorter)):
            return found
    wanted = key(_LONG_NOTE.sub("", text))
    if len(wanted) < 3 or len(wanted) > 60:
        return ()
    best = process.extractOne(wanted, vocabulary().keys(), scorer=fuzz.ratio, score_cutoff=_FUZZY)
    return vocabulary()[best[0]] if best else ()


@lru_cache(maxsize=16_384)
def applicant_begun(text: str) -> str | None:
    """The applicant whose column heading a line break cut after this text: `法律服务` of `法律服务机构`."""
    begun = {
        label.id
        for form in forms().values()
        for label in form.requests.columns
        if len(text) >= _CUT and fold(label.label).startswith(text)
    }
    return begun.pop() if len(begun) == 1 else None


@lru_cache(maxsize=65_536)
def likeness(printed: str, label_key: str) -> float:
    """How well printed label text (folded, perhaps with its group before it) fits a label: 0 to 1."""
    wanted = key(printed)
    if wanted == label_key:
        return 1.0
    if not wanted:
        return 0.0
    if len(label_key) > 2 and wanted.endswith(label_key):
        return 0.98
    plain = key(_LONG_NOTE.sub("", printed))
    if plain == label_key:
        return 0.98
    tail = wanted[-len(label_key) - 2 :]
    return (
        max(
            fuzz.ratio(wanted, label_key),
            fuzz.ratio(tail, label_key) - 3.0,
            fuzz.ratio(plain, label_key),
        )
        / 100
    )


@lru_cache(maxsize=16_384)
def opens(text: str) -> tuple[int, bool]:
    """The table that a label belongs to alone (0: none), and whether it opens that a second time."""
    found = tags(text)
    tables = {tag.table for tag in found}
    if len(tables) != 1 or len(key(text)) < _TELLING:
        return 0, False
    if not any(tag.kind in _OPENING_KINDS for tag in found):
        return 0, False
    again = any(tag.kind == "clause" for tag in found)  # no other table prints Article 20
    return tables.pop(), again


@lru_cache(maxsize=16_384)
def near_here(text: str, table: int) -> tuple[Tag, ...]:
    """What a label is in one table, damage forgiven."""
    return tuple(tag for tag in near_tags(text) if tag.table == table)


@lru_cache(maxsize=16_384)
def names_row(text: str, table: int) -> bool:
    """Whether a label is exactly that of a row of one table."""
    return any(tag.kind in ROW_KINDS and tag.table == table for tag in tags(text))
