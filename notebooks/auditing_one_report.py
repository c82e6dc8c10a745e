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
# # Auditing one report 从名次查到原件
#
# One unit and year, from its rank down to the cell on the page. Put your own in the next cell.

# %%
import matplotlib.pyplot as plt

import gongkai
from gongkai.pack.style import palette
from gongkai.pack.style.fonts import house_style

warehouse = gongkai.connect()

unit_id, year = warehouse.sql(
    "select unit_id, year from compliance_ranking where not is_missing order by points_lost desc, unit_id, year limit 1"
).iloc[0]
unit_id, year = str(unit_id), int(year)
unit_id, year

# %% [markdown]
# ## The rank, and how sure it is

# %%
warehouse.sql(
    "select unit_name, year, rank, rank_low, rank_high, units_ranked, score, coverage, points_lost, informative_checks"
    " from compliance_ranking where unit_id = ? and year = ?",
    [unit_id, year],
).T

# %% [markdown]
# ## Which points were lost, and on what basis

# %%
warehouse.sql(
    "select check_title, check_points, place_name, expected, found, locator, legal_basis from findings_by_unit"
    " where unit_id = ? and year = ? and check_points > 0 order by check_points desc, place",
    [unit_id, year],
)

# %% [markdown]
# What could not be judged is as telling: `not_applicable` leaves the denominator, `not_seen` waits for a person.

# %%
warehouse.sql(
    "select verdict, count(*) as checks, string_agg(title, '；' order by title) as which"
    " from check_result join check_rule using (check_id) where unit_id = ? and year = ?"
    " group by verdict order by checks desc",
    [unit_id, year],
)

# %% [markdown]
# ## The cells behind it, as printed
#
# `locator` names the table, row and column (or the line, or the page) of the document with this hash.

# %%
warehouse.sql(
    "select left(document_sha256, 16) as sha256, file_name, url, fetched_at, media_type from document"
    " where unit_id = ? and year = ?",
    [unit_id, year],
)

# %%
cells = warehouse.sql(
    "select outcome_name, applicant_name, f.value, printed, locator, doubt from request_figure f"
    " join report using (report_id) join outcome using (outcome) join applicant using (applicant)"
    " where unit_id = ? and year = ? and is_current and f.value > 0 order by outcome_order, applicant_order",
    [unit_id, year],
)
cells

# %% [markdown]
# ## The chart: where the points went
#
# Full bars are the rubric, blue what was earned, red what was lost; what is left pale could not be judged.

# %%
points = warehouse.sql(
    "select dimension_name, points_earned, points_judged, points_possible from score join dimension using (dimension)"
    " where unit_id = ? and year = ? order by dimension_order",
    [unit_id, year],
)
name = warehouse.sql("select unit_name from unit where unit_id = ?", [unit_id]).unit_name[0]

with house_style():
    figure, axes = plt.subplots(figsize=(6.4, 2.6), layout="constrained")
    axes.grid(False)
    lost = points.points_judged - points.points_earned
    axes.barh(points.dimension_name, points.points_possible, color=palette.RULE, label="不能评判")
    axes.barh(points.dimension_name, points.points_earned, color=palette.ACCENT, label="得分")
    axes.barh(
        points.dimension_name, lost, left=points.points_earned, color=palette.LOST, label="失分"
    )
    for row, number in enumerate(lost):
        if number > 0:
            axes.text(
                points.points_possible[row] + 0.3,
                row,
                f"−{number:g}",
                va="center",
                color=palette.LOST,
            )
    axes.invert_yaxis()
    axes.set_xlim(0, points.points_possible.max() * 1.1)
    axes.legend(ncols=3, loc="lower left", bbox_to_anchor=(0, 1))
    axes.set_title(f"{name} {year}：分失在哪里", loc="left", fontweight="bold", pad=22)
    plt.show()
