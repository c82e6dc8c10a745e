-- How far could the reports that were not read move a year's total? 没有读到的报告最多能改变合计多少？
select year, sum(received_total) as received, count(*) - count(received_total) as units_without,
    sum(received_total) + (count(*) - count(received_total)) * median(received_total) as if_each_had_the_median,
    sum(received_total) + (count(*) - count(received_total)) * max(received_total) as if_each_had_the_most
from report_panel
group by year
order by year
