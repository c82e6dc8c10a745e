"""Every name of townships.toml is defended: without it a township gets another name, or none."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gongkai.extract.identity import body_name
from gongkai.extract.identity.body_name import name_in, read_names
from gongkai.extract.identity.names import decide, names, titles

_WHOLE = tomllib.loads(Path(body_name.__file__).with_name("townships.toml").read_text("utf-8"))
_WHOLE = _WHOLE["whole"].split()
_KINDS = ("镇", "乡", "街道", "县", "办事处")


def _body(name: str) -> str:
    """The name with what it is called as a body; some names are only how a name begins."""
    name = name if name.endswith(_KINDS) else f"{name}样例镇"
    kind = "" if name.endswith("办事处") else "办事处" if name.endswith("街道") else "人民政府"
    return f"{name}{kind}"


def _told(body: str) -> str | None:
    title = f"{body}2023年政府信息公开工作年度报告"
    return decide(names([title], titles([], [title], []), "", []))


@pytest.mark.parametrize("name", _WHOLE)
def test_a_name_that_goes_is_missed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    body = _body(name)
    assert name_in(body) == _told(body) == body
    assert _told(f"示例县{body}") == f"示例县{body}"
    with monkeypatch.context() as patch:
        rest = read_names([other for other in _WHOLE if other != name])
        patch.setattr(body_name, "_townships", lambda: rest)
        name_in.cache_clear()
        told = _told(body), _told(f"示例县{body}")
    name_in.cache_clear()
    assert told != (body, f"示例县{body}")


@pytest.mark.parametrize(
    ("preamble", "unit"),
    [
        ("本报告由自由路街道办事处编制。", "自由路街道办事处"),
        ("根据《条例》要求,诸由观镇人民政府编制了本报告。", "诸由观镇人民政府"),
        ("现将军山样例镇人民政府2023年政府信息公开工作年度报告公布如下:", "军山样例镇人民政府"),
        ("本报告由示例县布依族样例乡人民政府编制。", "示例县布依族样例乡人民政府"),
    ],
)
def test_a_preamble_names_it_whole(preamble: str, unit: str) -> None:
    assert decide(names([], [], preamble, [])) == unit
