"""Whose report of which year it is, and when it was published: each from where it is stated."""

from __future__ import annotations

import datetime
import itertools
import re
from collections import Counter
from collections.abc import Iterable

from gongkai.extract import dates
from gongkai.extract.prose.text import Text
from gongkai.extract.report import Doubt, Report
from gongkai.extract.tables.rows import Segmented
from gongkai.messages import message
from gongkai.readers import Page
from gongkai.unit_name import bare_name

_TITLE = re.compile(
    r"(?P<head>[^《》<>。;:!?\n]{0,60}?)(?:政府|政务)?信息公开(?:工作)?(?:情况)?(?:的)?(?:20\d\d年?)?(?:年?度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:报告|年报)"
)
_YEARS = re.compile(r"\(?(?:20\d\d|二[〇零○Oo0][〇零○Oo0一二]\S)\s*(?:年度?|)\)?")
_KIND = r"(?:人民政府办公室|人民政府|街道办事处|街道办|办事处|街道|镇|乡|苏木|管委会|管理委员会|委员会|办公室|开发区|园区|农场|林场|第[一二三四五六七八九十\d]+团|[县区市州盟旗省局委院中心厅])"
_UNIT_END = re.compile(rf"{_KIND}$")
_TOWNSHIP = re.compile(r"[\u3400-\U0003ffff]{1,16}?(?:镇|乡|街道|苏木)(?:人民政府|办事处)?")
_SIGNATURE = re.compile(rf"^[\u3400-\U0003ffff]{{2,24}}{_KIND}$")
_ISSUER = re.compile(
    r"(?:发布机构|发布单位|所属机构|信息来源|公开主体|来源)\s*:?\s*([\u3400-\U0003ffff]{2,30})"
)
_BY_UNIT = re.compile(
    r"(?:由|现将|公布|发布|公开)([\u3400-\U0003ffff]{2,24}?(?:人民政府|街道办事处|办事处|街道|镇|乡|[局委办院]))(?=20|编制|根据|公布|公开|结合|按照)"
)
_VERB = re.compile(r"由|现将|公布|发布|公开")
_LEAD = re.compile(
    r"^(?:关于|公布|发布|公开|特?编制|现?向社会|本(?:年度)?报告|(?:工作)?年度报告|由|现将|现|[#*]|【[^】]*】|\[[^\]]*\]|标题:?|名称:?|当前位置.*>|首页.*>|[·•\s>\-_|,:、.()第\d]+)+"
)
_COUNTY = re.compile(
    r"(?:[\u3400-\u9fff]{2,8}?(?:省|自治区))?(?:[\u3400-\u9fff]{2,7}?(?:市|自治州|州|盟|地区))?([\u3400-\u9fff]{1,7}?(?:自治县|自治旗|县|区|市|旗))(?=[\u3400-\U0003ffff])"
)
_NOT_A_NAME = re.compile(
    r"^(?:本|我|全|各|该|镇|乡|局|办|城镇|村镇|街道|原创|互联网|网络|政府|人民政府)+$"
)
_PATH = re.compile(r"[>›»]")  # of the page within its site
_NEIGHBOUR = re.compile(r"^[上下]一(?:篇|条|页)")
_INJECTED = re.compile(r"^.*[A-Za-z0-9]\.[A-Za-z]{2,4}")
_LAST = 6  # paragraphs at the end, where some sites print the date
_EARLIEST_AFTER = datetime.timedelta(days=60)


def read_identity(
    report: Report,
    page: Page,
    observed: Segmented,
    text: Text,
    url: str | None,
    year_hint: int | None,
) -> None:
    """Fill unit, county, year and publication date of `report`, and doubts where they disagree."""
    front = _front(observed)
    titles = _titles([page.title, *page.meta.values()], front, observed)
    report.unit = _unit(titles, observed, text)
    if report.unit and (injected := _INJECTED.search(report.unit)):
        report.unit = report.unit[injected.end() :] or report.unit
        report.doubts.append(Doubt("unit", message("name_has_address", address=injected.group())))
    report.county = _county(report.unit, titles, text)
    report.period_start, report.period_end = dates.period(text.text) or (None, None)
    _year(report, titles, text, year_hint)
    _published(report, page, front, [p.text for p in observed.prose[-_LAST:]], url)


def _front(observed: Segmented) -> list[str]:
    """Paragraphs above the first section heading, at most 60."""
    lines = []
    for prose in observed.prose[:60]:
        if prose.section:
            break
        lines.append(prose.text)
    return lines


def titles_of(lines: Iterable[str]) -> list[str]:
    """Lines without spaces, as titles; without the way to the page within its site, and its neighbours."""
    bare = [_PATH.split(re.sub(r"\s+", "", line))[-1] for line in lines]
    return [line for line in bare if not _NEIGHBOUR.match(line)]


def _titles(stated: list[str], front: list[str], observed: Segmented) -> list[str]:
    """Whole titles, most trusted first: a line of the text, then the container's own."""
    lines = titles_of(front)
    pairs = ((a, b) for a, b in itertools.pairwise(lines) if len(a) < 50 and len(b) < 30)
    joined = [a + b for a, b in pairs if not a.endswith(("报告", "年报"))]
    body = [re.sub(r"\s+", "", p.text)[:200] for p in observed.prose[:3]]
    found = []
    for line in [*lines, *joined, *(re.sub(r"\s+", "", s) for s in stated), *body]:
        if "信息公开" not in line:
            continue
        for match in _TITLE.finditer(line[:400]):
            quoted = match.start() and line[match.start() - 1] == "《"
            if len(line) <= 90 or quoted:
                found.append(
                    line[match.start() : match.end() + 8] if len(line) <= 90 else match.group()
                )
    return found


def _unit(titles: list[str], observed: Segmented, text: Text) -> str | None:
    matches = (_TITLE.search(title) for title in titles)
    named = [_unit_in(m["head"], m.string[m.end("head") :]) for m in matches if m]
    if units := Counter(unit for unit in named if unit):
        return units.most_common(1)[0][0]  # of equals, the first
    for line in (re.sub(r"\s+", "", p.text) for p in reversed(observed.prose[-6:])):
        if _SIGNATURE.match(line) and len(line) >= 3 and not _NOT_A_NAME.match(line):
            return line
    for stated in _BY_UNIT.findall(text.text[:400]):
        name = _VERB.split(stated)[-1]
        if not _NOT_A_NAME.match(name):
            return name
    for prose in observed.prose[:20]:
        issuer = _ISSUER.search(prose.text)
        if issuer and _UNIT_END.search(issuer.group(1)) and not _NOT_A_NAME.match(issuer.group(1)):
            return issuer.group(1)
    opening = re.search(rf"(?:20\d\d年度?,?)?({_TOWNSHIP.pattern})", text.text[:600])
    if opening and not re.search(r"^(?:我|本|全|各|乡|镇|街)", opening.group(1)):
        name = re.split(r"[按照据年由对在]", opening.group(1))[-1]
        return name if len(name) >= 3 else None
    return None


def _unit_in(head: str, rest: str) -> str | None:
    """The name in a title once the year and the rest of the title are taken away."""
    clauses = (re.split(r"[,;:。]", part.strip(" ,:()-_·"))[-1] for part in _YEARS.split(head))
    parts = [_LEAD.sub("", clause).strip(" ()-_·") for clause in clauses]
    for name in parts[::-1]:
        if name.endswith("人民") and rest.startswith("政府"):
            name += "政府"
        name = re.sub(r"^度|(?:的|关于)$", "", name)
        if 2 <= len(name) <= 40 and _UNIT_END.search(name) and not _NOT_A_NAME.match(name):
            return name
    return None


def _county(unit: str | None, titles: list[str], text: Text) -> str | None:
    if not unit:
        return None
    match = _COUNTY.match(unit)
    if match:
        return match.group(1)
    bare = bare_name(unit.removesuffix("办公室"))
    near = re.search(
        rf"([\u3400-\u9fff]{{1,7}}?(?:自治县|县|区|市|旗)){re.escape(bare)}",
        "\n".join(titles) + text.text,
    )
    if not near:
        return None
    name = re.split(r"[过由在对于是为和与及的省]", near.group(1))[-1]
    return name if len(name) > 1 else None


def _year(report: Report, titles: list[str], text: Text, hint: int | None) -> None:
    votes: Counter[int] = Counter()
    stated: list[int] = []
    for rank, title in enumerate(titles[:6]):
        match = _TITLE.search(title)
        head = list(dates.years(match["head"])) if match else []
        named = head[-1:] or list(dates.years(title))[:1]  # nearest to the words of the title
        for year in named:
            votes[year] += 3 if rank == 0 else 1
            stated.append(year)
    if (
        report.period_start
        and report.period_end
        and report.period_start.year == report.period_end.year
    ):
        votes[report.period_start.year] += 3
        stated.append(report.period_start.year)
    mentioned = Counter(dates.years(text.text))
    if mentioned:
        year, times = mentioned.most_common(1)[0]
        votes[year] += 1 if stated else 2
        if not stated and times > 0:
            stated.append(year)
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
        day, source = dates.bare_date(front), "page"
    if day is None and url:
        day, source = dates.from_url(url), "url"
    if day is None:
        return
    report.published_on, report.published_on_source = day, source
    if report.year and day < datetime.date(report.year + 1, 1, 1) - _EARLIEST_AFTER:
        report.doubts.append(Doubt("published_on", message("published_early", date=day)))
