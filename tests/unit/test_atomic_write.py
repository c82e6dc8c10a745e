"""A file or folder is replaced whole, or stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.atomic_write import replacing, write_whole


def test_a_file_gets_its_bytes(tmp_path: Path) -> None:
    target = tmp_path / "note.json"
    for body in (b"one", b"two"):
        write_whole(target, body)
        assert target.read_bytes() == body
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "batch"
    for name in ("a", "b"):
        with replacing(target) as beside:
            beside.mkdir()
            (beside / name).touch()
    assert [p.name for p in target.iterdir()] == ["b"]
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("is_folder", [True, False])
def test_what_fails_leaves_the_old_one_and_nothing_beside_it(
    tmp_path: Path, is_folder: bool
) -> None:
    target = tmp_path / "kept.csv"
    target.write_text("old")
    with pytest.raises(OSError, match="disk full"), replacing(target) as beside:
        if is_folder:
            beside.mkdir()
        else:
            beside.write_text("half")
        raise OSError("disk full")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("is_folder", [True, False])
def test_what_a_killed_run_left_is_removed(tmp_path: Path, is_folder: bool) -> None:
    left = tmp_path / ".kept.new.csv"
    if is_folder:
        left.mkdir()
        (left / "half").touch()
    else:
        left.write_text("half")
    write_whole(tmp_path / "kept.csv", b"new")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("kept.csv", "new")]
