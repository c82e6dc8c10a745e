"""Containers of Office and browsers besides the usual: one XML file, a page with its folder, old XLS."""

from __future__ import annotations

import base64
import io
import struct
import zipfile

import pytest

from gongkai.errors import UnreadableError, UnsupportedError
from gongkai.readers import Grid, read_page
from gongkai.readers.mail import attached_to
from tests.unit.readers.word_files import cell, paragraph, row, run, table, word

REPORT = table(row(cell(paragraph(run("行政许可"))), cell(paragraph(run("13")))))


def texts(body: bytes, name: str) -> list[str]:
    return list(read_page(body, name).texts())


def flat(archive: bytes) -> bytes:
    """A file of Office as one XML file, as Word saves it."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(archive)) as held:
        for name in held.namelist():
            data = held.read(name)
            kind = "xmlData" if name.endswith((".xml", ".rels")) else "binaryData"
            inner = data.partition(b"?>")[2] if data.startswith(b"<?xml") else data
            inner = inner if kind == "xmlData" else base64.b64encode(data)
            parts.append(
                b'<pkg:part pkg:name="/%s"><pkg:%s>%s</pkg:%s></pkg:part>'
                % (name.encode(), kind.encode(), inner, kind.encode())
            )
    return (
        b'<?xml version="1.0" standalone="yes"?>\r\n<?mso-application progid="Word.Document"?>\r\n'
        b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        + b"".join(parts)
        + b"</pkg:package>"
    )


def test_a_word_file_in_one_xml_file_is_read() -> None:
    assert texts(flat(word(REPORT)), "x.xml") == ["行政许可", "13"]


def test_a_damaged_one_is_refused() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_page(flat(word(REPORT))[:-40], "x.xml")
    assert refused.value.message.code == "flat_opc_damaged"


XML = {
    "xml_spreadsheet": '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>',
    "uof_file": '<uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof"/>',
    "flat_open_document": '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
}


@pytest.mark.parametrize("code", XML)
def test_other_files_in_xml_are_named_as_what_they_are(code: str) -> None:
    with pytest.raises(UnsupportedError) as refused:
        read_page(f'<?xml version="1.0"?>\n{XML[code]}'.encode(), "x.xml")
    assert refused.value.message.code == code


BINARY = {
    "other_archive": b"\x1f\x8b\x08" + b"x" * 50,
    "picture_of_phone": b"\x00\x00\x00\x18ftypheic" + b"x" * 50,
    "caj_file": b"CAJ\x00" + b"x" * 50,
    "rar_archive": b"Rar!\x1a\x07\x00" + b"x" * 50,
    "seven_zip_archive": b"7z\xbc\xaf\x27\x1c" + b"x" * 50,
}


@pytest.mark.parametrize("code", BINARY)
def test_what_is_no_text_is_named_as_what_it_is(code: str) -> None:
    with pytest.raises(UnsupportedError) as refused:
        read_page(BINARY[code], "x.doc")
    assert refused.value.message.code == code


def mail(*parts: tuple[str, str, bytes]) -> bytes:
    """A mail of parts: kind, name of the file or nothing, bytes."""
    lines = [
        b"From: a@example.invalid",
        b"MIME-Version: 1.0",
        b"Content-Type: multipart/mixed; boundary=x",
        b"",
    ]
    for kind, name, body in parts:
        placed = f'\nContent-Disposition: attachment; filename="{name}"' if name else ""
        head = f"--x\nContent-Type: {kind}{placed}\nContent-Transfer-Encoding: base64\n"
        lines += [head.encode(), base64.encodebytes(body)]
    return b"\n".join([*lines, b"--x--", b""])


def test_a_mail_is_read_with_the_documents_that_it_brings_along() -> None:
    said = ("text/html; charset=utf-8", "", "<p>请查收</p>".encode())
    report = ("application/octet-stream", "a.docx", word(REPORT))
    broken = ("application/octet-stream", "b.pdf", b"%PDF-1.4")
    assert texts(mail(report), "x.eml") == ["行政许可", "13"]
    page = read_page(mail(said, report, broken), "x.eml")
    assert list(page.texts()) == ["请查收", "行政许可", "13"]
    assert [(u.kind, u.name, u.block) for u in page.unseen] == [("attachment", "b.pdf", 2)]


@pytest.mark.parametrize(
    ("kind", "name", "body"),
    [
        ("text/html", "a.html", "<meta charset=utf-8><p>行政许可</p>"),
        ("text/plain", "a.txt", "行政许可"),
        ("text/csv", "a.csv", "行政许可"),
    ],
)
def test_a_text_sent_as_a_file_is_a_document_of_the_mail(kind: str, name: str, body: str) -> None:
    said = ("text/plain; charset=utf-8", "", "请查收".encode())
    assert texts(mail(said, (kind, name, body.encode())), "x.eml") == ["行政许可"]


def test_a_document_of_a_mail_is_called_what_its_encoded_words_say() -> None:
    coded = "=?gb18030?B?" + base64.b64encode("西河镇年报.docx".encode("gb18030")).decode() + "?="
    broken = ("application/octet-stream", "=?nowhere?B?eC5wZGY=?= b.pdf", b"%PDF-1.4")
    sent = mail(("application/octet-stream", coded, word(REPORT)), broken)
    assert [m.name for m in attached_to(sent)] == [
        "西河镇年报.docx",
        "=?nowhere?B?eC5wZGY=?= b.pdf",
    ]
    assert texts(sent, "x.eml") == ["行政许可", "13"]
    behind_servers = b"Received: from mail.example.invalid\n" * 400 + sent
    assert texts(behind_servers, "x.eml") == ["行政许可", "13"]


def test_a_mail_whose_documents_cannot_be_read_says_so() -> None:
    with pytest.raises(UnsupportedError) as refused:
        read_page(mail(("application/octet-stream", "b.pdf", b"%PDF-1.4")), "x.eml")
    assert refused.value.message.code == "mail_without_report"


def test_a_page_in_xhtml_is_a_page() -> None:
    page = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>行政许可</p></body></html>'
    assert texts(page.encode(), "x.xhtml") == ["行政许可"]


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


CELLS = "<table><tr><td>行政许可<td>{}</table>"


@pytest.mark.parametrize("folder", ["年报.files", "年报_files"])
def test_the_style_sheet_beside_a_page_hides_what_it_hides(folder: str) -> None:
    head = f'<meta charset=utf-8><link rel=stylesheet href="{folder}/a%20b.css">'
    page = f"<html><head>{head}</head><body>{CELLS.format('<b class=x>5</b>13')}</body></html>"
    body = zipped(**{"年报.htm": page, f"{folder}/a b.css": ".x { display: none }"})
    assert texts(body, "x.zip") == ["行政许可", "13"]


def test_a_page_whose_style_sheet_is_elsewhere_is_read_without_it() -> None:
    head = '<meta charset=utf-8><link rel=stylesheet href="http://example.invalid/a.css">'
    page = f"<html><head>{head}</head><body>{CELLS.format(13)}</body></html>"
    body = zipped(**{"年报.htm": page, "年报.files/b.css": "td { display: none }"})
    assert texts(body, "x.zip") == ["行政许可", "13"]


def test_the_sheets_in_the_folder_of_a_page_of_frames_are_read() -> None:
    frames = '<html><frameset><frame src="年报.files/sheet001.htm"></frameset></html>'
    sheet = f"<html><meta charset=utf-8><body>{CELLS.format(13)}</body></html>"
    body = zipped(**{"年报.htm": frames, "年报.files/sheet001.htm": sheet})
    assert texts(body, "x.zip") == ["行政许可", "13"]


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def biff5(code_page: int, rows: list[list[str | float]]) -> bytes:
    """A workbook as Excel 95 wrote it."""
    font = struct.pack("<5H3xxB", 200, 0, 0x7FFF, 400, 0, 5) + b"Arial"
    begin = record(0x0809, struct.pack("<4H", 0x0500, 0x0005, 0x0DBB, 1996))
    head = begin + record(0x0042, struct.pack("<H", code_page))
    head += b"".join(record(0x0031, font) for _ in range(4))
    head += b"".join(
        record(0x00E0, struct.pack("<8H", 0, 0, 0x0001, 0x20, 0x20C0, 0, 0, 0)) for _ in range(16)
    )
    name = "表一".encode("gbk")
    sheet = record(0x0809, struct.pack("<4H", 0x0500, 0x0010, 0x0DBB, 1996))
    sheet += record(0x0200, struct.pack("<5H", 0, len(rows), 0, max(map(len, rows)), 0))
    for r, cells in enumerate(rows):
        for c, value in enumerate(cells):
            if isinstance(value, str):
                text = value.encode("gbk")
                sheet += record(0x0204, struct.pack("<4H", r, c, 15, len(text)) + text)
            else:
                sheet += record(0x0203, struct.pack("<3Hd", r, c, 15, value))
    end = record(0x000A, b"")
    bound = struct.pack("<IHB", 0, 0, len(name)) + name
    at = len(head) + 4 + len(bound) + len(end)
    bound = struct.pack("<IHB", at, 0, len(name)) + name
    return compound("Book", head + record(0x0085, bound) + end + sheet + end)


def compound(name: str, stream: bytes) -> bytes:
    """An OLE file with one stream of more than 4,096 bytes."""
    stream += b"\x00" * (-len(stream) % 512 + (4096 if len(stream) < 4096 else 0))
    stream += b"\x00" * (-len(stream) % 512)
    sectors = len(stream) // 512
    chain = [*range(1, sectors), 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFD]
    table_ = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")

    def entry(title: str, kind: int, child: int, first: int, size: int) -> bytes:
        wide = title.encode("utf-16-le")
        return struct.pack(
            "<64sHBB3I16sI8s8sIQ", wide, len(wide) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child,
            b"", 0, b"", b"", first, size,
        )  # fmt: skip

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, 0xFFFFFFFF, 0, len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", sectors + 1, *[0xFFFFFFFF] * 108)
    return head + stream + folder.ljust(512, b"\x00") + table_


@pytest.mark.parametrize("code_page", [936, 1252], ids=["GBK", "GBK that says it is Latin"])
def test_a_workbook_of_excel_95_in_chinese_is_read(code_page: int) -> None:
    [block] = read_page(biff5(code_page, [["行政许可", 13.0], ["行政处罚", 0.0]]), "x.xls").blocks
    assert isinstance(block, Grid)
    assert [c.text for c in block.cells] == ["行政许可", "13", "行政处罚", "0"]
