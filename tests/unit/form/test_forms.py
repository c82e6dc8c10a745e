"""The forms as data: how many cells they have, and what is said of a form file with a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

import gongkai.form
from gongkai.errors import FormError
from gongkai.form import form_files, forms, load_form

FILE = Path(gongkai.form.__file__).parent / "2021.toml"


def test_cells() -> None:
    assert len(forms()["2021"].cell_paths) == 200
    regional = [i for b in forms()["2019"].disclosure for i in b.items if i.regional]
    assert [item.id for item in regional] == ["other_documents"]
    assert len(forms()["2019"].cell_paths) == 198 + 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('form = "2021"', "form = ", "not valid TOML"),
        ('form = "2021"', "", "'form' is missing"),
        ('label = "规章"', 'label = "规章", colour = "red"', "no form has"),
        ('id = "normative_documents"', 'id = "regulations"', "cells stand twice"),
        ("number = 6", "number = 7", "numbered 1 to 6"),
        ('number = "amount"', 'number = "money"', "must be one of"),
        ('notice = "国办公开办函〔2021〕30号"', 'notice = "of 2021"', "has no number"),
        ('check = "review_total"', 'check = "review_sum"', "one identity of each of"),
        ('"granted", "partly_granted",', '"granted",', r"no identity sums .*partly_granted"),
        ('cell = "disclosure.fees.amount"', 'cell = "disclosure.fees.sum"', "not its cells"),
    ],
)
def test_faults(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    path = tmp_path / "2021.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(FormError, match=said):
        load_form(path)


def test_further_forms_lie_in_the_folder_that_the_environment_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = form_files()
    further = tmp_path / "2099.toml"
    further.write_text("", "utf-8")
    monkeypatch.setenv("GONGKAI_FORMS", str(tmp_path))
    assert form_files() == (*known, further)
    monkeypatch.setenv("GONGKAI_FORMS", str(further))
    with pytest.raises(FormError, match="does not name a folder"):
        form_files()
