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
# # A national view 多县比较
#
# Many counties beside each other. The same tables hold one county or three thousand; a made-up nation of any
# size comes from `python -m tests.bench.nation --units 560 --years 4 --folder warehouse/.nation --keep`.
#
# **Counties are not ranked.** Their deadlines, their rubrics and how their reports were collected differ; what
# can be compared is how complete the reports are, which checks fail, and what becomes of requests.

# %%
import matplotlib.pyplot as plt

import gongkai
from gongkai.pack.style import palette
from gongkai.pack.style.fonts import house_style

warehouse = gongkai.connect()

counties = warehouse.sql(
    "select count(*) as counties, sum(is_fictional::int) as made_up from county"
)
counties

# %%
year = int(warehouse.sql("select max(year) as year from county_year").year[0])
warehouse.sql(
    "select year, count(*) as counties, sum(units) as units, sum(units_reported) as reported,"
    " sum(received_total) as received, sum(granted_total) / nullif(sum(concluded_total), 0) as granted_share,"
    " sum(carried_out_total) as carried_out from county_by_year group by year order by year"
)

# %% [markdown]
# Which checks fail, everywhere and not only in a few counties? `counties` counts those in which it does.

# %%
warehouse.sql(
    "select check_title, sum(units_fail) as units, count(*) filter (where units_fail > 0) as counties,"
    " sum(units_fail) / sum(units_pass + units_fail) as share from checks_by_county"
    " where year = ? group by check_title having sum(units_fail) > 0 order by units desc limit 10",
    [year],
)

# %% [markdown]
# Which categories are disclosed? What no pattern knows stands as `unmapped` with its words, so that the share
# that was not understood is always in sight.

# %%
warehouse.sql(
    "select category_name, sum(value) as items, sum(reports_counted) as reports"
    " from disclosed_by_category_and_county where year = ?"
    " group by category_name, category_order order by category_order",
    [year],
)

# %% [markdown]
# ## The chart: how counties differ, and how much of that is small numbers
#
# Each dot is a county: its concluded requests against the share granted. The funnel is where nine counties
# in ten would lie if every one of them granted the nation's share: counties inside it do not differ. Where
# there are fewer than four counties, each dot is a unit instead.

# %%
many = int(counties.counties[0]) >= 4
shares = warehouse.sql(
    "select any_value(county_name) as name, sum(concluded_total) as concluded,"
    " sum(granted_in_full + granted_in_part) / sum(concluded_total) as granted_share from report_panel"
    " where year = ? and concluded_total > 0 and granted_in_full + granted_in_part is not null"
    f" group by {'county_id' if many else 'unit_id'}",
    [year],
)
overall = float((shares.concluded * shares.granted_share).sum() / shares.concluded.sum())
sizes = [1 + n * (shares.concluded.max() * 1.1) / 200 for n in range(201)]
spread = [1.645 * (overall * (1 - overall) / n) ** 0.5 for n in sizes]
outside = shares[
    (shares.granted_share - overall).abs()
    > 1.645 * (overall * (1 - overall) / shares.concluded) ** 0.5
]
one = "县" if many else "单位"

with house_style():
    figure, axes = plt.subplots(figsize=(6.4, 3.4), layout="constrained")
    low = [max(0, overall - s) for s in spread]
    high = [min(1, overall + s) for s in spread]
    axes.fill_between(
        sizes, low, high, color=palette.SOFT, alpha=0.5, linewidth=0, label=f"九成{one}应在的范围"
    )
    axes.axhline(overall, color=palette.ACCENT, label=f"总体 {overall:.0%}")
    axes.scatter(
        shares.concluded, shares.granted_share, s=12, color=palette.INK, zorder=3, label=f"一{one}"
    )
    axes.set_ylim(0, 1.02)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"])
    axes.set_xlabel(
        f"办结申请（件）；{len(shares)} 个{one}中 {len(outside)} 个在范围外，偶然所致约 {len(shares) / 10:.0f} 个"
    )
    axes.legend(ncols=3, loc="lower left", bbox_to_anchor=(0, 1))
    axes.set_title(
        f"{year} 年各{one}公开比例与偶然所致的范围", loc="left", fontweight="bold", pad=22
    )
    plt.show()
