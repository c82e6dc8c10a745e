"""What a county must know before it uses its draft's numbers: marks explained, identities tested, what to add."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.pack.data.balance import Imbalance, imbalances, tested
from gongkai.pack.data.book import Book
from gongkai.pack.data.year_form import form_of
from gongkai.pack.documents.word import CORRECTED, DOUBTFUL, UNFILLED, Letter
from gongkai.pack.documents.word_table import text_grid
from gongkai.pack.sentences.places import cells_on_form, order_on_form, place_on_form
from gongkai.pack.sentences.wording import number
from gongkai.pack.tables.statutory import Grid

_NUMBERING = re.compile(r"^[一二三四五六]、")
_PARENTHESES = re.compile(r"（.*）$")
_TOTALS = {
    "received": "新收申请",
    "carried_in": "上年结转",
    "concluded": "办理结果总计",
    "carried_out": "结转下年度",
}
"""Rows of the requests whose totals the overview states."""

_OPEN = " "
"""A cell that a person fills in."""

_BLOCKS = {2: "disclosure", 3: "requests", 4: "reviews"}


def shade_of(book: Book, place: str) -> str:
    """The colour of a cell of the roll-up; the most pressing where it has several marks."""
    total = book.rollup.get(place)
    if total is not None and total.doubtful:
        return DOUBTFUL
    if total is None or total.reports < len(book.reported):
        return UNFILLED
    return CORRECTED if book.corrections_of(place) else ""


def marks(book: Book, letter: Letter, grid: Grid) -> None:
    """A table of what the colours of a statutory table stand for, cells with one reason in one row."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    for place in (cell.place for cell in grid.cells if cell.place):
        for reason in _reasons(book, place):
            by_reason.setdefault(reason, []).append(place)
    if not by_reason:
        return
    form_id = form_of(book.year).id
    every = sum(bool(cell.place) for cell in grid.cells)
    rows = [
        (
            mark,
            why,
            f"全表 {every} 格" if len(places) == every else cells_on_form(form_id, places),
        )
        for (mark, why), places in by_reason.items()
    ]
    letter.note_line("表中标记（定稿时删去）")
    letter.table(text_grid(("标记", "说明", "所涉各格"), rows), widths=(0.5, 2.2, 3), points=8)


def _reasons(book: Book, place: str) -> Iterator[tuple[str, str]]:
    """Mark and explanation of everything that is to be said of a cell of the roll-up."""
    cells = {unit: book.cells.get((unit, place)) for unit in book.names if unit in book.sources}
    if doubted := [book.names[unit] for unit, cell in cells.items() if cell and cell.doubt]:
        yield "黄底：存疑", f"含存疑读数，应核对原件：{'、'.join(doubted)}"
    total = book.rollup.get(place)
    counted = total.reports if total else 0
    if counted < len(book.reported):
        empty = [book.names[unit] for unit, cell in cells.items() if not cell or cell.value is None]
        which = f"：{'、'.join(empty)}" if empty else ""
        yield "蓝底：未填", f"{len(book.reported)} 份报告中 {counted} 份填有数字，空白不作零{which}"
    for row in book.corrections_of(place):
        yield "绿底：更正", f"{row.unit_name}{row.mark}，改为 {row.corrected_to or '空白'}"


def balances(book: Book, letter: Letter, section: int) -> None:
    """Every identity that the sums of a section break: the units it comes from, and room for the county's own."""
    broken = [
        one for one in imbalances(book) if one.left[0][0].partition(".")[0] == _BLOCKS[section]
    ]
    if not broken:
        return
    titles = {check.check_id: check.title for check in book.checks}
    rows: list[tuple[str, ...]] = []
    for one in broken:
        causes = [
            f"{book.names[c.unit_id]}（差 {c.gap:+g}{'，含存疑读数' if c.is_doubtful else ''}）"
            for c in one.causes
        ]
        title = f"{titles.get(one.check_id, '')}：{where(book, one)}"
        rows.append(
            (
                title,
                _side(book, one.left),
                _side(book, one.right),
                f"{one.gap:+g}",
                "、".join(causes),
            )
        )
        rows.append(("　县本级（填写）", _OPEN, _OPEN, _OPEN, _OPEN))
    letter.note_line("勾稽不平之处（定稿前改平）")
    heads = ("核对项", "一边", "另一边", "相差", "由哪些单位造成")
    letter.table(text_grid(heads, rows), widths=(1.5, 1.7, 1.7, 0.5, 1.6), points=8)


def balance_note(book: Book) -> str:
    """How many identities were tested on the sums, and how many do not hold."""
    count, broken = tested(book), len(imbalances(book))
    if not count:
        return "没有可以核对的勾稽关系。"
    rest = f"，{broken} 处不平，列在各表之后" if broken else "，全部相等"
    return f"按法定表格的勾稽关系核对汇总数 {count} 处{rest}。"


def where(book: Book, one: Imbalance) -> str:
    """The row or the column of the form in which an identity does not hold."""
    table, row, column = one.left[0][0].split(".")
    columns = {place.split(".")[1] for place, _ in (*one.left, *one.right)}
    form_id = form_of(book.year).id
    is_down = table == "requests" and len(columns) > 1
    return place_on_form(form_id, column if is_down else f"{table}.{row}", f"{table}.{row}")


def _side(book: Book, side: tuple[tuple[str, float], ...]) -> str:
    total = number(sum(value for _, value in side))
    if len(side) > 2:
        return f"各项之和 {total}"
    named = [f"{_name(book, place)} {number(value)}" for place, value in side]
    return named[0] if len(named) == 1 else f"{'＋'.join(named)}＝{total}"


def _name(book: Book, place: str) -> str:
    """The row of a place, or its column where the row is a channel of reviews."""
    form = form_of(book.year)
    table, row, column = place.split(".")
    labels = {label.id: label.short_name for label in (*form.reviews.columns, *form.requests.rows)}
    return _NUMBERING.sub("", labels[column if table == "reviews" else row])


def own_figures(book: Book, letter: Letter) -> None:
    """The figures a county's report is asked about first, with room for its own and its departments'."""
    rows = [
        (f"{one.name}（{one.unit}）", number(one.value), _OPEN, _OPEN, _OPEN)
        for one in headline(book)
    ]
    letter.note_line("县本级和部门数（填写后加入各表，定稿时删去）")
    heads = ("项目", "乡镇街道汇总", "县本级", "其他部门", "全县合计")
    letter.table(text_grid(heads, rows), widths=(2.4, 1, 1, 1, 1), points=9, whole=True)


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure that the overview states: its place, its name and unit, and the county's sum."""

    place: str
    name: str
    unit: str
    value: float | None


def headline(book: Book) -> list[Headline]:
    """The figures that a county's report is asked about first, in the order of the form."""
    form = form_of(book.year)
    named = [(_PARENTHESES.sub("", h.title), h.cell) for h in form.highlights]
    named += [
        (_TOTALS[row.id], f"requests.{row.id}.total")
        for row in form.requests.rows
        if row.id in _TOTALS
    ]
    named += [(row.short_name, f"reviews.{row.id}.total") for row in form.reviews.rows]
    named.sort(key=lambda one: order_on_form(form.id, one[1]))
    found = []
    for name, place in named:
        total = book.rollup.get(place)
        unit = "万元" if place.endswith(".amount") else "件"
        found.append(Headline(place, name, unit, total.value if total else None))
    return found
