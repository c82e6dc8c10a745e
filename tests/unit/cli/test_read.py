"""`gongkai read`: the JSON contract, the places of figures, exit statuses."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from gongkai.cli import main
from tests.factory import random_truth, render

ROOT = Path(__file__).parent.parent.parent.parent
KEYS = {
    "file", "unit", "county", "year", "form", "published_on", "disclosure", "requests", "reviews",
    "narrative", "sections", "findings", "uncertain", "unseen",
}  # fmt: skip


@pytest.fixture
def report(tmp_path: Path) -> Path:
    rendered = render(random_truth(random.Random(5), year=2024), "html_cms")
    path = tmp_path / f"report.{rendered.extension}"
    path.write_bytes(rendered.body)
    return path


def test_one_object_a_line_in_the_order_given(report: Path, tmp_path: Path) -> None:
    news = tmp_path / "news.txt"
    news.write_text("我镇举办政府信息公开培训会，三十余人参加。", "utf-8")
    result = CliRunner().invoke(main, ["read", "--json", str(news), str(report)])
    refused, read = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 3
    assert set(refused) == {"file", "refused"}
    assert refused["refused"]["reason"] == "not_a_report"
    assert set(read) == KEYS
    assert (read["file"], read["year"], read["form"]) == (str(report), 2024, "2021")
    assert sum(len(row) for row in read["requests"].values()) == 175


def test_exit_statuses(report: Path) -> None:
    assert CliRunner().invoke(main, ["read", str(report)]).exit_code == 0
    assert CliRunner().invoke(main, ["read"]).exit_code == 2
    assert CliRunner().invoke(main, ["read", "no such file"]).exit_code == 2


def test_explain_shows_words_sentence_and_rule(tmp_path: Path) -> None:
    text = (
        "示例县云溪示范镇2023年政府信息公开工作年度报告\n一、总体情况\n"
        "（一）主动公开。全年主动公开政府信息88条。\n（二）依申请公开。收到政府信息公开申请3件，均已答复。\n"
        "五、存在的主要问题及改进情况\n更新不够及时。\n六、其他需要报告的事项\n无。\n"
    )
    file = tmp_path / "report.txt"
    file.write_text(text, "utf-8")
    shown = CliRunner().invoke(main, ["read", "--explain", str(file)]).stdout
    assert "disclosed_total = 88  '88条'" in shown
    assert "收到政府信息公开申请3件,均已答复" in shown
    assert "rule received.take_request, at line" in shown
    assert "requests_answered = 3  '答复'  (derived)" in shown


def test_where_shows_what_was_printed_and_its_place(report: Path) -> None:
    shown = CliRunner().invoke(main, ["read", "--where", "requests.received.total", str(report)])
    assert "requests.received.total = " in shown.stdout
    assert "table " in shown.stdout
    assert "printed" in shown.stdout
    wrong = CliRunner().invoke(main, ["read", "--where", "requests.recieved", str(report)])
    assert wrong.exit_code == 2
    assert "no figure 'requests.recieved'; it has e.g. requests.received," in wrong.output


def test_a_summary_without_json(report: Path) -> None:
    shown = CliRunner().invoke(main, ["read", str(report)])
    assert "三、收到和处理申请" in shown.stdout


@pytest.mark.parametrize("body", [b"", b"\x00\x01\x02\xff\xfe" * 50, b"%PDF-1.4 cut off"])
def test_bad_files_are_refused_and_never_a_stack_trace(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "bad"
    path.write_bytes(body)
    result = CliRunner().invoke(main, ["read", "--json", str(path)])
    assert result.exit_code == 3
    assert json.loads(result.stdout)["refused"]["reason"] == "unreadable"


@pytest.mark.parametrize("folder", ["cases", "real"])
def test_documents_with_known_figures(shared: Path, folder: str) -> None:
    """All cells right, none silently wrong, every fault found, no false alarm.

    Documents that are not read right yet stand in open_cases.txt, by name: the list may only get
    shorter, and a document that comes right must be taken off it.
    """
    command = f"{sys.executable} -m gongkai read --json"
    run = subprocess.run(
        [
            sys.executable,
            str(shared / "check_cases.py"),
            str(shared / folder),
            "--command",
            command,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    marks = re.findall(r"^(ok |BAD) ([^:\n]+):", run.stdout, re.MULTILINE)
    assert marks, run.stdout + run.stderr
    wrong = {name for mark, name in marks if mark == "BAD"}
    known = set((Path(__file__).parent / "open_cases.txt").read_text("utf-8").split())
    assert wrong - known == set(), run.stdout
    assert known & {name for mark, name in marks if mark == "ok "} == set(), "take these off"


def test_the_seed_report_is_exact(shared: Path) -> None:
    result = CliRunner().invoke(main, ["read", "--json", str(shared / "real/金社镇-2024.txt")])
    read = json.loads(result.stdout)
    cells = [
        v
        for b in ("disclosure", "requests", "reviews")
        for r in read[b].values()
        for v in r.values()
    ]
    assert len(cells) == 200
    assert sum(cells) == read["disclosure"]["licensing"]["decisions"] == 14
    assert read["narrative"]["disclosed_total"] == 312
    assert list(read["narrative"]["breakdown"].values()) == [6, 11, 48, 10, 90, 147]
    assert read["narrative"]["requests_received"] == 0
    assert read["uncertain"] == []
