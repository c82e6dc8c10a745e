"""Word files of one table with one cell under test, made part by part."""

from __future__ import annotations

import io
import zipfile

from gongkai.readers.word.ooxml import MC, WP, A, M, R, V, W

NAMES = " ".join(
    f'xmlns:{prefix}="{uri[1:-1]}"'
    for prefix, uri in (("w", W), ("m", M), ("a", A), ("mc", MC), ("r", R), ("v", V), ("wp", WP))
) + (
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    "</Types>"
)
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inside)}</w:p>"


def cell(*paragraphs: str, properties: str = "") -> str:
    """A cell of paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, properties: str = "") -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def word(body: str, styles: str = "", parts: dict[str, tuple[str, bytes]] | None = None) -> bytes:
    """A DOCX of a body; `parts` are further files, by id of the relation: name and bytes."""
    out = io.BytesIO()
    links = (
        '<Relationship Id="s" Type="' + _KIND + 'styles" Target="styles.xml"/>' if styles else ""
    )
    for key, (name, _) in (parts or {}).items():
        kind = "aFChunk" if name.startswith("chunk") else "package"
        links += f'<Relationship Id="{key}" Type="{_KIND}{kind}" Target="{name}"/>'
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels",
            _RELATIONS.format(
                f'<Relationship Id="d" Type="{_KIND}officeDocument" Target="word/document.xml"/>'
            ),
        )
        archive.writestr(
            "word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr("word/_rels/document.xml.rels", _RELATIONS.format(links))
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {NAMES}>{styles}</w:styles>")
        for name, data in (parts or {}).values():
            archive.writestr(f"word/{name}", data)
    return out.getvalue()
