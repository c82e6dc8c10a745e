-- How much of each year's total rests on flagged values? 各年合计有多少出自带标记的数？
select year, sum(received_total) as received,
    coalesce(sum(received_total) filter (contains(received_total_flags, 'd')), 0) as doubted,
    coalesce(sum(received_total) filter (contains(received_total_flags, 'c')), 0) as corrected,
    sum(disclosed_total) as disclosed,
    coalesce(sum(disclosed_total) filter (contains(disclosed_total_flags, 'e')), 0) as approximate
from report_panel
group by year
order by year
