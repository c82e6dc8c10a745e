"""The parts of a Word or Excel file: transitional or strict Open XML, with or without macros."""

from __future__ import annotations

import posixpath
import zipfile
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 -- its usual prefix
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT = (  # the same names in ISO 29500 strict
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", WP[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", S[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing", XDR[1:-1].encode()),
)
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def parsed_xml(body: bytes) -> Any:
    """The root of an XML file, no entity of which is looked up."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(body, parser)


class Package:
    """A file's parts by name. Macros are parts that nobody asks for."""

    def __init__(self, archive: zipfile.ZipFile, main: str) -> None:
        """Find the main part, which is `main` where no relation names it.

        Raises:
            KeyError: where there is none.
            XMLSyntaxError: where the relations are damaged.
        """
        self.archive = archive
        self.names = {name.lower(): name for name in archive.namelist()}
        found = [t for kind, t in self.relations_of("").values() if kind == "officeDocument"]
        self.main = next((t for t in [*found, main] if t.lower() in self.names), "")
        if not self.main:
            raise KeyError("no main part")
        self.relations = self.relations_of(self.main)

    def part(self, name: str) -> bytes:
        """The bytes of a part; KeyError where it is not there."""
        return self.archive.read(self.names[name.lower()])

    def xml(self, name: str) -> Any:
        """The root of an XML part, in transitional names."""
        body = self.part(name)
        if b"purl.oclc.org/ooxml" in body:
            for strict, transitional in _STRICT:
                body = body.replace(strict, transitional)
        return parsed_xml(body)

    def related(self, kind: str) -> str | None:
        """The main part's part of one kind, such as `styles`; None where it has none."""
        parts = (target for k, target in self.relations.values() if k == kind)
        return next((part for part in parts if part.lower() in self.names), None)

    def title(self) -> str:
        """The title among the document's properties, if any."""
        if "docprops/core.xml" not in self.names:
            return ""
        try:
            return (self.xml("docProps/core.xml").findtext(_TITLE) or "").strip()
        except etree.XMLSyntaxError:
            return ""

    def relations_of(self, part: str) -> dict[str, tuple[str, str]]:
        """A part's relations: id to kind and target, which is a part's name or an address outside."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name.lower() not in self.names:
            return {}
        found = {}
        for relation in self.xml(name).iter(f"{_REL}Relationship"):
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[relation.get("Id", "")] = (kind, target)
        return found
