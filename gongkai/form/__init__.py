"""The statutory forms, read from the TOML files beside this module and checked as they are loaded.

GONGKAI_FORMS names a folder with further form files, such as that of a year to come.
"""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.errors import FormError
from gongkai.form.model import (
    DisclosureBlock,
    Form,
    Highlight,
    Identity,
    Label,
    Matrix,
    Plausible,
    Section,
    Subtopic,
)

__all__ = ["Form", "Identity", "Label", "Matrix", "Section", "forms", "load_form", "subtopics"]

_HERE = Path(__file__).parent
_NUMBERS = ("count", "signed", "amount")
_CHECKS = {  # each is one SQL file, which sums the terms that the form gives
    "request_row_total": "outcomes",
    "request_balance": "applicants",
    "request_outcome_total": "applicants",
    "review_total": "channels",
}


@cache
def forms() -> dict[str, Form]:
    """Every form that has a file, by its id, oldest first.

    Raises:
        FormError: for a file that is not a form, or two of one id.
    """
    found = [load_form(path) for path in form_files()]
    for form in found:
        if sum(other.id == form.id for other in found) > 1:
            raise FormError(
                f"two files describe the form {form.id}", next_step="give one another id"
            )
    return {form.id: form for form in sorted(found, key=lambda form: (form.first_year, form.id))}


def form_files() -> tuple[Path, ...]:
    """The form files of the package, then those of the folder that GONGKAI_FORMS names.

    Raises:
        FormError: where that is not a folder.
    """
    files = sorted(_HERE.glob("*.toml"))
    if further := os.environ.get("GONGKAI_FORMS"):
        if not Path(further).is_dir():
            raise FormError("GONGKAI_FORMS does not name a folder", further, "correct or unset it")
        files += sorted(Path(further).glob("*.toml"))
    return tuple(files)


def subtopics() -> tuple[Subtopic, ...]:
    """The matters that section one must speak of, as the form of 2021 names them."""
    return next(section.subtopics for section in forms()["2021"].sections if section.number == 1)


def load_form(path: Path) -> Form:
    """Read one form file.

    Raises:
        FormError: for bad TOML, an unknown key, a code that stands twice, an identity over
            codes the form has not, or sections that are not numbered 1 to 6.
    """
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        form = Form(
            id=raw["form"],
            notice=raw["notice"],
            first_year=raw["first_year"],
            required_from=raw.get("required_from", raw["first_year"]),
            sections=tuple(_section(s) for s in raw["section"]),
            disclosure=tuple(
                DisclosureBlock(b["clause"], _labels(b["measures"]), _labels(b["items"]))
                for b in raw["disclosure"]
            ),
            requests=_matrix(raw["requests"], "outcomes", "applicants"),
            reviews=_matrix(raw["reviews"], "channels", "results"),
            identities=tuple(
                Identity(i["check"], i["along"], tuple(i["left"]), tuple(i["right"]))
                for i in raw["identity"]
            ),
            highlights=tuple(Highlight(**h) for h in raw.get("highlight", ())),
            plausible=Plausible(**raw["plausible"]) if "plausible" in raw else None,
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormError(f"not valid TOML: {error}", path.name) from error
    except KeyError as error:
        raise FormError(f"the key {error} is missing", path.name, "compare 2021.toml") from error
    except TypeError as error:
        raise FormError(f"a key that no form has: {error}", path.name) from error
    _check(form, path.name)
    _check_sums(form, path.name)
    return form


def _labels(rows: list[dict[str, Any]]) -> tuple[Label, ...]:
    lists = ("alias", "group")
    frozen: list[dict[str, Any]] = [
        {k: tuple(v) if k in lists else v for k, v in row.items()} for row in rows
    ]
    return tuple(Label(**row) for row in frozen)


def _section(raw: dict[str, Any]) -> Section:
    topics = tuple(Subtopic(t["name"], tuple(t["words"])) for t in raw.get("subtopics", ()))
    return Section(raw["number"], raw["title"], tuple(raw.get("alias", ())), topics)


def _matrix(raw: dict[str, Any], rows: str, columns: str) -> Matrix:
    return Matrix(
        _labels(raw[rows]),
        _labels(raw[columns]),
        tuple(raw["heading"]),
        raw.get("caption", ""),
        _labels(raw.get("groups", [])),
    )


def _check(form: Form, name: str) -> None:
    if not re.search(r"〔\d{4}〕\d+号$", form.notice):
        raise FormError(f"the notice {form.notice!r} has no number such as 〔2021〕30号", name)
    if [s.number for s in form.sections] != [1, 2, 3, 4, 5, 6]:
        raise FormError("sections must be numbered 1 to 6", name)
    if len(set(form.cell_paths)) != len(form.cell_paths):
        twice = sorted({p for p in form.cell_paths if form.cell_paths.count(p) > 1})
        raise FormError(f"cells stand twice: {', '.join(twice)}", name, "give each row its own id")
    labels = [m for b in form.disclosure for m in b.measures + b.items]
    for label in labels:
        if label.number not in _NUMBERS:
            raise FormError(f"{label.id}: number must be one of {_NUMBERS}", name)


def _check_sums(form: Form, name: str) -> None:
    known = {
        "outcomes": {c.id for c in form.requests.columns},
        "applicants": {r.id for r in form.requests.rows},
        "channels": {c.id for c in form.reviews.columns},
    }
    if {i.check: i.along for i in form.identities} != _CHECKS:
        raise FormError(f"it must have one identity of each of {', '.join(_CHECKS)}", name)
    for identity in form.identities:
        strange = set(identity.left + identity.right) - known[identity.along]
        if strange:
            raise FormError(f"identity {identity.check} names {sorted(strange)}", name)
    balance, parts = form.identity("request_balance"), form.identity("request_outcome_total")
    summed = {*balance.left, *balance.right, *parts.right}
    if strange := {row.id for row in form.requests.rows} - summed:
        raise FormError(f"no identity sums the outcomes {sorted(strange)}", name)
    if strange := {h.cell for h in form.highlights} - set(form.cell_paths):
        raise FormError(f"highlights that are not its cells: {sorted(strange)}", name)
