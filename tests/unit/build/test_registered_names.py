"""The night tells the reader for which unit a document was collected; what the document says stays apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.build.batches import plan, read_document
from gongkai.build.run_inputs import vault_entries
from gongkai.sources.vault.store import Vault
from tests.unit.warehouse.county import write_county

_BODY = "一、总体情况\n全镇主动公开政府信息66条。\n" + "".join(
    f"{number}、{title}\n"
    for number, title in zip(
        "二三四",
        ("主动公开政府信息情况", "收到和处理政府信息公开申请情况", "行政复议、行政诉讼情况"),
        strict=True,
    )
)


@pytest.mark.parametrize(
    ("head", "stated"),
    [
        ("本报告统计期限为2024年1月1日至2024年12月31日。\n", None),
        ("白鹭镇2024年政府信息公开工作年度报告\n", "白鹭镇"),
    ],
)
def test_registered_name(tmp_path: Path, head: str, stated: str | None) -> None:
    folder = write_county(tmp_path)
    Vault(folder / "vault").put(
        (head + _BODY).encode(), unit_id="test/yunxi", year=2024, file_name="2024.txt"
    )
    (entry,) = vault_entries([folder])
    report = read_document(entry).report
    assert report is not None
    assert report.unit == (stated or entry.unit_name)
    assert report.unit_stated == stated


def test_document_is_read_again_when_its_unit_is_renamed(tmp_path: Path) -> None:
    folder = write_county(tmp_path)
    Vault(folder / "vault").put(b"text", unit_id="test/yunxi", year=2024, file_name="2024.txt")
    (before,) = plan(vault_entries([folder]), tmp_path / "stage")
    units = folder / "units.csv"
    units.write_text(units.read_text("utf-8").replace("云溪镇", "云奚镇"), "utf-8")
    (after,) = plan(vault_entries([folder]), tmp_path / "stage")
    assert before.ids != after.ids
