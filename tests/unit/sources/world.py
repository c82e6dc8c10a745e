"""A county whose twelve units publish on as many families of websites, all played on loopback."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.factory import county_plan as plan
from tests.factory.county import reports
from tests.factory.layouts import render
from tests.unit.sources.website import Answer, Request, Site

LAYOUTS = ("html_cms", "html_bare", "html_word", "html_layout_table", "html_gb18030", "html_cms")
PDF = b"%PDF-1.4\n%made up\n"
DOCX = b"PK\x03\x04made up, word/document.xml "


@cache
def page(unit: str, year: int, layout: str = "") -> bytes:
    """The unit's report of the year as a web page."""
    return render(reports()[unit, year], layout or LAYOUTS[year % len(LAYOUTS)]).body


@cache
def years(unit: str) -> tuple[int, ...]:
    """The years of which the unit has a report, the newest first."""
    return tuple(sorted((year for key, year in reports() if key == unit), reverse=True))


def name(unit: str) -> str:
    return next(u.name for u in plan.UNITS if u.key == unit)


def title(unit: str, year: int) -> str:
    return f"{name(unit)}{year}年政府信息公开工作年度报告"


def html(body: str, head: str = "", encoding: str = "utf-8") -> bytes:
    text = f'<!DOCTYPE html><html><head><meta charset="{encoding}">{head}</head><body>{body}</body></html>'
    return text.encode(encoding)


def listing(links: Iterable[tuple[str, str]], more: str = "") -> str:
    noise = '<a href="/">首页</a><a href="javascript:void(0)">关闭</a><a href="mailto:x@example.invalid">邮箱</a>'
    items = "".join(
        f'<li><a href="{url}">{text}</a><span>2025-01-20</span></li>' for url, text in links
    )
    return f"{noise}<ul>{items}</ul>{more}"


@dataclass(slots=True)
class Pages:
    """A site whose pages are known beforehand; anything else is 404."""

    answers: dict[str, Answer] = field(default_factory=dict)

    def __call__(self, request: Request) -> Answer:
        return self.answers.get(request.path, Answer(b"<h1>404</h1>", status=404))

    def add(self, path: str, body: bytes | str, **how: object) -> str:
        body = body if isinstance(body, bytes) else html(body)
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        how = {"etag": tag, **how}
        self.answers[path] = Answer(body, **how)  # type: ignore[arg-type]
        return path


@dataclass(slots=True)
class Family:
    """One host: its site, the [[source]] tables that lead to it, and what should arrive."""

    host: str
    site: Site
    sources: str
    expected: dict[tuple[str, int], bytes] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)


def jcms(host: str, unit: str) -> Family:
    """大汉: records as quoted HTML inside a script, two a page, gzip; noise between them."""
    site, expected, records = Pages(), {}, []
    for year in years(unit):
        path = f"/art/{year + 1}/1/19/art_101_{year}.html"
        site.add(path, page(unit, year), is_zipped=True)
        expected[unit, year] = page(unit, year)
        records.append((path, title(unit, year)))
    noise = site.add("/art/2024/2/1/art_101_9.html", "新闻")
    records.insert(1, (noise, f"关于做好{name(unit)}2023年政府信息公开工作年度报告编制的通知"))
    for number in range(1, len(records) // 2 + 2):
        part = records[(number - 1) * 2 : number * 2]
        quoted = "".join(
            f"<record><![CDATA[<li><a href='{u}' title='{t}'>{t[:18]}...</a></li>]]></record>"
            for u, t in part
        )
        body = html(f'<script type="text/xml"><datastore>{quoted}</datastore></script>')
        site.add(
            "/col/col101/index.html"
            if number == 1
            else f"/col/col101/index.html?uid=7&pageNum={number}",
            body,
        )
    source = f"""[[source]]
kind = "list"
name = "大汉"
address = "http://{host}/col/col101/index.html"
pages = "http://{host}/col/col101/index.html?uid=7&pageNum={{page}}"
"""
    return Family(host, site, source, expected)


def annual_interface(host: str, unit: str) -> Family:
    """年报接口: an address a unit and year; for a year without a report it shows the newest."""
    base, area, expected = "/module/xxgk/xxgkAnnualReport.jsp", "11990101MB0000000X", {}
    for year in years(unit):
        expected[unit, year] = page(unit, year, "html_cms")

    def site(request: Request) -> Answer:
        year = int(request.path.rpartition("=")[2]) if "fbtime=" in request.path else 0
        if not request.path.startswith(f"{base}?area={area}"):
            return Answer(status=404)
        body = expected.get((unit, year), expected[unit, years(unit)[0]])
        return Answer(
            body, modified="Mon, 20 Jan 2025 02:00:00 GMT" if (unit, year) in expected else None
        )

    source = f'''[[source]]
kind = "template"
name = "年报接口"
address = "http://{host}{base}?area={{area}}&fbtime={{year}}"
[source.area]
{unit} = "{area}"
'''
    return Family(host, site, source, expected)


def openness(host: str, unit: str) -> Family:
    """安徽: a list a year, below the years."""
    site, expected, tabs = Pages(), {}, []
    for year in plan.YEARS:
        path = f"/openness/OpennessAnnualReport/year/1/{year}.html"
        links = [("/openness/x", f"别县财政局{year}年政府信息公开工作年度报告")]
        if year in years(unit):
            show = site.add(f"/openness/OpennessAnnualReport/show/{year}77.html", page(unit, year))
            links.append((show, title(unit, year)))
            expected[unit, year] = page(unit, year)
        tabs.append((site.add(path, listing(links)), f"{year}年"))
    site.add("/openness/OpennessAnnualReport/", listing(tabs))
    source = f"""[[source]]
kind = "list"
name = "安徽"
address = "http://{host}/openness/OpennessAnnualReport/"
depth = 1
"""
    return Family(host, site, source, expected)


def trs(host: str, unit: str) -> Family:
    """TRS WCM: GBK, the page count in a script, addresses relative to the page."""
    site, expected = Pages(), {}
    for number, year in enumerate(years(unit)):
        body = page(unit, year, "html_gb18030")
        where = f"{year + 1}01/t{year + 1}0118_{year}.html"
        site.add(
            f"/zwgk/zfxxgknb/{where}",
            body,
            kind="text/html",
            etag=None,
            modified="Sat, 18 Jan 2025 02:00:00 GMT",
        )
        expected[unit, year] = body
        script = f'<script>createPageHTML({len(years(unit))}, {number}, "index", "html");</script>'
        text = listing([(f"./{where}", title(unit, year))], script)
        site.add(
            f"/zwgk/zfxxgknb/{f'index_{number}' if number else 'index'}.html",
            html(text, encoding="gbk"),
            kind="text/html",
        )
    source = f"""[[source]]
kind = "list"
name = "TRS"
address = "http://{host}/zwgk/zfxxgknb/index.html"
"""
    return Family(host, site, source, expected)


def gkmlpt(host: str, unit: str) -> Family:
    """南方: lists in JSON, reports as DOCX attached to a page that says nothing else."""
    site, expected = Pages(), {}
    for number, year in enumerate(years(unit), start=1):
        body = DOCX + title(unit, year).encode()
        site.add(f"/attach/{year}.docx", body, kind="application/octet-stream")
        site.add("/attach/map.docx" + str(year), DOCX + b"map")
        links = f'<h1>{title(unit, year)}</h1><p>附件：<a href="/attach/{year}.docx">{title(unit, year)}.docx</a></p>'
        post = site.add(f"/gkmlpt/content/1/{year}/post_{year}.html", links)
        more = {"next": f"/gkmlpt/api/all/7?page={number + 1}"} if number < len(years(unit)) else {}
        listed = {"articles": [{"title": title(unit, year), "url": post, "id": year}], **more}
        text = json.dumps(listed, ensure_ascii=False).encode()
        site.add(f"/gkmlpt/api/all/7?page={number}", text, kind="application/json")
        expected[unit, year] = body
    source = f"""[[source]]
kind = "list"
name = "南方"
address = "http://{host}/gkmlpt/api/all/7?page=1"
"""
    return Family(host, site, source, expected)


def hashed(host: str, unit: str) -> Family:
    """开普: addresses are hashes; a link leads to the next page, whose last one leads to itself."""
    site, expected, count = Pages(), {}, len(years(unit))
    for number, year in enumerate(years(unit), start=1):
        code = hashlib.md5(str(year).encode()).hexdigest()
        path = site.add(f"/c100/{year + 1}01/{code}.shtml", page(unit, year), is_zipped=True)
        following = f'<a href="/c100/list_{min(number + 1, count)}.shtml">下一页</a>'
        text = listing([(path, title(unit, year))], following)
        site.add(f"/c100/list_{number}.shtml", text)
        expected[unit, year] = page(unit, year)
    source = f"""[[source]]
kind = "list"
name = "开普"
address = "http://{host}/c100/list_1.shtml"
"""
    return Family(host, site, source, expected)


def webplus(host: str, unit: str) -> Family:
    """博达: titles cut short, the whole one as an attribute; a PDF shown in a frame."""
    site, expected, items = Pages(), {}, []
    for year in years(unit):
        body = PDF + title(unit, year).encode()
        site.add(f"/__local/{year}.pdf", body, kind="application/pdf")
        shown = f'<h2>{title(unit, year)}</h2><iframe src="/__local/{year}.pdf"></iframe>'
        path = site.add(f"/info/1101/{year}.htm", shown)
        items.append(f'<a href="{path}" title="{title(unit, year)}">{title(unit, year)[:12]}…</a>')
        expected[unit, year] = body
    site.add("/xxgk/nb.htm", "".join(items))
    source = f"""[[source]]
kind = "list"
name = "博达"
address = "http://{host}/xxgk/nb.htm"
"""
    return Family(host, site, source, expected)


def by_identifier(host: str, unit: str) -> Family:
    """上海: articles by an id that no list gives; their addresses are in a table."""
    site, expected, rows = Pages(), {}, ["unit_key,year,address"]
    for year in years(unit):
        path = site.add(f"/article.html?infoid=0000-{year}", page(unit, year))
        rows.append(f"{unit},{year},http://{host}{path}")
        expected[unit, year] = page(unit, year)
    source = '[[source]]\nkind = "addresses"\nname = "直接地址"\nfile = "addresses.csv"\n'
    return Family(host, site, source, expected, {"addresses.csv": "\n".join(rows) + "\n"})


def year_then_unit(host: str, unit: str) -> Family:
    """年份列表: years, below them units, below them the report, which the unit's list shows itself."""
    site, expected, tabs = Pages(), {}, []
    for year in plan.YEARS:
        below = [(f"/zfxxgknb/{year}/bie/", "别县某局")]
        if year in years(unit):
            body = page(unit, year, "html_cms")
            below.append((site.add(f"/zfxxgknb/{year}/{unit}/", body), name(unit)))
            expected[unit, year] = body
        tabs.append((site.add(f"/zfxxgknb/{year}n/", listing(below)), f"{year}年"))
    site.add("/zfxxgknb/", listing(tabs))
    source = f'[[source]]\nkind = "list"\nname = "年份列表"\naddress = "http://{host}/zfxxgknb/"\ndepth = 2\n'
    return Family(host, site, source, expected)


def own_column(host: str, unit: str) -> Family:
    """A unit's own column, whose titles name nobody; the site sends its visitors from / to it."""
    site, expected, links = Pages(), {}, []
    for year in years(unit):
        path = site.add(f"/nlist/{year}.htm", page(unit, year))
        links.append((path, f"{year}年政府信息公开工作年度报告"))
        expected[unit, year] = page(unit, year)
    site.add("/nlist.htm", listing(links))
    site.add("/", b"", status=302, headers={"Location": "/nlist.htm"}, etag=None)
    source = f'[[source]]\nkind = "list"\nname = "自有栏目"\naddress = "http://{host}/"\nunit = "{unit}"\n'
    return Family(host, site, source, expected)


FAMILIES: tuple[Callable[[str, str], Family], ...] = (
    jcms,
    annual_interface,
    openness,
    trs,
    gkmlpt,
    hashed,
    webplus,
    by_identifier,
    year_then_unit,
    own_column,
)


def families(port: int) -> list[Family]:
    """One family a unit of the sample county."""
    return [
        family(f"127.0.7.{number}:{port}", unit.key)
        for number, (family, unit) in enumerate(zip(FAMILIES, plan.UNITS, strict=False), start=1)
    ]


def write_county(
    folder: Path,
    hosts: Iterable[str],
    sources: str,
    files: dict[str, str] | None = None,
    more: str = "",
) -> Path:
    """A registry of the sample's units whose websites are `hosts`."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = ", ".join(host if host.startswith("{") else f'"{host}"' for host in hosts)
    toml = f"""name = "示例县"
years = [2019, 2024]
fictional = true
contact = "office@example.invalid"
hosts = [{listed}]
[politeness]
private_networks = ["127.0.0.0/8"]
{more}
{sources}"""
    (folder / "county.toml").write_text(toml, "utf-8")
    rows = [f"{u.key},{u.name},镇" for u in plan.UNITS]
    (folder / "units.csv").write_text("\n".join(["unit_key,name,kind", *rows]) + "\n", "utf-8-sig")
    for file, text in (files or {}).items():
        (folder / file).write_text(text, "utf-8")
    return folder
