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
# # Outcomes, and who asks 谁在申请，结果如何
#
# Shares have one denominator each: `received_share` is of the year's new requests, `granted_share` of the
# applicant's own concluded ones, and `share` of an outcome is of all concluded.

# %%
import matplotlib.pyplot as plt

import gongkai
from gongkai.pack.style import palette
from gongkai.pack.style.fonts import house_style

warehouse = gongkai.connect()

county_id = warehouse.sql("select min(county_id) as county_id from county").county_id[0]

# %%
warehouse.sql(
    "select applicant_name, sum(received) as received, sum(concluded) as concluded,"
    " sum(granted + partly_granted) / nullif(sum(concluded), 0) as granted_share"
    " from request_applicants_by_year where county_id = ? and applicant <> 'total'"
    " group by applicant_name, applicant_order order by applicant_order",
    [county_id],
)

# %% [markdown]
# The grounds, where a request was not granted. Few cases stand behind most shares: look at `units`.

# %%
warehouse.sql(
    "select outcome_group_name, outcome_name, sum(value) as requests, count(distinct unit_id) as units"
    " from request_outcomes_by_year where county_id = ? and value > 0"
    " and outcome_group not in ('granted', 'partly_granted')"
    " group by outcome_order, outcome_group_name, outcome_name order by requests desc limit 12",
    [county_id],
)

# %% [markdown]
# Any cell of the table, by outcome and applicant: what do natural persons get?

# %%
warehouse.sql(
    "select year, outcome_group, sum(value) as requests from requests_by_applicant_and_outcome"
    " where county_id = ? and applicant = 'natural_person' and outcome_group <> 'balance'"
    " group by all having requests > 0 order by year, requests desc",
    [county_id],
)

# %% [markdown]
# ## The chart: what became of the requests, year by year

# %%
outcomes = warehouse.sql(
    "select year, outcome_group, any_value(outcome_group_name) as name, sum(value) as requests,"
    " min(outcome_order) as place from request_outcomes_by_year where county_id = ?"
    " group by year, outcome_group order by year, place",
    [county_id],
)
counts = outcomes.pivot(index="year", columns="outcome_group", values="requests").fillna(0)
names = dict(zip(outcomes.outcome_group, outcomes.name, strict=True))

with house_style():
    figure, axes = plt.subplots(figsize=(6.4, 0.42 * len(counts) + 1.1), layout="constrained")
    axes.grid(False)
    left = counts.iloc[:, 0] * 0
    for group, colour in palette.OUTCOME.items():
        if group not in counts:
            continue
        bars = axes.barh(
            counts.index.astype(str), counts[group], left=left, color=colour, label=names[group]
        )
        for bar, number in zip(bars, counts[group], strict=True):
            if number >= 3:
                middle = bar.get_x() + bar.get_width() / 2
                axes.text(
                    middle,
                    bar.get_y() + bar.get_height() / 2,
                    f"{number:.0f}",
                    ha="center",
                    va="center",
                    fontsize=7,
                    color=palette.OUTCOME_INK[group],
                )
        left = left + counts[group]
    axes.invert_yaxis()
    axes.legend(ncols=6, loc="lower left", bbox_to_anchor=(0, 1), handlelength=1, columnspacing=1)
    axes.set_xlabel("办结申请（件）")
    axes.set_title("申请的结果", loc="left", fontweight="bold", pad=22)
    plt.show()
