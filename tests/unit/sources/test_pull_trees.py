"""Columns below columns, sorted by kind, year and unit in any order, from the top address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.factory import county_plan as plan
from tests.unit.sources import world
from tests.unit.sources.list_sites import YEARS, report
from tests.unit.sources.test_pull_lists import HOST, WANTED, Listed
from tests.unit.sources.website import Answer, Website

COUNTY = "示例县"
MENU = [
    ("/", "首页"),
    ("/zn/", "政府信息公开指南"),
    ("/nb/", "政府信息公开年报"),
    ("/gzbg/", "政府工作报告"),
]


@pytest.fixture
def listed(tmp_path: Path) -> Iterator[Listed]:
    website = Website([HOST])
    with website:
        yield Listed(website, tmp_path / "sample")


def column(*links: tuple[str, str], is_dated: bool = False) -> str:
    date = "<span>2025-01-20</span>" if is_dated else ""
    lines = "".join(f'<li><a href="{url}">{text}</a>{date}</li>' for url, text in links)
    menu = "".join(f'<a href="{url}">{text}</a>' for url, text in MENU)
    return f"<div>{menu}</div><ul>{lines}</ul><p>版权所有</p>"


def article(pages: world.Pages, unit: str, year: int, title: str = "") -> str:
    whole = f"{COUNTY}{unit}人民政府{year}年政府信息公开工作年度报告"
    path = f"/art/{abs(hash((unit, year)))}.html"
    return pages.add(path, report(title or whole))


def names() -> list[str]:
    return [unit.name for unit in plan.UNITS]


def kind_year_unit(pages: world.Pages) -> None:
    """年报 > 乡镇 > 2022年 > 东山镇政府 > the report."""
    pages.add("/nb/", column(("/xz/", "乡镇"), ("/bm/", "县直部门")))
    pages.add("/bm/", column(("/bm/1/", "财政局"), ("/bm/2/", "教育局")))
    pages.add("/xz/", column(*((f"/xz/{y}/", f"{y}年") for y in YEARS)))
    for year in YEARS:
        rows = [(article(pages, name, year), f"{name}政府") for name in names()]
        pages.add(f"/xz/{year}/", column(*rows))


def year_title_unit(pages: world.Pages) -> None:
    """年报 > 2022 > 乡镇政府信息公开年度报告 > 示例县东山镇 > 年度报告 > the report."""
    pages.add("/nb/", column(*((f"/nb/{y}/", str(y)) for y in YEARS)))
    for year in YEARS:
        pages.add(
            f"/nb/{year}/", column((f"/nb/{year}/xz/", "乡镇政府信息公开年度报告"), ("/x", "部门"))
        )
        rows = [(f"/nb/{year}/{n}/", f"{COUNTY}{name}") for n, name in enumerate(names())]
        pages.add(f"/nb/{year}/xz/", column(*rows))
        for n, name in enumerate(names()):
            pages.add(f"/nb/{year}/{n}/", column((f"/nb/{year}/{n}/nb/", "年度报告")))
            row = (article(pages, name, year), f"{year}年政府信息公开年报")
            pages.add(f"/nb/{year}/{n}/nb/", column(row, is_dated=True))
    pages.add("/x", column())


def unit_title(pages: world.Pages) -> None:
    """年报 > 各乡镇（街道） > 东山镇人民政府 > 政府信息公开年报 > titles that name nobody."""
    pages.add("/nb/", column(("/xz/", "各乡镇（街道）")))
    pages.add("/xz/", column(*((f"/xz/{n}/", f"{u}人民政府") for n, u in enumerate(names()))))
    for n, name in enumerate(names()):
        pages.add(f"/xz/{n}/", column((f"/xz/{n}/nb/", "政府信息公开年报"), ("/y", "机构职能")))
        rows = [(article(pages, name, y), f"{y}年政府信息公开工作年度报告") for y in YEARS]
        pages.add(f"/xz/{n}/nb/", column(*rows, is_dated=True))


def titled_years(pages: world.Pages) -> None:
    """年报 > 2022年政府信息公开年报 (a column, though it reads as a title) > twelve units at once."""
    pages.add("/nb/", column(*((f"/nb/{y}/", f"{y}年政府信息公开年报") for y in YEARS)))
    for year in YEARS:
        rows = [(article(pages, name, year), f"{name}人民政府") for name in names()]
        pages.add(f"/nb/{year}/", column(*rows))


def year_tabs(pages: world.Pages) -> None:
    """The newest year's reports, and tabs that lead to the other years."""
    tabs = [(f"/nb/{y}/", f"{y}年度") for y in YEARS]
    for year in YEARS:
        rows = [(article(pages, n, year), f"{n}{year}年政府信息公开工作年度报告") for n in names()]
        pages.add(f"/nb/{year}/", column(*tabs, *rows))
    pages.answers["/nb/"] = pages.answers[f"/nb/{YEARS[-1]}/"]


def files_by_name(pages: world.Pages) -> None:
    """年报 > 2022年 > files that are called by their unit only."""
    pages.add("/nb/", column(*((f"/nb/{y}/", f"{y}年") for y in YEARS)))
    for year in YEARS:
        rows = [(f"/f/{year}/{n}.pdf", f"{name}.pdf") for n, name in enumerate(names())]
        for path, name in rows:
            pages.add(path, world.PDF + f"{year}{name}".encode(), kind="application/pdf")
        pages.add(f"/nb/{year}/", column(*rows))


def choices(pages: world.Pages) -> None:
    """Years in a drop-down list; rows that a script opens; below the disclosure part of the site."""
    pages.add("/nb/", column(("/zfxxgk/", "政府信息公开")))
    years = "".join(f'<option value="/nb/{y}/">{y}</option>' for y in YEARS)
    pages.add("/zfxxgk/", column(("/y.html", "机构职能")) + f"<select>{years}</select>")
    for year in YEARS:
        rows = [(article(pages, n, year), f"{n}{year}年政府信息公开工作年度报告") for n in names()]
        lines = "".join(
            f"<li><a href=\"javascript:show('{p}')\">{t}</a> 2025-01-20</li>" for p, t in rows
        )
        pages.add(f"/nb/{year}/", f"<ul>{lines}</ul>")


def spans(pages: world.Pages) -> None:
    """年报, with the newest year on it > 更多 > 2019-2020年 > the report."""
    rows = [(article(pages, name, 2024), f"{name}2024年度报告") for name in names()]
    pages.add("/nb/", column(*rows, ("/nb/more/", "更多>>"), is_dated=True))
    pages.add("/nb/more/", column(("/nb/a/", "2019-2020年"), ("/nb/b/", "2021年及以后年报")))
    for folder, years in (("a", (2019, 2020)), ("b", (2021, 2022, 2023))):
        rows = [(article(pages, n, y), f"{n}{y}年政府信息公开年报") for y in years for n in names()]
        pages.add(f"/nb/{folder}/", column(*rows, is_dated=True))


def pictures(pages: world.Pages) -> None:
    """A map, pictures and clicks in place of links; each unit's list stands in a frame."""
    shapes = (
        '<area href="{url}" alt="{name}">',
        '<a href="{url}"><img src="/a.png" alt="{name}"></a>',
        "<li onclick=\"window.location.href='{url}'\">{name}</li>",
        '<a data-href="{url}">{name}</a>',
    )
    links = ""
    for number, name in enumerate(names()):
        links += shapes[number % 4].format(url=f"/u/{number}/", name=name)
        rows = [(article(pages, name, y), f"{name}{y}年政府信息公开年报") for y in YEARS]
        pages.add(f"/u/{number}/", column(*rows, is_dated=True))
    pages.add("/nb/", '<iframe src="/map/"></iframe>')
    pages.add("/map/", f"<div>{links}</div>")


def table(pages: world.Pages) -> None:
    """One table of units and years, whose cells say 查看."""
    heads = "".join(f"<th>{year}年</th>" for year in YEARS)
    lines = ""
    for number, name in enumerate(names(), start=1):
        cells = "".join(
            f'<td><a href="{article(pages, name, year)}">查看</a></td>' for year in YEARS
        )
        lines += f"<tr><td>{number}</td><td>{name}</td>{cells}</tr>"
    head = f"<tr><th>序号</th><th>单位</th>{heads}</tr>"
    pages.add("/nb/", f"<table>{head}{lines}</table>")


TREES: list[Callable[[world.Pages], None]] = [
    kind_year_unit,
    year_title_unit,
    unit_title,
    titled_years,
    year_tabs,
    files_by_name,
    choices,
    spans,
    pictures,
    table,
]


@pytest.mark.parametrize("tree", TREES)
def test_every_report_arrives_from_the_top_of_the_tree(
    listed: Listed, tree: Callable[[world.Pages], None]
) -> None:
    pages = world.Pages()
    tree(pages)
    result = listed.pull(pages, "/nb/")
    assert listed.held == WANTED
    assert result.attempts == ()
    asked = [request.path for request in listed.website.log]
    assert len(asked) == len(set(asked))


def test_only_what_stands_behind_a_level_that_failed_is_unknown(listed: Listed) -> None:
    pages = world.Pages()
    titled_years(pages)
    pages.answers["/nb/2021/"] = Answer(status=500)
    missing = f"/art/{abs(hash((plan.UNITS[0].name, 2023)))}.html"
    whole = pages.answers["/nb/2023/"].body.decode()
    pages.add("/nb/2023/", whole.replace(f'<a href="{missing}">', '<a href="/y">关于').encode())
    result = listed.pull(pages, "/nb/")
    reasons = {(a.unit_id, a.year): a.reason for a in result.attempts if a.unit_id}
    assert {year for (_, year), reason in reasons.items() if reason == "list_incomplete"} == {2021}
    assert reasons[f"sample/{plan.UNITS[0].key}", 2023] == "no_report_for_year"
    assert sum(reason == "no_report_for_year" for reason in reasons.values()) == 1


def test_the_countys_own_report_is_not_taken_for_that_of_the_unit_whose_column_links_it(
    listed: Listed,
) -> None:
    pages, (name, *_) = world.Pages(), names()
    own = pages.add("/art/own.html", report(f"{COUNTY}人民政府2023年政府信息公开工作年度报告"))
    pages.add("/nb/", column(("/xz/", f"{name}人民政府")))
    row = (own, f"{COUNTY}2023年政府信息公开工作年度报告")
    pages.add("/xz/", column((article(pages, name, 2022), "2022年度报告"), row, is_dated=True))
    result = listed.pull(pages, "/nb/")
    assert listed.held == {(f"sample/{plan.UNITS[0].key}", 2022)}
    assert "unit_unknown" in {a.reason for a in result.attempts}


def test_a_row_whose_link_only_a_browser_follows_is_not_called_missing(listed: Listed) -> None:
    pages, (name, *_) = world.Pages(), names()
    whole = f"{name}2023年政府信息公开工作年度报告"
    row = f"<li><a href='javascript:;' onclick=\"show('1','nb')\">{whole}</a> 2024-01-15</li>"
    pages.add("/nb/", f"<ul>{row}</ul>")
    result = listed.pull(pages, "/nb/")
    reasons = {(a.unit_id, a.year): a.reason for a in result.attempts}
    assert reasons[f"sample/{plan.UNITS[0].key}", 2023] == "list_incomplete"
    assert reasons[f"sample/{plan.UNITS[0].key}", 2022] == "no_report_for_year"
