-- How did requests move among the units that give a number in every year? 每年都有数的单位，申请量如何变化？
with whole as (
    select unit_id from report_panel
    group by unit_id having count(received_total) = count(*))
select year, count(*) as units, sum(received_total) as received, sum(carried_out_total) as carried_out,
    median(received_total) as median_received
from report_panel semi join whole using (unit_id)
group by year
order by year
