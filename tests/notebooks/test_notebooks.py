"""Every notebook runs from top to bottom within ten seconds, ends in a chart, and has its pair."""

from __future__ import annotations

import datetime
import random
import time
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

from tests.once import once

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "notebooks").glob("*.py"))
SECONDS = 10  # of processor time


@pytest.fixture(scope="module")
def many_counties(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of made-up counties, by the same code as the nation's benchmark."""
    return once(tmp_path_factory, "nation", _build_nation)


def _build_nation(folder: Path) -> Path:
    from gongkai.build.batches import plan
    from gongkai.build.full import RunInfo, build
    from gongkai.build.run_inputs import vault_entries
    from gongkai.build.workers import read_batches
    from gongkai.sources.vault.store import Vault
    from tests.bench.nation import put
    from tests.factory import random_truth

    counties = []
    for number in range(4):
        county = folder / "raw" / f"county{number}"
        vault = Vault(county / "vault")
        vault.folder.mkdir(parents=True)
        (county / "county.toml").write_text(
            'name = "虚构县"\nyears = [2023, 2024]\nfictional = true\n', "utf-8"
        )
        rows = ["unit_key,name,kind,aliases,former_names,code_system,code_edition,code,source"]
        for unit in range(3):
            name = f"虚构{number}之{unit}镇"
            rows.append(f"u{unit},{name},镇,,,,,,tests")
            for year in (2023, 2024):
                truth = random_truth(
                    random.Random(f"{number}/{unit}/{year}"),
                    form="2021",
                    unit=name,
                    county="虚构县",
                    year=year,
                )
                put(vault, f"county{number}/u{unit}", truth, "html_cms")
        (county / "units.csv").write_text("\n".join(rows) + "\n", "utf-8")
        counties.append(county)
    staged = read_batches(plan(vault_entries(counties), folder / "stage"), folder / "stage")
    run = RunInfo("test", datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    return build(counties, staged, folder / "warehouse" / "gongkai.duckdb", run).database


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[plt.Figure]]:
    """The figures that a notebook shows, while it runs."""
    figures: list[plt.Figure] = []
    monkeypatch.setenv("MPLBACKEND", "Agg")
    plt.switch_backend("Agg")
    monkeypatch.setattr(plt, "show", lambda: figures.append(plt.gcf()))
    yield figures
    plt.close("all")


@pytest.mark.parametrize(
    ("script", "which"),
    [
        *((script, "sample_warehouse") for script in SCRIPTS),
        pytest.param(
            ROOT / "notebooks" / "a_national_view.py", "many_counties", marks=pytest.mark.deep
        ),
    ],
    ids=lambda value: value.stem if isinstance(value, Path) else value,
)
def test_a_notebook_runs_and_ends_in_a_chart(
    script: Path,
    which: str,
    shown: list[plt.Figure],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    database: Path = request.getfixturevalue(which)
    monkeypatch.setenv("GONGKAI_WAREHOUSE", str(database.parent))
    monkeypatch.chdir(tmp_path)
    before = database.read_bytes()
    began = time.process_time()
    code = compile(script.read_text("utf-8"), str(script), "exec")
    exec(code, {"__name__": "__main__"})
    assert time.process_time() - began < SECONDS
    assert len(shown) == 1
    shown[0].savefig(tmp_path / "chart.png")  # every glyph is there, nothing fails to draw
    drawn = [axes for axes in shown[0].axes if axes.has_data()]
    assert drawn and (drawn[0].get_title(loc="left") or shown[0].get_suptitle())
    assert script.read_text("utf-8").rstrip().endswith("plt.show()")
    assert database.read_bytes() == before
    assert list(tmp_path.iterdir()) == [tmp_path / "chart.png"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.stem)
def test_the_pair_says_the_same_and_holds_no_output(script: Path) -> None:
    jupytext = pytest.importorskip("jupytext")
    pair = script.with_suffix(".ipynb")
    written = jupytext.read(script)
    notebook = jupytext.read(pair)
    assert [(c.cell_type, c.source) for c in notebook.cells] == [
        (c.cell_type, c.source) for c in written.cells
    ], "run jupytext --to ipynb notebooks/*.py"
    for cell in notebook.cells:
        assert not cell.get("outputs") and cell.get("execution_count") is None


def test_there_are_seven_and_the_page_lists_them() -> None:
    page = (ROOT / "notebooks" / "README.md").read_text("utf-8")
    assert len(SCRIPTS) >= 7
    assert all(f"({path.name})" in page for path in SCRIPTS)
