"""The three statutory tables of a truth as rows of cells with spans, straight from the form."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gongkai.form import Form, Label, forms
from tests.factory.truth import Truth

LABEL_HABITS = (
    "half_width",  # (一)予以公开 for （一）予以公开
    "enumerator_space",  # （一） 予以公开
    "inner_space",  # 规 章
    "header_split",  # 商业⏎企业
    "header_truncated",  # the second line of a header lost: 本年新 | 本年新
    "no_admin",  # 规范性文件 for 行政规范性文件
    "year_in_header",  # 本年（2023）制发件数
    "unit_in_cell",  # 251000元 in the cell
    "plus_sign",  # +3 under 本年增/减
    "cell_padding",  # spaces around a number
)
_HALF = str.maketrans("（），：", "(),:")


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell; `text` may hold line breaks. `path` names the figure of a cell of numbers."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    path: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of section 2, 3 or 4; a row lists only the cells that begin in it."""

    section: int
    width: int
    rows: tuple[tuple[Cell, ...], ...]


def tables(truth: Truth) -> dict[int, Table]:
    """The tables that the report prints, by section."""
    form = forms()[truth.form]
    makers = {2: _disclosure, 3: _requests, 4: _reviews}
    left_out = truth.text.without_tables | truth.text.without_sections
    return {n: make(truth, form) for n, make in makers.items() if n not in left_out}


def number_text(value: float | None) -> str:
    """A number as an official would type it."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else f"{value:.6f}".rstrip("0")


def _value(truth: Truth, path: str, label: Label | None = None) -> Cell:
    if path in truth.text.cells:
        return Cell(truth.text.cells[path], path=path)
    value, habits = truth.figures[path], truth.text.label_habits
    text = number_text(value)
    if label and label.number == "signed" and value and value > 0 and "plus_sign" in habits:
        text = f"+{text}"
    if label and label.number == "amount" and label.unit not in label.label and value:
        text = f"{value * 10_000:.0f}元" if "unit_in_cell" in habits else f"{text}万元"
    if "cell_padding" in habits and text:
        text = f" {text} "
    return Cell(text, path=path)


def _label(truth: Truth, text: str, rowspan: int = 1, colspan: int = 1) -> Cell:
    habits = truth.text.label_habits
    if "no_admin" in habits:
        text = text.replace("行政规范性文件", "规范性文件")
    if "inner_space" in habits and text in ("规章", "其他"):
        text = " ".join(text)
    if "enumerator_space" in habits and text.startswith("（"):
        text = text.replace("）", "） ", 1)
    if "half_width" in habits:
        text = text.translate(_HALF)
    return Cell(text, rowspan, colspan)


def _header(truth: Truth, text: str, rowspan: int = 1, colspan: int = 1) -> Cell:
    habits = truth.text.label_habits
    if "header_truncated" in habits and text.startswith("本年新"):
        text = "本年新"
    if "year_in_header" in habits and text.startswith("本年制发"):
        text = text.replace("本年", f"本年（{truth.year}）", 1)
    if "header_split" in habits and "\n" not in text:
        cut = 3 if text.startswith("本年新") else 2 if text in ("商业企业", "科研机构") else 0
        text = f"{text[:cut]}\n{text[cut:]}" if 0 < cut < len(text) else text
    return _label(truth, text, rowspan, colspan)


def _disclosure(truth: Truth, form: Form) -> Table:
    width = 1 + max(len(block.measures) for block in form.disclosure)
    rows: list[tuple[Cell, ...]] = []
    for block in form.disclosure:
        items = [i for i in block.items if _printed(truth, f"disclosure.{i.id}", i)]
        if not items:
            continue
        rows.append((_label(truth, block.clause, colspan=width),))
        last = width - len(block.measures)
        spans = [1] * (len(block.measures) - 1) + [last]
        heads = (
            _header(truth, measure.label, colspan=span)
            for measure, span in zip(block.measures, spans, strict=True)
        )
        rows.append((_label(truth, "信息内容"), *heads))
        for item in items:
            cells = (_value(truth, f"disclosure.{item.id}.{m.id}", m) for m in block.measures)
            spread = (replace(cell, colspan=span) for cell, span in zip(cells, spans, strict=True))
            rows.append((_label(truth, item.label), *spread))
    return Table(2, width, tuple(rows))


def _printed(truth: Truth, row: str, label: Label) -> bool:
    if row in truth.text.without_rows:
        return False
    cells = (v for path, v in truth.figures.items() if path.startswith(f"{row}."))
    return not label.regional or any(v is not None for v in cells)


def _requests(truth: Truth, form: Form) -> Table:
    people = form.requests.columns
    corner, over = form.requests.caption, form.requests.heading
    rows: list[tuple[Cell, ...]] = [
        (_label(truth, corner, 3, 3), _header(truth, over[0], colspan=len(people))),
        (
            _header(truth, people[0].label, 2),
            _header(truth, over[1], colspan=len(people) - 2),
            _header(truth, people[-1].label, 2),
        ),
        tuple(_header(truth, p.label) for p in people[1:-1]),
    ]
    outcomes = [r for r in form.requests.rows if f"requests.{r.id}" not in truth.text.without_rows]
    seen: set[str] = set()
    for row in outcomes:
        lead = [
            _label(truth, name, rowspan=sum(name in r.group for r in outcomes))
            for name in row.group
            if name not in seen
        ]
        seen.update(row.group)
        values = (_value(truth, f"requests.{row.id}.{p.id}") for p in people)
        rows.append((*lead, _label(truth, row.label, colspan=3 - len(row.group)), *values))
    return Table(3, 3 + len(people), tuple(rows))


def _reviews(truth: Truth, form: Form) -> Table:
    first, *courts = form.reviews.rows
    results = form.reviews.columns
    n = len(results)
    rows = (
        (
            _header(truth, form.reviews.heading[0], colspan=n),
            _header(truth, form.reviews.heading[1], colspan=n * len(courts)),
        ),
        (
            *(_header(truth, r.label, 2) for r in results),
            *(_header(truth, c.label, colspan=n) for c in courts),
        ),
        tuple(_header(truth, r.label) for _ in courts for r in results),
        tuple(_value(truth, f"reviews.{c.id}.{r.id}") for c in (first, *courts) for r in results),
    )
    return Table(4, n * (1 + len(courts)), rows)
