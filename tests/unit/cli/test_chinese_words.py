"""What errors say has its Chinese; what officials see has no Latin word outside a short list."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from click.testing import CliRunner
from openpyxl.utils import get_column_letter
from selectolax.lexbor import LexborHTMLParser

from gongkai.cli import main
from gongkai.console.language import chinese, speak, templates
from gongkai.pack import Pack
from gongkai.settle.matters import open_matters
from gongkai.settle.precheck import precheck
from gongkai.settle.workbook_out import draw_open_matters

ROOT = Path(__file__).parents[3]
_WORD = re.compile(r"[A-Za-z]{2,}")
_FILES = re.compile(
    r"[^\s，；：（）]*\.(?:html?|docx?|xlsx?|pdf|txt|zip|mht|csv|png|toml|db|jsonl|duckdb)\b"
    r"|[\w./-]*/[\w./-]+|\b[0-9a-f]*\d[0-9a-f]*\b|gongkai(?: [a-z]+)*|--[a-z-]+"
)
KNOWN = {"PDF", "Word", "Excel", "ZIP", "CSV", "SHA", "sample", "test"}
"""Names of formats, the county's folder, and the night of these tests."""

_ERRORS = {"GongkaiError", "RegistryError", "WarehouseError", "PackError"}
_FOR_ENGINEERS = (
    "form/",
    "warehouse/lake",
    "warehouse/schema.py",
    "warehouse/dictionary",
    "audit/checks.py",
    "sql_files.py",
)
"""What speaks of the program's own files, which no official has."""


def latin(texts: Iterable[str]) -> set[str]:
    """Latin words but those of file names, paths, commands and KNOWN, each with what stands around it."""
    found = set()
    for text in texts:
        bare = _FILES.sub("", text)
        for match in _WORD.finditer(bare):
            if match[0] not in KNOWN:
                found.add(bare[max(0, match.start() - 30) : match.end() + 30])
    return found


def _said(node: ast.expr | None) -> Iterator[str]:
    """The templates of a text of an error, {} for each value."""
    match node:
        case ast.Constant(str(text)):
            yield text
        case ast.JoinedStr(parts):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts)
        case ast.IfExp(_, body, other):
            yield from _said(body)
            yield from _said(other)


def errors() -> Iterator[tuple[str, str]]:
    for path in sorted([*(ROOT / "gongkai").rglob("*.py"), *(ROOT / "flows").rglob("*.py")]):
        name = path.relative_to(ROOT).as_posix()
        if name.removeprefix("gongkai/").startswith(_FOR_ENGINEERS):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _ERRORS:
                steps = [k.value for k in node.keywords if k.arg == "next_step"]
                for text in (*node.args[:1], *node.args[2:3], *steps):
                    yield from ((name, said) for said in _said(text))


def test_every_error_has_its_chinese() -> None:
    found = list(errors())
    assert len(found) > 100
    missing = {
        f"{path}: {said}"
        for path, said in found
        if not re.search("[\u4e00-\u9fff]", said)
        and not any(p.fullmatch(said.replace("{}", "1 fault")) for p, _ in templates())
    }
    assert not missing


def test_each_wording_takes_as_many_values_as_stand_in_it() -> None:
    for pattern, words in templates():
        values = [f"<{n}>" for n in range(pattern.groups)]
        said = words.format(*values)
        assert all(value in said for value in values), words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("units.csv row 3: name is empty", "units.csv 第 3 行：name 没有填写"),
        ("county.toml: deadline 1: 2019 is outside years", "county.toml：第 1 个 deadline：2019 年不在 years 之内"),
        ("another process is running a night", "另一个程序正在运行一晚"),
        ("2 faults in the registry:\n  units.csv: no unit in it", "登记册有错，共 2 处：\n  units.csv：没有登记任何单位"),
        ("nobody knows this", "nobody knows this"),
    ],
)  # fmt: skip
def test_what_is_said(text: str, expected: str) -> None:
    assert chinese(text) == expected


def _page(path: Path) -> list[str]:
    tree = LexborHTMLParser(path.read_text("utf-8"))
    for node in tree.css("script, style, #appendix"):
        node.decompose()
    told = [
        value
        for node in tree.css("[alt], [aria-label], [title]")
        for name, value in node.attributes.items()
        if name in ("alt", "aria-label", "title") and value
    ]
    assert tree.body
    return [tree.body.text(separator=" "), *told]


def _workbook(body: bytes) -> list[str]:
    found = []
    for sheet in openpyxl.load_workbook(io.BytesIO(body)).worksheets:
        hidden = {c for c, d in sheet.column_dimensions.items() if d.hidden}
        for row in sheet.iter_rows() if sheet.sheet_state == "visible" else ():
            for cell in row:
                text = str(cell.value or "")
                letter = get_column_letter(cell.column)
                if letter not in hidden and not text.startswith("="):
                    found.append(text)
                found += [cell.comment.text] if cell.comment else []
    return found


def _word(body: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(body))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def test_no_latin_word_stands_on_a_page_of_the_site(sample_pack: Pack) -> None:
    pages = [path for path in sample_pack.files if path.suffix == ".html"]
    assert len(pages) > 10
    for path in pages:
        assert not latin(_page(path)), path.name


def test_no_latin_word_stands_in_the_files_of_a_pack(sample_pack: Pack) -> None:
    folder = sample_pack.pdf.parent
    assert not latin(_workbook((folder / "workbook.xlsx").read_bytes()))
    for path in [p for p in sample_pack.files if p.suffix == ".docx"]:
        assert not latin(_word(path.read_bytes())), path.name
    sheets = pypdfium2.PdfDocument(sample_pack.pdf)
    text = "".join(page.get_textpage().get_text_range() for page in sheets)
    before, appendix, _ = text.partition("附录：来源与表名")  # which names the tables, for analysts
    assert appendix and not latin(before.splitlines())


def test_no_latin_word_stands_in_what_is_sent_to_be_settled(sample_warehouse: Path) -> None:
    assert not latin(_workbook(draw_open_matters(open_matters(sample_warehouse, "sample"))))


def test_no_latin_word_stands_in_an_answer_to_a_draft(sample_pack: Pack) -> None:
    import datetime

    draft = next((ROOT / "raw/sample/inbox").glob("松亭*/2024*"))
    made_on = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
    assert not latin(_word(precheck(draft.read_bytes(), draft.name, made_on)))


@pytest.mark.parametrize(
    "command",
    [
        ["status"],
        ["review"],
        ["copies", "--within"],
        ["rank", "--county", "sample", "--year", "2024"],
        ["rank", "--county", "sample", "--year", "2024", "--explain", "梅岗示范镇"],
        ["rank", "--county", "某县", "--year", "2024"],
        ["publish", "--county", "某县"],
        ["county", "check"],
        ["pull", "--dry-run"],
        ["withdraw", "没有这份.docx", "--reason", "试", "--who", "李某"],
    ],
    ids=" ".join,
)
def test_no_latin_word_stands_on_the_screen(
    command: list[str], sample_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("GONGKAI_RAW", str(ROOT / "raw"))
    monkeypatch.setenv("GONGKAI_WAREHOUSE", str(sample_warehouse.parent))
    shown = CliRunner().invoke(main, ["--lang", "zh", *command])
    speak("en")
    assert re.search("[\u4e00-\u9fff]", shown.output)
    assert not latin(shown.output.splitlines()), shown.output[-2000:]
