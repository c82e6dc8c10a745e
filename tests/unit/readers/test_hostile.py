"""Files made to hurt: each is refused, or read, within seconds and 512 MB.

Every one is opened in a process of its own whose memory and time the system limits.
"""

from __future__ import annotations

import io
import multiprocessing
import resource
import zipfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import docx
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from gongkai.errors import RefusedError
from gongkai.extract import extract
from gongkai.readers import read_page

SECONDS = 20  # of processor time, the machine may be slow
MEGABYTES = 512

# Starts processes that have read the modules and nothing else; this one holds what a whole run of tests left.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["gongkai.extract", "gongkai.readers"])


def _read(name: str, told: Connection) -> None:
    """In a process of its own: say what reading the file ends in, and the megabytes that it took at most."""
    bound = MEGABYTES * 1024 * 1024 * 4  # libraries map far more than they use
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        extract(read_page(Path(name).read_bytes(), name))
        answer = "read"
    except RefusedError as error:
        answer = error.reason
    status = Path("/proc/self/status").read_text()  # getrusage would count the parent
    told.send((answer, int(status.split("VmHWM:")[1].split()[0]) // 1024))


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def _word(document_xml: bytes | None = None, extra: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    if document_xml is not None:
        members["word/document.xml"] = document_xml
    return _zip(members | (extra or {}))


def entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{levels}]>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml += f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>&l11;</w:t></w:r></w:p></w:body></w:document>'
    return _word(xml.encode())


def entity_bomb_in_html() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY l0 'lol'>{levels}]><html><body>&l11;</body></html>".encode()


def zip_bomb() -> bytes:
    return _zip({"report.txt": b"0" * 300_000_000})


def word_bomb() -> bytes:
    return _word(b"<w>" + b" " * 200_000_000 + b"</w>")


def many_cells() -> bytes:
    return b"<table><tr>" + b"<td>0" * (50_000_000 // 5) + b"</table>"


def many_cells_within_bounds() -> bytes:
    return b"<table><tr>" + b"<td>0" * (25_000_000 // 5) + b"</table>"


def nested_tables() -> bytes:
    return b"<table><tr><td>" * 10_000 + b"x" + b"</td></tr></table>" * 10_000


def nested_elements() -> bytes:
    return "信息公开年度报告".encode() + b"<p></p>" + b"<div>" * 200_000


def wide_spans() -> bytes:
    row = b'<td rowspan="60000" colspan="60000">0</td>' * 50
    return b"<table>" + (b"<tr>" + row + b"</tr>") * 50 + b"</table>"


def long_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in range(1_000):
        canvas.drawString(50, 700, f"page {page} with some words in it")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def encrypted_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(50, 700, "words")
    canvas.save()
    return out.getvalue()


def climbing_zip() -> bytes:
    return _zip({"../../../tmp/gongkai-climbed.txt": "示例县".encode() * 50})


def macros() -> bytes:
    return _word(extra={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"\x00" * 2_000})


def endless_digits() -> bytes:
    return (
        "示例镇2023年政府信息公开工作年度报告\n一、总体情况\n主动公开政府信息"
        + "9" * 2_000_000
        + "条。"
    ).encode()


def endless_sentence() -> bytes:
    return (
        "示例镇2023年政府信息公开工作年度报告\n一、总体情况\n"
        + "主动公开信息其中，(一)是" * 150_000
    ).encode()


def endless_labels() -> bytes:
    return (
        "示例镇2023年政府信息公开工作年度报告\n"
        + "第二十条第（一）项 规章 0 1 2 重复申请 " * 30_000
    ).encode()


def many_rows() -> bytes:
    row = "<tr><td>重复申请甲乙</td>" + "<td>0</td>" * 7 + "</tr>"
    head = "<table><tr><td>第二十条第（一）项</td></tr><tr><td>（一）予以公开</td></tr>"
    return (head + row * 9_000 + "</table>").encode()


HOSTILE: dict[str, tuple[Callable[[], bytes], str, set[str]]] = {
    "entity bomb": (entity_bomb, "docx", {"unreadable"}),
    "entity bomb in a page": (entity_bomb_in_html, "html", {"not_a_report"}),
    "zip bomb": (zip_bomb, "zip", {"too_large"}),
    "zip bomb in a Word file": (word_bomb, "docx", {"too_large"}),
    "50 MB of cells": (many_cells, "html", {"too_large"}),
    "25 MB of cells": (many_cells_within_bounds, "html", {"too_large"}),
    "10,000 nested tables": (nested_tables, "html", {"too_large"}),
    "200,000 nested elements": (nested_elements, "html", {"too_large"}),
    "wide spans": (wide_spans, "html", {"not_a_report"}),
    "1,000 pages": (long_pdf, "pdf", {"too_large"}),
    "encrypted": (encrypted_pdf, "pdf", {"encrypted"}),
    "names that climb": (climbing_zip, "zip", {"not_a_report"}),
    "macros": (macros, "docx", {"unreadable"}),
    "endless digits": (endless_digits, "txt", {"not_a_report"}),
    "endless sentence": (endless_sentence, "txt", {"not_a_report"}),
    "endless labels": (endless_labels, "txt", {"not_a_report", "read"}),
    "many rows": (many_rows, "html", {"too_large"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_bounded(name: str, tmp_path: Path) -> None:
    make, extension, answers = HOSTILE[name]
    path = tmp_path / f"x.{extension}"
    path.write_bytes(make())
    heard, told = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=_read, args=(str(path), told))
    process.start()
    told.close()
    process.join(120)
    assert process.exitcode == 0
    answer, peak = heard.recv()
    assert answer in answers
    assert peak < MEGABYTES
    assert not Path("/tmp/gongkai-climbed.txt").exists()
