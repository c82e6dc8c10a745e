"""The `gongkai` command: reads arguments, calls the library, prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from gongkai import __version__
from gongkai.errors import GongkaiError, RefusedError
from gongkai.settings import Settings


class _Group(click.Group):
    """Turns our own errors into one line and exit status 1; a stack trace is a bug."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except GongkaiError as error:
            click.echo(f"gongkai: {error}", err=True)
            context.exit(1)
        except BrokenPipeError:
            sys.stderr.close()
            context.exit(0)


def _folders(command: Callable[..., Any]) -> Callable[..., Any]:
    for name, what in (("warehouse", "the folder of the warehouse"), ("raw", "the folder of raw/")):
        command = click.option(
            f"--{name}", type=click.Path(path_type=Path), help=f"{what} [default: ./{name}]"
        )(command)
    return command


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gongkai")
def main() -> None:
    """Read, check and rank the yearly government-information disclosure reports of townships.

    \b
    Start here:
      gongkai read REPORT.html              what one report says, and what is wrong with it
      gongkai nightly                       pull, read, check, rank and draw everything in raw/
      gongkai query "from compliance_ranking"   ask the warehouse
    """


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, in the order given.")
@click.option(
    "--where", metavar="PATH", help="Show where a figure stands, e.g. requests.received.total."
)
@click.pass_context
def read(context: click.Context, files: tuple[str, ...], as_json: bool, where: str | None) -> None:
    """Read reports and check what one report alone can show.

    Exit status: 0 when every file was a report, 3 when some were refused, 2 for bad usage.
    """
    from gongkai.audit.single import check_reports
    from gongkai.extract import Report, extract
    from gongkai.extract.contract import as_contract, refusal
    from gongkai.readers import read_page

    outcomes: list[Report | RefusedError] = []
    for file in files:
        try:
            outcomes.append(extract(read_page(Path(file).read_bytes(), file), where=file))
        except RefusedError as error:
            outcomes.append(error)
    reports = [o for o in outcomes if isinstance(o, Report)]
    findings = iter(check_reports(reports) if reports and where is None else [[] for _ in reports])
    for file, outcome in zip(files, outcomes, strict=True):
        if isinstance(outcome, RefusedError):
            _print_refusal(refusal(file, outcome), as_json)
        elif where is not None:
            _print_place(file, outcome, where, next(findings))
        elif as_json:
            click.echo(json.dumps(as_contract(file, outcome, next(findings)), ensure_ascii=False))
        else:
            from gongkai.summary import print_report

            print_report(file, outcome, next(findings))
    if len(reports) < len(files):
        context.exit(3)


def _print_refusal(refused: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(refused, ensure_ascii=False))
    else:
        why = refused["refused"]
        click.echo(f"{refused['file']}: refused ({why['reason']}): {why['detail']}")


def _print_place(file: str, report: Any, where: str, _findings: list[Any]) -> None:
    figures = dict(report.figures)
    figures |= {f"narrative.{f.name}": f for f in report.narrative}
    found = {p: f for p, f in figures.items() if p == where or p.startswith(where + ".")}
    if not found:
        raise click.UsageError(
            f"{file} has no figure {where!r}; it has e.g. {next(iter(figures), 'none')}"
        )
    for path, figure in found.items():
        doubt = f"  (doubtful: {figure.doubt})" if figure.doubt else ""
        click.echo(
            f"{path} = {figure.value}  printed {figure.printed!r} at {figure.locator}{doubt}"
        )


@main.command()
@click.argument("sql")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
)
@_folders
def query(sql: str, form: str, raw: Path | None, warehouse: Path | None) -> None:
    """Run one SELECT on the published warehouse, opened read-only.

    \b
    gongkai query "from dictionary where table_name = 'ranking'"
    gongkai query "select unit_name, score from compliance_ranking where year = 2024" --format csv
    """
    from gongkai.warehouse.query import print_query

    print_query(Settings.load(raw, warehouse).database, sql, form)


@main.command()
@click.option("--county", help="Only this county: the name of its folder in raw/.")
@click.option(
    "--year", type=int, help="Draw the pack of this year [default: the last of each county]."
)
@click.option("--force", is_flag=True, help="Do everything anew, also what has not changed.")
@click.option("--dry-run", is_flag=True, help="Say what a night would do, and do nothing.")
@_folders
@click.pass_context
def nightly(
    context: click.Context,
    county: str | None,
    year: int | None,
    force: bool,
    dry_run: bool,
    raw: Path | None,
    warehouse: Path | None,
) -> None:
    """Pull, read, check, rank and draw: the whole night, for every county in raw/.

    Exit status: 0 when a warehouse was published (also with warnings), 1 when none could be.
    """
    from flows.terminal import run_nightly

    context.exit(
        run_nightly(Settings.load(raw, warehouse), county, year, force=force, dry_run=dry_run)
    )


if __name__ == "__main__":
    main()
