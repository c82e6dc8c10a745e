"""Which workbooks of open matters were taken in, and what came of them: `state/answers.jsonl`."""

from __future__ import annotations

import json
from pathlib import Path

from gongkai.atomic_write import write_whole
from gongkai.messages import Message, message

FILE = "answers.jsonl"


def taken(folder: Path) -> dict[str, Message]:
    """What came of each workbook of the county in `folder`, by the sha256 of its bytes."""
    path = folder / "state" / FILE
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {
        row["sha256"]: message("answers_refused", said=row["said"])
        if row["is_refused"]
        else message("answers_read", said=row["said"])
        for row in rows
    }


def note_taken(folder: Path, sha256: str, said: str, *, is_refused: bool) -> None:
    """Note one workbook."""
    path = folder / "state" / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") if path.exists() else ""
    row = json.dumps({"sha256": sha256, "said": said, "is_refused": is_refused}, ensure_ascii=False)
    write_whole(path, f"{before}{row}\n".encode())
