"""Random figures that add up, small and sparse as a township's are."""

from __future__ import annotations

import random

from gongkai.form import Form, forms
from tests.factory.truth import Truth

Figures = dict[str, float | None]

_KNOWN = ("2019", "2021")

_BREAKDOWN_LABELS = (
    "机构职能信息",
    "政策文件",
    "财政资金信息",
    "惠民补贴公示",
    "项目建设信息",
    "社会救助名单",
    "农田水利信息",
    "宅基地审批结果",
    "就业服务信息",
    "医疗卫生信息",
    "应急管理信息",
    "环境整治信息",
    "人居环境动态",
    "党务村务公示",
    "通知公告",
    "工作动态",
    "其他事项",
)
_CHANNELS = ("县政府网站", "微信公众号", "村务公开栏", "便民服务大厅")


def random_figures(
    form_id: str,
    rng: random.Random,
    *,
    previous: Figures | None = None,
    previous_form: str | None = None,
    quiet: bool = False,
    regional: bool = False,
) -> Figures:
    """A filled form over which every identity holds.

    Args:
        form_id: the form.
        rng: the only source of chance.
        previous: the unit's figures of the year before: what it carried out is carried in, and
            stocks go on from it where the forms are the same.
        previous_form: the form of `previous`, when it differs.
        quiet: all zeros in sections 3 and 4, as most townships report.
        regional: print the regional row too; else its cells are None.

    Returns:
        Every cell path of the form to its number.
    """
    form = forms()[form_id]
    same_form = previous if (previous_form or form_id) == form_id else None
    figures: Figures = dict.fromkeys(form.cell_paths, 0)
    is_2019 = "disclosure.normative_documents.made" in figures
    (_disclosure_2019 if is_2019 else _disclosure_2021)(figures, rng, same_form or {})
    for path in set(form.cell_paths).difference(*(forms()[known].cell_paths for known in _KNOWN)):
        if path.startswith("disclosure."):  # what a later form added
            figures[path] = _few(rng, 12)
    for item in (i for block in form.disclosure for i in block.items if i.regional):
        for path in (p for p in form.cell_paths if p.startswith(f"disclosure.{item.id}.")):
            figures[path] = rng.randint(20, 90) if regional else None
    if regional:
        _order(figures, "disclosure.other_documents")
    _requests(figures, form, rng, previous or {}, quiet)
    _reviews(figures, form, rng, quiet)
    return figures


def retotal(figures: Figures, form: Form) -> None:
    """Set every total of section 3 from its parts; a received number follows what was concluded."""
    people = [c.id for c in form.requests.columns if c.id != "total"]
    results = [r.id for r in form.requests.rows[2:-2]]
    for person in people:
        concluded = sum(figures[f"requests.{row}.{person}"] or 0 for row in results)
        figures[f"requests.concluded.{person}"] = concluded
        carried_in = figures[f"requests.carried_in.{person}"] or 0
        carried_out = figures[f"requests.carried_out.{person}"] or 0
        figures[f"requests.received.{person}"] = concluded + carried_out - carried_in
    for row in form.requests.rows:
        figures[f"requests.{row.id}.total"] = sum(
            figures[f"requests.{row.id}.{person}"] or 0 for person in people
        )


def random_narrative(truth: Truth, rng: random.Random) -> dict[str, float]:
    """The numbers that the prose of such a report would state, agreeing with its tables."""
    figures, numbers = truth.figures, {}

    def cell(path: str) -> float:
        return figures.get(path) or 0

    if rng.random() < 0.9:
        numbers["requests_received"] = cell("requests.received.total")
        handled = cell("requests.concluded.total") + cell("requests.carried_out.total")
        if handled and rng.random() < 0.8:
            numbers["requests_answered"] = cell("requests.concluded.total")
            numbers["requests_carried_out"] = cell("requests.carried_out.total")
    if rng.random() < 0.5:
        numbers["reconsiderations"] = cell("reviews.reconsideration.total")
        numbers["litigations"] = cell("reviews.direct_litigation.total") + cell(
            "reviews.litigation_after_reconsideration.total"
        )
    if "disclosure.normative_documents.in_force" in figures and rng.random() < 0.4:
        for measure in ("issued", "repealed", "in_force"):
            number = cell(f"disclosure.normative_documents.{measure}")
            numbers[f"normative_documents_{measure}"] = number
    return numbers


def random_breakdown(rng: random.Random) -> tuple[float | None, dict[str, int], bool | None]:
    """Total, categories and whether they are all: sums agree; None where prose says nothing."""
    dice = rng.random()
    total = rng.choice((rng.randint(15, 120), rng.randint(120, 640)))
    if dice < 0.15:
        return None, {}, None
    if dice < 0.3:
        return total, {}, None
    count = rng.randint(3, 6)
    labels = sorted(rng.sample(_BREAKDOWN_LABELS, count), key=_BREAKDOWN_LABELS.index)
    cuts = sorted(rng.sample(range(1, total), count - 1))
    sizes = [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]
    if dice < 0.5:
        return total, dict(zip(labels[:-1], sizes[:-1], strict=True)), False
    return total, dict(zip(labels, sizes, strict=True)), True


def random_channels(rng: random.Random, total: float | None) -> dict[str, int]:
    """Counts by channel, which may exceed the total: an item on two channels counts twice."""
    if total is None or rng.random() < 0.7:
        return {}
    return {name: rng.randint(1, int(total)) for name in rng.sample(_CHANNELS, rng.randint(2, 3))}


def _few(rng: random.Random, most: int, chance: float = 0.4) -> int:
    return rng.randint(1, most) if rng.random() < chance else 0


def _disclosure_2021(figures: Figures, rng: random.Random, previous: Figures) -> None:
    base = "disclosure.normative_documents"
    before = previous.get(f"{base}.in_force")
    stock = int(before) if before is not None else _few(rng, 9)
    issued = _few(rng, 4)
    repealed = _few(rng, min(3, stock), 0.2) if stock else 0
    figures[f"{base}.issued"] = issued
    figures[f"{base}.repealed"] = repealed
    figures[f"{base}.in_force"] = stock + issued - repealed
    figures["disclosure.licensing.decisions"] = _few(rng, 180, 0.5)
    figures["disclosure.penalties.decisions"] = _few(rng, 90)
    figures["disclosure.compulsory_measures.decisions"] = _few(rng, 6, 0.15)
    figures["disclosure.fees.amount"] = round(rng.uniform(0.2, 90), 4) if rng.random() < 0.2 else 0


def _disclosure_2019(figures: Figures, rng: random.Random, previous: Figures) -> None:
    base = "disclosure.normative_documents"
    figures[f"{base}.made"] = _few(rng, 6)
    figures[f"{base}.newly_disclosed"] = _few(rng, 6)
    figures[f"{base}.disclosed_total"] = _few(rng, 40)
    _order(figures, base)
    for item in ("licensing", "other_services", "penalties", "compulsory_measures", "fees"):
        base = f"disclosure.{item}"
        last = previous.get(f"{base}.items_last_year")
        moved = previous.get(f"{base}.change")
        stock = int((last or 0) + (moved or 0)) if previous else _few(rng, 30, 0.5)
        change = rng.choice((-1, 1)) * _few(rng, 4, 0.3)
        change = max(change, -stock)
        figures[f"{base}.items_last_year"] = stock
        figures[f"{base}.change"] = change
        if item != "fees":
            decided = _few(rng, 150, 0.5)
            # A caseload that equals the catalogue looks like the misfill that a check flags.
            clash = decided and decided == stock + change
            figures[f"{base}.decisions"] = decided + 1 if clash else decided
    if rng.random() < 0.3:
        figures["disclosure.procurement.projects"] = rng.randint(1, 20)
        figures["disclosure.procurement.amount"] = round(rng.uniform(1, 640), 4)


def _order(figures: Figures, base: str) -> None:
    """Made ≤ newly disclosed ≤ disclosed in all."""
    names = [f"{base}.{m}" for m in ("made", "newly_disclosed", "disclosed_total")]
    for name, number in zip(names, sorted(figures[n] or 0 for n in names), strict=True):
        figures[name] = number


def _requests(
    figures: Figures, form: Form, rng: random.Random, previous: Figures, quiet: bool
) -> None:
    people = [c.id for c in form.requests.columns if c.id != "total"]
    results = [r.id for r in form.requests.rows[2:-2]]
    weights = (20, 4, 1, 1, 2, 1)
    asked = 0 if quiet or rng.random() < 0.3 else rng.randint(1, 30)
    received = dict.fromkeys(people, 0)
    for person in rng.choices(people, weights, k=asked):
        received[person] += 1
    for person in people:
        carried_in = int(previous.get(f"requests.carried_out.{person}") or 0)
        open_cases = received[person] + carried_in
        carried_out = rng.randint(0, min(3, open_cases)) if rng.random() < 0.4 else 0
        figures[f"requests.carried_in.{person}"] = carried_in
        figures[f"requests.carried_out.{person}"] = carried_out
        favourites = [results[0], results[1], "unavailable_not_held", rng.choice(results)]
        for row in rng.choices(favourites, (5, 2, 3, 3), k=open_cases - carried_out):
            path = f"requests.{row}.{person}"
            figures[path] = (figures[path] or 0) + 1
    retotal(figures, form)


def _reviews(figures: Figures, form: Form, rng: random.Random, quiet: bool) -> None:
    results = [r.id for r in form.reviews.columns if r.id != "total"]
    for channel in form.reviews.rows:
        base = f"reviews.{channel.id}"
        if not quiet and rng.random() < 0.2:
            for _ in range(rng.randint(1, 3)):
                path = f"{base}.{rng.choice(results)}"
                figures[path] = (figures[path] or 0) + 1
        figures[f"{base}.total"] = sum(figures[f"{base}.{result}"] or 0 for result in results)
