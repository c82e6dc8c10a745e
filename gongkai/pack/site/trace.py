"""One number followed from rank to cell to document: the examples of `trace.html`."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.locators import place_of
from gongkai.pack.data.book import Book, Finding, Standing
from gongkai.pack.data.year_form import form_of
from gongkai.pack.sentences.brief import neediest
from gongkai.pack.sentences.faults import in_words
from gongkai.pack.sentences.wording import interval, number, points, summed
from gongkai.pack.site.forms import anchors, find_anchor, form_id_of


@dataclass(frozen=True, slots=True)
class Step:
    """Where the number stands next: what is seen there, and the address within the pack, if it has one."""

    where: str
    seen: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """The steps of one number, from what a reader sees first to the document."""

    title: str
    steps: tuple[Step, ...]


def trails(book: Book, named: dict[str, str]) -> list[Trail]:
    """A trail for each of the units with the most to mend, and one for a sum of the county."""
    found = []
    for standing in neediest(book):
        mine = [f for f in book.to_mend if f.unit_id == standing.unit_id and f.check_points]
        placed = [f for f in mine if _anchor(book, f)] or mine
        worst = max(placed, key=lambda fault: fault.check_points)
        found.append(_of_score(book, named, standing, worst))
    return [*found, *_of_sums(book, named)]


def _of_score(book: Book, named: dict[str, str], standing: Standing, fault: Finding) -> Trail:
    page = f"units/{named[standing.unit_id]}.html"
    said = in_words(book, fault)
    anchor = _anchor(book, fault)
    source = book.sources[standing.unit_id]
    steps = [
        Step("排名", f"第 {standing.rank} 名（区间 {interval(standing)}）", "index.html#t-ranking"),
        Step("得分", f"{points(standing.score)} 分：{summed(standing)}", page),
        Step(
            "失分",
            f"{said.problem}：失 {points(fault.check_points)} 分",
            f"{page}#t-findings-{standing.unit_id}",
        ),
        Step("依据", f"{said.expectation}。{said.basis}"),
    ]
    if anchor:
        steps.append(Step("法定表格中的格", fault.place, f"{page}#{anchor}"))
    where = f"，{place_of(fault.locator)}" if fault.locator else ""
    steps.append(_document(source.file_name, source.sha256, source.url, where))
    return Trail(f"{standing.unit_name}为什么是第 {standing.rank} 名", tuple(steps))


def _of_sums(book: Book, named: dict[str, str]) -> list[Trail]:
    """The county's new requests, down to the unit that had the most of them."""
    place = "requests.received.total"
    total = book.rollup.get(place)
    cells = {
        unit_id: cell
        for unit_id in book.names
        if (cell := book.cells.get((unit_id, place))) is not None and cell.value
    }
    if total is None or not total.value or not cells:
        return []
    most = max(cells, key=lambda unit_id: cells[unit_id].value or 0)
    cell, source, name = cells[most], book.sources[most], book.names[most]
    anchor = anchors(form_of(book.year).id)[place]
    at = find_anchor(form_id_of(book, most), place)
    steps = (
        Step("首页", f"新收申请 {number(total.value)} 件", "index.html#front"),
        Step(
            "县级汇总",
            f"{number(total.value)} 件，{total.reports} 份报告之和",
            f"rollup.html#{anchor}",
        ),
        Step("各数的构成", f"其中{name} {number(cell.value)} 件", f"rollup.html#s{anchor}"),
        Step(
            "法定表格中的格",
            f"{name}：{number(cell.value)}，原文“{cell.printed}”",
            f"units/{named[most]}.html#{at}",
        ),
        _document(source.file_name, source.sha256, source.url, f"，{place_of(cell.locator or '')}"),
    )
    return [Trail("县级汇总的新收申请从哪里来", steps)]


def _document(file_name: str, sha256: str, url: str, where: str) -> Step:
    address = f"；发布网址 {url}" if url else ""
    return Step("原件", f"{file_name}{where}{address}；SHA-256 {sha256}")


def _anchor(book: Book, fault: Finding) -> str:
    return find_anchor(form_id_of(book, fault.unit_id), fault.at)
