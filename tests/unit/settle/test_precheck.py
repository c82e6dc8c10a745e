"""A draft is looked at before it is published: what it would lose is said, and nothing is kept."""

from __future__ import annotations

import datetime
import io
import os
from pathlib import Path

import docx
import pytest

from gongkai.errors import RefusedError
from gongkai.settle.drafts import ANSWER, answer_drafts
from gongkai.settle.precheck import precheck
from tests.flows.office import body_of, truth_of

ROOT = Path(__file__).parents[3]
NOW = datetime.datetime(2025, 1, 10, tzinfo=datetime.UTC)
SAMPLE = ROOT / "raw/sample/inbox/云溪示范镇"


def draft() -> bytes:
    """A sample report whose part five has lost its heading."""
    (path,) = SAMPLE.glob("2024*.html")
    text = path.read_text("utf-8")
    heading = "五、存在的主要问题及改进情况"
    assert heading in text
    return text.replace(heading, "").encode()


def words(body: bytes) -> str:
    document = docx.Document(io.BytesIO(body))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_what_a_draft_would_lose_is_said_with_its_place() -> None:
    said = words(precheck(draft(), "草稿.html", NOW))
    assert "发布前自查意见" in said
    assert "不参与排名" in said
    assert "处不符合要求" in said
    assert "缺少第五部分（问题及改进）" in said


def test_a_sound_draft_is_told_so() -> None:
    sound = body_of(truth_of("白河示范镇"), "html_cms")
    said = words(precheck(sound, "草稿.html", NOW))
    assert "均已达到" in said
    assert "不符合要求" not in said


def test_what_is_no_report_is_refused() -> None:
    with pytest.raises(RefusedError):
        precheck(b"<p>news</p>", "a.html", NOW)


def test_drafts_in_the_folder_are_answered_once(tmp_path: Path) -> None:
    folder = tmp_path / "inbox" / "自查"
    folder.mkdir(parents=True)
    (folder / "草稿.html").write_bytes(draft())
    (folder / "会议通知.txt").write_bytes("今日开会".encode())
    said = list(answer_drafts(tmp_path, NOW))
    assert any(f"意见已写入 {ANSWER}草稿.docx" in line for line in said)
    assert (folder / f"{ANSWER}草稿.docx").is_file()
    later = (folder / f"{ANSWER}草稿.docx").stat().st_mtime + 5
    assert not any("草稿" in line for line in answer_drafts(tmp_path, NOW))
    os.utime(folder / "草稿.html", (later, later))
    assert any("草稿" in line for line in answer_drafts(tmp_path, NOW))
