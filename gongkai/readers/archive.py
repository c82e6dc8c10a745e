"""ZIP containers: bounds on what they unpack to, and a ZIP of reports read as one page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from gongkai.errors import EncryptedError, TooLargeError, UnreadableError, UnsupportedError
from gongkai.readers.page import Block, Page

MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
MAX_MEMBERS = 2_000
_SMALL = 1024 * 1024  # below this a high ratio does no harm
_MAX_DOCUMENTS = 20
_ENCRYPTED = 0x1


def open_zip(body: bytes, name: str) -> zipfile.ZipFile:
    """A ZIP whose members together stay within 100 MB, 100:1 and 2,000 files.

    Raises:
        UnreadableError, EncryptedError, TooLargeError: as they say.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError("zip_damaged", name, error=error) from error
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        raise TooLargeError("zip_too_large", name, files=len(members), bytes=f"{unpacked:,}")
    if unpacked > _SMALL and unpacked > MAX_RATIO * max(packed, 1):
        raise TooLargeError("zip_bomb", name, packed=f"{packed:,}", unpacked=f"{unpacked:,}")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise EncryptedError("zip_password_asked", name)
    return archive


def read_zip(body: bytes, name: str, read: Callable[[bytes, str], Page]) -> Page:
    """Every document inside, in the order of its name, as one page; nothing touches the disk.

    Raises:
        UnsupportedError: for an archive inside the archive, or more than 20 documents.
    """
    archive = open_zip(body, name)
    members = [m for m in archive.infolist() if not m.is_dir() and m.file_size]
    members = [m for m in members if not PurePosixPath(m.filename).name.startswith((".", "~$"))]
    if not members:
        raise UnreadableError("zip_empty", name)
    if len(members) > _MAX_DOCUMENTS:
        raise UnsupportedError("zip_too_many_documents", name, files=len(members))
    pages = []
    for member in sorted(members, key=lambda m: m.filename):
        inside = f"{name}/{PurePosixPath(member.filename).name}"
        try:
            content = archive.read(member)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
            raise UnreadableError("zip_member_damaged", inside, error=error) from error
        if content.startswith(b"PK\x03\x04") and not _is_office(content):
            raise UnsupportedError("zip_in_zip", inside)
        pages.append((PurePosixPath(member.filename).name, read(content, inside)))
    if len(pages) == 1:
        return pages[0][1]
    blocks: list[Block] = []
    for label, page in pages:
        blocks += [replace(block, locator=f"{label}/{block.locator}") for block in page.blocks]
    doubts = tuple(doubt for _, page in pages for doubt in page.doubts)
    return Page(
        tuple(blocks),
        "application/zip",
        doubts=doubts,
        recognised=any(page.recognised for _, page in pages),
        unsure={f"{n}/{place}": why for n, page in pages for place, why in page.unsure.items()},
    )


def _is_office(content: bytes) -> bool:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except zipfile.BadZipFile:
        return False
    return bool(names & {"word/document.xml", "xl/workbook.xml", "xl/workbook.bin"})
