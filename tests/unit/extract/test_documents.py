"""The reports in a file: archives as they come from a chat, and what they hold besides."""

from __future__ import annotations

import email.message
import io
import random
import zipfile

from gongkai.errors import RefusedError
from gongkai.extract import Report
from gongkai.extract.documents import Outcome, reports_in
from tests.factory import random_truth, render


def report(seed: int, year: int = 2024, layout: str = "text_tab") -> bytes:
    return render(random_truth(random.Random(seed), year=year), layout).body


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members.items():
            made.writestr(name, body)
    return out.getvalue()


def told(outcomes: list[Outcome]) -> list[tuple[str, bool]]:
    return [(o.name, isinstance(o.result, Report)) for o in outcomes]


def test_eight_townships_are_eight_reports() -> None:
    members = {f"年报/{n}镇.txt": report(n) for n in range(8)}
    outcomes = reports_in(archive(members), "all.zip")
    assert told(outcomes) == [(f"all.zip!/年报/{n}镇.txt", True) for n in range(8)]


def test_the_same_report_twice_is_one_and_two_years_are_two() -> None:
    truth = random_truth(random.Random(3), year=2024)
    twice = {"一.txt": render(truth, "text_tab").body, "二.docx": render(truth, "docx").body}
    assert len(reports_in(archive(twice), "x.zip")) == 1
    years = {f"{year}.txt": report(3, year) for year in (2023, 2024)}
    assert len(reports_in(archive(years), "x.zip")) == 2


def test_litter_is_left_out() -> None:
    litter = {
        "Thumbs.db": b"\xd0\xcf\x11\xe0" * 99, "__MACOSX/._a.txt": b"x", ".DS_Store": b"x",
        "desktop.ini": b"x", "~$a.docx": b"x", "a.lnk": b"x",
    }  # fmt: skip
    assert told(reports_in(archive({**litter, "a.txt": report(1)}), "x.zip")) == [
        ("x.zip!/a.txt", True)
    ]


def test_an_archive_in_an_archive_is_opened() -> None:
    inner = archive({"甲.txt": report(1), "乙.txt": report(2)})
    names = [name for name, _ in told(reports_in(archive({"各镇.zip": inner}), "x.zip"))]
    assert names == ["x.zip!/各镇.zip!/乙.txt", "x.zip!/各镇.zip!/甲.txt"]


def test_what_is_no_report_is_passed_over_and_what_cannot_be_read_is_told() -> None:
    members = {
        "a.txt": report(1),
        "通知.txt": "关于报送年报的通知".encode() * 9,
        "b.pdf": b"%PDF-1.4 cut",
    }
    assert told(reports_in(archive(members), "x.zip")) == [
        ("x.zip!/b.pdf", False),
        ("x.zip!/a.txt", True),
    ]


def test_an_archive_without_a_report_is_refused_once() -> None:
    [outcome] = reports_in(
        archive({"a.txt": "会议通知。".encode(), "b.txt": "值班表。".encode()}), "x.zip"
    )
    assert isinstance(outcome.result, RefusedError)
    assert outcome.result.reason == "not_a_report"


def test_tables_that_stand_in_a_file_of_their_own_are_the_report_s() -> None:
    whole = report(5).decode()
    start, end = whole.index("二、主动公开政府信息情况"), whole.index("五、存在的主要问题")
    members = {
        "报告.txt": (whole[:start] + whole[end:]).encode(),
        "附表.txt": whole[start:end].encode(),
    }
    [outcome] = reports_in(archive(members), "x.zip")
    assert isinstance(outcome.result, Report)
    assert outcome.result.tables == (2, 3, 4)


def test_a_page_saved_with_its_folder_is_one_report() -> None:
    page = render(random_truth(random.Random(1), year=2024), "html_cms").body
    members = {"index.htm": page, "index.files/a.htm": b"<p>x</p>", "index_files/b.png": b"\x89PNG"}
    assert told(reports_in(archive(members), "x.zip")) == [("x.zip!/index.htm", True)]


def test_names_in_the_code_page_of_windows_are_right() -> None:
    body = archive({"aaaa.txt": report(1)})
    raw = "甲镇".encode("gb18030")
    body = body.replace(b"aaaa.txt", raw + b".txt")
    assert told(reports_in(body, "x.zip")) == [("x.zip!/甲镇.txt", True)]


def mail(documents: dict[str, bytes]) -> bytes:
    made = email.message.EmailMessage()
    made["Subject"] = "各镇年报"
    made.set_content("请查收。")
    for name, body in documents.items():
        made.add_attachment(body, "application", "octet-stream", filename=name)
    return made.as_bytes()


def test_a_mail_that_brings_reports_of_several_townships_is_an_archive_of_them() -> None:
    documents = {f"{n}镇.txt": report(n) for n in range(3)} | {"d.pdf": b"%PDF-1.4 cut"}
    assert told(reports_in(mail(documents), "x.eml")) == [
        ("x.eml!/d.pdf", False), ("x.eml!/0镇.txt", True), ("x.eml!/1镇.txt", True),
        ("x.eml!/2镇.txt", True),
    ]  # fmt: skip


def test_a_mail_that_brings_one_report_in_two_files_is_one() -> None:
    truth = random_truth(random.Random(3), year=2024)
    documents = {"一.txt": render(truth, "text_tab").body, "二.docx": render(truth, "docx").body}
    assert told(reports_in(mail(documents), "x.eml")) == [("x.eml", True)]
