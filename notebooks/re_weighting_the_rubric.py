# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Re-weighting the rubric 换一套权重
#
# How far does the ranking hang on the weights? Verdicts stand in the warehouse; a score is only a weighted
# share of them, so other weights need nothing read again.

# %%
import csv
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt

import gongkai
from gongkai.audit.rerank import rerank
from gongkai.pack.style import palette
from gongkai.pack.style.fonts import house_style

warehouse = gongkai.connect()

county_id, year = warehouse.sql(
    "select county_id, max(year) as year from county_year group by all order by 1"
).iloc[0]
county_id, year = str(county_id), int(year)

# %% [markdown]
# The default: points a check, 100 in all.

# %%
rubric = warehouse.sql(
    "select check_id, title, dimension, points from rubric join check_rule using (check_id) where county_id = ?"
    " order by points desc, check_id",
    [county_id],
)
rubric.groupby("dimension").points.sum().sort_values(ascending=False)


# %% [markdown]
# Other opinions: each multiplies a dimension, and the whole is brought back to 100.


# %%
def ranked(weights: dict[str, float]) -> dict[str, int]:
    """Rank of each unit when dimensions weigh so many times as much."""
    points = rubric.points * [weights.get(dimension, 1.0) for dimension in rubric.dimension]
    points = points * 100 / points.sum()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rubric.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(
                [("check_id", "points"), *zip(rubric.check_id, points, strict=True)]
            )
        return {
            place.unit_name: place.rank
            for place in rerank(warehouse.database, county_id, year, path)
        }


opinions = {
    "现行": {},
    "重时效": {"timeliness": 3},
    "重勾稽": {"arithmetic": 3},
    "重原创": {"originality": 3},
    "不计要素": {"completeness": 0},
    "各维相等": {d: 100 / 6 / p for d, p in rubric.groupby("dimension").points.sum().items()},
}
ranks = {name: ranked(weights) for name, weights in opinions.items()}

# %% [markdown]
# Under the published rubric the ranks are the published ones.

# %%
published = warehouse.sql(
    "select unit_name, rank, rank_low, rank_high from compliance_ranking where county_id = ? and year = ?",
    [county_id, year],
).set_index("unit_name")
assert ranks["现行"] == published["rank"].to_dict()

# %% [markdown]
# ## The chart: who moves, and who stays wherever the weights go
#
# Grey is the published interval (each dimension ±25 %); a dot is an opinion. A unit whose dots stay together
# stands where it stands on any reading of the rubric.

# %%
order = published.dropna().sort_values(["rank", "rank_high"]).index[::-1]

with house_style():
    figure, axes = plt.subplots(figsize=(6.4, 0.3 * len(order) + 1.2), layout="constrained")
    colours = [palette.INK, palette.ACCENT, palette.LOST, palette.DOUBT, "#5a8f3c", "#8a5aa8"]
    for row, unit in enumerate(order):
        low, high = published.loc[unit, ["rank_low", "rank_high"]]
        axes.plot(
            [low, high],
            [row, row],
            color=palette.RULE,
            linewidth=7,
            solid_capstyle="round",
            zorder=1,
        )
    for number, (name, places) in enumerate(ranks.items()):
        heights = [row + (number - 2.5) * 0.1 for row in range(len(order))]
        axes.scatter(
            [places[u] for u in order], heights, s=14, color=colours[number], label=name, zorder=2
        )
    axes.set_yticks(range(len(order)), order)
    axes.set_xlabel("名次")
    axes.set_xticks(range(1, len(order) + 1))
    axes.legend(
        ncols=6, loc="lower left", bbox_to_anchor=(0, 1), columnspacing=1, handletextpad=0.2
    )
    axes.set_title(f"{year} 年名次随权重的变动", loc="left", fontweight="bold", pad=22)
    plt.show()
