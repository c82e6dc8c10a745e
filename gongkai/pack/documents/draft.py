"""The draft of the county's own yearly report: tables from the roll-up, blanks where a person writes."""

from __future__ import annotations

from gongkai.pack.data.book import Book
from gongkai.pack.data.year_form import form_of
from gongkai.pack.documents.word import BLANK, DOUBTFUL, UNFILLED, Letter
from gongkai.pack.sentences import wording
from gongkai.pack.sentences.method import FICTIONAL
from gongkai.pack.sentences.wording import number
from gongkai.pack.tables.statutory import Grid, grids

_WIDTHS = {3: (1.0, 1.1, 2.6, *[0.8] * 7)}


def draw_draft(book: Book) -> bytes:
    """The draft as a Word file; what must be checked or written is marked in it."""
    form = form_of(book.year)
    titles = {section.number: section.title for section in form.sections}
    letter = Letter(
        f"{book.county_name} {book.year} 年政府信息公开工作年度报告（草稿）", book.run.finished_at
    )
    if book.is_fictional:
        letter.note(FICTIONAL)
    letter.note(_remark(book))
    letter.text(
        f"根据《中华人民共和国政府信息公开条例》和{form.notice}的要求，编制本报告。"
        f"统计期限为 {book.year} 年 1 月 1 日至 12 月 31 日。"
    )
    letter.heading(f"一、{titles[1]}")
    for text in _overview(book):
        letter.text(text)
    for grid in grids(form.id):
        letter.heading(f"{'一二三四五六'[grid.section - 1]}、{grid.title}")
        texts, shades = _sums(book, grid)
        letter.table(grid, texts, shades, _WIDTHS.get(grid.section, ()), 8)
    letter.heading(f"五、{titles[5]}")
    for text in _problems(book):
        letter.text(text)
    letter.heading(f"六、{titles[6]}")
    letter.text(f"本年度收取信息处理费 {BLANK} 元。其他需要报告的事项：{BLANK}。")
    letter.right(f"{book.county_name}{BLANK}（盖章）")
    letter.right(f"{book.year + 1} 年＿＿月＿＿日")
    return letter.body()


def _remark(book: Book) -> str:
    missing = wording.listed([s.unit_name for s in book.missing], most=8)
    text = (
        f"编制说明（定稿时删去）：表中数字为 {len(book.ranking)} 个单位中 {len(book.reported)} 份"
        "报告的汇总，不含县本级和其他部门，须另行加入。黄底为含存疑读数，蓝底为没有报告填写或有"
        "报告未填写的格，均应核对原件。横线处须由人填写。"
    )
    standing = [c for c in book.corrections if not c.fault]
    if standing:
        listed = [f"{c.unit_name}{c.place_name}（{c.mark}）" for c in standing]
        text += f"含更正 {len(standing)} 处：{wording.listed(listed, most=8)}。"
    return text + (f"没有读到报告、未计入的单位：{missing}。" if book.missing else "")


def _overview(book: Book) -> list[str]:
    """The five matters that section one must cover; what no report says is left blank."""
    stated = [now for now, _ in book.disclosed_totals.values() if now is not None]
    open_text = f"（一）主动公开。{BLANK}。"
    if stated:
        open_text = (
            f"（一）主动公开。{len(stated)} 个单位在报告中写明主动公开政府信息，合计 "
            f"{number(sum(stated))} 条；县本级 {BLANK} 条。"
        )
    channels = _channels(book)
    platform = f"（四）政府信息公开平台建设。{channels}{BLANK}。"
    return [
        open_text,
        f"（二）依申请公开。{wording.on_requests(book)}县本级 {BLANK}。",
        f"（三）政府信息管理。{BLANK}。",
        platform,
        f"（五）监督保障。工作考核情况：{BLANK}；社会评议情况：{BLANK}；责任追究情况：{BLANK}。",
    ]


def _channels(book: Book) -> str:
    by_channel = wording.by_channel(book)
    if not by_channel:
        return ""
    parts = "、".join(f"{name} {number(value)} 条" for name, value, _ in by_channel[:5])
    return f"据写明渠道的报告，通过{parts}（同一信息可经多个渠道公开）。"


def _sums(book: Book, grid: Grid) -> tuple[dict[str, str], dict[str, str]]:
    """Text and shade of each place of a table, from the roll-up."""
    texts: dict[str, str] = {}
    shades: dict[str, str] = {}
    for cell in grid.cells:
        if not cell.place:
            continue
        total = book.rollup.get(cell.place)
        value = total.value if total else None
        texts[cell.place] = "" if value is None else number(value)
        if texts[cell.place] and book.corrections_of(cell.place):
            texts[cell.place] += "（更正）"
        if total is not None and total.doubtful:
            shades[cell.place] = DOUBTFUL
        elif total is None or total.reports < len(book.reported):
            shades[cell.place] = UNFILLED
    return texts, shades


def _problems(book: Book) -> list[str]:
    faults = wording.common_faults(book)[:5]
    text = "对各单位年度报告的核查未发现问题。" if book.reported else ""
    if faults:
        listed = "；".join(f"“{title}”未达到的 {units} 个" for title, units, _ in faults)
        text = f"对各单位年度报告的核查发现：{listed}。"
    if book.not_there:
        names = wording.listed([s.unit_name for s in book.not_there], most=8)
        text += f"未见到报告的单位：{names}。"
    return [text or f"{BLANK}。", f"上年问题的改进情况：{BLANK}。下一步改进措施：{BLANK}。"]
