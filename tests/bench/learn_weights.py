"""Learn what weighs for a count's being the total: `python -m tests.bench.learn_weights FOLDER...`.

FOLDER holds annotated reports: NAME.txt, and NAME.expected.json with `narrative.disclosed_total` as an expert reads
it (null where no total is stated) and in `skip` what two experts would read differently. They stay where they are,
and the project's own passages are added to them. Prints a table for gongkai/extract/prose/totals/weights.toml: the
weights of a logistic regression with a ridge penalty, those that say little left out, the others to one decimal place.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np

from gongkai.errors import GongkaiError
from gongkai.extract import extract
from gongkai.extract.fold import fold_page
from gongkai.extract.prose.clauses import sentences
from gongkai.extract.prose.lexicon import lexicon
from gongkai.extract.prose.owner import is_of_township
from gongkai.extract.prose.text import Text, join
from gongkai.extract.prose.totals.candidates import Counts
from gongkai.extract.prose.totals.weighed import Sign, signs_of
from gongkai.extract.tables.segment import segment
from gongkai.readers import read_page
from tests.unit.extract.said import passages, text_of

_SEEN = 4  # times that a sign must have been seen
_PENALTY = 1 / 0.3
_LEAST = 0.2
_STEPS = 30
_TOTAL = "disclosed_total"
Example = tuple[set[Sign], bool]


def counted(path: Path) -> Counts:
    """The counts of a report, as the reader finds them.

    Raises:
        GongkaiError: for what is no report.
    """
    page = read_page(path.read_bytes(), path.name)
    report, text = extract(page), join(segment(fold_page(page)).prose)
    return counts_of(text, report.year, report.unit)


def counts_of(text: Text, year: int | None, unit: str | None) -> Counts:
    """The counts of a text, in a report of a unit and a year."""
    said = sentences(text, year, unit, lexicon())
    return Counts(list(said), is_of_township(unit, text.text))


def labelled(counts: Counts, total: float | None) -> Iterator[Example]:
    """Each count's signs, and whether it is the total; there may be none."""
    for n, signs in signs_of(counts):
        yield signs, counts.order[n][1].value == total


def of_passages() -> Iterator[Example]:
    """The counts of the project's own passages whose total is not in doubt."""
    for said in passages():
        if _TOTAL not in said.get("doubts", ()):
            counts = counts_of(text_of(said), said.get("year", 2023), said.get("unit"))
            yield from labelled(counts, said.get(_TOTAL))


def of_reports(folders: Iterable[Path]) -> Iterator[Example]:
    """The counts of the annotated reports whose total the annotators settled."""
    for expected in sorted(path for folder in folders for path in folder.glob("*.expected.json")):
        stated = json.loads(expected.read_text("utf-8"))
        if any(path.endswith(_TOTAL) for path in stated.get("skip") or ()):
            continue
        with suppress(GongkaiError):
            counts = counted(expected.with_name(expected.name.replace(".expected.json", ".txt")))
            yield from labelled(counts, stated["narrative"].get(_TOTAL))


def learned(examples: Iterable[Example]) -> tuple[float, dict[Sign, float]]:
    """The base and the weights, by Newton's method."""
    signs, is_total = zip(*examples, strict=True)
    seen = Counter(sign for some in signs for sign in some)
    names = sorted((sign for sign, times in seen.items() if times >= _SEEN), key=str)
    column = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(signs), len(names) + 1))
    x[:, -1] = 1.0
    for row, some in enumerate(signs):
        x[row, [column[sign] for sign in some if sign in column]] = 1.0
    y, w = np.array(is_total, dtype=float), np.zeros(len(names) + 1)
    ridge = np.full(len(names) + 1, _PENALTY)
    ridge[-1] = 1e-6
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-(x @ w)))
        slope = x.T @ (p - y) + ridge * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        w -= np.linalg.solve(curve, slope)
    of = {name: round(float(w[at]), 1) for name, at in column.items() if abs(w[at]) > _LEAST}
    return round(float(w[-1]), 1), of


def table(base: float, of: dict[Sign, float]) -> str:
    """The weights as TOML, a table a kind of sign, those that say most first."""
    lines = [f"base = {base}"]
    for kind in sorted({kind for kind, _ in of}):
        some = sorted((-w, str(sign), w) for (k, sign), w in of.items() if k == kind)
        lines += ["", f"[{kind}]", *(f'"{sign}" = {weight}' for _, sign, weight in some)]
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(*learned([*of_passages(), *of_reports(map(Path, sys.argv[1:]))])))
