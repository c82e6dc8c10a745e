"""`--help` in Chinese: each command and option has its words, and no English is left in them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import click
import pytest

from gongkai.cli import main
from gongkai.commands.language import texts, usage_fault
from gongkai.console.language import language

KNOWN = {
    "PDF", "Word", "JSON", "Dask", "Prefect", "DuckDB", "xlsx", "csv", "parquet", "raw", "review", "decide",
    "corrections", "reader", "report", "county", "toml", "zh", "en", "check", "id", "points", "tcp",
    "requests", "received", "total", "pip", "download", "quhua", "mcp",
}  # fmt: skip


def commands() -> Iterator[tuple[list[str], click.Command]]:
    context = click.Context(main)
    waiting: list[tuple[list[str], click.Command]] = [(["gongkai"], main)]
    while waiting:
        path, command = waiting.pop()
        yield path, command
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                below = command.get_command(context, name)
                assert below is not None
                waiting.append(([*path, name], below))


def told(path: list[str]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = texts()
    for name in path:
        found = found[name]
    return found


def test_each_command_and_option_is_told_in_chinese() -> None:
    for path, command in commands():
        own = told(path)
        assert re.search("[\u4e00-\u9fff]", own["help"]), path
        for option in command.params:
            if isinstance(option, click.Option) and option.help and option.name != "version":
                assert option.name in own or option.name in texts()["shared"], (path, option.name)


def test_the_texts_tell_of_nothing_that_is_not_there() -> None:
    known = {".".join(path): command for path, command in commands()}

    def walk(own: Mapping[str, Any], path: str) -> None:
        names = {p.name for p in known[path].params}
        for name, value in own.items():
            if isinstance(value, Mapping):
                walk(value, f"{path}.{name}")
            else:
                assert name == "help" or name in names, (path, name)

    walk(texts()["gongkai"], "gongkai")


def test_no_english_stands_in_the_chinese() -> None:
    said = str([texts()["gongkai"], list(texts()["shared"].values())])
    words = set(
        re.findall("[A-Za-z]{2,}", " ".join(re.findall("'([^']*[\u4e00-\u9fff][^']*)'", said)))
    )
    assert words <= KNOWN | {"warehouse"}, words - KNOWN


@pytest.mark.parametrize(
    ("arguments", "variables", "expected"),
    [
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        (["--lang", "en", "read"], {"LANG": "zh_CN.UTF-8"}, "en"),
        (["--lang=zh"], {"LANG": "C"}, "zh"),
        ([], {"GONGKAI_LANG": "zh", "LC_ALL": "C.UTF-8"}, "zh"),
    ],
)
def test_the_language_is_as_said_else_the_systems(
    arguments: list[str],
    variables: dict[str, str],
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("GONGKAI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert language(arguments) == expected


def test_the_screen_speaks_chinese() -> None:
    command = [sys.executable, "-m", "gongkai", "--lang", "zh", "settle", "--help"]
    shown = subprocess.run(
        command, capture_output=True, check=True, env={**os.environ}
    ).stdout.decode()
    assert "用法：" in shown
    assert "取用填好的待核.xlsx" in shown
    assert "选项" in shown
    assert "Show this message" not in shown


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (["rank"], "缺少 --county。"),
        (["read"], "缺少 FILES...。"),
        (["rank", "--nope"], "没有选项 --nope。"),
        (["rank", "--explan"], "没有选项 --explan，是不是 --explain？"),
        (["nightl"], "没有命令 nightl，是不是 nightly？"),
        (["qqqq"], "没有命令 qqqq。"),
        (["publish", "--year", "abc"], "--year：abc 不是数字。"),
        (["query", "x", "--format", "xml"], "--format：没有 xml，可选 'table', 'csv', 'json'。"),
        (["read", "没有.html"], "FILES...：没有.html 不存在。"),
        (["publish", "--year"], "选项 --year 后面缺少内容。"),
        (["status", "x"], "多余的内容：x。"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(call: list[str], expected: str) -> None:
    with pytest.raises(click.UsageError) as caught:
        main.main(args=call, standalone_mode=False)
    assert usage_fault(caught.value).partition("\n")[0] == expected
