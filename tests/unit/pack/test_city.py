"""A city's pack: counties beside one another under the same rules of sight, units among their like."""

from __future__ import annotations

from pathlib import Path

import duckdb
import openpyxl
import pypdfium2
import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from gongkai.cli import main
from gongkai.errors import PackError
from gongkai.pack import publish_pack
from gongkai.pack.data.city import City, _begin, cities, read_city
from gongkai.pack.data.marts import open_marts
from gongkai.pack.publish_city import publish_city
from gongkai.pack.sentences.city import city_title, percentile, quartiles
from tests.once import once
from tests.unit.pack.counties import YEAR, Made, make_warehouse

TWO = range(2023, 2025)
EAST = Made("east", units=9, years=TWO, code="999801", missing=frozenset({2}))
WEST = Made("west", units=7, years=TWO, code="999802", missing=frozenset())
MUTE = Made("mute", units=2, years=TWO, code="999803", missing=frozenset({0, 1}))
AFAR = Made("afar", units=2, years=TWO, code="999701", missing=frozenset())
BARE = Made("bare", units=2, years=TWO, missing=frozenset())


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three counties of one city, one of another, one without codes."""
    made = [EAST, WEST, MUTE, AFAR, BARE]
    return once(tmp_path_factory, "city", lambda root: make_warehouse(made, root))


@pytest.fixture(scope="module")
def city(database: Path) -> City:
    with open_marts(database) as connection:
        return read_city(connection, "9998")


def test_counties_are_found_by_their_units_codes(database: Path) -> None:
    with open_marts(database) as connection:
        assert cities(connection) == {"9997": ["afar"], "9998": ["east", "mute", "west"]}
        with pytest.raises(PackError, match="begin with 1234"):
            read_city(connection, "1234")


def test_each_row_of_a_county_equals_the_mart(city: City, database: Path, tmp_path: Path) -> None:
    publish_city(database, "9998", tmp_path)
    with duckdb.connect(str(database), read_only=True) as db:
        expected = {
            county: (units, reported, missing, ranked, median)
            for county, units, reported, missing, ranked, median in db.execute(
                "select county_id, units, units_reported, units_missing, units_ranked, median_score "
                "from county_by_year where year = ? and county_id in ('east', 'west', 'mute')",
                [YEAR],
            ).fetchall()
        }
    tree = LexborHTMLParser((tmp_path / "city-9998" / str(YEAR) / "index.html").read_text("utf-8"))
    rows = {row.css_first("th").text(): row for row in tree.css("#t-counties tbody tr")}
    assert len(rows) == 3  # of one name, told apart by their ids
    for county, (units, reported, missing, ranked, median) in expected.items():
        cells = [cell.text() for cell in rows[f"示例县（{county}）"].css("td")]
        assert cells[:3] == [str(units), str(reported), str(missing)]
        assert cells[6] == str(ranked)
        assert cells[7] == ("—" if median is None else f"{median:.1f}")
        assert cells[5] == "未设期限"


def test_a_unit_stands_among_its_like_of_the_whole_city(city: City) -> None:
    kinds = {city.kinds[s.unit_id] for _, s in city.ranked}
    assert kinds == {"镇", "乡", "街道"}
    assert {book.county_id for book, _ in city.ranked} == {"east", "west"}
    assert percentile(90.0, [80.0, 90.04, 91.0, 92.0, 93.0]) == 0.4  # equal as displayed
    assert quartiles([1.0, 2.0, 3.0, 4.0, 5.0]) == (2.0, 3.0, 4.0)


def test_of_fewer_than_five_like_units_no_percentile_is_given(
    database: Path, tmp_path: Path
) -> None:
    publish_city(database, "9997", tmp_path)
    html = (tmp_path / "city-9997" / str(YEAR) / "index.html").read_text("utf-8")
    cells = LexborHTMLParser(html).css("#t-units tbody tr td:last-child")
    assert [cell.text(strip=True) for cell in cells] == ["同类不足五个"] * 2
    assert percentile(90.0, [90.0] * 4) is None and quartiles([90.0] * 4) is None


def test_links_lead_to_packs_that_are_there(database: Path, tmp_path: Path) -> None:
    publish_pack(database, "west", YEAR, tmp_path, only=["site"])
    publish_city(database, "9998", tmp_path)
    index = tmp_path / "city-9998" / str(YEAR) / "index.html"
    links = [
        a.attributes["href"] or ""
        for a in LexborHTMLParser(index.read_text("utf-8")).css("table a")
    ]
    assert links and set(links) == {f"../../west/{YEAR}/index.html"}
    assert (index.parent / links[0]).is_file()


def test_the_same_data_give_the_same_bytes_and_the_pdf_says_the_same(
    database: Path, tmp_path: Path
) -> None:
    one, other = (publish_city(database, "9998", tmp_path / name) for name in "ab")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]
    (pdf,) = (path for path in one if path.suffix == ".pdf")
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert "3 个县 18 个单位，读到 15 份报告，未见报告 3 个" in text
    assert "县与县之间不排名次" in text and "虚构" in text


def test_a_city_is_called_as_its_counties_are_or_as_one_says(database: Path, city: City) -> None:
    assert city.name == "" and city_title(city).startswith("代码 9998 各县 2024")
    with open_marts(database) as connection:
        named = read_city(connection, "9998", name="示例市")
    assert city_title(named).startswith("示例市各县 2024")
    assert _begin(["示例市甲县", "示例市乙区"]) == "示例市"
    assert _begin(["示例市甲县", "乙区"]) == "" == _begin(["甲县", "乙县"]) == _begin(["示例市"])


def test_the_workbook_of_a_city_holds_the_sums_of_the_mart(
    database: Path, city: City, tmp_path: Path
) -> None:
    (path,) = (p for p in publish_city(database, "9998", tmp_path) if p.suffix == ".xlsx")
    sheets = openpyxl.load_workbook(path)
    assert sheets.sheetnames == ["说明", "各县", "同类", "各单位", "各县汇总"]
    head, *rows = sheets["各县汇总"].iter_rows(values_only=True)
    with duckdb.connect(str(database), read_only=True) as db:
        for column, book in enumerate(city.books, start=1):
            assert head[column] == book.county_name
            sums = db.execute(
                "select value from county_rollup where county_id = ? and year = ? order by all",
                [book.county_id, YEAR],
            ).fetchall()
            shown = [row[column] for row in rows if row[column] is not None]
            assert sorted(shown) == [value for (value,) in sums if value is not None]
    units = [row[0] for row in sheets["各单位"].iter_rows(min_row=2, values_only=True)]
    assert units == [s.unit_name for _, s in city.ranked]


def test_the_command_draws_every_city_or_one(database: Path, tmp_path: Path) -> None:
    (tmp_path / "warehouse").mkdir()
    (tmp_path / "warehouse" / "gongkai.duckdb").symlink_to(database)
    given = ["--warehouse", str(tmp_path / "warehouse")]
    said = CliRunner().invoke(main, ["publish", *given, "--city"])
    assert said.exit_code == 0, said.output
    assert "city-9997" in said.output and "city-9998" in said.output
    said = CliRunner().invoke(main, ["publish", *given, "--city", "9998", "--year", str(YEAR)])
    assert said.exit_code == 0 and "city-9997" not in said.output
