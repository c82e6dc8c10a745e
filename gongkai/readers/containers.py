"""Which kind of document bytes are, from the bytes and not from the file's name."""

from __future__ import annotations

import re

from gongkai.errors import EncryptedError, UnsupportedError
from gongkai.readers.archive import open_zip

MAX_BYTES = 30 * 1024 * 1024
_HEAD = 1024
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_MAGIC = {b"{\\rtf": "office", **dict.fromkeys(_IMAGES, "image")}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TAGS = (
    b"<!doctype",
    b"<html",
    b"<head",
    b"<body",
    b"<table",
    b"<div",
    b"<p",
    b"<meta",
    b"<!--",
    b"<?xml",
)
_OFFICE_XML = {  # what an XML file of Office says at its beginning: how it is read
    b"http://schemas.microsoft.com/office/2006/xmlPackage": "flat_opc",
    b"http://schemas.microsoft.com/office/word/2003/wordml": "office",
}
_A_HEADER = re.compile(rb"[A-Za-z-]{2,40}:")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_MIME = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
_MULTIPART = re.compile(rb"^content-type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_RAR, _SEVEN_ZIP = b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c"
_PACKED = {b"\x1f\x8b": "GZIP", b"BZh": "BZIP2", b"\xfd7zXZ": "XZ", b"(\xb5/\xfd": "ZSTD"}
_TAR = re.compile(rb"^.{257}ustar", re.DOTALL)
_WEBP = re.compile(rb"^RIFF....WEBP", re.DOTALL)
_OF_PHONE = re.compile(rb"^....ftyp(?:heic|heix|heim|mif1|msf1|avif)", re.DOTALL)
_CAJ = re.compile(rb"^(?:CAJ\x00|HN\x00\x00|KDH |\xc8\x00)")
_TEXT_DOCUMENT = b"application/vnd.oasis.opendocument.text"


def container(body: bytes, name: str) -> str:
    """What kind of document the bytes are, told from the bytes and not from the file's name.

    Raises:
        RefusedError: of the subclass that fits, for a container that is not read.
    """
    if b"%PDF" in body[:_HEAD]:
        return "pdf"
    if body.startswith(b"PK\x03\x04"):
        return _packed(body, name)
    if body.startswith(_OLE):
        return _ole(body, name)
    for magic, kind in _MAGIC.items():
        if body.startswith(magic):
            return kind
    if body.startswith(_RAR):
        raise UnsupportedError("rar_archive", name)
    if body.startswith(_SEVEN_ZIP):
        raise UnsupportedError("seven_zip_archive", name)
    _refuse_binary(body, name)
    return "image" if _WEBP.match(body) else _marked_up(body, name)


def is_mail(body: bytes) -> bool:
    """Whether bytes are a mail or a web archive: what servers wrote on a mail's way may stand first."""
    head = body[: 4 * _HEAD]
    if _A_HEADER.match(body):
        head = _BLANK_LINE.split(body[: 64 * _HEAD], maxsplit=1)[0] + head
    if b"mime-version:" not in head.lower():
        return False  # as nearly every page: to look line by line takes ten times as long
    return bool(_MIME.search(head) and _MULTIPART.search(head))


def _refuse_binary(body: bytes, name: str) -> None:
    """Refuse by their names what is neither a document that is read nor text."""
    for magic, kind in _PACKED.items():
        if body.startswith(magic):
            raise UnsupportedError("other_archive", name, kind=kind)
    if _TAR.match(body):
        raise UnsupportedError("other_archive", name, kind="TAR")
    if _OF_PHONE.match(body):
        raise UnsupportedError("picture_of_phone", name)
    if _CAJ.match(body):
        raise UnsupportedError("caj_file", name)


def _marked_up(body: bytes, name: str) -> str:
    """Which kind of text it is."""
    if is_mail(body):
        return "mht"
    if markup := _office_xml(body, name):
        return markup
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower().replace(b"\x00", b"")
    if head.startswith(_TAGS) or b"<html" in head or b"<body" in head:
        return "html"
    lower = body[:MAX_BYTES].lower().replace(b"\x00", b"")
    return "html" if b"</td>" in lower or b"</p>" in lower or b"</html>" in lower else "text"


def _office_xml(body: bytes, name: str) -> str | None:
    """How an office file in XML is read; None for anything else, XHTML among it."""
    head = body[: 4 * _HEAD].replace(b"\x00", b"")
    if b"<?xml" not in head[:64] or b"<html" in head.lower():
        return None
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise UnsupportedError("xml_spreadsheet", name)
    if b"<uof:UOF" in head:
        raise UnsupportedError("uof_file", name)
    if b"<office:document" in head:
        raise UnsupportedError("flat_open_document", name)
    return next((kind for sign, kind in _OFFICE_XML.items() if sign in head), None)


def _packed(body: bytes, name: str) -> str:
    with open_zip(body, name) as archive:
        names = set(archive.namelist())
        mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    if any(name.startswith("word/document") and name.endswith(".xml") for name in names):
        return "docx"
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return "xlsx" if "xl/workbook.xml" in names else "sheet"
    if "OFD.xml" in names:
        raise UnsupportedError("ofd_file", name)
    if "ppt/presentation.xml" in names:
        raise UnsupportedError("slide_show", name)
    if mimetype.startswith(_TEXT_DOCUMENT):
        return "odf"
    if "content.xml" in names:
        raise UnsupportedError("open_document_other", name)
    return "zip"


def _ole(body: bytes, name: str) -> str:
    """The old container of Office: its directory names what it holds, in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in body:
        raise EncryptedError("password_asked", name)
    if "WordDocument".encode("utf-16-le") in body:
        return "office"
    books = ("Workbook".encode("utf-16-le"), "Book\x00".encode("utf-16-le"))
    return "xls" if any(book in body for book in books) else "office"
