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
# # A first look 初看
#
# What is in the warehouse, how complete is it, and how far is each number to be trusted?

# %%
import matplotlib.pyplot as plt

import gongkai
from gongkai.pack.style import palette
from gongkai.pack.style.fonts import house_style

warehouse = gongkai.connect()

# %% [markdown]
# Every table says what one of its rows is. The marts, for questions, carry names beside ids.

# %%
warehouse.sql("""
    select table_name, name_zh, meaning_en, example from dictionary
    where column_name = '' and table_name in (select table_name from dictionary where column_name = 'unit_name')
    order by table_name
""")

# %% [markdown]
# One row a county and year: how many units reported, and what their reports sum to. A sum stands beside
# the number of units it rests on, since **a blank is not zero**.

# %%
county_id = warehouse.sql("select min(county_id) as county_id from county").county_id[0]
years = warehouse.sql(
    "select year, units, units_reported, units_late, received_total, received_units, granted_share,"
    " disclosed_total, disclosed_units, median_score from county_by_year where county_id = ? order by year",
    [county_id],
)
years

# %% [markdown]
# What was collected and could not be read, and what a person should look at: neither is a fault of a report.

# %%
warehouse.sql(
    "select file_name, refusal_reason, refusal_code from quarantine where county_id = ?",
    [county_id],
)

# %%
warehouse.sql(
    "select unit_name, year, place_name, why from manual_queue where county_id = ?", [county_id]
)

# %% [markdown]
# ## How complete is each report?
#
# A square a unit and year: the share of the form's cells that carry a number. Hatched: no report.

# %%
quality = warehouse.sql(
    "select unit_name, year, has_report, cells_printed / nullif(cells_expected, 0) as filled,"
    " cells_doubtful from data_quality where county_id = ? order by unit_id, year",
    [county_id],
)
filled = quality.pivot(index="unit_name", columns="year", values="filled")
there = quality.pivot(index="unit_name", columns="year", values="has_report")

with house_style():
    figure, axes = plt.subplots(figsize=(6.4, 0.3 * len(filled) + 1.2), layout="constrained")
    axes.grid(False)
    shades = axes.imshow(
        filled.fillna(0).astype(float), cmap="Blues", vmin=0, vmax=1.25, aspect="auto"
    )
    axes.set_xticks(range(len(filled.columns)), filled.columns)
    axes.set_yticks(range(len(filled)), filled.index)
    for row, unit in enumerate(filled.index):
        for column, year in enumerate(filled.columns):
            share = filled.loc[unit, year]
            text = (
                "无报告"
                if not there.loc[unit, year]
                else "无表"
                if share != share
                else f"{share:.0%}"
            )
            axes.text(
                column,
                row,
                text,
                ha="center",
                va="center",
                fontsize=7,
                color=palette.PAPER if share == share and share > 0.7 else palette.INK,
            )
    axes.set_title("统计表填报比例：空白与缺行一望可知", loc="left", fontweight="bold")
    plt.show()
