-- How many days after the year's end do towns, townships and street offices publish? 各类单位多少天后发布？
select unit_kind, count(days_to_publish) as dated, count(*) - count(days_to_publish) as undated,
    quantile_cont(days_to_publish, 0.25) as first_quarter, median(days_to_publish) as median_days,
    quantile_cont(days_to_publish, 0.75) as last_quarter, max(days_to_publish) as most
from report_panel
group by unit_kind
order by median_days, unit_kind
