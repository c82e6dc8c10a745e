"""ZIP containers: bounds on what they unpack to, and the documents inside, under their own names."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from gongkai.errors import EncryptedError, TooLargeError, UnreadableError, UnsupportedError
from gongkai.readers.page import Block, Page, Unseen
from gongkai.readers.web.mht import linked_by, web_archive

MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 100
MAX_MEMBERS = 2_000
_SMALL = 1024 * 1024  # below this a high ratio does no harm
_MAX_DOCUMENTS = 200
_DEEPEST = 3  # archives inside archives
_ENCRYPTED = 0x1
_UTF8 = 0x800  # flag of a member whose name is in UTF-8
_ZIP = b"PK\x03\x04"
_OFFICE = ("word/document", "xl/workbook", "ppt/presentation")
_WHOLE = {"OFD.xml", "content.xml"}  # of an OFD or an OpenDocument
# What desktops leave lying about, and what a web page keeps beside itself.
_LITTER = re.compile(
    r"(?:^|/)(?:\.[^/]*|~\$[^/]*|__MACOSX(?:/.*)?|desktop\.ini|thumbs\.db|ehthumbs\.db|icon\r)$"
    r"|^__MACOSX/|\.(?:lnk|url|exe|dll|tmp|bak|css|js|ini|db|xml|ttf|woff2?)$",
    re.IGNORECASE,
)
_BESIDE_A_PAGE = re.compile(r"^(.+?)(?:\.files|_files|\.fld)/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """A document in an archive: its path in it, `inner.zip!/` before it where one lies in another.

    `body` is what is read, `raw` what is kept: the same, unless a page has a folder beside it. Then
    `raw` is an archive of both as they lay there, and reads as `body` does.
    """

    name: str
    body: bytes
    raw: bytes

    @property
    def file_name(self) -> str:
        """The name of what is kept."""
        own = PurePosixPath(self.name).name
        return own if self.raw is self.body else f"{own}.zip"


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


def is_archive(body: bytes) -> bool:
    """Whether bytes are a ZIP of documents, and no document that is itself a ZIP."""
    if not body.startswith(_ZIP):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(body)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return True
    return not any(name.startswith(_OFFICE) for name in names) and not _WHOLE & set(names)


def members_of(body: bytes, name: str) -> list[Member]:
    """The documents of an archive in the order of their names, litter left out, none twice.

    Raises:
        UnreadableError: for an archive without a document, or a damaged one.
        EncryptedError: for one that asks for a password.
        TooLargeError, UnsupportedError: for one beyond bounds, or of more than 200 documents.
    """
    found = sorted(_unpacked(body, name, "", 1), key=lambda member: member.name)
    once = {member.body: member for member in reversed(found)}
    kept = [member for member in found if once[member.body] is member]
    if not kept:
        raise UnreadableError("zip_empty", name)
    if len(kept) > _MAX_DOCUMENTS:
        raise UnsupportedError("zip_too_many_documents", name, files=len(kept))
    return kept


def _unpacked(body: bytes, name: str, above: str, depth: int) -> Iterator[Member]:
    archive = open_zip(body, name)
    named = {_name(m): m for m in archive.infolist() if not m.is_dir() and m.file_size}
    pages = {PurePosixPath(path).with_suffix("").as_posix() for path in named if _is_page(path)}
    folders = {page: _beside(page, named) for page in named if _is_page(page)}
    for path, member in named.items():
        beside = _BESIDE_A_PAGE.match(path)
        if _LITTER.search(path) or (beside and beside.group(1) in pages):
            continue
        try:
            content = archive.read(member)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
            raise UnreadableError("zip_member_damaged", f"{name}!/{path}", error=error) from error
        if folders.get(path) and (beside_it := _linked(archive, content, folders[path])):
            parts = [(PurePosixPath(p).name.lower(), _is_page(p), b) for p, b in beside_it]
            raw = _as_they_lay([(path, content), *beside_it])
            yield Member(above + path, web_archive(content, parts), raw)
        elif is_archive(content):
            if depth >= _DEEPEST:
                raise UnsupportedError("zip_in_zip", name)
            yield from _unpacked(content, f"{name}!/{path}", f"{above}{path}!/", depth + 1)
        else:
            yield Member(above + path, content, content)


def _beside(page: str, named: Mapping[str, zipfile.ZipInfo]) -> list[tuple[str, zipfile.ZipInfo]]:
    """The pages and style sheets in the folder that a browser or Office saved beside a page."""
    stem = PurePosixPath(page).with_suffix("").as_posix()
    found = ((path, _BESIDE_A_PAGE.match(path), member) for path, member in named.items())
    return [
        (path, member)
        for path, folder, member in found
        if folder and folder.group(1) == stem and (_is_page(path) or path.lower().endswith(".css"))
    ]


def _linked(
    archive: zipfile.ZipFile, page: bytes, beside: list[tuple[str, zipfile.ZipInfo]]
) -> list[tuple[str, bytes]]:
    """Of the folder beside a page the frames and style sheets that the page names."""
    wanted = linked_by(page)
    found = []
    for path, member in beside:
        if PurePosixPath(path).name.encode().lower() in wanted:
            try:
                found.append((path, archive.read(member)))
            except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError):
                continue  # the page then says what it lacks
    return found


def _as_they_lay(files: list[tuple[str, bytes]]) -> bytes:
    """An archive of files, unpacked and without their dates: the same whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path, body in files:
            archive.writestr(zipfile.ZipInfo(path), body)
    return out.getvalue()


def _is_page(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in (".htm", ".html")


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name: Windows writes it in its own code page and does not say so."""
    if member.flag_bits & _UTF8 or member.filename.isascii():
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return member.filename


def read_zip(body: bytes, name: str, read: Callable[[bytes, str], Page]) -> Page:
    """Every document inside, in the order of its name, as one page; nothing touches the disk.

    Raises:
        RefusedError: of the subclass that fits, for the first document that cannot be read.
    """
    pages = [(m.name, read(m.body, f"{name}!/{m.name}")) for m in members_of(body, name)]
    return pages[0][1] if len(pages) == 1 else joined(pages)


def joined(pages: list[tuple[str, Page]]) -> Page:
    """Pages, each with the name of its document, as one page."""
    blocks: list[Block] = []
    unseen: list[Unseen] = []
    for label, page in pages:
        unseen += [
            replace(u, block=u.block + len(blocks), locator=f"{label}/{u.locator}")
            for u in page.unseen
        ]
        blocks += [replace(block, locator=f"{label}/{block.locator}") for block in page.blocks]
    return Page(
        tuple(blocks),
        "application/zip",
        doubts=tuple(doubt for _, page in pages for doubt in page.doubts),
        recognised=any(page.recognised for _, page in pages),
        unsure={f"{n}/{place}": why for n, page in pages for place, why in page.unsure.items()},
        unseen=tuple(unseen),
    )
