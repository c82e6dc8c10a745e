"""The catalogues of messages: each code is used, each use has its row, and both languages are whole."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import gongkai
from gongkai import errors
from gongkai.errors import RefusedError, UnreadableError
from gongkai.messages import CATALOGUES, Entry, Message, catalogue, entries, from_row, message

PACKAGE = Path(gongkai.__file__).parent
DOUBTS = [name for name in CATALOGUES if name.endswith("doubts.toml")]
INBOX = ["sources/inbox.toml", "settle/answers.toml"]
REFUSALS = [name for name in CATALOGUES if name.endswith("refusals.toml")]
KNOWN_IN_LATIN = {
    "DOCX", "PDF", "ZIP", "DOC", "WPS", "RTF", "Word", "Excel", "LibreOffice", "robots.txt",
    "RAR", "Zip", "OFD", "ODT", "ODF", "PPTX", "XLSX", "MHT", "HEIC", "AVIF", "CAJ", "ToUnicode", "XML", "UOF",
    "Office",
}  # fmt: skip
RAISED = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, RefusedError)}  # fmt: skip
INDIRECT = {  # codes that are chosen in one place and used in another
    "extract/page_report.py": {"template", "guide_or_rule", "other_report"},
    "sql/load/document.sql": {"unit_not_registered"},
    "sql/marts/inbox_ledger.sql": {
        "file_removed",
        "not_read_yet",
        "version_open",
        "version_passed_over",
        "version_saved_over",
        "withdrawn_by",
    },
}


def calls(names: set[str]) -> Iterator[tuple[str, ast.Call]]:
    """Every call of one of these names in the package, with the file."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:  # fmt: skip
                yield path.relative_to(PACKAGE).as_posix(), node


def used(names: set[str]) -> dict[str, set[frozenset[str]]]:
    """Every code that is written in a call of these names, with the parameters it is given."""
    found: dict[str, set[frozenset[str]]] = {}
    for file, call in calls(names):
        code = call.args[0]
        if file == "messages.py" or (file == "errors.py" and not isinstance(code, ast.Constant)):
            continue
        if isinstance(code, ast.Constant):
            given = frozenset(keyword.arg or "**" for keyword in call.keywords)
            found.setdefault(code.value, set()).add(given)
        else:
            assert file in INDIRECT, f"{file}:{call.lineno} does not write its code out"
    return found


def listed(names: list[str]) -> dict[str, Entry]:
    return {code: entry for name in names for code, entry in catalogue(name).items()}


def example(code: str) -> Message:
    """The message of a code with the parameters of its example."""
    values = dict(entries()[code].example or {})
    return message(code, **values)


def test_every_message_of_the_code_is_in_a_catalogue_and_every_row_is_used() -> None:
    written = used({"message", *RAISED})
    indirect = set().union(*INDIRECT.values())
    assert written.keys() | indirect == listed(DOUBTS + REFUSALS + INBOX).keys()
    for code, given in written.items():
        assert given == {entries()[code].parameters}, code


def test_refusals_are_raised_and_doubts_are_not() -> None:
    raised = used(RAISED).keys() | INDIRECT["extract/page_report.py"]
    assert raised <= listed(REFUSALS).keys()
    assert raised.isdisjoint(listed(DOUBTS))


def test_codes_that_are_chosen_elsewhere_stand_there() -> None:
    for file, codes in INDIRECT.items():
        root = PACKAGE.parent if file.startswith("sql/") else PACKAGE
        text = (root / file).read_text("utf-8")
        assert all(re.search(rf"['\"]{code}['\"]", text) for code in codes)


def test_every_reason_of_an_attempt_is_used() -> None:
    sources = "\n".join(p.read_text("utf-8") for p in (PACKAGE / "sources").rglob("*.py"))
    for code in catalogue("sources/attempts.toml"):
        assert f'"{code}"' in sources, code


@pytest.mark.parametrize("code", entries())
def test_a_message_is_worded_in_both_languages(code: str) -> None:
    said = example(code)
    assert said.zh
    assert said.en
    assert "{" not in said.zh + said.en + said.next_zh + said.next_en
    assert re.search(r"[\u4e00-\u9fff]", said.zh)
    assert not re.search(r"[\u4e00-\u9fff]", re.sub("万元|元|'[^']*'", "", said.en))


@pytest.mark.parametrize("code", entries())
def test_no_english_stands_in_the_chinese(code: str) -> None:
    entry = entries()[code]
    words = re.findall(
        r"[A-Za-z][A-Za-z.]*", re.sub(r"\{\w+\}", "", entry.zh + " " + entry.next_zh)
    )
    assert set(words) <= KNOWN_IN_LATIN


@pytest.mark.parametrize("code", entries())
def test_every_parameter_is_shown(code: str) -> None:
    entry = entries()[code]
    english = set(re.findall(r"\{(\w+)(?:!r)?\}", entry.en + entry.next_en))
    chinese = set(re.findall(r"\{(\w+)\}", entry.zh + entry.next_zh))
    assert english == entry.parameters
    assert chinese <= entry.parameters


@pytest.mark.parametrize("code", listed(REFUSALS))
def test_a_refusal_says_what_to_do(code: str) -> None:
    said = example(code)
    assert said.next_zh
    assert said.next_en


def test_a_doubt_inside_a_doubt_keeps_its_numbers_and_its_quotations() -> None:
    why = message("beside_doubtful", inner=message("not_a_number", text="--1"))
    assert why.zh == "与存疑的格同行：“--1”不是数字"
    assert why.en == "beside a cell that is doubtful: '--1' is not a number"


@pytest.mark.parametrize("code", entries())
def test_a_message_comes_back_from_its_row(code: str) -> None:
    said = example(code)
    assert from_row(said.code, said.detail) == said


def test_a_row_of_another_version_is_shown_as_its_code() -> None:
    assert from_row("no_longer_there", '{"a": "1"}').zh == "no_longer_there"


def test_a_code_or_parameter_that_no_catalogue_has_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        message("no_such_code")
    with pytest.raises(TypeError, match="takes"):
        message("number_count", numbers=3)


def test_a_refusal_has_its_place_its_words_and_what_to_do() -> None:
    error = UnreadableError("file_empty", "报告.docx")
    assert str(error) == "报告.docx: the file is empty — fetch it again"
    assert error.detail == "the file is empty — fetch it again"
    assert (error.message.zh, error.message.next_zh) == ("文件为空", "请重新下载后再收")
