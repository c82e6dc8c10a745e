"""Taking a document out of the warehouse, and putting it back: the vault keeps it, a decision says so."""

from __future__ import annotations

import datetime
from pathlib import Path

from gongkai.errors import GongkaiError
from gongkai.sources.ledger.arrivals import read_arrivals
from gongkai.sources.ledger.decisions import Decision, append_decisions, in_force, read_decisions
from gongkai.sources.vault.store import Vault

_SHORTEST = 8


def find_document(folder: Path, text: str) -> tuple[str, str]:
    """The sha256 and the name of the one document in the vault of the county `folder` that is meant.

    Args:
        folder: the county's folder.
        text: the beginning of its sha256 (8 characters or more), its file name, or its path in the
            inbox, also as seen from elsewhere.

    Raises:
        GongkaiError: when none or several are meant.
    """
    wanted = text.replace("\\", "/")
    named = {
        a.sha256: a.path
        for a in read_arrivals(folder)
        if a.sha256 and (a.path == wanted or wanted.endswith("/" + a.path) or _ends(a.path, wanted))
    }
    for entry in Vault(folder / "vault").entries():
        if (
            (len(text) >= _SHORTEST and entry.sha256.startswith(text.lower()))
            or entry.file_name == wanted
            or entry.url == text
        ):
            named.setdefault(entry.sha256, entry.source_path or entry.url or entry.file_name)
    if not named:
        raise GongkaiError("没有收到过这份文件", text, "文件名或指纹见图册的“收件台账”")
    if len(named) > 1:
        listed = "；".join(f"{sha[:12]} {name}" for sha, name in sorted(named.items()))
        raise GongkaiError(f"符合的文件不止一份：{listed}", text, "请写指纹的前 12 位")
    return next(iter(named.items()))


def _ends(path: str, wanted: str) -> bool:
    return path.endswith("/" + wanted)


def withdraw(
    folder: Path,
    text: str,
    reason: str,
    who: str,
    *,
    undo: bool = False,
    when: datetime.datetime | None = None,
) -> str:
    """Note that a document is withdrawn, or, to `undo` it, restored; the next night follows.

    Returns:
        The name of the document.

    Raises:
        GongkaiError: when the text means no document or several, or nothing is to be undone.
    """
    sha256, name = find_document(folder, text)
    decisions = read_decisions(folder)
    standing = zip(decisions, in_force(decisions), strict=True)
    is_out = any(
        stands and d.kind == "withdraw" and d.document_sha256 == sha256 for d, stands in standing
    )
    if is_out != undo:
        raise GongkaiError("没有撤回过，无从恢复" if undo else "已经撤回", name)
    moment = (when or datetime.datetime.now(datetime.UTC)).isoformat(timespec="seconds")
    kind = "restore" if undo else "withdraw"
    append_decisions(folder, [Decision(kind, sha256, "", "", "", reason, who, moment)])
    return name
