"""The house as DESIGN.md draws it: imports point one way, no circles, no module too long."""

from __future__ import annotations

from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[3]
LAYERS = (
    ("cli",),
    ("commands", "flows"),
    ("build",),
    ("settle",),
    ("pack", "audit"),
    ("warehouse", "sources"),
    ("extract", "source_digest"),
    ("faults",),
    ("fault_sums",),
    ("readers", "form"),
    ("console", "locators"),
    ("sql_files",),
    ("contained", "settings", "packaged_font", "processes", "atomic_write", "unit_name"),
    ("errors",),
    ("messages",),
    ("strangers_text",),
)
"""An import may only lead to a later line, or stay in its room."""

SOURCES = ("pull", "web", "fetch", "pages", "vault", "registry")
PACK = (
    "publish_city",
    "publish",
    "site",
    "pdf",
    "workbook",
    "documents",
    "pages",
    "tables",
    "charts",
    "sentences",
    "data",
    "style",
)
LONGEST = 300
MOST_FILES = 16


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(
        "gongkai", "flows", exclude_type_checking_imports=False, cache_dir=None
    )


def room(module: str) -> str:
    parts = module.split(".")
    if parts[0] == "flows":
        return "flows"
    return parts[1] if len(parts) > 1 else "gongkai"


def direct_imports(graph: grimp.ImportGraph) -> list[tuple[str, str]]:
    return sorted(
        (module, imported)
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
    )


def test_imports_point_one_way(graph: grimp.ImportGraph) -> None:
    floor = {name: n for n, names in enumerate(LAYERS) for name in names}
    unknown = {room(m) for m in graph.modules} - floor.keys() - {"gongkai", "__main__"}
    assert not unknown, "a new room needs its place in LAYERS"
    wrong = [
        f"{module} imports {imported}"
        for module, imported in direct_imports(graph)
        if {room(module), room(imported)}.isdisjoint({"gongkai", "__main__"})
        and room(module) != room(imported)
        and floor[room(module)] >= floor[room(imported)]
    ]
    assert not wrong


def test_only_the_package_itself_stands_outside_the_floors(graph: grimp.ImportGraph) -> None:
    """`gongkai/__init__.py` offers the connection to analysts, and nothing else."""
    assert graph.find_modules_directly_imported_by("gongkai") <= {"gongkai.warehouse.connect"}


@pytest.mark.parametrize(("package", "order"), [("sources", SOURCES), ("pack", PACK)])
def test_floors_within_a_room(
    graph: grimp.ImportGraph, package: str, order: tuple[str, ...]
) -> None:
    level = {name: n for n, name in enumerate(order)}
    wrong = []
    for module, imported in direct_imports(graph):
        if not all(name.startswith(f"gongkai.{package}.") for name in (module, imported)):
            continue
        one, other = module.split(".")[2], imported.split(".")[2]
        if one in level and other in level and level[one] > level[other]:
            wrong.append(f"{module} imports {imported}")
    assert not wrong


def test_no_circles(graph: grimp.ImportGraph) -> None:
    circles = [
        f"{module} ⇄ {imported}"
        for module, imported in direct_imports(graph)
        if graph.chain_exists(importer=imported, imported=module)
    ]
    assert not circles


def test_the_library_knows_no_prefect_and_no_flow() -> None:
    graph = grimp.build_graph("gongkai", include_external_packages=True, cache_dir=None)
    for outsider in ("prefect", "flows"):
        if outsider in graph.modules:
            assert not graph.find_modules_that_directly_import(outsider)


def test_modules_are_short_and_rooms_hold_few() -> None:
    files = [path for folder in ("gongkai", "flows") for path in (ROOT / folder).rglob("*.py")]
    long = {
        str(path.relative_to(ROOT)): lines
        for path in files
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST
    }
    full = {
        str(folder.relative_to(ROOT)): count
        for folder in {path.parent for path in files}
        if (count := len(list(folder.glob("*.py")))) > MOST_FILES
    }
    assert not long
    assert not full
