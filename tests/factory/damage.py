"""Good documents damaged, together with what the damaged document still says.

A damage changes the tables of a composed document or the text that was written from it. `says`
holds, for each cell, the one value that may be read from it without a doubt; any other must be
named as doubtful.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.factory.document import Document
from tests.factory.tables import Cell, Table

Rows = list[list[Cell]]
Says = dict[str, float | None]
_NONSENSE = ("*#", "见附件", "？", "1O2", "3 4", "--1", "12.3.4")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A document, the kind of its damage, and what it says."""

    document: Document
    kind: str
    says: Says


def damage(document: Document, says: Says, rng: random.Random) -> Damaged:
    """One damage at random to one table of the document."""
    kind = rng.choice(sorted(KINDS))
    blocks = list(document.blocks)
    tables = [i for i, block in enumerate(blocks) if isinstance(block, Table)]
    says = dict(says)
    if tables:
        at = rng.choice(tables)
        table = blocks[at]
        assert isinstance(table, Table)
        rows = [list(row) for row in table.rows]
        KINDS[kind](rows, says, rng)
        blocks[at] = replace(table, rows=tuple(tuple(row) for row in rows))
    return Damaged(replace(document, blocks=tuple(blocks)), kind, says)


def _numbers(rows: Rows) -> list[int]:
    return [i for i, row in enumerate(rows) if any(cell.path for cell in row)]


def _labelled(rows: Rows) -> list[tuple[int, int]]:
    """Row and place of the label that names each row of numbers."""
    found = []
    for i in _numbers(rows):
        labels = [k for k, cell in enumerate(rows[i]) if not cell.path]
        if labels:
            found.append((i, labels[-1]))
    return found


def _drop_label(rows: Rows, says: Says, rng: random.Random) -> None:
    if places := _labelled(rows):
        i, k = rng.choice(places)
        rows[i][k] = replace(rows[i][k], text="")


def _cut_label(rows: Rows, says: Says, rng: random.Random) -> None:
    if places := _labelled(rows):
        i, k = rng.choice(places)
        text = rows[i][k].text
        keep = rng.randint(0, max(0, len(text) - 1))
        rows[i][k] = replace(
            rows[i][k], text=rng.choice([text[:keep], text[-keep:] if keep else ""])
        )


def _mistype_label(rows: Rows, says: Says, rng: random.Random) -> None:
    if places := _labelled(rows):
        i, k = rng.choice(places)
        text = list(rows[i][k].text)
        for _ in range(rng.randint(1, 3)):
            text[rng.randrange(len(text))] = rng.choice("某的申请信息公开行政□?")
        rows[i][k] = replace(rows[i][k], text="".join(text))


def _double_label(rows: Rows, says: Says, rng: random.Random) -> None:
    if places := _labelled(rows):
        i, k = rng.choice(places)
        rows[i][k] = replace(rows[i][k], text=rows[i][k].text * 2)


def _swap_labels(rows: Rows, says: Says, rng: random.Random) -> None:
    """The numbers then stand behind each other's label: only the label's word may be taken."""
    places = _labelled(rows)
    if len(places) < 2:
        return
    (i, k), (j, m) = rng.sample(places, 2)
    paths = [[c.path for c in rows[n] if c.path] for n in (i, j)]
    if len(paths[0]) != len(paths[1]):
        return
    first, second = rows[i][k].text, rows[j][m].text
    rows[i][k], rows[j][m] = replace(rows[i][k], text=second), replace(rows[j][m], text=first)
    for a, b in zip(*paths, strict=True):
        says[a], says[b] = says[b], says[a]


def _drop_row(rows: Rows, says: Says, rng: random.Random) -> None:
    if numbers := _numbers(rows):
        i = rng.choice(numbers)
        if any(cell.rowspan > 1 for cell in rows[i]):
            return
        for cell in rows.pop(i):
            if cell.path:
                says[cell.path] = None
        _shrink(rows, i)


def _double_row(rows: Rows, says: Says, rng: random.Random) -> None:
    free = [i for i in _numbers(rows) if all(cell.rowspan == 1 for cell in rows[i])]
    if free:
        i = rng.choice(free)
        rows.insert(i, list(rows[i]))
        _shrink(rows, i, by=-1)


def _swap_rows(rows: Rows, says: Says, rng: random.Random) -> None:
    free = [i for i in _numbers(rows) if all(cell.rowspan == 1 for cell in rows[i])]
    pairs = [(a, b) for a, b in itertools.pairwise(free) if len(rows[a]) == len(rows[b])]
    if pairs:
        a, b = rng.choice(pairs)
        rows[a], rows[b] = rows[b], rows[a]


def _drop_value(rows: Rows, says: Says, rng: random.Random) -> None:
    if (place := _value(rows, rng)) is not None:
        i, k = place
        if sum(bool(cell.path) for cell in rows[i]) == 2:
            return  # what is left would read as one cell merged over both columns
        says[rows[i].pop(k).path] = None


def _double_value(rows: Rows, says: Says, rng: random.Random) -> None:
    if (place := _value(rows, rng)) is not None:
        i, k = place
        rows[i].insert(k, rows[i][k])


def _blank_value(rows: Rows, says: Says, rng: random.Random) -> None:
    if (place := _value(rows, rng)) is not None:
        i, k = place
        says[rows[i][k].path] = None
        rows[i][k] = replace(rows[i][k], text=rng.choice(["", "/", "-", "—", "无"]))


def _spoil_value(rows: Rows, says: Says, rng: random.Random) -> None:
    if (place := _value(rows, rng)) is not None:
        i, k = place
        says[rows[i][k].path] = None
        rows[i][k] = replace(rows[i][k], text=rng.choice(_NONSENSE))


def _change_value(rows: Rows, says: Says, rng: random.Random) -> None:
    if (place := _value(rows, rng)) is not None:
        i, k = place
        number = rng.randint(0, 3000)
        if rows[i][k].path == "disclosure.procurement.amount":
            return
        says[rows[i][k].path] = number
        rows[i][k] = replace(rows[i][k], text=str(number))


def _fuse_values(rows: Rows, says: Says, rng: random.Random) -> None:
    """Two neighbours in one cell: neither can be recovered, but for two zeros."""
    if (place := _value(rows, rng)) is not None:
        i, k = place
        if k + 1 < len(rows[i]) and rows[i][k + 1].path and rows[i][k].text:
            gone = rows[i].pop(k + 1)
            fused = rows[i][k].text + gone.text
            if fused != "00":
                says[gone.path] = says[rows[i][k].path] = None
            rows[i][k] = replace(rows[i][k], text=fused)


def _drop_heading(rows: Rows, says: Says, rng: random.Random) -> None:
    heads = [i for i, row in enumerate(rows) if not any(cell.path for cell in row)]
    if heads:
        i = rng.choice(heads)
        rows[i] = [replace(cell, text="") for cell in rows[i]]


def _swap_headings(rows: Rows, says: Says, rng: random.Random) -> None:
    """Two applicants' columns change their names: the word of the heading counts."""
    names = ["商业企业", "科研机构", "社会公益组织", "法律服务机构"]
    places = {c.text: (i, k) for i, row in enumerate(rows) for k, c in enumerate(row)}
    known = [n for n in names if n in places]
    if len(known) < 2:
        return
    first, second = rng.sample(known, 2)
    for name, other in ((first, second), (second, first)):
        i, k = places[name]
        rows[i][k] = replace(rows[i][k], text=other)
    ids = dict(
        zip(names, ["business", "research", "public_interest", "legal_services"], strict=True)
    )
    for path in [p for p in says if p.endswith(f".{ids[first]}")]:
        other = path.removesuffix(ids[first]) + ids[second]
        says[path], says[other] = says[other], says[path]


def _value(rows: Rows, rng: random.Random) -> tuple[int, int] | None:
    places = [(i, k) for i, row in enumerate(rows) for k, cell in enumerate(row) if cell.path]
    return rng.choice(places) if places else None


def _shrink(rows: Rows, at: int, by: int = 1) -> None:
    """Keep the spans that reach over a row that went or came."""
    for i in range(at):
        for k, cell in enumerate(rows[i]):
            if i + cell.rowspan > at and cell.rowspan > 1:
                rows[i][k] = replace(cell, rowspan=cell.rowspan - by)


KINDS: dict[str, Callable[[Rows, Says, random.Random], None]] = {
    "label dropped": _drop_label,
    "label cut": _cut_label,
    "label mistyped": _mistype_label,
    "label doubled": _double_label,
    "labels swapped": _swap_labels,
    "row dropped": _drop_row,
    "row doubled": _double_row,
    "rows swapped": _swap_rows,
    "value dropped": _drop_value,
    "value doubled": _double_value,
    "value blanked": _blank_value,
    "value spoilt": _spoil_value,
    "value changed": _change_value,
    "values fused": _fuse_values,
    "headings dropped": _drop_heading,
    "headings swapped": _swap_headings,
}


def damage_bytes(body: bytes, rng: random.Random) -> bytes:
    """Drop, double or change bytes of Chinese characters (UTF-8): no digit and no mark of layout."""
    out = bytearray(body)
    for _ in range(rng.choice([1, 3, 10, 40])):
        at = rng.randrange(len(out))
        if out[at] >= 0x80:
            change = rng.randrange(3)
            if change == 0:
                del out[at]
            elif change == 1:
                out.insert(at, out[at])
            else:
                out[at] = rng.randrange(0x80, 0x100)
    return bytes(out)
