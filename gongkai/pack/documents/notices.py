"""Rectification notices (整改通知): one a unit that has something to mend, and all of a county in one ZIP."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

from gongkai.faults import OMISSION, Evidence, Fault, fault_of, remedies
from gongkai.pack.data.book import Book, Finding, Standing
from gongkai.pack.documents.notice_lists import cells_of, faults_of_letter, receipt
from gongkai.pack.documents.noticed import Noticed
from gongkai.pack.documents.official import OfficialLetter
from gongkai.pack.documents.since import since_then
from gongkai.pack.documents.word import BLANK
from gongkai.pack.sentences.faults import faults_of
from gongkai.pack.sentences.method import FICTIONAL
from gongkai.pack.sentences.trend import unit_trend
from gongkai.pack.sentences.wording import unread

DAYS_TO_MEND = 30
"""Days from the night's date to the date by which a unit must mend; no law names a number."""

_MOST_IN_LETTER = 8
_MOST_CHARACTERS = 420
"""So many faults, and so long with what should stand there, does the letter name; all stand in the attachment."""

_UNSAFE = re.compile(r"[^\w〇]+")
_LONGEST_NAME = 40
_EPOCH = (1980, 1, 1, 0, 0, 0)
_ASKED = {
    "republish": "请于{by}前更正并重新发布，保留原发布日期，注明更正日期和内容。",
    "explain": "请于{by}前书面说明；查明确属有误的，更正后重新发布。",
    "improve": "请说明原因，在今后的年度报告中改进；不因此重新发布，不改动原发布日期。",
    "publish": "已经发布的，请于{by}前报送网址和发布日期；没有发布的，请于同一期限前编制、发布并报送网址。",
}


def notice_names(book: Book) -> dict[str, str]:
    """Unit id to the file name of its notice, for each unit that gets one, in the order of the registry.

    Doubts of the reader, and findings that are only to be verified, never stand in a notice; nor is a report asked
    for that arrived unread, or that was not looked for to the end.
    """
    asked = {unit_id for unit_id, _ in book.asked}
    names: dict[str, str] = {}
    for unit_id, unit_name in book.names.items():
        if unit_id in asked:
            safe = _UNSAFE.sub("", unit_name)[:_LONGEST_NAME] or "单位"
            name = f"整改通知-{safe}-{book.year}"
            again = sum(other == f"{name}.docx" for other in names.values())
            names[unit_id] = f"{name}-{len(names) + 1}.docx" if again else f"{name}.docx"
    return names


def bundle_name(book: Book) -> str:
    """The file name of the ZIP with every notice of the county's year."""
    return f"整改通知-{_UNSAFE.sub('', book.county_name)[:_LONGEST_NAME]}-{book.year}.zip"


def draw_notices(book: Book, noticed: Noticed | None = None) -> dict[str, bytes]:
    """Unit id to its notice as a Word file; a unit without fault gets none.

    Args:
        book: what the pack says.
        noticed: what earlier notices asked for, so that this one says what was mended since.
    """
    faults: dict[str, list[Finding]] = {}
    for finding in book.to_mend:
        faults.setdefault(finding.unit_id, []).append(finding)
    standings = {standing.unit_id: standing for standing in book.ranking}
    return {
        unit_id: _notice(book, standings[unit_id], faults.get(unit_id, ()), noticed or Noticed())
        for unit_id in notice_names(book)
    }


def bundle(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of the notices by file name; the same notices give the same bytes."""
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return body.getvalue()


def _notice(book: Book, standing: Standing, findings: Sequence[Finding], noticed: Noticed) -> bytes:
    unit_id, year = standing.unit_id, book.year
    ordered = sorted(findings, key=lambda f: -f.check_points)
    faults = faults_of(book, unit_id, ordered) if findings else [_not_published(book)]
    faults.sort(key=_in_letter)
    title = f"关于{standing.unit_name} {year} 年度", "政府信息公开工作年度报告问题整改的通知"
    letter = OfficialLetter("".join(title), book.run.finished_at)
    if book.is_fictional:
        letter.note(FICTIONAL)
    letter.note(
        "草稿：由核查程序生成，发出前请核对原件并由主管部门审定。横线处由人填写，本行发出前删去。"
    )
    letter.banner(f"{book.county_name}{BLANK}", f"＿＿〔{year + 1}〕＿＿号")
    letter.title("\n".join(title))
    letter.addressee(f"{standing.unit_name}：")
    letter.text(_opening(book, standing, faults))
    _body(book, letter, faults, _day(_by(book)))
    if told := "".join((since_then(book, noticed, unit_id), unit_trend(book, unit_id))):
        letter.heading(f"{'一二三四五六'[len({f.kind for f in faults})]}、前后对比")
        letter.text(told)
    letter.text(
        f"请于{_day(_by(book))}前填写回执（附件 2）报送。有异议的，在同一期限内书面说明。"
        f"联系人：{BLANK}，电话：{BLANK}。",
        is_last=True,
    )
    letter.attachments(["问题明细", "整改情况回执"])
    letter.signature(f"{BLANK}（印章）", f"{year + 1} 年＿＿月＿＿日")
    letter.attachment(1, "问题明细")
    faults_of_letter(letter, faults)
    cells_of(book, letter, unit_id, faults)
    letter.attachment(2, "整改情况回执")
    receipt(letter, standing.unit_name, year, faults)
    return letter.body()


def _in_letter(fault: Fault) -> tuple[int, bool]:
    """The remedies one after another; what could not be checked comes after what made it so."""
    return list(remedies()).index(fault.kind), fault.evidence[0].place == OMISSION


def _opening(book: Book, standing: Standing, faults: Sequence[Fault]) -> str:
    year = book.year
    if standing.is_missing:
        return (
            f"在网站和报送的文件中均未见你单位 {year} 年度政府信息公开工作年度报告。"
            f"{_deadline(book)}。{unread(book, standing)}"
            "根据《中华人民共和国政府信息公开条例》第四十七条，现通知如下。"
        )
    source = book.sources.get(standing.unit_id)
    when = f"（{_day(source.published_on)}发布）" if source and source.published_on else ""
    return (
        f"经核查，你单位 {year} 年度政府信息公开工作年度报告{when}有 {len(faults)} 项问题，"
        "应为、依据和逐格位置见附件 1。根据《中华人民共和国政府信息公开条例》第四十七条，现通知如下。"
    )


def _body(book: Book, letter: OfficialLetter, faults: Sequence[Fault], by: str) -> None:
    """The faults by remedy, each kind with what is asked; what is too much is left to the attachment."""
    long = sum(len(f.problem) + len(f.expectation) for f in faults) > _MOST_CHARACTERS
    kinds = [kind for kind in remedies() if any(f.kind == kind for f in faults)]
    left = _MOST_IN_LETTER
    for number, kind in enumerate(kinds):
        same = [fault for fault in faults if fault.kind == kind]
        letter.heading(f"{'一二三四五六'[number]}、{remedies()[kind]}（{len(same)} 项）")
        shown = same[: max(1, left)]
        left -= len(shown)
        said = [_said(fault, is_short=long) for fault in shown]
        if len(same) > len(shown):
            said.append(f"其余 {len(same) - len(shown)} 项见附件 1")
        numbered = said if len(said) == 1 else [f"{n}. {text}" for n, text in enumerate(said, 1)]
        letter.text("；".join(numbered) + "。" + _ASKED[kind].format(by=by))


def _said(fault: Fault, *, is_short: bool) -> str:
    """A fault in the letter; the expectation stands beside it where there is room."""
    is_list = len(fault.evidence) > 1 and fault.evidence[0].place != OMISSION
    many = "，见附件 1" if is_list else ""
    return (
        fault.problem
        + many
        + ("" if is_short or len(fault.evidence) > 1 else f"（{fault.expectation}）")
    )


def _not_published(book: Book) -> Fault:
    basis = "《政府信息公开条例》第四十九条、第五十条"
    return fault_of(Evidence("report_published", "report", "年度报告", "", "", book.year, basis))


def _by(book: Book) -> datetime.date:
    return book.run.day + datetime.timedelta(days=DAYS_TO_MEND)


def _deadline(book: Book) -> str:
    if book.deadline is None:
        return "发布期限未设定"
    whose = (
        "本县通知的发布期限为 " if book.is_deadline_set else "本县没有另行通知期限，条例的日期为 "
    )
    return (
        whose
        + _day(book.deadline)
        + (f"（依据：{book.deadline_basis}）" if book.deadline_basis else "")
    )


def _day(date: datetime.date) -> str:
    return f"{date.year} 年 {date.month} 月 {date.day} 日"
