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
# # How sure is a rank? 名次有多可靠
#
# A rank hangs on three things besides the report: the weights of the rubric, what the reader could not see,
# and how close the units are. Pair by pair, how often does the one that stands above stay above?

# %%
import matplotlib.pyplot as plt
import numpy as np

import gongkai
from gongkai.pack.style.fonts import house_style

warehouse = gongkai.connect()

county_id, year = warehouse.sql(
    "select county_id, max(year) as year from county_year group by all order by 1"
).iloc[0]
county_id, year = str(county_id), int(year)

# %% [markdown]
# What was not seen: `score_low` and `score_high` are the score with all of it lost, and with all of it earned.
# A unit without a report has no score; that is missing, and says nothing about the unit.

# %%
panel = warehouse.sql(
    "select unit_id, unit_name, sight, score, score_low, score_high, coverage, informative_checks, rank"
    " from report_panel where county_id = ? and year = ? order by rank, unit_id",
    [county_id, year],
)
panel

# %% [markdown]
# The weights: each dimension's weight is drawn a thousand times within ±25 %, as for the published intervals,
# and what was not seen falls either way; it is drawn again each time.

# %%
points = warehouse.sql(
    "select unit_id, dimension, points_earned, points_judged from score where county_id = ? and year = ?",
    [county_id, year],
)
scored = panel[panel.score.notna()].reset_index(drop=True)
earned, judged = (
    points.pivot(index="unit_id", columns="dimension", values=column)
    .loc[scored.unit_id]
    .fillna(0)
    .to_numpy()
    for column in ("points_earned", "points_judged")
)
draw = np.random.default_rng(year)
weights = draw.uniform(0.75, 1.25, (1000, earned.shape[1]))
scores = 100 * (weights @ earned.T) / (weights @ judged.T)
low = (scored.score_low - scored.score).to_numpy()
high = (scored.score_high - scored.score).to_numpy()
scores += draw.uniform(low, high, scores.shape)

# %% [markdown]
# For each pair, the share of draws in which the first stands above the second; a tie counts for half. Two units
# can be told apart when that is above 0.95 or below 0.05.

# %%
shown = scores.round(1)
above = (shown[:, :, None] > shown[:, None, :]).mean(0)
above += (shown[:, :, None] == shown[:, None, :]).mean(0) / 2
pairs = np.triu_indices(len(scored), 1)
told_apart = float(((above[pairs] > 0.95) | (above[pairs] < 0.05)).mean())
told_apart

# %% [markdown]
# ## The chart: who surely stands above whom
#
# A row is a unit, a column another; dark is sure, and pale can go either way.

# %%
with house_style():
    size = 0.34 * len(scored)
    figure, axes = plt.subplots(figsize=(size + 2.2, size + 1.6), layout="constrained")
    sure = np.ma.masked_array(above, mask=np.eye(len(scored), dtype=bool))
    image = axes.imshow(sure, cmap="RdBu", vmin=0, vmax=1)
    names = [f"{unit.rank} {unit.unit_name}" for unit in scored.itertuples()]
    axes.set_yticks(range(len(scored)), names)
    axes.set_xticks(range(len(scored)), names, rotation=90)
    axes.grid(False)
    figure.colorbar(image, ax=axes, shrink=0.6, label="行高于列的次数占比")
    axes.set_title(
        f"{year} 年：{told_apart:.0%} 的两两之间分得出高下", loc="left", fontweight="bold"
    )
    plt.show()
