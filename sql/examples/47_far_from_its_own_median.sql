-- Which year's licences are furthest from a unit's own median? 哪些年的许可数与本单位常年相差最远？
with usual as (
    select *, median(licensing_decisions) over (partition by unit_id) as own_median
    from report_panel)
select unit_name, year, licensing_decisions, own_median, licensing_decisions_flags as flags
from usual
where licensing_decisions is not null
order by abs(ln((licensing_decisions + 1) / (own_median + 1))) desc, unit_id, year
limit 12
