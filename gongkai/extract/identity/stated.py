"""Whose report of which year it is, and when it was published: each from where it is stated."""

from __future__ import annotations

import datetime
import itertools
import re
from collections import Counter

from gongkai.extract import dates
from gongkai.extract.identity import names
from gongkai.extract.identity.body_name import is_body_name, is_of_known_kind
from gongkai.extract.identity.county import county_of
from gongkai.extract.identity.titles import title_in, without_cited
from gongkai.extract.prose.text import Text
from gongkai.extract.report import Doubt, Report
from gongkai.extract.tables.rows import Segmented
from gongkai.messages import message
from gongkai.readers import Page
from gongkai.unit_name import own_name

_CELL = re.compile(r"[^\s|]+")
_BLOCK_LABEL = re.compile(
    r"(?:索引|公开|发布|信息|主题|组配|发文|成文|生成|有效|文|来)[\u3400-\u9fff]{1,3}|[\u3400-\u9fff]{1,2}(?:日期|时间|机构|单位|分类)"
)
_INJECTED = re.compile(r"^.*[A-Za-z0-9]\.[A-Za-z]{2,4}")
_PREAMBLE = 700  # characters in which a report says whose it is
_OFTEN = 3  # times that a text names who speaks
_LAST = 6  # paragraphs at the end, where some sites print the date
_EARLIEST_AFTER = datetime.timedelta(days=60)


def read_identity(
    report: Report,
    page: Page,
    observed: Segmented,
    text: Text,
    url: str | None,
    year_hint: int | None,
    unit_hint: str | None = None,
) -> None:
    """Fill unit, county, year and publication date of `report`, and doubts where they disagree.

    `unit_hint` is the registered name of the unit that the page was collected for.
    """
    front = _front(observed)
    opening = [p.text for p in observed.prose[:3]]
    titles = names.titles([page.title, *page.meta.values()], front, opening)
    behind = [p.text for p in observed.prose]
    found = [*names.names(front, titles, text.text[:_PREAMBLE], behind)]
    report.unit_stated = _without_address(names.decide(found), report)
    if unit_hint and names.decide(found, unit_hint) == unit_hint:
        report.unit_registered = unit_hint
    is_sure = report.unit_registered or (report.unit and is_of_known_kind(report.unit))
    if not is_sure and (words := report.unit or names.unread(front)):
        report.doubts.append(Doubt("unit", message("name_not_read", words=words)))
    lines = [page.title, *page.meta.values(), *front, *behind]
    if (stated := report.unit_stated) and not _stands_whole(stated, lines):
        report.doubts.append(Doubt("unit", message("name_over_lines", words=stated)))
    elif stated and (other := _speaks_as(stated, front, behind)):
        report.doubts.append(
            Doubt("unit", message("speaks_as_another", stated=stated, other=other))
        )
    report.county = county_of(report.unit, [*titles, *behind], front)
    report.period_start, report.period_end = dates.period(text.text) or (None, None)
    _year(report, titles, text, year_hint)
    if year_hint is not None and url is None:  # a website lists what it publishes by year
        _doubt_filing(report, year_hint, text)
    _published(report, page, front, [p.text for p in observed.prose[-_LAST:]], url)


def _speaks_as(stated: str, front: list[str], behind: list[str]) -> str | None:
    """Another body that has issued the page and that the text speaks of, while it never names the one stated."""
    own = own_name(stated)
    others = [name for name in names.issuers(front) if own not in name and name not in stated]
    others = [name for name in others if not names.is_drawn_from(own_name(name), own)]  # 城管局
    if not others:  # as on most pages, whose text need not be looked through then
        return None
    text = "".join("".join(p.split()) for p in behind if p not in front)
    if own in text:
        return None
    return next((name for name in others if text.count(own_name(name)) >= _OFTEN), None)


def _stands_whole(name: str, lines: list[str]) -> bool:
    """Whether a name stands on one line, or on two whose second has only the end of it: 甲山街道|办事处.

    One that is put together otherwise may be of two bodies, or of the site's menu and a body.
    """
    if any(name in "".join(line.split()) for line in lines):  # mostly one of the first
        return True
    bare = ["".join(line.split()) for line in lines]
    parts = [(name[:n], name[n:]) for n in range(1, len(name)) if not is_body_name(name[n:])]
    return any(
        above.endswith(begin) and below.startswith(end)
        for above, below in itertools.pairwise(bare)
        for begin, end in parts
    )


def _without_address(name: str | None, report: Report) -> str | None:
    """A name without the site's address that was put into it, which makes it doubtful."""
    injected = _INJECTED.search(name or "")
    if name is None or injected is None:
        return name
    report.doubts.append(Doubt("unit", message("name_has_address", address=injected.group())))
    return name[injected.end() :] or name


def _front(observed: Segmented) -> list[str]:
    """Paragraphs above the first section heading, at most 60; the site's own block as label and value."""
    lines = []
    for prose in observed.prose[:60]:
        if prose.section:
            break
        lines.append(prose.text)
    cells = itertools.pairwise([_CELL.findall(line) for line in lines])
    return [*lines, *itertools.chain.from_iterable(itertools.starmap(_columns, cells))]


def _columns(labels: list[str], below: list[str]) -> list[str]:
    """The site's own block where its labels stand on one line and their values below."""
    is_block = len(labels) == len(below) > 1 and all(map(_BLOCK_LABEL.fullmatch, labels))
    return [f"{a}:{b}" for a, b in zip(labels, below, strict=True)] if is_block else []


def _year(report: Report, titles: list[str], text: Text, hint: int | None) -> None:
    votes: Counter[int] = Counter()
    stated: list[int] = []
    for rank, title in enumerate(titles[:6]):
        for year in _in_title(title):
            if year not in stated:
                votes[year] += 3 if rank == 0 else 1
            stated.append(year)
    start, end = report.period_start, report.period_end
    if start and end and start.year == end.year:
        votes[start.year] += 3
        stated.append(start.year)
    _heed_mentions(votes, stated, text, bool(titles))
    report.years_stated = tuple(dict.fromkeys(stated))
    if hint is not None:
        votes[hint] += 3
    if not votes:
        report.doubts.append(Doubt("year", message("year_not_stated")))
        return
    report.year = max(votes, key=lambda y: (votes[y], y == (stated or [0])[0]))
    others = [y for y in report.years_stated if y != report.year]
    if others:
        years = ", ".join(map(str, others))
        report.doubts.append(Doubt("year", message("other_years_stated", years=years)))


def _heed_mentions(votes: Counter[int], stated: list[int], text: Text, is_titled: bool) -> None:
    """Add the year that the text tells of most to the votes, and where nothing else states one to those stated."""
    mentioned = Counter(dates.years_told(without_cited(text.text)))
    if not mentioned:
        return
    year, times = mentioned.most_common(1)[0]
    if not is_titled and times > max(mentioned[said] for said in stated or [year]):
        stated.append(year)  # the period is that of a template of another year
    votes[year] += 1 if stated else 2
    if not stated and times > 0:
        stated.append(year)


def _in_title(title: str) -> list[int]:
    """The year of a title, the nearest to what calls it a report; none of a date that stands before it."""
    match = title_in(title)
    head = list(dates.years(dates.DATE.sub("", match["head"]))) if match else []
    return head[-1:] or list(dates.years(title))[:1]


def _doubt_filing(report: Report, hint: int, text: Text) -> None:
    """Doubt where a report was filed that names another year all through, and never the one it lies under."""
    end = report.period_end
    names_one_year = len(report.years_stated) == 1 and report.years_stated[0] != hint
    if names_one_year and end and end.year != hint and hint not in set(dates.years(text.text)):
        stated = str(report.years_stated[0])
        report.doubts.append(Doubt("filed", message("filed_elsewhere", year=hint, stated=stated)))


def _is_early(report: Report, day: datetime.date) -> bool:
    return bool(report.year and day < datetime.date(report.year + 1, 1, 1) - _EARLIEST_AFTER)


def _published(
    report: Report, page: Page, front: list[str], behind: list[str], url: str | None
) -> None:
    day, source = dates.published(front) or dates.published(behind), "page"
    if day is None:
        meta = (
            page.meta.get("pubdate")
            or page.meta.get("publishdate")
            or page.meta.get("publish_date")
            or ""
        )
        match = dates.DATE.search(meta)
        day, source = (dates.make_date(*match.groups()) if match else None), "meta"
    if day is None:
        bare = (day for day in dates.bare_dates(front) if not _is_early(report, day))
        day, source = next(bare, None), "page"  # an earlier one is that of the site's clock
    if day is None and url:
        day, source = dates.from_url(url), "url"
    if day is None:
        return
    report.published_on, report.published_on_source = day, source
    if _is_early(report, day):
        report.doubts.append(Doubt("published_on", message("published_early", date=day)))
