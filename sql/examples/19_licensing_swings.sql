-- Where did licensing decisions change most? 行政许可决定数变化最大的是谁？
select unit_name, year, licensing_decisions as now, before
from (
    from disclosures_by_year
    select *, lag(licensing_decisions) over (partition by unit_id order by year) as before
)
where year = (select max(year) from county_year) and licensing_decisions <> before
order by abs(licensing_decisions - before) desc, unit_id limit 10
