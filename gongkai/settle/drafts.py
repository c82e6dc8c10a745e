"""The drafts that townships put into the inbox's 自查: which of them wait for an answer, and the answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from gongkai.atomic_write import write_whole
from gongkai.errors import RefusedError
from gongkai.sources.inbox import INBOX, read_file
from gongkai.sources.inbox_files import PRECHECK

ANSWER = "自查意见-"
"""What the name of an answer begins with; such files are no drafts."""


def answer_drafts(folder: Path, made_on: datetime.datetime) -> Iterator[str]:
    """Answer every draft in the inbox's 自查 of the county `folder` that has no answer yet.

    Yields:
        A line for people, a draft each.
    """
    drafts = folder / INBOX / PRECHECK
    for path in sorted(drafts.glob("*")) if drafts.is_dir() else ():
        answer = path.with_name(f"{ANSWER}{path.stem}.docx")
        if path.name.startswith((ANSWER, "~$", ".")) or not path.is_file():
            continue
        if answer.exists() and answer.stat().st_mtime >= path.stat().st_mtime:
            continue
        try:
            from gongkai.settle.precheck import (
                precheck,  # which a night without drafts does without
            )

            write_whole(answer, precheck(read_file(path), path.name, made_on))
        except RefusedError as refused:
            yield f"自查 {path.name}：{refused.message.zh}。{refused.message.next_zh}"
        except OSError as error:
            yield f"自查 {path.name}：{error.strerror}"
        else:
            yield f"自查 {path.name}：意见已写入 {answer.name}"
