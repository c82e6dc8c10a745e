"""The published file is replaced in one step, its two forerunners are kept, and readers keep theirs."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from gongkai.errors import WarehouseError
from gongkai.warehouse.generations import building, generations, swap_in


def _publish(target: Path, content: str) -> None:
    with building(target) as path:
        path.write_text(content, "utf-8")
        swap_in(path, target)


def _contents(target: Path) -> list[str | None]:
    return [p.read_text("utf-8") if p.exists() else None for p in generations(target)]


def test_names() -> None:
    names = [path.name for path in generations(Path("w/gongkai.duckdb"))]
    assert names == ["gongkai.duckdb", "gongkai.1.duckdb", "gongkai.2.duckdb"]


def test_three_generations_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "gongkai.duckdb"
    stood = []
    for content in "abcd":
        _publish(target, content)
        stood.append(_contents(target))
    assert stood == [
        ["a", None, None],
        ["b", "a", None],
        ["c", "b", "a"],
        ["d", "c", "b"],
    ]
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == [
        "gongkai.1.duckdb",
        "gongkai.2.duckdb",
        "gongkai.duckdb",
    ]


@pytest.mark.parametrize("step", range(4))
def test_a_kill_between_any_two_steps_leaves_a_published_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    target = tmp_path / "gongkai.duckdb"
    for content in "abc":
        _publish(target, content)
    steps = 0
    replace = Path.replace

    def killed(self: Path, to: Path) -> Path:
        nonlocal steps
        steps += 1
        if steps > step:
            raise KeyboardInterrupt
        return replace(self, to)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        if step < 3:
            with pytest.raises(KeyboardInterrupt):
                _publish(target, "d")
        else:
            _publish(target, "d")
    assert target.read_text("utf-8") == ("c" if step < 3 else "d")
    _publish(target, "e")
    assert target.read_text("utf-8") == "e"
    assert not list(tmp_path.glob("*.new.*"))


def test_a_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_source: object, _name: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "gongkai.duckdb"
    _publish(target, "a")
    _publish(target, "b")
    assert _contents(target) == ["b", "a", None]


def test_a_reader_keeps_the_file_it_has_open(tmp_path: Path) -> None:
    target = tmp_path / "gongkai.duckdb"
    for number in (1, 2):
        with building(target) as path:
            with duckdb.connect(str(path)) as connection:
                connection.execute(f"create table night as select {number} as number")
            swap_in(path, target)
        if number == 1:
            reader = duckdb.connect(str(target), read_only=True)
    assert reader.execute("from night").fetchall() == [(1,)]
    reader.close()
    with duckdb.connect(str(target), read_only=True) as later:
        assert later.execute("from night").fetchall() == [(2,)]


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    target = tmp_path / "gongkai.duckdb"
    with building(target) as path:
        path.write_text("half", "utf-8")
        path.with_name(path.name + ".wal").write_text("half", "utf-8")
    with building(target) as path:
        assert [p.name for p in path.parent.iterdir()] == ["lock"]


def test_only_one_process_builds(tmp_path: Path) -> None:
    target = tmp_path / "gongkai.duckdb"
    with (
        building(target),
        pytest.raises(WarehouseError, match="another process is building"),
        building(target),
    ):
        pass
