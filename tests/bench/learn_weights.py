"""Learn what weighs for a count's being the total: `python -m tests.bench.learn_weights FOLDER...`.

FOLDER holds annotated reports: NAME.txt, and NAME.expected.json with `narrative.disclosed_total` as an expert reads
it (null where no total is stated) and in `skip` what two experts would read differently. They stay where they are,
and the project's own passages are added to them. Prints a table for gongkai/extract/prose/totals/weights.toml: the weights of a logistic regression with a
ridge penalty, those that say little left out, the others to one decimal place.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from gongkai.errors import GongkaiError
from gongkai.extract import extract
from gongkai.extract.fold import fold_page
from gongkai.extract.prose.clauses import sentences
from gongkai.extract.prose.lexicon import lexicon
from gongkai.extract.prose.owner import is_township, speaks_as_township
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


def counted(path: Path) -> Counts:
    """The counts of a report, as the reader finds them.

    Raises:
        GongkaiError: for what is no report.
    """
    page = read_page(path.read_bytes(), path.name)
    report, text = extract(page), join(segment(fold_page(page)).prose)
    return _counts(text, report.year, report.unit)


def _counts(text: Text, year: int | None, unit: str | None) -> Counts:
    township = is_township(unit) if unit else speaks_as_township(text.text)
    return Counts(list(sentences(text, year, unit, lexicon())), township)


def of_passages() -> tuple[list[set[Sign]], list[bool]]:
    """The same of the project's own passages whose total is not in doubt."""
    signs: list[set[Sign]] = []
    is_total: list[bool] = []
    for said in passages():
        if _TOTAL in said.get("doubts", ()):
            continue
        counts = _counts(text_of(said), said.get("year", 2023), said.get("unit"))
        for n, some in signs_of(counts):
            signs.append(some)
            is_total.append(counts.order[n][1].value == said.get(_TOTAL))
    return signs, is_total


def examples(folders: list[Path]) -> tuple[list[set[Sign]], list[bool]]:
    """The signs of every count of the annotated reports, and whether it is the total."""
    signs: list[set[Sign]] = []
    is_total: list[bool] = []
    for expected in sorted(path for folder in folders for path in folder.glob("*.expected.json")):
        stated = json.loads(expected.read_text("utf-8"))
        if any(path.endswith(_TOTAL) for path in stated.get("skip") or ()):
            continue
        try:
            counts = counted(expected.with_name(expected.name.replace(".expected.json", ".txt")))
        except GongkaiError:
            continue
        total = stated["narrative"].get(_TOTAL)
        for n, some in signs_of(counts):
            signs.append(some)
            is_total.append(total is not None and counts.order[n][1].value == total)
    return signs, is_total


def learned(signs: list[set[Sign]], is_total: list[bool]) -> tuple[float, dict[Sign, float]]:
    """The base and the weights, by Newton's method."""
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
    (signs, is_total), (more, also) = of_passages(), examples([*map(Path, sys.argv[1:])])
    print(table(*learned(signs + more, is_total + also)))
