"""Which files of the inbox are documents, and which are what desktops and browsers leave beside them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.messages import Message, message

DOCUMENT, FOLDED, IGNORED, ANSWERS = "document", "folded", "ignored", "answers"

PRECHECK = "自查"
"""A folder of the inbox whose drafts are looked at before they are published; nothing is taken in."""

# What desktops and office programs leave lying about.
_LITTER = re.compile(r"\.|~\$|desktop\.ini$|thumbs\.db$", re.IGNORECASE)
_ANSWERS = re.compile(r"待核.*\.xlsx$", re.IGNORECASE)
# `年报_files` of Chrome and Edge, `年报.files` of Word and WPS, `年报_文件` of some Chinese browsers
_PARTS_FOLDER = re.compile(r"(?P<page>.+)(?:[_.](?:files?|文件))", re.IGNORECASE)
_PAGES = (".htm", ".html", ".shtml", ".mht", ".mhtml")
_ONLY_PARTS = {".css", ".js", ".map", ".woff", ".woff2", ".ttf", ".svg", ".ico"}


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file as it lies in the inbox.

    Attributes:
        path: where.
        kind: DOCUMENT, FOLDED (part of the saved page `page`), IGNORED or ANSWERS (a filled-in sheet
            of open matters).
        why: for FOLDED and IGNORED, in words.
        page: the saved page it belongs to.
    """

    path: Path
    kind: str
    why: Message | None = None
    page: Path | None = None


def inbox_files(folder: Path) -> Iterator[InboxFile]:
    """Whatever lies below the inbox `folder`, sorted by path; folders of litter count once.

    Links to folders are listed, not followed. What lies in the folder of a saved page belongs to it.
    """
    found: list[InboxFile] = []
    for base, folders, files in os.walk(folder):
        here = Path(base)
        if here == folder and PRECHECK in folders:
            folders.remove(PRECHECK)
        litter = [name for name in folders if _LITTER.match(name)]
        found += [InboxFile(here / name, IGNORED, message("litter")) for name in litter]
        links = [n for n in folders if n not in litter and (here / n).is_symlink()]
        folders[:] = [n for n in folders if n not in litter and n not in links]
        found += [_sorted_out(folder, here / name) for name in (*files, *links)]
    yield from sorted(found, key=lambda file: file.path)


def _sorted_out(inbox: Path, path: Path) -> InboxFile:
    if _LITTER.match(path.name):
        return InboxFile(path, IGNORED, message("litter"))
    for parent in path.parents:
        if parent == inbox:
            break
        if match := _PARTS_FOLDER.fullmatch(parent.name):
            return _part(path, parent, match["page"])
    if path.suffix.lower() in _ONLY_PARTS:
        return InboxFile(path, IGNORED, message("loose_part_of_page"))
    if _ANSWERS.search(path.name):
        return InboxFile(path, ANSWERS)
    return InboxFile(path, DOCUMENT)


def _part(path: Path, parts_folder: Path, name: str) -> InboxFile:
    """A file in a folder named like those of saved pages; without its page, documents stay documents."""
    pages = [parts_folder.with_name(name + suffix) for suffix in _PAGES]
    if page := next((page for page in pages if page.is_file()), None):
        return InboxFile(path, FOLDED, message("part_of_page", page=page.name), page)
    if path.suffix.lower() in _ONLY_PARTS:
        return InboxFile(path, IGNORED, message("loose_part_of_page"))
    return InboxFile(path, DOCUMENT)
