"""Flat OPC: a Word or Excel file as one XML file, its parts one after the other."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from collections.abc import Callable

from lxml import etree

from gongkai.errors import UnreadableError
from gongkai.readers.page import Page
from gongkai.readers.word.ooxml import parsed_xml

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def read_flat_opc(body: bytes, name: str, read: Callable[[bytes, str], Page]) -> Page:
    """The page of the file whose parts it holds; `read` reads that.

    Raises:
        RefusedError: of the subclass that fits.
    """
    try:
        packed = _packed(body)
    except (etree.XMLSyntaxError, binascii.Error, ValueError) as error:
        raise UnreadableError("flat_opc_damaged", name, error=str(error)[:180]) from error
    return read(packed, name)


def _packed(body: bytes) -> bytes:
    """The parts as a ZIP, as Office itself would save them."""
    package = parsed_xml(body)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in package.iterchildren(f"{_PKG}part"):
            path = (part.get(f"{_PKG}name") or "").lstrip("/")
            markup, binary = part.find(f"{_PKG}xmlData"), part.find(f"{_PKG}binaryData")
            if markup is not None and len(markup):
                archive.writestr(path, etree.tostring(markup[0], encoding="UTF-8"))
            elif binary is not None:
                archive.writestr(path, base64.b64decode(binary.text or ""))
    return made.getvalue()
