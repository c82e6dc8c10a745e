-- How do kinds of unit differ in the requests they receive? 各类单位收到的申请有何不同？
select unit_kind, count(received_total) as reports, count(*) filter (received_total = 0) as with_none,
    sum(received_total) as received, round(avg(received_total), 2) as mean, median(received_total) as median,
    max(received_total) as most
from report_panel
group by unit_kind
order by mean desc, unit_kind
