"""`gongkai read`: one report at a time, without a warehouse."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

import click

from gongkai.console.language import worded
from gongkai.console.say import say, say_json
from gongkai.contained.contained_reader import ContainedReader, ReaderDied
from gongkai.contained.read_limits import ReadLimits, can_recognise, too_much_memory
from gongkai.errors import RefusedError, UnreadableError
from gongkai.extract import READING, Figure, NarrativeFigure, Report
from gongkai.extract.contract import as_contract, refusal
from gongkai.extract.report import Outcome
from gongkai.faults import Fault
from gongkai.strangers_text import admitted, one_line


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, in the order given.")
@click.option(
    "--where", metavar="PATH", help="Where a figure stands, e.g. requests.received.total."
)
@click.option(
    "--explain", is_flag=True, help="Each figure of the prose: its words, sentence and rule."
)
@click.pass_context
def read(
    context: click.Context,
    files: tuple[str, ...],
    as_json: bool,
    where: str | None,
    explain: bool,
) -> None:
    """Read reports and check what one report alone can show.

    \b
    gongkai read report.html
    gongkai read --json *.html *.docx
    gongkai read --where requests.received report.html
    gongkai read --explain report.html

    A ZIP gives a line for each report in it, named name.zip!/member.

    Exit status: 0 when every file was a report, 3 when some were refused, 2 for bad usage.
    """
    is_checked, is_summed_up = as_json and not explain, not (where or explain or as_json)
    outcomes = _outcomes(files, partial(_prepare, len(files) == 1, is_checked, is_summed_up))
    reports = [o.result for o in outcomes if isinstance(o.result, Report)]
    findings = iter(_findings(reports) if is_checked else [])
    faults = iter(_faults(reports) if is_summed_up else [])
    for file, outcome in ((o.name, o.result) for o in outcomes):
        if isinstance(outcome, RefusedError):
            _print_refusal(refusal(file, outcome), outcome, as_json)
        elif explain:
            _print_rules(file, outcome)
        elif where:
            _print_place(file, outcome, where)
        elif as_json:
            say_json(json.dumps(as_contract(file, outcome, next(findings)), ensure_ascii=False))
        else:
            from gongkai.commands.summary import print_report

            print_report(file, outcome, next(faults))
    if len(reports) < len(outcomes):
        context.exit(3)


def _findings(reports: Sequence[Report]) -> list[list[dict[str, Any]]]:
    """What is wrong with each report, as the contract has it."""
    from gongkai.audit.single import check_reports

    return check_reports(reports)


def _faults(reports: Sequence[Report]) -> list[list[Fault]]:
    """What is wrong with each report in words, for people."""
    from gongkai.audit.draft import draft_findings, in_words

    return [
        in_words(report, found, admitted)
        for report, found in zip(reports, draft_findings(reports), strict=True)
    ]


def _outcomes(files: Sequence[str], prepare: Callable[[], None]) -> list[Outcome]:
    """Each file read within limits; what breaks them is refused, and the others go on.

    `prepare` is called while the reader imports what it reads with.
    """
    outcomes: list[Outcome] = []
    with ContainedReader[str, list[Outcome]](
        ReadLimits.load(can_recognise()), forks=True, needs=READING
    ) as reader:
        reader.launch(__name__)
        prepare()
        for file in files:
            try:
                for found in reader.read([file], _outcomes_of, list):
                    outcomes += found
            except ReaderDied as died:
                outcomes.append(Outcome(file, died.refusal))
    return outcomes


def _prepare(is_one: bool, is_checked: bool, is_summed_up: bool) -> None:
    """Import what says what is wrong with a report: DuckDB, and rich to print.

    For one file the checks' database is made too. For more it is not: a reader that dies is followed by a new fork of
    this process, which must have one thread then.
    """
    if is_checked:
        from gongkai.audit.single import prepare_findings

        if is_one:
            prepare_findings()
    if is_summed_up:
        import gongkai.commands.summary  # noqa: F401
        from gongkai.audit.draft import prepare_drafts

        if is_one:
            prepare_drafts()


def _outcomes_of(file: str) -> list[Outcome]:
    from gongkai.extract.documents import reports_in

    try:
        return reports_in(Path(file).read_bytes(), file)
    except MemoryError:
        return [Outcome(file, too_much_memory(file))]
    except Exception as error:  # a fault of ours is no stack trace for her who reads
        why = f"{type(error).__name__}: {error}"[:280]
        return [Outcome(file, UnreadableError("reader_failed", file, error=why))]


def _print_refusal(refused: dict[str, Any], error: RefusedError, as_json: bool) -> None:
    if as_json:
        say_json(json.dumps(refused, ensure_ascii=False))
    else:
        why = refused["refused"]
        file = one_line(refused["file"])
        en = f"{file}: refused ({why['reason']}): {why['detail']}"
        say(worded(f"{file}：未读：{error.message.zh}。{error.message.next_zh}", en))


def _print_rules(file: str, report: Report) -> None:
    """Each figure of the prose with the words that it was read from and the rule that read it."""
    click.echo(f"{file}: {len(report.narrative)} figures in the prose")
    for figure in report.narrative:
        label = f" {figure.label}" if figure.label else ""
        marks = (
            "  (derived)" * figure.is_derived
            + f"  (doubtful: {figure.doubt and figure.doubt.en})" * bool(figure.doubt)
        )
        click.echo(f"{figure.name}{label} = {figure.value:g}  {figure.printed!r}{marks}")
        click.echo(f"    {figure.clause}\n    rule {figure.rule}, at {figure.locator}")


def _paths(figures: Iterable[str]) -> list[str]:
    """Every path --where takes: those of the figures, and what they begin with."""
    parts = (path.split(".") for path in figures)
    return list(dict.fromkeys(".".join(p[:n]) for p in parts for n in range(1, len(p) + 1)))


def _print_place(file: str, report: Report, where: str) -> None:
    figures: dict[str, Figure | NarrativeFigure] = dict(report.figures)
    for number, stated in enumerate(report.narrative):
        figures[f"narrative.{stated.name}" + (f".{number}" if stated.label else "")] = stated
    shown = [(p, f) for p, f in figures.items() if p == where or p.startswith(where + ".")]
    if not shown:
        near = get_close_matches(where, _paths(figures), 3, 0.5) or list(figures)[:3] or ["none"]
        raise click.UsageError(
            f"{one_line(file)} has no figure {where!r}; it has e.g. {', '.join(near)}"
        )
    for path, figure in shown:
        doubt = f"  (doubtful: {figure.doubt.en})" if figure.doubt else ""
        say(
            f"{path} = {figure.value}  printed {admitted(figure.printed or '')!r} at {figure.locator}{doubt}"
        )
