"""Names, telephone and card numbers that stand in prose stay in report_section, and nowhere else."""

from __future__ import annotations

import datetime
import shutil
import zipfile
from pathlib import Path

import duckdb
import pypdfium2 as pdfium
import pytest

from gongkai.audit.explanation import explain
from gongkai.audit.review import queue
from gongkai.build.batches import plan
from gongkai.build.full import RunInfo, build
from gongkai.build.run_inputs import vault_entries
from gongkai.build.workers import read_batches
from gongkai.pack.publish import publish_pack
from gongkai.sources.inbox import pull_inbox
from gongkai.sources.load_county import load_county
from gongkai.sources.vault.store import Vault
from gongkai.strangers_text import masked_persons
from tests.conftest import ROOT
from tests.once import once

# made up: no such number can be assigned, and the names are nobody's
CARD, MOBILE, LANDLINE = "110101190001010000", "13800000000", "0999-8888888"
NAMES = ("赵虚构", "钱无此", "孙乌有")
SECRETS = (CARD, MOBILE, LANDLINE, *NAMES)
PLANTED = (
    f"全年主动公开信息60条，其中：联系人{NAMES[0]}办理20条，{NAMES[1]}同志（电话{MOBILE}）发布30条，"
    f"申请人{NAMES[2]}身份证{CARD}事项7条。收到申请人{NAMES[2]}、电话{LANDLINE}提出的政府信息公开申请9件。"
    f"【此处填写联系人：{NAMES[0]}，{MOBILE}，不少于500字】"
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample county, in which every report that is a text file names persons."""
    return once(tmp_path_factory, "personal", _build_planted)


def _build_planted(folder: Path) -> Path:
    county = folder / "raw" / "sample"
    shutil.copytree(ROOT / "raw" / "sample", county, ignore=shutil.ignore_patterns("vault"))
    planted = 0
    for path in sorted((county / "inbox").rglob("*.txt")):
        text = path.read_bytes()
        for encoding in ("utf-8", "gb18030"):
            try:
                lines = text.decode(encoding).split("\n")
                break
            except UnicodeDecodeError:
                continue
        heads = [n for n, line in enumerate(lines) if "总体情况" in line or "概述" in line]
        if heads:
            lines.insert(heads[0] + 1, PLANTED)
            path.write_bytes("\n".join(lines).encode(encoding))
            planted += 1
    assert planted > 10
    pull_inbox(load_county(county), county, Vault(county / "vault"))
    staged = read_batches(plan(vault_entries([county]), folder / "stage"), folder / "stage")
    run = RunInfo("test", datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    return build([county], staged, folder / "warehouse" / "gongkai.duckdb", run).database


def test_only_the_text_of_a_section_names_a_person(database: Path) -> None:
    with duckdb.connect(str(database), read_only=True) as db:
        bodies = db.execute("select string_agg(body, '') from report_section").fetchall()[0][0]
        assert all(secret in bodies for secret in NAMES)
        tables = [t for (t,) in db.execute("select table_name from duckdb_tables()").fetchall()]
        tables += [
            t
            for (t,) in db.execute(
                "select view_name from duckdb_views() where not internal"
            ).fetchall()
        ]
        crossed_out = "select count(*) from narrative_figure where label like '%×××%'"
        assert db.execute(crossed_out).fetchall()[0][0] > 10  # there was something to hide
        for table in set(tables) - {"report_section"}:
            text = str(db.execute(f'select list(t)::varchar from "{table}" t').fetchall())
            found = [secret for secret in SECRETS if secret in text]
            assert found == [], table


def test_what_commands_print_names_nobody(database: Path) -> None:
    said = [queue(database)]
    for year in range(2019, 2025):
        said += [explain(database, f"sample/{unit}", year) for unit in ("songting", "bailu")]
    assert len(said[0]) > 5 and sum(map(len, said[1:])) > 5
    assert not [secret for secret in SECRETS if secret in str(said)]


def test_no_file_of_the_pack_names_anybody(database: Path, tmp_path: Path) -> None:
    pack = publish_pack(database, "sample", 2024, tmp_path, only=("pdf", "site", "xlsx", "docx"))
    searched = 0
    for path in pack.files:
        if path.suffix == ".pdf":
            pages = pdfium.PdfDocument(path)
            text = "".join(page.get_textpage().get_text_range() for page in pages)
        elif path.suffix in (".xlsx", ".docx"):
            archive = zipfile.ZipFile(path)
            text = "".join(archive.read(n).decode("utf-8", "ignore") for n in archive.namelist())
        elif path.suffix == ".html":
            text = path.read_text("utf-8")
        else:
            continue
        searched += 1
        assert not [secret for secret in SECRETS if secret in text], path.name
    assert searched > 20


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话13800000000", "电话×××"),
        ("0999-8888888转", "×××转"),
        ("身份证11010119000101000X", "身份证×××"),
        ("联系人：赵虚构", "联系人：×××"),
        ("申请人钱无此", "申请人×××"),
        ("孙乌有同志", "×××同志"),
        ("通知公告", "通知公告"),
        ("申请人类别", "申请人类别"),
        ("群众满意度", "群众满意度"),
        ("2024年312条", "2024年312条"),
        ("251000元", "251000元"),
        ("示例县云溪示范镇人民政府", "示例县云溪示范镇人民政府"),
        ("国办公开办函〔2021〕30号", "国办公开办函〔2021〕30号"),
    ],
)
def test_what_is_crossed_out(text: str, masked: str) -> None:
    assert masked_persons(text) == masked
