-- How concentrated are requests: what share do the three units with most receive? 申请集中在少数单位吗？
with placed as (
    select year, received_total, row_number() over (partition by county_id, year order by received_total desc) as place
    from report_panel where received_total is not null)
select year, count(*) as units, sum(received_total) as received,
    round(sum(received_total) filter (place <= 3) / nullif(sum(received_total), 0), 3) as share_of_three,
    round(3 / count(*), 3) as share_if_equal
from placed
group by year
order by year
