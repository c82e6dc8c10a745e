"""One report on the terminal: what it says, what is wrong with it, what the reader doubts."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from gongkai.audit.draft import place_names
from gongkai.console.language import worded
from gongkai.console.terminal import Terminal
from gongkai.extract import Report
from gongkai.faults import Fault
from gongkai.form import Form, forms
from gongkai.locators import place_of
from gongkai.strangers_text import admitted, one_line

_VERDICTS = {
    "fail": "[red]不符[/]",
    "not_shown": "[red]未印出[/]",
    "not_seen": "[yellow]待核[/]",
    "lead": "[yellow]线索[/]",
    "note": "[yellow]供核实[/]",
}


def print_report(file: str, report: Report, faults: list[Fault]) -> None:
    """Print a report's figures that are not zero, its faults in words and its doubts."""
    console = Terminal(highlight=False)
    console.rule(
        f"[bold]{escape(admitted(report.unit or '（未见单位名称）'))} {report.year or '（未见年份）'}"
    )
    console.print(f"文件 {escape(one_line(file))}")
    console.print(
        f"县（市、区） {escape(admitted(report.county or '—'))}  格式 {report.form or '未见法定表格'}  "
        f"发布日期 {report.published_on or '未见'}"
    )
    for figure in report.narrative:
        label = f" {admitted(figure.label)}" if figure.label else ""
        about = "（约数）" if figure.is_approximate else ""
        name = worded(_named(f"narrative.{figure.name}"), figure.name)
        where = worded(place_of(figure.locator), figure.locator)
        console.print(f"  {name}{escape(label)}: {figure.value:g}{about}  [dim]{where}[/]")
    if form := forms().get(report.form or ""):  # one without tables has no more to show
        console.print(_requests(report, form))
        _others(console, report)
    for fault in faults:
        verdict = fault.evidence[0].verdict
        console.print(f"{_VERDICTS.get(verdict, verdict)} {escape(fault.problem)}")
        console.print(f"  应为 {escape(fault.expectation)}")
        console.print(f"  整改 {fault.remedy}：{escape(fault.mend)}")
        console.print(f"  依据 {escape(fault.basis)}")
    for doubt in report.doubts:
        console.print(
            f"[yellow]存疑[/] {escape(admitted(worded(_named(doubt.where), doubt.where)))}: "
            f"{escape(admitted(doubt.message.zh))}"
        )


def _named(path: str) -> str:
    """What an official calls a place; one without a name of its own goes by what it lies in."""
    names = place_names()
    while path and path not in names:
        path = path.rpartition(".")[0]
    return names.get(path, "正文")


def _requests(report: Report, form: Form) -> Table:
    table = Table(
        "申请与办理", *(c.label for c in form.requests.columns), title="三、收到和处理申请"
    )
    for row in form.requests.rows:
        cells = [report.figures[f"requests.{row.id}.{c.id}"] for c in form.requests.columns]
        if any(f.value for f in cells) or row.id in ("received", "concluded", "carried_out"):
            table.add_row(row.label, *("" if f.value is None else f"{f.value:g}" for f in cells))
    return table


def _others(console: Terminal, report: Report) -> None:
    for path, figure in report.figures.items():
        if figure.value and not path.startswith("requests."):
            name = worded(_named(path), path)
            where = worded(place_of(figure.locator), figure.locator or "")
            console.print(f"  {escape(name)}: {figure.value:g}  [dim]{where}[/]")
