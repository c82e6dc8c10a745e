"""Runs the commands of a page of docs/, as a reader would: `python -m tests.docs.blocks PAGE…`.

Every ```sh, ```python and ```sql block runs, in order, in a folder with raw/ and a published
warehouse of the sample county. Where an ```output block follows, what was printed must be that;
run as a script, it writes those blocks again.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

from gongkai.cli import main as gongkai
from gongkai.sources.inbox import pull_inbox
from gongkai.sources.load_county import load_county
from gongkai.sources.vault.store import Vault

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(
    r"^```(?P<kind>sh|python|sql)\n(?P<code>.*?)^```\n"
    r"(?:\n```output\n(?P<output>.*?)^```\n)?",
    re.MULTILINE | re.DOTALL,
)
_SHELL = ["bash", "-euo", "pipefail", "-c"]
_SECONDS = 300
_STARTS = frozenset(
    ("nightly", "serve", "open", "explore")
)  # they become another program, or start some


@dataclass(frozen=True, slots=True)
class Ran:
    """One block: where it stands, what it printed, and what the page says it prints."""

    line: int
    code: str
    status: int
    printed: str
    promised: str | None
    span: tuple[int, int]


def blocks(text: str) -> list[re.Match[str]]:
    """The blocks of a page that can be run."""
    return list(_BLOCK.finditer(text))


def run_page(path: Path, folder: Path, **settings: str) -> list[Ran]:
    """Run a page's blocks in `folder`, up to the first that fails; `settings` join the environment."""
    text = path.read_text("utf-8")
    done: list[Ran] = []
    for match in blocks(text):
        status, printed = _run(match["kind"], match["code"], folder, settings)
        line = text.count("\n", 0, match.start()) + 1
        span = match.span("output")
        done.append(Ran(line, match["code"], status, printed, match["output"], span))
        if status:
            break
    return done


def prepare(folder: Path, database: Path) -> None:
    """Lay out a checkout as a reader has it: raw/, sql/, docs/, and a warehouse published."""
    shutil.copytree(ROOT / "raw", folder / "raw", ignore=shutil.ignore_patterns("vault", "state"))
    county = folder / "raw" / "sample"
    pull_inbox(load_county(county), county, Vault(county / "vault"))
    shutil.copytree(ROOT / "sql", folder / "sql")
    (folder / "warehouse").mkdir()
    shutil.copy(database, folder / "warehouse" / "gongkai.duckdb")
    command = folder / "bin" / "gongkai"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gongkai "$@"\n')
    command.chmod(0o755)


def _run(kind: str, code: str, folder: Path, settings: Mapping[str, str]) -> tuple[int, str]:
    said = ""
    environment = _environment(folder, settings)
    for step in _steps(kind, code):
        status, printed = (_called if step[0] == "gongkai" else _started)(step, folder, environment)
        said += printed
        if status:
            return status, _trimmed(said)
    return 0, _trimmed(said)


def _steps(kind: str, code: str) -> list[list[str]]:
    """What a block runs: a command of ours that a shell adds nothing to by itself, all else in a shell."""
    if kind == "sql":
        return [["gongkai", "query", code]]
    if kind == "python":
        return [[sys.executable, "-c", code]]
    steps = [_plain(line) or [*_SHELL, line] for line in code.splitlines()]
    return (
        steps
        if all(line.startswith("gongkai ") for line in code.splitlines())
        else [[*_SHELL, code]]
    )


def _plain(line: str) -> list[str]:
    """The words of a line that is one command of ours; none where a shell would do more than split it."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    try:
        words = list(lexer)
    except ValueError:  # a quotation that goes on in the next line
        return []
    is_plain = "$" not in line and not any(set(word) <= set("();<>|&") for word in words)
    is_ours = words[:1] == ["gongkai"] and not _STARTS.intersection(words[1:2])
    return words if is_plain and is_ours else []


def _called(command: list[str], folder: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    """Run a command of ours in this process: another one takes a second to start."""
    with chdir(folder), patch.dict(os.environ, environment, clear=True):
        result = CliRunner().invoke(gongkai, command[1:])
    return result.exit_code, result.output


def _started(command: list[str], folder: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    ended = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=_SECONDS,
        check=False,
    )
    return ended.returncode, ended.stdout.decode("utf-8", "replace")


def _environment(folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    paths = [str(folder / "bin"), str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("GONGKAI_")},
        "PATH": os.pathsep.join(paths),
        "PYTHONPATH": str(ROOT),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "ERROR",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "MPLBACKEND": "Agg",
        "TZ": "UTC",
        **settings,
    }
    environment.pop("PREFECT_HOME", None)
    return environment


def _trimmed(said: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in said.splitlines())


def write_outputs(path: Path, ran: list[Ran]) -> None:
    """Put what was printed into the page's output blocks."""
    text = path.read_text("utf-8")
    for block in reversed(ran):
        if block.promised is not None:
            text = text[: block.span[0]] + block.printed + text[block.span[1] :]
    path.write_text(text, "utf-8")


def main() -> int:
    """Write the output blocks of the pages named, from `warehouse/gongkai.duckdb` or DATABASE."""
    database = Path(os.environ.get("DATABASE", "warehouse/gongkai.duckdb"))
    failed = 0
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as folder:
            prepare(Path(folder), database)
            ran = run_page(Path(name), Path(folder))
        for block in ran:
            if block.status:
                failed += 1
                print(f"{name}:{block.line}: exit {block.status}\n{block.code}{block.printed}")
        write_outputs(Path(name), ran)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
