"""The reports in a file: one in most, one for each township in an archive from a chat or in a mail."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.errors import NotAReportError, RefusedError
from gongkai.extract.page_report import extract
from gongkai.extract.report import Outcome, Report
from gongkai.readers import Page, read_page
from gongkai.readers.archive import Member, is_archive, joined, members_of
from gongkai.readers.mail import attached_to

_ALL_TABLES = 3
_Read = Callable[[Page, str, str | None], Report]


def reports_in(
    body: bytes,
    name: str,
    *,
    url: str | None = None,
    year_hint: int | None = None,
    unit_hint: str | None = None,
) -> list[Outcome]:
    """Read every report of a file; never empty, and never raises RefusedError.

    In an archive, what is no report is passed over where there is one, unless it holds the tables
    that the only report lacks; the same report twice is one. What cannot be read comes first. A mail
    is an archive where the documents that it brings along are the reports of several units or years.

    Args:
        body: the file's bytes.
        name: what messages and outcomes call it.
        url: where it was published.
        year_hint: the year under which it was collected.
        unit_hint: the registered name of the unit that it was collected for; not of the reports of
            an archive of several documents, which may be those of several units.
    """

    def read(page: Page, where: str, unit: str | None) -> Report:
        return extract(page, url=url, year_hint=year_hint, unit_hint=unit, where=where)

    if is_archive(body):
        try:
            members = members_of(body, name)
        except RefusedError as error:
            return [Outcome(name, error)]
        return _told(*_each(members, name, read, unit_hint), name, read)
    if len(attached := attached_to(body)) > 1:
        found, _ = _each(attached, name, read, None)
        if _are_several(found):
            return _told(found, [], name, read)
    try:
        return [Outcome(name, read(read_page(body, name), name, unit_hint))]
    except RefusedError as error:
        return [Outcome(name, error)]


def _each(
    members: list[Member], name: str, read: _Read, unit_hint: str | None
) -> tuple[list[Outcome], list[tuple[str, Page]]]:
    """What became of each document of an archive, and the pages of those that could be read."""
    pages: list[tuple[str, Page]] = []
    found: list[Outcome] = []
    for member in members:
        inside = f"{name}!/{member.name}"
        try:
            page = read_page(member.body, inside)
            pages.append((member.name, page))
            alone = unit_hint if len(members) == 1 else None
            found.append(Outcome(inside, read(page, inside, alone)))
        except RefusedError as error:
            found.append(Outcome(inside, error))
    return found, pages


def _told(
    found: list[Outcome], pages: list[tuple[str, Page]], name: str, read: _Read
) -> list[Outcome]:
    reports = _once([o for o in found if isinstance(o.result, Report)])
    others = [o for o in found if isinstance(o.result, NotAReportError)]
    unread = [o for o in found if not isinstance(o.result, Report | NotAReportError)]
    named = [o for o in reports if _is_named(o)]
    rest = len(others) + len(reports) - len(named)
    if len(named) < 2 and rest and len(pages) > 1:
        reports = _with_the_rest(named or reports, pages, name, read) or reports
    return [*unread, *reports] or others[:1]


def _is_named(outcome: Outcome) -> bool:
    """Whether a report says whose it is, or of which year: tables in a file of their own do not."""
    report = outcome.result
    return isinstance(report, Report) and bool(report.unit or report.year)


def _are_several(found: list[Outcome]) -> bool:
    """Whether documents are the reports of several units or years."""
    reports = [o.result for o in found if isinstance(o.result, Report)]
    units, years = {r.unit for r in reports} - {None}, {r.year for r in reports} - {None}
    return len(units) > 1 or len(years) > 1


def _once(reports: list[Outcome]) -> list[Outcome]:
    """The reports without those that another file tells again; the one with fewer doubts stays."""
    kept: dict[object, Outcome] = {}
    for outcome in sorted(reports, key=lambda o: (len(o.result.doubts), o.name)):  # type: ignore[union-attr]
        kept.setdefault(_content(outcome.result), outcome)
    return [outcome for outcome in reports if any(outcome is o for o in kept.values())]


def _content(report: Report | RefusedError) -> object:
    """What two prints of one report share: whose it is, of which year, and its figures."""
    assert isinstance(report, Report)
    figures = tuple((path, figure.value) for path, figure in sorted(report.figures.items()))
    stated = tuple(sorted((n.name, n.label, n.value) for n in report.narrative))
    return report.unit, report.year, figures, stated


def _with_the_rest(
    reports: list[Outcome], pages: list[tuple[str, Page]], name: str, read: _Read
) -> list[Outcome] | None:
    """The one report of an archive read together with its other documents; None where that tells
    no more than it does alone."""
    one = reports[0].result if reports else None
    if isinstance(one, Report) and len(one.tables) == _ALL_TABLES:
        return None
    try:
        whole = read(joined(pages), name, None)
    except RefusedError:
        return None
    if isinstance(one, Report) and len(whole.tables) <= len(one.tables):
        return None
    return [Outcome(reports[0].name if reports else name, whole)]
