-- Who reports a zero, and who prints no number at all? 报零的多少，没有数的多少？
select year, count(*) filter (received_total > 0) as with_requests, count(*) filter (received_total = 0) as zero,
    count(*) filter (received_total is null and form is not null) as not_printed,
    count(*) filter (form is null and missing_reason is null) as without_tables,
    count(*) filter (missing_reason is not null) as without_report
from report_panel
group by year
order by year
