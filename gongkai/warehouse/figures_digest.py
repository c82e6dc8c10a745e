"""Whether two documents of one unit and year say the same: a digest of their figures."""

from __future__ import annotations

import hashlib

from gongkai.extract.report import Report


def figures_digest(report: Report) -> str:
    """The same for two documents that give the same figures, however they are laid out.

    A cell without a number counts by what is printed in it; one that is blank is like one that is absent.
    """
    digest = hashlib.sha256()
    for path, figure in sorted(report.figures.items()):
        shown = figure.value if figure.value is not None else (figure.printed or "").strip()
        if shown != "":
            digest.update(f"{path}={shown}\n".encode("utf-8", "backslashreplace"))
    for name, label, value in sorted((n.name, n.label or "", n.value) for n in report.narrative):
        digest.update(f"{name}.{label}={value}\n".encode("utf-8", "backslashreplace"))
    return digest.hexdigest()[:16]
