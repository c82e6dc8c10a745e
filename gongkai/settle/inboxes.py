"""The workbooks of open matters that clerks put into the inboxes: each is taken in once, before a night."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from pathlib import Path

from gongkai.errors import GongkaiError, RefusedError
from gongkai.settle.taking_in import settle
from gongkai.sources.inbox import INBOX, read_file
from gongkai.sources.inbox_files import ANSWERS, inbox_files
from gongkai.sources.ledger.answers_taken import note_taken, taken


def settle_inboxes(
    database: Path, folders: Sequence[Path], when: datetime.datetime | None = None
) -> list[str]:
    """Take in every workbook that is new in these counties' inboxes.

    One that is refused is noted with its reason, and stops nothing.

    Returns:
        What came of each, in lines for people: 河源县 待核.xlsx　更正：采用 3，失败 0.
    """
    said: list[str] = []
    if not database.exists():
        return said
    for folder in folders:
        known = taken(folder)
        for file in inbox_files(folder / INBOX):
            if file.kind != ANSWERS:
                continue
            try:
                body = read_file(file.path)
                digest = hashlib.sha256(body).hexdigest()
                if digest in known:
                    continue
                lines = settle(folder, database, body, file.path.name, when).lines
            except RefusedError as refused:
                lines = [f"未取用：{refused.message.zh}。{refused.message.next_zh}"]
                note_taken(folder, digest, refused.message.zh, is_refused=True)
            except (GongkaiError, OSError) as error:
                lines = [f"未取用：{error}"]
            else:
                note_taken(folder, digest, "；".join(lines), is_refused=False)
            said += [f"{folder.name} {file.path.name}　{line}" for line in lines]
    return said
