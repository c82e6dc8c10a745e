"""Whether two documents of one unit and year say the same: a digest of their figures."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from gongkai.extract.report import Report


def figures_digest(report: Report) -> str:
    """The same for two documents that give the same figures, however they are laid out.

    A cell without a number counts by what is printed in it; one that is blank is like one that is absent.
    """
    figures, said = report.figures, []
    for path in _sorted(tuple(figures)):
        figure = figures[path]
        shown = figure.value if figure.value is not None else (figure.printed or "").strip()
        if shown != "":
            said.append(f"{path}={shown}\n")
    for name, label, value in sorted((n.name, n.label or "", n.value) for n in report.narrative):
        said.append(f"{name}.{label}={value}\n")
    return hashlib.sha256("".join(said).encode("utf-8", "backslashreplace")).hexdigest()[:16]


@lru_cache(maxsize=64)  # of each form, and of what a report prints beside it
def _sorted(paths: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(paths))
