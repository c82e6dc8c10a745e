"""`gongkai rank`, `review` and `copies`: the order and its reasons, what is in doubt, what was copied."""

from __future__ import annotations

from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from gongkai.console.folder_options import with_settings
from gongkai.console.language import worded
from gongkai.console.say import say
from gongkai.console.terminal import Terminal
from gongkai.locators import place_of
from gongkai.settings import Settings


def _named(name: str | None, key: str) -> str:
    """A name for people, in English above the key that `review decide` asks for: officials answer in Excel."""
    if name in (None, key):
        return escape(key)
    return escape(worded(str(name), f"{name}\n{key}"))


def _placed(locator: str | None) -> str | None:
    """Where something stands in the document, as the screen's language has it."""
    return worded(place_of(locator), locator or "") or None


def _shown(value: object) -> str:
    return "—" if value is None else escape(str(value))


@click.command()
@click.option("--county", required=True, help="The name of its folder in raw/.")
@click.option("--year", type=int, required=True, help="The year the reports are about.")
@click.option(
    "--rubric",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Rank under the points of this file (check_id,points) instead.",
)
@click.option(
    "--explain", "unit", metavar="UNIT", help="Every point this unit lost, with evidence."
)
@with_settings
def rank(settings: Settings, county: str, year: int, rubric: Path | None, unit: str | None) -> None:
    """Rank a county's year from the verdicts that stand; nothing is read again, nothing written.

    \b
    gongkai rank --county sample --year 2024
    gongkai rank --county sample --year 2024 --explain 梅岗示范镇
    """
    if unit is not None:
        _explain(settings, county, year, unit)
        return
    from gongkai.audit.rerank import rerank
    from gongkai.warehouse.query import query

    _, named = query(settings.database, "select dimension, dimension_name from dimension")
    names = {str(row[0]): str(row[1]) for row in named}
    table = Table("名次", "区间", "单位", "得分", "可判定", "失分", title=f"{county} {year}")
    for place in rerank(settings.database, county, year, rubric):
        lost = "，".join(f"{names[d]} {points:g}" for d, points in place.points_lost.items())
        if place.is_missing:
            table.add_row("—", "", place.unit_name, place.state_name, "", "")
        elif place.score is None:
            bounds = (
                f"{place.score_low:.1f}–{place.score_high:.1f}"
                if place.score_low is not None
                else "—"
            )
            table.add_row("待核", "", place.unit_name, bounds, f"{place.coverage:.0%}", lost)
        else:
            table.add_row(
                str(place.rank),
                f"{place.rank_low}–{place.rank_high}",
                place.unit_name,
                f"{place.score:.1f}",
                f"{place.coverage:.0%}",
                lost,
            )
    Terminal().print(table)


def _explain(settings: Settings, county: str, year: int, unit: str) -> None:
    from gongkai.audit.explanation import explain, find_unit, has_report

    console = Terminal(highlight=False, soft_wrap=True)
    unit_id = find_unit(settings.database, county, unit)
    lost = explain(settings.database, unit_id, year)
    faults = sum(point.points > 0 for point in lost)
    if has_report(settings.database, unit_id, year):
        said = f"失分 {faults} 处，不扣分的提示 {len(lost) - faults} 处" if lost else "未失分"
    else:
        said = worded(
            "没有读到报告，不评分。",
            "没有读到报告，不评分。 No report was read: nothing is judged.",
        )
    console.print(f"{escape(unit)} {year}: {said}")
    for point in lost:
        console.print(
            f"[bold]{escape(point.title)}[/] （{point.points:g} 分，{point.dimension_name}）"
        )
        console.print(
            f"  位置 {_shown(point.place_name)}  [dim]{_shown(_placed(point.locator))}[/]"
        )
        console.print(f"  问题 {_shown(point.fault.problem)}")
        console.print(f"  应为 {_shown(point.fault.expectation)}")
        console.print(f"  整改 {point.fault.remedy}：{_shown(point.fault.mend)}")
        console.print(f"  依据 {_shown(point.legal_basis)}")
        console.print(
            f"  文件 {_shown(point.file_name)} {_shown(point.url)} {point.document_sha256[:16]}"
        )


@click.group(invoke_without_command=True)
@click.option("--county", help="Only this county.")
@click.option("--year", type=int, help="Only this year.")
@with_settings
@click.pass_context
def review(
    context: click.Context, settings: Settings, county: str | None, year: int | None
) -> None:
    """List what the reader doubts, with the place to look at; `review decide` settles one."""
    if context.invoked_subcommand:
        return
    from gongkai.audit.review import queue

    table = Table()
    for heading in ("单位", "年", "位置", "印作", "读作", "疑点", "文件与位置"):
        table.add_column(heading, overflow="fold")
    doubts = queue(settings.database, county, year)
    for doubt in doubts:
        table.add_row(
            _named(doubt.unit_name, doubt.unit_id),
            str(doubt.year),
            _named(doubt.place_name, doubt.place),
            _shown(doubt.printed),
            _shown(doubt.value),
            escape(doubt.why),
            f"{_shown(doubt.file_name)} {_shown(place_of(doubt.locator) or None)}",
        )
    Terminal().print(
        table if doubts else worded("没有待核事项。", "没有待核事项。 Nothing is in doubt.")
    )


@review.command()
@click.argument("unit_id")
@click.argument("year", type=int)
@click.argument("place")
@click.option("--to", help="The right number; '' for a blank.  [default: as it was read]")
@click.option("--reason", required=True, help="Why.")
@click.option("--who", required=True, help="Who decides.")
@click.option(
    "--kind",
    type=click.Choice(["reader", "report"]),
    default="reader",
    show_default=True,
    help="A misreading, or the report's own fault (which stays a fault).",
)
@with_settings
def decide(
    settings: Settings,
    unit_id: str,
    year: int,
    place: str,
    to: str | None,
    reason: str,
    who: str,
    kind: str,
) -> None:
    """Settle a doubt: a row in raw/COUNTY/corrections.csv, which the next night applies.

    \b
    gongkai review decide sample/yunxi 2022 requests.received.total --to 7 --reason 核对原件 --who 张三
    """
    from gongkai.audit.review import decide as settle

    row = settle(
        settings.raw,
        settings.database,
        unit_id,
        year,
        place,
        to=to,
        reason=reason,
        who=who,
        kind=kind,
    )
    say(
        worded(
            f"{row.cell}：“{row.printed_from}”改为“{row.corrected_to}”，下一晚取用",
            f"{row.cell}: {row.printed_from!r} -> {row.corrected_to!r}; the next night applies it",
        )
    )


@click.command()
@click.option("--year", type=int, help="Only reports of this year.")
@click.option("--within", is_flag=True, help="Also pairs inside one county.")
@with_settings
def copies(settings: Settings, year: int | None, within: bool) -> None:
    """Pairs of reports that share passages, over the whole warehouse."""
    from gongkai.audit.copies import find_copies

    table = Table("相似度", "共有字数", "甲", "乙")
    for copy in find_copies(settings.database, year=year, across_counties_only=not within):
        sides = [f"{r.county_name}{r.unit_name} {r.year}" for r in (copy.report, copy.other)]
        table.add_row(f"{copy.similarity:.0%}", str(copy.shared_characters), *map(escape, sides))
    Terminal().print(
        table if table.row_count else worded("没有发现雷同。", "没有发现雷同。 No copies found.")
    )
