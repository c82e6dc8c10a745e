"""Rectification notices (整改通知): one a unit that has something to mend, and all of a county in one ZIP."""

from __future__ import annotations

import datetime
import math
import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

from gongkai.faults import OMISSION, Evidence, Fault, fault_of, remedies
from gongkai.pack.data.book import Book, Finding, Standing
from gongkai.pack.documents.letter_words import title_of, words
from gongkai.pack.documents.notice_lists import cells_of, faults_of_letter, receipt
from gongkai.pack.documents.noticed import Noticed
from gongkai.pack.documents.official import OfficialLetter, day_of, drafted
from gongkai.pack.documents.since import since_then
from gongkai.pack.documents.word import BLANK
from gongkai.pack.sentences.faults import faults_of
from gongkai.pack.sentences.trend import unit_trend
from gongkai.pack.sentences.wording import unread

DAYS_TO_MEND = 30
"""Days from the night's date to the date by which a unit must mend; no law names a number."""

_WAYS = ((8, False), (8, True), (5, True), (3, True), (1, True))
"""How many faults the letter names, and whether without what should stand there: the first way that fits."""

_ACROSS, _LINES = 26, 27
"""Characters of a line, and lines of two pages between the addressee and the closing paragraph."""

_NUMERALS = "一二三四五六"

_UNSAFE = re.compile(r"[^\w〇]+")
_LONGEST_NAME = 40
_EPOCH = (1980, 1, 1, 0, 0, 0)


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


def closing_names(book: Book) -> dict[str, str]:
    """Unit id to the file name of the letter that tells it that all was mended."""
    names: dict[str, str] = {}
    for unit_id in book.closed:
        safe = _UNSAFE.sub("", book.names[unit_id])[:_LONGEST_NAME] or "单位"
        name = f"复核告知-{safe}-{book.year}"
        again = f"{name}.docx" in names.values()
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
    said = words("notice")
    title = title_of("notice", standing.unit_name, year)
    by = day_of(book.run.day + datetime.timedelta(days=DAYS_TO_MEND))
    letter = OfficialLetter("".join(title), book.run.finished_at)
    drafted(letter, book)
    letter.title("\n".join(title))
    letter.addressee(f"{standing.unit_name}：")
    opening = _opening(book, standing, faults)
    told = "".join((since_then(book, noticed, unit_id), unit_trend(book, unit_id)))
    letter.text(opening)
    blocks = fitting(faults, by, len(opening), len(told))
    blocks += [(said["before"], told)] if told else []
    for numeral, (heading, text) in zip(_NUMERALS, blocks, strict=False):
        letter.heading(f"{numeral}、{heading}")
        letter.text(text)
    letter.text(said["closing"].format(by=by), is_last=True)
    letter.attachments(said["attachments"])
    letter.signature(f"{BLANK}（印章）", f"{book.run.day.year} 年＿＿月＿＿日")
    letter.attachment(1, said["attachments"][0])
    faults_of_letter(letter, faults)
    cells_of(book, letter, unit_id, faults)
    letter.attachment(2, said["attachments"][1])
    receipt(letter, standing.unit_name, year, faults)
    letter.colophon(book.run.day.year)
    return letter.body()


def _in_letter(fault: Fault) -> tuple[int, bool]:
    """The remedies one after another; what could not be checked comes after what made it so."""
    return list(remedies()).index(fault.kind), fault.evidence[0].place == OMISSION


def _opening(book: Book, standing: Standing, faults: Sequence[Fault]) -> str:
    said: str = words("notice")["not_found" if standing.is_missing else "found"]
    source = book.sources.get(standing.unit_id)
    when = f"（{day_of(source.published_on)}发布）" if source and source.published_on else ""
    return said.format(
        year=book.year,
        when=when,
        count=len(faults),
        deadline=_deadline(book),
        unread=unread(book, standing),
    )


def fitting(faults: Sequence[Fault], by: str, opening: int, before: int) -> list[tuple[str, str]]:
    """The faults by remedy, each kind with what is asked, as fully as two pages hold: head and text.

    Args:
        faults: what the letter is about; all of it stands in the attachment besides.
        by: the day by which it is to be mended.
        opening: characters of the paragraph before them.
        before: characters of the comparison after them, 0 where there is none.
    """
    for most, is_short in _WAYS:
        blocks = _body(faults, by, most, is_short=is_short)
        lines = sum(1 + _lines(len(text)) for _, text in blocks) + _lines(opening)
        if lines + (1 + _lines(before) if before else 0) <= _LINES:
            break
    return blocks


def _lines(characters: int) -> int:
    return math.ceil((characters + 2) / _ACROSS)


def _body(faults: Sequence[Fault], by: str, most: int, *, is_short: bool) -> list[tuple[str, str]]:
    kinds = [kind for kind in remedies() if any(f.kind == kind for f in faults)]
    blocks = []
    for kind in kinds:
        same = [fault for fault in faults if fault.kind == kind]
        shown = same[: max(1, most)]
        most -= len(shown)
        said = [_said(fault, is_short=is_short) for fault in shown]
        if len(same) > len(shown):
            said.append(f"其余 {len(same) - len(shown)} 项见附件 1")
        numbered = said if len(said) == 1 else [f"{n}. {text}" for n, text in enumerate(said, 1)]
        asked = words("notice")["asked"][kind].format(by=by)
        blocks.append((f"{remedies()[kind]}（{len(same)} 项）", "；".join(numbered) + "。" + asked))
    return blocks


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


def _deadline(book: Book) -> str:
    if book.deadline is None:
        return "发布期限未设定"
    whose = (
        "本县通知的发布期限为 " if book.is_deadline_set else "本县没有另行通知期限，条例的日期为 "
    )
    return (
        whose
        + day_of(book.deadline)
        + (f"（依据：{book.deadline_basis}）" if book.deadline_basis else "")
    )
