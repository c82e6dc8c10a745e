"""A line of running text to labels and values, parted where an extractor fused them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from gongkai.extract.fold import fold
from gongkai.extract.tables.labels import tags
from gongkai.extract.tables.numbers import is_value
from gongkai.form import forms

_NUMBERING = r"(?:[(]?[一二三四五六七八九十][)、]|(?<!\d)\d[.、])"
_FUSED = re.compile(r"^(.*[^\d\s.,+\-])(\d[\d.]*)$")
_ONLY_NUMBERING = re.compile(rf"^{_NUMBERING}+$")
_VALUE_THEN_NUMBERING = re.compile(
    r"^(\d+?)((?:[(][一二三四五六七八九十][)]|[一二三四五六七八九十]、|\d[.、])+)$"
)
_WORTH_PARTING = 8
_TOO_COMMON = "其他"  # stands inside other labels: only 3.其他 is parted


@lru_cache(maxsize=8_192)  # what is no piece of a table is asked twice, and labels come again
def split_labels(text: str) -> tuple[str, ...]:
    """Words of a folded line; a word of known labels and digits run together is parted."""
    words = text.split()
    lead = next((i for i, word in enumerate(words) if is_value(word)), len(words))
    if lead > 1 and tags(label := "".join(words[:lead])):  # one label that a line break had cut
        words[:lead] = [label]
    out: list[str] = []
    for word in words:
        if is_value(word) or tags(word):
            out.append(word)
            continue
        fused = _FUSED.match(word) if word[-1].isdecimal() or word[-1] == "." else None
        if fused and tags(fused.group(1)):
            out += fused.groups()
        elif len(word) > _WORTH_PARTING:
            out += _by_labels(word)
        else:
            out.append(word)
    return tuple(out)


@lru_cache(maxsize=8_192)
def coverage(words: tuple[str, ...]) -> float:
    """The share of the characters that known labels and values make up: near 1 in a table."""
    known = sum(len(word) for word in words if is_value(word) or tags(word))
    return known / max(1, sum(map(len, words)))


def _by_labels(word: str) -> list[str]:
    parts = [part for part in _labels().split(word) if part]
    out: list[str] = []
    for part in parts:
        if out and _ONLY_NUMBERING.match(out[-1]) and tags(part):
            out[-1] += part
            continue
        numbered = None if tags(part) else _VALUE_THEN_NUMBERING.match(part)
        out += [p for p in numbered.groups() if p] if numbered else [part]
    return out


@cache
def _labels() -> re.Pattern[str]:
    prints = {"信息内容"}
    for form in forms().values():
        for block in form.disclosure:
            prints.add(fold(block.clause))
            prints.update(fold(t) for x in block.measures + block.items for t in x.prints)
        for matrix in (form.requests, form.reviews):
            for label in matrix.rows + matrix.columns:
                prints.update(fold(t) for t in (*label.prints, *label.group))
            prints.update(fold(t) for t in (*matrix.heading, matrix.caption) if t)
    bare = {re.sub(rf"^{_NUMBERING}", "", p) for p in prints} - {_TOO_COMMON}
    words = "|".join(re.escape(p) for p in sorted(bare, key=len, reverse=True))
    begins = re.escape("".join(sorted({p[0] for p in bare})))  # not to try all at every character
    return re.compile(
        rf"((?=[(一二三四五六七八九十\d{begins}])"
        rf"(?:{_NUMBERING}?(?:{words})|\d\.{_TOO_COMMON}(?!法律|对外|处理|结果|主动)))"
    )
