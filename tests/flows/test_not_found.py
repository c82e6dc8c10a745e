"""A report that was looked for in vain is a row with its reason and a line in the pack."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import duckdb
import pypdfium2 as pdfium

from gongkai.build.full import RunInfo, build
from gongkai.pack.publish import publish_pack
from gongkai.sources.attempts import Attempt, write_attempts

ROOT = Path(__file__).parent.parent.parent


def test_what_was_not_found_is_shown_with_its_reason(tmp_path: Path) -> None:
    county = tmp_path / "raw" / "sample"
    county.mkdir(parents=True)
    for name in ("county.toml", "units.csv"):
        shutil.copy(ROOT / "raw/sample" / name, county / name)
    url = "https://www.example.gov.cn/zfxxgk/2024/gone.html"
    write_attempts(
        county,
        [
            Attempt(
                "sample", "sample/yunxi", 2024, "list", "www.example.gov.cn", url, "not_found",
                "404", 404, "2025-03-01T02:00:00+00:00",
            )
        ],
    )  # fmt: skip
    run = RunInfo("r", datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    database = build([county], [], tmp_path / "warehouse" / "gongkai.duckdb", run).database
    with duckdb.connect(str(database), read_only=True) as db:
        rows = db.execute(
            "select unit_id, year, reason, reason_name, status from attempt"
        ).fetchall()
        states = dict(db.execute("select unit_id, state from sight where year = 2024").fetchall())
        verdicts = db.execute(
            "select distinct verdict from check_result where unit_id = 'sample/yunxi' and year = 2024"
        ).fetchall()
    assert rows == [("sample/yunxi", 2024, "not_found", "页面不存在", 404)]
    # the list was not read to its end, so nobody may say that there is no report
    assert states.pop("sample/yunxi") == "list_incomplete"
    assert set(states.values()) == {"not_found"}
    assert verdicts == [("not_seen",)]

    pack = publish_pack(database, "sample", 2024, tmp_path / "packs", only=("pdf", "site"))
    html = pack.html.read_text("utf-8")
    assert url in html
    assert "不等于未公开" in html
    assert "云溪示范镇（列表未读完）" in html
    pdf = pdfium.PdfDocument(pack.pdf)
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "页面不存在" in text
