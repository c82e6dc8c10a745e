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
# # Townships over the years 各乡镇历年比较
#
# Who got better, who got worse, and is the change more than the weights explain? All years are judged by
# tonight's rubric, so a change is the report's and not the rubric's.

# %%
import matplotlib.pyplot as plt

import gongkai
from gongkai.pack.style import palette
from gongkai.pack.style.fonts import house_style

warehouse = gongkai.connect()

county_id = warehouse.sql("select min(county_id) as county_id from county").county_id[0]

# %% [markdown]
# `is_clear_change` is true where the score moved by 5 points in 95 % of the draws: only then is it fair to say
# that a unit rose or fell.

# %%
history = warehouse.sql(
    "select unit_id, unit_name, year, is_missing, score, score_change, rank, rank_low, rank_high,"
    " rank_gain, is_clear_change, coverage from ranking_history where county_id = ? order by unit_id, year",
    [county_id],
)
history[history.is_clear_change.fillna(False) & history.score_change.notna()].sort_values(
    "score_change"
)

# %% [markdown]
# Requests beside the year before. `received_growth` of 1 is twice as many; it is null where the year before
# had none, since nothing can be said of growth from zero.

# %%
warehouse.sql(
    "select unit_name, year, received_total_previous, received_total, received_growth from year_on_year"
    " where county_id = ? and abs(received_change) >= 5 order by received_change desc",
    [county_id],
)

# %% [markdown]
# ## The chart: two small panels a unit
#
# Above is the score; below, on an axis of its own, the rank with its interval, the first on top. A gap is a
# year without a report: it is missing, not zero.

# %%
units = history.drop_duplicates("unit_id")
columns = 4
rows = -(-len(units) // columns)
most = int(history.rank_high.max())

with house_style():
    figure, grid = plt.subplots(
        2 * rows,
        columns,
        figsize=(8, 2.1 * rows + 0.5),
        sharex=True,
        sharey="row",
        layout="constrained",
        squeeze=False,
        height_ratios=[3, 2] * rows,
    )
    for axes in grid.flat:
        axes.set_axis_off()
    for number, unit in enumerate(units.itertuples()):
        above, below = grid[2 * (number // columns) :, number % columns][:2]
        own = history[history.unit_id == unit.unit_id]
        seen = own.where(~own.is_missing)
        for axes in (above, below):
            axes.set_axis_on()
            axes.set_xticks(own.year.iloc[[0, -1]])
        above.plot(seen.year, seen.score, color=palette.ACCENT, marker="o")
        above.set_title(unit.unit_name, loc="left", fontsize=8)
        above.set_ylim(min(70, history.score.min() - 2), 102)
        below.vlines(
            seen.year, seen.rank_low - 0.3, seen.rank_high + 0.3, color=palette.SOFT, linewidth=5
        )
        below.plot(seen.year, seen["rank"], color=palette.INK, marker="_", linestyle="none")
        below.set_ylim(most + 1, 0)
        below.set_yticks([1, most])
        if number % columns == 0:
            above.set_ylabel("分", rotation=0, labelpad=8)
            below.set_ylabel("名次", rotation=0, labelpad=12)
    figure.suptitle("历年总分（上）与名次区间（下）", x=0.01, ha="left", fontweight="bold")
    plt.show()
