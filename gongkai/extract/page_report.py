"""A Page to a Report: what the form has, what the prose says, whose report it is, or a refusal."""

from __future__ import annotations

import hashlib
import itertools
import re
from functools import cache
from typing import NoReturn

from gongkai.errors import NotAReportError, UnreadableError
from gongkai.extract.broken_text import doubt_broken
from gongkai.extract.fold import fold_page
from gongkai.extract.identity.stated import read_identity
from gongkai.extract.identity.titles import LABELS, titles_of
from gongkai.extract.ocr_doubts import doubt_ocr, doubt_places
from gongkai.extract.outline import section_heading
from gongkai.extract.prose.narrative import read_narrative
from gongkai.extract.prose.other_scope import doubt_other_scope
from gongkai.extract.prose.text import Text, join
from gongkai.extract.report import Doubt, Report, ReportSection
from gongkai.extract.sight import note_unseen
from gongkai.extract.statistics import read_statistics
from gongkai.extract.tables.planned.figures import read_tables
from gongkai.extract.tables.rows import Segmented
from gongkai.extract.tables.segment import segment
from gongkai.extract.tables.which_form import find_form
from gongkai.extract.unread_rows import unread_rows, unread_tables
from gongkai.form import forms, subtopics
from gongkai.messages import message
from gongkai.readers import Page
from gongkai.unit_name import own_name

_REPORT = re.compile(
    r"信息公开(?:工作)?(?:情况)?(?:的)?(?:年度|工作)*(?:情况)?(?:的)?(?:年度)?(?:工作)*(?:报告|年报)|年度报告|年报|信息公开(?:工作)?总结"
)
_EXPLAINS = re.compile(
    r"(?=.*(?:报告|年报)).*(?<![含附])(?:解读|图解|图说|一图[读看]懂|一张图|新闻发布|培训|说明会)"
)
_EXPLAINING = re.compile(r"现(?:就|将|对)[^。:\n]{0,30}解读|解读如下|如下解读")
_NOTICE = re.compile(r"^关于.*的(?:通知|通报|函)$|[府室局]关于.*的(?:通知|通报|函)$")
_GUIDE = re.compile(r"公开(?:工作)?(?:指南|目录|制度|办法|规定|规程|条例)$")
_TEMPLATE = re.compile(r"(?:模板|模版|范本|范文|范例|样本|样表)$")
_BLANKS = re.compile(r"20[×xX*_]{2}年|[×xX*]{2,}(?:镇|乡|街道|县)")
_ANY_REPORT = re.compile(r"(?:报告|年报|总结)(?:\([^()]{0,12}\))?(?:[-_—|].*)?$")
_OF_DISCLOSURE = re.compile(
    r"^(?!.*(?:党务|村务|校务|厂务)公开).*(?:(?:信息|政务|信息年度)公开|政府信息(?:工作)?年度)"
)
_CATEGORY = re.compile(r"(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:报告|年报)")  # of the site
_BROKEN = re.compile(r"(?:工作)?(?:年度)?(?:工作)?报告")  # the end of a title
_OTHER_TEXT = re.compile(r"(?:讲话|发言|致辞|(?:自查|整改|述职|调研|考察)(?:情况)?(?:的)?报告)$")
_LISTED = re.compile(r"20(?<![\d/-]20)\d\d(?!\d)年?度?[^。]{0,30}(?:年度报告|年报)")
_OUTLINE_OLD = re.compile(r"主动公开|依申请|收费|复议|诉讼|概述|存在的?(?:主要)?问题|改进")
_ACCOUNTABILITY = re.compile(r"考核|社会?评议|责任追究|追责|问责")
_LEFTOVER = re.compile(
    r"该部分以表格形式报告|此处(?:填写|插入|应)|请(?:在此填写|填写(?!\"?[《(]?(?:[^,。;]{0,16}申请|问卷|意见)))|示例[::]|填(?:写|报)说明|××+|XXX+(?:年|镇|乡|条|件)|xx+(?:年|镇|乡|条|件)|\*\*(?:年|镇|条|件)|__(?:年|镇|条|件)|〔\s*〕\s*号"
)
_OWN_FIELDS = re.compile(r"[文字]号[:|]*〔\s*〕\s*号")  # of the site's block of metadata, empty
_STATUTORY = {2, 3}  # sections whose titles no other page has
_WHOLE_OUTLINE = 4  # sections under the form's own titles: a report, whatever it calls itself
_OWN_TITLE = re.compile(
    r"^(?!.*(?:发布|公布|编制|完成|做好|按时|动态))"
    r".*(?:20\d\d年?.*信息(?:年度)?公开(?:.*(?:年度报告|年报|总结|(?:工作|情况)(?:的)?报告)|报告)|信息公开.*(?:报告|年报|总结)\(?20\d\d)"
)
_STATES = re.compile(  # of this report, and of no text that speaks about one
    r"(?:本(?:年度)?(?:报告|年报)|(?:报告|年报)中所列)[^。]{0,8}(?:数据|统计)[^。]{0,8}(?:期限|时限|时间|周期|范围)"
    r"|本(?:年度)?(?:报告|年报)是?(?:根据|依据|按照|依照)《"
    r"|现将[^。]{0,40}信息公开(?:工作)?(?:的)?(?:有关)?(?:情况)?(?:年度)?(?:总结|报告|汇报|公布)如下"
)
_NEWS = re.compile(r"日前|近日|报告显示|该[镇乡街]")
_MATTERS = ("主动公开", "申请", "复议", "诉讼", "问题")
_MOST, _FEW = 4, 2
_TITLE = 60  # characters
_PREAMBLE = 900  # characters in which a report says what it counts
_MENU = 8  # characters: so short a line above a title is no part of it
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER_OF_NOTICE = re.compile(r"〔(\d{4})〕(\d+)号")


def extract(
    page: Page,
    *,
    url: str | None = None,
    year_hint: int | None = None,
    unit_hint: str | None = None,
    where: str = "",
) -> Report:
    """Read a report from a page.

    Args:
        page: what a reader made of the document.
        url: where it was published; its date counts where the page states none.
        year_hint: the year under which it was collected, if anybody said so.
        unit_hint: the registered name of the unit that it was collected for, where it names none itself.
        where: what messages call the document.

    Raises:
        NotAReportError: for a page that is no annual report.
        UnreadableError: for a page whose tables have lost numbers for good.
    """
    folded = fold_page(page)
    observed = segment(folded)
    text = join(observed.prose)
    form, is_told = find_form(observed)
    report = Report(form=form.id if form else None)
    if form is not None:
        report.figures, report.tables, report.doubts = read_tables(observed, form)
        report.doubts += [Doubt(p, f.doubt) for p, f in report.figures.items() if f.doubt]
        report.doubts += unread_rows(folded, form, report.figures)
    if not report.tables:
        report.form, report.figures = None, {}
    elif not is_told:
        report.doubts.append(Doubt("form", message("form_not_told")))
    _refuse(report, folded, observed, text, where)
    report.doubts += [Doubt("document", doubt) for doubt in page.doubts]
    if not report.tables:
        report.doubts += unread_tables(folded)
    read_identity(report, folded, observed, text, url, year_hint, unit_hint)
    read_narrative(text, report)
    if page.doubts:
        doubt_broken(report, text, page.doubts[0])
    doubt_other_scope(report)
    read_statistics(folded, report)
    _sections(report, observed)
    _traits(report, observed, text)
    doubt_ocr(report, page)
    doubt_places(report, page)
    note_unseen(report, page, observed)
    return report


def _refuse(report: Report, page: Page, observed: Segmented, text: Text, where: str) -> None:
    if _repeats_removed(observed):
        raise UnreadableError("repeated_lines_removed", where)
    front = [p.text for p in observed.prose if not p.section][:12]
    explains = bool(_EXPLAINING.search(text.text[:_PREAMBLE]))
    notice = any(_NOTICE.search(line) for line in (page.title, *front[:4]))
    long = [n for n, line in enumerate(front) if len(line) > _MENU]
    above = front[: max(6, long[5] + 1 if len(long) > 5 else len(front))]
    titles = titles_of(line for line in (page.title, *above) if len(line) < _TITLE)
    explaining = [bool(_EXPLAINS.match(title)) for title in titles]
    is_beside = any(  # a link to the explanation below the report's own title
        _OWN_TITLE.search(title) and not e for title, e in zip(titles, explaining, strict=True)
    )
    if not report.tables and (notice or explains or (any(explaining) and not is_beside)):
        raise NotAReportError("explains_a_report", where)
    if code := _titled_otherwise(titles, report, text.text[:_PREAMBLE]):
        raise NotAReportError(code, where)
    if len(report.tables) >= 2:
        if _is_empty_form(report, text):
            raise NotAReportError("empty_form", where)
        return
    heads = {number for number, _ in observed.headings}
    said = "".join([*(title for _, title in observed.headings), text.text])
    head = " ".join([page.title, *front])
    listed = {
        m.group() for p in observed.prose if len(p.text) < 80 for m in _LISTED.finditer(p.text)
    }
    if (
        len({y for t in listed for y in re.findall(r"(?<![\d/-])20\d\d(?!\d)", t)}) >= 3
        and len(heads) < 3
    ):
        raise NotAReportError("list_of_reports", where)
    old = {m for _, title in observed.headings for m in _OUTLINE_OLD.findall(title)}
    told = {number for number, title in observed.headings if section_heading(title)}
    is_told = len(told) > 1 and bool(told & _STATUTORY) and _tells(said, _FEW)
    is_filled = any(figure.value is not None for figure in report.figures.values())
    speaks = _tells(text.text, 1) or "信息公开" in text.text
    is_cut_off = report.tables and told and is_filled and speaks
    if len(told) >= _WHOLE_OUTLINE or is_told or is_cut_off:
        return
    is_titled_so = any(map(_OWN_TITLE.search, titles))
    states = bool(_STATES.search(text.text[:_PREAMBLE]))
    if (is_titled_so or states) and _tells(said, _FEW if is_titled_so and states else _MOST):
        return
    is_titled = _REPORT.search(head[:400] + text.text[:300])
    if not is_titled or (len(heads) < 2 and len(old) < 2 and not report.tables):
        _refuse_title(page, titles, where)


def _refuse_title(page: Page, titles: list[str], where: str) -> NoReturn:
    """Refuse a page without a report: its title may stand over one that was not seen."""
    if page.unseen and any(map(_OWN_TITLE.search, [*titles, page.title])):
        raise UnreadableError("report_not_seen", where)
    raise NotAReportError("no_report", where)


def _titled_otherwise(titles: list[str], report: Report, preamble: str) -> str | None:
    """The code of what the titles say that the page is, or its blanks, where that is no annual report."""
    titles = [
        title
        for title in titles
        if not (_CATEGORY.fullmatch(title) or _BROKEN.fullmatch(title) or LABELS.search(title))
    ]
    is_report = any(map(_ANY_REPORT.search, titles))
    is_own = any(
        _OF_DISCLOSURE.search(title)
        or (len(above) > _MENU and _OF_DISCLOSURE.search(above + title))
        for above, title in itertools.pairwise(["", *titles])
        if _ANY_REPORT.search(title)
    )
    is_blank = not report.tables and _BLANKS.search(preamble)
    if (
        is_blank
        or any(map(_BLANKS.search, titles))
        or (not is_own and any(map(_TEMPLATE.search, titles)))
    ):
        return "template"
    if report.tables:  # the site's menu may name a guide
        return None
    if not is_own and any(map(_GUIDE.search, titles)):
        return "guide_or_rule"
    if (is_report and not is_own) or any(map(_OTHER_TEXT.search, titles)):
        return "other_report"
    return None


def _tells(text: str, least: int = _MOST) -> bool:
    """Whether running text without sections speaks of most of what a report must speak of."""
    return not _NEWS.search(text) and sum(word in text for word in _MATTERS) >= least


def _is_empty_form(report: Report, text: Text) -> bool:
    if any(figure.value is not None for figure in report.figures.values()):
        return False
    return not re.search(r"20\d\d年(?!\d*号)", re.sub(r"20\d\d\D?\d*号", "", text.text))


def _repeats_removed(observed: Segmented) -> bool:
    """Whether an extractor dropped lines that it had seen before: then no number stands twice."""
    rows = [r for t in (2, 3) for r in observed.rows[t]]
    if len(rows) < 20 or any(r.from_grid for r in rows):
        return False
    values = [slot.text for r in rows for slot in r.slots]
    return 0 < len(values) < len(rows) and len(set(values)) == len(values)


def _sections(report: Report, observed: Segmented) -> None:
    titles: dict[int, str] = {}
    for number, title in observed.headings:
        titles.setdefault(number, title)
    for number in sorted(titles):
        body = "\n".join(p.text for p in observed.prose if p.section == number)
        report.sections.append(
            ReportSection(number, titles[number], body, _fingerprint(body, report.unit))
        )


def _fingerprint(body: str, unit: str | None) -> str:
    """The same for two texts that differ in nothing but numbers, punctuation and their own name."""
    name = own_name(unit)
    own = body.replace(name, "") if name else body
    return hashlib.sha256("".join(_LETTERS.findall(own)).encode()).hexdigest()


@cache
def _notice(notice: str) -> re.Pattern[str]:
    """What cites a notice: `国办公开办函〔2021〕30号` by its year and number, brackets as they come."""
    year, number = _NUMBER_OF_NOTICE.findall(notice)[-1]
    return re.compile(rf"[〔\[(【]?{year}[〕\])】]?\s*{number}\s*号")


def _traits(report: Report, observed: Segmented, text: Text) -> None:
    """What the completeness checks ask of the prose."""
    overview = "".join(p.text for p in observed.prose if p.section == 1)
    known = list(forms().values())
    report.subtopics = tuple(
        n for n, topic in enumerate(subtopics(), 1) if any(word in overview for word in topic.words)
    )
    report.accountability_stated = bool(_ACCOUNTABILITY.search(text.text))
    report.notice_cited = next(
        (form.id for form in reversed(known) if _notice(form.notice).search(text.text)), None
    )
    leftover = _LEFTOVER.search(_OWN_FIELDS.sub("", text.text))
    report.template_leftover = leftover.group()[:40] if leftover else None
