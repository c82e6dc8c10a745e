"""What lies in an inbox: documents, parts of saved pages, litter, and what was there before."""

from pathlib import Path

import pytest

from gongkai.errors import GongkaiError
from gongkai.sources.inbox import has_changed, pull_inbox
from gongkai.sources.ledger.arrivals import read_arrivals
from gongkai.sources.ledger.decisions import Decision, append_decisions, in_force, read_decisions
from gongkai.sources.ledger.withdrawal import withdraw
from gongkai.sources.load_county import load_county
from gongkai.sources.registry.county import County
from gongkai.sources.vault.store import Vault


@pytest.fixture
def county(tmp_path: Path) -> County:
    folder = tmp_path / "shili"
    folder.mkdir()
    (folder / "county.toml").write_text('name = "示例县"\nyears = [2023, 2024]\n', "utf-8")
    (folder / "units.csv").write_text("unit_key,name,kind\nxihe,西河示范镇,镇\n", "utf-8")
    return load_county(folder)


def put(folder: Path, files: dict[str, bytes]) -> None:
    for name, body in files.items():
        path = folder / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def pulled(county: County, folder: Path) -> dict[str, tuple[str, bool, bool]]:
    pull_inbox(county, folder, Vault(folder / "vault"))
    return {a.path: (a.kind, a.is_present, a.is_replaced) for a in read_arrivals(folder)}


def test_parts_of_a_saved_page_belong_to_it_and_are_not_taken_in(
    county: County, tmp_path: Path
) -> None:
    folder = tmp_path / "shili"
    page = "西河示范镇2024年年报"
    put(
        folder,
        {
            f"{page}.html": b"<p>report</p>",
            f"{page}_files/site.css": b"p{}",
            f"{page}_files/logo.png": b"png",
            f"{page}.files/x/frame.html": b"<p>",
            "旧页_files/site.js": b"1",
            "旧页_files/西河示范镇2023年年报.docx": b"docx",
        },
    )
    noted = pulled(county, folder)
    assert {path: kind for path, (kind, _, _) in noted.items()} == {
        f"inbox/{page}.html": "document",
        f"inbox/{page}_files/site.css": "folded",
        f"inbox/{page}_files/logo.png": "folded",
        f"inbox/{page}.files/x/frame.html": "folded",
        "inbox/旧页_files/site.js": "ignored",
        "inbox/旧页_files/西河示范镇2023年年报.docx": "document",
    }
    assert len(Vault(folder / "vault").entries()) == 2


def test_litter_is_counted_and_drafts_and_answers_are_no_reports(
    county: County, tmp_path: Path
) -> None:
    folder = tmp_path / "shili"
    put(
        folder,
        {
            "~$西河示范镇2024.docx": b"lock",
            "Thumbs.db": b"x",
            "自查/西河示范镇2024.docx": b"draft",
            "待核-示例县.xlsx": b"answers",
        },
    )
    noted = pulled(county, folder)
    assert {path: kind for path, (kind, _, _) in noted.items()} == {
        "inbox/~$西河示范镇2024.docx": "ignored",
        "inbox/Thumbs.db": "ignored",
        "inbox/待核-示例县.xlsx": "answers",
    }
    assert Vault(folder / "vault").entries() == []


def test_what_was_saved_over_or_removed_is_still_known(county: County, tmp_path: Path) -> None:
    folder = tmp_path / "shili"
    put(folder, {"西河示范镇2024.txt": b"one", "西河示范镇2023.txt": b"two"})
    pulled(county, folder)
    assert not has_changed(folder)
    put(folder, {"西河示范镇2024.txt": b"three"})
    (folder / "inbox/西河示范镇2023.txt").unlink()
    assert has_changed(folder)
    pull_inbox(county, folder, Vault(folder / "vault"))
    rows = {(a.path[-8:], a.is_present, a.is_replaced) for a in read_arrivals(folder)}
    assert rows == {
        ("2024.txt", False, True),
        ("2024.txt", True, False),
        ("2023.txt", False, False),
    }


def test_a_night_of_an_older_version_left_no_notes_and_its_vault_is_read(
    county: County, tmp_path: Path
) -> None:
    folder = tmp_path / "shili"
    put(folder, {"西河示范镇2024.txt": b"one"})
    pulled(county, folder)
    (folder / "state/arrivals.jsonl").unlink()
    (arrival,) = read_arrivals(folder)
    assert (arrival.path, arrival.is_replaced) == ("inbox/西河示范镇2024.txt", False)


def test_a_document_is_withdrawn_once_and_put_back(county: County, tmp_path: Path) -> None:
    folder = tmp_path / "shili"
    put(folder, {"西河示范镇2024.txt": b"one"})
    pulled(county, folder)
    withdraw(folder, "西河示范镇2024.txt", "镇里来电", "李某")
    with pytest.raises(GongkaiError, match="已经撤回"):
        withdraw(folder, "西河示范镇2024.txt", "镇里来电", "李某")
    withdraw(folder, "inbox/西河示范镇2024.txt", "误撤", "李某", undo=True)
    rows = read_decisions(folder)
    assert [row.kind for row in rows] == ["withdraw", "restore"]
    assert in_force(rows) == [False, True]
    with pytest.raises(GongkaiError, match="没有收到过"):
        withdraw(folder, "东河示范镇2024.txt", "镇里来电", "李某")


def test_a_document_is_placed_where_a_person_says(county: County, tmp_path: Path) -> None:
    folder = tmp_path / "shili"
    put(folder, {"年报.txt": b"one"})
    pulled(county, folder)
    vault = Vault(folder / "vault")
    (entry,) = vault.entries()
    row = Decision("place", entry.sha256, "xihe", "2024", "", "来函说明", "李某", "2025-03-02")
    append_decisions(folder, [row])
    pull_inbox(county, folder, vault)
    assert {(e.unit_id, e.year) for e in vault.entries()} == {(None, None), ("shili/xihe", 2024)}
