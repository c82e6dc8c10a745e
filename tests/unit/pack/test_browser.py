"""The site in headless Chromium: sort, filter, follow a number, dark, print, no attack runs.

Skipped without Chromium or Playwright; the accessibility check also without axe-core, whose
`axe.min.js` is looked for at GONGKAI_AXE and in node_modules.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from gongkai.pack import Pack
from tests.programs import chromium
from tests.unit.pack.troubled import Night

_ROOT = Path(__file__).parents[3]
_AXE = Path(os.environ.get("GONGKAI_AXE", _ROOT / "node_modules" / "axe-core" / "axe.min.js"))
_VIOLATIONS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .map(v => [v.id, v.impact, v.nodes.map(n => n.html.slice(0, 120))])"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


def opened(
    browser: Any, path: Path, scheme: str = "light", width: int = 1280
) -> tuple[Any, list[str]]:
    """A tab on a file, and everything its console says."""
    said: list[str] = []
    tab = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append("dialog") or dialog.dismiss())
    tab.goto(path.as_uri())
    return tab, said


def names(tab: Any) -> list[str]:
    return list(tab.locator("#t-ranking tbody tr:visible th").all_inner_texts())


def test_ranking_sorts_and_filters_by_keyboard(browser: Any, pack: Pack) -> None:
    tab, said = opened(browser, pack.html)
    before = names(tab)
    score = tab.locator("#t-ranking th button", has_text="得分")
    score.focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#t-ranking th[aria-sort=ascending]").inner_text().startswith("得分")
    scores = tab.locator("#t-ranking tbody tr td:nth-child(4)").all_inner_texts()
    known = [float(text) for text in scores if re.fullmatch(r"[\d.]+", text)]
    assert len(known) == 10 and known == sorted(known) and scores[-1] == "已收未读"
    box = tab.get_by_label("筛选单位").first
    box.fill("示范乡")
    left = names(tab)
    assert left and all("示范乡" in name for name in left) and len(left) < len(before)
    assert (
        tab.locator(".filter [role=status]").first.inner_text() == f"{len(left)} / {len(before)} 行"
    )
    assert not said


@pytest.mark.deep
def test_a_number_leads_to_its_place(browser: Any, pack: Pack) -> None:
    tab, said = opened(browser, pack.html)
    link = tab.locator("#t-requests tbody tr", has_text="青禾").locator("td a").first
    text = link.inner_text()
    link.click()
    assert tab.locator("td:target").inner_text() == text
    assert "行" in tab.locator(".place").inner_text()
    tab.go_back()
    tab.locator("#t-requests tbody tr.strong a").first.click()
    tab.locator("td:target a").click()
    assert "＝" in tab.locator("li:target").inner_text()
    tab.locator("li:target a").first.click()
    assert tab.locator("td:target").count() == 1
    assert not said


_PAGES = ("index.html", "rollup.html", "trace.html", "units/qinghe.html", "units/daotian.html")


@pytest.mark.deep
@pytest.mark.parametrize("width", [1440, 1024, 600, 390])
def test_no_page_is_wider_than_its_window(browser: Any, pack: Pack, width: int) -> None:
    for name in _PAGES:
        tab, said = opened(browser, pack.pdf.parent / name, width=width)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, name
        assert not said
        tab.close()


@pytest.mark.deep
def test_on_a_telephone_rows_are_cards_and_charts_are_drawn_for_it(
    browser: Any, pack: Pack
) -> None:
    wide, _ = opened(browser, pack.html)
    phone, said = opened(browser, pack.html, width=390)
    assert not phone.locator("figure .wide:visible").count()
    assert phone.locator("figure .narrow:visible").count() > 4
    assert not wide.locator("figure .narrow:visible").count()
    row = phone.locator("#t-ranking tbody tr").first
    told = row.inner_text()
    assert row.evaluate("row => getComputedStyle(row).display") == "grid"
    printed = wide.locator("#t-ranking tbody tr").first.inner_text().split()
    assert "—" in printed  # which a card leaves out, with its title
    assert [text for text in printed if text != "—"] == told.split()
    label = "cell => getComputedStyle(cell, '::before').content"
    assert row.locator("td").nth(2).evaluate(label) == '"得分"'
    assert phone.get_by_role("table").first.get_by_role("row").count() > 1  # still a table to hear
    assert phone.get_by_role("rowheader").count() > 10
    size = "text => text.getBoundingClientRect().height"
    assert phone.locator(".narrow svg text").first.evaluate(size) > 9
    assert not said


@pytest.mark.deep
def test_heads_stay_while_a_statutory_table_scrolls(browser: Any, pack: Pack) -> None:
    tab, _ = opened(browser, pack.pdf.parent / "rollup.html", width=390)
    box = tab.locator(".fixed").nth(1)
    head = box.locator("thead th").nth(1)
    box.scroll_into_view_if_needed()
    top = "(cell, box) => cell.getBoundingClientRect().top - box.getBoundingClientRect().top"
    box.evaluate("box => { box.scrollTop = 200; box.scrollLeft = 150; }")
    assert 0 <= head.evaluate(top, box.element_handle()) < 2
    left = "cell => cell.getBoundingClientRect().left"
    name = box.locator("tbody th:not([rowspan])").first
    assert name.evaluate(left) < 30


@pytest.mark.deep
def test_printing_splits_no_statutory_table(browser: Any, pack: Pack) -> None:
    tab, _ = opened(browser, pack.pdf.parent / "rollup.html")
    document = pypdfium2.PdfDocument(tab.pdf(format="A4"))
    texts = ["".join(p.get_textpage().get_text_range().split()) for p in document]
    first, last = "本年新收政府信息公开申请数量", "结转下年度继续办理"
    table = next(n for n, text in enumerate(texts) if "三、收到和处理" in text)
    assert first in texts[table] and last in texts[table]


@pytest.mark.deep
def test_print_has_no_tools_and_no_sheet_for_a_source_alone(browser: Any, pack: Pack) -> None:
    tab, _ = opened(browser, pack.html)
    assert tab.locator(".filter").first.is_visible()
    document = pypdfium2.PdfDocument(tab.pdf(format="A4"))
    texts = ["".join(p.get_textpage().get_text_range().split()) for p in document]
    assert any("覆盖率" in text for text in texts)
    assert not any("筛选单位" in text for text in texts)
    assert not any(text.startswith("来源：") for text in texts)


@pytest.mark.deep
def test_heads_are_repeated_on_paper(browser: Any, troubled: tuple[Night, Night]) -> None:
    tab, _ = opened(browser, troubled[1].pack.html)
    document = pypdfium2.PdfDocument(tab.pdf(format="A4"))
    texts = ["".join(p.get_textpage().get_text_range().split()) for p in document]
    for head in ("名次区间单位得分", "文件收到日期单位"):  # tables whose heads are buttons
        assert sum(head in text for text in texts) > 1, head
        assert not any(text.endswith(head) for text in texts), head


@pytest.mark.deep
@pytest.mark.parametrize("width", [1440, 1024, 600, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, pack: Pack, scheme: str, width: int) -> None:
    if not _AXE.is_file():
        pytest.skip("axe-core is not installed (npm install axe-core)")
    for name in _PAGES:
        tab, said = opened(browser, pack.pdf.parent / name, scheme, width)
        session = tab.context.new_cdp_session(tab)
        session.send("Runtime.evaluate", {"expression": _AXE.read_text("utf-8")})
        found = tab.evaluate(_VIOLATIONS)
        assert not [v for v in found if v[1] in ("serious", "critical")], name
        assert not said
        tab.close()


@pytest.mark.deep
def test_dark_and_light_differ_and_print_is_light(browser: Any, pack: Pack) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    light, _ = opened(browser, pack.html, "light")
    dark, _ = opened(browser, pack.html, "dark")
    assert light.evaluate(background) == "rgb(255, 255, 255)"
    assert dark.evaluate(background) != light.evaluate(background)
    dark.emulate_media(media="print")
    assert dark.evaluate(background) == "rgb(255, 255, 255)"
    printed = light.pdf(format="A4")
    assert printed.startswith(b"%PDF") and printed.count(b"/Type /Page\n") > 5


@pytest.mark.deep
def test_planted_scripts_do_not_run(browser: Any, planted: Pack) -> None:
    paths = sorted(planted.pdf.parent.rglob("*.html"))
    assert len(paths) > 3
    for path in paths:
        tab, said = opened(browser, path)
        assert not said, path.name
        assert tab.title() != "planted"
        tab.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=1\">')"
        )
        tab.wait_for_timeout(50)
        assert tab.title() != "1"  # the policy stops even what got into the page
