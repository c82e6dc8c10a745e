"""The forms as data: how many cells they have, and what is said of a form file with a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

import gongkai.form
from gongkai.errors import FormError
from gongkai.form import forms, load_form

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
    ],
)
def test_faults(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    path = tmp_path / "2021.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(FormError, match=said):
        load_form(path)
